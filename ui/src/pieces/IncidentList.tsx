/** Incidents a part at a time; more of them when one asks. */
import { useInfiniteQuery } from "@tanstack/react-query";
import type { JSX } from "react";
import { read } from "../api/client";
import type { IncidentPage } from "../api/types";
import type { Filter } from "../filter";
import { Answered, Problem } from "./Answered";
import { IncidentLine } from "./Named";

export function IncidentList({ filter, part = 50 }: { filter: Filter; part?: number }): JSX.Element {
  const pages = useInfiniteQuery({
    queryKey: ["incidents", filter, part],
    queryFn: ({ pageParam }) => read<IncidentPage>("incidents", { ...filter, offset: pageParam, limit: part }),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  if (pages.isError) return <Problem error={pages.error} />;
  return (
    <Answered query={pages as never} what="incidents">
      {(data: { pages: IncidentPage[] }) =>
        data.pages[0]?.items.length === 0 ? (
          <p className="card">No incident is like this. Take a filter away, or add reports.</p>
        ) : (
          <>
            <ul className="plain lines">
              {data.pages.flatMap((page) => page.items.map((one) => <li key={one.id}><IncidentLine incident={one} names={page.names} /></li>))}
            </ul>
            {pages.hasNextPage && <button type="button" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>Show more</button>}
          </>
        )
      }
    </Answered>
  );
}
