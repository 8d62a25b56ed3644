import pytest

from suggestions.llm import model
from taskhub.testing.llm import fake_model

KEY = "sk-0123456789-not-for-your-eyes"


@pytest.fixture
def server(settings):
    """A running model that the settings name."""
    model._model.cache_clear()
    with fake_model() as running:
        settings.TASKHUB_LLM_URL = running.url
        settings.TASKHUB_LLM_MODEL = "the-model"
        settings.TASKHUB_LLM_KEY = KEY
        settings.TASKHUB_LLM_TIMEOUT = 5.0
        yield running
