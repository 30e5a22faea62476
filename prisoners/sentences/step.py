from enum import StrEnum


class Step(StrEnum):
    """What happened to a sentence after it was pronounced."""

    COMMUTED = "commuted"
    REDUCED = "reduced"
    PARTLY_PARDONED = "partly_pardoned"
    PARDONED = "pardoned"
    AMNESTIED = "amnestied"
    RELEASED = "released"
    EXECUTED = "executed"
    DIED = "died"
    UPHELD = "upheld"
    ANNULLED = "annulled"
    UNKNOWN = "unknown"  # the words were not understood
