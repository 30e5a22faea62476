"""The search box: who is found by what, in which order, and what the page says of it."""

import csv
import io

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction

from prisoners.tests.builders import make_name as make_working_name
from prisoners.tests.builders import make_prisoner
from register.filters.names import SUGGESTED
from register.models import PUBLISHED_NAMES, Entry, NameWord, SearchedName
from register.publishing import publish, withdraw, withhold
from register.tests.builders import make_edition, make_entry, make_name

pytestmark = pytest.mark.django_db
LIST = "/en/prisoners/"
# The same man, as readers write him; one of them is a slip of the keyboard.
TYPED = [
    "Siarhei Tsikhanouski",
    "Tsikhanouski",
    "tikhanovsky",
    "Tikhanovsky",
    "Ціханоўскі",
    "Ціханоўскі Сяргей",
    "Тихановский",
    "Сергей Тихановский",
    "Cichanoŭski",
    "Cichanouski",
    "Tichanowski",
    "Tsikhanosuki",
    "S. Tsikhanouski",
    "Sergei Leonidovich Tikhanovsky",
]


@pytest.fixture
def people():
    """Siarhei Tsikhanouski, whose name is published in one spelling only, among others."""
    searched = make_entry(name="Siarhei Tsikhanouski", public_id="RC-ZZZZZA")
    for name in ("Tsimafei Tsikhanchuk", "Siarhei Tsikhanovich", "Stepan Tikhonov", "Ihar Losik"):
        make_entry(name=name)
    return searched


def rows(client, **query):
    return client.get(LIST, query).context["page"].object_list


def found(client, **query):
    return [row.person.name for row in rows(client, **query)]


@pytest.mark.parametrize("typed", TYPED)
def test_any_spelling_finds_the_person_first(client, people, typed):
    assert found(client, q=typed)[:1] == ["Siarhei Tsikhanouski"]


@pytest.mark.parametrize("typed", ["RC-ZZZZZA", "rc-zzzzza", "RCZZZZZA", "spring96:17"])
def test_public_ids_and_ids_of_other_lists_are_found_as_they_are_typed(client, people, typed):
    people_external_id(people)

    assert found(client, q=typed) == ["Siarhei Tsikhanouski"]


def people_external_id(entry):
    from uuid import uuid4

    from register.models import ExternalId

    ExternalId.objects.create(
        public_id=entry.public_id, code=uuid4(), scheme="Test list", value="spring96:17"
    )


def test_the_list_says_by_which_spelling_somebody_was_found(client):
    entry = make_entry(name="Ales Bialiatski")
    make_name(public_id=entry.public_id, text="Алесь Белецкий")
    PUBLISHED_NAMES.add([(entry.public_id, "Алесь Белецкий")], using="default")

    (row,) = rows(client, q="Алесь Белецкий")
    page = client.get(LIST, {"q": "Алесь Белецкий"}).content.decode()

    assert (row.found.written, row.found.kind) == ("Алесь Белецкий", "exact")
    assert "also written <bdi>Алесь Белецкий</bdi>" in page


def test_letter_for_letter_comes_before_another_spelling_and_that_before_alike_sound(client):
    for name in ("Siarhei Tikhonov", "Сергей Тихонов", "Sergei Tichanow"):
        make_entry(name=name)

    assert found(client, q="Сергей Тихонов")[0] == "Сергей Тихонов"
    assert set(found(client, q="Сергей Тихонов")) >= {"Siarhei Tikhonov"}


def test_filters_are_taken_together_with_the_name(client, people):
    make_entry(name="Sviatlana Tsikhanouskaya", sex="female")

    assert found(client, q="Tsikhanouski", sex="female") == ["Sviatlana Tsikhanouskaya"]


@pytest.mark.parametrize("typed", ["Ivan Ivanou", "Ivanou"])
def test_people_who_fit_the_filters_are_not_crowded_out_by_others_of_the_name(
    client, monkeypatch, typed
):
    monkeypatch.setattr("names.candidates.MOST_NAMES", 3)
    monkeypatch.setattr("names.candidates.MOST_BEARERS", 3)
    for number in range(20):
        make_entry(name=f"Ivan Ivanou {chr(65 + number)}")
    make_entry(name="Ivan Ivanou", sex="female")

    assert found(client, q=typed, sex="female") == ["Ivan Ivanou"]


def test_of_those_written_otherwise_whoever_fits_is_found_among_the_most_alike(client, monkeypatch):
    monkeypatch.setattr("names.search.LOOKED_UP", 3)
    for number in range(20):
        make_entry(name=f"Ivana Ivanasaka {chr(65 + number)}")
    make_entry(name="Ivan Ivanousky", sex="female")
    make_entry(name="Ivan Ivanousky")

    people = client.get(LIST, {"q": "Ivan Ivanuoski", "sex": "female"}).context["page"].object_list
    assert people[0].person.name == "Ivan Ivanousky"
    assert {Entry.objects.get(public_id=row.person.public_id).sex for row in people} == {"female"}


def test_an_edition_is_searched_by_the_names_of_today(client):
    make_edition(number=1)
    make_edition(number=2)
    make_entry(name="Early Person", edition_from=1)
    make_entry(name="Later Person", edition_from=2)

    assert found(client, q="Person", known="1") == ["Early Person"]


