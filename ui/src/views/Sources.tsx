/** Publishers and quoted sources, those that say most first, and how far others bear them out. */
import { useState, type JSX } from "react";
import { Link } from "wouter";
import { useAnswer } from "../api/client";
import type { VoicePage } from "../api/types";
import { Answered } from "../pieces/Answered";
import { Name } from "../pieces/Named";
import { Pager } from "../pieces/Pager";
import { number } from "../words";

const PART = 50;

export default function Sources(): JSX.Element {
  const [offset, setOffset] = useState(0);
  const voices = useAnswer<VoicePage>("sources", { offset, limit: PART });
  return (
    <>
      <h1>Sources</h1>
      <p className="lead">Who says what is in the record: outlets, and those whom they quote. Borne out means that an independent origin reports the same incident; contradicted, that others give another value for a disputed field.</p>
      <Answered query={voices} what="sources">
        {({ items, names, next }) => items.length === 0 ? <p className="card">Nobody has said anything yet. <Link href="/add">Add reports.</Link></p> : (
          <>
            <div className="card scroll" tabIndex={0} role="region" aria-label="Sources">
              <table>
                <thead><tr><th scope="col">Source</th><th scope="col">Speaks as</th><th scope="col" className="number">Accounts</th><th scope="col" className="number">Borne out</th><th scope="col" className="number">Contradicted</th></tr></thead>
                <tbody>
                  {items.map((voice) => (
                    <tr key={`${voice.publisher}${voice.name}`}>
                      <td><Link href={`/sources/${encodeURIComponent(voice.name)}`}><Name>{names[voice.name] ?? voice.name}</Name></Link></td>
                      <td>{voice.publisher ? "publisher" : "quoted source"}</td>
                      <td className="number">{number(voice.accounts)}</td><td className="number">{number(voice.corroborated)}</td><td className="number">{number(voice.contradicted)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <Pager offset={offset} next={next ?? null} part={PART} onOffset={setOffset} />
          </>
        )}
      </Answered>
    </>
  );
}
