"""Which written names are the same, and which are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from names.letters import plain, words
from names.likeness import Kind, alike
from names.sounds import readings

# Real names of public figures, and of nobody in particular; each line is one name.
SAME = [
    ("Сергей Тихановский", "Сяргей Ціханоўскі", "Siarhei Tsikhanouski", "Sergey Tikhanovsky"),
    ("Siarhiej Cichanoŭski", "Sjarhej Zichanouski", "Siarhei Tsikhanouski"),
    ("Володимир Зеленський", "Wolodymyr Selenskyj", "Владимир Зеленский", "Wołodymyr Zełenski"),
    ("Микола Статкевич", "Мікалай Статкевіч", "Nikolai Statkevich"),
    ("Anna Politkovskaya", "Анна Политковская", "Ганна Паліткоўская", "Anna Politkowskaja"),
    ("Щукин Иван", "Ivan Shchukin", "Iwan Schtschukin", "Ivan Chtchoukine"),
    ("Yauhen Lapko", "Евгений Лапко", "Яўген Лапко"),
    ("谭作人", "譚作人", "Tan Zuoren", "Zuoren Tan", "Tan Zuo Ren"),
    ("梁繼昌", "梁继昌", "Leung Kai-cheong"),
    ("김철만", "金鐵萬", "Kim Chol-man", "Kim Cheol Man"),
    ("عبد الفتاح براهم", "Abdelfattah Braham"),
    ("محمد حسن", "Mohammed Hassan", "Muhammad Hasan"),
    ("علی رضا", "Alireza", "Ali Reza"),
    ("ဝင်းမြင့်", "Win Myint"),
    ("İlham Tohti", "ilham tohti", "Ilham Tohti"),
    ("Nguyễn Ngọc Như Quỳnh", "Nguyen Ngoc Nhu Quynh"),
    ("Mikheil Saakashvili", "მიხეილ სააკაშვილი", "Михаил Саакашвили"),
    ("José García López", "Jose Garcia Lopez"),
    ("Ahmet Şık", "AHMET ŞIK", "Ahmet Sik"),
    ("Ludwig van Beethoven", "Ludwig Beethoven"),
    ("Jean-Luc Picard", "Jean Luc Picard"),
    ("O’Brien Conor", "Conor OBrien"),
    ("יצחק רבין", "Yitzhak Rabin"),
]
DIFFERENT = [
    ("Сергей Тихановский", "Светлана Тихановская"),
    ("Ivan Petrov", "Pavel Durov"),
    ("Иван Иванов", "Пётр Сидоров"),
    ("王丽", "李伟"),
    ("محمد علي", "حسن كريم"),
    ("Anna Kim", "Olga Park"),
]


@pytest.mark.parametrize("forms", SAME, ids=lambda forms: forms[0])
def test_forms_of_one_name_are_close(forms):
    for form in forms[1:]:
        assert alike(forms[0], form).kind in (Kind.EXACT, Kind.CLOSE), (forms[0], form)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_names_are_not(one, other):
    assert alike(one, other).score < 0.85


@pytest.mark.parametrize(
    ("asked", "stored"),
    [
        ("Tikhanovsky Sergey Leonidovich", "Сергей Тихановский"),
        ("Сергей Тихановский", "Тихановский Сергей Леонидович"),
        ("Leopoldo López", "Leopoldo López Mendoza"),
        ("Tsikhanouski", "Siarhei Tsikhanouski"),
        ("S. Tsikhanouski", "Siarhei Tsikhanouski"),
        ("Al-Subaiy Khalifa", "خليفة السبيعي"),
    ],
)
def test_patronymics_second_surnames_initials_and_articles_may_be_missing(asked, stored):
    assert alike(asked, stored).kind is not Kind.WEAK


@pytest.mark.parametrize(
    ("asked", "stored"),
    [
        ("Tsikhanuoski", "Tsikhanouski"),
        ("Тихановскмй", "Тихановский"),
        ("Kalesnkava", "Kalesnikava"),
    ],
)
def test_one_slip_of_the_keyboard_leaves_a_name_close(asked, stored):
    assert alike(asked, stored).score > 0.85


def test_one_wrong_sign_of_three_is_alike_but_no_likely_duplicate():
    assert 0.8 < alike("張偉人", "張宇人").score < 0.85
    assert alike("王丽", "王伟").score < 0.7


def test_letter_for_letter_is_exact_in_any_order_and_case():
    assert alike("TSIKHANOUSKI, siarhei", "Siarhei Tsikhanouski").kind is Kind.EXACT
    assert alike("TSIKHANOUSKI, siarhei", "Siarhei Tsikhanouski").score == 1


def test_both_cases_of_turkish_i_are_one_letter():
    assert plain("DIYARBAKIR ışık İnci") == plain("diyarbakır IŞIK inci")


def test_latin_letters_in_a_cyrillic_word_are_read_as_cyrillic():
    assert plain("Tихaновский") == plain("Тихановский")


def test_what_stands_in_brackets_is_no_part_of_the_name():
    assert [word.text for word in words("陈家洛 (香港)")] == ["陈", "家", "洛"]


@given(st.text(max_size=120))
def test_no_text_breaks_it(text):
    found = words(text)

    assert all(readings(word) for word in found)
    assert alike(text, text).score == (1 if found else 0)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_score_is_between_nothing_and_one(one, other):
    assert 0 <= alike(one, other).score <= 1
