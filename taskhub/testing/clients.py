"""HTTP clients for tests: one a contract, speaking JSON as its users do."""

from __future__ import annotations

import json as jsonlib
from typing import Any

from django.http import HttpResponse
from django.test import Client

from accounts import sessions
from accounts.models import User
from taskhub.testing import answers

_NOTHING = object()


class ContractClient:
    """Sends requests below a base such as `/taskora`; signs in without the network's way."""

    def __init__(self, base: str, token: str | None = None) -> None:
        self.base = base
        self.token = token
        self.http = Client(raise_request_exception=False)

    def as_(self, user: User) -> ContractClient:
        """The same client with a fresh session of this person."""
        grant = sessions.open_session(user=user, door="test", refreshable=False)
        return ContractClient(self.base, grant.access)

    def with_token(self, token: str) -> ContractClient:
        """The same client with this bearer token."""
        return ContractClient(self.base, token)

    def request(self, method: str, path: str, json: Any = _NOTHING, **extra: Any) -> Any:
        """One request; `json` is the body, `data` with `content_type` sends bytes as they are.

        Fails when the answer is not as the contract's OpenAPI document says.
        """
        headers = extra.pop("headers", {})
        if self.token:
            headers = {"Authorization": f"Bearer {self.token}", **headers}
        if json is not _NOTHING:
            extra.update(data=jsonlib.dumps(json), content_type="application/json")
        response: Any = self.http.generic(method, f"{self.base}{path}", headers=headers, **extra)
        if response.streaming:
            response = _whole(response)
        answers.check(response)
        return response

    def get(self, path: str, **extra: Any) -> Any:
        """GET."""
        return self.request("GET", path, **extra)

    def post(self, path: str, json: Any = _NOTHING, **extra: Any) -> Any:
        """POST."""
        return self.request("POST", path, json, **extra)

    def put(self, path: str, json: Any = _NOTHING, **extra: Any) -> Any:
        """PUT."""
        return self.request("PUT", path, json, **extra)

    def patch(self, path: str, json: Any = _NOTHING, **extra: Any) -> Any:
        """PATCH."""
        return self.request("PATCH", path, json, **extra)

    def delete(self, path: str, json: Any = _NOTHING, **extra: Any) -> Any:
        """DELETE."""
        return self.request("DELETE", path, json, **extra)


def _whole(streamed: Any) -> Any:
    """A streamed response with its content in one piece, and so with a `json`."""
    response: Any = HttpResponse(b"".join(streamed), status=streamed.status_code)
    response.headers = streamed.headers
    response.request, response.resolver_match = streamed.request, streamed.resolver_match
    response.json = lambda: jsonlib.loads(response.content)
    return response
