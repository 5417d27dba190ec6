"""Documents and clauses for reference managers: CSL-JSON, BibTeX, RIS. Plain values, no web framework in here."""

import json
import re
from typing import Any

from corpus import Clause, Document, Issue
from search_service.documents.citation import provision

Item = dict[str, Any]
_SPECIAL = re.compile(r"[\\{}#$%&_^~]")


def csl_item(document: Document, issue: Issue | None, url: str, clause: Clause | None = None) -> Item:
    """The item of CSL-JSON; what the gazette does not state is left out."""
    page = (clause.page if clause else None) or document.page
    found: Item = {
        "id": clause.id if clause else document.id,
        "type": "article-journal" if issue else "legislation",
        "title": document.title or document.number or document.id,
        "author": [{"literal": body.name} for body in document.issuing_bodies],
        "issued": {"date-parts": [[document.date.year, document.date.month, document.date.day]]}
        if document.date
        else None,
        "container-title": issue.title if issue else None,
        "volume": str(issue.year) if issue else None,
        "issue": str(issue.number) if issue else None,
        "page": str(page) if page else None,
        "number": document.number,
        "section": provision(clause) if clause else None,
        "note": document.title_en,
        "language": "zh-CN",
        "URL": url,
    }
    return {name: value for name, value in found.items() if value}


def csl_json(item: Item) -> str:
    """A list of one item."""
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def bibtex(item: Item) -> str:
    """The item as an entry of BibTeX; a body is one author, whatever its name holds."""
    date = item.get("issued", {}).get("date-parts", [[]])[0]
    fields = {
        "title": f"{{{_tex(item['title'])}}}",
        "author": " and ".join(f"{{{_tex(one['literal'])}}}" for one in item.get("author", ())),
        "journal": _tex(item.get("container-title", "")),
        "year": str(date[0]) if date else "",
        "date": "-".join(f"{part:02}" for part in date),
        "volume": item.get("volume", ""),
        "number": item.get("issue", ""),
        "pages": item.get("page", ""),
        "type": _tex(item.get("number", "")),
        "note": _tex("; ".join(filter(None, (item.get("section"), item.get("note"))))),
        "langid": "chinese",
        "url": item["URL"],
    }
    kind = "article" if "container-title" in item else "misc"
    key = re.sub(r"[^a-z0-9]+", "-", item["id"].lower())
    lines = (f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def ris(item: Item) -> str:
    """The item in the format RIS, whose lines end in CR LF."""
    date = item.get("issued", {}).get("date-parts", [[]])[0]
    lines = [
        ("TY", "JOUR" if "container-title" in item else "STAT"),
        ("ID", item["id"]),
        ("TI", item["title"]),
        *(("AU", one["literal"]) for one in item.get("author", ())),
        ("PY", str(date[0]) if date else ""),
        ("DA", "/".join(f"{part:02}" for part in date)),
        ("JO", item.get("container-title", "")),
        ("VL", item.get("volume", "")),
        ("IS", item.get("issue", "")),
        ("SP", item.get("page", "")),
        ("M1", item.get("number", "")),
        ("SE", item.get("section", "")),
        ("N1", item.get("note", "")),
        ("LA", item["language"]),
        ("UR", item["URL"]),
    ]
    written = "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines if value)
    return written + "ER  - \r\n"


def _tex(text: str) -> str:
    """A text whose special characters stand for themselves."""
    return _SPECIAL.sub(
        lambda found: {"\\": r"\textbackslash{}", "~": r"\~{}", "^": r"\^{}"}.get(found[0], f"\\{found[0]}"), text
    )
