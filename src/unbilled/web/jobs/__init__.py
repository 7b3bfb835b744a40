"""Jobs: what is done in the background, how far it is, what it set aside, and doing that again."""
