"""All of Django's settings, read from the environment (docs/settings.md explains each).

Reading stops at the first value that cannot be used, with one sentence (`env.BadSetting`).
"""

import hashlib
import hmac
import os
import tempfile
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from corsheaders.defaults import default_headers

from taskhub.csp import NONCE
from taskhub.env import BadSetting, Environment, kept_key, require_strong
from taskhub.sqlite import QueueingConnection

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()

# Where and what this server is

TASKHUB_ENV = env.choice("TASKHUB_ENV", ("embedded", "production"), "embedded")
PRODUCTION = TASKHUB_ENV == "production"
TASKHUB_DATA_DIR = env.path("TASKHUB_DATA_DIR", "data", base=BASE_DIR)
HOST = env.listening("HOST", "127.0.0.1")
PORT = env.integer("PORT", 8000, least=0, most=65535)
TASKHUB_THREADS = env.integer("TASKHUB_THREADS", 4, least=1, most=64)


def own_address() -> str:
    """The address a browser on this machine reaches the server at."""
    host = "localhost" if HOST in {"0.0.0.0", "::", "[::]"} else HOST.strip("[]")  # noqa: S104
    return f"http://[{host}]:{PORT}" if ":" in host else f"http://{host}:{PORT}"


OWN_ADDRESS = own_address()
TASKHUB_PUBLIC_URL = env.url("TASKHUB_PUBLIC_URL", default=OWN_ADDRESS)
HTTPS = TASKHUB_PUBLIC_URL.startswith("https://")
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
TASKHUB_TRUSTED_PROXIES = env.networks("TASKHUB_TRUSTED_PROXIES")
# Error pages with settings and source in them are never served: the switch turns nothing on.
DEBUG = False
DEBUG_WANTED = env.flag("DEBUG", default=False)

if PRODUCTION:
    SECRET_KEY = require_strong("SECRET_KEY", env.text("SECRET_KEY"))
    if DEBUG_WANTED:
        raise BadSetting("DEBUG must not be set in production.")
    if "*" in ALLOWED_HOSTS:
        raise BadSetting("ALLOWED_HOSTS must name the hosts in production, not *.")
else:
    SECRET_KEY = env.text("SECRET_KEY") or kept_key(TASKHUB_DATA_DIR / "secret-key")

# Tokens are signed with a key of their own, so that neither kind of signature passes for
# the other.
TOKEN_KEY = hmac.digest(SECRET_KEY.encode(), b"taskhub.tokens", hashlib.sha256)

# What it is made of

INSTALLED_APPS = [
    "daphne",
    "channels",
    "taskhub.apps.TaskHubAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "corsheaders",
    "taskhub",
    "accounts",
    "tasks",
    "comments",
    "suggestions",
]
MIDDLEWARE = [
    "taskhub.middleware.PlainInputMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "taskhub.csp.ContentSecurityPolicyMiddleware",
    "taskhub.static_files.StaticFilesMiddleware",
    "taskhub.middleware.CrossOriginMiddleware",
    "taskhub.middleware.PageSession",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "taskhub.middleware.PageAuthentication",
    "taskhub.middleware.PageBrowserSession",
    "taskhub.middleware.PageMessages",
    "taskhub.middleware.PageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
# Addresses that belong to the contracts and to supervisors; what goes wrong there is said in
# JSON.
PROGRAM_PATHS = r"^(api|auth|users|zocket|taskora|tasktracker|totask|todo|healthz|readyz)(/|$)"
ROOT_URLCONF = "taskhub.urls"
ASGI_APPLICATION = "taskhub.asgi.application"
# On the root a wrong slash is a 404 (contracts, "Where each contract is served").
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "taskhub.csp.csp_nonce",
                "taskhub.pages.frame",
                "taskhub.shortcuts.in_page",
            ],
        },
    },
]
# Lets templates/django/forms say how a field looks.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The pages speak these; the contracts, whatever a client's headers say, English.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский")]
# Named here, our words come before what Django's own apps make of the same English.
OWN_APPS = ("taskhub", "accounts", "tasks", "comments", "suggestions")
LOCALE_PATHS = [BASE_DIR / app / "locale" for app in OWN_APPS]
TIME_ZONE = "UTC"
USE_TZ = True

