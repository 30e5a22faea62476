"""Filters of the list of prisoners."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from prisoners.models import Assignment, Detention, Tag
from prisoners.questions import unconfirmed


class AssignedFilter(admin.SimpleListFilter):
    title = _("assigned to")
    parameter_name = "assigned"

    def lookups(self, request, model_admin):
        staff = get_user_model().objects.filter(is_staff=True, is_active=True).order_by("username")
        return [("me", _("me")), ("nobody", _("nobody")), *((str(u.pk), str(u)) for u in staff)]

    def queryset(self, request, queryset):
        cases = Assignment.objects.filter(prisoner=OuterRef("pk"))
        match self.value():
            case None:
                return queryset
            case "nobody":
                return queryset.filter(~Exists(cases))
            case "me":
                return queryset.filter(Exists(cases.filter(user=request.user)))
            case number if number.isdecimal() and len(number) < 19:
                return queryset.filter(Exists(cases.filter(user_id=int(number))))
            case _:
                return queryset.none()


class CountryFilter(admin.SimpleListFilter):
    """Where the person was or is detained."""

    title = _("country of detention")
    parameter_name = "country"

    def lookups(self, request, model_admin):
        countries = Detention.objects.order_by("country").values_list("country", flat=True)
        return [(code, code) for code in countries.exclude(country="").distinct()]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        detentions = Detention.objects.filter(prisoner=OuterRef("pk"))
        return queryset.filter(Exists(detentions.filter(country=self.value().replace("\0", ""))))


class TagFilter(admin.SimpleListFilter):
    title = _("tag")
    parameter_name = "tag"

    def lookups(self, request, model_admin):
        return [(str(tag.pk), tag.name) for tag in Tag.objects.all()]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        if not self.value().isdecimal() or len(self.value()) > 18:
            return queryset.none()
        tagged = queryset.model.tags.through.objects.filter(prisoner=OuterRef("pk"))
        return queryset.filter(Exists(tagged.filter(tag_id=int(self.value()))))


class UnconfirmedFilter(admin.SimpleListFilter):
    title = _("custody")
    parameter_name = "custody"

    def lookups(self, request, model_admin):
        return [("unconfirmed", _("not confirmed for 90 days"))]

    def queryset(self, request, queryset):
        if self.value() != "unconfirmed":
            return queryset
        return queryset.filter(Exists(unconfirmed().filter(prisoner=OuterRef("pk"))))
