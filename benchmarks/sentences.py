"""How much of real sentences the grammar reads, by spelling and by row, and what is left.

The Catalan list (columns Pena and Commutacio) and the US pardons (column sentenced); see
../docs/sentences.md. The Catalan one is not shipped.

python benchmarks/sentences.py                     ../shared/data
python benchmarks/sentences.py CATALONIA US        the two folders
"""

import argparse
import csv
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import catalonia  # noqa: E402  found from here

US_FILE = "doj_pardons_1989-2021.csv"


def main():
    asked = _arguments()
    catalonia.set_up()
    if (path := asked.catalonia / catalonia.FILE).exists():
        _catalonia(catalonia.rows_of(path), asked.left)
    if (path := asked.us / US_FILE).exists():
        with path.open(encoding="utf-8", newline="") as file:
            _us(list(csv.DictReader(file)), asked.left)


def _catalonia(rows, most_left):
    from prisoners.sentences import Vocabulary, read_sentence, read_steps, rejoined

    vocabulary = Vocabulary.load("ca")
    told = [(_stated(row["Pena"]), _stated(row["Commutacio"])) for row in rows]
    joined = {both: rejoined(*both, vocabulary) for both in set(told)}
    mended = [joined[both] for both in told]

    def sentence(text):
        return read_sentence(text, vocabulary)

    def steps(text):
        return read_steps(text, vocabulary)

    _report("Pena, as written", [one for one, _ in told], sentence, _how_sentence, 0)
    _report("Pena, rejoined", [one for one, _ in mended], sentence, _how_sentence, most_left)
    _report("Commutacio, as written", [other for _, other in told], steps, _how_steps, 0)
    _report("Commutacio, rejoined", [x for _, x in mended], steps, _how_steps, most_left)
    chains = [steps(text) for _, text in mended if "/" in text]
    print(f"chains: {len(chains):,}; steps of all: ", end="")
    print(dict(Counter(str(step.kind) for _, text in mended for step in steps(text)).most_common()))


def _us(rows, most_left):
    from prisoners.sentences import Vocabulary, dated, read_sentence

    # "1. 1951": the counts of a person are numbered.
    vocabulary = Vocabulary.load("en").extended({"words": {"remark": ["1.", "2.", "3."]}})

    def read(text):
        on, rest = dated(text, vocabulary)
        return on, read_sentence(rest, vocabulary)

    def how(found):
        return "coded" if found[1].is_understood else "left"

    texts = [row["sentenced"].strip() for row in rows]
    texts = ["" if text == "N/A" else text for text in texts]
    _report("US sentenced", texts, read, how, most_left)
    in_words = [text for text in texts if not text.isdigit()]
    _report("US sentenced, without bare years", in_words, read, how, 0)
    dates = sum(bool(read(text)[0]) for text in texts if text)
    print(f"dates: {dates:,} of {sum(map(bool, texts)):,}")


def _stated(value):
    text = "" if value is None else str(value).strip()
    return "" if text == "--" else text


def _how_sentence(read):
    if not read.is_understood:
        return "partly" if read.parts or read.outcome else "left"
    return "coded" if read.parts or read.outcome != "unknown" else "without a code"


def _how_steps(steps):
    understood = [step.is_understood for step in steps]
    return "coded" if all(understood) else "partly" if any(understood) else "left"


def _report(title, texts, read, how, most_left):
    counted = Counter(text for text in texts if text)
    for text in counted:
        read(text)  # words are folded once
    started = time.process_time()
    found = {text: read(text) for text in counted}
    seconds = time.process_time() - started
    by_spelling, by_row = Counter(), Counter()
    for text, count in counted.items():
        by_spelling[how(found[text])] += 1
        by_row[how(found[text])] += count
    print(f"\n{title}: {by_row.total():,} rows, {by_spelling.total():,} spellings, ", end="")
    print(f"{seconds / len(counted) * 1_000_000:.0f} ms for 1,000 distinct texts")
    for name in ("coded", "without a code", "partly", "left"):
        if by_spelling[name]:
            spellings, rows = by_spelling[name], by_row[name]
            print(f"    {name:15} {spellings / by_spelling.total():7.2%} of the spellings", end="")
            print(f" {rows / by_row.total():8.3%} of the rows ({rows:,})")
    left = [
        (n, text) for text, n in counted.most_common() if how(found[text]) in ("left", "partly")
    ]
    for count, text in left[:most_left]:
        print(f"    {count:6,} {text!r}")


def _arguments():
    data = ROOT.parent / "shared/data"
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("catalonia", type=Path, nargs="?", default=data / "catalonia")
    parser.add_argument("us", type=Path, nargs="?", default=data / "us-doj-pardons")
    parser.add_argument("--left", type=int, default=1000, help="how many of what is left to list")
    return parser.parse_args()


if __name__ == "__main__":
    main()
