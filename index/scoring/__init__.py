"""Which clauses answer best: the signals, what they are read from, and how they are added up."""
