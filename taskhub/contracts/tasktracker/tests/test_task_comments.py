"""/api/v1/task-comments/{id}/."""

import pytest

from accounts.models import User
from comments.models import Comment
from taskhub.rest.fields import instant
from taskhub.testing.factories import make_comment, make_task
from taskhub.testing.hostile import UNFIT_IDS
from tasks.models import Event

pytestmark = pytest.mark.django_db

READERS = ["author", "marked", "assignee", "owner", "member"]


def path_of(thing):
    return f"/api/v1/task-comments/{thing.pk}/"


def test_a_comment_is_answered_as_it_was_made(tasktracker, person, task):
    author = person("author")
    response = tasktracker.as_(author).post(path_of(task), {"text": " Well sung. "})
    comment = Comment.objects.get()
    assert response.status_code == 201
    assert response.json() == {
        "text": "Well sung.",
        "id": comment.pk,
        "author": {
            "username": "author",
            "first_name": "Author",
            "last_name": "Example",
            "id": author.pk,
            "full_name": "Author Example",
            "avatar": None,
            "about": "",
        },
        "created_at": instant(comment.created_at),
    }


@pytest.mark.parametrize("who", [*READERS, "outsider", "superuser"])
def test_whoever_reads_the_task_comments_and_reads_comments(
    tasktracker, person, task, who, comment
):
    client = tasktracker.as_(person(who))
    reads = who in READERS
    assert client.get(path_of(comment)).status_code == (200 if reads else 403)
    response = client.post(path_of(task), {"text": "Yes."})
    assert response.status_code == (201 if reads else 403)
    if not reads:
        said = "You do not have permission to perform this action."
        assert response.json() == {"detail": said}


def test_on_a_task_of_the_whole_team_everybody_comments(tasktracker, person):
    task = make_task(person("author"), visibility="team")
    response = tasktracker.as_(person("outsider")).post(path_of(task), {"text": "Yes."})
    assert response.status_code == 201


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
@pytest.mark.parametrize("who", [*READERS, "outsider", "superuser"])
def test_only_its_author_changes_a_comment(tasktracker, person, task, method, who):
    comment = make_comment(task, person("marked"), "Mine")
    response = tasktracker.as_(person(who)).request(method, path_of(comment), {"text": "Yours"})
    done = {"PATCH": 200, "DELETE": 204}[method]
    assert response.status_code == (done if who == "marked" else 403)
    assert Comment.objects.filter(text="Mine").exists() == (who != "marked")


def test_an_author_who_no_longer_reads_the_task_is_refused(tasktracker, person, task):
    comment = make_comment(task, person("marked"))
    task.marked_users.clear()
    client = tasktracker.as_(person("marked"))
    for method in ("GET", "PATCH", "DELETE"):
        assert client.request(method, path_of(comment), {"text": "x"}).status_code == 403


def test_an_update_answers_with_the_comment(tasktracker, person, comment):
    client = tasktracker.as_(person("author"))
    before = client.get(path_of(comment)).json()
    response = client.patch(path_of(comment), {"text": " Better. "})
    assert (response.status_code, response.json()) == (200, {**before, "text": "Better."})
    assert client.get(path_of(comment)).json() == {**before, "text": "Better."}


def test_nothing_changes_for_an_empty_object(tasktracker, person, comment):
    response = tasktracker.as_(person("author")).patch(path_of(comment), {})
    assert (response.status_code, response.json()["text"]) == (200, comment.text)
    assert not Event.objects.exists()


CHANGED = {"detail": "The comment has changed since you read it"}


def test_every_answer_with_a_comment_carries_its_version(tasktracker, person, task):
    client = tasktracker.as_(person("author"))
    made = client.post(path_of(task), {"text": "One"})
    path = path_of(Comment.objects.get())
    assert made["ETag"] == '"1"'
    assert client.get(path)["ETag"].startswith('"1.')
    assert client.patch(path, {"text": "Two"})["ETag"] == '"2"'
    assert client.patch(path, {})["ETag"] == '"2"'
    assert client.get(path)["ETag"].startswith('"2.')


@pytest.mark.parametrize(("method", "body"), [("PATCH", {"text": "Stale"}), ("PATCH", {}),
                                              ("DELETE", {})])  # fmt: skip
