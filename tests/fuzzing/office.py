"""The forms of the whole office and of logging in, as somebody sees them who may do everything."""

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from core import seeing
from tests.canaries.addresses import patterns
from tests.fuzzing.forms import forms_of
from tests.fuzzing.trial import Caller
from tests.office_world import make_shared, make_staff, make_world, share_page
from tests.test_authorisation import addresses, path_to


def make_office():
    """(who may do everything, {label: row}): one of everything that the office has."""
    make_staff()
    user = User.objects.create_superuser("fuzzer")
    with seeing.as_system():
        rows = make_shared(user) | make_world(user, "Open")
        rows["office.sealedcase"] = share_page(rows, by=user)
    return user, rows


def caller_of(user):
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return Caller((name, client.cookies[name].value))


def forms_of_the_office(user, rows, step=1):
    """Of every `step`-th address of the office, filled with these rows; what many pages have, once."""
    client = Client()
    client.force_login(user)
    with seeing.as_system():
        paths = {path_to(*address, rows) for address in addresses()} - {None}
    shown = [form for path in sorted(paths)[::step] for form in _forms_at(client, path)]
    return list({(form.path, form.method, *form.fields): form for form in shown}.values())


def forms_of_logging_in():
    paths = ["/admin/accounts/login/", "/admin/accounts/2fa/authenticate/"]
    return [form for path in paths for form in _forms_at(Client(), path)]


def forms_of_readers():
    """Of every public page without a number in its address: the message to staff, filters, reports."""
    client = Client()
    paths = ["/" + "".join(map(str, pieces)) for pieces in patterns()]
    plain = [path for path in paths if not {*"<(^"} & {*path}]
    return [form for path in plain for form in _forms_at(client, path)]


def _forms_at(client, path):
    answer = client.get(path)
    if answer.streaming:
        list(answer.streaming_content)  # to the end, which closes the file
        return []
    if answer.status_code != 200 or "html" not in answer["Content-Type"]:
        return []
    return forms_of(path, answer.content.decode())
