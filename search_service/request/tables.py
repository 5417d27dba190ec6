"""Tables of parameters: a row says how a text is read and what it means; a request is read by the whole table."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from search_service.request import values
from search_service.request.refusals import Fault, InvalidRequestError, nearest, quoted
from search_service.request.values import Reader, Refusal
from search_service.request.vocabulary import Vocabulary


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
        texts = [text for text in given.get(name, ()) if text.strip()]
        values_read = list(_read_all(name, parameter, texts, vocabulary, faults.append))
        if values_read:
            read[name] = tuple(dict.fromkeys(values_read)) if parameter.repeatable else values_read[0]
    if faults:
        raise InvalidRequestError(faults)
    return read


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
    for text in texts:
        try:
            found = parameter.read(text, vocabulary)
            yield from found if parameter.repeatable and isinstance(found, tuple) else (found,)
        except Refusal as refusal:
            zh, en = f"{parameter.help_zh} {name}：", f"{name}: "
            refuse(Fault(name, refusal.code, zh + refusal.message_zh, en + refusal.message_en))


def _unknown_parameters(given: Iterable[str], known: Collection[str]) -> list[Fault]:
    return [_unknown_parameter(name, known) for name in given if name not in known]


def _unknown_parameter(name: str, known: Collection[str]) -> Fault:
    shown, near = quoted(name), nearest(name, known)
    hint_zh = f"；您是否要用“{near}”？" if near else ""
    hint_en = f"; did you mean “{near}”?" if near else ""
    return Fault(shown, "unknown_parameter", f"没有参数“{shown}”{hint_zh}", f"there is no parameter “{shown}”{hint_en}")
