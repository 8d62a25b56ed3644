"""The configured model: a whole conversation within one deadline, few of them at a time."""

import threading
import time
from concurrent.futures import Future
from contextlib import suppress
from functools import cache
from typing import Any

from django.conf import settings

from suggestions.llm.answer import SCHEMA, Unusable, read_answer
from suggestions.llm.endpoint import Endpoint, Rejected, RestWanted
from suggestions.llm.prompt import Messages, objection, question
from suggestions.llm.reasons import Reason, Unavailable
from suggestions.planner.shapes import Analysis, TaskLike

#: Seconds to wait for one of the others to finish. Each waits on a thread that serves requests.
PATIENCE = 0.25

_JSON_SCHEMA = {"name": "task_analysis", "strict": True, "schema": SCHEMA}
#: How an answer's form is asked for; what an endpoint rejects is followed by the next.
FORMS: tuple[dict[str, Any], ...] = (
    {"response_format": {"type": "json_schema", "json_schema": _JSON_SCHEMA}},
    {"response_format": {"type": "json_object"}},
    {},
)


class Model:
    """A language model behind an endpoint."""

    def __init__(self, endpoint: Endpoint, name: str, seconds: float, at_once: int) -> None:
        self.endpoint = endpoint
        self.name = name
        self.seconds = seconds
        self._slots = threading.BoundedSemaphore(at_once)
        self._rests_until = 0.0
        self._form = 0

    def analyse(self, task: TaskLike, description: str, context: str) -> Analysis:
        """What the model says about the task. Raises `Unavailable`, at the deadline at latest."""
        until = time.monotonic() + self.seconds
        if until - self.seconds < self._rests_until:
            raise Unavailable(Reason.RESTING, "still resting")
        if not self._slots.acquire(timeout=min(PATIENCE, self.seconds)):
            raise Unavailable(Reason.BUSY, "all calls are taken")
        outcome = self._begin(question(task, description, context), until)
        try:
            return outcome.result(max(0.0, until - time.monotonic()))
        except TimeoutError:
            raise Unavailable(Reason.SLOW, f"no answer within {self.seconds:g} s") from None

    def _begin(self, messages: Messages, until: float) -> Future[Analysis]:
        """The conversation, in a thread of its own.

        No time-out of a socket covers a slow name server or headers that come in drips, and
        a deadline has to. A thread that is late keeps its slot until it ends.
        """
        outcome: Future[Analysis] = Future()
        work = threading.Thread(
            target=self._work, args=(messages, until, outcome), name="model", daemon=True
        )
        try:
            work.start()
        except RuntimeError:
            self._slots.release()
            raise Unavailable(Reason.FAILED, "no thread to be had") from None
        return outcome

    def _work(self, messages: Messages, until: float, outcome: Future[Analysis]) -> None:
        try:
            outcome.set_result(self._converse(messages, until))
        except Unavailable as failure:
            outcome.set_exception(failure)
        except Exception as failure:  # noqa: BLE001 - the planner answers, whatever it was
            # Named, not quoted: its text could hold a header, and with it the key.
            outcome.set_exception(Unavailable(Reason.FAILED, type(failure).__name__))
        finally:
            self._slots.release()

    def _converse(self, messages: Messages, until: float) -> Analysis:
        """The answer, or the second one if the first was unusable."""
        said = ""
        try:
            said = self._say(messages, until)
            return read_answer(said)
        except Unusable as problem:
            messages = objection(messages, said, str(problem))
        try:
            return read_answer(self._say(messages, until))
        except Unusable as problem:
            raise Unavailable(Reason.UNUSABLE, str(problem)) from None

    def _say(self, messages: Messages, until: float) -> str:
        """What the endpoint answers to the first form of request that it takes."""
        for form in range(self._form, len(FORMS)):
            with suppress(Rejected):
                said = self._complete(messages, form, until)
                self._form = form
                return said
        raise Unavailable(Reason.FAILED, "HTTP 400 to every form of request")

    def _complete(self, messages: Messages, form: int, until: float) -> str:
        body = {"model": self.name, "messages": messages, **FORMS[form]}
        try:
            return self.endpoint.complete(body, until)
        except RestWanted as wanted:
            self._rests_until = time.monotonic() + wanted.seconds
            raise


def configured() -> Model | None:
    """The model that the settings name, the same one every time; None for none."""
    if not settings.TASKHUB_LLM_URL:
        return None
    return _model(
        settings.TASKHUB_LLM_URL,
        settings.TASKHUB_LLM_KEY,
        settings.TASKHUB_LLM_MODEL,
        settings.TASKHUB_LLM_TIMEOUT,
        # Whoever waits for the model holds one of these threads; the others keep serving.
        max(1, settings.TASKHUB_THREADS // 2),
    )


@cache
def _model(url: str, key: str, name: str, seconds: float, at_once: int) -> Model:
    return Model(Endpoint(url, key), name, seconds, at_once)
