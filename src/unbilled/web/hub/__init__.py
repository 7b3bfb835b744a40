"""The billing hub: its contracts are a list page, their lines come below them when they are opened."""
