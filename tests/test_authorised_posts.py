"""Every form of the office, sent as its page shows it, by everybody: who may not changes no row.

Each button is an action of its own, and so is each action of a list with a row ticked.
"""

import itertools
import re

import pytest
from django.db import connection, transaction

from tests.authorised import EDIT, WORK, may_come
from tests.fuzzing.forms import forms_of
from tests.office_world import ROLES
from tests.test_authorisation import (
    METHODS,
    addresses,
    asked,
    clients_of,
    is_in,
    path_to,
    row_of,
    staff,
    unread,
    world,
)

__all__ = ["staff", "unread", "world"]
pytestmark = pytest.mark.django_db

# Who asked, what was counted and what was looked at is written down whoever asks.
BESIDE = {"django_session", "office_auditevent", "office_attempts", "usersessions_usersession"}
# Who may when the POST names what it has to name, as it does here.
WITH_DATA = {"office_removal_decide": WORK, "prisoners_likely_pair": EDIT}
# An import is nobody's case; its lines are, and who reads them is tried in tests/test_authorisation.py.
OF_AN_IMPORT = re.compile("office_import_|office_review_draw_import").match
ANY = object()
# What is put into fields that a page shows empty: what their forms do not go without.
FILLED_IN = {
    **dict.fromkeys(("name", "title", "reason", "meant_for", "value_stated", "why"), "Filled in"),
    **dict.fromkeys(("text", "slug"), "filled-in"),
    **dict.fromkeys(("number", "days_counted"), "9"),
    "country": "BY",
    "received_on": "2024-01-01",
    **dict.fromkeys(("kind", "role", "asked_by", "wish", "measure", "language", "source"), ANY),
}
EVERYBODY = ("anonymous", *ROLES)


def rows_written():
    """{table: how many rows were written in this transaction}, without what is written of everybody."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
        )
        return {table: rows for table, rows in cursor if table not in BESIDE}


def sent(client, path, data):
    """The tables in which a POST wrote, and everything is as it was before."""
    before = rows_written()
    with transaction.atomic():
        answer = client.post(path, data)
        if answer.streaming:
            list(answer.streaming_content)
        after = rows_written()
        transaction.set_rollback(True)
    assert answer.status_code < 500, (path, data)
    return {table for table, rows in after.items() if rows != before.get(table, 0)}


def places(rows):
    """{path: (name, model)} of the office."""
    return {
        path.partition("?")[0]: (name, model, path)
        for route, name, model, pattern in addresses()
        if (path := path_to(route, name, model, pattern, rows))
    }


def actions_on(page, client, rows, model):
    """{(path, data as pairs)} of what one can send from a page."""
    answer = client.get(page)
    if answer.streaming:
        list(answer.streaming_content)
        return
    if answer.status_code != 200 or "html" not in answer["Content-Type"]:
        return
    for form in forms_of(page, answer.content.decode()):
        if form.method != "post" or not form.path.startswith("/admin/"):
            continue
        filled = form.fields | {
            name: next(filter(None, form.options.get(name, ())), "") if value is ANY else value
            for name, value in FILLED_IN.items()
            if form.fields.get(name) == ""
        }
        for button in form.buttons or [("", "")]:
            yield form.path, filled | {button[0]: button[1]}
        for name in form.options.get("action", ()) if model else ():
            if name:
                ticked = {"action": name, "_selected_action": row_of(model, rows).pk, "post": "yes"}
                yield form.path, ticked


def is_offered(client, path, action):
    answer = client.get(path)
    return answer.status_code == 200 and f'value="{action}"' in answer.content.decode()


@pytest.mark.parametrize("step", [23, pytest.param(1, marks=pytest.mark.soak)])
def test_who_may_not_changes_no_row(world, staff, settings, tmp_path, capsys, step):
    settings.MEDIA_ROOT = tmp_path
    rows, clients = world["open"], clients_of(staff)
    where, attempts, wrong, done, tried = places(rows), 0, [], set(), set()
    for _page, (_name, model, address) in sorted(where.items())[::step]:
        for path, data in actions_on(address, clients["outsider"], rows, model):
            name, of_model, _address = where.get(path, (None, None, None))
            action = path, data.get("action", ""), *[k for k in data if k.startswith("_")]
            if name is None or name == "logout" or action in tried:
                continue
            tried.add(action)
            meant = WITH_DATA.get(name) or may_come(name, of_model, "POST")
            for role in EVERYBODY:
                attempts += 1
                written = sent(clients[role], path, data)
                if not written:
                    continue
                if role in meant and (
                    not data.get("action") or is_offered(clients[role], path, data["action"])
                ):
                    done.add(action)
                else:
                    wrong.append((role, path, data.get("action"), sorted(written)))

    with capsys.disabled():
        print(f"\n{attempts:,} times sent, {len(tried)} actions, {len(done)} of them wrote")
    assert wrong == []
    assert done


@pytest.mark.parametrize("step", [29, pytest.param(1, marks=pytest.mark.soak)])
def test_no_method_lets_anybody_in_to_a_case_that_names_others(world, staff, unread, capsys, step):
    """All addresses that name a row of a sealed case, for each role and for who has all of them."""
    clients, attempts, wrong = clients_of(staff), 0, []
    for route, name, model, pattern in addresses()[::step]:
        path, plain = (
            path_to(route, name, model, pattern, rows)
            for rows in (world["open"] | world["sealed"], world["open"])
        )
        if path == plain or OF_AN_IMPORT(name or ""):
            continue
        for role, method in itertools.product(clients, METHODS):
            attempts += 1
            if is_in(asked(clients[role], method, path, name)):
                wrong.append((role, method, name))

    with capsys.disabled():
        print(f"\n{attempts:,} attempts at sealed cases, {len(wrong)} came in")
    assert wrong == []
