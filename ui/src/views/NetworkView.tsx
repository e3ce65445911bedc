/** Who is tied to whom: command, backing, alliance and hostility, by all or as one source claims it, up to a day. */
import type { JSX } from "react";
import { useSearchParams } from "wouter";
import { useAnswer } from "../api/client";
import type { NetworkAnswer, VoicePage } from "../api/types";
import { useFilter } from "../filter";
import { Tied } from "../network/Tied";
import { Answered } from "../pieces/Answered";
import { FilterBar } from "../pieces/FilterBar";

export default function NetworkView(): JSX.Element {
  const { filter, narrow } = useFilter();
  const [search, setSearch] = useSearchParams();
  const source = search.get("claimed_by") ?? "";
  const network = useAnswer<NetworkAnswer>("network", { ...filter, source });
  const voices = useAnswer<VoicePage>("sources", { limit: 100 });
  const claim = (value: string) =>
    setSearch((before) => {
      const after = new URLSearchParams(before);
      value ? after.set("claimed_by", value) : after.delete("claimed_by");
      return after;
    }, { replace: true });
  return (
    <>
      <h1>Network</h1>
      <FilterBar />
      <div className="row">
        <label>
          As claimed by
          <select value={source} onChange={(event) => claim(event.target.value)}>
            <option value="">all sources</option>
            {voices.data?.items.map((voice) => <option key={voice.name} value={voice.name}>{voices.data.names[voice.name] ?? voice.name}</option>)}
          </select>
        </label>
      </div>
      <Answered query={network} what="the network">{(data) => <Tied answer={data} onNarrow={(actor) => narrow({ actor })} />}</Answered>
    </>
  );
}
