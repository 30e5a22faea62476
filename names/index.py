"""Tables in which names are found: a vocabulary of words, and the names that are made of them.

`prisoners` and `register` each have a pair of such tables. A word is kept once, with the keys by
which it is found (`names.keys`); a name is kept as the numbers of its words, so that a rare word
finds its few names at once and two common words find what they share.
"""

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import connections, models, transaction

from names.keys import name_keys, stored_keys
from names.parts import name_of
from names.sounds import CLASSES, LETTERS, loose_of, readings

AT_ONCE = 5_000  # people
NAMES_AT_ONCE = 20_000  # of so many people; a word that comes twice is counted once


class VocabularyWord(models.Model):
    """A word of names, without case, in its own script; with its accents, which say how it sounds."""

    id = models.AutoField(primary_key=True)
    spelt = models.CharField(max_length=130, unique=True)
    text = models.CharField(max_length=130, help_text="Without accents.")
    sounds = models.CharField(max_length=500, help_text="Its readings, parted by spaces.")
    classes = models.CharField(max_length=500, help_text="Classes of these sounds, each once.")
    keys = ArrayField(models.IntegerField())
    uses = models.IntegerField(help_text="In how many names it stands.")

    class Meta:
        abstract = True
        indexes = [
            GinIndex(fields=["keys"], name="%(app_label)s_word_keys"),
            # Beginnings of words.
            models.Index(OpClass("text", "varchar_pattern_ops"), name="%(app_label)s_word_text"),
        ]

    def __str__(self):
        return self.spelt


class IndexedName(models.Model):
    """One written form of one person's name; `words` are numbers in the vocabulary."""

    public_id = models.CharField(max_length=12, db_index=True)
    written = models.CharField(max_length=200)
    words = ArrayField(models.IntegerField(), help_text="Its words, and its words run together.")
    keys = ArrayField(models.IntegerField(), help_text="These, and numbers of how they sound.")

    class Meta:
        abstract = True
        indexes = [GinIndex(fields=["keys"], name="%(app_label)s_name_keys")]

    def __str__(self):
        return self.written


