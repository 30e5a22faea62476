"""Invented people among whom names are searched: real given names and surnames, combined by chance.

The lists are those of the package names-dataset (requirements-bench.txt), by country and frequency.
A third of the Russian surnames are respelt as Belarusian, for Belarus is not in the package.
"""

import json
import random
import subprocess
from itertools import accumulate
from pathlib import Path

from anyascii import anyascii

from benchmarks.environment import program
from config.local import VAR

KEPT = VAR / "name-lists.json"
# How many of a million people; the lists of each kind are made by name_lists.py.
SHARES = {
    "slavic": 400_000,
    "arabic": 250_000,
    "han": 100_000,
    "korean": 40_000,
    "hebrew": 20_000,
    "western": 70_000,
    "south asian": 60_000,
    "georgian": 30_000,
    "burmese": 30_000,
}
HAN_SURNAMES = "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高郑鄭梁谢謝宋唐许許邓鄧冯馮韩韓曹曾彭萧蕭蔡潘田董袁于余叶葉蒋蔣杜苏蘇魏程吕呂丁沈任姚卢盧傅钟鍾姜崔谭譚廖范汪陆陸金石戴贾賈韦韋夏邱方侯邹鄒熊孟秦白江阎薛尹段雷黎史龙龍陶贺賀顾顧毛郝龚龔邵万萬钱錢严嚴武莫孔向汤湯"
BURMESE = (
    "အောင်=Aung ဝင်း=Win မြင့်=Myint ထွန်း=Tun ကျော်=Kyaw စိုး=Soe မောင်=Maung ခင်=Khin စန်း=San သန်း=Than "
    "ဇော်=Zaw မင်း=Min နိုင်=Naing လှ=Hla မြ=Mya တင်=Tin ဌေး=Htay သိန်း=Thein လွင်=Lwin ဖြိုး=Phyo နု=Nu "
    "ရွှေ=Shwe လေး=Lay မိုး=Moe သူ=Thu ဇင်=Zin ကို=Ko ဖေ=Pe ရဲ=Ye ထက်=Htet လင်း=Lin သက်=Thet နီ=Ni ညွန့်=Nyunt "
    "အေး=Aye ချစ်=Chit ခိုင်=Khaing ဟိန်း=Hein ငြိမ်း=Nyein ပြည့်=Pyae"
).split()
BELARUSIAN = [("ский", "скі"), ("ов", "оў"), ("ев", "еў"), ("ин", "ін"), ("и", "і"), ("щ", "шч"), ("о", "а"), ("ре", "рэ"), ("ти", "ці"), ("ди", "дзі")]  # fmt: skip


def people(number, *, seed=1):
    """`number` people as lists of one to three written names, the same for the same seed."""
    chance, lists = random.Random(seed), _lists()
    choices = {kind: [_weighted(names) for names in both] for kind, both in lists.items()}
    for kind in chance.choices([*SHARES], [*SHARES.values()], k=number):
        yield _burmese(chance) if kind == "burmese" else _forms(chance, kind, *choices[kind])


def _forms(chance, kind, given, surnames):
    first, last = _one_of(chance, given), _one_of(chance, surnames)
    if kind == "han" and chance.random() < 0.7:
        first = "".join(c for c in first if c >= "\u4e00") or chance.choice(
            "伟芳娜敏静丽强磊军洋勇艳杰"
        )
        name = chance.choice(HAN_SURNAMES) + first[-2:]
        latin = anyascii(name[0]) + " " + anyascii(name[1:]).capitalize()
        return [name] if chance.random() < 0.5 else [name, latin]
    if not last.isascii() and first.isascii() or last.isascii() and not first.isascii():
        first = anyascii(first)
        last = anyascii(last)
    if kind == "slavic" and not last.isascii() and chance.random() < 0.33:
        first, last = _belarusian(first), _belarusian(last)
    forms = [f"{first} {last}"]
    if not last.isascii() and chance.random() < 0.6:
        forms.append(anyascii(forms[0]).replace("'", ""))
    if chance.random() < 0.12:
        forms.append(f"{last} {first} {_one_of(chance, given)}")
    return forms


def _burmese(chance):
    parts = [part.split("=") for part in chance.choices(BURMESE, k=chance.choice((2, 2, 3, 3, 4)))]
    forms = ["".join(own for own, _ in parts), " ".join(latin for _, latin in parts)]
    return forms if chance.random() < 0.5 else [chance.choice(forms)]


def _belarusian(name):
    name = name.lower()
    for russian, respelt in BELARUSIAN:
        name = name.replace(russian, respelt)
    return name.title()


def _weighted(names):
    """Half of the choices by frequency, half even, so that rare names occur too."""
    return [name for name, _ in names], list(accumulate(weight for _, weight in names))


def _one_of(chance, weighted):
    names, cumulated = weighted
    if chance.random() < 0.5:
        return chance.choice(names)
    return chance.choices(names, cum_weights=cumulated)[0]


def _lists():
    """{kind: (given names, surnames)}, each name with its weight; made once, for it takes a minute."""
    if not KEPT.exists():
        lists = Path(__file__).with_name("name_lists.py")
        subprocess.run([program("python"), lists, KEPT], check=True)
    return json.loads(KEPT.read_text())
