"""Who may come in where: written down by hand, beside the code that decides it.

`may_come(name, model, method)` is the set of roles for an address of the office. A method that only
reads is GET; POST writes; the others are never more than GET.
"""

READ = frozenset({"readers", "editors", "reviewers", "publishers"})
EDIT = frozenset({"editors"})
WORK = READ - {"readers"}
ADMINISTRATE = frozenset({"administrators"})
NOBODY = frozenset()
ANYBODY = READ | ADMINISTRATE

# label of a model: who sees its list and its rows, who adds, who changes, who deletes
MODELS = {
    "sources.record": (READ, NOBODY, READ, NOBODY),
    "prisoners.prisoner": (READ, EDIT, EDIT, NOBODY),
    "pardons.clemencyact": (READ, EDIT, EDIT, NOBODY),
    "sources.countclaim": (READ, EDIT, EDIT, NOBODY),
    "sources.textpage": (READ, EDIT, EDIT, NOBODY),
    "sources": (READ, EDIT, EDIT, EDIT),
    "prisoners": (READ, EDIT, EDIT, EDIT),
    "pardons": (READ, EDIT, EDIT, EDIT),
    "register.alert": (READ, NOBODY, NOBODY, WORK),
    "office.approval": (READ, NOBODY, NOBODY, NOBODY),
    "office.remark": (READ, NOBODY, NOBODY, NOBODY),
    "office.filealarm": (READ, NOBODY, NOBODY, NOBODY),
    "office.import": (READ, NOBODY, READ, NOBODY),
    "office.importprofile": (READ, EDIT, EDIT, EDIT),
    "office.exportlog": (WORK | ADMINISTRATE, NOBODY, NOBODY, NOBODY),
    "office.exportrequest": (WORK | ADMINISTRATE, NOBODY, WORK | ADMINISTRATE, NOBODY),
    "office.sealedcase": (WORK, NOBODY, WORK, NOBODY),
    "office.erasure": (WORK, NOBODY, NOBODY, NOBODY),
    "office.tip": (WORK, NOBODY, WORK, WORK),
    "office.removal": (WORK, WORK, WORK, NOBODY),
    "office.auditevent": (ADMINISTRATE, NOBODY, NOBODY, NOBODY),
    "office.invitation": (ADMINISTRATE, ADMINISTRATE, NOBODY, NOBODY),
    "auth.user": (ADMINISTRATE, NOBODY, ADMINISTRATE, NOBODY),
    "auth.group": (ADMINISTRATE, ADMINISTRATE, ADMINISTRATE, ADMINISTRATE),
    "sources.evidence": (READ, NOBODY, NOBODY, NOBODY),
    "django_tasks_database.dbtaskresult": (NOBODY, NOBODY, NOBODY, NOBODY),
}
# name of an address: who comes in with GET, who with POST. None is what is not there. Batches are for
# who has both of two roles; what a POST has to name, and here does not, is not found by anybody.
SCREENS = {
    "index": (ANYBODY, ANYBODY),
    "read-date": (ANYBODY, NOBODY),
    "search": (ANYBODY, ANYBODY),
    "jsi18n": (ANYBODY, NOBODY),
    "app_list": (ADMINISTRATE, ADMINISTRATE),
    "autocomplete": (READ, NOBODY),
    "view_on_site": (NOBODY, NOBODY),
    "password_change_done": (ANYBODY, ANYBODY),
    None: (NOBODY, NOBODY),
    "auth_user_password_change": (NOBODY, NOBODY),
    "office_review_draw": (NOBODY, NOBODY),
    "office_review_draw_import": (NOBODY, NOBODY),
    "office_review_batch": (NOBODY, NOBODY),
    "office_export_fetch": (NOBODY, WORK),
    "prisoners_likely": (READ, NOBODY),
    "prisoners_likely_typed": (NOBODY, READ),
    "prisoners_likely_pair": (READ, NOBODY),
    "prisoners_merge": (EDIT, EDIT),
    "prisoners_merged": (EDIT, EDIT),
    "prisoners_prisoner_merge_with_another": (EDIT, EDIT),
    "office_grounds": (READ, NOBODY),
    "office_review_queue": (READ, NOBODY),
    "office_review": (READ, WORK),
    "office_review_preview": (READ, NOBODY),
    "office_seal": (WORK, WORK),
    "office_sealed_known": (frozenset({"publishers"}) | ADMINISTRATE, NOBODY),
    "office_audit_days": (ADMINISTRATE, NOBODY),
    "sources_evidence_download": (READ, NOBODY),
    "office_export_decide": (NOBODY, frozenset({"reviewers", "publishers"})),
    "office_undo": (NOBODY, NOBODY),
    "office_history": (READ, NOBODY),
    "office_import_shipped": (READ, READ),
    "office_import_upload": (EDIT, EDIT),
    "office_import_add": (NOBODY, NOBODY),
    "office_import_draft": (NOBODY, EDIT),
    "office_import_blank": (EDIT, NOBODY),
    "office_import_receipt": (READ, NOBODY),
    "office_import_refused": (READ, NOBODY),
    "office_import_write": (EDIT, EDIT),
    "office_import_drop": (EDIT, EDIT),
    "office_import_undo": (EDIT, EDIT),
    "office_import_submit": (NOBODY, EDIT),
    "office_import_accept": (NOBODY, NOBODY),
    "office_import_decide": (NOBODY, NOBODY),
    "office_tip_sealed": (NOBODY, NOBODY),
    "office_removal_decide": (WORK, NOBODY),
    "office_staff_sessions": (ADMINISTRATE, ADMINISTRATE),
    "office_end_sessions_of_staff": (NOBODY, NOBODY),
}
ACTIONS = {"changelist": 0, "history": 0, "export": 0, "add": 1, "change": 2, "delete": 3}


def may_come(name, model, method):
    """The roles for an address; None when nothing is written down about it."""
    writes = method == "POST"
    if name in SCREENS:
        return SCREENS[name][writes]
    action = (name or "").rpartition("_")[2]
    if model is None or action not in ACTIONS:
        return None
    rights = MODELS.get(model._meta.label_lower) or MODELS.get(model._meta.app_label)
    if rights is None:
        return None
    if action == "change" and not writes:
        return rights[0]
    if action == "export":
        return rights[0] & WORK
    return rights[ACTIONS[action]]
