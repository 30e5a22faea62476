"""Texts as XML can hold them."""

import re

# vl-convert ends the whole process, and all that it answers, when a text has such a sign.
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def in_xml(part):
    """The same text, or all texts of a spec, with � for every sign that XML cannot hold."""
    if isinstance(part, dict):
        return {in_xml(name): in_xml(value) for name, value in part.items()}
    if isinstance(part, list | tuple):
        return [in_xml(value) for value in part]
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", part) if isinstance(part, str) else part
