/** One report: its text with all that was found marked in place, and the cards beside it; every part by keyboard. */
import { useMemo, useState, type JSX } from "react";
import { useAnswer } from "../api/client";
import type { ReportAnswer, Span } from "../api/types";
import { Answered, Problem } from "../pieces/Answered";
import { Name, StatusChip } from "../pieces/Named";
import { AddDialog, EditDialog, type Addition } from "../report/EditDialog";
import { MarkedText, idOf } from "../report/MarkedText";
import { Margin } from "../report/Margin";
import { selectingKeys } from "../report/selecting";
import { useCorrecting, type Wanted } from "../report/correcting";
import { CodePoints } from "../report/points";
import { useMayWrite } from "../session";
import { useKeys } from "../keys";
import { STATUSES, day, visible } from "../words";
import { entriesOf } from "../report/marks";

export default function Report({ id }: { id: string }): JSX.Element {
  const answer = useAnswer<ReportAnswer>(`reports/${id}`);
  return <Answered query={answer} what="the report">{(data) => <ReadReport key={data.record.id} answer={data} />}</Answered>;
}

/** What is open, and the record as it was seen then: it may be read anew behind the form. */
type Open = ({ edit: string } | { add: Addition; span: Span }) & { seen: ReportAnswer };

function ReadReport({ answer }: { answer: ReportAnswer }): JSX.Element {
  const { record } = answer;
  const points = useMemo(() => new CodePoints(record.text), [record.text]);
  const mayWrite = useMayWrite();
  const [lit, setLit] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(() => decodeURIComponent(window.location.hash.slice(1)) || null);
  const [selected, setSelected] = useState<Span | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const correcting = useCorrecting(record.id);

  function correct(wanted: Wanted[]): void {
    setOpen(null);
    setSelected(null);
    correcting.mutate({ wanted, edition: (open?.seen ?? answer).edition });
  }
  function deed(kind: "confirm" | "reject" | "edit", key: string): void {
    if (kind === "edit") setOpen({ edit: key, seen: answer });
    else correct([{ kind, path: key }]);
  }
  function add(kind: Addition): void {
    if (selected) setOpen({ add: kind, span: selected, seen: answer });
  }
  function choose(key: string, from: "text" | "card" | "keys"): void {
    setChosen(key);
    const other = from === "card" ? idOf(key) : `card-${key.replace("/", "-")}`;
    document.getElementById(other)?.scrollIntoView({ block: "nearest" });
    if (from === "keys") document.getElementById(idOf(key))?.scrollIntoView({ block: "center" });
  }
  const entries = useMemo(() => entriesOf(record), [record]);
  function step(by: number): void {
    const at = chosen ? entries.indexOf(chosen) : -1;
    const next = entries[Math.max(0, Math.min(entries.length - 1, at + by))];
    if (next) choose(next, "keys");
  }
  useKeys(open ? {} : {
    j: () => step(1), k: () => step(-1), Escape: () => setChosen(null),
    ...(mayWrite && chosen ? { c: () => deed("confirm", chosen), x: () => deed("reject", chosen), e: () => deed("edit", chosen) } : {}),
    ...(mayWrite && selected ? { n: () => add("event"), r: () => add("relation"), a: () => add("alias"), o: () => add("actor"), p: () => add("place") } : {}),
    ...(mayWrite ? selectingKeys(chosen ? idOf(chosen) : null, setSelected) : {}),
  });

  const around = { answer, points, mayWrite, onDeed: deed };
  return (
    <>
      <Head answer={answer} />
      {correcting.isError && <Problem error={correcting.error} />}
      <div className="report">
        <article className="page" aria-label="Text of the report">
          <MarkedText record={record} points={points} lit={lit ?? chosen} onLight={setLit} onChoose={(key) => choose(key, "text")} onSelect={setSelected} />
          {mayWrite && selected && !open && <Adder onAdd={add} />}
        </article>
        <Margin around={around} lit={lit} chosen={chosen} onLight={setLit} onChoose={(key) => choose(key, "card")} />
      </div>
      {open && "edit" in open && <EditDialog record={open.seen.record} entry={open.edit} onDone={correct} onClose={() => setOpen(null)} />}
      {open && "add" in open && (
        <AddDialog record={open.seen.record} kind={open.add} span={open.span} words={points.slice(open.span.start, open.span.end)} onDone={correct} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

function Head({ answer }: { answer: ReportAnswer }): JSX.Element {
  const { record, copies } = answer;
  return (
    <header>
      <h1 dir="auto">{visible(record.title || "Untitled report")}</h1>
      <p className="lead">
        <Name>{record.publisher ?? "publisher not known"}</Name>, {day(record.published)}
        {copies.length > 0 && <> · near to the text of {copies.length === 1 ? "another report" : `${copies.length} other reports`}</>}
      </p>
      {record.problems.map((problem) => <p key={problem} className="small soft">{visible(problem)}</p>)}
      <div className="legend" aria-label="What the marks mean">
        {STATUSES.map((status) => <StatusChip key={status} status={status} />)}
        <span className="mark-actor">actor</span> <span className="mark-place">place</span> <span className="mark-claim">who says so</span>
        <span>Keys: <kbd>j</kbd><kbd>k</kbd> next and previous, <kbd>c</kbd> confirm, <kbd>e</kbd> correct, <kbd>x</kbd> reject; <kbd>v</kbd> select words, <kbd>→</kbd> to go on, <kbd>⇧→</kbd> for more</span>
      </div>
    </header>
  );
}

function Adder({ onAdd }: { onAdd(kind: Addition): void }): JSX.Element {
  return (
    <div className="adder row" role="group" aria-label="Add what the selected words say">
      <span className="small soft">Add the selected words as</span>
      <button type="button" onClick={() => onAdd("event")}>event<kbd>n</kbd></button>
      <button type="button" onClick={() => onAdd("relation")}>relation<kbd>r</kbd></button>
      <button type="button" onClick={() => onAdd("alias")}>alias<kbd>a</kbd></button>
      <button type="button" onClick={() => onAdd("actor")}>actor<kbd>o</kbd></button>
      <button type="button" onClick={() => onAdd("place")}>place<kbd>p</kbd></button>
    </div>
  );
}
