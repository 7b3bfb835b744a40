"""The terminal: texts stand on it as they are, whatever marks, brackets or colons they have."""

from rich.console import Console


def terminal(*, errors: bool = False, soft_wrap: bool = False) -> Console:
    """A console that shows data: nothing in it is markup, a picture's name or a figure to be colored.

    Args:
        errors: Standard error instead of standard output.
        soft_wrap: Leave long lines whole.
    """
    return Console(stderr=errors, highlight=False, markup=False, emoji=False, soft_wrap=soft_wrap)
