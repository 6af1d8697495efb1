"""The WSGI entry point that the web server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from whatmatters.project.connections import trust_fresh_connections

OBJECTS_BETWEEN_COLLECTIONS = 50_000
"""A page makes a few thousand objects that go again by themselves: looking for cycles after every 700 costs more than
the cycles."""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "whatmatters.project.settings")
application = get_wsgi_application()
trust_fresh_connections()
gc.collect()
gc.freeze()  # what was loaded at the start stays: later collections need not look at it
gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, 20, 100)
