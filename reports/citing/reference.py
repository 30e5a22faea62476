"""One figure as reference managers take it: BibTeX, RIS and CSL-JSON."""

import json
import re
from dataclasses import dataclass
from datetime import date

AUTHOR = "Rollcall"
TYPES = {
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "json": "application/vnd.citationstyles.csl+json",
}


@dataclass(frozen=True)
class Reference:
    """`published_on` is the day of the edition, `cited_on` the day on which the link was made."""

    key: str
    title: str
    note: str
    edition: int
    published_on: date
    cited_on: date
    language: str
    address: str


def as_bibtex(reference):
    """An @misc entry. The address stands as it is: `url` is printed by the packages that know how."""
    day = reference.published_on
    fields = {
        "author": f"{{{_tex(AUTHOR)}}}",  # a body: no family name is looked for in it
        "title": f"{{{_tex(reference.title)}}}",
        "year": f"{day.year}",
        "month": f"{day.month}",
        "version": f"{reference.edition}",
        "howpublished": "Data set",
        "note": _tex(reference.note),
        "url": _address(reference.address),
        "urldate": reference.cited_on.isoformat(),
        "language": _tex(reference.language),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{reference.key},\n{lines}\n}}\n"


def as_ris(reference):
    """A record of type DATA: a tag, two spaces, a dash and one line for each value."""
    fields = [
        ("TY", "DATA"),
        ("AU", f"{AUTHOR},"),  # the comma keeps a body's name whole
        ("TI", reference.title),
        ("PY", f"{reference.published_on.year}"),
        ("DA", f"{reference.published_on:%Y/%m/%d/}"),
        ("ET", f"{reference.edition}"),
        ("LA", reference.language),
        ("N1", reference.note),
        ("UR", reference.address),
        ("Y2", f"{reference.cited_on:%Y/%m/%d/}"),
        ("ID", reference.key),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in fields)


def as_csl_json(reference):
    """A list of one item, as the schema of the Citation Style Language has it."""
    item = {
        "id": reference.key,
        "type": "dataset",
        "author": [{"literal": AUTHOR}],
        "title": reference.title,
        "version": str(reference.edition),
        "note": reference.note,
        "language": reference.language,
        "issued": _parts(reference.published_on),
        "accessed": _parts(reference.cited_on),
        "URL": reference.address,
    }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


FORMATS = {"bib": as_bibtex, "ris": as_ris, "json": as_csl_json}

TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces, also those after a backslash
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: rf"\{sign}" for sign in "&%$#_"},
}


def _tex(text):
    return "".join(TEX.get(sign, sign) for sign in _one_line(text))


def _address(address):
    """Signs that would end the field are written as an address may write them."""
    return address.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def _one_line(text):
    return re.sub(r"\s+", " ", str(text)).strip()


def _parts(day):
    return {"date-parts": [[day.year, day.month, day.day]]}
