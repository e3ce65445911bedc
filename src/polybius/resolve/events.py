"""Event drafts -> one group for each deed: which passages of a report tell the same event.

The idea: a draft joins an earlier one of its type if nothing speaks against it (participants, place, days) and
something speaks for it: it looks back ("the attack"), it is the headline, or its words and participants are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from polybius.drafts import EventDraft
from polybius.model import EventType, Status, TimeSpan
from polybius.scoring import Feature, score

DAYS_OF_DYING = 7  # after a deed, within which a toll is still told of it
MOST_GROUPS = 60  # deeds told before that a passage may tell again; keeps long reports linear
MOST_PASSAGES = 8
APART = 0.05  # chance of being one event below which the learned reader takes two passages for two
SURELY_SAME = 0.5  # chance from which it may join passages that were read as of different types
JOINED_AT = 1.2  # sum of features from which two passages tell one event
GENERIC = frozenset(
    "attack strike violence incident clash fighting battle operation assault raid offensive campaign "
    "shooting blast explosion bombing talk meeting encounter negotiation protest demonstration unrest "
    "threat accusation charge understanding agreement deal move step action aggression killing massacre "
    "bombardment shelling conflict war visit".split()
)
PARTICULAR = frozenset(
    "blast explosion bombing shelling bombardment shooting airstrike abduction kidnapping stabbing arson".split()
)
VIOLENT = frozenset({EventType.ASSAULT})


@dataclass(frozen=True, slots=True)
class Told:
    """A draft with its participants as actor ids, its places as place ids and its days."""

    draft: EventDraft
    initiators: frozenset[str]
    targets: frozenset[str]
    places: frozenset[str]
    when: TimeSpan | None
    heading: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """An earlier and a later passage that might tell one event."""

    earlier: Told
    later: Told


def looks_back(pair: Pair) -> float:
    """The later passage points at something told before: "the attack", "this threat"."""
    later = pair.later
    bare = later.draft.lemma in GENERIC or not (later.initiators or later.targets)
    return float(later.draft.anaphoric and not later.draft.figures and bare)


def is_bare_toll(pair: Pair) -> float:
    """The later passage tells only what came of a deed told a moment ago: "sixty people were hurt"."""
    later, earlier = pair.later, pair.earlier
    there = not later.places or bool(later.places & earlier.places)
    bare = later.draft.effect and there and _follows(earlier.when, later.when)
    near = 0 <= later.draft.sentence - earlier.draft.sentence <= 2
    return float(near and bare and not earlier.draft.effect and not earlier.heading)


def is_worded_alike(pair: Pair) -> float:
    """Both use the same word."""
    return float(pair.earlier.draft.lemma == pair.later.draft.lemma)


def is_generic_word(pair: Pair) -> float:
    """The later passage uses a word that fits any event of its type."""
    return float(pair.later.draft.nominal and pair.later.draft.lemma in GENERIC)


def is_headline(pair: Pair) -> float:
    """One of the two is the headline, which tells what the body tells again."""
    return float(pair.earlier.heading != pair.later.heading)


def is_general_headline(pair: Pair) -> float:
    """The headline has only a word that fits any event of its type."""
    return float(pair.earlier.heading and pair.earlier.draft.nominal and pair.earlier.draft.lemma in GENERIC)


def shares_initiators(pair: Pair) -> float:
    """Somebody does it in both."""
    return float(bool(pair.earlier.initiators & pair.later.initiators))


def shares_targets(pair: Pair) -> float:
    """It is done to somebody in both."""
    return float(bool(pair.earlier.targets & pair.later.targets))


def tells_same_count(pair: Pair) -> float:
    """Both give the same count of the same thing."""
    one, other = ({(f.what, f.low, f.high) for f in told.draft.figures} for told in (pair.earlier, pair.later))
    return float(bool(one & other))


def has_other_initiators(pair: Pair) -> float:
    """Both say who did it, and they say different things."""
    return 0.0 if pair.earlier.heading else _differ(pair.earlier.initiators, pair.later.initiators)


def has_other_targets(pair: Pair) -> float:
    """Both say to whom it was done, and they say different things; who died need not be what was hit."""
    toll = pair.later.draft.effect and not pair.earlier.draft.effect
    return 0.0 if pair.earlier.heading or toll else _differ(pair.earlier.targets, pair.later.targets)


def has_other_place(pair: Pair) -> float:
    """Both name places, and share none."""
    return 0.0 if pair.earlier.heading else _differ(pair.earlier.places, pair.later.places)


def has_other_days(pair: Pair) -> float:
    """Both are dated, and the days do not meet."""
    one, two = pair.earlier.when, pair.later.when
    if one is None or two is None:
        return 0.0
    early, late = (one.start or "", one.end or "9"), (two.start or "", two.end or "9")
    return float(early[1] < late[0] or late[1] < early[0])


def has_other_status(pair: Pair) -> float:
    """One happened, the other is only said, planned or denied."""
    done = {Status.HAPPENED, Status.ONGOING}
    return float((pair.earlier.draft.status in done) != (pair.later.draft.status in done))


def stands_far_off(pair: Pair) -> float:
    """More than six sentences lie between them."""
    return float(pair.later.draft.sentence - pair.earlier.draft.sentence > 6 and not pair.earlier.heading)


def is_of_same_mode(pair: Pair) -> float:
    """Both are violence of the same particular way (PLOVER's mode)."""
    violent = pair.later.draft.type in VIOLENT and pair.earlier.draft.mode is not None
    return float(violent and pair.earlier.draft.mode == pair.later.draft.mode)


def stands_near(pair: Pair) -> float:
    """At most three sentences lie between them."""
    return float(0 <= pair.later.draft.sentence - pair.earlier.draft.sentence <= 3 and not pair.earlier.heading)


def is_heard_as_same(pair: Pair) -> float:
    """The learned reader takes both for one event."""
    return max(0.0, _heard(pair, 0.0))


def is_heard_apart(pair: Pair) -> float:
    """The learned reader has read both at one go, and takes them for two."""
    return float(_heard(pair, 1.0) < APART)


def _heard(pair: Pair, unknown: float) -> float:
    heard = pair.earlier.draft.heard
    return unknown if heard is None else pair.later.draft.same.get(heard, unknown)


def _follows(one: TimeSpan | None, other: TimeSpan | None) -> bool:
    """Tells whether a toll can be that of a deed: undated, or of the same days or the week after."""
    if other is None or other.start is None or one is None or one.start is None:
        return other is None or one is None
    days = (date.fromisoformat(other.start) - date.fromisoformat(one.start)).days
    return 0 <= days <= DAYS_OF_DYING


def _differ(one: frozenset[str], other: frozenset[str]) -> float:
    return float(bool(one and other) and not one & other)


FEATURES: tuple[Feature[Pair], ...] = (
    Feature(looks_back, 0.6),
    Feature(is_bare_toll, 1.8),
    Feature(is_worded_alike, 0.6),
    Feature(is_generic_word, 0.5),
    Feature(is_of_same_mode, 0.6),
    Feature(stands_near, 0.1),
    Feature(is_headline, 1.0),
    Feature(is_general_headline, 0.4),
    Feature(shares_initiators, 0.4),
    Feature(shares_targets, 0.4),
    Feature(tells_same_count, 0.5),
    Feature(has_other_initiators, -0.8),
    Feature(has_other_targets, -0.7),
    Feature(has_other_place, -0.6),
    Feature(has_other_days, -1.5),
    Feature(has_other_status, -1.5),
    Feature(stands_far_off, -0.4),
    Feature(is_heard_as_same, 2.0),
    Feature(is_heard_apart, -0.3),
)


def group_events(told: Sequence[Told]) -> list[list[int]]:
    """Returns lists of draft indexes, one for each deed, the passage that tells most of it first."""
    groups: list[list[int]] = []
    for number in sorted(range(len(told)), key=lambda n: told[n].draft.trigger.start):
        later = told[number]
        if later.draft.both and (pair := _last_two(groups, told, later)):
            for group in pair:
                group.append(number)
            continue
        near = [g for g in groups[-MOST_GROUPS:] if _may_be_one([told[n] for n in g], later)]
        near = [g for g in near if any(_is_of_its_sort(told[n].draft, later.draft) for n in g)] or near
        scored = [(_likeness([told[n] for n in g[-MOST_PASSAGES:]], later), g[-1], g) for g in near]
        best = max(scored, key=lambda item: item[:2], default=None)
        if best is None or best[0] < JOINED_AT:
            groups.append([number])
        else:
            best[2].append(number)
    return [sorted(g, key=_fullness(told)) for g in groups]


def _may_be_one(group: Sequence[Told], later: Told) -> bool:
    same_type = group[0].draft.type is later.draft.type
    return same_type or any(_heard(Pair(earlier, later), 0.0) >= SURELY_SAME for earlier in group)


def _is_of_its_sort(earlier: EventDraft, later: EventDraft) -> bool:
    """ "the blast" is the bombing told far above before it is the shooting told last."""
    return later.anaphoric and later.lemma in PARTICULAR and later.mode is not None and earlier.mode == later.mode


def _last_two(groups: Sequence[list[int]], told: Sequence[Told], later: Told) -> list[list[int]]:
    """The two deeds of its type that were told last, dated ones first: what "both attacks" stands for."""
    same = [g for g in groups if told[g[0]].draft.type is later.draft.type and not told[g[0]].heading]
    alike = [g for g in same if told[g[0]].draft.status is later.draft.status]
    dated = [g for g in alike if any(told[n].when is not None for n in g)]
    chosen = dated if len(dated) >= 2 else alike
    return chosen[-2:] if len(chosen) >= 2 else []


def _likeness(group: Sequence[Told], later: Told) -> float:
    """The best that any passage of a group has in common with a later one, less what speaks against any other."""
    body = [earlier for earlier in group if not earlier.heading] or group  # a headline tells one deed of the body
    scores = [score(Pair(earlier, later), FEATURES).score for earlier in body]
    return max(scores) + min(0.0, *scores)


def _fullness(told: Sequence[Told]) -> Callable[[int], tuple[bool, int, int]]:
    def key(number: int) -> tuple[bool, int, int]:
        item = told[number]
        said = (
            bool(item.initiators) + bool(item.targets) + bool(item.places) + bool(item.when) + len(item.draft.figures)
        )
        return item.heading, -said, number

    return key
