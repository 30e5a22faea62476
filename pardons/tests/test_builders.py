import pytest

from pardons.tests import builders as pardons
from prisoners.tests import builders as prisoners
from sources.tests import builders as sources

MAKERS = {
    name: maker
    for module in (sources, prisoners, pardons)
    for name, maker in vars(module).items()
    if name.startswith("make_")
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", MAKERS)
def test_what_a_builder_makes_is_complete(name):
    made = MAKERS[name]()

    made.full_clean()
