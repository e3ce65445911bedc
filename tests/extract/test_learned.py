"""What the learned reader's hints change, and that without them nothing changes; the hints are written by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from polybius import Document
from polybius.annotated import Annotated, Hint, Part, Saying, Tie
from polybius.drafts import Mention, MentionForm
from polybius.extract import Extractor
from polybius.extract.hints import THRESHOLDS, Thresholds, parts_by_word
from polybius.extract.learned import Advice
from polybius.extract.mentions import Mentions
from polybius.extract.roles import RoleFinder
from polybius.extract.seeds import Seed
from polybius.extract.status import Standing
from polybius.language import Parser
from polybius.language.answers import HARDLY_A_CUE, HARDLY_AN_EVENT
from polybius.model import ActorKind, EventType, Span, Status
from polybius.ontology import Frame, load_ontology
from polybius.resolve.gazetteer import open_gazetteer
from tests.builders import annotated

ROW = "Men/NNS/nsubj/torched torched/VBD/ROOT/torched the/DT/det/depot depot/NN/dobj/torched today/NN/npadvmod/torched"
LEVELS = Thresholds(add=0.5, keep=0.5, drop=0.9, type=0.6, status=0.6, told_status=0.9, part=0.7, swap=0.95)


def hint(word: int = 1, nothing: float = 0.1, *parts: Part, **chances: float) -> Hint:
    """A hint that spreads what is not nothing over ASSAULT and COERCE, and the status over happened and denied."""
    sure, denied = chances.get("ASSAULT", 0.9), chances.get("denied", 0.0)
    types = dict.fromkeys(EventType, 0.0) | {EventType.ASSAULT: (1 - nothing) * sure}
    types[EventType.COERCE] = (1 - nothing) * (1 - sure)
    statuses = dict.fromkeys(Status, 0.0) | {Status.HAPPENED: 1 - denied, Status.DENIED: denied}
    return Hint(word, nothing, types, statuses, parts)


def advice(*hints: Hint, read: bool = True, row: str = ROW) -> Advice:
    document = replace(annotated(row), hints={h.word: h for h in hints} if read else None)
    items = (nominal(0, 0, ActorKind.UNNAMED), nominal(1, 3, ActorKind.ORGANISATION))
    ontology, places = load_ontology(), open_gazetteer()
    finder = RoleFinder(document.tokens, Mentions(items, {0: (0,), 3: (1,)}), ontology, places)
    return Advice(document, finder, parts_by_word(document), LEVELS)


def nominal(index: int, head: int, kind: ActorKind) -> Mention:
    return Mention(index, Span(0, 3), head, "x", MentionForm.NOMINAL, 0, kind=kind)


def seed(document: Annotated, kind: EventType = EventType.ASSAULT, *, told: bool = False) -> Seed:
    token = document.tokens[1]
    found = Seed(token, Frame(token.lemma, kind), document.sentences[0], False)
    found.standing = Standing(Status.HAPPENED, told=told)
    return found


@pytest.mark.parametrize(("nothing", "types"), [(0.2, [EventType.ASSAULT]), (0.6, [])])
def test_a_word_that_the_lexicon_lacks_becomes_an_event_when_it_likely_is(
    nothing: float, types: list[EventType]
) -> None:
    assert [found.frame.type for found in advice(hint(nothing=nothing)).added([])] == types


def test_plain_saying_is_no_event() -> None:
    row = "Men/NNS/nsubj/gave gave/VBD/ROOT/gave/give an/DT/det/account account/NN/dobj/gave"
    assert list(advice(hint(), row=row).added([])) == []


def test_what_will_be_done_is_the_deed_that_is_threatened() -> None:
    row = "We/PRP/nsubj/frob will/MD/aux/frob frob/VB/ROOT/frob the/DT/det/pass pass/NN/dobj/frob"
    types = dict.fromkeys(EventType, 0.0) | {EventType.THREATEN: 0.7, EventType.COERCE: 0.2}
    [found] = advice(replace(hint(2), types=types), row=row).added([])
    assert found.frame.type is EventType.COERCE


def test_whatever_may_count_is_asked_for_its_parts_and_words() -> None:
    assert 1 - THRESHOLDS.drop >= HARDLY_AN_EVENT
    assert THRESHOLDS.cue >= HARDLY_A_CUE


def test_who_raises_a_toll_kills_nobody() -> None:
    row = "Men/NNS/nsubj/raised raised/VBD/ROOT/raised the/DT/det/toll toll/NN/dobj/raised"
    [found] = advice(hint(), row=row).added([])
    assert dict(found.frame.roles) == {"subject": "none", "object": "none"}


def test_a_verb_that_carries_a_known_event_is_not_added() -> None:
    row = "Men/NNS/nsubj/held held/VBD/ROOT/held/hold a/DT/det/march march/NN/dobj/held"
    advised = advice(hint(), row=row)
    march = Seed(advised.tokens[3], Frame("march", EventType.PROTEST), advised.annotated.sentences[0], False)
    assert list(advised.added([march])) == []
    assert advised.holds(march.token) is True


def test_a_word_that_the_lexicon_has_is_not_added_twice() -> None:
    advised = advice(hint())
    assert list(advised.added([seed(advised.annotated)])) == []


@pytest.mark.parametrize(("hints", "holds"), [([hint()], True), ([hint(nothing=0.7)], None), ([hint(3)], False)])
def test_the_encoder_keeps_drops_or_leaves_it_to_the_rules(hints: list[Hint], holds: bool | None) -> None:
    advised = advice(*hints)
    assert advised.holds(advised.tokens[1]) is holds


@pytest.mark.parametrize(("sure", "kind"), [(0.9, EventType.ASSAULT), (0.55, EventType.COERCE)])
def test_another_type_needs_a_clear_majority(sure: float, kind: EventType) -> None:
    advised = advice(hint(ASSAULT=sure))
    advised.advise(found := seed(advised.annotated, EventType.COERCE))
    assert found.frame.type is kind


@pytest.mark.parametrize(
    ("denied", "told", "status"), [(0.7, False, "denied"), (0.7, True, "happened"), (0.95, True, "denied")]
)
def test_what_the_rules_read_from_words_yields_only_to_more_certainty(denied: float, told: bool, status: str) -> None:
    advised = advice(hint(denied=denied))
    advised.advise(found := seed(advised.annotated, told=told))
    assert found.standing.status == status


@pytest.mark.parametrize(
    ("own", "heard", "status"),
    [
        (Status.HAPPENED, Status.HYPOTHETICAL, Status.HYPOTHETICAL),
        (Status.PLANNED, Status.EXPECTED, Status.EXPECTED),
        (Status.PLANNED, Status.HAPPENED, Status.PLANNED),
    ],
    ids=["likeliest", "another future", "no past"],
)
def test_what_the_encoder_finds_unlikely_yields_to_what_is_likeliest(
    own: Status, heard: Status, status: Status
) -> None:
    statuses = dict.fromkeys(Status, 0.05) | {heard: 0.5}
    given = advice(replace(hint(), statuses=statuses))
    found = seed(given.annotated)
    found.standing = Standing(own, told=True)
    given.advise(found)
    assert found.standing.status is status


def test_empty_roles_are_filled_and_full_ones_are_not() -> None:
    parts = (Part(0, "initiator", 0.9), Part(3, "target", 0.8), Part(0, "target", 0.6))
    advised = advice(hint(1, 0.1, *parts))
    advised.advise(found := seed(advised.annotated))
    assert (found.roles.initiators, found.roles.targets) == ([0], [1])


@pytest.mark.parametrize(("chance", "doers"), [(0.99, [0]), (0.8, [1])])
def test_a_role_that_the_rules_filled_changes_only_where_the_encoder_is_sure(chance: float, doers: list[int]) -> None:
    advised = advice(hint(1, 0.1, Part(0, "initiator", chance)))
    found = seed(advised.annotated)
    found.roles.add("initiator", [1])
    advised.advise(found)
    assert found.roles.initiators == doers


def test_roles_that_the_encoder_sees_the_other_way_round_are_swapped() -> None:
    advised = advice(hint(1, 0.1, Part(3, "initiator", 0.99), Part(0, "target", 0.99)))
    found = seed(advised.annotated)
    found.roles.add("initiator", [0])
    found.roles.add("target", [1])
    advised.advise(found)
    assert (found.roles.initiators, found.roles.targets) == ([1], [0])


def test_a_role_is_not_emptied_for_a_word_that_is_nobody() -> None:
    advised = advice(hint(1, 0.1, Part(4, "initiator", 0.99)))
    found = seed(advised.annotated)
    found.roles.add("initiator", [0])
    advised.advise(found)
    assert found.roles.initiators == [0]


def test_a_new_type_brings_its_own_frame() -> None:
    advised = advice(hint())
    found = seed(advised.annotated, EventType.REQUEST)
    found.frame = replace(found.frame, complement=Status.DEMANDED, figure="killed")
    advised.advise(found)
    assert (found.frame.type, found.frame.complement, found.frame.figure) == (EventType.ASSAULT, None, "killed")


@pytest.mark.parametrize(
    ("mode", "sure", "expected"),
    [("arrest", 0.9, ("abduct", "181", "abducted")), ("abduct", 0.1, ("arrest", "173", "detained"))],
)
def test_who_is_taken_is_abducted_or_arrested_by_the_type_that_is_heard(
    mode: str, sure: float, expected: tuple[str, str, str]
) -> None:
    heard = advice(hint(ASSAULT=sure))
    taken = seed(heard.annotated, EventType.COERCE if sure > 0.5 else EventType.ASSAULT)
    taken.frame = replace(taken.frame, mode=mode, figure="detained")
    heard.advise(taken)
    assert (taken.frame.mode, taken.frame.cameo, taken.frame.figure) == expected


def test_where_nothing_is_heard_in_a_short_text_the_rules_decide() -> None:
    advised = advice(hint(nothing=0.95))
    assert advised.holds(advised.tokens[1]) is None


def test_counts_and_days_go_to_the_event_they_are_told_of() -> None:
    advised = advice(hint(1, 0.1, Part(3, "killed", 0.95), Part(4, "time", 0.9)))
    assert advised.counted([3]) == (1, "killed")
    assert advised.counted([2]) is None
    assert advised.dated(seed(advised.annotated)) == 4


def test_without_hints_the_rules_read_alone() -> None:
    advised = advice(read=False)
    found = seed(advised.annotated, EventType.COERCE)
    advised.advise(found)
    assert (list(advised.added([])), advised.holds(advised.tokens[1]), found.frame.type) == ([], None, EventType.COERCE)


def test_what_came_of_a_deed_counts_where_the_encoder_hears_only_the_deed() -> None:
    text = "Militants bombed a depot in Kidal, killing two of the soldiers."
    parsed = next(iter(Parser().annotate([Document(text)])))
    heard = {t.index: hint(t.index, 0.01 if t.text == "bombed" else 0.99) for t in parsed.tokens if t.pos == "VERB"}
    (event,) = Extractor(load_ontology(), open_gazetteer()).extract(replace(parsed, hints=heard)).events
    assert [(figure.what, figure.low, figure.high) for figure in event.figures] == [("killed", 2, 2)]


@pytest.mark.parametrize(
    ("verb", "predicate", "chance", "seen"),
    [
        ("arms", "proxy_of", 0.7, True),
        ("arms", "proxy_of", 0.4, False),
        ("calls puppets", "proxy_of", 0.95, False),
        ("arms", "commands", 0.7, False),
        ("arms", "commands", 0.9, True),
    ],
)
def test_a_tie_is_believed_where_it_is_sure_enough(verb: str, predicate: str, chance: float, seen: bool) -> None:
    text = f"The Hutu militia, whom Rwanda {verb} in secret, burned the depot."
    [document] = Parser().annotate([Document(text)])
    militia, state = (next(t.index for t in document.tokens if t.text == word) for word in ("militia", "Rwanda"))
    tied = replace(document, hints={}, ties=(Tie(militia, state, {predicate: chance}),))
    found = Extractor(load_ontology(), open_gazetteer()).extract(tied).relations
    heard = {relation.predicate.value for relation in found if relation.basis[0].reader == "learned"}
    assert (predicate in heard) == seen


@pytest.mark.parametrize(("sayings", "doubtful"), [((), True), (None, False)])
def test_a_claim_is_doubtful_only_where_somebody_listened(sayings: tuple[Saying, ...] | None, doubtful: bool) -> None:
    [document] = Parser().annotate([Document("The minister said that the talks would go on.")])
    heard = replace(document, hints={}, sayings=sayings)
    found = Extractor(load_ontology(), open_gazetteer()).extract(heard).claims
    assert [claim.doubtful for claim in found] == [doubtful]
