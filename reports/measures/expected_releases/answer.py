"""Whose term ends when: by month, over already, without a day, and person by person."""

from django.db.models import Q
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from core.date_words import in_words
from prisoners.facts.prosecution import SentencePartFacts
from register.expected import read_counts, read_lists
from register.figures import Figure
from register.filters.fields import territories
from register.models import ServedTimeRule, Source, Term
from reports.answers import Answer, Column, Headline, People, Person, Row, Table
from reports.custody import SHOWN, certain, one_by_one, possible
from reports.measures.expected_releases import months
from reports.words import day

TERM = Term.Kind.TERM.value
WITHOUT = (Term.Kind.LIFE.value, Term.Kind.DEATH.value, Term.Kind.UNKNOWN.value)
WHY = _(
    "Either the sentence was prolonged, or a release is not recorded, or somebody is held beyond the term."
)


def country_in_words(code):
    if code == "other":
        return gettext("where no rule is recorded")
    return territories(get_language() or "en").get(code, code)


ARITHMETIC = (
    Column("term_days", _("Term (days)"), is_figure=True),
    Column("held_from_earliest", _("Held from, at the earliest"), words=day),
    Column("held_from_latest", _("at the latest"), words=day),
    Column("credit_days", _("Less days counted beyond a day each"), is_figure=True),
    Column("ends_earliest", _("Ends, at the earliest"), words=day),
    Column("ends_latest", _("at the latest"), words=day),
)
RULES = (
    Column("country", _("Country"), words=country_in_words),
    Column("kind", _("What is counted"), words=dict(ServedTimeRule.Kind.choices).get),
    Column("regime", _("Regime"), words=dict(SentencePartFacts.Regime.choices).get),
    Column("days_counted", _("Days counted for a day"), is_number=True),
    Column("valid_from", _("Counts days from"), words=in_words),
    Column("valid_until", _("Counts days until"), words=in_words),
    Column("source", _("Legal source"), of=Source),
)


def kind_in_words(value):
    match value:
        case "total":
            return gettext("held on the day")
        case "term":
            return gettext("a term that ends")
        case "none":
            return gettext("no prison sentence known")
        case "unknown":
            return gettext("length not known")
    return str(Term.Kind(value).label)


def answer(question):
    """People held by the month in which their term ends, and those whose day has passed.

    "At least" counts those certainly held with a certain sentence, "at most" those who may be held
    and may have one. The arithmetic is that of `register.expected`.
    """
    asked = {"possible": question.possible_entries}
    if question.whom.leaves_doubt:
        asked["certain"] = question.certain_entries
    counts = {}
    for count in read_counts(question.on, question.known, **asked):
        counts.setdefault(count.what, []).append(count)
    by_month = months.table(counts.get("month", []), question.on)
    passed, coming = (_sum(counts[what]) for what in ("over", "next"))
    lines = read_lists(question.on, question.known, **asked, shown=SHOWN)
    return Answer(
        headlines=[
            Headline(
                _("Held with a term that ends"), by_month.rows[-1].cells["people"], name="people"
            ),
            Headline(
                _("The day has passed, and no release is recorded"), passed, WHY, name="passed"
            ),
        ],
        tables=[by_month, _kinds(counts.get("held", [])), _rules()],
        people=[
            _list(_("The day has passed, or may have"), lines, "over", passed.at_most),
            _list(_("The next whose term ends"), lines, "next", coming.at_most),
        ],
    )


def counted(question):
    """What each person adds to the first figure."""
    day = question.on
    held = {"begins__lte": day, "ends__gt": day}
    term = {
        "entry__terms__basis": Term.Basis.IN_FORCE.value,
        "entry__terms__begins__lte": day,
        "entry__terms__ends__gt": day,
        "entry__terms__days_least__isnull": False,
    }
    least, most = Q(entry__terms__kind_least=TERM), Q(entry__terms__kind_most=TERM)
    maybe = possible(question).filter(least | most, **held, **term)
    surely = certain(question).filter(least, most, **held, **term)
    return one_by_one(*(of.values_list("entry__public_id", flat=True) for of in (maybe, surely)))


def _kinds(counts):
    """All who are held: with a term that ends, for life, of no known length, without a sentence."""
    kinds = (TERM, *WITHOUT, "none")
    rows = [Row({"sentence": kind, "people": _of_kind(counts, kind)}) for kind in kinds]
    rows.append(Row({"sentence": "total", "people": _sum(counts)}, "total"))
    columns = (
        Column("sentence", _("Prison sentence"), words=kind_in_words),
        Column("people", _("People held"), is_figure=True),
    )
    why_not = _("Whose sentence is in doubt is certain in no row, and in the sum.")
    return Table.summed("sentences", _("People held by their sentence"), columns, rows, why_not)


def _of_kind(counts, kind):
    def of(count):
        return {each or "none" for each in (count.kind_least, count.kind_most)}

    return Figure(
        sum(count.surely for count in counts if of(count) == {kind}),
        sum(count.maybe for count in counts if kind in of(count)),
    )


def _rules():
    rows = [
        Row(
            {
                "country": rule.country,
                "kind": rule.kind,
                "regime": rule.regime,
                "days_counted": rule.days_counted.normalize(),
                "valid_from": rule.valid_from_on,
                "valid_until": rule.valid_until_on,
                "source": rule.source_id,
            }
        )
        for rule in ServedTimeRule.objects.exclude(country="")
    ]
    nothing = dict.fromkeys(("kind", "regime", "valid_from", "valid_until"), "")
    rows.append(Row({"country": "other", "days_counted": 1, "source": None} | nothing, "beside"))
    return Table("rules", _("How days before the sentence are counted"), RULES, rows)


def _list(caption, lines, what, total):
    first = [Person(line.public_id, _cells(line)) for line in lines if line.what == what]
    return People(caption, ARITHMETIC, first, total)


def _cells(line):
    return {
        "term_days": Figure(line.days_least, line.days_most, "days"),
        "held_from_earliest": line.from_earliest,
        "held_from_latest": line.from_latest,
        "credit_days": Figure(line.credit_least, line.credit_most, "days"),
        "ends_earliest": line.earliest,
        "ends_latest": line.latest,
    }


def _sum(counts):
    return Figure(sum(count.surely for count in counts), sum(count.maybe for count in counts))
