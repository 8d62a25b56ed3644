"""Two processes, eight writers, fifty sockets: everybody hears exactly what is theirs.

In the order of the commits, nothing twice, nothing missing; also when Redis goes and comes
back, when a process is killed, and when sockets come and go as they like.
"""

import shutil
import subprocess
import time
from contextlib import ExitStack

import pytest
from django.conf import settings

from taskhub.live import cursors
from taskhub.live.tests.crowd import Crowd, Writers, expected, log_after
from taskhub.testing.factories import make_board, make_user
from taskhub.testing.processes import SERVE, free_port, running, same_hub

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]
USERS, SOCKETS_EACH = 10, 5


class OwnRedis:
    """A Redis that a test may kill."""

    def __init__(self, folder):
        self.port = free_port()
        self.folder = folder
        self.start()

    def start(self):
        command = ["redis-server", "--port", str(self.port), "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(
            [*command, "--bind", "127.0.0.1", "--dir", str(self.folder)],
            stdout=subprocess.DEVNULL,
        )

    def kill(self):
        self.process.kill()
        self.process.wait()


def without_hidden(due, heard, rows):
    """What is due to somebody who read some of it later, when they had lost sight of tasks.

    Of those nothing may be told but that they are gone, which must be.
    """
    types = {row.id: row.type for row in rows}
    gone = {task: number for number, kind, task in due if kind != types[number]}
    told = set(heard)
    return [each for each in due if each in told or each[0] >= gone.get(each[2], 0)]


class Scene:
    """Two servers, ten people, two boards."""

    def __init__(self, stack, tmp_path, **environment):
        self.stack = stack
        self.folder = tmp_path
        self.environment = {**same_hub(), **environment}
        self.hubs = [self.start() for _ in range(2)]
        self.users = [make_user() for _ in range(USERS)]
        self.boards = [
            make_board(self.users[0], members=self.users[1:3]),
            make_board(self.users[4], members=self.users[5:6]),
        ]

    def start(self):
        folder = self.folder / str(time.monotonic_ns())
        folder.mkdir()
        return self.stack.enter_context(running(SERVE, folder, **self.environment))

    def play(self, changes, disturb=lambda: None, *, restless=False):
        """Write so many changes and disturb half way; check what everybody heard."""
        with Crowd(self.hubs, self.users, SOCKETS_EACH, restless=restless) as crowd:
            writers = Writers(self.hubs, self.users, self.boards, changes)
            writers.start()
            writers.await_half(changes)
            disturb()
            writers.finish()
        rows = log_after(crowd.position)
        assert len(rows) >= changes
        for client in crowd.clients:
            self.check(client, rows)
        return crowd

    def check(self, client, rows):
        members = {
            board.pk: {board.owner_id, *board.members.values_list("pk", flat=True)}
            for board in self.boards
        }
        due = expected(rows, client.user.pk, members)
        if client.resumes:
            heard = [
                (cursors.read(client.user.pk, frame["id"]), frame["type"], frame["task"])
                for frame in client.heard
            ]
            assert heard == (due if client.opened == 1 else without_hidden(due, heard, rows))
            return
        told = [(frame["type"], frame["data"]) for frame in client.heard]
        assert [(kind, data if kind == "task_deleted" else data["id"]) for kind, data in told] == [
            (kind, task) for _, kind, task in due
        ]
        titles = {row.id: row.payload["task"]["title"] for row in rows}
        assert [data["title"] for kind, data in told if kind != "task_deleted"] == [
            titles[number] for number, kind, _ in due if kind != "task_deleted"
        ]


@pytest.fixture
def stack():
    with ExitStack() as opened:
        yield opened


def test_everybody_hears_exactly_what_is_theirs(stack, tmp_path):
    crowd = Scene(stack, tmp_path).play(2_000)
    assert [client.opened for client in crowd.clients] == [1] * USERS * SOCKETS_EACH


def test_the_same_with_sockets_that_come_back_by_cursor(stack, tmp_path):
    crowd = Scene(stack, tmp_path).play(400, restless=True)
    assert sum(client.opened for client in crowd.clients) > 2 * len(crowd.clients)


def test_the_same_with_a_process_killed(stack, tmp_path):
    scene = Scene(stack, tmp_path)

    def disturb():
        scene.hubs[0].process.kill()
        scene.hubs.insert(0, scene.start())
        scene.hubs.pop(1)

    crowd = scene.play(400, disturb)
    assert sum(client.broken for client in crowd.clients) >= USERS


@pytest.mark.skipif(
    not (settings.REDIS_URL and shutil.which("redis-server")), reason="needs a Redis of its own"
)
def test_the_same_with_redis_killed_and_back(stack, tmp_path):
    redis = OwnRedis(tmp_path)
    stack.callback(redis.kill)
    scene = Scene(stack, tmp_path, REDIS_URL=f"redis://127.0.0.1:{redis.port}/0")

    def disturb():
        redis.kill()
        time.sleep(1.5)
        redis.start()

    crowd = scene.play(400, disturb)
    assert [client.opened for client in crowd.clients] == [1] * USERS * SOCKETS_EACH
    assert all("Traceback" not in hub.log.read_text() for hub in scene.hubs)
