"""What a company file says of people: who they are, and their roles in the company."""

from unbilled.intake.company_files.reader import Reader
from unbilled.intake.company_files.reading import Arguments
from unbilled.people.events.grant_roles import grant_roles
from unbilled.people.events.invite_people import invite_people
from unbilled.people.models import Person
from unbilled.people.records import Grant, NewPerson


def read_people(reader: Reader, said: Arguments) -> None:
    """People and what they are in the company; who is there already is only granted roles."""
    named = dict(reader.each(said, "people"))
    there = set(Person.objects.filter(username__in=named).values_list("username", flat=True))
    people, grants = [], []
    for name, value in named.items():
        person = Arguments(value, where=f"person {name}", main="roles")
        reader.noted("person", name, person)
        who = {one: person.text(one) for one in ("first_name", "last_name", "email")}
        if name not in there:
            people.append(NewPerson(name, **who))
        for role, scope in person.mapping("roles").items():
            grants.append(Grant(name, str(role), "all" if scope is None else str(scope)))
        person.finish()
    reader.hand(invite_people, people=people)
    reader.hand(grant_roles, grants=grants)
