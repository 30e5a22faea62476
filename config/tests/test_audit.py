"""The audit finds what it is there for, and a reason for what is gone is a finding itself."""

from config.audit import code, outcome


def test_a_spot_without_a_reason_is_a_finding(tmp_path, monkeypatch):
    (tmp_path / "page.py").write_text("shown = mark_safe(typed)\n")
    monkeypatch.setattr(code, "ROOT", tmp_path)
    monkeypatch.setattr(code, "tracked_files", lambda kinds=(): ["page.py"])
    monkeypatch.setitem(outcome.REASONS, "spots", {"gone.py: eval": "It was needed once."})

    assert code.spots().findings == [
        "gone.py: eval: has a reason and is not there any more",
        "page.py:1: shown = mark_safe(typed)",
    ]


def test_a_reason_explains_a_spot(tmp_path, monkeypatch):
    (tmp_path / "page.html").write_text("{{ text|safe }}\n")
    monkeypatch.setattr(code, "ROOT", tmp_path)
    monkeypatch.setattr(code, "tracked_files", lambda kinds=(): ["page.html"])
    monkeypatch.setitem(outcome.REASONS, "spots", {"page.html: safe": "Cleaned before."})

    assert (code.spots().findings, code.spots().explained) == ([], 1)


def test_a_rule_that_is_passed_over_needs_a_reason(tmp_path, monkeypatch):
    (tmp_path / "pyproject.toml").write_text('    "S101",\n    "S603",  # fixed commands\n')
    (tmp_path / "work.py").write_text(
        "run(typed)  # noqa: S602\nrun(ours)  # noqa: S602  our own words\nrun()  # noqa: S603\n"
    )
    monkeypatch.setattr(code, "ROOT", tmp_path)
    monkeypatch.setattr(code, "tracked_files", lambda kinds=(): ["work.py"])

    assert code.passed_over().findings == [
        'pyproject.toml: "S101", has no reason',
        "work.py:1: S602 without a reason",
    ]
