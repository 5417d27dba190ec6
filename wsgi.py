"""Entry point for WSGI servers: ``gunicorn wsgi:app``."""

from search_service import create_app

app = create_app()
