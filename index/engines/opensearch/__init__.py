"""OpenSearch, for many machines: one index for each generation, and its files beside it."""
