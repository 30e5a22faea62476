"""Every number that others state, read in every way that we can count, and whether one of them fits."""

from django.utils.translation import gettext_lazy as _

from core.date_words import in_words
from register.figures import exactly
from register.models import ClaimEntry
from reports.answers import Answer, Column, Headline, Row, Table
from reports.claims import Counting, Way, claims_beside
from reports.measures.claims.band import band
from reports.measures.claims.counts import EVENTS, STOCKS
from reports.templatetags.signed import signed

MEASURES = {measure.value: measure.label for measure in ClaimEntry.Measure}
QUALIFIERS = {qualifier.value: qualifier.label for qualifier in ClaimEntry.Qualifier}
WAYS = {way.value: way.label for way in Way}
NOT_COMPARED, AS_MEANT, OTHERWISE, NOT_AT_ALL = "not_compared", "as_meant", "otherwise", "none"
FITS = {
    AS_MEANT: _("fits, read as it is said"),
    OTHERWISE: _("fits only when read otherwise"),
    NOT_AT_ALL: _("fits no reading of ours"),
    NOT_COMPARED: _("nothing of ours to set beside it"),
}

COLUMNS = (
    Column("as_of", _("As of"), words=in_words),
    Column("since", _("Since"), words=in_words),
    Column("measure", _("What is claimed"), words=MEASURES.get),
    Column("qualifier", _("How exactly"), words=QUALIFIERS.get),
    Column("value", _("Claim"), is_number=True),
    Column("speaker", _("Who says so")),
    Column("stock", _("Ours: on the day"), is_figure=True),
    Column("flow", _("Ours: in the period"), is_figure=True),
    Column("cumulative", _("Ours: in all up to the day"), is_figure=True),
    Column("meant", _("What the words say"), words=WAYS.get),
    Column("difference_from", _("Claim less ours, from"), words=signed, is_number=True),
    Column("difference_to", _("to"), words=signed, is_number=True),
    Column("fits", _("Does it fit?"), words=FITS.get),
)


def answer(question):
    """Claims newest first. One fits where its words allow a number that some reading of ours gives."""
    counting = Counting(question, EVENTS, STOCKS)
    claims = claims_beside(question, counting, measures=question.measures)
    verdicts = [_verdict(beside) for beside in claims]
    return Answer(
        headlines=[
            Headline(FITS[verdict], exactly(verdicts.count(verdict), "claims"), name=verdict)
            for verdict in (NOT_AT_ALL, OTHERWISE, AS_MEANT, NOT_COMPARED)
        ],
        tables=[
            Table(
                "claims",
                _("Claims, the newest first"),
                COLUMNS,
                [_row(beside, verdict) for beside, verdict in zip(claims, verdicts, strict=True)],
                why_not=_("Claims are never summed: many repeat each other."),
            )
        ],
        marks=band(question, claims, counting),
    )


def _verdict(beside):
    if not beside.tried:
        return NOT_COMPARED
    if (meant := beside.tried_as(beside.meant)) and meant.fits:
        return AS_MEANT
    return OTHERWISE if beside.fits else NOT_AT_ALL


def _row(beside, verdict):
    claim = beside.claim
    ours = {way.value: None for way in Way} | {
        tried.way.value: tried.ours for tried in beside.tried
    }
    least, most = beside.difference or (None, None)
    cells = {
        "as_of": claim.as_of_on,
        "since": claim.period_start_on,
        "measure": claim.measure,
        "qualifier": claim.qualifier,
        "value": claim.value,
        "speaker": claim.speaker or (str(claim.source) if claim.source else ""),
        **ours,
        "meant": beside.meant and beside.meant.value,
        "difference_from": least,
        "difference_to": most,
        "fits": verdict,
    }
    links = {"speaker": claim.source.url} if claim.source and claim.source.url else {}
    return Row(cells, links=links)
