"""A slow, plain second reading of the ranking's arithmetic, for comparison only.

It shares nothing with the program: it reads the two files with the standard library, keeps
everything as fractions, compares every pair of applications, and tries selection on copies.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Any

F = Fraction


@dataclass
class Sheet:
    """What one assessor wrote about one application: state and score by item."""

    states: dict[str, str] = field(default_factory=dict)
    scores: dict[str, Fraction] = field(default_factory=dict)


@dataclass
class Fate:
    """What becomes of one application, as ranking.csv prints it."""

    app: dict[str, Any]
    taken: list[str]
    counting: list[str]
    reason: str = ""
    decision: str = ""
    rank: int = 0
    tie: str = ""
    offered: Fraction | None = None


class NaiveRanking:
    """The ranking of grid.json and scores.csv, sentence by sentence."""

    def __init__(self, grid_text: str, scores_text: str) -> None:
        self.doc = json.loads(grid_text, parse_float=F, parse_int=F)
        self.sections = self.doc["grid"]["sections"]
        self.sheets: dict[str, dict[str, Sheet]] = {}
        for row in csv.DictReader(io.StringIO(scores_text, newline="")):
            sheets = self.sheets.setdefault(row["application"], {})
            sheet = sheets.setdefault(row["assessor"], Sheet())
            sheet.states[row["criterion"]] = row["state"]
            if row["state"] == "value":
                sheet.scores[row["criterion"]] = F(row["score"])

    def text(self) -> str:
        """The content of ranking.csv."""
        fates = [self.judge(app) for app in self.doc["applications"]]
        ranked = [fate for fate in fates if not fate.reason]
        self.put_in_order(ranked)
        self.choose(ranked)
        rejected = [fate for fate in fates if fate.decision == "rejected"]
        awaiting = [fate for fate in fates if fate.decision == "awaiting"]
        ranked.sort(key=lambda fate: (fate.rank, fate.app["id"]))
        for above, below in pairwise(ranked):
            below.tie = self.tie_between(above, below)
        lines = ["rank,application,lot,country,assessments,total,offered,decision,reason,tie_break"]
        for group in (ranked, rejected, awaiting):
            if group is not ranked:
                group.sort(key=lambda fate: fate.app["id"])
            lines += [self.line(fate) for fate in group]
        return "".join(f"{line}\n" for line in lines)

    # rules 1 and 2

    def items(self, section: dict[str, Any]) -> list[dict[str, Any]]:
        return list(section["items"])

    def all_items(self) -> list[dict[str, Any]]:
        return [item for section in self.sections for item in section["items"]]

    def counts(self, sheet: Sheet) -> bool:
        if "recused" in sheet.states.values() or "void" in sheet.states.values():
            return False
        return all(
            sheet.states.get(item["code"]) == "value"
            or (sheet.states.get(item["code"]) == "na" and item.get("allow_na") is True)
            for item in self.all_items()
        )

    def weight(self, item: dict[str, Any]) -> Fraction:
        return F(item["max"]) * coef(item)

    def section_score(self, sheet: Sheet, section: dict[str, Any]) -> Fraction:
        given = [item for item in section["items"] if item["code"] in sheet.scores]
        points = sum((sheet.scores[i["code"]] * coef(i) for i in given), F(0))
        reachable = sum((self.weight(i) for i in given), F(0))
        maximum = sum((self.weight(i) for i in section["items"]), F(0))
        return points * (maximum / reachable)

    def total(self, app: str, who: str) -> Fraction:
        sheet = self.sheets[app][who]
        return sum((self.section_score(sheet, s) for s in self.sections), F(0))

    def grid_maximum(self) -> Fraction:
        return sum((self.weight(item) for item in self.all_items()), F(0))

    # rule 5

    def section_mean(self, app: str, taken: list[str], section: dict[str, Any]) -> Fraction:
        return mean([self.section_score(self.sheets[app][who], section) for who in taken])

    def total_mean(self, app: str, taken: list[str]) -> Fraction:
        return mean([self.total(app, who) for who in taken])

    def item_mean(self, app: str, taken: list[str], code: str) -> Fraction | None:
        sheets = [self.sheets[app][who] for who in taken]
        values = [sheet.scores[code] for sheet in sheets if code in sheet.scores]
        return mean(values) if values else None

    # rule 6

    def gate(self, app: str, taken: list[str]) -> str:
        for section in self.sections:
            lowest = section.get("reject_item_mean_at_most")
            if lowest is not None:
                for item in section["items"]:
                    value = self.item_mean(app, taken, item["code"])
                    if value is not None and not value > F(lowest):
                        return "gate_item_" + str(item["code"])
            least = section.get("min_total")
            if least is not None and not self.section_mean(app, taken, section) >= F(least):
                return "gate_section_" + str(section["code"])
        least = self.doc["grid"].get("overall_min")
        if least is not None and not self.total_mean(app, taken) >= F(least):
            return "gate_overall"
        return ""

    # rules 3 and 4

    def needs_third(self, app: str, pair: list[str]) -> bool:
        rule = self.doc.get("reassessment")
        if rule is None:
            return False
        totals = [self.total(app, who) for who in pair]
        if rule.get("gap_percent") is not None:
            of = max(totals) if rule.get("gap_of") == "higher" else self.grid_maximum()
            if max(totals) - min(totals) > F(rule["gap_percent"]) / 100 * of:
                return True
        passes = [self.gate(app, [who]) == "" for who in pair]
        return rule.get("straddles_gates") is True and sorted(passes) == [False, True]

    def judge(self, app: dict[str, Any]) -> Fate:
        name = app["id"]
        sheets = self.sheets.get(name, {})
        counting = sorted(who for who in sheets if self.counts(sheets[who]))
        if len(counting) < int(self.doc.get("min_assessments") or 1):
            return Fate(app, [], counting, "too_few_assessments", "awaiting")
        if len(counting) == 2 and self.needs_third(name, counting):
            return Fate(app, [], counting, "third_assessor_needed", "awaiting")
        taken = counting
        third = app.get("third_assessor")
        if len(counting) == 3 and third in counting:
            others = [who for who in counting if who != third]
            if self.needs_third(name, others):
                taken = self.resolve(name, counting, third)
        failed = self.gate(name, taken)
        return Fate(app, taken, counting, failed, "rejected" if failed else "")

    def resolve(self, app: str, counting: list[str], third: str) -> list[str]:
        rule = self.doc["reassessment"]
        how = rule.get("resolution") or "closest_two"
        if how == "third_replaces":
            return [third]
        if how == "mean_of_all":
            return counting
        low, middle, high = sorted(counting, key=lambda who: self.total(app, who))
        below = self.total(app, middle) - self.total(app, low)
        above = self.total(app, high) - self.total(app, middle)
        if below < above:
            return [low, middle]
        if above < below:
            return [middle, high]
        if rule.get("equal_distance") == "higher_pair" and above > 0:
            return [middle, high]
        return counting

    # rule 7

    def key_value(self, key: str, fate: Fate) -> Fraction:
        name = fate.app["id"]
        if key == "requested_asc":
            return -F(fate.app["requested"])
        if key == "requested_desc":
            return F(fate.app["requested"])
        if key.startswith("item:"):
            return self.item_mean(name, fate.taken, key[5:]) or F(0)
        section = next(s for s in self.sections if s["code"] == key[8:])
        return self.section_mean(name, fate.taken, section)

    def better(self, one: Fate, other: Fate) -> bool:
        totals = [self.total_mean(f.app["id"], f.taken) for f in (one, other)]
        if totals[0] != totals[1]:
            return totals[0] > totals[1]
        for key in self.doc.get("tie_break") or []:
            if self.key_value(key, one) != self.key_value(key, other):
                return self.key_value(key, one) > self.key_value(key, other)
        return False

    def tie_between(self, above: Fate, below: Fate) -> str:
        totals = {self.total_mean(f.app["id"], f.taken) for f in (above, below)}
        if len(totals) == 2:
            return ""
        for key in self.doc.get("tie_break") or []:
            if self.key_value(key, above) != self.key_value(key, below):
                return str(key)
        return "shared"

    def put_in_order(self, ranked: list[Fate]) -> None:
        for fate in ranked:
            fate.rank = 1 + sum(self.better(other, fate) for other in ranked)

    # rule 8

    def alone(self, fate: Fate, state: dict[str, Any]) -> tuple[str, Fraction | None, bool]:
        """Reason if on reserve, offer if selected, and whether there is a stop after it."""
        app = fate.app
        amount = app.get("amount")
        wanted = F(app["requested"] if amount is None else amount)
        if state["stop"]:
            return "envelope", None, False
        quota = (self.doc.get("quotas") or {}).get(app.get("country") or None)
        if quota is not None and state["countries"].count(app["country"]) >= F(quota):
            return "quota", None, False
        if state["left"] is not None and wanted > state["left"]:
            how = self.doc["envelope"]["when_too_large"]
            if how == "reduce" and state["left"] > 0:
                return "", state["left"], True
            return "envelope", None, how != "skip"
        return "", wanted, False

    def walk(self, group: list[Fate], state: dict[str, Any]) -> tuple[bool, dict[str, Any]]:
        """Select one after another; whether all got all they want, and the state after."""
        state = {**state, "countries": list(state["countries"])}
        all_in_full = True
        for fate in group:
            reason, offer, stop = self.alone(fate, state)
            fate.decision = "reserve" if offer is None else "selected"
            fate.reason, fate.offered = reason, offer
            all_in_full = all_in_full and offer is not None and not stop
            if offer is not None:
                state["countries"].append(fate.app.get("country"))
                if state["left"] is not None:
                    state["left"] -= offer
            state["stop"] = state["stop"] or stop
        return all_in_full, state

    def choose(self, ranked: list[Fate]) -> None:
        envelope = self.doc.get("envelope")
        state: dict[str, Any] = {"stop": False, "countries": []}
        state["left"] = None if envelope is None else F(envelope["amount"])
        voting = False
        for rank in sorted({fate.rank for fate in ranked}):
            group = [fate for fate in ranked if fate.rank == rank]
            apart = [self.alone(fate, state) for fate in group]
            in_full, after = self.walk(group, state)
            if not voting and (in_full or len(group) == 1):
                state = after
            elif not voting and all(offer is None for _reason, offer, _stop in apart):
                for fate, (reason, _offer, _stop) in zip(group, apart, strict=True):
                    fate.decision, fate.reason, fate.offered = "reserve", reason, None
                state["stop"] = state["stop"] or any(stop for _r, _o, stop in apart)
            else:
                voting = True
                for fate in group:
                    fate.decision, fate.offered = "reserve", None
                    fate.reason = "committee_vote_needed"

    def line(self, fate: Fate) -> str:
        app = fate.app
        awaiting = fate.decision == "awaiting"
        total = "" if awaiting else cents(self.total_mean(app["id"], fate.taken))
        offered = cents(fate.offered) if fate.offered is not None else ""
        rank = str(fate.rank) if fate.rank else ""
        count = len(fate.counting if awaiting else fate.taken)
        names = ",".join(quoted(app.get(key) or "") for key in ("id", "lot", "country"))
        reason = quoted(fate.reason)
        return (
            f"{rank},{names},{count},{total},{offered},{fate.decision},{reason},{quoted(fate.tie)}"
        )


def coef(item: dict[str, Any]) -> Fraction:
    """The coefficient of an item, 1 where there is none."""
    return F(1) if item.get("coef") is None else F(item["coef"])


def mean(values: list[Fraction]) -> Fraction:
    """The arithmetic mean."""
    return sum(values, F(0)) / len(values)


def cents(value: Fraction) -> str:
    """Two decimals, half-up, for numbers that are not negative."""
    hundredths = (value * 200 + 1) // 2
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def quoted(text: str) -> str:
    """A field of CSV, in quotes only where it must be."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(["x", text])
    plain = buffer.getvalue()[2:-1]
    return f'"{text}"' if "\r" in text and not plain.startswith('"') else plain
