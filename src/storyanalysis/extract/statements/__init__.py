"""Statements: whose words, to whom, passed on by whom."""

from storyanalysis.extract.statements.find import find_statements

__all__ = ["find_statements"]
