"""Which clauses answer best: the signals, and how they are added up.

A score by clause is a float array over the clauses of the lexicon, in its order.
"""
