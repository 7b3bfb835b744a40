"""Trials: the road under kills and in a crowd, compared with the same road undisturbed."""
