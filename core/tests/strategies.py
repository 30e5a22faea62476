"""Texts that are EDTF, and texts that nearly are."""

from hypothesis import strategies as st

numbers = st.one_of(st.integers(0, 40), st.integers(-1, 100))
years = st.one_of(st.integers(1900, 2100), st.sampled_from([0, 1, 2, 9997, 9998, 9999]))


@st.composite
def basic(draw):
    text = f"{draw(years):04}"
    for _part in range(draw(st.integers(0, 2))):
        text += f"-{draw(numbers):02}"
    return text + draw(st.sampled_from(["", "", "", "~", "?", "%", "~?"]))


decades = st.integers(0, 999).map(lambda years: f"{years:03}X")
sides = st.one_of(basic(), basic(), st.just(""))
brackets = st.builds(lambda start, end: f"[{start}..{end}]", sides, sides)
well_formed = st.one_of(basic(), decades, brackets)


@st.composite
def damaged(draw):
    """One sign of it replaced, dropped or added."""
    text = draw(well_formed)
    at = draw(st.integers(0, len(text)))
    sign = draw(st.sampled_from(["", " ", "\n", "-", ".", "X", "~", "[", "]", "٣", "５", "0"]))
    return text[:at] + sign + text[at + draw(st.integers(0, 1)) :]


anything = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30)
edtf_or_nearly = st.one_of(well_formed, well_formed, damaged(), anything)
