"""A world entered by staff and published by another member of staff, edition by edition."""

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from prisoners.models import Prisoner
from prisoners.tests.builders import (
    make_article,
    make_charge,
    make_condition,
    make_contact,
    make_court,
    make_death,
    make_detention,
    make_facility,
    make_official,
    make_prisoner,
    make_prosecution,
    make_recognition,
    make_sentence_part,
    make_served_time_rule,
    make_stay,
    make_verdict,
)
from register.models import Edition
from register.publishing import publish
from register.publishing.hiding import withdraw
from register.tests.erased import erase
from sources.tests.builders import make_citation, make_organisation, make_source

FIRST_SOURCE = "2021-02-10"
# How the invented country counts days before the sentence: from when a rule counts, until when.
RULES = (
    {"country": "BY", "kind": "custody", "regime": "", "days_counted": "1.5"},
    {"country": "BY", "kind": "custody", "regime": "strict", "days_counted": "1"},
    {
        "country": "BY",
        "kind": "house_arrest",
        "days_counted": "0.5",
        "valid_from_on": "2021-03",
        "valid_until_on": "2021-04-20",
    },
)


def enter(world):
    """Publish the world; gives the world as it was accepted, and its catalogues.

    What the rules of the working records refuse (a death before an arrest) stays as it was at the
    edition before, or never comes to be.
    """
    reviewer, _new = get_user_model().objects.get_or_create(username="slow-reviewer")
    catalogues = {
        "articles": [make_article() for _article in range(3)],
        "organisations": [make_organisation() for _organisation in range(2)],
        "facilities": [make_facility(country="BY") for _facility in range(2)],
        "courts": [make_court() for _court in range(2)],
        "judges": [make_official() for _judge in range(2)],
    }
    for rule in RULES:
        make_served_time_rule(**rule)
    source = make_source(published_on=FIRST_SOURCE)
    prisoners, public_ids, accepted = {}, {}, []
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
            public_ids[name] = prisoner.public_id
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
    for name in world.erased:
        if name in public_ids:
            erase(public_ids[name])
        for known in accepted:
            known.pop(name, None)
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

    def its(catalogue, place):
        return None if place is None else catalogues[catalogue][place]

    for held in someone.detentions:
        said = {name: value for name, value in vars(held).items() if name != "stays"}
        detention = make_detention(**of, **said, country="BY")
        for stay in held.stays:
            facility = its("facilities", stay.facility)
            make_stay(**vars(stay) | {"detention": detention, "facility": facility})
    if someone.death:
        facility = its("facilities", someone.death.facility)
        make_death(**of | vars(someone.death) | {"facility": facility})
    if someone.sentence:
        _write_sentence(make_prosecution(**of), someone.sentence, its)
    for kind, began_on, ended_on, facility in someone.conditions:
        days = {"began_on": began_on, "ended_on": ended_on}
        make_condition(**of, kind=kind, **days, facility=its("facilities", facility))
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


def _write_sentence(case, sentence, its):
    for charge in sentence.charges:
        article = its("articles", charge.article)
        make_charge(**vars(charge) | {"prosecution": case, "article": article})
    verdict = make_verdict(
        prosecution=case,
        decided_on=sentence.decided_on,
        court=its("courts", sentence.court),
        judge=its("judges", sentence.judge),
    )
    make_sentence_part(verdict=verdict, years=sentence.years, regime=sentence.regime)
