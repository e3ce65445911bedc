/** Where: points where a place is known to the spot, circles as wide as the doubt, whole countries where no more is known. */
import "maplibre-gl/dist/maplibre-gl.css";
import { Map as MapLibre, NavigationControl, type GeoJSONSource } from "maplibre-gl";
import { useEffect, useMemo, useRef, useState, type JSX } from "react";
import { useAnswer } from "../api/client";
import type { Points } from "../api/types";
import { useFilter } from "../filter";
import { baseStyle, loadCountries } from "../map/base";
import { colour } from "../map/colour";
import { REACH_IN_PIXELS, byCountry, countPlaces, pointFeatures, type PlaceCount } from "../map/places";
import { Answered } from "../pieces/Answered";
import { FilterBar } from "../pieces/FilterBar";
import { Name } from "../pieces/Named";
import { count, number, plain } from "../words";

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

function Places({ points, narrow }: { points: Points; narrow: ReturnType<typeof useFilter>["narrow"] }): JSX.Element {
  const { places, nowhere } = useMemo(() => countPlaces(points), [points]);
  const holder = useRef<HTMLDivElement>(null);
  const map = useMap(holder, places, (name) => narrow({ place: name }), (code) => narrow({ country: code }));
  function onlyInView(): void {
    const bounds = map.current?.getBounds();
    if (!bounds) return;
    const within = (value: number, most: number) => Math.max(-most, Math.min(most, value)).toFixed(3);
    narrow({ box: [within(bounds.getSouth(), 90), within(bounds.getWest(), 180), within(bounds.getNorth(), 90), within(bounds.getEast(), 180)].join(",") });
  }
  const named = places.toSorted((a, b) => b.incidents - a.incidents).slice(0, 200);
  return (
    <>
      <div className="row spread small soft map-head">
        <span data-testid="on-map">{count(points.id.length - nowhere, "incident")} at {count(places.length, "place")}{nowhere > 0 && `; ${number(nowhere)} without a known place`}{points.total > points.id.length && `; the latest ${number(points.id.length)} of ${number(points.total)}`}</span>
        <span className="row">
          <span className="legend-dot" aria-hidden="true" /> known to the spot
          <span className="legend-ring" aria-hidden="true" /> somewhere in the circle
          <span className="legend-area" aria-hidden="true" /> only the country is known
          <button type="button" onClick={onlyInView}>Only what is in view</button>
        </span>
      </div>
      <div ref={holder} className="map" role="region" aria-label="Map of incidents; the list below says the same" />
      <details className="card">
        <summary>Places as a list</summary>
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
      </details>
    </>
  );
}

type Chosen = (what: string) => void;

function useMap(holder: React.RefObject<HTMLDivElement | null>, places: readonly PlaceCount[], onPlace: Chosen, onCountry: Chosen): React.RefObject<MapLibre | null> {
  const map = useRef<MapLibre | null>(null);
  const chosen = useRef({ onPlace, onCountry });
  const [ready, setReady] = useState(false);
  useEffect(() => {
    chosen.current = { onPlace, onCountry };
  });
  useEffect(() => {
    let gone = false;
    void loadCountries().then((countries) => {
      if (gone || !holder.current) return;
      const made = new MapLibre({ container: holder.current, style: baseStyle(countries), center: [20, 25], zoom: 1.2, attributionControl: false, dragRotate: false, maxZoom: 12 });
      made.addControl(new NavigationControl({ showCompass: false }));
      made.on("idle", () => {
        // For tests and those who print the page: whether the land is on the screen.
        made.getContainer().dataset.drawn = String(made.queryRenderedFeatures({ layers: ["land"] }).length > 0);
      });
      made.on("load", () => {
        addLayers(made, chosen);
        map.current = made;
        setReady(true);
      });
    });
    return () => {
      gone = true;
      map.current?.remove();
      map.current = null;
    };
  }, [holder]);
  useEffect(() => {
    if (ready && map.current) show(map.current, places);
  }, [ready, places]);
  return map;
}

function addLayers(map: MapLibre, chosen: React.RefObject<{ onPlace: Chosen; onCountry: Chosen }>): void {
  map.addSource("places", { type: "geojson", data: { type: "FeatureCollection", features: [] } });
  const conflict = colour("conflict");
  map.addLayer({ id: "countries", type: "fill", source: "countries", filter: false, paint: { "fill-color": conflict, "fill-opacity": 0.25 } }, "borders");
  map.addLayer({ id: "reach", type: "circle", source: "places", filter: [">", ["get", "reach"], 0], paint: { "circle-radius": REACH_IN_PIXELS, "circle-color": conflict, "circle-opacity": 0.16, "circle-stroke-color": conflict, "circle-stroke-width": 1, "circle-stroke-opacity": 0.7 } });
  map.addLayer({ id: "spots", type: "circle", source: "places", filter: ["==", ["get", "reach"], 0], paint: { "circle-radius": ["+", 3, ["min", 14, ["sqrt", ["get", "incidents"]]]], "circle-color": conflict, "circle-opacity": 0.75, "circle-stroke-color": colour("card"), "circle-stroke-width": 1 } });
  for (const layer of ["spots", "reach"]) {
    map.on("click", layer, (event) => {
      const id: unknown = event.features?.[0]?.properties.id;
      if (typeof id === "string") chosen.current.onPlace(id);
      event.preventDefault();
    });
  }
  map.on("click", "countries", (event) => {
    const code: unknown = event.features?.[0]?.properties.code;
    if (!event.defaultPrevented && typeof code === "string" && code) chosen.current.onCountry(code);
  });
}

function show(map: MapLibre, places: readonly PlaceCount[]): void {
  (map.getSource("places") as GeoJSONSource).setData(pointFeatures(places));
  const counts = byCountry(places);
  map.setFilter("countries", ["in", ["get", "code"], ["literal", [...counts.keys()]]]);
  const most = Math.max(1, ...counts.values());
  const shades = [...counts].flatMap(([code, incidents]) => [code, 0.15 + 0.4 * Math.sqrt(incidents / most)]);
  map.setPaintProperty("countries", "fill-opacity", shades.length ? (["match", ["get", "code"], ...shades, 0] as never) : 0);
}
