/** Signing in, where the workbench is open to more than this computer. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent, JSX } from "react";
import { rememberSession, send } from "../api/client";
import type { Session } from "../api/types";
import { Problem } from "../pieces/Answered";

export default function SignIn(): JSX.Element {
  const queries = useQueryClient();
  const signing = useMutation({
    mutationFn: (given: object) => send<Session>("POST", "session", given),
    onSuccess: (session) => queries.setQueryData(["session"], rememberSession(session)),
  });
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    signing.mutate(Object.fromEntries(new FormData(event.currentTarget)));
  }
  return (
    <form className="card sign-in" onSubmit={submit}>
      <h1>Sign in</h1>
      {signing.isError && <Problem error={signing.error} />}
      <label>Name<input name="name" autoComplete="username" required maxLength={200} /></label>
      <label>Password<input name="password" type="password" autoComplete="current-password" required /></label>
      <div className="row"><button type="submit" className="main" disabled={signing.isPending}>Sign in</button></div>
    </form>
  );
}
