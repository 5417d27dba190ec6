"""What a search in process is made of: reading the request, finding the clauses, putting the answer together."""

from collections.abc import Callable, Mapping
from functools import cache

from benchmarks.kinds import Question
from index.scoring.found import Found
from search_service.answer.answering import Answer
from search_service.answer.links import SEARCH_API
from search_service.library import Library
from search_service.request.parameters import search_options, search_request
from search_service.search import Question as Asked
from search_service.search import ask


def parts(library: Library) -> Mapping[str, Callable[[Question], object]]:
    """Each part of a search by its name; what a part needs of those before it was done once."""

    def read(question: Question) -> Asked:
        return ask(library, question.given())

    def find(asked: Asked) -> Found:
        request = search_request(asked.parameters)
        return asked.snapshot.searcher.search(asked.query, request, search_options(asked.parameters))

    read_once = cache(read)
    found_once = cache(lambda question: find(read_once(question)))

    def tell(question: Question) -> object:
        asked = read_once(question)
        return Answer(asked.snapshot, asked.parameters, asked.query, found_once(question), SEARCH_API).view()

    return {
        "of the service: reading": read,
        "of the service: finding": lambda question: find(read_once(question)),
        "of the service: telling": tell,
    }
