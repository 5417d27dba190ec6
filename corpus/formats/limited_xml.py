"""XML of a file that may come from anybody, within limits: no entity is resolved, nothing is fetched."""

from lxml import etree

from corpus.findings import FindingCode
from corpus.printed.printed_text import FormatError

Element = etree._Element  # noqa: SLF001 - the only name of this type

#: A part of more bytes, or of more tags, is no gazette; 1,000 pages have about 20 million bytes and a million tags.
LARGEST_PART = 64 * 1024 * 1024
MOST_TAGS = 2_000_000


def read_xml(part: str, data: bytes) -> Element:
    """The root of the XML of a part of a file. Raises :class:`FormatError` for what is none or is too large.

    What nests deeper than 256 elements is none, so that a recursion over the elements ends.
    """
    if len(data) > LARGEST_PART or data.count(b"<") > MOST_TAGS:
        raise FormatError(FindingCode.TOO_LARGE)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FormatError(FindingCode.DAMAGED, f"{part} is no XML ({error})") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise FormatError(FindingCode.DAMAGED, f"{part} declares entities, which no document does: save it anew")
    return root
