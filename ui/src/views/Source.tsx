/** One source: how far it is borne out, whom it ties to whom, and the incidents it tells of. */
import type { JSX } from "react";
import { Link } from "wouter";
import { useAnswer } from "../api/client";
import type { SourceAnswer } from "../api/types";
import { Answered } from "../pieces/Answered";
import { IncidentLine } from "../pieces/Named";
import { count, visible } from "../words";
import { TieTable } from "../network/TieTable";

export default function Source({ name }: { name: string }): JSX.Element {
  const source = useAnswer<SourceAnswer>("source", { name });
  return (
    <Answered query={source} what="the source">
      {({ voice, incidents, ties, names }) => {
        const called = names[voice.name] ?? voice.name;
        const filter = new URLSearchParams(voice.publisher ? { publisher: voice.name } : { actor: voice.name }).toString();
        return (
          <>
            <h1 dir="auto">{visible(called)}</h1>
            <p className="lead">
              {voice.publisher ? "A publisher" : "Quoted by others"}: {count(voice.accounts, "account")}, {voice.corroborated} of them of incidents that an independent origin reports too, {voice.contradicted} with a value that others do not share.
            </p>
            <p className="row">
              <Link href={`/timeline?${filter}`}>Timeline</Link> <Link href={`/map?${filter}`}>Map</Link>
              <Link href={`/network?${new URLSearchParams({ claimed_by: voice.name }).toString()}`}>Network as it claims it</Link>
              {!voice.publisher && <Link href={`/actors/${encodeURIComponent(voice.name)}`}>As an actor</Link>}
            </p>
            {ties.length > 0 && <TieTable ties={ties} names={names} />}
            <h2>Incidents, the latest first</h2>
            <ul className="plain lines">{incidents.map((one) => <li key={one.id}><IncidentLine incident={one} names={names} /></li>)}</ul>
          </>
        );
      }}
    </Answered>
  );
}
