"""Sentences in words become parts; what is not understood stays as it was written."""

from decimal import Decimal

import pytest

from prisoners.sentences import PartRead, Vocabulary, VocabularyError, read_sentence
from prisoners.sentences.vocabulary import shipped


def part(kind, as_stated, **facts):
    nothing = {"years": None, "months": None, "days": None, "regime": "", "amount": None}
    return PartRead(kind=kind, as_stated=as_stated, **nothing | {"currency": ""} | facts)


def in_short(text, language):
    """("kind P1Y regime amount currency" of each part, what was left)"""
    read = read_sentence(text, Vocabulary.load(language))
    parts = [
        " ".join(
            str(value)
            for value in (each.kind, each.iso_term, each.regime, each.amount, each.currency)
            if value
        )
        for each in read.parts
    ]
    return parts, read.left


def test_a_part_is_a_kind_a_term_and_a_regime():
    read = read_sentence("14 лет колонии усиленного режима", Vocabulary.load("ru"))

    assert read.parts == (
        part("imprisonment", "14 лет колонии усиленного режима", years=14, regime="reinforced"),
    )
    assert read.is_understood


def test_parts_stand_between_semicolons():
    read = read_sentence("12 years' imprisonment; $350,000 restitution", Vocabulary.load("en"))

    assert read.parts == (
        part("imprisonment", "12 years' imprisonment", years=12),
        part("compensation", "$350,000 restitution", amount=Decimal(350000), currency="USD"),
    )
    assert (read.outcome, read.left) == ("", "")


CATALAN = {
    "Dotze anys i un dia de reclusió temporal": ["imprisonment P12Y1D"],
    "DOTZE ANYS I UN DIA DE RECLUSIO TEMPORAL": ["imprisonment P12Y1D"],
    "Catorze anys i vuit mesos de reclusió": ["imprisonment P14Y8M"],
    "Vint-i-cinc anys de reclusió major": ["imprisonment P25Y"],
    "Vint-i cinc anys de reclusió major": ["imprisonment P25Y"],
    "Quaranta-nou dies d'arrest major": ["imprisonment P49D"],
    "Vuit anys d’inhabilitació absoluta": ["ban P8Y"],
    "Sis anys de presó menor amb presó atenuada": ["imprisonment P6Y home"],
    "Reclusió perpètua": ["life"],
    "mort": ["death"],
    "Pena de multa": ["fine"],
    "18 mesos": ["imprisonment P18M"],
    "Presó major i indemnització de 10.000 pessetes": ["imprisonment", "compensation 10000 ESP"],
}
ENGLISH = {
    "3 years 6 months": ["imprisonment P3Y6M"],
    "ten years and a day": ["imprisonment P10Y1D"],
    "12-year prison term": ["imprisonment P12Y"],
    "one hundred and twenty months' imprisonment": ["imprisonment P120M"],
    "two weeks and three days in jail": ["imprisonment P17D"],
    "life": ["life"],
    "Life imprisonment; five years' supervised release": ["life", "restriction P5Y"],
    "Three years' imprisonment, suspended; two years' probation": [
        "suspended P3Y",
        "restriction P2Y",
    ],
    "Three years' imprisonment (suspended)": ["suspended P3Y"],
    "Three years' probation, conditioned upon nine months' home confinement": [
        "restriction P3Y",
        "restriction P9M home",
    ],
    "Two years' imprisonment, two years' supervised release, $250,000.50 fine": [
        "imprisonment P2Y",
        "restriction P2Y",
        "fine 250000.50 USD",
    ],
    "Time served (115 days’ imprisonment)": ["imprisonment P115D"],
    "One year of probation, including 25 hours of community service": ["restriction P1Y", "other"],
    "$50 special assessment; $200 million fine": ["other 50 USD", "fine 200000000 USD"],
    "15 months' imprisonment (as amended July 3, 2002 and January 28, 2003)": ["imprisonment P15M"],
    "5 years; $100 fine": ["imprisonment P5Y", "fine 100 USD"],
    "P14Y9M": ["imprisonment P14Y9M"],
}
RUSSIAN = {
    "5 лет ограничения свободы без направления": ["restriction P5Y home"],
    "3 года ограничения свободы с направлением": ["restriction_open P3Y"],
    "двадцать пять лет лишения свободы в колонии строгого режима": ["imprisonment P25Y strict"],
    "5 лет колонии-поселения": ["imprisonment P5Y settlement"],
    "два года лишения свободы условно": ["suspended P2Y"],
    "15 суток ареста": ["imprisonment P15D"],
    "пожизненное": ["life"],
    "штраф 500 базовых величин": ["fine"],
    "штраф 1 000 рублей": ["fine 1000"],
    "штраф в размере 2,5 тыс. белорусских рублей": ["fine 2500.0 BYN"],
    "приговорён к 12 годам лишения свободы и штрафу 300,50 €": [
        "imprisonment P12Y",
        "fine 300.50 EUR",
    ],
}
BELARUSIAN = {
    "14 гадоў калоніі ўзмоцненага рэжыму": ["imprisonment P14Y reinforced"],
    "3 гады абмежавання волі ў выглядзе хатняй хіміі": ["restriction P3Y home"],
    "штраф 500 базавых велічынь": ["fine"],
}
UKRAINIAN = {
    "п'ять років позбавлення волі": ["imprisonment P5Y"],
    "засуджений до 13 років колонії суворого режиму": ["imprisonment P13Y strict"],
    "17 000 грн штрафу": ["fine 17000 UAH"],
}
BY_LANGUAGE = {
    "ca": CATALAN,
    "en": ENGLISH,
    "ru": RUSSIAN,
    "be": BELARUSIAN,
    "uk": UKRAINIAN,
}
READ = [
    (language, text, parts)
    for language, texts in BY_LANGUAGE.items()
    for text, parts in texts.items()
]


