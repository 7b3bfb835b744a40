import django.db.models.deletion
from django.db import migrations, models

from unbilled.foundation.guards import fillfactor


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('companies', '0001_initial'),
        ('masterdata', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('decision', models.CharField(choices=[('approved', 'approved'), ('rejected', 'rejected')], db_comment='approved or rejected.', max_length=40)),
                ('decided_on', models.DateField(db_comment='Company date of the decision.')),
                ('comment', models.TextField(blank=True, db_comment='Why, for a rejection.', default='')),
                ('act_id', models.BigIntegerField(db_comment='Act that last wrote the row (people_act).')),
                ('company', models.ForeignKey(db_comment='Company whose entries were decided on.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
            options={
                'db_table': 'work_approval',
                'db_table_comment': 'Acts of approving or rejecting entries.',
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('transaction_class', models.CharField(choices=[('time', 'time'), ('expense', 'expense'), ('material', 'material'), ('fee', 'fee')], db_comment='time, expense, material or fee.', max_length=40)),
                ('transaction_date', models.DateField(db_comment='Day of the work.')),
                ('quantity', models.DecimalField(db_comment='Hours, pieces or kilometers, as submitted.', decimal_places=6, max_digits=18)),
                ('unit', models.CharField(db_comment='Unit of the quantity.', default='hour', max_length=40)),
                ('unit_cost', models.DecimalField(blank=True, db_comment='Cost per unit; empty: from the cost price list.', decimal_places=6, max_digits=18, null=True)),
                ('unit_price', models.DecimalField(blank=True, db_comment='Sales price per unit of a fee, contract currency.', decimal_places=6, max_digits=18, null=True)),
                ('billing_type', models.CharField(blank=True, db_comment='Wish or decision; empty: by the rules.', max_length=40, null=True)),
                ('billable_quantity', models.DecimalField(blank=True, db_comment='Quantity approved for billing; empty: as submitted.', decimal_places=6, max_digits=18, null=True)),
                ('description', models.TextField(blank=True, db_comment='Text the customer may read.', default='')),
                ('internal_note', models.TextField(blank=True, db_comment='Text for colleagues.', default='')),
                ('external_reference', models.TextField(blank=True, db_comment='Key in the system it came from; one entry each.', null=True)),
                ('status', models.CharField(choices=[('draft', 'draft'), ('submitted', 'submitted'), ('returned', 'returned'), ('approved', 'approved')], db_comment='Where the entry stands.', default='draft', max_length=40)),
                ('entered_act_id', models.BigIntegerField(db_comment='Act that entered it.')),
                ('submitted_act_id', models.BigIntegerField(db_comment='Act that submitted it; empty until then, and when it was recalled.', null=True)),
                ('act_id', models.BigIntegerField(db_comment='Act that last wrote the row (people_act).')),
                ('approval', models.ForeignKey(blank=True, db_comment='Last decision.', db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='work.approval')),
                ('category', models.ForeignKey(blank=True, db_comment='Category.', db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='masterdata.category')),
                ('company', models.ForeignKey(db_comment='Company the work was done for.', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='companies.company')),
                ('cost_currency', models.ForeignKey(blank=True, db_comment='Currency of unit_cost.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.currency')),
                ('project', models.ForeignKey(db_comment='Project.', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='masterdata.project')),
                ('resource', models.ForeignKey(blank=True, db_comment='Who or what did it.', db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='masterdata.resource')),
                ('role', models.ForeignKey(blank=True, db_comment='Role worked as.', db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='masterdata.role')),
                ('task', models.ForeignKey(blank=True, db_comment='Task.', db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='masterdata.task')),
            ],
            options={
                'db_table': 'work_entry',
                'db_table_comment': 'Entries of time, expense, material and fee.',
                'indexes': [models.Index(fields=['project', 'transaction_date'], name='work_entry_project_date'), models.Index(fields=['resource', 'transaction_date'], name='work_entry_resource_date')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('external_reference__isnull', False)), fields=('company', 'external_reference'), name='work_entry_external_reference_is_unique'), models.CheckConstraint(condition=models.Q(('billable_quantity__isnull', True), ('billable_quantity__gte', 0), _connector='OR'), name='work_entry_billable_quantity_is_not_negative'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), ('approval__isnull', False), _connector='OR'), name='work_entry_approved_has_a_decision'), models.CheckConstraint(condition=models.Q(('unit_cost__isnull', True), ('cost_currency__isnull', False), _connector='OR'), name='work_entry_cost_has_a_currency')],
            },
        ),
        fillfactor("work_entry", 70),
    ]
