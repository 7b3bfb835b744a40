"""Imports: a file is uploaded, looked at, tried, brought in, and its rejected rows corrected and sent again."""
