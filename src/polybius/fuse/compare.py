"""Two accounts -> how far they look like one thing, and why.

Two tables of weights in sight: ACROSS for accounts of two reports, WITHIN for two of one report, whose reader has told
them apart already, so that only rival versions come together. Scores are meant as log-odds: 0 is as likely as not.
The weights started from a logistic regression on the pairs of the corpus's training part and were then set by hand,
looking at what went wrong there; they are a table to be read and changed.
"""

from __future__ import annotations

from polybius.fuse.features import (
    Pair,
    alike_doers,
    alike_sentence,
    alike_sufferers,
    announced,
    are_rivals,
    claimed,
    counts_differ,
    counts_meet,
    days_apart,
    denied_of_others,
    denied_scene,
    denied_version,
    elsewhere,
    inside,
    next_day,
    nothing_alike,
    one_ahead,
    one_denied,
    one_voice,
    other_deed,
    other_rivals,
    other_speakers,
    other_sufferers,
    other_type,
    other_victim,
    other_voice,
    pair_of,
    published_apart,
    published_close,
    same_counts,
    same_days,
    same_deed,
    same_matter,
    same_parties,
    same_period,
    same_place_name,
    same_scene,
    same_sentence,
    same_sources,
    same_speakers,
    same_spot,
    same_sufferers,
    same_type,
    same_words,
    speaks_for,
    told_before,
    weeks_apart,
)
from polybius.fuse.sketch import Sketch
from polybius.incidents import Band, Match
from polybius.scoring import Feature, Scored, Sieve, score

ACROSS: tuple[Feature[Pair], ...] = (
    Feature(same_type, 2.8),
    Feature(other_type, -1.5),
    Feature(same_deed, 1.8),
    Feature(other_deed, -1.5),
    Feature(same_days, 1.4),
    Feature(same_period, 1.0),
    Feature(next_day, 0.8),
    Feature(days_apart, -3.0),
    Feature(weeks_apart, -3.0),
    Feature(told_before, -1.5),
    Feature(published_apart, -1.0),
    Feature(same_spot, 1.3),
    Feature(inside, 0.5),
    Feature(elsewhere, -4.0),
    Feature(same_place_name, 0.5),
    Feature(same_parties, 0.8),
    Feature(same_sufferers, 0.7),
    Feature(alike_doers, 0.8),
    Feature(alike_sufferers, 0.8),
    Feature(same_speakers, 0.8),
    Feature(other_speakers, -1.2),
    Feature(speaks_for, 1.0),
    Feature(nothing_alike, -1.2),
    Feature(same_scene, 0.5),
    Feature(published_close, 0.6),
    Feature(other_sufferers, -0.2),
    Feature(same_words, 0.9),
    Feature(alike_sentence, 0.8),
    Feature(same_sentence, 3.0),
    Feature(same_matter, 1.0),
    Feature(same_counts, 1.0),
    Feature(counts_meet, 0.8),
    Feature(counts_differ, -0.3),
    Feature(one_ahead, -1.5),
    Feature(other_victim, -1.0),
    Feature(same_sources, 0.8),
)
WITHIN: tuple[Feature[Pair], ...] = (
    Feature(same_type, 1.5),
    Feature(same_spot, 1.0),
    Feature(same_days, 0.7),
    Feature(same_scene, 0.8),
    Feature(are_rivals, 3.0),
    Feature(one_denied, 0.7),
    Feature(denied_version, 2.8),
    Feature(denied_scene, 1.2),
    Feature(denied_of_others, -1.0),
    Feature(other_voice, 0.7),
    Feature(claimed, 0.5),
    Feature(same_parties, 1.0),
    Feature(same_deed, 0.7),
    Feature(other_deed, -1.5),
    Feature(other_rivals, -2.0),
    Feature(other_victim, -1.5),
    Feature(one_voice, -3.0),
    Feature(days_apart, -1.0),
    Feature(weeks_apart, -2.0),
    Feature(elsewhere, -2.0),
    Feature(announced, -3.0),
)
BASE_ACROSS = -6.6
BASE_WITHIN = -4.6
SIEVE_ACROSS, SIEVE_WITHIN = Sieve(ACROSS), Sieve(WITHIN)
MERGED = 0.0
SUGGESTED = -1.5


def match_accounts(one: Sketch, other: Sketch) -> Match:
    """Weighs two accounts; the score is in log-odds."""
    within = one.report == other.report
    return _match(score(pair_of(one, other), WITHIN if within else ACROSS), BASE_WITHIN if within else BASE_ACROSS)


def find_match(one: Sketch, other: Sketch) -> Match | None:
    """Weighs two accounts; None for those held apart: most that share a key are told apart by a few features."""
    within = one.report == other.report
    base, sieve = (BASE_WITHIN, SIEVE_WITHIN) if within else (BASE_ACROSS, SIEVE_ACROSS)
    weighed = sieve.weigh(pair_of(one, other), SUGGESTED - base)
    found = _match(weighed, base) if weighed else None
    return None if found is None or found.band is Band.APART else found


def _match(weighed: Scored[Pair], base: float) -> Match:
    points = round(weighed.score + base, 3)
    return Match(weighed.value.one.id, weighed.value.other.id, points, band_of(points), weighed.reasons)


def band_of(points: float) -> Band:
    """Returns what follows from a score."""
    if points >= MERGED:
        return Band.MERGED
    return Band.SUGGESTED if points >= SUGGESTED else Band.APART
