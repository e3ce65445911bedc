/** Places of incidents on the map, and as a list: a click or a frame narrows the filter. */
import "maplibre-gl/dist/maplibre-gl.css";
import type { LngLatBounds } from "maplibre-gl";
import { useMemo, useRef, type JSX } from "react";
import type { Points } from "../api/types";
import type { UsedFilter } from "../filter";
import { Name } from "../pieces/Named";
import { Unfolded } from "../pieces/Unfolded";
import { useSession } from "../session";
import { count, number, plain } from "../words";
import { countPlaces, type PlaceCount } from "./places";
import { useMap } from "./useMap";

export function Places({ points, narrow }: { points: Points; narrow: UsedFilter["narrow"] }): JSX.Element {
  const { places, nowhere } = useMemo(() => countPlaces(points), [points]);
  const holder = useRef<HTMLDivElement>(null);
  const onFrame = (bounds: LngLatBounds) => narrow({ box: boxOf(bounds) });
  const map = useMap(holder, places, { hasOwn: useSession().map, onPlace: (place) => narrow({ place }), onCountry: (country) => narrow({ country }), onFrame });
  return (
    <>
      <div className="row spread small soft map-head">
        <span data-testid="on-map">{count(points.id.length - nowhere, "incident")} at {count(places.length, "place")}{nowhere > 0 && `; ${number(nowhere)} without a known place`}{points.total > points.id.length && `; the latest ${number(points.id.length)} of ${number(points.total)}`}</span>
        <span className="row">
          <span className="legend-dot" aria-hidden="true" /> known to the spot
          <span className="legend-ring" aria-hidden="true" /> somewhere in the circle
          <span className="legend-area" aria-hidden="true" /> only the country is known
          <button type="button" onClick={() => map.current && onFrame(map.current.getBounds())}>Only what is in view</button>
        </span>
      </div>
      <div className="map">
        <div ref={holder} className="map-itself" role="region" aria-label="Map of incidents; the list below says the same. Drag with Shift held to narrow to a frame" />
      </div>
      <Unfolded summary="Places as a list" className="card">{() => <PlaceTable places={places} narrow={narrow} />}</Unfolded>
    </>
  );
}

function PlaceTable({ places, narrow }: { places: readonly PlaceCount[]; narrow: UsedFilter["narrow"] }): JSX.Element {
  const named = places.toSorted((a, b) => b.incidents - a.incidents).slice(0, 200);
  return (
    <table>
      <thead><tr><th scope="col">Place</th><th scope="col">Known to</th><th scope="col" className="number">Incidents</th><th scope="col" className="number">Disputed</th></tr></thead>
      <tbody>
        {named.map((place) => (
          <tr key={place.id}>
            <td><button type="button" className="plain" onClick={() => narrow({ place: place.id })}><Name>{place.name}</Name></button> <span className="soft small">{place.country}</span></td>
            <td>{plain(place.precision)}</td><td className="number">{number(place.incidents)}</td><td className="number">{number(place.disputed)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function boxOf(bounds: LngLatBounds): string {
  const within = (value: number, most: number) => Math.max(-most, Math.min(most, value)).toFixed(3);
  return [within(bounds.getSouth(), 90), within(bounds.getWest(), 180), within(bounds.getNorth(), 90), within(bounds.getEast(), 180)].join(",");
}
