from __future__ import annotations

from typing import Any

import pytest

from polybius.errors import GoldError
from polybius.gold import compile_sentences
from polybius.model import EventType, Status

DENIAL = {
    "text": "The guild denied that its drivers had torched the weighbridge at Mazabuka.",
    "events": [
        {"id": "a", "type": "REJECT", "trigger": "denied", "initiators": ["The guild"], "content": ["b"]},
        {"id": "b", "type": "ASSAULT", "also": ["PROTEST"], "status": "denied", "trigger": "had torched",
         "initiators": ["its drivers"], "targets": ["the weighbridge"], "place": "Mazabuka", "chain": ["The guild"],
         "also_chain": [[]]},
    ],
}  # fmt: skip
SPORT = {"text": "Rovers were slaughtered on the wings.", "nothing": "sport"}


def test_events_point_at_words_and_at_one_another() -> None:
    [sentence, nothing] = compile_sentences("file", [DENIAL, SPORT])
    first, second = sentence.events
    assert (sentence.id, nothing.id, nothing.nothing, nothing.events) == ("file/1", "file/2", "sport", ())
    assert (second.type, second.status) == (EventType.ASSAULT, Status.DENIED)
    assert (second.also.types, second.also.chains) == ((EventType.PROTEST,), ((),))
    assert [span.of(sentence.text) for span in (*second.initiators, *second.targets, *second.chain)] == [
        "its drivers",
        "the weighbridge",
        "The guild",
    ]
    assert sentence.events[first.content[0]] is second


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ({"text": "It rained."}, "either events or the reason"),
        ({**DENIAL, "nothing": "sport"}, "either events or the reason"),
        ({**SPORT, "nothing": "whim"}, "unknown reason; allowed: accident"),
        ({"text": "It rained.", "events": [{"type": "AID", "trigger": "snowed"}]}, "phrase not in text: 'snowed'"),
        ({"text": "It rained.", "events": [{"type": "AID", "trigger": "rained", "content": ["z"]}]}, "no such id"),
        ("It rained.", "should be a mapping"),
    ],
)
def test_a_broken_sentence_is_refused(item: Any, message: str) -> None:
    with pytest.raises(GoldError, match="file/2") as error:
        compile_sentences("file", [SPORT, item])
    assert message in str(error.value)
