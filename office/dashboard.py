"""What waits for somebody, on the first page of the admin: counts, each with the list behind it."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, F, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from office.grounds import waiting as grounds
from office.models import FileAlarm, Import, ImportLine, Removal, Tip
from office.removals.states import STATES
from office.review import previews
from pardons.models import ClemencyAct
from pardons.questions import with_places
from prisoners.models import LikelyPair
from prisoners.questions import unconfirmed
from register import expected
from register.models import Alert
from sources.models import Record

MOST_LISTED = 8
LISTS = {
    Record.Kind.PRISONER: "prisoners_prisoner",
    Record.Kind.ACT: "pardons_clemencyact",
    Record.Kind.CLAIM: "sources_countclaim",
    Record.Kind.PAGE: "sources_textpage",
}


@dataclass(frozen=True)
class Waiting:
    """One kind of waiting work; `lists` is [(label, count, address)]."""

    title: str
    meaning: str
    count: int
    lists: list
    note: str = ""


def dashboard(request, context):
    """Adds to the context of the admin's index what this person may see of it."""
    context["title"] = _("What waits")
    context["waiting"] = waiting(request.user)
    context["add_case_url"] = (
        reverse("admin:prisoners_prisoner_add")
        if request.user.has_perm("prisoners.add_prisoner")
        else None
    )
    return context


def waiting(user):
    """The kinds of waiting work, in the order of the work; a query each."""
    found = []
    if seen := [kind for kind in LISTS if _may_see(user, LISTS[kind])]:
        found += _records(seen)
    if Record.Kind.PRISONER in seen:
        found += [_grounds(), _unconfirmed(), _terms_over(), _likely_same()]
    if user.has_perm("office.run_import") or user.has_perm("office.view_import"):
        found.append(_held_lines())
    if Record.Kind.ACT in seen:
        found.append(_open_places())
    if user.has_perm("office.run_import"):
        found.append(_imports())
    if _may_see(user, "office_tip"):
        found.append(_tips())
    if user.has_perm("office.view_filealarm"):
        found.append(_file_alarms())
    if user.has_perm("office.view_removal"):
        found.append(_removals())
    if user.has_perm("register.view_alert"):
        found.append(_alerts())
    return found


def _may_see(user, name):
    app, model = name.split("_")
    return user.has_perm(f"{app}.view_{model}") or user.has_perm(f"{app}.change_{model}")


def _records(kinds):
    counts = {
        row["kind"]: row
        for row in previews.present(Record.objects.filter(kind__in=kinds))
        .order_by()
        .values("kind")
        .annotate(
            draft=Count("pk", filter=Q(state=Record.State.DRAFT)),
            ready=Count("pk", filter=Q(state=Record.State.READY)),
            changed=Count(
                "pk",
                filter=Q(published_revision__isnull=False, revision__gt=F("published_revision"))
                & ~Q(state__in=[Record.State.WITHDRAWN, Record.State.MERGED]),
            ),
        )
    }

    def lists(state):
        return [
            (Record.Kind(kind).label, counts[kind][state], _address(LISTS[kind], state=state))
            for kind in kinds
            if kind in counts and counts[kind][state]
        ]

    def tile(state, title, meaning):
        return Waiting(
            title, meaning, sum(count for _label, count, _to in lists(state)), lists(state)
        )

    return [
        tile("draft", _("Drafts"), _("Begun, not yet sent to review.")),
        tile("ready", _("Ready for review"), _("A second person reads and approves them.")),
        tile(
            "changed",
            _("Changed since publication"),
            _("The public still sees the earlier version."),
        ),
    ]


def _grounds():
    items = grounds.waiting(timezone.localdate())
    urgent = sum(item.is_urgent for item in items)
    address = reverse("admin:office_grounds")
    return Waiting(
        _("Consents and seals"),
        _("A consent or an embargo is over, or somebody said to look again."),
        len(items),
        [(_("Decisions"), len(items), address)] if items else [],
        note=_("%s of them are public without a ground") % urgent if urgent else "",
    )


def _file_alarms():
    faults = FileAlarm.objects.count()
    return Waiting(
        _("Missing or altered files"),
        _("Kept files that are not what they were when they were taken in."),
        faults,
        [(_("Files"), faults, reverse("admin:office_filealarm_changelist"))] if faults else [],
    )


