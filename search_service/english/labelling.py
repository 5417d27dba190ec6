"""Values printed in Chinese with their labels in both languages: English as printed, else as rendered here."""

from corpus import Body
from search_service.english.deadlines import english_deadline
from search_service.english.names import english_name
from search_service.english.papers import english_section, english_type
from search_service.request.vocabulary import Label


def body_label(body: Body) -> Label:
    """An issuing body."""
    return Label(body.name, body.name_en) if body.name_en else department_label(body.name)


def department_label(name: str) -> Label:
    """A department, as a table names it."""
    english = english_name(name)
    return Label(name, english.text, rendered=not english.stated)


def type_label(doc_type: str) -> Label:
    """A type of document."""
    return Label(doc_type, english_type(doc_type), rendered=True)


def section_label(category: str, category_en: str | None) -> Label:
    """A section of the contents."""
    return Label(category, category_en) if category_en else Label(category, english_section(category), rendered=True)


def deadline_label(deadline: str) -> Label:
    """A deadline; the Chinese itself where no rule reads it."""
    english = english_deadline(deadline)
    return Label(deadline, english or deadline, rendered=english is not None)
