/** The queue of what needs a person, what hangs most on first: one key confirms, corrects or rejects, and moves on. */
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState, type JSX } from "react";
import { Link } from "wouter";
import { send, useAnswer } from "../api/client";
import type { Mark, Queue, ReportAnswer, ReviewItem, Reviewed } from "../api/types";
import { useKeys } from "../keys";
import { Answered, Problem } from "../pieces/Answered";
import { headline } from "../pieces/Named";
import { Item } from "../review/Item";
import { say } from "../pieces/Toasts";
import { EditDialog } from "../report/EditDialog";
import { useCorrecting, type Wanted } from "../report/correcting";
import { useMayWrite } from "../session";
import { moment, number, plain, title, visible } from "../words";

const KINDS = ["event", "actor", "place", "merge", "discrepancy"] as const;
const KIND_NAMES: Record<(typeof KINDS)[number], string> = { event: "Unsure events", actor: "Unknown actors", place: "Unknown places", merge: "May be one", discrepancy: "Disagreements" };

type Deed = "confirm" | "reject" | "dismiss";

export default function Review(): JSX.Element {
  const [kind, setKind] = useState<string | null>(null);
  const queue = useAnswer<Queue>("review", { kind, limit: 50 });
  return (
    <>
      <h1>Review</h1>
      <p className="lead">What the program is not sure of, the most consequential first. Whatever you decide is kept with your name and can be taken back.</p>
      <Answered query={queue} what="the queue">
        {(data) => (
          <>
            <Kinds left={data.left} kind={kind} onKind={setKind} />
            <Waiting queue={data} />
          </>
        )}
      </Answered>
      <History />
    </>
  );
}

function Kinds({ left, kind, onKind }: { left: Record<string, number>; kind: string | null; onKind(kind: string | null): void }): JSX.Element {
  const all = Object.values(left).reduce((sum, one) => sum + one, 0);
  return (
    <div className="row kinds" role="group" aria-label="What to look at">
      <button type="button" aria-pressed={kind === null} onClick={() => onKind(null)}>All <span data-testid="left">{number(all)}</span> left</button>
      {KINDS.map((one) => (
        <button key={one} type="button" aria-pressed={kind === one} onClick={() => onKind(one)}>{KIND_NAMES[one]} {number(left[one] ?? 0)}</button>
      ))}
    </div>
  );
}

function Waiting({ queue }: { queue: Queue }): JSX.Element {
  const [at, setAt] = useState(0);
  const [editing, setEditing] = useState(false);
  const mayWrite = useMayWrite();
  const deciding = useDeciding();
  const index = Math.min(at, queue.items.length - 1);
  const item = queue.items[index];
  const decide = (deed: Deed) => item && !deciding.isPending && deciding.mutate({ key: item.key, deed });
  useKeys(editing || !item ? {} : {
    j: () => setAt(Math.min(queue.items.length - 1, index + 1)), k: () => setAt(Math.max(0, index - 1)),
    ...(mayWrite ? { c: () => decide("confirm"), x: () => decide("reject"), d: () => decide("dismiss"), e: () => pathOf(item) && setEditing(true) } : {}),
  });
  if (!item) return <p className="card">Nothing here needs a person now. <Link href="/add">Add reports</Link> or look at the <Link href="/incidents">incidents</Link>.</p>;
  return (
    <div className="review">
      <ol className="plain waiting" aria-label="Waiting">
        {queue.items.map((one, position) => (
          <li key={one.key}><Waits item={one} names={queue.names} current={position === index} onChoose={() => setAt(position)} /></li>
        ))}
      </ol>
      <section className="card" aria-label="What needs a person">
        {deciding.isError && <Problem error={deciding.error} />}
        <Item item={item} names={queue.names} />
        {mayWrite && (
          <div className="row deeds">
            <button type="button" className="main" disabled={deciding.isPending} onClick={() => decide("confirm")}>{item.kind === "merge" ? "They are one" : "It is right"}<kbd>c</kbd></button>
            {pathOf(item) && <button type="button" onClick={() => setEditing(true)}>Correct<kbd>e</kbd></button>}
            <button type="button" disabled={deciding.isPending} onClick={() => decide("reject")}>{item.kind === "merge" ? "Keep apart" : "It is wrong"}<kbd>x</kbd></button>
            <button type="button" disabled={deciding.isPending} onClick={() => decide("dismiss")}>Leave as it is<kbd>d</kbd></button>
          </div>
        )}
      </section>
      {editing && <Edit item={item} onClose={() => setEditing(false)} />}
    </div>
  );
}

