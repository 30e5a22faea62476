"""Undoing a merge: both records as they were, with what was edited since included or explained."""

import pghistory
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import seeing
from prisoners.merging.journal import delete, model_of, put_back, read, set_back
from prisoners.merging.performing import add_editors, touch
from prisoners.models import Merge
from sources.models import Record
from sources.violations import check_now, explain


class UndoRefused(Exception):
    """Nothing was undone. The sentence says why."""


@seeing.as_system()
def undo(*, merge, by):
    """Take a merge apart; returns what was not put back, as `what_stays` tells it.

    Rows go back to the record from which they came, with their later edits. A value that somebody
    changed since stays as it is now. What was added since stays with the kept record. The restored
    record is published again when somebody approves it. Raises UndoRefused.
    """
    try:
        with transaction.atomic(), pghistory.context(user=by.pk, screen=_screen(merge)):
            merge = _lock(merge)
            stays = _take_all_back(merge)
            _reopen(merge)
            merge.undone_by, merge.undone_at, merge.not_restored = by, timezone.now(), stays
            merge.save(update_fields=["undone_by", "undone_at", "not_restored"])
            check_now()
            return stays
    except DatabaseError as error:
        raise UndoRefused(explain(error)) from error


@seeing.as_system()
def what_stays(merge):
    """[{why, model, pk, …}] of what undoing would not put back, because it was edited since.

    `why` is "changed" (of `column`: `now` and `before`), "gone" (somebody removed the row) or
    "edited" (a row that the merge added). Found by undoing and taking that back. Raises UndoRefused.
    """
    try:
        with transaction.atomic():
            stays = _take_all_back(_lock(merge))
            check_now()
            transaction.set_rollback(True)
            return stays
    except DatabaseError as error:
        raise UndoRefused(explain(error)) from error


def _take_all_back(merge):
    _let_come_back(merge.absorbed_id)
    return [told for step in reversed(merge.journal) for told in _take_back(step)]


def _take_back(step):
    """Take one step back; yields what stays as it is."""
    model, pk = model_of(step), step["pk"]
    if step["do"] == "delete":
        put_back(model, step["row"])
        return
    now = read(model, pk)
    if now is None:
        yield _told(step, "gone")
    elif step["do"] == "insert":
        if now == step["row"]:
            delete(model, pk)
        else:
            yield _told(step, "edited")
    else:
        before, after = step["before"], step["after"]
        if same := {column: before[column] for column in before if now[column] == after[column]}:
            set_back(model, pk, same)
        for column in before.keys() - same.keys():
            yield _told(step, "changed", column=column, now=now[column], before=before[column])


def _told(step, why, **more):
    return {"why": why, "model": step["model"], "pk": step["pk"], **more}


def _screen(merge):
    return f"undoing the merge of {merge.absorbed_id} into {merge.kept_id}"


def _lock(merge):
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    ids = [merge.kept_id, merge.absorbed_id]
    records = {
        r.pk: r for r in Record.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    }
    if merge.is_undone:
        raise UndoRefused(_("This merge was undone already."))
    kept = records[merge.kept_id]
    if kept.merged_into_id:
        raise UndoRefused(
            _("%(kept)s itself was merged into %(into)s since. Undo that first.")
            % {"kept": kept, "into": kept.merged_into_id}
        )
    return merge


def _let_come_back(public_id):
    """Let the root come back under its old public id, in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('rollcall.restored', %s, true)", [public_id])


def _reopen(merge):
    """The absorbed record is one of its own again; who edited the merged one edited this one too."""
    record = Record.objects.get(pk=merge.absorbed_id)
    state = merge.absorbed_state
    if state == Record.State.PUBLISHED and not record.is_public:
        state = Record.State.DRAFT
    Record.objects.filter(pk=record.pk).update(state=state, merged_into=None)
    for public_id in (merge.kept_id, merge.absorbed_id):
        touch(public_id)
    add_editors(merge.absorbed_id, Record.objects.get(pk=merge.kept_id).editors)
