"""What a query means: what is named in it, what was mistyped, what its words may be called."""
