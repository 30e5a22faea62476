"""Who is withheld, as SQL over a row of the working people."""


def is_withheld(person):
    """By decision, and by default while the person may be under 18."""
    return f"""({person}.is_name_withheld OR (NOT {person}.is_minor_shown
    AND COALESCE(upper({person}.born_on_days) - 1 > CURRENT_DATE - interval '18 years', false)))"""