# Data

STATEMENT_SECONDS = env.integer("TASKHUB_STATEMENT_TIMEOUT", 15, most=86400)
LOCK_SECONDS = env.integer("TASKHUB_LOCK_TIMEOUT", 5, most=86400)


def postgresql(config: dict[str, Any]) -> dict[str, Any]:
    """Connections kept per thread with prepared statements (docs/decisions/0001)."""
    limits = f"-c statement_timeout={STATEMENT_SECONDS}s -c lock_timeout={LOCK_SECONDS}s"
    config["OPTIONS"] = {
        "connect_timeout": 3,
        "options": limits,
        "prepare_threshold": 0,
        "server_side_binding": True,
        "application_name": "taskhub",
        "keepalives_idle": 30,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        **config["OPTIONS"],
    }
    return config


def sqlite(config: dict[str, Any]) -> dict[str, Any]:
    """Readers beside one writer; a writer waits its turn from its first statement on."""
    try:
        Path(config["NAME"]).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        sentence = f"The folder of {config['NAME']} cannot be made: {problem.strerror}."
        raise BadSetting(sentence) from None
    config["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "factory": QueueingConnection,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
    }
    # A file, since tests with threads and with processes share it; named by the process,
    # so that two runs in one checkout do not.
    test_file = Path(tempfile.gettempdir()) / f"taskhub-test-{os.getpid()}.sqlite3"
    return {**config, "TEST": {"NAME": str(test_file)}}


def database() -> dict[str, Any]:
    """The one database, on either engine."""
    config = env.database("DATABASE_URL", TASKHUB_DATA_DIR / "taskhub.sqlite3", base=BASE_DIR)
    complete = sqlite if config["ENGINE"].endswith("sqlite3") else postgresql
    # The server's threads live as long as it does, and each keeps its connection.
    return complete({**config, "CONN_MAX_AGE": None, "ATOMIC_REQUESTS": False})


DATABASES = {"default": database()}

REDIS_URL = env.redis("REDIS_URL")
REDIS_TIMEOUTS = {"socket_connect_timeout": 1, "socket_timeout": 1}
if REDIS_URL:
    CACHES: dict[str, Any] = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": "taskhub",
            "OPTIONS": REDIS_TIMEOUTS,
        },
    }
    CHANNEL_LAYERS: dict[str, Any] = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL], "prefix": "taskhub"},
        },
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}

# Files

MEDIA_ROOT = TASKHUB_DATA_DIR / "uploads"
MEDIA_URL = "/media/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATIC_URL = "/static/"
COLLECTED = (STATIC_ROOT / "staticfiles.json").exists()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
# Files that nobody collected are found where the packages keep them; that the folder of
# collected ones is not there is then no news.
warnings.filterwarnings("ignore", "No directory at", UserWarning)
WHITENOISE_USE_FINDERS = not COLLECTED
WHITENOISE_AUTOREFRESH = False

# People

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "home"
AUTHENTICATION_BACKENDS = ["accounts.backends.SharedBudgetBackend"]
PASSWORD_HASHERS = [
    "accounts.hashers.Argon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": f"{VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "first_name", "last_name", "email")},
    },
    {"NAME": f"{VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{VALIDATION}.NumericPasswordValidator"},
]
TASKHUB_ACCESS_LIFETIME = env.integer("TASKHUB_ACCESS_LIFETIME", 900, least=1)
TASKHUB_ACCESS_LIFETIME_LONG = env.integer("TASKHUB_ACCESS_LIFETIME_LONG", 86400, least=1)
TASKHUB_REFRESH_LIFETIME = env.integer("TASKHUB_REFRESH_LIFETIME", 2592000, least=1)
TASKHUB_REFRESH_GRACE = env.integer("TASKHUB_REFRESH_GRACE", 10)
TASKHUB_RESET_LIFETIME = env.integer("TASKHUB_RESET_LIFETIME", 3600, least=1)
TASKHUB_VERIFY_LIFETIME = env.integer("TASKHUB_VERIFY_LIFETIME", 259200, least=1)

