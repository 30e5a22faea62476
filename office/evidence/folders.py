"""Every file in the encrypted storage, whether a row names it or not."""

from core.kept.storage import INCOMING


def files_in(storage, folder=""):
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}/{name}".lstrip("/")
    for name in sorted(folders):
        if name != INCOMING:
            yield from files_in(storage, f"{folder}/{name}".lstrip("/"))
