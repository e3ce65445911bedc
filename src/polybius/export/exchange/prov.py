"""Incidents -> PROV-JSON (W3C member submission of 2013): the chain of claims behind each, a bundle an incident.

An incident is derived from its accounts. An account is quoted from its report, which is its publisher's, and rests on
the statements of its sources, each quoted from the one behind it. What people decided (merges and splits of incidents,
corrections of events) are activities of theirs, which influence the incident or account.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from polybius.export.exchange.naming import title
from polybius.export.exchange.selection import Case, Selection
from polybius.export.json_text import json_object, json_text
from polybius.incidents import Account, Correction, Judgement, Participant
from polybius.model import ActorKind

PREFIXES = {"polybius": "urn:polybius:", "report": "urn:sha256:"}
READER = "polybius:reader"
REPORT_ID = re.compile("[0-9a-f]{64}")

Bundle = defaultdict[str, dict[str, Any]]


def write_prov(selection: Selection) -> Iterator[str]:
    """Yields a document of bundles; what stands in several (a report, a source) has the same name in each."""
    before = f'{{"prefix": {json_text(PREFIXES)}, "bundle": '
    bundles = ((_name("bundle", case.incident.id), _bundle(case, selection)) for case in selection.cases)
    return json_object(before, bundles, "}\n")


def _bundle(case: Case, selection: Selection) -> Bundle:
    bundle: Bundle = defaultdict(dict)
    incident = _name("incident", case.incident.id)
    about = {"prov:label": title(case, selection), "polybius:origins": case.incident.origins}
    bundle["entity"][incident] = _typed("polybius:Incident") | about
    bundle["agent"][READER] = _typed("prov:SoftwareAgent") | {"prov:label": "polybius"}
    for account in case.accounts:
        _add_account(bundle, account, selection)
        _derive(bundle, incident, _name("account", account.id))
        for judgement in selection.judgements.get(account.id, ()):
            _add_judgement(bundle, judgement, judgement.kind, incident)
        for correction in _corrections(account, selection):
            _add_judgement(bundle, correction.judgement, correction.path, _name("account", account.id))
    return bundle


def _add_account(bundle: Bundle, account: Account, selection: Selection) -> None:
    name, report = _name("account", account.id), _add_report(bundle, account, selection)
    bundle["entity"][name] = _typed("polybius:Account") | _said(account)
    _derive(bundle, name, report, "prov:Quotation")
    quoting = name
    for number, source in enumerate(account.chain):
        statement = _name("statement", f"{account.id}.{number}")
        bundle["entity"][statement] = _typed("polybius:Statement")
        _attribute(bundle, statement, _add_source(bundle, source))
        _derive(bundle, quoting, statement, "prov:Quotation")
        quoting = statement
    _add_reading(bundle, name, account)


def _add_report(bundle: Bundle, account: Account, selection: Selection) -> str:
    report, record = f"report:{account.report}", selection.records.get(account.report)
    known = {
        "prov:label": record.title if record else None,
        "polybius:url": record.url if record else None,
        "polybius:published": account.published,
    }
    bundle["entity"][report] = _typed("polybius:Report") | {key: value for key, value in known.items() if value}
    if account.publisher:
        publisher = _name("publisher", account.publisher)
        bundle["agent"][publisher] = _typed("prov:Organization") | {"prov:label": account.publisher}
        _attribute(bundle, report, publisher)
    if account.origin != account.report and REPORT_ID.fullmatch(account.origin):
        bundle["entity"].setdefault(f"report:{account.origin}", _typed("polybius:Report"))
        _derive(bundle, report, f"report:{account.origin}", "prov:Quotation")
    return report


def _add_source(bundle: Bundle, source: Participant) -> str:
    name = _name("actor", source.id)
    kind = "prov:Person" if source.kind in (ActorKind.PERSON, ActorKind.UNNAMED) else "prov:Organization"
    bundle["agent"][name] = _typed(kind) | {"prov:label": source.name}
    return name


def _add_reading(bundle: Bundle, name: str, account: Account) -> None:
    reading = _name("reading", account.report)
    bundle["activity"][reading] = _typed("polybius:Reading")
    bundle["wasAssociatedWith"][f"_:{reading}"] = {"prov:activity": reading, "prov:agent": READER}
    time = {"prov:time": account.recorded_at} if account.recorded_at else {}
    bundle["wasGeneratedBy"][f"_:{name}"] = {"prov:entity": name, "prov:activity": reading} | time


def _corrections(account: Account, selection: Selection) -> Iterator[Correction]:
    """The corrections of an account's event that hold."""
    for correction in selection.corrections.get(account.report, ()):
        about_it = correction.path.split("/")[:2] == ["events", account.event]
        if about_it and correction.judgement.undone_by is None:
            yield correction


def _add_judgement(bundle: Bundle, judgement: Judgement, told: str, influenced: str) -> None:
    name, person = _name("judgement", str(judgement.id)), _name("person", judgement.who)
    known = {"prov:endTime": judgement.at, "prov:label": told, "polybius:deed": judgement.kind}
    note = {"polybius:note": judgement.note} if judgement.note else {}
    bundle["activity"][name] = _typed("polybius:Judgement") | known | note
    bundle["agent"][person] = _typed("prov:Person") | {"prov:label": judgement.who}
    bundle["wasAssociatedWith"][f"_:{name}"] = {"prov:activity": name, "prov:agent": person}
    ends = {"prov:influencee": influenced, "prov:influencer": name}
    bundle["wasInfluencedBy"][f"_:{influenced}/{name}"] = ends


def _said(account: Account) -> dict[str, Any]:
    known = {
        "prov:value": account.said or account.words,
        "polybius:claim": account.claim_kind,
        "polybius:type": account.type,
        "polybius:status": account.status,
        "polybius:certainty": account.certainty,
        "polybius:start": account.sentence.start,
        "polybius:end": account.sentence.end,
        "polybius:origin": account.origin or None,
    }
    return {key: value for key, value in known.items() if value is not None}


def _typed(kind: str) -> dict[str, Any]:
    return {"prov:type": {"$": kind, "type": "prov:QUALIFIED_NAME"}}


def _derive(bundle: Bundle, later: str, earlier: str, kind: str | None = None) -> None:
    ends = {"prov:generatedEntity": later, "prov:usedEntity": earlier}
    bundle["wasDerivedFrom"][f"_:{later}/{earlier}"] = ends | (_typed(kind) if kind else {})


def _attribute(bundle: Bundle, entity: str, agent: str) -> None:
    bundle["wasAttributedTo"][f"_:{entity}/{agent}"] = {"prov:entity": entity, "prov:agent": agent}


def _name(kind: str, id: str) -> str:
    return f"polybius:{kind}.{quote(id, safe='', errors='surrogatepass')}"
