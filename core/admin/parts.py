"""The form fields of our admin classes and of their inlines."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.forms import NumberInput, Select, Textarea, TextInput, URLInput
from unfold.overrides import FORMFIELD_OVERRIDES_INLINE
from unfold.widgets import UnfoldAdminExpandableTextareaWidget, UnfoldBooleanWidget

from core.admin.fields import form_field_of_list
from core.admin.lookups import LookupField


class OurFields:
    """Links are lookups, lists are boxes or codes, texts grow with what is typed."""

    formfield_overrides = {
        **FORMFIELD_OVERRIDES_INLINE,
        models.TextField: {"widget": UnfoldAdminExpandableTextareaWidget(attrs={"rows": 2})},
        models.BooleanField: {"widget": UnfoldBooleanWidget},
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, ArrayField):
            return plain(form_field_of_list(db_field))
        if isinstance(db_field, models.ForeignKey):
            target = self.admin_site._registry.get(db_field.remote_field.model)
            if target is not None and target.search_fields:
                return plain(LookupField(db_field=db_field, model_admin=target, request=request))
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        return plain(super().formfield_for_dbfield(db_field, request, **kwargs))

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        # A list without an empty line would fill in its first choice by itself.
        kwargs["choices"] = db_field.get_choices(
            include_blank=db_field.blank or not db_field.has_default(), blank_choice=[("", "–")]
        )
        return super().formfield_for_choice_field(db_field, request, **kwargs)


def plain(field):
    """The field with one short class in place of the frame's forty, six hundred times a page."""
    if field and isinstance(field.widget, Select | Textarea | TextInput | NumberInput | URLInput):
        field.widget.attrs["class"] = "case-input"
    return field
