"""What axe finds on a page: the rules of accessibility that a program can try."""

from axe_playwright_python.sync_playwright import Axe

# To tell where everything stands that passes takes three times as long as to try the rules.
FAULTS = {"resultTypes": ["violations"]}
COLOURS = FAULTS | {"runOnly": ["color-contrast"]}


def faults(page, context=None, options=FAULTS):
    """[(rule, the first place that breaks it)]; in the part of the page that a selector names, if any."""
    found = Axe().run(page, context, options).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"]) for rule in found]


def faults_by_day_and_night(page):
    """The same, of the dark page as well: what it changes are the colours."""
    page.emulate_media(color_scheme="light")
    by_day = faults(page)
    page.emulate_media(color_scheme="dark")
    return by_day + faults(page, options=COLOURS)
