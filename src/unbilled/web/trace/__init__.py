"""Where a record comes from and what became of it, as columns from the work to the books, and as a table."""
