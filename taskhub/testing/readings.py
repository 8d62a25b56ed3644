"""The readings that are conditional, and how tests ask for them."""

from typing import Any

from taskhub.testing.clients import ContractClient

LIST = "/zocket/api/v1/tasks"


def get(client: ContractClient, path: str, tag: str | None = None, method: str = "GET") -> Any:
    """One reading, conditional where a tag is shown."""
    headers = {"If-None-Match": tag} if tag else {}
    return client.request(method, path, headers=headers)


def addresses(me: int, task: int, comment: int) -> dict[str, str]:
    """Every path that is conditional, for one reader."""
    return {
        "zocket list": LIST,
        "zocket page": f"{LIST}?page=1&limit=2",
        "zocket task": f"{LIST}/{task}",
        "taskora list": f"/taskora/api/{me}/tasks",
        "taskora task": f"/taskora/api/{me}/tasks/{task}",
        "todo list": f"/todo/api/{me}/tasks?sort=title",
        "todo task": f"/todo/api/{me}/tasks/{task}",
        "tasktracker list": "/tasktracker/api/v1/tasks/",
        "tasktracker marks": "/tasktracker/api/v1/tasks/marked-in-tasks/",
        "tasktracker task": f"/tasktracker/api/v1/tasks/{task}/",
        "tasktracker comment": f"/tasktracker/api/v1/task-comments/{comment}/",
        "v2 task": f"/api/v2/tasks/{task}/",
        "v2 suggestions": f"/api/v2/tasks/{task}/suggestions/",
    }
