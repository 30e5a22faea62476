"""Merging: one record becomes part of another, all of it or nothing."""

import pghistory
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import seeing
from prisoners.merging import pairs, values
from prisoners.merging.choices import ABSORBED, BOTH, KEPT, Choices, key_of
from prisoners.merging.citations import Place, carry_over, contradict
from prisoners.merging.journal import Journal
from prisoners.merging.links import (
    computed_of_person,
    depth,
    ends_of,
    is_join_table,
    is_tie,
    links_to_person,
    links_to_record,
    rows_of,
)
from prisoners.merging.pairs import Pair
from prisoners.models import Merge, Name, Prisoner
from prisoners.models.part import NestedPart
from sources.models import Record
from sources.violations import check_now, explain


class MergeRefused(Exception):
    """Nothing was merged. `problems` are sentences that say what is in the way."""

    def __init__(self, problems):
        self.problems = problems
        super().__init__(" ".join(problems))


@seeing.as_system()
def merge(*, kept, absorbed, by, choices=None, reason="", seen=None):
    """Make the record `absorbed` part of the record `kept` (public ids); returns the Merge.

    Every row goes to the kept record. Where both hold a value, `choices` say which stays; the other
    is kept as what its source states, or on the page of the merge where it has none. The absorbed
    public id is never used again. Nothing becomes public by it: the kept record waits for approval
    by somebody who edited neither.

    `seen` is {public_id: revision} of what was compared; a record that has changed since is refused.
    Raises MergeRefused.
    """
    try:
        with (
            transaction.atomic(),
            pghistory.context(user=by.pk, screen=f"merging {absorbed} into {kept}"),
        ):
            _lock(kept, absorbed, seen or {})
            merged = _Merging(kept, absorbed, choices or Choices()).run(by, reason)
            check_now()
            return merged
    except DatabaseError as error:
        raise MergeRefused([explain(error)]) from error


def _lock(kept, absorbed, seen):
    """Both records, locked in the order of their ids, so that two merges never wait for each other."""
    if kept == absorbed:
        raise MergeRefused([_("A record cannot be merged with itself.")])
    both = Record.objects.select_for_update().filter(pk__in=[kept, absorbed]).order_by("pk")
    records = {record.pk: record for record in both}
    for public_id in (kept, absorbed):
        record = records.get(public_id)
        if record is None or record.kind != Record.Kind.PRISONER:
            raise MergeRefused([_("There is no prisoner %s.") % public_id[:40]])
        if record.merged_into_id:
            raise MergeRefused(
                [
                    _("%(absorbed)s was merged into %(kept)s already.")
                    % {"absorbed": public_id, "kept": record.merged_into_id}
                ]
            )
        if not Prisoner.objects.filter(record=record).exists():
            raise MergeRefused([_("There is no prisoner %s.") % public_id[:40]])
        if seen.get(public_id, record.revision) != record.revision:
            raise MergeRefused(
                [
                    _("Somebody saved %s while you were comparing. Look again before you merge.")
                    % public_id
                ]
            )


