"""What invoices look like: layouts shown as they would be printed, copied, changed and used; the logo."""
