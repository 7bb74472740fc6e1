"""Inputs to reports. `read_paths` is the door; each format has its reader in a file of its own."""

from isnad.ingest.read import read_paths

__all__ = ["read_paths"]
