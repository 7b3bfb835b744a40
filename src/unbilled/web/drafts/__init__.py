"""One proforma as a page: its lines edited in their cells, what else is ready, what was changed, and its steps."""
