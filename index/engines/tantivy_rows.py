"""How a clause lies in Tantivy: its fields, and the numbers under which the values of facets are counted."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
import tantivy

from index.engines.orders import NUMERIC, ORDERS, as_day, sort_keys
from index.engines.tantivy_queries import GRAMS, with_first_characters
from index.schema import DATE_FIELD, FACETS, KEYWORD_FIELDS, TEXT_FIELDS, ClauseRow

#: The fields that are counted by number: a number needs no dictionary, where most of the time of counting texts goes.
COUNTED = (*FACETS, "document")
_VALUES = "values.json"


class Values:
    """The values of the fields that are counted, each known by its number in the order in which they were met."""

    def __init__(self, values: Mapping[str, Iterable[str]] | None = None) -> None:
        self.values: dict[str, list[str]] = {name: list((values or {}).get(name, ())) for name in COUNTED}
        self._numbers = {name: {value: at for at, value in enumerate(found)} for name, found in self.values.items()}

    @classmethod
    def read(cls, folder: Path) -> "Values":
        """Those of the index in a folder."""
        return cls(msgspec.json.decode((folder / _VALUES).read_bytes(), type=dict[str, list[str]]))

    def write(self, folder: Path) -> None:
        """Keep them beside the index."""
        (folder / _VALUES).write_bytes(msgspec.json.encode(self.values))

    def number(self, name: str, value: str) -> int:
        """The number of a value of a field, a new one for a new value."""
        numbers = self._numbers[name]
        if value not in numbers:
            numbers[value] = len(numbers)
            self.values[name].append(value)
        return numbers[value]


def number_field(name: str) -> str:
    """The field with the numbers of a counted field's values."""
    return f"{name}_number"


def schema() -> tantivy.Schema:
    """The fields of the index."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("clause", tokenizer_name="raw", index_option="basic")
    for name in sorted({*ORDERS.values()} - {*NUMERIC}):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in NUMERIC:
        builder.add_unsigned_field(name, fast=True)
    for name in KEYWORD_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in COUNTED:
        builder.add_unsigned_field(number_field(name), fast=True)
    builder.add_integer_field(DATE_FIELD, fast=True, indexed=True)
    for field in TEXT_FIELDS.values():
        if field.words:
            option = "position" if field.english else "freq"
            builder.add_text_field(field.words, tokenizer_name="whitespace", index_option=option)
        if field.grams:
            builder.add_text_field(field.grams, tokenizer_name="whitespace", index_option="position")
        if field.listed:
            builder.add_text_field(field.listed, tokenizer_name="whitespace", index_option="basic")
    return builder.build()


def fields(row: ClauseRow, position: int, values: Values) -> dict[str, object]:
    """A row as Tantivy takes it: texts whose terms stand between blanks, values, and sort keys in each order.

    ``position`` counts the rows before it.
    """
    texts = {
        name: with_first_characters(terms) if name in GRAMS else terms for name, terms in row.terms.items() if terms
    }
    counted = {
        number_field(name): [values.number(name, value) for value in row.keywords[name]]
        for name in FACETS
        if name in row.keywords
    }
    counted[number_field("document")] = [values.number("document", row.document)]
    dated = {DATE_FIELD: as_day(row.date)} if row.date else {}
    return {"clause": row.clause, **sort_keys(row, position), **row.keywords, **counted, **dated, **texts}
