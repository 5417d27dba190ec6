"""Words of the interface for what is said of documents; each is translated when it is shown."""

from flask_babel import lazy_gettext as _

from search_service.documents.comparing import Fate
from search_service.documents.pairing import EntryDoubt

FATES = {
    Fate.SAME: _("same words"),
    Fate.CHANGED: _("changed"),
    Fate.NEW: _("new"),
    Fate.DROPPED: _("dropped"),
}
DOUBTS = {
    EntryDoubt.NO_ENGLISH: _("no English title"),
    EntryDoubt.NO_CHINESE: _("no Chinese title"),
    EntryDoubt.PAGES_DIFFER: _("the pages differ"),
    EntryDoubt.NUMBER_MISSING: _("the number stands in one language only"),
    EntryDoubt.NO_DOCUMENT: _("no such document in the issue"),
}
