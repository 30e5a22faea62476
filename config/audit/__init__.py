"""`make audit`: what tools find suspicious in the code, in its packages and in its settings.

Every finding is mended or has a reason in `reasons.toml`; a reason for what is not found any more is a
finding too. docs/testing-safety.md says what each part looks at.
"""
