"""People to try the register with: one who enters, one who approves and publishes, and two more."""

import secrets

from django.conf import settings
from django.contrib.auth.models import Group, User

from office.roles.matrix import Role
from office.roles.permissions import make_groups

# In a small group one person does what in a large one two do: the reviewer publishes, too.
DEMO_USERS = {
    "editor": [Role.EDITOR],
    "reviewer": [Role.REVIEWER, Role.PUBLISHER],
    "reader": [Role.READER],
    "administrator": [Role.ADMINISTRATOR],
}


def make_demo_users():
    """Give each a password, kept in a file that only its owner reads; {name: password} comes back."""
    make_groups()
    passwords = {name: secrets.token_urlsafe(12) for name in DEMO_USERS} | demo_logins()
    for name, roles in DEMO_USERS.items():
        user, _ = User.objects.get_or_create(username=name, defaults={"is_staff": True})
        if not user.check_password(passwords[name]):
            user.set_password(passwords[name])
            user.save()
        user.groups.add(*Group.objects.filter(name__in=roles))
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
