"""The queue of likely pairs: computed for all or for what changed, and what was judged stays judged."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from prisoners.duplicates import facts, find, judging
from prisoners.duplicates.score import score
from prisoners.models import DuplicateSearch, LikelyPair, NotSame, Prisoner
from prisoners.tests.builders import (
    make_charge,
    make_death,
    make_detention,
    make_external_id,
    make_name,
    make_prisoner,
    make_prosecution,
    make_relation,
    make_stay,
    make_verdict,
)
from tests.staff import make_editor

pytestmark = pytest.mark.django_db


def make_twins():
    """Two records of one person."""
    return [make_prisoner(display_name="Test Twin", born_on="1990-05-12") for _ in range(2)]


def waiting():
    pairs = LikelyPair.objects.waiting(timezone.localdate())
    return set(pairs.values_list("left_id", "right_id"))


def test_two_records_of_one_person_are_found_and_others_are_not():
    one, other = make_twins()
    make_prisoner(display_name="Somebody Else", born_on="1990-05-12")
    make_prisoner(display_name="Test Twin", born_on="1950")

    find.find_all()

    assert waiting() == {(one.pk, other.pk)}


def test_what_is_compared_is_read_with_as_many_queries_for_many_as_for_one(
    django_assert_num_queries,
):
    people = [make_prisoner() for _ in range(3)]
    with django_assert_num_queries(12):
        facts.of_saved([people[0].pk])

    with django_assert_num_queries(12):
        facts.of_saved([person.pk for person in people])


def test_every_fact_of_a_saved_person_is_read():
    person = make_prisoner(display_name="Test Person", sex="female", born_on="1990-05")
    make_name(prisoner=person, text="Тэст Асоба", kind="native")
    make_name(prisoner=person, text="Test Alias", kind="alias")
    detention = make_detention(
        prisoner=person, began_on="2020-08-09", place="Minsk (Square)", region="Minsk"
    )
    stay = make_stay(detention=detention, began_on="2020-08-10", ended_on="2020-09")
    case = make_prosecution(prisoner=person, case_number="12-A")
    charge = make_charge(prosecution=case)
    verdict = make_verdict(prosecution=case, decided_on="2021-02-01")
    make_death(prisoner=person, died_on="2021-05-21")
    make_external_id(prisoner=person, scheme="test-list", value="17")
    relation = make_relation(prisoner=person)

    found = facts.of_saved([person.pk])[person.pk]

    assert (found.names, found.asked) == (
        ("Test Person", "Тэст Асоба", "Test Alias"),
        ("Test Person", "Test Alias"),
    )
    assert (found.sex, str(found.born), str(found.died)) == ("female", "1990-05", "2021-05-21")
    assert [str(day) for day in found.arrests] == ["2020-08-09"]
    assert [str(day) for day in found.sentences] == [verdict.decided_on]
    assert found.articles == {charge.article.number}
    assert found.case_numbers == {"12-a"}
    assert (found.places, found.regions) == ({"minsk"}, {"minsk"})
    assert found.facilities == {stay.facility.name.lower()}
    assert [(s.first.isoformat(), s.last.isoformat()) for s in found.stays] == [
        ("2020-08-10", "2020-09-01")
    ]
    assert found.external_ids == {("test-list", "17")}
    assert found.related == {relation.other_id}
    assert facts.of_saved([relation.other_id])[relation.other_id].related == {person.pk}


def test_a_pair_that_is_no_longer_likely_leaves_the_queue():
    one, other = make_twins()
    find.find_all()

    Prisoner.objects.filter(pk=other.pk).update(born_on="1950")
    find.refresh_pairs([other.pk])

    assert waiting() == set()


def test_only_what_changed_since_the_last_run_is_compared():
    make_twins()
    find.find_all()
    LikelyPair.objects.all().delete()

    run = find.find_all(since=timezone.now())

    assert (waiting(), run.last_pk) == (set(), 0)
    assert find.last_finished() == DuplicateSearch.objects.latest("pk").started_at


def test_an_interrupted_run_is_taken_up_where_it_stopped(monkeypatch):
    monkeypatch.setattr(find, "AT_A_TIME", 1)
    first, *_others = make_twins()

    class Interrupted(Exception):
        pass

    def stop(done, people):
        raise Interrupted

    with pytest.raises(Interrupted):
        find.find_all(progress=stop)
    assert DuplicateSearch.objects.get().last_pk == first.pk
    steps = []
    find.find_all(progress=lambda done, people: steps.append((done, people)))

    assert steps == [(2, 2)]
    assert DuplicateSearch.objects.get().finished_at
    assert LikelyPair.objects.count() == 1


def test_running_again_doubles_nothing():
    make_twins()

    find.find_all()
    find.find_all()

    assert LikelyPair.objects.count() == 1


def test_a_pair_is_there_once_and_in_order():
    one, other = make_twins()
    for left, right in [(other, one), (one, one)]:
        with pytest.raises(IntegrityError), transaction.atomic():
            NotSame.objects.create(left=left, right=right)
    NotSame.objects.create(left=one, right=other)

    with pytest.raises(IntegrityError), transaction.atomic():
        NotSame.objects.create(left=one, right=other)


def test_not_the_same_is_remembered_whichever_comes_first_and_when_scored_again():
    one, other = make_twins()
    find.find_all()

    judging.not_same(one=other.pk, other=one.pk, by=make_editor(), note="Father and son.")
    find.find_all()

    assert waiting() == set()
    assert LikelyPair.objects.count() == 1
    assert judging.judged_with(one.pk) == {other.pk}


def test_a_judgement_is_taken_back():
    one, other = make_twins()
    find.find_all()
    judging.not_same(one=one.pk, other=other.pk, by=None)

    judging.take_back(one=other.pk, other=one.pk)

    assert waiting() == {(one.pk, other.pk)}


def test_a_judged_pair_is_asked_again_when_much_more_speaks_for_it():
    one, other = make_twins()
    find.find_all()
    judging.not_same(one=one.pk, other=other.pk, by=None)

    for person in (one, other):
        make_detention(prisoner=person, began_on="2020-08-09")
    find.refresh_pairs([one.pk])

    assert waiting() == {(one.pk, other.pk)}


def test_later_is_a_week():
    one, other = make_twins()
    find.find_all()
    judging.put_off(LikelyPair.objects.get())
    today = timezone.localdate()

    assert not LikelyPair.objects.waiting(today).exists()
    assert LikelyPair.objects.waiting(today + judging.LATER).exists()


def test_common_names_say_less_once_the_words_have_been_counted():
    for number in range(60):
        make_prisoner(display_name=f"Common Name{number % 2 and 'x'}")
    one, other = (make_prisoner(display_name="Rare Bird") for _ in range(2))
    common = Prisoner.objects.filter(display_name="Common Namex")[:2]

    find.find_all()

    def bits(*people):
        return score(*facts.of_saved([p.pk for p in people]).values()).bits

    assert bits(*common) < 0 < bits(one, other)
    assert waiting() == {(one.pk, other.pk)}


def test_the_command_says_what_waits(capsys):
    make_twins()

    call_command("find_duplicates", "--all")

    assert "1 likely pairs wait" in capsys.readouterr().out


def test_the_command_refuses_what_is_no_date():
    with pytest.raises(CommandError, match="is not a date such as"):
        call_command("find_duplicates", "--since", "yesterday-ish")


@pytest.mark.parametrize("since", ["2020-01-31", "2020-01-31T12:00"])
def test_the_command_compares_what_changed_since(since):
    make_twins()

    call_command("find_duplicates", "--since", since, verbosity=0)

    assert LikelyPair.objects.count() == 1
