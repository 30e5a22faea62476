"""How well the texts of a column fit a target, and what the profile has to say about them."""

from functools import cache

from django.conf import settings
from django.db import models
from django.utils import translation

from office.importing.catalogue import Catalogues
from office.importing.drafting import sentences
from office.importing.drafting.fit import Fit, cells, shared
from office.importing.profiles import Column
from office.importing.targets import IN_WORDS, PLACES, fields_of, is_date, is_list, target_of
from office.importing.values import CellRefused, value_of, yes_or_no
from prisoners.charges import read_charges
from prisoners.names import read_names
from sheets.guessing import readings
from sources.models import Citation

SPLITS = (";", "\n", "|", "/", ",")
SPLIT_SHARE = 0.02
ARTICLES_SHARE = 0.3

SEXES = {
    "male": "m male man men boy м муж муж. мужской мужчина мужчынскі мужчына чоловік чоловіча чоловічий "
    "mężczyzna męska home hombre masculino masculí homme masculin mann männlich h",
    "female": "f female woman women girl ж жен жен. женский женщина жаночы жанчына жінка жіноча жіночий "
    "kobieta żeńska k dona mujer femenino femení femme féminin frau weiblich w",
}
YES_NO = {
    "yes": "yes y true да так tak ja oui sí si есть ёсць є",
    "no": "no n false нет не ні nie nein non",
}


class Evidence:
    """Of one file. Texts are the commonest of a column, with their counts."""

    def __init__(self):
        self.catalogues = Catalogues()

    def fit(self, to, summary):
        texts = list(summary.commonest)
        if not texts:
            return Fit(to, 0.0)
        target = target_of(to)
        if target.field:
            return self._of_field(to, fields_of(PLACES[target.kind].model)[target.field], texts)
        special = getattr(self, f"_{target.kind}", None)
        return special(to, texts) if special else Fit(to)

    # --- columns that make more than one field ---

    def _name(self, to, texts):
        return shared(to, texts, lambda text: _is_name(text) and read_names(text).is_understood)

    def _surname(self, to, texts):
        return shared(to, texts, _is_name)

    _given_name = _surname

    def _names(self, to, texts):
        fit = shared(to, texts, _is_name)
        fit.options = _split(texts)
        return fit

    _aliases = _names

    def _sentence(self, to, texts):
        return sentences.of_sentences(texts)

    def _steps(self, to, texts):
        return sentences.of_steps(texts)

    def _charges(self, to, texts):
        fit = shared(to, texts, lambda text: read_charges(text).charges)
        if fit.share >= ARTICLES_SHARE:
            fit.remarks.append(
                "The others have no article that can be read; all are kept word for word."
            )
            return fit
        return Fit(
            "prosecution.charges_stated", remarks=["Few name an article: kept word for word."]
        )

    def _sources(self, to, texts):
        link = Citation._meta.get_field("source")
        fit = Fit(to, options=_split(texts))
        sign = fit.options.get("split", ";")
        found = shared(to, texts, lambda text: all(
            self.catalogues.find(link, each.strip()) for each in text.split(sign) if each.strip()
        ))  # fmt: skip
        if found.left:
            fit.left = found.left
            fit.share = found.share
            fit.questions.append(
                "Enter the sources first (import_profiles/table-sources.toml): they are cited by key or address."
            )
        return fit

    # --- fields ---

    def _of_field(self, to, known, texts):
        if is_date(known):
            return _dates(to, known, texts)
        if known.is_relation:
            return self._link(to, known, texts)
        if is_list(known):
            return self._list(to, known, texts)
        if known.choices or isinstance(known, models.BooleanField):
            return _coded(to, known, texts)
        if to.endswith((".country", ".nationalities")):
            return _countries(to, texts)
        return shared(to, texts, _reads(known, Column("")))

    def _link(self, to, known, texts):
        fit = shared(to, texts, lambda text: self.catalogues.find(known, text))
        if not fit.left:
            return fit
        target = target_of(to)
        label = known.remote_field.model._meta.verbose_name_plural
        fit.promise = 1.0
        fit.why_left = f"Not in the catalogue of {label}"
        if (target.kind, target.field) in IN_WORDS:
            fit.share = 1.0
            fit.options["unknown"] = "leave"
            fit.questions.append('unknown = "create" would enter them; "leave" keeps the words.')
        else:
            fit.questions.append(
                'They are refused until they are entered; unknown = "create" would enter them.'
            )
        return fit

    def _list(self, to, known, texts):
        options = _split(texts)
        if not known.base_field.choices:
            fit = _countries(to, texts) if to.endswith("nationalities") else Fit(to)
            fit.options |= options
            return fit
        sign, counts = options.get("split", ";"), {}
        for text, n in texts:
            for piece in filter(None, map(str.strip, text.split(sign))):
                counts[piece] = counts.get(piece, 0) + n
        fit = _coded(to, known.base_field, sorted(counts.items(), key=lambda each: -each[1]))
        fit.options |= options
        return fit


