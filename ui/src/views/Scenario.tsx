/** What if: a tree of what might follow a deed, by reports' own conditions, to walk and to edit. It is no forecast. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, type FormEvent, type JSX } from "react";
import { Link, useSearchParams } from "wouter";
import { read, useAnswer } from "../api/client";
import type { ScenarioAnswer, ScenarioNode, Sides } from "../api/types";
import { Choice } from "../foresight/Choice";
import { Tabs } from "../foresight/Tabs";
import { withBranch, without } from "../foresight/tree";
import { Answered } from "../pieces/Answered";
import { Dialog } from "../pieces/Dialog";
import { Name, TypeWord } from "../pieces/Named";
import { say } from "../pieces/Toasts";
import { TYPES, title, visible } from "../words";

export default function Scenario(): JSX.Element {
  const [search, setSearch] = useSearchParams();
  const asked = Object.fromEntries(search);
  const sides = useAnswer<Sides>("sides");
  const found = useAnswer<ScenarioAnswer>(asked.doer && asked.type ? "scenario" : null, asked);
  function begin(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setSearch(deedOf(new FormData(event.currentTarget)));
  }
  return (
    <>
      <h1>What if</h1>
      <p className="lead">What might follow a deed, by what people said they would do (“if this, then that”) and by the ties that draw others in. Nothing in it says how likely anything is.</p>
      <Tabs />
      <form className="filters" onSubmit={begin} aria-label="The deed to begin with"><DeedFields sides={sides.data} asked={asked} /><button type="submit" className="main">Grow</button></form>
      {asked.doer && asked.type && <Answered query={found} what="the scenario">{(data) => <Tree key={JSON.stringify(asked)} answer={data} sides={sides.data} />}</Answered>}
    </>
  );
}

function DeedFields({ sides, asked = {} }: { sides: Sides | undefined; asked?: Record<string, string> }): JSX.Element {
  return (
    <>
      <Choice name="doer" label="Who" sides={sides} value={asked.doer} />
      <label>Does what<select name="type" defaultValue={asked.type ?? "ASSAULT"}>{TYPES.map((type) => <option key={type} value={type}>{title(type)}</option>)}</select></label>
      <Choice name="target" label="To whom" sides={sides} anybody value={asked.target} />
    </>
  );
}

function deedOf(form: FormData): Record<string, string> {
  return Object.fromEntries([...form].filter(([, value]) => value !== "")) as Record<string, string>;
}

function Tree({ answer, sides }: { answer: ScenarioAnswer; sides: Sides | undefined }): JSX.Element {
  const [root, setRoot] = useState(answer.root);
  const [under, setUnder] = useState<string | null>(null);
  const queries = useQueryClient();
  useEffect(() => setRoot(answer.root), [answer]);
  const names = { ...answer.names, ...Object.fromEntries((sides?.items ?? []).map((side) => [side.id, side.name])) };
  async function add(form: FormData): Promise<void> {
    const asked = deedOf(form);
    try {
      const grown = await queries.fetchQuery({ queryKey: ["scenario", asked], queryFn: () => read<ScenarioAnswer>("scenario", asked) });
      setRoot((before) => withBranch(before, under!, grown.root));
    } catch (error) {
      say(error instanceof Error ? error.message : "It could not be added");
    }
    setUnder(null);
  }
  return (
    <section className="card" aria-label="Scenario">
      <p className="disputed" data-testid="mark">{answer.mark}</p>
      <ul className="plain tree"><Branch node={root} names={names} onLeaveOut={(id) => setRoot(without(root, id))} onAdd={setUnder} /></ul>
      {root.children.length === 0 && <p className="soft">No report tells of anything that is to follow on this; put in by hand what you think might.</p>}
      {under !== null && <Dialog title="What might follow" done="Put in" onDone={(form) => void add(form)} onClose={() => setUnder(null)}><DeedFields sides={sides} /></Dialog>}
    </section>
  );
}

interface Given {
  node: ScenarioNode;
  names: Record<string, string>;
  onLeaveOut(id: string): void;
  onAdd(id: string): void;
}

function Branch({ node, names, onLeaveOut, onAdd }: Given): JSX.Element {
  const called = (ids: readonly string[]) => ids.map((id) => names[id] ?? id).join(", ");
  const who = `${called(node.deed.doers) || "Somebody"}${node.deed.targets.length ? ` → ${called(node.deed.targets)}` : ""}`;
  return (
    <li>
      <div className="branch">
        <div className="row"><strong><Name>{who}</Name></strong>{node.deed.type ? <TypeWord type={node.deed.type} /> : <q>{visible(node.deed.words)}</q>}
          <button type="button" className="plain" onClick={() => onAdd(node.id)}>What follows<span className="hidden"> {visible(who)}</span></button>
          {node.id !== "0" && <button type="button" className="plain" onClick={() => onLeaveOut(node.id)}>Leave out<span className="hidden"> {visible(who)}</span></button>}
        </div>
        <p className="small soft"><Name>{node.by}</Name>{node.because && <>: <q>{visible(node.because)}</q></>} {node.report && <Link href={`/reports/${node.report}`}>the words</Link>}</p>
      </div>
      {node.children.length > 0 && <ul className="plain tree">{node.children.map((child) => <Branch key={child.id} node={child} names={names} onLeaveOut={onLeaveOut} onAdd={onAdd} />)}</ul>}
    </li>
  );
}
