"""Every form that a page shows, read out of the page itself, and sent back with what nobody expects."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import strategies as st

from tests.fuzzing.trial import Question
from tests.fuzzing.values import files, values

BUTTONS = {"submit", "button", "image", "reset"}
MOST_CHANGED = 6
# What fills hundreds of forms is drawn from the beginning of its list: all of it would say no more.
MOST_OPTIONS = 12


@dataclass
class Form:
    """`fields` are {name: value as the page has it}, `options` {name: values that it or a button offers}."""

    path: str
    method: str = "get"
    query: str = ""
    fields: dict = field(default_factory=dict)
    options: dict = field(default_factory=dict)
    uploads: set = field(default_factory=set)
    buttons: list = field(default_factory=list)  # (name, value)


class _Reader(HTMLParser):
    """Forms, and the queries of links, which are forms that are filled in already."""

    def __init__(self, base):
        super().__init__()
        self.base, self.forms, self.links = base, [], set()
        self._form = self._select = self._area = None
        self._templates = 0

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self._templates += tag == "template"
        if self._templates:
            return
        if tag == "a" and (query := urlsplit(given.get("href") or "").query):
            self.links |= {*parse_qsl(query)}
        elif tag == "form":
            action = urlsplit(urljoin(self.base, given.get("action") or ""))
            self._form = Form(action.path, (given.get("method") or "get").lower(), action.query)
            self.forms.append(self._form)
        elif self._form is not None and given.get("name"):
            self._take(tag, given["name"], given)
        elif tag == "option" and self._select and len(offered := self._offered()) < MOST_OPTIONS:
            offered.append(given.get("value") or "")
            if "selected" in given:
                self._form.fields[self._select] = offered[-1]

    def _take(self, tag, name, given):
        kind, value = given.get("type", "text"), given.get("value") or ""
        if tag == "select":
            self._select = name
            self._form.fields.setdefault(name, "")
        elif tag == "textarea":
            self._area = name
            self._form.fields[name] = ""
        elif kind == "file":
            self._form.uploads.add(name)
        elif tag == "button" or kind in BUTTONS:
            self._form.buttons.append((name, value))
            self._select_of(name).append(value)
        elif kind in ("checkbox", "radio"):
            self._select_of(name).append(value or "on")
            if "checked" in given:
                self._form.fields[name] = value or "on"
        elif tag == "input":
            self._form.fields[name] = value

    def _select_of(self, name):
        return self._form.options.setdefault(name, [])

    def _offered(self):
        return self._select_of(self._select)

    def handle_data(self, data):
        if self._form is not None and self._area:
            self._form.fields[self._area] += data

    def handle_endtag(self, tag):
        if tag == "template":
            self._templates -= 1
        elif tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None


def forms_of(path, html):
    """The forms of a page, and one to ask it again with the names in its links."""
    reader = _Reader(path)
    reader.feed(html)
    asked_again = Form(path)
    for name, value in sorted(reader.links):
        asked_again.options.setdefault(name, []).append(value)
    return [*reader.forms, *([asked_again] if reader.links else [])]


def questions(forms):
    """A strategy of such forms, filled in with a few changes; any address may get a body of JSON too."""
    sent = st.sampled_from([_filled_in(form) for form in forms]).flatmap(lambda filled: filled)
    paths = sorted({form.path for form in forms})
    as_text = st.builds(
        Question,
        st.sampled_from(["post", "put", "delete"]),
        st.sampled_from(paths),
        data=st.one_of(values, st.just('{"a": [1, {"b": null}]}'), st.just("[" * 5_000)),
    )
    return st.integers(0, 19).flatmap(lambda chance: as_text if chance == 19 else sent)


def _filled_in(form):
    names = sorted({*form.fields, *form.options})
    chosen = [
        st.tuples(st.just(name), st.one_of(st.sampled_from(form.options[name]), values))
        for name in names
        if form.options.get(name)
    ]
    free = st.tuples(st.sampled_from(names or ["q"]), values)
    changed = st.lists(st.one_of(free, *chosen), min_size=1, max_size=MOST_CHANGED).map(dict)
    left_out = st.sets(st.sampled_from(names), max_size=1) if names else st.just(set())
    brought = st.fixed_dictionaries({}, optional={name: files() for name in sorted(form.uploads)})
    return st.builds(_question, st.just(form), changed, left_out, brought)


def _question(form, changed, left_out, brought):
    data = {name: value for name, value in (form.fields | changed).items() if name not in left_out}
    if form.method == "get":
        return Question("get", form.path, urlencode(data, errors="replace"))
    data = {name: value.encode("utf-8", "replace").decode() for name, value in data.items()}
    return Question("post", form.path, form.query, data | {n: _anew(f) for n, f in brought.items()})


def _anew(file):
    """Nobody has read it yet."""
    return SimpleUploadedFile(file.name, file.file.getvalue())
