"""What is written into the audit log."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    # accounts
    LOGIN = "login", _("Logged in")
    LOGIN_FAILED = "login_failed", _("Log-in refused")
    LOCKED_OUT = "locked_out", _("Log-in held off after many attempts")
    LOGOUT = "logout", _("Logged out")
    NEW_DEVICE = "new_device", _("Logged in from a new device")
    SESSIONS_ENDED = "sessions_ended", _("Sessions ended")
    FACTOR_ADDED = "factor_added", _("Second factor added")
    FACTOR_REMOVED = "factor_removed", _("Second factor removed")
    FACTOR_RESET = "factor_reset", _("Second factors reset by another")
    PASSWORD_CHANGED = "password_changed", _("Password changed")
    INVITED = "invited", _("Invited")
    INVITATION_TAKEN = "invitation_taken", _("Invitation taken up")
    INVITATION_REVOKED = "invitation_revoked", _("Invitation taken back")
    PERMISSIONS_CHANGED = "permissions_changed", _("Rights changed")
    # records
    CASE_SEALED = "case_sealed", _("Case sealed")
    CASE_OPENED = "case_opened", _("Sealed case opened to all staff")
    CASE_SHARED = "case_shared", _("Who may see a sealed case changed")
    SEALED_VIEWED = "sealed_viewed", _("Sealed case viewed")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    WITHHELD = "withheld", _("Name withheld")
    # what leaves
    EXPORTED = "exported", _("Exported")
    EXPORT_ASKED = "export_asked", _("Export asked for")
    EXPORT_APPROVED = "export_approved", _("Export approved")
    EXPORT_REFUSED = "export_refused", _("Export refused")
    ARCHIVE_EXPORTED = "archive_exported", _("Archive of everything exported")
    ARCHIVE_IMPORTED = "archive_imported", _("Archive imported")
    EVIDENCE_DOWNLOADED = "evidence_downloaded", _("Evidence downloaded")
    EVIDENCE_ALTERED = "evidence_altered", _("Evidence missing or altered")
    BACKUP_MADE = "backup_made", _("Backup made")
    BACKUP_RESTORED = "backup_restored", _("Backup restored")
    # people who ask
    REMOVAL_ASKED = "removal_asked", _("Removal asked for")
    REMOVAL_DECIDED = "removal_decided", _("Removal decided")
    REMOVAL_REOPENED = "removal_reopened", _("Removal decided anew")
    REMOVAL_DONE = "removal_done", _("Removal done")
    ERASED = "erased", _("Erased")
    FORGOTTEN = "forgotten", _("Events made to forget what was erased")
    TIP_READ = "tip_read", _("Message from a reader opened")
    TIP_CLOSED = "tip_closed", _("Message from a reader closed")


def kinds():
    """For the model: a new kind is no change of a table."""
    return Kind.choices
