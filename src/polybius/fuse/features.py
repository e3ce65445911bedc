"""Two accounts -> what speaks for and against their being of one thing.

Each function says what it asserts of a pair, from 0 (no) to 1 (yes); what each is worth stands in `compare.py`.
"""

from __future__ import annotations

from typing import NamedTuple

from polybius.fuse.deeds import VERBAL, deeds_clash, likeness
from polybius.fuse.places import great_circle
from polybius.fuse.sketch import DONE, Sketch
from polybius.fuse.words import jaccard, shared
from polybius.model import EventType, Status

T = EventType
# Types that one deed may be told under.
KINDRED = (
    frozenset({T.ASSAULT, T.COERCE}),
    frozenset({T.COERCE, T.SANCTION}),
    frozenset({T.RETREAT, T.CONCEDE}),
    frozenset({T.RETREAT, T.COERCE}),
    frozenset({T.AGREE, T.CONCEDE, T.SUPPORT, T.COOPERATE}),
    frozenset({T.AGREE, T.CONSULT}),
    frozenset({T.AID, T.COOPERATE}),
    frozenset({T.REQUEST, T.THREATEN}),
    frozenset({T.ACCUSE, T.REJECT}),
    frozenset({T.PROTEST, T.ASSAULT}),
)
AHEAD = frozenset({Status.PLANNED, Status.THREATENED, Status.DEMANDED, Status.EXPECTED, Status.HYPOTHETICAL})
NARROW_DAYS = 3
COPIED = 0.6  # Jaccard index from which one sentence is a copy of another
WIDE_DAYS = 60
WIDE_KM = 200.0
TOWN_KM = 15.0  # within which two coordinates may be of one town


class Pair(NamedTuple):
    """Two accounts that may be of one thing, and what several features ask of them.

    `gap` counts the days between them (0 where they overlap, None where either gives none), `apart` the kilometres;
    `one_day` and `one_spot` are what `same_days` and `same_spot` assert, `verbal` that both are done in words; `alike`
    is the share of words that their sentences have in common.
    """

    one: Sketch
    other: Sketch
    gap: int | None
    apart: float | None
    one_day: bool
    one_spot: bool
    verbal: bool
    alike: float


def pair_of(one: Sketch, other: Sketch) -> Pair:
    """Returns the pair, its distances worked out."""
    apart = great_circle(one.point, other.point) if one.point and other.point else None
    gap = day_gap(one, other)
    one_day = gap == 0 and max(one.days or 0, other.days or 0) <= NARROW_DAYS
    verbal = one.type in VERBAL and other.type in VERBAL
    return Pair(one, other, gap, apart, one_day, _one_spot(one, other, apart), verbal, jaccard(one.said, other.said))


def day_gap(one: Sketch, other: Sketch) -> int | None:
    """Returns the days between two accounts' times: 0 where they overlap, None where either gives none."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return None
    return max(0, other.first - one.last, one.first - other.last)


# --- kind of event and how it stands


def same_type(pair: Pair) -> float:
    """Both are of one type of event."""
    return float(pair.one.type is pair.other.type)


def kindred_type(pair: Pair) -> float:
    """Their types are taken for one another."""
    types = {pair.one.type, pair.other.type}
    return float(len(types) == 2 and any(types <= family for family in KINDRED))


def other_type(pair: Pair) -> float:
    """Their types are not taken for one another."""
    return float(pair.one.type is not pair.other.type and not kindred_type(pair))


def same_mode(pair: Pair) -> float:
    """Both are of one mode."""
    return float(pair.one.mode is not None and pair.one.mode == pair.other.mode)


def same_standing(pair: Pair) -> float:
    """Both have happened, or both lie ahead, or both are denied."""
    return float(_standing(pair.one) == _standing(pair.other))


def one_denied(pair: Pair) -> float:
    """Exactly one is denied."""
    return float((pair.one.status is Status.DENIED) != (pair.other.status is Status.DENIED))


def announced(pair: Pair) -> float:
    """One lies ahead where the other does not: a threat and what came of it, which one report tells as two things."""
    return float((pair.one.status in AHEAD) != (pair.other.status in AHEAD))


def one_ahead(pair: Pair) -> float:
    """One lies ahead where the other does not, and no day joins them: announced and come to pass, or two things."""
    return announced(pair) * float(not pair.one_day)


# --- when


def same_days(pair: Pair) -> float:
    """They overlap, and neither leaves more than NARROW_DAYS open."""
    return float(pair.one_day)


def same_period(pair: Pair) -> float:
    """They overlap, but one leaves weeks open; the wider, the less it says."""
    return float(pair.gap == 0 and NARROW_DAYS < _widest(pair) <= WIDE_DAYS)


def next_day(pair: Pair) -> float:
    """A day lies between them: a night attack, or a date that is a day off."""
    return float(pair.gap == 1)


def days_apart(pair: Pair) -> float:
    """Two days to a week; half for two days."""
    return 0.0 if pair.gap is None or not 1 < pair.gap <= 7 else 0.5 if pair.gap == 2 else 1.0


def weeks_apart(pair: Pair) -> float:
    """More than a week lies between them."""
    return float(pair.gap is not None and pair.gap > 7)


def told_before(pair: Pair) -> float:
    """One report, which tells of something past, was out before what the other tells of began."""
    return float(_is_before(pair.one, pair.other) or _is_before(pair.other, pair.one))


def published_apart(pair: Pair) -> float:
    """At least one gives no time, and the reports came out weeks apart."""
    days = (pair.one.published, pair.other.published)
    return float(pair.gap is None and None not in days and abs(days[0] - days[1]) > 14)  # type: ignore[operator]


def published_close(pair: Pair) -> float:
    """At least one gives no time, and the reports came out within days."""
    days = (pair.one.published, pair.other.published)
    return float(pair.gap is None and None not in days and abs(days[0] - days[1]) <= 4)  # type: ignore[operator]


# --- where


def same_spot(pair: Pair) -> float:
    """One location, or coordinates within both accounts' precision."""
    return float(pair.one_spot)


