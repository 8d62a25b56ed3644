"""The boards of the sample."""

from taskhub.sample.kinds import SampleBoard

BOARDS = (
    SampleBoard(
        "Website relaunch",
        "grace",
        "Everything that has to happen before the new site goes live.",
        members=("daniel", "priya", "tom", "boris"),
        fans=("grace", "daniel", "priya"),
    ),
    SampleBoard(
        "Customer support",
        "priya",
        "What people write to us about, until it is answered or mended.",
        members=("daniel", "tom"),
        fans=("priya",),
    ),
    SampleBoard(
        "Переезд офиса",
        "anna",
        "Переезжаем в конце месяца, ничего не забыть.",
        members=("boris", "grace"),
        fans=("anna", "boris"),
    ),
    SampleBoard(
        "Reading club",
        "daniel",
        "Open to everyone: what we read next, and when we meet.",
        is_private=False,
        fans=("anna", "daniel"),
    ),
)
