"""Two registers that differ only in what is hidden of one person, and everything that a reader can ask.

What may be seen of somebody whose name is withheld is what both have in common: the id, coded facts,
months, the decade of birth, regions, courts, articles, that sources exist and how many. What must not be
seen is what they differ in: names, exact days, the place of detention, the judge, texts, sources, ids.
"""

import hashlib
import re
from dataclasses import dataclass

from pardons.tests.builders import make_act, make_beneficiary
from prisoners.tests.builders import (
    make_charge,
    make_condition,
    make_contact,
    make_detention,
    make_external_id,
    make_name,
    make_prisoner,
    make_prosecution,
    make_recognition,
    make_sentence_part,
    make_stay,
    make_verdict,
)
from register.publishing import publish, withhold
from sources.tests.builders import make_citation, make_source
from tests.canaries.crawl import of_client
from tests.canaries.opening import opened

WHO = "RC-0WTHHE"


@dataclass(frozen=True)
class Hidden:
    """One reading of what nobody may know; `place` and `judge` say which of two."""

    name: str
    native: str
    text: str
    day: int
    year_of_birth: int
    place: int
    judge: int

    def on(self, month):
        return f"{month}-{self.day:02}"


@dataclass(frozen=True)
class Story:
    """What both registers tell: coded facts and months, and in which steps they were published."""

    sex: str
    arrested: str
    released: str
    occupations: tuple
    is_recognised: bool
    in_act: bool
    was_open: bool  # published with the name at first, then withheld and published anew


def enter(story, hidden, around):
    """Enter and publish the person in these steps; `around` are the rows that both registers share."""
    person = make_prisoner(
        record_id=WHO,
        display_name=hidden.name,
        sex=story.sex,
        occupations=list(story.occupations),
        born_on=f"{hidden.year_of_birth}-{hidden.on('03')}",
        summary=hidden.text,
        affiliation=hidden.text,
        notes=hidden.text,
        publication_basis="public_interest",
        is_name_withheld=not story.was_open,
        withheld_reason="" if story.was_open else "at risk",
    )
    make_name(prisoner=person, text=hidden.native, kind="native", language="be")
    make_external_id(prisoner=person, scheme="list", value=hidden.name)
    held = make_detention(
        prisoner=person,
        began_on=hidden.on(story.arrested),
        place=hidden.text,
        country="BY",
        region="Minsk",
    )
    make_stay(detention=held, facility=around["places"][hidden.place], place=hidden.text)
    make_condition(prisoner=person, began_on=hidden.on(story.arrested))
    make_contact(prisoner=person, happened_on=hidden.on(story.arrested))
    case = make_prosecution(prisoner=person, title=hidden.text)
    make_charge(prosecution=case, article=around["article"])
    verdict = make_verdict(
        prosecution=case,
        decided_on=hidden.on("2021-06"),
        court=around["court"],
        judge=around["judges"][hidden.judge],
        note=hidden.text,
    )
    make_sentence_part(verdict=verdict, as_stated=hidden.text)
    if story.is_recognised:
        make_recognition(
            prisoner=person,
            organisation=around["organisation"],
            recognised_on=hidden.on("2021-07"),
        )
    source = make_source(
        title=f"On {hidden.name}",
        url=f"https://news.example/{hashlib.sha256(hidden.name.encode()).hexdigest()[:8]}",
        published_on=hidden.on(story.arrested),
    )
    make_citation(person, source=source, quote=hidden.text)
    publish([person.public_id], by=around["reviewer"])
    if story.was_open:
        withhold(person, reason="at risk")
        publish([person.public_id], by=around["reviewer"])
    if story.in_act:
        act = make_act(record_id="CA-0WTHHE", title="An act", announced=3)
        make_beneficiary(act=act, prisoner=person, name_as_reported=hidden.name, note=hidden.text)
        publish([act.public_id], by=around["reviewer"])
    if story.released:
        held.ended_on, held.end_reason = hidden.on(story.released), "pardon"
        held.save()
        publish([person.public_id], by=around["reviewer"])
    return person


def seen(client, addresses):
    """{address: what a reader gets, without what is drawn by chance for every row}."""
    get = of_client(client)
    found = {}
    for address in addresses:
        answer = get(address)
        parts = [*opened(answer.body)]
        text = b"\n".join(parts[1:] or parts)  # of an archive what is in it, not how it is packed
        found[address] = answer.status, _without_chance(text.decode("utf-8", "replace"))
    return found


CODE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
MOMENT = re.compile(r"\d\d:\d\d UTC|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?")
HASH = re.compile(r"sha256:[0-9a-f]{64}")


def _without_chance(text):
    """Codes of rows, moments and hashes of files with these in them are anew in each register."""
    return HASH.sub("HASH", CODE.sub("CODE", MOMENT.sub("MOMENT", text)))
