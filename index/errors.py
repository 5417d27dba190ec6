"""What can go wrong with an index, by who can act: the operator rebuilds, the user asks otherwise, we repair."""

from enum import StrEnum

from corpus import GongbaoError, OperatorError, UserError


class GenerationState(StrEnum):
    """What keeps a generation from being used as it is; the values are codes of :func:`index.checking.check`."""

    MISSING = "missing"
    DAMAGED = "damaged"
    OTHER_VERSION = "other_version"
    OUT_OF_STEP = "out_of_step"
    """Whole, but the corpus folder holds other files now."""
    UNAVAILABLE = "unavailable"
    """What has it does not answer."""


class IndexMissingError(OperatorError):
    """There is no index at the address."""

    state = GenerationState.MISSING

    def __init__(self, url: str) -> None:
        super().__init__(
            f"There is no index at {url}; run `gongbao rebuild` to make it.",
            f"{url} 处没有索引，请运行 `gongbao rebuild` 建立索引。",
        )


class IndexOutdatedError(OperatorError):
    """A generation is damaged, or another version of this program or another engine wrote it: see ``state``."""

    def __init__(self, url: str, reason: str, reason_zh: str, state: GenerationState) -> None:
        super().__init__(
            f"The index at {url} cannot be used ({reason}); run `gongbao rebuild`.",
            f"{url} 处的索引无法使用（{reason_zh}），请运行 `gongbao rebuild` 重建。",
        )
        self.state = state

    @classmethod
    def damaged(cls, url: str, what: str, what_zh: str | None = None) -> "IndexOutdatedError":
        """A file of it is not as it was written."""
        return cls(url, f"damaged: {what}", f"已损坏：{what_zh or what}", GenerationState.DAMAGED)

    @classmethod
    def other_version(cls, url: str, reason: str, reason_zh: str) -> "IndexOutdatedError":
        """It was made by another program than this one."""
        return cls(url, reason, reason_zh, GenerationState.OTHER_VERSION)


class StoreError(OperatorError):
    """The store of a generation cannot be read."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The store of the index is damaged ({reason}); run `gongbao check`, then `gongbao rebuild`.",
            f"索引的存储已损坏（{reason}），请运行 `gongbao check`，再运行 `gongbao rebuild`。",
        )


class RebuildError(OperatorError):
    """A rebuild did not finish; the index that served before still serves."""

    def __init__(self, message_en: str, message_zh: str) -> None:
        super().__init__(
            f"{message_en} The serving index was not changed.",
            f"{message_zh}正在服务的索引没有改变。",
        )


class RollbackError(OperatorError):
    """There is no generation to go back to."""

    def __init__(self, url: str) -> None:
        super().__init__(
            f"There is no whole generation before the serving one at {url}; run `gongbao rebuild`. "
            "The serving index was not changed.",
            f"{url} 处没有可以退回的完整索引，请运行 `gongbao rebuild`。正在服务的索引没有改变。",
        )


class AddressError(UserError):
    """The URL of an index names no known engine, or nothing behind it."""

    def __init__(self, url: str) -> None:
        forms = "whoosh:PATH, tantivy:PATH, opensearch+https://HOST:PORT[,HOST:PORT...]/NAME"
        super().__init__(
            f"{url!r} is not the address of an index; known forms: {forms}.",
            f"{url!r} 不是索引地址；可用的形式：{forms}。",
            code="index_address",
            param="index",
        )


class EngineMissingError(OperatorError):
    """The library of the engine is not installed."""

    def __init__(self, engine: str) -> None:
        super().__init__(
            f"The engine {engine} is not installed; run `pip install 'gongbao[{engine}]'`.",
            f"没有安装检索引擎 {engine}，请运行 `pip install 'gongbao[{engine}]'`。",
        )


class QueryError(UserError):
    """The query cannot be read within the limits; the only error that :func:`index.query.parse_query` raises."""

    def __init__(self, message_en: str, message_zh: str, *, code: str) -> None:
        super().__init__(message_en, message_zh, code=code, param="q")


class TimeLimitError(GongbaoError):
    """The time that a request may take is over; what it did until then is thrown away."""

    def __init__(self) -> None:
        super().__init__(
            "The answer takes too long now; ask again in some seconds, or for less: a longer word, a narrower filter.",
            "查询耗时过长，已中止；请稍后再试，或缩小检索范围：使用更长的词，或增加筛选条件。",
        )


class EngineError(GongbaoError):
    """The engine failed in a way that neither user nor operator caused; shown to neither."""

    def __init__(self, engine: str, doing: str) -> None:
        super().__init__(f"The {engine} engine failed while {doing}.", f"检索引擎 {engine} 出错（{doing}）。")


class EngineUnavailableError(OperatorError):
    """An engine on other machines does not answer now, or refuses; asked again later it may answer."""


class EngineRefusalError(EngineUnavailableError):
    """An engine on other machines does not answer until somebody has done something about it."""
