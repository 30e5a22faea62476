from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError

from core.kept.keys import (
    NoKey,
    key_file,
    new_identity,
    read_keys,
    while_changing,
    write_keys,
)
from core.kept.storage import EncryptedStorage
from core.kept.stream import CannotDecrypt
from office.evidence.folders import files_in
from office.importing import originals


class Command(BaseCommand):
    help = """Make a new key of kept files and encrypt every one to it; the old key is forgotten when
    all are. Killed on the way it goes on where it stopped. Without a key file it makes the first key."""

    def add_arguments(self, parser):
        parser.add_argument(
            "--keep-old", action="store_true", help="Leave the old keys in the key file."
        )

    def handle(self, *, keep_old, **options):
        try:
            if not key_file().exists():
                write_keys(key_file(), [new_identity()])
                self.stdout.write(f"The first key lies in {key_file()}. Keep a copy elsewhere.")
                return
            self._begin()
            done = sum(map(self._turn, self._storages()))
        except (NoKey, CannotDecrypt, OSError) as error:
            raise CommandError(f"{error} Nothing is lost: the old key is still there.") from error
        if not keep_old:
            write_keys(key_file(), [str(read_keys().identities[0])])
        self.stdout.write(
            f"{done} files were encrypted to the new key. Keep a copy of it elsewhere."
        )

    def _begin(self):
        """The new key comes first, unless one is there that an earlier run did not finish with."""
        with while_changing():
            keys = read_keys()
            if len(keys.identities) == 1:
                write_keys(key_file(), [new_identity(), str(keys.identities[0])])

    def _storages(self):
        return [default_storage, EncryptedStorage(location=originals.FOLDER)]

    def _turn(self, storage):
        first, turned = read_keys().first_only, 0
        for name in files_in(storage):
            if not storage.is_encrypted_to(name, first):
                storage.encrypt_anew(name)
                turned += 1
        return turned
