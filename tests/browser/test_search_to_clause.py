"""The main job in a real browser: search, narrow by issuing body, follow a hit to its clause and see it highlighted."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.cases import others_long

from .screens import Opener, Screen
from .steps import follow, narrow, search

if TYPE_CHECKING:
    from playwright.sync_api import Page

Picture = Callable[["Page", str], None]

SCREENS = [
    Screen(width=320, lang="en-GB", scheme="dark"),
    Screen(scripts=False),
    Screen(),
    Screen(lang="en-GB", scheme="dark"),
    Screen(width=320),
]


def named(screen: Screen) -> str:
    return screen.name


@pytest.mark.parametrize("screen", others_long(SCREENS, first=2), ids=named)
def test_search_filter_and_follow_a_hit_to_its_clause(open_page: Opener, picture: Picture, screen: Screen) -> None:
    with open_page(screen) as page:
        page.goto("/")
        search(page, "备案")
        before = page.locator(".find").count()
        body = "Beijing Municipal Bureau of Culture and Tourism" if screen.lang == "en-GB" else "北京市文化和旅游局"
        narrow(page, screen, body)
        assert 0 < page.locator(".find").count() <= before
        assert (
            page.locator(".chips").inner_text().strip().startswith(body) or body in page.locator(".chips").inner_text()
        )
        picture(page, f"search-{screen.name}")
        page.locator(".find", has_text="第十三条").locator("a.to-clause").click()
        page.wait_for_url(re.compile(r"#chp_3__art_13$"))
        clause = page.locator("#chp_3__art_13")
        assert clause.locator("mark").all_inner_texts() == ["备案", "备案"]
        page.evaluate("Promise.all(document.getAnimations().map(one => one.finished))")
        picture(page, f"clause-{screen.name}")
        assert in_view(page, "#chp_3__art_13")
        assert shade(page, "#chp_3__art_13") != shade(page, "#chp_3__art_14")
        if screen.scripts:
            page.wait_for_selector(".outline [aria-current]", state="attached")
            assert page.locator(".outline [aria-current]").get_attribute("href") == "#chp_3"


def test_keys_lead_from_hit_to_hit_and_to_the_box(open_page: Opener) -> None:
    with open_page(Screen()) as page:
        page.goto("/documents/jingwenlvfa-2023-83?q=酒店")
        hits = page.locator(".hit-clause").evaluate_all("all => all.map(one => one.id)")
        for key, wanted in (("n", hits[0]), ("n", hits[1]), ("n", hits[2]), ("p", hits[1])):
            page.keyboard.press(key)
            page.wait_for_function("id => location.hash === '#' + id", arg=wanted)
        page.goto("/search?q=酒店")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "q"


def test_switching_the_language_keeps_the_search(open_page: Opener) -> None:
    with open_page(Screen()) as page:
        page.goto("/search?q=酒店&year=2024")
        follow(page, page.locator(".languages [hreflang=en]"))
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.input_value("#q") == "酒店"
        assert page.locator(".chips a").count() == 1
        follow(page, page.locator(".find a.to-clause").first)
        assert page.locator("html").get_attribute("lang") == "en"


def test_targets_on_a_phone_are_large_enough_to_touch(open_page: Opener) -> None:
    with open_page(Screen(width=320)) as page:
        page.goto("/search?q=酒店&year=2024")
        page.click(".facets summary")
        for selector in (
            ".site a:visible",
            ".box button",
            ".facets summary",
            ".facets label",
            ".facets button:visible",
        ):
            for box in [one.bounding_box() for one in page.locator(selector).all()]:
                assert box is not None
                assert box["height"] >= 43.5, selector


def in_view(page: "Page", selector: str) -> bool:
    inside: bool = page.locator(selector).evaluate(
        "one => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight / 2 }"
    )
    return inside


def shade(page: "Page", selector: str) -> str:
    colour: str = page.locator(selector).evaluate("one => getComputedStyle(one).backgroundColor")
    return colour


def test_the_language_changes_where_the_reader_is(open_page: Opener) -> None:
    with open_page(Screen()) as page:
        page.goto("/documents/jingwenlvfa-2023-83?q=hotel+industry#chp_3__art_13")
        page.click(".languages [hreflang=en]")
        page.wait_for_url(re.compile("lang=en"))
        assert page.evaluate("location.hash") == "#chp_3__art_13"
        top = page.locator("#chp_3__art_13").bounding_box()
        assert top is not None
        assert 0 <= top["y"] < 900


def test_hits_are_walked_by_key_and_the_keys_are_shown(open_page: Opener) -> None:
    with open_page(Screen(lang="en-GB")) as page:
        page.goto("/documents/jingwenlvfa-2023-83?q=hotel+industry")
        assert page.locator(".found kbd").all_inner_texts() == ["n", "p"]
        page.keyboard.press("n")
        first = page.evaluate("location.hash")
        page.keyboard.press("n")
        assert page.evaluate("location.hash") != first
        page.keyboard.press("p")
        assert page.evaluate("location.hash") == first
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.name") == "q"


@pytest.mark.parametrize("lang", ["zh-CN", "en-GB"])
@pytest.mark.parametrize(
    "query",
    others_long(
        [
            "hotel industry",
            "京政办发〔2022〕6号",
            "酒店 备案",
            "community correction",
            "VOCs 2024",
            "school doctor",
            "property management",
        ],
        first=2,
    ),
)
def test_on_a_phone_the_first_passage_stands_on_the_first_screen(open_page: Opener, query: str, lang: str) -> None:
    with open_page(Screen(width=320, lang=lang)) as page:
        page.goto(f"/search?q={query}")
        box = page.locator(".snippet").first.bounding_box()
        assert box is not None
        assert box["y"] < 600
        assert page.locator(".facets .choices").first.is_hidden()
        page.click(".facets summary")
        assert page.locator(".facets .choices").first.is_visible()


@pytest.mark.parametrize("lang", ["zh-CN", "en-GB"])
@pytest.mark.parametrize(
    "query",
    others_long(
        [
            "environmental monitoring data falsification penalty",
            "京文旅发〔2023〕83号",
            "酒店业管理暂行办法第十一条",
            "广场舞噪音谁管",
        ],
        first=1,
    ),
)
def test_what_is_said_above_the_results_leaves_the_first_passage_on_the_first_screen(
    open_page: Opener, query: str, lang: str
) -> None:
    with open_page(Screen(width=320, lang=lang)) as page:
        page.goto(f"/search?q={query}")
        box = page.locator(".snippet").first.bounding_box()
        assert box is not None
        assert box["y"] < 600


@pytest.mark.parametrize("width", [768, 1280])
def test_what_concerns_a_document_stands_beside_its_title_where_there_is_room(open_page: Opener, width: int) -> None:
    with open_page(Screen(width=width)) as page:
        page.goto("/documents/jingzhengbanfa-2022-6")
        head, beside = page.locator(".head").bounding_box(), page.locator(".beside").bounding_box()
        assert head is not None
        assert beside is not None
        assert (beside["x"] > head["x"] + head["width"]) == (width == 1280)
        page.click(".beside a[href*='compare']")
        page.wait_for_url(re.compile("/compare"))
        assert page.locator("ins").count() > 0
