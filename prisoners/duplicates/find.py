"""Who may be meant, and the queue of likely pairs over the whole base."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from prisoners import searching
from prisoners.duplicates import facts, rarity
from prisoners.duplicates.score import Score, score
from prisoners.duplicates.weights import REVIEW
from prisoners.models import DuplicateSearch, ExternalId, LikelyPair, Prisoner

MOST_FOUND = 20  # of one name: likely persons are among the most alike
AT_A_TIME = 50


@dataclass(frozen=True)
class Candidate:
    facts: facts.Facts
    score: Score


def candidates_for(person, *, at_least=REVIEW, among=None):
    """The saved people who are likely the same as `person` (`facts.Facts`), likeliest first."""
    return candidates_of([person], among=among, at_least=at_least)[0]


def candidates_of(people, *, among=None, at_least=REVIEW, partners=None):
    """The same for many at once, a list for each; `partners` are pks to compare with in any case."""
    partners = partners or {}
    meant = [_meant(person, among) | partners.get(person.pk, set()) for person in people]
    known = facts.of_saved(set().union(*meant)) if meant else {}
    found = []
    for person, pks in zip(people, meant, strict=True):
        scored = [
            Candidate(known[pk], score(person, known[pk]))
            for pk in sorted(pks)
            if pk in known and pk != person.pk
        ]
        likely = [each for each in scored if each.score.value >= at_least]
        found.append(sorted(likely, key=lambda each: (-each.score.bits, each.facts.pk)))
    return found


def _meant(person, among):
    """The ids of the people whose names are like this one's, or who have the same id in a list."""
    public_ids = {
        found.public_id
        for name in person.asked
        for found in searching.search(name, limit=MOST_FOUND, among=among)
    }
    meant = Q(record_id__in=public_ids)
    if person.pk is None and person.external_ids:
        for scheme, value in person.external_ids:
            meant |= Q(
                pk__in=ExternalId.objects.filter(scheme=scheme, value=value).values("prisoner")
            )
    people = Prisoner.objects.all() if among is None else among
    return set(people.filter(meant).order_by().values_list("pk", flat=True))


# --- the queue ------------------------------------------------------------------------------------


def refresh_pairs(pks):
    """Compute the likely pairs of these people anew; the number of likely pairs comes back."""
    pks = set(pks)
    kept = LikelyPair.objects.filter(Q(left__in=pks) | Q(right__in=pks))
    partners = {}
    for left, right in kept.values_list("left_id", "right_id"):
        partners.setdefault(left, set()).add(right)
        partners.setdefault(right, set()).add(left)
    people = list(facts.of_saved(pks).values())
    pairs = {}
    for person, likely in zip(people, candidates_of(people, partners=partners), strict=True):
        for other in likely:
            first, second = sorted((person, other.facts), key=lambda each: each.pk)
            pairs[first.pk, second.pk] = score(first, second)
    with transaction.atomic():
        outdated = [pair.pk for pair in kept if (pair.left_id, pair.right_id) not in pairs]
        LikelyPair.objects.filter(pk__in=outdated).delete()
        LikelyPair.objects.bulk_create(
            [
                LikelyPair(
                    left_id=left,
                    right_id=right,
                    value=found.value,
                    bits=found.bits,
                    reasons=[reason.as_json() for reason in found.reasons],
                    computed_at=timezone.now(),
                )
                for (left, right), found in sorted(pairs.items())
            ],
            update_conflicts=True,
            unique_fields=["left", "right"],
            update_fields=["value", "bits", "reasons", "computed_at"],
        )
    return len(pairs)


def find_all(*, since=None, progress=lambda done, people: None):
    """The queue computed anew: for everybody, or for records changed since a moment.

    In small steps, each of them kept: an interrupted run is taken up where it stopped, and two at
    once share the work. Returns the finished `DuplicateSearch`.
    """
    run = DuplicateSearch.objects.filter(since=since, finished_at=None).order_by("-pk").first()
    if run is None:
        run = DuplicateSearch.objects.create(since=since)
        if since is None or rarity.is_stale():
            rarity.refresh()
    people = Prisoner.objects.order_by("pk")
    if since is not None:
        people = people.filter(record__changed_at__gte=since)
    total = people.count()
    done = people.filter(pk__lte=run.last_pk).count()
    while taken := _step(run, people):
        done += taken
        progress(done, total)
    return run


@transaction.atomic
def _step(run, people):
    """Some more people; how many they were, 0 when everybody is done."""
    kept = DuplicateSearch.objects.select_for_update().get(pk=run.pk)
    pks = list(people.filter(pk__gt=kept.last_pk).values_list("pk", flat=True)[:AT_A_TIME])
    if pks:
        refresh_pairs(pks)
        kept.last_pk = pks[-1]
    elif kept.finished_at is None:
        kept.finished_at = timezone.now()
    kept.save()
    return len(pks)


def last_finished():
    """When the last finished run began: what changed later has not been compared. None before any."""
    runs = DuplicateSearch.objects.filter(finished_at__isnull=False).order_by("-started_at")
    return runs.values_list("started_at", flat=True).first()
