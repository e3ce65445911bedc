"""Tokens -> segments: stretches that are names, with the titles that stand before them.

A segment is a known form, or a run of proper nouns; "US Secretary of Defense Jim Matthis" is the known form "US" and a
run "Jim Matthis" titled "Secretary of Defense".
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from polybius.annotated import Token
from polybius.extract.names import HYPHENS, WATERS, NameMatch
from polybius.model import ActorKind
from polybius.ontology import Ontology, Title

PARTICLES = frozenset(
    "al el an ash as ad bin bint ibn abu van von der den de da do dos del della di la le du ul ur e y ould ag".split()
)
ONLY_HYPHENATED = frozenset({"an", "as", "ash", "ad"})
BEFORE_HYPHEN = ONLY_HYPHENATED | {"al", "el", "at", "ar", "az"}
OF_MANY = frozenset(
    "people peoples workers women men children farmers teachers students lord nation youth soldiers".split()
)
BODY_WORDS = frozenset("directorate chamber panel centre center staff".split())  # beside the `organisation_words`
ORGANISATION_KINDS: Mapping[str, ActorKind] = {
    **dict.fromkeys(
        ("army", "navy", "guard", "guards", "corps", "command", "brigade", "battalion", "regiment", "division",
         "squadron", "force", "forces"),
        ActorKind.MILITARY,
    ),
    **dict.fromkeys(("brigades", "militia", "front", "resistance"), ActorKind.ARMED_GROUP),
    **dict.fromkeys(("party", "congress"), ActorKind.PARTY),
    **dict.fromkeys(
        ("ministry", "police", "government", "court", "parliament", "senate", "department", "embassy", "consulate",
         "authority", "administration", "assembly"),
        ActorKind.GOVERNMENT,
    ),
}  # fmt: skip
BODIES = frozenset(
    {ActorKind.OUTLET, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP, ActorKind.MILITARY, ActorKind.PARTY}
)
RISEN = frozenset("liberation salvation resistance revolutionary insurgent".split())  # "the Vela Liberation Army"
MIDDLE = 3  # words: two before such a word and one behind
LEAST_NAMES = 2  # without a title, before a last name that is also a word for people of a country
QUOTED_NAME = 12  # tokens
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)", re.IGNORECASE)
UNITS = frozenset(
    "brigade battalion regiment division corps company squadron fleet force group unit sector command committee"
    " front army region zone wing".split()
)  # "Battalion 112"
SHIPS = frozenset(
    "USS USNS USCGC HMS HMAS HMCS HMNZS HNLMS HDMS INS ITS ROKS KRI TCG PNS BRP RFS".split()
)  # men-of-war
LINKING = frozenset("of for the and in on to against de du des la".split())  # they lend no initial
LONGEST_TITLE = 6
ALSO_NAMES = frozenset("abbot baron bishop cardinal dean duke judge king mufti pope prince sheikh sultan".split())


@dataclass(frozen=True, slots=True)
class Segment:
    """Tokens `first` to `last` (exclusive); the title starts at `title_first` (= `first` where there is none)."""

    first: int
    last: int
    match: NameMatch | None = None
    title: Title | None = None
    title_text: str | None = None
    title_first: int = -1

    @property
    def sort(self) -> str | None:
        """How the known form names its entry: `name`, `demonym` or `metonym`."""
        return self.match.sort if self.match else None


def find_segments(words: Sequence[Token], matches: Sequence[NameMatch], ontology: Ontology) -> list[Segment]:
    """Returns the names of a sentence in the order of the text."""
    if not words:
        return []
    titles = dict(_titles(words, ontology))
    known = {m.first: m for m in matches}
    quoted = [*_quoted_names(words), *(s for s in _abbreviated_names(words) if s.last + 1 not in known)]
    known = {first: m for first, m in known.items() if not any(q.first <= first < q.last for q in quoted)}
    found = [
        s
        for s in _segments(words, known, titles, ontology)
        if not any(q.first < s.last and s.first < q.last for q in quoted)
    ]
    joined = sorted([*found, *quoted], key=lambda s: s.first)
    return [s for s in _titled(words, joined, titles, ontology) if s.first < s.last and not _is_number(words, s)]


def _is_number(words: Sequence[Token], segment: Segment) -> bool:
    """ "USS Mahan (DDG 72)", "the resolution (UNSCR 2254)": letters and a number in brackets name nobody."""
    first, last = segment.first - words[0].index, segment.last - words[0].index
    around = [w.text for w in (*words[max(0, first - 1) : first], *words[last : last + 2])]
    return len(around) == 3 and (around[0], around[2]) == ("(", ")") and around[1].isdigit()


def _quoted_names(words: Sequence[Token]) -> Iterator[Segment]:
    """ "the “Movement of the Party of God”": a long name in inverted commas is one name."""
    marks = [i for i, w in enumerate(words) if w.text in {'"', "``", "''"}]
    for opening, closing in pairwise(marks):
        inside = words[opening + 1 : closing]
        capitals = sum(w.text[0].isupper() for w in inside)
        titled = 3 <= len(inside) <= QUOTED_NAME and capitals >= 0.5 * len(inside) and inside[0].text[0].isupper()
        if titled and not any(w.tag in {"VBZ", "VBP", "VBD", "MD"} for w in inside):
            yield Segment(inside[0].index, inside[-1].index + 1, title_first=inside[0].index)


def _abbreviated_names(words: Sequence[Token]) -> Iterator[Segment]:
    """ "the Front for Clean Polls (FCP)": where initials say how far back a name goes (Schwartz and Hearst 2003)."""
    for i, word in enumerate(words[1:-2], 1):
        short = words[i + 1].text
        if word.text != "(" or words[i + 2].text != ")" or not (short.isupper() and short.isalpha() and len(short) > 2):
            continue
        letters, first = short, i
        while letters and first > 0:
            first -= 1
            if words[first].text[0] == letters[-1]:
                letters = letters[:-1]
            elif words[first].lower not in LINKING:
                break
        linked = any(w.lower in LINKING for w in words[first:i])
        if not letters and linked and words[first].text[0] == short[0]:
            yield Segment(words[first].index, word.index, title_first=words[first].index)


def _titles(words: Sequence[Token], ontology: Ontology) -> Iterator[tuple[int, tuple[int, Title]]]:
    """Yields first token -> (last token, title) for the longest titles, adjoining ranks joined ("Maj. Gen.")."""
    lower, i = [word.lower for word in words], 0
    while i < len(words):
        longest = min(LONGEST_TITLE, len(words) - i) if lower[i] in ontology.title_starts else 0
        for size in range(longest, 0, -1):
            title = ontology.titles.get(" ".join(lower[i : i + size]).replace(" - ", "-"))
            if title and not (size == 1 and _is_no_title(words, i, title, ontology)):
                yield words[i].index, (words[i].index + size, title)
                i += size - 1
                break
        i += 1


def _is_no_title(words: Sequence[Token], i: int, title: Title, ontology: Ontology) -> bool:
    """Tells whether a title of one word is part of a name here."""
    middle = title.honorific and _is_middle(words, i, ontology)
    return middle or _begins_body(words[i + 1 : i + 2], ontology) or _is_surname(words, i)


def _is_surname(words: Sequence[Token], i: int) -> bool:
    """ "Dina Mufti, the spokesman": the last word of a name that nobody goes by before a name."""
    first, behind = words[max(i - 1, 0)], words[i + 1 : i + 2]
    name = first.dep == "compound" and first.head == words[i].index and first.tag == "NNP"
    return words[i].lower in ALSO_NAMES and name and not (behind and behind[0].text[0].isupper())


def _is_middle(words: Sequence[Token], i: int, ontology: Ontology) -> bool:
    """ "General Zakaria Cheikh Ibrahim": a word that some are addressed by, in the midst of a name."""
    before, behind = words[max(i - 2, 0) : i], words[i + 1 : i + 2]
    name = [w for w in (*before, *behind) if w.tag == "NNP" and w.text.istitle()]
    return len(name) == MIDDLE and before[-1].lower not in ontology.titles


def _begins_body(after: Sequence[Token], ontology: Ontology) -> bool:
    """ "the General Staff", "the General Command": no general."""
    return bool(after) and after[0].text[0].isupper() and _is_body(after[0], ontology)


def _is_body(word: Token, ontology: Ontology) -> bool:
    return word.lower in BODY_WORDS or word.lower in ontology.cues["organisation_words"]


def _goes_on(word: Token, ontology: Ontology) -> bool:
    return _is_body(word, ontology) or word.lower in WATERS


def _segments(
    words: Sequence[Token], known: dict[int, NameMatch], titles: dict[int, tuple[int, Title]], ontology: Ontology
) -> Iterator[Segment]:
    base, i = words[0].index, 0
    while i < len(words):
        token = words[i]
        match = known.get(token.index)
        if match:
            yield Segment(match.first, match.last, match, title_first=match.first)
            i = match.last - base
        elif token.index in titles:
            i = titles[token.index][0] - base
        elif _starts_name(words, start := _behind_start(words, i), ontology):
            end = _run_end(words, start, known, titles, ontology)
            surname = known.get(base + _after_particles(words, end)) if end < len(words) else None
            if surname is not None and ontology.entries[surname.keys[0]].kind is ActorKind.PERSON:
                yield Segment(token.index, surname.last, surname, title_first=token.index)  # "Abdel Fattah al-Burhan"
                i = surname.last - base
                continue
            least = 1 if token.index in {last for last, _ in titles.values()} else LEAST_NAMES
            if surname is not None and _is_last_name(words[i:end], surname, words[end + 1 : end + 2], least):
                end += 1  # "Trinh Quang Thai"
            yield Segment(token.index, base + end, title_first=token.index)
            i = end
        else:
            i += 1


def _is_last_name(names: Sequence[Token], match: NameMatch, after: Sequence[Token], least: int) -> bool:
    """Tells whether a word for people of a country ends a person's name, whose first words hang on it."""
    hang = len(names) >= least and all(w.dep == "compound" for w in names) and names[-1].head == match.first
    heads = not after or after[0].pos not in {"NOUN", "PROPN", "ADJ"}
    return match.sort == "demonym" and match.last == match.first + 1 and hang and heads


