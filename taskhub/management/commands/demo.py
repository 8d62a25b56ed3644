"""`manage.py demo`: sample people, boards and tasks, made by the services as anybody's are."""

import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from accounts.services import register, set_preferences, update_user
from comments.services import create_comment
from suggestions.services import accept_suggestion, analyse_task
from taskhub import sample
from taskhub.errors import DomainError
from taskhub.sample.portraits import portrait
from tasks.models import Board, Task, TaskStatus
from tasks.services.boards import add_favourite, create_board
from tasks.services.tasks import create_task


class Command(BaseCommand):
    """Adds what of the sample is not there yet, and says how to sign in."""

    help = "Add sample people, boards and tasks, and print how to sign in."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The sample people have a known password: not in production.")
        try:
            people = {each.name: _person(each) for each in sample.PEOPLE}
            boards = {each.name: _board(each, people) for each in sample.BOARDS}
            made = sum(_task(each, people, boards) for each in sample.TASKS)
        except DomainError as error:
            raise CommandError(f"The sample does not fit into this hub: {error}") from error
        self.stdout.write(f"{made} sample tasks added, {len(sample.TASKS) - made} were there.")
        self.stdout.write(f"Sample people, for trying things out: password {sample.PASSWORD}")
        for each in sample.PEOPLE:
            name = f"{each.first_name} {each.last_name}"
            self.stdout.write(f"  {each.email:<20} {name}")
        self.stdout.write(
            f"Sign in, for example, with:\n"
            f"  curl {settings.TASKHUB_PUBLIC_URL}/taskora/api/auth/login "
            f"-H 'Content-Type: application/json' "
            f'-d \'{{"email": "{sample.PEOPLE[0].email}", "password": "{sample.PASSWORD}"}}\''
        )


def _person(wanted: sample.SamplePerson) -> User:
    found = User.objects.with_email(wanted.email).first()
    if found:
        return found
    user = register(
        email=wanted.email,
        password=sample.PASSWORD,
        first_name=wanted.first_name,
        last_name=wanted.last_name,
    )
    if wanted.language:
        set_preferences(
            actor=user, user=user, language=wanted.language, theme="", shortcuts=user.shortcuts
        )
    picture = portrait(wanted.colours, long_hair=wanted.long_hair) if wanted.colours else None
    return update_user(actor=user, user=user, changes={"about": wanted.about}, picture=picture)


def _board(wanted: sample.SampleBoard, people: dict[str, User]) -> Board:
    owner = people[wanted.owner]
    found = Board.objects.filter(owner=owner, name=wanted.name).first()
    if found:
        return found
    board = create_board(
        actor=owner,
        name=wanted.name,
        description=wanted.description,
        is_private=wanted.is_private,
        members=[people[name] for name in wanted.members],
    )
    for name in wanted.fans:
        add_favourite(actor=people[name], board_id=board.pk)
    return board


def _task(wanted: sample.SampleTask, people: dict[str, User], boards: dict[str, Board]) -> bool:
    """Makes the task and what hangs on it; whether it was not there yet."""
    author = people[wanted.author]
    if Task.objects.authored_by(author).filter(title=wanted.title).exists():
        return False
    task = create_task(
        actor=author,
        title=wanted.title,
        description=wanted.description,
        status=TaskStatus.objects.first_of(wanted.category),
        priority=wanted.priority,
        assignee=people.get(wanted.assignee),
        marked=[people[name] for name in wanted.marked],
        board=boards.get(wanted.board),
        due_date=_day(wanted.due_in),
        visibility=wanted.visibility,
    )
    for step in wanted.steps:
        create_task(
            actor=author,
            title=step.title,
            parent=task,
            board=task.board,
            status=TaskStatus.objects.first_of(step.category),
            assignee=people.get(step.assignee),
            due_date=_day(step.due_in),
        )
    for said in wanted.comments:
        create_comment(actor=people[said.by], task=task, text=said.text)
    if wanted.analysed:
        _, suggestions = analyse_task(actor=author, task=task)
        if wanted.begun:
            accept_suggestion(actor=author, suggestion=suggestions[0], chosen=[0])
    return True


def _day(due_in: int | None) -> datetime.date | None:
    if due_in is None:
        return None
    return timezone.localdate() + datetime.timedelta(days=due_in)
