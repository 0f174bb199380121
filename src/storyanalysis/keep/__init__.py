"""Saving, loading and exporting stories."""
