"""What the office decides about a line that was held: the line is imported as it came, with the answer."""

import tablib
from django.db import transaction
from django.utils import timezone

from prisoners.importing.prisoners import PrisonerResource
from prisoners.models import HeldRow


class LineRefused(Exception):
    """The line cannot be taken as it is; the sentences say why. It waits on."""


@transaction.atomic
def decide(held, *, prisoner, by):
    """Import the line as one about `prisoner`, or about a new person when that is None."""
    held = HeldRow.objects.select_for_update().get(pk=held.pk)
    if held.decision != HeldRow.Decision.WAITING:
        return held
    resource = PrisonerResource(told={held.line: prisoner and prisoner.pk})
    dataset = tablib.Dataset(list(held.row.values()), headers=list(held.row))
    result = resource.import_data(
        dataset, use_transactions=True, retain_instance_in_row_result=True
    )
    if result.has_errors() or result.has_validation_errors():
        raise LineRefused(_sentences(result))
    held.prisoner = prisoner or result.rows[0].instance
    held.decision = HeldRow.Decision.SAME if prisoner else HeldRow.Decision.NEW
    held.decided_by, held.decided_at = by, timezone.now()
    held.save()
    return held


def _sentences(result):
    """Why the line was refused, one sentence after the other."""
    said = [str(error.error) for row in result.error_rows for error in row.errors]
    for row in result.invalid_rows:
        said += [sentence for each in row.error_dict.values() for sentence in each]
    return " ".join([*map(str, result.base_errors), *said])