class _Merging:
    """One merge on its way: both people, what was decided, what was done."""

    def __init__(self, kept, absorbed, choices):
        self.kept = Prisoner.objects.get(record=kept)
        self.absorbed = Prisoner.objects.get(record=absorbed)
        self.choices = choices
        self.journal = Journal()
        self.lost = []

    def run(self, by, reason):
        joined = self._decided_pairs()
        self._own_fields()
        for pair in sorted(joined, key=lambda pair: -depth(type(pair.kept))):
            self.lost += pairs.join(
                self.journal,
                pair,
                kept_id=self.kept.public_id,
                absorbed_id=self.absorbed.public_id,
            )
        self._move_rows()
        self._move_what_speaks_of_the_record()
        state = self._close_absorbed()
        return Merge.objects.create(
            kept_id=self.kept.public_id,
            absorbed_id=self.absorbed.public_id,
            absorbed_pk=self.absorbed.pk,
            merged_by=by,
            reason=reason,
            absorbed_state=state,
            journal=self.journal.steps,
            lost=self.lost,
        )

    def _decided_pairs(self):
        """The pairs to join; refused where a decision is missing."""
        absorbed = {key_of(row): row for rows in rows_of(self.absorbed).values() for row in rows}
        kept = {key_of(row): row for rows in rows_of(self.kept).values() for row in rows}
        forced = pairs.only_one_stands(self.kept, self.absorbed)
        are_one = {(pair.kept, pair.absorbed) for pair in forced}
        decided, problems = {}, []
        for key, (pk, preferred) in self.choices.same.items():
            row, there = absorbed.get(key), kept.get(f"{key.partition(':')[0]}:{pk}")
            if row is None or there is None or preferred not in (KEPT, ABSORBED):
                raise MergeRefused([_("A row that you chose is not there any more. Look again.")])
            if (there, row) not in are_one and not pairs.may_be_one(there, row):
                raise MergeRefused([_("These two cannot be one: %(row)s.") % {"row": row}])
            decided[key] = Pair(there, row, preferred)
        for pair in forced:
            given = decided.setdefault(key_of(pair.absorbed), pair)
            if given.kept.pk != pair.kept.pk or (given is pair and pair.contradicts):
                problems.append(undecided(pair))
        for pair in pairs.overlapping(self.kept, self.absorbed):
            if key_of(pair.absorbed) not in decided:
                problems.append(overlap(pair))
        if problems:
            raise MergeRefused(list(dict.fromkeys(problems)))
        return list(decided.values())

    def _own_fields(self):
        """The person's own values, the sources of them, and a name that would be lost."""
        kept, absorbed = self.kept, self.absorbed
        decided = values.decisions(kept, absorbed)
        for field in decided:
            choice = self.choices.fields.get(field.name, decided[field])
            if choice not in (KEPT, ABSORBED, BOTH) or (
                choice == BOTH and not values.can_be_united(field)
            ):
                raise MergeRefused([_("Choose which value of “%s” stays.") % field.verbose_name])
            decided[field] = choice
        changes, losers = pairs.decide(
            kept,
            absorbed,
            decided,
            of={KEPT: kept.public_id, ABSORBED: absorbed.public_id},
            hidden={*kept.sealed_fields, *absorbed.sealed_fields},
        )
        here, there = Place(kept.public_id), Place(absorbed.public_id)
        self.lost += contradict(self.journal, here, losers[KEPT])
        self.lost += carry_over(self.journal, here, there, losers[ABSORBED])
        self.journal.update(Prisoner, kept.pk, **changes)
        self._keep_name(changes.get("display_name", kept.display_name))

    def _keep_name(self, shown):
        """A name in Latin script that is not shown any more becomes another spelling."""
        names = Name.objects.filter(prisoner__in=[self.kept, self.absorbed])
        known = {shown, *names.values_list("text", flat=True)}
        for name in (self.kept.display_name, self.absorbed.display_name):
            if name and name not in known:
                self.journal.insert(Name(prisoner=self.kept, text=name, kind=Name.Kind.SPELLING))

    def _move_rows(self):
        """What is left of the absorbed person's rows goes to the kept one."""
        for model, link in links_to_person():
            rows = model._base_manager.filter(**{link.name: self.absorbed}).order_by("pk")
            if issubclass(model, NestedPart):
                continue  # they follow their parents, by trigger
            for row in rows:
                if self._ties_both(row):
                    self.journal.delete(model, row.pk)
                elif is_join_table(model):
                    self._retie(model, link, row)
                elif is_tie(model):
                    self._move_tie(model, link, row)
                else:
                    self.journal.update(model, row.pk, **{link.attname: self.kept.pk})
        for model, link in computed_of_person():
            model._base_manager.filter(**{link.name: self.absorbed}).delete()

    def _move_what_speaks_of_the_record(self):
        """Citations of rows that are gone, and claims about the person."""
        kept, absorbed = self.kept.public_id, self.absorbed.public_id
        for model, link in links_to_record():
            for row in model._base_manager.filter(**{link.name: absorbed}):
                self.journal.update(model, row.pk, **{link.attname: kept})

    def _ties_both(self, row):
        """A relation between the two, and whatever else would tie the person to themselves."""
        ends = {
            getattr(row, link.attname) for model, link in links_to_person() if type(row) is model
        }
        return ends == {self.kept.pk, self.absorbed.pk}

    def _move_tie(self, model, link, row):
        """What ties two people may be kept in the order of their numbers, and is kept once."""
        setattr(row, link.attname, self.kept.pk)
        names = [end.attname for end in ends_of(model)]
        people = [getattr(row, name) for name in names]
        for order in (people, people[::-1]):
            given = dict(zip(names, order, strict=True))
            for name, person in given.items():
                setattr(row, name, person)
            try:
                row.validate_constraints()
            except ValidationError:
                continue
            self.journal.update(model, row.pk, **given)
            return
        self.journal.delete(model, row.pk)

    def _retie(self, model, link, row):
        """A tag is taken off and put on, not changed: that is what its history knows."""
        others = {
            field.attname: getattr(row, field.attname)
            for field in model._meta.concrete_fields
            if not field.primary_key and field != link
        }
        self.journal.delete(model, row.pk)
        if not model._base_manager.filter(**others, **{link.attname: self.kept.pk}).exists():
            self.journal.insert(model(**others, **{link.attname: self.kept.pk}))

    def _close_absorbed(self):
        """The root goes, its record stays; who edited either record may not approve the result.

        The state in which the record was comes back.
        """
        record = Record.objects.get(pk=self.absorbed.public_id)
        Record.objects.filter(pk=self.absorbed.public_id).update(
            state=Record.State.MERGED, merged_into=self.kept.public_id
        )
        self.journal.delete(Prisoner, self.absorbed.pk)
        touch(self.kept.public_id)
        add_editors(self.kept.public_id, record.editors)
        return record.state


def undecided(pair):
    """Both say different things of what a person has only once."""
    return _("%(model)s: both records have %(row)s, with different values. Say whose stay.") % {
        "model": capfirst(pair.kept._meta.verbose_name),
        "row": pair.absorbed,
    }


def overlap(pair):
    return _(
        "The detentions %(absorbed)s and %(kept)s certainly overlap, and nobody is in two at once. "
        "Say that they are the same, or mend the dates first."
    ) % {"absorbed": pair.absorbed, "kept": pair.kept}


def touch(public_id):
    """One more revision, by whoever is at work."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT touch_records(ARRAY[%s])", [public_id])


def add_editors(public_id, editors):
    record = Record.objects.get(pk=public_id)
    Record.objects.filter(pk=public_id).update(editors=sorted({*record.editors, *editors}))
