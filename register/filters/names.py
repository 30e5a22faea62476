"""The search box: every word has to stand somewhere in the names, whatever its case and accents."""

from django import forms
from django.db.models import Func, Q, TextField, Value
from django.utils.translation import gettext_lazy as _

from register.filters.reading import Reading
from register.models import Identity, Redirect

LONGEST = 200


class NameFilter(Reading):
    """Containment in the names as they are today; a whole public id is found too.

    A name that is withheld today is never found, in past editions neither.
    """

    field_class = forms.CharField

    def __init__(self):
        super().__init__(label=_("Name or public id"), max_length=LONGEST)

    def possible(self, value):
        shown = Identity.objects.filter(is_withheld=False)
        named = shown
        # The id of a record that was merged finds the one that it is part of.
        typed = value.upper()
        public_id = Redirect.objects.leads([typed]).get(typed, typed)
        for word in value.split():
            named = named.filter(search_text__contains=PlainText(Value(word)))
        found = named | shown.filter(public_id=public_id)
        absorbed = Redirect.objects.known().filter(into__in=found.values("public_id"))
        return Q(public_id__in=found.values("public_id")) | Q(
            public_id__in=absorbed.values("public_id")
        )


class PlainText(Func):
    """Without case and accents, as names are stored for searching."""

    function = "plain_text"
    output_field = TextField()