def inside(pair: Pair) -> float:
    """One place may lie in the other's reach."""
    reach = max(pair.one.radius, pair.other.radius)
    return float(pair.apart is not None and not pair.one_spot and pair.apart <= reach)


def elsewhere(pair: Pair) -> float:
    """Their places do not reach one another, or lie in two countries."""
    reach = pair.one.radius + pair.other.radius + 10.0
    far = pair.apart is not None and pair.apart > reach
    abroad = None not in (pair.one.country, pair.other.country) and pair.one.country != pair.other.country
    return float(far or (pair.apart is None and abroad))


def same_place_name(pair: Pair) -> float:
    """The reports call the places alike."""
    return shared(pair.one.spot, pair.other.spot)


# --- who


def same_doers(pair: Pair) -> float:
    """They have doers in common."""
    return shared(pair.one.doers, pair.other.doers)


def same_sufferers(pair: Pair) -> float:
    """They have in common who suffers it."""
    return shared(pair.one.sufferers, pair.other.sufferers)


def other_doers(pair: Pair) -> float:
    """Both name doers, and none in common."""
    named = [sketch.doers & sketch.named for sketch in (pair.one, pair.other)]
    return float(all(named) and not pair.one.doers & pair.other.doers)


def other_sufferers(pair: Pair) -> float:
    """Both name who suffers, and none in common."""
    one, other = pair.one, pair.other
    named = not one.sufferers.isdisjoint(one.named) and not other.sufferers.isdisjoint(other.named)
    return float(named and one.sufferers.isdisjoint(other.sufferers))


def other_speakers(pair: Pair) -> float:
    """What is said, agreed or asked for is said by someone else, and not by one for the other."""
    if not pair.verbal or speaks_for(pair):
        return 0.0
    return other_doers(pair) * (1 - jaccard(pair.one.doer_names, pair.other.doer_names))


def speaks_for(pair: Pair) -> float:
    """A person says it in one account, a body of the same country in the other."""
    if not pair.verbal or pair.one.doers & pair.other.doers:
        return 0.0
    return float(bool(pair.one.persons & pair.other.bodies or pair.one.bodies & pair.other.persons))


def same_speakers(pair: Pair) -> float:
    """What is said, agreed or asked for has speakers in common."""
    return same_doers(pair) if pair.verbal else 0.0


def other_victim(pair: Pair) -> float:
    """A person named as the only victim has no part in the other account."""
    return float(_misses_victim(pair.one, pair.other) or _misses_victim(pair.other, pair.one))


def roles_crossed(pair: Pair) -> float:
    """Who does it in one account suffers it in the other."""
    return max(shared(pair.one.doers, pair.other.sufferers), shared(pair.one.sufferers, pair.other.doers))


def same_parties(pair: Pair) -> float:
    """The same take part, whoever did it to whom."""
    return shared(pair.one.who, pair.other.who)


def alike_doers(pair: Pair) -> float:
    """The reports call the doers alike."""
    return shared(pair.one.doer_names, pair.other.doer_names)


def alike_sufferers(pair: Pair) -> float:
    """The reports call alike who suffers it."""
    return shared(pair.one.sufferer_names, pair.other.sufferer_names)


def same_sources(pair: Pair) -> float:
    """They have sources in common."""
    return shared(pair.one.sources, pair.other.sources)


# --- what is said of it


def same_deed(pair: Pair) -> float:
    """They tell one kind of deed, or kinds that are akin."""
    return likeness(pair.one.deeds, pair.other.deeds)


def other_deed(pair: Pair) -> float:
    """They tell deeds that are not taken for one another."""
    return float(deeds_clash(pair.one.deeds, pair.other.deeds))


def same_words(pair: Pair) -> float:
    """They tell it in the same words."""
    return shared(pair.one.told, pair.other.told)


def alike_sentence(pair: Pair) -> float:
    """The sentences around it share words."""
    return pair.alike


