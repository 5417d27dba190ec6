"""Text in traditional characters: the parser matches its patterns against the simplified ones, one for one."""

import re
from functools import cache

import opencc

from corpus.errors import OperatorError

#: Frequent characters that differ, traditional and simplified.
_TRADITIONAL = re.compile("[為發國會條號關辦與過這個對時區門業務]")
_SIMPLIFIED = re.compile("[为发国会条号关办与过这个对时区门业务]")
#: So many characters tell in which a text is.
_SAMPLE = 20_000


def is_traditional(text: str) -> bool:
    """Whether a text is in traditional characters."""
    sample = text[:_SAMPLE]
    return len(_TRADITIONAL.findall(sample)) > len(_SIMPLIFIED.findall(sample))


def simplified(text: str) -> str:
    """The text in simplified characters, one for one; as it is where the conversion changes its length."""
    plain = converted(text)
    return plain if len(plain) == len(text) else text


def converted(text: str) -> str:
    """The text in simplified characters, which may be of another length."""
    return str(_converter().convert(text))


def matched(text: str) -> str:
    """The characters that patterns are matched against: simplified ones for traditional ones."""
    return simplified(text) if _differing().search(text) else text


@cache
def _differing() -> re.Pattern[str]:
    """Any character that is written otherwise in simplified text."""
    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    plain = converted("\n".join(characters)).split("\n")
    return re.compile(f"[{''.join(a for a, b in zip(characters, plain, strict=True) if a != b)}]")


@cache
def _converter() -> opencc.OpenCC:
    try:
        return opencc.OpenCC("t2s")
    except RuntimeError as error:
        raise OperatorError(
            f"The dictionary of traditional characters cannot be opened ({error}); if too few files may be open at "
            "once, raise that limit (`ulimit -n`), otherwise install the package opencc again.",
            f"无法打开繁简字典（{error}）；如果是可同时打开的文件过少，请提高限制（`ulimit -n`），"
            "否则请重新安装 opencc。",
        ) from error
