"""Lessons: questions on a story whose answers the tables are sure of."""
