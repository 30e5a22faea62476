"""Every address of the site, every role, every method: who comes in is who was meant to, and nobody else."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from core import seeing
from office.models import AuditEvent
from tests.authorised import may_come
from tests.office_world import (
    CANARY,
    ROLES,
    make_shared,
    make_staff,
    make_world,
    seal_all,
    share_page,
)
from tests.working_rows import ROWS

pytestmark = pytest.mark.django_db

METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE")
# Pages of logging in and of one's own account: tests/test_authorised_elsewhere.py.
OWN = ("admin/accounts/", "admin/login/", "admin/logout/", "admin/password_change/")
OUT = (403, 404, 405)
QUERIES = {
    "autocomplete": "?app_label=prisoners&model_name=relation&field_name=other&term=Person",
    "search": f"?q={CANARY}",
    "prisoners_merge": "?kept={prisoner}",
}
POSTED = {
    "office_review": {"decision": "withhold", "why": "x"},
    "office_export_decide": {"decision": "approved"},
}


@pytest.fixture
def staff():
    return make_staff()


@pytest.fixture
def world(staff):
    """{"open": …, "sealed": …}: rows by label; the sealed ones name nobody but "keeper"."""
    keeper = User.objects.create_user("keeper", is_staff=True)
    with seeing.as_system():
        shared = make_shared(keeper)
        made = {"open": shared | make_world(keeper, "Open"), "sealed": make_world(keeper, CANARY)}
        seal_all(made["sealed"], by=keeper)
        made["open"]["office.sealedcase"] = share_page(made["open"], by=keeper)
        yield made


def addresses(*, own=False):
    """[(route, name, its model or None, its arguments)] of the office, or of one's `own` account."""
    found = []

    def walk(patterns, prefix):
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if not isinstance(pattern, URLPattern):
                walk(pattern.url_patterns, route)
            elif route.startswith("admin/") and route.startswith(OWN) == own:
                model_admin = getattr(pattern.callback, "model_admin", None) or getattr(
                    getattr(pattern.callback, "__wrapped__", None), "__self__", None
                )
                model = getattr(model_admin, "model", None)
                found.append((route, pattern.name, model, pattern.pattern))

    walk(get_resolver().url_patterns, "")
    return found


def row_of(model, rows):
    """The row of the world, or one that is made for any working model."""
    label = model._meta.label_lower
    if label not in rows:
        assert model in ROWS, f"There is no sample of {label}: make one in tests/office_world.py"
        rows[label] = ROWS[model][0]()
    return rows[label]


def path_to(route, name, model, pattern, rows):
    """The address of a sample: of the row of the model, or of what the screen is about."""
    arguments = pattern.regex.groupindex
    if name is None and "object_id" not in arguments:
        return "/admin/nothing/"
    if name is None:
        return None  # the old address of a row: it redirects to the one that is tried
    prisoner, imported = rows["prisoners.prisoner"], rows["office.import"]
    values = {
        "public_id": prisoner.public_id,
        "object_id": row_of(model, rows).pk if model else prisoner.pk,
        "app_label": "auth",
        "number": 1,
        "tab": "refused",
        "kind": "csv",
        "batch_id": rows["office.batch"].pk,
        "content_type_id": 1,
        "name": "us-pardons",
        "id": rows["auth.user"].pk,
        "pk": {
            "prisoners_likely_pair": rows["prisoners.likelypair"],
            "prisoners_merged": rows["prisoners.merge"],
            "sources_evidence_download": rows["sources.evidence"],
            "office_export_decide": rows["office.exportrequest"],
            "office_export_fetch": rows["office.exportrequest"],
            "office_removal_decide": rows["office.removal"],
            "office_tip_sealed": rows["office.tip"],
        }.get(name, imported).pk,
    }
    missing = set(arguments) - set(values)
    assert not missing, f"Nothing to put into {name}: {missing}"
    if name == "app_list":
        return "/admin/auth/"
    filled = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), route)
    query = QUERIES.get(name, "").format(prisoner=prisoner.public_id)
    return f"/{filled}{query}"


def is_in(response):
    """Whether somebody came in: was shown, given or allowed anything."""
    sent_away = response.status_code == 302 and (
        "login" in response["Location"] or response["Location"] == reverse("admin:index")
    )
    return response.status_code not in OUT and not sent_away


