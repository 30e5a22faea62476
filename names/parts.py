"""The parts of a name: words that carry it, those that may be missing, and words run together."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from names.letters import MARKS_ARE_VOWELS, SYLLABIC, Word, word, words

# Words that stand in a name or not: articles, "son of", titles. In plain letters. They come before
# another word (who is called Sun De is no "son of"), those of FOLLOWING after one.
PARTICLES = set(
    """
    al el ul as ash ad ar an at az bin ibn ben bint binti binte ould wld von van der den zu zum de la le
    les du da do dos das di del della degli und
    dr mr mrs ms prof sheikh shaykh sheik haji hajj hajji mullah maulvi mawlawi sayyid daw
    аль эль ибн бин бен бинт фон ван де ла
    ال بن ابن بنت ولد آل मा श्री
    """.split()
)

FOLLOWING = set(
    "oglu ogly oghlu ugli uly kyzy qizi kizi qyzy uulu оглы оглу уулу улу кызы кизи угли".split()
)

# Short words are written apart or together: Zuo Ren and Zuoren, Ali Reza and Alireza. So are two words
# with a hyphen between them.
SHORT, LONGEST_RUN = 5, 3
# These are joined to what follows, however long it is.
JOINED = set(
    "abd abdel abdul abdal abdol abu abou abi umm nur nour عبد ابو ام نور st saint mac mc o".split()
)
HYPHENED = re.compile(r"[^\W\d_]+[-‐‑–][^\W\d_]+")
PATRONYMIC = re.compile(
    r".{2,}(o|e|yo|a)(v|w|u|ŭ)(i|y)(ch|cz|č|c|tsch)$|.{2,}(ov|ev|av|yev|au|iv|eu|ow|ew)(n|h?n)a$|.{2,}i(v|w)na$"
    r"|.{2,}[оеёаєэ]в[иіы]ч$|.{2,}[оеёаєэії][вў]на$|.{2,}[ьы]?ич$"
)
PATRONYMIC_ENDS = "hzcčaча"  # a look at the last letter spares most words the pattern


class Part(NamedTuple):
    """A word, or several words run together: the words `first` to `last` - 1 of its name."""

    word: Word
    first: int
    last: int


class Name(NamedTuple):
    """`words` carry it; `parts` are these and their runs; `patronymic` is the place of one, or None."""

    words: tuple[Word, ...]
    parts: tuple[Part, ...]
    patronymic: int | None


@lru_cache(maxsize=20_000)
def name_of(text):
    """The parts of a written name; of a name made of particles alone, all its words."""
    every = words(text)
    kept, joined = _carrying(every)
    single = tuple(Part(each, place, place + 1) for place, each in enumerate(kept))
    runs = tuple(_runs(kept, _hyphened(text)))
    return Name(kept, single + tuple(joined) + runs, _patronymic(kept))


def asked_name_of(text):
    """The same of a name that is asked: any two words may be one in the stored name."""
    name = name_of(text)
    known = {(part.first, part.last) for part in name.parts}
    pairs = [
        Part(word(one.spelt + other.spelt), place, place + 2)
        for place, (one, other) in enumerate(pairwise(name.words))
        if (place, place + 2) not in known
        and one.script == other.script
        and min(len(one.text), len(other.text)) > 1
    ]
    return name._replace(parts=name.parts + tuple(pairs))


def words_of(text):
    """The words that carry a written name, as `name_of` has them; for a name that is met only once."""
    return _carrying(words(text))[0]


def _carrying(every):
    """The words that are no particles, and short ones together with the particle before them.

    In Sun De Sheng, who is also Sun Desheng, the middle word is a syllable and not an article.
    """
    kept, joined = [], []
    for place, each in enumerate(every):
        before, after = every[:place][-1:], every[place + 1 :]
        if (each.text in PARTICLES and after) or (each.text in FOLLOWING and before):
            continue
        if before and before[0].text in PARTICLES and _is_short([*before, each]):
            joined.append(Part(word(before[0].spelt + each.spelt), len(kept), len(kept) + 1))
        kept.append(each)
    return tuple(kept), joined


def _hyphened(text):
    """Pairs of words with a hyphen between them: Nik-Khah is also Nikkhah."""
    return {tuple(words(pair)) for pair in HYPHENED.findall(text)}


def _runs(kept, hyphened):
    for first in range(len(kept)):
        for last in range(first + 2, min(first + LONGEST_RUN, len(kept)) + 1):
            run = kept[first:last]
            if run in hyphened or _is_short(run):
                yield Part(word("".join(each.spelt for each in run)), first, last)


def _is_short(run):
    script = run[0].script
    for each in run:
        if each.script != script:
            return False
    if script in SYLLABIC:
        return True
    if script in MARKS_ARE_VOWELS:
        return len(run) == 2
    if len(run) == 2 and run[0].text in JOINED:
        return True
    return max([len(each.text) for each in run]) <= SHORT


def _patronymic(kept):
    """Only of three words and more: many surnames end like patronymics."""
    if len(kept) < 3:
        return None
    for place, each in enumerate(kept):
        if place and each.text[-1] in PATRONYMIC_ENDS and PATRONYMIC.match(each.text):
            return place
    return None
