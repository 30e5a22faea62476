"""Which words carry a name."""

import pytest

from names.letters import words
from names.likeness import Kind, alike
from names.parts import asked_name_of, name_of


def carried(name):
    return [word.text for word in name_of(name).words]


def test_articles_and_sons_of_do_not_carry_a_name():
    assert carried("Khalifa bin Salem al-Subaiy") == ["khalifa", "salem", "subaiy"]
    assert carried("Ludwig van Beethoven") == ["ludwig", "beethoven"]
    assert carried("Ilham oglu Aliyev") == ["ilham", "aliyev"]


def test_an_initial_is_no_particle():
    assert carried("E. Tikhanovsky") == ["e", "tikhanovsky"]
    assert carried("Cheng I.") == ["cheng", "i"]
    assert carried("د علي") == ["د", "علی"]


def test_what_stands_last_is_no_particle_but_what_follows_a_name_is():
    assert carried("Dong Ru Bin") == ["dong", "ru", "bin"]
    assert carried("Aliyev Ilham oglu") == ["aliyev", "ilham"]


@pytest.mark.parametrize(
    ("apart", "together"), [("Sun De Sheng", "Sun Desheng"), ("Ren La Cheng", "Ren Lacheng")]
)
def test_a_syllable_that_looks_like_an_article_may_be_run_together(apart, together):
    assert alike(apart, together).kind in (Kind.EXACT, Kind.CLOSE)
    assert alike(together, apart).kind in (Kind.EXACT, Kind.CLOSE)


def test_words_with_a_hyphen_between_them_are_also_one_word():
    parts = [part.word.text for part in name_of("Anna Kowalska-Nowakowska").parts]

    assert parts == ["anna", "kowalska", "nowakowska", "kowalskanowakowska"]


def test_any_two_words_that_are_asked_may_be_one():
    added = set(asked_name_of("E. Gholam Mehrabi").parts) - set(name_of("E. Gholam Mehrabi").parts)

    assert [part.word.text for part in added] == ["gholammehrabi"]


def test_both_styles_of_chinese_are_the_same_letters():
    assert alike("劉傑", "刘杰").kind is Kind.EXACT


def test_another_character_that_sounds_alike_is_another_word():
    assert alike("吴军", "武军").score < alike("吴军", "吳軍").score
    assert alike("张成", "张静").kind is not Kind.CLOSE


@pytest.mark.parametrize(
    ("name", "parted"),
    [
        ("레오폴트 모차르트", ["레오폴트", "모차르트"]),
        ("拉马赞·巴沙里德斯特", ["拉", "马", "赞", "巴沙里德斯特"]),
        ("남궁민수", ["남", "궁", "민", "수"]),
        ("司马相如", ["司", "马", "相", "如"]),
    ],
)
def test_long_words_in_han_and_hangul_are_foreign_and_stay_whole(name, parted):
    assert [word.text for word in words(name)] == parted
