"""Proposal lines keep their tax by code, and what a correction corrects."""

import datetime

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounting", "0002_guards")]

    operations = [
        migrations.AddField(
            model_name="proposalline",
            name="corrected_actual_id",
            field=models.BigIntegerField(
                db_comment="Billed sale that a correction reverses or bills again, at its rates; otherwise empty.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="proposalline",
            name="tax_date",
            field=models.DateField(
                db_comment="Day whose tax rates apply; a correction keeps the original's.",
                default=datetime.date(1970, 1, 1),
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="proposalline",
            name="tax_code_ids",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                db_comment="Sales tax codes that apply, by id.",
                default=list,
                size=None,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="proposalline",
            name="tax_rates",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.DecimalField(decimal_places=6, max_digits=9),
                db_comment="Rate of each of these codes, percent.",
                default=list,
                size=None,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="proposalline",
            name="tax_amounts",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.DecimalField(decimal_places=4, max_digits=20),
                db_comment="Tax of each of these codes, invoice currency.",
                default=list,
                size=None,
            ),
            preserve_default=False,
        ),
    ]
