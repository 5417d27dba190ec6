"""Printed lines by hand."""

from corpus.printed.lines import Line, scan


def lines(*texts: str) -> list[Line]:
    """The lines of a text; an empty string is a blank line."""
    return scan("\n".join(texts))
