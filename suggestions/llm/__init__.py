"""The language model side: any endpoint that speaks OpenAI's chat completions.

`prompt` words the question, `endpoint` carries it, `answer` reads what comes back and believes
nothing of it, `model` keeps time. Nothing here touches the database.
"""

from suggestions.llm.model import Model, configured
from suggestions.llm.reasons import Reason, Unavailable, note

__all__ = ["Model", "Reason", "Unavailable", "configured", "note"]
