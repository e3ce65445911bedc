/** The margin: the cards of a report under their heads, in the order of `entriesOf`. */
import type { JSX } from "react";
import { plain, title } from "../words";
import { ActorCard, EventCard, LineCard, PlaceCard, actorName, words, type Around } from "./cards";

interface Given {
  around: Around;
  lit: string | null;
  chosen: string | null;
  onLight(key: string | null): void;
  onChoose(key: string): void;
}

export function Margin({ around, lit, chosen, onLight, onChoose }: Given): JSX.Element {
  const { record } = around.answer;
  const { points } = around;
  const card = (entry: string) => ({ key: entry, entry, lit: lit === entry, chosen: chosen === entry, around });
  const keyOf = (target: EventTarget) => (target as Element).closest<HTMLElement>("[data-entry]")?.dataset.entry ?? null;
  const events = record.events.toSorted((a, b) => a.trigger.start - b.trigger.start);
  return (
    <aside
      className="margin"
      aria-label="What was found"
      tabIndex={0}
      onMouseOver={(event) => onLight(keyOf(event.target))}
      onMouseLeave={() => onLight(null)}
      onClick={(event) => {
        const key = keyOf(event.target);
        if (key && !(event.target as Element).closest("button, a")) onChoose(key);
      }}
    >
      <Part head="Events" cards={events.map((event) => <EventCard {...card(`events/${event.id}`)} event={event} />)} />
      <Part head="Contradictions in the report" cards={record.discrepancies.map((one, index) => <LineCard {...card(`discrepancies/${index}`)} head={one.explanation} text={one.texts[0]} />)} />
      <Part head="Conditions" cards={record.conditions.map((one, index) => <LineCard {...card(`conditions/${index}`)} head={`${title(one.kind)}${one.by ? ` by ${actorName(record, one.by)}` : ""}`} text={one.text} />)} />
      <Part head="Relations" cards={record.relations.map((one, index) => (
        <LineCard {...card(`relations/${index}`)} head={`${actorName(record, one.subject)} ${plain(one.predicate)} ${actorName(record, one.object)}`} text={one.text} claim={one.claim} />
      ))} />
      <Part head="Stances" cards={record.stances.map((one, index) => (
        <LineCard {...card(`stances/${index}`)} head={`${actorName(record, one.holder)} ${one.attitude} ${words(points, one.topic)}`} text={one.text} claim={one.claim} />
      ))} />
      <Part head="Actors" cards={record.actors.map((actor, index) => <ActorCard {...card(`actors/${actor.id}`)} index={index} />)} />
      <Part head="Places" cards={record.places.map((place, index) => <PlaceCard {...card(`places/${place.id}`)} index={index} />)} />
    </aside>
  );
}

function Part({ head, cards }: { head: string; cards: JSX.Element[] }): JSX.Element | null {
  if (cards.length === 0) return null;
  return (
    <section>
      <h2>{head} <span className="soft small">{cards.length}</span></h2>
      <ul className="plain">{cards}</ul>
    </section>
  );
}
