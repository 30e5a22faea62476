"""Do the books balance? Stock at the end = stock at the beginning + who came in − who went out.

On the certain set and on the possible set each, from the same rows that the stocks are counted from,
but counted apart: movements are walked person by person, stocks are taken on a day.
"""
