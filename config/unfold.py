"""The admin's frame: its name, its colours, its menu in the order of the work."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from config.logins import ADMIN_HOST


def _administrates(request):
    """Whoever may change accounts (office/accounts/naming.py)."""
    return request.user.has_perm("auth.change_user")


def _may_see(*permissions):
    """Whether the person may view or change what an item of the menu leads to."""

    def is_allowed(request):
        return any(
            request.user.has_perm(name.replace(".", f".{action}_"))
            for name in permissions
            for action in ("view", "change")
        )

    return is_allowed


def _list(title, icon, model):
    app, name = model.split(".")
    return {
        "title": title,
        "icon": icon,
        "link": reverse_lazy(f"admin:{app}_{name}_changelist"),
        "permission": _may_see(model),
    }


UNFOLD = {
    "SITE_TITLE": "Rollcall",
    "SITE_HEADER": "Rollcall",
    "SITE_SUBHEADER": _("Register of political prisoners"),
    "SITE_SYMBOL": "checklist",
    "SITE_URL": None if ADMIN_HOST else "/",  # nothing public is on a host of its own
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_BACK_BUTTON": False,
    "BORDER_RADIUS": "6px",
    "ACCOUNT": {
        "navigation": [
            {"title": _("Sessions and devices"), "link": reverse_lazy("usersessions_list")},
            {"title": _("Second factor"), "link": reverse_lazy("mfa_index")},
            {"title": _("Change password"), "link": reverse_lazy("account_change_password")},
        ]
    },
    "DASHBOARD_CALLBACK": "office.dashboard.dashboard",
    # Ink on paper, one accent: the blue of the public pages.
    "COLORS": {
        "primary": {
            "50": "oklch(97% .014 250)",
            "100": "oklch(93% .032 250)",
            "200": "oklch(88% .059 250)",
            "300": "oklch(81% .10 250)",
            "400": "oklch(74% .12 250)",
            "500": "oklch(60% .15 253)",
            "600": "oklch(47% .13 255)",
            "700": "oklch(42% .12 256)",
            "800": "oklch(37% .10 257)",
            "900": "oklch(33% .08 258)",
            "950": "oklch(26% .06 259)",
        },
    },
    "SIDEBAR": {
        "show_search": False,
        "show_all_applications": False,
        "navigation": [
            {
                "items": [
                    {
                        "title": _("What waits"),
                        "icon": "inbox",
                        "link": reverse_lazy("admin:index"),
                    },
                    {
                        "title": _("Review"),
                        "icon": "fact_check",
                        "link": reverse_lazy("admin:office_review_queue"),
                        "permission": _may_see("office.approval"),
                    },
                    {
                        "title": _("Consents and seals"),
                        "icon": "handshake",
                        "link": reverse_lazy("admin:office_grounds"),
                        "permission": _may_see("prisoners.prisoner"),
                    },
                    {
                        "title": _("Likely the same person"),
                        "icon": "people",
                        "link": reverse_lazy("admin:prisoners_likely"),
                        "permission": _may_see("prisoners.prisoner"),
                    },
                    _list(_("Messages from readers"), "mail", "office.tip"),
                    {
                        "title": _("Imports"),
                        "icon": "upload_file",
                        "link": reverse_lazy("admin:office_import_changelist"),
                        "permission": lambda request: request.user.has_perm("office.run_import"),
                    },
                    _list(_("Requests for removal"), "person_remove", "office.removal"),
                ],
            },
            {
                "title": _("Records"),
                "separator": True,
                "items": [
                    _list(_("Prisoners"), "person", "prisoners.prisoner"),
                    _list(_("Clemency acts"), "gavel", "pardons.clemencyact"),
                    _list(_("Count claims"), "format_quote", "sources.countclaim"),
                    _list(_("Sources"), "article", "sources.source"),
                    _list(_("Kept files"), "lock", "sources.evidence"),
                    _list(_("Text pages"), "description", "sources.textpage"),
                ],
            },
            {
                "title": _("Catalogues"),
                "separator": True,
                "collapsible": True,
                "items": [
                    _list(_("Facilities"), "location_city", "prisoners.facility"),
                    _list(_("Courts"), "account_balance", "prisoners.court"),
                    _list(_("Officials"), "badge", "prisoners.official"),
                    _list(_("Articles of law"), "menu_book", "prisoners.article"),
                    _list(_("Contexts"), "event", "prisoners.context"),
                    _list(_("Rules on time served"), "calculate", "prisoners.servedtimerule"),
                    _list(_("Organisations"), "groups", "sources.organisation"),
                    _list(_("Tags"), "sell", "prisoners.tag"),
                ],
            },
            {
                "title": _("Office"),
                "separator": True,
                "collapsible": True,
                "items": [
                    _list(_("All records"), "tag", "sources.record"),
                    _list(_("Approvals"), "verified", "office.approval"),
                    _list(_("Figures that were not shown"), "warning", "register.alert"),
                    _list(_("Missing or altered files"), "gpp_bad", "office.filealarm"),
                    _list(_("Remarks"), "chat", "office.remark"),
                    _list(_("Erasures"), "ink_eraser", "office.erasure"),
                    _list(_("Import profiles"), "schema", "office.importprofile"),
                    _list(_("Exports asked for"), "outbox", "office.exportrequest"),
                    _list(_("Exports"), "download", "office.exportlog"),
                    _list(_("Sealed cases"), "lock", "office.sealedcase"),
                    {
                        "title": _("That cases are sealed"),
                        "icon": "visibility_off",
                        "link": reverse_lazy("admin:office_sealed_known"),
                        "permission": lambda request: request.user.has_perm(
                            "office.see_that_sealed_exist"
                        ),
                    },
                    _list(_("Audit log"), "policy", "office.auditevent"),
                    _list(_("Accounts"), "manage_accounts", "auth.user"),
                    {
                        "title": _("Invitations"),
                        "icon": "mail",
                        "link": reverse_lazy("admin:office_invitation_changelist"),
                        "permission": _administrates,
                    },
                    {
                        "title": _("Sessions of staff"),
                        "icon": "devices",
                        "link": reverse_lazy("admin:office_staff_sessions"),
                        "permission": _administrates,
                    },
                    _list(_("Groups"), "group", "auth.group"),
                ],
            },
        ],
    },
}
