"""Which words mean what: TOML tables of the form code = [phrases], for a language or a list.

Upper case, accents, hyphens and apostrophes within words do not matter.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from prisoners.facts.prosecution import SentencePartFacts, VerdictFacts
from prisoners.sentences.phrases import alternatives
from prisoners.sentences.step import Step
from prisoners.sentences.words import tokens

FOLDER = Path(__file__).parent / "vocabularies"

UNITS = ("years", "months", "weeks", "days", "hours")
NO_MONEY, UNNAMED_CURRENCY = "none", "unknown"
TABLES = {
    "numbers": re.compile(r"[1-9][0-9]{0,3}"),
    "magnitudes": re.compile(r"10{1,9}"),
    "units": UNITS,
    "kinds": SentencePartFacts.Kind.values,
    "regimes": SentencePartFacts.Regime.values,
    "outcomes": VerdictFacts.Outcome.values,
    "steps": list(Step),
    "currencies": re.compile(rf"[A-Z]{{3}}|{NO_MONEY}|{UNNAMED_CURRENCY}"),
    "words": ("opening", "filler", "qualifier", "joining", "suspended", "remark"),
}
DECIMAL = "decimal"


class VocabularyError(ValueError):
    """A vocabulary that cannot be used; the sentence says where to mend it."""


class Vocabulary:
    def __init__(self, tables=(), decimals=frozenset()):
        self.tables = {name: {} for name in TABLES} | dict(tables)
        self.decimals = decimals
        self._by_first_word = {
            name: _by_first_word(phrases) for name, phrases in self.tables.items()
        }

    @staticmethod
    @cache
    def load(*names):
        """The vocabularies that are shipped, several as one: load("en", "iso")."""
        vocabulary = Vocabulary()
        for name in names:
            path = FOLDER / f"{name}.toml"
            if name not in shipped():
                raise VocabularyError(
                    _("There is no vocabulary “%(name)s”. There are: %(names)s.")
                    % {"name": name, "names": ", ".join(shipped())}
                )
            added = tomllib.loads(path.read_text(encoding="utf-8"))
            vocabulary._refuse_two_meanings(added)
            vocabulary = vocabulary.extended(added)
        return vocabulary

    def extended(self, added):
        """With more words; a phrase that is there already takes the new meaning."""
        tables = {name: dict(phrases) for name, phrases in self.tables.items()}
        decimals = self.decimals
        for name, codes in added.items():
            if name == DECIMAL:
                decimals |= {_decimal(codes)}
                continue
            for phrase, code in _phrases(name, codes):
                tables[name][phrase] = code
        return Vocabulary(tables, decimals)

    def find(self, table, words, at):
        """(code, length) of the longest phrase of the table that begins at that word, or None."""
        if at >= len(words):
            return None
        for phrase, code in self._by_first_word[table].get(words[at], ()):
            if phrase == tuple(words[at : at + len(phrase)]):
                return code, len(phrase)
        return None

    def code(self, table, text):
        """The code of a text that is one phrase of the table, "" for others."""
        return self.tables[table].get(_words(text), "")

    def _refuse_two_meanings(self, added):
        for name, codes in added.items():
            for phrase, code in _phrases(name, codes) if name != DECIMAL else ():
                if self.tables[name].get(phrase, code) != code:
                    raise VocabularyError(
                        _("“%(phrase)s” means two things in these vocabularies together.")
                        % {"phrase": " ".join(phrase)}
                    )


@cache
def shipped():
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def _by_first_word(phrases):
    found = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        found.setdefault(phrase[0], []).append((phrase, phrases[phrase]))
    return found


def _phrases(table, codes):
    """(phrase as words, code) for everything in one table; refuses what no table has."""
    if table not in TABLES:
        raise VocabularyError(
            _("A vocabulary has no table “%(table)s”. It may have: %(tables)s.")
            % {"table": table, "tables": ", ".join([*TABLES, DECIMAL])}
        )
    if not isinstance(codes, dict):
        raise VocabularyError(_("“%(table)s” must be a table.") % {"table": table})
    for code, phrases in codes.items():
        if not _is_code(table, code):
            raise VocabularyError(
                _("“%(code)s” cannot stand under [%(table)s].") % {"code": code, "table": table}
            )
        if not isinstance(phrases, list) or not all(isinstance(each, str) for each in phrases):
            raise VocabularyError(
                _("Under [%(table)s], give “%(code)s” a list of words or phrases.")
                % {"code": code, "table": table}
            )
        for text in phrases:
            for words in _words_of_all(text, table):
                yield words, code


def _words_of_all(text, table):
    phrases = alternatives(text)
    found = [_words(phrase) for phrase in phrases or ()]
    if not found or not all(found):
        raise VocabularyError(
            _(
                "“%(phrase)s” under [%(table)s] is not a phrase: it is empty, too long, or not closed."
            )
            % {"phrase": text[:100], "table": table}
        )
    return found


def _is_code(table, code):
    allowed = TABLES[table]
    return bool(allowed.fullmatch(code)) if isinstance(allowed, re.Pattern) else code in allowed


def _words(phrase):
    return tuple(token.word for token in tokens(phrase))


def _decimal(sign):
    if sign not in (".", ","):
        raise VocabularyError(_("The decimal sign is “.” or “,”."))
    return sign
