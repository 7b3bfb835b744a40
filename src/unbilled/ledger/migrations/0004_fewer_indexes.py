from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0003_rows_name_their_act"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="entry",
            name="ledger_entry_account_date",
        ),
        migrations.RemoveIndex(
            model_name="projecttransaction",
            name="ledger_project_trans_date",
        ),
    ]
