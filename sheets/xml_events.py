"""XML of strangers, piece by piece: no entities, no external files, no endless tags."""

from xml.parsers import expat

from django.utils.translation import gettext as _

from sheets.refusals import FileRefused, damaged

LONGEST_TAG = 1_000_000  # bytes
MOST_NAMES = 1_000  # that are kept; Office knows fewer


def feed(chunks, *, start, end, text, broken):
    """Calls `start(tag, attributes)`, `end(tag)` and `text(data)`; yields after each chunk.

    Names have their namespace in front: LOCAL has them without. `broken()` makes the exception for
    what is no XML.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    fed = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > LONGEST_TAG:
                raise broken()
            yield
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise broken() from None
    yield


def elements(chunks):
    """(name without namespace, {name without namespace: value}) of each element of a short file."""
    found = []

    def start(tag, attributes):
        found.append((LOCAL[tag], {LOCAL[name]: value for name, value in attributes.items()}))

    for _fed in feed(chunks, start=start, end=_nothing, text=_nothing, broken=damaged):
        yield from found
        found.clear()


def _nothing(*_arguments):
    pass


def _refuse_doctype(*_arguments):
    raise FileRefused(
        _("The XML in the file declares entities, which no spreadsheet program writes.")
    )


class _LocalNames(dict):
    def __missing__(self, name):
        local = name.rpartition(" ")[2]
        if len(self) < MOST_NAMES:
            self[name] = local
        return local


LOCAL = _LocalNames()
