from django.contrib.auth.hashers import PBKDF2PasswordHasher


class QuickHasher(PBKDF2PasswordHasher):
    """Passwords in one round, in the form that the site in production reads too."""

    iterations = 1
