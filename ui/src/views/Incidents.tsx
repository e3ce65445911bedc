/** The incidents that the filter leaves, the latest first, a part at a time. */
import type { JSX } from "react";
import { useFilter } from "../filter";
import { FilterBar } from "../pieces/FilterBar";
import { IncidentList } from "../pieces/IncidentList";

export default function Incidents(): JSX.Element {
  const { filter } = useFilter();
  return (
    <>
      <h1>Incidents</h1>
      <FilterBar />
      <IncidentList filter={filter} />
    </>
  );
}
