"""Precision and recall of the two bounds, on planted duplicates and namesakes.

python benchmarks/duplicates.py                    the demo, 10,000 synthetic people, 1,000 variants
python benchmarks/duplicates.py --people 500       a smaller haystack
"""

import argparse
import random
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import databases  # noqa: E402  found from here

SEED = 20_241_209
BOUNDS = (-2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12)


def main():
    asked = _arguments()
    databases.join(f"twins_{asked.people}")

    import django

    django.setup()
    from benchmarks import machine

    print(f"{asked.people:,} people · {machine.described()}\n", flush=True)
    chance = random.Random(SEED + asked.seed)
    _build(asked.people)
    truth, how = _plant(chance, asked.variants, asked.namesakes)
    seconds = _find()
    _report(truth, how, seconds)


def _build(people):
    from benchmarks import synthetic
    from office import demo_data

    databases.empty_anew()
    synthetic.load(people, _say)
    for name in demo_data.FILES[: demo_data.FILES.index("prisoners") + 1]:
        demo_data.load(name, by=None)
    _say("the demonstration register is loaded")


def _plant(chance, variants, namesakes):
    """({pairs of pks that are one person}, {pk of a planted record: what was done to it})"""
    from benchmarks.variants import namesake, variant
    from prisoners.models import ExternalId, Prisoner

    demo = list(ExternalId.objects.order_by("pk").values_list("prisoner_id", flat=True))
    others = list(Prisoner.objects.exclude(pk__in=demo).order_by("pk").values_list("pk", flat=True))
    chosen = [chance.choice(demo) for _ in range(variants // 4)]
    chosen += chance.choices(others, k=variants - len(chosen))
    records, how = {}, {}
    for number, pk in enumerate(chosen, 1):
        written = variant(chance, _person(pk))
        planted = written.save()
        records.setdefault(pk, []).append(planted)
        how[planted] = written.changes
        if number % 200 == 0:
            _say(f"planted {number:,} of {variants:,} variants")
    for pk in chance.choices(demo + others, k=namesakes):
        how[namesake(chance, _person(pk)).save()] = ["namesake"]
    truth = set()
    for original, planted in records.items():
        group = sorted([original, *planted])
        truth |= {(one, other) for one in group for other in group if one < other}
    return truth, how


def _person(pk):
    from prisoners.models import Prisoner

    people = Prisoner.objects.prefetch_related("names", "detentions", "verdicts", "charges")
    return people.get(pk=pk)


def _find():
    from benchmarks.measure import stopwatch
    from prisoners import searching
    from prisoners.duplicates import find

    # Everything above the lowest bound of the table is kept for once, to see what each bound does.
    find.REVIEW, kept = 2.0 ** min(BOUNDS) / (1 + 2.0 ** min(BOUNDS)), find.REVIEW
    find.candidates_of.__kwdefaults__["at_least"] = find.REVIEW
    searching.rebuild(using="owner")  # synthetic people are written without triggers
    with stopwatch() as seconds:
        find.find_all(progress=lambda done, people: _say(f"compared {done:,} of {people:,}"))
    find.REVIEW = find.candidates_of.__kwdefaults__["at_least"] = kept
    return seconds()


def _report(truth, how, seconds):
    from prisoners.duplicates import weights
    from prisoners.models import LikelyPair, Prisoner

    people = Prisoner.objects.count()
    print(f"{people:,} records compared in {seconds:.0f} s, {seconds / people * 1000:.1f} ms each.")
    print(f"{len(truth):,} pairs are one person; {len(how):,} records planted.\n")
    found = {
        (pair.left_id, pair.right_id): pair
        for pair in LikelyPair.objects.order_by("-bits").iterator()
    }
    print("| bound | pairs | precision | recall |\n|---|---|---|---|")
    for bits in BOUNDS:
        _line(f"{bits} bits", {key for key, pair in found.items() if pair.bits >= bits}, truth)
    asked = {key for key, pair in found.items() if pair.value >= weights.REVIEW}
    certain = {key for key, pair in found.items() if _is_certain(pair, weights)}
    _line(f"**REVIEW** {weights.REVIEW}", asked, truth)
    _line(f"**SAME** {weights.SAME}, nothing against", certain, truth)
    print("\nRecall by what was done to the name, at REVIEW and at SAME:\n")
    print("| name | pairs | REVIEW | SAME |\n|---|---|---|---|")
    of_kind, seen, sure = Counter(), Counter(), Counter()
    for pair in truth:
        for pk in pair:
            if pk in how:
                kind = how[pk][0]
                of_kind[kind] += 1
                seen[kind] += pair in asked
                sure[kind] += pair in certain
    for kind, count in of_kind.most_common():
        print(f"| {kind} | {count} | {seen[kind] / count:.3f} | {sure[kind] / count:.3f} |")
    _examples("Wrong at SAME", certain - truth, found, how)
    _examples("Wrong at REVIEW", asked - truth, found, how)
    _examples("Missed", truth - asked, found, how)


def _is_certain(pair, weights):
    return pair.value >= weights.SAME and all(
        bits > weights.CONTRADICTION for _kind, bits, *_said in pair.reasons
    )


def _line(label, pairs, truth):
    right = len(pairs & truth)
    precision = right / len(pairs) if pairs else 1
    print(f"| {label} | {len(pairs):,} | {precision:.4f} | {right / len(truth):.4f} |")


def _examples(title, pairs, found, how, most=12):
    from prisoners.duplicates import facts
    from prisoners.duplicates.score import score

    print(f"\n{title}: {len(pairs):,}\n")
    for left, right in sorted(pairs)[:most]:
        known = facts.of_saved([left, right])
        scored = score(known[left], known[right])
        changes = "; ".join(", ".join(how[pk]) for pk in (left, right) if pk in how)
        was_found = "" if (left, right) in found else " (not found by name)"
        print(f"- {scored.bits:.1f} bits{was_found}, {changes}")
        for reason in scored.reasons:
            print(f"    {reason.bits:+.1f} {reason}")


def _say(text):
    print(f"  {text}", file=sys.stderr, flush=True)


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--variants", type=int, default=1_000)
    parser.add_argument("--namesakes", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0, help="Other people planted.")
    return parser.parse_args()


if __name__ == "__main__":
    main()
