"""The people of the sample."""

from taskhub.sample.kinds import Colours, SamplePerson

#: Known to everybody who can read this file, hence nothing for a server that others reach.
PASSWORD = "tea-with-the-sample-people"  # noqa: S105 - printed by the command

PEOPLE = (
    SamplePerson(
        "grace",
        "Grace",
        "Miller",
        "Runs the web team and the tea kitchen.",
        colours=Colours("#f6d9a8", "#f2c4a0", "#b5532a", "#2f6f5e"),
        long_hair=True,
    ),
    SamplePerson(
        "daniel",
        "Daniel",
        "Okafor",
        "Back end, databases, bicycles.",
        colours=Colours("#bfe0d4", "#7a4a2e", "#231815", "#c8452f"),
    ),
    SamplePerson(
        "priya",
        "Priya",
        "Nair",
        "Listens to our customers, and then writes the fix herself.",
        colours=Colours("#d9cdf0", "#b97a50", "#2a1a1c", "#d98c1f"),
        long_hair=True,
    ),
    SamplePerson("tom", "Tom", "Becker", "Search, speed, and the coffee machine."),
    SamplePerson(
        "anna",
        "Анна",
        "Петрова",
        "Офис-менеджер. Знает, где что лежит.",
        language="ru",
        colours=Colours("#f3c9cf", "#f5cfb0", "#5a3a22", "#3b5ba5"),
        long_hair=True,
    ),
    SamplePerson(
        "boris",
        "Борис",
        "Иванов",
        "Разработчик, пишет тесты раньше кода.",
        language="ru",
        colours=Colours("#c5d8f2", "#efc39c", "#8a6a3f", "#4a4f57"),
    ),
)
