"""Parts of a task's page that apps above this one bring: comments, suggestions.

Each registers what it shows when it is ready, so that nothing here imports it.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString

from tasks.models import Task

Panel = Callable[[HttpRequest, Task], SafeString]
_panels: dict[str, tuple[int, Panel]] = {}


def register(name: str, panel: Panel, *, place: int) -> None:
    """Shows this panel on every task's page; small places are above large ones."""
    _panels[name] = (place, panel)


def panels(request: HttpRequest, task: Task) -> list[SafeString]:
    """What all of them show of this task, in their order."""
    ordered = sorted(_panels.values(), key=lambda each: each[0])
    return [panel(request, task) for _, panel in ordered]
