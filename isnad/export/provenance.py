"""Where an export came from, and what it leaves out, in words."""

from __future__ import annotations

from isnad.export.dates import readable_date
from isnad.export.selection import Provenance

PROGRAM = "Isnad"


def program(provenance: Provenance) -> str:
    """The program with its version."""
    return f"{PROGRAM} {provenance.version}"


def cut_note(provenance: Provenance) -> str | None:
    """What a reader of a file must know of an export that a limit cut off, in English; None of a complete one."""
    if provenance.complete:
        return None
    found = provenance.reports + provenance.left_out
    return f"Incomplete: {provenance.left_out} of the {found} reports found were left out of this export."


def note(provenance: Provenance) -> str:
    """All that is told of an export, in English, on one line."""
    told = [f"Exported by {program(provenance)} on {provenance.made}", f"{provenance.reports} reports"]
    told += [f"{name}: {value}" for name, value in _details(provenance) if value]
    cut = cut_note(provenance)
    return "; ".join(told) + "." + (f" {cut}" if cut else " Complete.")


def cut_words(provenance: Provenance) -> str | None:
    """As `cut_note`, in Arabic."""
    if provenance.complete:
        return None
    found = provenance.reports + provenance.left_out
    return f"تنبيه: هذه الحصيلة غير كاملة. عدد التقارير التي عُثر عليها {found}، وعدد ما تُرك منها {provenance.left_out}."


def facts(provenance: Provenance) -> list[tuple[str, str]]:
    """A label and a value for each thing told, in Arabic."""
    told = [
        ("البحث", provenance.query),
        ("تاريخ الإعداد", readable_date(provenance.made)),
        ("عدد التقارير", str(provenance.reports)),
        ("البرنامج", program(provenance)),
        ("القواعد", provenance.rules),
        ("النماذج", provenance.models),
    ]
    return [(label, value) for label, value in told if value]


def _details(provenance: Provenance) -> tuple[tuple[str, str], ...]:
    return ("query", provenance.query), ("rules", provenance.rules), ("models", provenance.models)
