"""Whatever is sent to an operation of a contract, the answer is one that its document describes.

Requests are made up from the OpenAPI documents, the same ones in every run. The client checks
status, media type and body of every answer (taskhub/testing/answers.py).
"""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comments.models import Comment
from suggestions.models import Suggestion
from taskhub.rest.schema import generate
from taskhub.testing.clients import ContractClient
from taskhub.testing.documents import schema_operations
from taskhub.testing.guesses import Guesser
from taskhub.urls import CONTRACTS
from tasks.models import TaskStatus

pytestmark = pytest.mark.django_db

OPERATIONS = [
    pytest.param(contract, path, method, id=f"{contract.name} {method.upper()} {path}")
    for contract in CONTRACTS
    for path, methods in generate(contract)["paths"].items()
    for method in methods
]
WORD = "correct horse battery"
CALLERS = ("author", "author", "author", "owner", "superuser", None)

known_requests = settings(
    max_examples=40,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def known(person, task):
    """What paths, queries and bodies can name, by the names that the documents use."""
    author, member = person("author"), person("member")
    author.set_password(WORD)
    author.save()
    comment = Comment.objects.create(task=task, author=author, text="first")
    step = {"title": "x", "description": "", "priority": "Low"}
    suggestion = Suggestion.objects.create(
        task=task, user=author, suggestion_text="x", sub_tasks=[step]
    )
    person("owner"), person("superuser")
    statuses = list(TaskStatus.objects.values_list("pk", flat=True))
    return {
        "task_id": [task.pk],
        "parent_id": [task.pk],
        "target_id": [task.pk, comment.pk],
        "suggestion_id": [suggestion.pk],
        "status_id": statuses,
        "board_id": [task.board_id],
        "boardId": [str(task.board_id)],
        "user_id": [author.pk, author.pk, member.pk],
        "assigned_to": [author.pk, member.pk, 0],
        "assignee_id": [author.pk, member.pk],
        "marked_user_ids": [[member.pk]],
        "marked_users": [[member.username]],
        "username": ["somebodynew", member.username],
        "email": ["new@example.com", author.email],
        "password": [WORD, "correct horse"],
        "newPassword": ["tall oak tree by the sea"],
        "slug": ["in-review"],
        "sortBy": ["name:asc,createdAt:desc", "email:desc"],
        "status": ["ToDo", "Done", "completed"],
        "due_date": ["2026-02-01"],
        "wait": [0],
    }


@pytest.mark.parametrize(("contract", "path", "method"), OPERATIONS)
def test_every_answer_is_a_documented_one(contract, path, method, person, known):
    base = ContractClient("/" + contract.info.base.rstrip("/"))
    clients = {name: base.as_(person(name)) if name else base for name in CALLERS}

    @known_requests
    @given(st.sampled_from(CALLERS), Guesser(generate(contract), known).requests(path, method))
    def is_answered(caller, guess):
        # What one request has done is undone before the next.
        with transaction.atomic():
            response = clients[caller].request(method.upper(), guess.address, **guess.extra)
            transaction.set_rollback(True)
        assert response.status_code < 500, response.content

    is_answered()


def test_every_documented_operation_is_tried():
    tried = {(each.values[0].name, each.values[2].upper()) for each in OPERATIONS}
    documented = sum(len(schema_operations(generate(contract))) for contract in CONTRACTS)
    assert len(OPERATIONS) == documented
    assert {name for name, _ in tried} == {contract.name for contract in CONTRACTS}
