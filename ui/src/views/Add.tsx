/** Adding reports: drop files or paste a text, and see each being read. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type DragEvent, type FormEvent, type JSX } from "react";
import { Link } from "wouter";
import { Sample } from "../add/Sample";
import { read, send } from "../api/client";
import type { Batch } from "../api/types";
import { Problem } from "../pieces/Answered";
import { Name, ReportLink } from "../pieces/Named";
import { useMayWrite } from "../session";
import { moment, visible } from "../words";

const EVERY = 700; // milliseconds between two looks at what is being read

export default function Add(): JSX.Element {
  if (!useMayWrite()) return <><h1>Add reports</h1><p className="lead">Your account may read only. Somebody with the role analyst can add reports.</p></>;
  return (
    <>
      <h1>Add reports</h1>
      <p className="lead">English reports as text, HTML, PDF, Word, e-mail, feed, or rows of JSON, CSV and Parquet. They are read on this computer and go nowhere else.</p>
      <div className="halves">
        <Drop />
        <Paste />
      </div>
      <Progress />
    </>
  );
}

function Drop(): JSX.Element {
  const [over, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const adding = useMutation({
    mutationFn: (files: readonly File[]) => {
      const form = new FormData();
      for (const file of files) form.append("files", file, file.name);
      return send<Batch>("POST", "reports/files", form);
    },
  });
  function add(files: FileList | null): void {
    if (files?.length) adding.mutate([...files]);
  }
  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  }
  return (
    <section className={over ? "card drop over" : "card drop"} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
      <h2>Files</h2>
      <p>Drop files here, or choose them.</p>
      <label className="hidden" htmlFor="files">Files to add</label>
      <input ref={picker} id="files" className="hidden" tabIndex={-1} type="file" multiple onChange={(event) => { add(event.target.files); event.target.value = ""; }} />
      <div className="row"><button type="button" className="main" disabled={adding.isPending} onClick={() => picker.current?.click()}>Choose files</button><Sample /></div>
      {adding.isError && <Problem error={adding.error} />}
    </section>
  );
}

function Paste(): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const adding = useMutation({ mutationFn: (pasted: object) => send<Batch>("POST", "reports", pasted), onSuccess: () => form.current?.reset() });
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const given = Object.fromEntries([...new FormData(event.currentTarget)].filter(([, value]) => String(value).trim() !== ""));
    adding.mutate(given);
  }
  return (
    <form ref={form} className="card paste" onSubmit={submit}>
      <h2>Text</h2>
      <label>Text of the report<textarea name="text" rows={7} required dir="auto" /></label>
      <div className="row">
        <label>Title<input name="title" maxLength={200} /></label>
        <label>Publisher<input name="publisher" maxLength={200} /></label>
        <label>Published<input name="published" type="date" /></label>
      </div>
      <div className="row"><button type="submit" className="main" disabled={adding.isPending}>Read it</button></div>
      {adding.isError && <Problem error={adding.error} />}
    </form>
  );
}

function Progress(): JSX.Element | null {
  const queries = useQueryClient();
  const readings = useQuery({
    queryKey: ["readings"],
    queryFn: () => read<{ items: Batch[] }>("readings"),
    refetchInterval: ({ state }) => (state.data?.items.some((one) => !one.finished) ? EVERY : false),
  });
  const items = readings.data?.items ?? [];
  const finished = items.filter((one) => one.finished).length;
  useEffect(() => {
    if (finished > 0) void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "readings" });
  }, [finished, queries]);
  if (items.length === 0) return null;
  return (
    <section>
      <h2>What is being read</h2>
      {items.map((one) => <OneBatch key={one.id} batch={one} />)}
    </section>
  );
}

function OneBatch({ batch }: { batch: Batch }): JSX.Element {
  const stored = batch.items.some((item) => item.stage === "stored");
  return (
    <article className="card" aria-label={`Added ${moment(batch.at)}`} data-finished={batch.finished}>
      <div className="row spread">
        <span>{batch.done} of {batch.total} done <span className="small soft">{moment(batch.at)}, by <Name>{batch.who}</Name></span></span>
        {batch.finished && stored && <span className="row"><Link href="/review">Review</Link> <Link href="/incidents">Incidents</Link></span>}
      </div>
      <progress aria-label="How far reading is" max={Math.max(1, batch.total)} value={batch.done} />
      <ul className="plain reading">
        {batch.items.map((item, index) => (
          <li key={index} className="row">
            <span className={`stage stage-${item.stage.replace(" ", "-")}`}>{item.stage}</span>
            {item.report ? <ReportLink id={item.report} title={item.origin} /> : <Name>{item.origin}</Name>}
            {item.message && <span className="small soft">{visible(item.message)}</span>}
          </li>
        ))}
      </ul>
    </article>
  );
}
