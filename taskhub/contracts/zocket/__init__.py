"""zocket.txt: signing up and in, tasks of the whole team, and their analysis.

Base URL `/zocket/`; on the root it answers `/api/auth/sign…`, `/api/v1/tasks` without a slash
and `/api/v1/user`. Peculiar to it: tasks made here are readable by everyone signed in, a
status is a category, and only a task's author and assignee may change it.
"""
