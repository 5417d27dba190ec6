"""Sets of queries with what answers them: the project's own, and those of a folder that ``GONGBAO_EVAL`` names."""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.model import Clause, Document
from evaluation.measures import NEAR_TOP, ndcg

QUERIES = Path(__file__).parent / "queries.jsonl"
#: Which archives a set is asked of, by the beginning of its file's name; the gazettes are those of the project.
ARCHIVES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "notices": (("notices",),),
    "laws": (("gazettes", "laws"),),
    "english": (("provisions",),),
    "queries": (("gazettes",), ("gazettes", "laws")),
}
_PARAMETERS = {"issuing_body": "body", "doc_number": "number"}
#: Which share of an answer a clause must hold, and how short a clause never answers by lying within.
_OVERLAP, _SHORTEST = 0.7, 8


@dataclass(frozen=True, slots=True)
class Judged:
    """A query with graded clauses: by id, or by the printed line and a piece of its text."""

    text: str
    kind: str
    filters: Mapping[str, str]
    grades: Mapping[str, int]
    lines: tuple[Mapping[str, Any], ...] = ()

    def ndcg(self, answer: Sequence[tuple[Clause, Document]]) -> float:
        """nDCG@10 over units; a unit that several clauses show counts once."""
        graded = [self._graded(clause) for clause, _ in answer]
        seen: set[str] = set()
        grades = []
        for unit, grade in graded:
            if unit not in seen:
                grades.append(grade)
            seen |= {unit} if grade else set()
        return ndcg(grades[:NEAR_TOP], [*self._units().values()])

    def _units(self) -> Mapping[str, int]:
        units = dict(self.grades)
        for line in self.lines:
            units[line["unit"]] = max(units.get(line["unit"], 0), line["grade"])
        return units

    def _graded(self, clause: Clause) -> tuple[str, int]:
        if clause.id in self.grades:
            return clause.id, self.grades[clause.id]
        text = folded(clause.text)
        sources = [(one.file.rsplit("/", 1)[-1], one) for one in (clause.source, *clause.alternates)]
        for line in sorted(self.lines, key=lambda one: -one["grade"]):
            for file, source in sources:
                is_there = source.line_start <= line["line"] <= source.line_end
                if file == line["file"] and (is_there or folded(line["must_contain"]) in text):
                    return line["unit"], self._units()[line["unit"]]
        return "", 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that clauses answer or not: by the words of a file, or by being an article of a law."""

    text: str
    kind: str
    filters: Mapping[str, str]
    file: str = ""
    answer: str = ""
    gold: tuple[tuple[str, str], ...] = ()

    def rank(self, answers: Sequence[tuple[Clause, Document]]) -> int | None:
        """Where the first answer stands, from 1."""
        return next((at for at, one in enumerate(answers, 1) if self._is_answer(*one)), None)

    def _is_answer(self, clause: Clause, document: Document) -> bool:
        if self.gold:
            name = re.sub("^(中华人民共和国民法典).*", r"\1", folded(document.title or ""))
            names = {name, f"中华人民共和国{name}"}
            return any(law in names and article == clause.label for law, article in self.gold)
        if clause.source.file.rsplit("/", 1)[-1] != self.file:
            return False
        text, wanted = folded(clause.text), folded(self.answer)
        return wanted in text or (len(text) >= _SHORTEST and text in wanted) or _overlap(wanted, text) >= _OVERLAP


@dataclass(frozen=True, slots=True)
class QuerySet:
    """Queries of one file, and the archives that each is asked of; a longer list is one inside another."""

    name: str
    queries: tuple[Judged, ...] | tuple[Asked, ...]
    archives: tuple[tuple[str, ...], ...]


def own() -> QuerySet:
    """The project's own judged queries."""
    lines = (json.loads(line) for line in QUERIES.read_text("utf-8").splitlines())
    queries = tuple(Judged(one["query"], f"{one['lang']}:{one['type']}", {}, one["relevant"]) for one in lines)
    return QuerySet("own", queries, (("gazettes",),))


def named(folder: Path) -> Iterator[QuerySet]:
    """The sets of a folder and the folders in it, as far as it has their archives."""
    for path in sorted(folder.rglob("*.jsonl")):
        name = path.name.split(".")[0]
        found = tuple(_read(json.loads(line)) for line in path.read_text("utf-8").splitlines())
        known = (archive for archive in ARCHIVES.get(name, ()) if all(_is_there(folder, part) for part in archive))
        if archives := tuple(known):
            yield QuerySet(name, found, archives)  # type: ignore[arg-type] # a file has queries of one kind


def _is_there(folder: Path, archive: str) -> bool:
    return archive == "gazettes" or next(folder.rglob(f"{archive}.tar.xz"), None) is not None


def _read(one: Mapping[str, Any]) -> Judged | Asked:
    filters = {_PARAMETERS.get(name, name): str(value) for name, value in one.get("filters", {}).items()}
    if "relevant" in one:
        return Judged(one["query"], f"{one['lang']}:{one['type']}", filters, {}, tuple(one["relevant"]))
    gold = tuple((law, article) for law, article in one.get("gold", ()))
    return Asked(one["query"], one["kind"], filters, one.get("file", ""), one.get("answer", ""), gold)


def folded(text: str) -> str:
    """A text without differences of width, mark-up, spaces and line ends."""
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", unicodedata.normalize("NFKC", text)))


def pairs(text: str) -> Iterator[str]:
    """Pairs of neighbouring Chinese characters; words and numbers whole."""
    for run in re.findall(r"[\u4e00-\u9fff]+|[a-z]+|\d+", folded(text).lower()):
        is_chinese = "\u4e00" <= run[0] <= "\u9fff" and len(run) > 1
        yield from (run[at : at + 2] for at in range(len(run) - 1)) if is_chinese else (run,)


def _overlap(answer: str, clause: str) -> float:
    wanted = Counter(pairs(answer))
    return sum((wanted & Counter(pairs(clause))).values()) / max(1, sum(wanted.values()))


def by_kind(queries: Sequence[Judged] | Sequence[Asked]) -> Mapping[str, list[int]]:
    """The places of the queries of each kind."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, query in enumerate[Judged | Asked](queries):
        found[query.kind].append(at)
    return found
