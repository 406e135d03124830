"""The paper says what the record says, names itself, and can be walked through."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from mhhs_desk.domain.editions import edition_of
from mhhs_desk.domain.items import Disposition
from mhhs_desk.domain.papers import Edition, Fate, Outcome
from mhhs_desk.domain.view import View
from mhhs_desk.paper.position_paper import paper_id, position_paper
from tests.paper.views import TODAY, answer, framework, item_view, m6, question, story, view_of

Read = Callable[[View], str]
Pages = Callable[[View], list[str]]
Structure = Callable[[View], Any]


def test_the_front_page_tells_the_position_item_by_item(pages_of: Pages) -> None:
    front = pages_of(story())[0]
    assert "What the small suppliers bring to PSG 1" in front
    assert "Two approvals are sought. We accept item 1, and say “PSG manages implementation” on item 2." in front
    assert "Red lines are held on item 1." in front
    assert "6 heard on at least one item" in front
    assert "Item 3. M6, Level 1, Apr-22 to TBC." in front


def test_every_page_carries_the_meeting_the_edition_the_count_and_the_record(pages_of: Pages) -> None:
    view = story()
    digest = view.digest()
    pages = pages_of(view)
    for number, page in enumerate(pages, 1):
        assert page.startswith(
            "PSG 1 Wednesday 10 November 2021 Small Supplier constituency Own edition not for circulation"
        )
        assert f"PSG1-SS-own Page {number} of {len(pages)}" in page
        assert page.endswith(f"Record {digest[:4]} {digest[4:8]} {digest[8:12]}")
    assert position_paper(view, TODAY).pages == len(pages)


def test_a_section_says_who_thinks_what_and_why_consensus_cannot_be_claimed(text_of: Read) -> None:
    paper = text_of(view_of(framework()))
    assert "Majority with dissent: 3 Accept, 1 Accept subject to additional work, 1 Refer, 1 Reject." in paper
    assert (
        "“Consensus” cannot be claimed while Cobalt Gas & Power holds a red line, and one other objects. [F03]" in paper
    )
    assert "Red line: no duty before the route is written." in paper
    assert "Condition: The route is written down. [F04]" in paper
    assert "(for the rep only)" in paper


def test_counts_in_sentences_are_resolved_and_no_share_is_given_in_hundredths(text_of: Read) -> None:
    paper = text_of(story())
    assert "Three accept it as it stands. [F02]" in paper
    assert "{count" not in paper
    assert "%" not in paper
    assert "per cent" not in paper


def test_judgement_and_want_of_evidence_are_printed_as_such(text_of: Read) -> None:
    paper = text_of(view_of(framework()))
    assert "Rep’s judgement: It can be improved later." in paper
    assert "Nobody offers anything better. (no evidence given)" in paper
    assert "When does the rest come? (no evidence given)" not in paper


def test_each_state_of_coverage_is_told_by_name(text_of: Read) -> None:
    paper = text_of(view_of(framework()))
    assert "6 of 12 members answered." in paper
    assert "Asked and silent: Jessamy Energy, Kiteford Power and Lovage Energy." in paper
    assert "Nil return: Gorse Power." in paper
    assert "Not asked: Harbell Energy." in paper
    assert "Recused: Inkwell Power." in paper


def test_coverage_says_who_answered_for_others_and_what_is_not_counted(text_of: Read) -> None:
    item = framework()
    first, *rest = item.answers
    spoken = replace(first, feedback=replace(first.feedback, represents="Alder Retail", role="Head of metering"))
    left = answer(90, 1, 12, "X")
    paper = text_of(view_of(replace(item, answers=(spoken, *rest), outside=(left,))))
    assert "Answered for others: Alder Energy (Alder Retail)." in paper
    assert "Not counted, as not a member on Wed 10 Nov: Lovage Energy (Reject, F90)." in paper
    assert "Alder Energy, Head of metering" in paper
    assert "6 of 12 members answered." in paper


def test_the_thresholds_and_the_milestone_rule_are_named(text_of: Read) -> None:
    paper = text_of(view_of(framework(), m6()))
    assert "Timeliness of delivery: unsure. Escalation may take time." in paper
    assert "Not looked at yet: delivery of benefits and costs." in paper
    assert "so whether it needs Ofgem cannot be told. [R2]" in paper
    assert "Approval: PSG decides by consensus [R1]; without consensus the SRO decides" in paper
    assert "in force on 10 Nov 2021 a move of 3 months or more needs Ofgem [R2]; no" in paper


def test_ours_come_first_among_the_actions_and_next_psg_has_its_day(text_of: Read) -> None:
    due = text_of(story()).split("Actions due")[1]
    assert due.index("ACT-02") < due.index("ACT-03") < due.index("ACT-01") < due.index("ACT-05")
    assert "Consult members Constituents Next PSG (1 Dec)" in due
    assert "Fri 5 Nov, overdue" in due
    assert "none given “Late spring”" in due
    assert "ACT-04" not in due


def test_sources_list_what_is_cited_or_shown_and_nothing_else(text_of: Read) -> None:
    sources = text_of(story()).split("Sources Answers")[1].split("Every answer in full")[0]
    listed = re.findall(r"\bF\d+\b", sources)
    assert listed == ["F01", "F02", "F03", "F04", "F05", "F06", "F08", "F09", "F10", "F11"]
    group = text_of(edition_of(story(), Edition.GROUP, ())).split("Sources Answers")[1]
    assert len(re.findall(r"\bV\d+\b", group)) == 7  # one is for the rep only, two are neither cited nor shown
    assert "F01 Alder Energy 1 E-mail Fri 5 Nov 09:14 alder.eml, line 1" in sources
    assert "R2 Milestone moves from Wed 11 Aug 2021 Ofgem decision, 6.10" in sources


def test_a_citation_of_an_answer_that_no_longer_stands_is_told(text_of: Read) -> None:
    item = question()
    gone = replace(item, answers=item.answers[1:])
    assert "F08 Not among the answers that stand." in text_of(view_of(gone))


def test_an_answer_on_another_version_of_the_paper_is_told(text_of: Read) -> None:
    item = framework()
    first, *rest = item.answers
    older = replace(first, feedback=replace(first.feedback, paper_version="v0.9"))
    assert "1 answer given on another version of the paper." in text_of(view_of(replace(item, answers=(older, *rest))))


def test_what_the_group_did_is_printed_once_it_is_known(text_of: Read) -> None:
    outcome = Outcome(id=1, item_id=1, option="W", decided_by="the SRO", ours=Fate.IN_PART, text="Accepted later")
    paper = text_of(view_of(replace(framework(), outcome=outcome)))
    assert "Outcome W Accept subject to additional work. Accepted later. Decided by: the SRO." in paper
    assert "Our position: carried in part." in paper


def test_an_item_for_information_is_not_called_open(text_of: Read) -> None:
    item = replace(m6().item, disposition=Disposition.INFORMATION, milestones=())
    paper = text_of(view_of(item_view(item)))
    assert "For information; no position is taken." in paper
    assert "without a position" not in paper


def test_the_document_names_itself_and_its_language(reader_of: Structure) -> None:
    reader = reader_of(story())
    assert reader.metadata.title == "What the small suppliers bring to PSG 1"
    assert reader.metadata.author == "Small Supplier constituency"
    assert reader.metadata.subject == "Position paper for PSG 1, Wednesday 10 November 2021; Own edition"
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]


def test_the_outline_leads_to_every_item_and_closing_part(reader_of: Structure) -> None:
    reader = reader_of(story())
    titles = [entry.title for entry in reader.outline]
    assert titles == [
        "What the small suppliers bring to PSG 1",
        "1 Governance Framework and PSG Terms of Reference",
        "2 Is a separate IAG needed beside PSG?",
        "3 M6 code change: Apr-22 to TBC",
        "Actions due",
        "Milestone changes",
        "Consultation record",
        "Sources",
        "Every answer in full",
    ]
    pages = [reader.get_destination_page_number(entry) for entry in reader.outline]
    assert pages == sorted(pages)


def test_every_citation_is_a_way_to_its_entry_under_sources(reader_of: Structure) -> None:
    import pypdfium2

    view = story()
    document = pypdfium2.PdfDocument(position_paper(view, TODAY).data)
    texts = [page.get_textpage() for page in document]
    reader = reader_of(view)
    led = set()
    for number, page in enumerate(reader.pages):
        for way in (note.get_object() for note in page.get("/Annots", [])):
            sheet, _, left, top, _ = way["/Dest"]
            cited = texts[number].get_text_bounded(*(float(edge) for edge in way["/Rect"])).strip(" []")
            aim = reader.get_page_number(sheet.get_object())
            entry = texts[aim].get_text_bounded(float(left) - 1, float(top) - 12, float(left) + 30, float(top))
            assert entry.strip() == cited
            led.add(cited)
    document.close()
    assert led == {"F01", "F02", "F03", "F04", "F05", "F06", "F08", "F09", "F10", "F11", "R1", "R2"}


def test_every_face_is_embedded(reader_of: Structure) -> None:
    faces = {
        str(font.get_object()["/BaseFont"]): font.get_object()["/FontDescriptor"]
        for page in reader_of(story()).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert {name.split("+")[1] for name in faces} == {f"SourceSansPro-{cut}" for cut in ("Regular", "Semibold", "It")}
    assert all("/FontFile2" in descriptor for descriptor in faces.values())


@pytest.mark.parametrize(
    ("label", "constituency", "title", "foot"),
    [
        ("DAG 10.1", "Supplier Agent", "What the supplier agents bring to DAG 10.1", "DAG10.1-SA-own"),
        ("PSG 1", "I&C Supplier", "What the I&C Supplier constituency brings to PSG 1", "PSG1-IS-own"),
        ("PSG 1", "Elexon", "What the Elexon constituency brings to PSG 1", "PSG1-E-own"),
    ],
)
def test_title_and_foot_follow_the_meeting_and_the_constituency(
    label: str, constituency: str, title: str, foot: str, pages_of: Pages
) -> None:
    view = view_of(question(), constituency=constituency)
    view = replace(view, meeting=replace(view.meeting, label=label))
    assert title in pages_of(view)[0]
    assert paper_id(view) == foot
