"""Filters on what others did: recognition, clemency, the conditions of custody; on what is not known."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prisoners.facts.treatment import ConditionFacts
from register.filters.fields import CatalogueField, ManyField, refuse_too_many, shown
from register.filters.reading import UNKNOWN, AnyOf, AnyOfArray, Reading
from register.models import ActEntry, Beneficiary, Organisation


class ConditionFilter(AnyOfArray):
    """Recorded at any time."""

    column = "condition_kinds"

    def __init__(self):
        choices = [*ConditionFacts.Kind.choices, (UNKNOWN, _("None recorded"))]
        super().__init__(label=_("Conditions of custody"), choices=choices)


class RecognisedByFilter(AnyOfArray):
    """Recognised by an organisation that has not withdrawn it."""

    column = "recognised_by"
    field_class = CatalogueField

    def __init__(self):
        super().__init__(
            label=_("Recognised by"),
            model=Organisation,
            unknown_label=_("No organisation on record"),
        )


class ScopeField(CatalogueField):
    """`all`, `recognised`, or the number of one organisation."""

    widget = forms.TextInput

    def to_python(self, value):
        return super().to_python([value] if value else [])

    def validate(self, value):
        if "unknown" in value:
            raise ValidationError(
                gettext("“%(value)s” is not one of the choices."), params={"value": "unknown"}
            )
        super().validate([choice for choice in value if choice not in ("all", "recognised")])

    def clean(self, value):
        found = super().clean(value)
        return found[0] if found and found[0] != "all" else None


class ScopeFilter(Reading):
    """Who is counted at all: everyone recorded, or those whom some or one organisation recognises."""

    field_class = ScopeField

    def __init__(self):
        super().__init__(label=_("Who is counted"), model=Organisation)

    def possible(self, value):
        if value == "recognised":
            return ~Q(recognised_by=[])
        return Q(recognised_by__contains=[value])


class ActsField(ManyField):
    """Clemency acts by their public id."""

    def __init__(self, **kwargs):
        super().__init__(choices=(), **kwargs)
        self.edition = None

    def validate(self, value):
        refuse_too_many(value)
        asked = [act for act in value if "\0" not in act]
        acts = ActEntry.objects.known(self.edition)
        there = set(acts.filter(public_id__in=asked).values_list("public_id", flat=True))
        if wrong := [act for act in value if act not in there]:
            raise ValidationError(
                gettext("There is no clemency act %(act)s in this edition."),
                params={"act": shown(wrong[0])},
            )

    def labels(self, values):
        acts = ActEntry.objects.known(self.edition).filter(public_id__in=values)
        return {act.public_id: act_in_words(act) for act in acts}


class ActFilter(AnyOf):
    """Named as a beneficiary of an act; where that is disputed, possibly."""

    field_class = ActsField
    leaves_doubt = True
    looks_elsewhere = True

    def __init__(self):
        super().__init__(label=_("Pardoned in"))

    @property
    def field(self):
        field = super().field
        field.edition = self.parent.edition
        return field

    def possible(self, value):
        return self._named(self._beneficiaries(value))

    def certain(self, value):
        rows = self._beneficiaries(value).exclude(outcome=Beneficiary.Outcome.DISPUTED)
        return self._named(rows)

    def _beneficiaries(self, acts):
        versions = ActEntry.objects.known(self.parent.edition).filter(public_id__in=acts)
        return Beneficiary.objects.filter(entry__in=versions).exclude(prisoner_id="")

    def _named(self, beneficiaries):
        return Q(public_id__in=beneficiaries.values("prisoner_id"))


class NotKnownFilter(AnyOf):
    """Those of whom something is not known at all: the rest of what the other filters list."""

    CONDITIONS = {
        "birth": Q(born_earliest=None, born_latest=None),
        "arrest": Q(arrested_earliest=None, arrested_latest=None),
        "sentence": Q(sentence_days=None),
        "contact": Q(last_contact_earliest=None, last_contact_latest=None),
    }

    def __init__(self):
        choices = [
            ("birth", _("When born")),
            ("arrest", _("When arrested")),
            ("sentence", _("Length of imprisonment")),
            ("contact", _("Last contact")),
        ]
        super().__init__(label=_("Not known"), choices=choices)

    def possibly(self, choice):
        return self.CONDITIONS[choice]


def act_in_words(act):
    from core.date_words import in_words

    return ", ".join(
        filter(None, [act.title or act.get_kind_display(), in_words(act.announced_on)])
    )
