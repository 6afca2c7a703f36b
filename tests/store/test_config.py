"""Wrong settings stop the start, each with an id and a remedy."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sulh.errors import SettingError
from sulh.store.config import DEMO_MARK, Config, database, from_environment, problems
from sulh.store.mail_settings import Mail
from sulh.vault.keyring import Keyring


@pytest.fixture
def sound(tmp_path: Path) -> Config:
    """Settings of an installation with nothing wrong in them."""
    (tmp_path / "home").mkdir()
    Keyring.create(tmp_path / "keys")
    environment = {"SULH_HOME": f"{tmp_path}/home", "SULH_KEYS": f"{tmp_path}/keys", "SULH_HOSTS": "notes.example"}
    return from_environment(environment)


def ids(config: Config) -> list[str]:
    """Return the ids of everything that is wrong."""
    return [problem.id for problem in problems(config)]


def test_sound_settings_start(sound: Config) -> None:
    """Where nothing is wrong, nothing is told."""
    assert [] == ids(sound)


@pytest.mark.parametrize(
    ("expected", "changes"),
    [
        ("sulh.E001", {"mode": "test"}),
        ("sulh.E002", {"debug": True}),
        ("sulh.E003", {"hosts": ()}),
        ("sulh.E003", {"hosts": ("*",)}),
        ("sulh.E004", {"neutral_name": "Sulh of the valley"}),
        ("sulh.E004", {"neutral_name": " "}),
        ("sulh.E009", {"mode": "demo", "database_url": "postgres://here/there"}),
        ("sulh.E018", {"mail": Mail("mail.example", "Notes")}),
        ("sulh.E019", {"mail": Mail("mail.example", "notes@example.org", port=0)}),
        ("sulh.E020", {"mail": Mail("mail.example", "notes@example.org", tls="none")}),
        ("sulh.E021", {"mail": Mail("mail.example", "notes@example.org", link="notes.example")}),
        ("sulh.E022", {"mail": Mail("mail.example", "notes@example.org", account="notes")}),
        ("sulh.E025", {"zone": "Nowhere"}),
    ],
)
def test_each_wrong_setting_has_its_id(sound: Config, expected: str, changes: dict[str, Any]) -> None:
    """Whoever operates Sulh can look up what is wrong by an id that stays the same."""
    found = problems(replace(sound, **changes))

    assert [expected] == [problem.id for problem in found]
    assert all(problem.what and problem.remedy for problem in found)


def test_a_mail_server_is_read_from_the_environment(sound: Config) -> None:
    """Its password lies in a file that nobody else may read, outside SULH_HOME; a demonstration mails nothing."""
    file = sound.home.parent / "mail-password"
    known = {"SULH_MAIL_HOST": "mail.example", "SULH_MAIL_FROM": "notes@example.org", "SULH_MAIL_ACCOUNT": "notes"}
    known |= {"SULH_MAIL_TLS": "tls", "SULH_MAIL_PASSWORD_FILE": str(file)}
    mail = from_environment(known).mail
    assert mail is not None
    assert 465 == mail.port
    assert from_environment(known | {"SULH_MODE": "demo"}).mail is None
    set_up = replace(sound, mail=mail)
    assert ["sulh.E023"] == ids(set_up)
    file.write_text("four words\n")
    file.chmod(0o440)
    assert ["sulh.E024"] == ids(set_up)
    file.chmod(0o400)
    assert ([], "four words") == (ids(set_up), mail.password())
    inside = file.rename(sound.home / "mail-password")
    assert ["sulh.E024"] == ids(replace(sound, mail=replace(mail, password_file=inside)))


def test_a_demonstration_is_never_served(sound: Config) -> None:
    """A database whose secrets are printed is refused by the real thing."""
    (sound.home / DEMO_MARK).touch()

    assert ["sulh.E005"] == ids(sound)
    assert [] == ids(replace(sound, mode="demo"))


def test_the_demonstration_leaves_a_real_installation_alone(sound: Config) -> None:
    """Seeding fictional people into a real database is refused."""
    sound.sqlite_file.touch()

    assert ["sulh.E006"] == ids(replace(sound, mode="demo"))


def test_absent_folders_are_told(sound: Config, tmp_path: Path) -> None:
    """A folder that is not there is named, with what to do."""
    gone = replace(sound, home=tmp_path / "no-home", keys=tmp_path / "no-keys")

    assert ["sulh.E007", "sulh.E010"] == ids(gone)


def test_keys_are_kept_out_of_backups(sound: Config) -> None:
    """Keys inside the folder that is backed up would make the backup open itself."""
    inside = sound.home / "keys"
    Keyring.create(inside)

    assert ["sulh.E008"] == ids(replace(sound, keys=inside))


def test_a_missing_secret_stops_the_start(sound: Config) -> None:
    """Without one of its secrets the platform does not start, and says which."""
    (sound.keys / "codes.salt").unlink()

    (found,) = problems(sound)
    assert "sulh.E011" == found.id
    assert "codes.salt" in found.what


def test_a_key_that_others_can_read_stops_the_start(sound: Config) -> None:
    """A key file open to the group is no secret: the platform does not start."""
    (sound.keys / "server.key").chmod(0o440)

    (found,) = problems(sound)
    assert "sulh.E012" == found.id
    assert "server.key" in found.what


def test_several_faults_are_told_at_once(sound: Config) -> None:
    """One fault never hides the next."""
    assert ["sulh.E002", "sulh.E003"] == ids(replace(sound, debug=True, hosts=()))


def test_the_embedded_database_survives_a_power_cut(sound: Config) -> None:
    """By default every write is on the disk before it is acknowledged."""
    options = database(sound)["OPTIONS"]

    assert isinstance(options, dict)
    assert "IMMEDIATE" == options["transaction_mode"]
    assert "synchronous=FULL" in options["init_command"]
    assert "journal_mode=WAL" in options["init_command"]


def test_a_server_is_reached_over_its_socket(sound: Config) -> None:
    """The address of a server may name the folder of its socket."""
    told = database(replace(sound, database_url="postgresql://notes@/notes?host=/run/postgresql"))

    assert ("notes", "notes", "/run/postgresql") == (told["NAME"], told["USER"], told["HOST"])


def test_another_kind_of_database_is_refused(sound: Config) -> None:
    """What is neither SQLite nor PostgreSQL is told in one sentence."""
    with pytest.raises(SettingError, match="postgres://"):
        database(replace(sound, database_url="mysql://here/there"))


def test_nothing_is_read_twice() -> None:
    """Settings are frozen: what was read at the start holds until the end."""
    with pytest.raises(AttributeError):
        from_environment(os.environ).debug = True  # type: ignore[misc]  # it is what is tested
