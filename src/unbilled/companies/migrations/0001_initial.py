import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

from unbilled.foundation.guards import fillfactor


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='Currency',
            fields=[
                ('code', models.CharField(db_comment='ISO 4217 code.', max_length=3, primary_key=True, serialize=False)),
                ('digits', models.PositiveSmallIntegerField(db_comment='Decimals of an amount: 0, 2 or 3.')),
                ('name', models.TextField(blank=True, db_comment='English name.', default='')),
            ],
            options={
                'db_table': 'companies_currency',
                'db_table_comment': 'Currencies with the digits their amounts are rounded to.',
            },
        ),
        migrations.CreateModel(
            name='Company',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('code', models.CharField(db_comment='Short code people type, such as ACME.', max_length=40, unique=True)),
                ('name', models.TextField(blank=True, db_comment='Legal name, printed on invoices.', default='')),
                ('address', models.TextField(blank=True, db_comment='Postal address, one line per line.', default='')),
                ('country', models.CharField(blank=True, db_comment='ISO 3166 country code.', default='', max_length=2)),
                ('vat_id', models.TextField(blank=True, db_comment='VAT identification number.', default='')),
                ('registration', models.TextField(blank=True, db_comment='Company register entry, printed in the footer.', default='')),
                ('contact', models.TextField(blank=True, db_comment='Phone, e-mail and web address, printed in the footer.', default='')),
                ('electronic_address', models.TextField(blank=True, db_comment='Address from which electronic invoices are sent.', default='')),
                ('electronic_scheme', models.TextField(blank=True, db_comment='Scheme of that address, such as 0088.', default='')),
                ('bank_name', models.TextField(blank=True, db_comment='Bank that receives payments.', default='')),
                ('iban', models.TextField(blank=True, db_comment='Account that receives payments.', default='')),
                ('bic', models.TextField(blank=True, db_comment='BIC of that bank.', default='')),
                ('locale', models.CharField(db_comment='Locale of numbers and dates on invoices.', default='en_GB', max_length=40)),
                ('time_zone', models.CharField(db_comment='Time zone in which today is read.', default='UTC', max_length=40)),
                ('journal_grouping', models.CharField(choices=[('day', 'Day'), ('month', 'Month'), ('year', 'Year'), ('all', 'All')], db_comment='Which integration journal lines share a journal, by transaction date.', default='month', max_length=40)),
                ('tax_group_source', models.CharField(choices=[('project', 'Project'), ('contract', 'Contract'), ('customer', 'Customer'), ('search', 'Search')], db_comment='Where the sales tax group comes from; search takes the first of project, contract, customer.', default='search', max_length=40)),
                ('daily_limit_minutes', models.PositiveSmallIntegerField(blank=True, db_comment='Most minutes one resource may enter for one day; empty: no limit.', default=1440, null=True)),
                ('move_to_open_period', models.BooleanField(db_comment="Post into the next open period when the accounting date's is not open.", default=False)),
                ('days_ahead', models.PositiveSmallIntegerField(db_comment='Most days that an invoice date may lie after the day of the act.', default=31)),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('accounting_currency', models.ForeignKey(db_comment='Currency of the books.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.currency')),
                ('reporting_currency', models.ForeignKey(blank=True, db_comment='Second currency of the books, if any.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.currency')),
            ],
            options={
                'db_table': 'companies_company',
                'db_table_comment': 'Legal entities with their own books and parameters.',
            },
        ),
        migrations.CreateModel(
            name='TermsOfPayment',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('code', models.CharField(db_comment='Code, such as N30.', max_length=40)),
                ('net_days', models.PositiveSmallIntegerField(db_comment='Days after the invoice date.', default=0)),
                ('net_months', models.PositiveSmallIntegerField(db_comment='Months after the invoice date.', default=0)),
                ('end_of_month', models.BooleanField(db_comment="Count from the end of the invoice's month.", default=False)),
                ('text', models.TextField(blank=True, db_comment='Sentence printed on the invoice.', default='')),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('company', models.ForeignKey(db_comment='Company that grants the terms.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
            options={
                'db_table': 'companies_terms_of_payment',
                'db_table_comment': 'Terms of payment: days and months, optionally from the end of the month.',
            },
        ),
        migrations.AddField(
            model_name='company',
            name='terms',
            field=models.ForeignKey(blank=True, db_comment='Terms when customer and contract name none.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.termsofpayment'),
        ),
        migrations.CreateModel(
            name='DimensionSet',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('values', models.JSONField(db_comment='Dimension name to value, such as department to 100.', default=dict)),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('company', models.ForeignKey(db_comment='Company whose dimensions these are.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
            options={
                'db_table': 'companies_dimension_set',
                'db_table_comment': 'Combinations of financial dimension values.',
                'constraints': [models.UniqueConstraint(models.F('company'), models.F('values'), name='companies_dimension_set_is_unique')],
            },
        ),
        migrations.CreateModel(
            name='ExchangeRate',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('valid_from', models.DateField(db_comment='First day of the rate.')),
                ('rate', models.DecimalField(db_comment='Units of to_currency for one of from_currency.', decimal_places=10, max_digits=20)),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('company', models.ForeignKey(db_comment='Company that keeps the rate.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('from_currency', models.ForeignKey(db_comment='Currency that is converted.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.currency')),
                ('to_currency', models.ForeignKey(db_comment='Currency it is converted to.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.currency')),
            ],
            options={
                'db_table': 'companies_exchange_rate',
                'db_table_comment': 'Dated exchange rates; a rate holds until the next one begins.',
                'constraints': [models.UniqueConstraint(models.F('company'), models.F('from_currency'), models.F('to_currency'), models.F('valid_from'), name='companies_exchange_rate_is_unique'), models.CheckConstraint(condition=models.Q(('rate__gt', 0)), name='companies_exchange_rate_is_positive')],
            },
        ),
        migrations.CreateModel(
            name='NumberSeries',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('series', models.CharField(db_comment='What is numbered: invoice, credit_note, proforma, journal, voucher.', max_length=40)),
                ('fiscal_year', models.IntegerField(db_comment='Fiscal year of the counter; 0 for one that runs on.', default=0)),
                ('prefix', models.CharField(blank=True, db_comment='Text before the digits.', default='', max_length=12)),
                ('digits', models.PositiveSmallIntegerField(db_comment='Digits, filled with zeros.', default=5)),
                ('next_number', models.BigIntegerField(db_comment='Number that is given next.', default=1)),
                ('last_date', models.DateField(blank=True, db_comment='Date of the last document numbered.', null=True)),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('company', models.ForeignKey(db_comment='Company that numbers its documents.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
            options={
                'db_table': 'companies_number_series',
                'db_table_comment': 'Counters per company, series and fiscal year, drawn in the posting transaction.',
                'constraints': [models.UniqueConstraint(models.F('company'), models.F('series'), models.F('fiscal_year'), name='companies_number_series_is_unique')],
            },
        ),
        migrations.AddConstraint(
            model_name='termsofpayment',
            constraint=models.UniqueConstraint(models.F('company'), models.F('code'), name='companies_terms_of_payment_code_is_unique'),
        ),
        fillfactor("companies_number_series", 20),
    ]
