"""What plain records say of their fields: the words of their docstrings, for options and forms alike."""

import inspect


def said_of_fields(record: type) -> dict[str, str]:
    """What a record says of each of its fields, under ``Attributes`` of its docstring; markup is left out.

    Args:
        record: A dataclass; what it inherits is said by the record it inherits from.

    >>> class Hours:
    ...     '''Time.
    ...
    ...     Attributes:
    ...         quantity: Hours,
    ...             with minutes as decimals.
    ...         task: ``Design`` or another; None for any.
    ...     '''
    >>> said_of_fields(Hours)
    {'quantity': 'Hours, with minutes as decimals.', 'task': 'Design or another; none for any.'}
    """
    found: dict[str, str] = {}
    for each in reversed(record.__mro__):
        _, _, told = inspect.cleandoc(each.__doc__ or "").partition("Attributes:\n")
        for line in inspect.cleandoc(told).splitlines():
            name, _, said = line.partition(": ")
            if line.startswith(" "):
                last = next(reversed(found))
                found[last] += f" {line.strip()}"
            else:
                found[name] = said
    return {name: said.replace("``", "").replace("None", "none") for name, said in found.items()}
