"""Unbilled: from approved work to a posted, legally compliant customer invoice."""

__version__ = "0.1.0"
