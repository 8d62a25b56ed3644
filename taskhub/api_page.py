"""/account/api: the doors for programs, shown to people.

`/api` belongs to the contracts, hence the address.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View


class ApiPage(View):
    """/account/api"""

    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest) -> HttpResponse:
        """The contracts, and how to talk to each."""
        return render(request, "taskhub/api.html")
