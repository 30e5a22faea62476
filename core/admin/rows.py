"""Inlines to any depth: rows within rows, entered and saved with their root in one form.

Unfold nests one level; a sentence part lies two levels below the case that it belongs to. The rows
of all parents of one kind are fetched with one query, through the link that every nested part has
to its root.
"""

from collections import defaultdict

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from unfold.admin import StackedInline

from core.admin.fields import is_filled
from core.admin.lookups import KnowsItsRows
from core.admin.parts import OurFields


class RowForm(KnowsItsRows, forms.ModelForm):
    """One row. An empty new row is left out, but not when something was entered within it."""

    formsets = ()
    inline = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and hasattr(self.instance, "code"):
            # The row's permanent name goes to the browser and back, so that a citation in the same
            # form can be about a row that does not exist yet.
            self.fields["code"] = forms.UUIDField(
                widget=forms.HiddenInput, required=False, initial=self.instance.code
            )
            self.fields["code"].has_changed = lambda initial, data: False

    def clean(self):
        super().clean()
        if (code := self.cleaned_data.get("code")) and self.instance.pk is None:
            self.instance.code = code

    def has_changed(self):
        return super().has_changed() or (
            self.instance.pk is None and any(formset.has_changed() for formset in self.formsets)
        )

    @property
    def main_fields(self):
        return [self[name] for name in self._shown if name not in self.inline.more]

    @property
    def more_fields(self):
        return [self[name] for name in self._shown if name in self.inline.more]

    @property
    def is_more_open(self):
        return any(map(is_filled, self.more_fields))

    # In a template `form.instance` would be the field of that name, which a verdict has.
    @property
    def is_saved(self):
        return self.instance.pk is not None

    @property
    def row_code(self):
        """The code that the row has, or will have when it is saved; "" for rows without."""
        if "code" in self.fields:
            return str(self["code"].value())
        return str(getattr(self.instance, "code", ""))

    @property
    def is_blank(self):
        """Whether nobody has typed anything into this new row."""
        return self.instance.pk is None and not (self.is_bound and self.has_changed())

    @property
    def _shown(self):
        return [
            name
            for name, field in self.fields.items()
            if not field.widget.is_hidden and name != "DELETE"
        ]

    @property
    def kept_hidden(self):
        """The row's id and code; the link to its parent follows from where the row stands."""
        return [self[name] for name in ("id", "code") if name in self.fields]


class RowFormSet(BaseInlineFormSet):
    """Rows of one kind. Valid when those within them are, too.

    `like` is the first of this kind on the page, which may be this one: its `blank` row is that of all.
    """

    sentence_of_refusal = ""
    like = blank = None

    def __init__(self, *args, existing=None, **kwargs):
        super().__init__(*args, **kwargs)
        if existing is not None:
            self._queryset = existing

    def is_valid(self):
        valid = [super().is_valid()]
        if self.is_bound:
            valid += [formset.is_valid() for form in self.live_forms for formset in form.formsets]
        return all(valid)

    @property
    def may_add(self):
        return self.max_num > len(self.initial_forms)

    @property
    def is_open(self):
        """Whether a folded kind of rows is shown at once."""
        return any(not form.is_blank for form in self.forms) or bool(self.total_error_count())

    @property
    def blank_row(self):
        """An empty row as HTML, to be copied where one is added. But for its address it is the same everywhere."""
        html = self.like._own_blank_row.replace(self.like.prefix, self.prefix)
        return mark_safe(html)  # noqa: S308  a template of ours made it

    @cached_property
    def _own_blank_row(self):
        return render_to_string("core/admin/_row.html", {"form": self.blank})

    @property
    def live_forms(self):
        return [form for form in self.forms if not self._should_delete_form(form)]

    def clean(self):
        super().clean()
        if self.sentence_of_refusal:
            raise ValidationError(self.sentence_of_refusal, code="refused")

    def get_unique_error_message(self, unique_check):
        """The sentence of the constraint that two rows of one form break."""
        given = {*unique_check, self.fk.name}
        for constraint in self.model._meta.total_unique_constraints:
            if given == {*constraint.fields, self.fk.name}:
                return constraint.get_violation_error_message()
        return super().get_unique_error_message(unique_check)


