"""The two languages of the interface: chosen by ``?lang=`` or by what the browser accepts, kept from page to page."""

import re
from datetime import date

from babel.dates import format_date
from flask import Flask, Response, has_request_context, request
from flask_babel import Babel, get_locale

LANGUAGES = ("zh", "en")
#: The parameter that says whether a page glosses single Chinese words in English: 1 or 0.
GLOSS = "gloss"
#: What ``lang`` attributes say; the gazettes are printed in simplified Chinese.
TAGS = {"zh": "zh-Hans", "en": "en"}
#: A Chinese run, with the digits and spaces inside it: 京政办发〔2024〕4号.
_CHINESE = re.compile(
    "([\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+(?:[0-9 ]*[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+)*)"
)
_DATES = {"zh": "y年M月d日", "en": "d MMMM y"}


def init_languages(app: Flask) -> None:
    """Give the app its languages and the templates their words for dates."""
    Babel(app, default_locale="en", locale_selector=choose_language)
    app.after_request(_vary)
    app.add_template_filter(long_date)
    app.add_template_filter(tongue)
    app.add_template_filter(language_runs)
    app.add_template_filter(sentence)
    app.context_processor(lambda: {"lang": language(), "tag": TAGS[language()]})


def _vary(response: Response) -> Response:
    if request.endpoint != "static":
        response.vary.add("Accept-Language")
    return response


def choose_language() -> str:
    """``?lang=`` where it names a language of ours, else the best that the browser accepts.

    English where it accepts neither, Chinese where it says nothing at all.
    """
    if not has_request_context():
        return "zh"
    return chosen_language() or _accepted_language()


def _accepted_language() -> str:
    accepted = [tag.split("-")[0].lower() for tag, quality in request.accept_languages if quality]
    return next((one for one in accepted if one in LANGUAGES), "en" if accepted else "zh")


def chosen_language() -> str | None:
    """The language that the address asks for."""
    asked = request.args.get("lang")
    return asked if asked in LANGUAGES else None


def language() -> str:
    """``zh`` or ``en``: the language of this answer."""
    locale = get_locale()
    return locale.language if locale else "zh"


def tongue(text: str) -> str:
    """The language tag of a text that someone typed: Chinese when there is a Chinese character in it."""
    return TAGS["zh" if any("\u3400" <= char <= "\u9fff" for char in text) else "en"]


def language_runs(text: str) -> list[tuple[str, str]]:
    """An English text cut at its Chinese runs: each piece with its language tag."""
    pieces = _CHINESE.split(text)
    return [(piece, TAGS["zh" if at % 2 else "en"]) for at, piece in enumerate(pieces) if piece]


def sentence(text: str) -> str:
    """A message as a sentence: a capital and a full stop; what begins with a parameter keeps it as it is written."""
    first, _, rest = text.partition(" ")
    begun = text if first.endswith(":") or not rest else text[:1].upper() + text[1:]
    return begun if begun.endswith((".", "?", "!")) else f"{begun}."


def long_date(value: date) -> str:
    """2024年2月7日 or 7 February 2024."""
    return format_date(value, _DATES[language()], locale=language())
