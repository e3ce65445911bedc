/** Columns of incidents -> places with their counts, as features that say how precisely each is known. */
import type { Feature, FeatureCollection, Point } from "geojson";
import type { ExpressionSpecification } from "maplibre-gl";
import type { Points } from "../api/types";

/** How far from its point a thing may have been, in kilometres; a country is no point at all, and drawn as its area. */
export const REACH: Record<string, number> = { exact: 0, near: 15, admin2: 30, admin1: 90, region: 160 };
const AREAS = new Set(["country", "international"]);

export interface PlaceCount {
  id: string;
  name: string;
  country: string | null;
  latitude: number;
  longitude: number;
  precision: string;
  incidents: number;
  disputed: number;
}

export function countPlaces(points: Points): { places: PlaceCount[]; nowhere: number } {
  const places = points.places.map((place) => ({ ...place, country: place.country ?? null, incidents: 0, disputed: 0 }));
  let nowhere = 0;
  points.place.forEach((index, incident) => {
    const place = places[index];
    if (!place) {
      nowhere++;
      return;
    }
    place.incidents++;
    if (points.disputed[incident]) place.disputed++;
  });
  return { places: places.filter((place) => place.incidents > 0), nowhere };
}

export function pointFeatures(places: readonly PlaceCount[]): FeatureCollection<Point> {
  const features = places.filter((place) => !AREAS.has(place.precision)).map(
    (place): Feature<Point> => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [place.longitude, place.latitude] },
      properties: { id: place.id, name: place.name, incidents: place.incidents, disputed: place.disputed, reach: REACH[place.precision] ?? 0, scale: Math.cos((place.latitude * Math.PI) / 180) },
    }),
  );
  return { type: "FeatureCollection", features: features.toSorted((a, b) => b.properties!.incidents - a.properties!.incidents) };
}

/** Incidents of which only the country is known, by its code. */
export function byCountry(places: readonly PlaceCount[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const place of places) {
    if (place.precision === "country" && place.country) counts.set(place.country, (counts.get(place.country) ?? 0) + place.incidents);
  }
  return counts;
}

/** Kilometres -> pixels: at zoom 0 the equator's 40,075 km are 512 pixels wide, and each step doubles them; never too small to see. */
export const REACH_IN_PIXELS: ExpressionSpecification = [
  "interpolate", ["exponential", 2], ["zoom"],
  0, ["max", 4, ["/", ["get", "reach"], ["*", 78.27, ["get", "scale"]]]],
  16, ["/", ["*", 65536, ["get", "reach"]], ["*", 78.27, ["get", "scale"]]],
];

/** West, south, east and north of all places; null where there is none. */
export function boundsOf(places: readonly PlaceCount[]): [number, number, number, number] | null {
  if (places.length === 0) return null;
  const bounds: [number, number, number, number] = [180, 90, -180, -90];
  for (const { longitude, latitude } of places) {
    bounds[0] = Math.min(bounds[0], longitude);
    bounds[1] = Math.min(bounds[1], latitude);
    bounds[2] = Math.max(bounds[2], longitude);
    bounds[3] = Math.max(bounds[3], latitude);
  }
  return bounds;
}
