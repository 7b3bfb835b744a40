"""Scenarios: worked examples that an accountant reads and a computer checks; see ``docs/scenarios.md``."""
