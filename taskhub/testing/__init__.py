"""What tests stand on; pytest loads it before pytest-django has started Django."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taskhub.settings")
django.setup()

from accounts import outbox  # noqa: E402 - needs Django set up

# A thread that looks for mails would disturb whatever database a test has just then.
outbox.start = lambda: None
