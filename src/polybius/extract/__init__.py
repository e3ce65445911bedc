"""Annotated sentences -> Extraction: mentions, claims, events, relations, stances and conditions of a report.

The order matters: mentions first, then event words (speech acts must be known before plain reporting is read), figures,
times, claims, and what hangs on all of these.
"""

from __future__ import annotations

from polybius.annotated import Annotated
from polybius.drafts import Extraction
from polybius.extract.attribution import find_claims
from polybius.extract.conditions import find_conditions
from polybius.extract.conversations import conversation_claims, turns_of, with_speakers
from polybius.extract.dating import Dating
from polybius.extract.events import EventReader
from polybius.extract.figures import Figures
from polybius.extract.hints import parts_by_word
from polybius.extract.items import settle_items
from polybius.extract.learned import Advice, heed_sayings
from polybius.extract.mentions import find_mentions, label_names
from polybius.extract.name_runs import Geography
from polybius.extract.names import NameIndex
from polybius.extract.relations import find_relations
from polybius.extract.roles import RoleFinder
from polybius.extract.stances import find_stances
from polybius.extract.toponyms import find_toponyms
from polybius.ontology import Ontology


class Extractor:
    """Reads annotated documents with one ontology and one list of place names."""

    def __init__(self, ontology: Ontology, places: Geography) -> None:
        self._ontology, self._places = ontology, places
        self._names = NameIndex(ontology.entries.values())

    def extract(self, annotated: Annotated) -> Extraction:
        """Returns what a document says."""
        ontology = self._ontology
        parts = parts_by_word(annotated)
        mentions = find_mentions(annotated, ontology, self._names, self._places, parts)
        turns = turns_of(annotated.document.text)
        mentions = with_speakers(annotated, mentions, turns, ontology)
        annotated = label_names(annotated, mentions, self._places)
        roles = RoleFinder(annotated.tokens, mentions, ontology, self._places)
        reader = EventReader(annotated, ontology, roles, Advice(annotated, roles, parts))
        reader.prepare()
        figures = Figures(annotated, ontology, reader)
        figures.attach()
        dating = Dating(annotated, ontology, reader)
        dating.attach()
        settle_items(annotated, mentions, reader.seeds, dating.told)
        claims = find_claims(annotated, mentions, ontology, reader.speech_acts())
        claims += reader.complement_claims()
        claims += conversation_claims(annotated, mentions, turns)
        claims = heed_sayings(annotated, mentions, claims)
        claims += list(reader.advised_claims(claims))
        events = reader.drafts(claims)
        return Extraction(
            annotated=annotated,
            mentions=mentions.items,
            claims=tuple(claims),
            events=tuple(events),
            relations=tuple(find_relations(annotated, mentions, ontology, roles, claims)),
            stances=tuple(find_stances(annotated, ontology, roles, events, claims)),
            conditions=tuple(find_conditions(annotated, ontology, mentions.items, events, claims)),
            disputed=tuple(figures.disputed),
            times=tuple(dating.told),
            toponyms=find_toponyms(annotated, mentions.items, ontology, self._places),
        )


__all__ = ["Extractor", "Geography"]
