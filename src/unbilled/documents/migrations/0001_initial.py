import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('companies', '0001_initial'),
        ('ledger', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(db_comment='Identity.', primary_key=True, serialize=False)),
                ('document_format', models.CharField(db_comment='pdf.', max_length=40)),
                ('content', models.BinaryField(db_comment='The bytes.')),
                ('sha256', models.CharField(db_comment='SHA-256 of the bytes, hexadecimal.', max_length=64)),
                ('renderer', models.TextField(blank=True, db_comment='Program and version that rendered it.', default='')),
                ('act_id', models.BigIntegerField(db_comment='Act that printed it (people_act).')),
                ('company', models.ForeignKey(db_comment='Company.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('invoice', models.ForeignKey(db_comment='Posted invoice.', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.invoice')),
            ],
            options={
                'db_table': 'documents_document',
                'db_table_comment': 'Documents of posted invoices, append-only, each with its SHA-256.',
                'constraints': [models.UniqueConstraint(models.F('invoice'), models.F('document_format'), name='documents_document_is_rendered_once')],
            },
        ),
    ]
