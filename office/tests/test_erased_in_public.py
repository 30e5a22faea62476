"""What readers see of an erasure: numbers that still balance, and nobody's name."""

import pytest
from django.contrib.auth.models import User

from office.erasing.erase import erase
from pardons.tests.builders import make_act, make_beneficiary
from prisoners.tests.builders import make_detention, make_prisoner, make_relation
from register.models import ActEntry, Beneficiary, Entry, Identity, Relation
from register.publishing import publish

pytestmark = pytest.mark.django_db
NAME = "Taras Proverka"


@pytest.fixture
def erased(client, settings, tmp_path):
    """Three people in an act and in custody; a figure is cited; then one of them is erased."""
    settings.ERASURE_LEDGER = tmp_path / "erasures"
    reviewer, second = (User.objects.create(username=name) for name in ("one", "two"))
    people = [make_prisoner(display_name=name) for name in (NAME, "Test B", "Test C")]
    for person in people:
        make_detention(prisoner=person, began_on="2021-01-01", last_confirmed_on="2021-07-01")
    make_relation(prisoner=people[1], other=people[0], kind="co_defendant")
    act = make_act(announced=5, title="Test act")
    for person in people:
        make_beneficiary(act=act, prisoner=person, note=f"{person.display_name} was released.")
    publish([*(each.public_id for each in people), act.public_id], by=reviewer)
    link = client.get("/en/reports/situation-today/cite/?on=2021-06-01").context["permalink"]
    erase(people[0].record, reason="request", decided_by=reviewer, confirmed_by=second)
    return people, act, link.partition("testserver")[2] or link


def text(answer):
    return answer.content.decode()


def test_the_log_and_its_feed_tell_of_it_without_the_name(erased, client):
    people, _act, _link = erased
    for address in ("/en/reports/corrections/", "/en/reports/corrections.atom"):
        answer = client.get(address)
        if answer.status_code == 200:
            assert NAME not in text(answer)
    page = text(client.get("/en/reports/corrections/"))
    assert people[0].public_id in page
    assert "Erased" in page


def test_a_cited_figure_says_how_many_were_erased_since(erased, client):
    _people, _act, link = erased

    page = text(client.get(link))

    assert "1 erased since" in page
    assert NAME not in page


def test_the_place_in_an_act_is_open_again(erased, client):
    people, act, _link = erased

    page = text(client.get(f"/en/pardons/{act.public_id}/"))

    assert NAME not in page
    assert people[0].public_id not in page
    entry = ActEntry.objects.known().get(public_id=act.public_id)
    assert Beneficiary.objects.filter(entry=entry).count() == 2
    assert act.beneficiaries.count() == 2


def test_the_page_is_gone_and_other_pages_do_not_lead_there(erased, client):
    people, _act, _link = erased
    gone, other = people[:2]

    assert client.get(f"/en/prisoners/{gone.public_id}/").status_code == 410
    assert client.get(f"/en/prisoners/{gone.public_id}/?known=1").status_code in (404, 410)
    page = text(client.get(f"/en/prisoners/{other.public_id}/"))
    assert gone.public_id not in page
    assert not Relation.objects.filter(other_id=gone.public_id).exists()
    assert not Entry.objects.filter(public_id=gone.public_id).exists()
    assert not Identity.objects.filter(pk=gone.public_id).exists()
    found = text(client.get(f"/en/prisoners/?q={NAME}&known=1"))
    assert gone.public_id not in found


def test_others_can_be_published_again(erased):
    people, act, _link = erased
    reviewer = User.objects.create(username="three")

    again = publish([people[1].public_id, act.public_id], by=reviewer)

    assert set(again.published) | set(again.unchanged) == {people[1].public_id, act.public_id}


def test_the_public_page_says_how_to_ask(client, settings):
    settings.REMOVAL_DAYS = 14

    page = text(client.get("/en/about/removal/"))

    assert "You are answered within 14 days." in page
    assert client.get("/be/about/removal/").status_code == 200
