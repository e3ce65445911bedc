/** The shared filter as fields, and the export of what it leaves: both say the same as the address of the page. */
import { useState, type JSX } from "react";
import { address, useAnswer } from "../api/client";
import type { Called, Finds } from "../api/types";
import { useFilter, type Filter, type FilterName } from "../filter";
import { STATUSES, TYPES, count, title } from "../words";
import { useWide } from "./wide";

export function FilterBar(): JSX.Element {
  const { filter, narrow, clear } = useFilter();
  const used = Object.keys(filter).length;
  const [open, setOpen] = useState(useWide());
  return (
    <details className="filtering" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
    <summary>Filter and export{used > 0 && <> <span className="disputed">{count(used, "filter")}</span></>}</summary>
      <form className="filters" aria-label="Filter" onSubmit={(event) => event.preventDefault()} key={used === 0 ? "empty" : "used"}>
        <Written name="actor" label="Actor" filter={filter} narrow={narrow} />
        <Chosen name="type" label="Type" filter={filter} narrow={narrow} codes={TYPES} />
        <Chosen name="status" label="Status" filter={filter} narrow={narrow} codes={STATUSES} />
        <Written name="place" label="Place" filter={filter} narrow={narrow} />
        <Written name="publisher" label="Source" filter={filter} narrow={narrow} />
        <Day name="since" label="From" filter={filter} narrow={narrow} />
        <Day name="until" label="Until" filter={filter} narrow={narrow} />
        <label className="check">
          <input type="checkbox" checked={filter.disputed === "true"} onChange={(event) => narrow({ disputed: event.target.checked ? "true" : "" })} />
          Disputed
        </label>
        {filter.box && <button type="button" onClick={() => narrow({ box: "" })}>Part of the map ✕</button>}
        {used > 0 && <button type="button" className="plain" onClick={clear}>Clear</button>}
        {filter.country && <button type="button" onClick={() => narrow({ country: "" })}>Country {filter.country} ✕</button>}
        <Export filter={filter} />
      </form>
    </details>
  );
}

interface Given {
  name: FilterName;
  label: string;
  filter: Filter;
  narrow(changes: Filter): void;
}

/** Narrows when one has finished writing, or chosen a name that is offered. */
function Written({ name, label, filter, narrow }: Given): JSX.Element {
  const [words, setWords] = useState(filter[name] ?? "");
  const offered = useAnswer<Finds>(words.length > 1 ? "names" : null, { q: words, limit: 8 }).data;
  const called = useCalled(filter[name]);
  const options = offered && name === "publisher" ? offered.publishers : (name === "actor" ? offered?.actors : offered?.places)?.map((one) => one.name);
  const set = (value: string) => value.trim() !== called && narrow({ [name]: value.trim() });
  return (
    <label>
      {label}
      <input
        key={called}
        defaultValue={called}
        list={`names-of-${name}`}
        maxLength={200}
        onInput={(event) => setWords(event.currentTarget.value)}
        onBlur={(event) => set(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Enter" && set(event.currentTarget.value)}
      />
      <datalist id={`names-of-${name}`}>{[...new Set(options)].map((one) => <option key={one} value={one} />)}</datalist>
    </label>
  );
}

/** An id in the address -> the name that people read; what is no id stays as it is. */
function useCalled(value: string | undefined): string {
  const isId = /^[0-9a-f]{16}-/.test(value ?? "");
  const answer = useAnswer<Called>(isId ? "called" : null, { id: value }).data;
  return (isId && answer?.names[value!]) || (value ?? "");
}

function Chosen({ name, label, filter, narrow, codes }: Given & { codes: readonly string[] }): JSX.Element {
  return (
    <label>
      {label}
      <select value={filter[name] ?? ""} onChange={(event) => narrow({ [name]: event.target.value })}>
        <option value="">any</option>
        {codes.map((code) => <option key={code} value={code}>{title(code)}</option>)}
      </select>
    </label>
  );
}

function Day({ name, label, filter, narrow }: Given): JSX.Element {
  return <label>{label}<input type="date" value={filter[name] ?? ""} onChange={(event) => narrow({ [name]: event.target.value })} /></label>;
}

function Export({ filter }: { filter: Filter }): JSX.Element {
  const formats = useAnswer<{ items: Record<string, string> }>("export");
  const names = Object.keys(formats.data?.items ?? {});
  const [chosen, setChosen] = useState("");
  const format = chosen || names[0] || "";
  const suffix = formats.data?.items[format] ?? "";
  return (
    <div className="row export">
      <label>
        Export as
        <select value={format} onChange={(event) => setChosen(event.target.value)}>
          {names.map((name) => <option key={name} value={name}>{name}</option>)}
        </select>
      </label>
      <a className="button" href={address(`export/${format}`, filter)} download={`incidents${suffix.startsWith(".") ? suffix : `.${suffix}`}`}>Export</a>
    </div>
  );
}
