"""The rooms of the house import one another one way only, also inside functions."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import isnad

HOUSE = Path(isnad.__file__).parent
MIDDLE = {"annotate", "resolve", "ingest", "store", "export", "evaluate"}
ALLOWED = {
    "errors": set(),
    "model": {"errors"},
    "text": {"errors", "model"},
    "lexicon": {"errors", "model", "text"},
    **{room: {"errors", "model", "text", "lexicon"} for room in ("annotate", "resolve")},
    **{room: {"errors", "model", "text"} for room in ("ingest", "store")},
    **{room: {"errors", "model"} for room in ("export", "evaluate")},
    "workflow": {"errors", "model", "text", "lexicon"} | MIDDLE,
    "web": {"workflow", "store", "export", "model", "errors"},
    "cli": {"workflow", "store", "export", "model", "errors", "web"},  # `isnad serve` starts the web application
    "__main__": {"cli"},
    "__init__": {"errors", "model", "workflow", "store"},
}
MODULES = {".".join(("isnad", *path.relative_to(HOUSE).with_suffix("").parts)): path for path in HOUSE.rglob("*.py")}
IMPORTS = {name.removesuffix(".__init__"): set[str]() for name in MODULES}


def room(module: str) -> str:
    return [*module.split("."), "__init__"][1]


def imports(path: Path) -> set[str]:
    """The modules of the house that a file imports, wherever in it; a name that is a module counts as that."""
    found = set[str]()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in IMPORTS else str(node.module) for name in whole}
    return {name for name in found if name.split(".")[0] == "isnad"}


IMPORTS |= {name.removesuffix(".__init__"): imports(path) for name, path in MODULES.items()}


def test_each_room_imports_only_what_the_table_allows() -> None:
    faults = []
    for module, found in IMPORTS.items():
        allowed = ALLOWED.get(room(module), set()) | {room(module), "__init__"}
        faults += [f"{module} imports {other}" for other in found if room(other) not in allowed]
    assert not faults


def test_there_is_no_room_that_the_table_does_not_name() -> None:
    assert {room(module) for module in IMPORTS} <= set(ALLOWED)


def test_no_modules_import_one_another_in_a_circle() -> None:
    TopologicalSorter(IMPORTS).prepare()
