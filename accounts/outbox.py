"""Mails, sent outside the request that asked for them.

A request leaves a row, the same for a known address and an unknown one; a thread of
whatever process comes first makes the token, sends the mail and removes the row. What
fails waits longer each time, and is given up after a day. Log lines name no address and
no token.
"""

import logging
import threading
from datetime import timedelta

from django.core.mail import EmailMultiAlternatives
from django.db import connections, transaction
from django.db.models import F
from django.utils import timezone, translation

from accounts import limits, mail_tokens, mails
from accounts.models import MailPurpose, OutgoingMail, User
from taskhub.errors import RateLimited

logger = logging.getLogger(__name__)

#: How long others leave a mail alone that somebody has begun to send.
CLAIM = timedelta(minutes=5)
FIRST_DELAY = timedelta(seconds=30)
LONGEST_DELAY = timedelta(hours=1)
GIVE_UP_AFTER = timedelta(hours=24)
#: Seconds between looks for mails whose time has come, or that a dead process left.
POLL_SECONDS = 15.0


def queue(purpose: MailPurpose, address: str, language: str = "") -> None:
    """Have a mail sent soon after commit; past the address's budget, silently none.

    The address is in its stored form. `language` is the receiver's, where nobody can look it
    up by the address later; by default it is that of the page which asks, and English for
    programs. The profile of whoever has the address then comes first.
    """
    # A notice has a budget of its own: whoever takes over an account must not be able to
    # silence it by asking for other mails first.
    notice = purpose == MailPurpose.ADDRESS_CHANGED
    try:
        limits.take("MAIL_ACCOUNT", f"notice {address}" if notice else address)
    except RateLimited:
        return
    OutgoingMail.objects.create(
        purpose=purpose,
        address=address,
        language=language or translation.get_language() or "",
        due_at=timezone.now(),
    )
    transaction.on_commit(wake, robust=True)


def deliver_due() -> int:
    """Send what is due and nobody else is sending; how many mails went out."""
    sent = 0
    for mail in OutgoingMail.objects.filter(due_at__lte=timezone.now()).order_by("due_at", "pk"):
        if _claim(mail):
            sent += _deliver(mail)
    return sent


class Sender:
    """The thread that sends, one a process; it ends with the process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """See to it that this process sends mails."""
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._stopping.clear()
                self._thread = threading.Thread(target=self._run, name="mails", daemon=True)
                self._thread.start()

    def wake(self) -> None:
        """Have this process look for mails now."""
        self._woken.set()
        self.start()

    def stop(self, seconds: float = 30.0) -> None:
        """Send no more in this process; waits so long for the mail that is being sent."""
        with self._lock:
            self._stopping.set()
            self._woken.set()
            if self._thread is not None:
                self._thread.join(timeout=seconds)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._woken.clear()
            try:
                deliver_due()
            except Exception as error:  # noqa: BLE001 - the database is away; its rows wait
                logger.warning("Mails could not be looked for: %s", type(error).__name__)
            finally:
                connections.close_all()
            if not self._stopping.is_set():
                self._woken.wait(POLL_SECONDS)


_sender = Sender()
start, wake, stop = _sender.start, _sender.wake, _sender.stop


def _claim(mail: OutgoingMail) -> bool:
    unclaimed = OutgoingMail.objects.filter(pk=mail.pk, attempts=mail.attempts)
    claimed = unclaimed.update(attempts=F("attempts") + 1, due_at=timezone.now() + CLAIM)
    return bool(claimed)


def _deliver(mail: OutgoingMail) -> bool:
    try:
        message = _message(mail)
        if message is not None:
            message.send()
    except Exception as error:  # noqa: BLE001 - whatever a mail server may answer
        logger.warning("A %s mail could not be sent: %s", mail.purpose, type(error).__name__)
        _retry_later(mail)
        return False
    OutgoingMail.objects.filter(pk=mail.pk).delete()
    return message is not None


def _message(mail: OutgoingMail) -> EmailMultiAlternatives | None:
    purpose = MailPurpose(mail.purpose)
    if purpose == MailPurpose.ADDRESS_CHANGED:
        return mails.compose(purpose, mail.address, mail.language)
    with transaction.atomic():
        # The lock keeps a change of password or address from slipping in between.
        people = User.objects.active().with_email(mail.address)
        user = people.select_for_update(no_key=True).first()
        wanted = OutgoingMail.objects.filter(pk=mail.pk).exists()
        if user is None or not wanted:
            return None
        if purpose == MailPurpose.VERIFY and user.is_email_verified:
            return None
        token = mail_tokens.mint(user, purpose)
    return mails.compose(purpose, mail.address, user.language or mail.language, token)


def _retry_later(mail: OutgoingMail) -> None:
    now = timezone.now()
    if mail.created_at < now - GIVE_UP_AFTER:
        OutgoingMail.objects.filter(pk=mail.pk).delete()
        return
    # The exponent is bounded before it is raised: two to the attempts of a day is too large.
    delay = min(FIRST_DELAY * 2 ** min(mail.attempts, 10), LONGEST_DELAY)
    OutgoingMail.objects.filter(pk=mail.pk).update(due_at=now + delay)