@pytest.mark.parametrize(("language", "text", "parts"), READ)
def test_a_sentence_is_read_whole(language, text, parts):
    assert in_short(text, language) == (parts, "")


NOT_READ = [
    ("en", "not imprisonment"),
    ("en", "5 years without imprisonment"),
    ("en", "5 years not imprisonment"),
    ("en", "imprisonment up to 5 years"),
    ("en", "without\n5 years' imprisonment"),
    ("ru", "без лишения свободы"),
    ("ru", "не лишение свободы"),
    ("ca", "sense presó"),
    ("en", "up to 5 years"),
    ("en", "3-5 years"),
    ("en", "~5 years"),
    ("en", "85 or 86 months' imprisonment"),
    ("en", "imprisonment or a fine"),
    ("ru", "2,5 года"),
    ("ru", "до 5 лет"),
    ("uk", "до 5 років позбавлення волі"),
    ("ru", "2020 год"),
    ("en", "5² years"),
    ("en", "99999 years"),
    ("en", "99999 weeks"),
    ("en", "5 months 3 years"),
    ("en", "12 years of a fine"),
    ("en", "30 years of life imprisonment"),
    ("en", "fine 500"),
    ("en", "$9,5000 fine"),
    ("ca", "multa de 1,500 €"),
    ("en", "72 hours' imprisonment"),
    ("en", "Three years' imprisonment, all but four months suspended"),
    ("en", "12 years' imprisonment (amended to time served)"),
    ("ca", "Dos anys de presó menor i un any de"),
    ("ca", "Dos anys de presó menor i"),
    ("ca", "Vint-i-tres anys de presó i quatre mesos de"),
    ("ca", "Vint-i-tres anys i quatre mesos de"),
    ("en", "imprisonment for"),
    ("ca", "ze anys de presó major"),
    ("ca", "de presó major"),
    ("ca", "d'arrest major"),
    ("ca", "menor"),
    ("ca", "Presó preventiva"),
    ("en", "12 years' imprisonment 3 years' probation"),
]


