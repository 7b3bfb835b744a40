"""Rules told a second time, in Python, for functions of the database to be held against."""
