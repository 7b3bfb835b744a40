
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('companies', '0002_what_the_trial_asked'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('screen', models.CharField(db_comment='Page, by its place in the address.', max_length=60)),
                ('name', models.CharField(db_comment='What its tab says.', max_length=60)),
                ('query', models.TextField(blank=True, db_comment='Filters by meaning, order and columns, as they stand in an address.', default='')),
                ('is_shared', models.BooleanField(db_comment='Everybody in the company sees it.', default=False)),
                ('act_id', models.BigIntegerField(db_comment='Act that last wrote the row (people_act).')),
                ('company', models.ForeignKey(db_comment='Company.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('person', models.ForeignKey(db_comment='Whose it is.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'kit_saved_view',
                'db_table_comment': 'Views of pages that people have saved for themselves or for all.',
                'constraints': [models.UniqueConstraint(models.F('company'), models.F('screen'), models.F('person'), models.F('name'), name='kit_saved_view_name_is_unique_for_a_person')],
            },
        ),
    ]
