"""Mail to staff, where the register has a mail server; everything works without one."""

import smtplib

from django.conf import settings
from django.core.mail import send_mail


def is_set_up():
    return bool(settings.EMAIL_HOST)


def send(address, subject, text):
    """Send it if there is a server and an address; whether it left comes back. A dead server stops nobody."""
    if not is_set_up() or not address:
        return False
    try:
        return send_mail(subject, text, None, [address]) == 1
    except (OSError, smtplib.SMTPException):
        return False
