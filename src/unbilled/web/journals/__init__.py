"""One integration journal as a page: what stands against posting it by cause, its lines, what it would post."""
