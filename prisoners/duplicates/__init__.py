"""Two records of one person: how likely, and why.

- `facts`: what is compared of a person, whether saved, being typed or a line of a spreadsheet
- `weights`: how much each comparison says, with its sentence; the bounds `SAME` and `REVIEW`
- `comparing`, `score`: the comparisons, and their sum with reasons
- `rarity`: how many others would bear a name by chance
- `find`: who may be meant, and the queue over the whole base; `judging`: "not the same" is remembered
"""
