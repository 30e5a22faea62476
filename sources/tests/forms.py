"""What a browser would send for a form of the admin, read from its page."""

from html.parser import HTMLParser


def fields_of(response):
    """{name: value or list of values} of the page's long form; spare rows in templates left out."""
    reader = _Reader()
    reader.feed(response.content.decode())
    return reader.data


def messages_of(response):
    """The texts of all errors on the page, of the form and of its fields and rows."""
    reader = _Reader()
    reader.feed(response.content.decode())
    return [" ".join(text.split()) for text in reader.errors]


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.data, self.errors = {}, []
        self.in_form = self.templates = 0
        self.select = self.textarea = self.error = None

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "form":
            self.in_form = (values.get("id") or "").endswith("_form") and values["method"] == "post"
        elif tag == "template":
            self.templates += 1
        elif tag in ("p", "div") and {"case-error", "errornote"} & set(
            (values.get("class") or "").split()
        ):
            self.errors.append("")
            self.error = tag
        if not self.in_form or self.templates:
            return
        name = values.get("name")
        if tag == "input" and name and "disabled" not in values:
            if values.get("type") in ("checkbox", "radio"):
                if "checked" in values:
                    self.data.setdefault(name, []).append(values.get("value", "on"))
            elif values.get("type") != "submit":
                self.data[name] = values.get("value") or ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            if "selected" in values or self.select not in self.data:
                self.data[self.select] = values.get("value") or ""
        elif tag == "textarea":
            self.textarea = name
            self.data[name] = ""

    def handle_endtag(self, tag):
        if tag == "template":
            self.templates -= 1
        elif tag == "form":
            self.in_form = False
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.textarea = None
        elif tag == self.error:
            self.error = None

    def handle_data(self, text):
        if self.textarea and self.in_form and not self.templates:
            self.data[self.textarea] += text
        if self.error:
            self.errors[-1] += text
