"""Whom lines are about, many at once: the same score as everywhere, behind a coarser sieve.

Comparing every line with everybody takes some 14 ms a line. Here people are compared whose names
have two words in common (or the only one), by sound, or up to a slip of one letter: one question
for a thousand lines.
"""

import hashlib
from collections import defaultdict
from dataclasses import dataclass

from django.db import connection

from core.partial_dates import parse_edtf
from names.keys import asked_keys, form_keys
from names.likeness import alike
from names.parts import name_of, words_of
from prisoners import searching
from prisoners.duplicates import bounds, facts, score
from prisoners.duplicates.weights import REVIEW
from prisoners.models import Prisoner

MOST_NAMES = 4  # of one line that are searched by
MOST_FOUND = 200  # people compared with one line
MOST_WORDS = 300  # words of the vocabulary that one written word may be


@dataclass(frozen=True)
class Likely:
    """Somebody whom a line may be about; `line` is the number of an earlier line of the file."""

    public_id: str
    label: str
    score: score.Score
    line: int | None = None

    def as_json(self):
        reasons = [reason.as_json() for reason in self.score.reasons]
        return {"public_id": self.public_id, "label": self.label, "value": self.score.value,
                "reasons": reasons, "line": self.line}  # fmt: skip


def name_key(names):
    """A number that two lines share when a name of theirs is written the same; None without a name."""
    if not names:
        return None
    words = sorted(word.text for word in words_of(names[0]))
    if not words:
        return None
    return int.from_bytes(hashlib.blake2b(" ".join(words).encode(), digest_size=7).digest(), "big")


def facts_of(line, *, lines_are_cases):
    """What a line says of a person, as it is compared."""
    of_kind = defaultdict(list)
    for row in line.rows.values():
        of_kind[row.kind].append(row.said)

    def said(kind, name):
        return [row[name] for row in of_kind.get(kind, ()) if row.get(name)]

    person = line.rows["person"].said if "person" in line.rows else {}
    stays = [*said("stay", "facility"), *said("stay", "place")]
    ids = zip(said("external_id", "scheme"), said("external_id", "value"), strict=False)
    return facts.Facts(
        names=facts.filled(line.names),
        asked=facts.filled(line.names)[:MOST_NAMES],
        sex=person.get("sex", ""),
        born=_date(person.get("born_on")),
        died=next(iter(facts.dates(said("death", "died_on"))), None),
        arrests=facts.dates(said("detention", "began_on")),
        sentences=facts.dates(said("verdict", "decided_on")),
        opened=facts.dates(said("prosecution", "opened_on")),
        articles=frozenset(text.partition("(")[0] for text in said("charge", "article")),
        case_numbers=frozenset(map(facts.folded, said("prosecution", "case_number"))),
        places=frozenset(map(facts.place, said("detention", "place"))),
        regions=frozenset(map(facts.folded, said("detention", "region"))),
        facilities=frozenset(map(facts.folded, stays)),
        external_ids=frozenset() if lines_are_cases else frozenset(ids),
    )


def likely_here(people):
    """For each of `people` (`facts.Facts`) the saved people who are likely the same, likeliest first.

    Whose names have changed are indexed before (`prisoners.searching`).
    """
    meant = _share_words([person.asked for person in people])
    forms = _forms_of(set().union(*meant))
    meant = [
        _who_may_be(person, others, forms) for person, others in zip(people, meant, strict=True)
    ]
    ids = dict(
        Prisoner.objects.filter(record__among=set().union(*meant)).values_list("record_id", "pk")
    )
    known = facts.of_saved(set(ids.values()))
    return [
        scored(person, [known[ids[each]] for each in sorted(others) if each in ids])
        for person, others in zip(facts.with_rarity(people), meant, strict=True)
    ]


def _forms_of(public_ids):
    """{public id: written names}"""
    found = {public_id: [] for public_id in public_ids}
    names = searching.WORKING_NAMES.names.objects.filter(public_id__among=public_ids)
    for public_id, written in names.values_list("public_id", "written"):
        found[public_id].append(written)
    return found


def _who_may_be(person, others, forms):
    """Those of `others` who can reach the bound of review: few can, and only what is known of those is
    looked up and compared. `forms` are the names of everybody.
    """
    least = bounds.least_likeness(bounds.most_without_names(person))
    return {each for each in others if least == 0 or _is_alike(person.names, forms[each], least)}


def _is_alike(names, others, least):
    return any(
        alike(one, other).score >= least or alike(other, one).score >= least
        for one in names
        for other in others
    )


def scored(person, others, lines=()):
    """`Likely` for those of `others` who reach the bound of review."""
    lines = lines or [None] * len(others)
    found = [
        Likely(other.public_id, other.label, score.score(person, other), line)
        for other, line in zip(others, lines, strict=True)
    ]
    likely = [each for each in found if each.score.value >= REVIEW]
    return sorted(likely, key=lambda each: (-each.score.bits, each.public_id))


def _share_words(asked):
    """For each list of names the public ids of people who share two words of one of them."""
    names = [(place, name_of(name)) for place, names in enumerate(asked) for name in names]
    words = {word for _place, name in names for word in name.words}
    meant = _words_meant(words)
    questions = []
    for place, name in names:
        parts = sorted((meant[word] for word in name.words), key=lambda found: found[1])
        parts = [numbers for numbers, _uses in parts]
        if len(parts) == 1:
            questions.append((place, parts[0], parts[0]))
        # Of the rarest three words two have to be there.
        questions += [(place, a, b) for n, a in enumerate(parts[:3]) for b in parts[n + 1 : 3]]
    found = [set() for _each in asked]
    questions = [(place, a, b) for place, a, b in questions if a and b]
    if questions:
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                SELECT q.place, n.public_id
                  FROM unnest(%s, %s, %s) AS q (place, one, other),
                       LATERAL (SELECT public_id FROM {searching.WORKING_NAMES.names_table}
                                 WHERE keys && q.one::int[] AND keys && q.other::int[]
                                 LIMIT {MOST_FOUND}) AS n
                """,
                [
                    [place for place, _a, _b in questions],
                    [_array(a) for _place, a, _b in questions],
                    [_array(b) for _place, _a, b in questions],
                ],
            )
            for place, public_id in cursor.fetchall():
                found[place].add(public_id)
    return found


def _words_meant(words):
    """{word: (numbers of the words of the vocabulary that it may be, how often those are used)}"""
    words = list(words)
    keys = [_array(asked_keys(word)[0] + form_keys(word)) for word in words]
    found = {word: ([], 0) for word in words}
    if not words:
        return found
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT q.place, v.id, v.uses
              FROM unnest(%s, %s) WITH ORDINALITY AS q (place, keys, n),
                   LATERAL (SELECT id, uses FROM {searching.WORKING_NAMES.vocabulary_table}
                             WHERE keys && q.keys::int[] LIMIT {MOST_WORDS}) AS v
            """,
            [list(range(len(words))), keys],
        )
        for place, number, uses in cursor.fetchall():
            numbers, used = found[words[place]]
            found[words[place]] = (numbers + [number], used + uses)
    return found


def _array(numbers):
    return f"{{{','.join(map(str, numbers))}}}"


def _date(text):
    return parse_edtf(text) if text else None
