"""What every page and answer shares: language, words, caching, errors, standards."""
