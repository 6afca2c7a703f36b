"""
The platform's own settings, in a folder made for one test run.

    SULH_TEST_DATABASE=postgres    runs on the PostgreSQL server that SULH_TEST_POSTGRES names, else on SQLite
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from sulh.vault.keyring import Keyring

DEFAULT_SERVER = "postgres://postgres@127.0.0.1:5432"
MEMORY = "/dev/shm"  # keys that are gone after the run need not wait for a disk
FOLDER = Path(tempfile.mkdtemp(prefix="sulh-test-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None))
SERVER = os.environ.get("SULH_TEST_POSTGRES", DEFAULT_SERVER)
ON_POSTGRES = os.environ.get("SULH_TEST_DATABASE") == "postgres"

(FOLDER / "home" / "static").mkdir(parents=True)
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
Keyring.create(FOLDER / "keys").new_data_key("installation")
for name in ("DATABASE_URL", "SULH_DEBUG", "SULH_NAME", "SULH_BIND"):
    os.environ.pop(name, None)
os.environ |= {
    "SULH_HOME": str(FOLDER / "home"),
    "SULH_KEYS": str(FOLDER / "keys"),
    "SULH_HOSTS": "testserver,localhost,127.0.0.1",
    "SULH_MODE": "serve",
}
if ON_POSTGRES:
    os.environ["DATABASE_URL"] = f"{SERVER}/postgres"

from sulh.web.settings import *

DATABASE: dict[str, Any] = DATABASES["default"]
DATABASE["OPTIONS"].pop("pool", None)  # a test database comes and goes; a pool would hold it
CHEAP_CODES = True  # entry codes are hashed with the least work: tests make thousands
PASSWORD_HASHERS = ["tests.hashing.Cheap"]
PLAIN = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "s", "c"
SECURE_HSTS_SECONDS = 0
WHITENOISE_USE_FINDERS = True
DATABASE["TEST"] = {"NAME": "test_sulh" + os.environ.get("SULH_TEST_SUFFIX", "")} if ON_POSTGRES else {}
