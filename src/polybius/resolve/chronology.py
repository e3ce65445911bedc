"""Times as told -> dates that cannot be right, each with a sentence that a person can check.

A weekday that is not the day's, a day after publication told in the past, and an order ("shortly before the attack")
that the day of the event itself contradicts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from polybius.drafts import TimeTold
from polybius.model import Event, Span
from polybius.resolve.times import check_after_publication, check_weekday, resolve_time

ORDER = re.compile(
    r",?\s*(?:shortly|just|soon|hours|days|long|immediately|right|a day|a week)?\s*(?P<order>before|after)\s"
)
REACH = 40  # characters behind "before" within which its event must stand

DateFault = tuple[tuple[str, ...], str, tuple[Span, ...]]
"""Event ids, an explanation and the words that quarrel."""


def find_date_faults(
    times: Sequence[TimeTold], text: str, published: date | None, events: Sequence[Event], told: Mapping[str, set[int]]
) -> Iterator[DateFault]:
    """Yields every date of a report that cannot be right; `told` gives for an event id the sentences that tell it."""
    for time in times:
        yield from _order_faults(time, text, published, events)
    for time in times:
        found = check_weekday(time.expression, published)
        if time.past and found is None:
            found = check_after_publication(time.expression, published)
        if found is not None:
            near = tuple(event.id for event in events if time.sentence in told[event.id])
            yield near, found, (time.expression.span,)


def _order_faults(time: TimeTold, text: str, published: date | None, events: Sequence[Event]) -> Iterator[DateFault]:
    """ "on 28 December, shortly before the attack", where the attack is dated October."""
    order = ORDER.match(text, time.expression.span.end)
    day = resolve_time(time.expression, published, tense="past" if time.past else None) if order else None
    if order is None or day is None or day.start is None:
        return
    for event in events:
        spans = [s for s in (event.trigger, *event.mentions) if order.end() <= s.start < order.end() + REACH]
        when = event.when
        if not spans or when is None or when.text is None or when.start is None or when.end is None:
            continue
        before = order["order"] == "before"
        if (day.start > when.end) if before else ((day.end or day.start) < when.start):
            clause = Span(order.start("order"), spans[0].end)
            words = f"{day.start} is said to be {order['order']} an event of {when.start}."
            yield (event.id,), words, (time.expression.span, clause, when.text)
