"""A retainer that is invoiced, and drafts to deduct it from."""

GIVEN = """
resources: {Ada: {role: Developer, cost_price: 60}}
contracts:
  C-1:
    customers: {Helios: 100}
    sales_prices: {Developer: 100}
    lines: {Build: {project: P-1}}
  C-2:
    customers: {Helios: 100}
    sales_prices: {Developer: 100}
    lines: {Run: {project: P-2}}
"""
STEPS = """
- add_retainers:
    contract: C-1
    retainers: {Later: {date: 2026-02-15, amount: 500}, Start: {date: 2026-01-15, amount: 300}}
- add_retainers: {contract: C-2, retainers: {Other: {date: 2026-01-15, amount: 70}}}
- mark_ready: {retainers: [Later, Start, Other]}
- create_proformas: {through: 2026-02-28}
- confirm: all
- enter:
    T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 4}
    T2: {resource: Ada, project: P-1, date: 2026-03-03, hours: 3}
- submit: all
- approve: all
- mark_ready: all
- create_proformas: {entries: [T1], contracts: [C-1]}
- create_proformas: {entries: [T2], contracts: [C-1]}
"""
"""Drafts P-00003 of 400.00 and P-00004 of 300.00; P-00001 invoices Start and Later, P-00002 Other."""
