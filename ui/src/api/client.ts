/** Calls of the API: JSON in, typed JSON out, failures as `ApiError` with the words that the server found for them. */
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { Failure, Session } from "./types";

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly failure: Failure,
  ) {
    super(failure.message);
  }

  get kind(): string {
    return this.failure.kind;
  }
}

/** What every write brings along, so that no other site can make one; read from the session before the first write. */
let csrf = "";

export function rememberSession(session: Session): Session {
  csrf = session.csrf;
  return session;
}

type Parameters = Record<string, string | number | boolean | null | undefined>;

export function address(path: string, parameters: Parameters = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== "" && value !== false) search.set(name, String(value));
  }
  const words = search.toString();
  return `/api/${path}${words && `?${words}`}`;
}

async function call(input: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(input, { credentials: "same-origin", ...init }).catch(() => null);
  if (response === null) throw new ApiError(0, failure("unreachable", "The workbench does not answer; is polybius serve still running?"));
  const body: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  if (response.ok) return body;
  const said = (body as { error?: Failure } | null)?.error;
  throw new ApiError(response.status, said ?? failure("unknown", `The workbench answered ${response.status}`));
}

function failure(kind: string, message: string): Failure {
  return { kind, message, by: [], changes: [] };
}

export function read<T>(path: string, parameters?: Parameters): Promise<T> {
  return call(address(path, parameters)) as Promise<T>;
}

export function send<T>(method: "POST" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<T> {
  const form = body instanceof FormData;
  const headers: Record<string, string> = { "X-Polybius-CSRF": csrf };
  if (body !== undefined && !form) headers["Content-Type"] = "application/json";
  const content = body === undefined ? undefined : form ? body : JSON.stringify(body);
  return call(address(path), { method, headers, body: content }) as Promise<T>;
}

/** What a question goes by among the answers that are kept, and how it is asked. */
export function answer<T>(path: string, parameters: Parameters): { queryKey: [string, Parameters]; queryFn: () => Promise<T> } {
  return { queryKey: [path, parameters], queryFn: () => read<T>(path, parameters) };
}

/** The answer to a question, kept while nothing is written; the last one stays in view while a new one is on its way. */
export function useAnswer<T>(path: string | null, parameters: Parameters = {}): UseQueryResult<T> {
  return useQuery<T>({
    ...answer<T>(path ?? "", parameters),
    enabled: path !== null,
    placeholderData: (before: unknown) => before as T | undefined,
  } as never) as UseQueryResult<T>;
}
