"""What belongs to an issue and to no document: masthead, contents, running heads, back matter."""
