"""Fan-out: N sockets, K events, beside a bare `websockets` broadcast in the same run.

    .venv/bin/python benchmarks/fanout.py [--sockets 1000] [--events 300] [--rounds 3]

Uses DATABASE_URL and REDIS_URL as the server does; without them a database of its own. Both
servers send the same bytes to the same client, one after the other, in alternated rounds.

Two things are measured. *Burst*: all events are committed at once, so that the server has
more to send than it can; frames a second by the clock, and by the processor time that the
server took, which does not mind what else the machine does. *Pace*: a few events a second,
and how long after its commit each frame arrives.
"""

import argparse
import asyncio
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
TICKS = os.sysconf("SC_CLK_TCK")
PACE = 20  # events a second
PACED = 60  # events
PER_USER = 20


# The client: as little as it takes to count frames, see their order and note their time.


class Reader(asyncio.Protocol):
    """One socket: `stamps` has for each frame its number in the run and when it came."""

    def __init__(self, request: bytes, opened: asyncio.Event) -> None:
        self.request = request
        self.opened = opened
        self.upgraded = False
        self.rest = b""
        self.stamps: list[tuple[int, float]] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        transport.write(self.request)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        now = time.time()
        data = self.rest + data
        if not self.upgraded:
            head, end, data = data.partition(b"\r\n\r\n")
            if not end:
                self.rest = head
                return
            if not head.startswith(b"HTTP/1.1 101"):
                raise SystemExit(f"Refused: {head[:300]!r}")
            self.upgraded = True
            self.opened.set()
        at, size = 0, len(data)
        while at + 2 <= size:
            length, start = data[at + 1], at + 2
            if length == 126:
                if at + 4 > size:
                    break
                length, start = int.from_bytes(data[at + 2 : at + 4], "big"), at + 4
            if start + length > size:
                break
            if data[at] == 0x81:
                mark = data.find(b"number ", start)
                self.stamps.append((int(data[mark + 7 : mark + 13]), now))
            elif data[at] == 0x89:  # whoever leaves pings unanswered is dropped
                pong = bytes([0x8A, 0x80 | length]) + bytes(4) + data[start : start + length]
                self.transport.write(pong)
            at = start + length
        self.rest = data[at:]


async def client(host: str, port: int, path: str, tokens: list[str], sockets: int) -> None:
    """Open the sockets, then answer each line of standard input with one of figures."""
    loop = asyncio.get_running_loop()
    readers: list[Reader] = []
    for number in range(sockets):
        head = (
            f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            f"Authorization: Bearer {tokens[number % len(tokens)]}\r\n\r\n"
        )
        opened = asyncio.Event()
        reader = Reader(head.encode(), opened)
        await loop.create_connection(lambda reader=reader: reader, host, port)
        readers.append(reader)
        await asyncio.wait_for(opened.wait(), 30)
    print("ready", flush=True)
    while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
        expected = int(line)
        deadline = time.monotonic() + 60
        while min(len(reader.stamps) for reader in readers) < expected:
            if time.monotonic() > deadline:
                break
            await asyncio.sleep(0.02)
        print(json.dumps(figures(readers, expected)), flush=True)
        for reader in readers:
            reader.stamps.clear()


def figures(readers: list[Reader], expected: int) -> dict[str, object]:
    times = [at for reader in readers for _, at in reader.stamps]
    orders = [[number for number, _ in reader.stamps] for reader in readers]
    return {
        "frames": len(times),
        "lost": expected * len(readers) - len(times),
        "in_order": all(order == sorted(set(order)) for order in orders),
        "first": min(times, default=0.0),
        "last": max(times, default=0.0),
        # When each event had come to each socket of a sample.
        "arrivals": [stamp for reader in readers[::10] for stamp in reader.stamps],
    }


