"""The table of roles as Django keeps it: groups and their permissions, set anew at each upgrade."""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction

from office.roles.matrix import Action, Role, actions_of
from sources.models import Record

WORKING = ("sources", "prisoners", "pardons")
KIND_OF_ROOT = {
    Record.Kind.PRISONER: "prisoners.{}_prisoner",
    Record.Kind.ACT: "pardons.{}_clemencyact",
    Record.Kind.CLAIM: "sources.{}_countclaim",
    Record.Kind.PAGE: "sources.{}_textpage",
}
# What somebody needs to do it to a record of a kind.
OF_KIND = {
    Action.SEE: "view",
    Action.ENTER: "change",
    Action.SUBMIT: "change",
    Action.DELETE: "delete",
}
OF_OFFICE = {
    Action.SEND_BACK: ("office.send_back",),
    Action.APPROVE: ("office.add_approval",),
    Action.PUBLISH: ("office.publish",),
    Action.WITHDRAW: ("office.hide",),
    Action.WITHHOLD: ("office.hide",),
    Action.SEAL: ("office.seal_case", "office.view_sealedcase"),
    Action.SEE: (
        *("office.view_approval", "office.view_remark", "office.view_batch"),
        *("office.view_import", "office.view_importprofile", "register.view_alert"),
        "office.view_filealarm",
    ),
    Action.HANDLE_REMOVALS: (
        *("office.change_removal", "office.add_removal", "office.view_removal"),
        "office.view_erasure",
    ),
    Action.CONFIRM_ERASURE: ("office.confirm_erasure",),
    Action.IMPORT: (
        *("office.run_import", "office.add_importprofile"),
        *("office.change_importprofile", "office.delete_importprofile"),
    ),
    Action.CLOSE_ALERT: ("register.delete_alert",),
    Action.READ_TIPS: ("office.view_tip", "office.change_tip", "office.delete_tip"),
    Action.ASK_FOR_EXPORT: ("office.export_confidential",),
    Action.APPROVE_EXPORT: ("office.approve_export",),
    Action.SEE_EXPORTS: ("office.view_exportlog", "office.view_exportrequest"),
    Action.SEE_THAT_SEALED_EXIST: ("office.see_that_sealed_exist",),
    Action.MANAGE_ACCOUNTS: (
        *("auth.add_user", "auth.change_user", "auth.view_user"),
        *("auth.add_group", "auth.change_group", "auth.view_group"),
    ),
    Action.SEE_AUDIT_LOG: ("office.view_auditevent",),
}
VERBS = {Action.SEE: ("view",), Action.ENTER: ("add", "change"), Action.DELETE: ("delete",)}


def permissions_of(role):
    """The names of all permissions of a role, such as "prisoners.view_name"."""
    found = set()
    for action in actions_of(role):
        found.update(OF_OFFICE.get(action, ()))
        for verb in VERBS.get(action, ()):
            found.update(_of_working_models(verb))
    return found


def has_right(user, action, record=None):
    """Whether somebody has the right to do this at all; `fits` says whether the state allows it."""
    needed = list(OF_OFFICE.get(action, ())[:1] if action != Action.SEE else ())
    if record is not None:
        needed.append(KIND_OF_ROOT[record.kind].format(OF_KIND.get(action, "view")))
    return bool(needed) and user.is_active and user.has_perms(needed)


@transaction.atomic
def make_groups(using="default"):
    """Make the groups of the roles, with exactly their permissions."""
    known = {
        f"{one.content_type.app_label}.{one.codename}": one
        for one in Permission.objects.using(using).select_related("content_type")
    }
    for role in Role:
        group, _made = Group.objects.using(using).get_or_create(name=role.value)
        group.permissions.set([known[name] for name in permissions_of(role) if name in known])


def fingerprint():
    """A text that changes when `make_groups` would do something else."""
    return repr({role.value: sorted(permissions_of(role)) for role in Role})


def _of_working_models(verb):
    for label in WORKING:
        for model in apps.get_app_config(label).get_models():
            if not hasattr(model, "pgh_tracked_model") and not model._meta.proxy:
                yield f"{label}.{verb}_{model._meta.model_name}"
