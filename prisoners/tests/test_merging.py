"""Two records of one person become one without losing anything."""

import pghistory
import pytest

from prisoners.merging import Choices, MergeRefused, merge, undo
from prisoners.merging.links import ends_of, is_join_table, links_to_person
from prisoners.models import Death, Detention, Merge, Name, Prisoner, Relation
from prisoners.tests.builders import (
    make_death,
    make_detention,
    make_name,
    make_prisoner,
    make_prosecution,
    make_relation,
    make_sentence_part,
    make_stay,
    make_tag,
    make_verdict,
)
from prisoners.tests.merges import merged
from prisoners.tests.snapshots import everything
from sources.models import Citation, Record
from sources.tests.builders import make_citation, make_claim
from tests.working_rows import ROWS

pytestmark = pytest.mark.django_db


def key(row):
    return f"{row._meta.label_lower}:{row.pk}"


@pytest.mark.parametrize(
    ("model", "link"),
    [pytest.param(*link, id=f"{link[0]._meta.label}.{link[1].name}") for link in links_to_person()],
)
def test_whatever_points_to_the_absorbed_person_points_to_the_kept_one(model, link, kept, editor):
    if is_join_table(model):
        absorbed = make_prisoner()
        absorbed.tags.add(make_tag())
    else:
        row = ROWS[model][0]()
        row.refresh_from_db()
        if getattr(row, link.name) is None:
            model.objects.filter(pk=row.pk).update(**{link.name: make_prisoner()})
            row.refresh_from_db()
        absorbed = getattr(row, link.name)
    before = everything()

    done = merged(kept, absorbed, editor)

    # A pair of people has them in order, so the kept one may stand at the other end.
    ends = [link] if is_join_table(model) else ends_of(model)
    assert any(model.objects.filter(**{end.name: kept}).exists() for end in ends)
    assert not model.objects.filter(**{link.attname: absorbed.pk}).exists()

    undo(merge=done, by=editor)
    assert everything() == before


# --- values ---------------------------------------------------------------------------------------


def test_what_only_one_record_knows_stays(kept, absorbed, editor):
    Prisoner.objects.filter(pk=absorbed.pk).update(born_on="1990-05", health=["cancer"])

    merged(kept, absorbed, editor)

    kept.refresh_from_db()
    assert (kept.sex, kept.born_on, kept.health) == ("male", "1990-05", ["cancer"])


def test_lists_and_notes_of_staff_are_united(kept, absorbed, editor):
    Prisoner.objects.filter(pk=kept.pk).update(occupations=["artist"], notes="Call the sister.")
    Prisoner.objects.filter(pk=absorbed.pk).update(occupations=["student"], notes="Moved.")

    merged(kept, absorbed, editor)

    kept.refresh_from_db()
    assert kept.occupations == ["artist", "student"]
    assert kept.notes == "Call the sister.\n\nMoved."


def test_the_value_that_was_chosen_stays_and_the_other_is_what_its_source_states(
    kept, absorbed, editor
):
    Prisoner.objects.filter(pk=kept.pk).update(born_on="1990")
    Prisoner.objects.filter(pk=absorbed.pk).update(born_on="1991")
    old = make_citation(kept, field="born_on")
    new = make_citation(absorbed, field="born_on")

    merged(kept, absorbed, editor, choices=Choices(fields={"born_on": "absorbed"}))

    kept.refresh_from_db()
    assert kept.born_on == "1991"
    said = Citation.objects.filter(record=kept.record, field="born_on")
    assert {(c.source_id, c.stance, c.stated_value) for c in said} == {
        (old.source_id, "contradicts", "1990"),
        (new.source_id, "supports", ""),
    }


def test_a_value_without_a_source_is_told_on_the_page_of_the_merge(kept, absorbed, editor):
    Prisoner.objects.filter(pk=kept.pk).update(affiliation="Test Union")
    Prisoner.objects.filter(pk=absorbed.pk).update(affiliation="Test Party")

    done = merged(kept, absorbed, editor)

    told = [lost for lost in done.lost if lost["field"] == "affiliation"]
    assert told == [
        {
            "model": "prisoners.prisoner",
            "field": "affiliation",
            "value": "Test Party",
            "of": "RC-PAST00",
            "is_cited": False,
        }
    ]


