import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Currency",
            fields=[
                (
                    "code",
                    models.CharField(
                        db_comment="ISO 4217 code.", max_length=3, primary_key=True, serialize=False
                    ),
                ),
                ("digits", models.PositiveSmallIntegerField(db_comment="Decimals of an amount: 0, 2 or 3.")),
                ("name", models.TextField(blank=True, db_comment="English name.", default="")),
            ],
            options={
                "db_table": "masterdata_currency",
                "db_table_comment": "Currencies with the digits their amounts are rounded to.",
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined"),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "db_table": "masterdata_person",
                "db_table_comment": "People who work with the books; every act names one.",
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Company",
            fields=[
                ("id", models.BigAutoField(db_comment="Identity.", primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        db_comment="Short code people type, such as ACME.", max_length=40, unique=True
                    ),
                ),
                (
                    "name",
                    models.TextField(blank=True, db_comment="Legal name, printed on invoices.", default=""),
                ),
                (
                    "address",
                    models.TextField(blank=True, db_comment="Postal address, one line per line.", default=""),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True, db_comment="ISO 3166 country code.", default="", max_length=2
                    ),
                ),
                ("vat_id", models.TextField(blank=True, db_comment="VAT identification number.", default="")),
                (
                    "registration",
                    models.TextField(
                        blank=True, db_comment="Company register entry, printed in the footer.", default=""
                    ),
                ),
                (
                    "contact",
                    models.TextField(
                        blank=True,
                        db_comment="Phone, e-mail and web address, printed in the footer.",
                        default="",
                    ),
                ),
                (
                    "bank_name",
                    models.TextField(blank=True, db_comment="Bank that receives payments.", default=""),
                ),
                (
                    "iban",
                    models.TextField(blank=True, db_comment="Account that receives payments.", default=""),
                ),
                ("bic", models.TextField(blank=True, db_comment="BIC of that bank.", default="")),
                (
                    "locale",
                    models.CharField(
                        db_comment="Locale of numbers and dates on invoices.", default="en_GB", max_length=40
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        db_comment="Time zone in which today is read.", default="UTC", max_length=40
                    ),
                ),
                (
                    "journal_grouping",
                    models.CharField(
                        choices=[("day", "Day"), ("month", "Month"), ("year", "Year"), ("all", "All")],
                        db_comment="Which integration journal lines share a journal, by transaction date.",
                        default="month",
                        max_length=40,
                    ),
                ),
                (
                    "tax_group_source",
                    models.CharField(
                        choices=[
                            ("project", "Project"),
                            ("contract", "Contract"),
                            ("customer", "Customer"),
                            ("search", "Search"),
                        ],
                        db_comment="Where the sales tax group comes from; search takes the first of project, contract, customer.",
                        default="search",
                        max_length=40,
                    ),
                ),
                (
                    "daily_limit_minutes",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        db_comment="Most minutes one resource may enter for one day; empty: no limit.",
                        default=1440,
                        null=True,
                    ),
                ),
                (
                    "move_to_open_period",
                    models.BooleanField(
                        db_comment="Post into the next open period when the accounting date's is not open.",
                        default=False,
                    ),
                ),
                (
                    "milestone_item_tax_group",
                    models.BigIntegerField(
                        blank=True,
                        db_comment="Item sales tax group of fixed-price milestones (tax_item_tax_group).",
                        null=True,
                    ),
                ),
                (
                    "default_item_tax_group",
                    models.BigIntegerField(
                        blank=True,
                        db_comment="Item sales tax group of work without a category's (tax_item_tax_group).",
                        null=True,
                    ),
                ),
                (
                    "accounting_currency",
                    models.ForeignKey(
                        db_comment="Currency of the books.",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterdata.currency",
                    ),
                ),
                (
                    "reporting_currency",
                    models.ForeignKey(
                        blank=True,
                        db_comment="Second currency of the books, if any.",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterdata.currency",
                    ),
                ),
            ],
            options={
                "db_table": "masterdata_company",
                "db_table_comment": "Legal entities with their own books and parameters.",
            },
        ),
        migrations.CreateModel(
            name="DimensionSet",
            fields=[
                ("id", models.BigAutoField(db_comment="Identity.", primary_key=True, serialize=False)),
                (
                    "values",
                    models.JSONField(
                        db_comment="Dimension name to value, such as department to 100.", default=dict
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        db_comment="Company whose dimensions these are.",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterdata.company",
                    ),
                ),
            ],
            options={
                "db_table": "masterdata_dimension_set",
                "db_table_comment": "Combinations of financial dimension values.",
            },
        ),
        migrations.CreateModel(
            name="ExchangeRate",
            fields=[
                ("id", models.BigAutoField(db_comment="Identity.", primary_key=True, serialize=False)),
                ("valid_from", models.DateField(db_comment="First day of the rate.")),
                (
                    "rate",
                    models.DecimalField(
                        db_comment="Units of to_currency for one of from_currency.",
                        decimal_places=10,
                        max_digits=20,
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        db_comment="Company that keeps the rate.",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterdata.company",
                    ),
                ),
                (
                    "from_currency",
                    models.ForeignKey(
                        db_comment="Currency that is converted.",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterdata.currency",
                    ),
                ),
                (
                    "to_currency",
                    models.ForeignKey(
                        db_comment="Currency it is converted to.",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterdata.currency",
                    ),
                ),
            ],
            options={
                "db_table": "masterdata_exchange_rate",
                "db_table_comment": "Dated exchange rates; a rate holds until the next one begins.",
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("id", models.BigAutoField(db_comment="Identity.", primary_key=True, serialize=False)),
                (
                    "series",
                    models.CharField(
                        db_comment="What is numbered: invoice, credit_note, proforma, journal, voucher.",
                        max_length=40,
                    ),
                ),
                (
                    "fiscal_year",
                    models.IntegerField(
                        db_comment="Fiscal year of the counter; 0 for one that runs on.", default=0
                    ),
                ),
                (
                    "prefix",
                    models.CharField(
                        blank=True, db_comment="Text before the digits.", default="", max_length=12
                    ),
                ),
                (
                    "digits",
                    models.PositiveSmallIntegerField(db_comment="Digits, filled with zeros.", default=5),
                ),
                ("next_number", models.BigIntegerField(db_comment="Number that is given next.", default=1)),
                (
                    "last_date",
                    models.DateField(blank=True, db_comment="Date of the last document numbered.", null=True),
                ),
                (
                    "company",
                    models.ForeignKey(
                        db_comment="Company that numbers its documents.",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterdata.company",
                    ),
                ),
            ],
            options={
                "db_table": "masterdata_number_series",
                "db_table_comment": "Counters per company, series and fiscal year, drawn in the posting transaction.",
            },
        ),
        migrations.CreateModel(
            name="OrgUnit",
            fields=[
                ("id", models.BigAutoField(db_comment="Identity.", primary_key=True, serialize=False)),
                ("name", models.TextField(blank=True, db_comment="Name.", default="")),
                (
                    "company",
                    models.ForeignKey(
                        db_comment="Company the unit belongs to.",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterdata.company",
                    ),
                ),
            ],
            options={
                "db_table": "masterdata_org_unit",
                "db_table_comment": "Organization units.",
            },
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                ("id", models.BigAutoField(db_comment="Identity.", primary_key=True, serialize=False)),
                ("code", models.CharField(db_comment="Code people type.", max_length=40)),
                ("name", models.TextField(blank=True, db_comment="Name.", default="")),
                (
                    "project_group",
                    models.TextField(
                        blank=True, db_comment="Group that posting and profile rules may name.", default=""
                    ),
                ),
                (
                    "tax_group",
                    models.BigIntegerField(
                        blank=True, db_comment="Sales tax group (tax_tax_group).", null=True
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[("open", "open"), ("closed", "closed")],
                        db_comment="open or closed.",
                        default="open",
                        max_length=40,
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        db_comment="Company that runs the project.",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterdata.company",
                    ),
                ),
                (
                    "dimension_set",
                    models.ForeignKey(
                        blank=True,
                        db_comment="Financial dimensions.",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterdata.dimensionset",
                    ),
                ),
                (
                    "manager",
                    models.ForeignKey(
                        blank=True,
                        db_comment="Project manager.",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "masterdata_project",
                "db_table_comment": "Projects: group, manager, dimensions, stage.",
            },
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                ("id", models.BigAutoField(db_comment="Identity.", primary_key=True, serialize=False)),
                ("name", models.TextField(blank=True, db_comment="Name, such as Developer.", default="")),
                (
                    "billing_type",
                    models.CharField(
                        choices=[
                            ("chargeable", "chargeable"),
                            ("non_chargeable", "non-chargeable"),
                            ("complimentary", "complimentary"),
                            ("not_available", "not available"),
                        ],
                        db_comment="Chargeable or not, unless the line says.",
                        default="chargeable",
                        max_length=40,
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        db_comment="Company that uses the role.",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterdata.company",
                    ),
                ),
            ],
            options={
                "db_table": "masterdata_role",
                "db_table_comment": "Roles with their usual chargeability.",
            },
        ),
        migrations.CreateModel(
            name="Resource",
            fields=[
                ("id", models.BigAutoField(db_comment="Identity.", primary_key=True, serialize=False)),
                (
                    "name",
                    models.TextField(blank=True, db_comment="Name as it stands in timesheets.", default=""),
                ),
                (
                    "email",
                    models.TextField(
                        blank=True,
                        db_comment="E-mail address, a second way to recognize the resource.",
                        default="",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        db_comment="Company that employs or buys the resource.",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterdata.company",
                    ),
                ),
                (
                    "org_unit",
                    models.ForeignKey(
                        blank=True,
                        db_comment="Organization unit.",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterdata.orgunit",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        blank=True,
                        db_comment="Usual role.",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterdata.role",
                    ),
                ),
            ],
            options={
                "db_table": "masterdata_resource",
                "db_table_comment": "People and machines whose work is entered.",
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(db_comment="Identity.", primary_key=True, serialize=False)),
                ("name", models.TextField(blank=True, db_comment="Name.", default="")),
                (
                    "company",
                    models.ForeignKey(
                        db_comment="Company that runs the project.",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterdata.company",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_comment="Project the task is part of.",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterdata.project",
                    ),
                ),
            ],
            options={
                "db_table": "masterdata_task",
                "db_table_comment": "Tasks of projects.",
            },
        ),
        migrations.CreateModel(
            name="TermsOfPayment",
            fields=[
                ("id", models.BigAutoField(db_comment="Identity.", primary_key=True, serialize=False)),
                ("code", models.CharField(db_comment="Code, such as N30.", max_length=40)),
                (
                    "net_days",
                    models.PositiveSmallIntegerField(db_comment="Days after the invoice date.", default=0),
                ),
                (
                    "net_months",
                    models.PositiveSmallIntegerField(db_comment="Months after the invoice date.", default=0),
                ),
                (
                    "end_of_month",
                    models.BooleanField(
                        db_comment="Count from the end of the invoice's month.", default=False
                    ),
                ),
                (
                    "text",
                    models.TextField(blank=True, db_comment="Sentence printed on the invoice.", default=""),
                ),
                (
                    "company",
                    models.ForeignKey(
                        db_comment="Company that grants the terms.",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterdata.company",
                    ),
                ),
            ],
            options={
                "db_table": "masterdata_terms_of_payment",
                "db_table_comment": "Terms of payment: days and months, optionally from the end of the month.",
            },
        ),
        migrations.CreateModel(
            name="Customer",
            fields=[
                ("id", models.BigAutoField(db_comment="Identity.", primary_key=True, serialize=False)),
                ("account", models.CharField(db_comment="Account number people use.", max_length=40)),
                ("name", models.TextField(blank=True, db_comment="Legal name.", default="")),
                (
                    "address",
                    models.TextField(blank=True, db_comment="Postal address, one line per line.", default=""),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True, db_comment="ISO 3166 country code.", default="", max_length=2
                    ),
                ),
                ("vat_id", models.TextField(blank=True, db_comment="VAT identification number.", default="")),
                (
                    "electronic_address",
                    models.TextField(blank=True, db_comment="Address for electronic invoices.", default=""),
                ),
                (
                    "electronic_scheme",
                    models.TextField(
                        blank=True, db_comment="Scheme of that address, such as 0088.", default=""
                    ),
                ),
                (
                    "buyer_reference",
                    models.TextField(
                        blank=True, db_comment="Reference the customer wants on invoices.", default=""
                    ),
                ),
                (
                    "language",
                    models.CharField(db_comment="Language of documents.", default="en", max_length=40),
                ),
                (
                    "customer_group",
                    models.TextField(blank=True, db_comment="Group that posting rules may name.", default=""),
                ),
                (
                    "tax_group",
                    models.BigIntegerField(
                        blank=True, db_comment="Sales tax group (tax_tax_group).", null=True
                    ),
                ),
                ("on_hold", models.BooleanField(db_comment="No invoice is posted while set.", default=False)),
                (
                    "company",
                    models.ForeignKey(
                        db_comment="Company whose customer this is.",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterdata.company",
                    ),
                ),
                (
                    "currency",
                    models.ForeignKey(
                        blank=True,
                        db_comment="Currency the customer usually buys in.",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterdata.currency",
                    ),
                ),
                (
                    "dimension_set",
                    models.ForeignKey(
                        blank=True,
                        db_comment="Dimensions of the customer balance entry.",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterdata.dimensionset",
                    ),
                ),
                (
                    "terms",
                    models.ForeignKey(
                        blank=True,
                        db_comment="Terms of payment.",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterdata.termsofpayment",
                    ),
                ),
            ],
            options={
                "db_table": "masterdata_customer",
                "db_table_comment": "Customers: legal data, terms, tax group, hold.",
            },
        ),
        migrations.AddField(
            model_name="company",
            name="terms",
            field=models.ForeignKey(
                blank=True,
                db_comment="Terms when customer and contract name none.",
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="masterdata.termsofpayment",
            ),
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                ("id", models.BigAutoField(db_comment="Identity.", primary_key=True, serialize=False)),
                ("name", models.TextField(blank=True, db_comment="Name, such as Travel.", default="")),
                (
                    "transaction_class",
                    models.CharField(db_comment="time, expense, material or fee.", max_length=40),
                ),
                (
                    "category_group",
                    models.TextField(blank=True, db_comment="Group that posting rules may name.", default=""),
                ),
                (
                    "billing_type",
                    models.CharField(
                        choices=[
                            ("chargeable", "chargeable"),
                            ("non_chargeable", "non-chargeable"),
                            ("complimentary", "complimentary"),
                            ("not_available", "not available"),
                        ],
                        db_comment="Chargeable or not, unless the line says.",
                        default="chargeable",
                        max_length=40,
                    ),
                ),
                (
                    "item_tax_group",
                    models.BigIntegerField(
                        blank=True, db_comment="Item sales tax group (tax_item_tax_group).", null=True
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        db_comment="Company that uses the category.",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="masterdata.company",
                    ),
                ),
            ],
            options={
                "db_table": "masterdata_category",
                "db_table_comment": "Categories with class, group, chargeability and item sales tax group.",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("company"),
                        models.F("transaction_class"),
                        models.F("name"),
                        name="masterdata_category_name_is_unique",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="dimensionset",
            constraint=models.UniqueConstraint(
                models.F("company"), models.F("values"), name="masterdata_dimension_set_is_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="exchangerate",
            constraint=models.UniqueConstraint(
                models.F("company"),
                models.F("from_currency"),
                models.F("to_currency"),
                models.F("valid_from"),
                name="masterdata_exchange_rate_is_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="exchangerate",
            constraint=models.CheckConstraint(
                condition=models.Q(("rate__gt", 0)), name="masterdata_exchange_rate_is_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="numberseries",
            constraint=models.UniqueConstraint(
                models.F("company"),
                models.F("series"),
                models.F("fiscal_year"),
                name="masterdata_number_series_is_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="orgunit",
            constraint=models.UniqueConstraint(
                models.F("company"), models.F("name"), name="masterdata_org_unit_name_is_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.UniqueConstraint(
                models.F("company"), models.F("code"), name="masterdata_project_code_is_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.UniqueConstraint(
                models.F("company"), models.F("name"), name="masterdata_role_name_is_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.UniqueConstraint(
                models.F("company"), models.F("name"), name="masterdata_resource_name_is_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(
                models.F("project"), models.F("name"), name="masterdata_task_name_is_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="termsofpayment",
            constraint=models.UniqueConstraint(
                models.F("company"), models.F("code"), name="masterdata_terms_of_payment_code_is_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="customer",
            constraint=models.UniqueConstraint(
                models.F("company"), models.F("account"), name="masterdata_customer_account_is_unique"
            ),
        ),
    ]
