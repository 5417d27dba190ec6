"""Postings: which clauses of an archive hold a pair of Chinese characters or a token, and with which weight.

Titles of documents have postings of their own; what is said of clauses here holds for them. The weight of a term in a
clause is its frequency over the fields of BM25F, each by the weight of the field and the length of its text. A clause
holds a longer Chinese term where it holds all its pairs, with the least of their weights; pairs overlap, so that this
is nearly always the term itself. The files are mapped into memory.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.analysis import CHINESE, runs
from index.knowledge.arrays import Mask, Scores, SparseScores, StoredOrdinals, mapped
from index.language.folding import fold
from index.language.segmentation import stem
from index.time_limit import require_time

#: The field's weight, and b: how much the length of its text counts.
Fields = Mapping[str, tuple[float, float]]

_PORTION = 4096
#: Terms whose pairs are looked up at once.
_TOGETHER = 4096
#: Bits of a clause's number within its portion, of a character, and the mark of a token.
_CLAUSE_BITS, _CHAR_BITS = 20, 21
_TOKEN = 1 << (2 * _CHAR_BITS)
#: Bits of one field's frequency while a portion is counted, and the highest frequency that is kept.
_COUNT_BITS, _MOST = 20, 255
#: From so many times as many on, to search among many ordinals is quicker than to note the place of each.
_SEARCHED = 16
_CHINESE = re.compile(f"[{CHINESE}]+")
_CODE = re.compile(r"([a-z]{1,6})(\d[\d.]*)")


@dataclass(frozen=True, slots=True)
class PostingList:
    """The ordinals of the clauses that hold a term, in order, and its weight in each."""

    ordinals: NDArray[np.uint32]
    weights: Scores


_EMPTY = PostingList(np.zeros(0, np.uint32), np.zeros(0, np.float32))


@dataclass(frozen=True, slots=True)
class IndexedText:
    """A text as its terms are counted.

    ``chinese`` are its runs of Chinese characters, each closed by a NUL; ``tokens`` the stems of its tokens, and the
    parts of those that are looked for by themselves.
    """

    chinese: str
    tokens: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        """The terms of a text."""
        found = runs(text)
        chinese = "\0".join(run for run, is_chinese in found if is_chinese) + "\0"
        return cls(chinese, tuple(part for run, han in found if not han for part in _parts(run)))


@dataclass(frozen=True, slots=True)
class _Terms:
    """How many clauses there are, and the tokens in the order of their numbers."""

    size: int
    tokens: tuple[str, ...]


class Postings:
    """Read access to the postings of one generation; never changes, safe for any number of threads."""

    def __init__(self, folder: Path, name: str) -> None:
        """Open the files of ``name`` in a folder; raises ``OSError`` or ``ValueError`` where they cannot be read."""
        terms = msgspec.msgpack.decode((folder / f"{name}.msgpack").read_bytes(), type=_Terms)
        self.size = terms.size
        self._tokens = {token: number for number, token in enumerate(terms.tokens)}
        self._keys, self._starts, self._ordinals, self._weights = (
            mapped(folder / f"{name}-{part}.npy") for part in ("keys", "starts", "units", "weights")
        )

    def __contains__(self, term: str) -> bool:
        return self.frequency(term) > 0

    def frequency(self, term: str) -> int:
        """How many clauses hold the term."""
        return self._held(map(self._range, self._keys_of(term)))

    def _held(self, ranges: Iterable[tuple[int, int]]) -> int:
        """How many clauses are in all of some lists, each a range of the stored ordinals; in no list none."""
        ordered = sorted(ranges, key=lambda one: one[1] - one[0])
        if len(ordered) < 2:  # noqa: PLR2004 - nothing to compare
            return sum(end - start for start, end in ordered)
        found, *others = (self._ordinals[start:end] for start, end in ordered)
        for other in others:
            found = found[_places(found, other)[1]]
        return len(found)

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """How many clauses hold each of very many terms, at a fraction of the cost of asking for each.

        Terms that no clause holds are left out.
        """
        chinese, found = list[str](), dict[str, int]()
        for term in terms:
            if _CHINESE.fullmatch(term):
                chinese.append(term)
            elif count := self.frequency(term):
                found[term] = count
        for first in range(0, len(chinese), _TOGETHER):
            found |= self._frequencies(chinese[first : first + _TOGETHER])
        return found

    def _frequencies(self, terms: Sequence[str]) -> Iterator[tuple[str, int]]:
        """The Chinese terms that some clause holds, and how many hold each."""
        folded = fold("\n".join(terms)).text.split("\n")
        ranges, at = self._ranges("".join(folded)), 0
        for term, plain in zip(terms, folded, strict=True):
            # The pair of a term's last character and the next term's first is no pair of either.
            own = ranges[at : at + len(plain) - 1]
            at += len(plain)
            if all(end for _, end in own) and (count := self._held(set(own))):
                yield term, count

    def _ranges(self, text: str) -> list[tuple[int, int]]:
        """For each character of a text and the next one, or none, where the clauses are that hold the pair."""
        chars = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
        if not len(self._keys) or not len(chars):
            return [(0, 0)] * len(chars)
        pairs = (chars << _CHAR_BITS) | np.append(chars[1:], 0)
        at = np.minimum(np.searchsorted(self._keys, pairs), len(self._keys) - 1)
        known = self._keys[at] == pairs
        starts, ends = np.where(known, self._starts[at], 0), np.where(known, self._starts[at + 1], 0)
        return list(zip(starts.tolist(), ends.tolist(), strict=True))

    def postings(self, term: str) -> PostingList:
        """The clauses that hold every part of a term."""
        lists = sorted((self._list(key) for key in self._keys_of(term)), key=lambda one: len(one.ordinals))
        if not lists:
            return _EMPTY
        found, *others = lists
        for other in others:
            found = _common(found, other)
        return found

    def gathered(self, forms: Mapping[str, float]) -> SparseScores:
        """For every clause the sum of the weights of some terms, each times its share.

        Of terms that have the same pairs and tokens, as 14日 and 14天, that with the highest share counts.
        """
        distinct = {tuple(self._keys_of(term)): term for term in sorted(forms, key=lambda term: forms[term])}
        if len(distinct) == 1:
            [term] = distinct.values()
            share, only = forms[term], self.postings(term)
            return SparseScores(only.ordinals.astype(np.int64), np.float32(share) * only.weights, self.size)
        found = np.zeros(self.size, dtype=np.float32)
        for term in distinct.values():
            require_time()
            one = self.postings(term)
            # By wider numbers an array is indexed twice as quickly.
            found[one.ordinals.astype(np.int64)] += np.float32(forms[term]) * one.weights
        return SparseScores.of(found)

    def _keys_of(self, term: str) -> list[int]:
        """The keys of the pairs and tokens of a term; of a single character none, and none where one is unknown."""
        keys: list[int] = []
        for run, is_chinese in runs(term):
            if is_chinese:
                keys += [_pair(run[at], run[at + 1]) for at in range(len(run) - 1)]
            elif (number := self._tokens.get(run, self._tokens.get(stem(run)))) is not None:
                keys.append(_TOKEN | number)
            else:
                return []
        return list(dict.fromkeys(keys))

    def _range(self, key: int) -> tuple[int, int]:
        at = int(np.searchsorted(self._keys, key))
        if at == len(self._keys) or int(self._keys[at]) != key:
            return 0, 0
        return int(self._starts[at]), int(self._starts[at + 1])

    def _list(self, key: int) -> PostingList:
        start, end = self._range(key)
        return PostingList(self._ordinals[start:end], self._weights[start:end].astype(np.float32))


def _common(few: PostingList, many: PostingList) -> PostingList:
    """The clauses that hold both, with the lower of the two weights."""
    at, both = _places(few.ordinals, many.ordinals)
    return PostingList(few.ordinals[both], np.minimum(few.weights[both], many.weights[at[both]]))


def _places(few: StoredOrdinals, many: StoredOrdinals) -> tuple[NDArray[np.intp], Mask]:
    """Where each of ``few`` would stand among ``many``, and whether it does."""
    if not len(few) or not len(many):
        return np.zeros(len(few), np.intp), np.zeros(len(few), np.bool_)
    if len(few) * _SEARCHED < len(many):
        at = np.minimum(many.searchsorted(few), len(many) - 1)
        return at, many[at] == few
    place = np.full(int(max(few[-1], many[-1])) + 1, -1, np.intp)
    place[many.astype(np.int64)] = np.arange(len(many))
    at = place[few.astype(np.int64)]
    return at, at >= 0


def _pair(first: str, second: str) -> int:
    return ord(first) << _CHAR_BITS | ord(second)


@dataclass(frozen=True, slots=True)
class _Portion:
    """The postings of some thousand clauses: ``counts`` has one column of frequencies a field."""

    keys: NDArray[np.int64]
    starts: NDArray[np.int64]
    ordinals: NDArray[np.uint32]
    counts: NDArray[np.uint8]

    def save(self, path: Path) -> None:
        """Write it into a file, so that memory does not grow with the archive."""
        np.savez(path, keys=self.keys, starts=self.starts, ordinals=self.ordinals, counts=self.counts)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read it from a file."""
        with np.load(path) as saved:
            return cls(saved["keys"], saved["starts"], saved["ordinals"], saved["counts"])


