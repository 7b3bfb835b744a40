import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('companies', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('run_kind', models.CharField(db_comment='What it does, such as approve or post_invoices.', max_length=40)),
                ('arguments', models.JSONField(db_comment='What it was asked for.', default=dict)),
                ('status', models.CharField(choices=[('running', 'running'), ('finished', 'finished'), ('interrupted', 'interrupted')], db_comment='Where it stands.', default='running', max_length=40)),
                ('totals', models.JSONField(db_comment='Records, amounts and seconds so far.', default=dict)),
                ('started_at', models.DateTimeField(db_comment='When it started.')),
                ('finished_at', models.DateTimeField(db_comment='When it ended.', null=True)),
                ('act_id', models.BigIntegerField(db_comment='Act that it is (people_act).')),
                ('company', models.ForeignKey(db_comment='Company.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
            ],
            options={
                'db_table': 'runs_run',
                'db_table_comment': 'Runs over many records, with their totals.',
            },
        ),
        migrations.CreateModel(
            name='RunItem',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('record_kind', models.CharField(db_comment='What was set aside: row, entry, journal_line, contract, proforma, proposal or invoice.', max_length=40)),
                ('record_id', models.BigIntegerField(db_comment='Its identity; of a row its line in the file.')),
                ('record_name', models.TextField(blank=True, db_comment='What people call it.', default='')),
                ('refusal', models.CharField(db_comment='Code of the refusal.', max_length=80)),
                ('sentence', models.TextField(blank=True, db_comment='What is wrong.', default='')),
                ('remedy', models.TextField(blank=True, db_comment='What to do.', default='')),
                ('run', models.ForeignKey(db_comment='Run.', on_delete=django.db.models.deletion.PROTECT, related_name='items', to='runs.run')),
            ],
            options={
                'db_table': 'runs_run_item',
                'db_table_comment': 'Records that runs set aside, each with its refusal and remedy.',
            },
        ),
    ]
