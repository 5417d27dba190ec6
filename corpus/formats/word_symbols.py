"""Characters of the fonts that print signs in the place of letters: Symbol, Wingdings, Wingdings 2."""

from unicodedata import category

#: Such a font has its signs in the area for private use, at this offset from their codes.
_PRIVATE = 0xF000
_GREEK = dict(zip("abgdezhqiklmnxoprstufcyw", "αβγδεζηθικλμνξοπρστυφχψω", strict=True))
_CAPITALS = dict(zip("ABGDEZHQIKLMNXOPRSTUFCYW", "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ", strict=True))
_SIGNS: dict[str, dict[int, str]] = {
    "symbol": {
        **{ord(letter): sign for letter, sign in (_GREEK | _CAPITALS).items()},
        0xA3: "≤", 0xA5: "∞", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
        0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xD6: "√", 0xE5: "∑",
    },
    "wingdings": {
        0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x74: "◆", 0x75: "◆", 0x76: "◆",
        0x77: "◆", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑",
        0xE2: "↓", 0xFB: "×", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
        **{0x81 + at: chr(ord("①") + at) for at in range(10)},
        **{0x8C + at: chr(ord("❶") + at) for at in range(10)},
    },
    "wingdings 2": {
        0x4F: "×", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0xA2: "■", 0xA3: "□",
        **{0x6A + at: chr(ord("①") + at) for at in range(10)},
    },
}  # fmt: skip
#: Control characters, and halves of characters.
_NOT_PRINTED = ("Cc", "Cs")
_BULLET, _LONGEST_BULLET = "•", 4


def sign(code: int, font: str | None) -> str:
    """The character of a code in a font; where that is not known, the one of the code itself, if it is printed."""
    printed = _SIGNS.get((font or "").lower(), {}).get(code - _PRIVATE if code >= _PRIVATE else code)
    return printed or ("" if category(chr(code)) in _NOT_PRINTED else chr(code))


def bullet(text: str, font: str | None) -> str:
    """The bullet of a list: the sign that its font prints for a letter, a dot where that is not known."""
    if len(text) != 1:
        return text[:_LONGEST_BULLET].strip()
    printed = sign(ord(text), font)
    is_sign = not (printed.isascii() and printed.isalnum()) and not "\ue000" <= printed <= "\uf8ff"
    return printed if is_sign else _BULLET
