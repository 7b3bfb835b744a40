"""What statements should come to, figured again in plain Python."""
