"""Which encoding a file is in. The names are those of public figures and of nobody in particular."""

import pytest

from sheets import FileRefused

RUSSIAN = "Фамилия;Имя;Дата\nИванов;Пётр;12 мая 2021\nСтаткевич;Николай;2020\n"
POLISH = "Nazwisko;Imię\nWałęsa;Lech\nŻółkiewski;Stanisław\nŚwięcicki;Józef\n"
CATALAN = "Cognoms;Nom\nABAYÀ SOLÉ;José\nLLUÍS;Núria Peña\n"
GERMAN = "Name;Straße\nMüller;Größe\nJäger;Öl\n"
TURKISH = "Soyadı;Adı\nŞık;Ahmet\nGüneş;İlker\nÖzgür;Çağlar\n"
CHINESE = "姓名;日期\n谭作人;二零零九年三月\n刘晓波;北京市第一中级人民法院\n"
JAPANESE = "氏名;日付\n山田太郎;東京拘置所\nさとうはなこ;カタカナ\n"
KOREAN = "이름;날짜\n김철만;서울구치소\n박영희;부산교도소에 있습니다\n"
HUNGARIAN = "Vezetéknév;Keresztnév\nKőrösi;Ödön\nFülöp;Ágnes\n"
UKRAINIAN = "Прізвище;Ім'я\nЗеленський;Володимир\nЩербак;Їжак\n"
BELARUSIAN = "Прозвішча;Імя\nЦіханоўскі;Сяргей\nСтаткевіч;Мікалай\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((RUSSIAN, name) for name in ("cp1251", "koi8_r", "iso8859_5", "cp866", "mac_cyrillic")),
        *((RUSSIAN.upper(), name) for name in ("cp1251", "koi8_r", "iso8859_5")),
        (BELARUSIAN, "cp1251"),
        (UKRAINIAN, "cp1251"),
        (UKRAINIAN, "koi8_u"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (HUNGARIAN, "cp1250"),
        (CATALAN, "cp1252"),
        (CATALAN, "iso8859_1"),
        (GERMAN, "cp1252"),
        (TURKISH, "cp1254"),
        (CHINESE, "gb18030"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (KOREAN, "euc_kr"),
        *((CHINESE + HUNGARIAN, name) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-32")),
        (RUSSIAN, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
    ],
)
def test_a_list_of_names_is_read_in_its_encoding(read, text, encoding):
    rows = read.texts(text.encode(encoding))

    assert rows == [line.split(";") for line in text.splitlines()[1:]]


def test_a_hint_wins(read):
    content = GERMAN.encode("cp1252")

    assert read.texts(content, encoding="windows-1251") != read.texts(content)


def test_a_guess_has_to_read_the_whole_file(read):
    """0x81 is no sign of windows-1252, which all the rest would be."""
    content = CATALAN.encode("cp1252") + b"x;y\n" * 100_000 + b"\x81\x8d\x8f;z\n"

    with pytest.raises(FileRefused, match="cannot be found out in which encoding"):
        read.everything(content)


def test_damage_in_utf_8_is_found_at_its_place_and_not_read_as_another_alphabet(read):
    content = RUSSIAN * 50 + "Иванов;Пётр;\x00\n"

    with pytest.raises(FileRefused) as refused:
        read.everything(content.encode().replace(b"\0", b"\xff"))

    assert str(refused.value) == (
        "Row 151, column C has bytes that are not text in the encoding utf-8. Save the file as "
        "UTF-8, or say in which encoding it is."
    )


def test_where_two_encodings_fit_the_person_is_asked(read):
    """Noël in windows-1252 is Nošl in windows-1257: one letter says nothing of the language."""
    with pytest.raises(FileRefused, match=r"in one of these encodings: cp1257, cp1252\."):
        read.everything("Name;No\nNoël;1\n".encode("cp1252"))