@dataclass(frozen=True)
class NameIndex:
    """A pair of such tables: those of one app."""

    names: type[IndexedName]
    vocabulary: type[VocabularyWord]

    @property
    def names_table(self):
        return self.names._meta.db_table

    @property
    def vocabulary_table(self):
        return self.vocabulary._meta.db_table

    def replace(self, public_ids, rows, *, using, settles=True):
        """Index these people anew; `rows` are (public id, written name). All of it or nothing.

        Who goes on with others lets it settle after the last of them.
        """
        with transaction.atomic(using=using):
            self.remove(public_ids, using=using)
            self.add(rows, using=using, settles=settles)

    def rebuild(self, rows, *, using):
        """All of it anew, as the owner of the tables: after an upgrade, or for very many people.

        Without the indexes of the tables, which are made at the end: several times as fast.
        """
        with self._writing(using) as cursor:
            cursor.execute(f"TRUNCATE {self.names_table}, {self.vocabulary_table}")
            with self._without_indexes(using):
                rows = iter(rows)
                while batch := list(islice(rows, NAMES_AT_ONCE)):
                    self._add(cursor, batch)
                self._sort(cursor)

    def _sort(self, cursor):
        """Words that sound alike are looked up together, so they are put on the same pages."""
        cursor.execute(
            f"""
            CREATE TEMPORARY TABLE unsorted ON COMMIT DROP AS TABLE {self.vocabulary_table};
            TRUNCATE {self.vocabulary_table};
            INSERT INTO {self.vocabulary_table}
            SELECT * FROM unsorted ORDER BY translate(split_part(sounds, ' ', 1), %s, %s), sounds;
            DROP TABLE unsorted;
            """,
            [LETTERS, CLASSES],
        )

    @contextmanager
    def _without_indexes(self, using):
        with connections[using].schema_editor() as editor:
            indexes = [(m, i) for m in (self.names, self.vocabulary) for i in m._meta.indexes]
            for model, index in indexes:
                editor.remove_index(model, index)
            yield
            for model, index in indexes:
                editor.add_index(model, index)

    def remove(self, public_ids, *, using):
        """Forget the names of these people, and the words that nobody else has."""
        with self._writing(using) as cursor:
            self._remove(cursor, list(public_ids))

    def add(self, rows, *, using, settles=True):
        """Index (public id, written name) pairs; a name without a letter is left out."""
        with self._writing(using) as cursor:
            rows = iter(rows)
            while batch := list(islice(rows, NAMES_AT_ONCE)):
                self._add(cursor, batch)
        if settles:
            self.settle(using=using)

    def settle(self, *, using):
        """Put what was written into its place in the indexes, where searches find it sooner."""
        with connections[using].cursor() as cursor:
            cursor.execute(
                "SELECT settle_indexes(%s), settle_indexes(%s)",
                [self.names_table, self.vocabulary_table],
            )

    @contextmanager
    def _writing(self, using):
        """One writer at a time: two would count the uses of one word past each other."""
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [self.names_table])
            yield cursor

    def _remove(self, cursor, public_ids):
        cursor.execute(
            f"""
            WITH gone AS (DELETE FROM {self.names_table} WHERE public_id = ANY(%s) RETURNING words),
            unused AS (SELECT word, count(*) AS times FROM gone, unnest(words) word GROUP BY word)
            UPDATE {self.vocabulary_table} v SET uses = v.uses - times
              FROM unused WHERE v.id = word RETURNING v.id, v.uses
            """,
            [public_ids],
        )
        forgotten = [word for word, uses in cursor.fetchall() if uses <= 0]
        cursor.execute(f"DELETE FROM {self.vocabulary_table} WHERE id = ANY(%s)", [forgotten])

    def _add(self, cursor, rows):
        named = [(public_id, written, name_of(written)) for public_id, written in rows]
        uses = Counter(part.word for _, _, name in named for part in name.parts)
        numbers = self._numbers(cursor, uses)
        kept = [
            (
                public_id,
                written,
                *_kept_as([(numbers[word.spelt], word) for word, *_ in name.parts]),
            )
            for public_id, written, name in named
            if name.parts
        ]
        if kept:
            cursor.execute(
                f"""
                INSERT INTO {self.names_table} (public_id, written, words, keys)
                SELECT id, written, words::int[], keys::int[]
                  FROM unnest(%s, %s, %s, %s) AS row (id, written, words, keys)
                """,
                [list(column) for column in zip(*kept, strict=True)],
            )

    def _numbers(self, cursor, uses):
        """{spelling: number} of the words, after counting their uses; new ones are added."""
        if not uses:
            return {}
        counted = Counter()
        for word, times in uses.items():
            counted[word.spelt] += times
        cursor.execute(
            f"""
            UPDATE {self.vocabulary_table} v SET uses = v.uses + times
              FROM unnest(%s, %s) AS row (spelt, times) WHERE v.spelt = row.spelt
            RETURNING v.spelt, v.id
            """,
            [list(counted), list(counted.values())],
        )
        numbers = dict(cursor.fetchall())
        words = {word.spelt: word for word in uses}
        new = [spelt for spelt in counted if spelt not in numbers]
        if new:
            cursor.execute(
                f"""
                INSERT INTO {self.vocabulary_table} (spelt, text, sounds, classes, keys, uses)
                SELECT spelt, text, sounds, classes, keys::int[], times
                  FROM unnest(%s, %s, %s, %s, %s, %s) AS row (spelt, text, sounds, classes, keys, times)
                RETURNING spelt, id
                """,
                [
                    new,
                    [words[spelt].text for spelt in new],
                    [" ".join(readings(words[spelt])) for spelt in new],
                    [" ".join(dict.fromkeys(loose_of(readings(words[spelt])))) for spelt in new],
                    [_array(stored_keys(words[spelt])) for spelt in new],
                    [counted[spelt] for spelt in new],
                ],
            )
            numbers |= dict(cursor.fetchall())
        return numbers


def hear(texts):
    """Compute what the index needs of these written names, which is kept: while others wait, say."""
    for text in texts:
        for part in name_of(text).parts:
            stored_keys(part.word)
            name_keys(part.word)


def _kept_as(words):
    """(numbers of the words of a name, all its keys) from (number, word) of each."""
    numbers = [number for number, _ in words]
    sounds = set().union(*[name_keys(word) for _, word in words])
    return _array(numbers), _array([*numbers, *sounds])


def _array(numbers):
    """As PostgreSQL writes one."""
    return f"{{{','.join(map(str, numbers))}}}"
