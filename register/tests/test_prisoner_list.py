"""The page of the list: who is on it, what it counts, what it refuses."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from register.facets import count_cells, counted_facet, facet_of_cells, figure_of
from register.filters import EntryFilter
from register.models import Identity
from register.readers.prisoner_list import ROWS_ON_A_PAGE
from register.tests.builders import (
    make_act,
    make_article,
    make_beneficiary,
    make_contact,
    make_detention,
    make_edition,
    make_entry,
    make_name,
    make_organisation,
    make_span,
    make_text,
)

pytestmark = pytest.mark.django_db
LIST = "/en/prisoners/"


def names(response):
    return [row.person.name for row in response.context["page"].object_list]


def found(client, **query):
    return names(client.get(LIST, query))


def figure(response):
    counted = response.context["figure"]
    return counted.at_least, counted.at_most


def test_the_list_shows_who_possibly_fits_and_marks_who_is_not_certain(client):
    make_entry(name="Held Person", status="in_custody")
    make_entry(name="Doubtful Person", status="maybe_in_custody")
    make_entry(name="Free Person", status="released")

    response = client.get(LIST, {"status": "in_custody", "on": "2024-12-09"})

    assert names(response) == ["Doubtful Person", "Held Person"]
    assert figure(response) == (1, 2)
    assert response.content.decode().count("possibly</span>") == 1


def test_everybody_is_listed_whatever_the_day_and_the_status_says_what_is_known_of_it(client):
    make_entry(name="Later Arrested", status="in_custody")

    (row,) = client.get(LIST, {"on": "2001-01-01"}).context["page"].object_list

    assert (row.person.name, row.status.code) == ("Later Arrested", "unknown")


def test_the_list_says_what_the_register_said_at_an_edition(client):
    make_edition(number=1)
    make_edition(number=2)
    make_entry(name="Corrected Person", sex="male", edition_to=2, public_id="RC-000001")
    make_entry(name="Corrected Person", sex="female", edition_from=2, public_id="RC-000001")

    response = client.get(LIST, {"sex": "male", "known": "1"})

    assert names(response) == ["Corrected Person"]
    assert response["X-Robots-Tag"] == "noindex"
    assert found(client, sex="male") == []


def test_a_withheld_name_is_found_by_nothing_in_any_edition(client):
    make_edition(number=1)
    make_edition(number=2)
    entry = make_entry(name="Hidden Person", status="in_custody")
    Identity.objects.filter(pk=entry.public_id).update(is_withheld=True)

    answers = [
        found(client, **query)
        for query in (
            {"q": "Hidden"},
            {"q": entry.public_id},
            {"q": "hidden", "known": "1"},
            {"status": "in_custody"},
        )
    ]

    assert answers == [[], [], [], ["Not shown any more"]]


def test_of_a_name_withheld_since_an_edition_was_published_no_details_are_listed(client):
    entry = make_entry(sentence_days=1000, arrested_earliest=date(2020, 8, 9))
    Identity.objects.filter(pk=entry.public_id).update(is_withheld=True, display_name="")

    response = client.get(LIST)
    (row,) = response.context["page"].object_list

    assert (row.arrested, row.sentence, row.person.name) == ("", "", "Not shown any more")
    assert entry.public_id not in response.content.decode()


def test_the_place_of_arrest_is_found_by_a_part_of_it(client):
    detention = make_detention(entry=make_entry(name="Found Person"))
    make_text(
        public_id=detention.entry.public_id,
        code=detention.code,
        field="place",
        text="Minsk, Kastryčnickaja",
    )
    make_entry(name="Other Person")

    assert found(client, place="kastry") == ["Found Person"]


def test_who_is_disputed_as_beneficiary_of_an_act_is_possibly_one(client):
    act = make_act()
    sure, disputed = make_entry(name="Sure"), make_entry(name="Disputed")
    make_beneficiary(entry=act, prisoner_id=sure.public_id)
    make_beneficiary(entry=act, prisoner_id=disputed.public_id, outcome="disputed")
    make_entry(name="Other")

    response = client.get(LIST, {"act": act.public_id})

    assert (names(response), figure(response)) == (["Disputed", "Sure"], (1, 2))


def test_scope_counts_those_recognised_by_any_or_by_one_organisation(client):
    one, two = make_organisation(), make_organisation()
    make_entry(name="A", recognised_by=[one.pk])
    make_entry(name="B", recognised_by=[two.pk])
    make_entry(name="C")

    assert found(client, scope="all") == ["A", "B", "C"]
    assert found(client, scope="recognised") == ["A", "B"]
    assert found(client, scope=two.pk) == ["B"]


# --- order and pages ----------------------------------------------------------------------------


def test_each_order_puts_what_is_not_known_last(client):
    def person(name, custody_from, **facts):
        entry = make_entry(name=name, **facts)
        if custody_from:
            make_span(entry=entry, begins=custody_from)

    person("B", date(2021, 1, 1), arrested_latest=date(2021, 1, 1), sentence_days=10)
    person("C", date(2020, 1, 1), arrested_latest=date(2022, 1, 1), sentence_kinds=["life"])
    person("", None)
    person("A", None, last_contact_latest=date(2020, 1, 1), sentence_days=20)

    orders = {
        sort: [name[0] for name in found(client, sort=sort)]
        for sort in ("name", "-name", "arrested", "sentence", "silence", "custody")
    }

    assert orders == {
        "name": ["A", "B", "C", "N"],
        "-name": ["C", "B", "A", "N"],
        "arrested": ["C", "B", "N", "A"],
        "sentence": ["C", "A", "B", "N"],
        "silence": ["A", "B", "C", "N"],
        "custody": ["C", "B", "N", "A"],
    }


def test_every_person_is_on_exactly_one_page(client):
    for _n in range(ROWS_ON_A_PAGE + 3):
        make_entry(name="Same Name")

    ids = [
        [row.person.public_id for row in client.get(LIST, {"page": n}).context["page"].object_list]
        for n in (1, 2)
    ]

    assert (len(ids[0]), len(ids[1]), len({*ids[0], *ids[1]})) == (50, 3, 53)


def test_a_page_of_the_list_asks_the_same_number_of_questions_for_1_and_for_50(
    client, django_assert_max_num_queries
):
    make_edition()
    for n in range(ROWS_ON_A_PAGE):
        entry = make_entry(status="in_custody")
        make_contact(entry=entry)
        make_name(public_id=entry.public_id, kind="native", text=f"Імя {n}")

    with django_assert_max_num_queries(16):
        client.get(LIST, {"status": "in_custody", "open": "article"})


def test_an_address_is_cited_without_the_fields_that_a_form_sent_empty(client):
    response = client.get(LIST, {"q": "", "sex": "female", "age_from": ""})

    assert (response.status_code, response["Location"]) == (302, f"{LIST}?sex=female")


# --- counts -------------------------------------------------------------------------------------


def filters_of(query):
    filters = EntryFilter(QueryDict(query), on=date(2024, 12, 9))
    assert filters.is_valid(), filters.errors
    return filters


@pytest.fixture
def various_people():
    article, organisation, act = make_article(), make_organisation(), make_act()
    for n, status in enumerate(["in_custody", "maybe_in_custody", "released", None] * 3):
        entry = make_entry(
            status=status,
            sex=["female", "male"][n % 2],
            countries=[["BY"], ["BY", "RU"], []][n % 3],
            occupations=[["student", "activist"], ["unknown"], []][n % 3],
            articles=[article.pk] if n % 3 else [],
            recognised_by=[organisation.pk] if n % 2 else [],
            born_earliest=date(1994, 12, 1),
            born_latest=date(1994, 12, 8 + n % 3),
            death_class=["", "in_facility"][n == 5],
            died_latest=date(2024, 1, 1) if n == 5 else None,
        )
        if n % 4 == 0:
            make_beneficiary(
                entry=act,
                prisoner_id=entry.public_id,
                outcome=["released", "disputed"][n == 4],
            )
    return act, article, organisation


@pytest.mark.parametrize(
    "query",
    ["", "sex=female", "status=in_custody&country=BY", "age_from=30&sex=male", "status=released"],
)
@pytest.mark.parametrize(
    "name", ["status", "sex", "country", "occupation", "article", "recognised_by", "act", "died"]
)
def test_the_count_of_a_choice_is_the_figure_of_the_list_once_it_is_chosen(
    various_people, query, name
):
    filters = filters_of(query)
    in_cells = name in ("status", "sex", "country")
    facet = (
        facet_of_cells(filters, count_cells(filters), name)
        if in_cells
        else counted_facet(filters, name)
    )

    others = [pair for pair in query.split("&") if pair and not pair.startswith(f"{name}=")]
    for choice in facet.choices:
        chosen = filters_of("&".join([*others, f"{name}={choice.value}"]))
        if choice.figure.at_most:
            assert choice.figure == figure_of(chosen, count_cells(chosen))
            assert choice.figure.at_least == chosen.certain.count()
            assert choice.figure.at_most == chosen.qs.count()
    assert facet.choices or query


def test_choices_that_nobody_fits_are_left_out_unless_chosen(client):
    make_entry(sex="male")

    filters = filters_of("sex=female")
    facet = facet_of_cells(filters, count_cells(filters), "sex")

    assert [(choice.value, choice.figure.at_most) for choice in facet.choices] == [
        ("female", 0),
        ("male", 1),
    ]


def test_the_same_question_is_counted_once_for_all_languages(client, kept_as_in_production):
    make_edition(published_at=datetime.now(UTC))
    make_entry(name="Test Person", status="in_custody", sex="female")
    client.get(LIST, {"sex": "female", "sort": "arrested"})

    with CaptureQueriesContext(connection) as asked:
        client.get("/be/prisoners/", {"sex": "female", "sort": "arrested"})

    assert not [
        query["sql"] for query in asked if "COUNT(" in query["sql"] or "LIMIT 50" in query["sql"]
    ]


def test_what_hangs_on_names_is_gone_with_the_name(client, kept_as_in_production):
    make_edition(published_at=datetime.now(UTC))
    make_entry(name="Test Person")
    assert figure(client.get(LIST, {"q": "test"})) == (1, 1)

    Identity.objects.update(is_withheld=True)

    assert figure(client.get(LIST, {"q": "test"})) == (0, 0)


# --- what is refused ----------------------------------------------------------------------------

WRONG = {
    "sex=fmale": "is not one of the choices",
    "sx=female": "Did you mean “sex”?",
    "age_from=abc": "whole number",
    "age_from=30&age_to=20": "smaller than the first",
    "age_from=-1": "greater than or equal to 0",
    "age_from=" + "9" * 5000: "whole number",
    "sentence_from=NaN": "Write the years as a number",
    "arrested_from=9/8/2020": "9/8/2020",
    "arrested_from=2020-13": "month",
    "nationality=XX": "is not one of the choices",
    "facility=999": "There is no number 999",
    "facility=99999999999999999999": "There is no number",
    "facility=abc": "There is no number abc",
    "act=RC-000000": "There is no clemency act",
    "act=%00": "There is no clemency act",
    "scope=999": "There is no number 999",
    "scope=recognized": "There is no number recognized",
    "silent=many": "whole number",
    "silent=99999999": "less than or equal to",
    "q=" + "x" * 201: "at most 200",
    "q=a%00b": "Null characters",
    "region=a%00b": "no text can have",
    "place=a%00b": "no text can have",
    "sex=%00": "is not one of the choices",
    "%00=1": "There is no filter",
    "q=a&q=b": "given more than once",
    "&".join(f"region={n}" for n in range(200)): "At most 100",
    "died=maybe": "is not one of the choices",
    "sort=height": "no order of the list",
    "sort=--name": "no order of the list",
    "page=-1": "not the number of a page",
    "page=0": "not the number of a page",
    "page=two": "not the number of a page",
    "page=2": "The list has 1 page.",
    "page=999999999": "The list has 1 page.",
    "on=2024-02-30": "not a day of the calendar",
    "known=77": "edition",
}


@pytest.mark.parametrize("query", WRONG, ids=lambda query: query[:30])
def test_what_cannot_be_understood_is_said_and_nobody_is_listed(client, query):
    make_edition()
    make_entry(name="Test Person 17")

    response = client.get(f"{LIST}?{query}")

    assert response.status_code == 400
    text = response.content.decode().replace("&#x27;", "'").replace("&quot;", '"')
    assert WRONG[query] in text
    assert "Test Person 17" not in text


@pytest.mark.parametrize(
    "query", sorted(q for q in WRONG if not q.startswith("page=")), ids=lambda query: query[:30]
)
@pytest.mark.parametrize("kind", ["csv", "json", "xlsx"])
def test_the_data_refuse_the_same_and_say_why(client, query, kind):
    make_edition()

    response = client.get(f"/prisoners.{kind}?{query}")

    said = (
        " ".join(sum(response.json()["errors"].values(), []))
        if kind == "json"
        else response.content.decode()
    )
    assert (response.status_code, WRONG[query] in said) == (400, True)


def test_ten_thousand_filters_in_one_address_are_refused(client):
    many = "&".join(f"region={n}" for n in range(10_000))

    assert [client.get(f"{path}?{many}").status_code for path in (LIST, "/prisoners.csv")] == [
        400,
        400,
    ]


def test_what_was_typed_wrong_stays_in_the_form(client):
    page = client.get(LIST, {"sex": "<b>fmale", "age_from": "old"}).content.decode()

    assert 'value="&lt;b&gt;fmale" checked' in page
    assert 'value="old"' in page
