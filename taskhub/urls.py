"""Where every surface is mounted."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from taskhub import health
from taskhub.api.urls import contract as v2
from taskhub.api_page import ApiPage
from taskhub.contracts.taskora.urls import contract as taskora
from taskhub.contracts.tasktracker.urls import contract as tasktracker
from taskhub.contracts.todo.urls import contract as todo
from taskhub.contracts.totask.urls import contract as totask
from taskhub.contracts.zocket.urls import contract as zocket
from taskhub.documents import DocumentPage
from taskhub.home import Home
from taskhub.offline import offline_page, worker
from taskhub.rest.routing import Contract, mount, mount_on_root
from taskhub.shortcuts import Shortcuts
from taskhub.statistics import StatisticsPage

handler400 = "taskhub.pages.bad_request"
handler403 = "taskhub.pages.forbidden"
handler404 = "taskhub.pages.not_found"
handler500 = "taskhub.pages.server_error"

CONTRACTS = [zocket, taskora, tasktracker, totask, todo, v2]


def root_order() -> list[Contract]:
    """The contracts that the root serves; of two with the same path the earlier answers."""
    personal = [taskora, todo]
    if settings.TASKHUB_PERSONAL_TASKS_CONTRACT == todo.name:
        personal.reverse()
    # `/api/v1/tasks` would also pass for the tasks of a user called v1.
    return [zocket, tasktracker, totask, *personal]


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    # Before the pages: programs ask more often, and a path is looked for from above.
    *(pattern for contract in CONTRACTS for pattern in mount(contract)),
    *mount_on_root(root_order()),
    path("admin/", admin.site.urls),
    path("", Home.as_view(), name="home"),
    path("docs/<path:name>/", DocumentPage.as_view(), name="document"),
    path("offline/<str:language>", offline_page, name="offline"),
    path("offline-worker.js", worker, name="offline-worker"),
    path("statistics/", StatisticsPage.as_view(), name="statistics"),
    path("account/api", ApiPage.as_view(contracts=CONTRACTS), name="api-page"),
    path("account/shortcuts", Shortcuts.as_view(), name="shortcuts"),
    path("", include("accounts.urls")),
    path("", include("tasks.urls")),
    path("", include("comments.urls")),
    path("", include("suggestions.urls")),
]
