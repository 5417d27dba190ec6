"""Many clients at once over REST: how many answers a second, how long each waits, how many errors."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from benchmarks.kinds import Question
from benchmarks.measuring import Latency


@dataclass(frozen=True, slots=True)
class Load:
    """What ``clients`` got together from so many ``workers``."""

    clients: int
    per_second: float
    latency: Latency
    errors: int
    workers: int = 1


def ask(connection: HTTPConnection, question: Question) -> bool:
    """Whether a question is answered."""
    connection.request("GET", "/api/v1/search?" + urlencode(question.parameters()))
    answer = connection.getresponse()
    answer.read()
    return answer.status == HTTPStatus.OK


def load(port: int, questions: Sequence[Question], clients: int, asked: int) -> Load:
    """The clients ask so many questions together, each beginning at another one."""
    times: list[float] = []
    errors: list[str] = []

    def work(first: int) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=120)
        for at in range(-(-asked // clients)):
            started = time.perf_counter()
            try:
                if not ask(connection, questions[(first + at) % len(questions)]):
                    errors.append("status")
            except (OSError, HTTPException) as error:
                errors.append(str(error))
                connection.close()
            times.append(time.perf_counter() - started)
        connection.close()

    started = time.perf_counter()
    threads = [threading.Thread(target=work, args=(7 * number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Load(clients, len(times) / (time.perf_counter() - started), Latency.of(times), len(errors))
