"""The newest tasks somebody may read: the same as `visible_to` says, whichever way is taken."""

import datetime
import random
from contextlib import suppress

import pytest
from django.db.models import F

from accounts.models import User
from taskhub.errors import DomainError
from taskhub.testing.factories import make_board, make_task, make_user
from tasks import newest, revision
from tasks.models import Board, Event, Task, TaskStatus
from tasks.revision import stamp
from tasks.services import boards, tasks

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def chance():
    return random.Random(20)


@pytest.fixture
def people():
    return [make_user(f"person{number}") for number in range(4)]


@pytest.fixture
def hub(people, chance):
    """Sixty tasks, readable for none, one or several reasons, the old ones for more of them."""
    boards = [
        make_board(
            chance.choice(people),
            members=chance.sample(people, number % 3),
            is_private=number != 3,
        )
        for number in range(6)
    ]
    for number in range(60):
        make_task(
            chance.choice(people),
            str(number),
            assignee=chance.choice([None, *people]),
            board=chance.choice([None, None, *boards]),
            marked=chance.sample(people, chance.randrange(3)),
            visibility=chance.choice(["team", "participants", "participants"]),
        )
    return people


def expected(user):
    return list(Task.objects.visible_to(user).newest_first().values_list("pk", flat=True))


@pytest.fixture(params=["as it is", "never near", "in near steps", "far"])
def way(request, monkeypatch):
    settings = {
        "as it is": {},
        "never near": {"PAGE": 0},
        "in near steps": {"LEAST": 3, "REACH": 1},
        "far": {"PAGE": 0, "FAR": 0},
    }
    for name, value in settings[request.param].items():
        monkeypatch.setattr(newest, name, value)


@pytest.mark.parametrize("seed", range(2))
def test_parts_and_numbers_are_those_of_all_that_is_visible(hub, way, chance, seed):
    for user in [*hub, make_user("stranger")]:
        found = expected(user)
        assert newest.count(user) == len(found)
        for start, stop in [(0, 1), (0, 5), (3, 9), (0, 200), (40, 300), (500, 501)]:
            rows = newest.newest_rows(user, limit=stop - start, offset=start)
            assert [row.id for row in rows] == found[start:stop]
            assert newest.newest_ids(user, slice(start, stop)) == found[start:stop]


@pytest.mark.parametrize("little", [0, 10**6])
def test_what_is_readable_is_all_that_is_visible(hub, little, monkeypatch):
    monkeypatch.setattr(newest, "LITTLE", little)
    for user in [*hub, make_user("stranger")]:
        found = newest.readable(user).newest_first()
        assert list(found.values_list("pk", flat=True)) == expected(user)
        by_title = newest.readable(user).holding("1").filter(priority="Medium").order_by("title")
        assert by_title.count() == sum("1" in task.title for task in found)


def test_a_large_number_is_known_until_something_changes(hub, monkeypatch, people):
    monkeypatch.setattr(newest, "LARGE", 1)
    monkeypatch.setattr(newest, "_counts", newest._Counts())
    number = newest.count(people[0], "a stamp")
    Task.objects.filter(author=people[0]).delete()
    assert newest.count(people[0], "a stamp") == number
    assert newest.count(people[1], "a stamp") == len(expected(people[1]))
    assert newest.count(people[0], "another") == len(expected(people[0])) < number
    assert newest.count(people[0]) == len(expected(people[0]))


def now():
    return TaskStatus.objects.order_by("id").values_list(stamp())[0][0]


