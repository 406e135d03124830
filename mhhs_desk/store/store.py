"""The records of one workspace, each kind by its name."""

from __future__ import annotations

from typing import Any

from mhhs_desk.domain.calls import Asked, Call, Recusal
from mhhs_desk.domain.forums import Cadence, Forum, Seat
from mhhs_desk.domain.handing import Handing
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Attendance, ItemTime, Meeting, Move, Note, Told
from mhhs_desk.domain.members import Person
from mhhs_desk.domain.milestones import Baseline, Milestone, MilestoneDate, Rule, Threshold
from mhhs_desk.domain.papers import Paper
from mhhs_desk.domain.proposals import Proposal
from mhhs_desk.domain.readiness import GateSetting
from mhhs_desk.domain.sources import Source
from mhhs_desk.store.actions import Actions
from mhhs_desk.store.answers import Answers, Members
from mhhs_desk.store.database import Workspace
from mhhs_desk.store.outcomes import Outcomes
from mhhs_desk.store.positions import Positions, ThresholdChecks
from mhhs_desk.store.records import Records
from mhhs_desk.store.reference import BankHoliday, DecisionOption, Principle
from mhhs_desk.store.settings import Setting, Settings
from mhhs_desk.store.themes import Themes
from mhhs_desk.store.wordings import Wordings


class Store:
    """Every kind of record of an open workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.settings = Settings(workspace, Setting, "setting")
        self.forums = Records(workspace, Forum, "forum", "level, id")
        self.cadences = Records(workspace, Cadence, "cadence", "forum_id, since")
        self.seats = Records(workspace, Seat, "seat")
        self.options = Records(workspace, DecisionOption, "decision_option")
        self.thresholds = Records(workspace, Threshold, "threshold", "code")
        self.rules = Records(workspace, Rule, "rule", "code")
        self.principles = Records(workspace, Principle, "principle")
        self.bank_holidays = Records(workspace, BankHoliday, "bank_holiday", "day")
        self.sources = Records(workspace, Source, "source")
        self.feedback = Answers(workspace)
        self.members = Members(workspace, self.feedback)
        self.people = Records(workspace, Person, "person")
        self.meetings = Records(workspace, Meeting, "meeting", "day IS NULL, day, id")
        self.moves = Records(workspace, Move, "meeting_move")
        self.attendance = Records(workspace, Attendance, "attendance")
        self.notes = Records(workspace, Note, "note", "at, id")
        self.item_times = Records(workspace, ItemTime, "item_time", "began, id")
        self.told = Records(workspace, Told, "told", "day, id")
        self.handings = Records(workspace, Handing, "handing")
        self.items = Records(workspace, Item, "item", "meeting_id, number, id")
        self.threshold_checks = ThresholdChecks(workspace)
        self.calls = Records(workspace, Call, "call", "sent_on, id")
        self.asked = Records(workspace, Asked, "asked")
        self.recusals = Records(workspace, Recusal, "recusal")
        self.positions = Positions(workspace, self.feedback)
        self.themes = Themes(workspace, self.feedback)
        self.theme_marks = self.themes.marks
        self.wordings = Wordings(workspace, self.positions)
        self.stances = self.wordings.stances
        self.gate_settings = Records(workspace, GateSetting, "gate_setting")
        self.actions = Actions(workspace)
        self.action_updates = self.actions.updates
        self.milestones = Records(workspace, Milestone, "milestone", "position")
        self.baselines = Records(workspace, Baseline, "baseline")
        self.milestone_dates = Records(workspace, MilestoneDate, "milestone_date")
        self.proposals = Records(workspace, Proposal, "proposal")
        self.papers = Records(workspace, Paper, "paper")
        self.outcomes = Outcomes(workspace)

    def kinds(self) -> dict[str, Records[Any]]:
        """Every kind of record by the name it has here."""
        return {name: value for name, value in vars(self).items() if isinstance(value, Records)}
