"""The clauses of a document and their addresses: from paragraphs, from rows of tables, from a second reading."""
