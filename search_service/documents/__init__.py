"""One document, clause or issue: how it is read, cited, related to others and taken away."""
