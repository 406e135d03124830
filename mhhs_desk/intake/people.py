"""Who leads an item or owes an action: names, offices and initials told from other words that begin with a capital."""

from __future__ import annotations

import re

from mhhs_desk.intake.dates import MONTH

OFFICES = (
    r"(?:vice[- ]|deputy |the )?chair(?:man|woman|person)?|secretar(?:y|iat)|all(?: members)?|everyone|everybody|clerk"
    r"|(?:lead |executive |managing |finance |medical )?director|director of [\w&]+(?: (?:and|&) \w+)?"
    r"|chief(?: \w+){1,2} officer|treasurer|president|minister|officials|officers?|ceo|cfo|coo"
    r"|chief executive|members|programme(?: team| party coordinator)?|pmo|sro|ipa|ldp|ofgem|elexon|dcc|si|ppc|mco"
    r"|(?:large|small|medium|i&c|independent)?\s?(?:suppliers|supplier agents|agents|constituents|participants|parties"
    r"|distributors|network operators|generators|shippers)|industry(?: parties)?|programme participants"
    r"|staff|operator|proposers?|code (?:manager|administrator|bodies|company)|government|department"
    r"|technical secretary|panel secretary|host|facilitator|presenters?|project leads?|constituency reps?"
)
OFFICE = re.compile(OFFICES, re.IGNORECASE)
TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Lord|Lady|Dame|Baroness|Cllr|Councillor|Rev|CEO|Minister)\.?\s+)"
_WORD = r"(?:[A-Z][\w’'-]*[a-zé]|[A-Z]\.?|O[’'][A-Z]\w+)"
NAME = re.compile(rf"{TITLE}*{_WORD}(?:\s+(?:van|von|de|der|den|du|di|la|le|bin|al|{_WORD})){{1,3}}")
TITLED = re.compile(rf"{TITLE}+{_WORD}")
INITIALS = re.compile(r"[A-Z]{2,4}|[A-Z]{1,2}[a-z]?[A-Z]?[a-z]?(?<=..)")
ABBREVIATIONS = re.compile(r"(?:[A-Z]{2,5}|[A-Z][a-z]{0,2}[A-Z]{1,3})(?:\s(?:[A-Z]{2,5}|[A-Z][a-z]{0,2}[A-Z]{1,3}))?")
BODY = re.compile(
    r"(?:[A-Z]\w*\s+){1,2}(?:[Tt]eam|[Mm]embers|[Rr]eps|[Rr]epresentatives?|Company|Manager|Officer|Workstream|Agency)"
)
HANDLE = re.compile(r"@[\w-]+")
BESIDE = re.compile(r"\s*(?:\((?P<in>[^()]*)\))$")
PARTS = re.compile(r"\s*(?:,|;|/|&|\band\b)\s*")
NOT_NAMES = frozenset(
    re.findall(
        r"\w+",
        """
    annex appendix enclosure
    about access account accounts act action actions activity address admissions advisory agency agenda agree
    agreement agreements amendments and announcements annual any apologies application applications approach
    approval approvals approve arrange arrangements ask assembly assessment assurance attendance audit authority
    award background baseline benefits board boards book break brief briefing bristol budget building business
    call campaign capacity case cases central chair change changes channel charter chase check circulate city
    clarify close closing code coffee collaboration comments committee communications communities community
    company completed compliance conclusion conclusions conduct confirm consent consider constitution
    consultation contact contents context contract contracts control correspondence council country cover covid
    current customer data date dates day decision decisions declaration declarations delivery department
    dependencies deputy design details develop development digital director discuss discussion discussions
    district draft draw dues duration edition education election elections electricity emergency energy
    engagement environment equality estates evaluation event events every executive exercise expenditure
    external feedback fees final finance financial find fire first floor following for forecast formal forum
    forward framework free from full fund funding future gas general go governance government grant grants green
    group groups half handover harbour health heat high highways home house housing human impact implementation
    improvement incident include information infrastructure innovation insurance integration interests internal
    introduction introductions investigate invite invited issues item items joint key land last launch law lead
    learning leasehold legal letter level library licence licensing live local log london long look lunch main
    maintenance management map market marketing material matters measures meet meeting meetings member members
    membership metering migration milestone milestones minutes mission model monitoring month monthly motion
    museum national network new news next no north note notes notice objective objectives office officer online
    open opening operational operations options order other our outcome outcomes outline outreach overview owner
    panel paper papers parking part parties partner party people performance period phase physical plan planning
    plans policy position power preparation prepare presentation previous priorities privacy procedure process
    procurement produce product programme progress project projects property proposal proposals protection
    provide public publication publish purpose quality quarter quarterly question lane street square questions quorum
    rail     readiness recap receive recent recommendation recommendations records recruitment redevelopment refine
    refreshments regional register registration regulation regulations regulatory release reminder remuneration
    rents repairs report reporting reports requests research resolution resources response responses results
    retrospective return review reviews revised right rights risk risks road roadmap role roles roll rolling
    rules safety schedule scheme school scope scorecard secretariat sector secure security self send service
    services session set settlement share site skills smart social software south special staff standards
    standing start statement status steering stock storage strategic strategy structure sub subject submission
    summary summer supplier suppliers support survey sustainability system systems table target task team
    technical technology tell terms test testing thanks the timeline timetable to tools topic topics town trade
    traffic training transfer transformation transition transparency travel treasury trial trust tuesday update
    updates urgent use user users value verbal version video vision volunteers vote voting wales water website
    week weekly welcome west winter work workforce working workplan workshop workstream workstreams write year
    years young youth
    """,
    )
)
MONTHS = re.compile(MONTH)
CALLED = re.compile(
    r"^(?:lead(?: by)?|(?:(?:discussion|session|presentation|update|talk) )?(?:led|given) by"
    r"|presenter|presented by|owner|speakers?|guest|introduced by|chair(?=:)|chaired by"
    r"|facilitat(?:or|ed by)|moderator)\s*[:–-]?\s+",
    re.IGNORECASE,
)


