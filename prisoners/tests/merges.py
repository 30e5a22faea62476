from prisoners.merging import merge


def merged(kept, absorbed, by, **more):
    return merge(kept=kept.public_id, absorbed=absorbed.public_id, by=by, **more)