def _starts_name(words: Sequence[Token], i: int, ontology: Ontology) -> bool:
    token = words[i]
    if i == 0 and len(words) > 1 and not words[1].text[0].isupper() and _names_people(token, ontology):
        return False
    proper = token.pos == "PROPN" and token.text[0].isupper() and token.tag in {"NNP", "NNPS"}
    if (
        not proper
        and 0 < i < len(words) - 1
        and token.text[0].isupper()
        and token.pos in {"VERB", "ADJ", "ADP", "INTJ"}
    ):
        proper = words[i - 1].text == "," and words[i + 1].tag == "NNP"  # "its spokesman, Saw Htoo Wah"
    return proper and token.lower.rstrip(".") not in ontology.cues["calendar_words"]


def _behind_start(words: Sequence[Token], i: int) -> int:
    """ "the 36th Brigade", "the 224 Brigade", "the 16th and 25th Brigades", "al-Hajri": where a name goes on behind
    what may begin it.
    """
    end = i
    if words[i].lower in BEFORE_HYPHEN and i + 2 < len(words) and words[i + 1].text in HYPHENS:
        return i + 2
    if words[i].text.isdigit() and any(t.lower in UNITS and t.text.istitle() for t in words[i + 1 : i + 2]):
        return i + 1
    while end < len(words) - 1 and ORDINAL.fullmatch(words[end].text):
        end += 1
        joined = words[end].lower in {"and", ","} and end + 1 < len(words)
        end += joined and bool(ORDINAL.fullmatch(words[end + 1].text))
    return end


