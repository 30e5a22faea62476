"""What the office adds to the list of every working table: the ways in and out as a spreadsheet."""

from django.urls import reverse

from config.roles import WORKING_APPS
from office.exporting.admin import ExportsRows
from office.importing.admin.access import RUN
from office.importing.targets import TABLES


class WithSheets(ExportsRows):
    """A link to the import screen, which reads this table by its profile, and one to the export."""

    change_list_template = "office/list_with_sheets.html"

    def changelist_view(self, request, extra_context=None):
        links = {
            "import_url": _import_url(self.model) if request.user.has_perm(RUN) else "",
            "export_url": self.export_url if self.has_export_permission(request) else "",
        }
        return super().changelist_view(request, {**(extra_context or {}), **links})


def _import_url(model):
    """The import screen with the profile of this table chosen; "" where no file is imported into it."""
    for name, table in TABLES.items():
        if table is model:
            profile = f"table-{name.replace('_', '-')}"
            return f"{reverse('admin:office_import_upload')}?profile={profile}"
    return ""


def add_to(site):
    """Give the list of every working table these links; nobody has to remember them for a new one."""
    for model, model_admin in list(site._registry.items()):
        if model._meta.app_label in WORKING_APPS:
            site.unregister(model)
            site.register(model, _with_sheets(type(model_admin)))


def _with_sheets(admin_class):
    return type(
        admin_class.__name__, (WithSheets, admin_class), {"__module__": admin_class.__module__}
    )
