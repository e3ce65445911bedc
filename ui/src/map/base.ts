/** The base map: countries of Natural Earth (world-atlas), in the colours of the page: first few corners, then finer. */
import { prewarm, setWorkerUrl, type GeoJSONSource, type LayerSpecification, type Map as MapLibre, type StyleSpecification } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { FeatureCollection, GeoJSON } from "geojson";
import { flatten } from "./flatten";
import iso from "iso-3166-1";
import { colour } from "./colour";
import coarseUrl from "world-atlas/countries-110m.json?url";
import fineUrl from "world-atlas/countries-50m.json?url";

setWorkerUrl(workerUrl);
prewarm(); // what cuts the land to tiles takes a third of a second to start

const FINEST = 6; // zoom to which outlines get finer
const COARSE = 3; // zoom to which 1 : 110 million looks like 1 : 50 million

/** The same land three times, since what has the fewest corners is drawn the fastest. */
export interface Base {
  /** With the three-letter code of ISO 3166-1 as property `code`; empty where there is none. */
  countries: FeatureCollection;
  /** Without borders. */
  land: FeatureCollection;
  /** Shores, and each border once. */
  outlines: GeoJSON;
}

const early = load(coarseUrl).catch(() => null); // while the page is still asking which places to show

/** Returns the countries at 1 : 110 million, which are drawn in half the time of the finer ones. */
export async function loadBase(): Promise<Base> {
  return (await early) ?? load(coarseUrl);
}

/** Puts countries at 1 : 50 million in place of the coarse ones once somebody looks closer. */
export function refine(map: MapLibre): void {
  let gone = false;
  map.once("remove", () => {
    gone = true;
  });
  const onZoom = () => {
    if (map.getZoom() < COARSE) return;
    map.off("zoomend", onZoom);
    void load(fineUrl).then((base) => {
      if (gone) return;
      for (const [name, data] of Object.entries(base)) map.getSource<GeoJSONSource>(name)?.setData(data as GeoJSON);
    });
  };
  map.on("zoomend", onZoom);
  onZoom();
}

async function load(url: string): Promise<Base> {
  const topology = (await (await fetch(url)).json()) as Topology<{ countries: GeometryCollection; land: GeometryCollection }>;
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

/** Returns the style of a map of these countries with layers upon the land and upon the borders. */
export function baseStyle({ countries, land, outlines }: Base, sources: StyleSpecification["sources"], onLand: LayerSpecification[], onTop: LayerSpecification[]): StyleSpecification {
  return {
    version: 8,
    sources: {
      countries: { type: "geojson", data: countries, maxzoom: FINEST },
      land: { type: "geojson", data: land, maxzoom: FINEST },
      outlines: { type: "geojson", data: outlines, maxzoom: FINEST },
      ...sources,
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("land"), "fill-antialias": false } },
      ...onLand,
      { id: "borders", type: "line", source: "outlines", paint: { "line-color": colour("shore"), "line-width": 0.7 } },
      ...onTop,
    ],
  };
}
