"""taskora.md: personal tasks in a `{success, data, message}` envelope.

Base URL `/taskora/`; on the root it answers `/api/{user_id}/tasks` unless
`TASKHUB_PERSONAL_TASKS_CONTRACT` gives those paths to todo. Peculiar to it: `user_id` is the
caller's own id as a string, and anything else in its place is a 403 before all else.
"""
