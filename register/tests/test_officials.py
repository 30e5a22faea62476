"""Officials: named with a source only, everywhere; their reply stands beside."""

import csv
import io
import zipfile

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from prisoners.models import Official as Judge
from prisoners.tests.builders import make_official, make_verdict
from register.models import Official, Verdict
from register.publishing import publish
from sources.models import Source
from sources.tests.builders import make_citation, make_source

pytestmark = pytest.mark.django_db
NAME = "Test Judge Unique"


@pytest.fixture
def verdict():
    verdict = make_verdict(judge=make_official(name=NAME))
    verdict.refresh_from_db()
    return verdict


def publish_person(verdict):
    reviewer = get_user_model().objects.create_user("reviewer")
    publish([verdict.prisoner.public_id], by=reviewer)


def table(client, name):
    content = b"".join(client.get("/data/package.zip").streaming_content)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        (member,) = [one for one in package.namelist() if one.endswith(f"{name}.csv")]
        return list(csv.DictReader(io.StringIO(package.read(member).decode("utf-8-sig"))))


def test_a_judge_without_a_source_does_not_leave(client, verdict):
    publish_person(verdict)

    assert (Official.objects.count(), Verdict.objects.get().judge_id) == (0, None)
    page = reverse("register:person", args=[verdict.prisoner.public_id])
    assert NAME not in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("citation", "is_named"),
    [
        ({"field": "judge"}, True),
        ({}, True),
        ({"field": "decided_on"}, False),
        ({"field": "judge", "is_confidential": True}, False),
        ({"field": "judge", "stance": "contradicts", "stated_value": "Another"}, False),
    ],
    ids=str,
)
def test_a_source_for_the_verdict_or_its_judge_names_them(client, verdict, citation, is_named):
    make_citation(verdict.prisoner, verdict, **citation)

    publish_person(verdict)

    page = reverse("register:person", args=[verdict.prisoner.public_id])
    assert (NAME in client.get(page).content.decode()) is is_named
    assert bool(table(client, "officials")) is is_named


def test_a_confidential_source_names_nobody(verdict):
    make_citation(verdict.prisoner, verdict, source=make_source(is_confidential=True))

    publish_person(verdict)

    assert not Official.objects.exists()


def test_when_the_source_becomes_confidential_the_data_name_nobody_any_more(client, verdict):
    make_citation(verdict.prisoner, verdict, field="judge")
    publish_person(verdict)
    assert [row["name"] for row in table(client, "officials")] == [NAME]

    Source.objects.update(is_confidential=True)

    assert table(client, "officials") == []
    assert [row["judge"] for row in table(client, "verdicts")] == [""]


def test_a_reply_stands_on_the_page_of_the_official_and_beside_the_verdict(client, verdict):
    make_citation(verdict.prisoner, verdict, field="judge")
    publish_person(verdict)

    Judge.objects.update(
        reply="I followed the law.", replied_on="2025-02-03", reply_source="letter to this register"
    )

    official = reverse("register:official", args=[verdict.judge_id])
    page = client.get(official).content.decode()
    assert "I followed the law." in page and "letter to this register" in page
    assert "3 February 2025" in page
    person = client.get(reverse("register:person", args=[verdict.prisoner.public_id]))
    assert f'{official}#reply">reply</a>' in person.content.decode()
    assert "with a reply" in client.get(reverse("register:officials")).content.decode()


def test_who_has_not_replied_is_told_how(client, verdict):
    make_citation(verdict.prisoner, verdict, field="judge")
    publish_person(verdict)

    page = client.get(reverse("register:official", args=[verdict.judge_id])).content.decode()

    assert "Named people may reply" in page
