"""What one part of the audit looked at and found."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
REASONS = tomllib.loads((Path(__file__).parent / "reasons.toml").read_text())


@dataclass(frozen=True)
class Outcome:
    name: str
    looked_at: str
    findings: list = field(default_factory=list)
    explained: int = 0
    note: str = ""


def explained(part, found):
    """(findings without a reason, how many have one) for `found`, {key: what to say of it}."""
    reasons = REASONS.get(part, {})
    findings = [said for key, said in found.items() if not reasons.get(key, "").strip()]
    findings += [f"{key}: has a reason and is not there any more" for key in reasons.keys() - found]
    return sorted(findings), len(found.keys() & reasons.keys())
