"""From draft to public: two people, a digest, a checklist; hiding at once."""

import pghistory
import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from office.demo_users import make_groups
from office.models import Approval, Batch
from office.review.checklist import QUESTIONS
from office.review.differences import differences
from prisoners.tests.builders import make_detention, make_name, make_prisoner
from register.models import Change, Entry, Identity, Tombstone
from register.publishing import digests, publish
from sources.models import Record

pytestmark = pytest.mark.django_db
NO_HARM = dict.fromkeys(QUESTIONS, "no")


@pytest.fixture
def staff():
    """{"editor": …, "reviewer": …} with the rights of their roles; the reviewer publishes, too."""
    make_groups()
    roles = {"editor": ["editors"], "reviewer": ["reviewers", "publishers"]}
    users = {name: User.objects.create_user(name, is_staff=True) for name in roles}
    for name, user in users.items():
        user.groups.set(Group.objects.filter(name__in=roles[name]))
    return users


@pytest.fixture
def case(staff):
    """A prisoner that the editor entered and sent to review."""
    with pghistory.context(user=staff["editor"].pk):
        prisoner = make_prisoner(display_name="Test Person 17")
        make_detention(prisoner=prisoner, began_on="2021-01-09")
    Record.objects.filter(pk=prisoner.public_id).update(state="ready")
    return prisoner


def post(client, public_id, **data):
    return client.post(reverse("admin:office_review", args=[public_id]), data)


def test_a_reviewer_publishes_what_an_editor_entered(client, staff, case):
    client.force_login(staff["reviewer"])
    digest = digests([case.public_id])[case.public_id]

    response = post(client, case.public_id, decision="approve", digest=digest, **NO_HARM)

    assert response.status_code == 302
    assert Entry.objects.known().get().public_id == case.public_id
    approval = Approval.objects.get()
    assert (approval.digest, approval.edition, approval.approved_by) == (
        digest,
        1,
        staff["reviewer"],
    )
    assert approval.answers == NO_HARM


def test_an_editor_has_no_right_to_approve(client, staff, case):
    client.force_login(staff["editor"])

    response = post(client, case.public_id, decision="approve", digest="x", **NO_HARM)

    assert response.status_code == 403
    assert not Entry.objects.exists()


def test_a_reviewer_who_edited_the_record_cannot_approve_it(client, staff, case):
    client.force_login(staff["reviewer"])
    with pghistory.context(user=staff["reviewer"].pk):
        make_name(prisoner=case)
    digest = digests([case.public_id])[case.public_id]

    response = post(client, case.public_id, decision="approve", digest=digest, **NO_HARM)

    page = client.get(response.url)
    assert "second person" in page.content.decode()
    assert not Entry.objects.exists()
    assert not Approval.objects.exists()


def test_what_was_edited_after_it_was_read_is_not_approved(client, staff, case):
    client.force_login(staff["reviewer"])
    read = digests([case.public_id])[case.public_id]
    with pghistory.context(user=staff["editor"].pk):
        make_name(prisoner=case)

    response = post(client, case.public_id, decision="approve", digest=read, **NO_HARM)

    assert "changed after it was reviewed" in client.get(response.url).content.decode()
    assert not Entry.objects.exists()


def test_one_yes_on_the_checklist_stops_the_approval(client, staff, case):
    client.force_login(staff["reviewer"])
    digest = digests([case.public_id])[case.public_id]
    answers = NO_HARM | {"reveals_family": "yes"}

    response = post(client, case.public_id, decision="approve", digest=digest, **answers)

    assert response.status_code == 400
    assert "Then it cannot be approved" in response.content.decode()
    assert not Entry.objects.exists()


def test_a_question_without_an_answer_stops_the_approval(client, staff, case):
    client.force_login(staff["reviewer"])

    response = post(client, case.public_id, decision="approve", digest="", reveals_family="no")

    assert response.status_code == 400
    assert not Entry.objects.exists()


def test_what_changes_in_public_needs_a_reason_that_the_log_says(client, staff, case):
    publish([case.public_id], by=staff["reviewer"])
    with pghistory.context(user=staff["editor"].pk):
        make_detention(
            prisoner=case, began_on="2020-01-09", ended_on="2020-02-09", end_reason="bail"
        )
    Record.objects.filter(pk=case.public_id).update(state="ready")
    client.force_login(staff["reviewer"])
    answers = {"decision": "approve", "digest": digests([case.public_id])[case.public_id]} | NO_HARM

    silent = post(client, case.public_id, **answers)
    post(client, case.public_id, why="learned", **answers)

    assert silent.status_code == 400
    change = Change.objects.get(edition=2)
    assert (change.kind, change.why, change.facts) == ("corrected", "learned", ["detention.added"])
    assert Approval.objects.get().answers == NO_HARM


