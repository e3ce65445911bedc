/** Who is tied to whom: command, backing, alliance and hostility, by all or as one source claims it, up to a day. */
import type { JSX } from "react";
import { useSearchParams } from "wouter";
import { useAnswer } from "../api/client";
import type { NetworkAnswer, VoicePage } from "../api/types";
import { useFilter } from "../filter";
import { Tied } from "../network/Tied";
import { Answered } from "../pieces/Answered";
import { FilterBar } from "../pieces/FilterBar";
import { number } from "../words";

const MOST = ["2000", "5000", "20000"] as const; // ties that are asked for

export default function NetworkView(): JSX.Element {
  const { filter, narrow } = useFilter();
  const [search, setSearch] = useSearchParams();
  const source = search.get("claimed_by") ?? "";
  const most = search.get("most") ?? MOST[0]!;
  const network = useAnswer<NetworkAnswer>("network", { ...filter, source, limit: most });
  const voices = useAnswer<VoicePage>("sources", { limit: 100 });
  const set = (name: string, value: string) =>
    setSearch((before) => {
      const after = new URLSearchParams(before);
      value ? after.set(name, value) : after.delete(name);
      return after;
    }, { replace: true });
  return (
    <>
      <h1>Network</h1>
      <FilterBar />
      <div className="row network-of">
        <label>
          As claimed by
          <select value={source} onChange={(event) => set("claimed_by", event.target.value)}>
            <option value="">all sources</option>
            {voices.data?.items.map((voice) => <option key={voice.name} value={voice.name}>{voices.data.names[voice.name] ?? voice.name}</option>)}
          </select>
        </label>
        <label>
          Ties at most
          <select value={most} onChange={(event) => set("most", event.target.value === MOST[0] ? "" : event.target.value)}>
            {MOST.map((one) => <option key={one} value={one}>{number(Number(one))}, those most told</option>)}
          </select>
        </label>
      </div>
      <Answered query={network} what="the network">{(data) => <Tied answer={data} onNarrow={(actor) => narrow({ actor })} />}</Answered>
    </>
  );
}
