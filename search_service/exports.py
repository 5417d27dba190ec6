"""All that an index holds as data, in the formats of the command line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus import OperatorError
from corpus.export.akn import document_akn
from corpus.export.public_schema import document_records, issue_record, toc_record
from corpus.export.spreadsheet import clauses_csv, tasks_csv
from index import Store

#: JSON lines, CSV of clauses, CSV of task rows, Akoma Ntoso.
FORMATS = ("jsonl", "csv", "tasks.csv", "akn")


def lines_of(store: Store, form: str) -> Iterator[str]:
    """The lines of an export in one of the text formats, each with its line end."""
    if form == "jsonl":
        yield from (json.dumps(one, ensure_ascii=False) + "\n" for one in _records(store))
        return
    yield from clauses_csv(store.whole_documents()) if form == "csv" else tasks_csv(store.whole_documents())


def write_akn(store: Store, folder: Path | None) -> None:
    """One file a document, named by its id, in a folder that is made if it is not there."""
    if folder is None:
        message_en = "akn writes a file for each document: name a folder with --out"
        raise OperatorError(message_en, "akn 每份公文一个文件：请用 --out 指定目录")
    folder.mkdir(parents=True, exist_ok=True)
    for document in store.whole_documents():
        (folder / f"{document.id}.xml").write_bytes(document_akn(document))


def _records(store: Store) -> Iterator[dict[str, Any]]:
    """The documents in the order of the files; before the first one of an issue, the issue with its contents."""
    issues = {issue.id: issue for issue in store.issues()}
    for document in store.whole_documents():
        if issue := issues.pop(document.issue or "", None):
            yield from (issue_record(issue), *map(toc_record, store.toc(issue.id)))
        yield from document_records(document)
    for issue in issues.values():
        yield from (issue_record(issue), *map(toc_record, store.toc(issue.id)))
