/** Accounts side by side, a column each: what it says in its own words, on whose word, and what it counts for. */
import type { JSX } from "react";
import { Link } from "wouter";
import type { Account, StoryAnswer } from "../api/types";
import { Name, ReportLink, StatusChip, TypeWord } from "../pieces/Named";
import { Said } from "../pieces/Said";
import { day, figure, span } from "../words";
import { hrefOf } from "./Compared";

interface Given {
  story: StoryAnswer;
  /** Ids of the accounts that are chosen to be split off; null where nobody may. */
  parts: ReadonlySet<string> | null;
  onToggle(id: string): void;
}

export function Accounts({ story, parts, onToggle }: Given): JSX.Element {
  return (
    <div className="columns" role="region" aria-label="Accounts" tabIndex={0}>
      {story.accounts.map((account) => (
        <article key={account.id} className="card account">
          <h3><ReportLink id={account.report} title={account.publisher ?? story.titles[account.report]} /></h3>
          <p className="small soft">{day(account.published)}{copyOf(story, account)}</p>
          <p className="row"><TypeWord type={account.mode ?? account.type} /> <StatusChip status={account.status} /></p>
          <Said account={account} />
          <dl className="facts">
            <Fact name="Who" words={account.initiators.map((one) => one.name).join(", ")} />
            <Fact name="Whom" words={account.targets.map((one) => one.name).join(", ")} />
            <Fact name="Where" words={account.place?.name} />
            <Fact name="When" words={account.when ? span(account.when) : ""} />
            <Fact name="Count" words={account.figures.map(figure).join("; ")} />
          </dl>
          <ol className="chain" aria-label="On whose word">
            <li><Name>{account.publisher ?? "The report"}</Name></li>
            {account.chain.map((one, index) => <li key={index}><Name>{one.name}</Name></li>)}
          </ol>
          <p className="small"><Link href={hrefOf(account)}>In the report</Link></p>
          {parts && (
            <label className="check">
              <input type="checkbox" checked={parts.has(account.id)} onChange={() => onToggle(account.id)} />
              Split off
            </label>
          )}
        </article>
      ))}
    </div>
  );
}

function copyOf(story: StoryAnswer, account: Account): string {
  const copy = story.copies.find((one) => one.report === account.report);
  if (!copy) return "";
  return ` · near copy of ${story.titles[copy.of] ?? "an earlier report"}: one origin with it`;
}

function Fact({ name, words }: { name: string; words: string | null | undefined }): JSX.Element | null {
  return words ? <><dt>{name}</dt><dd><Name>{words}</Name></dd></> : null;
}
