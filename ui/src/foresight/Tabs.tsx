/** The four views on what is to come, under one head. */
import type { JSX } from "react";
import { Link, useLocation } from "wouter";

const TABS = [
  { path: "/foresight", name: "Ledger" },
  { path: "/foresight/forecasts", name: "Forecasts" },
  { path: "/foresight/dynamics", name: "Who follows whom" },
  { path: "/foresight/scenario", name: "What if" },
] as const;

export function Tabs(): JSX.Element {
  const [location] = useLocation();
  return (
    <nav className="row tabs" aria-label="Foresight">
      {TABS.map(({ path, name }) => <Link key={path} href={path} className="button" aria-current={location === path ? "page" : undefined}>{name}</Link>)}
    </nav>
  );
}
