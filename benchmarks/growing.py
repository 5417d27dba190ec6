"""An archive of any size, grown from the five gazettes: sentences recombined, vocabulary by Heaps' law, seeded."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import corpus
from corpus import Gazette, read_corpus

GAZETTES = Path(corpus.__file__).parent / "gazettes"
#: V = K n^BETA words among n; K such that the five gazettes have what they have: 12,000 words among 100,000.
HEAPS_K, HEAPS_BETA = 12.0, 0.6
#: Characters a word takes in running text.
_CHARS = 1.7
_DOCUMENTS, _ARTICLES, _ROWS = 6, 64, 8
_FIRST_YEAR = 2000
_ISSUES_A_YEAR = 36
#: Sentences that are recombined: neither scraps nor lists.
_SHORTEST, _LONGEST = 12, 160
_SHORTEST_WORD = 4
#: How often a sentence holds one of the new words again.
_AGAIN = 0.5
_HEADER = "序号\t重点任务\t工作措施\t完成时限\t牵头部门\t主体责任\t协办单位"
_KINDS = ("办法", "规划", "实施方案", "行动计划", "意见")
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Seeds:
    """What a grown archive is made of: beginnings and ends of sentences, names, English words, characters."""

    beginnings: tuple[str, ...]
    ends: tuple[str, ...]
    bodies: tuple[str, ...]
    leads: tuple[str, ...]
    english: tuple[str, ...]
    characters: str

    @classmethod
    def of(cls, gazettes: tuple[Gazette, ...]) -> "Seeds":
        """The seeds that these gazettes hold, in a fixed order."""
        documents = [document for gazette in gazettes for document in gazette.documents]
        clauses = [clause for document in documents for clause in document.clauses]
        text = "。".join(clause.text for clause in clauses).replace(",", "，").replace("\n", "。")
        sentences = sorted({one for one in text.split("。") if _SHORTEST < len(one) < _LONGEST and "，" in one[4:-4]})
        cuts = [(one, one.index("，", 4) + 1) for one in sentences]
        tasks = [clause.task for clause in clauses if clause.task]
        titles = [word for one in documents for word in (one.title_en or "").split() if word.isalpha()]
        return cls(
            beginnings=tuple(one[:at] for one, at in cuts),
            ends=tuple(one[at:] for one, at in cuts),
            bodies=tuple(sorted({body.name for document in documents for body in document.issuing_bodies})),
            leads=tuple(sorted({lead for task in tasks for lead in task.lead if len(lead) < _SHORTEST})),
            english=tuple(sorted({word for word in titles if word.isascii() and len(word) >= _SHORTEST_WORD})),
            characters="".join(sorted({char for char in text if "\u4e00" <= char <= "\u9fd5"})),
        )


def seeds() -> Seeds:
    """What the five gazettes hold."""
    return Seeds.of(tuple(read_corpus(GAZETTES)))


@dataclass(slots=True)
class Grower:
    """Writes issues, one text each. The same seed gives the same archive, a larger one beginning with the smaller."""

    seeds: Seeds
    seed: int = 20241122
    _words: float = 0.0
    _made: list[str] = field(default_factory=list)
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311 - texts, no secrets

    def issues(self) -> Iterator[tuple[str, str, int]]:
        """Without end: a file's name, its text, and about how many clauses it has."""
        number = 0
        while True:
            year, within = _FIRST_YEAR + number // _ISSUES_A_YEAR, number % _ISSUES_A_YEAR + 1
            text, clauses = self._issue(year, within, number + 1)
            yield f"{year}/beijing-{year}-{within:02}.txt", text, clauses
            number += 1

    def _issue(self, year: int, within: int, total: int) -> tuple[str, int]:
        documents = [self._document(year, (within - 1) * _DOCUMENTS + n + 1) for n in range(_DOCUMENTS)]
        day = f"{year}年{(within - 1) // 3 + 1}月{(within - 1) % 3 * 10 + 1}日"
        chinese = [f"{one.title} ({one.number})\t({4 + 9 * n})" for n, one in enumerate(documents)]
        english = [f"{one.title_en} ({one.number_en})\t({4 + 9 * n})" for n, one in enumerate(documents)]
        lines = [
            "北京市人民政府公报", str(year), f"第 {within} 期（总第 {total} 期）", "GAZETTE OF THE PEOPLE'S",
            "GOVERNMENT OF BEIJING MUNICIPALITY", f"{day} 第{within}期 北京市人民政府办公厅主办", "目 录",
            "【市政府办公厅文件】", *chinese, "GAZETTE OF THE PEOPLES GOVERNMENT OF BEIJING MUNICIPALITY",
            f"January 1, {year}", f"Issue No. {within}",
            "Sponsored by the General Office of the People's Government of Beijing Municipality", "CONTENTS",
            "【Documents of the General Office of Beijing Municipal Government】", *english,
            "(The Table of Contents is prepared in both Chinese and English, with",
            "the Chinese version being official.)",
            *(line for one in documents for line in one.lines),
        ]  # fmt: skip
        return "\n\n".join(lines) + "\n", sum(one.clauses for one in documents)

    def _document(self, year: int, serial: int) -> "_Document":
        pick, body = self._random.choice, self._random.choice(self.seeds.bodies)
        subject = self._new_word() + pick(self.seeds.beginnings)[:6].strip("，、：；“”《》 ") + pick(_KINDS)
        title, number = f"{body}关于印发《{subject}》的通知", f"京政办发〔{year}〕{serial}号"
        words = " ".join(pick(self.seeds.english) for _ in range(6))
        articles = [f"第{_numeral(n + 1)}条 {self._clause()}" for n in range(_ARTICLES)]
        rows = [
            f"{n + 1}\t{pick(self.seeds.beginnings)[:9].strip('，')}\t{self._sentence()}\t{n % 12 + 1}月底前\t"
            f"{pick(self.seeds.leads)}\t{pick(self.seeds.leads)}\t"
            for n in range(_ROWS)
        ]
        lines = [title, number, "各区人民政府，市政府各委、办、局，各市属机构：",
                 f"现将《{subject}》印发给你们，请认真贯彻落实。", body,
                 f"{year}年{serial % 12 + 1}月{serial % 28 + 1}日",
                 subject, *articles, "附件", f"{subject}任务表", _HEADER, *rows]  # fmt: skip
        title_en = f"Circular on Issuing the “Measures for {words}”"
        return _Document(title, title_en, number, f"Jingzhengbanfa [{year}]No. {serial}", lines, _ARTICLES + _ROWS + 1)

    def _clause(self) -> str:
        return "".join(self._sentence() for _ in range(self._random.randint(1, 4)))

    def _sentence(self) -> str:
        text = self._random.choice(self.seeds.beginnings) + self._random.choice(self.seeds.ends) + "。"
        self._words += len(text) / _CHARS
        due = HEAPS_K * (100_000 + self._words) ** HEAPS_BETA - HEAPS_K * 100_000**HEAPS_BETA
        while len(self._made) < due:
            text = self._with(text, self._new_word())
        if self._made and self._random.random() < _AGAIN:
            # A few of the new words come back often, most hardly ever.
            text = self._with(text, self._made[int(len(self._made) * self._random.random() ** 3)])
        return text

    def _with(self, text: str, word: str) -> str:
        at = self._random.randrange(1, len(text))
        return text[:at] + word + text[at:]

    def _new_word(self) -> str:
        self._made.append("".join(self._random.choices(self.seeds.characters, k=2)))
        return self._made[-1]


@dataclass(frozen=True, slots=True)
class _Document:
    title: str
    title_en: str
    number: str
    number_en: str
    lines: list[str]
    clauses: int


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[ones] if ones else ''}"


def grow(folder: Path, clauses: int) -> int:
    """Write an archive of about so many clauses into a folder; the number of files."""
    made = files = 0
    for name, text, count in Grower(seeds()).issues():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        made, files = made + count, files + 1
        if made >= clauses:
            break
    return files


def grow_one_more(folder: Path) -> None:
    """Add the gazette that follows to an archive that was grown here."""
    grown = sum(1 for _ in folder.rglob("*.txt"))
    name, text, _ = next(islice(Grower(seeds()).issues(), grown, None))
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
