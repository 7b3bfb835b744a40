"""Forms: one page adds and changes any record that people keep."""
