"""Photos as they are shown: new pixels, in a row of their own that goes when the photo is hidden."""

from django.db import models
from django.urls import reverse

from prisoners.facts.photo import PhotoTexts


class PhotoQuerySet(models.QuerySet):
    def without_bytes(self):
        return self.defer("content")


class Photo(PhotoTexts):
    """One photo of one published person, always JPEG. Nobody withheld, no sealed photo has a row."""

    public_id = models.CharField(max_length=12, primary_key=True)
    code = models.UUIDField()
    content = models.BinaryField()

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = "photo"
        indexes = [models.Index(fields=["sha256"])]

    def __str__(self):
        return f"{self.credit}, {self.licence}"

    @property
    def address(self):
        """Named after its content: another photo has another address."""
        return reverse("data:photo", args=[self.sha256])