# Limits

TASKHUB_LIST_CEILING = env.integer("TASKHUB_LIST_CEILING", 10000, least=1)
TASKHUB_BODY_LIMIT = env.integer("TASKHUB_BODY_LIMIT", 1024 * 1024, least=1024)
TASKHUB_AVATAR_LIMIT = env.integer("TASKHUB_AVATAR_LIMIT", 5 * 1024 * 1024, least=1024)
# The most any request may bring: an avatar in its multipart wrapping, or a JSON body.
BODY_CEILING = max(TASKHUB_AVATAR_LIMIT, TASKHUB_BODY_LIMIT) + 1024 * 1024
# Bodies arrive whole and bounded from the server, so nothing is spooled to disk again.
DATA_UPLOAD_MAX_MEMORY_SIZE = BODY_CEILING
FILE_UPLOAD_MAX_MEMORY_SIZE = BODY_CEILING
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
TASKHUB_RATE_LIMITS = env.flag("TASKHUB_RATE_LIMITS", default=True)
TASKHUB_RATE_SIGN_IN_ACCOUNT = env.rate("TASKHUB_RATE_SIGN_IN_ACCOUNT", "10/300")
TASKHUB_RATE_SIGN_IN_PEER = env.rate("TASKHUB_RATE_SIGN_IN_PEER", "50/300")
TASKHUB_RATE_REGISTER = env.rate("TASKHUB_RATE_REGISTER", "30/60")
TASKHUB_RATE_MAIL_ACCOUNT = env.rate("TASKHUB_RATE_MAIL_ACCOUNT", "5/3600")
TASKHUB_RATE_MAIL_PEER = env.rate("TASKHUB_RATE_MAIL_PEER", "30/300")
TASKHUB_RATE_PAGE_TOKEN = env.rate("TASKHUB_RATE_PAGE_TOKEN", "20/3600")
TASKHUB_RATE_UPLOAD = env.rate("TASKHUB_RATE_UPLOAD", "300/3600")
TASKHUB_RATE_SEARCH = env.rate("TASKHUB_RATE_SEARCH", "600/60")
TASKHUB_RATE_ANALYSE = env.rate("TASKHUB_RATE_ANALYSE", "60/3600")

# Live events

TASKHUB_EVENT_RETENTION_DAYS = env.integer("TASKHUB_EVENT_RETENTION_DAYS", 30, least=1, most=36500)
TASKHUB_SOCKETS_PER_USER = env.integer("TASKHUB_SOCKETS_PER_USER", 20, least=1)
TASKHUB_SOCKET_BUFFER = env.integer("TASKHUB_SOCKET_BUFFER", 1024 * 1024, least=1024)
TASKHUB_SOCKET_STALL = env.integer("TASKHUB_SOCKET_STALL", 30, least=1)
TASKHUB_SOCKET_FRAME_LIMIT = env.integer("TASKHUB_SOCKET_FRAME_LIMIT", 4096, least=256)
TASKHUB_RATE_SOCKET = env.rate("TASKHUB_RATE_SOCKET", "60/10")

# Contracts and their clients

