"""The demonstration register, loaded into a database that nobody has used yet."""

from django.apps import apps
from django.core.management import call_command, get_commands

from config import env
from office.demo_users import DEMO_USERS, make_demo_users


def load_if_empty():
    if not env.yes("DEMO", True) or not _is_empty():
        return
    make_demo_users()
    if "load_demo" in get_commands():
        print("Loading the demonstration register …", flush=True)
        call_command("load_demo", verbosity=0)


def _is_empty():
    people = apps.get_model("auth", "User").objects.exclude(username__in=DEMO_USERS)
    prisoners = apps.get_model("prisoners", "Prisoner").objects
    return not people.exists() and not prisoners.exists()
