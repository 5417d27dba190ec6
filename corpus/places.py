"""Provinces and municipalities, by what papers and ids call them: data of ``places.toml``."""

from corpus.data import data

_TABLE = data("places.toml")
#: The names of provinces and municipalities without 省 and 市.
NAMES: tuple[str, ...] = tuple(place["name"] for place in _TABLE["place"])
#: Their English names.
ENGLISH: dict[str, tuple[str, ...]] = {place["name"]: tuple(place["en"]) for place in _TABLE["place"]}
#: The characters with which the prefix of a document number begins: 京政发, 国发.
ABBREVIATIONS = frozenset(char for place in [*_TABLE["place"], _TABLE["other"]] for char in place["short"])
#: The code of ISO 3166-2 by the first piece of an issue's id.
CODES: dict[str, str] = {place["prefix"]: place["code"] for place in _TABLE["place"] if "prefix" in place}
