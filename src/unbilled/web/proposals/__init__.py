"""One invoice proposal as a page: header edited in place, lines with tax, what it waits for, its steps."""
