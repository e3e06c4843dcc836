"""The error tree. A docstring is its error's default message; `hint` says what to do; `retryable`, whether again helps.

::

    SummarizerError
    ├── InputError            the caller's fault                        exit 2, HTTP 422
    │   ├── BundleError       an article or a file cannot be read
    │   └── LimitExceeded     larger than a setting allows              HTTP 413
    ├── ClientError           a language model could not be asked       exit 3, HTTP 502
    │   ├── ClientUnavailable no connection, a time-out, a cut stream   retryable
    │   ├── RateLimited       429                                       retryable
    │   ├── ReplyRefused      the model declined
    │   ├── ReplyInvalid      cut off, empty, or not what was asked     retryable
    │   └── RequestRejected   400, 401, 403, 404: the request or key is wrong
    ├── CheckerError          a checker could not look (becomes a finding "not checked")
    └── BudgetExceeded        the token budget holds no evidence at all

Messages name the thing and its id, never article text or keys.
"""

from __future__ import annotations


class SummarizerError(Exception):
    """The summarizer could not do this."""

    retryable = False
    hint = ""
    exit_code = 1

    def __init__(self, message: str = "", *, hint: str = "") -> None:
        doc = (type(self).__doc__ or "").strip().splitlines()
        super().__init__(message or (doc[0] if doc else type(self).__name__))
        if hint:
            self.hint = hint


class InputError(SummarizerError):
    """The input cannot be used.

    `pointer` is a JSON pointer to the field ("/articles/2/published_at"), or "" where there is none; `problems`
    holds every problem as (pointer, detail) where several were found at once.
    """

    exit_code = 2

    def __init__(
        self,
        message: str = "",
        *,
        pointer: str = "",
        problems: tuple[tuple[str, str], ...] = (),
        hint: str = "",
    ) -> None:
        super().__init__(message, hint=hint)
        self.pointer = pointer
        self.problems = problems or ((pointer, str(self)),)


class BundleError(InputError):
    """An article of the bundle cannot be read."""


class LimitExceeded(InputError):
    """The input is larger than the settings allow."""


class ClientError(SummarizerError):
    """The language model could not be asked."""

    exit_code = 3


class ClientUnavailable(ClientError):
    """The language model's server cannot be reached or did not answer in time."""

    retryable = True


class RateLimited(ClientError):
    """The language model's server asks us to slow down.

    `retry_after_s` is what the server asked for, or None.
    """

    retryable = True

    def __init__(self, message: str = "", *, retry_after_s: float | None = None, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.retry_after_s = retry_after_s


class ReplyRefused(ClientError):
    """The language model declined to answer."""


class ReplyInvalid(ClientError):
    """The language model's reply is cut off, empty, or not what was asked for."""

    retryable = True


class RequestRejected(ClientError):
    """The language model's server rejected the request."""

    hint = "Check the model's name, the base URL and the API key."


class CheckerError(SummarizerError):
    """A checker could not look."""


class BudgetExceeded(SummarizerError):
    """The token budget is too small for any evidence."""

    hint = "Raise the token budget or use a model with a larger context window."
