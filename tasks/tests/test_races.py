"""Several services at once, on real connections: nothing lost, nothing half-done."""

import threading
from contextlib import suppress
from functools import partial

import pytest

from comments.errors import CommentChanged, CommentNotFound
from comments.models import Comment
from comments.services import create_comment, delete_comment, update_comment
from suggestions.models import Suggestion
from suggestions.services import accept_suggestion
from taskhub.errors import DomainError, Invalid
from taskhub.testing.factories import make_board, make_task, make_user
from taskhub.testing.race import race
from tasks import events, locks
from tasks.errors import LastOfCategory, NotYourTask, StatusInUse, TaskNotFound
from tasks.models import Event, Task, TaskStatus
from tasks.services import boards
from tasks.services.moves import move_task
from tasks.services.statuses import create_status, delete_status, update_status
from tasks.services.tasks import create_task, delete_task, set_completed, update_task

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


@pytest.fixture
def ann():
    return make_user("ann")


@pytest.fixture
def boss():
    return make_user("boss", is_superuser=True)


def failures(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, Exception)]


def refusals(outcomes):
    """What went wrong, all of it told as a domain error."""
    failed = failures(outcomes)
    assert all(isinstance(error, DomainError) for error in failed), failed
    return [type(error) for error in failed]


def changer(task, actor=None, **changes):
    return partial(update_task, actor=actor or task.author, task=task, changes=changes)


def test_every_toggle_counts(ann):
    task = make_task(ann)
    toggle = partial(set_completed, actor=ann, task=task, completed=None)
    assert not failures(race(*[toggle] * 8))
    stored = Task.objects.get()
    assert (stored.completed, stored.version) == (False, 9)
    sides = [each.payload["changed"]["category"] for each in Event.objects.order_by("id")]
    assert sides == [["ToDo", "Done"], ["Done", "ToDo"]] * 4


def test_changes_of_different_fields_lose_nothing(ann):
    bob, task = make_user("bob"), make_task(ann)
    changes = {
        "title": "New",
        "description": "Longer",
        "priority": "High",
        "category": "Done",
        "assignee": bob,
        "marked": [bob],
        "visibility": "team",
    }
    assert not failures(race(*(changer(task, **{key: changes[key]}) for key in changes)))
    stored = Task.objects.get()
    assert (stored.title, stored.description, stored.priority) == ("New", "Longer", "High")
    assert (stored.completed, stored.assignee, stored.visibility) == (True, bob, "team")
    assert list(stored.marked_users.all()) == [bob]
    versions = [each.payload["task"]["version"] for each in Event.objects.order_by("id")]
    assert versions == list(range(2, 2 + len(changes)))


def test_of_writers_with_the_same_version_one_wins(ann):
    task = make_task(ann)
    writers = [
        partial(update_task, actor=ann, task=task, changes={"title": f"T{n}"}, version=1)
        for n in range(6)
    ]
    assert len(refusals(race(*writers))) == 5
    assert Task.objects.get().version == 2


def test_of_writers_with_the_same_version_of_a_comment_one_wins(ann):
    comment = create_comment(actor=ann, task=make_task(ann), text="One")
    writers = [
        partial(update_comment, actor=ann, comment=comment, text=f"T{n}", version=1)
        for n in range(5)
    ]
    writers.append(partial(delete_comment, actor=ann, comment=comment, version=1))
    assert set(refusals(race(*writers))) <= {CommentChanged, CommentNotFound}
    told = Event.objects.exclude(type=events.COMMENT_CREATED)
    assert told.count() == 1


def test_a_change_beside_a_deletion_happens_before_it_or_not_at_all(ann):
    for _ in range(ROUNDS):
        task = make_task(ann)
        delete = partial(delete_task, actor=ann, task=task)
        refused = refusals(race(delete, changer(task, title="New"), delete))
        assert refused.count(TaskNotFound) == len(refused)
        told = Event.objects.of_task(task.pk).values_list("type", flat=True)
        assert list(told) in (["task_deleted"], ["task_updated", "task_deleted"])
    assert not Task.objects.exists()


