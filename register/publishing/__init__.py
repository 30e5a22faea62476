"""Publishing: the only way from working records into the register (DESIGN §6)."""

from register.publishing.digests import digests
from register.publishing.hiding import hide, withdraw, withhold
from register.publishing.publish import PublishRefused, PublishResult, check, publish, rehearse
from register.publishing.shown import shown

__all__ = [
    "PublishRefused",
    "PublishResult",
    "check",
    "digests",
    "hide",
    "publish",
    "rehearse",
    "shown",
    "withdraw",
    "withhold",
]
