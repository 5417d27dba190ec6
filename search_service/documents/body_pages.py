"""Pages of the bodies: what each issued, with whom, and which tasks it leads."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, Flask, render_template

from corpus import Body, NotFoundError
from index import Snapshot
from search_service.answer.links import BODIES
from search_service.answer.views import DocumentView
from search_service.overviews.tasks import tasks_of
from search_service.web.current import current_library
from search_service.web.request_args import accept

body_pages = Blueprint("bodies", __name__)
#: Documents that the page of a body lists; the search has them all.
_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Issued:
    """The documents that a body signed, newest first, and how many of them each other body signed too."""

    documents: tuple[str, ...]
    joint: Mapping[str, int]


def init_bodies(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(body_pages)


@body_pages.get(BODIES)
def bodies_page() -> str:
    """Every issuing body with the number of its documents."""
    accept("lang")
    return render_template("bodies.html", bodies=current_library().snapshot().store.bodies())


@body_pages.get(f"{BODIES}/<body_id>")
def body_page(body_id: str) -> str:
    """One body."""
    accept("lang")
    snapshot = current_library().snapshot()
    known = {body.id: body for body, _ in snapshot.store.bodies()}
    if body_id not in known:
        raise NotFoundError(f"there is no issuing body “{body_id[:80]}”", f"没有发文机关“{body_id[:80]}”")
    issued = snapshot.derived(_issued)[body_id]
    heads = snapshot.store.document_heads(issued.documents[:_SHOWN])
    return render_template(
        "body.html",
        body=known[body_id],
        count=len(issued.documents),
        documents=[DocumentView.of(heads[id_]) for id_ in issued.documents[:_SHOWN]],
        joint=[(known[id_], count) for id_, count in issued.joint.items()],
        tasks=_tasks_of(snapshot, known[body_id]),
    )


def _tasks_of(snapshot: Snapshot, body: Body) -> int:
    """How many tasks a body leads."""
    return sum(body.name in task.values("lead") for task in tasks_of(snapshot).tasks)


def _issued(snapshot: Snapshot) -> Mapping[str, Issued]:
    """What every body signed, by its id."""
    documents: dict[str, list[str]] = defaultdict(list)
    joint: dict[str, Counter[str]] = defaultdict(Counter)
    heads = sorted(snapshot.store.documents(), key=lambda one: one.date.isoformat() if one.date else "", reverse=True)
    for head in heads:
        ids = [body.id for body in head.issuing_bodies]
        for id_ in ids:
            documents[id_].append(head.id)
            joint[id_].update(other for other in ids if other != id_)
    return {id_: Issued(tuple(listed), dict(joint[id_].most_common())) for id_, listed in documents.items()}
