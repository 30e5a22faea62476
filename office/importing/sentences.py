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
MOST_KEPT = 5_000  # texts that are remembered: most lists repeat a few hundred

OUTCOMES = {
    Step.COMMUTED: Verdict.Outcome.REDUCED,
    Step.REDUCED: Verdict.Outcome.REDUCED,
    Step.PARTLY_PARDONED: Verdict.Outcome.REDUCED,
    Step.UPHELD: Verdict.Outcome.UPHELD,
    Step.ANNULLED: Verdict.Outcome.OVERTURNED,
}
DEATHS = {Step.EXECUTED: Death.Class.EXECUTION, Step.DIED: Death.Class.UNKNOWN}


class Sentences:
    """Reads with the vocabularies and words of one profile."""

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

    def finish(self, reading):
        """Sentences and steps of a line, once all of its cells are known."""
        said, (column, afterwards) = reading.sentences, reading.afterwards
        if afterwards and "" in said:
            name, text, is_dated = said[""]
            text, afterwards = self.both(text, afterwards)
            said[""] = (name, text, is_dated)
        for number, (name, text, is_dated) in said.items():
            self._pronounced(reading, name, text, number, is_dated)
        for number, name, text in reading.terms:
            self._term(reading, name, text, number)
        for number, text in reading.regimes:
            self._regime(reading, text, number)
        if afterwards:
            self._chain(reading, column, self.steps(afterwards))

    def _term(self, reading, column, text, number):
        """Years, months and days of the one part of a sentence."""
        found = self.sentence(text)
        if len(found.parts) != 1 or found.left:
            reading.line.fault(column, text, _("not a term such as P14Y9M, P18M or P15D"))
            return
        [part] = found.parts
        values = {"years": part.years, "months": part.months, "days": part.days}
        self._only_part(reading, number, values)

    def _regime(self, reading, text, number):
        """The words, and the code where they name one regime and no other."""
        code = str(self.vocabulary.code("regimes", text))
        self._only_part(reading, number, {"regime": code, "as_stated": text[:LONGEST]})

    @staticmethod
    def _only_part(reading, number, values):
        place = f"part:{number}.1" if number else "part"
        reading.set(place, **values).within = f"verdict:{number}" if number else "verdict"

    def _pronounced(self, reading, column, text, number, is_dated):
        """The sentence of a verdict: its parts, or the outcome that needs none."""
        place = f"verdict:{number}" if number else "verdict"
        reading.set(place, sentence_stated=text)
        if is_dated:
            on, text = self.with_date(text)
            if on:
                reading.set(place, decided_on=on)
        if not text:
            return
        found = self.sentence(text)
        if found.outcome:
            reading.set(place, outcome=str(found.outcome))
        self._parts(reading, place, number, found.parts)
        if found.left:
            reading.line.fault(column, found.left, _("not understood; kept word for word"))

    def _chain(self, reading, column, chain):
        """What became of the sentence, in order: each step is a verdict that comes after."""
        before = reading.line.rows.get("verdict")
        after = _not_before(before.said.get("decided_on", "") if before else "")
        in_force = None
        for number, step in enumerate(chain, FIRST_STEP):
            if step.left:
                reading.line.fault(column, step.left, _("not understood; kept word for word"))
            if step.kind in DEATHS:
                self._death(reading, step, after)
            if str(step.kind) in self.profile.steps:
                self._benefit(reading, step)
            place = f"verdict:{number}"
            reading.set(
                place,
                instance=Verdict.Instance.COMMUTATION.value,
                decided_on=step.on or after,
                outcome=OUTCOMES.get(step.kind, Verdict.Outcome.UNKNOWN).value,
                sentence_stated=step.as_stated,
                is_in_force=False,
            )
            self._parts(reading, place, str(number), step.parts)
            in_force = place if step.parts else in_force
        if in_force:
            reading.set(in_force, is_in_force=True)
            if before:
                reading.set("verdict", is_in_force=False)

    def _parts(self, reading, verdict, number, parts):
        for place, part in enumerate(parts, 1):
            name = f"part:{number}.{place}" if number else f"part:{place}"
            values = {field: getattr(part, field) for field in PART_FIELDS}
            values["kind"], values["regime"] = str(part.kind), str(part.regime or "")
            values["as_stated"] = (part.as_stated or "")[:LONGEST]
            values["amount"] = None if part.amount is None else f"{part.amount:.2f}"
            reading.set(name, **values).within = verdict

    def _death(self, reading, step, after):
        died_on = step.on or after
        if died_on:
            reading.set("death", died_on=died_on, death_class=DEATHS[step.kind].value)
        else:
            reading.line.fault("", step.as_stated, _("a death needs a date, however rough"))

    def _benefit(self, reading, step):
        """The act that the profile names for such a step, and the person as its beneficiary."""
        for target, value in self.profile.steps[str(step.kind)].items():
            reading.say(Target(*target.split(".", 1)), value)
        if step.on:
            reading.set("beneficiary", released_on=step.on)


def _not_before(on):
    """A day that is not known but comes after another: "[1939..]"."""
    earliest = parse_edtf(on).earliest if on else None
    if not earliest:
        return ""
    is_plain = on[0] != "[" and on[-1].isdigit()
    return f"[{on if is_plain else earliest.isoformat()}..]"
