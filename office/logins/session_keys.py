"""The cookie of a session holds a secret; the database knows the session by a digest of it.

So nobody logs in with what stands in the tables, or in a dump of them. To everything else, Django's and
allauth's lists of sessions too, the digest is the key.
"""

import hashlib

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.middleware import SessionMiddleware

LENGTH = 40  # of the column; in hexadecimal digits 160 bits, more than the secret has


def digest(secret):
    return hashlib.sha256(secret.encode()).hexdigest()[:LENGTH]


class SessionStore(db.SessionStore):
    """`secret` is known while it is sent: to the browser that gets it, from the browser that has it."""

    secret = None

    def _get_new_session_key(self):
        self.secret = super()._get_new_session_key()
        return digest(self.secret)


class Sessions(SessionMiddleware):
    def process_request(self, request):
        secret = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        request.session = self.SessionStore(digest(secret) if secret else None)
        request.session.secret = secret

    def process_response(self, request, response):
        response = super().process_response(request, response)
        cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if cookie is not None and cookie.value == request.session.session_key:
            response.cookies[settings.SESSION_COOKIE_NAME] = request.session.secret
        return response
