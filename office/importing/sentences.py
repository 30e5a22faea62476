"""Sentences in words, and what became of them, as rows of a wide line."""

from functools import lru_cache

from django.utils.translation import gettext as _

from core.partial_dates import parse_edtf
from office.importing.targets import Target
from prisoners.models import Death, Verdict
from prisoners.sentences import Step, Vocabulary, dated, read_sentence, read_steps, rejoined

PART_FIELDS = ("kind", "years", "months", "days", "regime", "currency", "as_stated")
LONGEST = 300
FIRST_STEP = 101  # the numbers of verdicts that came after the one which a line tells of
MOST_KEPT = 50_000  # texts that are remembered: most lists repeat a few hundred

OUTCOMES = {
    Step.COMMUTED: Verdict.Outcome.REDUCED,
    Step.REDUCED: Verdict.Outcome.REDUCED,
    Step.PARTLY_PARDONED: Verdict.Outcome.REDUCED,
    Step.UPHELD: Verdict.Outcome.UPHELD,
    Step.ANNULLED: Verdict.Outcome.OVERTURNED,
}
DEATHS = {Step.EXECUTED: Death.Class.EXECUTION, Step.DIED: Death.Class.UNKNOWN}


class Sentences:
    """Reads with the vocabularies and words of one profile; `begin` and `finish` enclose a line."""

    def __init__(self, profile):
        self.profile = profile
        self.vocabulary = vocabulary = Vocabulary.load(*profile.vocabulary).extended(profile.words)

        @lru_cache(MOST_KEPT)
        def sentence(text):
            return read_sentence(text, vocabulary)

        @lru_cache(MOST_KEPT)
        def steps(text):
            return read_steps(text, vocabulary)

        @lru_cache(MOST_KEPT)
        def both(sentence, afterwards):
            return rejoined(sentence, afterwards, vocabulary)

        @lru_cache(MOST_KEPT)
        def with_date(text):
            return dated(text, vocabulary)

        self.sentence, self.steps, self.both, self.with_date = sentence, steps, both, with_date

    def begin(self):
        self.said = {}  # {number of the verdict: (column, text, is_dated)}
        self.afterwards = ("", "")

    def pronounced(self, column, text, number="", *, is_dated=False):
        self.said[number] = (column, text, is_dated)

    def term(self, reader, column, text, number=""):
        """Years, months and days of the one part of a sentence."""
        found = self.sentence(text)
        if len(found.parts) != 1 or found.left:
            reader.line.fault(column, text, _("not a term such as P14Y9M, P18M or P15D"))
            return
        [part] = found.parts
        self._only_part(reader, number, years=part.years, months=part.months, days=part.days)

    def regime(self, reader, text, number=""):
        """The words, and the code where they name one regime and no other."""
        code = self.vocabulary.code("regimes", text)
        self._only_part(reader, number, regime=str(code), as_stated=text[:LONGEST])

    def _only_part(self, reader, number, **values):
        verdict, place = (
            ("verdict", "part") if not number else (f"verdict:{number}", f"part:{number}.1")
        )
        reader.set(place, **values).within = verdict

    def happened(self, column, text):
        self.afterwards = (column, text)

    def finish(self, reader):
        column, afterwards = self.afterwards
        if afterwards and "" in self.said:
            name, text, is_dated = self.said[""]
            text, afterwards = self.both(text, afterwards)
            self.said[""] = (name, text, is_dated)
        for number, (name, text, is_dated) in self.said.items():
            self._pronounced(reader, name, text, number, is_dated)
        if afterwards:
            self._chain(reader, column, self.steps(afterwards))

    def _pronounced(self, reader, column, text, number, is_dated):
        """The sentence of a verdict: its parts, or the outcome that needs none."""
        place = f"verdict:{number}" if number else "verdict"
        reader.set(place, sentence_stated=text)
        if is_dated:
            on, text = self.with_date(text)
            if on:
                reader.set(place, decided_on=on)
        if not text:
            return
        found = self.sentence(text)
        if found.outcome:
            reader.set(place, outcome=str(found.outcome))
        self._parts(reader, place, number, found.parts)
        if found.left:
            reader.line.fault(column, found.left, _("not understood; kept word for word"))

    def _chain(self, reader, column, chain):
        """What became of the sentence, in order: each step is a verdict that comes after."""
        before = reader.line.rows.get("verdict")
        after = _not_before(before.said.get("decided_on", "") if before else "")
        in_force = None
        for number, step in enumerate(chain, FIRST_STEP):
            if step.left:
                reader.line.fault(column, step.left, _("not understood; kept word for word"))
            if step.kind in DEATHS:
                self._death(reader, step, after)
            if str(step.kind) in self.profile.steps:
                self._benefit(reader, step)
            place = f"verdict:{number}"
            reader.set(
                place,
                instance=Verdict.Instance.COMMUTATION.value,
                decided_on=step.on or after,
                outcome=OUTCOMES.get(step.kind, Verdict.Outcome.UNKNOWN).value,
                sentence_stated=step.as_stated,
                is_in_force=False,
            )
            self._parts(reader, place, str(number), step.parts)
            in_force = place if step.parts else in_force
        if in_force:
            reader.set(in_force, is_in_force=True)
            if before:
                reader.set("verdict", is_in_force=False)

    def _parts(self, reader, verdict, number, parts):
        for place, part in enumerate(parts, 1):
            name = f"part:{number}.{place}" if number else f"part:{place}"
            values = {field: getattr(part, field) for field in PART_FIELDS}
            values["kind"], values["regime"] = str(part.kind), str(part.regime or "")
            values["as_stated"] = (part.as_stated or "")[:LONGEST]
            values["amount"] = None if part.amount is None else f"{part.amount:.2f}"
            reader.set(name, **values).within = verdict

    def _death(self, reader, step, after):
        died_on = step.on or after
        if died_on:
            reader.set("death", died_on=died_on, death_class=DEATHS[step.kind].value)
        else:
            reader.line.fault("", step.as_stated, _("a death needs a date, however rough"))

    def _benefit(self, reader, step):
        """The act that the profile names for such a step, and the person as its beneficiary."""
        for target, value in self.profile.steps[str(step.kind)].items():
            reader.say(Target(*target.split(".", 1)), value)
        if step.on:
            reader.set("beneficiary", released_on=step.on)


def _not_before(on):
    """A day that is not known but comes after another: "[1939..]"."""
    earliest = parse_edtf(on).earliest if on else None
    if not earliest:
        return ""
    is_plain = on[0] != "[" and on[-1].isdigit()
    return f"[{on if is_plain else earliest.isoformat()}..]"
