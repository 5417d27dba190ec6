"""The words of the interface: complete in both languages and in step with the source."""

import io
import re
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from flask import Flask
from jinja2 import Environment, nodes

import search_service
from index.understanding.intent import NUMERAL
from index.understanding.synonyms import PLAIN, SAME_BODY
from search_service.web.addresses import here, switch_language
from search_service.web.languages import long_date, tongue
from search_service.web.words import WHYS

PACKAGE = Path(search_service.__file__).parent
CATALOGUE = PACKAGE / "translations" / "zh" / "LC_MESSAGES" / "messages.po"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.svg", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="zh")


def test_the_chinese_catalogue_has_every_word_of_the_source_and_no_other(catalogue: Catalog) -> None:
    used = {message for _, _, message, _, _ in extract_from_dir(PACKAGE, METHODS, keywords=KEYWORDS)}
    assert {message.id for message in catalogue if message.id} == used
    assert not catalogue.obsolete


def test_every_word_is_translated_with_the_same_blanks(catalogue: Catalog) -> None:
    for message in catalogue:
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(forms), message.id
        assert not message.fuzzy, message.id
        assert list(message.check(catalogue)) == [], message.id


def test_the_compiled_catalogue_is_that_of_the_source(catalogue: Catalog, request: pytest.FixtureRequest) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    if request.config.getoption("--golden") == "write":
        CATALOGUE.with_suffix(".mo").write_bytes(compiled.getvalue())
    compiled.seek(0)
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        shipped = read_mo(file)
    assert [(m.id, m.string) for m in shipped if m.id] == [(m.id, m.string) for m in read_mo(compiled) if m.id]


@pytest.mark.parametrize(("lang", "wanted"), [("zh", "2024年2月7日"), ("en", "7 February 2024")])
def test_dates_are_written_as_each_language_does(app: Flask, lang: str, wanted: str) -> None:
    with app.test_request_context(f"/?lang={lang}"):
        assert long_date(date(2024, 2, 7)) == wanted


def test_a_chosen_language_goes_along_with_every_link(app: Flask) -> None:
    with app.test_request_context("/search?q=x&lang=en"):
        assert here("/documents/d?q=x#art_1") == "/documents/d?q=x&lang=en#art_1"
    with app.test_request_context("/search?q=x"):
        assert here("/documents/d?q=x#art_1") == "/documents/d?q=x#art_1"


def test_switching_keeps_the_query_and_the_place(app: Flask) -> None:
    with app.test_request_context("/search?q=酒店&body=a&body=b&page=2&lang=zh"):
        assert switch_language("en") == "/search?q=%E9%85%92%E5%BA%97&body=a&body=b&page=2&lang=en"


def test_what_was_typed_is_chinese_when_a_chinese_character_is_in_it() -> None:
    assert [tongue(text) for text in ("酒店", "PM2.5浓度", "hotel industry", "")] == ["zh-Hans", "zh-Hans", "en", "en"]


def test_every_reason_for_a_word_has_a_name_and_stands_in_the_docs() -> None:
    text = (PACKAGE.parent / "docs" / "api.md").read_text("utf-8")
    listed = re.search(r"`why`: ([^)]*)\)", text)
    assert listed
    assert set(re.findall(r"`(\w+)`", listed[1])) == set(WHYS)
    assert {SAME_BODY, NUMERAL, PLAIN} <= set(WHYS)


def test_a_template_imports_no_macro_that_neither_it_nor_what_it_includes_uses() -> None:
    trees = {
        path.name: Environment(autoescape=True).parse(path.read_text("utf-8"))
        for path in (PACKAGE / "templates").glob("*.html")
    }
    for name, tree in trees.items():
        imported = {one for line in tree.find_all(nodes.FromImport) for one in line.names}
        included = [one.template.value for one in tree.find_all(nodes.Include) if isinstance(one.template, nodes.Const)]
        used = {one.name for part in (name, *included) for one in trees[part].find_all(nodes.Name)}
        assert imported <= used, name
