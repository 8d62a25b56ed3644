"""What `manage.py demo` puts into an empty hub: four people, three boards and their tasks."""

from dataclasses import dataclass, field

#: Known to everybody who can read this file, hence nothing for a server that others reach.
PASSWORD = "tea-with-the-sample-people"  # noqa: S105 - printed by the command

Comment = tuple[str, str]


@dataclass(frozen=True)
class SamplePerson:
    """Somebody to sign in as, by `name@example.com`."""

    name: str
    first_name: str
    last_name: str
    about: str

    @property
    def email(self) -> str:
        """The address; example.com belongs to nobody."""
        return f"{self.name}@example.com"


@dataclass(frozen=True)
class SampleBoard:
    """A board; `fans` are those who mark it as a favourite."""

    name: str
    owner: str
    description: str = ""
    members: tuple[str, ...] = ()
    is_private: bool = True
    fans: tuple[str, ...] = ()


@dataclass(frozen=True)
class SampleTask:
    """A task, told apart by author and title; `due_in` counts days from today.

    Of what an analysis suggests, `begun` accepts the first step.
    """

    title: str
    author: str
    description: str = ""
    board: str = ""
    category: str = "ToDo"
    priority: str = "Medium"
    assignee: str = ""
    marked: tuple[str, ...] = ()
    due_in: int | None = None
    visibility: str = "participants"
    analysed: bool = False
    begun: bool = False
    comments: tuple[Comment, ...] = field(default=())


PEOPLE = (
    SamplePerson("grace", "Grace", "Miller", "Runs the web team and the tea kitchen."),
    SamplePerson("daniel", "Daniel", "Okafor", "Back end, databases, bicycles."),
    SamplePerson("anna", "Анна", "Петрова", "Офис-менеджер. Знает, где что лежит."),
    SamplePerson("boris", "Борис", "Иванов", "Разработчик, пишет тесты раньше кода."),
)

BOARDS = (
    SampleBoard(
        "Website relaunch",
        "grace",
        "Everything that has to happen before the new site goes live.",
        members=("daniel", "boris"),
        fans=("grace", "daniel"),
    ),
    SampleBoard(
        "Переезд офиса",
        "anna",
        "Переезжаем в конце месяца, ничего не забыть.",
        members=("boris",),
        fans=("anna", "boris"),
    ),
    SampleBoard(
        "Reading club",
        "daniel",
        "Open to everyone: what we read next, and when we meet.",
        is_private=False,
        fans=("anna",),
    ),
)

TASKS = (
    SampleTask(
        "Move the blog to the new site",
        "grace",
        "- export the posts\n- keep the old addresses working\n- check the pictures\n"
        "- tell the newsletter readers",
        board="Website relaunch",
        category="InProgress",
        priority="High",
        assignee="daniel",
        marked=("boris",),
        due_in=10,
        analysed=True,
        comments=(
            ("daniel", "The export works; 214 posts. Pictures are next."),
            ("grace", "Lovely. Please keep the **old addresses**, people link to them."),
        ),
    ),
    SampleTask(
        "Choose fonts and colours",
        "grace",
        "Contrast has to be good in the dark scheme as well.",
        board="Website relaunch",
        category="Done",
        assignee="grace",
        comments=(("boris", "В тёмной теме ссылки теперь читаются хорошо."),),
    ),
    SampleTask(
        "Load test before the launch",
        "daniel",
        "How many readers at once until answers take longer than half a second?",
        board="Website relaunch",
        assignee="boris",
        due_in=14,
    ),
    SampleTask(
        "Renew the certificate of the shop",
        "daniel",
        priority="High",
        due_in=-1,
        marked=("grace",),
    ),
    SampleTask(
        "Собрать коробки и подписать их",
        "anna",
        "На каждой коробке: комната, что внутри, кто хозяин.",
        board="Переезд офиса",
        category="InProgress",
        priority="High",
        assignee="boris",
        due_in=5,
        comments=(
            ("boris", "Книги упакованы, осталась техника."),
            ("anna", "Отлично! Мониторы — в коробки с пузырчатой плёнкой."),
        ),
    ),
    SampleTask(
        "Заказать интернет в новый офис",
        "anna",
        "1. Сравнить трёх провайдеров\n2. Заключить договор\n3. Договориться о дне подключения",
        board="Переезд офиса",
        due_in=7,
        marked=("daniel",),
        analysed=True,
        begun=True,
    ),
    SampleTask(
        "Отменить уборку старого офиса",
        "anna",
        board="Переезд офиса",
        category="Done",
        priority="Low",
    ),
    SampleTask(
        "Next book: vote until Friday",
        "daniel",
        "Put your proposals into the comments.",
        board="Reading club",
        due_in=3,
        comments=(
            ("anna", "«Мы» Замятина — она короткая."),
            ("grace", "The Left Hand of Darkness, if nobody has read it yet."),
        ),
    ),
    SampleTask(
        "Who brings cake on Thursday?",
        "grace",
        "Write your name below; coffee is there.",
        priority="Low",
        visibility="team",
        comments=(("boris", "Я принесу шарлотку."),),
    ),
    SampleTask("Позвонить в школу", "boris", priority="High", due_in=1),
)
