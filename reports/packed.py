"""Answers as bytes. Django makes a class of its own for each lazy text that is unpacked: most of the time.

Here a lazy text is what made it, called again.
"""

import io
import pickle

from django.utils import translation
from django.utils.functional import Promise

MAKERS = {
    translation.gettext: translation.gettext_lazy,
    translation.pgettext: translation.pgettext_lazy,
}


class _Packer(pickle.Pickler):
    def reducer_override(self, thing):
        if isinstance(thing, Promise):
            _unpickle, (translate, args, _kwargs, *_classes) = thing.__reduce__()
            if translate in MAKERS:
                return _text, (translate, *args)
        return NotImplemented


def _text(translate, *args):
    return MAKERS[translate](*args)


def packed(thing):
    file = io.BytesIO()
    _Packer(file, pickle.HIGHEST_PROTOCOL).dump(thing)
    return file.getvalue()


def unpacked(text):
    return pickle.loads(text)  # noqa: S301  what this software wrote into its own cache
