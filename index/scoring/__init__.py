"""Which clauses match, which are near, and which are best: the one way from a query to its answer.

A score by clause is a float array, over all clauses by ordinal or over candidates in their order.
"""
