"""``python -m unbilled`` is the ``unbilled`` command."""

from unbilled.cli.main import main

main()
