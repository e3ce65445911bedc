/** The form by which an actor or a place is corrected, and the fields of a new one. */
import type { JSX } from "react";
import type { RecordOfReport } from "../api/types";
import { Choose, Dialog } from "../pieces/Dialog";
import { title } from "../words";
import { change, type Wanted } from "./correcting";

const ACTOR_KINDS = ["state", "government", "military", "armed_group", "party", "organisation", "outlet", "person", "population", "unnamed"];
const PRECISIONS = ["exact", "near", "admin2", "admin1", "region", "country", "international"];

type Kind = "actor" | "place";
type Named = Partial<Record<"name" | "kind" | "country" | "precision" | "latitude" | "longitude", string | number | null>>;

interface Given {
  record: RecordOfReport;
  entry: string;
  onDone(wanted: Wanted[]): void;
  onClose(): void;
}

export function NamedForm({ record, entry, onDone, onClose }: Given): JSX.Element {
  const [part, id] = entry.split("/");
  const named = part === "actors" || part === "places" ? record[part].find((one) => one.id === id) : undefined;
  if (!named) {
    return (
      <Dialog title="Correct the entry" done="Reject it" onDone={() => onDone([{ kind: "reject", path: entry }])} onClose={onClose}>
        <p>This entry is one line of the text: reject it, then select the words anew and add what they say.</p>
      </Dialog>
    );
  }
  const kind: Kind = part === "actors" ? "actor" : "place";
  function done(form: FormData): void {
    const before = named as Named;
    const after = Object.entries(namedOf(kind, form)).filter(([name, value]) => (value ?? "") !== (before[name as keyof Named] ?? ""));
    onDone(after.map(([name, value]) => change(`${entry}/${name}`, value ?? "")));
  }
  return (
    <Dialog title={`Correct the ${kind}`} done="Save" onDone={done} onClose={onClose}>
      <NamedFields kind={kind} named={named} />
    </Dialog>
  );
}

export function NamedFields({ kind, named }: { kind: Kind; named: Named }): JSX.Element {
  const coded = (codes: readonly string[]) => codes.map((code) => [code, title(code)] as const);
  return (
    <>
      <label>Name<input name="name" defaultValue={named.name ?? ""} required maxLength={200} dir="auto" /></label>
      {kind === "actor" && <Choose label="Kind" name="kind" value={String(named.kind ?? "organisation")} options={coded(ACTOR_KINDS)} />}
      <label>Country (three letters, ISO 3166-1)<input name="country" defaultValue={named.country ?? ""} pattern="[A-Za-z]{3}" /></label>
      {kind === "place" && (
        <>
          <div className="row">
            <label>Latitude<input type="number" name="latitude" min="-90" max="90" step="any" defaultValue={named.latitude ?? ""} /></label>
            <label>Longitude<input type="number" name="longitude" min="-180" max="180" step="any" defaultValue={named.longitude ?? ""} /></label>
          </div>
          <Choose label="Known to" name="precision" value={String(named.precision ?? "exact")} options={coded(PRECISIONS)} />
        </>
      )}
    </>
  );
}

/** What the fields hold; null where one is empty. */
export function namedOf(kind: Kind, form: FormData): Named {
  const words = (name: string) => String(form.get(name) ?? "").trim() || null;
  const degrees = (name: string) => (words(name) === null ? null : Number(words(name)));
  const both = { name: words("name"), country: words("country")?.toUpperCase() ?? null };
  if (kind === "actor") return { ...both, kind: words("kind") };
  return { ...both, latitude: degrees("latitude"), longitude: degrees("longitude"), precision: words("precision") };
}