TASKHUB_PERSONAL_TASKS_CONTRACT = env.choice(
    "TASKHUB_PERSONAL_TASKS_CONTRACT", ("taskora", "todo"), "taskora"
)
TASKHUB_CORS_ORIGINS = env.origins("TASKHUB_CORS_ORIGINS")
CORS_ALLOWED_ORIGINS = TASKHUB_CORS_ORIGINS
CORS_ALLOW_CREDENTIALS = False
CORS_EXPOSE_HEADERS = ["X-Total-Count", "Link", "Retry-After", "ETag"]
CORS_ALLOW_HEADERS = [*default_headers, "if-match", "if-none-match"]
REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    # The check would take all contracts for one schema; each is judged when it is written.
    "ENABLE_DJANGO_DEPLOY_CHECK": False,
    # Paths stand in the order of their document.
    "SORT_OPERATIONS": False,
    "POSTPROCESSING_HOOKS": [],
}

# Suggestions by a model, when one is named

TASKHUB_LLM_URL = env.url("TASKHUB_LLM_URL")
TASKHUB_LLM_MODEL = env.text("TASKHUB_LLM_MODEL")
TASKHUB_LLM_KEY = env.text("TASKHUB_LLM_KEY")
TASKHUB_LLM_TIMEOUT = env.decimal("TASKHUB_LLM_TIMEOUT", 20.0, least=0.1, most=600.0)
if TASKHUB_LLM_URL and not TASKHUB_LLM_MODEL:
    raise BadSetting("TASKHUB_LLM_MODEL must be set where TASKHUB_LLM_URL is.")
if not TASKHUB_LLM_KEY.isascii():
    raise BadSetting("TASKHUB_LLM_KEY must be plain ASCII: it travels in a header.")

# Mail

EMAIL = env.email("EMAIL_URL", "consolemail://")
EMAIL_BACKEND = EMAIL["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL.get("EMAIL_HOST", "localhost")
EMAIL_PORT = EMAIL.get("EMAIL_PORT", 587 if EMAIL.get("EMAIL_USE_TLS") else 25)
EMAIL_HOST_USER = EMAIL.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = EMAIL.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = EMAIL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = EMAIL.get("EMAIL_FILE_PATH") or None
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text(
    "TASKHUB_MAIL_FROM", f"TaskHub <noreply@{urlsplit(TASKHUB_PUBLIC_URL).hostname}>"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Browsers

# Behind https a cookie is bound to this very host; browsers refuse the prefix without it.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}taskhub-session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = TASKHUB_REFRESH_LIFETIME
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}taskhub-csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "taskhub.pages.csrf_failure"
CSRF_TRUSTED_ORIGINS = ["{0.scheme}://{0.netloc}".format(urlsplit(TASKHUB_PUBLIC_URL))]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Django counts a year as the least that is worth it; browsers preload from there on.
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_SSL_HOST = urlsplit(TASKHUB_PUBLIC_URL).netloc if HTTPS else None
# People are led to https. A program is not: its token would travel in the clear for ever
# without anybody noticing (ASVS V4.1.2).
SECURE_REDIRECT_EXEMPT = [PROGRAM_PATHS]
SECURE_CSP = {
    "default-src": ["'self'"],
    "script-src": ["'self'", NONCE],
    "style-src": ["'self'", NONCE],
    "img-src": ["'self'", "data:"],
    "connect-src": ["'self'"],
    "worker-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}

# The log: a line of JSON an entry

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "taskhub.logs.JsonFormatter"}},
    "filters": {"callers_fault": {"()": "taskhub.logs.CallersFault"}},
    "handlers": {
        "stderr": {
            "class": "taskhub.logs.BackgroundHandler",
            "formatter": "json",
            "filters": ["callers_fault"],
        },
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # Propagated only: Django's own handlers would mail administrators nobody named.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # Each request has its line; these would say 404 a second time.
        "django.request": {"level": "ERROR"},
        "daphne": {"level": "WARNING"},
        # A traceback a second while Redis is away; taskhub.live has a line for it.
        "channels_redis": {"level": "CRITICAL"},
        # A line for each outbound request, with its address.
        "httpx2": {"level": "WARNING"},
    },
}
