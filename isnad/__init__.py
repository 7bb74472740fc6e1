"""Isnad reads Arabic news reports and keeps the record of who said what, according to whom."""

__version__ = "0.1.0"
