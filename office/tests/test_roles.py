"""Who may do what to a record in which state: written down here once more, by hand, and tried."""

import pghistory
import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from office.models import Approval, Remark, SealedCase
from office.review import deciding
from office.review.checklist import QUESTIONS
from office.roles.matrix import Action, Role, actions_of, fits
from office.roles.permissions import make_groups, permissions_of
from prisoners.tests.builders import make_detention, make_prisoner
from register.models import Tombstone
from register.publishing import digests, publish, withdraw
from sources.models import Record

pytestmark = pytest.mark.django_db

ROLES = ("readers", "editors", "reviewers", "publishers", "administrators")
EXPECTED = """
see                    readers editors reviewers publishers
enter                          editors
delete                         editors
submit                         editors
send_back                              reviewers publishers
approve                                reviewers
publish                                          publishers
withdraw                       editors reviewers publishers
withhold                       editors reviewers publishers
seal                           editors reviewers publishers
handle_removals                editors reviewers publishers
read_tips                      editors reviewers publishers
confirm_erasure                        reviewers publishers
import                         editors
close_alert                    editors reviewers publishers
ask_for_export                 editors reviewers publishers
approve_export                         reviewers publishers
see_exports                    editors reviewers publishers administrators
see_that_sealed_exist                            publishers administrators
manage_accounts                                             administrators
see_audit_log                                               administrators
read_tips                      editors reviewers publishers
"""
ALLOWED = {line.split()[0]: set(line.split()[1:]) for line in EXPECTED.strip().splitlines()}
STATES = {
    "see": {"draft", "ready", "published", "withdrawn", "merged", "erased"},
    "enter": {"draft", "ready", "published", "withdrawn"},
    "delete": {"draft", "ready", "withdrawn"},
    "submit": {"draft", "published", "withdrawn"},
    "send_back": {"ready"},
    "approve": {"ready"},
    "publish": {"ready"},
    "withdraw": {"ready", "published"},
    "withhold": {"draft", "ready", "published", "withdrawn"},
    "seal": {"draft", "ready", "published", "withdrawn"},
}
DECISIONS = ("submit", "send_back", "approve", "publish", "withdraw", "withhold")


@pytest.fixture
def people():
    """Somebody of each role, and "editor", who entered everything."""
    make_groups()
    made = {}
    for role in ROLES:
        made[role] = User.objects.create_user(role, is_staff=True)
        made[role].groups.set(Group.objects.filter(name=role))
    made["editor"] = User.objects.create_user("editor", is_staff=True)
    return made


def test_the_declared_table_is_the_one_that_was_meant():
    declared = {
        action.value: {role.value for role in Role if action in actions_of(role)}
        for action in Action
    }
    states = {
        action.value: {state for state in Record.State.values if fits(action, state)}
        for action in Action
    }

    assert declared == ALLOWED
    assert states == {action: STATES.get(action, set()) for action in ALLOWED}


@pytest.mark.parametrize("role", ROLES)
def test_a_group_has_the_permissions_of_its_role_and_no_other(people, role):
    group = Group.objects.get(name=role)
    group.permissions.clear()
    group.permissions.add(*Group.objects.get(name="editors").permissions.all()[:3])

    make_groups()

    has = {f"{one.content_type.app_label}.{one.codename}" for one in group.permissions.all()}
    assert has == permissions_of(Role(role))


def test_only_editors_write_into_working_tables_and_administrators_see_none():
    working = ("sources.", "prisoners.", "pardons.")

    def verbs(role):
        return {
            name.split(".")[1].split("_")[0]
            for name in permissions_of(Role(role))
            if name.startswith(working)
        }

    assert {role: verbs(role) for role in ROLES} == {
        "readers": {"view"},
        "editors": {"view", "add", "change", "delete"},
        "reviewers": {"view"},
        "publishers": {"view"},
        "administrators": set(),
    }


# --- what happens on the screen of the review -----------------------------------------------------


def record_that_is(state, people):
    """A prisoner's record in a state, entered by the editor; approved already when it is ready."""
    with pghistory.context(user=people["editor"].pk):
        prisoner = make_prisoner(display_name="Test Person")
        make_detention(prisoner=prisoner)
        other = make_prisoner()
    record = Record.objects.filter(pk=prisoner.public_id)
    match state:
        case "ready":
            record.update(state="ready", submitted_at=timezone.now())
            deciding.approve_for_a_publisher(
                record.get(), by=people["readers"], digest=digest_of(record.get()), answers={}
            )
        case "published":
            publish([prisoner.public_id], by=people["readers"])
        case "withdrawn":
            publish([prisoner.public_id], by=people["readers"])
            withdraw(prisoner.public_id, reason=Tombstone.Reason.choices[0][0])
        case "merged":
            record.update(state="merged", merged_into=other.record)
    return record.get()


def digest_of(record):
    return digests([record.pk])[record.pk]


