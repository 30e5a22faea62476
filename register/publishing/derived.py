"""What follows from the rows of the new versions of people, shaped as the register is asked."""

from django.conf import settings


def derive(cursor, edition, published_on):
    """Fill the tables that follow from the parts of the batch; its entries and parts are in place."""
    cursor.execute("SELECT publish_spans(%s, %s)", [edition, settings.PRESUMPTION_DAYS])
    cursor.execute("SELECT publish_terms(%s)", [edition])
    cursor.execute("SELECT publish_presences(%s)", [edition])
    cursor.execute("SELECT publish_profiles_of_charges(%s)", [edition])
    cursor.execute("SELECT publish_profiles_of_recognition(%s, %s)", [edition, published_on])
    cursor.execute("SELECT publish_lags(%s)", [edition])
    cursor.execute("SELECT publish_reaches(%s)", [edition])
    cursor.execute("SELECT publish_served(%s)", [edition])
    cursor.execute("SELECT publish_spells(%s)", [edition])
