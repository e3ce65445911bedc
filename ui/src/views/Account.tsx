/** One's own account: tokens for programs, and the password. */
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent, type JSX } from "react";
import { send, useAnswer } from "../api/client";
import type { Token } from "../api/types";
import { Answered, Problem } from "../pieces/Answered";
import { Name } from "../pieces/Named";
import { say } from "../pieces/Toasts";
import { useSession } from "../session";
import { day, moment } from "../words";

export default function Account(): JSX.Element {
  const session = useSession();
  if (!session.sign_in) {
    return (
      <>
        <h1>Account</h1>
        <p className="lead">This workbench can be reached from this computer alone, so nobody signs in: you are <Name>{session.name ?? "the local user"}</Name> and may do everything. Programs on this computer need no token.</p>
      </>
    );
  }
  return (
    <>
      <h1><Name>{session.name ?? ""}</Name></h1>
      <p className="lead">Signed in as {session.role}.</p>
      <div className="halves"><Tokens /><Password /></div>
    </>
  );
}

function Tokens(): JSX.Element {
  const tokens = useAnswer<{ items: Token[] }>("tokens");
  const [secret, setSecret] = useState<string | null>(null);
  const adding = useMutation({
    mutationFn: (given: { name: string; until?: string }) => send<{ secret: string }>("POST", "tokens", given),
    onSuccess: (made) => setSecret(made.secret),
  });
  const revoking = useMutation({ mutationFn: (id: number) => send("DELETE", `tokens/${id}`), onSuccess: () => say("The token lets nobody in any more") });
  function add(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const until = String(form.get("until"));
    adding.mutate({ name: String(form.get("name")).trim(), ...(until ? { until } : {}) });
    event.currentTarget.reset();
  }
  return (
    <section className="card">
      <h2>Tokens for programs</h2>
      <p>A program that sends a token as <code>Authorization: Bearer …</code> may do what you may.</p>
      {secret && <p className="secret" role="status">Copy it now, it is not shown again: <code>{secret}</code></p>}
      {[adding, revoking].map((one, index) => one.isError && <Problem key={index} error={one.error} />)}
      <Answered query={tokens} what="tokens">
        {({ items }) => (
          <ul className="plain history">
            {items.length === 0 && <li className="soft">None yet.</li>}
            {items.map((token) => (
              <li key={token.id} className="row">
                <span><strong><Name>{token.name}</Name></strong> <span className="small soft">made {moment(token.created_at)}{token.until && `, until ${day(token.until)}`}{token.revoked_at && `, ended ${moment(token.revoked_at)}`}</span></span>
                {!token.revoked_at && <button type="button" className="plain" onClick={() => revoking.mutate(token.id)}>End it</button>}
              </li>
            ))}
          </ul>
        )}
      </Answered>
      <form className="row" onSubmit={add}>
        <label>What it is for<input name="name" required maxLength={200} /></label>
        <label>Until (may stay open)<input name="until" type="date" /></label>
        <button type="submit" disabled={adding.isPending}>Make a token</button>
      </form>
    </section>
  );
}

function Password(): JSX.Element {
  const changing = useMutation({
    mutationFn: (given: object) => send("POST", "session/password", given),
    onSuccess: () => window.location.assign("/"),
  });
  function change(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    changing.mutate(Object.fromEntries(new FormData(event.currentTarget)));
  }
  return (
    <form className="card paste" onSubmit={change}>
      <h2>Password</h2>
      <label>The one you have<input name="old" type="password" autoComplete="current-password" required /></label>
      <label>A new one (twelve characters or more)<input name="new" type="password" autoComplete="new-password" minLength={12} required /></label>
      <div className="row"><button type="submit" disabled={changing.isPending}>Change it</button><span className="small soft">You sign in again with it.</span></div>
      {changing.isError && <Problem error={changing.error} />}
    </form>
  );
}
