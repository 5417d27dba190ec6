"""How gazettes leave as JSON lines, CSV and Akoma Ntoso."""

from corpus.export.public_schema import records

__all__ = ["records"]
