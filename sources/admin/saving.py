"""Saving a form and all its rows, or nothing; a refusal of the database becomes a sentence."""

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from sources.violations import check_now, explain


class SavesAllOrNothing:
    """Mixin of a ModelAdmin.

    A form that is not saved leaves nothing behind, not even catalogue rows that it added. Where the
    database refuses what the forms let pass, the form is checked a second time and told.
    """

    # Rules across rows do not say in which table they were broken: {name of the rule: model}.
    tables_of_rules = {}

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            return self._in_one_go(request, object_id, form_url, extra_context)
        except DatabaseError as error:
            request.refusal = error
            return self._in_one_go(request, object_id, form_url, extra_context)

    def _in_one_go(self, request, object_id, form_url, extra_context):
        request.is_saved = False
        with transaction.atomic():
            response = super().changeform_view(request, object_id, form_url, extra_context)
            if not request.is_saved:
                transaction.set_rollback(True)
            return response

    def get_form(self, request, obj=None, change=False, **kwargs):
        form_class = super().get_form(request, obj, change, **kwargs)
        if not (refusal := getattr(request, "refusal", None)):
            return form_class

        class Refused(form_class):
            def clean(self):
                super().clean()
                raise ValidationError(explain(refusal), code="refused")

        return Refused

    def refusal_for(self, request, model):
        """The sentence to show beside the rows of `model`; "" when the refusal is not theirs."""
        if not (refusal := getattr(request, "refusal", None)):
            return ""
        said = getattr(refusal.__cause__, "diag", None)
        rule, table = getattr(said, "constraint_name", None), getattr(said, "table_name", None)
        is_theirs = self.tables_of_rules.get(rule) is model or table == model._meta.db_table
        return explain(refusal) if is_theirs else ""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        check_now()
        request.is_saved = True