class Client:
    """The client in a process of its own."""

    def __init__(self, port: int, path: str, tokens: list[str], sockets: int) -> None:
        said = json.dumps([port, path, tokens, sockets])
        self.process = subprocess.Popen(
            [sys.executable, __file__, "--client", said],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        if self.process.stdout.readline().strip() != "ready":
            raise SystemExit("The client could not open its sockets")

    def ask(self, expected: int) -> None:
        self.process.stdin.write(f"{expected}\n")
        self.process.stdin.flush()

    def answer(self) -> dict:
        return json.loads(self.process.stdout.readline())

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait()


# The floor: websockets' own broadcast, which checks nothing and reads nothing.


async def bare(port: int) -> None:
    """Broadcast what standard input says: how many, how many a second, how many bytes."""
    from websockets.asyncio.server import broadcast, serve

    clients = set()

    async def hold(connection) -> None:
        clients.add(connection)
        await connection.wait_closed()

    async with serve(hold, "127.0.0.1", port, compression=None, ping_interval=None):
        print("ready", flush=True)
        while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
            count, pace, size = map(int, line.split())
            sent = []
            for number in range(count):
                sent.append(time.time())
                broadcast(clients, f"number {number:06}".ljust(size, "x"))
                await asyncio.sleep(1 / pace if pace else 0)
            print(json.dumps(sent), flush=True)


class Bare:
    def __init__(self, port: int) -> None:
        self.port = port
        self.process = subprocess.Popen(
            [sys.executable, __file__, "--bare", str(port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.process.stdout.readline()

    @property
    def pid(self) -> int:
        return self.process.pid

    def send(self, count: int, pace: int, size: int) -> list[float]:
        self.process.stdin.write(f"{count} {pace} {size}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait()


# TaskHub.


class TaskHub:
    """A server, and events for everybody put into its log."""

    def __init__(self, stack: ExitStack, sockets: int) -> None:
        from accounts import sessions
        from taskhub.testing.factories import make_task, make_user
        from taskhub.testing.processes import SERVE, running, same_hub

        names = range(max(1, sockets // PER_USER))
        run = time.time_ns()
        users = [make_user(f"reader-{run}-{number}") for number in names]
        self.task = make_task(users[0], "number", visibility="team")
        self.tokens = [
            sessions.open_session(user=user, door="zocket", refreshable=False).access
            for user in users
        ]
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        own = {**same_hub(), "TASKHUB_SOCKETS_PER_USER": str(sockets)}
        self.server = stack.enter_context(running(SERVE, folder, **own))
        self.port, self.pid = self.server.port, self.server.process.pid

    def send(self, count: int, pace: int, size: int) -> list[float]:
        """Commit the events, all at once or at a pace; when each was committed."""
        from tasks import events

        before = events.last_id()
        if pace:
            for number in range(count):
                self._change(number)
                time.sleep(1 / pace)
        else:
            self._commit(range(count), size)
        rows = []
        while len(rows) < count:
            rows += events.rows_after(rows[-1].id if rows else before)
        # Noted right before the commit.
        return [row.created_at.timestamp() for row in rows]

    def _change(self, number: int) -> None:
        """One event as they come about: by a request to the server."""
        named = {
            "Authorization": f"Bearer {self.tokens[0]}",
            "Content_Type": "application/json",
        }
        body = json.dumps({"title": f"number {number:06}"})
        answer = self.server.json("PUT", f"/zocket/api/v1/tasks/{self.task.pk}", body, **named)
        assert answer["title"].endswith(f"{number:06}"), answer

    def _commit(self, numbers, size: int) -> None:
        from django.db import transaction

        from tasks import events

        told = events.snapshot(self.task)
        texts = [{**told, "title": f"number {number:06}"} for number in numbers]
        entries = [
            events.Entry(self.task, {"task": each}, events.EVERYONE, events.EVERYONE)
            for each in texts
        ]
        with transaction.atomic():
            events.record_all(events.TASK_UPDATED, entries, actor=None)


def set_up(folder: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taskhub.settings")
    os.environ.setdefault("TASKHUB_DATA_DIR", folder)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


# The figures.


def processor(pid: int) -> float:
    """Seconds of processor time that the process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident(pid: int) -> int:
    """Bytes of memory that are the process's own."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) * 1024


class Subject:
    """One of the two, with its sockets open."""

    def __init__(self, name: str, server, path: str, tokens: list[str], sockets: int) -> None:
        self.name, self.server, self.sockets = name, server, sockets
        # One client first, so that what is made once is not counted as a socket's.
        Client(server.port, path, tokens, 20).stop()
        time.sleep(1.5)
        before = resident(server.pid)
        self.client = Client(server.port, path, tokens, sockets)
        time.sleep(0.5)
        self.memory = (resident(server.pid) - before) / sockets
        self.by_clock: list[float] = []
        self.by_processor: list[float] = []
        self.delays: list[float] = []
        self.lost, self.in_order = 0, True

    def burst(self, events: int, size: int) -> None:
        spent = processor(self.server.pid)
        self.client.ask(events)
        self.server.send(events, 0, size)
        answer = self.client.answer()
        self._note(answer)
        self.by_processor.append(answer["frames"] / (processor(self.server.pid) - spent))
        self.by_clock.append(answer["frames"] / (answer["last"] - answer["first"]))

    def pace(self, size: int) -> None:
        self.client.ask(PACED)
        sent = self.server.send(PACED, PACE, size)
        answer = self.client.answer()
        self._note(answer)
        self.delays += [at - sent[number] for number, at in answer["arrivals"]]

    def _note(self, answer: dict) -> None:
        self.lost += answer["lost"]
        self.in_order = self.in_order and answer["in_order"]

    def row(self) -> dict[str, float]:
        delays = statistics.quantiles(self.delays, n=100)
        return {
            "frames/s by the clock": statistics.median(self.by_clock),
            "frames/s of processor time": statistics.median(self.by_processor),
            "p50 ms": delays[49] * 1000,
            "p99 ms": delays[98] * 1000,
            "KiB a socket": self.memory / 1024,
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sockets", type=int, default=1000)
    parser.add_argument("--events", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--client", help=argparse.SUPPRESS)
    parser.add_argument("--bare", type=int, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    raise_file_limit(wanted.sockets + 200)
    if wanted.client:
        port, path, tokens, sockets = json.loads(wanted.client)
        asyncio.run(client("127.0.0.1", port, path, tokens, sockets))
    elif wanted.bare:
        asyncio.run(bare(wanted.bare))
    else:
        compare(wanted.sockets, wanted.events, wanted.rounds)


def raise_file_limit(wanted: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


def compare(sockets: int, events: int, rounds: int) -> None:
    with ExitStack() as stack:
        set_up(stack.enter_context(tempfile.TemporaryDirectory()))
        from taskhub.contracts.zocket.consumers import DocumentedFrames
        from taskhub.live.wire import payload_of
        from taskhub.testing.processes import free_port
        from tasks import events as log

        hub = TaskHub(stack, sockets)
        floor = Bare(free_port())
        stack.callback(floor.stop)
        hub.send(1, 0, 0)
        newest = log.rows_after(log.last_id() - 1)[0]
        size = len(payload_of(DocumentedFrames().told(newest).head))
        ours = Subject("TaskHub", hub, "/api/v1/ws", hub.tokens, sockets)
        bare_one = Subject("websockets", floor, "/", ["none"], sockets)
        for _ in range(rounds):
            for subject in (ours, bare_one):
                subject.burst(events, size)
        for subject in (ours, bare_one):
            subject.pace(size)
        report(ours, bare_one, f"{sockets} sockets, {rounds} x {events} events, {size} bytes")
        ours.client.stop()
        bare_one.client.stop()


def report(ours: Subject, floor: Subject, what: str) -> None:
    print(f"\n{what}; delivered without loss: {ours.lost == 0}, in order: {ours.in_order}")
    print(f"lost: TaskHub {ours.lost}, websockets {floor.lost}\n")
    left, right = ours.row(), floor.row()
    print(f"{'':28}{'TaskHub':>12}{'websockets':>12}{'ratio':>8}")
    for name in left:
        ratio = left[name] / right[name] if right[name] else float("nan")
        print(f"{name:28}{left[name]:12,.1f}{right[name]:12,.1f}{ratio:8.2f}")


if __name__ == "__main__":
    main()
