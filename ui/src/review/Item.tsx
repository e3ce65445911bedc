/** One item of the review queue, with the words that a person needs to decide about it. */
import type { JSX, ReactNode } from "react";
import { Link } from "wouter";
import { useAnswer } from "../api/client";
import type { Account, Disagreement, Identity, Incident, Location, ReviewItem, StoryAnswer } from "../api/types";
import { ActorLink, IncidentLine, Name, StatusChip, TypeWord } from "../pieces/Named";
import { day, plain, span, title, visible } from "../words";
import { hrefOf } from "../incident/Compared";
import { Said } from "../pieces/Said";

type Names = Record<string, string>;

export function Item({ item, names }: { item: ReviewItem; names: Names }): JSX.Element {
  return (
    <>
      <p className="small soft">{title(item.kind)}</p>
      <h2 className="item-head"><bdi>{visible(item.why)}</bdi></h2>
      {item.account && <AccountOf account={item.account} incident={item.incident} />}
      {item.identity && <Thing thing={item.identity}><ActorLink id={item.identity.id} name={item.identity.name} /></Thing>}
      {item.location && <Thing thing={item.location}><Name>{item.location.name}</Name></Thing>}
      {item.sides.length > 0 && <div className="sides">{item.sides.map((side) => <div key={side.id} className="side"><Side side={side} names={names} /></div>)}</div>}
      {item.suggestion && <Reasons reasons={item.suggestion.match.reasons} score={item.suggestion.match.score} />}
      {item.disagreement && (
        <>
          {item.disagreement.explanation !== item.why && <p><bdi>{visible(item.disagreement.explanation)}</bdi></p>}
          <Quarrel disagreement={item.disagreement} />
          {item.disagreement.incident && <p><Link href={`/incidents/${item.disagreement.incident}`}>All accounts side by side</Link></p>}
        </>
      )}
    </>
  );
}

/** Both sides of a disagreement in their own words, the earlier report first. */
function Quarrel({ disagreement }: { disagreement: Disagreement }): JSX.Element {
  const story = useAnswer<StoryAnswer>(disagreement.incident ? `incidents/${disagreement.incident}` : null);
  return (
    <div className="sides">
      {disagreement.sides.map((side, index) => {
        const account = story.data?.accounts.find((one) => one.id === side.account);
        return (
          <div key={index} className="side">
            {account && <Said account={account} />}
            <p className="small"><Link href={account ? hrefOf(account) : `/reports/${side.report}`}>{account?.publisher ? <Name>{account.publisher}</Name> : index === 0 ? "The earlier report" : "The later report"}</Link>{account && <>, {day(account.published)}</>}</p>
          </div>
        );
      })}
    </div>
  );
}

function AccountOf({ account, incident }: { account: Account; incident?: string | null }): JSX.Element {
  return (
    <>
      <p className="row"><TypeWord type={account.mode ?? account.type} /> <StatusChip status={account.status} /> <span className="soft">{account.certainty}</span></p>
      <Said account={account} />
      <p className="small">
        <Name>{account.initiators.map((one) => one.name).join(", ") || "somebody"}</Name> → <Name>{account.targets.map((one) => one.name).join(", ") || "nobody named"}</Name>
        {account.place && <>, <Name>{account.place.name}</Name></>}{account.when && <>, {span(account.when)}</>}
      </p>
      <p className="small">
        <Link href={`/reports/${account.report}#events/${account.event}`}>In the report</Link>{account.publisher && <> of <Name>{account.publisher}</Name></>}, {day(account.published)}
        {incident && <> · <Link href={`/incidents/${incident}`}>all accounts of it</Link></>}
      </p>
    </>
  );
}

function Side({ side, names }: { side: ReviewItem["sides"][number]; names: Names }): JSX.Element {
  if (side.incident) return <IncidentLine incident={side.incident as Incident} names={names} />;
  if (side.identity) return <Thing thing={side.identity}><ActorLink id={side.id} name={side.name} /></Thing>;
  if (side.location) return <Thing thing={side.location}><Name>{side.name}</Name></Thing>;
  return <p><Name>{side.name}</Name></p>;
}

function Thing({ thing, children }: { thing: Identity | Location; children: ReactNode }): JSX.Element {
  const facts = ["kind" in thing ? plain(thing.kind) : plain(thing.precision), thing.country].filter(Boolean).join(", ");
  return (
    <div>
      <p><strong>{children}</strong> <span className="soft">{facts}</span></p>
      {thing.aliases.length > 0 && <p className="small soft">also <Name>{thing.aliases.slice(0, 12).join(", ")}</Name></p>}
    </div>
  );
}

function Reasons({ reasons, score }: { reasons: readonly unknown[]; score: number }): JSX.Element {
  const pairs = reasons as readonly (readonly [string, number])[];
  return (
    <p className="small soft">
      Score {score.toFixed(2)}: {pairs.map(([name, share]) => `${plain(name)} ${share >= 0 ? "+" : "−"}${Math.abs(share).toFixed(2)}`).join(", ")}
    </p>
  );
}
