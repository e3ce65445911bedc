/** The frame around all views: who is there, where one may go, and the search that is always at hand. */
import { Suspense, useEffect, useRef, type FormEvent, type JSX } from "react";
import { Link, Route, Switch, useLocation, useSearch } from "wouter";
import { answer, rememberSession, read, send } from "./api/client";
import type { Session } from "./api/types";
import { filterOf, searchOf } from "./filter";
import { Loading, Problem } from "./pieces/Answered";
import { Name } from "./pieces/Named";
import { SessionContext } from "./session";
import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { Toasts } from "./pieces/Toasts";
import { view } from "./view";

const Home = view(() => import("./views/Home"));
const Reports = view(() => import("./views/Reports"));
const Report = view(() => import("./views/Report"));
const Review = view(() => import("./views/Review"));
const Incidents = view(() => import("./views/Incidents"));
const Incident = view(() => import("./views/Incident"));
const Timeline = view(() => import("./views/Timeline"));
const WorldMap = view(() => import("./views/WorldMap"));
const NetworkView = view(() => import("./views/NetworkView"));
const Actor = view(() => import("./views/Actor"));
const Sources = view(() => import("./views/Sources"));
const Source = view(() => import("./views/Source"));
const Search = view(() => import("./views/Search"));
const Add = view(() => import("./views/Add"));
const Ledger = view(() => import("./views/Ledger"));
const Forecasts = view(() => import("./views/Forecasts"));
const Dynamics = view(() => import("./views/Dynamics"));
const Scenario = view(() => import("./views/Scenario"));
const Together = view(() => import("./views/Together"));
const People = view(() => import("./views/People"));
const Account = view(() => import("./views/Account"));
const SignIn = view(() => import("./views/SignIn"));

/** Those with `narrowed` carry the filter along. */
const PLACES = [
  { path: "/review", name: "Review" },
  { path: "/incidents", name: "Incidents", narrowed: true },
  { path: "/together", name: "Together", narrowed: true },
  { path: "/timeline", name: "Timeline", narrowed: true },
  { path: "/map", name: "Map", narrowed: true },
  { path: "/network", name: "Network", narrowed: true },
  { path: "/foresight", name: "Foresight" },
  { path: "/sources", name: "Sources" },
  { path: "/reports", name: "Reports" },
  { path: "/add", name: "Add reports" },
];

const FIRST: Record<string, { preload(): Promise<unknown> }> = {
  "": Home, reports: Report, review: Review, incidents: Incidents, together: Together, timeline: Timeline, map: WorldMap, network: NetworkView,
  actors: Actor, foresight: Ledger, sources: Sources, search: Search, add: Add,
};

const OF_POINTS = new Set(["timeline", "map", "together"]);

/** Asks for the session and the code of the first view at one time, before anything is drawn, and for what it takes longest to find. */
export async function prepare(queries: QueryClient): Promise<void> {
  const place = window.location.pathname.split("/")[1] ?? "";
  const session = queries.prefetchQuery({ queryKey: ["session"], queryFn: readSession });
  if (OF_POINTS.has(place)) void queries.prefetchQuery(answer("points", filterOf(new URLSearchParams(window.location.search))));
  await Promise.allSettled([session, FIRST[place]?.preload()]);
}

async function readSession(): Promise<Session> {
  return rememberSession(await read<Session>("session"));
}

export function App(): JSX.Element {
  const session = useQuery({ queryKey: ["session"], queryFn: readSession });
  if (session.isPending) return <Loading what="the workbench" />;
  if (session.isError) return <main><Problem error={session.error} /></main>;
  const inside = session.data.name !== null || !session.data.sign_in;
  return (
    <SessionContext.Provider value={session.data}>
      <div className="shell">
        <Bar session={session.data} inside={inside} />
        <Suspense fallback={<Loading what="the view" />}>{inside ? <Views /> : <Main><SignIn /></Main>}</Suspense>
        <Toasts />
      </div>
    </SessionContext.Provider>
  );
}

