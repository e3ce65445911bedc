/** The base map: countries of Natural Earth (world-atlas, 1:50 million), in the colours of the page. */
import { setWorkerUrl, type StyleSpecification } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { feature } from "topojson-client";
import type { Topology } from "topojson-specification";
import type { FeatureCollection } from "geojson";
import { flatten } from "./flatten";
import iso from "iso-3166-1";
import { colour } from "./colour";
import atlasUrl from "world-atlas/countries-50m.json?url";

setWorkerUrl(workerUrl);

/** Countries with the three-letter code of ISO 3166-1 as property `code`; those without a code are left as they are. */
export async function loadCountries(): Promise<FeatureCollection> {
  const topology = (await (await fetch(atlasUrl)).json()) as Topology;
  const countries = feature(topology, topology.objects.countries!) as FeatureCollection;
  for (const country of countries.features) {
    const code = country.id === undefined ? undefined : iso.whereNumeric(String(country.id))?.alpha3;
    country.geometry = flatten(country.geometry);
    country.properties = { ...country.properties, code: code ?? "" };
  }
  return countries;
}

export function baseStyle(countries: FeatureCollection): StyleSpecification {
  return {
    version: 8,
    sources: { countries: { type: "geojson", data: countries, maxzoom: 6 } },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
      { id: "land", type: "fill", source: "countries", paint: { "fill-color": colour("land"), "fill-antialias": false } },
      { id: "borders", type: "line", source: "countries", paint: { "line-color": colour("shore"), "line-width": 0.7 } },
    ],
  };
}
