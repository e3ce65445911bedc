/** For admins: who may sign in, and the log of who did what. */
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import type { FormEvent, JSX } from "react";
import { read, send, useAnswer } from "../api/client";
import type { Entry, User } from "../api/types";
import { Answered, Problem } from "../pieces/Answered";
import { Choose } from "../pieces/Dialog";
import { Name } from "../pieces/Named";
import { say } from "../pieces/Toasts";
import { useSession } from "../session";
import { moment, number, title, visible } from "../words";

const ROLES = ["reader", "analyst", "admin"];
const CODED = ROLES.map((role) => [role, title(role)] as const);

export default function People(): JSX.Element {
  if (useSession().role !== "admin") return <><h1>People and log</h1><p className="lead">Somebody with the role admin sees who may sign in, and who did what.</p></>;
  return <><h1>People and log</h1><Users /><Audit /></>;
}

function Users(): JSX.Element {
  const users = useAnswer<{ items: User[] }>("users");
  const changing = useMutation({
    mutationFn: ({ name, ...given }: { name: string; role?: string; disabled?: boolean }) => send<User>("PATCH", `users/${encodeURIComponent(name)}`, given),
    onSuccess: (user) => say(`${user.name}: ${user.role}${user.disabled ? ", may not sign in" : ""}`),
  });
  return (
    <section>
      <h2>Who may sign in</h2>
      <p className="lead">A reader sees all; an analyst also adds, corrects and decides; an admin also says who may sign in.</p>
      {changing.isError && <Problem error={changing.error} />}
      <Answered query={users} what="people">
        {({ items }) => items.length === 0 ? <p className="card">Nobody yet. On this computer nobody needs to; whoever is to reach the workbench from elsewhere does.</p> : (
          <div className="card scroll" tabIndex={0} role="region" aria-label="People">
            <table>
              <thead><tr><th scope="col">Name</th><th scope="col">Role</th><th scope="col">Since</th><th scope="col">May sign in</th></tr></thead>
              <tbody>
                {items.map((user) => (
                  <tr key={user.id}>
                    <td><Name>{user.name}</Name></td>
                    <td>
                      <select aria-label={`Role of ${user.name}`} value={user.role} onChange={(event) => changing.mutate({ name: user.name, role: event.target.value })}>
                        {CODED.map(([code, words]) => <option key={code} value={code}>{words}</option>)}
                      </select>
                    </td>
                    <td>{moment(user.created_at)}</td>
                    <td><label className="check"><input type="checkbox" aria-label={`${user.name} may sign in`} checked={!user.disabled} onChange={(event) => changing.mutate({ name: user.name, disabled: !event.target.checked })} />{user.disabled ? "no" : "yes"}</label></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Answered>
      <NewUser />
    </section>
  );
}

function NewUser(): JSX.Element {
  const adding = useMutation({ mutationFn: (given: object) => send<User>("POST", "users", given), onSuccess: (user) => say(`${user.name} may sign in`) });
  function add(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = event.currentTarget;
    adding.mutate(Object.fromEntries(new FormData(form)), { onSuccess: () => form.reset() });
  }
  return (
    <details className="card">
      <summary>Let somebody in</summary>
      <form className="row" onSubmit={add}>
        <label>Name<input name="name" required maxLength={200} autoComplete="off" /></label>
        <Choose label="Role" name="role" value="analyst" options={CODED} />
        <label>Password (twelve characters or more)<input name="password" type="password" minLength={12} required autoComplete="new-password" /></label>
        <button type="submit" disabled={adding.isPending}>Add</button>
      </form>
      {adding.isError && <Problem error={adding.error} />}
    </details>
  );
}

interface AuditPage {
  items: Entry[];
  next: number | null;
}

function Audit(): JSX.Element {
  const verdict = useAnswer<{ entries: number; head: string; faults: string[] }>("audit/verdict");
  const pages = useInfiniteQuery({
    queryKey: ["audit"],
    queryFn: ({ pageParam }) => read<AuditPage>("audit", { before: pageParam, limit: 50 }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.next,
  });
  return (
    <section>
      <h2>Who did what</h2>
      {verdict.data && verdict.data.entries > 0 && (verdict.data.faults.length === 0
        ? <p>{number(verdict.data.entries)} lines, all whole; the last has the hash <code>{verdict.data.head.slice(0, 16)}…</code></p>
        : <div className="failure" role="alert"><p>The log is not whole:</p><ul>{verdict.data.faults.map((fault) => <li key={fault}>{fault}</li>)}</ul></div>)}
      <Answered query={pages as never} what="the log">
        {(data: { pages: AuditPage[] }) => data.pages[0]?.items.length === 0 ? <p className="card">Nobody has changed anything yet.</p> : (
          <>
            <div className="card scroll" tabIndex={0} role="region" aria-label="Log">
              <table>
                <thead><tr><th scope="col" className="number">Line</th><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th><th scope="col">About</th></tr></thead>
                <tbody>{data.pages.flatMap((page) => page.items).map((entry) => <Line key={entry.number} entry={entry} />)}</tbody>
              </table>
            </div>
            {pages.hasNextPage && <button type="button" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>Show more</button>}
          </>
        )}
      </Answered>
    </section>
  );
}

const SHOWN = 160; // characters of what an entry tells more

function Line({ entry }: { entry: Entry }): JSX.Element {
  const told = entry.detail.length > SHOWN ? `${entry.detail.slice(0, SHOWN)}…` : entry.detail;
  return (
    <tr>
      <td className="number">{entry.number}</td><td>{moment(entry.at)}</td><td><Name>{entry.who}</Name></td><td>{visible(entry.deed)}</td>
      <td className="small"><Name>{entry.about}</Name>{told && <span className="soft block"><Name>{told}</Name></span>}</td>
    </tr>
  );
}