def test_a_comment_beside_a_deletion_is_told_first_or_refused(ann):
    for _ in range(ROUNDS):
        task = make_task(ann)
        refusals(
            race(
                partial(create_comment, actor=ann, task=task, text="Wait"),
                partial(delete_task, actor=ann, task=task),
            )
        )
        assert Event.objects.of_task(task.pk).last().type == events.TASK_DELETED
    assert not Comment.objects.exists()


def test_whoever_is_dropped_while_updating_is_dropped(ann):
    bob = make_user("bob")
    for _ in range(ROUNDS):
        task = make_task(ann, assignee=bob)
        drop, write = changer(task, assignee=None), changer(task, bob, title="By bob")
        assert set(refusals(race(drop, write))) <= {NotYourTask}
        lost = Event.objects.of_task(task.pk).get(former=[bob.pk])
        assert not Event.objects.of_task(task.pk).filter(id__gt=lost.pk, actor=bob).exists()


def test_a_status_goes_or_is_used_never_both(ann, boss):
    for number in range(ROUNDS):
        status = create_status(actor=boss, name=f"Later {number}")
        task = make_task(ann)
        refused = refusals(
            race(
                partial(create_task, actor=ann, title="T", status=status),
                partial(delete_status, actor=boss, status=status),
                changer(task, status=status),
            )
        )
        gone = not TaskStatus.objects.filter(pk=status.pk).exists()
        assert refused == ([Invalid, Invalid] if gone else [StatusInUse])


def test_a_status_moved_away_from_loses_no_task(ann, boss):
    done = TaskStatus.objects.get(slug="done")
    status = create_status(actor=boss, name="Later")
    tasks = [make_task(ann, status=status) for _ in range(4)]
    refused = refusals(
        race(
            partial(delete_status, actor=boss, status=status, move_to=done),
            *(changer(task, title="New") for task in tasks),
            partial(set_completed, actor=ann, task=tasks[0], completed=False),
        )
    )
    assert refused == []
    assert Task.objects.filter(title="New").count() == 4
    for told in Task.objects.all():
        last = Event.objects.of_task(told.pk).last().payload["task"]
        assert (last["status_id"], last["version"]) == (told.status_id, told.version)


def test_the_log_ends_with_the_category_that_holds(ann, boss):
    status = create_status(actor=boss, name="Later")
    for category in ("Done", "InProgress") * ROUNDS:
        task = make_task(ann)
        refused = refusals(
            race(
                partial(update_status, actor=boss, status=status, changes={"category": category}),
                changer(task, status=status),
                partial(create_task, actor=ann, title="T", status=status),
            )
        )
        assert refused == []
        for told in Task.objects.filter(status=status):
            assert Event.objects.of_task(told.pk).last().payload["task"]["category"] == category


def test_one_status_of_a_category_stays(boss):
    for _ in range(ROUNDS):
        second = create_status(actor=boss, name="Shipped", category="Done")
        both = TaskStatus.objects.filter(category="Done")
        refused = refusals(race(*(partial(delete_status, actor=boss, status=s) for s in both)))
        assert refused == [LastOfCategory]
        assert TaskStatus.objects.filter(category="Done").count() == 1
        TaskStatus.objects.filter(category="Done").exclude(pk=second.pk).update(slug="over")


def test_slugs_made_at_once_differ(boss):
    made = race(*[partial(create_status, actor=boss, name="Later")] * 5)
    assert len({status.slug for status in made}) == 5
    assert len({status.position for status in made}) == 5


def test_no_cycle_closes_between_two_moves(ann):
    for _ in range(ROUNDS):
        one, two = make_task(ann), make_task(ann)
        # Neither move touches a row of the other's.
        under_one, under_two = make_task(ann, parent=one), make_task(ann, parent=two)
        moves = changer(one, parent=under_two), changer(two, parent=under_one)
        assert refusals(race(*moves)) == [Invalid]


