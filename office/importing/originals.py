"""The file of an import, kept encrypted from its upload until it is read to its end."""

from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext as _

from core.kept.keys import NoKey
from core.kept.storage import EncryptedStorage, plain_path
from core.kept.stream import CannotDecrypt
from sheets import FileRefused

FOLDER = Path(settings.VAR_DIR) / "imports"


def keep(imported, path):
    with open(path, "rb") as file:
        _storage().save(str(imported.pk), File(file))


@contextmanager
def opened(imported):
    """A path at which the file can be read while the block lasts; FileRefused where it cannot."""
    try:
        with plain_path(_storage(), str(imported.pk)) as path:
            yield path
    except FileNotFoundError:
        raise FileRefused(_("There is no such file.")) from None
    except (NoKey, CannotDecrypt) as error:
        raise FileRefused(
            _("The file was kept encrypted and cannot be opened any more. Bring it again.")
        ) from error


def forget(imported):
    _storage().delete(str(imported.pk))


def _storage():
    return EncryptedStorage(location=FOLDER)
