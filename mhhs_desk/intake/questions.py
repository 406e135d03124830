"""What is asked: a question by its number and its words, and the words that only ask for more about the one before."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = r"\d{1,2}(?:\.\d{1,2})?\s?(?:[a-z]\b|\([a-z]\))?"
NAMED = re.compile(
    rf"^(?:(?:consultation|agenda)\s+)?(?:question|item|q)s?\s*\.?\s*(?:no\.?\s*|number\s*|#\s*)?(?P<number>{NUMBER})"
    r"(?![\d/])\s*(?:\([^)]*\))?\s*[-.):–—|]*\s*(?P<words>.*)$",
    re.IGNORECASE | re.DOTALL,
)
LISTED = re.compile(rf"^\(?(?P<number>{NUMBER})\s*[.):–—-]\s*(?P<words>\D.*)$", re.IGNORECASE | re.DOTALL)
ONLY = re.compile(rf"(?:(?:agenda\s+)?(?:question|item|q)\s*\.?\s*(?:no\.?\s*)?)?({NUMBER})\s*[.):]?", re.IGNORECASE)
ASKS = re.compile(
    r"(?:Do|Does|Did|Are|Is|Was|Were|Would|Will|Should|Could|Can|Have|Has|May|What|Which|Who|When|How|Where"
    r"|Why|To what"
    r"|In (?:what|which|your)|If|Given|With|For|Having|Considering|Under|Based|On|Overall|Please|Thinking"
    r"|Any|Support or oppose|Agree or disagree)\b",
)
LED = re.compile(r"^(?P<label>[A-Z][\w/&' -]{2,40}?)\s*[:–-]\s+(?P<words>[A-Z].*\?.*)$", re.DOTALL)
"""A question below a name of its own: "Legal text: Are you satisfied ...?"."""
MORE = re.compile(
    r"^(?:please|kindly)\b.{0,160}\b(?:explain|rationale|reason\w*|why|elaborate|expand|details?|describe|evidence"
    r"|comments?|justif\w+|state|specify|examples?|answer|view)\b.*"
    r"|^(?:if|where) (?:so|not|you|yes|no|“|\"|'|‘|your|possible|applicable).*"
    r"|^(?:and |or )?why\b.*|^(?:your |the |and )?(?:rationale|reason(?:s|ing)?|justification|explanation|supporting"
    r"|comments?|further (?:detail|explanation|information)s?|details?|evidence)\b.*"
    r"|.{0,60}\b(?:rationale|reason(?:s|ing)?|justification|explanation)\b.{0,60}|^(?:tell us|explain|give"
    r"|provide)\b.*"
    r"|^(?:additional|open.ended) (?:comments?|response)|^other \(please specify\).*",
    re.IGNORECASE | re.DOTALL,
)
CLOSED = re.compile(r"^(?:do|does|did|are|is|will|would|should|could|can|have|has|to what extent)\b", re.IGNORECASE)
OTHERS = re.compile(
    r"(?:(?i:work(?:ing|stream)?[ -]?group|panel|board|secretariat|proposer|programme|pmo|administrator|officer"
    r"|council|our"
    r"|code manager|committee|authority|sponsor)|[A-Z]{3,}|(?!General|Please|Kindly|Add|Give|Provide|Any|Other|Further"
    r"|Additional"
    r"|Final"
    r"|Your|Overall|Supporting)[A-Z][a-z]+)(?:['’]s)?\s+"
    r"(?:[Cc]omments?|[Rr]espon[sd]\w*|[Vv]iews?|[Nn]otes?|[Cc]onclusions?|[Rr]epl(?:y|ies)|[Ff]eedback|[Cc]onsideration"
    r"|[Aa]ction)",
)
"""A column for what somebody else says of the answers."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its number ("3", "2a") or name, and its words up to the question mark. One of both may be empty."""

    number: str
    words: str

    def cells(self) -> dict[str, str]:
        """The question as the cells of an answer to it."""
        named = {"item": self.number, "title": self.words}
        return {role: words for role, words in named.items() if words}


def asked_in(text: str, before: str = "", beside: bool = False) -> Asked | None:
    """The question that some words ask, the cell before it perhaps giving its number; None where they ask nothing.

    What has its answer `beside` it need only end in a question mark.
    """
    plain = " ".join(text.split())
    number = ONLY.fullmatch(before.strip()) if before else None
    named = NAMED.match(plain)
    if named and (not named["words"] or _may_follow(named)):
        return Asked(_number(named["number"]), only_the_question(named["words"]))
    led = LED.match(plain)
    if led and is_question(led["words"]):
        return Asked(led["label"], only_the_question(led["words"]))
    listed = LISTED.match(plain)
    words = listed["words"] if listed else plain
    asks = is_question(words) or (beside and words.endswith("?") and not asks_for_more(words))
    if not asks and not (number and len(words.split()) > 2 and words[:1].isupper()):
        return None
    told = listed["number"] if listed else number[1] if number else ""
    return Asked(_number(told), only_the_question(words))


def _may_follow(named: re.Match[str]) -> bool:
    """Whether the words after a number are the question, not a sentence that speaks of it: "Question 3 is unclear"."""
    parted = named.string[named.end("number") : named.start("words")].strip()
    return bool(parted) or named["words"][:1].isupper()


def _number(words: str) -> str:
    """A number of a question without its brackets, and the noughts before it."""
    return re.sub(r"^0+(?=\d)|[\s()]", "", words)


def is_question(words: str) -> bool:
    """Whether some words ask something that is more than to explain what was answered above."""
    return bool("?" in words and ASKS.match(words) and not asks_for_more(words))


def only_the_question(words: str) -> str:
    """A question without what it bids after the question mark: "Please give your rationale"."""
    return words.partition("?")[0].strip() + "?" if "?" in words else words


def asks_for_more(words: str) -> bool:
    """Whether some words only ask to explain the answer before them."""
    plain = " ".join(words.split()).strip(" :-–")
    return bool(MORE.fullmatch(plain)) and not CLOSED.match(plain) and not OTHERS.match(plain)
