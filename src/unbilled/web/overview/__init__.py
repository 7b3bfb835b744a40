"""Parts of the overview that are counted over all open work, and so come after the page: ages, and what waits."""