def outcome(client, user, record, decision):
    """What came of a decision: "denied", "nothing" or "done". It is taken back."""
    data = {"why": "Because", "reason": Tombstone.Reason.choices[0][0], "digest": digest_of(record)}
    with transaction.atomic():
        before = traces(record)
        client.force_login(user)
        response = client.post(
            reverse("admin:office_review", args=[record.pk]),
            data | dict.fromkeys(QUESTIONS, "no") | {"decision": decision},
        )
        after = traces(record)
        transaction.set_rollback(True)
    if response.status_code == 403:
        return "denied"
    return "done" if after != before else "nothing"


def traces(record):
    state = Record.objects.values_list("state", "published_revision").get(pk=record.pk)
    return state, Remark.objects.count(), Approval.objects.count()


@pytest.mark.parametrize("state", sorted(STATES["see"] - {"erased"}))
def test_each_decision_is_for_its_roles_and_its_states(client, people, state):
    record = record_that_is(state, people)

    found = {
        (role, decision): outcome(client, people[role], record, decision)
        for role in ROLES
        for decision in DECISIONS
    }

    def expected(role, decision):
        if state == "merged":  # the address leads to the record that it became
            return "denied" if role not in ALLOWED["see"] else "nothing"
        if role not in ALLOWED[decision]:
            return "denied"
        # A draft and a withdrawn record have nothing public, and the name can be withheld all the same.
        return "done" if state in STATES[decision] else "nothing"

    assert found == {
        (role, decision): expected(role, decision) for role in ROLES for decision in DECISIONS
    }


def test_a_publisher_publishes_what_somebody_else_approved(client, people):
    record = record_that_is("ready", people)
    client.force_login(people["publishers"])

    client.post(reverse("admin:office_review", args=[record.pk]), {"decision": "publish"})

    record.refresh_from_db()
    approval = Approval.objects.exclude(published_by=None).get()
    assert record.state == "published"
    assert (approval.approved_by, approval.published_by, approval.edition) == (
        people["readers"],
        people["publishers"],
        1,
    )


def test_an_approval_does_not_hold_for_what_was_edited_afterwards(client, people):
    record = record_that_is("ready", people)
    with pghistory.context(user=people["editor"].pk):
        make_detention(prisoner=record.prisoner, began_on="2024-01-01")
    client.force_login(people["publishers"])

    page = client.post(
        reverse("admin:office_review", args=[record.pk]), {"decision": "publish"}, follow=True
    )

    assert "Nobody has approved the record as it is now." in page.content.decode()
    record.refresh_from_db()
    assert record.state == "ready"


def test_who_edited_cannot_approve_for_a_publisher_with_any_role_nor_as_superuser(client, people):
    record = record_that_is("ready", people)
    boss = User.objects.create_superuser("boss")
    for user in (people["reviewers"], boss):
        with pghistory.context(user=user.pk):
            make_detention(prisoner=record.prisoner, began_on=f"20{10 + user.pk % 10}-01-01")
        record.refresh_from_db()

        assert outcome(client, user, record, "approve") == "nothing"


def test_a_sealed_case_is_denied_to_every_role_that_it_does_not_name(client, people):
    record = record_that_is("ready", people)
    SealedCase.objects.create(record=record, reason="He is in danger.")
    boss = User.objects.create_superuser("boss")

    for user in [*(people[role] for role in ROLES), boss]:
        client.force_login(user)
        for decision in DECISIONS:
            address = reverse("admin:office_review", args=[record.pk])
            assert client.post(address, {"decision": decision}).status_code == 404


# --- accounts -------------------------------------------------------------------------------------


def test_an_administrator_gives_roles_to_others_and_none_to_themselves(client, people):
    administrator, reader = people["administrators"], people["readers"]
    client.force_login(administrator)
    editors = Group.objects.get(name="editors")

    def save(user):
        address = reverse("admin:auth_user_change", args=[user.pk])
        data = {"username": user.username, "groups": [editors.pk], "is_superuser": "on"}
        data |= {"is_staff": "on", "is_active": "on", "user_permissions": ["1"]}
        data |= {"date_joined_0": "2024-01-01", "date_joined_1": "00:00:00"}
        data |= {"profile-TOTAL_FORMS": "0", "profile-INITIAL_FORMS": "0"}
        return client.post(address, data).status_code

    assert (save(reader), save(administrator)) == (302, 302)
    reader.refresh_from_db()
    assert list(reader.groups.values_list("name", flat=True)) == ["editors"]
    assert (reader.is_superuser, reader.user_permissions.count()) == (False, 0)
    assert list(administrator.groups.values_list("name", flat=True)) == ["administrators"]


def test_an_administrator_changes_neither_a_superuser_nor_the_rights_of_a_role(client, people):
    boss = User.objects.create_superuser("boss")
    client.force_login(people["administrators"])
    editors = Group.objects.get(name="editors")

    def post(name, pk):
        return client.post(reverse(f"admin:{name}", args=[pk]), {"name": "x"}).status_code

    assert post("auth_user_change", boss.pk) == 403
    assert post("auth_user_password_change", boss.pk) == 403
    assert post("auth_group_change", editors.pk) == 403
    assert post("auth_user_delete", boss.pk) == 403
