/** Small words and marks that stand in many views; names are set apart, so that right-to-left ones keep to themselves. */
import type { JSX } from "react";
import { Link } from "wouter";
import type { Incident, Status } from "../api/types";
import { interval, plain, title, tone, visible } from "../words";

export function Name({ children }: { children: string }): JSX.Element {
  return <bdi>{visible(children)}</bdi>;
}

export function StatusChip({ status }: { status: Status | string }): JSX.Element {
  return <span className={`status is-${status}`}>{status}</span>;
}

export function TypeWord({ type }: { type: string }): JSX.Element {
  return <span className={`type ${tone(type)}`}>{title(type)}</span>;
}

export function ActorLink({ id, name }: { id: string; name: string }): JSX.Element {
  return <Link href={`/actors/${encodeURIComponent(id)}`}><Name>{name}</Name></Link>;
}

export function ReportLink({ id, title: head }: { id: string; title?: string | null }): JSX.Element {
  return <Link href={`/reports/${id}`}><Name>{head || "Untitled report"}</Name></Link>;
}

/** The best supported version of a field; null where no account says anything. */
export function leading(incident: Incident, field: string): readonly string[] | null {
  return incident.fields.find((one) => one.name === field)?.versions[0]?.value ?? null;
}

export function called(names: Record<string, string>, ids: readonly string[] | null): string {
  return ids?.length ? ids.map((id) => names[id] ?? id).join(", ") : "";
}

export function isDisputed(incident: Incident): boolean {
  return incident.fields.some((field) => field.disputed) || incident.tallies.some((tally) => tally.disputed);
}

export function headline(incident: Incident, names: Record<string, string>): string {
  const parts = [leading(incident, "type")?.[0] ?? "event", leading(incident, "mode")?.[0]];
  const type = plain(parts.filter((part) => part && part !== "").join(", "));
  const who = called(names, leading(incident, "initiators")) || "somebody";
  const whom = called(names, leading(incident, "targets"));
  return `${who}${whom && ` → ${whom}`}: ${type}`;
}

export function IncidentLine({ incident, names }: { incident: Incident; names: Record<string, string> }): JSX.Element {
  const when = leading(incident, "when")?.[0];
  const place = called(names, leading(incident, "place"));
  const type = leading(incident, "type")?.[0];
  const status = leading(incident, "status")?.[0];
  return (
    <article className="line">
      <span className="line-day">{when ? interval(when) : "day not known"}</span>
      <div>
        <Link href={`/incidents/${incident.id}`} className="line-title"><Name>{headline(incident, names)}</Name></Link>
        <div className="row small soft">
          {type && <TypeWord type={type} />}
          {status && <StatusChip status={status} />}
          {place && <Name>{place}</Name>}
          <span>{incident.accounts.length} {incident.accounts.length === 1 ? "account" : "accounts"}, {incident.origins} independent</span>
          {isDisputed(incident) && <Disputed />}
        </div>
      </div>
    </article>
  );
}

export function Disputed(): JSX.Element {
  return <span className="disputed">disputed</span>;
}
