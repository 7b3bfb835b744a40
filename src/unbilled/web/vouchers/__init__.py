"""One voucher as a page: its entries, and what caused it."""