def test_the_source_of_a_sealed_value_is_not_published(kept, absorbed, editor):
    Prisoner.objects.filter(pk=kept.pk).update(
        born_on="1990", sealed_fields=["born_on"], sealed_reason="asked"
    )
    Prisoner.objects.filter(pk=absorbed.pk).update(born_on="1991")
    make_citation(absorbed, field="born_on")

    merged(kept, absorbed, editor)

    assert Citation.objects.get(stated_value="1991").is_confidential


def test_what_one_record_hides_stays_hidden(kept, absorbed, editor):
    Prisoner.objects.filter(pk=absorbed.pk).update(
        is_name_withheld=True, withheld_reason="asked", sealed_fields=["health"], sealed_reason="x"
    )
    Prisoner.objects.filter(pk=kept.pk).update(is_minor_shown=True)

    merged(kept, absorbed, editor)

    kept.refresh_from_db()
    assert (kept.is_name_withheld, kept.withheld_reason) == (True, "asked")
    assert (kept.sealed_fields, kept.is_minor_shown) == (["health"], False)


def test_the_name_that_is_not_shown_becomes_another_spelling(kept, absorbed, editor):
    merged(kept, absorbed, editor)

    assert [(name.text, name.kind) for name in kept.names.all()] == [("Test Gone", "spelling")]


def test_a_choice_that_cannot_be_is_refused(kept, absorbed, editor):
    with pytest.raises(MergeRefused, match="Choose which value of “sex” stays"):
        merged(kept, absorbed, editor, choices=Choices(fields={"sex": "both"}))


# --- rows that both have --------------------------------------------------------------------------


def test_a_name_that_both_have_is_kept_once_with_the_sources_of_both(kept, absorbed, editor):
    one = make_name(prisoner=kept, text="Тэст")
    other = make_name(prisoner=absorbed, text="Тэст", script="Cyrl")
    make_citation(kept, one)
    make_citation(absorbed, other)

    merged(kept, absorbed, editor)

    name = Name.objects.get(text="Тэст")
    assert (name.code, name.script) == (one.code, "Cyrl")
    assert Citation.objects.filter(record=kept.record, row=one.code).count() == 2


def test_detentions_that_overlap_are_told_and_nothing_is_merged(kept, absorbed, editor):
    make_detention(prisoner=kept, began_on="2020-08-09", last_confirmed_on="2021-08-09")
    make_detention(prisoner=absorbed, began_on="2020-08-10", last_confirmed_on="2021-01-01")
    before = everything()

    with pytest.raises(MergeRefused, match="certainly overlap.*mend the dates first"):
        merged(kept, absorbed, editor)

    assert everything() == before


def test_the_same_detention_keeps_the_stays_and_sources_of_both(kept, absorbed, editor):
    one = make_detention(prisoner=kept, began_on="2020-08-09", last_confirmed_on="2021-08-09")
    other = make_detention(
        prisoner=absorbed, began_on="2020-08-10", last_confirmed_on="2021-01-01", region="Minsk"
    )
    stay = make_stay(detention=other)
    source = make_citation(absorbed, other, field="began_on").source
    of_stay = make_citation(absorbed, stay)

    merged(kept, absorbed, editor, choices=Choices(same={key(other): (one.pk, "kept")}))

    one.refresh_from_db()
    assert (one.began_on, one.region) == ("2020-08-09", "Minsk")
    assert list(one.stays.all()) == [stay]
    of_stay.refresh_from_db()
    assert of_stay.record_id == kept.public_id
    said = Citation.objects.get(source=source)
    assert (said.row, said.stance, said.stated_value) == (one.code, "contradicts", "2020-08-10")


def test_the_end_of_a_detention_is_not_put_together_from_two(kept, absorbed, editor):
    one = make_detention(prisoner=kept, began_on="2020", ended_on="2021-05", end_reason="released")
    other = make_detention(
        prisoner=absorbed,
        began_on="2020",
        ended_on="2022-02",
        end_reason="pardon",
        release_terms="supervision",
    )

    merged(kept, absorbed, editor, choices=Choices(same={key(other): (one.pk, "kept")}))

    one.refresh_from_db()
    assert (one.ended_on, one.end_reason, one.release_terms) == ("2021-05", "released", "")


def test_one_case_told_twice_becomes_one_with_its_verdicts_and_sentences(kept, absorbed, editor):
    one = make_verdict(prosecution=make_prosecution(prisoner=kept))
    other = make_verdict(prosecution=make_prosecution(prisoner=absorbed))
    part = make_sentence_part(verdict=other)
    same = {
        key(other): (one.pk, "kept"),
        key(other.prosecution): (one.prosecution_id, "absorbed"),
    }

    merged(kept, absorbed, editor, choices=Choices(same=same))

    assert kept.prosecutions.get().title == other.prosecution.title
    assert list(kept.verdicts.get().parts.all()) == [part]


