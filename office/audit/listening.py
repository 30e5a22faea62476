"""What Django itself tells of accounts and rights, written into the audit log; of logging in office/logins/events.py."""

from django.contrib.auth.models import Group, User
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save

from core import seeing
from office.audit.kinds import Kind
from office.audit.log import record

FLAGS = ("is_active", "is_staff", "is_superuser")
CHANGES = {"post_add": "given", "post_remove": "taken", "pre_clear": "taken"}


def listen():
    pre_save.connect(_remember_flags, sender=User)
    post_save.connect(_flags_saved, sender=User)
    pre_delete.connect(_deleted, sender=User)
    for through in (User.groups.through, User.user_permissions.through, Group.permissions.through):
        m2m_changed.connect(_rights_changed, sender=through)


def _remember_flags(*, instance, **_signal):
    before = User.objects.filter(pk=instance.pk).values(*FLAGS).first()
    instance.flags_before = before or dict.fromkeys(FLAGS)


def _flags_saved(*, instance, raw=False, **_signal):
    before = instance.flags_before
    changed = {
        name: getattr(instance, name) for name in FLAGS if getattr(instance, name) != before[name]
    }
    if changed and not raw:
        _note(instance.get_username(), changed)


def _deleted(*, instance, **_signal):
    _note(instance.get_username(), {"deleted": True})


def _rights_changed(*, instance, action, model, pk_set, reverse, **_signal):
    if action not in CHANGES:
        return
    changed = model._base_manager.filter(pk__in=pk_set) if pk_set is not None else None
    if action == "pre_clear":
        names = ["all"]
    elif not (names := sorted(map(_name, changed))):
        return
    _note(_name(instance), {CHANGES[action]: names} | ({"of": "its people"} if reverse else {}))


def _name(thing):
    """An account by its name, a group too, a right as "prisoners.view_name"."""
    if isinstance(thing, User):
        return thing.get_username()
    return (
        thing.name
        if isinstance(thing, Group)
        else f"{thing.content_type.app_label}.{thing.codename}"
    )


def _note(about, detail):
    by = User.objects.filter(pk=seeing.person()).first() if seeing.person() else None
    record(Kind.PERMISSIONS_CHANGED, by=by, about=about, detail=detail)
