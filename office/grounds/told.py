"""What is known of the ground for publishing a record, in the reviewer's words, beside the checklist."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.date_words import in_words
from prisoners.admin.forms import sealable
from prisoners.models import Consent, Prisoner, Verdict
from prisoners.publishable import why_not_yet
from prisoners.withheld import IsWithheld
from sources.models import Citation

# question of the checklist: for what a consent answers it
ASKED_OF = {"reveals_health": Consent.Scope.HEALTH, "reveals_family": Consent.Scope.FAMILY}


@dataclass(frozen=True)
class Told:
    """One line; `is_warning` where somebody should stop and think, or publishing will be refused."""

    title: str
    text: str
    is_warning: bool = False


def of_record(record):
    """What is known of the ground on which a person would be public; nothing for other records."""
    return of_records([record]).get(record.pk, [])


def of_records(records):
    """{public id: what is known of the ground} of the people among these records."""
    today = timezone.localdate()
    ids = [record.pk for record in records]
    people = Prisoner.objects.filter(record__in=ids).annotate(withheld=IsWithheld())
    people = people.prefetch_related("consents")
    refused = why_not_yet(ids, on=today)
    over = set(Consent.objects.over(today).filter(prisoner__in=people).values_list("pk", flat=True))
    unsourced = defaultdict(list)
    for verdict in _naming_without_source(people):
        unsourced[verdict.prisoner_id].append(_unsourced(verdict))
    found = {}
    for person in people:
        why = refused.get(person.record_id)
        in_the_way = [Told(_("In the way"), why, True)] if why else []
        found[person.record_id] = in_the_way + _ground(person, over, today) + unsourced[person.pk]
    return found


def _ground(person, over, today):
    found = [_basis(person)]
    found += [_consent(each, is_over=each.pk in over) for each in person.consents.all()]
    if person.embargo_ends_on:
        found.append(_embargo(person, today))
    found.append(_age(person))
    if person.is_name_withheld:
        found.append(Told(_("Name withheld"), person.withheld_reason))
    if person.sealed_fields:
        found.append(_seals(person))
    return found


def consents_for(record):
    """{question of the checklist: the consents that bear on it, in words}."""
    today = timezone.localdate()
    consents = Consent.objects.in_force(today).filter(prisoner__record=record)
    return {
        question: "; ".join(
            str(_consent(each, is_over=False).text) for each in consents if scope in each.scope
        )
        or _("No consent for it is in force.")
        for question, scope in ASKED_OF.items()
    }


def _basis(person):
    is_open = person.publication_basis == Prisoner.Basis.UNKNOWN
    text = [person.get_publication_basis_display(), person.basis_note]
    if is_open:
        text = [_("Nobody has decided yet on what ground this is published.")]
    return Told(_("Basis"), ". ".join(filter(None, text)), is_open)


def _consent(consent, *, is_over):
    said = [
        _("%(who)s, %(when)s, %(how)s: %(what)s")
        % {
            "who": consent.get_given_by_display(),
            "when": in_words(consent.given_on),
            "how": consent.get_way_display().lower(),
            "what": consent.scope_in_words,
        }
    ]
    if consent.withdrawn_on:
        said.append(_("withdrawn %s") % in_words(consent.withdrawn_on))
    elif consent.until_on:
        said.append(_("until %s") % in_words(consent.until_on))
    return Told(_("Consent"), ", ".join(said), is_over)


def _embargo(person, today):
    day = date_format(person.embargo_ends_on, "j E Y")
    holds = person.embargo_ends_on > today
    text = _("Not before %(day)s: %(why)s") if holds else _("Over since %(day)s: %(why)s")
    return Told(_("Embargo"), text % {"day": day, "why": person.embargo_reason}, holds)


def _age(person):
    if person.withheld and not person.is_name_withheld:
        return Told(
            _("Age"), _("May be under 18: the name is withheld unless it is decided otherwise.")
        )
    if person.is_minor_shown:
        return Told(_("Age"), _("It was decided to show the name although under 18."), True)
    born = (
        _("Born %s.") % in_words(person.born_on) if person.born_on else _("The age is not known.")
    )
    return Told(_("Age"), born)


def _seals(person):
    names = dict(sealable())
    sealed = ", ".join(str(names.get(name, name)) for name in person.sealed_fields)
    return Told(_("Sealed"), f"{sealed}: {person.sealed_reason}")


def _naming_without_source(people):
    """Verdicts of these people whose judge would not be named: no public source stands behind it."""
    said = Citation.objects.filter(
        Q(row=OuterRef("code"), field__in=["", "judge"]) | Q(row=None, field=""),
        record=OuterRef("prisoner__record_id"),
        stance="supports",
        is_confidential=False,
        source__is_confidential=False,
    )
    named = Verdict.objects.filter(prisoner__in=people, judge__is_confidential=False)
    return named.filter(~Exists(said)).select_related("judge")


def _unsourced(verdict):
    return Told(
        capfirst(_("judge")),
        _("%s is not named in public: cite a source for the verdict that the public may see.")
        % verdict.judge,
    )