def test_whose_death_stays_is_asked_where_they_differ(kept, absorbed, editor):
    one, other = make_death(prisoner=kept), make_death(prisoner=absorbed, died_on="2021-05")

    with pytest.raises(MergeRefused, match="Death: both records have .* Say whose stay."):
        merged(kept, absorbed, editor)

    merged(kept, absorbed, editor, choices=Choices(same={key(other): (one.pk, "absorbed")}))
    assert Death.objects.get().died_on == "2021-05"


def test_relations_between_the_two_vanish_and_doubles_are_kept_once(kept, absorbed, editor):
    friend = make_prisoner()
    make_relation(prisoner=kept, other=absorbed)
    make_relation(prisoner=absorbed, other=kept, kind="sibling")
    make_relation(prisoner=friend, other=kept)
    make_relation(prisoner=friend, other=absorbed)
    make_relation(prisoner=absorbed, other=friend)

    merged(kept, absorbed, editor)

    ends = Relation.objects.values_list("prisoner", "other", "kind")
    assert set(ends) == {
        (friend.pk, kept.pk, "co_defendant"),
        (kept.pk, friend.pk, "co_defendant"),
    }


def test_what_no_life_allows_is_refused_with_the_sentence_of_the_rule(kept, absorbed, editor):
    make_death(prisoner=kept, died_on="2021-05-21")
    make_detention(prisoner=absorbed, began_on="2022")

    with pytest.raises(MergeRefused, match="cannot be arrested after death"):
        merged(kept, absorbed, editor)

    assert Detention.objects.get().prisoner == absorbed


# --- the two records ------------------------------------------------------------------------------


def test_the_absorbed_record_says_where_it_went_and_its_id_is_never_used_again(
    kept, absorbed, editor
):
    claim = make_claim(about=absorbed.record)

    merged(kept, absorbed, editor, reason="Same birthday.")

    record = Record.objects.get(pk="RC-PAST00")
    assert (record.state, record.merged_into_id) == ("merged", "RC-KEPT00")
    claim.refresh_from_db()
    assert claim.about_id == "RC-KEPT00"
    assert Merge.objects.get().reason == "Same birthday."
    with pytest.raises(Exception, match="was given out before"):
        make_prisoner(record_id="RC-PAST00")


def test_who_edited_either_record_may_not_approve_the_merged_one(kept, absorbed, editor):
    with pghistory.context(user=77):
        make_name(prisoner=absorbed)

    merged(kept, absorbed, editor)

    assert {77, editor.pk} <= set(Record.objects.get(pk="RC-KEPT00").editors)


@pytest.mark.parametrize(
    ("kept_id", "absorbed_id", "sentence"),
    [
        ("RC-KEPT00", "RC-KEPT00", "cannot be merged with itself"),
        ("RC-KEPT00", "RC-NOBODY", "There is no prisoner RC-NOBODY"),
        ("RC-PAST00", "RC-KEPT00", "RC-PAST00 was merged into RC-KEPT00 already"),
        ("RC-OTHER0", "RC-PAST00", "RC-PAST00 was merged into RC-KEPT00 already"),
    ],
)
def test_records_that_cannot_be_merged(kept, absorbed, editor, kept_id, absorbed_id, sentence):
    make_prisoner(record_id="RC-OTHER0")
    merged(kept, absorbed, editor)

    with pytest.raises(MergeRefused, match=sentence):
        merge(kept=kept_id, absorbed=absorbed_id, by=editor)


def test_a_record_that_was_saved_while_it_was_compared_is_not_merged(kept, absorbed, editor):
    seen = {"RC-KEPT00": kept.record.revision, "RC-PAST00": absorbed.record.revision}
    make_name(prisoner=absorbed)

    with pytest.raises(MergeRefused, match="Somebody saved RC-PAST00 while you were comparing"):
        merged(kept, absorbed, editor, seen=seen)


# --- size ---------------------------------------------------------------------------------------


def test_the_number_of_queries_is_bounded(kept, absorbed, editor, django_assert_max_num_queries):
    for _row in range(10):
        make_name(prisoner=absorbed)

    with django_assert_max_num_queries(250):
        merged(kept, absorbed, editor)
