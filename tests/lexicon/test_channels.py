"""The nouns that name a channel."""

from __future__ import annotations

import pytest

from isnad.lexicon import ChannelLexicon, channels
from isnad.lexicon.load import word_lists
from isnad.model import Channel
from isnad.text import fold


def forms(phrase: str) -> list[str]:
    return [fold(part) for part in phrase.split()]


@pytest.mark.parametrize(
    ("phrase", "channel", "length"),
    [
        ("تغريدة له", Channel.TWEET, 1),
        ("تغريدته الأخيرة", Channel.TWEET, 1),
        ("وبالتغريدة نفسها", Channel.TWEET, 1),
        ("المؤتمر الصحفي أمس", Channel.PRESS_CONFERENCE, 2),
        ("مؤتمر صحافي مشترك", Channel.PRESS_CONFERENCE, 2),
        ("مؤتمره الصحفي", Channel.PRESS_CONFERENCE, 2),
        ("بيان صحفي", Channel.STATEMENT, 2),
        ("بيان الوزارة", Channel.STATEMENT, 1),
        ("للمقابلة", Channel.INTERVIEW, 1),
        ("اتصال هاتفي", Channel.PHONE, 2),
    ],
)
def test_phrases(phrase: str, channel: Channel, length: int) -> None:
    words = forms(phrase)
    assert channels().match(words, 0, len(words)) == (channel, length)


def test_words_that_name_none() -> None:
    words = forms("بيت إيجاز كبير")
    assert channels().match(words, 0, 3) is None
    assert channels().match(words, 1, 3) is None


def test_no_phrase_runs_past_the_end() -> None:
    words = forms("إيجاز صحفي")
    assert channels().match(words, 0, 1) is None


def test_the_longest_phrase_wins_whatever_the_order() -> None:
    lexicon = ChannelLexicon({"لقاء": [((), Channel.MEETING), (("خاص",), Channel.INTERVIEW)]})
    assert lexicon.match(forms("لقاء خاص"), 0, 2) == (Channel.INTERVIEW, 2)
    assert lexicon.match(forms("لقاء عام"), 0, 2) == (Channel.MEETING, 1)


def test_every_phrase_of_the_list_is_found() -> None:
    for name, phrases in word_lists("channels").items():
        for phrase in phrases:
            words = forms(phrase)
            found = channels().match(words, 0, len(words))
            assert found is not None, phrase
            assert found[1] == len(words), phrase
            assert found[0] == name, phrase
