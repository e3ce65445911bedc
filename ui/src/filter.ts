/** The one filter over incidents, which timeline, map, network, lists and exports share; it lives in the address. */
import { useCallback, useMemo } from "react";
import { useSearchParams } from "wouter";

export const FILTERS = [
  "actor", "type", "status", "country", "place", "publisher", "box", "since", "until", "origins", "disputed",
] as const;

export type FilterName = (typeof FILTERS)[number];
export type Filter = Partial<Record<FilterName, string>>;

export function filterOf(search: URLSearchParams): Filter {
  const filter: Filter = {};
  for (const name of FILTERS) {
    const value = search.get(name);
    if (value) filter[name] = value;
  }
  return filter;
}

export interface UsedFilter {
  filter: Filter;
  /** Sets some of the filters; an empty value takes one away. */
  narrow(changes: Filter): void;
  clear(): void;
  /** What a link to another view carries along: `?actor=…`, or nothing. */
  search: string;
}

export function useFilter(): UsedFilter {
  const [search, setSearch] = useSearchParams();
  const words = search.toString();
  const filter = useMemo(() => filterOf(new URLSearchParams(words)), [words]);
  const narrow = useCallback(
    (changes: Filter) =>
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changes)) value ? after.set(name, value) : after.delete(name);
          return after;
        },
        { replace: true },
      ),
    [setSearch],
  );
  const clear = useCallback(() => setSearch(new URLSearchParams(), { replace: true }), [setSearch]);
  return { filter, narrow, clear, search: searchOf(filter) };
}

export function searchOf(filter: Filter): string {
  const words = new URLSearchParams(filter as Record<string, string>).toString();
  return words && `?${words}`;
}
