import sys
import time

from config.audit.code import passed_over, ruff, spots
from config.audit.deployed import deployed
from config.audit.kept_secrets import kept_secrets
from config.audit.packages import as_pinned, known_holes

# `make check` asks ruff and Django itself.
QUICK = (passed_over, spots)
ALL = (ruff, *QUICK, deployed, kept_secrets, as_pinned, known_holes)


def main(arguments):
    """A line for each part, then the findings; 1 when there is one."""
    failed = []
    print(f"{'part':28}{'looked at':34}{'explained':>10}{'findings':>10}{'seconds':>9}")
    for part in QUICK if "--quick" in arguments else ALL:
        began = time.monotonic()
        outcome = part()
        took = time.monotonic() - began
        print(
            f"{outcome.name:28}{outcome.looked_at:34}{outcome.explained:10}"
            f"{len(outcome.findings):10}{took:9.1f}  {outcome.note}",
            flush=True,
        )
        failed += [f"{outcome.name}: {finding}" for finding in outcome.findings]
    if failed:
        print("", *failed, sep="\n")
        print("\nMend it, or write the reason into config/audit/reasons.toml.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