@pytest.mark.parametrize(("language", "text"), NOT_READ)
def test_what_is_vague_or_denied_is_left_whole(language, text):
    assert in_short(text, language) == ([], text)


def test_what_is_understood_is_read_beside_what_is_left():
    text = "3 months' imprisonment; amended to 60 months' imprisonment; $500 fine"

    assert in_short(text, "en") == (
        ["imprisonment P3M", "fine 500 USD"],
        "amended to 60 months' imprisonment",
    )


@pytest.mark.parametrize(
    ("text", "outcome", "kinds"),
    [
        ("Absolt", "acquitted", []),
        ("Sobreseïment provisional", "dismissed", []),
        ("Absolt i un mes d'arrest menor", "acquitted", ["imprisonment"]),
        ("Rebel·lia i arxiu", "dismissed", []),
        ("Llibertat", "unknown", []),
    ],
)
def test_an_outcome_is_no_part(text, outcome, kinds):
    read = read_sentence(text, Vocabulary.load("ca"))

    assert (read.outcome, [each.kind for each in read.parts]) == (outcome, kinds)
    assert read.is_understood


def test_a_term_beside_a_dropped_case_does_not_say_of_what():
    read = read_sentence("Sobreseïment provisional i tres mesos", Vocabulary.load("ca"))

    assert (read.outcome, read.parts) == ("", ())
    assert read.left == "Sobreseïment provisional i tres mesos"


def test_two_outcomes_contradict_each_other():
    read = read_sentence("Absolt; Arxiu; mort", Vocabulary.load("ca"))

    assert (read.outcome, read.left) == ("", "Absolt; Arxiu")
    assert [each.kind for each in read.parts] == ["death"]


def test_a_profile_adds_words_and_gives_words_another_meaning():
    russian = Vocabulary.load("ru")
    belarusian_list = russian.extended(
        {"currencies": {"BYN": ["рублей"]}, "kinds": {"imprisonment": ["отсидки"]}}
    )

    assert read_sentence("штраф 100 рублей", belarusian_list).parts[0].currency == "BYN"
    assert read_sentence("5 лет отсидки", belarusian_list).is_understood
    assert read_sentence("штраф 100 рублей", russian).parts[0].currency == ""


@pytest.mark.parametrize(
    ("added", "reason"),
    [
        ({"kind": {}}, "no table “kind”"),
        ({"kinds": {"jail": ["gaol"]}}, "“jail” cannot stand under [kinds]"),
        ({"numbers": {"many": ["many"]}}, "“many” cannot stand under [numbers]"),
        ({"kinds": {"fine": "fine"}}, "a list of words"),
        ({"kinds": {"fine": [" "]}}, "is not a phrase"),
        ({"kinds": {"fine": ["(fine|fined"]}}, "is not a phrase"),
        ({"kinds": {"fine": ["(a|b)" * 40]}}, "is not a phrase"),
        ({"kinds": ["fine"]}, "must be a table"),
        ({"decimal": ";"}, "The decimal sign"),
    ],
)
def test_a_vocabulary_that_cannot_be_used_says_where_to_mend_it(added, reason):
    with pytest.raises(VocabularyError) as refused:
        Vocabulary.load("en").extended(added)

    assert reason in str(refused.value)


def test_an_unknown_vocabulary_names_those_there_are():
    with pytest.raises(VocabularyError, match="be, ca, en, iso, ru, uk"):
        Vocabulary.load("tlh")


def test_all_vocabularies_can_be_used_together():
    together = Vocabulary.load(*shipped())

    assert read_sentence("5 years; штраф 100 BYN", together).is_understood


def test_words_that_mean_two_things_in_two_vocabularies_are_refused():
    with pytest.raises(VocabularyError, match="“пожизненное” means two things"):
        Vocabulary.load("ru")._refuse_two_meanings({"kinds": {"other": ["пожизненное"]}})
