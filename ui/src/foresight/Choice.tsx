/** A field in which one of the sides is chosen, the busiest first. */
import type { JSX } from "react";
import type { Sides } from "../api/types";
import { visible } from "../words";

interface Given {
  name: string;
  label: string;
  sides: Sides | undefined;
  anybody?: boolean;
  value?: string;
}

export function Choice({ name, label, sides, anybody = false, value }: Given): JSX.Element {
  return (
    <label className="choice">
      {label}
      <select name={name} key={sides ? "known" : "unknown"} defaultValue={value ?? ""} required={!anybody}>
        <option value="">{anybody ? "anybody" : "choose"}</option>
        {sides?.items.map((side) => <option key={side.id} value={side.id}>{`${visible(side.name)} (${side.deeds})`}</option>)}
      </select>
    </label>
  );
}
