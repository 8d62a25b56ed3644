"""The tasks of the smaller boards, and those on none."""

from taskhub.sample.kinds import Said, SampleTask, Step

_SUPPORT = "Customer support"
_OFFICE = "Переезд офиса"
_READING = "Reading club"

SUPPORT = (
    SampleTask(
        "Explain exports in the help pages",
        "priya",
        "Asked four times this month.",
        board=_SUPPORT,
        category="Done",
        assignee="tom",
    ),
    SampleTask(
        "Refund the order that was charged twice",
        "priya",
        board=_SUPPORT,
        category="Done",
        priority="High",
        assignee="priya",
        comments=(Said("priya", "Done, with an apology and a voucher."),),
    ),
    SampleTask(
        "Our mails land in the spam folder",
        "priya",
        "Two customers at the same provider. Headers are in the first comment.",
        board=_SUPPORT,
        category="InProgress",
        assignee="daniel",
        due_in=1,
        comments=(
            Said("priya", "`dkim=fail (body hash did not verify)`"),
            Said("daniel", "The footer is added after signing. I can turn the two around."),
        ),
    ),
    SampleTask(
        "Invoices show last year's address",
        "tom",
        "Only PDFs that were made before the move.",
        board=_SUPPORT,
        priority="High",
        assignee="daniel",
        marked=("priya",),
        due_in=-1,
    ),
    SampleTask(
        "Let people choose the day of delivery",
        "priya",
        "Wished for by eleven customers so far.",
        board=_SUPPORT,
        priority="Low",
    ),
)

OFFICE = (
    SampleTask(
        "Отменить уборку старого офиса",
        "anna",
        board=_OFFICE,
        category="Done",
        priority="Low",
    ),
    SampleTask(
        "Выбрать транспортную компанию",
        "anna",
        board=_OFFICE,
        category="Done",
        assignee="anna",
        comments=(Said("boris", "Эти не уронили ни одного монитора в прошлый раз."),),
    ),
    SampleTask(
        "Сообщить новый адрес клиентам и банку",
        "anna",
        board=_OFFICE,
        assignee="anna",
        due_in=9,
    ),
    SampleTask(
        "Plan who sits where",
        "anna",
        "Quiet corner for those who are on the phone all day.",
        board=_OFFICE,
        assignee="grace",
        due_in=4,
        comments=(Said("grace", "The web team would like the windows to the yard."),),
    ),
    SampleTask(
        "Собрать коробки и подписать их",
        "anna",
        "На каждой коробке: комната, что внутри, кто хозяин.",
        board=_OFFICE,
        category="InProgress",
        priority="High",
        assignee="boris",
        due_in=5,
        steps=(
            Step("Упаковать книги", "Done", "boris"),
            Step("Упаковать технику", assignee="boris", due_in=3),
        ),
        comments=(
            Said("boris", "Книги упакованы, осталась техника."),
            Said("anna", "Отлично! Мониторы — в коробки с пузырчатой плёнкой."),
        ),
    ),
    SampleTask(
        "Заказать интернет в новый офис",
        "anna",
        "1. Сравнить трёх провайдеров\n2. Заключить договор\n3. Договориться о дне подключения",
        board=_OFFICE,
        due_in=7,
        marked=("daniel",),
        analysed=True,
        begun=True,
    ),
)

READING = (
    SampleTask(
        "October: “Piranesi”",
        "daniel",
        board=_READING,
        category="Done",
        comments=(Said("grace", "Read it in two evenings."),),
    ),
    SampleTask(
        "Find a room for ten people",
        "daniel",
        board=_READING,
        category="InProgress",
        assignee="daniel",
        due_in=2,
    ),
    SampleTask(
        "Next book: vote until Friday",
        "daniel",
        "Put your proposals into the comments.",
        board=_READING,
        due_in=3,
        comments=(
            Said("anna", "«Мы» Замятина — она короткая."),
            Said("grace", "The Left Hand of Darkness, if nobody has read it yet."),
            Said("tom", "I have, and would again."),
        ),
    ),
)

#: On no board: one's own, or everybody's.
OWN = (
    SampleTask(
        "Renew the certificate of the shop",
        "daniel",
        priority="High",
        due_in=-1,
        marked=("grace",),
    ),
    SampleTask("Book the train to the conference", "daniel", due_in=0),
    SampleTask("Thank-you card for the printers", "grace", priority="Low"),
    SampleTask("Prepare the talk with Priya", "grace", assignee="grace", due_in=1),
    SampleTask(
        "Who brings cake on Thursday?",
        "grace",
        "Write your name below; coffee is there.",
        priority="Low",
        visibility="team",
        comments=(
            Said("boris", "Я принесу шарлотку."),
            Said("priya", "And I the lemon one."),
        ),
    ),
    SampleTask("Mend the coffee machine", "priya", assignee="tom", visibility="team", due_in=0),
    SampleTask("Позвонить в школу", "boris", priority="High", due_in=1),
)
