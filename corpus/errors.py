"""Errors by who can act on them: the user (400), the operator (503), or we ourselves (500, never shown)."""


class GongbaoError(Exception):
    """Root of all errors that are raised on purpose. Says in both languages what happened and what to do."""

    def __init__(self, message_en: str, message_zh: str) -> None:
        super().__init__(message_en)
        self.message_en = message_en
        self.message_zh = message_zh


class UserError(GongbaoError):
    """The request cannot be answered as asked; safe to show. ``param`` names what to change, ``code`` is stable."""

    def __init__(self, message_en: str, message_zh: str, *, code: str, param: str | None = None) -> None:
        super().__init__(message_en, message_zh)
        self.code = code
        self.param = param


class NotFoundError(GongbaoError):
    """The named thing is not in the corpus."""


class OperatorError(GongbaoError):
    """The service cannot answer until its operator acts; the message names the command to run."""


class CorpusError(OperatorError):
    """The corpus folder is missing, empty or not as its catalog says."""
