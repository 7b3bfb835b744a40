"""A world of two contracts, each with a line over a project."""

WORLD = """
company: {code: ACME, accounting_currency: EUR}
resources: {Ada: Developer}
roles: {Developer: {cost_price: 60}}
contracts:
  C-1: {customers: {Helios: 100}, sales_prices: {Developer: 100}, lines: {Build: {project: P-1}}}
  C-2: {customers: {Orbit: 100}, sales_prices: {Developer: 100}, lines: {Care: {project: P-2}}}
"""
