"""The case that a line about a person tells of: charges, verdicts, sentence.

Nothing is guessed: words that no table knows stay as they were written.
"""

import re

from prisoners.importing import terms
from prisoners.models import Charge, Prosecution, SentencePart, Verdict
from sources.importing import cells
from sources.importing.parts import Part

CASE_TITLE = re.compile(r"([A-Z]\w+(?: \w+)? case)\b")


def case(line):
    """One prosecution with its charges and verdicts, when the line says anything of a case."""
    stated = cells.text(line.row, "charges")
    columns = ("charges", "sentence_date", "sentence_court", "sentence_term", "regime")
    if not any(cells.text(line.row, column) for column in columns):
        return []
    title = cells.text(line.row, "case_title") or (CASE_TITLE.match(stated) or [""])[0]
    values = {"country": line.country, "title": title, "charges_stated": stated}
    parts = [Part("prosecution", Prosecution, values)]
    for number, charge in enumerate(terms.charges(stated), 1):
        article = line.article_pk(charge.number, charge.part)
        parts.append(
            Part(
                f"charge:{number}",
                Charge,
                {"article_id": article, "as_stated": charge.as_stated},
                within=("prosecution", "prosecution"),
                known_by=("article_id",),
            )
        )
    return parts + _verdicts(line)


def _verdicts(line):
    """The verdict and its sentence; two verdicts when the first term was changed on appeal."""
    columns = ("sentence_date", "sentence_court", "sentence_term", "regime")
    if not any(cells.text(line.row, column) for column in columns):
        return []
    decided = line.read("sentence_date", cells.partial_date) or ""
    term = line.read("sentence_term", terms.term) or {}
    first_term = line.read("first_instance_term", terms.term) or {}
    appeal = line.read("appeal_date", cells.partial_date) or ""
    court = cells.text(line.row, "sentence_court")
    court_pk = line.courts.find(court, line.country)
    is_known = bool(decided or term)
    outcome = Verdict.Outcome.CONVICTED if is_known else Verdict.Outcome.UNKNOWN
    verdict = {
        "instance": Verdict.Instance.FIRST,
        "decided_on": decided,
        "court_id": court_pk,
        "court_stated": "" if (court, line.country) in line.courts.pks else court,
        "outcome": outcome,
        "is_in_force": is_known and not first_term,
    }
    known_by = ("instance", "decided_on")
    parts = [
        Part("verdict", Verdict, verdict, within=("prosecution", "prosecution"), known_by=known_by)
    ]
    if not first_term:
        return parts + _sentence(line, term, "sentence", "verdict")
    reduced = _length(term) < _length(first_term)
    appealed = {
        "instance": Verdict.Instance.APPEAL,
        "decided_on": appeal,
        "outcome": Verdict.Outcome.REDUCED if reduced else Verdict.Outcome.INCREASED,
        "is_in_force": True,
    }
    return [
        *parts,
        *_sentence(line, first_term, "first_sentence", "verdict"),
        Part("appeal", Verdict, appealed, within=("prosecution", "prosecution"), known_by=known_by),
        *_sentence(line, term, "sentence", "appeal"),
    ]


def _sentence(line, term, place, verdict):
    regime = cells.text(line.row, "regime")
    if not term and not regime:
        return []
    kind = line.read("sentence_kind", cells.code, choices=SentencePart.Kind)
    values = {
        "kind": kind or SentencePart.Kind.IMPRISONMENT,
        "years": None,
        "months": None,
        "days": None,
        "regime": terms.regime(regime),
        "as_stated": regime,
    } | term
    return [Part(place, SentencePart, values, within=("verdict", verdict), known_by=("kind",))]


def _length(term):
    return SentencePart(**term).term_in_days or 0
