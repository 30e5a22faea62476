"""Text pages: Markdown that staff write, shown as clean HTML."""

from dataclasses import dataclass
from functools import partial

import nh3
from django.conf import settings
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from markdown_it import MarkdownIt

from core import live_numbers
from register.alerts import alert_staff
from register.models import Alert, PageEntry

TAGS = {"a", "abbr", "blockquote", "br", "code", "dd", "dl", "dt", "em", "h2", "h3", "h4"} | {
    *("hr", "li", "ol", "p", "pre", "strong", "sub", "sup"),
    *("table", "tbody", "td", "th", "thead", "tr", "ul"),
}
ATTRIBUTES = {"a": {"href", "title", "hreflang"}, "abbr": {"title"}, "td": {"align"}}


@dataclass(frozen=True)
class TextPage:
    title: str
    language: str
    html: str
    public_id: str
    versions: tuple


def read_text_page(slug, asked):
    """The page in the reader's language, else in the register's own; None when there is none."""
    wanted = [get_language() or settings.LANGUAGE_CODE, settings.LANGUAGE_CODE]
    pages = PageEntry.objects.known(asked.known).filter(slug=slug, language__in=wanted)
    page = min(pages, key=lambda page: wanted.index(page.language), default=None)
    if page is None:
        return None
    return TextPage(
        title=page.title,
        language=page.language,
        html=in_html(live_numbers.filled(page.body, asked, partial(_missing, page, asked))),
        public_id=page.public_id,
        versions=(),
    )


def _missing(page, asked, placeholder, error):
    """Staff are alerted, and the page is not kept: what fails now may not fail for the next reader."""
    asked.gaps.append(placeholder)
    alert_staff(Alert.Kind.TEXT, f"{page.public_id} {placeholder}", asked.edition_number, why=error)


def in_html(markdown):
    """Markdown as HTML that holds neither scripts nor anything loaded from elsewhere."""
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    return mark_safe(  # noqa: S308  nh3 has cleaned it
        nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"https", "http", "mailto"})
    )
