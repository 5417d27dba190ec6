"""How a query was read and what the engine was asked, for whoever wants to know why a clause stands where it does."""

from collections.abc import Iterator

from index import Found, Query
from index.plan import AllOf, AnyOf, Exclude, Keyword, Match, Plan, plan
from index.understanding.references import References
from search_service.answer.views import ExplanationView, GroupView, StandInView


def explain(query: Query, found: Found) -> ExplanationView:
    """The explanation of one search."""
    intent = found.intent
    asked = found.asked
    return ExplanationView(
        tree=repr(query.tree) if query.tree else "",
        engine=plan_text(plan(asked)) if asked else "",
        text=intent.text if intent else query.text,
        references=dict(_references(intent.references)) if intent else {},
        groups=tuple(
            GroupView(
                group.source,
                group.factor,
                tuple(StandInView(one.term, round(one.share, 3), one.why) for one in group.members),
            )
            for group in (intent.groups if intent else ())
        ),
    )


def plan_text(part: Plan) -> str:
    """The plan of a query in one line: fields, units, and how they are joined."""
    match part:
        case Match(field, units, is_open):
            return f"{field}:{'·'.join(units)}{'*' if is_open else ''}"
        case Keyword(field, value):
            return f"{field}={value}"
        case AllOf(parts):
            return f"all({', '.join(map(plan_text, parts))})"
        case AnyOf(parts):
            return f"any({', '.join(map(plan_text, parts))})"
        case Exclude(inner):
            return f"not({plan_text(inner)})"


def _references(named: References) -> Iterator[tuple[str, str]]:
    if named.numbers:
        yield "numbers", ", ".join(named.numbers)
    if named.documents is not None:
        yield "documents", ", ".join(named.documents)
        yield "article", named.article
    if named.issues is not None:
        yield "issues", ", ".join(named.issues)
    if named.dates:
        yield "dates", ", ".join(named.dates)
    if named.leads:
        yield "lead", ", ".join(sorted(named.leads))
    if named.deadline:
        yield "deadline", named.deadline
    if named.validity:
        yield "validity", "1"
