from django.apps import AppConfig


class ProcessConfig(AppConfig):
    name = "unbilled.process"

    def ready(self) -> None:
        """Say which runs a worker can carry out."""
        from unbilled.process.runs.approve import APPROVE
        from unbilled.process.runs.bill import BILL
        from unbilled.process.runs.confirm import CONFIRM
        from unbilled.process.runs.post_invoices import POST_INVOICES
        from unbilled.process.runs.post_journals import POST_JOURNALS
        from unbilled.process.runs.print import PRINT
        from unbilled.process.runs.submit import SUBMIT
        from unbilled.runs.background import take_on

        take_on(SUBMIT, APPROVE, POST_JOURNALS, BILL, CONFIRM, POST_INVOICES, PRINT)
