"""Entry point for WSGI servers: ``wsgi:app``; `gongbao serve` needs no other."""

from search_service import create_app

app = create_app()
