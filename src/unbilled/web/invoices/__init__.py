"""One posted document as a page: as issued, its voucher, tax and customer transactions, corrections, its steps."""
