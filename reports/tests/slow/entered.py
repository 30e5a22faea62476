"""A world entered by staff and published by another member of staff, edition by edition."""

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from prisoners.models import Prisoner
from prisoners.tests.builders import (
    make_article,
    make_charge,
    make_condition,
    make_contact,
    make_death,
    make_detention,
    make_prisoner,
    make_prosecution,
    make_recognition,
    make_sentence_part,
    make_verdict,
)
from register.models import Edition
from register.publishing import publish
from register.publishing.hiding import withdraw
from sources.tests.builders import make_citation, make_organisation, make_source

FIRST_SOURCE = "2021-02-10"


def enter(world):
    """Publish the world; gives the world as it was accepted, and its catalogues.

    What the rules of the working records refuse (a death before an arrest) stays as it was at the
    edition before, or never comes to be.
    """
    reviewer, _new = get_user_model().objects.get_or_create(username="slow-reviewer")
    catalogues = {
        "articles": [make_article() for _article in range(3)],
        "organisations": [make_organisation() for _organisation in range(2)],
    }
    source = make_source(published_on=FIRST_SOURCE)
    prisoners, accepted = {}, []
    make_anchor(source, reviewer)
    for known in world.editions:
        before = accepted[-1] if accepted else {}
        now = dict(before)
        for name, someone in known.items():
            if someone == before.get(name, 0):
                continue
            if someone is None:
                if name in prisoners:
                    withdraw(prisoners.pop(name).public_id, reason="error")
                now[name] = None
                continue
            try:
                with transaction.atomic():
                    prisoner = _write(prisoners.get(name), someone, catalogues, source)
                    with transaction.get_connection().cursor() as cursor:
                        cursor.execute(
                            "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"
                        )
            except IntegrityError:
                continue
            prisoners[name], now[name] = prisoner, someone
        changed = [
            prisoner.public_id
            for name, prisoner in prisoners.items()
            if now.get(name) != before.get(name)
        ]
        if changed:
            publish(changed, by=reviewer)
        accepted.append(
            {name: one for name, one in now.items() if name in prisoners or one is None}
        )
        accepted[-1]["edition"] = Edition.objects.order_by("-number").first().number
    return accepted, catalogues


def make_anchor(source, reviewer):
    """Somebody of whom nothing is known but the name: the first edition is there whatever is drawn."""
    anchor = make_prisoner(sex="unknown", nationalities=[])
    make_citation(anchor, source=source)
    publish([anchor.public_id], by=reviewer)


def _write(prisoner, someone, catalogues, source):
    facts = {
        "sex": someone.sex,
        "born_on": someone.born_on,
        "occupations": list(someone.occupations),
        "health": list(someone.health),
        "is_name_withheld": someone.is_withheld,
    }
    if prisoner is None:
        prisoner = make_prisoner(**facts, nationalities=[])
        make_citation(prisoner, source=source)
    else:
        for rows in (
            *(prisoner.detentions, prisoner.conditions, prisoner.contacts),
            *(prisoner.recognitions, prisoner.prosecutions),
        ):
            rows.all().delete()
        type(prisoner).death.related.related_model.objects.filter(prisoner=prisoner).delete()
        Prisoner.objects.filter(pk=prisoner.pk).update(**facts)
    of = {"prisoner": prisoner}
    for held in someone.detentions:
        make_detention(**of, **vars(held), country="BY")
    if someone.death:
        make_death(**of, **vars(someone.death))
    if someone.sentence:
        case = make_prosecution(**of)
        for number in someone.sentence.articles:
            make_charge(prosecution=case, article=catalogues["articles"][number])
        verdict = make_verdict(prosecution=case, decided_on=someone.sentence.decided_on)
        make_sentence_part(verdict=verdict, years=someone.sentence.years)
    for kind, began_on, ended_on in someone.conditions:
        make_condition(**of, kind=kind, began_on=began_on, ended_on=ended_on)
    for happened_on in someone.contacts:
        make_contact(**of, happened_on=happened_on)
    for number, recognised_on, withdrawn_on in someone.recognitions:
        make_recognition(
            **of,
            organisation=catalogues["organisations"][number],
            recognised_on=recognised_on,
            withdrawn_on=withdrawn_on,
        )
    return prisoner
