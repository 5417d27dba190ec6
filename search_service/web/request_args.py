"""Parameters beside those of a search: which an address takes, and each given once."""

from flask import request

from search_service.request.refusals import Fault, InvalidRequestError
from search_service.request.tables import refuse_unknown
from search_service.web.languages import GLOSS, LANGUAGES


def accept(*known: str) -> None:
    """Refuse a parameter that this address does not know, and an interface language that there is not.

    A page in a language takes the switch of the glosses too.
    """
    refuse_unknown(request.args, (*known, *([GLOSS] if "lang" in known else [])))
    if "lang" in known:
        check_language()


def check_language() -> None:
    """Refuse an interface language that there is not."""
    if single_arg("lang") not in ("", *LANGUAGES):
        raise InvalidRequestError([Fault("lang", "unknown_value", "lang：只能是 zh 或 en", "lang: must be zh or en")])
    flag_arg(GLOSS)


def args_without(*others: str) -> dict[str, list[str]]:
    """The parameters of a list or search; those of the form it is asked in, such as ``lang``, are left out."""
    check_language()
    left_out = (*others, *([GLOSS] if "lang" in others else []))
    return {name: texts for name, texts in request.args.to_dict(flat=False).items() if name not in left_out}


def single_arg(name: str) -> str:
    """The text of a parameter that may be given once; empty where it is not given."""
    texts = [text.strip() for text in request.args.getlist(name) if text.strip()]
    if len(texts) > 1:
        raise InvalidRequestError([Fault(name, "repeated", f"{name} 只能给一次", f"{name} may be given only once")])
    return texts[0] if texts else ""


def flag_arg(name: str) -> bool:
    """A parameter that is ``1`` for yes; absent, empty or ``0`` for no."""
    text = single_arg(name)
    if text not in ("", "0", "1"):
        raise InvalidRequestError([Fault(name, "unknown_value", f"{name}：应为 0 或 1", f"{name}: must be 0 or 1")])
    return text == "1"
