"""The record on disk, search in it, judgements."""