class Rows(OurFields, StackedInline):
    """An inline. `inlines` are the rows within each row, `more` the fields behind "more"."""

    form = RowForm
    formset = RowFormSet
    template = "core/admin/rows.html"
    extra = 1
    inlines = ()
    more = ()
    is_folded = False  # rarely used kinds are folded while they have no rows
    rows_on_add = 1

    def get_extra(self, request, obj=None, **kwargs):
        return self.rows_on_add if obj is None or obj.pk is None else self.extra

    def get_queryset(self, request):
        links = [
            field.name
            for field in self.model._meta.fields
            if field.many_to_one and field.editable and field.name in self._shown(request)
        ]
        return super().get_queryset(request).select_related(*links)

    def _shown(self, request):
        return {
            name for _title, options in self.get_fieldsets(request) for name in options["fields"]
        }


class HasNestedRows:
    """Mixin of a ModelAdmin: builds and saves the rows within the rows of its inlines."""

    def refusal_for(self, request, model):
        """What the database said about the rows of `model` when they were saved last."""
        return ""

    def _build_nested_formsets(self, request, obj, formsets, inline_instances, change):
        builder = _Builder(self, request, obj)
        for formset, inline in zip(formsets, inline_instances, strict=True):
            if isinstance(inline, Rows):
                builder.nest(formset, inline)

    def save_formset(self, request, form, formset, change):
        formset.save()
        for row in formset.live_forms:
            if row.instance.pk is not None:
                for nested in row.formsets:
                    self.save_formset(request, row, nested, change)


class _Builder:
    def __init__(self, model_admin, request, root):
        self.admin = model_admin
        self.request = request
        self.root = root
        self.sets = {}
        self.rows = {}
        self.first = {}  # {class of inline: formset}

    def nest(self, formset, inline):
        formset.inline = inline
        formset.sentence_of_refusal = self.admin.refusal_for(self.request, formset.model)
        formset.is_on_add = self.root is None or self.root.pk is None
        formset.like = self.first.setdefault(type(inline), formset)
        if formset.like is formset:
            formset.blank = formset.empty_form
        for form in filter(None, (*formset.forms, formset.blank)):
            form.inline = inline
            form.formsets = [
                self.within(form, inline_class, inline) for inline_class in inline.inlines
            ]

    def within(self, form, inline_class, parent):
        inline, formset_class = self.kind(inline_class, parent)
        prefix = f"{form.prefix}-{formset_class.get_default_prefix()}"
        kwargs = self.admin.get_formset_kwargs(self.request, self.root, inline, prefix)
        kwargs |= {"instance": form.instance, "prefix": prefix}
        if "__prefix__" in prefix:
            kwargs.pop("data", None)
            kwargs.pop("files", None)
        formset = formset_class(**kwargs, existing=self.existing(inline, formset_class, form))
        self.nest(formset, inline)
        return formset

    def kind(self, inline_class, parent):
        if inline_class not in self.sets:
            inline = inline_class(parent.model, self.admin.admin_site)
            self.sets[inline_class] = inline, inline.get_formset(self.request, self.root)
        return self.sets[inline_class]

    def existing(self, inline, formset_class, form):
        """The rows within one row, out of one query for all rows of this kind in the record."""
        if form.instance.pk is None:
            return []
        if inline.model not in self.rows:
            self.rows[inline.model] = defaultdict(list)
            for row in inline.get_queryset(self.request).filter(**inline.of_root(self.root)):
                self.rows[inline.model][getattr(row, formset_class.fk.attname)].append(row)
        return self.rows[inline.model][form.instance.pk]
