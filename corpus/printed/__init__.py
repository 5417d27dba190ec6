"""The printed lines of a file: rows of tables in any writing, layout, pages, paragraphs."""
