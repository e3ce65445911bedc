/** Lines drawn on a sphere -> lines on a flat map: world-atlas has none of the cuts that a flat map needs at 180 degrees. */
import type { Geometry, Position } from "geojson";

const SOUTHMOST = -85; // degrees; beyond, Web Mercator has no map

export function flatten(geometry: Geometry): Geometry {
  if (geometry.type === "MultiLineString") return { ...geometry, coordinates: geometry.coordinates.map(unroll) };
  if (geometry.type === "Polygon") return { ...geometry, coordinates: geometry.coordinates.map(flattenRing) };
  if (geometry.type === "MultiPolygon") return { ...geometry, coordinates: geometry.coordinates.map((rings) => rings.map(flattenRing)) };
  return geometry;
}

/** Leads a ring around the pole along the map's edge. */
export function flattenRing(ring: readonly Position[]): Position[] {
  const flat = unroll(ring);
  const [first, last] = [flat[0]!, flat.at(-1)!];
  if (first[0] === last[0]) return flat;
  return [...flat, [last[0]!, SOUTHMOST], [first[0]!, SOUTHMOST], first];
}

/** Lets longitudes run on beyond 180 degrees where a line crosses it. */
function unroll(line: readonly Position[]): Position[] {
  let turn = 0;
  return line.map(([longitude = 0, latitude = 0], at): Position => {
    const before = at > 0 ? line[at - 1]![0]! : longitude;
    if (longitude - before > 180) turn -= 360;
    if (longitude - before < -180) turn += 360;
    return [longitude + turn, latitude];
  });
}
