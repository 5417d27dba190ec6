"""Corrections that an editor keeps beside the corpus, in ``corrections.toml``: what is printed, and what is to be read.

Each correction names a file by its SHA-256, a line of its text, and what stands there::

    [[correction]]
    file = "9f2c..."         # SHA-256 of the file
    line = 12                # as "lines" of the citation says
    printed = "末经批准"
    read = "未经批准"

A rebuild applies them before it parses. A correction whose ``printed`` does not stand on its line is not applied, and
said to be unused.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import CorpusError
from corpus.findings import FindingCode
from corpus.printed.lines import split
from corpus.printed.printed_text import Doubt, PrintedText
from corpus.tables_beside import table_beside

CORRECTIONS = "corrections.toml"


@dataclass(frozen=True, slots=True)
class Correction:
    """On ``line`` (1-based) of the text of a file, ``printed`` is to be read as ``read``, wherever it stands there."""

    line: int
    printed: str
    read: str

    def __post_init__(self) -> None:
        """Raises ``ValueError`` where nothing is corrected, or more than a line."""
        if not self.printed or set("\r\n") & {*self.printed, *self.read}:
            raise ValueError("printed must not be empty, and neither may hold a line break")


#: Corrections by the SHA-256 of their file.
Corrections = Mapping[str, tuple[Correction, ...]]


def read_corrections(folder: Path) -> Corrections:
    """The corrections of a corpus folder; raises :class:`CorpusError` where the file is not as it should be."""
    path = folder / CORRECTIONS
    try:
        found: dict[str, tuple[Correction, ...]] = {}
        for entry in table_beside(folder, CORRECTIONS).get("correction", ()):
            one = Correction(int(entry["line"]), str(entry["printed"]), str(entry["read"]))
            file = str(entry["file"]).lower()
            found[file] = (*found.get(file, ()), one)
    except (OSError, KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
        raise CorpusError(
            f"{path} holds no valid corrections ({error}): each has file, line, printed and read",
            f"{path} 中的更正无效（{error}）：每条须有 file、line、printed、read",
        ) from error
    return found


def corrected(text: PrintedText, corrections: Iterable[Correction]) -> PrintedText:
    """The text with its corrections, each with a finding; the lines that were changed are named."""
    lines = split(text.text)
    doubts, changed, findings = list(text.doubts), set(text.corrected), list(text.findings)
    for one in corrections:
        at = one.line - 1
        if not 0 <= at < len(lines) or one.printed not in lines[at]:
            message = f"line {one.line} does not hold {one.printed}: the correction is not applied"
            findings.append((FindingCode.CORRECTION_UNUSED, message))
            continue
        doubts = [moved for doubt in doubts for moved in _moved(doubt, one, lines[at])]
        lines[at] = lines[at].replace(one.printed, one.read)
        changed.add(one.line)
        findings.append((FindingCode.CORRECTED, f"line {one.line}: {one.printed} is read as {one.read}"))
    return replace(
        text, text="\n".join(lines), doubts=tuple(doubts), corrected=frozenset(changed), findings=tuple(findings)
    )


def _moved(doubt: Doubt, one: Correction, line: str) -> Iterator[Doubt]:
    """The doubt at its place in the corrected line; none where the correction replaces its character."""
    if doubt.line != one.line:
        yield doubt
        return
    starts = [match.start() for match in re.finditer(re.escape(one.printed), line)]
    if not any(start <= doubt.column < start + len(one.printed) for start in starts):
        before = sum(start < doubt.column for start in starts)
        yield replace(doubt, column=doubt.column + before * (len(one.read) - len(one.printed)))
