"""What is remembered is made once, several at a time, and the oldest is forgotten first."""

from collections.abc import Sequence

from index.knowledge.remembered import Remembered


def asked(memory: Remembered[str, str], *keys: str) -> tuple[list[str], list[str]]:
    """What the memory gives, and the keys whose values had to be made."""
    made: list[str] = []

    def make(places: Sequence[int]) -> list[str]:
        made.extend(keys[at] for at in places)
        return [keys[at].upper() for at in places]

    return memory.values(keys, make), made


def test_only_what_is_not_remembered_is_made_each_once() -> None:
    memory = Remembered[str, str](9)
    assert asked(memory, "a", "b", "a") == (["A", "B", "A"], ["a", "b"])
    assert asked(memory, "b", "c") == (["B", "C"], ["c"])


def test_more_keys_than_are_remembered_are_all_answered_and_the_oldest_forgotten() -> None:
    memory = Remembered[str, str](2)
    assert asked(memory, "a", "b", "c") == (["A", "B", "C"], ["a", "b", "c"])
    assert asked(memory, "b", "c") == (["B", "C"], [])
    assert asked(memory, "a") == (["A"], ["a"])
