"""Settings (placeholder while the frame is being laid)."""
from pathlib import Path
BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = "x" * 50
DEBUG = False
SILENCED_SYSTEM_CHECKS=["admin.E403","admin.E408","admin.E409","admin.E410"]
INSTALLED_APPS = ["daphne","channels","django.contrib.admin","django.contrib.auth","django.contrib.contenttypes","django.contrib.sessions","django.contrib.messages","django.contrib.staticfiles","rest_framework","drf_spectacular","drf_spectacular_sidecar","corsheaders","accounts","tasks","comments","suggestions"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "/tmp/x.sqlite3"}}
AUTH_USER_MODEL = "accounts.User"
USE_TZ = True
ROOT_URLCONF = "taskhub.urls"
