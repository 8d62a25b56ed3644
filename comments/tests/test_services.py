from contextlib import nullcontext

import pytest
from django.db import connection

from comments import rows
from comments.errors import CommentChanged, CommentNotFound, NotYourComment
from comments.models import Comment
from comments.services import create_comment, delete_comment, update_comment
from taskhub.errors import Invalid, NotAllowed
from taskhub.testing.factories import make_comment, make_task, make_user
from tasks import events
from tasks.errors import TaskNotFound
from tasks.models import Event, Task


@pytest.fixture
def ann(db):
    return make_user("ann")


@pytest.fixture
def mine(ann):
    return make_task(ann)


def test_a_comment_is_trimmed_kept_and_told(ann, mine):
    comment = create_comment(actor=ann, task=mine, text="  Well begun ")
    assert Comment.objects.get().text == "Well begun"
    assert comment.created_at == comment.updated_at
    event = Event.objects.get()
    assert (event.type, event.audience) == (events.COMMENT_CREATED, [ann.pk])
    assert event.payload["comment"]["text"] == "Well begun"
    assert event.payload["comment"]["created_at"].endswith("Z")


@pytest.mark.parametrize("text", ["", " ", "x" * 10_001, "a\0", "\udfff", None, 3])
def test_text_that_cannot_be_kept_is_refused(ann, mine, text):
    comment = make_comment(mine, ann)
    for act in (
        lambda: create_comment(actor=ann, task=mine, text=text),
        lambda: update_comment(actor=ann, comment=comment, text=text),
    ):
        with pytest.raises(Invalid) as refused:
            act()
        assert list(refused.value.fields) == ["text"]


def test_an_update_tells_the_new_text(ann, mine):
    comment = make_comment(mine, ann)
    changed = update_comment(actor=ann, comment=comment, text="Better")
    assert Comment.objects.get().text == changed.text == "Better"
    assert changed.updated_at > comment.updated_at
    assert Event.objects.get().payload["comment"]["text"] == "Better"


def test_the_same_text_again_leaves_no_trace(ann, mine):
    comment = make_comment(mine, ann, text="Same")
    update_comment(actor=ann, comment=comment, text=" Same ")
    assert not Event.objects.exists()


def test_a_change_of_the_text_is_a_new_version(ann, mine):
    comment = create_comment(actor=ann, task=mine, text="One")
    assert comment.version == 1
    assert update_comment(actor=ann, comment=comment, text="Two").version == 2
    assert update_comment(actor=ann, comment=comment, text=" Two ").version == 2
    assert Comment.objects.get().version == 2


def test_a_row_of_an_older_server_has_the_first_version(ann, mine):
    old = make_comment(mine, ann)
    columns = "task_id, author_id, text, created_at, updated_at"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO comments_comment ({columns})"
            f" SELECT {columns} FROM comments_comment WHERE id = %s",
            [old.pk],
        )
    assert Comment.objects.latest("pk").version == 1


@pytest.mark.parametrize(("version", "fits"), [(None, True), (1, True), ({3, 1}, True), (2, False),
                                               (frozenset(), False)])  # fmt: skip
def test_who_names_a_version_changes_that_or_nothing(ann, mine, version, fits):
    comment = make_comment(mine, ann, text="One")
    doings = (
        lambda: update_comment(actor=ann, comment=comment, text="Two", version=version),
        lambda: delete_comment(actor=ann, comment=make_comment(mine, ann), version=version),
    )
    for act in doings:
        with nullcontext() if fits else pytest.raises(CommentChanged):
            act()
    assert Event.objects.count() == (2 if fits else 0)
    assert Comment.objects.filter(text="One").exists() != fits


def test_rights_come_before_the_version(ann, mine):
    with pytest.raises(NotYourComment):
        delete_comment(actor=make_user(), comment=make_comment(mine, ann), version=7)


def test_a_deletion_tells_what_is_gone(ann, mine):
    comment = make_comment(mine, ann, text="Oops")
    delete_comment(actor=ann, comment=comment)
    assert not Comment.objects.exists()
    event = Event.objects.get()
    assert event.type == events.COMMENT_DELETED
    assert (event.payload["comment"]["id"], event.payload["comment"]["text"]) == (
        comment.pk,
        "Oops",
    )


def test_who_no_longer_sees_the_task_no_longer_changes_the_comment(ann):
    bob = make_user("bob")
    task = make_task(ann, marked=[bob])
    comment = make_comment(task, bob)
    task.marked_users.clear()
    with pytest.raises(NotYourComment):
        update_comment(actor=bob, comment=comment, text="Still me")
    with pytest.raises(NotYourComment):
        delete_comment(actor=bob, comment=comment)


def test_superusers_delete_only_as_moderators(ann, mine):
    comment, boss = make_comment(mine, ann), make_user("boss", is_superuser=True)
    with pytest.raises(NotYourComment):
        delete_comment(actor=boss, comment=comment)
    with pytest.raises(NotAllowed):
        delete_comment(actor=make_user(), comment=comment, moderating=True)
    delete_comment(actor=boss, comment=comment, moderating=True)
    assert not Comment.objects.exists()


def test_what_is_gone_is_not_found(ann, mine):
    comment = make_comment(mine, ann)
    Comment.objects.all().delete()
    with pytest.raises(CommentNotFound):
        update_comment(actor=ann, comment=comment, text="Hm")
    Task.objects.all().delete()
    with pytest.raises(TaskNotFound):
        create_comment(actor=ann, task=mine, text="Hm")
    with pytest.raises(CommentNotFound):
        delete_comment(actor=ann, comment=comment)


def test_comments_are_read_oldest_first_in_one_statement(ann, mine, django_assert_num_queries):
    for text in "abc":
        make_comment(mine, ann, text=text)
    make_comment(make_task(ann), ann)
    with django_assert_num_queries(1):
        assert [row.text for row in rows.comments_of(mine.pk)] == ["a", "b", "c"]


def test_comments_are_seen_by_whoever_sees_the_task(ann, mine):
    comment = make_comment(mine, ann)
    assert list(Comment.objects.visible_to(ann)) == [comment]
    assert not Comment.objects.visible_to(make_user()).exists()
