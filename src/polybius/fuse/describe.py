"""The accounts of one thing -> an incident: for each field what all allow, or who holds what; counts as UCDP gives.

Values that can both be right (a day and the week around it, a town and its province, "gunmen" and a group's name) are
no dispute: the narrower stands first. What a source denies counts for `status` alone, unless all deny it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import combinations, islice

from polybius.fuse.deeds import VERBAL
from polybius.fuse.features import KINDRED
from polybius.fuse.places import great_circle
from polybius.fuse.sketch import BODIES, INDEFINITE, RADIUS_KM, ordinal
from polybius.fuse.words import folded
from polybius.incidents import Account, Field, FigureVersion, Incident, Match, Participant, Tally, Version
from polybius.model import ActorKind, Figure, Status

Value = tuple[str, ...]
Voices = Mapping[str, str]
PERSONS = frozenset({ActorKind.PERSON})
OPEN = ".."
WITHOUT_END = 10**7  # days
MOST_VERSIONS = 60  # of one field that are held against one another, the first told


def describe(accounts: Sequence[Account], matches: Iterable[Match] = ()) -> Incident:
    """Returns the incident of accounts given in the order they came in; it is named after the first."""
    told = [account for account in accounts if account.status is not Status.DENIED] or list(accounts)
    voices = voices_of(accounts)
    fields = (
        _field("type", accounts, lambda a: (a.type.value,), other_types, voices),
        _field("status", accounts, lambda a: (a.status.value,), other_outcomes, voices),
        _field("when", told, _days, other_days, voices),
        _field("place", told, lambda a: (a.place.id,) if a.place else (), other_places, voices),
        _field("initiators", told, lambda a: _ids(a.initiators), other_initiators, voices),
        _field("targets", told, lambda a: _ids(a.targets), other_targets, voices),
        _field("mode", told, lambda a: (a.mode,) if a.mode else (), _always, voices),
    )
    days = sorted(account.published for account in accounts if account.published)
    return Incident(
        id=accounts[0].id,
        accounts=tuple(account.id for account in accounts),
        fields=tuple(field for field in fields if field.versions),
        tallies=tuple(_tallies(told, voices)),
        origins=len(set(voices.values())),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        matches=strongest(matches),
    )


def voices_of(accounts: Iterable[Account]) -> Voices:
    """Returns whose voice each account is: reports that quote an outlet, copies of its report and its own are one."""
    accounts = list(accounts)
    outlets = {folded(s.name): s.id for account in accounts for s in account.chain if s.kind is ActorKind.OUTLET}
    own = {a.report: outlets[folded(a.publisher)] for a in accounts if a.publisher and folded(a.publisher) in outlets}
    return {account.id: own.get(account.origin, account.origin) for account in accounts}


# --- fields


def _field(
    name: str,
    accounts: Sequence[Account],
    value: Callable[[Account], Value],
    clash: Callable[[Account, Account], bool],
    voices: Voices,
) -> Field:
    """Groups accounts by their value, and tells whether two of them cannot both be right."""
    holding: dict[Value, list[Account]] = defaultdict(list)
    for account in accounts:
        if held := value(account):
            holding[held].append(account)
    disputed = any(clash(a[0], b[0]) for a, b in combinations(islice(holding.values(), MOST_VERSIONS), 2))
    support = {held: len({voices[account.id] for account in by}) for held, by in holding.items()}

    def rank(held: Value) -> tuple[float, ...]:
        narrow = _breadth(name, holding[held][0])
        return (-support[held], narrow) if disputed else (narrow, -support[held])

    versions = (Version(held, tuple(a.id for a in holding[held]), support[held]) for held in sorted(holding, key=rank))
    return Field(name, tuple(versions), disputed)


def _breadth(name: str, account: Account) -> float:
    """How much a value leaves open: days, kilometres, or participants without a name."""
    if name == "when":
        first, last = interval(account)
        return last - first
    if name == "place":
        return RADIUS_KM[account.place.precision] if account.place else 0.0
    if name in ("initiators", "targets"):
        part = account.initiators if name == "initiators" else account.targets
        return sum(actor.kind in INDEFINITE for actor in part) - len(part)
    return 0.0


def interval(account: Account) -> tuple[int, int]:
    """Returns the days of an account as ordinals, an open end far away."""
    when = account.when
    first, last = (ordinal(when.start), ordinal(when.end)) if when else (None, None)
    return (-WITHOUT_END if first is None else first), (WITHOUT_END if last is None else last)


def _days(account: Account) -> Value:
    when = account.when
    return (f"{when.start or OPEN}/{when.end or OPEN}",) if when and (when.start or when.end) else ()


def _ids(participants: Iterable[Participant]) -> Value:
    return tuple(sorted({participant.id for participant in participants}))


def other_types(one: Account, other: Account) -> bool:
    """Tells whether two accounts give types that are not taken for one another."""
    types = {one.type, other.type}
    return len(types) > 1 and not any(types <= kindred for kindred in KINDRED)


def other_outcomes(one: Account, other: Account) -> bool:
    """Tells whether one account has it happened or going on, and the other denied."""
    denied = {one.status is Status.DENIED, other.status is Status.DENIED}
    return len(denied) == 2 and bool({one.status, other.status} & {Status.HAPPENED, Status.ONGOING})


def other_days(one: Account, other: Account) -> bool:
    """Tells whether two accounts give days that do not overlap."""
    (first, last), (start, end) = interval(one), interval(other)
    return first > end or start > last


def other_places(one: Account, other: Account) -> bool:
    """Tells whether two accounts give places that do not reach one another."""
    if one.place is None or other.place is None or one.place.id == other.place.id:
        return False
    points = [(place.latitude, place.longitude) for place in (one.place, other.place)]
    if None in (*points[0], *points[1]):
        return None not in (one.place.country, other.place.country) and one.place.country != other.place.country
    reach = RADIUS_KM[one.place.precision] + RADIUS_KM[other.place.precision]
    return great_circle(*points) > reach  # type: ignore[arg-type]


def other_initiators(one: Account, other: Account) -> bool:
    """Tells whether two accounts name doers and none in common, and not a minister here, the ministry there."""
    spoken = one.type in VERBAL and other.type in VERBAL
    return _others(one.initiators, other.initiators) and not (spoken and _speak_for(one.initiators, other.initiators))


def other_targets(one: Account, other: Account) -> bool:
    """Tells whether two accounts name who suffers it and none in common."""
    return _others(one.targets, other.targets)


def _others(one: Iterable[Participant], other: Iterable[Participant]) -> bool:
    named = [{actor.id for actor in part if actor.kind not in INDEFINITE} for part in (one, other)]
    return bool(named[0] and named[1]) and not named[0] & named[1]


def _speak_for(one: Iterable[Participant], other: Iterable[Participant]) -> bool:
    """Tells whether persons of one side are of the country of a body of the other."""
    sides = [(_countries(own, PERSONS), _countries(others, BODIES)) for own, others in ((one, other), (other, one))]
    return any(persons & bodies for persons, bodies in sides)


def _countries(actors: Iterable[Participant], kinds: Collection[ActorKind]) -> set[str]:
    return {actor.country for actor in actors if actor.country and actor.kind in kinds}


def _always(one: Account, other: Account) -> bool:
    return True


# --- counts


def _tallies(accounts: Sequence[Account], voices: Voices) -> Iterable[Tally]:
    counted = {account.id: counts(account) for account in accounts}
    kinds = dict.fromkeys(what for found in counted.values() for what in found)
    for what in kinds:
        telling = [account for account in accounts if what in counted[account.id]]
        yield _tally(what, [(account, counted[account.id][what]) for account in telling], voices)


def counts(account: Account) -> Mapping[str, Figure]:
    """Returns an account's counts of the whole, by what is counted: of no side in particular, else the highest."""
    found: dict[str, Figure] = {}
    for figure in sorted(account.figures, key=lambda f: (f.who is not None, -(f.low or 0))):
        found.setdefault(figure.what, figure)
    return found


