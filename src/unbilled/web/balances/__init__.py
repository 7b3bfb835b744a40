"""The trial balance as a tree: its kinds are a list page, accounts and their dimensions come below them."""
