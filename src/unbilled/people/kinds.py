"""People as masters, and how others name them."""

from unbilled.foundation.masters import Kind, Lookup, is_a_code
from unbilled.people.models import Membership, Person
from unbilled.people.records import Grant, NewPerson

PEOPLE = Lookup("person", Person, "username", of_company=False)

PERSON = Kind(
    "person",
    NewPerson,
    Person,
    key="username",
    checks={"username": is_a_code},
    fixed=("username",),
    within="",
)
MEMBERSHIP = Kind(
    "role", Grant, Membership, key="person/role", lookups={"person": PEOPLE}, fixed=("person", "role")
)
