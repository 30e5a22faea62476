"""The code: ruff's safety rules, what is passed over on a line, and spots that need a second look."""

import re
import subprocess
import sys

from config.audit.outcome import ROOT, Outcome, explained

OURS = (".py", ".html", ".sql", ".js", ".toml", ".sh")
TRIALS = re.compile(r"(^|/)(tests|conftest\.py)(/|$)|^config/audit/")
# Each can be right; where it stands, reasons.toml says why.
SPOTS = re.compile(
    r"\bmark_safe\(|\bSafeString\(|\|\s*safe(?:seq)?\b|autoescape off|\bRawSQL\(|\.extra\(|"
    r"\beval\(|\bexec\(|\bpickle\b|\bmarshal\b|yaml\.(?:unsafe_)?load\(|shell=True|os\.system\(|"
    r"csrf_exempt|verify=False|SECURITY DEFINER|innerHTML|insertAdjacentHTML|document\.write"
)
NOQA = re.compile(r"#\s*noqa:\s*([A-Z0-9, ]+?)(?:\s{2,}|\s+(?=[a-z(])|$)(.*)")


def tracked_files(suffixes=()):
    """Paths of the files that git keeps, of the kinds asked for."""
    listed = subprocess.check_output(["git", "ls-files"], cwd=ROOT, text=True).splitlines()
    return [path for path in listed if not suffixes or path.endswith(suffixes)]


def ruff():
    """Safety rules of ruff (flake8-bandit), as pyproject.toml asks for them."""
    command = [sys.executable, "-m", "ruff", "check", "--no-cache"]
    found = subprocess.run(
        [*command, "--output-format", "concise", "."], cwd=ROOT, capture_output=True, text=True
    )
    lines = [line for line in found.stdout.splitlines() if re.search(r":\d+:\d+: S\d", line)]
    if found.returncode not in (0, 1):
        lines = [f"ruff failed: {found.stderr.strip()[:300]}"]
    return Outcome("ruff, rules S", f"{len(tracked_files(('.py',)))} files", lines)


def passed_over():
    """Every rule of safety that is passed over has its reason beside it, in pyproject.toml or on the line."""
    left_out, findings = _left_out()
    number = 0
    for path in tracked_files((".py",)):
        if TRIALS.search(path):
            continue
        for line_number, line in enumerate((ROOT / path).read_text().splitlines(), 1):
            for codes, reason in NOQA.findall(line):
                codes = set(re.findall(r"S\d+", codes)) - left_out
                number += bool(codes)
                if codes and not reason.strip():
                    findings.append(f"{path}:{line_number}: {', '.join(codes)} without a reason")
    return Outcome("rules passed over", f"{number} lines, {len(left_out)} rules", findings)


def _left_out():
    """The rules that pyproject.toml leaves out everywhere, and those without a reason."""
    rules, findings = set(), []
    for line in (ROOT / "pyproject.toml").read_text().splitlines():
        named = re.match(r'\s*"(S\d+)",(.*)', line)
        by_path = re.match(r'\s*"[^"]+" = \["S\d*".*\](.*)', line)
        if named:
            rules.add(named[1])
        if (found := named or by_path) and "#" not in found[found.lastindex]:
            findings.append(f"pyproject.toml: {line.strip()} has no reason")
    return rules, findings


def spots():
    """Places where text is taken as safe, code is made from text, or rights are lent."""
    found = {}
    files = [path for path in tracked_files(OURS) if not TRIALS.search(path)]
    for path in files:
        for number, line in enumerate((ROOT / path).read_text().splitlines(), 1):
            for spot in SPOTS.findall(line):
                key = f"{path}: {spot.strip(' (|')}"
                found[key] = f"{path}:{number}: {line.strip()[:100]}"
    findings, number = explained("spots", found)
    return Outcome("spots to look at twice", f"{len(files)} files", findings, number)
