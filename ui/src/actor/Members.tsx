/** What reports call an actor, report by report; those that are somebody else are split off. */
import { useMutation } from "@tanstack/react-query";
import { useState, type JSX } from "react";
import { Link } from "wouter";
import { send, useAnswer } from "../api/client";
import type { Judgement, Member, MemberPage } from "../api/types";
import { Answered, Problem } from "../pieces/Answered";
import { Name } from "../pieces/Named";
import { Pager } from "../pieces/Pager";
import { say } from "../pieces/Toasts";
import { useUndo } from "../report/correcting";
import { useMayWrite } from "../session";
import { count, day, visible } from "../words";

const PART = 20;

export function Members({ id }: { id: string }): JSX.Element {
  const [open, setOpen] = useState(false);
  const [offset, setOffset] = useState(0);
  const [parts, setParts] = useState<ReadonlySet<string>>(new Set());
  const members = useAnswer<MemberPage>(open ? "actor/members" : null, { name: id, offset, limit: PART });
  const undoing = useUndo();
  const mayWrite = useMayWrite();
  const splitting = useMutation({
    mutationFn: () => send<Judgement>("POST", "judgements/actors/split", { one: id, parts: [...parts] }),
    onSuccess: (made) => {
      setParts(new Set());
      say("Split off", () => undoing.mutate(made.id));
    },
  });
  const toggle = (member: string) => setParts((before) => new Set(before).symmetricDifference(new Set([member])));
  return (
    <details className="card" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>What reports call it{mayWrite && ", and splitting off what is somebody else"}</summary>
      {splitting.isError && <Problem error={splitting.error} />}
      {open && (
        <Answered query={members} what="its names">
          {({ items, total, next }) => (
            <>
              <ul className="plain ties">
                {items.map((member) => <OneMember key={member.id} member={member} chosen={parts.has(member.id)} onToggle={mayWrite && total > 1 ? toggle : null} />)}
              </ul>
              <div className="row">
                <Pager offset={offset} next={next ?? null} part={PART} onOffset={setOffset} />
                {parts.size > 0 && parts.size < total && <button type="button" disabled={splitting.isPending} onClick={() => splitting.mutate()}>Split off {count(parts.size, "name")}</button>}
              </div>
            </>
          )}
        </Answered>
      )}
    </details>
  );
}

function OneMember({ member, chosen, onToggle }: { member: Member; chosen: boolean; onToggle: ((id: string) => void) | null }): JSX.Element {
  const words = (
    <span>
      <strong><Name>{member.name}</Name></strong> <span className="small soft">in <Link href={`/reports/${member.report}#actors/${member.local}`}><Name>{member.publisher ?? member.title ?? "a report"}</Name></Link>, {day(member.published)}</span>
      {member.words && <span className="quote block small" dir="auto">“… {visible(member.words)} …”</span>}
    </span>
  );
  if (!onToggle) return <li>{words}</li>;
  return <li><label className="check"><input type="checkbox" checked={chosen} onChange={() => onToggle(member.id)} />{words}</label></li>;
}