def _dates(to, known, texts):
    plain = shared(to, texts, _reads(known, Column("")))
    day_first = [_count(texts, "day_month_year", "month_day_year"), "day-month"]
    month_first = [_count(texts, "month_day_year", "day_month_year"), "month-day"]
    proofs = [each for each in (day_first, month_first) if each[0]]
    if len(proofs) == 1:
        (count, style), *_ = proofs
        fit = shared(to, texts, _reads(known, Column("", dates=style)))
        fit.options["dates"] = style
        fit.remarks.append(f"{count:,} cells can only be {style}.")
        return fit
    either = shared(to, plain.left, _reads(known, Column("", dates="day-month")))
    unclear = cells(plain.left) - cells(either.left)
    if proofs:
        plain.promise = 1.0
        plain.questions.append(
            f"{day_first[0]:,} cells can only be day-month and {month_first[0]:,} only month-day: mend the file."
        )
    elif unclear:
        plain.questions.append(
            f"{unclear:,} cells such as “{plain.left[0][0]}” can be read both ways and are refused until "
            'you add dates = "day-month" or "month-day".'
        )
        plain.promise = plain.share + unclear / cells(texts)
    return plain


def _count(texts, reading, other):
    """Cells that allow one order of day and month, and not the other."""
    return sum(n for text, n in texts if reading in readings(text) and other not in readings(text))


def _coded(to, known, texts):
    """A field with codes: what each text means, in any of our languages; never by likeness."""
    meanings = meanings_of(known)
    fit = Fit(to, codes=tuple(sorted(set(meanings.values()))))
    values = {}
    for text, n in texts:
        code = meanings.get(text.casefold())
        if code is None:
            fit.open_values.append((text, n))
        elif not _is_read_by_itself(known, text, code):
            values[text] = code
    if values:
        fit.options["values"] = values
    fit.share, fit.promise = 1 - cells(fit.open_values) / cells(texts), 1.0
    return fit


def meanings_of(known):
    """{text: code} of a field with codes: codes, and labels in all our languages; yes and no."""
    if isinstance(known, models.BooleanField):
        codes = ["yes", "no"]
        found = {}
    else:
        found = _labels(known)
        codes = [code for code, _label in known.flatchoices if code]
    for words in (SEXES, YES_NO):
        for code, texts in words.items():
            if code in codes:
                found = dict.fromkeys(texts.split(), code) | found
    return found | {code.casefold(): code for code in codes}


@cache
def _labels(known):
    """A label that means two codes is left out."""
    found, twice = {}, set()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for code, label in known.flatchoices:
                text = str(label).casefold()
                if found.setdefault(text, code) != code:
                    twice.add(text)
    return {text: code for text, code in found.items() if code and text not in twice}


def _is_read_by_itself(known, text, code):
    """Whatever the language of whoever imports."""
    if not isinstance(known, models.BooleanField):
        return text.casefold() == code
    try:
        return yes_or_no(text) is (code == "yes")
    except CellRefused:
        return False


def _countries(to, texts):
    fit = Fit(to)
    fit.open_values = [
        (text, n) for text, n in texts if not (len(text) == 2 and text.isascii() and text.isupper())
    ]
    fit.codes = ("a code of two letters such as BY",)
    fit.share = 1 - cells(fit.open_values) / cells(texts)
    return fit


def _reads(known, column):
    def is_read(text):
        try:
            value_of(known, text, column)
        except CellRefused:
            return False
        return True

    return is_read


def _split(texts):
    """{"split": sign} where another sign than the usual one divides the texts."""
    for sign in SPLITS:
        if cells([each for each in texts if sign in each[0]]) > SPLIT_SHARE * cells(texts):
            return {} if sign == ";" else {"split": sign}
    return {}


def _is_name(text):
    return any(map(str.isalpha, text)) and not any(map(str.isdigit, text))
