"""What every process that a rebuild starts does: it ends with the process that started it."""

import multiprocessing
import os
from threading import Thread


def end_with_rebuild() -> None:
    """End this process soon after its parent, which may be killed and then says nothing."""
    Thread(target=_wait_and_end, daemon=True).start()


def _wait_and_end() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
