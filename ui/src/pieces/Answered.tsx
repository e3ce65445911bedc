/** What stands in a view while an answer is on its way, when it fails, and when there is nothing. */
import type { UseQueryResult } from "@tanstack/react-query";
import type { JSX, ReactNode } from "react";
import { ApiError } from "../api/client";
import { plain, visible } from "../words";

export function Loading({ what }: { what: string }): JSX.Element {
  return <p className="soft" role="status">Loading {what} …</p>;
}

export function Problem({ error }: { error: unknown }): JSX.Element {
  const message = error instanceof Error ? error.message : "Something went wrong";
  const failure = error instanceof ApiError ? error.failure : null;
  return (
    <div className="failure" role="alert">
      <p>{visible(message)}</p>
      {failure?.changes?.length ? (
        <ul>
          {failure.changes.map((change) => (
            <li key={change.path}>
              {plain(change.path)}: {shown(change.before)} → <strong>{shown(change.after)}</strong>
            </li>
          ))}
        </ul>
      ) : null}
      {failure?.by?.map((judgement) => (
        <p key={judgement.id} className="small">{judgement.who}: {judgement.kind}{judgement.note && ` — ${visible(judgement.note)}`}</p>
      ))}
    </div>
  );
}

function shown(value: unknown): string {
  return value === null || value === undefined ? "nothing" : visible(typeof value === "string" ? value : JSON.stringify(value));
}

/** The answer to a query, or what stands in its place. */
export function Answered<T>({ query, what, children }: { query: UseQueryResult<T>; what: string; children: (data: T) => ReactNode }): JSX.Element {
  if (query.isError) return <Problem error={query.error} />;
  if (query.data === undefined) return <Loading what={what} />;
  return <>{children(query.data)}</>;
}
