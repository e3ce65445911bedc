"""The accounts of an incident -> where they do not say the same, each with a sentence and the passages of both sides.

One disagreement for each two versions that clash, not for each two reports that hold them. It is a conflict where both
cannot be right; an update where a publisher brings its own account up to date, or a later report narrows an earlier one
down; a retraction where a report takes back what it, or the one that it corrects, had said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from polybius.fuse.describe import (
    MOST_VERSIONS,
    counts,
    counts_meet,
    interval,
    other_days,
    other_initiators,
    other_outcomes,
    other_places,
)
from polybius.fuse.words import folded
from polybius.incidents import Account, Disagreement, DisagreementKind, Passage
from polybius.model import DiscrepancyKind, Figure, Span, Status

Kind = DisagreementKind
About = DiscrepancyKind
# Words by which a report speaks of an earlier one that it takes back.
TAKING_BACK = re.compile(
    r"\b(?:correct(?:ion|s|ed)|wrong(?:ly)?|errors?|erroneous(?:ly)?|mistaken(?:ly)?|misreported|retract\w*|regrets?|"
    r"withdr[ae]w\w*|t(?:ook|akes?|aken) back|(?:had |earlier |first )?reported|headline)\b",
    re.IGNORECASE,
)
DONE = frozenset({Status.HAPPENED, Status.ONGOING})


def disagreements_of(incident: str, accounts: Iterable[Account]) -> tuple[Disagreement, ...]:
    """Returns the disagreements of an incident's accounts, those about one field together."""
    ordered = _first_tellings(sorted(accounts, key=lambda a: (a.published or "", a.recorded_at, a.id)))
    told = [account for account in ordered if account.status is not Status.DENIED]
    found = (
        *_figures(incident, told),
        *_withdrawn_figures(incident, ordered),
        *_clashes(incident, told, other_days, _dates),
        *_clashes(incident, told, other_places, _places),
        *_clashes(incident, told, other_initiators, _doers),
        *_clashes(incident, ordered, other_outcomes, _outcomes),
    )
    return tuple(dict.fromkeys(found))


def _first_tellings(accounts: Iterable[Account]) -> list[Account]:
    """Leaves out what tells nothing that an earlier account does not, and of very many versions the latest."""
    seen: dict[object, Account] = {}
    for account in accounts:
        place = account.place.id if account.place else None
        doers = tuple(actor.id for actor in account.initiators)
        told = (account.publisher, account.status, interval(account), place, doers, _counted(account))
        seen.setdefault(told, account)
    return list(seen.values())[:MOST_VERSIONS]


def _counted(account: Account) -> tuple[tuple[str, float | None, float | None], ...]:
    return tuple((what, figure.low, figure.high) for what, figure in sorted(counts(account).items()))


def orders_of(incidents: Iterable[tuple[str, Sequence[Account]]]) -> tuple[Disagreement, ...]:
    """Returns where reports do not agree on which of two incidents came first."""
    days = [
        (id, accounts, {a.report: interval(a) for a in accounts if a.when and _is_told(a)})
        for id, accounts in incidents
    ]
    found: list[Disagreement] = []
    for (id, one, first), (_, other, second) in combinations(days, 2):
        reports = [report for report in first if report in second]
        before = [report for report in reports if first[report][1] < second[report][0]]
        after = [report for report in reports if second[report][1] < first[report][0]]
        if before and after:
            found.append(_order(id, (one, other), before[0], after[0]))
    return tuple(found)


# --- one field each


def _figures(incident: str, accounts: Sequence[Account]) -> Iterator[Disagreement]:
    holding: dict[str, dict[tuple[float | None, float | None], tuple[Account, Figure]]] = defaultdict(dict)
    for account in accounts:
        for what, figure in counts(account).items():
            holding[what].setdefault((figure.low, figure.high), (account, figure))
    for what, versions in holding.items():
        for (one, early), (other, late) in combinations(versions.values(), 2):
            count, recount = (early.low, early.high), (late.low, late.high)
            overlap = counts_meet(count, recount)
            if one.report == other.report or (overlap and not _is_narrower(recount, count)):
                continue
            kind = Kind.UPDATE if overlap or _same_voice(one, other) else Kind.CONFLICT
            words = f"{what.capitalize()}: {_number(early)} {_by(one)}, {_number(late)} {_by(other)}."
            yield _disagreement(kind, About.FIGURE, words, incident, (one, early.text), (other, late.text))


def _withdrawn_figures(incident: str, accounts: Sequence[Account]) -> Iterator[Disagreement]:
    """A later report denies, or takes back, what has the very count that an earlier one gave."""
    denied = [account for account in accounts if account.status is Status.DENIED]
    for early in accounts:
        for late in denied:
            if early.status is Status.DENIED or not _is_later(early, late):
                continue
            taken_back = counts(late)
            for what, figure in counts(early).items():
                back = taken_back.get(what)
                if back is not None and (back.low, back.high) == (figure.low, figure.high):
                    kind, verb = (
                        (Kind.RETRACTION, "taken back") if _takes_back(early, late) else (Kind.CONFLICT, "denied")
                    )
                    words = f"{what.capitalize()}: {_number(figure)} {_by(early)} is {verb} {_by(late)}."
                    yield _disagreement(kind, About.FIGURE, words, incident, (early, figure.text), (late, back.text))


