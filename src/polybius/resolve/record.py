"""Extraction -> record: mentions become actors and places, expressions days, drafts events, each with an id.

The idea: everything that a report says is first put to actors, places and days; then passages that tell one deed become
one event, and what pointed at drafts points at events.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from polybius.drafts import (
    HOSTILE,
    SPEECH,
    EventDraft,
    Extraction,
    FigureDraft,
    Mention,
    MentionForm,
    RelationDraft,
    TimeExpression,
    TimeKind,
)
from polybius.model import (
    ActorKind,
    Attitude,
    Certainty,
    Condition,
    Event,
    EventType,
    Figure,
    Predicate,
    Record,
    Relation,
    Span,
    Stance,
    Status,
    TimeSpan,
)
from polybius.ontology import Office, Ontology
from polybius.resolve.actors import is_standing, leave_qualifying, number_actors, resolve_actor, tell_apart
from polybius.resolve.calendar_days import day_told
from polybius.resolve.chronology import DateFault, find_date_faults
from polybius.resolve.clusters import Clusterer
from polybius.resolve.discrepancies import find_discrepancies
from polybius.resolve.events import Told, group_events
from polybius.resolve.gazetteer import Gazetteer
from polybius.resolve.persons import Persons
from polybius.resolve.placing import PlaceTable
from polybius.resolve.replies import reply
from polybius.resolve.sayings import Sayings
from polybius.resolve.times import Tense, resolve_anchor, resolve_time
from polybius.resolve.voices import BELONGING, OWN_VOICE, is_publisher, publishers

SET_BEFORE = frozenset({"planned", "scheduled", "set", "slated"})
SIDES = frozenset({Predicate.ALLIED_WITH, Predicate.PROXY_OF})
LASTING = frozenset(
    {EventType.COERCE, EventType.SANCTION, EventType.REQUEST, EventType.AGREE, EventType.THREATEN}
)

PUT_OFF = re.compile(r"\b(?:put (?:back|off)|postponed|deferred|delayed|adjourned|rescheduled|pushed back)\s$")
LONGEST_PUT_OFF = 20  # letters
YET_TO_BE = frozenset({Status.DEMANDED, Status.PLANNED, Status.THREATENED, Status.EXPECTED})


class Resolver:
    """Turns extractions into records, with one ontology and one gazetteer."""

    def __init__(self, ontology: Ontology, gazetteer: Gazetteer) -> None:
        self._ontology, self._gazetteer = ontology, gazetteer
        self._persons = Persons(ontology)

    def resolve(self, extraction: Extraction) -> Record:
        """Returns the record of one report."""
        clusterer = Clusterer(extraction, self._ontology, self._persons)
        clusterer.run()
        return _Assembly(extraction, self._ontology, self._gazetteer, clusterer).record()


class _Assembly:
    def __init__(self, extraction: Extraction, ontology: Ontology, gazetteer: Gazetteer, clusterer: Clusterer) -> None:
        self.extraction, self.ontology = extraction, ontology
        self.document = extraction.annotated.document
        self.text, self.mentions = self.document.text, extraction.mentions
        self.clusterer = clusterer
        self.problems = list(self.document.problems)
        self.published = self._day(self.document.published)
        self.table = PlaceTable(extraction, ontology, gazetteer)
        self.places, self.place_of = self.table.places, self.table.place_of

    def record(self) -> Record:
        """Builds the record part by part."""
        self._number_actors()
        self.sayings = Sayings(self.extraction, self._actor, self.clusterer.all_of, self.own_voice)
        events = self._events()
        relations, stances = self._relations(), self._stances()
        events = reply([self._own_threat(e, relations) for e in events])
        conditions = self._conditions()
        self.sayings.keep_others()
        record = Record(
            id=hashlib.sha256(self.text.encode()).hexdigest(),
            text=self.text,
            title=self.document.title,
            publisher=self.document.publisher,
            url=self.document.url,
            published=self.document.published,
            language=self.document.language,
            sentences=tuple(Span(s.start, s.end) for s in self.extraction.annotated.sentences),
            actors=tuple(self.actors),
            places=tuple(self.places),
            events=tuple(events),
            claims=self.sayings.claims(),
            relations=relations,
            stances=stances,
            conditions=conditions,
            problems=tuple(dict.fromkeys(self.problems)),
        )
        found = find_discrepancies(record, self._date_faults(events), self.extraction.disputed)
        return replace(record, discrepancies=tuple(found))

    def _own_threat(self, event: Event, relations: Sequence[Relation]) -> Event:
        """What a commander or member announces against others for his own side is threatened."""
        future = event.status in {Status.PLANNED, Status.EXPECTED} and event.certainty is Certainty.CERTAIN
        chain = next((c.chain for c in self.sayings.claims() if c.id == event.claim), ())
        if not future or event.type not in HOSTILE or not chain:
            return event
        sides = {r.object for r in relations if r.subject == chain[-1].source and r.predicate in BELONGING}
        return replace(event, status=Status.THREATENED) if sides & set(event.initiators) else event

    def _date_faults(self, events: Sequence[Event]) -> list[DateFault]:
        told = {event.id: set[int]() for event in events}
        for number, draft in enumerate(self.extraction.events):
            told[self.event_ids[number]].add(draft.sentence)
        return list(find_date_faults(self.extraction.times, self.text, self.published, events, told))

    def _day(self, published: str | None) -> date | None:
        day = day_told(published)
        if published and day is None:
            self.problems.append(f"published {published!r} is no ISO 8601 day: relative dates are left unresolved")
        return day

    # --- actors

    def _number_actors(self) -> None:
        used = {id(c) for i in self._actor_mentions() for c in self.clusterer.all_of(i)}
        self.actor_ids = number_actors(self.clusterer.clusters, used)
        self.own_voice = self._own_voice()
        kept = sorted(
            (c for c in self.clusterer.clusters if id(c) in self.actor_ids),
            key=lambda c: int(self.actor_ids[id(c)][1:]),
        )
        actors = [resolve_actor(c, self.actor_ids[id(c)], self.text, self.ontology) for c in kept]
        qualifying = {m.span for m in self.mentions if m.form is MentionForm.MODIFIER}
        self.actors = leave_qualifying(tell_apart(actors), qualifying)

    def _own_voice(self) -> set[str]:
        """Returns the actors that are the report's own publisher: by name, as "this newspaper", or as "we"."""
        own, called = set(), publishers(self.document)
        introduced = self.clusterer.voices.introduced
        author = introduced.get(True) or introduced.get(False)
        for cluster in self.clusterer.clusters:
            this = any(
                m.span.of(self.text).lower().startswith("this ") and m.kind is ActorKind.OUTLET for m in cluster.members
            )
            we = cluster is author or all(m.lemma in OWN_VOICE for m in cluster.members)
            if id(cluster) in self.actor_ids and (this or we or is_publisher(cluster, called, self.text)):
                own.add(self.actor_ids[id(cluster)])
        return own

    def _actor_mentions(self) -> set[int]:
        used: set[int] = {c.source for c in self.extraction.claims}
        for event in self.extraction.events:
            used.update(event.initiators, event.targets, (f.who for f in event.figures if f.who is not None))
        for relation in self.extraction.relations:
            used.update((relation.subject, relation.object))
        used.update(s.holder for s in self.extraction.stances)
        used.update(m.index for m in self.mentions if is_standing(m, self.ontology))
        return used

    def _actor(self, mention: int | None) -> str | None:
        clusters = self.clusterer.all_of(mention) if mention is not None else []
        return self.actor_ids.get(id(clusters[0])) if clusters else None

    def _actor_ids(self, mentions: Iterable[int]) -> list[str]:
        found = (self.actor_ids.get(id(c)) for i in mentions for c in self.clusterer.all_of(i))
        return list(dict.fromkeys(a for a in found if a))

    # --- events

    def _events(self) -> list[Event]:
        drafts = list(self.extraction.events)
        times = self._times(drafts)
        for n, when in enumerate(list(times)):
            draft = drafts[n]
            if draft.status not in {Status.HAPPENED, Status.ONGOING} or when is None or not self._lies_ahead(when):
                continue
            if self._is_set(draft):
                drafts[n] = replace(draft, status=Status.PLANNED)
                continue
            times[n] = None
            for content in draft.content:
                times[content] = times[content] or when
        headings = {s.index for s in self.extraction.annotated.sentences if s.heading}
        told = [
            Told(d, frozenset(self._actor_ids(d.initiators)), frozenset(self._actor_ids(d.targets)),
                 frozenset(self.table.ids(d.places)), times[n], d.sentence in headings)
            for n, d in enumerate(drafts)
        ]  # fmt: skip
        groups = group_events(told)
        self.event_ids = {n: f"e{k}" for k, group in enumerate(groups, 1) for n in group}
        return [self._event(f"e{k}", [told[n] for n in group]) for k, group in enumerate(groups, 1)]

    def _times(self, drafts: Sequence[EventDraft]) -> list[TimeSpan | None]:
        found: list[TimeSpan | None] = []
        reference: TimeSpan | None = None
        over: TimeSpan | None = None  # "reopens within a month. The next day gunmen fled": not a month from now
        for draft in drafts:
            resolved, ahead = None, draft.status in YET_TO_BE
            for expression in draft.times:
                behind = expression.span.of(self.text).lower().endswith(("after", "before"))
                if expression.anchor == "reference" and behind and expression.span.end <= draft.trigger.start:
                    resolved = resolved or self._before_or_after(draft, expression, found, drafts)
                    continue
                start = expression.span.start
                before = max(0, start - LONGEST_PUT_OFF)
                put_off = expression.bound == "until" and PUT_OFF.search(self.text, before, start)
                tense: Tense | None = "future" if put_off or self._is_ahead(expression, draft) else draft.tense
                calls = draft.type in SPEECH and all(drafts[c].status in YET_TO_BE for c in draft.content)
                if calls and tense == "past" and expression.kind is TimeKind.DATE:
                    tense = None  # "called for talks on 1 December", said in November
                expression = (put_off and expression.last) or expression  # noqa: PLW2901
                since = self._named_before(expression, draft.sentence) or (reference if ahead else over or reference)
                span = resolve_time(expression, self.published, tense=tense, reference=since)
                if span is not None and (resolved is None or _narrower(span, resolved)):
                    resolved = span
            found.append(resolved)
            reference = resolved or reference
            past = resolved is not None and (not self.published or str(resolved.end or "") <= str(self.published))
            over = resolved if past and not ahead else over
        return self._said_then(drafts, found)

    def _lies_ahead(self, when: TimeSpan) -> bool:
        return bool(self.published and when.start and when.start > str(self.published))

    def _is_set(self, draft: EventDraft) -> bool:
        """ "The six go before a court on Monday"; who "called a strike for Monday" has called it."""
        own = self.extraction.annotated.sentences[draft.sentence]
        here = any(own.start <= e.span.start < own.end for e in draft.times)
        return here and (draft.tense == "present" or draft.type not in SPEECH)

    def _named_before(self, expression: TimeExpression, sentence: int) -> TimeSpan | None:
        """ "held from April 2022, but lapsed six months later": later than the day named before it."""
        if expression.anchor != "reference":
            return None
        named = (t.expression for t in reversed(self.extraction.times) if t.sentence == sentence)
        before = (e for e in named if e.span.end <= expression.span.start and e.anchor != "reference")
        first = next(before, None)
        found = resolve_time(replace(first, bound=None), self.published, tense="past") if first is not None else None
        return found if found is not None and found.start and found.end else None

    def _said_then(self, drafts: Sequence[EventDraft], found: list[TimeSpan | None]) -> list[TimeSpan | None]:
        """ "Appealed for help on 9 June": a day that is over is that of the appeal, not of what is yet to be done."""
        for number, draft in enumerate(drafts):
            for content in draft.content:
                day = found[content]
                over = day is not None and day.end is not None and self.published and day.end <= str(self.published)
                if found[number] is None and over and drafts[content].status in YET_TO_BE:
                    found[number], found[content] = day, None
        return found

    def _is_ahead(self, expression: TimeExpression, draft: EventDraft) -> bool:
        """ "imposed a curfew until Friday", "called a strike for Saturday": what is set lies ahead."""
        if expression.bound == "until":
            return draft.type in LASTING or draft.status is Status.ONGOING
        before, after = self.text[: expression.span.start].split()[-2:], self.text[expression.span.end :][:2]
        is_set = before[-1:] == ["for"] and before[0] not in SET_BEFORE and after not in {"'s", "’s"}
        return is_set and expression.kind is TimeKind.DATE

    def _before_or_after(
        self,
        draft: EventDraft,
        expression: TimeExpression,
        found: Sequence[TimeSpan | None],
        drafts: Sequence[EventDraft],
    ) -> TimeSpan | None:
        """ "attacked on Monday, a day after troops left": the day of what is behind "after" counts from the Monday."""
        named = (t.expression for t in self.extraction.times if t.sentence == draft.sentence)
        beside = next((e for e in named if self.text[e.span.end : expression.span.start] in {", ", " "}), None)
        told = [found[n] for n, d in enumerate(drafts[: len(found)]) if d.sentence == draft.sentence]
        hosts = [h for h in told if h is not None]
        host = next((h for h in hosts if beside is not None and h.text == beside.span), None)
        if host is None and beside is not None:  # "gave them until Friday, he said on Tuesday, a day after …"
            host = resolve_time(beside, self.published, tense=draft.tense)
        host = host or next(iter(hosts), None)
        return resolve_anchor(expression, host) if host is not None else None

    def _event(self, ident: str, told: Sequence[Told]) -> Event:
        main = told[0].draft
        spans = [s for t in told for s in (t.draft.trigger, *t.draft.others)]
        places = [p for t in told for p in self.table.ids(t.draft.places)]
        vague = {p.id for p in self.places if p.precision.value in {"region", "country", "international"}}
        tellers = [t for t in told if not t.heading or t is told[0]]
        claims = list(dict.fromkeys(self.sayings.claim(self._told_by(t)) for t in tellers))
        when = next((t.when for t in told if t.when is not None), None)
        return Event(
            id=ident,
            type=main.type,
            status=main.status,
            trigger=spans[0],
            sentence=main.sentence,
            mode=main.mode,
            cameo=main.cameo,
            certainty=main.certainty,
            mentions=tuple(spans[1:]),
            initiators=tuple(self._merged(self._actor_ids(t.draft.initiators) for t in told)),
            targets=tuple(self._targets(told)),
            place=min(places, key=vague.__contains__, default=None),
            origin=self.table.first(t.draft.origin for t in told),
            destination=self.table.first(t.draft.destination for t in told),
            when=when,
            figures=tuple({(f.what, f.low, f.high): self._figure(f) for t in told for f in t.draft.figures}.values()),
            content=tuple(
                dict.fromkeys(self.event_ids[c] for t in told for c in t.draft.content if self.event_ids[c] != ident)
            ),
            claim=claims[0],
            claims=tuple(claims) if len(claims) > 1 else (),
            basis=tuple({b.slot: b for t in reversed(told) for b in t.draft.basis}.values()),
        )

    def _targets(self, told: Sequence[Told]) -> list[str]:
        """Nobody is the target of his own deed, whatever pronoun stands in its object."""
        doers = set(self._merged(self._actor_ids(t.draft.initiators) for t in told))
        return self._merged([a for a in self._actor_ids(t.draft.targets) if a not in doers] for t in told)

    def _told_by(self, told: Told) -> Sequence[int]:
        """The chain of an event; who says that he himself threatens, demands or denies is no source beside the deed."""
        chain = told.draft.chain
        if told.draft.type in SPEECH and chain:
            last = self._actor(self.extraction.claims[chain[-1]].source)
            return chain[:-1] if last in told.initiators else chain
        return chain

    def _merged(self, lists: Iterable[list[str]]) -> list[str]:
        """Participants of the passage that names any; later passages rarely add one."""
        return next((ids for ids in lists if ids), [])

    def _figure(self, figure: FigureDraft) -> Figure:
        return Figure(figure.what, figure.low, figure.high, self._actor(figure.who), figure.text)

    # --- claims, relations, stances, conditions

    def _relations(self) -> tuple[Relation, ...]:
        found: dict[tuple[str, Predicate, str], Relation] = {}
        for draft in self.extraction.relations:
            subject, thing = self._actor(draft.subject), self._end(draft.object, draft.predicate.value)
            if not subject or not thing or not self._fits(draft.predicate, thing):
                continue
            if not self._is_known_enough(draft.predicate, subject) or self._is_only_spoken(draft):
                continue
            if self._is_of_his_own(draft, subject):
                continue
            if subject != thing and (subject, draft.predicate, thing) not in found:
                claim = self.sayings.claim(draft.chain)
                found[subject, draft.predicate, thing] = Relation(
                    subject, draft.predicate, thing, draft.text, (), claim, draft.basis
                )
        for relation in self._offices():
            found.setdefault((relation.subject, relation.predicate, relation.object), relation)
        return tuple(found.values())

    def _offices(self) -> Iterator[Relation]:
        """ "Prime Minister Nikol Pashinyan": the text has the title, the ontology the term of office."""
        by_entry = {
            c.entry: self.actor_ids[id(c)] for c in self.clusterer.clusters if c.entry and id(c) in self.actor_ids
        }
        for cluster in self.clusterer.clusters:
            entry = self.ontology.entries.get(cluster.entry or "")
            if entry is None:
                continue
            for office in entry.offices:
                titled = next((m for m in cluster.members if self._is_titled(m, office)), None)
                if titled is not None and office.of in by_entry:
                    leader, led = by_entry[entry.key], by_entry[office.of]
                    yield Relation(leader, Predicate.LEADS, led, titled.span, (), self.sayings.claim(()))

    def _is_titled(self, mention: Mention, office: Office) -> bool:
        """Tells whether a mention gives its person an office that leads and that he held when the report came out."""
        words = (mention.title or (mention.lemma if mention.form is MentionForm.NOMINAL else "")).lower()
        title = self.ontology.titles.get(words)
        if title is None or not title.leads or self.ontology.titles.get(office.title.lower()) != title:
            return False
        day = self.document.published
        return day is None or (
            (office.start or "") <= day and (office.end is None or day[: len(office.end)] <= office.end)
        )

    def _fits(self, predicate: Predicate, thing: str) -> bool:
        """Nobody is a member of a person or part of a crowd."""
        kind = next((a.kind for a in self.actors if a.id == thing), None)
        bodies = predicate not in {Predicate.MEMBER_OF, Predicate.PART_OF}
        return bodies or kind not in {ActorKind.PERSON, ActorKind.POPULATION, ActorKind.UNNAMED}

    def _is_known_enough(self, predicate: Predicate, subject: str) -> bool:
        """ "the mayor of Vela", "troops in the valley": who is but described by office or place is tied to neither."""
        named = any(a.id == subject and any(w[0].isupper() for w in a.name.split()) for a in self.actors)
        return named or predicate not in {Predicate.LEADS, Predicate.PRESENT_IN, Predicate.BASED_IN}

    def _is_of_his_own(self, draft: RelationDraft, subject: str) -> bool:
        """ "Colonel Dorn said his gunners fired": he is none of his own."""
        owner = self.mentions[draft.object].owner
        belonging = draft.predicate in {Predicate.MEMBER_OF, Predicate.PART_OF}
        return belonging and owner is not None and self._actor(owner) == subject

    def _is_only_spoken(self, draft: RelationDraft) -> bool:
        """ "our allies", says a minister: they are not his."""
        ends = (self.mentions[draft.subject], self.mentions[draft.object])
        own = [m for m in ends if m.form is MentionForm.PRONOUN and m.lemma in OWN_VOICE]
        persons = {a.id for a in self.actors if a.kind in {ActorKind.PERSON, ActorKind.UNNAMED}}
        return draft.predicate in SIDES and any(self._actor(m.index) in persons for m in own)

    def _end(self, mention: int, predicate: str) -> str | None:
        place = self.place_of.get(mention)
        if predicate in {"based_in", "present_in"}:
            return place
        return self._actor(mention) or (place if predicate == "leads" else None)

    def _stances(self) -> tuple[Stance, ...]:
        found: dict[tuple[str, Attitude, Span], Stance] = {}
        for draft in self.extraction.stances:
            holder = self._actor(draft.holder)
            if holder:
                about = tuple(dict.fromkeys(self.event_ids[n] for n in draft.about))
                claim = self.sayings.claim(draft.chain)
                stance = Stance(holder, draft.attitude, draft.topic, about, claim, draft.text, draft.basis)
                found.setdefault((holder, draft.attitude, draft.topic), stance)
        return tuple(found.values())

    def _conditions(self) -> tuple[Condition, ...]:
        return tuple(
            Condition(
                kind=d.kind,
                text=d.text,
                if_=self.event_ids[d.if_] if d.if_ is not None else None,
                then=self.event_ids[d.then] if d.then is not None else None,
                if_text=d.if_text,
                then_text=d.then_text,
                by=self._actor(d.by),
            )
            for d in self.extraction.conditions
        )


def _narrower(one: TimeSpan, other: TimeSpan) -> bool:
    return _days(one) < _days(other)


def _days(span: TimeSpan) -> int:
    if span.start is None or span.end is None:
        return 100_000
    return (date.fromisoformat(span.end) - date.fromisoformat(span.start)).days
