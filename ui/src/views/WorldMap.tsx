/** Where: points where a place is known to the spot, circles as wide as the doubt, whole countries where no more is known. */
import type { JSX } from "react";
import { useAnswer } from "../api/client";
import type { Points } from "../api/types";
import { useFilter } from "../filter";
import { Places } from "../map/Places";
import { Answered } from "../pieces/Answered";
import { FilterBar } from "../pieces/FilterBar";

export default function WorldMap(): JSX.Element {
  const { filter, narrow } = useFilter();
  const points = useAnswer<Points>("points", filter);
  return (
    <>
      <h1>Map</h1>
      <FilterBar />
      <Answered query={points} what="the map">{(data) => <Places points={data} narrow={narrow} />}</Answered>
    </>
  );
}
