"""Reading files of time and expenses: from bytes to entries and rejected rows, without the database."""