def test_the_best_match_is_the_order_unless_another_is_asked_for(client):
    make_entry(name="Alena Ivanova")
    make_entry(name="Ivan Ivanou")

    assert found(client, q="Ivan Ivanou")[0] == "Ivan Ivanou"
    assert found(client, q="Ivan", sort="name") == sorted(found(client, q="Ivan"))
    assert found(client, sort="match") == ["Alena Ivanova", "Ivan Ivanou"]


@pytest.mark.parametrize(
    "typed", ["%", "_", "\\", "t%n", "'", '"', "(((", ";--", "*", "🙂", "\u202e", "۱۲۳", "�"]
)
def test_signs_without_letters_find_nobody_and_break_nothing(client, people, typed):
    assert found(client, q=typed) == []


@pytest.mark.parametrize("typed", ["T", "Ts", "a b c d e f g h i j k l m n", "Tsikhanouski " * 14])
def test_short_and_long_questions_are_answered(client, people, typed):
    assert client.get(LIST, {"q": typed[:200]}).status_code == 200


def test_the_beginning_of_a_name_is_enough(client, people):
    assert found(client, q="Siarhei Tsikhanou")[:1] == ["Siarhei Tsikhanouski"]
    assert "Siarhei Tsikhanouski" in found(client, q="Tsikhan")


def test_one_letter_finds_names_that_begin_with_it(client, people):
    assert "Ihar Losik" in found(client, q="L")


def test_a_part_that_is_alike_is_suggested_and_not_listed(client):
    for number in range(SUGGESTED + 2):
        make_entry(name=f"Maryia Kalesnikava{'x' * number}")

    response = client.get(LIST, {"q": "Maryia Zyxwvuts Qqqrrr"})

    assert list(response.context["page"].object_list) == []
    assert "Did you mean" in response.content.decode()
    assert len(response.context["suggested"]) == SUGGESTED


def test_nothing_found_says_what_to_try(client, people):
    page = client.get(LIST, {"q": "Qwrtpz"}).content.decode()

    assert "Nobody called “Qwrtpz” was found." in page
    assert "Any spelling will do" in page


def test_the_data_has_the_form_that_fits_and_the_order_of_the_match(client, people):
    text = b"".join(client.get("/prisoners.csv", {"q": "Тихановский"}).streaming_content).decode()
    first = next(csv.DictReader(io.StringIO(text)))

    assert (first["name"], first["found_as"]) == ("Siarhei Tsikhanouski", "Siarhei Tsikhanouski")


def test_a_new_entry_is_found_in_the_transaction_that_publishes_it(client):
    prisoner = make_prisoner(display_name="Test Person 17")
    make_working_name(prisoner=prisoner, text="Тэставая Асоба", kind="native")

    with transaction.atomic():
        publish([prisoner.public_id], by=get_user_model().objects.create_user("reviewer"))

        assert found(client, q="Тестовая Особа") == ["Test Person 17"]


@pytest.mark.parametrize("hide", [withdraw, withhold])
def test_no_word_of_a_hidden_name_stays_behind(client, hide):
    hidden = make_prisoner(display_name="Zyxwvuts Person")
    stays = make_prisoner(display_name="Other Person")
    publish([hidden.public_id, stays.public_id], by=get_user_model().objects.create_user("r"))

    if hide is withdraw:
        withdraw(hidden.public_id, reason="risk")
    else:
        withhold(hidden, reason="at risk")

    assert list(SearchedName.objects.values_list("written", flat=True)) == ["Other Person"]
    assert set(NameWord.objects.values_list("text", "uses")) == {("other", 1), ("person", 1)}
    assert found(client, q="Zyxwvuts") == []


def test_publishing_again_counts_no_word_twice():
    prisoner = make_prisoner(display_name="Test Person")
    reviewer = get_user_model().objects.create_user("reviewer")
    publish([prisoner.public_id], by=reviewer)
    type(prisoner).objects.filter(pk=prisoner.pk).update(sex="female")

    publish([prisoner.public_id], by=reviewer)

    assert set(NameWord.objects.values_list("text", "uses")) == {("test", 1), ("person", 1)}


@pytest.mark.parametrize("typed", ["Тихановский", "rc-zzzzza", "Cichanoŭski Siarhiej"])
def test_the_home_page_leads_to_the_one_person_who_is_meant(client, people, typed):
    response = client.get("/en/find/", {"q": typed, "on": "2024-12-09"})

    assert response.url == "/en/prisoners/RC-ZZZZZA/?on=2024-12-09"


def test_where_several_may_be_meant_it_leads_to_the_list(client, people):
    make_entry(name="Sviatlana Tsikhanouskaya")

    assert client.get("/en/find/", {"q": "Siarhei"}).url == "/en/prisoners/?q=Siarhei"
    assert client.get("/en/find/", {"q": "x" * 300}).url.startswith("/en/prisoners/?q=xxx")
    assert client.get("/en/find/").url == "/en/prisoners/"


def test_a_search_within_a_transaction_leaves_its_plans_alone(client, people):
    with transaction.atomic(), connection.cursor() as cursor:
        client.get(LIST, {"q": "Tsikhanouski"})
        cursor.execute("SHOW enable_seqscan")

        assert cursor.fetchone() == ("on",)
