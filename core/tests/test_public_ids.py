"""Public ids as people type them."""

import pytest

from core.public_ids import public_id_in


@pytest.mark.parametrize(
    "text", ["RC-7K3M9Q", "rc-7k3m9q", " RC7K3M9Q ", "Test Person (RC-7K3M9Q)", "see RC-7K3M9Q."]
)
def test_an_id_is_found_alone_and_beside_a_name(text):
    assert public_id_in(text, "RC") == "RC-7K3M9Q"


@pytest.mark.parametrize(
    "text", ["", "RC-7K3M9", "RC-7K3M9QX", "CA-7K3M9Q", "Person RC7K3M9Q", "RC-7K3M9U"]
)
def test_what_only_looks_like_an_id_is_none(text):
    assert public_id_in(text, "RC") is None
