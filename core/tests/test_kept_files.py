"""Kept files: nothing plain on the disk, nothing given that is not what came in."""

import hashlib
import os
import stat
import threading
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from pyrage import x25519

from core.kept.keys import NoKey, new_identity, read_keys, write_keys
from core.kept.storage import EncryptedStorage, plain_path
from core.kept.stream import CannotDecrypt

MARKER = b"the informant is called "


@pytest.fixture
def key(settings, tmp_path):
    settings.EVIDENCE_KEY_FILE = str(tmp_path / "keys" / "evidence_key")
    settings.EVIDENCE_RECIPIENTS = []
    write_keys(settings.EVIDENCE_KEY_FILE, [new_identity()])
    return settings.EVIDENCE_KEY_FILE


@pytest.fixture
def storage(key, tmp_path):
    return EncryptedStorage(location=tmp_path / "kept")


def all_bytes(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def content_of(storage, name):
    with storage.open(name) as kept:
        return kept.read()


@pytest.mark.parametrize("size", [0, 1, 65_536, 1_000_000])
def test_what_comes_in_comes_out_and_lies_there_encrypted(storage, tmp_path, size):
    content = (MARKER * (size // len(MARKER) + 1))[:size]

    name = storage.save("evidence/a.age", ContentFile(content))

    assert content_of(storage, name) == content
    assert MARKER not in all_bytes(tmp_path / "kept")
    assert stat.S_IMODE(os.stat(storage.path(name)).st_mode) == 0o600
    assert [path.name for path in (tmp_path / "kept").rglob("*") if path.is_file()] == ["a.age"]


def test_a_name_that_is_taken_is_not_overwritten(storage):
    first = storage.save("a.age", ContentFile(b"one"))
    second = storage.save("a.age", ContentFile(b"two"))

    assert first != second
    assert (content_of(storage, first), content_of(storage, second)) == (b"one", b"two")


@pytest.mark.parametrize("harm", ["one bit", "cut off", "nothing", "other file", "added to"])
def test_an_altered_file_is_not_read_to_its_end(storage, harm):
    name = storage.save("a.age", ContentFile(os.urandom(300_000)))
    path = Path(storage.path(name))
    kept = bytearray(path.read_bytes())
    if harm == "one bit":
        kept[200_000] ^= 1
    changed = {
        "one bit": kept,
        "cut off": kept[:-70_000],
        "nothing": b"",
        "other file": b"%PDF-1.4 a plain file",
        "added to": kept + b"x",
    }[harm]
    path.write_bytes(changed)

    with pytest.raises(CannotDecrypt):
        content_of(storage, name)


def test_another_key_opens_nothing(storage, key):
    name = storage.save("a.age", ContentFile(MARKER))
    write_keys(key, [new_identity()])

    with pytest.raises(CannotDecrypt):
        content_of(storage, name)


def test_a_second_recipient_opens_all_when_the_server_and_its_key_are_gone(storage, settings, key):
    elsewhere = x25519.Identity.generate()
    settings.EVIDENCE_RECIPIENTS = [str(elsewhere.to_public())]
    name = storage.save("a.age", ContentFile(MARKER))
    write_keys(key, [str(elsewhere)])

    assert content_of(storage, name) == MARKER


def test_an_old_key_below_the_new_one_still_opens_what_it_closed(storage, key):
    name = storage.save("a.age", ContentFile(MARKER))
    old = read_keys()
    write_keys(key, [new_identity(), str(old.identities[0])])

    assert content_of(storage, name) == MARKER
    assert not storage.is_encrypted_to(name, read_keys().first_only)
    storage.encrypt_anew(name)
    assert storage.is_encrypted_to(name, read_keys().first_only)
    assert not storage.is_encrypted_to(name, old)
    assert content_of(storage, name) == MARKER


def test_a_key_is_made_for_its_owner_alone(key):
    assert stat.S_IMODE(os.stat(key).st_mode) == 0o600


def test_a_key_that_everybody_may_read_is_refused(key):
    os.chmod(key, 0o644)

    with pytest.raises(NoKey, match="Everybody on this machine"):
        read_keys()


@pytest.mark.parametrize("text", ["", "# a remark\n", "AGE-SECRET-KEY-1NONSENSE\n", "\0\xff"])
def test_a_file_without_a_key_is_said_to_have_none(key, text):
    Path(key).write_text(text)

    with pytest.raises(NoKey):
        read_keys()


def test_without_a_key_nothing_is_written(storage, key, tmp_path):
    os.unlink(key)

    with pytest.raises(NoKey):
        storage.save("a.age", ContentFile(MARKER))
    assert MARKER not in all_bytes(tmp_path / "kept")


def test_a_program_that_needs_a_path_gets_one_that_is_gone_afterwards(storage):
    name = storage.save("a.age", ContentFile(MARKER))

    with plain_path(storage, name) as path:
        assert path.read_bytes() == MARKER
        assert os.readlink(path).endswith("(deleted)")
    assert not path.exists()


def test_who_reads_half_of_a_file_leaves_no_thread_behind(storage):
    name = storage.save("a.age", ContentFile(os.urandom(2_000_000)))
    before = threading.active_count()

    with storage.open(name) as kept:
        assert len(kept.read(10)) == 10

    assert threading.active_count() == before


def test_a_large_file_is_hashed_in_little_memory(storage):
    import tracemalloc

    content = os.urandom(1 << 20) * 16
    name = storage.save("a.age", ContentFile(content))
    digest = hashlib.sha256()

    tracemalloc.start()
    with storage.open(name) as kept:
        while chunk := kept.read(256 * 1024):
            digest.update(chunk)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert digest.hexdigest() == hashlib.sha256(content).hexdigest()
    assert most < 4_000_000
