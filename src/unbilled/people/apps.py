from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "unbilled.people"
    label = "people"

    def ready(self) -> None:
        """Acts are kept here."""
        from unbilled.foundation.acts import keep_with
        from unbilled.people import keeping

        keep_with(keeping)
