"""The form fields of our admin classes and of their inlines."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
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
            return form_field_of_list(db_field)
        if isinstance(db_field, models.ForeignKey):
            target = self.admin_site._registry.get(db_field.remote_field.model)
            if target is not None and target.search_fields:
                return LookupField(db_field=db_field, model_admin=target, request=request)
        return super().formfield_for_dbfield(db_field, request, **kwargs)
