"""What a command says while it works: no silence of more than a few seconds, whatever takes so long."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread

import click

#: Seconds after which a command says that it goes on.
SILENCE = 4


@contextmanager
def going_on(what: str) -> Iterator[None]:
    """Say what is done, and every :data:`SILENCE` seconds that it still is."""
    click.echo(f"{what} …", err=True)
    with unless_silent(lambda seconds: click.echo(f"{what} … {seconds:.0f} s", err=True)):
        yield


@contextmanager
def unless_silent(tell: Callable[[float], object]) -> Iterator[Callable[[], None]]:
    """Call ``tell`` with the seconds since the start after each silence; gives what to call when something was said.

    A timer of the process does it, since processes are best forked from one without threads. There is none on Windows
    and in other threads than the first one, where nothing is reported.
    """
    if sys.platform == "win32" or current_thread() is not main_thread():
        yield lambda: None
        return
    started = time.monotonic()
    before = signal.signal(signal.SIGALRM, lambda *_: tell(time.monotonic() - started))

    def start() -> None:
        signal.setitimer(signal.ITIMER_REAL, SILENCE, SILENCE)

    start()
    try:
        yield start
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
