"""The register counted again, slowly and plainly: lists of people, one day and one person at a time.

Nothing here reads the database or shares code with the reports beyond what a partial date means.
`world.py` draws what staff know at each edition, `entered.py` enters and publishes it the way staff
do, `people.py` says what is known of one person, and the other files count.
"""
