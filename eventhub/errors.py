"""The small tree of errors whose message may be shown to a user.

Each message is one clear sentence that names the place where the mistake is. It is written in English; a page shows
its translation. So a sentence that holds a value names it: `NotFoundError("There is no event %(name)s.", name=name)`.
"""


class EventHubError(Exception):
    """Root of all errors that a person can act on."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message, values)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        """The English sentence."""
        return self.message % self.values if self.values else self.message


class InputError(EventHubError):
    """A document or an entry is malformed; the message names the place and what is wrong there."""


class NotFoundError(EventHubError):
    """The object does not exist, or the actor may not know that it does."""


class PermissionDeniedError(EventHubError):
    """The actor may see the object but not do this with it."""


class ConflictError(EventHubError):
    """The request was right when it was made, but the data have changed since."""


class SettingsError(EventHubError):
    """A setting is missing or unsafe; the message says what to set."""


class SolverError(EventHubError):
    """The solver's process failed; no plan came out and nothing was changed."""
