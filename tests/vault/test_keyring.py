"""Tests of the folder of keys: made, read, refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from stat import S_IMODE

import pytest
from nacl.signing import SigningKey

from sulh.errors import VaultError
from sulh.vault.codes import CodeHasher
from sulh.vault.keyring import SIZES, Keyring

PLACE = "p|t|1|f"
BAD_NAMES = ["", "..", "../server.key", "a/b", "A", "a.key", "a b", "é", "a\n", "x" * 65, "\0"]


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    """A sound keyring with one process and the map."""
    made = Keyring.create(tmp_path / "keys")
    made.new_data_key("p-1")
    made.new_data_key("map")
    return made


def files_of(keyring: Keyring) -> list[Path]:
    """Every file of a keyring."""
    return sorted(path for path in keyring.folder.rglob("*") if path.is_file())


def test_a_new_keyring_is_for_its_owner_alone(keyring: Keyring) -> None:
    """Folders can be entered by their owner, files read by their owner, and nobody else has any right."""
    folders = [keyring.folder, *(path for path in keyring.folder.rglob("*") if path.is_dir())]

    assert {0o700} == {S_IMODE(path.stat().st_mode) for path in folders}
    assert {0o400} == {S_IMODE(path.stat().st_mode) for path in files_of(keyring)}
    assert set(SIZES) == {path.name for path in keyring.folder.iterdir() if path.is_file()}
    assert [] == keyring.problems()


def test_no_two_keyrings_are_alike(tmp_path: Path) -> None:
    """Each installation has keys of its own."""
    one, two = Keyring.create(tmp_path / "one"), Keyring.create(tmp_path / "two")

    assert all((one.folder / name).read_bytes() != (two.folder / name).read_bytes() for name in SIZES)


def test_keys_are_never_overwritten(keyring: Keyring) -> None:
    """Making a keyring where one lies, or where anything lies, changes nothing."""
    before = [path.read_bytes() for path in files_of(keyring)]
    with pytest.raises(VaultError, match="never overwritten"):
        Keyring.create(keyring.folder)

    assert before == [path.read_bytes() for path in files_of(keyring)]


@pytest.mark.parametrize("kind", ["file", "full", "link"])
def test_a_keyring_is_made_in_a_place_of_its_own(tmp_path: Path, kind: str) -> None:
    """A file, a folder with something in it, or a link is not taken over."""
    place = tmp_path / "keys"
    if kind == "file":
        place.touch()
    elif kind == "full":
        (place / "sub").mkdir(parents=True)
    else:
        place.symlink_to(tmp_path)
    with pytest.raises(VaultError, match="Nothing was made"):
        Keyring.create(place)


def test_an_empty_folder_that_the_system_made_will_do(tmp_path: Path) -> None:
    """The folder that the service manager has made is taken, and shut for others."""
    (tmp_path / "keys").mkdir(mode=0o755)

    assert [] == Keyring.create(tmp_path / "keys").problems()


def test_what_one_worker_seals_another_opens(keyring: Keyring) -> None:
    """Keys are read from the disk each time, so every worker has the same."""
    box = keyring.cipher("p-1").seal(b"a name", PLACE)

    assert b"a name" == Keyring(keyring.folder).cipher("p-1").open(box, PLACE)
    assert ["map", "p-1"] == keyring.names()


def test_no_data_key_opens_what_another_sealed(keyring: Keyring) -> None:
    """Each process has a key of its own."""
    box = keyring.cipher("p-1").seal(b"a name", PLACE)

    with pytest.raises(VaultError, match="does not open"):
        keyring.cipher("map").open(box, PLACE)


def test_a_wrapped_key_under_another_name_does_not_open(keyring: Keyring) -> None:
    """The name is bound to the wrapping: a file renamed or copied is no key."""
    wrapped = next(keyring.folder.glob("data-keys/*/p-1"))
    wrapped.rename(wrapped.with_name("p-2"))

    with pytest.raises(VaultError, match="no usable key 'p-2'"):
        keyring.cipher("p-2")
    assert ["damaged:p-2"] == keyring.problems()


def test_there_is_one_key_of_a_name(keyring: Keyring) -> None:
    """A second key of the same name would make what the first sealed unreadable; it is refused."""
    box = keyring.cipher("p-1").seal(b"a name", PLACE)
    with pytest.raises(VaultError, match="already"):
        keyring.new_data_key("p-1")

    assert b"a name" == keyring.cipher("p-1").open(box, PLACE)


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_is_no_path(keyring: Keyring, name: str) -> None:
    """A name cannot lead out of the folder, whoever chose it."""
    for ask in (keyring.new_data_key, keyring.cipher, keyring.destroy):
        with pytest.raises(VaultError, match="small letters"):
            ask(name)


def test_a_key_that_never_was_is_absent(keyring: Keyring) -> None:
    """Asking for it and destroying it are refused."""
    with pytest.raises(VaultError, match="no usable key 'p-9'"):
        keyring.cipher("p-9")
    with pytest.raises(VaultError, match="no key 'p-9'"):
        keyring.destroy("p-9")


def test_the_secrets_of_the_server(keyring: Keyring) -> None:
    """Salt, checkpoint key and the web's secret are the files, whole."""
    digest = CodeHasher((keyring.folder / "codes.salt").read_bytes(), cheap=True).digest("1")

    assert digest == keyring.codes(cheap=True).digest("1")
    assert (keyring.folder / "checkpoint.key").read_bytes() == keyring.checkpoint_key()
    assert bytes(SigningKey(keyring.checkpoint_key()).verify_key) == keyring.checkpoint_public()
    assert (keyring.folder / "django.key").read_text(encoding="ascii") == keyring.session_secret()
    assert 64 == len(keyring.session_secret())
    assert len(set(keyring.session_secret())) > 20


