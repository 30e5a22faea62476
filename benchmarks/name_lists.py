"""Real given names and surnames by country, from the package names-dataset, as one JSON file.

A program of its own: the package is 54 MB and only in the environment of the benchmarks.
"""

import json
import sys

ARAB = "EG IQ SA SY YE JO MA DZ TN LY SD AE BH KW QA OM PS LB IR AF".split()
WEST = "US GB DE FR ES IT BR MX TR SE NL".split()
# Kind of name: countries, most frequent given names, most frequent surnames.
KINDS = {
    "slavic": ("RU PL BG CZ RS KZ LT LV EE".split(), 4_000, 110_000),
    "arabic": (ARAB, 20_000, 120_000),
    "han": ("CN TW HK SG MO".split(), 20_000, 5_000),
    "korean": (["KR"], 12_000, 1_500),
    "hebrew": (["IL"], 5_000, 14_000),
    "western": (WEST, 20_000, 150_000),
    "south asian": ("IN BD MY ID".split(), 15_000, 55_000),
    "georgian": (["GE"], 3_000, 8_000),
}


def main(path):
    from names_dataset import NameDataset

    every = NameDataset()
    lists = {
        kind: (
            _most_frequent(every.first_names, countries, given),
            _most_frequent(every.last_names, countries, surnames),
        )
        for kind, (countries, given, surnames) in KINDS.items()
    }
    with open(path, "w", encoding="utf-8") as file:
        json.dump(lists, file, ensure_ascii=False)


def _most_frequent(names, countries, most):
    weights = []
    for name, facts in names.items():
        ranks = [facts["rank"][c] for c in countries if facts["rank"].get(c)]
        if ranks and len(name) > 1 and all(c.isalpha() or c in "'- " for c in name):
            weights.append((name.strip(), sum(1 / (rank + 20) for rank in ranks)))
    return sorted(weights, key=lambda pair: -pair[1])[:most]


if __name__ == "__main__":
    main(sys.argv[1])
