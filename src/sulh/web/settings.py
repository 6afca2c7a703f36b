"""What Django is told: the choices of the operator come from `sulh.store.config`, the rest is the same for all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from sulh.store.config import database, from_environment
from sulh.vault.keyring import Keyring

CONFIG = from_environment()
HERE = Path(__file__).parent

SECRET_KEY = Keyring(CONFIG.keys).session_secret()
DEBUG = CONFIG.debug
ALLOWED_HOSTS = list(CONFIG.hosts)
SULH = CONFIG
CHEAP_CODES = CONFIG.demo  # the demonstration's codes are printed: nothing is gained by hashing them dearly

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "sulh.store",
    "sulh.web",
]

MIDDLEWARE = [
    "sulh.web.middleware.answers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "sulh.web.middleware.compress",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sulh.web.middleware.forget",  # after allauth's: what a view raises comes here first
    "sulh.web.middleware.limits",
    "sulh.web.middleware.language",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "sulh.web.urls"
WSGI_APPLICATION = "sulh.web.wsgi.application"
APPEND_SLASH = False

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "sulh.web.jinja.Templates",
        "DIRS": [HERE / "templates", *sorted(HERE.glob("*/templates"))],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "sulh.web.jinja.environment",
            "context_processors": ["sulh.web.jinja.spoken"],
        },
    },
]

FORM_RENDERER = "django.forms.renderers.Jinja2"  # fields as Django writes them, in half the time: some forms have fifty

DATABASES = {"default": database(CONFIG)}
# A full cache forgets entries that still hold: to fill it has to take longer than they hold, five minutes.
ROOM = {"MAX_ENTRIES": 10_000}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "used_codes",
        "OPTIONS": ROOM,
    },
    "axes": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "sign_in_attempts",
        "OPTIONS": ROOM,
    },
}

# Accounts
AUTH_USER_MODEL = "store.Staff"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["account"]},
    },
    {"NAME": "sulh.web.account.passwords.LongEnough"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "entrance"
ACCOUNT_ADAPTER = "sulh.web.account.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "account"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Wrong digits of a second factor are counted here, by account; wrong passwords by django-axes, by account as well.
# Nothing goes by address, of which none is kept.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key", "login": None, "reauthenticate": None, "change_password": None}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_ADAPTER = "sulh.web.account.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = False
AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
AXES_CACHE = "axes"
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1 / 12  # hours: five minutes, so that nobody can lock an account out for long
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "sulh.web.account.adapter.account_name"
AXES_SENSITIVE_PARAMETERS = ["login", "password"]
AXES_LOCKOUT_CALLABLE = "sulh.web.account.views.slowed"
AXES_VERBOSE = False
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_DISABLE_ACCESS_LOG = True
AXES_IPWARE_META_PRECEDENCE_ORDER = ["REMOTE_ADDR"]
SILENCED_SYSTEM_CHECKS = [
    "axes.W006",  # by account only: addresses are never kept
]

# Sessions and cookies
PLAIN = CONFIG.demo or CONFIG.debug  # on a loopback address there is no TLS
SESSION_ENGINE = "sulh.web.sessions"
SESSION_COOKIE_NAME = "s" if PLAIN else "__Host-s"
SESSION_COOKIE_SECURE = not PLAIN
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_NAME = "c" if PLAIN else "__Host-c"
CSRF_COOKIE_SECURE = not PLAIN
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "sulh.web.stale.expired"
CSRF_TRUSTED_ORIGINS = [] if PLAIN else [f"https://{host}" for host in CONFIG.hosts]

# Headers
SECURE_HSTS_SECONDS = 0 if PLAIN else 31536000
SECURE_REFERRER_POLICY = "same-origin"  # with no-referrer Chromium sends "Origin: null", which the CSRF check refuses
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Files of pages
STATIC_URL = "/s/"
STATIC_ROOT = CONFIG.static_folder
STATICFILES_DIRS = [HERE / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "sulh.web.static.Files"},
}
WHITENOISE_USE_FINDERS = False  # collected files are served, each with its compressed copy
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 31536000  # addresses hold a digest of what they lead to

# What comes in
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 2
FILE_UPLOAD_MAX_MEMORY_SIZE = 3_000_000
FILE_UPLOAD_HANDLERS = ["sulh.web.uploads.Bounded"]  # in memory; one page takes more

LANGUAGES = [("en", "English"), ("fr", "Français"), ("ar", "العربية")]
LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# No request, no address, no parameter in any log: only that something failed, and where in the code.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": True,
    "formatters": {"plain": {"()": "sulh.web.logging.Plain"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},  # a fault of ours leaves a line; what was asked for leaves none
        "django.security": {"level": "CRITICAL", "propagate": False},
        "axes": {"level": "CRITICAL", "propagate": False},
    },
}