function Waits({ item, names, current, onChoose }: { item: ReviewItem; names: Record<string, string>; current: boolean; onChoose(): void }): JSX.Element {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (current && button.current) bringIntoView(button.current);
  }, [current]);
  return (
    <button ref={button} type="button" className="wait" aria-current={current} onClick={onChoose}>
      <span className="small">{title(item.kind)}</span>
      <bdi>{visible(gistOf(item, names))}</bdi>
    </button>
  );
}

/** Scrolls the list around a button, and not the page. */
function bringIntoView(button: HTMLElement): void {
  const list = button.closest(".waiting")!;
  const above = button.getBoundingClientRect().top - list.getBoundingClientRect().top;
  const below = above + button.offsetHeight - list.clientHeight;
  if (above < 0 || below > 0) list.scrollTop += above < 0 ? above : below;
}

/** What tells an item from the others in the list. */
function gistOf(item: ReviewItem, names: Record<string, string>): string {
  if (item.account) return `${plain(item.account.mode ?? item.account.type)}: “${item.account.words}”, ${item.account.publisher ?? "publisher not known"}`;
  if (item.identity ?? item.location) return (item.identity ?? item.location)!.name;
  if (item.sides.length > 0) return item.sides.map((side) => (side.incident ? headline(side.incident, names) : side.name)).join(" = ");
  return item.why;
}

function useDeciding() {
  const undoing = useUndoing();
  return useMutation({
    mutationFn: (mark: { key: string; deed: Deed }) => send<Reviewed>("POST", "review", mark),
    onSuccess: ({ mark }) => say(DEEDS[mark.deed] ?? mark.deed, () => undoing.mutate(mark.id)),
  });
}

const DEEDS: Record<string, string> = { confirm: "Confirmed", reject: "Rejected", dismiss: "Left as it is", correct: "Corrected" };

function useUndoing() {
  return useMutation({
    mutationFn: (id: number) => send<Reviewed>("POST", `review/marks/${id}/undo`, {}),
    onSuccess: () => say("Taken back"),
    onError: (error) => say(error.message),
  });
}

/** The entry of a record that an item is about, of an actor or place in the first report of it; null for two of them. */
function pathOf(item: ReviewItem): { report: string; entry: string } | null {
  if (item.account) return { report: item.account.report, entry: `events/${item.account.event}` };
  const thing = item.identity ?? item.location;
  if (!thing) return null;
  const end = thing.id.lastIndexOf("-");
  return { report: thing.id.slice(0, end), entry: `${item.identity ? "actors" : "places"}/${thing.id.slice(end + 1)}` };
}

function Edit({ item, onClose }: { item: ReviewItem; onClose(): void }): JSX.Element | null {
  const path = pathOf(item);
  const answer = useAnswer<ReportAnswer>(path ? `reports/${path.report}` : null);
  const correcting = useCorrecting(path?.report ?? "");
  if (!path || !answer.data) return null;
  const { record, edition } = answer.data;
  function correct(wanted: Wanted[]): void {
    correcting.mutateAsync({ wanted, edition, item: item.key }).catch((error: Error) => say(error.message)); // this form is gone by then
    onClose();
  }
  return <EditDialog record={record} entry={path.entry} onDone={correct} onClose={onClose} />;
}

function History(): JSX.Element {
  const marks = useAnswer<{ items: Mark[] }>("review/marks", { limit: 20 });
  const undoing = useUndoing();
  const mayWrite = useMayWrite();
  const items = marks.data?.items ?? [];
  if (items.length === 0) return <></>;
  return (
    <section>
      <h2>Who did what</h2>
      <ul className="plain history">
        {items.map((mark) => (
          <li key={mark.id} className="row">
            <span><strong><bdi>{mark.who}</bdi></strong>: {(DEEDS[mark.deed] ?? title(mark.deed)).toLowerCase()} <span className="soft">{mark.item.split(":")[0]}, {moment(mark.at)}</span></span>
            {mayWrite && mark.deed !== "reopen" && <button type="button" className="plain" onClick={() => undoing.mutate(mark.id)}>Take back</button>}
          </li>
        ))}
      </ul>
    </section>
  );
}
