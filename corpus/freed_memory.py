"""What becomes of memory that was freed, where the C library keeps it otherwise (glibc)."""

import ctypes
import os

#: The parameter of mallopt that says how many arenas there are at most, from malloc.h.
_M_ARENA_MAX = -8
_ARENAS = 2


def give_back() -> None:
    """Give it back to the system."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def share() -> None:
    """Let threads use what others have freed, unless the environment says how many arenas there are.

    Each thread has an arena of its own otherwise, and what it has freed there stays: a search of 360,000 clauses takes
    some MB for a moment, and a worker of 32 threads kept 850 MB of which it used 500. Call it before there are threads.
    """
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is not None and "MALLOC_ARENA_MAX" not in os.environ:
        set_option(_M_ARENA_MAX, _ARENAS)
