"""Find the person in whose name something is done."""

from unbilled.foundation.nearest import nearest
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)


class PersonUnknown(Refusal):
    """Nobody of the name works with the books."""

    sentence = "There is no person {name!r}; {known}."
    remedy = "Name somebody who is there, or have an administrator add the person."


def find_person(*, name: str | None = None, otherwise: str = "") -> int | None:
    """The person of a name, in any case of letters.

    Args:
        name: Name that must be there.
        otherwise: Name that may be there, asked when none is given.

    Returns:
        The person's identity; None when no name is given and nobody has the other one.

    Raises:
        PersonUnknown: Nobody has the name that is given.
    """
    people = {row["username"].casefold(): row["person_id"] for row in SQL.rows()}
    if name is None:
        return people.get(otherwise.casefold())
    if name.casefold() not in people:
        raise PersonUnknown(name=name, known=nearest(name, people))
    return int(people[name.casefold()])
