"""A small archive made by hand: three documents of two issues, with the traits that search depends on."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from uuid import uuid4
from weakref import WeakKeyDictionary

import pytest

import index
from corpus.model import (
    Body,
    Clause,
    ClauseKind,
    Coverage,
    Document,
    Gazette,
    Issue,
    Part,
    PartKind,
    PathStep,
    Relation,
    RelationKind,
    Source,
    Step,
    TaskRow,
    TocEntry,
)
from index.engines import Engine, EngineSpace, Hits, open_space
from index.schema import ClauseRow, rows
from reliability.nodes import Cluster


@pytest.fixture(scope="session", autouse=True)
def _dictionaries() -> None:
    index.warm()


TOURISM = Body("whly", "北京市文化和旅游局", "Beijing Municipal Bureau of Culture and Tourism")
POLICE = Body("gaj", "北京市公安局")
OFFICE = Body("zfbgt", "北京市人民政府办公厅")
SPORTS = Body("tyj", "北京市体育局")


def source(line: int, file: str = "a.txt") -> Source:
    return Source(file, line, line)


def clause(
    document: str, ordinal: int, text: str, *steps: PathStep, part: int = 0, task: TaskRow | None = None
) -> Clause:
    kind = ClauseKind.TABLE_ROW if task else ClauseKind.ARTICLE
    eid = f"art_{ordinal}"
    return Clause(
        f"{document}/{eid}",
        eid,
        document,
        part,
        kind,
        f"第{ordinal}条",
        steps,
        text,
        None,
        ordinal,
        source(ordinal + 1),
        task=task,
    )


def part(index: int, kind: PartKind, title: str | None, *clauses: Clause) -> Part:
    return Part(index, kind, None, title, source(1), clauses)


def hotel_rules() -> Document:
    name = "jingwenlvfa-2023-83"
    chapter = PathStep("第三章", "经营规范", "chp_3", Step("chp", 3))
    notice = clause(name, 0, "现将《北京市酒店业管理暂行办法》印发给你们，请遵照执行。")
    articles = (
        clause(name, 1, "为了规范酒店业经营，制定本办法。", part=1),
        clause(name, 2, "设立酒店的，应当在30日内向所在区行业主管部门备案。", chapter, part=1),
        clause(name, 3, "酒店应当建立无障碍设施，PM2.5浓度超标时开启新风。", chapter, part=1),
    )
    return Document(
        id=name,
        issue="bj-2024-14",
        title="北京市文化和旅游局等部门关于印发《北京市酒店业管理暂行办法》的通知",
        title_en="Circular on Issuing the Interim Measures for the Administration of the Hotel Industry in Beijing",
        number="京文旅发〔2023〕83号",
        number_en="Jingwenlvfa[2023]No. 83",
        issuing_bodies=(TOURISM, POLICE),
        date=date(2023, 12, 7),
        addressees=None,
        page=71,
        category="市政府部门文件",
        category_en="Documents of Departments",
        doc_type="通知",
        effective_date=None,
        parts=(part(0, PartKind.NOTICE, None, notice), part(1, PartKind.ISSUED, "北京市酒店业管理暂行办法", *articles)),
        relations=(Relation(RelationKind.REPEALS, "旧办法", "京政办发〔2021〕3号", None, source(9)),),
        source=source(1),
    )


def action_plan() -> Document:
    name = "jingzhengbanfa-2021-3"
    task = TaskRow("4", "管控扬尘", None, "年底前", ("市生态环境局", "市水务局"), (), ())
    return Document(
        id=name,
        issue="bj-2021-12",
        title="北京市人民政府办公厅关于印发《污染防治2021年行动计划》的通知",
        title_en="Circular on Issuing the 2021 Action Plan for Pollution Prevention",
        number="京政办发〔2021〕3号",
        number_en="Jingzhengbanfa[2021]No. 3",
        issuing_bodies=(OFFICE,),
        date=date(2021, 3, 1),
        addressees=None,
        page=5,
        category="市政府办公厅文件",
        category_en=None,
        doc_type="通知",
        effective_date=None,
        parts=(
            part(
                0,
                PartKind.NOTICE,
                None,
                clause(name, 0, "现将行动计划印发给你们。"),
                clause(name, 1, "污染防治是地下水保护的重点，推动污染，防治并举。"),
                clause(name, 2, "管控扬尘。完成时限:年底前。牵头部门:市生态环境局、市水务局。", task=task),
            ),
        ),
        relations=(),
        source=source(1, "b.txt"),
    )


def sports_rules() -> Document:
    name = "jingzhengbanfa-2021-13"
    return Document(
        id=name,
        issue="bj-2021-12",
        title="北京市体育局关于全民健身的意见",
        title_en=None,
        number="京政办发〔2021〕13号",
        number_en=None,
        issuing_bodies=(SPORTS,),
        date=date(2021, 3, 1),
        addressees=None,
        page=30,
        category=None,
        category_en=None,
        doc_type="意见",
        effective_date=None,
        parts=(part(0, PartKind.NOTICE, None, clause(name, 0, "体育场馆附近的酒店应当方便群众健身。")),),
        relations=(),
        source=source(40, "b.txt"),
    )


def issue(issue_id: str, year: int, number: int, day: date) -> Issue:
    return Issue(issue_id, year, number, None, day, "北京市人民政府公报", None, None, None, source(1))


ISSUES = (issue("bj-2021-12", 2021, 12, date(2021, 4, 1)), issue("bj-2024-14", 2024, 14, date(2024, 4, 20)))


def gazettes() -> tuple[Gazette, ...]:
    entry = TocEntry(
        "bj-2024-14", 1, "市政府部门文件", None, "北京市酒店业管理暂行办法", None, None, None, 71, None, None, source(3)
    )
    return (
        Gazette("b.txt", ISSUES[0], (), (action_plan(), sports_rules()), (), Coverage()),
        Gazette("a.txt", ISSUES[1], (entry,), (hotel_rules(),), (), Coverage()),
    )


#: The engines that are libraries, whose generations are folders.
EMBEDDED = ("memory", "tantivy", "whoosh")
COVERED = (*EMBEDDED, "opensearch")


@contextmanager
def open_empty_space(request: pytest.FixtureRequest, engine: str, folder: Path) -> Iterator[EngineSpace]:
    """An empty space of an engine; in a cluster under a name of its own, which is removed at the end."""
    if engine != "opensearch":
        yield open_space(f"{engine}:{folder / 'index'}")
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    name = f"t{uuid4().hex}"
    yield open_space(cluster.url(name))
    cluster.remove(name)


#: The ids of the clauses of each engine by ordinal.
_CLAUSES: WeakKeyDictionary[Engine, list[str]] = WeakKeyDictionary()


def written(space: EngineSpace, generation: str, given: Iterable[ClauseRow]) -> Engine:
    """The engine of a new generation."""
    kept = list(given)
    writer = space.writer(generation)
    writer.add(kept)
    writer.commit()
    engine = space.open(generation)
    _CLAUSES[engine] = [row.clause for row in kept]
    return engine


def ids(engine: Engine, hits: Hits) -> list[str]:
    """The ids of the clauses of a page, in an engine that was written here."""
    return [_CLAUSES[engine][ordinal] for ordinal in hits.ordinals]


@pytest.fixture(scope="session")
def engines(
    built_index: str, merged: dict[str, Gazette], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Engine]]:
    """Every engine over the five gazettes, by name: one is that of the shared index, the others are given its rows.

    All of them know a clause by the same ordinal.
    """
    shared = index.open_index(built_index)
    given = [
        row for gazette in merged.values() for document in gazette.documents for row in rows(document, gazette.issue)
    ]
    ordinals = shared.store.ordinals(row.clause for row in given)
    given.sort(key=lambda row: ordinals[row.clause])
    found = {shared.manifest.engine: shared.engine}
    for name in set(EMBEDDED) - found.keys():
        found[name] = written(open_space(f"{name}:{tmp_path_factory.mktemp(name)}"), "g1", given)
    yield found
    for engine in found.values():
        engine.close()
    shared.store.close()


@pytest.fixture(scope="session")
def archive() -> tuple[Gazette, ...]:
    """The gazettes, oldest first."""
    return gazettes()


NOTICE = """北京市体育局关于印发《{title}》的通知
京体办字〔2023〕{serial}号
各区体育局：
现将《{title}》印发给你们，请认真贯彻落实。
北京市体育局
2023年5月6日
{title}
第一条 为了促进全民健身活动，制定本办法。
第二条 公共体育场馆应当向社会开放。
"""


@pytest.fixture
def write_notice() -> Callable[..., Path]:
    """Write a short printed document into a corpus folder, by serial number."""

    def write(folder: Path, serial: int, title: str = "全民健身办法") -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{serial}.txt"
        path.write_text(NOTICE.format(serial=serial, title=title), encoding="utf-8")
        return path

    return write


@pytest.fixture
def corpus(tmp_path: Path, write_notice: Callable[..., Path]) -> Path:
    """A corpus folder with one document of three clauses."""
    return write_notice(tmp_path / "corpus", 7).parent


@pytest.fixture(scope="module")
def some_rows(archive: tuple[Gazette, ...]) -> list[ClauseRow]:
    return [row for gazette in archive for document in gazette.documents for row in rows(document, gazette.issue)]


@pytest.fixture(params=COVERED)
def space(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EngineSpace]:
    """An empty space of each engine."""
    with open_empty_space(request, request.param, tmp_path) as space:
        yield space
