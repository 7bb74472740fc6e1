"""A malformed word list is told with its file and entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lists import Lists, copied

from isnad.errors import LexiconError
from isnad.lexicon import attributions, channels, verbs
from isnad.lexicon.load import read, word_lists

VERB = "- {lemma: همس, present: يهمس, takes: that quote, stance: neutral, act: say}\n"


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lists]:
    with copied(tmp_path, monkeypatch) as found:
        yield found


def test_the_lists_as_they_are_have_no_fault(lists: Lists) -> None:
    verbs(), channels(), attributions(), word_lists("nouns")


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("stance: neutral", "stance: bored", ("verbs.yaml", "همس", "stance")),
        ("act: say", "act: sing", ("verbs.yaml", "همس", "act")),
        ("takes: that quote, ", "", ("verbs.yaml", "همس", "frame")),
        ("takes: that quote", "takes: that song", ("verbs.yaml", "همس", "frame")),
        ("act: say", "act: say, needs: luck", ("verbs.yaml", "همس", "frame")),
        ("act: say", "act: say, mood: low", ("verbs.yaml", "همس", "mood")),
        ("present: يهمس, ", "", ("verbs.yaml", "همس", "present")),
        ("act: say", "act: say, act: ask", ("verbs.yaml", "act", "twice")),
        (VERB, VERB + VERB, ("verbs.yaml", "همس", "twice")),
        (VERB, "{verbs: none}", ("verbs.yaml", "list")),
        (VERB, "- {lemma: همس", ("verbs.yaml",)),
    ],
)
def test_verbs(lists: Lists, old: str, new: str, named: tuple[str, ...]) -> None:
    lists.write("verbs", VERB)
    verbs()
    lists.spoil("verbs", old, new)
    with pytest.raises(LexiconError) as error:
        verbs()
    assert all(part in str(error.value) for part in named)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("pigeon: [حمامة]", ("channels.yaml", "pigeon")),
        ("tweet: [تغريدة, تغريدة]", ("channels.yaml", "tweet", "تغريدة", "twice")),
        ("tweet: []", ("channels.yaml", "tweet", "list")),
        ("tweet: تغريدة", ("channels.yaml", "tweet", "list")),
        ("tweet: [12]", ("channels.yaml", "tweet", "12")),
        ("tweet: ['  ']", ("channels.yaml", "tweet")),
        ("tweet: [تغريدة]\ntweet: [تدوينة]", ("channels.yaml", "tweet", "twice")),
        ("[تغريدة]", ("channels.yaml", "named lists")),
        ("tweet: [تغريدة", ("channels.yaml",)),
    ],
)
def test_channels(lists: Lists, text: str, named: tuple[str, ...]) -> None:
    lists.write("channels", text)
    with pytest.raises(LexiconError) as error:
        channels()
    assert all(part in str(error.value) for part in named)


def test_a_list_that_a_loader_needs_is_missing(lists: Lists) -> None:
    lists.spoil("attributions", "norms:", "customs:")
    with pytest.raises(LexiconError, match=r"attributions\.yaml.*norms"):
        attributions()


@pytest.mark.parametrize(("name", "loader"), [("verbs", verbs), ("channels", channels), ("attributions", attributions)])
def test_a_file_is_missing(lists: Lists, name: str, loader: Callable[[], object]) -> None:
    lists.remove(name)
    with pytest.raises(LexiconError, match=rf"{name}\.yaml"):
        loader()


def test_a_file_that_is_no_text(lists: Lists) -> None:
    (lists.folder / "channels.yaml").write_bytes(b"tweet: [\xc7\xe1]")
    with pytest.raises(LexiconError, match=r"channels\.yaml"):
        read("channels")
