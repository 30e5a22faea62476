"""Rules of the office that triggers keep, each with a sentence for the person typing."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "export_request_stays_as_asked": _("What was asked for is never changed. Ask anew."),
    "import_row_of_an_import": _("A row of an import stays with it."),
    "merge_sealed_with_sealed": _(
        "Only one of the two cases is sealed. Seal the other too, or open this one, before they become one."
    ),
    "seal_stays_with_its_record": _("A seal stays with its record. Seal the other record, too."),
    "seal_what_it_became": _("This record was merged into another. Seal that one."),
}
