"""todo.md: personal to-dos with a filter, an order and counts.

Base URL `/todo/`; on the root it answers `/api/{user_id}/tasks` where
`TASKHUB_PERSONAL_TASKS_CONTRACT` says so. Peculiar to it: shorter texts than elsewhere, and
errors with a code, a message and details. It documents no way to get a token; one from any
other contract is good here.
"""
