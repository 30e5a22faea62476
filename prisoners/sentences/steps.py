"""The chain of what happened to a sentence afterwards: "Commuted to 20 years / Pardoned"."""

from dataclasses import dataclass

from prisoners.sentences.dates import dated
from prisoners.sentences.reading import LONGEST, PartRead, read_sentence
from prisoners.sentences.remarks import edtf_of, remark_end
from prisoners.sentences.step import Step
from prisoners.sentences.words import run

WITH_A_SENTENCE = {Step.COMMUTED, Step.REDUCED}


@dataclass(frozen=True)
class StepRead:
    """`parts` is the new sentence, `on` EDTF or "", `left` all of it where it was not understood."""

    kind: str
    parts: tuple[PartRead, ...]
    on: str
    left: str
    as_stated: str

    @property
    def is_understood(self):
        return not self.left


def read_steps(text, vocabulary):
    """The steps in the order of the text, parted by "/" or ";". A sentence alone is a commutation."""
    if len(text) > LONGEST:
        return (_unknown(text.strip()),)
    stated = [each.stated() for each in run(text).parted(_is_end) if len(each)]
    return tuple(_step(each, vocabulary) for each in stated)


def rejoined(sentence, afterwards, vocabulary):
    """(sentence, afterwards) where the second column begins with the end of the first.

    Printed lists break a long cell so: "six years and one day of" | "prison / Pardoned". They are
    joined only when the second column cannot be read as steps and both together are a sentence.
    """
    steps = read_steps(afterwards, vocabulary)
    if not sentence or all(step.is_understood for step in steps):
        return sentence, afterwards
    head, sign, rest = afterwards.partition("/")
    joined = f"{sentence.rstrip()} {head.strip()}"
    is_whole = read_sentence(joined, vocabulary).is_understood
    return (joined, rest.strip() if sign else "") if is_whole else (sentence, afterwards)


def _is_end(run, place):
    """At ";" and "/", not at the "/" of a date or a fraction."""
    is_within = 0 < place < len(run) - 1 and (
        run.words[place - 1].isdigit() and run.words[place + 1].isdigit()
    )
    return run.has(";", place) or (run.has("/", place) and not is_within)


def _step(stated, vocabulary):
    on, text = dated(stated, vocabulary)
    every = run(text)
    kind, length = vocabulary.find("steps", every.words, 0) or (Step.COMMUTED, 0)
    after = every.stated(length) if length < len(every) else ""
    if length and (not after or remark_end(every, length, vocabulary) == len(every)):
        return StepRead(Step(kind), (), on, "", stated)
    if kind in WITH_A_SENTENCE and (parts := _sentence(after, vocabulary)):
        return StepRead(Step(kind), parts, on, "", stated)
    if length and not on and (on := edtf_of(after)):
        return StepRead(Step(kind), (), on, "", stated)
    return _unknown(stated)


def _sentence(text, vocabulary):
    """The parts of a text that is a sentence and nothing else."""
    read = read_sentence(text, vocabulary)
    return read.parts if read.is_understood and not read.outcome else ()


def _unknown(stated):
    return StepRead(Step.UNKNOWN, (), "", stated, stated)
