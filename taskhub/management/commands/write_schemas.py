"""`manage.py write_schemas`: the generated OpenAPI files of docs/openapi/."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from drf_spectacular.drainage import GENERATOR_STATS

from taskhub.rest.routing import Contract
from taskhub.rest.schema import generate, to_yaml
from taskhub.urls import CONTRACTS


class Command(BaseCommand):
    """Writes one YAML file a contract, or says which differ."""

    help = "Write docs/openapi/<contract>.yaml, or with --check compare and fail when they differ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--check`."""
        parser.add_argument("--check", action="store_true", help="compare, write nothing")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        """Write or compare; raises CommandError on a difference or a generator's warning."""
        folder = Path(settings.BASE_DIR) / "docs" / "openapi"
        wanted = {folder / f"{each.name}.yaml": _generated(each) for each in CONTRACTS}
        stale = [path for path, text in wanted.items() if _read(path) != text]
        if check and stale:
            names = ", ".join(path.name for path in stale)
            raise CommandError(f"Out of date: {names}. Run `python manage.py write_schemas`.")
        for path in stale:
            path.write_text(wanted[path], encoding="utf-8")
            self.stdout.write(f"wrote {path.name}")


def _generated(contract: Contract) -> str:
    schema = generate(contract)
    # The generator forgets its warnings when the next document begins.
    if GENERATOR_STATS:
        GENERATOR_STATS.emit_summary()
        raise CommandError(f"The schema of {contract.name} was generated with warnings.")
    return to_yaml(schema)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
