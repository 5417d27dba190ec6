"""Kinds of files that are not text: what is printed on their pages becomes the lines that the parser reads."""
