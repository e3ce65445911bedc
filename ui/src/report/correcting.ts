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
}

/** What is saved at once: it is made in turn, said at once and taken back at once. */
interface Saved {
  wanted: readonly Wanted[];
  /** The edition that was seen. */
  edition: number;
  /** The item of the review queue that is done with it. */
  item?: string;
}

interface Corrected {
  correction: Correction;
  edition: number;
}

const DONE: Record<Wanted["kind"], string> = { change: "Changed", add: "Added", reject: "Rejected", confirm: "Confirmed" };

export function useCorrecting(report: string): UseMutationResult<void, Error, Saved> {
  const undoing = useUndo();
  return useMutation({
    mutationFn: async ({ wanted, edition, item }: Saved) => {
      const made: number[] = [];
      let seen = edition;
      try {
        for (const one of wanted) {
          const done = one === wanted.at(-1) ? { ...one, item } : one;
          const corrected = await send<Corrected>("POST", `reports/${report}/corrections`, { ...done, edition: seen });
          seen = corrected.edition;
          made.push(corrected.correction.judgement.id);
        }
      } finally {
        if (made.length > 0) say(told(wanted.slice(0, made.length)), () => undoing.mutate(made.toReversed()));
      }
    },
  });
}

function told(wanted: readonly Wanted[]): string {
  return wanted.map(({ kind, path }) => `${DONE[kind]}: ${path.replaceAll("/", " ")}`).join("; ");
}

/** Takes judgements back, one after another. */
export function useUndo(): UseMutationResult<void, Error, number | readonly number[]> {
  return useMutation({
    mutationFn: async (judgements: number | readonly number[]) => {
      for (const one of [judgements].flat()) await send("POST", `judgements/${one}/undo`, {});
    },
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
