/** A PMTiles file of the user's own, drawn over the countries: pictures as they are, vectors in the colours of the page. */
import { addProtocol, type LayerSpecification, type Map as MapLibre } from "maplibre-gl";
import { PMTiles, Protocol, TileType } from "pmtiles";
import { colour } from "./colour";

const FILE = "/map.pmtiles";
const OWN = "own";

/** What a layer is by its name, as OpenMapTiles, Protomaps and Natural Earth call it -> the page's colour for it. */
const GROUNDS: readonly (readonly [RegExp, string])[] = [
  [/water|ocean|sea|lake|river/, "sea"],
  [/land|earth|park|wood/, "land"],
  [/building/, "line"],
];

export async function addOwnMap(map: MapLibre): Promise<void> {
  const archive = new PMTiles(new URL(FILE, window.location.href).href);
  const protocol = new Protocol();
  protocol.add(archive);
  addProtocol("pmtiles", protocol.tile);
  const header = await archive.getHeader();
  const isVector = header.tileType === TileType.Mvt;
  map.addSource(OWN, { type: isVector ? "vector" : "raster", url: `pmtiles://${archive.source.getKey()}` });
  const layers = isVector ? vectorLayers(await archive.getMetadata()) : [{ id: "own-picture", type: "raster", source: OWN } as const];
  for (const layer of layers) map.addLayer(layer, "borders");
  map.setMaxZoom(Math.max(12, header.maxZoom + 2));
}

interface Described {
  id: string;
  fields?: Record<string, unknown>;
}

function vectorLayers(metadata: unknown): LayerSpecification[] {
  const described = (metadata as { vector_layers?: Described[] }).vector_layers ?? [];
  const grounds = described.flatMap(({ id }): LayerSpecification[] => {
    const ground = GROUNDS.find(([names]) => names.test(id))?.[1];
    return ground ? [{ id: `own-${id}`, type: "fill", source: OWN, "source-layer": id, filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": colour(ground) } }] : [];
  });
  const lines = described.map(({ id }): LayerSpecification => ({
    id: `own-${id}-lines`, type: "line", source: OWN, "source-layer": id, filter: ["==", ["geometry-type"], "LineString"],
    paint: { "line-color": colour(/water|river/.test(id) ? "sea" : "shore"), "line-width": ["interpolate", ["linear"], ["zoom"], 5, 0.4, 14, 2] },
  }));
  const names = described.filter(({ fields }) => fields && "name" in fields).map(({ id }): LayerSpecification => ({
    id: `own-${id}-names`, type: "symbol", source: OWN, "source-layer": id, filter: ["==", ["geometry-type"], "Point"],
    layout: { "text-field": ["coalesce", ["get", "name:en"], ["get", "name"]], "text-font": ["sans-serif"], "text-size": 12 },
    paint: { "text-color": colour("ink"), "text-halo-color": colour("card"), "text-halo-width": 1 },
  }));
  return [...grounds, ...lines, ...names];
}
