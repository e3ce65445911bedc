"""Knowledge as data: who there is, what words mean, how things are said. `load_ontology` is the way in."""

from polybius.ontology.load import Ontology, load_ontology, surface_forms
from polybius.ontology.offices import Offices, is_active, meets
from polybius.ontology.types import Entry, Frame, Office, PersonNoun, Post, Term, Tie, Title

__all__ = [
    "Entry",
    "Frame",
    "Office",
    "Offices",
    "Ontology",
    "PersonNoun",
    "Post",
    "Term",
    "Tie",
    "Title",
    "is_active",
    "load_ontology",
    "meets",
    "surface_forms",
]
