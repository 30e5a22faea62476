def record(kind, *, by=None, about="", detail=None):
    pass


def forget(public_id):
    pass
