"""The page of a customer: one document, behind a signed link, without log-in."""
