"""The pictures of the README are those of the pages; ``make pictures`` takes them anew."""

import struct
from dataclasses import dataclass
from pathlib import Path

import pytest

from .screens import Opener, Screen

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
WIDTH, HEIGHT = 1280, 900


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of the service as a picture: its file, the page, its language, and a text that is to be seen on it."""

    name: str
    path: str
    lang: str
    seen: str


SHOWN = (
    Picture("search", "/search?q=nature+reserve", "en-GB", "自然保护地"),
    Picture("clause", "/documents/jingwenlvfa-2023-83?q=酒店+备案#chp_3__art_13", "en-GB", "在本市设立酒店的"),
    Picture("search-zh", "/search?q=酒店+备案", "zh-CN", "在本市设立酒店的"),
    Picture("clause-zh", "/documents/jingwenlvfa-2023-83?q=酒店+备案#chp_3__art_13", "zh-CN", "在本市设立酒店的"),
)


@pytest.mark.parametrize("picture", SHOWN, ids=lambda one: one.name)
def test_a_picture_shows_the_page_as_it_is(open_page: Opener, picture: Picture, request: pytest.FixtureRequest) -> None:
    path = PICTURES / f"{picture.name}.png"
    with open_page(Screen(lang=picture.lang)) as page:
        page.goto(picture.path)
        page.evaluate("document.fonts.ready")
        page.wait_for_timeout(2000 if "#" in picture.path else 0)
        box = page.get_by_text(picture.seen).first.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < HEIGHT, "what the picture is for is on the screen"
        if request.config.getoption("--golden") == "write":
            PICTURES.mkdir(exist_ok=True)
            page.screenshot(path=path)
    assert struct.unpack(">II", path.read_bytes()[16:24]) == (WIDTH, HEIGHT)


@pytest.mark.parametrize(
    ("page", "names"), [("README.md", ("search", "clause")), ("README.zh.md", ("search-zh", "clause-zh"))]
)
def test_a_readme_shows_the_search_and_a_clause(page: str, names: tuple[str, ...]) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert all(f"](docs/pictures/{name}.png)" in text for name in names)
