"""`manage.py translations`: gather what is to be translated, and compile what is."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from taskhub.translations import catalogues


class Command(BaseCommand):
    help = "Bring the catalogues in step with the sources, compile them, and say what is missing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; 1 if not in step")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        stale = False
        for catalogue in catalogues():
            path = catalogue.path
            wanted = {
                path: catalogue.text().encode(),
                path.with_suffix(".mo"): catalogue.compiled(),
            }
            for file, content in wanted.items():
                if file.exists() and file.read_bytes() == content:
                    continue
                stale = True
                self.stdout.write(f"{'Stale' if check else 'Written'}: {catalogue.app}/{file.name}")
                if not check:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(content)
            for text in catalogue.untranslated:
                stale = True
                self.stdout.write(f"{catalogue.app}, not in {catalogue.language}: {text}")
        if check and stale:
            raise SystemExit(1)
