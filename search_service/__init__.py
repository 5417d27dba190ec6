"""The search service: web pages, REST interface and command line over one index."""

import os

from flask import Flask

from search_service.api import init_api
from search_service.collection_pages import init_collection
from search_service.document_feeds import init_document_feeds
from search_service.documents.body_pages import init_bodies
from search_service.documents.comparing_pages import init_comparing
from search_service.documents.downloads import init_downloads
from search_service.documents.facsimile_pages import init_facsimiles
from search_service.documents.reference_files import init_reference_files
from search_service.feeds import init_feeds
from search_service.library import Library
from search_service.overviews.task_pages import init_tasks
from search_service.overviews.term_pages import init_terms
from search_service.pages import init_pages
from search_service.rest.finding import init_finding
from search_service.rest.openapi import init_openapi
from search_service.rest.walking import init_walking
from search_service.settings import Settings
from search_service.standards import init_standards
from search_service.web.addresses import init_addresses
from search_service.web.admission import TURN, Admission, init_admission
from search_service.web.assets import init_assets
from search_service.web.caching import init_caching
from search_service.web.canonical import init_canonical
from search_service.web.errors import MAX_BODY, init_errors
from search_service.web.glossing import init_glossing
from search_service.web.hosts import init_hosts
from search_service.web.languages import init_languages
from search_service.web.limits import init_limits
from search_service.web.observing import init_observing
from search_service.web.safety import init_safety
from search_service.web.time_limits import init_time_limits

__all__ = ["Settings", "create_app"]


def create_app(settings: Settings | None = None) -> Flask:
    """Put the service together; without settings they are read from the environment now.

    The index is opened at the first request that needs it, so that the app starts without one.
    """
    chosen = settings or Settings.read(os.environ)
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.extensions["gongbao"] = library = Library(chosen.index)
    turn = TURN if library.computes_here else 0.0
    app.extensions["gongbao_admission"] = Admission(chosen.threads, chosen.queue, turn)
    # In this order: what comes first sees a request first and its answer last.
    init_safety(app)
    init_observing(app, chosen)
    init_time_limits(app, chosen)
    init_hosts(app, chosen)
    init_limits(app, chosen)
    init_admission(app)
    init_caching(app)
    init_languages(app)
    init_addresses(app)
    init_glossing(app)
    init_assets(app)
    init_errors(app)
    init_canonical(app)
    init_api(app)
    init_finding(app)
    init_pages(app)
    init_comparing(app)
    init_bodies(app)
    init_downloads(app, chosen.corpus)
    init_facsimiles(app, chosen)
    init_reference_files(app)
    init_feeds(app)
    init_document_feeds(app)
    init_collection(app)
    init_walking(app)
    init_tasks(app)
    init_standards(app)
    init_openapi(app)
    init_terms(app)
    return app
