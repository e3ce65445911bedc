/** One incident: its accounts in columns, what is disputed with the words behind each value, and what people decided. */
import { useMutation } from "@tanstack/react-query";
import { useState, type JSX } from "react";
import { send, useAnswer } from "../api/client";
import type { Judgement, StoryAnswer } from "../api/types";
import { Accounts } from "../incident/Accounts";
import { Compared } from "../incident/Compared";
import { History, Reported } from "../incident/Reported";
import { Answered, Problem } from "../pieces/Answered";
import { Dialog } from "../pieces/Dialog";
import { Name, headline } from "../pieces/Named";
import { say } from "../pieces/Toasts";
import { useUndo } from "../report/correcting";
import { useMayWrite } from "../session";
import { count, day, visible } from "../words";

export default function IncidentView({ id }: { id: string }): JSX.Element {
  const story = useAnswer<StoryAnswer>(`incidents/${id}`);
  return <Answered query={story} what="the incident">{(data) => <Story key={data.incident.id} story={data} />}</Answered>;
}

function Story({ story }: { story: StoryAnswer }): JSX.Element {
  const { incident, accounts, names } = story;
  const [parts, setParts] = useState<ReadonlySet<string>>(new Set());
  const judging = useJudging();
  const undoing = useUndo();
  const mayWrite = useMayWrite();
  const toggle = (id: string) => setParts((before) => new Set(before).symmetricDifference(new Set([id])));
  const split = () => judging.mutate({ deed: "split", body: { one: incident.id, parts: [...parts], seen: story.seen } }, { onSuccess: () => setParts(new Set()) });
  return (
    <>
      <h1 dir="auto">{visible(headline(incident, names))}</h1>
      <p className="lead">
        {count(accounts.length, "account")}, {count(incident.origins, "independent origin")}; first reported {day(incident.first)}
        {incident.last !== incident.first && <>, last {day(incident.last)}</>}
      </p>
      {judging.isError && <Problem error={judging.error} />}
      <Compared story={story} />
      {story.disagreements.length > 0 && (
        <section>
          <h2>Where the accounts disagree</h2>
          <ul className="plain">
            {story.disagreements.map((one, index) => (
              <li key={index} className="card"><span className="disputed">{one.kind}: {one.about}</span> <bdi>{visible(one.explanation)}</bdi></li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>Accounts</h2>
        <Accounts story={story} parts={mayWrite && accounts.length > 1 ? parts : null} onToggle={toggle} />
        {mayWrite && (
          <div className="row">
            {parts.size > 0 && parts.size < accounts.length && <button type="button" disabled={judging.isPending} onClick={split}>Split off {count(parts.size, "account")}</button>}
            <Merge story={story} onMerge={(other, seen) => judging.mutate({ deed: "merge", body: { one: incident.id, other, seen } })} />
          </div>
        )}
      </section>
      <Reported story={story} />
      <History story={story} onUndo={mayWrite ? undoing.mutate : null} />
    </>
  );
}

function useJudging() {
  const undoing = useUndo();
  return useMutation({
    mutationFn: ({ deed, body }: { deed: "merge" | "split"; body: unknown }) => send<Judgement>("POST", `judgements/incidents/${deed}`, body),
    onSuccess: (made) => say(made.kind === "merge" ? "Merged" : "Split", () => undoing.mutate(made.id)),
  });
}

function Merge({ story, onMerge }: { story: StoryAnswer; onMerge(other: string, seen: string[]): void }): JSX.Element {
  const [open, setOpen] = useState(false);
  const [other, setOther] = useState("");
  const id = story.incident.id;
  const near = story.suggestions.map(({ match }) => (match.one === id ? match.other : match.one));
  const theirs = useAnswer<StoryAnswer>(other ? `incidents/${other}` : null);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>Merge with another incident …</button>
      {open && (
        <Dialog title="Merge with another incident" done="Merge" onClose={() => setOpen(false)} onDone={() => {
          if (!theirs.data) return;
          onMerge(theirs.data.incident.id, [story.seen, theirs.data.seen]);
          setOpen(false);
        }}>
          <label>Id, or the end of its address<input name="other" list="near-incidents" required onChange={(event) => setOther(event.target.value.trim().split("/").at(-1) ?? "")} /></label>
          <datalist id="near-incidents">{near.map((one) => <option key={one} value={one} />)}</datalist>
          {theirs.isError && <Problem error={theirs.error} />}
          {theirs.data && other && <p>It is: <strong><Name>{headline(theirs.data.incident, theirs.data.names)}</Name></strong></p>}
        </Dialog>
      )}
    </>
  );
}