def test_a_sub_task_beside_the_deletion_of_its_parent_survives(ann):
    for _ in range(ROUNDS):
        parent, child = make_task(ann), make_task(ann)
        refused = refusals(
            race(
                partial(delete_task, actor=ann, task=parent),
                changer(child, parent=parent),
                partial(create_task, actor=ann, title="T", parent=parent),
            )
        )
        assert set(refused) <= {Invalid}
    assert not Task.objects.exclude(parent=None).exists()


def test_who_leaves_a_board_hears_nothing_later_than_that(ann):
    bob = make_user("bob")
    for _ in range(ROUNDS):
        board = make_board(ann, members=[bob])
        task = make_task(ann, board=board)
        assert not failures(
            race(
                partial(boards.remove_member, actor=ann, board=board, user=bob),
                changer(task, title="New"),
                partial(create_task, actor=ann, title="T", board=board),
            )
        )
        told = list(Event.objects.of_task(task.pk))
        lost = next(n for n, event in enumerate(told) if bob.pk in event.former)
        assert all(bob.pk not in event.audience for event in told[lost:])


def test_a_board_goes_beside_its_tasks_changes(ann):
    for _ in range(ROUNDS):
        board = make_board(ann)
        tasks = [make_task(ann, board=board) for _ in range(3)]
        refusals(
            race(
                partial(boards.delete_board, actor=ann, board=board),
                *(changer(task, title="New") for task in tasks),
                partial(create_task, actor=ann, title="T", board=board),
                partial(boards.add_favourite, actor=ann, board_id=board.pk),
            )
        )
    assert Task.objects.filter(title="New", board=None).count() == 3 * ROUNDS


def test_a_favourite_is_one_however_often_it_is_marked(ann):
    board = make_board(ann)
    mark = partial(boards.add_favourite, actor=ann, board_id=board.pk)
    assert not failures(race(*[mark] * 6))
    assert board.favourites.count() == 1


def test_a_suggestion_is_accepted_once(ann):
    task = make_task(ann)
    sub_tasks = [{"title": "a", "description": "", "priority": "Low"}]
    suggestion = Suggestion.objects.create(
        task=task, user=ann, suggestion_text="So", sub_tasks=sub_tasks
    )
    outcomes = race(*[partial(accept_suggestion, actor=ann, suggestion=suggestion)] * 4)
    assert len(refusals(outcomes)) == 3
    assert Task.objects.filter(parent=task).count() == 1


def test_two_that_wait_for_each_other_both_get_through(ann):
    one, two = make_task(ann), make_task(ann)
    meet = threading.Barrier(2, timeout=1)

    @locks.one_transaction
    def both(first, second):
        Task.objects.locked(first.pk)
        with suppress(threading.BrokenBarrierError):
            meet.wait()  # on SQLite, and at the second attempt, nobody else comes this far
        Task.objects.locked(second.pk)
        return True

    assert race(partial(both, one, two), partial(both, two, one)) == [True, True]


def test_cards_moved_into_one_gap_at_once_all_find_a_place(ann):
    board = make_board(ann)
    # No double lies between the first two: every move has to number the column anew.
    places = [0.0, 5e-324, 1.0, 2.0, 3.0, 4.0]
    cards = [make_task(ann, str(n), board=board, position=at) for n, at in enumerate(places)]
    to_do = cards[0].status
    into = partial(move_task, actor=ann, status=to_do, after=cards[0])
    assert not failures(race(*(partial(into, task=card) for card in cards[2:])))
    order = list(Task.objects.top_first().values_list("title", flat=True))
    assert (order[0], order[-1], sorted(order)) == ("0", "1", list("012345"))
    assert Event.objects.count() == 4


def test_a_card_moved_two_ways_at_once_ends_in_the_column_told_last(ann):
    statuses = list(TaskStatus.objects.all())
    for _ in range(ROUNDS):
        task = make_task(ann, board=make_board(ann))
        moves = [partial(move_task, actor=ann, task=task, status=each) for each in statuses[1:]]
        assert not failures(race(*moves))
        told = Event.objects.of_task(task.pk).last().payload["task"]
        stored = Task.objects.get(pk=task.pk)
        assert (told["status_id"], told["version"]) == (stored.status_id, stored.version)
        assert stored.version == 3
