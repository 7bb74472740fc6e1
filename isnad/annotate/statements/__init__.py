"""Statements: one file a task, in the order in which they work."""

from isnad.annotate.statements.stage import StatementStage

__all__ = ["StatementStage"]
