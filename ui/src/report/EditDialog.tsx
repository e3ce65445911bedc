/** Forms by which an entry of the record is corrected, or selected words become an event, a relation or an alias. */
import type { JSX } from "react";
import type { RecordOfReport, Span } from "../api/types";
import { Choose, Dialog } from "../pieces/Dialog";
import { STATUSES, TYPES, figure, plain, title, visible } from "../words";
import { NamedForm, NamedFields, namedOf } from "./NamedForm";
import { change, dense, type Wanted } from "./correcting";

const PREDICATES = ["commands", "part_of", "member_of", "proxy_of", "allied_with", "opposes", "based_in", "present_in", "leads", "nationality"];
const CERTAINTIES = ["certain", "probable", "possible"];

type Options = (readonly [string, string])[];
const coded = (codes: readonly string[]): Options => codes.map((code) => [code, title(code)] as const);
const actorsOf = (record: RecordOfReport): Options => record.actors.map((actor) => [actor.id, visible(actor.name)] as const);
const placesOf = (record: RecordOfReport): Options => [["", "not said"], ...record.places.map((place) => [place.id, visible(place.name)] as const)];

interface Given {
  record: RecordOfReport;
  onDone(wanted: Wanted[]): void;
  onClose(): void;
}

export function EditDialog({ record, entry, onDone, onClose }: Given & { entry: string }): JSX.Element | null {
  const [part, id] = entry.split("/");
  if (part === "events") return <EventForm record={record} id={id!} onDone={onDone} onClose={onClose} />;
  return <NamedForm record={record} entry={entry} onDone={onDone} onClose={onClose} />;
}

function EventForm({ record, id, onDone, onClose }: Given & { id: string }): JSX.Element | null {
  const event = record.events.find((one) => one.id === id);
  if (!event) return null;
  const before: Record<string, unknown> = { type: event.type, status: event.status, certainty: event.certainty, place: event.place ?? "", initiators: event.initiators, targets: event.targets };
  function done(form: FormData): void {
    const after: Record<string, unknown> = Object.fromEntries(["type", "status", "certainty", "place"].map((name) => [name, form.get(name)]));
    after.initiators = form.getAll("initiators");
    after.targets = form.getAll("targets");
    const changed = Object.keys(after).filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]));
    onDone([...changed.map((name) => change(`events/${id}/${name}`, after[name])), ...daysOf(form), ...figuresOf(form)]);
  }
  function daysOf(form: FormData): Wanted[] {
    const [start, end] = ["start", "end"].map((name) => String(form.get(name) ?? "") || null);
    if (start === (event!.when?.start ?? null) && end === (event!.when?.end ?? null)) return [];
    return [start || end ? change(`events/${id}/when`, dense({ ...event!.when, start, end })) : { kind: "reject", path: `events/${id}/when` }];
  }
  function figuresOf(form: FormData): Wanted[] {
    const figures = event!.figures.map((one, index) => ({ ...one, low: bound(form, `low${index}`), high: bound(form, `high${index}`) }));
    const same = JSON.stringify(figures) === JSON.stringify(event!.figures);
    return same ? [] : [change(`events/${id}/figures`, figures.map(dense))];
  }
  return (
    <Dialog title="Correct the event" done="Save" onDone={done} onClose={onClose}>
      <Choose label="Type" name="type" value={event.type} options={coded(TYPES)} />
      <Choose label="How it stands" name="status" value={event.status} options={coded(STATUSES)} />
      <Choose label="How sure its source is" name="certainty" value={event.certainty} options={coded(CERTAINTIES)} />
      <Choose label="Who" name="initiators" many value={event.initiators} options={actorsOf(record)} />
      <Choose label="Whom" name="targets" many value={event.targets} options={actorsOf(record)} />
      <Choose label="Where" name="place" value={event.place ?? ""} options={placesOf(record)} />
      <fieldset className="row">
        <legend className="small soft">When; leave a day open where it is not known</legend>
        <label>First day<input type="date" name="start" defaultValue={event.when?.start ?? ""} /></label>
        <label>Last day<input type="date" name="end" defaultValue={event.when?.end ?? ""} /></label>
      </fieldset>
      {event.figures.map((one, index) => (
        <fieldset key={index} className="row">
          <legend className="small soft">{figure(one)}</legend>
          <label>At least<input type="number" min="0" name={`low${index}`} defaultValue={one.low ?? ""} /></label>
          <label>At most<input type="number" min="0" name={`high${index}`} defaultValue={one.high ?? ""} /></label>
        </fieldset>
      ))}
    </Dialog>
  );
}

export type Addition = "event" | "relation" | "alias" | "actor" | "place";

export function AddDialog({ record, kind, span, words, onDone, onClose }: Given & { kind: Addition; span: Span; words: string }): JSX.Element {
  const heads = { event: "Add an event", relation: "Add a relation", alias: "Add another name of an actor", actor: "Add an actor", place: "Add a place" };
  function done(form: FormData): void {
    const given = (name: string) => String(form.get(name) ?? "");
    if (kind === "alias") {
      onDone([{ kind: "add", path: `actors/${given("actor")}/aliases`, value: words }, { kind: "add", path: `actors/${given("actor")}/mentions`, value: span }]);
    } else if (kind === "actor" || kind === "place") {
      onDone([{ kind: "add", path: `${kind}s`, value: dense({ ...namedOf(kind, form), mentions: [span] }) }]);
    } else if (kind === "relation") {
      onDone([{ kind: "add", path: "relations", value: { subject: given("subject"), predicate: given("predicate"), object: given("object"), text: span } }]);
    } else {
      onDone([{ kind: "add", path: "events", value: eventOf(record, span, form) }]);
    }
  }
  return (
    <Dialog title={heads[kind]} done="Add" onDone={done} onClose={onClose}>
      <p className="quote" dir="auto">“{visible(words)}”</p>
      {kind === "alias" && <Choose label="Of whom" name="actor" options={actorsOf(record)} />}
      {(kind === "actor" || kind === "place") && <NamedFields kind={kind} named={{ name: words }} />}
      {kind === "relation" && (
        <>
          <Choose label="Who" name="subject" options={actorsOf(record)} />
          <Choose label="Relation" name="predicate" options={PREDICATES.map((code) => [code, plain(code)] as const)} />
          <Choose label="To whom, or where" name="object" options={[...actorsOf(record), ...placesOf(record).slice(1)]} />
        </>
      )}
      {kind === "event" && (
        <>
          <Choose label="Type" name="type" value="ASSAULT" options={coded(TYPES)} />
          <Choose label="How it stands" name="status" value="happened" options={coded(STATUSES)} />
          <Choose label="Who" name="initiators" many options={actorsOf(record)} />
          <Choose label="Whom" name="targets" many options={actorsOf(record)} />
          <Choose label="Where" name="place" options={placesOf(record)} />
        </>
      )}
    </Dialog>
  );
}

function eventOf(record: RecordOfReport, span: Span, form: FormData): Record<string, unknown> {
  const sentence = record.sentences.findIndex((one) => one.start <= span.start && span.start < one.end);
  const place = form.get("place");
  return {
    type: form.get("type"), status: form.get("status"), trigger: span, mentions: [span], sentence: Math.max(0, sentence),
    initiators: form.getAll("initiators"), targets: form.getAll("targets"), ...(place ? { place } : {}),
  };
}

function bound(form: FormData, name: string): number | null {
  const words = String(form.get(name) ?? "");
  return words === "" ? null : Number(words);
}
