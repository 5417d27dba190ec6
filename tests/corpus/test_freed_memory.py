"""What one thread has freed is of use to the others: however many there are, they take memory from few places."""

import subprocess
import sys
from pathlib import Path

import pytest

COUNTING = """
import ctypes, sys
from threading import Barrier, Thread
from corpus import freed_memory

if "share" in sys.argv:
    freed_memory.share()
barrier = Barrier(12)

def work():
    barrier.wait()
    kept = [bytes(50_000) for _ in range(20)]
    barrier.wait()

threads = [Thread(target=work) for _ in range(12)]
for one in threads:
    one.start()
for one in threads:
    one.join()
c = ctypes.CDLL(None)
c.fopen.restype = ctypes.c_void_p
file = ctypes.c_void_p(c.fopen(sys.argv[1].encode(), b"w"))
c.malloc_info(0, file)
c.fclose(file)
print(open(sys.argv[1]).read().count("<heap nr="))
"""


def arenas(folder: Path, *given: str, **environment: str) -> int:
    """How many arenas the C library has in a process of many threads."""
    command = [sys.executable, "-c", COUNTING, str(folder / "memory.xml"), *given]
    return int(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other C libraries have no arenas")
def test_threads_share_two_arenas_unless_the_environment_says_otherwise(tmp_path: Path) -> None:
    assert arenas(tmp_path) > 3
    assert arenas(tmp_path, "share") <= 2
    assert arenas(tmp_path, "share", MALLOC_ARENA_MAX="3") == 3
