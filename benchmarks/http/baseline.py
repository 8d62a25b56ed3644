"""The baseline: the same tables served as most Django projects serve theirs.

A ModelViewSet with nested ModelSerializers, simplejwt, the middlewares of `startproject` and
Django's own ASGI handler. `BASELINE_KEPT=1` runs it on our bridge instead, whose threads keep
their connections: what is then left of the difference is the application's alone.

It is its own settings module, so that nothing of ours is switched on by accident.
"""

import os
import sys

from taskhub import settings as ours

SECRET_KEY = "baseline-" + "x" * 64
ALLOWED_HOSTS = ["127.0.0.1"]
KEPT = os.environ.get("BASELINE_KEPT") == "1"
INSTALLED_APPS = [*ours.INSTALLED_APPS, "rest_framework_simplejwt"]
INSTALLED_APPS.remove("taskhub.apps.TaskHubAdminConfig")
INSTALLED_APPS.insert(0, "django.contrib.admin")
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "benchmarks.http.baseline_app"
AUTH_USER_MODEL = ours.AUTH_USER_MODEL
DEFAULT_AUTO_FIELD = ours.DEFAULT_AUTO_FIELD
TEMPLATES = ours.TEMPLATES
LANGUAGES = ours.LANGUAGES
USE_TZ = True
STATIC_URL = "/static/"
PASSWORD_HASHERS = ours.PASSWORD_HASHERS
SPECTACULAR_SETTINGS = ours.SPECTACULAR_SETTINGS
DATABASES = {"default": {**ours.DATABASES["default"], "CONN_MAX_AGE": None if KEPT else 0}}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["OPTIONS"] = {}
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework_simplejwt.authentication.JWTAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 100,
}
TASKHUB_NAMES = [name for name in vars(ours) if name.startswith("TASKHUB_")]
for _name in (*TASKHUB_NAMES, "REDIS_URL", "CACHES", "CHANNEL_LAYERS", "MEDIA_URL", "TOKEN_KEY"):
    setattr(sys.modules[__name__], _name, getattr(ours, _name))
