"""What was typed as a list of tokens. Lexing refuses nothing and remembers what it had to repair."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from corpus.language.numbers import NumberMatch, find_numbers
from index.analysis import is_searchable
from index.language.folding import simplified_in_place
from index.nodes import Leaf, Number, Phrase, Prefix, Term

#: What may stand before a colon in ``field:x``.
FIELDS = ("title", "text", "number", "body")

# One character for one, so that offsets stay.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„‟＂〝〞「」『』«»", '"'),
        "（": "(",
        "）": ")",
        "﹙": "(",
        "﹚": ")",
        "｜": "|",
        "－": "-",
        "＊": "*",
        "＋": "+",
        "＆": "&",
        "：": ":",
    }
)
_BLANK = ("Cc", "Cs", "Zs", "Zl", "Zp")
_WIDE = re.compile("[\uff21-\uff3a\uff41-\uff5a]+")
_WORD = re.compile(r'[^\s()"|]+')
_WORD_BEFORE = re.compile(r"[^\W_]+\Z")
_FIELD = re.compile(rf"(?:{'|'.join(FIELDS)}):", re.IGNORECASE)
_OPERATOR = re.compile(r'(?<![^\s()"|:-])(?:AND|OR|NOT)(?![^\s()"|])')
_LONGEST_OPERATOR = 3
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
#: A year in brackets that print does not use, or in Chinese numerals.
_BRACKETED = re.compile(r"[〔\[［(（【﹝《〈<]\s*([12一二][〇○零0-9一二三四五六七八九]{3})\s*[〕\]］)）】﹞》〉>]")
_DASHED = re.compile(r"([发字函规令办])((?:19|20)\d\d)-(?=\d{1,4}(?!\d))")
# A word before a prefix that is written in one piece; one written by syllables has none longer than six letters.
_ENGLISH_WORD = re.compile(r"[A-Za-z]+(?=\s+[A-Za-z]{7,}\s*\W?\s*(?:19|20)\d\d)")


class Mark(Enum):
    """The tokens that are no operands."""

    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    FIELD = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """An operand (``leaf``) or a mark at ``start`` in the text; ``field`` is that of a FIELD mark.

    ``inline``: a quotation or a bracket that touches a word, as in a sentence.
    """

    start: int
    leaf: Leaf | None = None
    mark: Mark | None = None
    field: str = ""
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Lexed:
    """The tokens, and the offset of a quote that was never closed."""

    tokens: tuple[Token, ...]
    open_quote: int | None


def lex(text: str) -> Lexed:
    """All tokens of a query. Words without anything to search, such as lone punctuation, give none."""
    plain = _plain(text)
    numbers = _numbers(plain)
    tokens: list[Token] = []
    at = 0
    while at < len(plain):
        if at in numbers:
            tokens.append(Token(at, leaf=Number(numbers[at].number)))
            at = numbers[at].end
        elif plain[at] == '"':
            end = _closing_quote(text, plain, at)
            if end is None:
                return Lexed((*tokens, *_quoted(plain[at + 1 :], at)), at)
            # Quotes within are kept as typed, since punctuation parts the words of a phrase.
            content = zip(plain[at + 1 : end], text[at + 1 : end], strict=True)
            inline = _is_word(plain[at - 1 : at]) or _is_word(plain[end + 1 : end + 2])
            tokens.extend(
                _quoted("".join(typed if char == '"' else char for char, typed in content), at, inline=inline)
            )
            at = end + 1
        else:
            found, at = _unquoted(plain, at, numbers)
            tokens.extend(found)
    return Lexed(_alternatives(tuple(tokens)), None)


def _is_word(char: str) -> bool:
    return char.isalnum()


def _alternatives(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens; ``or`` between all operands is the operator, in a sentence it is a word like others."""
    between = tokens[1::2]
    if not between or len(tokens) % 2 == 0 or not all(isinstance(one.leaf, Term) for one in between):
        return tokens
    if any(isinstance(one.leaf, Term) and one.leaf.text.lower() != "or" for one in between):
        return tokens
    return tuple(replace(one, leaf=None, mark=Mark.OR) if at % 2 else one for at, one in enumerate(tokens))


