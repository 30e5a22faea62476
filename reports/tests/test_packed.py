from django.utils import translation
from django.utils.translation import gettext_lazy, pgettext_lazy

from register.figures import Figure
from reports.answers import Column
from reports.packed import packed, unpacked
from reports.words import later_counted


def test_a_kept_text_is_told_in_the_language_of_whoever_reads_it():
    heading = unpacked(packed(Column("people", gettext_lazy("People")))).heading

    with translation.override("ru"):
        there = str(heading)
    with translation.override("en"):
        assert (there, str(heading)) == ("Люди", "People")


def test_kept_texts_are_all_of_one_class():
    texts = [gettext_lazy("People"), gettext_lazy("Sex"), pgettext_lazy("unit", "year")]

    assert [type(text) for text in unpacked(packed(texts))] == [type(text) for text in texts]


def test_words_about_a_figure_are_kept_too():
    note = unpacked(packed(later_counted(Figure(2, 2))))

    with translation.override("en"):
        assert str(note) == "2 people"
