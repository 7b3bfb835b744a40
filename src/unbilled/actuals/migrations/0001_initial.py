import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agreements', '0001_initial'),
        ('companies', '0001_initial'),
        ('masterdata', '0001_initial'),
        ('work', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Actual',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('transaction_type', models.CharField(choices=[('cost', 'cost'), ('unbilled_sales', 'unbilled sales'), ('billed_sales', 'billed sales'), ('interorg_sales', 'inter-organization sales'), ('resourcing_unit_cost', 'resourcing unit cost')], db_comment='cost, unbilled_sales, billed_sales and so on.', max_length=40)),
                ('transaction_class', models.CharField(choices=[('time', 'time'), ('expense', 'expense'), ('material', 'material'), ('fee', 'fee'), ('milestone', 'milestone'), ('retainer', 'retainer')], db_comment='time, expense, material, fee, milestone or retainer.', max_length=40)),
                ('contract_id', models.BigIntegerField(db_comment='Contract; follows from the line.', null=True)),
                ('customer_id', models.BigIntegerField(db_comment='Customer of the line who pays; follows from the line.', null=True)),
                ('task_id', models.BigIntegerField(db_comment='Task; follows from the entry.', null=True)),
                ('role_id', models.BigIntegerField(db_comment='Role; follows from the entry.', null=True)),
                ('category_id', models.BigIntegerField(db_comment='Category; follows from the entry.', null=True)),
                ('resource_id', models.BigIntegerField(db_comment='Resource; follows from the entry.', null=True)),
                ('transaction_date', models.DateField(db_comment='Day of the work.')),
                ('accounting_date', models.DateField(db_comment='Date for the books: of the work for cost and unbilled sales, of confirmation for billed sales.')),
                ('quantity', models.DecimalField(db_comment='Quantity, negative on a reversal.', decimal_places=6, max_digits=18)),
                ('unit', models.CharField(db_comment='Unit of the quantity.', max_length=40)),
                ('unit_price', models.DecimalField(db_comment='Price or cost per unit, transaction currency.', decimal_places=6, max_digits=18)),
                ('transaction_amount', models.DecimalField(db_comment='Quantity times price, rounded; transaction currency.', decimal_places=4, max_digits=20)),
                ('transaction_currency', models.CharField(db_comment='Contract currency for sales; cost currency for cost.', max_length=3)),
                ('billing_type', models.CharField(db_comment='chargeable, non_chargeable, complimentary or not_available.', max_length=40)),
                ('price_source_id', models.BigIntegerField(db_comment='Price list the unit price came from; empty: entered by hand.', null=True)),
                ('replaces_id', models.BigIntegerField(db_comment='Actual whose place this one takes: edited on a proforma, or reopened by a correction.', null=True)),
                ('milestone_id', models.BigIntegerField(db_comment='Milestone it came from (billing_milestone).', null=True)),
                ('proforma_id', models.BigIntegerField(db_comment='Proforma whose confirmation recorded it (billing_proforma).', null=True)),
                ('proforma_line_no', models.IntegerField(db_comment='Detail of that proforma (billing_proforma_detail).', null=True)),
                ('goes_to_journal', models.BooleanField(db_comment='Whether the integration journal takes it; what a confirmation moves it does not.')),
                ('act_id', models.BigIntegerField(db_comment='Act that recorded it (people_act).')),
                ('company', models.ForeignKey(db_comment='Company.', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='companies.company')),
                ('contract_line', models.ForeignKey(db_comment='Contract line.', db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agreements.contractline')),
                ('entry', models.ForeignKey(db_comment='Entry of work it came from.', db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='work.entry')),
                ('project', models.ForeignKey(db_comment='Project.', db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='masterdata.project')),
                ('reverses', models.ForeignKey(db_comment='Actual that this one reverses.', db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='actuals.actual')),
            ],
            options={
                'db_table': 'actuals_actual',
                'db_table_comment': 'Project actuals, append-only; corrected by a reversal and a replacement.',
                'indexes': [models.Index(fields=['contract_line', 'transaction_date'], name='actuals_actual_line_date'), models.Index(condition=models.Q(('transaction_type', 'cost')), fields=['entry'], name='actuals_actual_cost_of_entry'), models.Index(condition=models.Q(('transaction_type', 'billed_sales')), fields=['proforma_id'], name='actuals_actual_billed_by')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('reverses__isnull', False)), fields=('reverses',), name='actuals_actual_is_reversed_once'), models.CheckConstraint(condition=models.Q(models.Q(('transaction_type', 'billed_sales'), _negated=True), ('proforma_id__isnull', False), _connector='OR'), name='actuals_actual_billed_sales_have_a_proforma')],
            },
        ),
    ]
