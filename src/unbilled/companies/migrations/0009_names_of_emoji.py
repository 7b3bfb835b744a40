from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0008_paper"),
    ]

    operations = [
        migrations.AddField(
            model_name="company",
            name="names_emoji",
            field=models.BooleanField(
                db_comment="Paper says emoji that no font has by their names; otherwise they are refused before "
                "posting.",
                db_default=False,
                default=False,
            ),
        ),
    ]
