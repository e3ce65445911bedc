/** What the accounts say field by field: each version with who holds it, how many origins it has, and the words for it. */
import type { JSX } from "react";
import { Link } from "wouter";
import type { Account, StoryAnswer } from "../api/types";
import { Name, StatusChip, TypeWord } from "../pieces/Named";
import { count, interval, range, title, visible } from "../words";

const ORDER = ["type", "mode", "status", "when", "place", "initiators", "targets"];
const MOST = 4; // accounts quoted for one version
const HEADS: Record<string, string> = { initiators: "who", targets: "whom", place: "where", when: "when" };

export function Compared({ story }: { story: StoryAnswer }): JSX.Element {
  const { incident } = story;
  const fields = incident.fields.filter((field) => field.versions.length > 0).toSorted((a, b) => Number(b.disputed) - Number(a.disputed) || ORDER.indexOf(a.name) - ORDER.indexOf(b.name));
  const tallies = incident.tallies.toSorted((a, b) => Number(b.disputed) - Number(a.disputed));
  return (
    <div className="card scroll" role="region" aria-label="What the accounts say" tabIndex={0}>
      <table className="compared">
        <thead><tr><th scope="col">Field</th><th scope="col">What is said, and by whom</th></tr></thead>
        <tbody>
          {tallies.map((tally) => (
            <tr key={tally.what} className={tally.disputed ? "is-disputed" : undefined} data-tally={tally.what}>
              <th scope="row">{title(tally.what)}{tally.disputed && <> <span className="disputed">disputed</span></>}
                {tally.low !== tally.high && <span className="small soft block">best {range(tally.best, tally.best)}, between {range(tally.low, tally.high)}</span>}
              </th>
              <td><div className="versions">{tally.versions.map((version, index) => (
                <Version key={index} story={story} accounts={version.accounts} origins={version.origins} what={tally.what} folded={!tally.disputed}>
                  <strong className="figure">{range(version.low, version.high)}</strong>
                </Version>
              ))}</div></td>
            </tr>
          ))}
          {fields.map((field) => (
            <tr key={field.name} className={field.disputed ? "is-disputed" : undefined}>
              <th scope="row">{title(HEADS[field.name] ?? field.name)}{field.disputed && <> <span className="disputed">disputed</span></>}</th>
              <td><div className="versions">{field.versions.map((version, index) => (
                <Version key={index} story={story} accounts={version.accounts} origins={version.origins} folded={!field.disputed}>
                  <Value name={field.name} value={version.value} names={story.names} />
                </Version>
              ))}</div></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Value({ name, value, names }: { name: string; value: readonly string[]; names: Record<string, string> }): JSX.Element {
  const [first = ""] = value;
  if (name === "type" || name === "mode") return <TypeWord type={first} />;
  if (name === "status") return <StatusChip status={first} />;
  if (name === "when") return <strong>{interval(first)}</strong>;
  return <strong>{value.map((id, index) => <span key={id}>{index > 0 && ", "}<Name>{names[id] ?? id}</Name></span>)}</strong>;
}

interface Given {
  story: StoryAnswer;
  accounts: readonly string[];
  origins: number;
  what?: string;
  /** Whether the words stand behind a click, as they do where nobody quarrels about them. */
  folded: boolean;
  children: JSX.Element;
}

function Version({ story, accounts, origins, what, folded, children }: Given): JSX.Element {
  const told = accounts.map((id) => story.accounts.find((account) => account.id === id)).filter((one) => one !== undefined);
  const words = told.slice(0, MOST).map((account) => (
    <p key={account.id} className="small">
      <Link href={hrefOf(account)}><Name>{account.publisher ?? story.titles[account.report] ?? "a report"}</Name></Link>: <span className="quote" dir="auto">“{visible(wordsFor(account, what))}”</span>
    </p>
  ));
  const more = told.length > MOST && <p className="small soft">and {count(told.length - MOST, "more account")}</p>;
  return (
    <div className="version">
      {children} <span className="small soft">{count(origins, "origin")}</span>
      {folded ? <details><summary className="small soft">{count(told.length, "account")}: the words</summary>{words}{more}</details> : <>{words}{more}</>}
    </div>
  );
}

export function hrefOf(account: Account): string {
  return `/reports/${account.report}#events/${account.event}`;
}

/** The words behind a count where they stand in the sentence, with some before and behind; else the sentence. */
function wordsFor(account: Account, what: string | undefined): string {
  const span = account.figures.find((figure) => figure.what === what)?.text;
  const said = Array.from(account.said);
  const around = 48;
  if (!span || span.start < account.sentence.start || span.end > account.sentence.end) return shortened(said.join(""));
  const start = Math.max(0, span.start - account.sentence.start - around);
  const end = Math.min(said.length, span.end - account.sentence.start + around);
  const words = said.slice(start, end).join("");
  return `${start > 0 ? `…${words.replace(/^\S*\s/, " ")}` : words}`.replace(end < said.length ? /\s\S*$/ : /$/, end < said.length ? " …" : "");
}

function shortened(words: string): string {
  return words.length > 140 ? `${words.slice(0, 139).replace(/\s\S*$/, "")} …` : words;
}
