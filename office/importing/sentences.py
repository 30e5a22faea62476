"""Sentences in words, and what became of them, as rows of a wide line."""

from django.utils.translation import gettext as _

from core.partial_dates import parse_edtf
from office.importing.targets import Target
from prisoners.models import Death, SentencePart, Verdict
from prisoners.sentences import Step, Vocabulary, dated, read_sentence, read_steps

PART_FIELDS = ("kind", "years", "months", "days", "regime", "currency", "as_stated")
LONGEST = 300


class Sentences:
    """Reads with the vocabularies and words of one profile; texts that come again are read once."""

    def __init__(self, profile):
        self.profile = profile
        self.vocabulary = Vocabulary.load(*profile.vocabulary).extended(profile.words)
        self.read, self.chains = {}, {}

    def pronounced(self, reader, column, text, number="", *, is_dated=False):
        """The sentence of a verdict: its parts, or the outcome that needs none."""
        place = f"verdict:{number}" if number else "verdict"
        stated = text
        if is_dated:
            on, text = dated(text)
            if on:
                reader.set(place, decided_on=on)
        reader.set(place, sentence_stated=stated)
        if not text:
            return
        found = self._sentence(text)
        if found.outcome:
            reader.set(place, outcome=str(found.outcome))
        self._parts(reader, place, number, found.parts)
        if found.left:
            reader.line.fault(column, found.left, _("not understood; kept word for word"))

    def steps(self, reader, column, text):
        """What became of the sentence, in order: each change is a verdict that comes after."""
        if text not in self.chains:
            self.chains[text] = read_steps(text, self.vocabulary)
        self.waiting = (reader, column, self.chains[text])
        reader.chain = self.chains[text], column

    def finish(self, reader):
        """The chain comes last: it needs the date of the verdict."""
        chain, column = getattr(reader, "chain", None) or ((), "")
        reader.chain = None
        before = reader.line.rows.get("verdict")
        was_on = before.said.get("decided_on", "") if before else ""
        after = _not_before(was_on)
        last = None
        for number, step in enumerate(chain, 1):
            if step.left:
                reader.line.fault(column, step.left, _("not understood; kept word for word"))
            if step.kind == Step.EXECUTED or step.kind == Step.DIED:
                self._death(reader, step, after)
            elif step.kind == Step.PARDONED and "pardoned" in self.profile.steps:
                self._pardon(reader, step)
            place = f"verdict:{number + 1}"
            reader.set(
                place,
                instance=Verdict.Instance.COMMUTATION.value,
                decided_on=step.on or after,
                outcome=OUTCOMES.get(step.kind, Verdict.Outcome.UNKNOWN).value,
                sentence_stated=step.as_stated,
                is_in_force=False,
            )
            self._parts(reader, place, str(number + 1), step.parts)
            if step.parts:
                last = place
        if last:
            reader.set(last, is_in_force=True)
            if before:
                reader.set("verdict", is_in_force=False)

    def _sentence(self, text):
        if text not in self.read:
            if len(self.read) > 50_000:
                self.read.clear()
            self.read[text] = read_sentence(text, self.vocabulary)
        return self.read[text]

    def _parts(self, reader, verdict, number, parts):
        for place, part in enumerate(parts, 1):
            name = f"part:{number}.{place}" if number else f"part:{place}"
            values = {field: getattr(part, field) for field in PART_FIELDS}
            values["kind"], values["regime"] = str(part.kind), str(part.regime or "")
            values["as_stated"] = (part.as_stated or "")[:LONGEST]
            values["amount"] = None if part.amount is None else str(part.amount)
            reader.set(name, **values).within = verdict

    def _death(self, reader, step, after):
        died_on = step.on or after
        if not died_on:
            reader.line.fault("", step.as_stated, _("a death needs a date, however rough"))
            return
        kind = Death.Class.EXECUTION if step.kind == Step.EXECUTED else Death.Class.UNKNOWN
        reader.set("death", died_on=died_on, death_class=kind.value)

    def _pardon(self, reader, step):
        said = self.profile.steps["pardoned"]
        for target, value in said.items():
            reader.say(Target(*target.split(".", 1)), value)
        if step.on:
            reader.set("beneficiary", released_on=step.on)


OUTCOMES = {
    Step.COMMUTED: Verdict.Outcome.REDUCED,
    Step.PARDONED: Verdict.Outcome.REDUCED,
    Step.UPHELD: Verdict.Outcome.UPHELD,
    Step.ANNULLED: Verdict.Outcome.OVERTURNED,
}


def _not_before(on):
    """A day that is not known but comes after another: "[1939..]"."""
    earliest = parse_edtf(on).earliest if on else None
    if not earliest:
        return ""
    shown = on if len(on) in (4, 7, 10) and on[0] != "[" else earliest.isoformat()
    return f"[{shown}..]"


assert SentencePart  # its fields are those of PART_FIELDS
