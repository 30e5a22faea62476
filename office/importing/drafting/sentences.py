"""Which vocabularies understand the sentences of a column, how much of them, and what is left."""

from office.importing.drafting.fit import cells, shared
from prisoners.sentences import Vocabulary, dated, read_sentence, read_steps
from prisoners.sentences.vocabulary import shipped

MOST_TRIED = 500  # different texts by which vocabularies are chosen
WORTH = 0.01  # what one more vocabulary has to add to the share
DATED = 0.2  # of the texts have a date behind them


def of_sentences(texts):
    is_dated = _share(texts, lambda text: dated(text)[0]) >= DATED

    def is_read(text, vocabulary):
        if is_dated:
            text = dated(text, vocabulary)[1]
        return not text or read_sentence(text, vocabulary).is_understood

    return _fit("sentence_and_date" if is_dated else "sentence", texts, is_read)


def of_steps(texts):
    def is_read(text, vocabulary):
        return all(step.is_understood for step in read_steps(text, vocabulary))

    return _fit("steps", texts, is_read)


def _fit(to, texts, is_read):
    names = _best(texts[:MOST_TRIED], is_read)
    vocabulary = Vocabulary.load("iso", *names)
    fit = shared(to, texts, lambda text: is_read(text, vocabulary))
    fit.vocabularies = tuple(names)
    return fit


def _best(texts, is_read):
    """The vocabularies that understand most, the best first; one more only where it adds something."""

    def share(*names):
        vocabulary = Vocabulary.load("iso", *names)
        return _share(texts, lambda text: is_read(text, vocabulary))

    chosen, reached = [], share()
    order = sorted((name for name in shipped() if name != "iso"), key=share, reverse=True)
    for name in order:
        if (more := share(*chosen, name)) > reached + WORTH:
            chosen, reached = [*chosen, name], more
    return chosen


def _share(texts, is_so):
    return cells([each for each in texts if is_so(each[0])]) / cells(texts) if texts else 0.0
