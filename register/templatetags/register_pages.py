"""Tags and filters of the public pages."""

from datetime import datetime
from urllib.parse import urlencode

from babel import Locale
from django import template
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from core.numbers import written
from core.templatetags.dates import partial_date
from register.readers.text_pages import read_text_page
from register.words import act_name, measure, term

register = template.Library()


@register.inclusion_tag("register/_menu.html")
def menu(path):
    """The parts of the site that are there, with the one that `path` lies in marked."""
    wanted = [
        ("register:list", _("Prisoners")),
        ("register:acts", _("Pardons")),
        ("register:deaths", _("Deaths")),
        ("register:facilities", _("Places")),
        ("register:courts", _("Courts")),
        ("register:articles", _("Articles")),
        ("reports:index", _("Reports")),
        ("register:method", _("Method")),
    ]
    items = []
    for name, label in wanted:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        items.append(
            {
                "url": url,
                "label": label,
                "is_current": path.startswith(url),
                "is_exact": path == url,
            }
        )
    return {"items": items}


@register.inclusion_tag("register/_notice.html")
def notice(asked):
    """A line above every page while a text page “sample” is published: what this register is not."""
    page = read_text_page("sample", asked) if asked else None
    return {"page": page}


@register.filter
def day(value):
    """A date, or the day of a moment in the register's time zone, as partial dates are written."""
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    return partial_date(value.isoformat() if value else "")


@register.filter
def moment(value):
    """The day and the time in the register's time zone, with the name of the zone."""
    return format_html("{}, {}", day(value), f"{timezone.localtime(value):%H:%M %Z}")


@register.simple_tag(takes_context=True)
def kept_query(context, *left_out):
    """Hidden fields that take the rest of the query string along with a form."""
    query = context["request"].GET
    return format_html_join(
        "\n",
        '<input type="hidden" name="{}" value="{}">',
        ((name, value) for name in query if name not in left_out for value in query.getlist(name)),
    )


@register.simple_tag(takes_context=True)
def permalink(context):
    """The whole address of this page, pinned to the day and the edition that it shows."""
    request, asked = context["request"], context["asked"]
    query = request.GET.copy()
    query["on"] = asked.on.isoformat()
    query["known"] = asked.edition_number
    pairs = [(name, value) for name in query for value in query.getlist(name)]
    return request.build_absolute_uri(f"{request.path}?{urlencode(pairs)}")


@register.simple_tag
def tell_link(public_id):
    """The form by which a reader reports an error, with the number of the record in it."""
    return f"{reverse('register:tell')}?{urlencode({'about': public_id})}"


@register.simple_tag(takes_context=True)
def asked_again(context):
    """The query string that asks the same day and edition of another page; "" for today's."""
    query = context["request"].GET
    pairs = [(name, query[name]) for name in ("on", "known") if query.get(name)]
    return f"?{urlencode(pairs)}" if pairs else ""


@register.inclusion_tag("register/_cited.html", takes_context=True)
def cited(context, row=None, field=""):
    """Numbered links to the sources of one fact, and what other sources say instead.

    `row` is a row of the record (None: the record itself); the page gives `references`.
    """
    references = context["references"]
    code = getattr(row, "code", None)
    return {"note": references.at(code, field)}


@register.simple_tag(takes_context=True)
def link(context, name, words, **query):
    """A link to a page of the site for the same day and edition; nothing where there is no such page.

    `query` adds to the query string.
    """
    try:
        url = reverse(name)
    except NoReverseMatch:
        return ""
    given = {name: context["request"].GET.get(name) for name in ("on", "known")}
    query = urlencode({name: value for name, value in (given | query).items() if value})
    return format_html('<a href="{}{}">{}</a>', url, f"?{query}" if query else "", words)


@register.filter
def countries(codes):
    """Names of countries by their ISO 3166 codes, in the reader's language."""
    territories = Locale.parse(to_locale(get_language() or "en")).territories
    return ", ".join(territories.get(code, code) for code in codes)


@register.filter
def country(code):
    return countries([code])


@register.simple_tag
def labels(row, name):
    """The labels of a field that holds a list of codes."""
    choices = dict(row._meta.get_field(name).base_field.choices)
    return ", ".join(str(choices.get(code, code)) for code in getattr(row, name))


@register.simple_tag
def difference(bounds):
    """Claim less count: "+5", "0", "between -3 and +2"; a sign before every number but 0."""
    if bounds is None:
        return ""
    least, most = bounds
    if least is None:
        return _("at most %(most)s") % {"most": _signed(most)}
    if least == most:
        return _signed(most)
    return _("between %(least)s and %(most)s") % {"least": _signed(least), "most": _signed(most)}


def _signed(value):
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{written(abs(value))}"


register.filter("number", written)
register.filter("measure", measure)
register.filter("term", term)
register.filter("act_name", act_name)
