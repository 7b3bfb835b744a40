import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from unbilled.foundation.guards import fillfactor


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('actuals', '0001_initial'),
        ('agreements', '0001_initial'),
        ('billing', '0001_initial'),
        ('companies', '0001_initial'),
        ('ledger', '0001_initial'),
        ('masterdata', '0001_initial'),
        ('tax', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CostRevenueProfile',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('code', models.CharField(db_comment='Code, such as time_and_material_wip.', max_length=40)),
                ('billing_method', models.CharField(choices=[('time_and_material', 'time and material'), ('fixed_price', 'fixed price')], db_comment='Method of the lines it serves.', max_length=40)),
                ('post_cost_time', models.CharField(choices=[('no_ledger', 'no ledger'), ('balance', 'balance sheet'), ('profit_and_loss', 'profit and loss'), ('never', 'never ledger')], db_comment='Where cost of time goes.', default='profit_and_loss', max_length=40)),
                ('post_cost_expense', models.CharField(choices=[('no_ledger', 'no ledger'), ('balance', 'balance sheet'), ('profit_and_loss', 'profit and loss'), ('never', 'never ledger')], db_comment='Where cost of expenses goes.', default='profit_and_loss', max_length=40)),
                ('post_cost_material', models.CharField(choices=[('no_ledger', 'no ledger'), ('balance', 'balance sheet'), ('profit_and_loss', 'profit and loss'), ('never', 'never ledger')], db_comment='Where cost of material goes.', default='profit_and_loss', max_length=40)),
                ('accrue_time', models.BooleanField(db_comment='Accrue revenue of unbilled time.', default=False)),
                ('accrue_expense', models.BooleanField(db_comment='Accrue revenue of unbilled expenses.', default=False)),
                ('accrue_material', models.BooleanField(db_comment='Accrue revenue of unbilled material.', default=False)),
                ('accrue_fee', models.BooleanField(db_comment='Accrue revenue of unbilled fees.', default=False)),
                ('on_account', models.CharField(choices=[('balance', 'balance sheet'), ('profit_and_loss', 'profit and loss')], db_comment='Where milestones are credited.', default='profit_and_loss', max_length=40)),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('company', models.ForeignKey(db_comment='Company.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
            options={
                'db_table': 'accounting_cost_revenue_profile',
                'db_table_comment': 'Project cost and revenue profiles.',
            },
        ),
        migrations.CreateModel(
            name='Journal',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('number', models.CharField(db_comment='Number people use.', max_length=40)),
                ('period_key', models.CharField(db_comment="What its lines share, such as 2026-03; see the company's grouping.", max_length=40)),
                ('act_id', models.BigIntegerField(db_comment='Act that last wrote the row (people_act).')),
                ('company', models.ForeignKey(db_comment='Company.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
            options={
                'db_table': 'accounting_journal',
                'db_table_comment': 'Integration journals, grouped by transaction date; status is read from the lines.',
            },
        ),
        migrations.CreateModel(
            name='JournalLine',
            fields=[
                ('actual', models.OneToOneField(db_comment='The actual.', db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='+', serialize=False, to='actuals.actual')),
                ('line_kind', models.CharField(choices=[('cost', 'cost'), ('sales', 'sales')], db_comment='cost or sales.', max_length=40)),
                ('contract_id', models.BigIntegerField(db_comment='Contract, for selections.', null=True)),
                ('transaction_date', models.DateField(db_comment='Day of the work, for selections.')),
                ('accounting_date', models.DateField(db_comment='Date for the books.')),
                ('tax_group_id', models.BigIntegerField(db_comment='Billing sales tax group; sales lines only.', null=True)),
                ('item_tax_group_id', models.BigIntegerField(db_comment='Billing item sales tax group; sales lines only.', null=True)),
                ('dimension_set_id', models.BigIntegerField(db_comment='Financial dimensions.', null=True)),
                ('status', models.CharField(choices=[('draft', 'draft'), ('posted', 'posted')], db_comment='draft or posted.', default='draft', max_length=40)),
                ('act_id', models.BigIntegerField(db_comment='Act that last wrote the row (people_act).')),
                ('company', models.ForeignKey(db_comment='Company.', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='companies.company')),
                ('journal', models.ForeignKey(db_comment='Journal.', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='accounting.journal')),
            ],
            options={
                'db_table': 'accounting_journal_line',
                'db_table_comment': 'Integration journal lines: one per actual, cost and sales apart.',
            },
        ),
        migrations.CreateModel(
            name='LineProperty',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('billing_type', models.CharField(db_comment='Billing type it is for.', max_length=40)),
                ('is_chargeable', models.BooleanField(db_comment='The customer pays.')),
                ('accrue_revenue', models.BooleanField(db_comment='Revenue may accrue.')),
                ('capitalize_cost', models.BooleanField(db_comment='Cost may go to the balance sheet.')),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('company', models.ForeignKey(db_comment='Company.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
            options={
                'db_table': 'accounting_line_property',
                'db_table_comment': 'Line properties: what each billing type means for the books.',
            },
        ),
        migrations.CreateModel(
            name='PostingRule',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('posting_type', models.CharField(db_comment='What the entry is for, such as invoiced_revenue.', max_length=40)),
                ('project_group', models.TextField(blank=True, db_comment='Project group; empty: any.', default='')),
                ('category_group', models.TextField(blank=True, db_comment='Category group; empty: any.', default='')),
                ('customer_group', models.TextField(blank=True, db_comment='Customer group; empty: any.', default='')),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('category', models.ForeignKey(blank=True, db_comment='Category; empty: any.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='masterdata.category')),
                ('company', models.ForeignKey(db_comment='Company.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('customer', models.ForeignKey(blank=True, db_comment='Customer; empty: any.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='masterdata.customer')),
                ('main_account', models.ForeignKey(db_comment='Account that is posted to.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.mainaccount')),
                ('project', models.ForeignKey(blank=True, db_comment='Project; empty: any.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='masterdata.project')),
                ('tax_code', models.ForeignKey(blank=True, db_comment='Tax code; empty: any.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tax.taxcode')),
            ],
            options={
                'db_table': 'accounting_posting_rule',
                'db_table_comment': 'Posting setup: posting type and selectors to main account.',
            },
        ),
        migrations.CreateModel(
            name='ProfileRule',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('billing_method', models.CharField(choices=[('time_and_material', 'time and material'), ('fixed_price', 'fixed price')], db_comment='Method of the lines it serves.', max_length=40)),
                ('project_group', models.TextField(blank=True, db_comment='Project group; empty: any.', default='')),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('company', models.ForeignKey(db_comment='Company.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('contract', models.ForeignKey(blank=True, db_comment='Contract; empty: any.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.contract')),
                ('profile', models.ForeignKey(db_comment='Profile that applies.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounting.costrevenueprofile')),
                ('project', models.ForeignKey(blank=True, db_comment='Project; empty: any.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='masterdata.project')),
            ],
            options={
                'db_table': 'accounting_profile_rule',
                'db_table_comment': 'Which cost and revenue profile applies; the most specific rule wins.',
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('number', models.CharField(db_comment="The proforma's number.", max_length=40)),
                ('transaction_currency', models.CharField(db_comment='Contract currency.', max_length=3)),
                ('status', models.CharField(choices=[('header_only', 'header only'), ('populated', 'populated'), ('posted', 'posted')], db_comment='Where the proposal stands.', default='header_only', max_length=40)),
                ('invoice_date', models.DateField(db_comment='Date of issue; empty: the day of posting.', null=True)),
                ('accounting_date', models.DateField(db_comment='Date for the books.')),
                ('due_date', models.DateField(db_comment='Set by hand; empty: invoice date and terms.', null=True)),
                ('net_amount', models.DecimalField(db_comment='Sum of lines before tax, invoice currency.', decimal_places=4, default=0, max_digits=20)),
                ('tax_amount', models.DecimalField(db_comment='Sales tax, invoice currency.', decimal_places=4, default=0, max_digits=20)),
                ('line_count', models.IntegerField(db_comment='Number of lines.', default=0)),
                ('act_id', models.BigIntegerField(db_comment='Act that last wrote the row (people_act).')),
                ('company', models.ForeignKey(db_comment='Company.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('contract', models.ForeignKey(db_comment='Contract.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.contract')),
                ('corrects', models.ForeignKey(db_comment='Proposal that this one credits.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounting.proposal')),
                ('customer', models.ForeignKey(db_comment='Customer who pays.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='masterdata.customer')),
                ('dimension_set', models.ForeignKey(db_comment='Dimensions of the customer balance entry.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.dimensionset')),
                ('proforma', models.ForeignKey(db_comment='Confirmed proforma; one proposal each.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='billing.proforma')),
                ('terms', models.ForeignKey(db_comment='Terms of payment.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.termsofpayment')),
            ],
            options={
                'db_table': 'accounting_proposal',
                'db_table_comment': 'Invoice proposals: one per confirmed proforma, ink once posted.',
            },
        ),
        migrations.CreateModel(
            name='ProposalLine',
            fields=[
                ('pk', models.CompositePrimaryKey('proposal_id', 'line_no', blank=True, editable=False, primary_key=True, serialize=False)),
                ('line_no', models.IntegerField(db_comment='Position in the proposal.')),
                ('released_actual_id', models.BigIntegerField(db_comment='Unbilled sale whose accrual the posting releases; empty for milestones and credits.', null=True)),
                ('corrected_actual_id', models.BigIntegerField(db_comment='Billed sale that a correction reverses or bills again, at its rates; otherwise empty.', null=True)),
                ('tax_group_id', models.BigIntegerField(db_comment='Sales tax group.', null=True)),
                ('item_tax_group_id', models.BigIntegerField(db_comment='Item sales tax group.', null=True)),
                ('dimension_set_id', models.BigIntegerField(db_comment='Dimensions of revenue and tax entries.', null=True)),
                ('net_amount', models.DecimalField(db_comment='Amount before tax, invoice currency; 0 when not chargeable.', decimal_places=4, max_digits=20)),
                ('tax_amount', models.DecimalField(db_comment='Sales tax of the line, invoice currency.', decimal_places=4, max_digits=20)),
                ('tax_date', models.DateField(db_comment="Day whose tax rates apply; a correction keeps the original's.")),
                ('tax_code_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), db_comment='Sales tax codes that apply, by id.', size=None)),
                ('tax_rates', django.contrib.postgres.fields.ArrayField(base_field=models.DecimalField(decimal_places=6, max_digits=9), db_comment='Rate of each of these codes, percent.', size=None)),
                ('tax_amounts', django.contrib.postgres.fields.ArrayField(base_field=models.DecimalField(decimal_places=4, max_digits=20), db_comment='Tax of each of these codes, invoice currency.', size=None)),
                ('actual', models.ForeignKey(db_comment='Billed sale.', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='actuals.actual')),
                ('company', models.ForeignKey(db_comment='Company.', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='companies.company')),
                ('proposal', models.ForeignKey(db_comment='Proposal.', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='accounting.proposal')),
            ],
            options={
                'db_table': 'accounting_proposal_line',
                'db_table_comment': 'Lines of invoice proposals: billed sales with tax groups and tax.',
            },
        ),
        migrations.CreateModel(
            name='ProposalTax',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('rate_percent', models.DecimalField(db_comment='Rate, percent.', decimal_places=6, max_digits=9)),
                ('base_amount', models.DecimalField(db_comment='Net amount taxed, invoice currency.', decimal_places=4, max_digits=20)),
                ('tax_amount', models.DecimalField(db_comment='Tax, invoice currency.', decimal_places=4, max_digits=20)),
                ('company', models.ForeignKey(db_comment='Company.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('proposal', models.ForeignKey(db_comment='Proposal.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounting.proposal')),
                ('tax_code', models.ForeignKey(db_comment='Code.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tax.taxcode')),
            ],
            options={
                'db_table': 'accounting_proposal_tax',
                'db_table_comment': 'Sales tax of proposals by code and rate.',
            },
        ),
        migrations.AddConstraint(
            model_name='costrevenueprofile',
            constraint=models.UniqueConstraint(models.F('company'), models.F('code'), name='accounting_cost_revenue_profile_code_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='journal',
            constraint=models.UniqueConstraint(models.F('company'), models.F('number'), name='accounting_journal_number_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='journal',
            constraint=models.UniqueConstraint(models.F('company'), models.F('period_key'), name='accounting_journal_key_is_unique'),
        ),
        migrations.AddIndex(
            model_name='journalline',
            index=models.Index(fields=['journal'], name='accounting_journal_line_of'),
        ),
        migrations.AddConstraint(
            model_name='lineproperty',
            constraint=models.UniqueConstraint(models.F('company'), models.F('billing_type'), name='accounting_line_property_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='postingrule',
            constraint=models.UniqueConstraint(fields=('company', 'posting_type', 'project', 'project_group', 'category', 'category_group', 'customer', 'customer_group', 'tax_code'), name='accounting_posting_rule_is_unique', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='profilerule',
            constraint=models.UniqueConstraint(fields=('company', 'billing_method', 'project', 'project_group', 'contract'), name='accounting_profile_rule_is_unique', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(models.F('company'), models.F('number'), name='accounting_proposal_number_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(models.F('proforma'), name='accounting_proposal_one_per_proforma'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('line_count', 0), ('status', 'header_only')), models.Q(('status', 'header_only'), _negated=True), _connector='OR'), name='accounting_proposal_header_only_has_no_lines'),
        ),
        migrations.AddConstraint(
            model_name='proposalline',
            constraint=models.UniqueConstraint(models.F('actual'), name='accounting_proposal_line_actual_is_proposed_once'),
        ),
        migrations.AddConstraint(
            model_name='proposaltax',
            constraint=models.UniqueConstraint(models.F('proposal'), models.F('tax_code'), models.F('rate_percent'), name='accounting_proposal_tax_is_unique'),
        ),
        fillfactor("accounting_journal_line", 60),
    ]
