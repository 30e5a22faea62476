"""Who may do what, and in which state of a record. What does not stand here nobody may.

A role is a group of the same name; a person may have several. Two rules stand above the table: the one
who approves edited nothing since the last publication (register/publishing/publish.py), and a sealed
case is there only for those whom it names (office/sql/sealing.sql).
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.models import Record

DRAFT, READY, PUBLISHED, WITHDRAWN, MERGED, ERASED = Record.State.values
ANY = frozenset(Record.State.values)
STANDING = ANY - {MERGED, ERASED}


class Role(models.TextChoices):
    READER = "readers", _("Readers")
    EDITOR = "editors", _("Editors")
    REVIEWER = "reviewers", _("Reviewers")
    PUBLISHER = "publishers", _("Publishers")
    ADMINISTRATOR = "administrators", _("Administrators")


class Action(StrEnum):
    # to one record
    SEE = "see"
    ENTER = "enter"
    DELETE = "delete"
    SUBMIT = "submit"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    WITHHOLD = "withhold"
    SEAL = "seal"
    # in the office
    IMPORT = "import"
    CLOSE_ALERT = "close_alert"
    READ_TIPS = "read_tips"
    ASK_FOR_EXPORT = "ask_for_export"
    APPROVE_EXPORT = "approve_export"
    SEE_EXPORTS = "see_exports"
    HANDLE_REMOVALS = "handle_removals"
    CONFIRM_ERASURE = "confirm_erasure"
    SEE_THAT_SEALED_EXIST = "see_that_sealed_exist"
    MANAGE_ACCOUNTS = "manage_accounts"
    SEE_AUDIT_LOG = "see_audit_log"


READERS = frozenset({Role.READER, Role.EDITOR, Role.REVIEWER, Role.PUBLISHER})
WORKERS = READERS - {Role.READER}


@dataclass(frozen=True)
class Rule:
    """`states` is None for what is not done to a record."""

    roles: frozenset
    states: frozenset | None = None


RULES = {
    Action.SEE: Rule(READERS, ANY),
    Action.ENTER: Rule(frozenset({Role.EDITOR}), STANDING),
    # PostgreSQL refuses while the register shows it, whatever its state.
    Action.DELETE: Rule(frozenset({Role.EDITOR}), STANDING - {PUBLISHED}),
    Action.SUBMIT: Rule(frozenset({Role.EDITOR}), frozenset({DRAFT, PUBLISHED, WITHDRAWN})),
    Action.SEND_BACK: Rule(frozenset({Role.REVIEWER, Role.PUBLISHER}), frozenset({READY})),
    Action.APPROVE: Rule(frozenset({Role.REVIEWER}), frozenset({READY})),
    Action.PUBLISH: Rule(frozenset({Role.PUBLISHER}), frozenset({READY})),
    # Hiding needs one person and acts at once. A record that is ready may be public in an older version.
    Action.WITHDRAW: Rule(WORKERS, frozenset({READY, PUBLISHED})),
    Action.WITHHOLD: Rule(WORKERS, STANDING),
    Action.SEAL: Rule(WORKERS, STANDING),
    Action.IMPORT: Rule(frozenset({Role.EDITOR})),
    Action.CLOSE_ALERT: Rule(WORKERS),
    Action.READ_TIPS: Rule(WORKERS),
    Action.ASK_FOR_EXPORT: Rule(WORKERS),
    Action.APPROVE_EXPORT: Rule(frozenset({Role.REVIEWER, Role.PUBLISHER})),
    Action.SEE_EXPORTS: Rule(WORKERS | {Role.ADMINISTRATOR}),
    Action.HANDLE_REMOVALS: Rule(WORKERS),
    # By somebody else than who decided it (office/removals).
    Action.CONFIRM_ERASURE: Rule(frozenset({Role.REVIEWER, Role.PUBLISHER})),
    Action.SEE_THAT_SEALED_EXIST: Rule(frozenset({Role.PUBLISHER, Role.ADMINISTRATOR})),
    Action.MANAGE_ACCOUNTS: Rule(frozenset({Role.ADMINISTRATOR})),
    Action.SEE_AUDIT_LOG: Rule(frozenset({Role.ADMINISTRATOR})),
}


def actions_of(role):
    return [action for action in Action if action in RULES and role in RULES[action].roles]


def fits(action, state):
    """Whether an action can be done to a record in this state."""
    return action in RULES and state in (RULES[action].states or ())
