"""What the entry form's templates ask about fields."""

from django import forms, template

from core.admin.fields import is_filled

register = template.Library()


@register.filter
def kind(field):
    """How wide a field is and where its label stands: text, short, long, box or boxes."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "boxes"
    if isinstance(widget, forms.CheckboxInput):
        return "box"
    if isinstance(widget, forms.Textarea):
        return "long"
    if isinstance(field.field, forms.IntegerField | forms.DecimalField):
        return "short"
    return "text"


@register.filter
def has_values(fieldset):
    """Whether a folded group of fields must be open: something is filled in or refused there."""
    names = [name for name in fieldset.form.fields if any(name in line for line in fieldset.fields)]
    return any(is_filled(fieldset.form[name]) for name in names)
