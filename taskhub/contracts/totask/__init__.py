"""totask.md: the whole account life, and nothing of tasks.

Base URL `/totask/`, on the root `/auth/…` and `/users…`. Peculiar to it: ids are strings, keys
are camel case, a conflict is a 400, `POST /users/:userId` deletes, and fixed words such as
`users/getFav` stand where an id could.
"""
