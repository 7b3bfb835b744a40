import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('companies', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'db_table': 'people_person',
                'db_table_comment': 'People who work with the books; every act names one.',
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='Act',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity; rows that the act wrote name it.', primary_key=True, serialize=False)),
                ('event', models.CharField(db_comment='What was done, such as billing.confirm_proformas.', max_length=80)),
                ('acted_on', models.DateField(db_comment='Company date of the act.')),
                ('acted_at', models.DateTimeField(db_comment='Moment of the act.')),
                ('key', models.CharField(db_comment='Word of the caller: the act happens once for it; empty: none.', default='', max_length=200)),
                ('asked', models.JSONField(db_comment='What was asked; long lists as count and checksum.', default=dict)),
                ('outcome', models.CharField(choices=[('running', 'running'), ('done', 'done'), ('refused', 'refused'), ('interrupted', 'interrupted')], db_comment='How it ended.', default='running', max_length=40)),
                ('refusal', models.TextField(blank=True, db_comment='Name of the refusal, when it was refused.', default='')),
                ('sentence', models.TextField(blank=True, db_comment='What was wrong, when it was refused.', default='')),
                ('answer', models.JSONField(db_comment='What it answered, kept where it has a key.', null=True)),
                ('changes', models.JSONField(db_comment='What became of masters: each field before and after.', null=True)),
                ('company', models.ForeignKey(db_comment='Company; empty where it was yet to be opened.', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('person', models.ForeignKey(db_comment='Who did it.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'people_act',
                'db_table_comment': 'The act log: one row for every event from outside.',
                'indexes': [models.Index(fields=['company', '-id'], name='people_act_latest'), models.Index(fields=['person', '-id'], name='people_act_of_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(models.Q(('key', ''), _negated=True), ('outcome__in', ['running', 'done'])), fields=('company', 'person', 'key'), name='people_act_happens_once_for_a_key', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('team_member', 'team member'), ('project_manager', 'project manager'), ('project_accountant', 'project accountant'), ('billing_lead', 'billing lead'), ('auditor', 'auditor'), ('administrator', 'administrator')], db_comment='What the person may do.', max_length=40)),
                ('scope', models.CharField(choices=[('all', 'all contracts'), ('own', 'own contracts')], db_comment='All contracts, or those the person manages.', default='all', max_length=40)),
                ('act_id', models.BigIntegerField(db_comment='Act that granted it.')),
                ('company', models.ForeignKey(db_comment='Company.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('person', models.ForeignKey(db_comment='Person.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'people_membership',
                'db_table_comment': 'Roles of people in companies, over all contracts or their own.',
                'constraints': [models.UniqueConstraint(models.F('company'), models.F('person'), models.F('role'), name='people_membership_role_is_granted_once')],
            },
        ),
    ]