def _names_people(token: Token, ontology: Ontology) -> bool:
    """ "Guerrillas attacked the town": a common noun that only stands first."""
    lower = token.lower
    return token.tag in {"NNP", "NNPS"} and lower.endswith("s") and lower[:-1] in ontology.people


def _run_end(
    words: Sequence[Token],
    i: int,
    known: dict[int, NameMatch],
    titles: dict[int, tuple[int, Title]],
    ontology: Ontology,
) -> int:
    end = i + 1
    while end < len(words):
        token = words[end]
        if token.index in known or (token.index in titles and token.lower != "general"):
            break
        after = _after_particles(words, end)
        numbered = token.text.isdigit() and words[end - 1].lower in UNITS
        if numbered or _starts_name(words, end, ontology):
            end += 1
        elif (
            token.tag == "POS"
            and words[end - 1].lower in OF_MANY
            and end + 1 < len(words)
            and words[end + 1].text[0].isupper()
        ):
            end += 2  # "the People's Front", not "Iran's Majlis"
        elif after > end and not any(w.index in known for w in words[end : after + 1]):
            end = after + 1
        elif _goes_on(words[end - 1], ontology) and (named := _behind_of(words, end, {**known, **titles}, ontology)):
            end = named  # "the Ministry of Defence", "the Centre for Peace", "the Gulf of Aden"
        else:
            break
    return end


