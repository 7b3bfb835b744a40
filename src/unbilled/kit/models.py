"""What people keep of pages: views they have saved."""

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
