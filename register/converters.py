"""Parts of addresses."""

from core.public_ids import ALPHABET, LENGTH


class PublicIdConverter:
    """A public id as it is printed, such as RC-7K3M9Q. Anything else is no address of a record."""

    regex = f"[A-Z]{{2}}-[{ALPHABET}]{{{LENGTH}}}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value
