/** How an incident was reported: origin by origin, who told it first, who copied or quoted whom; and what happened to it here. */
import type { JSX } from "react";
import { Link } from "wouter";
import type { Account, Correction, StoryAnswer } from "../api/types";
import { Name } from "../pieces/Named";
import { count, day, moment, plain, visible } from "../words";
import { hrefOf } from "./Compared";

/** Accounts of one origin count as one voice: copies of one text, or what several report of one outlet. */
export function Reported({ story }: { story: StoryAnswer }): JSX.Element {
  const origins = [...Map.groupBy(story.accounts, (account) => account.origin).values()];
  return (
    <section>
      <h2>How it was reported</h2>
      <ol className="plain origins">
        {origins.map((accounts, index) => (
          <li key={index} className="card">
            <h3>Origin {index + 1} <span className="small soft">{count(accounts.length, "account")}{accounts.length > 1 && ", which count as one"}</span></h3>
            <ol className="plain">{accounts.map((account) => <li key={account.id}><Told account={account} story={story} /></li>)}</ol>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Told({ account, story }: { account: Account; story: StoryAnswer }): JSX.Element {
  const copy = story.copies.find((one) => one.report === account.report);
  const publisher = account.publisher ?? story.titles[account.report] ?? "A report";
  return (
    <div className="row">
      <span className="small soft told-day">{day(account.published)}</span>
      <ol className="chain" aria-label="On whose word, the report first">
        <li><Link href={hrefOf(account)}><Name>{publisher}</Name></Link></li>
        {account.chain.map((one, index) => <li key={index}><Link href={`/actors/${encodeURIComponent(one.id)}`}><Name>{one.name}</Name></Link></li>)}
      </ol>
      {account.claim_kind !== "assertion" && <span className="disputed">{plain(account.claim_kind)}</span>}
      {copy && <span className="small soft">near copy ({Math.round(100 * copy.similarity)} %) of <Link href={`/reports/${copy.of}`}><Name>{story.titles[copy.of] ?? "an earlier report"}</Name></Link></span>}
    </div>
  );
}

interface Step {
  at: string;
  key: string;
  words: JSX.Element;
  judgement?: number;
}

export function History({ story, onUndo }: { story: StoryAnswer; onUndo: ((judgement: number) => void) | null }): JSX.Element {
  const steps = stepsOf(story).toSorted((a, b) => b.at.localeCompare(a.at));
  return (
    <section>
      <h2>History</h2>
      <ul className="plain history">
        {steps.map((step) => (
          <li key={step.key} className="row">
            <span>{step.words} <span className="soft small">{moment(step.at)}</span></span>
            {onUndo && step.judgement !== undefined && <button type="button" className="plain" onClick={() => onUndo(step.judgement!)}>Take back</button>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function stepsOf(story: StoryAnswer): Step[] {
  const came = story.accounts.map((account): Step => ({
    at: account.recorded_at, key: account.id, words: <>The account of <Name>{account.publisher ?? story.titles[account.report] ?? "a report"}</Name> came in</>,
  }));
  const decided = story.judgements.map((one): Step => ({
    at: one.at, key: `j${one.id}`, judgement: one.undone_by || one.kind === "undo" ? undefined : one.id,
    words: <><strong><Name>{one.who}</Name></strong>: {one.kind}{one.note && <>, “<Name>{one.note}</Name>”</>}{one.undone_by && ", taken back"}</>,
  }));
  return [...came, ...decided, ...story.corrections.map((one) => corrected(one, story))];
}

function corrected(one: Correction, story: StoryAnswer): Step {
  const { judgement } = one;
  const field = one.path.split("/").slice(2).join(" ");
  const value = one.value === null || one.value === undefined ? "" : `: ${typeof one.value === "string" ? one.value : JSON.stringify(one.value)}`;
  return {
    at: judgement.at, key: `c${judgement.id}`, judgement: judgement.undone_by ? undefined : judgement.id,
    words: <><strong><Name>{judgement.who}</Name></strong>: {judgement.kind} {field || "the event"}{visible(value)} in <Link href={`/reports/${one.report}`}><Name>{story.titles[one.report] ?? "a report"}</Name></Link>{judgement.undone_by && ", taken back"}</>,
  };
}
