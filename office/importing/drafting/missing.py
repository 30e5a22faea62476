"""Texts that say nothing: "--", "n/a" and their like, wherever they stand."""

from collections import Counter
from dataclasses import replace

SURE = {
    *"- -- --- – — . .. ... ? ?? / n/a #n/a na n.a. null none nan н/д б/д н/з k.a. s/d n/d".split(),
    "нет данных",
    "няма звестак",
    "немає даних",
    "brak danych",
    "keine angabe",
    "sin datos",
    "sense dades",
}
MAYBE = set(
    "unknown неизвестно нет невядома няма невідомо немає nieznane brak unbekannt inconnu desconocido "
    "desconegut".split()
)


def missing_texts(summaries):
    """Two Counters of cells: of texts that say nothing, and of those that may say nothing.

    Columns of yes and no are left out: there "нет" and "-" are answers.
    """
    sure, maybe = Counter(), Counter()
    for summary in summaries:
        if summary.share("yes_no") >= 0.5:
            continue
        for text, n in summary.commonest:
            if text.casefold() in SURE:
                sure[text] += n
            elif text.casefold() in MAYBE:
                maybe[text] += n
    return sure, maybe


def without(summary, texts):
    """The summary of the other cells of a column."""
    gone = {text: n for text, n in summary.commonest if text in texts}
    return replace(
        summary,
        filled=summary.filled - sum(gone.values()),
        distinct=summary.distinct - len(gone),
        commonest=tuple(each for each in summary.commonest if each[0] not in gone),
    )
