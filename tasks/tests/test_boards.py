from datetime import timedelta

import pytest

from taskhub.errors import Invalid
from taskhub.testing.factories import make_board, make_task, make_user
from tasks.errors import BoardNotFound, BoardVersionMismatch, NotYourBoard
from tasks.models import Board, Event, Task
from tasks.services import boards


@pytest.fixture
def ann(db):
    return make_user("ann")


@pytest.fixture
def board(ann):
    return make_board(ann)


def changes():
    told = Event.objects.order_by("id")
    return [
        (event.task_id, event.payload["changed"], event.audience, event.former) for event in told
    ]


def test_a_board_has_its_members_once_and_never_its_owner(ann):
    bob = make_user("bob")
    board = boards.create_board(actor=ann, name=" Plans ", members=[bob, ann, bob])
    assert (board.name, board.is_private, board.owner) == ("Plans", True, ann)
    assert list(board.members.all()) == [bob]


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "x" * 256), ("description", "\0"), ("is_private", "yes")],
)
def test_what_breaks_a_rule_is_named(ann, board, field, value):
    for act in (
        lambda: boards.create_board(actor=ann, **{"name": "B", field: value}),
        lambda: boards.update_board(actor=ann, board=board, changes={field: value}),
    ):
        with pytest.raises(Invalid) as refused:
            act()
        assert list(refused.value.fields) == [field]


def test_each_change_is_a_version_later_than_the_last(ann):
    board = boards.create_board(actor=ann, name="Plans")
    assert (board.version, board.updated_at) == (1, board.created_at)
    Board.objects.update(updated_at=board.updated_at + timedelta(days=1))  # a clock gone back
    before = Board.objects.get()
    for _ in range(2):
        boards.update_board(actor=ann, board=board, changes={"name": "New"})
    after = Board.objects.get()
    assert (after.version, after.updated_at > before.updated_at) == (2, True)


def test_a_board_is_changed_from_an_expected_version_only(ann, board):
    for act in (
        lambda: boards.update_board(actor=ann, board=board, changes={}, version=2),
        lambda: boards.delete_board(actor=ann, board=board, version={2, 3}),
    ):
        with pytest.raises(BoardVersionMismatch):
            act()
    boards.update_board(actor=ann, board=board, changes={"name": "New"}, version=1)
    boards.delete_board(actor=ann, board=board, version={1, 2})


def test_only_the_owner_changes_a_board(ann):
    bob = make_user("bob")
    board = make_board(ann, members=[bob])
    for act in (
        lambda: boards.update_board(actor=bob, board=board, changes={"name": "Mine"}),
        lambda: boards.delete_board(actor=bob, board=board),
        lambda: boards.add_member(actor=bob, board=board, user=make_user()),
        lambda: boards.remove_member(actor=bob, board=board, user=ann),
    ):
        with pytest.raises(NotYourBoard):
            act()


def test_a_new_name_is_no_task_s_news(ann, board):
    make_task(ann, board=board)
    boards.update_board(actor=ann, board=board, changes={"name": "New", "is_private": True})
    assert Board.objects.get().name == "New"
    assert not Event.objects.exists()


def test_opening_and_closing_a_board_is_told_for_the_tasks_it_matters_to(ann, board):
    bob = make_user("bob")
    task = make_task(ann, board=board, assignee=bob)
    make_task(ann, board=board, visibility="team")
    make_task(ann)
    boards.update_board(actor=ann, board=board, changes={"is_private": False})
    boards.update_board(actor=ann, board=board, changes={"is_private": True})
    readers = {"readers": [None, None]}
    assert changes() == [
        (task.pk, readers, None, []),
        (task.pk, readers, [ann.pk, bob.pk], None),
    ]
    assert Task.objects.get(pk=task.pk).version == 1


def test_a_new_member_hears_of_the_tasks_they_did_not_see(ann, board):
    bob = make_user("bob")
    task = make_task(ann, board=board)
    make_task(bob, board=board, marked=[ann])
    boards.add_member(actor=ann, board=board, user=bob)
    boards.add_member(actor=ann, board=board, user=bob)
    assert changes() == [(task.pk, {"readers": [None, None]}, [ann.pk, bob.pk], [])]


@pytest.mark.parametrize("leaving", [True, False])
def test_a_member_who_goes_is_told_what_they_lose(ann, leaving):
    bob = make_user("bob")
    board = make_board(ann, members=[bob])
    task = make_task(ann, board=board)
    make_task(ann, board=board, marked=[bob])
    boards.remove_member(actor=bob if leaving else ann, board=board, user=bob)
    boards.remove_member(actor=ann, board=board, user=bob)
    assert changes() == [(task.pk, {"readers": [None, None]}, [ann.pk], [bob.pk])]


def test_an_open_board_s_members_change_nothing_of_who_reads(ann):
    board = make_board(ann, is_private=False)
    make_task(ann, board=board)
    boards.add_member(actor=ann, board=board, user=make_user())
    assert not Event.objects.exists()


def test_nobody_joins_whose_account_is_closed(ann, board):
    with pytest.raises(Invalid):
        boards.add_member(actor=ann, board=board, user=make_user(is_active=False))


def test_tasks_outlive_their_board(ann):
    bob = make_user("bob")
    board = make_board(ann, members=[bob])
    task = make_task(ann, board=board)
    boards.delete_board(actor=ann, board=board)
    task.refresh_from_db()
    assert (task.board_id, task.version) == (None, 2)
    assert changes() == [(task.pk, {"board": [board.pk, None]}, [ann.pk], [bob.pk])]


def test_favourites_are_marked_once_and_only_where_seen(ann, board):
    bob = make_user("bob")
    with pytest.raises(BoardNotFound):
        boards.add_favourite(actor=bob, board_id=board.pk)
    board.members.add(bob)
    boards.add_favourite(actor=bob, board_id=board.pk)
    boards.add_favourite(actor=bob, board_id=board.pk)
    assert list(Board.objects.favourites_of(bob)) == [board]
    boards.remove_favourite(actor=bob, board_id=board.pk)
    boards.remove_favourite(actor=bob, board_id=board.pk)
    assert not Board.objects.favourites_of(bob).exists()


def test_a_favourite_lost_to_sight_can_still_be_unmarked_once(ann, board):
    bob = make_user("bob")
    board.members.add(bob)
    boards.add_favourite(actor=bob, board_id=board.pk)
    board.members.clear()
    boards.remove_favourite(actor=bob, board_id=board.pk)
    with pytest.raises(BoardNotFound):
        boards.remove_favourite(actor=bob, board_id=board.pk)


@pytest.mark.parametrize("board_id", [0, -1, 10**30])
def test_an_id_of_no_board_is_not_found(ann, board_id):
    with pytest.raises(BoardNotFound):
        boards.add_favourite(actor=ann, board_id=board_id)
    with pytest.raises(BoardNotFound):
        boards.remove_favourite(actor=ann, board_id=board_id)


def test_a_favourite_no_longer_seen_is_not_shown(ann, board):
    bob = make_user("bob")
    board.members.add(bob)
    boards.add_favourite(actor=bob, board_id=board.pk)
    boards.remove_member(actor=ann, board=board, user=bob)
    assert not Board.objects.favourites_of(bob).exists()


def test_many_tasks_are_told_in_portions(ann, board, monkeypatch):
    monkeypatch.setattr("tasks.queries.PORTION", 3)
    for _ in range(7):
        make_task(ann, board=board)
    boards.add_member(actor=ann, board=board, user=make_user())
    boards.delete_board(actor=ann, board=board)
    assert Event.objects.count() == 14
