from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("companies", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="company",
            name="is_demonstration",
            field=models.BooleanField(
                default=False,
                db_comment="It is there to be looked at; nobody means it who names no company.",
            ),
        )
    ]
