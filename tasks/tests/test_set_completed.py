import pytest

from taskhub.testing.factories import make_task, make_user
from tasks.errors import VersionMismatch
from tasks.models import Event, TaskStatus
from tasks.services.tasks import set_completed


@pytest.fixture
def mine(db):
    return make_task(make_user("ann"))


def complete(task, completed, **more):
    return set_completed(actor=task.author, task=task, completed=completed, **more)


@pytest.mark.parametrize(
    ("category", "wanted", "ends"),
    [
        ("ToDo", True, "done"),
        ("InProgress", True, "done"),
        ("Done", True, "done"),
        ("ToDo", False, "to-do"),
        ("InProgress", False, "in-progress"),
        ("Done", False, "to-do"),
        ("ToDo", None, "done"),
        ("InProgress", None, "done"),
        ("Done", None, "to-do"),
    ],
)
def test_a_task_changes_sides_only_when_it_must(db, category, wanted, ends):
    task = make_task(make_user("ann"), category=category)
    assert complete(task, wanted).status.slug == ends
    assert Event.objects.exists() is (task.status.slug != ends)


def test_a_status_of_ones_own_on_the_right_side_is_kept(mine):
    shipped = TaskStatus.objects.create(name="Shipped", slug="shipped", category="Done")
    mine.status = shipped
    mine.save()
    assert complete(mine, True).status == shipped
    assert not Event.objects.exists()


def test_a_version_that_is_past_is_refused(mine):
    with pytest.raises(VersionMismatch):
        complete(mine, True, version=7)


def test_toggling_twice_ends_where_it_began(mine):
    assert complete(mine, None).completed
    again = complete(mine, None)
    assert not again.completed
    assert again.version == 3
