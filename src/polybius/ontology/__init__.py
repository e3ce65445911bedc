"""Knowledge as data: who there is, what words mean, how things are said. `load_ontology` is the way in."""

from polybius.ontology.load import Ontology, load_ontology, surface_forms
from polybius.ontology.types import Entry, Frame, Office, PersonNoun, Title

__all__ = ["Entry", "Frame", "Office", "Ontology", "PersonNoun", "Title", "load_ontology", "surface_forms"]
