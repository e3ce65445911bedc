/** Corrections of one report: each says what edition was seen, so that nobody overwrites what another just changed. */
import { useMutation, type UseMutationResult } from "@tanstack/react-query";
import { send } from "../api/client";
import type { Correction } from "../api/types";
import { say } from "../pieces/Toasts";

export interface Wanted {
  kind: "change" | "add" | "reject" | "confirm";
  path: string;
  value?: unknown;
  note?: string;
  item?: string;
  /** The edition that was seen, where it is not the one that is shown. */
  edition?: number;
}

export interface Corrected {
  correction: Correction;
  edition: number;
}

const DONE: Record<Wanted["kind"], string> = { change: "Changed", add: "Added", reject: "Rejected", confirm: "Confirmed" };

export function useCorrecting(report: string, edition: number): UseMutationResult<Corrected, Error, Wanted> {
  const undoing = useUndo();
  return useMutation({
    mutationFn: (wanted: Wanted) => send<Corrected>("POST", `reports/${report}/corrections`, { edition, ...wanted }),
    onSuccess: ({ correction }, wanted) =>
      say(`${DONE[wanted.kind]}: ${wanted.path.replaceAll("/", " ")}`, () => undoing.mutate(correction.judgement.id)),
  });
}

export function useUndo(): UseMutationResult<unknown, Error, number> {
  return useMutation({
    mutationFn: (judgement: number) => send("POST", `judgements/${judgement}/undo`, {}),
    onSuccess: () => say("Taken back"),
    onError: (error) => say(error.message),
  });
}

/** A change of a value; one that is empty now is rejected instead. */
export function change(path: string, value: unknown): Wanted {
  return value === "" || (Array.isArray(value) && value.length === 0) ? { kind: "reject", path } : { kind: "change", path, value };
}

/** Leaves out what is empty, as the record's JSON does. */
export function dense(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null && part !== undefined && part !== ""));
}
