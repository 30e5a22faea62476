"""The same people written once more, as another list would write them, and namesakes who are not they."""

from dataclasses import dataclass, field
from datetime import timedelta

from anyascii import anyascii

from core.partial_dates import parse_edtf
from prisoners.models import (
    Charge,
    Detention,
    Name,
    Prisoner,
    Prosecution,
    Verdict,
)

PATRONYMICS = ["Testovich", "Petrovich", "Ivanovna", "Siarheevich"]
LETTERED = {"Cyrl", "Geor"}  # scripts that letters alone carry over into Latin
FILLER = "abdegiklmnoprstuvz"


@dataclass
class Written:
    """A person as somebody else writes them: what the new record gets."""

    name: str
    script: str = ""
    sex: str = "unknown"
    born_on: str = ""
    arrests: list = field(default_factory=list)  # (date, place, region)
    sentences: list = field(default_factory=list)
    articles: list = field(default_factory=list)
    changes: list = field(default_factory=list)  # what was done to the original

    def save(self):
        """The pk of the new record."""
        is_latin = self.script in ("", "Latn")
        person = Prisoner.objects.create(
            display_name=self.name if is_latin else "", sex=self.sex, born_on=self.born_on
        )
        if not is_latin:
            Name.objects.create(prisoner=person, text=self.name, kind="native", script=self.script)
        for began_on, place, region in self.arrests:
            Detention.objects.create(prisoner=person, began_on=began_on, place=place, region=region)
        if self.sentences or self.articles:
            case = Prosecution.objects.create(prisoner=person)
            for article in self.articles:
                Charge.objects.create(prosecution=case, article_id=article)
            for decided_on in self.sentences:
                Verdict.objects.create(prosecution=case, decided_on=decided_on)
        return person.pk


def variant(random, person):
    """A second record of a person: another spelling, vaguer dates, some facts missing or slipped."""
    name, script, how = _name(random, person)
    born_on, how_born = _date(random, person.born_on)
    arrests = []
    for detention in person.detentions.all()[:1]:
        began_on, how_arrested = _date(random, detention.began_on, missing=0.3)
        if began_on:
            place = detention.place if random.random() < 0.6 else ""
            arrests.append((began_on, place, detention.region if place else ""))
            how_born += [f"arrest {change}" for change in how_arrested]
    sentences = [row.decided_on for row in person.verdicts.all() if row.decided_on][:1]
    articles = [row.article_id for row in person.charges.all() if row.article_id]
    return Written(
        name=name,
        script=script,
        sex=person.sex if random.random() < 0.85 else "unknown",
        born_on=born_on,
        arrests=arrests,
        sentences=sentences if random.random() < 0.5 else [],
        articles=articles if random.random() < 0.5 else [],
        changes=[how, *how_born],
    )


def namesake(random, person):
    """Somebody else of the same name: born in another year or unknown, arrested at another time."""
    born = parse_edtf(person.born_on)
    born_on, grown_up = "", 2000
    if born and born.earliest and random.random() < 0.7:
        years = random.choice([-1, 1]) * random.randint(3, 40)
        other = _shifted(born.earliest, years, random)
        born_on, grown_up = _written(random, other), max(other.year + 16, 2000)
    arrested = f"{random.randint(grown_up, max(grown_up, 2025))}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    return Written(
        name=person.display_name,
        sex=person.sex,
        born_on=born_on,
        arrests=[(arrested, "", "")] if random.random() < 0.7 else [],
        changes=["namesake"],
    )


# --- names ----------------------------------------------------------------------------------------


def _name(random, person):
    """(text, script, what was done to it)"""
    forms = [name for name in person.names.all() if name.script not in ("", "Latn")]
    lettered = [name for name in forms if name.script in LETTERED]
    latin = person.display_name
    ways = ["as it is", "slip", "patronymic", "turned"]
    if forms:
        ways += ["other script", "other script"]
    if lettered:
        ways += ["other orthography", "other orthography"]
    if len(latin.split()) > 2:
        ways.append("word dropped")
    match way := random.choice(ways):
        case "slip":
            return _slip(random, latin), "Latn", way
        case "patronymic":
            first, *rest = latin.split()
            return " ".join([first, random.choice(PATRONYMICS), *rest]), "Latn", way
        case "turned":
            *first, last = latin.split()
            return " ".join([last, *first]), "Latn", way
        case "other script":
            form = random.choice(forms)
            return form.text, form.script, way
        case "other orthography":
            return anyascii(random.choice(lettered).text).title(), "Latn", way
        case "word dropped":
            words = latin.split()
            del words[random.randrange(1, len(words) - 1)]
            return " ".join(words), "Latn", way
    return latin, "Latn", way


def _slip(random, text):
    """One letter left out, doubled, exchanged with its neighbour or mistaken for another."""
    place = random.choice([i for i in range(1, len(text) - 1) if text[i - 1 : i + 2].isalpha()])
    before, letter, after = text[:place], text[place], text[place + 1 :]
    return random.choice(
        [
            before + after,
            before + letter + letter + after,
            before + after[:1] + letter + after[1:],
            before + random.choice(FILLER) + after,
        ]
    ).strip()


# --- dates ----------------------------------------------------------------------------------------


def _date(random, text, *, missing=0.25):
    """(EDTF, what was done to it): as it is, vaguer, missing, or with a slip of the pen."""
    date = parse_edtf(text)
    if date is None or random.random() < missing:
        return "", []
    if not date.is_exact:
        return text, []
    day = date.earliest
    match random.choices(
        ["as it is", "month", "year", "swapped", "a day off"], [0.6, 0.12, 0.16, 0.06, 0.06]
    )[0]:
        case "month":
            return f"{day:%Y-%m}", ["vaguer"]
        case "year":
            return f"{day:%Y}", ["vaguer"]
        case "swapped" if day.day <= 12:
            return day.replace(month=day.day, day=day.month).isoformat(), ["swapped"]
        case "a day off":
            return (day + timedelta(days=1)).isoformat(), ["a day off"]
    return text, []


def _shifted(day, years, random):
    return day.replace(
        year=day.year + years, month=random.randint(1, 12), day=random.randint(1, 28)
    )


def _written(random, day):
    return random.choice([day.isoformat(), day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}"])
