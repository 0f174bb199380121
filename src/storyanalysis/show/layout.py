"""Where the nodes go: two columns of sides facing each other, or a ring.

Nothing here is random: the same graph gives the same picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from math import cos, pi, sin

__all__ = ["Group", "columns", "height_of", "ring"]

Link = tuple[str, str]
Columns = tuple[list["Group"], list["Group"]]

GAP = 0.6  # between two groups, in rows
SWEEPS = 8
MOST_TRIED = 9  # groups up to which every split into two columns is tried


@dataclass(frozen=True)
class Group:
    """Actors of one side, under its name."""

    name: str
    nodes: tuple[str, ...]

    @property
    def height(self) -> float:
        """Rows it takes, heading and gap included."""
        return len(self.nodes) + 1 + GAP


def height_of(column: Iterable[Group]) -> float:
    """Rows that a column takes."""
    return sum(group.height for group in column) - GAP


def columns(sides: Mapping[str, str], links: Sequence[Link]) -> Columns:
    """Two columns of about the same height, with few links inside a column.

    Parameters
    ----------
    sides : mapping
        The side of each node, in the order of the story.
    links : sequence of (node, node)

    Returns
    -------
    tuple of two lists of Group
        Ordered so that linked nodes face each other.
    """
    whole: dict[str, list[str]] = {}
    for node, side in sides.items():
        whole.setdefault(side, []).append(node)
    groups = [
        part for name, nodes in whole.items() for part in _halves(name, nodes, len(sides), links)
    ]
    left, right = _two(groups, links)
    return _facing(left, right, links)


def _halves(name: str, nodes: list[str], total: int, links: Sequence[Link]) -> list[Group]:
    """A side with most of the actors stands in both columns."""
    if len(nodes) < 4 or len(nodes) <= 0.6 * total:
        return [Group(name, tuple(nodes))]
    halves: tuple[list[str], list[str]] = ([], [])
    near = _neighbours(links)
    for node in sorted(nodes, key=lambda node: -len(near.get(node, ()))):
        ties = [sum(other in near.get(node, ()) for other in half) for half in halves]
        full = [len(half) >= (len(nodes) + 1) // 2 for half in halves]
        first = full[1] or (not full[0] and ties[0] <= ties[1])
        halves[0 if first else 1].append(node)
    return [Group(name, tuple(half)) for half in halves]


def _two(groups: list[Group], links: Sequence[Link]) -> Columns:
    if len(groups) == 1:
        half = (len(groups[0].nodes) + 1) // 2
        name, nodes = groups[0].name, groups[0].nodes
        return [Group(name, nodes[:half])], [Group(name, nodes[half:])] if nodes[half:] else []
    home = {node: n for n, group in enumerate(groups) for node in group.nodes}
    ties = [(home[u], home[v]) for u, v in links if home[u] != home[v]]

    def cost(split: Sequence[int]) -> float:
        heights = [sum(g.height for g, s in zip(groups, split, strict=True) if s == side)
                   for side in (0, 1)]  # fmt: skip
        return abs(heights[0] - heights[1]) + 0.7 * sum(split[a] == split[b] for a, b in ties)

    if len(groups) <= MOST_TRIED:
        splits = ((0, *rest) for rest in product((0, 1), repeat=len(groups) - 1))
        split: Sequence[int] = min(splits, key=cost)
    else:
        split = _improved([n % 2 for n in range(len(groups))], cost)
    return (
        [group for group, side in zip(groups, split, strict=True) if side == 0],
        [group for group, side in zip(groups, split, strict=True) if side == 1],
    )


def _improved(split: list[int], cost: Callable[[Sequence[int]], float]) -> list[int]:
    """Move one group at a time as long as that helps."""
    best = cost(split)
    for _ in range(SWEEPS):
        for place in range(1, len(split)):
            moved = [*split[:place], 1 - split[place], *split[place + 1 :]]
            if (price := cost(moved)) < best:
                split, best = moved, price
    return split


def _facing(left: list[Group], right: list[Group], links: Sequence[Link]) -> Columns:
    """Barycentre ordering (Sugiyama, Tagawa and Toda 1981), groups kept whole."""
    near = _neighbours(links)
    both = [left, right]
    for sweep in range(SWEEPS):
        place = heights(both[0]) | heights(both[1])
        both[sweep % 2] = _by_barycentre(both[sweep % 2], near, place)
    return both[0], both[1]


def heights(column: Sequence[Group]) -> dict[str, float]:
    """Row of each node, counted down from the middle of the column."""
    row, found = -height_of(column) / 2, {}
    for group in column:
        row += 1  # the heading
        for node in group.nodes:
            found[node] = row + 0.5
            row += 1
        row += GAP
    return found


def _by_barycentre(
    column: list[Group], near: Mapping[str, list[str]], place: Mapping[str, float]
) -> list[Group]:
    def pull(node: str) -> float:
        rows = [place[other] for other in near.get(node, ())]
        return sum(rows) / len(rows) if rows else place[node]

    ordered = [Group(g.name, tuple(sorted(g.nodes, key=pull))) for g in column]
    return sorted(ordered, key=lambda g: sum(map(pull, g.nodes)) / len(g.nodes))


def _neighbours(links: Sequence[Link]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for u, v in links:
        near.setdefault(u, []).append(v)
        near.setdefault(v, []).append(u)
    return near


def ring(nodes: Sequence[str], links: Sequence[Link]) -> dict[str, tuple[float, float]]:
    """Nodes on a circle of radius 1, linked ones near each other.

    Up to eight nodes every order is tried; more keep the order given.
    """
    order = tuple(nodes)
    if 3 < len(order) <= 8:
        first, *rest = order
        order = min(
            ((first, *others) for others in permutations(rest)),
            key=lambda tried: _length(tried, links),
        )
    top = pi if len(order) == 2 else pi / 2  # two stand side by side
    turn = {node: top - 2 * pi * n / len(order) for n, node in enumerate(order)}
    return {node: (cos(angle), sin(angle)) for node, angle in turn.items()}


def _length(order: Sequence[str], links: Sequence[Link]) -> int:
    place = {node: n for n, node in enumerate(order)}
    steps = [abs(place[u] - place[v]) for u, v in links]
    return sum(min(step, len(order) - step) ** 2 for step in steps)
