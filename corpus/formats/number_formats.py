"""Numbers in the formats of Word (``w:numFmt``): 1, ①, 一, 壹, 甲, IV, c."""

from collections.abc import Callable

from corpus.language.numerals import in_chinese

#: Word writes zz…z (30 letters) for 780; a list of more items than these has figures.
_MOST_LETTERS, _MOST_ROMAN, _MOST_CHINESE = 780, 3999, 9999
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_LEGAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_HUNDRED = 100

Writer = Callable[[int], str]


def in_format(number: int, name: str) -> str:
    """The number in a format, in figures where the format is not known or has no sign for it."""
    return "" if name == "none" else _WRITERS.get(name, str)(number) or str(number)


def _signs(*ranges: str) -> Writer:
    """A format that counts in signs; a range names its first and its last one."""
    signs = "".join(chr(code) for ends in ranges for code in range(ord(ends[0]), ord(ends[1]) + 1))
    return _listed(signs)


def _listed(signs: str) -> Writer:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else ""


def _letters(number: int) -> str:
    """Letters as Word counts in them: a to z, aa to zz, aaa to zzz."""
    turn, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (turn + 1) if 0 < number <= _MOST_LETTERS else ""


def _roman(number: int) -> str:
    text, rest = "", number if number <= _MOST_ROMAN else 0
    for size, sign in _ROMAN:
        times, rest = divmod(rest, size)
        text += sign * times
    return text


def _counting(number: int) -> str:
    """三十五, 一百零一."""
    return in_chinese(number) if number <= _MOST_CHINESE else ""


def _legal(number: int) -> str:
    """叁拾伍, 壹拾."""
    text = _counting(number)
    return (f"一{text}" if text.startswith("十") else text).translate(_LEGAL)


def _digits(number: int) -> str:
    """三五, 一〇一."""
    return str(number).translate(_DIGITS)


def _upper(write: Writer) -> Writer:
    return lambda number: write(number).upper()


_CIRCLED = _signs("①⑳", "㉑㉟", "㊱㊿")
_WRITERS: dict[str, Writer] = {
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedFullstop": _signs("⒈⒛"),
    "decimalEnclosedParen": _signs("⑴⒇"),
    "numberInDash": lambda number: f"- {number} -",
    "lowerLetter": _letters,
    "upperLetter": _upper(_letters),
    "lowerRoman": _roman,
    "upperRoman": _upper(_roman),
    # Word writes hundreds of chineseCounting as 一〇一, those of the others as 一百零一.
    "chineseCounting": lambda number: _counting(number) if number < _HUNDRED else _digits(number),
    "taiwaneseCounting": lambda number: _counting(number) if number < _HUNDRED else _digits(number),
    "chineseCountingThousand": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "japaneseLegal": _legal,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "ideographEnclosedCircle": _signs("㊀㊉"),
    "ideographTraditional": _listed("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _listed("子丑寅卯辰巳午未申酉戌亥"),
}
