from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0003_rows_name_their_act"),
    ]

    operations = [
        migrations.AddField(
            model_name="company",
            name="approve_own_work",
            field=models.BooleanField(
                db_comment="People may approve work of their own.", db_default=True, default=True
            ),
        ),
        migrations.AddField(
            model_name="company",
            name="post_own_confirmations",
            field=models.BooleanField(
                db_comment="Whoever confirmed a proforma may post its invoice.", db_default=True, default=True
            ),
        ),
    ]