def test_a_tag_of_an_older_text_is_a_412(tasktracker, person, comment, method, body):
    client = tasktracker.as_(person("author"))
    read = client.get(path_of(comment))["ETag"]
    client.patch(path_of(comment), {"text": "Newer"})
    for tag in (read, '"1"', 'W/"2"', "2", '"x"'):
        response = client.request(method, path_of(comment), body, headers={"If-Match": tag})
        assert (response.status_code, response.json()) == (412, CHANGED)
    assert Comment.objects.get().text == "Newer"


@pytest.mark.parametrize("form", ["{}", '"9.x.y", {}', "*", ""])
@pytest.mark.parametrize(("method", "status"), [("PATCH", 200), ("DELETE", 204)])
def test_a_tag_of_the_present_text_is_good(tasktracker, person, comment, method, status, form):
    client = tasktracker.as_(person("author"))
    tag = form.format(client.get(path_of(comment))["ETag"])
    # Its author's name stands beside it, and is none of the comment's.
    User.objects.filter(pk=person("author").pk).update(first_name="Other")
    response = client.request(method, path_of(comment), {"text": "x"}, headers={"If-Match": tag})
    assert response.status_code == status


def test_who_may_not_write_does_not_learn_whether_a_tag_was_good(tasktracker, person, comment):
    client = tasktracker.as_(person("marked"))
    for method in ("PATCH", "DELETE"):
        response = client.request(method, path_of(comment), {}, headers={"If-Match": '"7"'})
        assert response.status_code == 403


def test_a_deleted_comment_is_gone(tasktracker, person, comment):
    client = tasktracker.as_(person("author"))
    response = client.delete(path_of(comment))
    assert (response.status_code, response.content) == (204, b"")
    response = client.get(path_of(comment))
    assert (response.status_code, response.json()) == (404, {"detail": "Comment not found"})


@pytest.mark.parametrize("method", ["POST", "PATCH"])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "This field may not be blank."),
        (" \n", "This field may not be blank."),
        (None, "This field may not be null."),
        (5, "Not a valid string."),
        (False, "Not a valid string."),
        (["x"], "Not a valid string."),
        ("x" * 10_001, "Ensure this field has no more than 10000 characters."),
    ],
    ids=str,
)
def test_what_is_no_text_is_a_400(tasktracker, person, task, comment, method, text, said):
    path = path_of(task if method == "POST" else comment)
    response = tasktracker.as_(person("author")).request(method, path, {"text": text})
    assert (response.status_code, response.json()) == (400, {"text": [said]})
    assert Comment.objects.get().text == comment.text


def test_a_text_is_needed(tasktracker, person, task):
    response = tasktracker.as_(person("author")).post(path_of(task), {})
    assert (response.status_code, response.json()) == (400, {"text": ["This field is required."]})


@pytest.mark.parametrize(
    ("method", "missing"),
    [("POST", "Task"), ("GET", "Comment"), ("PATCH", "Comment"), ("DELETE", "Comment")],
)
@pytest.mark.parametrize("target_id", [*UNFIT_IDS, "4000000"])
def test_an_unknown_or_unfit_id_is_a_404(tasktracker, person, method, missing, target_id):
    client = tasktracker.as_(person("author"))
    response = client.request(method, f"/api/v1/task-comments/{target_id}/", {"text": "x"})
    assert (response.status_code, response.json()) == (404, {"detail": f"{missing} not found"})


@pytest.mark.parametrize("method", ["POST", "GET", "PATCH", "DELETE"])
def test_comments_need_a_token_before_all_else(tasktracker, comment, method):
    response = tasktracker.request(method, path_of(comment), {"text": 5})
    assert response.status_code == 401


@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_who_may_not_write_is_told_before_the_body_is_read(
    tasktracker, person, task, comment, method
):
    path = path_of(task if method == "POST" else comment)
    response = tasktracker.as_(person("outsider")).request(method, path, {"text": 5})
    assert response.status_code == 403


@pytest.mark.parametrize("count", [1, 50])
def test_a_comment_costs_three_queries(tasktracker, person, task, count, django_assert_num_queries):
    made = [make_comment(task, person("marked")) for _ in range(count)]
    client = tasktracker.as_(person("author"))
    with django_assert_num_queries(3):  # session and user; the comment; its author
        client.get(path_of(made[-1]))
