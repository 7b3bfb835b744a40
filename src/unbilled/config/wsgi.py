"""The application for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from unbilled.foundation.processes import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unbilled.config.settings")
application = get_wsgi_application()

# A process of ``unbilled serve`` would go on answering, and keep the port, after that was killed.
if os.environ.get("UNBILLED_SERVED_BY") == str(os.getppid()):
    end_with_parent(os.getppid())
