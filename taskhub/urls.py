"""Where every surface is mounted."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from taskhub import health

handler400 = "taskhub.pages.bad_request"
handler403 = "taskhub.pages.forbidden"
handler404 = "taskhub.pages.not_found"
handler500 = "taskhub.pages.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("admin/", admin.site.urls),
    path("", include("accounts.urls")),
]
