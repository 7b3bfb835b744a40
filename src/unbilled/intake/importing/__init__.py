"""Reading files of time, expenses, material and fees: from bytes to entries and rejected rows, without the database."""
