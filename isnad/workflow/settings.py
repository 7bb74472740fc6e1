"""What a run may be told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Settings:
    """One set of settings for a whole run, handed down and never changed.

    Args:
        jobs: How many processes annotate at the same time; 1 stays in this process.
        max_characters: A report of more characters is given back as a `TooLargeError`.
        explain: Keep the rejections, each with its reason.
        profile: Measure each stage, in milliseconds a report.
    """

    jobs: int = 1
    max_characters: int = 2_000_000
    explain: bool = False
    profile: bool = False

    def __post_init__(self) -> None:
        if self.jobs < 1 or self.max_characters < 1:
            raise ValueError("jobs and max_characters are at least 1")
