"""What people keep of pages: views they have saved, and what they prefer."""

from django.db import models

from unbilled.foundation import fields


class SavedView(models.Model):
    """Filters, order and columns of a page under a name."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    person = fields.parent("people.Person", "Whose it is.")
    screen = fields.word("Page, by its place in the address.", max_length=60)
    name = models.CharField(max_length=60, db_comment="What its tab says.")
    query = fields.text("Filters by meaning, order and columns, as they stand in an address.")
    is_shared = models.BooleanField(default=False, db_comment="Everybody in the company sees it.")
    is_opening = models.BooleanField(
        default=False, db_comment="The page opens with it when its person goes there."
    )
    act_id = fields.act()

    class Meta:
        db_table = "kit_saved_view"
        db_table_comment = "Views of pages that people have saved for themselves or for all."
        constraints = [
            models.UniqueConstraint(
                "company", "screen", "person", "name", name="kit_saved_view_name_is_unique_for_a_person"
            ),
            models.UniqueConstraint(
                fields=["company", "screen", "person"],
                condition=models.Q(is_opening=True),
                name="kit_saved_view_opens_a_page_alone",
            ),
        ]


class Preference(models.Model):
    """How somebody wants pages to be."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    person = fields.parent("people.Person", "Whose it is.")
    name = models.CharField(
        max_length=80, db_comment="What it is about: density, keys, or columns of a page."
    )
    value = fields.text("What they want.")
    act_id = fields.act()

    class Meta:
        db_table = "kit_preference"
        db_table_comment = "How people want pages to be: row height, keys of one letter, columns."
        constraints = [
            models.UniqueConstraint("company", "person", "name", name="kit_preference_is_one_of_a_name"),
        ]
