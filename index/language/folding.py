"""One spelling for what readers take as the same: width, case, compatibility, radicals and traditional characters."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from corpus.language.traditional import converted


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where its characters come from. ``sources`` is ``None`` when they stand one for one."""

    text: str
    sources: tuple[int, ...] | None = None

    def start(self, index: int) -> int:
        """The offset in the original of the character that gave ``text[index]``."""
        return index if self.sources is None else self.sources[index]

    def end(self, index: int) -> int:
        """The offset after the original character that gave ``text[index]``."""
        return self.start(index) + 1


#: Radicals of the block U+2E80, which look like characters and which some fonts put in their place, each before its
#: character; those of the block U+2F00 have it as their compatibility form.
_RADICALS = (
    "⺁厂⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺌小⺍小⺐尢⺒巳⺓幺⺕彐⺖忄⺘扌⺙攵⺛旡⺜曰⺝月⺞歹⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫罒⺬示⺭礻⺮竹⺯糸⺰纟⺲罒⺶羊⺸羊⺹耂⺺肀⺻聿⺼月⺾艹⺿艹⻀艹⻁虎"
    "⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)


class _CharacterFolds(dict[int, str]):
    """A translation table that is filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        # Controls, format characters and lone surrogates are blanks: they separate nothing that is read.
        if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char not in "\n\t":
            folded = " "
        else:
            folded = unicodedata.normalize("NFKC", char).lower() or " "
        self[code] = folded
        return folded


_FOLDS = _CharacterFolds(zip(map(ord, _RADICALS[::2]), _RADICALS[1::2], strict=True))


def simplified_in_place(text: str) -> str:
    """Traditional characters as simplified ones, always of the same length."""
    if text.isascii():
        return text
    whole = converted(text)
    if len(whole) == len(text):
        return whole
    singles = (converted(char) for char in text)
    return "".join(single if len(single) == 1 else char for single, char in zip(singles, text, strict=True))


@lru_cache(maxsize=256)
def fold(text: str) -> Folded:
    """Full width to half, upper case to lower, compatibility forms (℃, ㎡) and traditional characters to plain ones."""
    plain = text.translate(_FOLDS)
    if len(plain) == len(text):
        return Folded(simplified_in_place(plain))
    lengths = [len(_FOLDS[ord(char)]) for char in text]
    sources = tuple(i for i, length in enumerate(lengths) for _ in range(length))
    return Folded(simplified_in_place(plain), sources)
