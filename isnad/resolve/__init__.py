"""What holds over many reports: copies, stories, happenings, who is who, naming, chronology."""

from isnad.resolve.archive import Archive

__all__ = ["Archive"]
