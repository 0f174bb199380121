"""Text to tables: a Doc and tables in, one new table out."""
