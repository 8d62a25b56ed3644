"""Live events: from the rows of the log to the sockets of those who may read them.

`relay` reads the log, once for the whole process, and hands each event to the sockets of
its `audience`; a surface says in a `Wording` what its frames look like. `socket` is the life
of one connection, from its `credentials` to its end. Nothing here is believed but the log:
`hints` only say that it is worth a look.
"""
