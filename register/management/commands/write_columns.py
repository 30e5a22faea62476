from pathlib import Path

from django.core.management.base import BaseCommand

from register.columns_page import in_markdown

PAGE = Path(__file__).resolve().parents[3] / "docs" / "columns.md"


class Command(BaseCommand):
    help = "Writes docs/columns.md from the declared columns of the public data."
    requires_system_checks = []

    def handle(self, *args, **options):
        PAGE.write_text(in_markdown())
