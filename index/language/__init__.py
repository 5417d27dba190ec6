"""The language of the texts: characters folded to one form, cut into words, and lists of words."""