def _tally(what: str, told: Sequence[tuple[Account, Figure]], voices: Voices) -> Tally:
    """Low is the lowest count and high the highest, best the one of most independent voices, the latest of equals.

    Of an open or wide count the lower end is taken, as UCDP's coders take the careful one (GED codebook, section on
    estimates).
    """
    holding: dict[tuple[float | None, float | None], list[Account]] = defaultdict(list)
    for account, figure in told:
        holding[figure.low, figure.high].append(account)
    support = {count: len({voices[a.id] for a in by}) for count, by in holding.items()}
    latest = {count: max(a.published or "" for a in by) for count, by in holding.items()}
    ranked = sorted(holding, key=lambda count: (support[count], latest[count]), reverse=True)
    return Tally(
        what=what,
        low=min(low or 0.0 for low, _ in ranked),
        best=_lower(ranked[0]),
        high=max(high if high is not None else low or 0.0 for low, high in ranked),
        versions=tuple(FigureVersion(*count, tuple(a.id for a in holding[count]), support[count]) for count in ranked),
        disputed=any(not counts_meet(one, other) for one, other in combinations(ranked[:MOST_VERSIONS], 2)),
    )


def counts_meet(one: tuple[float | None, float | None], other: tuple[float | None, float | None]) -> bool:
    """Tells whether two counts (low, high) overlap; a null end is open."""
    top, bottom = float("inf"), 0.0
    (a, b), (c, d) = one, other
    return (a or bottom) <= (d if d is not None else top) and (c or bottom) <= (b if b is not None else top)


def _lower(count: tuple[float | None, float | None]) -> float | None:
    return count[0] if count[0] is not None else count[1]


def strongest(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Returns the best match of each account: why it is held to belong."""
    best: dict[str, Match] = {}
    for match in sorted(matches, key=lambda m: (-m.score, m.one, m.other)):
        best.setdefault(match.one, match)
        best.setdefault(match.other, match)
    return tuple(dict.fromkeys(best.values()))
