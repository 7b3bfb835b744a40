import django.db.models.deletion
from django.db import migrations, models

from unbilled.foundation.guards import fillfactor


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('actuals', '0001_initial'),
        ('agreements', '0001_initial'),
        ('companies', '0001_initial'),
        ('masterdata', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='BacklogTotal',
            fields=[
                ('pk', models.CompositePrimaryKey('contract_line_id', 'transaction_class', 'billing_status', 'billing_type', blank=True, editable=False, primary_key=True, serialize=False)),
                ('contract_line_id', models.BigIntegerField(db_comment='Contract line.')),
                ('transaction_class', models.CharField(db_comment='Class.', max_length=40)),
                ('billing_status', models.CharField(db_comment='Billing status.', max_length=40)),
                ('billing_type', models.CharField(db_comment='Billing type.', max_length=40)),
                ('transaction_currency', models.CharField(db_comment='Contract currency.', max_length=3)),
                ('quantity', models.DecimalField(db_comment='Sum of quantities.', decimal_places=6, max_digits=18)),
                ('transaction_amount', models.DecimalField(db_comment='Sum of amounts, contract currency.', decimal_places=4, max_digits=20)),
                ('line_count', models.BigIntegerField(db_comment='Number of backlog lines.')),
                ('company', models.ForeignKey(db_comment='Company.', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='companies.company')),
            ],
            options={
                'db_table': 'billing_backlog_total',
                'db_table_comment': 'Totals of the backlog by contract line, class, status and billing type; derived and verified.',
            },
        ),
        migrations.CreateModel(
            name='Proforma',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('number', models.CharField(db_comment='Number people use; the proposal carries it too.', max_length=40)),
                ('transaction_currency', models.CharField(db_comment='Contract currency.', max_length=3)),
                ('status', models.CharField(choices=[('draft', 'draft'), ('confirmed', 'confirmed')], db_comment='Where the proforma stands.', default='draft', max_length=40)),
                ('accounting_date', models.DateField(db_comment='Date for the books; empty: the day of confirmation.', null=True)),
                ('reason', models.TextField(blank=True, db_comment='Why it corrects, printed on the credit note.', default='')),
                ('created_on', models.DateField(db_comment='Company date of creation.')),
                ('created_act_id', models.BigIntegerField(db_comment='Act that created it.')),
                ('confirmed_on', models.DateField(db_comment='Company date of confirmation.', null=True)),
                ('act_id', models.BigIntegerField(db_comment='Act that last wrote the row (people_act).')),
                ('company', models.ForeignKey(db_comment='Company.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('contract', models.ForeignKey(db_comment='Contract.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.contract')),
                ('corrects', models.ForeignKey(db_comment='Confirmed proforma that this one corrects.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='billing.proforma')),
                ('customer', models.ForeignKey(db_comment='Customer who pays.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='masterdata.customer')),
            ],
            options={
                'db_table': 'billing_proforma',
                'db_table_comment': "Proforma invoices: the project manager's drafts, ink once confirmed.",
            },
        ),
        migrations.CreateModel(
            name='ProformaDetail',
            fields=[
                ('pk', models.CompositePrimaryKey('proforma_id', 'line_no', blank=True, editable=False, primary_key=True, serialize=False)),
                ('line_no', models.IntegerField(db_comment='Position in the proforma.')),
                ('contract_line_id', models.BigIntegerField(db_comment='Contract line.')),
                ('project_id', models.BigIntegerField(db_comment='Project.', null=True)),
                ('transaction_class', models.CharField(db_comment='Class of what is billed.', max_length=40)),
                ('transaction_date', models.DateField(db_comment='Day of the work, or of the milestone.')),
                ('milestone_id', models.BigIntegerField(db_comment='Milestone that is billed or corrected.', null=True)),
                ('is_correction', models.BooleanField(db_comment='The quantity is what remains billed of an earlier detail.')),
                ('quantity', models.DecimalField(db_comment='Quantity to bill; on a correction what remains billed.', decimal_places=6, max_digits=18)),
                ('source_quantity', models.DecimalField(db_comment='Quantity before any edit; on a correction what was billed.', decimal_places=6, max_digits=18)),
                ('unit', models.CharField(db_comment='Unit of the quantity.', max_length=40)),
                ('unit_price', models.DecimalField(db_comment='Price per unit, contract currency.', decimal_places=6, max_digits=18)),
                ('transaction_amount', models.DecimalField(db_comment='Amount to bill, contract currency; only chargeable details total.', decimal_places=4, max_digits=20)),
                ('source_amount', models.DecimalField(db_comment='Amount before any edit; on a correction what was billed.', decimal_places=4, max_digits=20)),
                ('billing_type', models.CharField(db_comment='chargeable, non_chargeable or complimentary.', max_length=40)),
                ('ready_act_id', models.BigIntegerField(db_comment='Act that marked it ready to invoice; empty on a correction.', null=True)),
                ('act_id', models.BigIntegerField(db_comment='Act that last wrote the row (people_act).')),
                ('actual', models.ForeignKey(db_comment='Unbilled sale that is billed; on a correction the billed sale corrected.', db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='actuals.actual')),
                ('company', models.ForeignKey(db_comment='Company.', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='companies.company')),
                ('proforma', models.ForeignKey(db_comment='Proforma.', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='billing.proforma')),
            ],
            options={
                'db_table': 'billing_proforma_detail',
                'db_table_comment': 'Details of proformas: unbilled sales, milestones and corrections.',
            },
        ),
        migrations.CreateModel(
            name='ProformaLine',
            fields=[
                ('pk', models.CompositePrimaryKey('proforma_id', 'contract_line_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('contract_line', models.ForeignKey(db_comment='Contract line.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.contractline')),
                ('proforma', models.ForeignKey(db_comment='Proforma.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='billing.proforma')),
            ],
            options={
                'db_table': 'billing_proforma_line',
                'db_table_comment': 'Lines of proformas: one per contract line, even if empty.',
            },
        ),
        migrations.CreateModel(
            name='BacklogLine',
            fields=[
                ('actual', models.OneToOneField(db_comment='The unbilled sale.', db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='+', serialize=False, to='actuals.actual')),
                ('contract_id', models.BigIntegerField(db_comment='Contract.')),
                ('contract_line_id', models.BigIntegerField(db_comment='Contract line.')),
                ('customer_id', models.BigIntegerField(db_comment='Customer who pays.')),
                ('project_id', models.BigIntegerField(db_comment='Project.')),
                ('transaction_class', models.CharField(db_comment='Class of the actual.', max_length=40)),
                ('transaction_date', models.DateField(db_comment='Day of the work.')),
                ('quantity', models.DecimalField(db_comment='Quantity of the actual.', decimal_places=6, max_digits=18)),
                ('transaction_amount', models.DecimalField(db_comment='Amount of the actual, transaction currency.', decimal_places=4, max_digits=20)),
                ('transaction_currency', models.CharField(db_comment='Contract currency.', max_length=3)),
                ('billing_type', models.CharField(db_comment='Billing type of the actual.', max_length=40)),
                ('billing_status', models.CharField(choices=[('not_ready', 'not ready'), ('ready_to_invoice', 'ready to invoice'), ('customer_invoice_created', 'customer invoice created')], db_comment='Where the sale stands on its way to an invoice.', default='not_ready', max_length=40)),
                ('limit_status', models.CharField(db_comment='Not-to-exceed check: not_applicable, not_evaluated, committed or failed.', default='not_applicable', max_length=40)),
                ('limit_reason', models.TextField(blank=True, db_comment='Which limit is exceeded, and by how much.', default='')),
                ('proforma_id', models.BigIntegerField(db_comment='Draft proforma that holds it.', null=True)),
                ('ready_act_id', models.BigIntegerField(db_comment='Act that marked it ready to invoice.', null=True)),
                ('act_id', models.BigIntegerField(db_comment='Act that last wrote the row (people_act).')),
                ('company', models.ForeignKey(db_comment='Company.', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='companies.company')),
            ],
            options={
                'db_table': 'billing_backlog_line',
                'db_table_comment': 'Open unbilled sales, one narrow row each, with their billing status.',
                'indexes': [models.Index(fields=['contract_id', 'transaction_date', 'actual'], name='billing_backlog_contract'), models.Index(fields=['project_id', 'transaction_date', 'actual'], name='billing_backlog_project'), models.Index(fields=['transaction_date', 'actual'], name='billing_backlog_date')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('billing_status', 'customer_invoice_created'), ('proforma_id__isnull', False)), models.Q(models.Q(('billing_status', 'customer_invoice_created'), _negated=True), ('proforma_id__isnull', True)), _connector='OR'), name='billing_backlog_line_on_a_proforma_names_it'), models.CheckConstraint(condition=models.Q(models.Q(('billing_status', 'not_ready'), ('ready_act_id__isnull', True)), models.Q(models.Q(('billing_status', 'not_ready'), _negated=True), ('ready_act_id__isnull', False)), _connector='OR'), name='billing_backlog_line_ready_names_who_marked_it'), models.CheckConstraint(condition=models.Q(models.Q(('limit_status', 'failed'), _negated=True), ('billing_status', 'not_ready'), _connector='OR'), name='billing_backlog_line_over_the_limit_is_not_ready')],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('name', models.TextField(blank=True, db_comment='Name printed on invoices.', default='')),
                ('milestone_date', models.DateField(db_comment='Day it falls due.')),
                ('transaction_amount', models.DecimalField(db_comment='Amount before tax, contract currency.', decimal_places=4, max_digits=20)),
                ('transaction_currency', models.CharField(db_comment='Contract currency.', max_length=3)),
                ('status', models.CharField(choices=[('not_ready', 'not ready'), ('ready_to_invoice', 'ready to invoice'), ('customer_invoice_created', 'customer invoice created'), ('customer_invoice_posted', 'customer invoice posted')], db_comment='Where the milestone stands.', default='not_ready', max_length=40)),
                ('proforma_id', models.BigIntegerField(db_comment='Draft or confirmed proforma that holds it.', null=True)),
                ('ready_act_id', models.BigIntegerField(db_comment='Act that marked it ready to invoice, or credited it so.', null=True)),
                ('act_id', models.BigIntegerField(db_comment='Act that last wrote the row (people_act).')),
                ('company', models.ForeignKey(db_comment='Company.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('contract', models.ForeignKey(db_comment='Contract.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.contract')),
                ('contract_line', models.ForeignKey(db_comment='Fixed-price contract line.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.contractline')),
                ('customer', models.ForeignKey(db_comment='Customer who pays.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='masterdata.customer')),
            ],
            options={
                'db_table': 'billing_milestone',
                'db_table_comment': 'Milestones of fixed-price contract lines.',
                'indexes': [models.Index(fields=['contract', 'milestone_date'], name='billing_milestone_contract')],
                'constraints': [models.UniqueConstraint(models.F('contract_line'), models.F('name'), models.F('customer'), name='billing_milestone_name_is_unique'), models.CheckConstraint(condition=models.Q(models.Q(('proforma_id__isnull', True), ('status__in', ['not_ready', 'ready_to_invoice'])), models.Q(('proforma_id__isnull', False), ('status__in', ['customer_invoice_created', 'customer_invoice_posted'])), _connector='OR'), name='billing_milestone_on_a_proforma_names_it'), models.CheckConstraint(condition=models.Q(models.Q(('ready_act_id__isnull', True), ('status', 'not_ready')), models.Q(models.Q(('status', 'not_ready'), _negated=True), ('ready_act_id__isnull', False)), _connector='OR'), name='billing_milestone_ready_names_who_marked_it')],
            },
        ),
        migrations.AddIndex(
            model_name='proforma',
            index=models.Index(fields=['contract', 'status'], name='billing_proforma_contract'),
        ),
        migrations.AddIndex(
            model_name='proforma',
            index=models.Index(condition=models.Q(('corrects__isnull', False)), fields=['corrects'], name='billing_proforma_corrects'),
        ),
        migrations.AddConstraint(
            model_name='proforma',
            constraint=models.UniqueConstraint(models.F('company'), models.F('number'), name='billing_proforma_number_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='proforma',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'draft'), models.Q(('accounting_date__isnull', False), ('confirmed_on__isnull', False)), _connector='OR'), name='billing_proforma_confirmed_has_its_dates'),
        ),
        migrations.AddConstraint(
            model_name='proformadetail',
            constraint=models.UniqueConstraint(condition=models.Q(('actual__isnull', False)), fields=('actual',), name='billing_proforma_detail_actual_is_billed_once'),
        ),
        migrations.AddConstraint(
            model_name='proformadetail',
            constraint=models.UniqueConstraint(condition=models.Q(('milestone_id__isnull', False)), fields=('proforma', 'milestone_id'), name='billing_proforma_detail_milestone_is_listed_once'),
        ),
        migrations.AddConstraint(
            model_name='proformadetail',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gte', 0)), name='billing_proforma_detail_quantity_is_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='proformadetail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_correction', True), ('ready_act_id__isnull', True)), models.Q(('is_correction', False), ('ready_act_id__isnull', False)), _connector='OR'), name='billing_proforma_detail_names_who_marked_it_ready'),
        ),
        fillfactor("billing_backlog_line", 50, vacuum_scale="0.02"),
    ]
