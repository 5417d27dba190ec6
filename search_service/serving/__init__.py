"""The production server: worker processes that share one socket, HTTP read and written apart from the work."""
