"""The REST interface beside the search itself, and its description."""
