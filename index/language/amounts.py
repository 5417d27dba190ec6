"""Amounts in an English text as Chinese texts write them: 14 days is 14日, 14天 or 十四日, six months is 六个月."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from corpus.language.numerals import in_chinese

#: What papers call each unit, the usual name first; where a number of them has a measure word, with that.
_UNITS = {
    r"(?:working|business) days?": ("个工作日",),
    r"days?": ("日", "天"),
    r"weeks?": ("周", "个星期"),
    r"months?": ("个月",),
    r"years? (?:old|of age)": ("周岁", "岁"),
    r"years?": ("年",),
    r"hours?": ("小时", "个小时"),
    r"minutes?": ("分钟",),
    r"yuan|rmb|cny": ("元",),
    r"square (?:meters?|metres?)": ("平方米",),
    r"square (?:kilometers?|kilometres?)": ("平方公里",),
    r"meters?|metres?": ("米",),
    r"kilometers?|kilometres?|km": ("公里", "千米"),
    r"hectares?": ("公顷",),
    r"tons?|tonnes?": ("吨",),
    r"kilograms?|kg": ("公斤", "千克"),
    r"people|persons?": ("人",),
    r"times": ("次", "倍"),
    r"percent|per cent": ("%",),
}
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {
    **{word: value for value, word in enumerate(_ONES)},
    **{word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)},
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_MYRIAD, _YI = 10_000, 100_000_000

_WORD = "|".join(sorted(_VALUES, key=len, reverse=True))
_NUMBER = rf"\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,12}}(?:\.\d{{1,6}})?|(?:{_WORD})(?:[ -](?:{_WORD}))?"
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?P<within>within )?(?P<number>{_NUMBER})(?P<scale>(?:[ -](?:{'|'.join(_SCALES)})){{0,2}})[ -]?"
    rf"(?:{'|'.join(f'(?P<u{at}>{unit})' for at, unit in enumerate(_UNITS))})(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at ``start`` to ``end`` of a text, and how Chinese texts write it, the usual ways first.

    ``within`` are the same with 内 where the text says that it is a limit; a date (2月30日) has no such.
    """

    start: int
    end: int
    chinese: tuple[str, ...]
    within: tuple[str, ...] = ()


def amounts(text: str) -> Iterator[Amount]:
    """The amounts in an English text, in order."""
    for match in _AMOUNT.finditer(text):
        units = next(names for at, names in enumerate(_UNITS.values()) if match[f"u{at}"])
        written = tuple(dict.fromkeys(_written(_value(match["number"], match["scale"]), units)))
        within = tuple(f"{one}内" for one in written) if match["within"] else ()
        yield Amount(match.start("number"), match.end(), written, within)


def _value(number: str, scales: str) -> Fraction:
    words = number.lower().replace("-", " ").split()
    value = Fraction(number.replace(",", "")) if number[0].isdigit() else Fraction(sum(_VALUES[one] for one in words))
    for scale in scales.lower().replace("-", " ").split():
        value *= _SCALES[scale]
    return value


def _written(number: Fraction, units: tuple[str, ...]) -> Iterator[str]:
    for numeral in _numerals(number):
        yield from (f"{numeral}{unit}" for unit in units if unit != "%" or numeral.isascii())
        yield from (f"百分之{numeral}" for unit in units if unit == "%" and not numeral.isascii())


def _numerals(number: Fraction) -> Iterator[str]:
    """A number in figures and in Chinese characters, whole ten thousands and hundred millions by their characters."""
    if number.denominator > 1:
        yield str(float(number))
        return
    whole = int(number)
    for size, name in ((_YI, "亿"), (_MYRIAD, "万")):
        if whole >= size and whole % size == 0:
            yield f"{whole // size}{name}"
            if whole // size < _MYRIAD:
                yield f"{in_chinese(whole // size)}{name}"
            break
    yield str(whole)
    if whole < _MYRIAD:
        yield in_chinese(whole)
    yield from ("两",) if whole == _VALUES["two"] else ()
    yield f"{whole:,}"
