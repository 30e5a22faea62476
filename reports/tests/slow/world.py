"""Small invented worlds: what is known of each person at each of three editions."""

from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

DATES = [
    "2021-02-03", "2021-02-20", "2021-03", "2021-03-01", "2021-04-15~", "[2021-02-01..2021-03-10]",
]  # fmt: skip
ENDS = ["2021-05-01", "2021-03", "2021", "[..2021-06]", "[2021-04..]", "2021-05-10~", "2021-03-20"]
REGIONS = ["", "North", "South"]
REASONS = ["pardon", "full_term", "released"]


@dataclass(frozen=True)
class Stayed:
    facility: int | None
    began_on: str = ""
    ended_on: str = ""


@dataclass(frozen=True)
class Held:
    """One detention."""

    began_on: str = ""
    ended_on: str = ""
    end_reason: str = ""
    last_confirmed_on: str = ""
    region: str = ""
    form: str = "custody"
    stays: tuple = ()


@dataclass(frozen=True)
class Died:
    died_on: str
    death_class: str
    facility: int | None = None


@dataclass(frozen=True)
class Charged:
    article: int
    status: str = "convicted"
    status_on: str = ""


@dataclass(frozen=True)
class Sentence:
    """One case with one verdict: `years` of prison."""

    decided_on: str
    years: int
    charges: tuple = ()
    court: int | None = None
    judge: int | None = None
    regime: str = "general"


@dataclass(frozen=True)
class Someone:
    """What is known of one person. Articles, facilities and so on are meant by their place in a list."""

    sex: str = "unknown"
    born_on: str = ""
    is_withheld: bool = False
    occupations: tuple = ()
    health: tuple = ()
    detentions: tuple = ()
    death: Died | None = None
    sentence: Sentence | None = None
    conditions: tuple = ()  # (kind, began_on, ended_on, facility)
    contacts: tuple = ()  # happened_on
    recognitions: tuple = ()  # (organisation, recognised_on, withdrawn_on)


@dataclass
class World:
    """`editions[n][name]` is what is known of somebody at the edition n + 1; None once withdrawn.

    Who is `erased` in the end is known at no edition any more.
    """

    editions: list = field(default_factory=list)
    erased: tuple = ()

    def people(self, edition):
        return [one for one in self.editions[edition - 1].values() if one is not None]


def _dates(*more):
    return st.sampled_from([*DATES, *more])


def _one_of(number):
    """The place of one of so many, or None."""
    return st.sampled_from([None, *range(number)])


@st.composite
def _detention(draw):
    is_ended = draw(st.booleans())
    return Held(
        began_on=draw(_dates("")),
        ended_on=draw(st.sampled_from(ENDS)) if is_ended else "",
        end_reason=draw(st.sampled_from(REASONS)) if is_ended else "",
        last_confirmed_on=draw(st.sampled_from(["", "", "2021-03-12", "2021-04", "2021-06-01"])),
        region=draw(st.sampled_from(REGIONS)),
        form=draw(st.sampled_from(["custody", "custody", "house_arrest", "restriction"])),
        stays=draw(
            st.lists(
                st.builds(Stayed, _one_of(2), _dates(""), st.sampled_from(["", "", *ENDS])),
                max_size=2,
            ).map(tuple)
        ),
    )


def _charges():
    statuses = st.sampled_from(["convicted", "charged", "acquitted", "unknown"])
    return st.builds(Charged, st.integers(0, 2), statuses, st.sampled_from(["", "", *DATES]))


@st.composite
def someone(draw):
    return Someone(
        sex=draw(st.sampled_from(["female", "male", "unknown"])),
        born_on=draw(st.sampled_from(["", "1990-05-05", "2004-02", "1996~", "195X", "2003-03-01"])),
        is_withheld=draw(st.sampled_from([False, False, True])),
        occupations=tuple(draw(st.sets(st.sampled_from(["journalist", "worker"])))),
        health=tuple(draw(st.sets(st.sampled_from(["cancer", "disability"]), max_size=1))),
        detentions=tuple(draw(st.lists(_detention(), min_size=1, max_size=2))),
        death=draw(
            st.none()
            | st.none()
            | st.builds(
                Died,
                st.sampled_from(["", "2021-06-15", "2021-07", "2021~"]),
                st.sampled_from(["in_facility", "after_release", "unknown"]),
                _one_of(2),
            )
        ),
        sentence=draw(
            st.none()
            | st.builds(
                Sentence,
                st.sampled_from(["", "2021-04-20", "2021-05"]),
                st.integers(1, 4),
                st.lists(_charges(), max_size=3).map(tuple),
                _one_of(2),
                _one_of(2),
                st.sampled_from(["general", "strict", "unknown"]),
            )
        ),
        conditions=tuple(
            draw(
                st.lists(
                    st.tuples(
                        st.sampled_from(["torture", "incommunicado"]),
                        _dates(""),
                        st.sampled_from(["", "", *ENDS]),
                        _one_of(2),
                    ),
                    max_size=3,
                )
            )
        ),
        contacts=tuple(draw(st.lists(_dates(), max_size=2))),
        recognitions=tuple(
            draw(
                st.lists(
                    st.tuples(
                        st.integers(0, 1), _dates(""), st.sampled_from(["", "", "2021-06-01"])
                    ),
                    max_size=2,
                    unique_by=lambda recognition: recognition[0],
                )
            )
        ),
    )


@st.composite
def worlds(draw):
    """Three editions: at each, people are new, corrected, withdrawn, or as they were."""
    known, editions = {}, []
    for edition in (1, 2, 3):
        for name in list(known):
            match draw(st.sampled_from(["same", "same", "corrected", "withdrawn"])):
                case "corrected" if known[name]:
                    known[name] = replace(draw(someone()), is_withheld=known[name].is_withheld)
                case "withdrawn" if known[name] and edition > 1:
                    known[name] = None
        for number in range(draw(st.integers(1 if edition == 1 else 0, 2))):
            known[f"{edition}.{number}"] = draw(someone())
        editions.append(dict(known))
    return World(editions, tuple(name for name in known if draw(st.integers(0, 7)) == 7))
