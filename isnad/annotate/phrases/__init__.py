"""Noun phrases: where they begin and end, and what they stand for. Every stage after the mentions reads them here."""
