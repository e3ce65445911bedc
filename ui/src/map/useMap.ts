/** The map itself: made once, drawn anew when places change; what is clicked or framed is told. */
import { Map as MapLibre, NavigationControl, type DataDrivenPropertyValueSpecification, type ExpressionFilterSpecification, type GeoJSONSource, type LngLatBounds, type StyleSpecification } from "maplibre-gl";
import { useEffect, useRef, useState } from "react";
import { baseStyle, loadBase, refine, type Base } from "./base";
import { colour } from "./colour";
import { addOwnMap } from "./own";
import { drawsSlowly, letSlide } from "./panning";
import { frameOf, sketch } from "./sketch";
import { REACH_IN_PIXELS, byCountry, pointFeatures, type PlaceCount } from "./places";

interface Chosen {
  /** Whether the server has a map of one's own. */
  hasOwn: boolean;
  onPlace(id: string): void;
  onCountry(code: string): void;
  /** A frame was drawn with Shift held. */
  onFrame(bounds: LngLatBounds): void;
}

export function useMap(holder: React.RefObject<HTMLDivElement | null>, places: readonly PlaceCount[], given: Chosen): React.RefObject<MapLibre | null> {
  const map = useRef<MapLibre | null>(null);
  const chosen = useRef(given);
  const wanted = useRef(places);
  const shown = useRef(places);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    chosen.current = given;
    wanted.current = places;
  });
  useEffect(() => {
    let gone = false;
    let remove = () => {};
    void loadBase().then(async (base) => {
      if (gone || !holder.current) return;
      const frame = frameOf(wanted.current, holder.current.clientWidth, holder.current.clientHeight);
      const unsketch = sketch(holder.current, base, wanted.current, frame);
      remove = unsketch;
      await painted();
      if (gone) return;
      // All at once, since without a graphics card each further picture takes a seventh of a second.
      shown.current = wanted.current;
      const made = new MapLibre({ container: holder.current, style: styleOf(base, shown.current), ...frame, attributionControl: false, dragRotate: false, renderWorldCopies: false, fadeDuration: 0, maxZoom: 12 });
      remove = () => {
        unsketch();
        made.remove();
      };
      made.addControl(new NavigationControl({ showCompass: false }));
      if (drawsSlowly(made)) letSlide(made);
      made.once("idle", unsketch);
      made.on("idle", () => {
        // For tests and those who print the page: whether the land is on the screen.
        made.getContainer().dataset.drawn = String(made.queryRenderedFeatures({ layers: ["land"] }).length > 0);
      });
      made.on("boxzoomend", () => made.once("moveend", () => chosen.current.onFrame(made.getBounds())));
      listen(made, chosen);
      made.on("load", () => {
        map.current = made;
        setReady(true);
        refine(made);
        if (chosen.current.hasOwn) void addOwnMap(made);
      });
    });
    return () => {
      gone = true;
      remove();
      map.current = null;
    };
  }, [holder]);
  useEffect(() => {
    if (!ready || !map.current || shown.current === places) return;
    show(map.current, places);
    shown.current = places;
  }, [ready, places]);
  return map;
}

/** Comes back after what is there now has been put on the screen. */
async function painted(): Promise<void> {
  await new Promise(requestAnimationFrame);
  await new Promise((resolve) => setTimeout(resolve));
}

function styleOf(base: Base, places: readonly PlaceCount[]): StyleSpecification {
  const conflict = colour("conflict");
  const { filter, opacity } = shadesOf(places);
  return baseStyle(
    base,
    { places: { type: "geojson", data: pointFeatures(places) } },
    [{ id: "countries", type: "fill", source: "countries", filter, paint: { "fill-antialias": false, "fill-color": conflict, "fill-opacity": opacity } }],
    [
      { id: "reach", type: "circle", source: "places", filter: [">", ["get", "reach"], 0], paint: { "circle-radius": REACH_IN_PIXELS, "circle-color": conflict, "circle-opacity": 0.16, "circle-stroke-color": conflict, "circle-stroke-width": 1, "circle-stroke-opacity": 0.7 } },
      { id: "spots", type: "circle", source: "places", filter: ["==", ["get", "reach"], 0], paint: { "circle-radius": ["+", 3, ["min", 14, ["sqrt", ["get", "incidents"]]]], "circle-color": conflict, "circle-opacity": 0.75, "circle-stroke-color": colour("card"), "circle-stroke-width": 1 } },
    ],
  );
}

/** Which countries are shaded, for incidents of which no more is known, and how strongly. */
function shadesOf(places: readonly PlaceCount[]): { filter: ExpressionFilterSpecification; opacity: DataDrivenPropertyValueSpecification<number> } {
  const counts = byCountry(places);
  const most = Math.max(1, ...counts.values());
  const shades = [...counts].flatMap(([code, incidents]) => [code, 0.15 + 0.4 * Math.sqrt(incidents / most)]);
  return {
    filter: ["in", ["get", "code"], ["literal", [...counts.keys()]]],
    opacity: shades.length ? (["match", ["get", "code"], ...shades, 0] as never) : 0,
  };
}

function listen(map: MapLibre, chosen: React.RefObject<Chosen>): void {
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
  const { filter, opacity } = shadesOf(places);
  (map.getSource("places") as GeoJSONSource).setData(pointFeatures(places));
  map.setFilter("countries", filter);
  map.setPaintProperty("countries", "fill-opacity", opacity);
}