class Doings:
    """What people do to tasks and boards at random, by the services."""

    def __init__(self, people, chance):
        self.people, self.chance = people, chance

    def do(self):
        actor, task = self.chance.choice(self.people), self.chance.choice([*Task.objects.all()])
        doing = self.chance.choice([self.create, self.update, self.update, self.delete, self.board])
        with suppress(DomainError):
            doing(actor, task)

    def some(self):
        return self.chance.sample(self.people, self.chance.randrange(3))

    def create(self, actor, task):
        given = {"visibility": self.chance.choice(["team", "participants"])}
        tasks.create_task(actor=actor, title="New", marked=self.some(), **given)

    def update(self, actor, task):
        changes = self.chance.choice(
            [
                {"title": f"Other {self.chance.random()}"},
                {"marked": self.some()},
                {"assignee": self.chance.choice([None, *self.people])},
                {"visibility": self.chance.choice(["team", "participants"])},
                {"completed": self.chance.choice([True, False])},
                {"board": self.chance.choice([None, *Board.objects.filter(owner=actor)])},
            ]
        )
        author = actor if "board" in changes else task.author
        tasks.update_task(actor=author, task=task, changes=changes)

    def delete(self, actor, task):
        tasks.delete_task(actor=task.author, task=task)

    def board(self, actor, task):
        board, person = self.chance.choice([*Board.objects.all()]), self.chance.choice(self.people)
        change = self.chance.choice([boards.add_member, boards.remove_member, None])
        if change:
            change(actor=board.owner, board=board, user=person)
        else:
            changes = {"is_private": not board.is_private}
            boards.update_board(actor=board.owner, board=board, changes=changes)


@pytest.mark.parametrize("often", [1, 4])
def test_a_number_is_brought_up_to_date_by_what_the_log_says(hub, monkeypatch, chance, often):
    monkeypatch.setattr(newest, "LARGE", 1)
    monkeypatch.setattr(newest, "_counts", newest._Counts())
    doings = Doings(hub, chance)
    for _ in range(40):
        for _ in range(often):
            doings.do()
        for user in hub:
            assert newest.count(user, now()) == len(expected(user))


def kept_for(user, monkeypatch):
    """The number that is kept from here on; counting is over."""
    monkeypatch.setattr(newest, "LARGE", 1)
    monkeypatch.setattr(newest, "_counts", newest._Counts())
    number = newest.count(user, now())
    monkeypatch.setattr(newest, "_counted", None)
    return number


def test_most_changes_need_no_counting(people, monkeypatch):
    ann, other = people[0], people[1]
    task, foreign = make_task(ann), make_task(other, marked=[people[2]])
    tasks.update_task(actor=ann, task=task, changes={"priority": "Low"})
    number = kept_for(ann, monkeypatch)
    tasks.update_task(actor=ann, task=task, changes={"title": "Renamed", "completed": True})
    tasks.update_task(actor=other, task=foreign, changes={"marked": [people[3]]})
    assert newest.count(ann, now()) == number
    made = tasks.create_task(actor=ann, title="One more")
    assert newest.count(ann, now()) == number + 1
    tasks.delete_task(actor=ann, task=made)
    tasks.create_task(actor=other, title="Not theirs")
    assert newest.count(ann, now()) == number


def test_an_older_stamp_has_the_newer_number(people, monkeypatch):
    ann = people[0]
    tasks.create_task(actor=ann, title="One")
    before = now()
    tasks.create_task(actor=ann, title="Two")
    assert kept_for(ann, monkeypatch) == 2
    assert newest.count(ann, before) == 2


@pytest.mark.parametrize("history", ["longer than is read", "pruned", "another", "not the log's"])
def test_where_the_log_does_not_tell_it_is_counted(people, monkeypatch, history):
    ann = people[0]
    made = [tasks.create_task(actor=ann, title=str(number)) for number in range(3)]
    monkeypatch.setattr(newest, "LARGE", 1)
    monkeypatch.setattr(newest, "_counts", newest._Counts())
    assert newest.count(ann, now()) == 3
    if history == "longer than is read":
        monkeypatch.setattr(revision, "MOST", 1)
    elif history == "pruned":
        Event.objects.all().delete()
    elif history == "another":  # a backup was played back, and others went on from it
        Event.objects.update(created_at=F("created_at") + datetime.timedelta(seconds=1))
    else:
        User.objects.filter(pk=ann.pk).update(first_name="Anna")
    Task.objects.filter(pk=made[0].pk).delete()  # without a word in the log
    tasks.create_task(actor=ann, title="Last")
    assert newest.count(ann, now()) == 3


def test_how_many_may_be_known_is_bounded(hub, monkeypatch, people):
    monkeypatch.setattr(newest, "LARGE", 1)
    kept = newest._Counts()
    monkeypatch.setattr(kept, "MOST", 2, raising=False)
    monkeypatch.setattr(newest, "_counts", kept)
    for user in people:
        newest.count(user, "a stamp")
        assert len(kept._known) <= 2
