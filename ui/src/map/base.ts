/** The base map: countries of Natural Earth (world-atlas, 1:50 million), in the colours of the page. */
import { setWorkerUrl, type StyleSpecification } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { FeatureCollection, GeoJSON } from "geojson";
import { flatten } from "./flatten";
import iso from "iso-3166-1";
import { colour } from "./colour";
import atlasUrl from "world-atlas/countries-50m.json?url";

setWorkerUrl(workerUrl);

const FINEST = 6; // zoom to which outlines get finer

/** The same land three times, since what has the fewest corners is drawn the fastest. */
export interface Base {
  /** With the three-letter code of ISO 3166-1 as property `code`; empty where there is none. */
  countries: FeatureCollection;
  /** Without borders. */
  land: FeatureCollection;
  /** Shores, and each border once. */
  outlines: GeoJSON;
}

export async function loadBase(): Promise<Base> {
  const topology = (await (await fetch(atlasUrl)).json()) as Topology<{ countries: GeometryCollection; land: GeometryCollection }>;
  const countries = flattened(feature(topology, topology.objects.countries));
  for (const country of countries.features) {
    const code = country.id === undefined ? undefined : iso.whereNumeric(String(country.id))?.alpha3;
    country.properties = { ...country.properties, code: code ?? "" };
  }
  return { countries, land: flattened(feature(topology, topology.objects.land)), outlines: flatten(mesh(topology, topology.objects.countries)) };
}

function flattened(collection: FeatureCollection): FeatureCollection {
  return { ...collection, features: collection.features.map((one) => ({ ...one, geometry: flatten(one.geometry) })) };
}

export function baseStyle({ countries, land, outlines }: Base): StyleSpecification {
  return {
    version: 8,
    sources: {
      countries: { type: "geojson", data: countries, maxzoom: FINEST },
      land: { type: "geojson", data: land, maxzoom: FINEST },
      outlines: { type: "geojson", data: outlines, maxzoom: FINEST },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("land"), "fill-antialias": false } },
      { id: "borders", type: "line", source: "outlines", paint: { "line-color": colour("shore"), "line-width": 0.7 } },
    ],
  };
}
