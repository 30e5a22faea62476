"""What is put into names and fields: what they offer, what people mistype, what attackers send."""

from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import strategies as st

from office.tests.test_hostile_uploads import HOSTILE
from tests.hostile import hostile

SANE = [
    *("", "0", "-1", "1e309", "99999999999999999999", "NaN", "null", "true", "unknown", "1", "2"),
    *("2021-02-30", "9999-12-31", "0000-00-00", "2024-12-09", "2020~", "[..2021]", "202X"),
    *("female", "in_custody", "name", "-arrested", "sex", "month", "ПРИВЕТ", "名前"),
]

values = st.one_of(
    st.sampled_from(SANE),
    st.sampled_from(hostile()),
    st.text(max_size=40),
    st.dates().map(str),
    st.integers(-(2**70), 2**70).map(str),
)


def files():
    """Files that pretend, burst or run, and one that is a list."""
    contents = {**HOSTILE, "list.csv": b"key,name,person.sex\n1,Test Person,female\n"}
    return st.sampled_from(sorted(contents)).map(
        lambda name: SimpleUploadedFile(name, contents[name])
    )
