"""Sets of entries, worked out once and then asked of the rows of many tables.

Whoever fits a filter is found by one pass over the entries. What is counted after that is asked by the
number of its entry alone: of a few, by their numbers, so that indexes find their rows; of many, by one
bit for each entry, so that a row is told apart without a join. A million entries are 125 kB.
"""

from collections import defaultdict

from django.contrib.postgres.aggregates import BitOr
from django.db.models import BigIntegerField, BinaryField, BooleanField, Func, Q, Value

from register.models import Entry

FEW = 2_000
WORD = 64  # bits
HAS_BIT = "CASE WHEN {column} BETWEEN {first} AND {last} THEN get_bit({bits}, {column} - {first}) = 1 ELSE false END"


class EntrySet:
    """Some entries as known at an edition (None: the latest)."""

    def __init__(self, known, words):
        """`words` are the bits of each 64 numbers, as signed integers: {number of the word: bits}."""
        self.known = known
        self.first = WORD * min(words, default=0)
        bits = bytearray(WORD // 8 * (max(words, default=0) - min(words, default=0) + 1))
        for word, its in words.items():
            place = (WORD * word - self.first) // 8
            bits[place : place + 8] = its.to_bytes(8, "little", signed=True)
        self.bits = bytes(bits)
        self.number = int.from_bytes(self.bits, "little").bit_count()
        self.few = _numbers(words) if self.number <= FEW else None

    def __contains__(self, entry):
        byte, bit = divmod(entry - self.first, 8)
        return 0 <= byte < len(self.bits) and bool(self.bits[byte] >> bit & 1)

    def entries(self):
        """The entries themselves."""
        return Entry.objects.known(self.known).filter(self.condition("id"))

    def condition(self, column="entry_id"):
        """The condition on a row of the same edition that its entry is one of these."""
        if self.few is not None:
            return Q(**{f"{column}__in": self.few})
        return Q(_InBits(column, self.first, self.bits))

    def others(self, column="entry_id"):
        """The condition on a row that its entry is none of these. A long list would be taken to cost so
        much that the rows are looked for in the table and not in an index."""
        return ~Q(_InBits(column, self.first, self.bits))

    def sql(self, column, cursor):
        """The condition that it is one of these inside hand-written SQL (register/inlined.py)."""
        if self.few is not None:
            return f"{column} IN ({', '.join(map(str, self.few))})"
        last = self.first + 8 * len(self.bits) - 1
        bits = cursor.cursor.mogrify("%s", [self.bits]).decode()
        return HAS_BIT.format(column=column, bits=bits, first=self.first, last=last)


def _numbers(words):
    """Numbers of entries, which begin with 1; where there are none, of nobody."""
    found = [
        WORD * word + bit for word in sorted(words) for bit in range(WORD) if words[word] >> bit & 1
    ]
    return found or [0]


def set_of(known, entries):
    """The set of these entries, given by their numbers."""
    words = defaultdict(int)
    for entry in entries:
        words[entry // WORD] |= 1 << entry % WORD
    return EntrySet(known, {word: _signed(bits) for word, bits in words.items()})


def _signed(bits):
    return bits - (1 << WORD) if bits >> WORD - 1 else bits


def read_sets(entries, known, certainly):
    """(those of `entries`, those of them of whom the condition `certainly` holds), read in one pass."""
    bit = _Bit("pk")
    counts = {"maybe": BitOr(bit)}
    if certainly:
        counts["surely"] = BitOr(bit, filter=certainly)
    words = list(entries.order_by().annotate(word=_Word("pk")).values("word").annotate(**counts))
    maybe = EntrySet(known, {row["word"]: row["maybe"] for row in words})
    if not certainly:
        return maybe, maybe
    return maybe, EntrySet(known, {row["word"]: row["surely"] for row in words if row["surely"]})


class _Word(Func):
    template = f"(%(expressions)s / {WORD})"
    output_field = BigIntegerField()


class _Bit(Func):
    template = f"(1::bigint << (%(expressions)s & {WORD - 1})::int)"
    output_field = BigIntegerField()


class _InBits(Func):
    """Whether the bit of an entry is set. Numbers beyond the bits came since they were read."""

    output_field = BooleanField()

    def __init__(self, column, first, bits):
        super().__init__(column, Value(bits, BinaryField()))
        self.first = first
        self.last = first + 8 * len(bits) - 1

    def as_sql(self, compiler, _connection, **_context):
        (column, of_column), (bits, of_bits) = map(compiler.compile, self.source_expressions)
        sql = HAS_BIT.format(column=column, bits=bits, first=self.first, last=self.last)
        return sql, [*of_column, *of_bits, *of_column]
