"""Secrets that were put into the repository by mistake (detect-secrets)."""

from config.audit.code import tracked_files
from config.audit.outcome import ROOT, Outcome, explained

# Lists of words and hashes, where no key has a place and every other line looks like one.
LISTS = (".csv", ".po", ".txt", ".png", ".ico", ".svg", ".xlsx", ".ods", ".woff2")


def kept_secrets():
    from detect_secrets import SecretsCollection
    from detect_secrets.settings import default_settings

    files = [path for path in tracked_files() if not path.endswith(LISTS)]
    secrets = SecretsCollection(root=str(ROOT))
    with default_settings():
        for path in files:
            secrets.scan_file(path)
    found = {
        f"{path}: {secret.type}": f"{path}:{secret.line_number}: {secret.type}"
        for path, several in secrets.data.items()
        for secret in several
    }
    findings, number = explained("secrets", found)
    return Outcome("secrets in the repository", f"{len(files)} files", findings, number)
