/** The sentence of an account with the event's words marked in it. */
import type { JSX } from "react";
import type { Account } from "../api/types";
import { CodePoints } from "../report/points";
import { visible } from "../words";

export function Said({ account }: { account: Account }): JSX.Element {
  const said = new CodePoints(account.said);
  const start = account.trigger.start - account.sentence.start;
  const end = account.trigger.end - account.sentence.start;
  if (start < 0 || end > said.length) return <blockquote className="quote" dir="auto">“{visible(account.said)}”</blockquote>;
  return (
    <blockquote className="quote" dir="auto">
      “{visible(said.slice(0, start))}
      <span className={`mark-event is-${account.status}`}>{visible(said.slice(start, end))}</span>
      {visible(said.slice(end, said.length))}”
    </blockquote>
  );
}
