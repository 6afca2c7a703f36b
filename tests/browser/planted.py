"""
The demonstration on PostgreSQL, for the tests alone: `sulh demo` keeps to its own embedded database.

Run as a program: `python -m tests.browser.planted FOLDER PORT DATABASE_URL`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sulh.cli import installation
from sulh.vault.keyring import Keyring


def main(folder: str, port: str, database_url: str) -> int:
    """Make it in an empty folder and an empty database, and serve it until stopped."""
    home, keys = Path(folder, "home"), Path(folder, "keys")
    home.mkdir(mode=0o700, parents=True)
    Keyring.create(keys).new_data_key("installation")
    os.environ |= {
        "DATABASE_URL": database_url,
        "SULH_MODE": "demo",
        "SULH_HOME": str(home),
        "SULH_KEYS": str(keys),
        "SULH_HOSTS": "localhost,127.0.0.1",
        "SULH_BIND": f"127.0.0.1:{port}",
    }
    installation.ready()
    installation.tables()
    from sulh.store.demo.seed import plant

    plant()
    return installation.run_beside(installation.configured(), workers=2, threads=4)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