def same_sentence(pair: Pair) -> float:
    """One sentence, copied, with one word of it for the event."""
    if pair.alike < COPIED:
        return 0.0
    return jaccard(pair.one.act, pair.other.act) if pair.one.act or pair.other.act else same_type(pair)


def same_matter(pair: Pair) -> float:
    """What is asked for, threatened, agreed or blamed is told in the same words."""
    return shared(pair.one.matter, pair.other.matter)


def same_counts(pair: Pair) -> float:
    """A count that is no small number is the same in both."""
    one, other = pair.one.counts, pair.other.counts
    if not one or not other:
        return 0.0
    return float(any(one[what] == other[what] and one[what][0] > 2 for what in one.keys() & other.keys()))


def counts_meet(pair: Pair) -> float:
    """Two counts that leave little open allow one another."""
    one, other = pair.one.counts, pair.other.counts
    return float(bool(one and other) and any(_meet(one[what], other[what]) for what in one.keys() & other.keys()))


def counts_differ(pair: Pair) -> float:
    """Two counts of one thing, far apart."""
    one, other = pair.one.counts, pair.other.counts
    return float(bool(one and other) and any(_far(one[what], other[what]) for what in one.keys() & other.keys()))


def nothing_alike(pair: Pair) -> float:
    """No time in common, no kind of deed and no word."""
    if pair.gap is not None:
        return 0.0
    return float(not (same_deed(pair) or pair.one.told & pair.other.told or same_sentence(pair)))


# --- within one report


def are_rivals(pair: Pair) -> float:
    """The report itself sets one against the other."""
    return float(pair.other.id in pair.one.rivals or pair.one.id in pair.other.rivals)


def same_scene(pair: Pair) -> float:
    """One type, one day, one spot; half where a day lies between."""
    if not pair.one_spot or pair.one.type is not pair.other.type:
        return 0.0
    return 1.0 if pair.one_day else 0.5 if pair.gap == 1 else 0.0


def denied_version(pair: Pair) -> float:
    """One denies what the other tells to have been done to the same victims."""
    told = one_denied(pair) and same_type(pair) and not pair.verbal and not one_ahead(pair)
    return same_sufferers(pair) if told else 0.0


def denied_scene(pair: Pair) -> float:
    """One denies, of the same day and spot, what may be the deed that the other tells."""
    if not one_denied(pair) or denied_of_others(pair) or other_deed(pair):
        return 0.0
    return same_scene(pair)


def denied_of_others(pair: Pair) -> float:
    """What one denies was not done to those of whom the other tells."""
    if not one_denied(pair) or not pair.one.sufferers or not pair.other.sufferers:
        return 0.0
    return float(not (same_sufferers(pair) or alike_sufferers(pair) or roles_crossed(pair)))


def other_voice(pair: Pair) -> float:
    """The same scene by another source, told by both."""
    return same_scene(pair) * float(pair.one.sources != pair.other.sources and not one_denied(pair))


def claimed(pair: Pair) -> float:
    """The same scene, and the doer of one account is its own source: a claim of responsibility."""
    by_doer = any(not sketch.doers.isdisjoint(sketch.sources) for sketch in (pair.one, pair.other))
    return same_scene(pair) * float(by_doer)


def other_rivals(pair: Pair) -> float:
    """The report sets another account against one of the two; that weighs more where it is denied."""
    if are_rivals(pair):
        return 0.0
    set_against = [sketch for sketch in (pair.one, pair.other) if sketch.rivals]
    return 1.0 if any(sketch.status is Status.DENIED for sketch in set_against) else 0.4 if set_against else 0.0


def one_voice(pair: Pair) -> float:
    """Nothing tells that the two could be versions: one source tells both, and denies neither."""
    return float(not are_rivals(pair) and not one_denied(pair) and pair.one.sources == pair.other.sources)


def _standing(sketch: Sketch) -> str:
    return "done" if sketch.status in DONE else "ahead" if sketch.status in AHEAD else "denied"


def _misses_victim(one: Sketch, other: Sketch) -> bool:
    known = bool(one.victims and other.sufferers)
    return known and not one.victims & other.who and not one.sufferer_names & (other.sufferer_names | other.doer_names)


def _one_spot(one: Sketch, other: Sketch, apart: float | None) -> bool:
    same = one.place is not None and one.place == other.place and one.radius < WIDE_KM
    near = apart is not None and apart <= max(TOWN_KM, min(one.radius, other.radius))
    return same or (near and max(one.radius, other.radius) < WIDE_KM)


def _widest(pair: Pair) -> int:
    return max(pair.one.days or 0, pair.other.days or 0)


def _is_before(early: Sketch, late: Sketch) -> bool:
    past = early.published is not None and early.status in DONE and late.status in DONE
    return past and late.first is not None and late.first > (early.published or 0)


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return min(one[0], other[0]) > 1 and one[0] <= other[1] and other[0] <= one[1]


def _far(one: tuple[float, float], other: tuple[float, float]) -> bool:
    low, high = sorted((one, other))
    return high[0] > 3 * max(1.0, min(low[1], max(low[0], 1.0) if low[1] == float("inf") else low[1]))
