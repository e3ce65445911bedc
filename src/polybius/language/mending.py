"""Sets right what the parser takes wrongly again and again, where words and commas decide.

The idea: each function below looks for one label of the parse, and moves a word only where the parse as it stands
cannot be right. Labels and tags are spaCy's, of the English models (ClearNLP dependencies, Penn Treebank tags).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc

DONE_TO = frozenset(
    "free release arrest detain kill wound injure torch loot seize abduct kidnap torture interrogate charge convict "
    "sentence jail imprison expel deport evacuate transfer rescue execute behead".split()
)  # nobody does these without an object
FINITE = frozenset({"VBD", "VBZ", "VBP"})
CLAUSAL = frozenset({"after", "before", "since", "until"})
GIVING = frozenset("give award pay send offer grant show tell teach deny lend hand".split())  # "be given arms"
WISHING = frozenset("demand insist urge ask propose recommend request order suggest".split())  # "that he leave"
ASKING = frozenset({"ask", "wonder", "question", "debate", "say"})  # "he asked, should they leave"
BLAMING = frozenset("blame accuse denounce condemn warn".split())
TELLING = BLAMING | WISHING | frozenset("deny refuse reject vow pledge promise".split())
CALLING = frozenset({"call", "appeal"})
HARMED = frozenset("kill wound injure arrest detain abduct kidnap behead displace imprison".split())
SAYS_ACTIVE = frozenset({"dobj", "ccomp", "dative", "aux", "auxpass", "prt"})  # or passive anyway
HEADLINES = frozenset("headline heading title banner caption slogan alias nickname codename pseudonym".split())
LONGEST_NAME = 4  # words
OFFICES = frozenset(
    "minister president governor mayor ambassador envoy commander chief spokesman spokeswoman director secretary head "
    "leader chairman chair chancellor premier prefect representative commissioner".split()
)
OWN = frozenset("house home wife husband son daughter brother sister father mother family body lawyer car".split())
SAYING = frozenset({"said", "says", "reported", "claimed", "announced", "confirmed", "added"})
STATES = frozenset("dead killed hurt injured wounded missing held arrested detained displaced feared".split())
SUSPECTED = "Suspected Alleged Presumed Unidentified Unknown Masked Hooded".split()
FOLLOWING = frozenset({"following", "next", "same", "previous"})
REPORTING = frozenset("say report claim announce confirm add warn insist state admit deny".split())
LISTED = frozenset({"dobj", "pobj", "appos", "conj"})
LONGEST_SPEAKERS = 12  # words between a comma and a verb of saying
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PARSE: list[int | str] = ["HEAD", "DEP", "TAG", "POS"]
THOUGHT = frozenset("think believe suspect presume assume say report know understand allege reckon".split())


def mend(doc: Doc) -> None:
    """Sets the parse of a block right, in place; leaves it as it was where a word would hang on itself."""
    parse: Any = doc.to_array(PARSE)
    for set_right in (
        _cut_at_semicolons, _mend_headlines, _mend_tolls, _mend_suspects, _mend_days, _mend_roots, _mend_openings,
        _mend_conjuncts, _mend_participles,
        _mend_victims, _mend_after, _mend_counts, _mend_missing, _mend_calls, _mend_whose, _mend_inversions,
        _mend_between, _mend_beliefs, _mend_contrasts, _mend_holders, _mend_speakers, _mend_joint_speakers,
        _mend_followers, _mend_terms,
    ):  # fmt: skip
        set_right(doc)
    if _hangs_on_itself(doc):
        doc.from_array(PARSE, parse)


def _hangs_on_itself(doc: Doc) -> bool:
    """Tells whether the way up from a word comes to no root."""
    above: Any = doc.to_array("HEAD").astype("int64")
    above += range(len(doc))
    top = above
    for _ in range(len(doc).bit_length()):
        top = top[top]  # twice as far up as before
    return bool((above[top] != top).any())


def _found(doc: Doc, attribute: str, *values: str) -> list[int]:
    """Returns the indexes of the words whose attribute has one of the values."""
    wanted = _numbers(values)
    return [at for at, number in enumerate(doc.to_array(attribute).tolist()) if number in wanted]


@cache
def _numbers(values: tuple[str, ...]) -> frozenset[int]:
    """Returns the numbers by which spaCy knows words, in any vocabulary; each mend asks for its own of every block."""
    from spacy.strings import get_string_id

    return frozenset(map(get_string_id, values))


def _cut_at_semicolons(doc: Doc) -> None:
    """Makes two sentences of "The army has left Goma, a diplomat said; Goma rejected the report": its word is its own.

    Where what is said stands behind who says it, the clause behind the mark may go on with it, and stays.
    """
    for at in _found(doc, "ORTH", ";"):
        sent = doc[at].sent
        across = [t for t in sent if t.dep_ != "punct" and (t.i < at) != (t.head.i < at)]
        if len(across) != 1 or sum(t.text == '"' for t in doc[sent.start : at]) % 2:
            continue
        clause, above = across[0], across[0].head
        alone = all(_has_own_subject(verb, at) for verb in (clause, above))
        behind = any(t.dep_ == "ccomp" and t != clause for t in above.rights)
        if above.dep_ != "ROOT" or above.lemma_ not in REPORTING or not alone or behind != (clause.i < at):
            continue
        left, right = sorted((clause, above), key=lambda verb: int(verb.i))
        for mark in [t for t in sent if t.dep_ == "punct" and (t.i <= at) != (t.head.i <= at)]:
            mark.head = left if mark.i <= at else right
        clause.head, clause.dep_ = clause, "ROOT"


def _has_own_subject(verb: Any, at: int) -> bool:
    """Tells whether a finite verb has a subject on its own side of a mark."""
    beside = (t for t in verb.children if (t.i < at) == (verb.i < at))
    return _is_finite(verb, "MD") and any(t.dep_ in {*SUBJECTS, "expl"} for t in beside)


def _is_finite(verb: Any, *helping: str) -> bool:
    """Tells whether a verb is finite, or what helps it; tags of more words that may help are told."""
    helps = (t.tag_ for t in verb.lefts if t.dep_ in {"aux", "auxpass"})
    return verb.tag_ in FINITE or any(tag in FINITE or tag in helping for tag in helps)


def _mend_headlines(doc: Doc) -> None:
    """Sets right 'An article under the headline "Rebels take Goma" said …': the article takes no town."""
    for at in _found(doc, "ORTH", '"'):
        mark = doc[at]
        if at == 0 or doc[at - 1].lower_ not in HEADLINES:
            continue
        end = next((t.i for t in doc[mark.i + 1 : mark.sent.end] if t.text == '"'), mark.i)
        quoted, above = range(mark.i + 1, end), doc[mark.i - 1]
        verb = next((doc[i] for i in quoted if doc[i].head.i not in quoted), None)
        if verb is None or above.head.i in quoted:
            continue
        if verb.dep_ == "appos" and verb.head.i < mark.i:
            verb.head = above  # 'a column, whose chief goes by the alias "Mi Pez", fled'
        if verb.dep_ != "ccomp" or verb.head.i < end or above.is_ancestor(verb.head):
            continue
        for word in [t for t in verb.lefts if t.i < mark.i]:
            word.head = verb.head
        verb.head, verb.dep_ = above, "appos"


def _mend_tolls(doc: Doc) -> None:
    """Sets right "Two dead as farmers and police clash over a pipeline": it is not the dead who clash."""
    for at in _found(doc, "LOWER", "as", "after", "when", "while"):
        led, dead = doc[at], doc[at].head
        noun, verb = next((t for t in led.rights if t.dep_ == "pobj"), None), dead.head
        state = next((t for t in dead.rights if t.lower_ in STATES and t.i < at), None)
        subject = dead.dep_ in SUBJECTS and verb.tag_ in FINITE and verb.i > at
        if noun is None or state is None or not subject:
            continue
        state.head, state.dep_ = (state, "ROOT") if verb.head == verb else (verb.head, verb.dep_)
        for word in [t for t in verb.lefts if t.i < at]:
            word.head = state
        dead.head, noun.head, noun.dep_ = state, verb, "nsubj"
        led.head, led.dep_, verb.head, verb.dep_ = verb, "mark", state, "advcl"


def _mend_suspects(doc: Doc) -> None:
    """Sets right "Suspected M23 fighters": the first word of a sentence is written so whatever it is."""
    for at in _found(doc, "ORTH", *SUSPECTED):
        word = doc[at]
        if word.is_sent_start and word.dep_ in {"compound", "nmod"} and word.head.i > at:
            word.dep_, word.pos_, word.tag_ = "amod", "ADJ", "JJ"


def _mend_days(doc: Doc) -> None:
    """Sets right "The following day gunmen abducted a priest": they are no day gunmen."""
    for at in _found(doc, "LOWER", "day", "night", "morning", "afternoon", "evening", "week", "month", "year"):
        day, people = doc[at], doc[at].head
        told = [t for t in (*people.lefts, *day.lefts) if t.i < at and t.dep_ in {"amod", "det"}]
        several = people.tag_ in {"NNS", "NNPS", "NNP"} and people.i == at + 1 and people.dep_ in SUBJECTS
        if day.dep_ == "compound" and several and FOLLOWING.intersection(t.lower_ for t in told):
            for word in told:
                word.head = day
            day.head, day.dep_ = people.head, "npadvmod"


def _mend_roots(doc: Doc) -> None:
    """Sets right "Vietnam, which has a quarrel of its own, called on both to stop": no noun is all that is said."""
    for at in _found(doc, "DEP", "acl"):
        verb, noun = doc[at], doc[at].head
        if noun.dep_ != "ROOT" or noun.pos_ not in {"NOUN", "PROPN"} or verb.tag_ not in {"VBD", "VBN"} or at < noun.i:
            continue
        clause = any(t.dep_ == "relcl" and t.i < at for t in noun.rights) and doc[verb.left_edge.i - 1].text == ","
        calls = verb.lemma_ == "call" and any(t.lower_ in {"on", "upon", "for"} for t in verb.rights)
        if clause or calls:
            for word in [t for t in noun.rights if t.i > at]:
                word.head = verb
            verb.head, verb.dep_, noun.head, noun.dep_ = verb, "ROOT", verb, "nsubj"


def _mend_openings(doc: Doc) -> None:
    """Sets right "In Goma, the governor, Karl Dorn, said": the parser takes the man for a second name of the town."""
    for at in _found(doc, "DEP", "prep"):
        prep, verb = doc[at], doc[at].head
        if at >= verb.i or not _is_finite(verb):
            continue
        subjects = [t for t in verb.lefts if t.dep_ in {"nsubj", "nsubjpass", "expl"}]
        own = next((t for t in prep.rights if t.dep_ == "pobj"), None)
        if own is None and not subjects:  # "According to a diplomat in Goma, the governor, Karl Dorn, has fled"
            own = next((t for t in prep.subtree if t.dep_ == "pobj" and _ends_in_apposition(t, verb)), None)
        place = own if own is not None else next((t for t in subjects if t.left_edge.i == prep.i + 1), None)
        beside = next((t for t in place.rights if t.dep_ == "appos"), None) if place is not None else None
        complete = own is not None and (subjects or verb.dep_ == "conj")
        if place is None or beside is None or beside.i > verb.i or complete:
            continue
        if own is None:
            place.head, place.dep_ = prep, "pobj"
        beside.head, beside.dep_ = verb, "nsubj"


def _ends_in_apposition(noun: Any, verb: Any) -> bool:
    """Tells whether a second name of a noun stands right before a verb, closed by a comma."""
    first = min([t.i for t in verb.lefts if t.dep_ in {"aux", "auxpass"}], default=verb.i)
    return any(t.dep_ == "appos" and t.right_edge.i == first - 2 for t in noun.rights)


def _mend_conjuncts(doc: Doc) -> None:
    """Sets right "He vowed that they would be punished and warned Kenya": what has an object is no passive, and what is
    past does not follow "would", nor "demanded that they leave", and who denies that his men fired blames others
    himself, as does who "said they had fired, but blamed others"; such a verb is joined to the one above.
    """
    for at in _found(doc, "DEP", "conj"):
        verb, first = doc[at], doc[at].head
        above = first.head
        if first.dep_ != "ccomp" or above.tag_ != "VBD" or above.i > first.i:
            continue
        led = {t.tag_ if t.dep_ == "aux" else t.dep_ for t in first.lefts}
        bare = (first.tag_ == "VB" and "MD" in led) or (first.tag_ in {"VB", "VBP"} and above.lemma_ in WISHING)
        past = bare and verb.tag_ == "VBD"
        active = first.tag_ == "VBN" and "auxpass" in led and any(t.dep_ in {"dobj", "ccomp"} for t in verb.rights)
        active &= verb.lemma_ not in GIVING
        whose = (w.tag_ for t in first.lefts if t.dep_ in SUBJECTS for w in t.lefts)
        past |= verb.lemma_ in BLAMING and verb.tag_ in {"VBD", "VBN"} and "PRP$" in whose
        apart = any(t.lower_ in {"but", ","} for t in first.rights if t.i < at)
        perfect = any(t.lower_ == "had" for t in first.lefts)
        past |= apart and perfect and verb.lemma_ in TELLING and verb.tag_ == "VBD"
        own = {t.dep_ for t in verb.lefts} & {"nsubj", "nsubjpass", "aux", "auxpass"}
        if (past or (active and verb.tag_ in {"VBD", "VBN"})) and not own:
            verb.head = above


def _mend_participles(doc: Doc) -> None:
    """Sets right "were detained at a roadblock and freed on bail": the freed freed nobody."""
    for at in _found(doc, "DEP", "conj"):
        verb, first = doc[at], doc[at].head
        passive = first.tag_ == "VBN" and any(t.dep_ == "auxpass" for t in first.lefts)
        alone = not any(t.dep_ in {"dobj", "ccomp", "nsubj", "aux"} for t in verb.children)
        if verb.tag_ == "VBD" and verb.lemma_ in DONE_TO and passive and alone:
            verb.tag_ = "VBN"


def _mend_victims(doc: Doc) -> None:
    """Sets right "- Three soldiers killed, two missing after a raid.": whoever kills kills somebody."""
    for at in _found(doc, "LEMMA", *HARMED):
        verb = doc[at]
        told = {t.dep_ for v in (verb, *verb.conjuncts) for t in v.children}
        if verb.tag_ in {"VBD", "VBN"} and verb.dep_ == "ROOT" and told.isdisjoint(SAYS_ACTIVE):
            verb.tag_ = "VBN"
            for subject in [t for t in verb.lefts if t.dep_ == "nsubj"]:
                subject.dep_ = "nsubjpass"


def _mend_after(doc: Doc) -> None:
    """Sets right "Six died and four fled after a column of rebels ambushed them": the column is no day."""
    for at in _found(doc, "DEP", "prep"):
        prep = doc[at]
        noun = next((t for t in prep.rights if t.dep_ == "pobj"), None) if prep.lower_ in CLAUSAL else None
        verb = doc[noun.right_edge.i + 1] if noun is not None and noun.right_edge.i + 1 < noun.sent.end else None
        if noun is None or verb is None or verb.tag_ not in FINITE or verb.dep_ not in {"conj", "ccomp", "advcl"}:
            continue
        led = any(t.dep_ in SUBJECTS for t in verb.lefts)
        if prep.head.i < verb.i and not led and not verb.is_ancestor(prep.head):
            noun.head, noun.dep_, verb.head, verb.dep_ = verb, "nsubj", prep.head, "advcl"
            prep.head, prep.dep_ = verb, "mark"


def _mend_counts(doc: Doc) -> None:
    """Sets right "treated 29 wounded" (the wounded wound nobody) and "two are dead and three wounded"."""
    for at in _found(doc, "LOWER", "wounded", "injured", "hurt"):
        hurt, number = doc[at], doc[max(at - 1, 0)]
        joined = number.tag_ == "CD" and number.dep_ == "conj" and number.head.pos_ in {"AUX", "VERB"}
        if joined and hurt.head == number:
            hurt.head, hurt.dep_, hurt.pos_, hurt.tag_ = number.head, "conj", "VERB", "VBN"
            for word in [number, *(t for t in number.rights if t.i > at)]:
                word.head = hurt
            number.dep_ = "nsubjpass"
        counted = number.tag_ == "CD" and number.dep_ in {"dobj", "pobj"}
        if counted and hurt.dep_ in {"advcl", "acl", "ccomp"} and not any(True for _ in hurt.lefts):
            hurt.head, hurt.dep_, hurt.pos_, hurt.tag_ = number.head, number.dep_, "NOUN", "NNS"
            number.head, number.dep_ = hurt, "nummod"


def _mend_missing(doc: Doc) -> None:
    """Sets right "six died and four are missing": whoever is missing misses nobody."""
    for at in _found(doc, "LOWER", "missing"):
        gone = doc[at]
        be = next((t for t in gone.lefts if t.dep_ == "aux" and t.lemma_ == "be"), None)
        if be is None or gone.tag_ != "VBG" or any(t.dep_ == "dobj" for t in gone.rights):
            continue
        be.head, be.dep_ = (be, "ROOT") if gone.head == gone else (gone.head, gone.dep_)
        for word in [t for t in gone.children if t != be]:
            word.head = be
        gone.head, gone.dep_, gone.pos_, gone.tag_ = be, "acomp", "ADJ", "JJ"


def _mend_calls(doc: Doc) -> None:
    """Sets right "called on Rwanda on Monday to withdraw": not the caller withdraws."""
    for at in _found(doc, "DEP", "advcl"):
        deed, call = doc[at], doc[at].head
        before = [t for t in call.rights if t.i < at and t.lower_ in {"on", "upon", "to"}]
        asked = call.lemma_ in CALLING and any(o.dep_ == "pobj" for t in before for o in t.rights)
        if asked and deed.tag_ == "VB" and any(t.lower_ == "to" and t.dep_ == "aux" for t in deed.lefts):
            deed.dep_ = "xcomp"


def _mend_whose(doc: Doc) -> None:
    """Sets right "Dane, whose brigade, the 13th, holds the road": the parser takes the brigade for another man."""
    for at in _found(doc, "TAG", "WP$"):
        thing, owner = doc[at].head, doc[at].head.head
        if owner.dep_ == "relcl" and thing.dep_ in SUBJECTS and thing.lemma_ in OWN:
            owner.head = _described(owner.head)
        if thing.dep_ not in {"appos", "relcl"} or not owner.i < at < thing.i:
            continue
        below = {t.i for t in thing.subtree}
        after = (t for t in doc[thing.i + 1 : thing.sent.end] if t.i not in below and t.pos_ in {"VERB", "AUX"})
        verb = next(after, None)
        if verb is None or not (verb.tag_ in FINITE or verb.tag_ == "MD"):
            continue
        verb = verb.head if verb.dep_ in {"aux", "auxpass"} else verb
        subjects = [t for t in verb.children if t.dep_ in SUBJECTS]
        if verb.head == verb or any(t != owner for t in subjects) or (owner in verb.subtree and owner not in subjects):
            continue
        if owner in subjects:
            owner.head, owner.dep_ = verb.head, "dobj" if verb.head.pos_ == "VERB" else "dep"
        verb.head, verb.dep_ = owner, "relcl"
        passive = any(t.dep_ == "auxpass" for t in verb.lefts)
        thing.head, thing.dep_ = verb, "nsubjpass" if passive else "nsubj"
        for beside in [t for t in owner.rights if t.dep_ == "appos" and thing.i < t.i < verb.i]:
            beside.head = thing


def _described(noun: Any) -> Any:
    """Returns who a phrase is said of: "Bera, a minister and a leader of the Front, whose house …" is of Bera."""
    top = noun
    while top.dep_ in {"pobj", "prep", "conj", "appos"} and (top.dep_ != "prep" or top.lower_ == "of"):
        if top.dep_ == "appos":
            return top.head if top.head.pos_ == "PROPN" else noun
        top = top.head
    return noun


def _mend_inversions(doc: Doc) -> None:
    """Sets right "aid will be frozen should they fight": what stands behind "should" is only the condition."""
    for at in _found(doc, "TAG", "MD"):
        should, verb = doc[at], doc[at].head
        inverted = any(t.dep_ in SUBJECTS and at < t.i < verb.i for t in verb.lefts)
        if should.text != "should" or not inverted or verb.dep_ == "advcl":
            continue
        above = [verb] if verb.head == verb else [verb, verb.head]
        said = (t for v in above for t in v.children if t.dep_ == "ccomp" and t.i < at and t != verb)
        matter = max(said, default=None, key=lambda t: t.i)
        if matter is None:
            if verb.dep_ == "ccomp" and verb.head.i < at and verb.head.lemma_ not in ASKING:
                verb.dep_ = "advcl"
            continue
        if matter.head != verb and verb.is_ancestor(matter):
            continue
        if matter.head == verb:
            root, place = verb.head == verb, (verb.head, verb.dep_)
            for word in [t for t in verb.lefts if t.i < at and t != matter]:
                word.head = matter
            matter.head, matter.dep_ = (matter, "ROOT") if root else place
        verb.head, verb.dep_ = matter, "advcl"


def _mend_between(doc: Doc) -> None:
    """Sets right "Clashes between the Vela Front (VF) and the army went on": not the army alone goes on."""
    for at in _found(doc, "ORTH", "between"):
        one = next((t for t in doc[at].rights if t.dep_ == "pobj"), None)
        joined = next((t for t in one.rights if t.dep_ == "cc"), None) if one is not None else None
        if one is None or joined is None or any(t.dep_ == "conj" for t in one.rights):
            continue
        subjects = (t for t in doc[joined.i + 1 : one.sent.end] if t.dep_ in SUBJECTS and t.i < t.head.i)
        other = next((t for t in subjects if t.left_edge.i == joined.i + 1), None)
        if other is not None:
            other.head, other.dep_ = one, "conj"


def _mend_beliefs(doc: Doc) -> None:
    """Sets right "On Monday men believed to be rebels attacked Goma": the men attacked, and believed nothing."""
    for at in _found(doc, "DEP", "ccomp"):
        verb, thought = doc[at], doc[at].head
        man = next((t for t in thought.lefts if t.dep_ == "nsubj"), None)
        led = any(t.dep_ in {"nsubj", "nsubjpass", "expl", "aux", "auxpass"} for t in verb.lefts)
        to = any(t.dep_ == "xcomp" and t.i < at for t in thought.rights)
        if thought.lemma_ not in THOUGHT or verb.tag_ not in FINITE or man is None or led or not to or thought.i > at:
            continue
        verb.head, verb.dep_ = (verb if thought.head == thought else thought.head), thought.dep_
        for word in [*thought.lefts, *(t for t in thought.rights if t.i > at)]:
            word.head = verb
        thought.head, thought.dep_ = man, "acl"


def _mend_contrasts(doc: Doc) -> None:
    """Sets right "the army, not the rebels, shelled the town": who is named as not meant is no second name."""
    for at in _found(doc, "DEP", "appos"):
        other = doc[at]
        before = doc[max(other.left_edge.i - 1, 0)]
        if before.lower_ == "not":
            other.dep_, before.head = "conj", other


def _mend_holders(doc: Doc) -> None:
    """Sets right "the minister of Chad, Karl Dorn, and the mayor of Goma, Ana Bera, met": Dorn is no second Chad."""
    for at in _found(doc, "LOWER", *OFFICES):
        office = doc[at]
        of = doc[at + 1] if office.tag_ in {"NN", "NNP"} and at + 1 < len(doc) else None
        place = next((t for t in of.rights if t.dep_ == "pobj"), None) if of is not None and of.lower_ == "of" else None
        if place is None or place.i + 1 >= len(doc) or doc[place.i + 1].text != ",":
            continue
        end = next((i for i in range(place.i + 2, office.sent.end) if doc[i].tag_ != "NNP"), len(doc))
        name = doc[end - 1]
        closed = end < len(doc) and doc[end].text == ","
        if not closed or not 2 <= end - place.i - 2 <= LONGEST_NAME or name.head not in {place, of}:
            continue
        if office.is_ancestor(name):
            for word in [t for t in name.rights if t.dep_ in {"conj", "cc", "punct"}]:
                word.head = office
            name.head, name.dep_ = office, "appos"


def _mend_speakers(doc: Doc) -> None:
    """Sets right "…, killing nine people, the governor of Goma said": an apposition would be closed by a comma."""
    for at in _found(doc, "DEP", "appos"):
        beside, first = doc[at], doc[at].head
        verb, before = first.head, first.left_edge.i - 1
        if first.dep_ != "nsubj" or not first.i < at < verb.i or before < 0 or doc[beside.left_edge.i - 1].text != ",":
            continue
        governor = doc[before]
        own = {t.dep_ for t in governor.children}
        closed = any(t.text == "," for t in doc[beside.right_edge.i + 1 : verb.i])
        if closed or governor.pos_ not in {"VERB", "ADP"} or own & {"dobj", "pobj"}:
            continue
        inverted = governor.tag_ in FINITE and "nsubj" not in own  # "says the Chamber, …"
        first.head, first.dep_ = governor, "nsubj" if inverted else "dobj" if governor.pos_ == "VERB" else "pobj"
        beside.head, beside.dep_ = verb, "nsubj"


def _mend_joint_speakers(doc: Doc) -> None:
    """Sets right "…, abducting nine, residents and an official said": no residents were abducted."""
    for at in _found(doc, "LOWER", *SAYING):
        verb, sent = doc[at], doc[at].sent
        comma = next((i for i in range(at - 1, sent.start, -1) if doc[i].text == ","), None)
        if comma is None or at - comma > LONGEST_SPEAKERS or any(t.dep_ in SUBJECTS for t in verb.children):
            continue
        between, root = doc[comma + 1 : at], sent.root
        tops = [t for t in between if t.head.i <= comma]
        joined = len(tops) == 1 and tops[0].dep_ in {"conj", "appos"} and tops[0].head.dep_ in LISTED
        last = verb == root or (verb.head == root and root.i < comma)
        more = any(t.dep_ in {"ccomp", "xcomp"} and t.i > at for t in verb.children)  # "a priest said to be ill"
        if not joined or not last or more or any(t.pos_ in {"VERB", "AUX", "SCONJ"} for t in between):
            continue
        tops[0].head, tops[0].dep_ = verb, "nsubj"
        if verb != root:
            verb.head, verb.dep_, root.head, root.dep_ = verb, "ROOT", verb, "ccomp"


def _mend_followers(doc: Doc) -> None:
    """Sets right "Supporters of a candidate, Karl Dorn, set fire": several people are no Karl Dorn."""
    for at in _found(doc, "DEP", "appos"):
        name, people = doc[at], doc[at].head
        of = next((t for t in people.rights if t.lower_ == "of"), None)
        leader = next((t for t in of.rights if t.dep_ == "pobj"), None) if of is not None else None
        alone = leader is not None and leader.tag_ == "NN" and not any(t.dep_ == "conj" for t in leader.rights)
        beside = leader is not None and name.left_edge.i == leader.right_edge.i + 2
        one = name.tag_ == "NNP" and not any(t.dep_ == "conj" for t in name.rights)
        if people.tag_ == "NNS" and alone and beside and one and leader is not None:
            name.head = leader


def _mend_terms(doc: Doc) -> None:
    """Sets right "gave the miners 72 hours to leave": it is the miners who leave."""
    for at in _found(doc, "LEMMA", "hour", "day", "week", "month", "fortnight", "minute"):
        term, verb = doc[at], doc[at].head
        given = verb.lemma_ == "give" and term.dep_ == "dobj" and any(t.dep_ == "dative" for t in verb.rights)
        for deed in [t for t in verb.rights if given and t.dep_ == "advcl" and t.tag_ == "VB" and t.i > at]:
            deed.dep_ = "xcomp"
