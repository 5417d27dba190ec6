"""Opening files of the corpus folder: only files, only inside it, whatever a link or a name says."""

import os
import stat
from io import BufferedReader
from pathlib import Path

from corpus.findings import FindingCode


class NotOpenedError(OSError):
    """A name in the corpus folder that is not opened; ``code`` says why."""

    def __init__(self, code: FindingCode) -> None:
        super().__init__(code.en)
        self.code = code


def open_inside(folder: Path, path: Path) -> BufferedReader:
    """The file at ``path``, which may be a link to another file inside ``folder``.

    Raises :class:`NotOpenedError` for a link that leads out, a pipe or a device, and ``OSError`` where the file is not
    there or may not be read.
    """
    real = path.resolve(strict=True)
    if not real.is_relative_to(folder.resolve()):
        raise NotOpenedError(FindingCode.FILE_OUTSIDE)
    # The name was resolved, so a link here was put in its place since; a pipe must not keep us waiting.
    handle = os.open(real, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NotOpenedError(FindingCode.NOT_A_FILE)
    return os.fdopen(handle, "rb")
