"""The index that the running app serves."""

from flask import current_app

from index import Store
from search_service.library import Library


def current_library() -> Library:
    """The index of the app that answers."""
    library: Library = current_app.extensions["gongbao"]
    return library


def current_store() -> Store:
    """The store of the generation that serves."""
    return current_library().snapshot().store