def _closing_quote(text: str, plain: str, at: int) -> int | None:
    """Where the quote that opens at ``at`` closes. A straight one may hold curly ones, as a title does."""
    end = text.find('"', at + 1) if text[at] == '"' else -1
    end = plain.find('"', at + 1) if end < 0 else end
    return None if end < 0 else end


def _unquoted(plain: str, at: int, numbers: dict[int, NumberMatch]) -> tuple[list[Token], int]:
    """The mark, field or word at ``at``, if there is one, and where to go on."""
    if plain[at] == "+" and _FIELD.match(plain, at + 1):
        return [Token(at, mark=Mark.AND)], at + 1
    if mark := _mark(plain, at):
        return [Token(at, mark=mark, inline=mark is Mark.OPEN and _is_inline(plain, at))], at + 1
    if field := _FIELD.match(plain, at):
        return [Token(at, mark=Mark.FIELD, field=field[0][:-1].lower())], field.end()
    word = _WORD.match(plain, at)
    if word is None or plain[at] == "-":
        return [], at + 1
    end = min((start for start in numbers if at < start < word.end()), default=word.end())
    return list(_word(plain[at:end], at)), end


def _is_inline(plain: str, at: int) -> bool:
    """Whether a bracket follows a word that is no operator, as in 办法（试行）."""
    before = _WORD_BEFORE.search(plain[max(at - _LONGEST_OPERATOR - 1, 0) : at])
    return before is not None and before[0] not in ("AND", "OR", "NOT")


def _plain(text: str) -> str:
    """The text with operators in their ASCII form and unprintable characters blank, character for character."""
    visible = "".join(" " if unicodedata.category(char) in _BLANK else char for char in text)
    return _WIDE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), visible.translate(_PLAIN))


def _numbers(plain: str) -> dict[int, NumberMatch]:
    """Document numbers by where they begin. Neither an operator nor an English word is part of a romanised prefix."""
    masked = _ENGLISH_WORD.sub(_mask, _OPERATOR.sub(_mask, _printed(plain)))
    numbers: dict[int, NumberMatch] = {}
    # Of two numbers that touch, the second may be found only when the first is out of its way.
    while found := find_numbers(masked):
        for match in found:
            numbers[match.start] = match
            masked = masked[: match.start] + "|" * (match.end - match.start) + masked[match.end :]
    return numbers


def _printed(plain: str) -> str:
    """Document numbers as print writes them, character for character: brackets, digits, simplified characters."""
    text = _BRACKETED.sub(lambda found: f"〔{found[1].translate(_DIGITS)}〕", simplified_in_place(plain))
    return _DASHED.sub(lambda found: f"{found[1]}{found[2]} ", text)


def _mask(match: re.Match[str]) -> str:
    return "|" * len(match[0])


def _mark(plain: str, at: int) -> Mark | None:
    """The one-character mark at an operand's beginning. A minus before a blank or another minus is no mark."""
    match plain[at]:
        case "(":
            return Mark.OPEN
        case ")":
            return Mark.CLOSE
        case "|":
            return Mark.OR
        case "-" if not plain[at + 1 : at + 2].isspace() and plain[at + 1 : at + 2] not in ("", "-", "|", ")"):
            return Mark.NOT
    return None


def _quoted(content: str, at: int, *, inline: bool = False) -> Iterator[Token]:
    content = content.strip()
    number = _numbers(content).get(0)
    if number and number.end == len(content):
        yield Token(at, leaf=Number(number.number))
    elif is_searchable(content):
        yield Token(at, leaf=Phrase(content), inline=inline)


def _word(word: str, at: int) -> Iterator[Token]:
    if word in ("AND", "OR", "NOT"):
        yield Token(at, mark=Mark[word])
    elif word in ("&", "&&"):
        yield Token(at, mark=Mark.AND)
    elif word.startswith("+") and is_searchable(word):
        yield Token(at, mark=Mark.AND)
        yield from _word(word.lstrip("+"), at)
    elif is_searchable(word):
        yield Token(at, leaf=Prefix(word.rstrip("*")) if word.endswith("*") else Term(word))
