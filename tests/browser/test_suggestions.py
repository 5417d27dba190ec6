"""Suggestions while a query is typed: by key and by pointer, announced to screen readers, and nothing lost without them."""

import re
from typing import TYPE_CHECKING

import pytest

from .screens import Opener, Screen

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

LANGUAGES = [Screen(), Screen(width=320, lang="en-GB", scheme="dark")]


def typed(page: "Page", text: str, path: str = "/") -> None:
    page.goto(path)
    page.focus("#q")
    page.keyboard.press("End")
    page.keyboard.type(text)
    page.wait_for_selector("[role=listbox]:not([aria-busy]) [role=option]")


def active(page: "Page") -> str:
    option = page.get_attribute("#q", "aria-activedescendant")
    return page.locator(f"#{option} .what").inner_text() if option else ""


@pytest.mark.parametrize("screen", LANGUAGES, ids=lambda screen: screen.name)
def test_the_keys_walk_over_the_suggestions_and_enter_takes_one(open_page: Opener, screen: Screen) -> None:
    with open_page(screen) as page:
        typed(page, "京政办发2024")
        assert page.get_attribute("#q", "aria-expanded") == "true"
        count = page.locator("[role=option]").count()
        said = page.locator(".box [role=status]").inner_text()
        assert said == (f"Suggestions: {count}" if screen.lang == "en-GB" else f"提示 {count} 条")
        assert active(page) == ""
        page.keyboard.press("ArrowDown")
        assert active(page) == "京政办发〔2024〕4号"
        assert page.locator("[aria-selected=true]").count() == 1
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/documents/jingzhengbanfa-2024-4"))


def test_escape_closes_them_and_enter_alone_searches_what_was_typed(open_page: Opener) -> None:
    with open_page(Screen()) as page:
        typed(page, "污染")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Escape")
        assert page.locator("[role=listbox]").is_hidden()
        assert page.input_value("#q") == "污染"
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/search\?"))
        assert page.input_value("#q") == "污染"


def test_a_word_fills_the_box_and_keeps_the_filters_and_a_body_becomes_one(open_page: Opener) -> None:
    with open_page(Screen(lang="en-GB")) as page:
        typed(page, " 生态环", "/search?q=水&year=2024&lang=en")
        page.locator("[role=option]").first.click()
        page.wait_for_url(re.compile("year=2024"))
        assert page.input_value("#q") == "水 生态环境"
        typed(page, "公安局")
        page.locator("[role=option]", has_text="北京市公安局").first.click()
        page.wait_for_url(re.compile("body="))
        assert page.locator(".chips a").count() == 1


def test_only_the_last_question_is_answered(open_page: Opener) -> None:
    with open_page(Screen()) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url) if "/suggest" in request.url else None)
        typed(page, "jingzhengbanfa 2022")
        page.wait_for_function("document.querySelectorAll('[role=option]').length === 3")
        assert len(asked) < len("jingzhengbanfa 2022")
        page.fill("#q", "")
        page.wait_for_selector("[role=listbox]", state="hidden")


def test_the_terms_are_suggested_words_alone(open_page: Opener) -> None:
    with open_page(Screen()) as page:
        typed(page, "新能", "/terms")
        kinds = set(page.locator("[role=option] .kind").all_inner_texts())
        assert kinds == {"词语"}
        page.locator("[role=option]").first.click()
        page.wait_for_selector(".kwic")


def test_a_late_answer_leaves_the_suggestion_that_a_reader_has_walked_to(open_page: Opener) -> None:
    held: list[Route] = []
    with open_page(Screen()) as page:
        typed(page, "京政办发2024")
        page.route("**/suggest?*", lambda route: held.append(route))  # noqa: PLW0108  # playwright marks the handler
        page.keyboard.type("〕")
        page.wait_for_selector("[role=listbox][aria-busy=true]")
        page.keyboard.press("ArrowDown")
        chosen = active(page)
        assert chosen == "京政办发〔2024〕4号"
        while not held:
            page.wait_for_timeout(10)
        for route in held:
            route.continue_()
        page.wait_for_selector("[role=listbox]:not([aria-busy])")
        assert active(page) == chosen
