"""Who works with the books."""

from django.contrib.auth.models import AbstractUser


class Person(AbstractUser):
    """Someone who works with the books."""

    class Meta:
        db_table = "people_person"
        db_table_comment = "People who work with the books; every act names one."
