"""What a page is looked at with."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


@dataclass(frozen=True, slots=True)
class Screen:
    """What a reader sees with: width in pixels, language, light or dark, with or without JavaScript."""

    width: int = 1280
    lang: str = "zh-CN"
    scheme: str = "light"
    scripts: bool = True

    @property
    def name(self) -> str:
        """For file names."""
        return f"{self.width}-{self.lang[:2]}-{self.scheme}{'' if self.scripts else '-noscript'}"


Opener = Callable[..., AbstractContextManager["Page"]]
