/** All reports, the latest first, a part at a time. */
import { useState, type JSX } from "react";
import { Link } from "wouter";
import { useAnswer } from "../api/client";
import type { ReportPage } from "../api/types";
import { Answered } from "../pieces/Answered";
import { Name, ReportLink } from "../pieces/Named";
import { Pager } from "../pieces/Pager";
import { count, day, number } from "../words";

const PART = 50;

export default function Reports(): JSX.Element {
  const [offset, setOffset] = useState(0);
  const reports = useAnswer<ReportPage>("reports", { offset, limit: PART });
  return (
    <>
      <h1>Reports</h1>
      <Answered query={reports} what="reports">
        {({ items, next, total }) => items.length === 0 ? <p className="card">No report was read yet. <Link href="/add">Add reports.</Link></p> : (
          <>
            <p className="lead">{count(total, "report")}</p>
            <div className="card scroll" tabIndex={0} role="region" aria-label="Reports">
              <table>
                <thead><tr><th scope="col">Report</th><th scope="col">Publisher</th><th scope="col">Published</th><th scope="col" className="number">Events</th><th scope="col" className="number">Actors</th><th scope="col" className="number">Places</th></tr></thead>
                <tbody>
                  {items.map((one) => (
                    <tr key={one.id}>
                      <td><ReportLink id={one.id} title={one.title} /></td><td><Name>{one.publisher ?? ""}</Name></td><td className="day">{day(one.published)}</td>
                      <td className="number">{number(one.events)}</td><td className="number">{number(one.actors)}</td><td className="number">{number(one.places)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <Pager offset={offset} next={next ?? null} part={PART} onOffset={setOffset} />
          </>
        )}
      </Answered>
    </>
  );
}
