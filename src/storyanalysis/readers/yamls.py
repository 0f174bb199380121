"""What is wrong with YAML that somebody wrote by hand."""

from __future__ import annotations

__all__ = ["fault"]


def fault(error: Exception) -> str:
    """The line and the reason of an error of PyYAML's, in one line."""
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    reason = " ".join(str(problem or error).split())[:200]
    return f"line {mark.line + 1}: {reason}" if mark else reason
