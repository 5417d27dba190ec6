"""Words: jieba with a domain dictionary for Chinese, Snowball stems for English; all loaded on first use.

Where ``rjieba`` is installed it does the part of jieba that takes the time, finding the best path through the
dictionary. What follows is by jieba's own rules: words that the dictionary lacks, and shorter words inside others.
"""

import logging
import re
import warnings
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib.resources import files
from threading import Lock
from typing import Any

from index.language.folding import fold

_LOCK = Lock()
#: Enough that 生态环境|污染防治 is not cut 生态|环境污染|防治.
_TERM_FREQUENCY = 1000
#: How many runs of characters outside the dictionary are remembered; mostly names, which come back.
_UNKNOWN = 16_384
_COMMON = re.compile("[\u4e00-\u9fd5]+").fullmatch
_COMMON_PARTS = re.compile("[\u4e00-\u9fd5]+").findall
#: From this length on a word is more than one pair of characters.
_LONG = 3


def warm() -> None:
    """Load dictionaries now (about half a second), so that the first query does not wait for them."""
    cut("热身")
    stem("warm")
    fold("热身")


def unload() -> None:
    """Give the memory of the dictionaries back (80 MB) in a process that cuts nothing for a while."""
    for loaded in (_shared_tokenizer, _fast, _fast_segmenter, _unknown, _inner):
        loaded.cache_clear()


def cut(run: str) -> list[str]:
    """The words of a run of Chinese characters, one after another, nothing left out."""
    path = _fast_path(run)
    return list(_tokenizer().cut(run)) if path is None else _completed(path)


def cut_for_search(run: str) -> list[str]:
    """The same words and the shorter words inside them: 污染防治 also gives 污染 and 防治."""
    return with_inner(cut(run))


def is_in_dictionary(word: str) -> bool:
    """Whether the dictionaries have a word, of the domain or of the language."""
    return bool(_tokenizer().FREQ.get(word))


def listed_in_run(run: str) -> set[str]:
    """The dictionary words of three characters and more that stand anywhere in a run, however it is cut."""
    if not _COMMON(run):
        return set().union(*(listed_in_run(part) for part in _COMMON_PARTS(run)))
    fast = _fast_segmenter()
    found = fast.cut_all(run) if fast else _tokenizer().cut(run, cut_all=True)
    return {word for word in found if len(word) >= _LONG}


def _fast_path(run: str) -> list[str] | None:
    """The best path of a run through the dictionaries; ``None`` where only jieba itself can tell."""
    fast = _fast()
    # jieba takes rarer characters out of a run before it looks for words.
    return fast(run) if fast and _COMMON(run) else None


def _completed(path: list[str]) -> list[str]:
    """The path with its single characters in a row joined where jieba takes them for an unknown word."""
    found: list[str] = []
    single = ""
    for word in path:
        if len(word) == 1:
            single += word
            continue
        if single:
            found += _unknown(single)
            single = ""
        found.append(word)
    if single:
        found += _unknown(single)
    return found


@lru_cache(_UNKNOWN)
def _unknown(run: str) -> tuple[str, ...]:
    if len(run) == 1:
        return (run,)
    return tuple(run if _tokenizer().FREQ.get(run) else _finalseg().cut(run))


def with_inner(words: Iterable[str]) -> list[str]:
    """Some words, before each the shorter words inside it."""
    found: list[str] = []
    for word in words:
        if len(word) >= _LONG:
            found += _inner(word)
        found.append(word)
    return found


@lru_cache(_UNKNOWN)
def _inner(word: str) -> tuple[str, ...]:
    """The shorter dictionary words inside a word, as jieba lists them: of two characters, then of three."""
    known = _tokenizer().FREQ
    parts = (word[at : at + length] for length in (2, 3) for at in range(len(word) - length + 1) if len(word) > length)
    return tuple(part for part in parts if known.get(part))


@lru_cache(maxsize=16384)
def stem(token: str) -> str:
    """The English stem of a folded Latin token; any other token as it is."""
    if not token.replace("\u2019", "'").replace("'", "").isascii() or token.isdecimal():
        return token
    return str(_stemmer().stemWord(token.replace("\u2019", "'")))


@cache
def stop_words() -> frozenset[str]:
    """Chinese and English words that carry no topic."""
    return frozenset(_lines("stop_words.txt"))


def _lines(name: str) -> list[str]:
    text = files("index.data").joinpath(name).read_text(encoding="utf-8")
    return [line for raw in text.splitlines() if (line := raw.partition("#")[0].strip())]


def _stemmer() -> Any:
    # A stemmer keeps the word it works on, so it is not shared between threads.
    import Stemmer  # noqa: PLC0415 - loaded on first use

    return Stemmer.Stemmer("english")


@cache
def _shared_tokenizer() -> Any:
    with warnings.catch_warnings():
        # jieba asks setuptools for its files and has regular expressions in plain strings.
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415 - loaded on first use
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    # Filled here rather than by jieba, which would trust a cache file of a known name in the shared temporary folder.
    with files("jieba").joinpath("dict.txt").open("rb") as dictionary:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(dictionary)
    tokenizer.initialized = True
    for word in _lines("terms.txt"):
        tokenizer.add_word(word, max(tokenizer.suggest_freq(word), _TERM_FREQUENCY))
    # jieba counts a word that was known already twice; paths that are equally likely would then differ from rjieba's.
    tokenizer.total = sum(tokenizer.FREQ.values())
    return tokenizer


@cache
def _fast() -> Callable[[str], list[str]] | None:
    segmenter = _fast_segmenter()
    return (lambda run: segmenter.cut(run, hmm=False)) if segmenter else None


@cache
def _fast_segmenter() -> Any:
    try:
        import rjieba  # noqa: PLC0415 - optional
    except ImportError:
        return None
    known = _tokenizer().FREQ
    segmenter = rjieba.Jieba()
    for word in _lines("terms.txt"):
        segmenter.add_word(word, known[word], None)
    return segmenter


@cache
def _finalseg() -> Any:
    _tokenizer()
    from jieba import finalseg  # noqa: PLC0415 - loaded on first use

    return finalseg


def _tokenizer() -> Any:
    with _LOCK:
        return _shared_tokenizer()