@pytest.mark.parametrize("name", sorted(SIZES))
@pytest.mark.parametrize("mode", [0o440, 0o404, 0o420, 0o401])
def test_a_key_that_others_may_read_is_told(keyring: Keyring, name: str, mode: int) -> None:
    """Any right of the group or of everybody is one too many."""
    (keyring.folder / name).chmod(mode)

    assert [f"readable:{name}"] == keyring.problems()


@pytest.mark.parametrize("name", sorted(SIZES))
def test_a_missing_or_damaged_key_is_told(keyring: Keyring, name: str) -> None:
    """What is not there or was cut is named, as a value and without an exception."""
    file = keyring.folder / name
    content = file.read_bytes()
    file.unlink()
    missing = keyring.problems()
    file.write_bytes(content[:-1])
    file.chmod(0o400)

    assert ([f"missing:{name}"], [f"damaged:{name}"]) == (missing, keyring.problems())


@pytest.mark.parametrize("name", sorted(SIZES))
def test_nothing_is_made_of_a_missing_key(keyring: Keyring, name: str) -> None:
    """Without its file each secret is refused, never replaced by a new one."""
    (keyring.folder / name).unlink()
    asks: dict[str, Callable[[], object]] = {
        "server.key": lambda: keyring.cipher("map"),
        "codes.salt": keyring.codes,
        "checkpoint.key": keyring.checkpoint_key,
        "django.key": keyring.session_secret,
    }

    with pytest.raises(VaultError, match=name):
        asks[name]()


def test_a_folder_that_others_may_enter_is_told(keyring: Keyring) -> None:
    """The folder and the folders in it are for the service alone."""
    keyring.folder.chmod(0o750)
    (keyring.folder / "data-keys").chmod(0o755)

    assert ["folder-readable", "readable:data-keys"] == keyring.problems()


def test_a_server_key_from_another_moment_is_told(keyring: Keyring) -> None:
    """A server key that did not wrap these data keys opens nothing, adds nothing and destroys nothing."""
    server = keyring.folder / "server.key"
    before = server.read_bytes()
    server.chmod(0o600)
    server.write_bytes(bytes(32))
    server.chmod(0o400)

    assert ["foreign:server.key"] == keyring.problems()
    for ask in (keyring.new_data_key, keyring.cipher, keyring.destroy):
        with pytest.raises(VaultError):
            ask("p-1")
    server.chmod(0o600)
    server.write_bytes(before)
    server.chmod(0o400)
    assert [] == keyring.problems()
    assert ["map", "p-1"] == keyring.names()


def test_no_folder_is_one_problem(tmp_path: Path) -> None:
    """Where there is no keyring, that is what is told, and every verb is refused."""
    absent = Keyring(tmp_path / "keys")

    assert ["missing:folder"] == absent.problems()
    for ask in (absent.new_data_key, absent.destroy, absent.cipher):
        with pytest.raises(VaultError, match=r"not there|cannot be read"):
            ask("p-1")


def test_a_keyring_shows_no_key(keyring: Keyring) -> None:
    """The object holds the name of a folder and nothing else."""
    assert {"folder": keyring.folder} == vars(keyring)
    assert "<Keyring keys>" == repr(keyring)
