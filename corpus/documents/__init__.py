"""Where each document begins and ends, and what its parts, its head and its signature say."""
