"""Speed as ratios: what the process adds to the plain loading of the rows it leaves behind."""
