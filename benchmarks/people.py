"""Invented people with about five dependent rows each, one row at a time into tables for COPY."""

from datetime import timedelta
from uuid import UUID

from benchmarks import catalogues
from benchmarks.copying import Table
from benchmarks.dates import LAST_DAY, arrest_day, as_stated
from benchmarks.names import invented
from core.public_ids import ALPHABET
from prisoners import models as people
from prisoners.facts.custody import DetentionFacts
from prisoners.facts.person import Health, Occupation
from prisoners.facts.treatment import ConditionFacts, ContactFacts
from sources.models import Citation, Record

RELEASES = [reason for reason in DetentionFacts.EndReason.values if reason != "death"]
TERMS_IN_MONTHS = [3, 6, 12, 18, 24, 30, 36, 48, 60, 72, 96, 120, 168]
CRITERIA = ["pace_a", "pace_b", "pace_e", "wgad_ii", "own"]
# In the order in which they are written: what is pointed to comes first.
MODELS = (
    Record,
    people.Prisoner,
    people.Name,
    people.Detention,
    people.Stay,
    people.Prosecution,
    people.Charge,
    people.Verdict,
    people.SentencePart,
    people.Condition,
    people.Contact,
    people.Recognition,
    people.Death,
    Citation,
)


class Crowd:
    """Makes one person after the other; the same `random` makes the same people."""

    def __init__(self, random, count):
        self.random = random
        self.sources = catalogues.source_count(count)
        self.tables = {model: Table(model) for model in MODELS}

    def flush(self, cursor):
        for table in self.tables.values():
            table.flush(cursor)

    def set_sequences(self, cursor):
        for table in self.tables.values():
            table.set_sequence(cursor)

    def rows_beside_people(self):
        """Dependent rows so far: neither people nor their records."""
        return sum(
            table.count
            for model, table in self.tables.items()
            if model not in (Record, people.Prisoner)
        )

    def add_person(self, number):
        random = self.random
        public_id = public_id_of(number)
        arrested = arrest_day(random)
        names = invented(random)
        self._person(number, public_id, names[0][1], arrested)
        for (writing, text), kind in zip(names, ("main", "native"), strict=True):
            if kind == "native" or self._chance(0.2):
                self._part(
                    people.Name,
                    number,
                    text=text,
                    kind=kind,
                    language=writing.language,
                    script=writing.script,
                )
        months = self._prosecution(number, arrested) if self._chance(0.5) else None
        held_until = self._detentions(number, arrested, months)
        self._treatment(number, arrested, held_until)
        self._citation(public_id, "")
        if self._chance(0.3):
            self._citation(public_id, "born_on")

    def _person(self, number, public_id, name, arrested):
        random = self.random
        self.tables[Record].add(
            public_id=public_id,
            kind="prisoner",
            state="ready",
            revision=1,
            editors=[0],
            changed_at="2026-01-01T00:00:00Z",
        )
        born = arrested - timedelta(days=int(random.triangular(16, 80, 33) * 365.25))
        is_withheld = self._chance(0.02)
        self.tables[people.Prisoner].add(
            id=number,
            public_id=public_id,
            sex=random.choices(("male", "female", "unknown"), (0.8, 0.17, 0.03))[0],
            nationalities=random.choices(catalogues.COUNTRIES, (0.95, 0.04, 0.01)),
            occupations=random.sample(Occupation.values, random.choice((0, 1, 1, 1, 2))),
            health=[random.choice(Health.values)] if self._chance(0.12) else [],
            display_name=name,
            born_on=self._stated(born) if self._chance(0.8) else "",
            summary="Invented for a benchmark.",
            publication_basis="public_interest",
            is_name_withheld=is_withheld,
            withheld_reason="Invented." if is_withheld else "",
        )

    def _prosecution(self, person, arrested):
        """A case, often with a verdict; returns the months of imprisonment, None without."""
        random = self.random
        case = self._part(
            people.Prosecution, person, opened_on=self._stated(arrested), country="XA"
        )
        for _ in range(random.choice((1, 1, 1, 2))):
            self._part(
                people.Charge,
                person,
                prosecution_id=case,
                status="convicted",
                article_id=self._mostly_first(catalogues.ARTICLES),
            )
        if self._chance(0.2):
            return None
        verdict = self._part(
            people.Verdict,
            person,
            prosecution_id=case,
            decided_on=self._stated(arrested + timedelta(days=random.randint(20, 500))),
            court_id=self._mostly_first(catalogues.COURTS),
            judge_id=random.randint(1, catalogues.JUDGES) if self._chance(0.5) else None,
        )
        if self._chance(0.01):
            self._part(people.SentencePart, person, verdict_id=verdict, kind="life")
            return 12 * 40
        months = random.choice(TERMS_IN_MONTHS)
        self._part(
            people.SentencePart,
            person,
            verdict_id=verdict,
            kind="imprisonment",
            years=months // 12,
            months=months % 12,
            regime="general",
        )
        return months

    def _detentions(self, person, arrested, months):
        """One or two stretches of custody; returns the last day of the last, None when it goes on."""
        random = self.random
        days = months * 30 if months else max(int(random.expovariate(1 / 90)), 12)
        until = arrested + timedelta(days=int(days * random.uniform(0.4, 1.0)) + 12)
        ends_in_death = self._chance(0.005) and until < LAST_DAY
        self._detention(person, arrested, until, "death" if ends_in_death else None)
        if ends_in_death:
            self._part(people.Death, person, died_on=self._stated(until), death_class="in_facility")
        elif self._chance(0.1) and (again := until + timedelta(days=400)) < LAST_DAY:
            until = again + timedelta(days=60 + int(random.expovariate(1 / 200)))
            self._detention(person, again, until, None)
        return until if until < LAST_DAY else None

    def _detention(self, person, arrested, until, reason):
        random = self.random
        is_over = until < LAST_DAY
        detention = self._part(
            people.Detention,
            person,
            began_on=self._stated(arrested),
            ended_on=self._stated(until) if is_over else "",
            end_reason=(reason or random.choice(RELEASES)) if is_over else "",
            release_terms="unknown" if is_over and not reason else "",
            last_confirmed_on="" if is_over else self._stated(max(arrested, LAST_DAY)),
            country="XA",
            region=random.choice(catalogues.REGIONS),
            context_id=self._mostly_first(catalogues.CONTEXTS) if self._chance(0.5) else None,
            place="Test Street" if self._chance(0.2) else "",
        )
        if self._chance(0.4):
            self._part(
                people.Stay,
                person,
                detention_id=detention,
                facility_id=self._mostly_first(catalogues.FACILITIES),
                began_on=self._stated(arrested),
            )

    def _treatment(self, person, arrested, held_until):
        """Conditions, signs of life, recognition, all within custody."""
        random = self.random
        last_day = held_until or LAST_DAY
        within = max((last_day - arrested).days, 1)
        if self._chance(0.3):
            self._part(
                people.Condition,
                person,
                kind=random.choice(ConditionFacts.Kind.values),
                began_on=self._stated(arrested + timedelta(days=random.randrange(within))),
            )
        for _ in range(random.choice((0, 0, 0, 1, 1))):
            self._part(
                people.Contact,
                person,
                kind=random.choice(ContactFacts.Kind.values),
                happened_on=self._stated(arrested + timedelta(days=random.randrange(within))),
            )
        if self._chance(0.4):
            self._part(
                people.Recognition,
                person,
                organisation_id=random.randint(1, catalogues.ORGANISATIONS),
                criteria=[random.choice(CRITERIA)],
                recognised_on=self._stated(arrested + timedelta(days=random.randrange(200))),
            )

    def _citation(self, public_id, field):
        table = self.tables[Citation]
        table.add(
            id=table.count + 1,
            record_id=public_id,
            source_id=self.random.randint(1, self.sources),
            field=field,
        )

    def _part(self, model, person, **values):
        """Add a row of one person; returns its id."""
        table = self.tables[model]
        number = table.count + 1
        code = UUID(int=self.random.getrandbits(128), version=4)
        table.add(id=number, code=code, prisoner_id=person, **values)
        return number

    def _chance(self, share):
        return self.random.random() < share

    def _stated(self, day):
        return as_stated(self.random, day)

    def _mostly_first(self, count):
        """A number from 1 to `count`: the first ones often, the last ones seldom."""
        return 1 + min(int(self.random.expovariate(6 / count)), count - 1)


def public_id_of(number):
    """`RC-` and six signs, different for every number below a thousand million, in no visible order."""
    left, signs = number * 387_420_489 % 32**6, ""
    for _ in range(6):
        left, sign = divmod(left, 32)
        signs += ALPHABET[sign]
    return f"RC-{signs}"
