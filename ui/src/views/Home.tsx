/** Where one begins: what the store holds, what waits for a person, what was last reported; or how to fill it. */
import type { JSX } from "react";
import { Link } from "wouter";
import { useAnswer } from "../api/client";
import type { Overview, Queue } from "../api/types";
import { Sample } from "../add/Sample";
import { Answered } from "../pieces/Answered";
import { IncidentList } from "../pieces/IncidentList";
import { useMayWrite } from "../session";
import { days, number } from "../words";

export default function Home(): JSX.Element {
  const overview = useAnswer<Overview>("overview");
  const isEmpty = overview.data?.reports === 0;
  return (
    <>
      <Answered query={overview} what="the store">{(data) => (isEmpty ? <Empty /> : <Filled overview={data} />)}</Answered>
      {!isEmpty && <><h2>Latest incidents</h2><IncidentList filter={{}} part={20} /></>}
    </>
  );
}

function Empty(): JSX.Element {
  const mayWrite = useMayWrite();
  return (
    <div className="card welcome">
      <h1>Nothing has been read yet</h1>
      <p className="lead">polybius reads reports on conflict and diplomacy and keeps who did what to whom, where and when, on whose word. Every value shows the words that it came from.</p>
      {mayWrite ? (
        <div className="row"><Link href="/add" className="button main">Add reports</Link><Sample /></div>
      ) : <p>Somebody who may change the record can add reports.</p>}
    </div>
  );
}

function Filled({ overview }: { overview: Overview }): JSX.Element {
  const queue = useAnswer<Queue>("review", { limit: 1 });
  const left = Object.values(queue.data?.left ?? {}).reduce((sum, one) => sum + one, 0);
  const counts = [
    ["Reports", overview.reports, "/reports"], ["Incidents", overview.incidents, "/incidents"], ["Accounts", overview.accounts, "/incidents"],
    ["Actors", overview.actors, "/network"], ["Places", overview.places, "/map"],
  ] as const;
  return (
    <>
      <h1>The record</h1>
      <p className="lead">{days(overview.first, overview.last)}</p>
      <ul className="plain counts">
        {counts.map(([name, value, path]) => <li key={name} className="card"><Link href={path}><strong>{number(value)}</strong> {name}</Link></li>)}
        <li className="card waits"><Link href="/review"><strong>{queue.data ? number(left) : "…"}</strong> Need a person</Link></li>
      </ul>
    </>
  );
}