def _clashes(
    incident: str,
    accounts: Sequence[Account],
    clash: Callable[[Account, Account], bool],
    tell: Callable[[str, Account, Account], Disagreement],
) -> Iterator[Disagreement]:
    """Tells the first two accounts of each two versions that clash."""
    seen: set[tuple[str, str]] = set()
    for one, other in combinations(accounts, 2):
        if one.report == other.report or not clash(one, other):
            continue
        found = tell(incident, one, other)
        versions = (found.about.value, _version(found.explanation, one, other))
        if versions not in seen:
            seen.add(versions)
            yield found


def _version(words: str, one: Account, other: Account) -> str:
    return words.replace(_by(one), "").replace(_by(other), "")


def _dates(incident: str, one: Account, other: Account) -> Disagreement:
    words = f"“{one.words}” is dated {_span_of_days(one)} {_by(one)}, {_span_of_days(other)} {_by(other)}."
    kind = Kind.UPDATE if _same_voice(one, other) else Kind.CONFLICT
    sides = ((one, one.when.text if one.when else None), (other, other.when.text if other.when else None))
    return _disagreement(kind, About.CHRONOLOGY, words, incident, *sides)


def _places(incident: str, one: Account, other: Account) -> Disagreement:
    where = [account.place.name if account.place else "?" for account in (one, other)]
    words = f"“{one.words}” is placed at {where[0]} {_by(one)}, at {where[1]} {_by(other)}."
    kind = Kind.UPDATE if _same_voice(one, other) else Kind.CONFLICT
    return _disagreement(kind, About.PLACE, words, incident, (one, None), (other, None))


def _doers(incident: str, one: Account, other: Account) -> Disagreement:
    who = [", ".join(actor.name for actor in account.initiators) for account in (one, other)]
    words = f"“{one.words}” is laid to {who[0]} {_by(one)}, to {who[1]} {_by(other)}."
    kind = Kind.UPDATE if _same_voice(one, other) else Kind.CONFLICT
    return _disagreement(kind, About.ACTOR, words, incident, (one, None), (other, None))


def _outcomes(incident: str, one: Account, other: Account) -> Disagreement:
    denied = other if other.status is Status.DENIED else one
    told = one if denied is other else other
    takes_back = denied is other and _takes_back(one, other)
    verb = "taken back" if takes_back else "denied"
    words = f"“{told.words}” is said to have happened {_by(told)}; “{denied.words}” is {verb} {_by(denied)}."
    kind = Kind.RETRACTION if takes_back else Kind.CONFLICT
    return _disagreement(kind, About.OUTCOME, words, incident, (one, one.trigger), (other, other.trigger))


def _order(incident: str, pair: tuple[Sequence[Account], Sequence[Account]], before: str, after: str) -> Disagreement:
    picked = [next(a for a in accounts if a.report == report) for report in (before, after) for accounts in pair]
    one, other, late_one, late_other = picked
    words = (
        f"“{one.words}” comes before “{other.words}” {_by(one)}; "
        f"“{late_other.words}” comes before “{late_one.words}” {_by(late_one)}."
    )
    sides = tuple(_passage(account, account.when.text if account.when else None) for account in picked)
    return Disagreement(Kind.CONFLICT, About.CHRONOLOGY, words, sides, incident)


# --- whose, and in words


def _is_told(account: Account) -> bool:
    return account.status in DONE


def _is_later(one: Account, other: Account) -> bool:
    return other.report != one.report and (one.published or "") <= (other.published or "")


def _takes_back(told: Account, denied: Account) -> bool:
    """A later report denies what the same voice told, or says in its own voice that a report of it was wrong."""
    own = not denied.chain and bool(TAKING_BACK.search(denied.said))
    return _is_later(told, denied) and (own or _same_voice(told, denied))


def _same_voice(one: Account, other: Account) -> bool:
    """Both are of one publisher in its own voice, of one origin, or of one source that each of them quotes."""
    sources = [account.chain[-1].id if account.chain else None for account in (one, other)]
    if sources[0] or sources[1]:
        return sources[0] == sources[1]
    publishers = [folded(account.publisher or "") for account in (one, other)]
    return one.origin == other.origin or bool(publishers[0] and publishers[0] == publishers[1])


def _is_narrower(one: tuple[float | None, float | None], other: tuple[float | None, float | None]) -> bool:
    """Tells whether a count leaves less open than another which it overlaps."""
    top = float("inf")
    widths = [(high if high is not None else top) - (low or 0.0) for low, high in (one, other)]
    return widths[0] < widths[1]


def _by(account: Account) -> str:
    """Returns whose word it is: "by the Vela Post of 2021-03-02, quoting a harbour official"."""
    quoted = f", quoting {' quoting '.join(source.name for source in account.chain)}" if account.chain else ""
    published = f" of {account.published}" if account.published else ""
    return f"by {account.publisher or f'report {account.report[:8]}'}{published}{quoted}"


def _number(figure: Figure) -> str:
    low, high = (None if end is None else f"{end:g}" for end in (figure.low, figure.high))
    if low == high:
        return low or "an unknown number"
    if high is None:
        return f"at least {low}"
    return f"{low} to {high}" if low and low != "0" else f"up to {high}"


def _span_of_days(account: Account) -> str:
    when = account.when
    if when is None:
        return "to no day"
    return str(when.start) if when.start == when.end else f"{when.start or '…'} to {when.end or '…'}"


def _disagreement(
    kind: Kind, about: About, words: str, incident: str, *sides: tuple[Account, Span | None]
) -> Disagreement:
    return Disagreement(kind, about, words, tuple(_passage(account, span) for account, span in sides), incident)


def _passage(account: Account, span: Span | None) -> Passage:
    return Passage(account.report, span or account.sentence, account.id)
