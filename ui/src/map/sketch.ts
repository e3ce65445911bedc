/** The map before the map: land and places known to the spot, drawn flat until WebGL has drawn all, which takes seconds without a graphics card. */
import type { FeatureCollection, Position } from "geojson";
import type { Base } from "./base";
import { colour } from "./colour";
import { boundsOf, REACH, type PlaceCount } from "./places";

const TILE = 512; // pixels in which the world is as wide at zoom 0
const PADDING = 60; // pixels
const CLOSEST = 5; // zoom
const WORLD: Frame = { center: [20, 25], zoom: 1.2 };

export interface Frame {
  center: [number, number];
  zoom: number;
}

/** Where all places are in view, as far as the world fills the map; the whole world where there is no place. */
export function frameOf(places: readonly PlaceCount[], width: number, height: number): Frame {
  const least = Math.log2(Math.max(1, width, height) / TILE);
  const bounds = boundsOf(places);
  if (!bounds) return { ...WORLD, zoom: Math.max(WORLD.zoom, least) };
  const [west, north] = onWorld([bounds[0], bounds[3]]);
  const [east, south] = onWorld([bounds[2], bounds[1]]);
  const room = (pixels: number) => Math.max(1, pixels - 2 * PADDING);
  const fitting = Math.min(room(width) / (east - west || 1e-9), room(height) / (south - north || 1e-9)) / TILE;
  const zoom = Math.max(least, Math.min(CLOSEST, Math.log2(fitting)));
  const half = (pixels: number) => pixels / 2 / TILE / 2 ** zoom;
  const within = (value: number, margin: number) => Math.max(margin, Math.min(1 - margin, value));
  return { center: onSphere([within((west + east) / 2, half(width)), within((north + south) / 2, half(height))]), zoom };
}

/** Draws in a canvas over a map that is about to be made in a holder, and returns what takes it away. */
export function sketch(holder: HTMLElement, { land, outlines }: Base, places: readonly PlaceCount[], { center, zoom }: Frame): () => void {
  const canvas = document.createElement("canvas");
  canvas.className = "map-sketch";
  const { clientWidth: width, clientHeight: height } = holder;
  canvas.width = width * devicePixelRatio;
  canvas.height = height * devicePixelRatio;
  const context = canvas.getContext("2d");
  if (!context) return () => {};
  const scale = TILE * 2 ** zoom;
  const [left, top] = onWorld(center);
  const at = (position: Position): [number, number] => {
    const [x, y] = onWorld(position);
    return [(x - left) * scale + width / 2, (y - top) * scale + height / 2];
  };
  context.scale(devicePixelRatio, devicePixelRatio);
  context.fillStyle = colour("sea");
  context.fillRect(0, 0, width, height);
  context.fillStyle = colour("land");
  context.strokeStyle = colour("shore");
  context.lineWidth = 0.7;
  const follow = (line: readonly Position[]) => line.forEach((position, number) => (number ? context.lineTo(...at(position)) : context.moveTo(...at(position))));
  context.beginPath();
  for (const ring of ringsOf(land)) follow(ring);
  context.fill();
  context.beginPath();
  if (outlines.type === "MultiLineString") outlines.coordinates.forEach(follow);
  context.stroke();
  context.fillStyle = colour("conflict");
  context.strokeStyle = colour("card");
  context.lineWidth = 1;
  context.globalAlpha = 0.75;
  for (const place of places) {
    if (REACH[place.precision] !== 0) continue;
    context.beginPath();
    context.arc(...at([place.longitude, place.latitude]), 3 + Math.min(14, Math.sqrt(place.incidents)), 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
  holder.after(canvas);
  return () => canvas.remove();
}

function* ringsOf(land: FeatureCollection): Generator<Position[]> {
  for (const { geometry } of land.features) {
    if (geometry.type === "Polygon") yield* geometry.coordinates;
    if (geometry.type === "MultiPolygon") yield* geometry.coordinates.flat();
  }
}

/** Longitude and latitude -> where that is on a Web Mercator map of which each side is 1. */
function onWorld([longitude = 0, latitude = 0]: Position): [number, number] {
  const angle = (Math.max(-85, Math.min(85, latitude)) * Math.PI) / 180;
  return [(longitude + 180) / 360, (1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2];
}

function onSphere([x, y]: [number, number]): [number, number] {
  return [x * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI];
}
