"""Files to import, for tests of the screens."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from office.models import Import, ImportProfile

PROFILE = 'title = "Test list"\nlist = "test-list"\nkey = ["key"]\nmost_refused = 60\n'
ONE = "1,Test Person One,male,1980-01-05,2020-08-09,"
TWO = "2,Test Person Two,female,1981-02-06,2020-08-10,"
DEAD = "3,Test Person Three,male,1982-03-07,2020-08-11,2021-05"
NAMELESS = "4,,male,,,"
COLUMNS = "key,name,person.sex,person.born_on,detention.began_on,death.died_on"


def make_profile(name="test-list", text=PROFILE):
    return ImportProfile.objects.create(name=name, text=text)


def sheet(*lines, columns=COLUMNS):
    return "\n".join([columns, *lines]).encode()


def bring(client, content, *, profile="test-list", name="list.csv", **more):
    """The answer to uploading a file."""
    file = SimpleUploadedFile(name, content)
    return client.post(
        reverse("admin:office_import_upload"), {"file": file, "profile": profile, **more}
    )


def read(client, content, **more):
    """The import of a file that can be read."""
    answer = bring(client, content, **more)
    assert answer.status_code == 302, answer.context["form"].errors
    return Import.objects.get(pk=answer.url.rstrip("/").rpartition("/")[2])


def to(step, imported, *more):
    return reverse(f"admin:office_import_{step}", args=[imported.pk, *more])


def receipt(client, imported, tab="", page=""):
    """The text of the receipt's page."""
    answer = client.get(to("receipt", imported), {"tab": tab, "page": page} if tab else {})
    assert answer.status_code == 200
    return answer.content.decode()


def write(client, imported):
    client.post(to("write", imported), {"although_many_are_refused": "1"})
    imported.refresh_from_db()
    return imported


def download(client, imported, tab, kind):
    """The bytes of refused rows, or of rows with cells that were left out."""
    return b"".join(client.get(to("refused", imported, tab, kind)).streaming_content)
