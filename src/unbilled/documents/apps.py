from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "unbilled.documents"
    label = "documents"