class PostingsWriter:
    """Takes the texts of one clause after another and writes what :class:`Postings` reads, into a folder under a name.

    What was counted is kept in files of the folder until :meth:`write`; memory holds one portion, the tokens, and the
    lengths of the texts.
    """

    def __init__(self, folder: Path, name: str, fields: Fields) -> None:
        self._folder, self._name = folder, name
        self._fields = tuple(fields.values())
        self._tokens: dict[str, int] = {}
        self._portions: list[Path] = []
        self._lengths: list[NDArray[np.int64]] = []
        self._size = 0
        self._waiting: list[Sequence[IndexedText]] = []

    def add(self, texts: Sequence[IndexedText]) -> None:
        """The texts of the next clause, one a field, in the order of the fields."""
        self._waiting.append(texts)
        if len(self._waiting) == _PORTION:
            self._count()

    def write(self) -> None:
        """Write everything that was added."""
        self._count()
        keys = np.zeros(0, np.int64)
        for one in self._saved():
            keys = np.union1d(keys, one.keys)
        sizes = np.zeros(len(keys), dtype=np.int64)
        for one in self._saved():
            sizes[np.searchsorted(keys, one.keys)] += np.diff(one.starts)
        starts = np.concatenate(([0], np.cumsum(sizes)))
        self._scatter(keys, starts)
        np.save(self._file("keys.npy"), keys)
        np.save(self._file("starts.npy"), starts)
        terms = _Terms(self._size, tuple(self._tokens))
        (self._folder / f"{self._name}.msgpack").write_bytes(msgspec.msgpack.encode(terms))
        for path in self._portions:
            path.unlink()

    def _file(self, part: str) -> Path:
        return self._folder / f"{self._name}-{part}"

    def _saved(self) -> Iterator[_Portion]:
        return map(_Portion.load, self._portions)

    def _scatter(self, keys: NDArray[np.int64], starts: NDArray[np.int64]) -> None:
        """Write the postings of every portion behind those of the portions before it, term by term."""
        ordinals = _created(self._file("units.npy"), "uint32", int(starts[-1]))
        weights = _created(self._file("weights.npy"), "float16", int(starts[-1]))
        next_free, shares = starts[:-1].copy(), self._shares()
        for one in self._saved():
            rows, sizes = np.searchsorted(keys, one.keys), np.diff(one.starts)
            to = np.arange(len(one.ordinals)) + np.repeat(next_free[rows] - one.starts[:-1], sizes)
            next_free[rows] += sizes
            ordinals[to] = one.ordinals
            weights[to] = (one.counts * shares[one.ordinals]).sum(axis=1)

    def _shares(self) -> Scores:
        """What one occurrence is worth in each field of each clause."""
        lengths = np.concatenate([np.zeros((0, len(self._fields))), *self._lengths]).astype(np.float32)
        average = np.maximum(lengths.mean(axis=0) if len(lengths) else 1.0, 1e-6)
        weight, norm = np.array(self._fields, dtype=np.float32).T
        shares: Scores = weight / (1 - norm + norm * lengths / average)
        return shares

    def _count(self) -> None:
        if not self._waiting:
            return
        first, lengths = self._size, np.zeros((len(self._waiting), len(self._fields)), dtype=np.int64)
        codes, marks = [], []
        for field in range(len(self._fields)):
            found, owners = self._occurrences([texts[field] for texts in self._waiting], lengths[:, field])
            codes.append(found << _CLAUSE_BITS | owners)
            marks.append(np.full(len(found), 1 << (field * _COUNT_BITS), dtype=np.int64))
        path = self._file(f"portion-{len(self._portions)}.npz")
        _portion(np.concatenate(codes), np.concatenate(marks), first, len(self._fields)).save(path)
        self._portions.append(path)
        self._lengths.append(lengths)
        self._size += len(lengths)
        self._waiting = []

    def _occurrences(
        self, texts: Iterable[IndexedText], lengths: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The keys of all pairs and tokens of the texts of a field, and the clause of each."""
        chinese, sizes, tokens, holders = [], [], list[int](), []
        for clause, text in enumerate(texts):
            chinese.append(text.chinese)
            sizes.append(len(text.chinese))
            tokens += map(self._number, text.tokens)
            holders += [clause] * len(text.tokens)
            lengths[clause] = len(text.chinese) - text.chinese.count("\0") + len(text.tokens)
        chars = np.frombuffer("".join(chinese).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
        owners = np.repeat(np.arange(len(sizes), dtype=np.int64), sizes)
        paired = (chars[:-1] > 0) & (chars[1:] > 0)
        pairs = (chars[:-1][paired] << _CHAR_BITS) | chars[1:][paired]
        named = _TOKEN | np.array(tokens, dtype=np.int64)
        return np.concatenate((pairs, named)), np.concatenate((owners[:-1][paired], np.array(holders, dtype=np.int64)))

    def _number(self, token: str) -> int:
        return self._tokens.setdefault(token, len(self._tokens))


def _portion(codes: NDArray[np.int64], marks: NDArray[np.int64], first: int, fields: int) -> _Portion:
    """Occurrences as postings: sorted by term and clause, those of one term in one clause counted field by field."""
    order = np.argsort(codes)
    codes = codes[order]
    firsts = np.flatnonzero(np.diff(codes, prepend=-1))
    counted = np.add.reduceat(marks[order], firsts) if len(firsts) else marks
    shifts = np.arange(fields) * _COUNT_BITS
    counts = np.minimum((counted[:, None] >> shifts) & ((1 << _COUNT_BITS) - 1), _MOST).astype(np.uint8)
    terms, ordinals = codes[firsts] >> _CLAUSE_BITS, (codes[firsts] & ((1 << _CLAUSE_BITS) - 1)) + first
    starts = np.flatnonzero(np.diff(terms, prepend=-1))
    return _Portion(terms[starts], np.append(starts, len(terms)), ordinals.astype(np.uint32), counts)


def _parts(token: str) -> Iterator[str]:
    """The stem of a token, and GB and 37822 of GB37822, so that a standard is found with and without a blank."""
    yield stem(token)
    if match := _CODE.fullmatch(token):
        yield from match.groups()


def _created(path: Path, kind: str, size: int) -> NDArray[np.generic]:
    # An empty file cannot be mapped.
    if not size:
        np.save(path, np.zeros(0, dtype=kind))
        return np.zeros(0, dtype=kind)
    return np.lib.format.open_memmap(path, mode="w+", dtype=kind, shape=(size,))
