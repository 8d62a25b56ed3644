"""How passwords are stored."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2Hasher(Argon2PasswordHasher):
    """Argon2id with OWASP's first choice: 19 MiB, two passes, one lane.

    Django's own figures cost eight times as much processor time a sign-in, and eight lanes
    of it at once. Hashes of other strengths are replaced at the next sign-in.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
