"""tasktracker.md: profiles with avatars, tasks that mark people, statuses, comments.

Base URL `/tasktracker/`. Peculiar to it: every path ends in a slash; a user name stands
after a literal `@`; errors are Django REST framework's own, `{"detail": …}` or the fields of
a 400 each with a list of messages; of tasks it shows the author's and those that mark the
caller, and nothing else.
"""
