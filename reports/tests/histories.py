"""Small random registers with several editions, and the slow way to count in them.

A person is a list of versions, one after the other: from which edition, until before which, born
between which days, of which sex, and the stretches of registers.py. Editions are 1 to LAST.
"""

from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from register.days import years_before
from register.models import Redirect, Span
from register.models.version import OPEN
from register.tests.builders import make_edition, make_entry, make_public_id
from reports.tests import registers
from reports.tests.builders import END

LAST = 4
CUSTODY = ("in_custody", "maybe_in_custody")


@dataclass(frozen=True)
class Said:
    """What one version says of a person."""

    edition_from: int
    edition_to: int  # OPEN while it is what the register says
    born: tuple | None  # (earliest, latest)
    sex: str
    stretches: list

    def is_known(self, edition):
        return self.edition_from <= edition < self.edition_to

    def is_held(self, on, *, certain):
        number = (on - registers.START).days
        statuses = CUSTODY[:1] if certain else CUSTODY
        return any(
            status in statuses and begins <= number and (ends is None or number < ends)
            for status, begins, ends in self.stretches
        )

    def is_aged(self, on, least, most, *, certain):
        """From `least` to `most` completed years on a day, under every reading or under some."""
        if self.born is None:
            return False
        earliest, latest = self.born
        youngest, oldest = _age(latest, on), _age(earliest, on)
        if certain:
            return least <= youngest and oldest <= most
        return youngest <= most and oldest >= least


def _age(born, on):
    return next(years for years in range(130) if born > years_before(on, years + 1))


@st.composite
def people(draw):
    """[(versions of one person, whether the end is a merge into the first person)]."""
    return draw(st.lists(st.tuples(_versions(), st.booleans()), min_size=1, max_size=6))


@st.composite
def _versions(draw):
    editions = sorted(draw(st.sets(st.integers(1, LAST + 1), min_size=2, max_size=4)))
    said = []
    for begins, ends in zip(editions, editions[1:], strict=False):
        born = draw(st.none() | st.dates(date(1995, 1, 1), date(2004, 12, 31)))
        doubt = draw(st.sampled_from([0, 30, 400]))
        said.append(
            Said(
                begins,
                OPEN if ends > LAST else ends,
                born and (born, date.fromordinal(born.toordinal() + doubt)),
                draw(st.sampled_from(["male", "female"])),
                draw(registers.person()),
            )
        )
    return said


def written(register):
    """Write the versions into the register's tables."""
    for _edition in range(LAST - 1):
        make_edition()
    ids = [make_public_id() for _person in register]
    for public_id, (versions, is_merged) in zip(ids, register, strict=True):
        for said in versions:
            _write(public_id, said)
        if is_merged and versions[-1].edition_to < OPEN and public_id != ids[0]:
            Redirect.objects.create(
                public_id=public_id, into=ids[0], edition_from=versions[-1].edition_to
            )


def _write(public_id, said):
    earliest, latest = said.born or (None, None)
    entry = make_entry(
        public_id=public_id,
        edition_from=said.edition_from,
        edition_to=said.edition_to,
        born_earliest=earliest,
        born_latest=latest,
        sex=said.sex,
    )
    Span.objects.bulk_create(
        Span(
            entry=entry,
            edition_from=said.edition_from,
            edition_to=said.edition_to,
            status=status,
            begins=registers.day(begins),
            ends=END if ends is None else registers.day(ends),
            reason="pardon" if status == "released" else "",
        )
        for status, begins, ends in said.stretches
    )


def stock(register, edition, on, fits, *, certain):
    """How many are held on a day, as known at an edition, counted one by one."""
    return sum(
        said.is_known(edition) and said.is_held(on, certain=certain) and fits(said, on, certain)
        for versions, _is_merged in register
        for said in versions
    )
