"""What was asked: the parameters of a request, their values, and why one is refused."""
