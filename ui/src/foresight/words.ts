/** Numbers of forecasts -> the words of Intelligence Community Directive 203, always with the number. */
const WORDS = [
  [0.05, "almost no chance"], [0.2, "very unlikely"], [0.45, "unlikely"], [0.55, "roughly even chance"],
  [0.8, "likely"], [0.95, "very likely"], [1.01, "almost certain"],
] as const;

export function likelihood(probability: number): string {
  const rounded = Math.round(probability * 100) / 100;
  const words = WORDS.find(([limit]) => rounded < limit)![1];
  return `${words} (${percent(probability)})`;
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

export function figures(value: number, digits = 3): string {
  return value.toPrecision(digits).replace(/^(-?\d+\.\d*?)0+$/, "$1").replace(/\.$/, "");
}

/** Who does what to whom, in names. */
export function between(source: string | null, target: string | null, names: Record<string, string>): string {
  const called = (id: string | null) => (id === null ? "anybody" : names[id] ?? id);
  return `${called(source)} → ${called(target)}`;
}
