import pytest

from names.capitals import as_name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("JOHN MCDONALD", "John McDonald"),
        ("JUAN DE LA CRUZ", "Juan de la Cruz"),
        ("FRANCIS O'BRIEN, JR.", "Francis O'Brien, Jr."),
        ("JAMES GORDON CHRISTMAS III", "James Gordon Christmas III"),
        ("J.R. MACDONALD-SMITH", "J.R. Macdonald-Smith"),
        ("ALEX VAN DER ZWAAN", "Alex van der Zwaan"),
        ("LUIS LAGUNA de LOMAS", "Luis Laguna de Lomas"),
        ("JOFRE-DE-VILLEGAS", "Jofre-de-Villegas"),
        ("XI JINPING", "Xi Jinping"),
        ("ИВАНОВ ПЁТР", "Иванов Пётр"),
        ("İBRAHİM", "İbrahim"),
        ("JOHN E SMITH", "John E Smith"),
    ],
)
def test_a_name_in_capitals_is_written_as_a_name(written, name):
    assert as_name(written) == name


@pytest.mark.parametrize("name", ["John SMITH", "van der Zwaan", "X", "J. R.", "", "李", "DeAnne"])
def test_a_name_with_a_small_letter_or_without_words_stays(name):
    assert as_name(name) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [("DE LA CRUZ", "de la Cruz"), ("PUIG I CADAFALCH", "Puig i Cadafalch"), ("LE", "Le")],
)
def test_a_surname_stands_behind_given_names(written, name):
    assert as_name(written, is_surname=True) == name
