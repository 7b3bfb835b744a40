"""The archive of a period: what was issued in it, and the file to keep."""
