"""Data files of the index: the domain dictionary and the stop words."""
