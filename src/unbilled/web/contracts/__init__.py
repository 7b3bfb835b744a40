"""The page of one contract: what was agreed, line by line, and its steps."""
