"""What `manage.py demo` puts into an empty hub: six people, four boards and their tasks."""

from taskhub.sample.boards import BOARDS
from taskhub.sample.kinds import SampleBoard, SamplePerson, SampleTask
from taskhub.sample.others import OFFICE, OWN, READING, SUPPORT
from taskhub.sample.people import PASSWORD, PEOPLE
from taskhub.sample.relaunch import RELAUNCH

#: Made in this order; on a board the last made is uppermost.
TASKS = (*RELAUNCH, *SUPPORT, *OFFICE, *READING, *OWN)

__all__ = ["BOARDS", "PASSWORD", "PEOPLE", "TASKS", "SampleBoard", "SamplePerson", "SampleTask"]
