"""A stretch of text on its way to a mention."""

from __future__ import annotations

from dataclasses import dataclass, field

from storyanalysis.extract.actors.evidence import Proof, Use

__all__ = ["Candidate"]


@dataclass
class Candidate:
    """A stretch that names or describes an actor, before it is linked.

    `start`, `end` and `head` are token indices, half-open; `actor` numbers the
    referent once it is linked.
    """

    start: int
    end: int
    head: int
    kind: str  # name, title, pronoun, description
    proof: Proof
    label: str = ""  # actor kind, or place, people, demonym; "" = not known
    name: str = ""  # as it would stand in the actors table
    noun: str = ""  # lower-case head noun of a description
    plural: bool = False
    definite: bool = False
    gender: str = ""  # f, m or ""
    title: str = ""  # words of the title before a name
    title_field: str = ""  # political, military, ...
    role: str = ""  # office or description, in the story's words
    role_start: int = -1  # tokens of the role, half-open
    role_end: int = -1
    belongs_to: int = -1  # token of the name before a role: "Lumenest spokesman X"
    country: str = ""  # alpha-3 of a modifier ("Iranian general")
    owner_name: str = ""  # that name, as known beforehand if it is
    owner: int | None = None  # first token of the name in front of the noun
    wikidata: str = ""
    side: str = ""
    known: bool = False
    in_title: bool = False  # stands before a person's title: "U.S. Army Gen. Smith"
    speaks: bool = False  # is the source of an attribution
    told: list[tuple[int, int]] = field(default_factory=list)  # tokens that describe a body
    kind_told: str = ""  # by more than one noun that stands beside it
    descriptors: list[str] = field(default_factory=list)  # nouns that stand beside a name
    actor: int | None = None
    status: str = "linked"
    use: Use = Use.PLAIN

    @property
    def is_weak(self) -> bool:
        """Is nothing but the capital letter a sign that it is a name of somebody?"""
        return self.proof is Proof.CAPITALS and self.use is Use.PLAIN

    @property
    def rule(self) -> str:
        """What made the mention, in words."""
        return f"{self.proof}, {self.use}" if self.use else str(self.proof)