def test_a_draft_is_not_approved_before_it_was_sent_to_review(client, staff, case):
    client.force_login(staff["reviewer"])
    Record.objects.filter(pk=case.public_id).update(state="draft")
    digest = digests([case.public_id])[case.public_id]

    post(client, case.public_id, decision="approve", digest=digest, **NO_HARM)

    assert not Entry.objects.exists()


def test_the_review_page_shows_what_would_change_in_words(client, staff, case):
    publish([case.public_id], by=staff["reviewer"])
    with pghistory.context(user=staff["editor"].pk):
        case.detentions.update(began_on="2021-02")
    client.force_login(staff["reviewer"])

    page = client.get(reverse("admin:office_review", args=[case.public_id])).content.decode()

    found = [(d.field, d.before, d.after) for d in differences(case.public_id)]
    assert found == [("arrested on", "9 January 2021", "February 2021")]
    assert "9 January 2021" in page
    assert "February 2021" in page


def test_looking_at_the_differences_publishes_nothing(client, staff, case):
    client.force_login(staff["reviewer"])

    client.get(reverse("admin:office_review", args=[case.public_id]))

    assert not Entry.objects.exists()
    assert Record.objects.get(pk=case.public_id).published_revision is None


def test_a_record_is_sent_back_with_a_reason(client, staff, case):
    client.force_login(staff["reviewer"])

    post(client, case.public_id, decision="send_back", why="The arrest needs a source.")

    assert Record.objects.get(pk=case.public_id).state == "draft"
    assert case.record.remarks.get().text == "The arrest needs a source."


def test_a_batch_is_approved_after_its_sample_was_read(client, staff):
    with pghistory.context(user=staff["editor"].pk):
        people = [make_prisoner() for _ in range(30)]
    Record.objects.update(state="ready")
    client.force_login(staff["reviewer"])

    drawn = client.post(reverse("admin:office_review_draw"), {"all": "1"})
    batch = Batch.objects.get()
    shown = client.get(drawn.url).content.decode()
    client.post(drawn.url, NO_HARM)

    assert len(batch.sample) == 5
    assert all(public_id in shown for public_id in batch.sample)
    assert Entry.objects.known().count() == len(people)
    assert set(Approval.objects.values_list("edition", flat=True)) == {1}
    assert Approval.objects.filter(is_read=True).count() == 5


def test_a_batch_with_a_record_that_changed_since_is_refused_whole(client, staff):
    with pghistory.context(user=staff["editor"].pk):
        people = [make_prisoner() for _ in range(3)]
    Record.objects.update(state="ready")
    client.force_login(staff["reviewer"])
    drawn = client.post(reverse("admin:office_review_draw"), {"all": "1"})
    with pghistory.context(user=staff["editor"].pk):
        make_name(prisoner=people[0])

    response = client.post(drawn.url, NO_HARM)

    assert response.status_code == 400
    assert not Entry.objects.exists()


def test_withdrawing_takes_one_person(client, staff, case):
    publish([case.public_id], by=staff["reviewer"])
    client.force_login(staff["editor"])

    post(client, case.public_id, decision="withdraw", reason="risk")

    assert not Entry.objects.known().exists()
    assert Tombstone.objects.get().reason == "risk"
    assert Record.objects.get(pk=case.public_id).state == "withdrawn"


def test_withholding_takes_one_person_and_acts_at_once(client, staff, case):
    publish([case.public_id], by=staff["reviewer"])
    client.force_login(staff["editor"])

    post(client, case.public_id, decision="withhold", why="threatened")

    assert Identity.objects.get().display_name == ""
    case.refresh_from_db()
    assert (case.is_name_withheld, case.withheld_reason) == (True, "threatened")


def test_approvals_cannot_be_changed_later(staff, case):
    Approval.objects.create(
        record=case.record, digest="x", approved_by=staff["reviewer"], answers={}
    )

    with pytest.raises(Exception, match="permission denied"):
        Approval.objects.update(digest="y")


def test_the_queue_lists_what_waits_in_a_bounded_number_of_queries(
    client, staff, django_assert_max_num_queries
):
    with pghistory.context(user=staff["editor"].pk):
        people = [make_prisoner() for _ in range(30)]
    Record.objects.update(state="ready")
    client.force_login(staff["reviewer"])

    with django_assert_max_num_queries(12):
        page = client.get(reverse("admin:office_review_queue")).content.decode()

    assert all(person.public_id in page for person in people)


def test_many_records_are_sent_to_review_from_their_list(client, staff):
    with pghistory.context(user=staff["editor"].pk):
        people = [make_prisoner() for _ in range(3)]
    client.force_login(staff["editor"])

    client.post(
        reverse("admin:prisoners_prisoner_changelist"),
        {"action": "send_to_review", "_selected_action": [person.pk for person in people[:2]]},
    )

    assert Record.objects.ready_for_review().count() == 2
