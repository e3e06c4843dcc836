"""Prompt → Draft. An engine is one method; what it writes is unchecked."""

from __future__ import annotations

from typing import Protocol

from summarizer.model import Draft, Prompt


class Engine(Protocol):
    """Something that writes a draft. `template` names the prompt template it wants, None when it needs no messages."""

    @property
    def name(self) -> str:
        """What the audit record calls it."""
        ...

    @property
    def template(self) -> str | None:
        """The prompt template that it wants rendered."""
        ...

    def draft(self, prompt: Prompt) -> Draft:
        """The draft. Raises a `ClientError` when a language model could not write one."""
        ...
