import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('companies', '0001_initial'),
        ('tax', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OrgUnit',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('name', models.TextField(blank=True, db_comment='Name.', default='')),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('company', models.ForeignKey(db_comment='Company the unit belongs to.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
            options={
                'db_table': 'masterdata_org_unit',
                'db_table_comment': 'Organization units.',
            },
        ),
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('code', models.CharField(db_comment='Code people type.', max_length=40)),
                ('name', models.TextField(blank=True, db_comment='Name.', default='')),
                ('project_group', models.TextField(blank=True, db_comment='Group that posting and profile rules may name.', default='')),
                ('stage', models.CharField(choices=[('open', 'open'), ('closed', 'closed')], db_comment='open or closed.', default='open', max_length=40)),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('company', models.ForeignKey(db_comment='Company that runs the project.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('dimension_set', models.ForeignKey(blank=True, db_comment='Financial dimensions.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.dimensionset')),
                ('manager', models.ForeignKey(blank=True, db_comment='Project manager.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('tax_group', models.ForeignKey(blank=True, db_comment='Sales tax group.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tax.taxgroup')),
            ],
            options={
                'db_table': 'masterdata_project',
                'db_table_comment': 'Projects: group, manager, dimensions, stage.',
            },
        ),
        migrations.CreateModel(
            name='Role',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('name', models.TextField(blank=True, db_comment='Name, such as Developer.', default='')),
                ('billing_type', models.CharField(choices=[('chargeable', 'chargeable'), ('non_chargeable', 'non-chargeable'), ('complimentary', 'complimentary'), ('not_available', 'not available')], db_comment='Chargeable or not, unless the line says.', default='chargeable', max_length=40)),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('company', models.ForeignKey(db_comment='Company that uses the role.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
            options={
                'db_table': 'masterdata_role',
                'db_table_comment': 'Roles with their usual chargeability.',
            },
        ),
        migrations.CreateModel(
            name='Resource',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('name', models.TextField(blank=True, db_comment='Name as it stands in timesheets.', default='')),
                ('email', models.TextField(blank=True, db_comment='E-mail address, a second way to recognize the resource.', default='')),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('company', models.ForeignKey(db_comment='Company that employs or buys the resource.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('org_unit', models.ForeignKey(blank=True, db_comment='Organization unit.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='masterdata.orgunit')),
                ('role', models.ForeignKey(blank=True, db_comment='Usual role.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='masterdata.role')),
            ],
            options={
                'db_table': 'masterdata_resource',
                'db_table_comment': 'People and machines whose work is entered.',
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('name', models.TextField(blank=True, db_comment='Name.', default='')),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('company', models.ForeignKey(db_comment='Company that runs the project.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('project', models.ForeignKey(db_comment='Project the task is part of.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='masterdata.project')),
            ],
            options={
                'db_table': 'masterdata_task',
                'db_table_comment': 'Tasks of projects.',
            },
        ),
        migrations.CreateModel(
            name='Category',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('name', models.TextField(blank=True, db_comment='Name, such as Travel.', default='')),
                ('transaction_class', models.CharField(db_comment='time, expense, material or fee.', max_length=40)),
                ('category_group', models.TextField(blank=True, db_comment='Group that posting rules may name.', default='')),
                ('billing_type', models.CharField(choices=[('chargeable', 'chargeable'), ('non_chargeable', 'non-chargeable'), ('complimentary', 'complimentary'), ('not_available', 'not available')], db_comment='Chargeable or not, unless the line says.', default='chargeable', max_length=40)),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('company', models.ForeignKey(db_comment='Company that uses the category.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('item_tax_group', models.ForeignKey(blank=True, db_comment='Item sales tax group.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tax.itemtaxgroup')),
            ],
            options={
                'db_table': 'masterdata_category',
                'db_table_comment': 'Categories with class, group, chargeability and item sales tax group.',
                'constraints': [models.UniqueConstraint(models.F('company'), models.F('transaction_class'), models.F('name'), name='masterdata_category_name_is_unique')],
            },
        ),
        migrations.CreateModel(
            name='Customer',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('account', models.CharField(db_comment='Account number people use.', max_length=40)),
                ('name', models.TextField(blank=True, db_comment='Legal name.', default='')),
                ('address', models.TextField(blank=True, db_comment='Postal address, one line per line.', default='')),
                ('country', models.CharField(blank=True, db_comment='ISO 3166 country code.', default='', max_length=2)),
                ('vat_id', models.TextField(blank=True, db_comment='VAT identification number.', default='')),
                ('electronic_address', models.TextField(blank=True, db_comment='Address for electronic invoices.', default='')),
                ('electronic_scheme', models.TextField(blank=True, db_comment='Scheme of that address, such as 0088.', default='')),
                ('buyer_reference', models.TextField(blank=True, db_comment='Reference the customer wants on invoices.', default='')),
                ('language', models.CharField(db_comment='Language of documents.', default='en', max_length=40)),
                ('customer_group', models.TextField(blank=True, db_comment='Group that posting rules may name.', default='')),
                ('on_hold', models.BooleanField(db_comment='No invoice is posted while set.', default=False)),
                ('act_id', models.BigIntegerField(blank=True, db_comment='Act that last wrote the row (people_act).', null=True)),
                ('company', models.ForeignKey(db_comment='Company whose customer this is.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('currency', models.ForeignKey(blank=True, db_comment='Currency the customer usually buys in.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.currency')),
                ('dimension_set', models.ForeignKey(blank=True, db_comment='Dimensions of the customer balance entry.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.dimensionset')),
                ('tax_group', models.ForeignKey(blank=True, db_comment='Sales tax group.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tax.taxgroup')),
                ('terms', models.ForeignKey(blank=True, db_comment='Terms of payment.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.termsofpayment')),
            ],
            options={
                'db_table': 'masterdata_customer',
                'db_table_comment': 'Customers: legal data, terms, tax group, hold.',
                'constraints': [models.UniqueConstraint(models.F('company'), models.F('account'), name='masterdata_customer_account_is_unique')],
            },
        ),
        migrations.AddConstraint(
            model_name='orgunit',
            constraint=models.UniqueConstraint(models.F('company'), models.F('name'), name='masterdata_org_unit_name_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.UniqueConstraint(models.F('company'), models.F('code'), name='masterdata_project_code_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='role',
            constraint=models.UniqueConstraint(models.F('company'), models.F('name'), name='masterdata_role_name_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='resource',
            constraint=models.UniqueConstraint(models.F('company'), models.F('name'), name='masterdata_resource_name_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(models.F('project'), models.F('name'), name='masterdata_task_name_is_unique'),
        ),
    ]
