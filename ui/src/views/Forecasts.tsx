/** What may come: forecasts with base rates beside them, what came of earlier ones, and how good they were. */
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type JSX } from "react";
import { Link } from "wouter";
import { send, useAnswer } from "../api/client";
import type { Forecasts as Answer, Foreseen, Kept, Scoreboard, Sides } from "../api/types";
import { Choice } from "../foresight/Choice";
import { Reliability } from "../foresight/Reliability";
import { Tabs } from "../foresight/Tabs";
import { between, figures, likelihood, percent } from "../foresight/words";
import { Answered, Problem } from "../pieces/Answered";
import { Name } from "../pieces/Named";
import { useMayWrite } from "../session";
import { count, day, visible } from "../words";

export default function Forecasts(): JSX.Element {
  const forecasts = useAnswer<Answer>("forecasts");
  return (
    <>
      <h1>Forecasts</h1>
      <p className="lead">The chance of material conflict within 7, 30 and 90 days. What past windows say stands beside each number; below 20 events or two sources nothing is said. Every forecast is kept, and scored by what comes.</p>
      <Tabs />
      {useMayWrite() && <Asking />}
      <Answered query={forecasts} what="the forecasts">
        {({ items, board, names }) => (
          <>
            <Board board={board} />
            <h2>Kept, the latest first</h2>
            {items.length === 0 ? <p className="card">Nothing was forecast yet.</p> : <ul className="plain">{items.map((one) => <li key={one.id} className="card"><Line kept={one} names={names} /></li>)}</ul>}
          </>
        )}
      </Answered>
    </>
  );
}

function Asking(): JSX.Element {
  const sides = useAnswer<Sides>("sides");
  const asking = useMutation({ mutationFn: (body: Record<string, string>) => send<Foreseen>("POST", "forecasts", body) });
  function ask(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const given = [...new FormData(event.currentTarget)].filter(([, value]) => value !== "");
    asking.mutate(Object.fromEntries(given) as Record<string, string>);
  }
  return (
    <section aria-label="A new forecast">
      <form className="filters" onSubmit={ask}>
        <Choice name="source" label="By" sides={sides.data} anybody />
        <Choice name="target" label="Towards" sides={sides.data} anybody />
        <label className="choice">Or in a country
          <select name="country" defaultValue=""><option value="">no country</option>{sides.data?.countries.map((code) => <option key={code} value={code}>{code}</option>)}</select>
        </label>
        <button type="submit" className="main" disabled={asking.isPending}>{asking.isPending ? "Forecasting …" : "Forecast"}</button>
      </form>
      {asking.isError && <Problem error={asking.error} />}
      {asking.data && asking.data.refused.length > 0 && (
        <ul className="plain" role="status">
          {asking.data.refused.map((one) => <li key={one.days} className="card"><strong><Name>{one.place ?? between(one.source, one.target, asking.data.names)}</Name></strong>, within {count(one.days, "day")}: no forecast. {visible(one.reason)}.</li>)}
        </ul>
      )}
    </section>
  );
}

function Line({ kept, names }: { kept: Kept; names: Record<string, string> }): JSX.Element {
  const { forecast, result } = kept;
  const what = forecast.place ? `In ${forecast.place}` : kept.basis === "record" ? between(forecast.source, forecast.target, names) : between(forecast.source, forecast.target, {});
  return (
    <>
      <div className="row spread"><strong><Name>{what}</Name></strong><span className={`outcome outcome-${result?.came == null ? "open" : result.came ? "kept" : "broken"}`}>{result?.came == null ? "Open" : result.came ? "Came true" : "Did not come true"}</span></div>
      <p>Material conflict by {day(forecast.due)}: <strong>{likelihood(forecast.probability)}</strong>. Past windows {percent(forecast.climatology)}, busy pairs {percent(forecast.base_rate)}.{forecast.counts && <> {figures(forecast.counts.low)}–{figures(forecast.counts.high)} deeds (80 %).</>}</p>
      <p className="small soft">Made {day(forecast.made)} for <bdi>{visible(kept.who)}</bdi> from {count(forecast.events, "event")} of {count(forecast.sources, "source")} ({kept.basis}, data {forecast.data.slice(0, 8)}).</p>
      {result && result.proofs.length > 0 && <ul className="plain small">{result.proofs.map((one) => <li key={one.event}>{day(one.day)}: {one.report ? <><q>{visible(one.text)}</q> <Link href={`/incidents/${one.event}`}>the incident</Link></> : visible(one.text)}</li>)}</ul>}
    </>
  );
}

function Board({ board }: { board: Scoreboard }): JSX.Element | null {
  if (board.brier === null) return board.open > 0 ? <p className="small soft">{count(board.open, "forecast")} open, none resolved yet.</p> : null;
  return (
    <section className="card" aria-label="How good they were">
      <p>{count(board.resolved, "forecast")} resolved, {board.open} open. Brier score <strong>{board.brier.toFixed(4)}</strong>, climatology {board.climatology_brier!.toFixed(4)}; calibration error {board.calibration_error!.toFixed(3)}.
        {board.crps !== null && <> Numbers: CRPS {board.crps.toFixed(2)}, climatology {board.climatology_crps!.toFixed(2)}; the range of 80 % held {percent(board.covered!)} of {board.counted}.</>}</p>
      <Reliability tenths={board.reliability} />
    </section>
  );
}
