/** What a search finds: actors and places by any of their names, misspelt ones too, then reports with all the words. */
import type { JSX } from "react";
import { Link, useSearchParams } from "wouter";
import { useAnswer } from "../api/client";
import type { Finds } from "../api/types";
import { Answered } from "../pieces/Answered";
import { ActorLink, Name, ReportLink } from "../pieces/Named";
import { day, plain, visible } from "../words";

export default function Search(): JSX.Element {
  const [search] = useSearchParams();
  const words = search.get("q") ?? "";
  const finds = useAnswer<Finds>(words ? "search" : null, { q: words, limit: 30 });
  if (!words) return <><h1>Search</h1><p className="lead">Write a name or words of a report in the field above.</p></>;
  return (
    <>
      <h1>Search: <Name>{words}</Name></h1>
      <Answered query={finds} what="what was found">{(data) => <Found finds={data} words={words} />}</Answered>
    </>
  );
}

function Found({ finds, words }: { finds: Finds; words: string }): JSX.Element {
  const { actors, places, publishers, reports } = finds;
  if (actors.length + places.length + publishers.length + reports.length === 0) {
    return <p className="card">Nothing is called <Name>{words}</Name> or like it, and no report has all of these words.</p>;
  }
  return (
    <div className="halves">
      <div>
        {actors.length > 0 && <section><h2>Actors</h2><ul className="plain ties">{actors.map((one) => (
          <li key={one.id}><ActorLink id={one.id} name={one.name} /> <span className="small soft">{one.identity && plain(one.identity.kind)}{one.matched !== one.name && <>, as “<Name>{one.matched}</Name>”</>}</span></li>
        ))}</ul></section>}
        {places.length > 0 && <section><h2>Places</h2><ul className="plain ties">{places.map((one) => (
          <li key={one.id}><Link href={`/incidents?${new URLSearchParams({ place: one.id }).toString()}`}><Name>{one.name}</Name></Link> <span className="small soft">{one.location?.country}</span></li>
        ))}</ul></section>}
        {publishers.length > 0 && <section><h2>Publishers</h2><ul className="plain ties">{publishers.map((one) => (
          <li key={one}><Link href={`/sources/${encodeURIComponent(one)}`}><Name>{one}</Name></Link></li>
        ))}</ul></section>}
      </div>
      <section>
        <h2>Reports</h2>
        {reports.length === 0 && <p className="soft">None has all of these words.</p>}
        <ul className="plain ties">
          {reports.map((hit) => (
            <li key={hit.report}>
              <ReportLink id={hit.report} title={hit.title} /> <span className="small soft">{hit.publisher && <><Name>{hit.publisher}</Name>, </>}{day(hit.published)}</span>
              {hit.words && <p className="quote" dir="auto">“{visible(hit.words)}”</p>}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