def _behind_of(words: Sequence[Token], i: int, known: Container[int], ontology: Ontology) -> int:
    """Returns where a name goes on behind "of the" or "for" at `i` and a word that is no known name, else 0."""
    at = i + 1 + (i + 1 < len(words) and words[i + 1].lower == "the")
    if words[i].lower not in {"of", "for"} or at >= len(words) or words[at].index in known:
        return 0
    if words[at].dep == "compound" and any(_are_bodies(w, ontology) for w in words if w.index == words[at].head):
        return 0  # "the Joint Force of Darfur movements"
    return at + 1 if _starts_name(words, at, ontology) else 0


def _are_bodies(word: Token, ontology: Ontology) -> bool:
    noun = ontology.people.get(word.lemma)
    return word.tag == "NNS" and noun is not None and noun.kind in BODIES


def _after_particles(words: Sequence[Token], i: int) -> int:
    """Returns where a name goes on behind "-", "al-", "bin", "van der"; `i` where none stands or no name follows."""
    end = i
    while end < len(words) - 1 and (words[end].text in HYPHENS or words[end].lower in PARTICLES):
        article = words[end].lower in ONLY_HYPHENATED  # "an-Nur", but not "as President"
        if article and words[end + 1].text not in HYPHENS:
            return i
        end += 1
    return end if words[end].text[0].isupper() and words[end].tag != "CD" else i


def _titled(
    words: Sequence[Token], segments: Sequence[Segment], titles: dict[int, tuple[int, Title]], ontology: Ontology
) -> Iterator[Segment]:
    """Joins each title to the name that follows it at once."""
    ends = {last: (first, title) for first, (last, title) in titles.items()}
    base = words[0].index
    for segment in segments:
        first, title = segment.first, None
        if not _may_bear_title(segment, ontology):
            yield segment
            continue
        while first in ends:
            first, outer = ends[first]
            title = title or outer
            title = outer if title.rank and not outer.rank else title
        while first > base and words[first - base - 1].lower in ontology.title_modifiers and title:
            first -= 1
        if title is None:
            yield segment
            continue
        text = " ".join(w.text for w in words[first - base : segment.first - base])
        yield replace(segment, title=title, title_text=text, title_first=first)


def _may_bear_title(segment: Segment, ontology: Ontology) -> bool:
    if segment.match is None:
        return True
    return ontology.entries[segment.match.keys[0]].kind is ActorKind.PERSON


def kind_of_body(words: Sequence[str]) -> ActorKind:
    """Returns what a name in lower-case words, the last or first of which is a word for a body, is the name of."""
    kind = ORGANISATION_KINDS.get(words[-1], ORGANISATION_KINDS.get(words[0], ActorKind.ORGANISATION))
    return ActorKind.ARMED_GROUP if kind is ActorKind.MILITARY and RISEN & set(words) else kind


def described_body(tokens: Sequence[Token], first: int, head: Token, ontology: Ontology) -> ActorKind | None:
    """ "the oil company Norvik", "the daily El Salar", "HMS Sutton": the kind of body that a name follows."""
    if tokens[first].text in SHIPS and first < head.index:
        return ActorKind.MILITARY
    noun = tokens[first - 1] if first else None
    founded = head.dep == "nsubj" and tokens[head.head].dep in {"relcl", "ccomp"} and tokens[head.head].tag != "VBZ"
    if noun is None or noun.tag not in {"NN", "JJ"} or not noun.text.islower() or (founded and noun.head != head.index):
        return None  # "told the newspaper Kadro had fled"
    before = tokens[first - 2].lower if first > 1 else ""
    known = ontology.people.get(f"{before} {noun.lower}") or ontology.people.get(noun.lower)
    return known.kind if known is not None and known.kind in BODIES and not known.site else None
