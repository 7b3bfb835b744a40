"""Company files: a company with all it needs, described in YAML; see ``docs/companies.md``."""
