"""Tables of parameters: a row says how a text is read and what it means; a request is read by the whole table."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from search_service.request import values
from search_service.request.refusals import Fault, InvalidRequestError, nearest, quoted
from search_service.request.values import Reader, Refusal
from search_service.request.vocabulary import Vocabulary

#: Values of one parameter in a request; a page offers fewer to choose from.
MAX_VALUES = 100
#: Unknown parameters that a refusal names; in an address of 131 kB there is room for thousands.
_NAMES_TOLD = 20


@dataclass(frozen=True, slots=True)
class Parameter:
    """One row: how the text is read, whether it may be repeated, whether it narrows, and what it means."""

    read: Reader
    help_zh: str
    help_en: str
    repeatable: bool = False
    filters: bool = False


def row(read: Reader, zh: str, en: str, default: Any = None) -> Any:
    """The field of a parameter that is given once."""
    return field(default=default, metadata={"parameter": Parameter(read, zh, en)})


def narrowing(read: Reader, zh: str, en: str) -> Any:
    """The field of a filter that is given once."""
    return field(default=None, metadata={"parameter": Parameter(read, zh, en, filters=True)})


def any_of(name: str, zh: str, en: str) -> Any:
    """The field of a filter that may be repeated, its values known to the vocabulary."""
    parameter = Parameter(values.term(name), zh, en, repeatable=True, filters=True)
    return field(default=(), metadata={"parameter": parameter})


def read_values(
    given: Mapping[str, Sequence[str]], table: Mapping[str, Parameter], vocabulary: Vocabulary
) -> dict[str, Any]:
    """What a request gives, name by name; an empty text counts as not given.

    Raises :class:`InvalidRequestError` with all faults of the request.
    """
    faults = _unknown_parameters(given, table)
    read: dict[str, Any] = {}
    for name, parameter in table.items():
        texts = [_readable(text) for text in given.get(name, ()) if text.strip()]
        values_read = list(_read_all(name, parameter, texts, vocabulary, faults.append))
        if values_read:
            read[name] = tuple(dict.fromkeys(values_read)) if parameter.repeatable else values_read[0]
    if faults:
        raise InvalidRequestError(faults)
    return read


def _readable(text: str) -> str:
    """The text with U+FFFD for half a character, as a shell gives it for a byte that is no text."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def refuse_unknown(given: Iterable[str], known: Collection[str]) -> None:
    """Raise :class:`InvalidRequestError` when a request has a parameter that its address does not know."""
    faults = _unknown_parameters(given, known)
    if faults:
        raise InvalidRequestError(faults)


def _read_all(
    name: str, parameter: Parameter, texts: list[str], vocabulary: Vocabulary, refuse: Callable[[Fault], None]
) -> Iterator[Any]:
    if len(texts) > 1 and not parameter.repeatable:
        refuse(Fault(name, "repeated", f"{name} 只能给一次", f"{name} may be given only once"))
        return
    zh, en = f"{parameter.help_zh} {name}：", f"{name}: "
    if len(texts) > MAX_VALUES:
        more_zh, more_en = f"最多可给 {MAX_VALUES} 个值", f"at most {MAX_VALUES} values are allowed"
        refuse(Fault(name, "too_many", zh + more_zh, en + more_en))
        return
    is_first = True
    for text in texts:
        try:
            found = parameter.read(text, vocabulary)
            yield from found if parameter.repeatable and isinstance(found, tuple) else (found,)
        except Refusal as refusal:
            hint_zh, hint_en = refusal.hint() if is_first else ("", "")
            refuse(Fault(name, refusal.code, zh + refusal.message_zh + hint_zh, en + refusal.message_en + hint_en))
            is_first = False


def _unknown_parameters(given: Iterable[str], known: Collection[str]) -> list[Fault]:
    names = islice((name for name in given if name not in known), _NAMES_TOLD)
    return [_unknown_parameter(name, () if at else tuple(known)) for at, name in enumerate(names)]


def _unknown_parameter(name: str, known: Sequence[str]) -> Fault:
    shown, near = quoted(name), nearest(name, known)
    hint_zh = f"；您是否要用“{near}”？" if near else ""
    hint_en = f"; did you mean “{near}”?" if near else ""
    return Fault(shown, "unknown_parameter", f"没有参数“{shown}”{hint_zh}", f"there is no parameter “{shown}”{hint_en}")
