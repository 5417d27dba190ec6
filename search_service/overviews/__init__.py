"""Views over the whole corpus: its tasks, and its terms through the years."""
