"""Sentences written in words or short forms: docs/sentences.md."""

from prisoners.sentences.dates import dated
from prisoners.sentences.reading import PartRead, SentenceRead, read_sentence
from prisoners.sentences.step import Step
from prisoners.sentences.steps import StepRead, read_steps, rejoined
from prisoners.sentences.vocabulary import Vocabulary, VocabularyError

__all__ = [
    "PartRead",
    "SentenceRead",
    "Step",
    "StepRead",
    "Vocabulary",
    "VocabularyError",
    "dated",
    "read_sentence",
    "read_steps",
    "rejoined",
]
