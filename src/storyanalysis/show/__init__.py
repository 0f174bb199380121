"""Answers to eyes: plots, pictures of the text, sentences; nothing here extracts."""
