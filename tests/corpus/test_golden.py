"""The whole parse of each file as an outline that can be read: ``make golden`` renews it, the difference is reviewed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import Clause, Gazette

GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(path.name for path in (Path(__file__).parents[2] / "corpus" / "gazettes").glob("*.txt"))


def outline(gazette: Gazette) -> Iterator[str]:
    yield f"# {gazette.file}: {len(gazette.toc)} contents entries, {len(gazette.documents)} documents"
    yield from (f"! {f.source.line_start} {f.code}: {f.message}" for f in gazette.findings)
    for document in gazette.documents:
        yield f"\n## {document.id} {document.title}"
        bodies = "、".join(b.name for b in document.issuing_bodies)
        yield f"{document.number} · {bodies} · {document.date} · p{document.page} · 施行 {document.effective_date} · {document.doc_type}"
        yield from (
            f"{r.source.line_start} {r.kind} 《{r.title}》 {r.number or ''}".rstrip() for r in document.relations
        )
        for part in document.parts:
            yield f"\n### {part.kind} {part.number or ''} {part.title or ''} {part.source.line_start}-{part.source.line_end}"
            yield from (line(clause) for clause in part.clauses)


def line(clause: Clause) -> str:
    source = f"{clause.source.line_start}" + (
        f"-{clause.source.line_end}" if clause.source.line_end != clause.source.line_start else ""
    )
    text = clause.text.replace("\n", "⏎")
    shown = text if len(text) <= 60 else f"{text[:30]}…{text[-24:]}({len(text)})"
    path = " › ".join(f"{s.label or ''}{(s.title or '')[:12]}" for s in clause.path)
    marks = "".join(f" !{w}" for w in clause.warnings) + "".join(
        f" ={a.file}:{a.line_start}" for a in clause.alternates
    )
    row = f" [{clause.task.deadline} | {'、'.join(clause.task.lead)}]" if clause.task else ""
    return f"{source} {clause.eid} {clause.label or '-'} ‹{path}› {shown}{row}{f' p{clause.page}' if clause.page else ''}{marks}"


@pytest.mark.parametrize("name", FILES)
def test_the_parse_is_as_reviewed(name: str, merged: dict[str, Gazette], request: pytest.FixtureRequest) -> None:
    path = GOLDEN / f"{name}.md"
    text = "\n".join(outline(merged[name])) + "\n"
    if request.config.getoption("--golden") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert path.read_text("utf-8") == text
