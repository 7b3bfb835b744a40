"""The backlog: what is done with rows of its lists."""
