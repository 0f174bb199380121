"""All actors of a story with what is known of them, and who stands at a token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyanalysis.extract.actors.kinds import ORG_KINDS

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from storyanalysis.extract.actors.context import Context
    from storyanalysis.extract.actors.profile import Profile
    from storyanalysis.extract.actors.referents import Referent, Roster

__all__ = ["Stage", "make_stage"]


@dataclass(frozen=True)
class Stage:
    """What the rules for sides look at.

    Attributes
    ----------
    at : dict
        Token index -> number of the actor whose mention stands there, the innermost.
    begins : dict
        First token of the name of a body -> its number.
    home : str
        Alpha-3 code of the country the story is told from, or "".
    datelined : bool
        Does its dateline tell that country?
    """

    context: Context
    roster: Roster
    profiles: list[Profile]
    at: dict[int, int]
    begins: dict[int, int]
    home: str
    datelined: bool

    @property
    def doc(self) -> Doc:
        return self.context.doc

    @property
    def pairs(self) -> list[tuple[Referent, Profile]]:
        return list(zip(self.roster.all, self.profiles, strict=True))

    @property
    def sideless(self) -> list[tuple[Referent, Profile]]:
        return [(r, p) for r, p in self.pairs if p.side is None]

    def other(self, token: int, than: Profile) -> int | None:
        """Number of the actor at a token, if it is another one."""
        number = self.at.get(token)
        return None if number is None or self.profiles[number] is than else number


def make_stage(
    roster: Roster, profiles: list[Profile], context: Context, home: tuple[str, bool]
) -> Stage:
    """Look up where everybody stands."""
    mentions = [m for r in roster.all for m in r.mentions]
    mentions.sort(key=lambda m: m.start - m.end)  # the innermost comes last
    linked = [(m, m.actor) for m in mentions if m.actor is not None]
    at = {i: actor for m, actor in linked for i in range(m.start, m.end)}
    begins = {m.start: actor for m, actor in linked if m.kind == "name" and m.label in ORG_KINDS}
    return Stage(context, roster, profiles, at, begins, *home)
