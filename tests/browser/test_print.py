"""The printed page beside the text in a real browser: opened, turned and closed by pointer, by key, without scripts."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.printed_archive import RULES, built_archive

from .conftest import served
from .screens import Opener, Screen
from .test_barriers import RULES as BARRIERS
from .test_barriers import axe as axe  # noqa: PLC0414 - a fixture

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.long

CLAUSE, DOCUMENT = "/clauses/moushuiwufa-2023-7/art_4", "/documents/moushuiwufa-2023-7"
DOUBTFUL = "/clauses/moujiaofa-2022-3/sec_1__para_1"
SCREENS = [
    Screen(width, lang, scheme)
    for width, lang, scheme in (
        (320, "zh-CN", "dark"), (320, "en-GB", "light"), (768, "zh-CN", "light"), (768, "en-GB", "dark"),
        (1280, "zh-CN", "light"), (1280, "en-GB", "light"),
    )
]  # fmt: skip
HEADINGS = {"zh-CN": "第 {} 页版面", "en-GB": "Printed page {}"}
PANEL = "#print-panel"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, str]:
    """The corpus folder and the index of printed pages."""
    return built_archive(tmp_path_factory)


@pytest.fixture(scope="module")
def site(
    archive: tuple[Any, str], tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int]
) -> Iterator[str]:
    """Address of the service over printed pages."""
    options = ("--index", archive[1], "--corpus", str(archive[0]))
    with served(tmp_path_factory.mktemp("browser"), free_port(), *options) as address:
        yield address


def heading(page: "Page") -> str:
    return page.locator(f"{PANEL} h2").inner_text()


def drawn(page: "Page") -> Any:
    """How wide the picture of the page is by itself, once it is there."""
    page.wait_for_function("selector => document.querySelector(selector)?.naturalWidth > 0", arg=f"{PANEL} img")
    return page.evaluate(f"document.querySelector('{PANEL} img').naturalWidth")


def barriers(page: "Page", axe: Any) -> list[Any]:
    answer = axe.run(page, options={"runOnly": BARRIERS}).response
    assert answer["passes"]
    serious = [one for one in answer["violations"] if one["impact"] in ("serious", "critical", "moderate")]
    return [(one["id"], node["target"], node["failureSummary"]) for one in serious for node in one["nodes"]]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
@pytest.mark.parametrize("path", [CLAUSE, DOCUMENT], ids=["clause", "document"])
def test_the_panel_opens_with_the_clause_framed_and_closes(
    open_page: Opener, axe: Any, screen: Screen, path: str, picture: Callable[["Page", str], None]
) -> None:
    with open_page(screen) as page:
        page.goto(path)
        button = page.locator(".print-place .to-print" if path == CLAUSE else "#art_4 .to-print")
        assert (button.get_attribute("role"), button.get_attribute("aria-expanded")) == ("button", "false")
        button.click()
        assert drawn(page) >= 1000
        assert button.get_attribute("aria-expanded") == "true"
        assert heading(page) == HEADINGS[screen.lang].format(2)
        picture_box, frame = page.locator(f"{PANEL} img").bounding_box(), page.locator(f"{PANEL} rect").bounding_box()
        assert picture_box is not None
        assert frame is not None
        assert picture_box["x"] < frame["x"] < frame["x"] + frame["width"] < picture_box["x"] + picture_box["width"]
        assert picture_box["y"] < frame["y"] < frame["y"] + frame["height"] < picture_box["y"] + picture_box["height"]
        assert 0 <= frame["x"] < screen.width
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert barriers(page, axe) == []
        picture(page, f"print-{'clause' if path == CLAUSE else 'document'}-{screen.name}")
        page.locator(f"{PANEL} .close").click()
        assert page.locator(PANEL).count() == 0
        assert page.evaluate("document.activeElement.className").startswith("to-print")


@pytest.mark.parametrize("lang", HEADINGS)
def test_the_panel_is_opened_turned_and_closed_by_key(open_page: Opener, lang: str) -> None:
    with open_page(Screen(lang=lang)) as page:
        page.goto(CLAUSE)
        for key in ("Enter", "Space"):
            page.locator(".print-place .to-print").focus()
            page.keyboard.press(key)
            page.wait_for_selector(PANEL)
            page.locator(f"{PANEL} a[rel=next]").focus()
            page.keyboard.press("Enter")
            page.wait_for_selector(f"{PANEL} h2:text-is('{HEADINGS[lang].format(3)}')")
            assert page.evaluate("document.activeElement.id") == "print"
            assert page.locator(f"{PANEL} rect").count() == 1
            page.keyboard.press("Escape")
            assert page.locator(PANEL).count() == 0
            assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "false"


def test_one_panel_is_open_at_a_time_beside_the_clause_that_asked_for_it(open_page: Opener) -> None:
    with open_page(Screen()) as page:
        page.goto(DOCUMENT)
        for eid, number in (("art_1", 1), ("art_5", 3)):
            button = page.locator(f"#{eid} .to-print")
            button.scroll_into_view_if_needed()
            top = button.bounding_box()["y"]
            button.click()
            page.wait_for_selector(f"{PANEL} h2:text-is('{HEADINGS['zh-CN'].format(number)}')")
            assert page.locator(".print").count() == 1
            assert page.locator(f"#{eid} + {PANEL}").count() == 1
        assert page.locator("[aria-expanded=true]").count() == 1
        assert page.locator("#art_5 .to-print").bounding_box()["y"] == pytest.approx(top, abs=2)
        text, panel = page.locator("#art_5").bounding_box(), page.locator(PANEL).bounding_box()
        assert text is not None
        assert panel is not None
        assert text["x"] + text["width"] <= panel["x"]


@pytest.mark.parametrize("screen", [Screen(320, "en-GB", scripts=False), Screen(scripts=False)], ids=lambda s: s.name)
def test_without_scripts_the_link_leads_to_the_page_with_its_texts(open_page: Opener, screen: Screen) -> None:
    with open_page(screen) as page:
        page.goto(CLAUSE)
        page.locator(".print-place .to-print").click()
        page.wait_for_url("**/pages/2?*")
        assert page.locator(".print img").is_visible()
        assert page.locator(".framed").is_visible()
        assert not page.locator(".close").is_visible()
        page.locator("a[rel=next]").click()
        page.wait_for_url("**/pages/3?*")


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_the_page_beside_its_texts_and_doubtful_characters_are_no_barrier(
    open_page: Opener, axe: Any, screen: Screen
) -> None:
    with open_page(screen) as page:
        for path in (f"{DOCUMENT}/pages/2?clause=art_4", DOUBTFUL):
            page.goto(path)
            assert barriers(page, axe) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("lang", HEADINGS)
def test_where_the_file_is_gone_the_panel_says_so_in_both_languages(
    open_page: Opener, archive: tuple[Any, str], lang: str
) -> None:
    file = archive[0] / RULES
    with open_page(Screen(lang=lang), {404}) as page:
        away = file.rename(archive[0] / "away")
        try:
            cache = [path.unlink() for path in (archive[0].parent).glob("printed-index*/cache/pages/*")]
            assert cache is not None
            page.goto(CLAUSE)
            page.locator(".print-place .to-print").click()
            panel = page.locator(PANEL)
            panel.wait_for()
            assert panel.get_attribute("role") == "alert"
            assert "本站已不存有读入时的文件" in panel.inner_text()
            assert "no longer kept here" in panel.inner_text()
        finally:
            away.rename(file)


def test_paper_has_the_open_page_and_none_of_its_links(open_page: Opener) -> None:
    with open_page(Screen()) as page:
        page.goto(CLAUSE)
        page.locator(".print-place .to-print").click()
        drawn(page)
        page.emulate_media(media="print")
        assert page.locator(f"{PANEL} img").is_visible()
        assert page.locator(f"{PANEL} a:visible, {PANEL} button:visible, .to-print:visible").count() == 0
        assert page.evaluate(f"getComputedStyle(document.querySelector('{PANEL}')).position") == "static"
