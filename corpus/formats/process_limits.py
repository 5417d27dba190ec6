"""Limits of a process that reads files of strangers in a library that is not written in Python."""

import os
import resource
from contextlib import suppress
from pathlib import Path

#: The address space that pdfium needs for a large page, and that the recognition needs for its weights, in bytes.
DRAWING_MEMORY = 2 * 1024**3
RECOGNITION_MEMORY = 6 * 1024**3


def limit_this_process(memory: int, seconds: int) -> None:
    """Ends this process where it takes more address space (bytes) or more seconds of a processor; no core is written.

    A limit that is lower already stays. Where the memory of the machine runs out, this process is ended before others.
    """
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", "ascii")
    limit_memory(memory)
    _lower(resource.RLIMIT_CPU, seconds)
    _lower(resource.RLIMIT_CORE, 0)


def limit_memory(memory: int) -> None:
    """Ends this process where it takes more address space, in bytes; the limit may be raised again."""
    _lower(resource.RLIMIT_AS, memory)


def memory_taken() -> int:
    """The address space that this process has, in bytes, or 0 where the system does not say."""
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    return 0


def processor_seconds(process: int) -> float:
    """Seconds of a processor that another process has taken, its children not counted; 0 where nothing says so."""
    with suppress(OSError, IndexError, ValueError):
        # The name of the program stands in brackets and may have any characters; see proc_pid_stat(5).
        fields = Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _lower(which: int, limit: int) -> None:
    _, hard = resource.getrlimit(which)
    allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(which, (allowed, hard))
