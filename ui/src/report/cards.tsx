/** The cards beside a report's text, one for each entry of its record. */
import { memo, type JSX, type ReactNode } from "react";
import { Link } from "wouter";
import type { Claim, Event, RecordOfReport, ReportAnswer, Span } from "../api/types";
import { ActorLink, Name, StatusChip, TypeWord } from "../pieces/Named";
import { figure, plain, span as spanOfDays, title, visible } from "../words";
import type { CodePoints } from "./points";

export interface Around {
  answer: ReportAnswer;
  points: CodePoints;
  mayWrite: boolean;
  onDeed(deed: "confirm" | "reject" | "edit", key: string): void;
}

export interface CardGiven {
  entry: string;
  lit: boolean;
  chosen: boolean;
  around: Around;
}

export const EventCard = memo(function EventCard({ event, ...given }: CardGiven & { event: Event }): JSX.Element {
  const { answer, points } = given.around;
  const incident = answer.incidents[event.id];
  return (
    <Entry {...given} tint={`is-${event.status}`}>
      <h3 className="row">
        <TypeWord type={event.mode ?? event.type} /> <StatusChip status={event.status} />
        {event.certainty !== "certain" && <span className="small soft">{event.certainty}</span>}
      </h3>
      <p className="quote">“{visible(words(points, event.trigger))}”</p>
      <dl>
        <Row name="Who" value={<Who answer={answer} ids={event.initiators} />} shown={event.initiators.length > 0} />
        <Row name="Whom" value={<Who answer={answer} ids={event.targets} />} shown={event.targets.length > 0} />
        <Row name="Where" value={<Name>{placeName(answer.record, event.place)}</Name>} shown={!!event.place} />
        <Row name="When" value={spanOfDays(event.when)} shown={!!event.when} />
        <Row name="Count" value={event.figures.map(figure).join("; ")} shown={event.figures.length > 0} />
      </dl>
      <Chain claim={answer.record.claims.find((claim) => claim.id === event.claim)} answer={answer} />
      <HowSure event={event} />
      {incident && <p className="small"><Link href={`/incidents/${incident}`}>All accounts of it</Link></p>}
    </Entry>
  );
});

export function ActorCard({ index, ...given }: CardGiven & { index: number }): JSX.Element | null {
  const { answer } = given.around;
  const actor = answer.record.actors[index];
  if (!actor) return null;
  const thing = answer.things[actor.id];
  return (
    <Entry {...given}>
      <h3>{thing ? <ActorLink id={thing} name={actor.name} /> : <Name>{actor.name}</Name>} <span className="small soft">{plain(actor.kind)}{actor.country && `, ${actor.country}`}</span></h3>
      {actor.aliases.length > 0 && <p className="small soft">also <Name>{actor.aliases.join(", ")}</Name></p>}
    </Entry>
  );
}

export function PlaceCard({ index, ...given }: CardGiven & { index: number }): JSX.Element | null {
  const place = given.around.answer.record.places[index];
  if (!place) return null;
  const where = [place.admin1, place.country].filter(Boolean).join(", ");
  return (
    <Entry {...given}>
      <h3><Name>{place.name}</Name> <span className="small soft">{where}</span></h3>
      <p className="small soft">{place.latitude == null ? "not found on the map" : `known to: ${plain(place.precision)}`}</p>
    </Entry>
  );
}

/** Relations, stances, conditions and discrepancies, whose gist is one line. */
export function LineCard({ head, text, claim, ...given }: CardGiven & { head: string; text?: Span | null; claim?: string | null }): JSX.Element {
  const { answer, points } = given.around;
  return (
    <Entry {...given}>
      <h3><Name>{head}</Name></h3>
      {text && <p className="quote">“{visible(words(points, text))}”</p>}
      <Chain claim={answer.record.claims.find((one) => one.id === claim)} answer={answer} />
    </Entry>
  );
}

function Entry({ entry, lit, chosen, around, tint = "", children }: CardGiven & { tint?: string; children: ReactNode }): JSX.Element {
  const seen = around.answer.looked_at.includes(entry);
  return (
    <li className={["entry", tint, lit && "lit", chosen && "chosen"].filter(Boolean).join(" ")} data-entry={entry} id={`card-${entry.replace("/", "-")}`} tabIndex={-1}>
      {children}
      {seen && <span className="seen">✓ looked at</span>}
      {around.mayWrite && chosen && (
        <div className="row">
          <button type="button" onClick={() => around.onDeed("confirm", entry)}>Confirm<kbd>c</kbd></button>
          <button type="button" onClick={() => around.onDeed("edit", entry)}>Correct<kbd>e</kbd></button>
          <button type="button" onClick={() => around.onDeed("reject", entry)}>Reject<kbd>x</kbd></button>
        </div>
      )}
    </li>
  );
}

const READERS = { rules: "rules", learned: "learned reader", both: "both readers" };
const HARDLY = 0.3; // as the review queue has it

/** Which reader gave each value and how likely the learned one holds it; open where it hardly believes what the event is. */
function HowSure({ event }: { event: Event }): JSX.Element | null {
  if (event.basis.length === 0) return null;
  const least = Math.min(...event.basis.filter(({ slot }) => ["event", "type", "status"].includes(slot)).map(({ chance }) => chance ?? 1));
  return (
    <details className="small soft" open={least < HARDLY}>
      <summary>How sure the program is</summary>
      <ul className="plain basis">
        {event.basis.map(({ slot, reader, chance }) => (
          <li key={slot}>{plain(slot)}: {READERS[reader]}{chance != null && <> · {Math.round(100 * chance)} %</>}</li>
        ))}
      </ul>
    </details>
  );
}

/** On whose word: the report's publisher, whom it quotes, whom that one quotes, and so on. */
function Chain({ claim, answer }: { claim: Claim | undefined; answer: ReportAnswer }): JSX.Element | null {
  if (!claim?.chain.length) return null;
  const links = claim.chain.map((link) => `${actorName(answer.record, link.source)}${link.verb ? ` (${link.verb})` : ""}`);
  return (
    <ol className="chain" aria-label={`On whose word${claim.kind === "assertion" ? "" : `, ${plain(claim.kind)}`}`}>
      {[answer.record.publisher ?? "This report", ...links].map((link, index) => <li key={index}><Name>{link}</Name></li>)}
      {claim.kind !== "assertion" && <li className="disputed">{title(claim.kind)}</li>}
    </ol>
  );
}

function Row({ name, value, shown }: { name: string; value: ReactNode; shown: boolean }): JSX.Element | null {
  return shown ? <><dt>{name}</dt><dd>{value}</dd></> : null;
}

function Who({ answer, ids }: { answer: ReportAnswer; ids: readonly string[] }): JSX.Element {
  return <Name>{ids.map((id) => actorName(answer.record, id)).join(", ")}</Name>;
}

export function words(points: CodePoints, span: Span): string {
  return points.slice(span.start, span.end);
}

export function actorName(record: RecordOfReport, id: string): string {
  return record.actors.find((actor) => actor.id === id)?.name ?? placeName(record, id);
}

function placeName(record: RecordOfReport, id: string | null | undefined): string {
  return record.places.find((place) => place.id === id)?.name ?? id ?? "";
}
