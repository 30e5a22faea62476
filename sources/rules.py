"""Rules of records that triggers keep, each with a sentence for the person typing."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "public_id_never_changes": _("A public id never changes."),
    "public_id_never_reused": _(
        "The public id %(public_id)s was given out before. Choose another."
    ),
    "record_never_deleted": _("A record is never deleted, so that its public id is never reused."),
    "withdraw_before_deleting": _("%(public_id)s is public. Withdraw it before you delete it."),
    "code_never_changes": _("The code of a row never changes: citations and the register use it."),
    "evidence_never_overwritten": _(
        "Evidence is never overwritten. Keep the new capture as a file of its own beside it."
    ),
}
