"""A first profile for an unknown spreadsheet, for a person to finish."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from office.importing import drafting, profiles
from sheets import FileRefused


class Command(BaseCommand):
    help = (
        "Read an unknown spreadsheet and write a first profile for it, with what it guesses, what it "
        "counted, and what is left for a person to decide."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--out", metavar="NAME", default="",
            help="A name for import_profiles/, or a path that ends in .toml. The default is the file's name.",
        )  # fmt: skip
        parser.add_argument("--list", metavar="NAME", default="", help="The name of the list.")
        parser.add_argument(
            "--force", action="store_true", help="Write over a profile that is there."
        )

    def handle(self, *, file, out, list, force, **options):
        if not file.is_file():
            raise CommandError(f"{file} is not a file.")
        name = drafting.name_for(file.name)
        path = Path(out) if out.endswith(".toml") else profiles.FOLDER / f"{out or name}.toml"
        try:
            found = drafting.draft(file, file_name=file.name, list_name=list or name)
            with path.open("w" if force else "x", encoding="utf-8") as draft:
                draft.write(found.text)
        except FileRefused as refused:
            raise CommandError(str(refused)) from None
        except FileExistsError:
            raise CommandError(f"{path} is there already; --force writes over it.") from None
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from None
        self.stdout.write(
            f"{path}: {found.lines:,} lines, {len(found.placed)} columns have a place, "
            f"{len(found.left)} have none yet, {found.questions} questions."
        )
