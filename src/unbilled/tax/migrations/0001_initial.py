import django.contrib.postgres.constraints
import django.db.models.deletion
import unbilled.foundation.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('companies', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ItemTaxGroup',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('code', models.CharField(db_comment='Code people type, such as FULL.', max_length=40)),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('company', models.ForeignKey(db_comment='Company that uses the group.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
            options={
                'db_table': 'tax_item_tax_group',
                'db_table_comment': 'Item sales tax groups: the codes a kind of service or good carries.',
            },
        ),
        migrations.CreateModel(
            name='TaxCode',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('code', models.CharField(db_comment='Code people type, such as VAT20.', max_length=40)),
                ('name', models.TextField(blank=True, db_comment='Name printed on invoices.', default='')),
                ('category', models.CharField(db_comment='EN 16931 category: S, Z, E, AE, K, G or O.', default='S', max_length=40)),
                ('legal_text', models.TextField(blank=True, db_comment='Sentence the law wants on the invoice, such as for reverse charge.', default='')),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('company', models.ForeignKey(db_comment='Company that charges the tax.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
            options={
                'db_table': 'tax_tax_code',
                'db_table_comment': 'Sales tax codes with category and legal text.',
            },
        ),
        migrations.CreateModel(
            name='ItemTaxGroupCode',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('item_tax_group', models.ForeignKey(db_comment='Group.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tax.itemtaxgroup')),
                ('tax_code', models.ForeignKey(db_comment='Code in the group.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tax.taxcode')),
            ],
            options={
                'db_table': 'tax_item_tax_group_code',
                'db_table_comment': 'Codes of item sales tax groups.',
            },
        ),
        migrations.CreateModel(
            name='TaxGroup',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('code', models.CharField(db_comment='Code people type, such as DOMESTIC.', max_length=40)),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('company', models.ForeignKey(db_comment='Company that uses the group.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
            options={
                'db_table': 'tax_tax_group',
                'db_table_comment': 'Sales tax groups: the codes a kind of customer is charged.',
            },
        ),
        migrations.CreateModel(
            name='TaxGroupCode',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('tax_code', models.ForeignKey(db_comment='Code in the group.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tax.taxcode')),
                ('tax_group', models.ForeignKey(db_comment='Group.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tax.taxgroup')),
            ],
            options={
                'db_table': 'tax_tax_group_code',
                'db_table_comment': 'Codes of sales tax groups.',
            },
        ),
        migrations.CreateModel(
            name='TaxParameters',
            fields=[
                ('company', models.OneToOneField(db_comment='Company.', on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='companies.company')),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('default_item_tax_group', models.ForeignKey(blank=True, db_comment="Item sales tax group of work without a category's.", db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tax.itemtaxgroup')),
                ('milestone_item_tax_group', models.ForeignKey(blank=True, db_comment='Item sales tax group of fixed-price milestones.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tax.itemtaxgroup')),
            ],
            options={
                'db_table': 'tax_parameters',
                'db_table_comment': 'Item sales tax groups that companies use where nothing nearer names one.',
            },
        ),
        migrations.CreateModel(
            name='TaxRate',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('valid_from', models.DateField(db_comment='First day of the rate.')),
                ('valid_until', models.DateField(blank=True, db_comment='Day after the last; empty: open.', null=True)),
                ('rate_percent', models.DecimalField(db_comment='Percent of the net amount.', decimal_places=6, max_digits=9)),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('tax_code', models.ForeignKey(db_comment='Code whose rate this is.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tax.taxcode')),
            ],
            options={
                'db_table': 'tax_tax_rate',
                'db_table_comment': 'Dated rates of tax codes.',
            },
        ),
        migrations.AddConstraint(
            model_name='itemtaxgroup',
            constraint=models.UniqueConstraint(models.F('company'), models.F('code'), name='tax_item_tax_group_code_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='taxcode',
            constraint=models.UniqueConstraint(models.F('company'), models.F('code'), name='tax_tax_code_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='itemtaxgroupcode',
            constraint=models.UniqueConstraint(models.F('item_tax_group'), models.F('tax_code'), name='tax_item_tax_group_code_is_listed_once'),
        ),
        migrations.AddConstraint(
            model_name='taxgroup',
            constraint=models.UniqueConstraint(models.F('company'), models.F('code'), name='tax_tax_group_code_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='taxgroupcode',
            constraint=models.UniqueConstraint(models.F('tax_group'), models.F('tax_code'), name='tax_tax_group_code_is_listed_once'),
        ),
        migrations.AddConstraint(
            model_name='taxrate',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('tax_code', '='), (unbilled.foundation.fields.DateRange(models.F('valid_from'), models.F('valid_until')), '&&')], name='tax_tax_rate_one_at_a_time'),
        ),
    ]
