"""A life in dated facts, oldest first."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from register.words import lower_first, term


@dataclass(frozen=True)
class Event:
    """`on` is EDTF; `row` is the fact it is from, `turn` marks where custody or a sentence changes."""

    on: str
    what: str
    row: object
    field: str
    days: object
    turn: bool = False
    detail: str = ""

    @property
    def key(self):
        """By the earliest day; what is less exact stands before what happened within it."""
        first = self.days.lower or (self.days.upper - timedelta(days=1))
        return first, -(self.days.upper or date.max).toordinal()


def timeline(facts):
    """Every dated fact of a person; what has no date stands in its own section only."""
    events = [
        event
        for part in (_custody, _prosecution, _treatment, _standing)
        for event in part(facts)
        if event.days
    ]
    return tuple(sorted(events, key=lambda event: event.key))


def _event(row, field, what, **more):
    return Event(getattr(row, field), what, row, field, getattr(row, f"{field}_days"), **more)


def _custody(facts):
    for detention in facts["detentions"]:
        where = detention.said.get("place") or detention.region
        yield _event(detention, "began_on", _("Arrested"), turn=True, detail=where)
        for stay in detention.places:
            place = stay.facility or stay.said.get("place") or stay.region
            if place:
                yield _event(stay, "began_on", _("Held in %(place)s") % {"place": place})
        if not (facts["death"] and detention.end_reason == detention.EndReason.DEATH):
            reason = detention.get_end_reason_display()
            yield _event(
                detention, "ended_on", _("Left custody"), turn=True, detail=lower_first(reason)
            )
    if death := facts["death"]:
        yield _event(death, "died_on", _("Died"), turn=True, detail=death.get_death_class_display())


def _prosecution(facts):
    for prosecution in facts["prosecutions"]:
        yield _event(prosecution, "opened_on", _("Prosecution opened"))
        yield _event(prosecution, "wanted_on", _("Put on the wanted list"))
        for charge in prosecution.counts:
            what = charge.article or charge.said.get("as_stated") or _("Charge")
            yield _event(charge, "status_on", f"{charge.get_status_display()}: {what}")
        for verdict in prosecution.decisions:
            what = f"{verdict.get_instance_display()}: {lower_first(verdict.get_outcome_display())}"
            yield _event(
                verdict,
                "decided_on",
                what,
                turn=True,
                detail="; ".join(term(part) for part in verdict.sentence),
            )


def _treatment(facts):
    for condition in facts["conditions"]:
        kind = condition.get_kind_display()
        yield _event(condition, "began_on", kind)
        yield _event(condition, "ended_on", _("End of: %(what)s") % {"what": lower_first(kind)})
    for contact in facts["contacts"]:
        what = _("Sign of life: %(kind)s") % {"kind": lower_first(contact.get_kind_display())}
        if contact.kind == contact.Kind.UNKNOWN:
            what = _("Sign of life")
        yield _event(contact, "happened_on", what)


def _standing(facts):
    for recognition in facts["recognitions"]:
        by = {"organisation": recognition.organisation}
        yield _event(recognition, "recognised_on", _("Recognised by %(organisation)s") % by)
        yield _event(
            recognition, "withdrawn_on", _("Recognition withdrawn by %(organisation)s") % by
        )
    for label in facts["labels"]:
        what = {"list": label.get_label_display()}
        yield _event(label, "put_on", _("Put on: %(list)s") % what)
        yield _event(label, "taken_off_on", _("Taken off: %(list)s") % what)
