"""Opening files of the corpus folder: only files, only inside it, whatever a link or a name says."""

import errno
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
    try:
        real = path.resolve(strict=True)
    except RuntimeError as error:
        # Before Python 3.13 this is what links raise that lead to each other in a ring.
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error
    if not real.is_relative_to(folder.resolve()):
        raise NotOpenedError(FindingCode.FILE_OUTSIDE)
    # The name was resolved, so a link here was put in its place since; a pipe must not keep us waiting.
    handle = os.open(real, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NotOpenedError(FindingCode.NOT_A_FILE)
    return os.fdopen(handle, "rb")
