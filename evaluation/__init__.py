"""How well searches are answered: our own judged queries, and what each part of the ranking brings."""
