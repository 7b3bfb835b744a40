"""One fiscal period as a page: what is not done in it, each with its way there; holding, opening and closing it."""
