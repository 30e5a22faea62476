"""A first profile for an uploaded file, to be finished and saved."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.template.defaultfilters import filesizeformat
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from office.importing import drafting
from office.importing.admin.access import page_of, require_run
from office.importing.admin.upload import UploadForm, path_of, upload_page
from sheets import FileRefused

ADD = "office.add_importprofile"


@require_POST
def draft(request):
    """The draft, in the form that saves a profile. Nothing is kept before it is saved."""
    require_run(request)
    if not request.user.has_perm(ADD):
        raise PermissionDenied
    form = UploadForm(request.POST, request.FILES)
    form.full_clean()
    form.errors.pop("profile", None)
    form.errors.pop("list_name", None)
    file = request.FILES.get("file")
    if file is None:
        return upload_page(request, form)
    typed = request.POST.get("list_name", "")
    name = slugify(typed or drafting.name_for(file.name))[:60] or "new-list"
    try:
        found = _drafted(file, name)
    except FileRefused as refused:
        form.errors.pop("file", None)
        form.add_error("file", str(refused))
        return upload_page(request, form)
    return page_of(
        request, "draft", _("A profile for %(file)s") % {"file": file.name}, name=name, draft=found
    )


def _drafted(file, name):
    if file.size > settings.IMPORT_AT_ONCE_BYTES:
        raise FileRefused(
            _("Files of more than %(most)s are drafted on the server: manage.py draft_profile FILE")
            % {"most": filesizeformat(settings.IMPORT_AT_ONCE_BYTES)}
        )
    with path_of(file) as path:
        return drafting.draft(path, file_name=file.name, list_name=name)
