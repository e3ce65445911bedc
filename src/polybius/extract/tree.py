"""Ways through a parse: children by label, subtrees, the clause a word stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from polybius.annotated import Token
from polybius.model import Span

LEAVING = frozenset({"leave", "have", "get", "see", "find", "report", "keep"})
PASSIVE = frozenset({"nsubjpass", "csubjpass"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
INSIDE = frozenset({"compound", "amod", "nmod", "npadvmod", "advmod"})


def is_inside(token: Token) -> bool:
    """Tells whether a word only modifies one behind it."""
    return token.dep in INSIDE and token.head > token.index


def children(tokens: Sequence[Token], token: Token, *deps: str) -> list[Token]:
    """Returns the children of a token that bear one of the labels (all of them without labels)."""
    if not token.children:
        return []
    found = [tokens[index] for index in token.children]
    return [child for child in found if child.dep in deps] if deps else found


def child(tokens: Sequence[Token], token: Token, *deps: str) -> Token | None:
    """Returns the first child with one of the labels."""
    for index in token.children:
        if tokens[index].dep in deps:
            return tokens[index]
    return None


def is_infinitive(tokens: Sequence[Token], verb: Token) -> bool:
    """Tells whether a verb stands with "to": "called for the fish to be barred"."""
    return any(c.lower == "to" for c in children(tokens, verb, "aux"))


def subtree(tokens: Sequence[Token], token: Token) -> list[Token]:
    """Returns the token and everything below it, in the order of the text."""
    found, waiting = [], [token]
    while waiting:
        current = waiting.pop()
        found.append(current)
        waiting.extend(tokens[i] for i in current.children)
    return sorted(found, key=lambda t: t.index)


def subtree_span(tokens: Sequence[Token], token: Token) -> Span:
    """Returns the characters from the first to the last word below a token, closing punctuation left out."""
    words = subtree(tokens, token)
    while len(words) > 1 and words[-1].pos == "PUNCT":
        words.pop()
    while len(words) > 1 and words[0].pos == "PUNCT":
        words.pop(0)
    return Span(words[0].start, words[-1].end)


def told_span(tokens: Sequence[Token], token: Token) -> Span:
    """Returns what is below a token but for a relative clause behind a comma at its end: "asked for arms against the
    rebels, who hold Goma" does not ask that they hold it.
    """
    words = subtree(tokens, token)
    for clause in (w for w in words if w.dep == "relcl"):
        inner = subtree(tokens, clause)
        before = tokens[inner[0].index - 1]
        if before.text == "," and before.index > token.index and inner[-1].index >= words[-1].index - 1:
            return Span(words[0].start, tokens[before.index - 1].end)
    return subtree_span(tokens, token)


def is_foremost(tokens: Sequence[Token], token: Token) -> bool:
    """Tells whether a word is the subject of a clause that is no relative or adverbial one; "while the army says …"
    stands beside its main clause.
    """
    clause = tokens[token.head]
    below = clause.dep in {"relcl", "advcl", "acl"} and not any(
        t.lower in {"while", "whereas"} for t in children(tokens, clause, "mark")
    )
    return token.dep in SUBJECTS and not below


def ancestors(tokens: Sequence[Token], token: Token) -> Iterator[Token]:
    """Yields what governs a token, nearest first."""
    while token.head != token.index:
        token = tokens[token.head]
        yield token


def conjuncts(tokens: Sequence[Token], token: Token) -> Iterator[Token]:
    """Yields the token and all that are joined to it by "and" or "or", nobody of "but not the president"."""
    waiting = [token]
    while waiting:
        current = waiting.pop()
        yield current
        joined = children(tokens, current, "conj")
        waiting += [c for c in reversed(joined) if c.pos in {"VERB", "AUX"} or not is_excluded(tokens, c)]


def is_excluded(tokens: Sequence[Token], word: Token) -> bool:
    """Tells whether a phrase is named as what it is not: "but not the president", "rather than to the ministry"."""
    before = tokens[word.index - 1].lower if word.index else ""
    return before in {"than", "not"} or any(c.index < word.index for c in children(tokens, word, "neg"))


def conjunct_root(tokens: Sequence[Token], token: Token) -> Token:
    """Returns the first member of the coordination that a token stands in; "not the army" stands in none."""
    while token.dep == "conj" and token.head != token.index:
        if token.pos not in {"VERB", "AUX"} and is_excluded(tokens, token):
            break
        token = tokens[token.head]
    return token


def is_passive(tokens: Sequence[Token], verb: Token) -> bool:
    """Tells whether a verb form is passive: by its auxiliary or subject, or as a bare participle after its noun."""
    while verb.tag == "VBN" and verb.dep == "conj" and not _says_passive(tokens, verb):
        head = tokens[verb.head]
        own_auxiliary = any(tokens[i].dep == "aux" for i in verb.children)
        if own_auxiliary or head.pos not in {"VERB", "AUX"}:
            return False
        verb = head
    return _says_passive(tokens, verb) or _is_bare_participle(tokens, verb)


def _says_passive(tokens: Sequence[Token], verb: Token) -> bool:
    return any(tokens[i].dep in PASSIVE or tokens[i].dep == "auxpass" for i in verb.children)


def _is_bare_participle(tokens: Sequence[Token], verb: Token) -> bool:
    left = verb.dep in {"ccomp", "xcomp"} and tokens[verb.head].lemma in LEAVING  # "left three people injured"
    if verb.tag != "VBN" or not (left or verb.dep in {"acl", "amod", "advcl", "ROOT", "oprd", "pcomp"}):
        return False
    if verb.dep == "ROOT" and any(tokens[i].dep in {"nsubj", "dobj"} for i in verb.children):
        return False
    return not any(tokens[i].lemma in {"have", "'ve"} and tokens[i].dep == "aux" for i in verb.children)


def prepositions(tokens: Sequence[Token], token: Token) -> Iterator[tuple[Token, Token]]:
    """Yields (preposition, object) for each phrase below a word; "out of" and "close to" count by the last.

    "According to" is left out: it names a source, no party to the deed.
    """
    for prep in children(tokens, token, "prep", "agent", "dative", "prt", "advmod"):
        if prep.lower != "according" and not is_excluded(tokens, prep):
            yield from prepositions_of(tokens, prep)


def prepositions_of(tokens: Sequence[Token], prep: Token) -> Iterator[tuple[Token, Token]]:
    """Yields (preposition, object) of one preposition, its inner prepositions and joined objects included."""
    waiting = [prep]
    while waiting:
        current = waiting.pop(0)
        for inner in children(tokens, current):
            if inner.dep in {"pobj", "pcomp"}:
                for joined in conjuncts(tokens, inner):
                    yield current, joined
            elif inner.dep == "prep" or (inner.dep == "conj" and inner.pos == "ADP"):
                waiting.append(inner)


def clause_verb(tokens: Sequence[Token], token: Token) -> Token | None:
    """Returns the verb of the clause that a token stands in (the token itself if it is one)."""
    if token.pos in {"VERB", "AUX"}:
        return token
    return next((a for a in ancestors(tokens, token) if a.pos in {"VERB", "AUX"}), None)
