"""My time and expenses: somebody's own week, and nothing of others."""
