"""What is known of an archive beside its clauses: the words that they hold, and what is near in meaning.

Numbers by clause are float arrays over the clauses of the lexicon, in its order.
"""
