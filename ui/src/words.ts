/** Codes of the record -> the words that people read; text of reports is made safe to show on the way. */
import type { Figure, Status, TimeSpan } from "./api/types";

export const TYPES = [
  "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
  "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
] as const;

export const STATUSES: readonly Status[] = [
  "happened", "ongoing", "denied", "threatened", "planned", "expected", "demanded", "hypothetical",
];

/** PLOVER's quad classes: the first five are verbal or material cooperation, the last ones material conflict. */
const CONFLICT = new Set(["PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]);
const DISPUTE = new Set(["REQUEST", "ACCUSE", "REJECT", "THREATEN"]);

export function tone(type: string): "conflict" | "dispute" | "cooperation" {
  return CONFLICT.has(type) ? "conflict" : DISPUTE.has(type) ? "dispute" : "cooperation";
}

export function plain(code: string): string {
  return code.replaceAll("_", " ").toLowerCase();
}

export function title(code: string): string {
  const words = plain(code);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Characters that put the text around them in another order (Unicode UAX #9), and controls: written out. */
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/g;

export function visible(text: string): string {
  return text.replace(UNSEEN, (c) => `[U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}]`);
}

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const MOMENT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
const NUMBER = new Intl.NumberFormat("en-GB");

export function day(iso: string | null | undefined): string {
  if (!iso) return "day not known";
  const at = Date.parse(`${iso.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(at) ? visible(iso) : DAY.format(at);
}

export function moment(iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? visible(iso) : MOMENT.format(at);
}

export function number(value: number): string {
  return NUMBER.format(value);
}

export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** `2018-02-18/2018-02-20` -> "18 Feb 2018 – 20 Feb 2018"; an open end is said. */
export function days(start: string | null | undefined, end: string | null | undefined): string {
  const from = start && start !== ".." ? start : null;
  const to = end && end !== ".." ? end : null;
  if (!from && !to) return "day not known";
  if (!from) return `until ${day(to)}`;
  if (!to) return `from ${day(from)}`;
  return from === to ? day(from) : `${day(from)} – ${day(to)}`;
}

export function interval(value: string): string {
  const [start, end] = value.split("/");
  return days(start, end);
}

export function span(when: TimeSpan | null | undefined): string {
  return when ? days(when.start, when.end) : "";
}

export function range(low: number | null | undefined, high: number | null | undefined): string {
  if (low == null && high == null) return "an unknown number";
  if (high == null) return `at least ${number(low!)}`;
  if (low == null) return `at most ${number(high)}`;
  return low === high ? number(low) : `${number(low)}–${number(high)}`;
}

export function figure(value: Figure): string {
  return `${range(value.low, value.high)} ${plain(value.what)}`;
}
