"""How many others would bear a name by chance, from how common its words are here.

The words of a name are taken as independent of each other, which they are not quite: the figure is
the right order of magnitude and no more, and `weights` bounds what it can say.
"""

import re
from collections import Counter

from anyascii import anyascii
from django.db import transaction

from prisoners.models import Name, Prisoner, WordCount

# Chinese comes out as one word with a capital for each sign: "CeShiRen".
WORD = re.compile(r"[A-Z]?[a-z]{1,99}|[A-Z]{2,99}")
AT_A_TIME = 5_000
# Of a word that only these two people bear: a share of one person, for words that nobody has.
UNSEEN = 0.05
FEWEST_PEOPLE = 50  # with fewer, the words of names are no sample of anything
TOTAL = ""  # the line of the table that says how many people were counted


def words(name):
    """The words of a name in Latin letters without accents; initials are left out.

    A word that is there twice, as in "García García", counts twice.
    """
    return [word.lower() for word in WORD.findall(anyascii(name)) if len(word) > 1]


def expected(names):
    """{name: others expected to bear it}; empty where the words have not been counted yet."""
    of_name = {name: words(name) for name in names}
    wanted = {word for its_words in of_name.values() for word in its_words}
    counted = dict(
        WordCount.objects.filter(word__in=[*wanted, TOTAL]).values_list("word", "people")
    )
    return of_counts(of_name, counted, counted.get(TOTAL, 0))


def of_counts(of_name, counted, people):
    """The same from counts at hand: {name: its words}, {word: people}, number of people."""
    if people < FEWEST_PEOPLE:
        return {}
    found = {}
    for name, its_words in of_name.items():
        others = people
        for word in its_words:
            # The two who are compared are among those who were counted.
            others *= max(counted.get(word, 0) - 2, UNSEEN) / people
        if its_words:
            found[name] = others
    return found


def count(names_of_people):
    """{word: in how many people's names} of an iterable of each person's names."""
    counted = Counter()
    for names in names_of_people:
        counted.update({word for name in names for word in words(name)})
    return counted


@transaction.atomic
def refresh():
    """Count the words of all names anew."""
    forms = {}
    for pk, text in Prisoner.objects.exclude(display_name="").values_list("pk", "display_name"):
        forms.setdefault(pk, []).append(text)
    for pk, text in Name.objects.order_by().values_list("prisoner_id", "text").iterator():
        forms.setdefault(pk, []).append(text)
    counted = count(forms.values())
    counted[TOTAL] = len(forms)
    WordCount.objects.all().delete()
    WordCount.objects.bulk_create(
        [WordCount(word=word, people=people) for word, people in sorted(counted.items())],
        batch_size=AT_A_TIME,
        update_conflicts=True,
        unique_fields=["word"],
        update_fields=["people"],
    )


def is_stale():
    """Whether so many people came since the words were counted that the counts mislead."""
    counted = WordCount.objects.filter(word=TOTAL).values_list("people", flat=True).first() or 0
    return Prisoner.objects.count() > counted * 1.1
