"""What the schema shows as examples, where several paths show the same."""

from typing import Any

PERSON: dict[str, Any] = {"id": 7, "username": "ada", "full_name": "Ada Lovelace"}
TASK: dict[str, Any] = {
    "id": 12,
    "title": "Write the release notes",
    "description": "",
    "status": {"id": 1, "name": "To do", "slug": "to-do", "category": "ToDo"},
    "completed": False,
    "priority": "Medium",
    "author": PERSON,
    "assignee": None,
    "marked_users": [{"id": 9, "username": "grace", "full_name": "Grace Hopper"}],
    "board_id": 3,
    "parent_id": None,
    "due_date": "2026-02-01",
    "visibility": "participants",
    "created_at": "2026-01-11T10:00:00Z",
    "updated_at": "2026-01-12T08:30:00Z",
}
