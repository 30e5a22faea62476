from register.models import Article
from reports import charts

SHOWN = 12
LONGEST = {"wide": 90, "narrow": 46}  # signs of a label


def drawing(question, answer, size):
    """One bar for each of the commonest articles."""
    rows = [row.cells for row in answer.tables[0].rows if not row.kind][:SHOWN]
    if not rows:
        return None
    articles = Article.objects.in_bulk(row["article"] for row in rows)
    bars = [
        {"label": _label(articles[row["article"]], LONGEST[size]), "figure": row["people"]}
        for row in rows
        if row["article"] in articles
    ]
    return charts.bars(bars, size, most=max(bar["figure"].at_most for bar in bars))


def _label(article, longest):
    label = f"{article} {article.title}".strip()
    return label if len(label) <= longest else f"{label[: longest - 1]}…"
