"""Words: jieba with a domain dictionary for Chinese, Snowball stems for English; all loaded on first use."""

import logging
import warnings
from functools import cache, lru_cache
from importlib.resources import files
from threading import Lock
from typing import Any

_LOCK = Lock()
#: Enough that 生态环境|污染防治 is not cut 生态|环境污染|防治.
_TERM_FREQUENCY = 1000


def warm() -> None:
    """Load dictionaries now (about half a second), so that the first query does not wait for them."""
    _tokenizer()
    stem("warm")


def cut(run: str) -> list[str]:
    """The words of a run of Chinese characters, one after another, nothing left out."""
    return list(_tokenizer().cut(run))


def cut_for_search(run: str) -> list[str]:
    """The same words and the shorter words inside them: 污染防治 also gives 污染 and 防治."""
    return list(_tokenizer().cut_for_search(run))


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


@cache
def _stemmer_class() -> Any:
    import snowballstemmer  # noqa: PLC0415 - loaded on first use

    return snowballstemmer


def _stemmer() -> Any:
    # A stemmer keeps the word it works on, so it is not shared between threads.
    return _stemmer_class().stemmer("english")


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
    return tokenizer


def _tokenizer() -> Any:
    with _LOCK:
        return _shared_tokenizer()