def _unconfirmed():
    people = unconfirmed().aggregate(n=Count("prisoner", distinct=True))["n"]
    return Waiting(
        _("Not confirmed for 90 days"),
        _("Nobody has confirmed their custody lately."),
        people,
        [(_("People"), people, _address(LISTS["prisoner"], custody="unconfirmed"))],
    )


def _terms_over():
    over = expected.over(timezone.localdate())
    return Waiting(
        _("Terms that are over"),
        _("The day of release has passed, or may have, and no release is recorded."),
        over.at_most,
        [(_("People"), over.at_most, _address(LISTS["prisoner"], term="over"))]
        if over.at_most
        else [],
        note=_("%s of them beyond doubt") % over.at_least,
    )


def _likely_same():
    pairs = LikelyPair.objects.waiting(timezone.localdate()).count()
    return Waiting(
        _("Likely the same person"),
        _("Two records that may be one person."),
        pairs,
        [(_("Pairs"), pairs, reverse("admin:prisoners_likely"))] if pairs else [],
    )


def _held_lines():
    held = ImportLine.objects.filter(
        outcome=ImportLine.Outcome.HELD,
        decision="",
        of__state__in=[Import.State.READY, Import.State.DONE],
    )
    by_import = held.order_by("of").values_list("of", "of__file_name").annotate(n=Count("pk"))
    lists = [
        (name, number, f"{reverse('admin:office_import_receipt', args=[pk])}?tab=held")
        for pk, name, number in by_import
    ]
    return Waiting(
        _("Held lines of imports"),
        _("Somebody decides what they mean, or whom they are about."),
        sum(number for _name, number, _to in lists),
        lists[:MOST_LISTED],
    )


def _imports():
    waiting = Import.objects.filter(state=Import.State.READY).count()
    return Waiting(
        _("Imports to be written"),
        _("They were read; nothing of them is in a record yet."),
        waiting,
        [(_("Imports"), waiting, _address("office_import", state__exact="ready"))],
    )


def _open_places():
    found = (
        with_places(ClemencyAct.objects.order_by())
        .filter(open_places__gt=0)
        .aggregate(acts=Count("pk"), places=Sum("open_places"))
    )
    return Waiting(
        _("Clemency acts with open places"),
        _("More people were announced than are known by name."),
        found["acts"],
        [(_("Acts"), found["acts"], _address(LISTS["act"], places="open"))],
        note=_("%s places in all") % (found["places"] or 0),
    )


def _removals():
    late = timezone.localdate() - timedelta(days=settings.REMOVAL_DAYS)
    waiting = {state: of_state for state, (_title, of_state) in STATES.items() if state != "done"}
    counts = Removal.objects.aggregate(
        overdue=Count("pk", filter=Q(done_at=None, received_on__lt=late)),
        **{state: Count("pk", filter=of_state) for state, of_state in waiting.items()},
    )
    return Waiting(
        _("Requests for removal"),
        _("Somebody asked to take something out of the register."),
        sum(counts[state] for state in waiting),
        [
            (STATES[state][0], counts[state], _address("office_removal", state=state))
            for state in waiting
            if counts[state]
        ],
        note=_("%s of them overdue") % counts["overdue"] if counts["overdue"] else "",
    )


def _tips():
    states = [Tip.State.NEW, Tip.State.READING]
    counts = Tip.objects.filter(state__in=states).order_by().values_list("state")
    lists = [
        (Tip.State(state).label, number, _address("office_tip", state__exact=state))
        for state, number in sorted(counts.annotate(n=Count("pk")))
    ]
    return Waiting(
        _("Messages from readers"),
        _("Errors that were reported, and cases that we were told about."),
        sum(number for _label, number, _to in lists),
        lists,
    )


def _alerts():
    counts = Alert.objects.order_by("kind").values_list("kind").annotate(n=Count("pk"))
    lists = [
        (Alert.Kind(kind).label, number, _address("register_alert", kind__exact=kind))
        for kind, number in counts
    ]
    return Waiting(
        _("Figures that were not shown"),
        _("A report found its own count wrong and showed nothing."),
        sum(number for _label, number, _to in lists),
        lists,
    )


def _address(name, **query):
    return f"{reverse(f'admin:{name}_changelist')}?{urlencode(query)}"
