"""The whole corpus as data, in the formats of the command line."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus import Gazette
from corpus.akn import document_akn
from corpus.errors import OperatorError
from corpus.export import records
from corpus.spreadsheet import clauses_csv, tasks_csv

#: JSON lines, CSV of clauses, CSV of task rows, Akoma Ntoso.
FORMATS = ("jsonl", "csv", "tasks.csv", "akn")


def lines_of(gazettes: Iterable[Gazette], form: str) -> Iterator[str]:
    """The lines of an export in one of the text formats, each with its line end."""
    if form == "jsonl":
        for gazette in gazettes:
            yield from (json.dumps(one, ensure_ascii=False) + "\n" for one in records(gazette))
        return
    documents = (document for gazette in gazettes for document in gazette.documents)
    yield from clauses_csv(documents) if form == "csv" else tasks_csv(documents)


def write_akn(gazettes: Iterable[Gazette], folder: Path | None) -> None:
    """One file a document, named by its id, in a folder that is made if it is not there."""
    if folder is None:
        message_en = "akn writes a file for each document: name a folder with --out"
        raise OperatorError(message_en, "akn 每份公文一个文件：请用 --out 指定目录")
    folder.mkdir(parents=True, exist_ok=True)
    for gazette in gazettes:
        for document in gazette.documents:
            (folder / f"{document.id}.xml").write_bytes(document_akn(document))
