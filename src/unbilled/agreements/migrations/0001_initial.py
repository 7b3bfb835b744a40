import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from unbilled.foundation.guards import fillfactor


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('companies', '0001_initial'),
        ('masterdata', '0001_initial'),
        ('tax', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Contract',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('number', models.CharField(db_comment='Number people use.', max_length=40)),
                ('name', models.TextField(blank=True, db_comment='Name.', default='')),
                ('status', models.CharField(choices=[('draft', 'draft'), ('confirmed', 'confirmed')], db_comment='Where the contract stands.', default='draft', max_length=40)),
                ('customer_reference', models.TextField(blank=True, db_comment="Customer's order or reference, printed on invoices.", default='')),
                ('signed_on', models.DateField(blank=True, db_comment='Day of signature.', null=True)),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('company', models.ForeignKey(db_comment='Company that does the work.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('currency', models.ForeignKey(db_comment='Currency of sales amounts, never changed.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.currency')),
                ('manager', models.ForeignKey(blank=True, db_comment='Account manager.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('tax_group', models.ForeignKey(blank=True, db_comment='Sales tax group.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tax.taxgroup')),
                ('terms', models.ForeignKey(blank=True, db_comment='Terms of payment.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.termsofpayment')),
            ],
            options={
                'db_table': 'agreements_contract',
                'db_table_comment': 'Project contracts: company, currency, status.',
            },
        ),
        migrations.CreateModel(
            name='ContractCustomer',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('split_percent', models.DecimalField(db_comment='Share copied to new lines, percent.', decimal_places=6, default=0, max_digits=9)),
                ('is_primary', models.BooleanField(db_comment="The contract's main customer.", default=False)),
                ('is_rounding', models.BooleanField(db_comment='Takes what rounding leaves.', default=False)),
                ('bill_to', models.TextField(blank=True, db_comment="Name and address to print when it differs from the customer's.", default='')),
                ('contract', models.ForeignKey(db_comment='Contract.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.contract')),
                ('customer', models.ForeignKey(db_comment='Customer.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='masterdata.customer')),
                ('terms', models.ForeignKey(blank=True, db_comment='Terms of payment.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.termsofpayment')),
            ],
            options={
                'db_table': 'agreements_contract_customer',
                'db_table_comment': 'Customers of a contract.',
            },
        ),
        migrations.CreateModel(
            name='ContractLine',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('line_no', models.PositiveIntegerField(db_comment='Position in the contract.')),
                ('name', models.TextField(blank=True, db_comment='Name printed on proformas.', default='')),
                ('billing_method', models.CharField(choices=[('time_and_material', 'time and material'), ('fixed_price', 'fixed price')], db_comment='Time and material, or fixed price.', max_length=40)),
                ('include_time', models.BooleanField(db_comment='The line covers time.', default=True)),
                ('include_expense', models.BooleanField(db_comment='The line covers expenses.', default=True)),
                ('include_material', models.BooleanField(db_comment='The line covers material.', default=True)),
                ('include_fee', models.BooleanField(db_comment='The line covers fees.', default=True)),
                ('covers_all_tasks', models.BooleanField(db_comment='All tasks, or only those listed in line_task.', default=True)),
                ('contracted_amount', models.DecimalField(db_comment='Agreed amount, contract currency.', decimal_places=4, default=0, max_digits=20)),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('company', models.ForeignKey(db_comment='Company that does the work.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('contract', models.ForeignKey(db_comment='Contract.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.contract')),
                ('dimension_set', models.ForeignKey(blank=True, db_comment="Dimensions of milestones; empty: the project's.", db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.dimensionset')),
                ('project', models.ForeignKey(blank=True, db_comment='Project whose work the line covers.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='masterdata.project')),
            ],
            options={
                'db_table': 'agreements_contract_line',
                'db_table_comment': 'Contract lines: billing method, project, included classes and tasks, amount.',
            },
        ),
        migrations.CreateModel(
            name='FixedRateAgreement',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('rate', models.DecimalField(db_comment='Units of accounting currency for one of from_currency.', decimal_places=10, max_digits=20)),
                ('agreement_reference', models.TextField(blank=True, db_comment='Where it is written.', default='')),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('contract', models.ForeignKey(db_comment='Contract that fixes the rate.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.contract')),
                ('from_currency', models.ForeignKey(db_comment='Sales currency the rate is for.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.currency')),
            ],
            options={
                'db_table': 'agreements_fixed_rate_agreement',
                'db_table_comment': 'Exchange rates fixed by contract, for sales amounts only.',
            },
        ),
        migrations.CreateModel(
            name='LineCategory',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('billing_type', models.CharField(choices=[('chargeable', 'chargeable'), ('non_chargeable', 'non-chargeable'), ('complimentary', 'complimentary'), ('not_available', 'not available')], db_comment='Chargeable or not.', max_length=40)),
                ('category', models.ForeignKey(db_comment='Category.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='masterdata.category')),
                ('contract_line', models.ForeignKey(db_comment='Line.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.contractline')),
            ],
            options={
                'db_table': 'agreements_line_category',
                'db_table_comment': 'Chargeability of categories on a line.',
            },
        ),
        migrations.CreateModel(
            name='LineCustomer',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('split_percent', models.DecimalField(db_comment="Share of quantity, percent; a line's shares total 100.", decimal_places=6, max_digits=9)),
                ('is_rounding', models.BooleanField(db_comment='Takes what rounding leaves.', default=False)),
                ('contract_line', models.ForeignKey(db_comment='Line.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.contractline')),
                ('customer', models.ForeignKey(db_comment='Customer.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='masterdata.customer')),
            ],
            options={
                'db_table': 'agreements_line_customer',
                'db_table_comment': 'Customers of a line and their shares.',
            },
        ),
        migrations.CreateModel(
            name='LineRole',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('billing_type', models.CharField(choices=[('chargeable', 'chargeable'), ('non_chargeable', 'non-chargeable'), ('complimentary', 'complimentary'), ('not_available', 'not available')], db_comment='Chargeable or not.', max_length=40)),
                ('contract_line', models.ForeignKey(db_comment='Line.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.contractline')),
                ('role', models.ForeignKey(db_comment='Role.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='masterdata.role')),
            ],
            options={
                'db_table': 'agreements_line_role',
                'db_table_comment': 'Chargeability of roles on a line.',
            },
        ),
        migrations.CreateModel(
            name='LineTask',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('billing_type', models.CharField(choices=[('chargeable', 'chargeable'), ('non_chargeable', 'non-chargeable'), ('complimentary', 'complimentary'), ('not_available', 'not available')], db_comment='Chargeable or not.', default='chargeable', max_length=40)),
                ('contract_line', models.ForeignKey(db_comment='Line.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.contractline')),
                ('task', models.ForeignKey(db_comment='Task.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='masterdata.task')),
            ],
            options={
                'db_table': 'agreements_line_task',
                'db_table_comment': 'Tasks a line covers, with their chargeability.',
            },
        ),
        migrations.CreateModel(
            name='PriceList',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('name', models.TextField(blank=True, db_comment='Name.', default='')),
                ('context', models.CharField(choices=[('sales', 'sales'), ('cost', 'cost')], db_comment='sales or cost.', max_length=40)),
                ('valid_from', models.DateField(db_comment='First day.')),
                ('valid_until', models.DateField(blank=True, db_comment='Day after the last; empty: open.', null=True)),
                ('is_default', models.BooleanField(db_comment='Serves contracts without a list of their own, and cost.', default=False)),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('company', models.ForeignKey(db_comment='Company whose prices these are.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('currency', models.ForeignKey(db_comment='Currency of the prices.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.currency')),
            ],
            options={
                'db_table': 'agreements_price_list',
                'db_table_comment': 'Price lists: context, currency, validity.',
            },
        ),
        migrations.CreateModel(
            name='ContractPriceList',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('contract', models.ForeignKey(db_comment='Contract.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.contract')),
                ('price_list', models.ForeignKey(db_comment='Sales price list.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.pricelist')),
            ],
            options={
                'db_table': 'agreements_contract_price_list',
                'db_table_comment': 'Sales price lists of a contract.',
            },
        ),
        migrations.CreateModel(
            name='CategoryPrice',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('unit', models.CharField(db_comment='Unit the price is for, such as piece or km.', default='piece', max_length=40)),
                ('method', models.CharField(choices=[('per_unit', 'per unit'), ('at_cost', 'at cost'), ('markup', 'markup over cost')], db_comment='Price per unit, at cost, or markup over cost.', default='per_unit', max_length=40)),
                ('unit_price', models.DecimalField(blank=True, db_comment='Price per unit, list currency; only for per unit.', decimal_places=6, max_digits=18, null=True)),
                ('markup_percent', models.DecimalField(blank=True, db_comment='Percent added to cost; only for markup.', decimal_places=6, max_digits=9, null=True)),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('category', models.ForeignKey(db_comment='Category.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='masterdata.category')),
                ('price_list', models.ForeignKey(db_comment='Price list.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.pricelist')),
            ],
            options={
                'db_table': 'agreements_category_price',
                'db_table_comment': 'Prices of expenses, material and fees by category and unit.',
            },
        ),
        migrations.CreateModel(
            name='RolePrice',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('unit_price', models.DecimalField(db_comment='Price of an hour, list currency.', decimal_places=6, max_digits=18)),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('org_unit', models.ForeignKey(blank=True, db_comment='Organization unit; empty: any.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='masterdata.orgunit')),
                ('price_list', models.ForeignKey(db_comment='Price list.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.pricelist')),
                ('resource', models.ForeignKey(blank=True, db_comment='Resource; empty: any.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='masterdata.resource')),
                ('role', models.ForeignKey(blank=True, db_comment='Role; empty: any.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='masterdata.role')),
            ],
            options={
                'db_table': 'agreements_role_price',
                'db_table_comment': 'Prices of an hour by role, organization unit and resource.',
            },
        ),
        migrations.AddConstraint(
            model_name='contract',
            constraint=models.UniqueConstraint(models.F('company'), models.F('number'), name='agreements_contract_number_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='contractcustomer',
            constraint=models.UniqueConstraint(models.F('contract'), models.F('customer'), name='agreements_contract_customer_is_listed_once'),
        ),
        migrations.AddConstraint(
            model_name='contractcustomer',
            constraint=models.UniqueConstraint(condition=models.Q(('is_primary', True)), fields=('contract',), name='agreements_contract_customer_one_primary'),
        ),
        migrations.AddIndex(
            model_name='contractline',
            index=models.Index(fields=['project'], name='agreements_line_project'),
        ),
        migrations.AddConstraint(
            model_name='contractline',
            constraint=models.UniqueConstraint(models.F('contract'), models.F('line_no'), name='agreements_contract_line_number_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='fixedrateagreement',
            constraint=models.UniqueConstraint(models.F('contract'), models.F('from_currency'), name='agreements_fixed_rate_agreement_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='fixedrateagreement',
            constraint=models.CheckConstraint(condition=models.Q(('rate__gt', 0)), name='agreements_fixed_rate_agreement_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='linecategory',
            constraint=models.UniqueConstraint(models.F('contract_line'), models.F('category'), name='agreements_line_category_is_listed_once'),
        ),
        migrations.AddConstraint(
            model_name='linecustomer',
            constraint=models.UniqueConstraint(models.F('contract_line'), models.F('customer'), name='agreements_line_customer_is_listed_once'),
        ),
        migrations.AddConstraint(
            model_name='linecustomer',
            constraint=models.UniqueConstraint(condition=models.Q(('is_rounding', True)), fields=('contract_line',), name='agreements_line_customer_one_takes_rounding'),
        ),
        migrations.AddConstraint(
            model_name='linecustomer',
            constraint=models.CheckConstraint(condition=models.Q(('split_percent__gte', 0), ('split_percent__lte', 100)), name='agreements_line_customer_share_is_a_percentage'),
        ),
        migrations.AddConstraint(
            model_name='linerole',
            constraint=models.UniqueConstraint(models.F('contract_line'), models.F('role'), name='agreements_line_role_is_listed_once'),
        ),
        migrations.AddConstraint(
            model_name='linetask',
            constraint=models.UniqueConstraint(models.F('contract_line'), models.F('task'), name='agreements_line_task_is_listed_once'),
        ),
        migrations.AddConstraint(
            model_name='pricelist',
            constraint=models.UniqueConstraint(models.F('company'), models.F('name'), name='agreements_price_list_name_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='pricelist',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='agreements_price_list_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='contractpricelist',
            constraint=models.UniqueConstraint(models.F('contract'), models.F('price_list'), name='agreements_contract_price_list_is_listed_once'),
        ),
        migrations.AddConstraint(
            model_name='categoryprice',
            constraint=models.UniqueConstraint(models.F('price_list'), models.F('category'), models.F('unit'), name='agreements_category_price_is_listed_once'),
        ),
        migrations.AddConstraint(
            model_name='categoryprice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('method', 'per_unit'), ('unit_price__isnull', False)), models.Q(('markup_percent__isnull', False), ('method', 'markup')), ('method', 'at_cost'), _connector='OR'), name='agreements_category_price_has_what_its_method_needs'),
        ),
        migrations.AddConstraint(
            model_name='roleprice',
            constraint=models.UniqueConstraint(fields=('price_list', 'role', 'org_unit', 'resource'), name='agreements_role_price_is_listed_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='roleprice',
            constraint=models.CheckConstraint(condition=models.Q(('unit_price__gte', 0)), name='agreements_role_price_is_not_negative'),
        ),
        fillfactor("agreements_contract", 80),
    ]
