"""A name that nobody has leaves every report with nobody, not with an error."""

import pytest

from register.tests.builders import make_edition, make_entry
from reports.catalogue import REPORTS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", sorted(REPORTS))
@pytest.mark.parametrize("typed", ["[..2021]", "Qwrtpz"])
def test_every_report_answers_about_nobody(client, slug, typed):
    make_edition(number=1)
    make_entry(name="Test Person")

    assert client.get(f"/en/reports/{slug}/", {"q": typed}).status_code in (200, 400)
