import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.expressions
import unbilled.foundation.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('companies', '0001_initial'),
        ('masterdata', '0001_initial'),
        ('tax', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='AccountBalance',
            fields=[
                ('pk', models.CompositePrimaryKey('main_account_id', 'dimension_set_id', 'month', blank=True, editable=False, primary_key=True, serialize=False)),
                ('main_account_id', models.BigIntegerField(db_comment='Account.')),
                ('dimension_set_id', models.BigIntegerField(db_comment='Dimension set; 0 for none.')),
                ('month', models.DateField(db_comment='First day of the month.')),
                ('debit', models.DecimalField(db_comment='Sum of debits, accounting currency.', decimal_places=4, max_digits=20)),
                ('credit', models.DecimalField(db_comment='Sum of credits as a positive number, accounting currency.', decimal_places=4, max_digits=20)),
                ('reporting_amount', models.DecimalField(db_comment='Sum, reporting currency; 0 without one.', decimal_places=4, max_digits=20)),
                ('company', models.ForeignKey(db_comment='Company.', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='companies.company')),
            ],
            options={
                'db_table': 'ledger_account_balance',
                'db_table_comment': 'Balances by account, dimension set and month; derived and verified.',
            },
        ),
        migrations.CreateModel(
            name='Invoice',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('number', models.CharField(db_comment='Legal number: gapless, in date order in its series.', max_length=20)),
                ('series', models.CharField(db_comment='Number series: invoice or credit_note.', max_length=40)),
                ('fiscal_year', models.IntegerField(db_comment='Fiscal year of the series.')),
                ('sequence_number', models.BigIntegerField(db_comment='Place in the series.')),
                ('document_class', models.CharField(db_comment='invoice or credit_note, by the sign of the total.', max_length=40)),
                ('contract_id', models.BigIntegerField(db_comment='Contract (agreements_contract).')),
                ('proforma_id', models.BigIntegerField(db_comment='Confirmed proforma (billing_proforma).')),
                ('proposal_id', models.BigIntegerField(db_comment='Invoice proposal it was posted from; one invoice each.', unique=True)),
                ('reason', models.TextField(blank=True, db_comment='Why it credits.', default='')),
                ('invoice_date', models.DateField(db_comment='Date of issue.')),
                ('due_date', models.DateField(db_comment='Day payment is due.')),
                ('accounting_date', models.DateField(db_comment='Date for the books.')),
                ('transaction_currency', models.CharField(db_comment='Invoice currency.', max_length=3)),
                ('net_amount', models.DecimalField(db_comment='Sum of lines before tax, invoice currency.', decimal_places=4, max_digits=20)),
                ('tax_amount', models.DecimalField(db_comment='Sales tax, invoice currency.', decimal_places=4, max_digits=20)),
                ('gross_amount', models.DecimalField(db_comment='Net and tax, invoice currency.', decimal_places=4, max_digits=20)),
                ('exchange_rate', models.DecimalField(db_comment='Accounting currency for one unit of invoice currency.', decimal_places=10, max_digits=20)),
                ('accounting_net_amount', models.DecimalField(db_comment='Net, accounting currency: sum of converted lines.', decimal_places=4, max_digits=20)),
                ('accounting_tax_amount', models.DecimalField(db_comment='Sales tax, accounting currency.', decimal_places=4, max_digits=20)),
                ('accounting_gross_amount', models.DecimalField(db_comment='Net and tax, accounting currency.', decimal_places=4, max_digits=20)),
                ('act_id', models.BigIntegerField(db_comment='Act that posted it (people_act).')),
                ('company', models.ForeignKey(db_comment='Company.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('corrects', models.ForeignKey(db_comment='Invoice that this credit note credits.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.invoice')),
                ('customer', models.ForeignKey(db_comment='Customer.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='masterdata.customer')),
            ],
            options={
                'db_table': 'ledger_invoice',
                'db_table_comment': 'Posted invoices and credit notes, append-only.',
            },
        ),
        migrations.CreateModel(
            name='InvoiceLine',
            fields=[
                ('pk', models.CompositePrimaryKey('invoice_id', 'line_no', blank=True, editable=False, primary_key=True, serialize=False)),
                ('line_no', models.IntegerField(db_comment='Position in the invoice.')),
                ('actual_id', models.BigIntegerField(db_comment='Billed sale (actuals_actual).')),
                ('transaction_class', models.CharField(db_comment='Class of what is billed.', max_length=40)),
                ('project_id', models.BigIntegerField(db_comment='Project.', null=True)),
                ('task_id', models.BigIntegerField(db_comment='Task.', null=True)),
                ('transaction_date', models.DateField(db_comment='Day of the work.')),
                ('description', models.TextField(blank=True, db_comment='Text as printed.', default='')),
                ('quantity', models.DecimalField(db_comment='Quantity as printed.', decimal_places=6, max_digits=18)),
                ('unit', models.CharField(db_comment='Unit of the quantity.', max_length=40)),
                ('unit_price', models.DecimalField(db_comment='Price per unit, invoice currency.', decimal_places=6, max_digits=18)),
                ('net_amount', models.DecimalField(db_comment='Amount before tax, invoice currency.', decimal_places=4, max_digits=20)),
                ('tax_amount', models.DecimalField(db_comment='Sales tax of the line, invoice currency.', decimal_places=4, max_digits=20)),
                ('tax_group_id', models.BigIntegerField(db_comment='Sales tax group; may be empty at nil.', null=True)),
                ('item_tax_group_id', models.BigIntegerField(db_comment='Item sales tax group; may be empty at nil.', null=True)),
                ('company', models.ForeignKey(db_comment='Company.', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='companies.company')),
                ('invoice', models.ForeignKey(db_comment='Invoice.', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ledger.invoice')),
            ],
            options={
                'db_table': 'ledger_invoice_line',
                'db_table_comment': 'Lines of posted invoices, append-only.',
            },
        ),
        migrations.CreateModel(
            name='MainAccount',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('number', models.CharField(db_comment='Account number.', max_length=40)),
                ('name', models.TextField(blank=True, db_comment='Name.', default='')),
                ('account_kind', models.CharField(choices=[('asset', 'asset'), ('liability', 'liability'), ('equity', 'equity'), ('revenue', 'revenue'), ('expense', 'expense')], db_comment='asset, liability, equity, revenue or expense.', max_length=40)),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('company', models.ForeignKey(db_comment='Company whose chart this is.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
            options={
                'db_table': 'ledger_main_account',
                'db_table_comment': 'Charts of accounts.',
            },
        ),
        migrations.CreateModel(
            name='Voucher',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('number', models.BigIntegerField(db_comment='Voucher number, per company, without gaps.')),
                ('accounting_date', models.DateField(db_comment='Date for the books.')),
                ('voucher_kind', models.CharField(db_comment='project_cost, project_sales, customer_invoice or customer_credit_note.', max_length=40)),
                ('act_id', models.BigIntegerField(db_comment='Act that last wrote the row (people_act).')),
                ('company', models.ForeignKey(db_comment='Company.', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
            options={
                'db_table': 'ledger_voucher',
                'db_table_comment': 'Vouchers: each one balanced posting.',
            },
        ),
        migrations.CreateModel(
            name='TaxTransaction',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('rate_percent', models.DecimalField(db_comment='Rate that was charged, percent.', decimal_places=6, max_digits=9)),
                ('accounting_date', models.DateField(db_comment='Date for the books.')),
                ('base_amount', models.DecimalField(db_comment='Net amount taxed, invoice currency.', decimal_places=4, max_digits=20)),
                ('tax_amount', models.DecimalField(db_comment='Tax, invoice currency.', decimal_places=4, max_digits=20)),
                ('transaction_currency', models.CharField(db_comment='Invoice currency.', max_length=3)),
                ('accounting_base_amount', models.DecimalField(db_comment='Net amount taxed, accounting currency.', decimal_places=4, max_digits=20)),
                ('accounting_tax_amount', models.DecimalField(db_comment='Tax, accounting currency.', decimal_places=4, max_digits=20)),
                ('company', models.ForeignKey(db_comment='Company.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('invoice', models.ForeignKey(db_comment='Posted document.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.invoice')),
                ('tax_code', models.ForeignKey(db_comment='Code.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tax.taxcode')),
                ('voucher', models.ForeignKey(db_comment='Voucher.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.voucher')),
            ],
            options={
                'db_table': 'ledger_tax_transaction',
                'db_table_comment': 'Sales tax by code and document, append-only.',
            },
        ),
        migrations.CreateModel(
            name='ProjectTransaction',
            fields=[
                ('actual_id', models.BigIntegerField(db_comment='The actual (actuals_actual).', primary_key=True, serialize=False)),
                ('transaction_kind', models.CharField(db_comment='cost, unbilled_sales or billed_sales.', max_length=40)),
                ('transaction_class', models.CharField(db_comment='Class of the actual.', max_length=40)),
                ('transaction_date', models.DateField(db_comment='Day of the work.')),
                ('accounting_date', models.DateField(db_comment='Date for the books.')),
                ('quantity', models.DecimalField(db_comment='Quantity.', decimal_places=6, max_digits=18)),
                ('transaction_amount', models.DecimalField(db_comment='Amount, transaction currency.', decimal_places=4, max_digits=20)),
                ('transaction_currency', models.CharField(db_comment='Transaction currency.', max_length=3)),
                ('accounting_amount', models.DecimalField(db_comment='Amount, accounting currency.', decimal_places=4, max_digits=20)),
                ('exchange_rate', models.DecimalField(db_comment='Accounting currency for one unit of transaction currency.', decimal_places=10, max_digits=20)),
                ('reporting_amount', models.DecimalField(db_comment='Amount, reporting currency.', decimal_places=4, max_digits=20, null=True)),
                ('reporting_rate', models.DecimalField(db_comment='Reporting currency for one unit of transaction currency.', decimal_places=10, max_digits=20, null=True)),
                ('ledger_layer', models.CharField(db_comment='no_ledger, balance, profit_and_loss or never.', max_length=40)),
                ('is_accrued', models.BooleanField(db_comment='Revenue was accrued.')),
                ('dimension_set_id', models.BigIntegerField(db_comment='Financial dimensions posted.', null=True)),
                ('act_id', models.BigIntegerField(db_comment='Act that last wrote the row (people_act).')),
                ('company', models.ForeignKey(db_comment='Company.', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='companies.company')),
                ('project', models.ForeignKey(db_comment='Project.', db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='masterdata.project')),
                ('voucher', models.ForeignKey(db_comment='Voucher; empty when nothing went to the ledger.', db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ledger.voucher')),
            ],
            options={
                'db_table': 'ledger_project_transaction',
                'db_table_comment': 'Project subledger, append-only: actuals as posted, with stored rates.',
            },
        ),
        migrations.AddField(
            model_name='invoice',
            name='voucher',
            field=models.ForeignKey(db_comment='Voucher.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.voucher'),
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('pk', models.CompositePrimaryKey('voucher_id', 'line_no', blank=True, editable=False, primary_key=True, serialize=False)),
                ('line_no', models.IntegerField(db_comment='Position in the voucher.')),
                ('accounting_date', models.DateField(db_comment='Date for the books.')),
                ('posting_type', models.CharField(db_comment='What the line is for, such as wip_sales_value.', max_length=40)),
                ('transaction_amount', models.DecimalField(db_comment='Amount, transaction currency; debit positive.', decimal_places=4, max_digits=20)),
                ('transaction_currency', models.CharField(db_comment='Transaction currency.', max_length=3)),
                ('accounting_amount', models.DecimalField(db_comment='Amount, accounting currency.', decimal_places=4, max_digits=20)),
                ('exchange_rate', models.DecimalField(db_comment='Accounting currency for one unit of transaction currency.', decimal_places=10, max_digits=20)),
                ('reporting_amount', models.DecimalField(db_comment='Amount, reporting currency, when the company has one.', decimal_places=4, max_digits=20, null=True)),
                ('reporting_rate', models.DecimalField(db_comment='Reporting currency for one unit of transaction currency.', decimal_places=10, max_digits=20, null=True)),
                ('company', models.ForeignKey(db_comment='Company.', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='companies.company')),
                ('dimension_set', models.ForeignKey(db_comment='Financial dimensions.', db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='companies.dimensionset')),
                ('main_account', models.ForeignKey(db_comment='Account.', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ledger.mainaccount')),
                ('voucher', models.ForeignKey(db_comment='Voucher.', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ledger.voucher')),
            ],
            options={
                'db_table': 'ledger_entry',
                'db_table_comment': 'Lines of vouchers, append-only; debit positive, credit negative.',
            },
        ),
        migrations.CreateModel(
            name='CustomerTransaction',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('transaction_kind', models.CharField(db_comment='invoice or credit_note.', max_length=40)),
                ('accounting_date', models.DateField(db_comment='Date for the books.')),
                ('due_date', models.DateField(db_comment='Day payment is due.')),
                ('transaction_amount', models.DecimalField(db_comment='Amount owed, transaction currency; negative on credit.', decimal_places=4, max_digits=20)),
                ('transaction_currency', models.CharField(db_comment='Transaction currency.', max_length=3)),
                ('accounting_amount', models.DecimalField(db_comment='Amount, accounting currency.', decimal_places=4, max_digits=20)),
                ('reporting_amount', models.DecimalField(db_comment='Amount, reporting currency.', decimal_places=4, max_digits=20, null=True)),
                ('company', models.ForeignKey(db_comment='Company.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('customer', models.ForeignKey(db_comment='Customer.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='masterdata.customer')),
                ('invoice', models.ForeignKey(db_comment='Posted document.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.invoice')),
                ('voucher', models.ForeignKey(db_comment='Voucher.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.voucher')),
            ],
            options={
                'db_table': 'ledger_customer_transaction',
                'db_table_comment': 'Customer subledger, append-only.',
            },
        ),
        migrations.CreateModel(
            name='FiscalPeriod',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('fiscal_year', models.IntegerField(db_comment='Fiscal year the period belongs to.')),
                ('starts_on', models.DateField(db_comment='First day.')),
                ('ends_before', models.DateField(db_comment='Day after the last.')),
                ('status', models.CharField(choices=[('open', 'open'), ('on_hold', 'on hold'), ('closed', 'closed')], db_comment='open, on_hold or closed.', default='open', max_length=40)),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('company', models.ForeignKey(db_comment='Company.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
            options={
                'db_table': 'ledger_fiscal_period',
                'db_table_comment': 'Fiscal periods and whether they take postings.',
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('company', '='), (unbilled.foundation.fields.DateRange(models.F('starts_on'), models.F('ends_before')), '&&')], name='ledger_fiscal_period_one_at_a_time')],
            },
        ),
        migrations.AddConstraint(
            model_name='mainaccount',
            constraint=models.UniqueConstraint(models.F('company'), models.F('number'), name='ledger_main_account_number_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='voucher',
            constraint=models.UniqueConstraint(models.F('company'), models.F('number'), name='ledger_voucher_number_is_unique'),
        ),
        migrations.AddIndex(
            model_name='taxtransaction',
            index=models.Index(fields=['invoice'], name='ledger_tax_trans_invoice'),
        ),
        migrations.AddIndex(
            model_name='projecttransaction',
            index=models.Index(fields=['project', 'transaction_date'], name='ledger_project_trans_date'),
        ),
        migrations.AddIndex(
            model_name='invoice',
            index=models.Index(fields=['company', '-invoice_date', '-id'], name='ledger_invoice_date'),
        ),
        migrations.AddIndex(
            model_name='invoice',
            index=models.Index(fields=['proforma_id'], name='ledger_invoice_proforma'),
        ),
        migrations.AddConstraint(
            model_name='invoice',
            constraint=models.UniqueConstraint(models.F('company'), models.F('number'), name='ledger_invoice_number_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='invoice',
            constraint=models.UniqueConstraint(models.F('company'), models.F('series'), models.F('fiscal_year'), models.F('sequence_number'), name='ledger_invoice_sequence_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='invoice',
            constraint=models.CheckConstraint(condition=models.Q(('gross_amount', django.db.models.expressions.CombinedExpression(models.F('net_amount'), '+', models.F('tax_amount')))), name='ledger_invoice_adds_up'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['main_account', 'accounting_date'], name='ledger_entry_account_date'),
        ),
        migrations.AddIndex(
            model_name='customertransaction',
            index=models.Index(fields=['customer', 'accounting_date'], name='ledger_customer_trans_date'),
        ),
        migrations.AddIndex(
            model_name='customertransaction',
            index=models.Index(fields=['voucher'], name='ledger_customer_trans_voucher'),
        ),
    ]