def asked(client, method, path, name):
    """The answer, and everything is as it was before."""
    with transaction.atomic():
        data = POSTED.get(name, {}) if method == "POST" else None
        response = client.generic(method, path) if data is None else client.post(path, data)
        if response.streaming:
            list(response.streaming_content)  # to the end, which closes the file
        transaction.set_rollback(True)
    assert response.status_code < 500, (method, path)
    return response


@pytest.fixture
def unread(monkeypatch):
    """Pages are decided about and not drawn: this is about who comes in."""
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")


def clients_of(staff):
    clients = {"anonymous": Client(raise_request_exception=True)}
    for name, user in staff.items():
        clients[name] = Client()
        clients[name].force_login(user)
    return clients


def tried(world, staff, chosen):
    """(attempts, what was unlike what was meant, addresses of which nothing is written down).

    `chosen(number of the address)` gives the [(role, method)] that are tried there.
    """
    clients, attempts, wrong, unsaid = clients_of(staff), 0, [], []
    for number, (route, name, model, pattern) in enumerate(addresses()):
        path = path_to(route, name, model, pattern, world["open"])
        if path is None:
            continue
        if may_come(name, model, "GET") is None:
            unsaid.append(name)
            continue
        for role, method in chosen(number):
            attempts += 1
            meant = role in may_come(name, model, "POST" if method == "POST" else "GET")
            came = is_in(asked(clients[role], method, path, name))
            # Only GET and POST must succeed for who may come; no method lets in anybody else.
            if came and not meant or method in METHODS[:2] and meant and not came:
                wrong.append((method, path, role, "came in" if came else "was kept out"))
    return attempts, wrong, unsaid


def in_turn(number):
    """Somebody from outside, and one role after the other; the long trial takes all."""
    role, other = ROLES[number % len(ROLES)], METHODS[2 + number % 4]
    outside = ("anonymous", METHODS[number % len(METHODS)])
    return [outside, (role, "GET"), (role, "POST"), *([(role, other)] if number % 3 == 0 else [])]


def all_of_them(_number):
    return [(role, method) for role in ("anonymous", *ROLES) for method in METHODS]


@pytest.mark.parametrize("chosen", [in_turn, pytest.param(all_of_them, marks=pytest.mark.soak)])
def test_who_comes_in_is_who_was_meant_to(world, staff, unread, capsys, chosen):
    attempts, wrong, unsaid = tried(world, staff, chosen)

    with capsys.disabled():
        print(f"\n{attempts:,} attempts to come in, {len(wrong)} unlike what was meant")
    assert (wrong, unsaid) == ([], [])


def test_somebody_with_all_roles_reads_nothing_of_a_case_that_names_others(world, staff, capsys):
    outsider, reads, leaks = clients_of(staff)["outsider"], 0, []
    hidden = {CANARY, *(row.pk for row in [world["sealed"]["sources.record"]])}
    for route, name, model, pattern in addresses():
        path = path_to(route, name, model, pattern, world["open"] | world["sealed"])
        if path is None:
            continue
        reads += 1
        response = asked(outsider, "GET", path, name)
        told = b"" if response.streaming else response.content
        asked_for = {part for part in hidden if part in path}
        if name == "office_sealed_known":  # for those who may know that it exists
            asked_for.add(world["sealed"]["prisoners.prisoner"].public_id)
        leaks += [(path, part) for part in hidden - asked_for if part.encode() in told]

    with capsys.disabled():
        print(f"\n{reads:,} pages read beside sealed cases, {len(leaks)} leaks")
    assert leaks == []


def test_a_look_at_a_sealed_case_is_logged_with_who_looked(world):
    keeper = User.objects.get(username="keeper")
    keeper.groups.add(Group.objects.get(name="editors"))
    client, prisoner = Client(), world["sealed"]["prisoners.prisoner"]
    client.force_login(keeper)
    seen = AuditEvent.objects.filter(kind="sealed_viewed", by=keeper, about=prisoner.public_id)

    for address in (
        reverse("admin:prisoners_prisoner_change", args=[prisoner.pk]),
        reverse("admin:office_review", args=[prisoner.public_id]),
        reverse("admin:office_history", args=[prisoner.public_id]),
        reverse("admin:prisoners_likely_pair", args=[world["sealed"]["prisoners.likelypair"].pk]),
        reverse("admin:prisoners_facility_changelist"),
    ):
        assert client.get(address).status_code == 200, address

    assert seen.count() == 4