def leads(words: str, sure: bool = False) -> str | None:
    """The words as the lead of an item, or None where they are no names, offices or initials.

    `sure` tells that they stand where a lead stands: in a column of leads, or after the paper of an item.
    """
    text = " ".join(words.split()).strip(" ,;:.")
    text = CALLED.sub("", text)
    if not text or len(text) > 80 or re.search(r"\d", text):
        return None
    parts = [part for part in PARTS.split(BESIDE.sub("", text)) if part]
    return text if parts and all(is_one(part, sure) for part in parts) else None


SPOKEN = re.compile(r"(?:oral|verbal|presentation|update|slides|paper|to follow|introduced by)\b.*", re.IGNORECASE)


def introduced(words: str) -> str | None:
    """A name with the body it comes from, and without how it speaks: "Tomas Reid, Open Ledger; oral presentation"."""
    parts = [part for part in re.split(r"\s*[,;]\s*", words.strip()) if part and not SPOKEN.fullmatch(part)]
    if not parts or len(parts) > 3 or re.search(r"\d", words):
        return None
    known = all(part[0].isupper() and len(part.split()) <= 5 for part in parts)
    return ", ".join(parts) if known and any(is_name(part) or TITLED.fullmatch(part) for part in parts) else None


def is_one(part: str, sure: bool = False) -> bool:
    """Whether some words are one person, office or set of initials."""
    if OFFICE.fullmatch(part) or HANDLE.fullmatch(part) or TITLED.fullmatch(part):
        return True
    if is_name(part):
        return True
    return bool(INITIALS.fullmatch(part) or BODY.fullmatch(part) or (sure and ABBREVIATIONS.fullmatch(part)))


def is_name(part: str) -> bool:
    """Whether some words are a person's name: two capitals or more, and none of them a word of meetings."""
    if not NAME.fullmatch(part) or part.isupper():
        return False
    bare = re.sub(rf"^{TITLE}+", "", part)
    return not any(word.casefold().strip(".") in NOT_NAMES or MONTHS.fullmatch(word) for word in bare.split())


def trailing(words: str, column: bool) -> tuple[str, str | None]:
    """Words without the lead that ends them, and the lead: without a column of leads only an office."""
    tokens = words.split()
    if not column:
        office = re.search(r"\s(Chair(?:man|woman|person)?|Secretariat)$", words)
        return (words[: office.start()].rstrip(" -–,"), office[1]) if office else (words, None)
    sizes = range(min(6, len(tokens) - 1), 0, -1)
    # Names of two words before those of three, so that "Quay Street Ian Gale" keeps its street.
    for size, longest in [(size, longest) for longest in (2, 4) for size in sizes]:
        tail = " ".join(tokens[-size:])
        if any(len(re.sub(rf"^{TITLE}+", "", part).split()) > longest for part in PARTS.split(BESIDE.sub("", tail))):
            continue
        clean = tokens[-size - 1].casefold() not in ("and", "of", "the", "for", "to", "on", "in", "/", "&", "with")
        if clean and (found := leads(tail, sure=size <= 2)):
            return " ".join(tokens[:-size]).rstrip(" -–,"), found
    return words, None
