"""Two people to try the register with: one who enters, one who approves."""

import secrets

from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q

WORKING_APPS = ("sources", "prisoners", "pardons", "office")
# What a second person does: approve, and take confidential data out of the house.
REVIEWERS_ONLY = ("add_approval", "export_confidential", "confirm_erasure")
# What the register tells staff about its own figures.
ALERTS = ("view_alert", "delete_alert")
DEMO_USERS = {"editor": "editors", "reviewer": "reviewers"}


def make_groups():
    """Editors and reviewers both see and change every working record; only reviewers approve and export."""
    permissions = Permission.objects.filter(
        Q(content_type__app_label__in=WORKING_APPS) | Q(codename__in=ALERTS)
    )
    reviewers, _ = Group.objects.get_or_create(name="reviewers")
    reviewers.permissions.set(permissions)
    editors, _ = Group.objects.get_or_create(name="editors")
    editors.permissions.set(permissions.exclude(codename__in=REVIEWERS_ONLY))


def make_demo_users():
    """Give both a password, kept in a file that only its owner reads; {name: password} comes back."""
    make_groups()
    passwords = {name: secrets.token_urlsafe(12) for name in DEMO_USERS} | demo_logins()
    for name, group in DEMO_USERS.items():
        user, _ = User.objects.get_or_create(username=name, defaults={"is_staff": True})
        if not user.check_password(passwords[name]):
            user.set_password(passwords[name])
            user.save()
        user.groups.add(Group.objects.get(name=group))
    path = settings.DEMO_LOGINS_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text("".join(f"{name} {password}\n" for name, password in passwords.items()))
    return passwords


def demo_logins():
    """{name: password} of the demonstration's users; empty where there are none."""
    path = settings.DEMO_LOGINS_FILE
    if not path.exists():
        return {}
    return dict(line.split(" ", 1) for line in path.read_text().splitlines())
