"""What tests stand on; pytest loads it before pytest-django has started Django."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taskhub.settings")
django.setup()
