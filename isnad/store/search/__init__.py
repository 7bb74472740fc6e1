"""Search in Arabic reports, as pure functions: keys of an index, the query language, its plan, pieces of hits."""

from isnad.store.search.compile import (
    All,
    AnyOf,
    Condition,
    Having,
    Match,
    Plan,
    Published,
    Without,
    Written,
    compile_query,
)
from isnad.store.search.guided import Guided
from isnad.store.search.keys import Keys, alternatives, keys, keys_version, prepare
from isnad.store.search.names import names_of
from isnad.store.search.query import FIELDS, Query, parse
from isnad.store.search.snippets import Snippet, matches, snippet
from isnad.store.search.written import places

__all__ = [
    "FIELDS",
    "All",
    "AnyOf",
    "Condition",
    "Guided",
    "Having",
    "Keys",
    "Match",
    "Plan",
    "Published",
    "Query",
    "Snippet",
    "Without",
    "Written",
    "alternatives",
    "compile_query",
    "keys",
    "keys_version",
    "matches",
    "names_of",
    "parse",
    "places",
    "prepare",
    "snippet",
]
