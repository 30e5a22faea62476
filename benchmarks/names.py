"""Names that nobody bears, in several scripts: "Test Person" and two made-up words.

The words are put together from syllables, so that a search term is found in about as many names as
in a real list: the same few given names again and again, and many family names.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Writing:
    """How a made-up name is written in one script."""

    language: str
    script: str
    test_person: str
    syllables: tuple[str, ...]
    word_space: str = " "


def _words(text):
    return tuple(text.split())


LATIN = Writing(
    "en",
    "Latn",
    "Test Person",
    _words("ka ve lo mi ra dus tan ber ol nis fe go hu zar pil sho wen yu mak éd"),
)
OTHERS = (
    Writing(
        "be",
        "Cyrl",
        "Тэст-асоба",
        _words("ка ве ло мі ра дус тан бер ол ніс фе го ху зар піл шо вен ю мак эд"),
    ),
    Writing(
        "ru",
        "Cyrl",
        "Тест-персона",
        _words("ка ве ло ми ра дус тан бер ол нис фе го ху зар пил шо вен ю мак эд"),
    ),
    Writing(
        "ar",
        "Arab",
        "شخص اختبار",
        _words("كا في لو مي را دس تن بر ول نس فه غو هو زار بل شو ون يو مك اد"),
    ),
    Writing(
        "zh",
        "Hans",
        "测试人",
        _words("卡 维 洛 米 拉 杜 坦 贝 奥 尼 费 戈 胡 扎 皮 肖 文 宇 马 埃"),
        word_space="",
    ),
    Writing(
        "my",
        "Mymr",
        "စမ်းသပ်လူ",
        _words("ကာ ဗေ လို မိ ရာ ဒု တန် ဗာ အော နိ ဖေ ဂို ဟု ဇာ ပီ ရှို ဝင် ယူ မတ် အဲ"),
    ),
    Writing(
        "ka",
        "Geor",
        "სატესტო პირი",
        _words("კა ვე ლო მი რა დუს ტან ბერ ოლ ნის ფე გო ჰუ ზარ პილ შო ვენ იუ მაკ ედ"),
    ),
)


def invented(random):
    """The same name in Latin script and in one other, as [(writing, text)]."""
    given = [_often(random) for _ in range(2)]
    family = [random.randrange(20) for _ in range(random.choice((2, 3, 3, 4)))]
    other = random.choice(OTHERS)
    return [(writing, _written(writing, given, family)) for writing in (LATIN, other)]


def _often(random):
    """A syllable; the first ones more often, as some given names are common."""
    return min(int(random.expovariate(0.25)), 19)


def _written(writing, given, family):
    words = ["".join(writing.syllables[i] for i in word) for word in (given, family)]
    if writing is LATIN:
        words = [word.capitalize() for word in words]
    return writing.word_space.join([writing.test_person, *words])
