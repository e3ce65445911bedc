"""The words of a sentence -> the numbers in it that count or measure something, with what they count.

One idea: a number is read where it starts (digits or words, scales, ranges), then widened to the left over what limits
it ("at least", "$") and to the right over what it counts; dates, times, ages, ordinals and designations are left out.
Words and values stand in `ontology/quantities.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from polybius.annotated import Token
from polybius.extract.number_words import number_words, what_counted
from polybius.model import Span

__all__ = ["Quantity", "find_quantities", "what_counted"]

DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?([a-z]+)?(\+)?")
LONGEST_LIMIT = 3
HEADS = frozenset({"NOUN", "PROPN", "PRON"})
BEFORE_HEAD = frozenset({"DET", "ADJ", "ADV", "PART", "NUM"})
BEFORE_YEARS = frozenset(
    {"in", "of", "since", "by", "until", "till", "from", "during", "before", "after", "early", "late", "mid", "-", "/"}
)
PERSONS = frozenset({"people", "troops", "killed", "wounded", "casualties", "police", "families", "missing"})
"""What "no" may count as nought ("no civilians"); "no comment" and the like are left alone."""
NOT_ONE = frozenset(["this", "that", "the", "which", "every", "any", "each", "another", "some", "no"])
AGED = frozenset({"people", "troops", "police", "participants", "displaced", "detained"})
"""What nouns count whose bearers have an age ("a fisherman of 60")."""
CREWS = frozenset({"crew", "staff", "delegation", "personnel", "police"})  # of so many
OLDEST, HOURS = 110, 12
QUOTES = frozenset({'"', "'", "”", "’", "''"})
DAYTIMES = frozenset({"morning", "afternoon", "evening", "night", "noon", "midnight"})
LOCAL = frozenset({"over", "above", "under", "below"})
"""Prepositions of place that limit only digits and round numbers ("over two villages" counts two)."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number phrase: at least `low`, at most `high` (None: not said) of what the token `head` names.

    `last` is the last number token, both are indexes into the document's tokens. `unit` is None for a count, else a
    currency (`usd`), `percent`, `caliber` or a measure (`kg`, `tonnes`, `km`).
    """

    span: Span
    low: float | None
    high: float | None
    head: int | None
    last: int
    unit: str | None = None

    def meets(self, other: Quantity) -> bool:
        """Tells whether both can be right about one thing."""
        lows, highs = (self.low or 0, other.low or 0), (q.high for q in (self, other) if q.high is not None)
        return max(lows) <= min(highs, default=inf)


def find_quantities(tokens: Sequence[Token]) -> tuple[Quantity, ...]:
    """Finds the number phrases of one sentence, in order.

    "at least 12" is 12–None, "more than 200" 201–None, "fewer than 10" 0–9 and "up to 30" 0–30 (none is the least that
    both allow), "about 100" 100–100, "dozens" 24–None.
    """
    words = [token.text.lower() for token in tokens]
    starts = number_words().starts
    found: list[Quantity] = []
    index = 0
    while index < len(words):
        word = words[index]
        if word in starts or word[:1].isdigit():
            quantity, index = _Phrase(tokens, words, index).read()
            if quantity is not None:
                found.append(quantity)
        else:
            index += 1
    return tuple(found)


class _Phrase:
    """One number phrase that starts at a word of a sentence."""

    def __init__(self, tokens: Sequence[Token], words: Sequence[str], start: int) -> None:
        self.tokens, self.words, self.start = tokens, words, start
        self.known = number_words()
        self.end = start
        self.unit: str | None = None
        self.low: float | None = None
        self.high: float | None = None

    def word(self, index: int) -> str:
        return self.words[index] if 0 <= index < len(self.words) else ""

    def glued(self, index: int) -> bool:
        """Tells whether a word follows the one before it without a space."""
        return 0 < index < len(self.tokens) and self.tokens[index].start == self.tokens[index - 1].end

    def read(self) -> tuple[Quantity | None, int]:
        """Returns the quantity, if it is one, and the index from which to look on."""
        if not (self._nobody() or self._number_of() or self._number()):
            return None, self.start + 1
        if self._is_designation() or self._is_date() or self._is_compound() or self._is_age() or self._is_hour():
            return None, self.end
        first = self._limit(self._not_one(self._currency_before()))
        after = self._unit_after()
        head = None if self.unit not in (None, "tonnes") else self._head(after)
        if self.unit is None and (self._counts_time(head) or self._is_pronoun(head)):
            return None, self.end
        span = Span(self.tokens[first].start, self.tokens[max(self.end, after) - 1].end)
        index = None if head is None else self.tokens[head].index
        return Quantity(span, self.low, self.high, index, self.tokens[self.end - 1].index, self.unit), self.end

    # --- the number

    def _take(self, low: float | None, high: float | None, end: int) -> bool:
        self.low, self.high, self.end = low, high, end
        return True

    def _nobody(self) -> bool:
        if self.words[self.start] in self.known.nobody:
            return self._take(0, 0, self.start + 1)
        if self.words[self.start] != "no":
            return False
        if self.word(self.start + 1) == "one":
            return self._take(0, 0, self.start + 2)
        head = self._head(self.start + 1)
        return head is not None and self._is_known(head) and self._take(0, 0, self.start + 1)

    def _is_known(self, head: int) -> bool:
        return what_counted(self.tokens[head].lemma) in PERSONS

    def _number_of(self) -> bool:
        """Reads "a number of", "an unknown number of", "a handful of"."""
        if self.words[self.start] not in ("a", "an"):
            return False
        for length in (2, 1):
            phrase = " ".join(self.words[self.start + 1 : self.start + 1 + length])
            end = self.start + 1 + length
            if phrase in self.known.numbers_of and self.word(end) == "of":
                return self._take(self.known.numbers_of[phrase], None, end)
        return False

    def _number(self) -> bool:
        read = self._simple(self.start)
        if read is None:
            return False
        low, high, end = read
        joiner = self.word(end)
        allowed = {"-", "–", "to", "or"} - ({"to"} if self.word(self.start - 1) == "from" else set())
        between = self.word(self.start - 1) == "between" and joiner == "and"
        other = self._simple(end + 1) if joiner in allowed or between else None
        if other is not None and other[1] is not None and high is not None:
            first = self._scaled(low, end, other)
            if first is not None and first < other[1]:
                return self._take(first, other[1], other[2])
        return self._take(low, high, end)

    def _scaled(self, low: float | None, end: int, other: tuple[float | None, float | None, int]) -> float | None:
        """Gives the first of "two to three million" the scale of the second."""
        scale = self.known.scales.get(self.words[other[2] - 1])
        bare = self.words[end - 1] not in self.known.scales
        return low * scale if low is not None and scale and bare and low < scale and low < 1000 else low

    def _simple(self, start: int) -> tuple[float | None, float | None, int] | None:
        """Reads one number, returning its least and greatest value and the index after it."""
        word = self.word(start)
        if word[:1].isdigit():
            return self._digits(start)
        if word in self.known.plurals or word == "tens":
            return self._plural(start)
        if word in self.known.vague:
            return self._vague(start, start)
        if word in ("a", "an", "half"):
            return self._indefinite(start)
        return self._cardinal(start)

    def _digits(self, start: int) -> tuple[float, float | None, int] | None:
        match = DIGITS.fullmatch(self.words[start])
        if match is None:
            return None
        value = float(match[1].replace(",", "") + (match[2] or ""))
        suffix = match[3]
        if suffix in self.known.glued:
            value *= self.known.scales[suffix]
        elif suffix in self.known.measures:
            self.unit = self.known.measures[suffix]
        elif suffix is not None:
            return None
        value, end = self._scale(value, start + 1)
        return value, (None if match[4] else value), end

    def _scale(self, value: float, index: int) -> tuple[float, int]:
        while self.word(index) in self.known.scales:
            if self.words[index] in self.known.glued and not self.glued(index):
                break
            value *= self.known.scales[self.words[index]]
            index += 1
        return round(value, 6), index

    def _plural(self, start: int) -> tuple[float, None, int]:
        """Reads "dozens", "hundreds of thousands", "tens of thousands"."""
        least = 10 if self.words[start] == "tens" else self.known.plurals[self.words[start]]
        inner = self.word(start + 2)
        if self.word(start + 1) == "of" and inner in self.known.plurals and inner != "scores":
            factor = {"tens": 10, "dozens": 12, "scores": 20}.get(self.words[start], least / 2)
            return 1.0 * factor * self.known.plurals[inner], None, start + 3
        return float(least), None, start + 1

    def _vague(self, start: int, at: int) -> tuple[float, None, int] | None:
        """Reads "several", "a few" and the hundreds that they multiply; bare "few" denies rather than counts."""
        if self.words[at] in ("few", "handful") and at == start:
            return None
        value, end = self._scale(self.known.vague[self.words[at]], at + 1)
        return value, None, end

    def _indefinite(self, start: int) -> tuple[float, float | None, int] | None:
        """Reads "a dozen", "a couple", "a few", "a single", "half a million"; a bare article is no number."""
        half = self.words[start] == "half"
        at = start + 1 + (half and self.word(start + 1) in ("a", "an"))
        if self.word(at) == "single" and not half:
            return 1, 1, at + 1
        if self.word(at) == "couple" and not half:
            return 2, 2, at + 1
        if self.word(at) in self.known.vague and not half and self.word(at) != "several":
            return self._vague(start, at)
        if self.word(at) in self.known.scales and self.word(at) not in self.known.glued:
            value, end = self._scale(0.5 if half else 1, at)
            return value, value, end
        return None

    def _cardinal(self, start: int) -> tuple[float, float, int] | None:
        """Reads number words: "sixty-two", "three hundred and fifty", "two and a half million"."""
        total = group = 0.0
        index = start
        while True:
            word = self.word(index)
            if word in self.known.cardinals and self._adds(group, self.known.cardinals[word]):
                group += self.known.cardinals[word]
            elif word in self.known.scales and index > start and word not in self.known.glued:
                scale = self.known.scales[word]
                total, group = (total, group * scale) if scale <= 100 else (total + group * scale, 0)
            else:
                break
            index += 1
            index += self._linked(index, total + group)
        if index == start:
            return None
        if self.words[index : index + 3] == ["and", "a", "half"]:
            value, index = self._scale(total + group + 0.5, index + 3)
            return value, value, index
        return total + group, total + group, index

    def _adds(self, group: float, cardinal: float) -> bool:
        """Tells whether a cardinal goes on a number: twenty-two, a hundred two, but not two three."""
        if not group:
            return True
        return group % 100 == 0 or (group % 100 >= 20 and group % 10 == 0 and cardinal < 10)

    def _linked(self, index: int, value: float) -> int:
        """Counts the hyphen or "and" that joins a number's words."""
        follows = self.word(index + 1) in self.known.cardinals
        if self.word(index) == "-" and follows and value % 10 == 0 and self.known.cardinals[self.word(index + 1)] < 10:
            return 1
        return int(self.word(index) == "and" and follows and value >= 100 and value % 100 == 0)

    # --- what stands before it

    def _currency_before(self) -> int:
        before = self.word(self.start - 1)
        if before in self.known.currencies and (self.glued(self.start) or len(before) > 1):
            self.unit = self.known.currencies[before]
            joined = self.glued(self.start - 1) and self.word(self.start - 2) in ("us", "a", "c", "nz", "hk")
            return self.start - 1 - joined
        return self.start

    def _not_one(self, first: int) -> int:
        """ "not one shot", "not a single shot": none at all."""
        if self.low != 1 or self.word(first - 1) != "not":
            return first
        self.low = self.high = 0
        return first - 1

    def _limit(self, first: int) -> int:
        """Applies the phrases before the number, nearest first, and returns where they start."""
        while True:
            for length in range(LONGEST_LIMIT, 0, -1):
                name = self.known.limits.get(tuple(self.words[max(0, first - length) : first]))
                if name and first >= length and not self._is_local(first - length, length):
                    self._apply(name)
                    first -= length
                    break
            else:
                break
        if self.word(first - 1) == "between" and self.low != self.high:
            return first - 1
        return first - (self.word(first - 1) in ("a", "an") and first < self.start)

    def _is_local(self, first: int, length: int) -> bool:
        small = self.low is not None and self.low < 10 and self.words[self.start] in self.known.cardinals
        particle = self.tokens[first].tag == "RP"  # "hand over 200 prisoners"
        return length == 1 and self.words[first] in LOCAL and (small or particle)

    def _apply(self, name: str) -> None:
        step = 1 if self.unit is None else 0
        if name == "at_least":
            self.high = None
        elif name == "more_than" and self.low is not None:
            self.low, self.high = (self.low + step if self.high is not None else self.low), None
        elif name == "less_than" and self.high is not None:
            self.low, self.high = 0, self.high - step
        elif name == "at_most":
            self.low = 0

    # --- what stands after it

    def _unit_after(self) -> int:
        """Reads unit and "or more" after the number, and returns the index after them."""
        at = self.end
        for length in (3, 2, 1):
            if (words := tuple(self.words[at : at + length])) in self.known.or_more:
                self.high, at = None, at + len(words)
                break
        if self.unit is None:
            at = self._measure(at)
        return at

    def _measure(self, at: int) -> int:
        joined = at + (self.word(at) == "-" and self.glued(at))
        word = self.word(joined)
        lemma = self.tokens[joined].lemma.lower() if joined < len(self.tokens) else ""
        if word in self.known.percent:
            self.unit = "percent"
        elif word == "per" and self.word(joined + 1) == "cent":
            self.unit = "percent"
            return joined + 2
        elif lemma in self.known.currencies and lemma.isalpha():
            self.unit = self.known.currencies[lemma]
        elif word in self.known.measures or lemma in self.known.measures:
            unit = self.known.measures.get(word) or self.known.measures[lemma]
            self.unit = "mm" if unit == "caliber" and self.word(joined + 1) == "of" else unit
        else:
            return at
        return joined + 1

    def _head(self, at: int) -> int | None:
        """Returns the counted noun: the last of the nouns that follow, past "of", articles and adjectives."""
        if self.unit == "tonnes":
            return at - 1
        if self.word(at) == "of":
            at += 1
        first = self._first_noun(at)
        if first is None:
            return self._nominal(at) if self.word(at) not in ("was", "were", "are", "is") else self._predicate()
        last = first
        while self._goes_on(last + 1):
            last += 1
        governor = self.tokens[self.end - 1].head - self.tokens[0].index if self.end > self.start else -1
        return governor if first <= governor <= last else last

    def _first_noun(self, at: int) -> int | None:
        for index in range(at, min(at + 7, len(self.tokens))):
            token = self.tokens[index]
            if token.lower in self.known.weekdays or token.lower in self.known.months:
                return None
            if token.pos in HEADS and not token.tag.endswith("$"):
                return index
            if (
                token.pos in BEFORE_HEAD
                or token.tag.endswith("$")
                or token.dep == "amod"
                or token.tag in ("HYPH", "POS")
            ):
                continue
            if token.lower == "and" and self.tokens[index - 1].pos in ("ADJ", "PROPN") and index > at:
                continue
            return None
        return None

    def _nominal(self, at: int) -> int | None:
        """Returns an adjective that stands for a noun: "19 dead", "five of the wounded"."""
        index = at + (self.word(at) in ("the", "those"))
        if self.word(index) not in self.known.counted:
            return None
        return index if index > at or self.tokens[index].pos == "ADJ" else None

    def _predicate(self) -> int | None:
        """Returns what a number is said to be: "three were soldiers"."""
        last, base = self.tokens[self.end - 1], self.tokens[0].index
        verb = last.head - base
        if last.dep != "nsubj" or not 0 <= verb < len(self.tokens) or self.tokens[verb].lemma != "be":
            return None
        named = (i - base for i in self.tokens[verb].children if base <= i < base + len(self.tokens))
        return next((i for i in named if self.tokens[i].dep == "attr" and self.tokens[i].pos in HEADS), None)

    def _goes_on(self, index: int) -> bool:
        """Tells whether a word goes on the run of nouns ("Pantsir" "batteries", "Russia" "'s" "men")."""
        if index >= len(self.tokens) or self.tokens[index - 1].pos == "PRON":
            return False
        token = self.tokens[index]
        if token.lower in self.known.weekdays or token.lower in self.known.months:
            return False
        if token.tag in ("HYPH", "POS") or token.dep == "amod":
            return index + 1 < len(self.tokens) and self.tokens[index + 1].pos in ("NOUN", "PROPN", "VERB", "ADJ")
        return token.pos in ("NOUN", "PROPN") or (token.pos == "ADJ" and self.tokens[index - 1].tag in ("HYPH", "POS"))

    # --- numbers that do not count

    def _is_designation(self) -> bool:
        """Tells whether the number is part of a name: "F-16", "Resolution 1701", "No. 14", "gate two", "a 23 bus"."""
        before = self.start - 1
        if before < 0 or not self.words[self.start][0].isdigit():
            return self._numbers_a_noun(before)
        if self.word(before) in ("a", "an") and self._is_singular(self._head(self.end)):
            return True
        word = self.words[before]
        if word in ("-", "–", "/") and self.glued(self.start) and self.glued(before):
            return True
        if word in self.known.designations or word == "#" or (word == "." and self.word(before - 1) in ("no", "nos")):
            return True
        if word.rstrip(".") in ("no", "nos"):
            return True
        if word in self.known.currencies or not self.tokens[before].text[:1].isupper() or "," in self.words[self.start]:
            return self.glued(self.start) and word[-1:].isalpha() and word not in self.known.currencies
        return self.tokens[before].pos in ("PROPN", "NOUN") and before > 0 and self._first_noun(self.end) is None

    def _numbers_a_noun(self, before: int) -> bool:
        """ "phase two", "gate two of the mine", but not "the division two tanks"."""
        word = self.word(before)
        if word not in self.known.designations:
            return False
        counts = self.end < len(self.tokens) and self.tokens[self.end].pos in {"NOUN", "PROPN", "ADJ"}
        return self.tokens[before].pos in {"NOUN", "PROPN"} and self.tokens[before].tag != "NNS" and not counts

    def _is_singular(self, head: int | None) -> bool:
        return head is not None and self.tokens[head].tag == "NN" and self.word(self.end) not in ("-", "–", "strong")

    def _is_date(self) -> bool:
        word, after = self.words[self.start], self.word(self.end)
        if self.end != self.start + 1 and not word[0].isdigit():
            return False
        before = self.word(self.start - 1)
        before = self.word(self.start - 2) if before == "." else before.rstrip(".")
        if after.rstrip(".") in self.known.months or (before in self.known.months and before != "may"):
            return True
        if before == "may" and self.tokens[self.start - 1].text[0].isupper():
            return True
        if len(word) != 4 or not word.isdigit() or not 1900 <= int(word) <= 2049 or self.end > self.start + 1:
            return False
        return self.word(self.start - 1) in BEFORE_YEARS or self._head(self.end) is None

    def _is_compound(self) -> bool:
        """Tells whether the number is part of a word that measures or tells a kind: "two-week", "three-star"."""
        after = self.word(self.end + 1)
        if after.rstrip("s") in self.known.fractions or self.word(self.end).rstrip("s") in self.known.fractions:
            return True
        if self.word(self.end) not in ("-", "–") or not self.glued(self.end) or not after[:1].isalpha():
            return False
        return after not in ("strong", "plus", "odd") and after not in self.known.measures

    def _is_age(self) -> bool:
        """Tells whether the number is an age: "a man of 19", "two boys of 17", "Karim Dost, 40,"."""
        before = self.start - 1
        if (self.low or 0) >= OLDEST:
            return False
        if self.word(before) == "of" and before > 0 and self._head(self.end) is None:
            noun = self.tokens[before - 1]
            return what_counted(noun.lemma) in AGED and noun.lemma not in CREWS and noun.pos == "NOUN"
        if self.word(before) not in (",", "(") or self.word(self.end) not in (",", ")"):
            return False
        named = before - 1 - (self.word(before - 1) in QUOTES)
        return named >= 0 and self.tokens[named].pos == "PROPN"

    def _is_hour(self) -> bool:
        """Tells whether the number is a time of day: "half past eight", "between eight and midnight", "0600"."""
        before, first = self.word(self.start - 1), self.words[self.start]
        if len(first) == 4 and first.isdigit() and first[0] == "0":
            return True
        if (self.high or 0) > HOURS:
            return False
        if before == "past" or (before in ("to", "before", "after") and self.word(self.start - 2) == "minutes"):
            return True
        if before in ("between", "from") and self.word(self.end) in ("and", "to"):
            return self.word(self.end + 1) in DAYTIMES
        after = self.words[self.end : self.end + 3]
        of_day = (after[:2] == ["in", "the"] and after[-1] in DAYTIMES) or after[:2] == ["at", "night"]
        return of_day and before in ("at", "about", "before", "after", "since", "until", "by")

    def _counts_time(self, head: int | None) -> bool:
        if self.word(self.end) in self.known.excluded:
            return True
        return head is not None and self.tokens[head].lemma.lower() in self.known.excluded

    def _is_pronoun(self, head: int | None) -> bool:
        """Tells whether "one" stands for a noun rather than counts ("this one", "one another")."""
        if self.words[self.start : self.end] != ["one"]:
            return False
        return self.word(self.start - 1) in NOT_ONE or head is None or self.word(self.end) == "another"
