"""The record on disk: what was read, what was found in it, and what people made of it."""
