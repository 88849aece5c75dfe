"""Cache results with the pack that they were computed from, so that they are freed with it."""

from collections.abc import Callable
from functools import lru_cache, partial, wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar
from weakref import ref

A = ParamSpec("A")
R = TypeVar("R")


class PackCache:
    """The cached results of one pack: one LRU cache for each function."""

    def __init__(self) -> None:
        self._by_function: dict[Callable, Any] = {}

    def of(self, function: Callable, maxsize: int, pack: object) -> Any:
        """Return the function with a cache of ``maxsize`` results, bound to the pack.

        The reference to the pack is weak, so that the cache does not keep the pack open.
        """
        if function not in self._by_function:
            bound = partial(_call, function, ref(pack))
            self._by_function.setdefault(function, lru_cache(maxsize)(bound))
        return self._by_function[function]

    def clear(self) -> None:
        """Drop every result: some refer to the pack and would keep it open."""
        self._by_function.clear()


class Cached(Protocol):
    """An object with a cache of its own: a pack."""

    @property
    def answers(self) -> PackCache:
        """The cache."""
        ...


P = TypeVar("P", bound=Cached)


def per_pack(
    maxsize: int,
) -> Callable[[Callable[Concatenate[P, A], R]], Callable[Concatenate[P, A], R]]:
    """Cache a function of a pack and hashable arguments, up to ``maxsize`` results per pack.

    ``functools.lru_cache`` would hold a reference to every pack, so that no pack was ever closed.
    """

    def decorate(function: Callable[Concatenate[P, A], R]) -> Callable[Concatenate[P, A], R]:
        @wraps(function)
        def cached(pack: P, *args: A.args, **named: A.kwargs) -> R:
            return pack.answers.of(function, maxsize, pack)(*args, **named)

        return cached

    return decorate


def _call(function: Callable, pack: ref, *args: object, **named: object) -> Any:
    return function(pack(), *args, **named)
