"""Kinds of actors that the rules treat alike."""

from __future__ import annotations

__all__ = ["ORG_KINDS", "PUBLIC"]

PUBLIC = frozenset(("government", "military", "legislature", "court"))
ORG_KINDS = PUBLIC | {"company", "media", "armed-group", "organization"}
