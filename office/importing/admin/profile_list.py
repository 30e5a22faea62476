"""All profiles that there are, shipped ones and those that staff saved."""

import tomllib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from office.importing import profiles
from office.models import ImportProfile


@dataclass(frozen=True)
class Listed:
    """`pk` of a saved one; `fault` when it cannot be read."""

    name: str
    title: str
    list_name: str
    rows: str
    pk: int | None
    is_shipped: bool
    fault: str = ""

    @property
    def origin(self):
        if self.pk is None:
            return _("shipped")
        return _("saved here, instead of the shipped one") if self.is_shipped else _("saved here")


def shipped_text(name):
    """The text of a shipped profile; None when there is none of this name."""
    path = next((path for path in profiles.FOLDER.glob("*.toml") if path.stem == name), None)
    return path.read_text(encoding="utf-8") if path else None


def names_its_list(profile):
    """Whether the profile says whose list it reads; else whoever brings a file does."""
    return "list" in tomllib.loads(profile.text)


def all_profiles():
    """Those for one table last; each list by title."""
    shipped = {path.stem for path in profiles.FOLDER.glob("*.toml")}
    saved = {each.name: each for each in ImportProfile.objects.all()}
    found = [
        _listed(name, saved.get(name), name in shipped) for name in sorted(shipped | set(saved))
    ]
    return sorted(found, key=lambda each: (each.rows != "people", each.title.casefold()))


def _listed(name, saved, is_shipped):
    pk = saved.pk if saved else None
    try:
        profile = profiles.read(saved.text if saved else shipped_text(name), name)
    except profiles.ProfileRefused as refused:
        return Listed(name, name, "", "people", pk, is_shipped, str(refused))
    list_name = profile.list_name if names_its_list(profile) else ""
    return Listed(name, profile.title, list_name, profile.rows, pk, is_shipped)