function Views(): JSX.Element {
  return (
    <Main>
      <Switch>
        <Route path="/" component={Home} />
        <Route path="/reports" component={Reports} />
        <Route path="/reports/:id">{({ id }) => <Report key={id} id={id} />}</Route>
        <Route path="/review" component={Review} />
        <Route path="/incidents" component={Incidents} />
        <Route path="/incidents/:id">{({ id }) => <Incident key={id} id={id} />}</Route>
        <Route path="/together" component={Together} />
        <Route path="/people" component={People} />
        <Route path="/account" component={Account} />
        <Route path="/timeline" component={Timeline} />
        <Route path="/map" component={WorldMap} />
        <Route path="/network" component={NetworkView} />
        <Route path="/actors/:id">{({ id }) => <Actor key={id} name={decodeURIComponent(id)} />}</Route>
        <Route path="/sources" component={Sources} />
        <Route path="/sources/:name">{({ name }) => <Source key={name} name={decodeURIComponent(name)} />}</Route>
        <Route path="/foresight" component={Ledger} />
        <Route path="/foresight/forecasts" component={Forecasts} />
        <Route path="/foresight/dynamics" component={Dynamics} />
        <Route path="/foresight/scenario" component={Scenario} />
        <Route path="/search" component={Search} />
        <Route path="/add" component={Add} />
        <Route>
          <h1>Nothing here</h1>
          <p>No view has this address. <Link href="/">Go to the start.</Link></p>
        </Route>
      </Switch>
    </Main>
  );
}

/** Takes the focus when the view changes, so that the keyboard and screen readers begin at its top. */
function Main({ children }: { children: React.ReactNode }): JSX.Element {
  const [location] = useLocation();
  const element = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) element.current?.focus({ preventScroll: true });
    first.current = false;
    window.scrollTo(0, 0);
  }, [location]);
  return <main id="main" tabIndex={-1} ref={element}>{children}</main>;
}

function Bar({ session, inside }: { session: Session; inside: boolean }): JSX.Element {
  const [location] = useLocation();
  const search = searchOf(filterOf(new URLSearchParams(useSearch())));
  const places = useRef<HTMLElement>(null);
  useEffect(() => {
    places.current?.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [location]);
  return (
    <header className="bar">
      <a className="skip" href="#main">Skip to the content</a>
      <Link href="/" className="brand"><img src="/mark.svg" alt="" />polybius</Link>
      {inside && (
        <nav aria-label="Views" ref={places}>
          {PLACES.map(({ path, name, narrowed }) => (
            <Link key={path} href={path + (narrowed ? search : "")} aria-current={location.startsWith(path) ? "page" : undefined}>
              {name}
            </Link>
          ))}
        </nav>
      )}
      {inside && <Finder />}
      {inside && <Own session={session} />}
    </header>
  );
}

function Finder(): JSX.Element {
  const [, go] = useLocation();
  function find(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const words = String(new FormData(event.currentTarget).get("q")).trim();
    if (words) go(`/search?${new URLSearchParams({ q: words }).toString()}`);
  }
  return (
    <form role="search" onSubmit={find}>
      <input type="search" name="q" aria-label="Search reports, actors and places" placeholder="Search" maxLength={200} />
    </form>
  );
}

/** Closes when one goes elsewhere. */
function Own({ session }: { session: Session }): JSX.Element {
  const [location] = useLocation();
  return (
    <details className="own" key={location}>
      <summary aria-label="Your account">{session.sign_in ? <Name>{session.name ?? ""}</Name> : "…"}</summary>
      <div className="own-links">
        <Link href="/account">Account and tokens</Link>
        {session.role === "admin" && <Link href="/people">People and log</Link>}
        {session.sign_in && session.name && <Leave name={session.name} />}
      </div>
    </details>
  );
}

function Leave({ name }: { name: string }): JSX.Element {
  const queries = useQueryClient();
  async function leave(): Promise<void> {
    await send("DELETE", "session");
    queries.clear();
    window.location.assign("/");
  }
  return <button type="button" className="plain" onClick={() => void leave()}>Sign out {name}</button>;
}
