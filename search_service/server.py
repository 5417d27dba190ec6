"""The production server: worker processes that each open the index for themselves and serve one socket."""

import gc
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import nullcontext

import click
from flask import Flask

from corpus import GongbaoError, freed_memory
from corpus.collecting import seldom_collected
from corpus.language.pinyin import syllables
from index import warm
from index.knowledge.encoders import available, load
from index.understanding.dictionary import glossary_phrases
from search_service import create_app
from search_service.announcing import going_on
from search_service.search import search
from search_service.serving.http import CONNECTIONS, Server
from search_service.serving.loads import Loads
from search_service.serving.processes import Workers
from search_service.settings import Settings
from search_service.web.metrics import forget_process, share_figures
from search_service.web.observing import log_as_json

#: File descriptors beside those of connections.
_OTHER_FILES = 500


def serve(settings: Settings) -> None:
    """Serve until stopped.

    Dictionaries and encoders, which never change, are loaded before the workers are forked, so that they share them.
    The socket is bound here and listens once the first worker has its index open: until then clients are refused.
    """
    freed_memory.share()
    with going_on("loading dictionaries and vectors"):
        warm()
        syllables("公报")
        glossary_phrases()
        for encoder in available():
            load(encoder)
    gc.freeze()
    _allow_connections()
    with share_figures() if settings.metrics else nullcontext(), _bound(settings) as listener:
        ended = forget_process if settings.metrics else None
        # While workers are replaced there are twice as many.
        loads = Loads(2 * settings.workers)

        def work(number: int, ready: Callable[[], None]) -> None:
            _work(settings, listener, ready, (loads, number))

        workers = Workers(settings.workers, work, ended, lambda: _say(settings))
        sys.exit(workers.run())


def _say(settings: Settings) -> None:
    """Print the address, now that it answers."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    click.echo(f"http://{host}:{settings.port}")


def _work(settings: Settings, listener: socket.socket, ready: Callable[[], None], numbered: tuple[Loads, int]) -> None:
    """One worker: the app is made after the fork, since no two processes may use one open index."""
    log_as_json()
    with going_on("opening the index"):
        app = _loaded(settings)
        server = Server(app, listener, settings, app.extensions["gongbao_admission"].watchers.refused, numbered)
    signal.signal(signal.SIGTERM, lambda *_: server.stop())
    ready()
    # An open index is 300,000 values and more, which to go through takes a tenth of a second.
    with seldom_collected():
        server.run()


def _loaded(settings: Settings) -> Flask:
    """The app, with its index open where there is one and the dictionaries of a first search loaded."""
    app = create_app(settings)
    try:
        search(app.extensions["gongbao"], {"q": ["公报"]})
    except GongbaoError as error:
        app.logger.warning("%s", error)
    return app


def _bound(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        raise OSError(error.errno, os.strerror(error.errno or 0), f"{settings.host}:{settings.port}") from error
    return listener


def _allow_connections() -> None:
    """Raise the number of open files as far as connections need it and the system lets us."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + _OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        enough = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (enough, hard))
