"""Where a record is edited, what it is called, and the public page that it would have."""

from base64 import b64encode

from django.db.models import Q
from django.urls import resolve, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from register.models import Photo
from register.publishing import PublishRefused, rehearse
from sources.models import Record, TextPage

ROOTS = ("prisoner", "clemencyact", "countclaim", "textpage")
ROOT_OF_KIND = dict(zip(Record.Kind.values, ROOTS, strict=True))


def present(records):
    """Those whose prisoner, act, claim or page is still there: a record stays when its root is deleted."""
    there = Q()
    for root in ROOTS:
        there |= Q(**{f"{root}__isnull": False})
    return records.filter(there)


CHANGE_OF_KIND = {
    Record.Kind.PRISONER: "prisoners.change_prisoner",
    Record.Kind.ACT: "pardons.change_clemencyact",
    Record.Kind.CLAIM: "sources.change_countclaim",
    Record.Kind.PAGE: "sources.change_textpage",
}


def root_of(record):
    """The prisoner, act, claim or page that owns the record; None when it was deleted."""
    return getattr(record, ROOT_OF_KIND[record.kind], None)


def title_of(record):
    root = root_of(record)
    return str(root) if root else record.public_id


def change_url(record):
    root = root_of(record)
    if root is None:
        return ""
    return reverse(f"admin:{root._meta.app_label}_{root._meta.model_name}_change", args=[root.pk])


def change_permission(record):
    root = root_of(record)
    return (
        f"{root._meta.app_label}.change_{root._meta.model_name}"
        if root
        else "sources.change_record"
    )


def public_address(record):
    """The address of the public page, without a query string."""
    root = root_of(record)
    match record.kind:
        case Record.Kind.PRISONER:
            return reverse("register:person", args=[record.public_id])
        case Record.Kind.ACT:
            return reverse("register:act", args=[record.public_id])
        case Record.Kind.CLAIM if root and root.about_id:
            return reverse("register:act", args=[root.about_id])
        case Record.Kind.PAGE if isinstance(root, TextPage):
            return reverse("register:page", args=[root.slug])
    return reverse("register:acts")


def with_photo(page, public_id):
    """The page with the photo in it: what is rehearsed has no address that would answer."""
    for photo in Photo.objects.filter(public_id=public_id):
        picture = b64encode(photo.content)
        page = page.replace(photo.address.encode(), b"data:image/jpeg;base64," + picture)
    return page


def public_page(request, record):
    """HTML of the public page as it would be, made by publishing and taking it back."""
    address = public_address(record)
    found = resolve(address)

    def show(edition):
        request.path = request.path_info = address
        request.GET = request.GET.copy()
        request.LANGUAGE_CODE = get_language()
        response = found.func(request, *found.args, **found.kwargs)
        if hasattr(response, "render"):
            response.render()
        return with_photo(response.content, record.public_id)

    try:
        return rehearse(record.public_id, show) or _("Nothing to show.")
    except PublishRefused as refused:
        return " ".join(refused.problems.values())
