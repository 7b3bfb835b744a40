"""First run: an empty installation is led to its first import, or loads a company file."""
