"""What a call publishes besides its terms: questions with answers, corrections, its text."""

from __future__ import annotations

from iris_grants.calls.announcement import write_call_text
from iris_grants.calls.asking import (
    QuestionRow,
    answer_question,
    publish_answers,
    record_question,
)
from iris_grants.calls.corrigenda import CorrigendumRow, correct_call
from iris_grants.calls.queries import CallRow
from iris_grants.calls.rules_questions import question_dates
from iris_grants.calls.terms import CallTerms
from iris_grants.wording import N_, _, current_language
from iris_grants.wording.formats import day, moment, today
from ui.forms.acts import command_act, form_act
from ui.forms.fields import Field, FieldKind, FormSpec
from ui.shell.act import Act
from ui.shell.tokens import Meaning
from ui.tables.columns import Column, Kind, chip
from ui.tables.detail import Pair, Pairs, Part, Tab, Words, sub_table

STATES = {
    "open": Meaning.ATTENTION,
    "answered": Meaning.INFORMATION,
    "published": Meaning.GOOD,
}

QUESTIONS: tuple[Column[QuestionRow], ...] = (
    Column(key="number", title=N_("No."), kind=Kind.INTEGER, width=52),
    Column(key="received_on", title=N_("Received"), kind=Kind.DATE, width=96),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.state, STATES, "calls.question."),
        width=150,
        stretch=1,
    ),
)


def questions_tab(rows: tuple[QuestionRow, ...], terms: CallTerms) -> Tab:
    """The questions about a call, each with its answer and next step."""
    dates = question_dates(terms)
    preset = _("preset, the call does not say")
    until = f" ({preset})" if dates.preset else ""
    parts: list[Part] = [
        Pairs(
            pairs=(
                Pair(label=_("Questions until"), value=f"{day(dates.questions_until)}{until}"),
                Pair(label=_("Answers until"), value=f"{day(dates.answers_until)}{until}"),
            )
        ),
        sub_table(
            QUESTIONS,
            rows,
            lambda row: row.id,
            none=_("Nobody has asked anything yet."),
            acts=lambda row: _row_acts(row, terms),
        ),
    ]
    parts += [
        Words(title=_("Question {number}").format(number=row.number), text=told(row))
        for row in rows
    ]
    return Tab(title=_("Questions"), count=len(rows), parts=tuple(parts))


def corrections_tab(rows: tuple[CorrigendumRow, ...], zone: str) -> Tab:
    """The corrections of a call."""
    parts: list[Part] = [
        Words(title=_("Corrigendum no. {number}").format(number=row.number), text=_told(row, zone))
        for row in rows
    ]
    none = Words(text=_("The call was never corrected."))
    return Tab(title=_("Corrections"), count=len(rows), parts=tuple(parts) or (none,))


def published_acts(row: CallRow, questions: tuple[QuestionRow, ...]) -> tuple[Act, ...]:
    """The steps on questions, corrections and the text of a published call."""
    if row.state == "draft":
        return ()
    fixed = {"call_id": row.id}
    acts = [
        form_act(
            _("Enter a question…"),
            _question_form,
            record_question,
            fixed=fixed,
            icon="message-square",
            done=_("The question is entered."),
        )
    ]
    if any(one.state == "answered" for one in questions):
        acts.append(
            form_act(
                _("Publish the answers…"),
                _publication_form,
                publish_answers,
                fixed=fixed,
                icon="megaphone",
                done=_("The answers are published and filed."),
            )
        )
    if row.state == "published":
        acts.append(_correct_act(row))
    acts.append(
        command_act(
            _("Write the guidelines"),
            write_call_text,
            fixed,
            icon="file-text",
            done=_("The guidelines are written and filed."),
        )
    )
    return tuple(acts)


def _correct_act(row: CallRow) -> Act:
    return form_act(
        _("Correct the call…"),
        lambda: _correction_form(row),
        correct_call,
        fixed={"call_id": row.id},
        icon="file-pen",
        done=_("The correction is published and filed."),
    )


def told(row: QuestionRow) -> str:
    """A question and its answer, in the language of the window where it is there."""
    language = current_language()[:2]
    other = "en" if language == "sr" else "sr"
    lines = [row.question[language] or row.question[other]]
    answer = row.answer[language] or row.answer[other]
    if answer:
        lines.append(f"{_('Answer:')} {answer}")
    if row.published_on is not None:
        words = _("Published on {day} in every language of the call")
        lines.append(words.format(day=day(row.published_on)))
    if row.asked_by:
        lines.append(_("Asked by {name} (not published)").format(name=row.asked_by))
    return "\n".join(lines)


def _told(row: CorrigendumRow, zone: str) -> str:
    lines = [row.text.of(current_language()), f"{_('Published on')} {day(row.published_on)}"]
    if row.deadline_after is not None:
        words = _("The deadline moved from {before} to {after}.")
        before, after = moment(row.deadline_before, zone), moment(row.deadline_after, zone)
        lines.insert(1, words.format(before=before, after=after))
    return "\n".join(lines)


def _row_acts(row: QuestionRow, terms: CallTerms) -> tuple[Act, ...]:
    if row.published_on is not None:
        return ()
    return (
        form_act(
            _("Answer…"),
            lambda: _answer_form(row, terms),
            answer_question,
            fixed={"question_id": row.id},
            done=_("The answer is written; it is published with the others."),
        ),
    )


def _question_form() -> FormSpec:
    return FormSpec(
        title=_("Question about the call"),
        save=_("Enter"),
        intro=_("It gets the next number; the answer is published for everybody."),
        fields=(
            _date("received_on", _("Received on")),
            Field(name="question_sr", label=_("Question in Serbian"), kind=FieldKind.LONG_TEXT),
            Field(name="question_en", label=_("Question in English"), kind=FieldKind.LONG_TEXT),
            Field(name="asked_by", label=_("Asked by"), help=_("For the office; not published.")),
        ),
    )


def _answer_form(row: QuestionRow, terms: CallTerms) -> FormSpec:
    fields = []
    for kind, texts in (("question", row.question), ("answer", row.answer)):
        for language in terms.languages:
            fields.append(
                Field(
                    name=f"{kind}_{language}",
                    label=_TITLES[kind, language](),
                    kind=FieldKind.LONG_TEXT,
                    initial=texts[language] or None,
                    required=True,
                )
            )
    return FormSpec(
        title=_("Answer to question {number}").format(number=row.number),
        save=_("Save"),
        intro=_("In every language of the call, so that everybody can read it."),
        fields=(*fields, _date("answered_on", _("Answered on"))),
    )


def _publication_form() -> FormSpec:
    return FormSpec(
        title=_("Publish the answers"),
        save=_("Publish"),
        intro=_("All questions with their answers become one paper in each language."),
        fields=(_date("published_on", _("Published on")),),
    )


def _correction_form(row: CallRow) -> FormSpec:
    now = moment(row.deadline_at, row.deadline_zone)
    return FormSpec(
        title=_("Correction of {call}").format(call=row.number),
        save=_("Publish"),
        intro=_("The terms that were published stay as they were; the correction stands beside."),
        fields=(
            _date("published_on", _("Published on")),
            Field(
                name="text_sr",
                label=_("Text in Serbian"),
                kind=FieldKind.LONG_TEXT,
                required=True,
            ),
            Field(
                name="text_en",
                label=_("Text in English"),
                kind=FieldKind.LONG_TEXT,
                required=True,
            ),
            Field(
                name="deadline",
                label=_("New deadline"),
                kind=FieldKind.LOCAL,
                hint="6.11.2023. 18:00",
                help=_("Now {moment}; it can only be moved later.").format(moment=now),
            ),
        ),
    )


def _date(name: str, words: str) -> Field:
    return Field(name=name, label=words, kind=FieldKind.DATE, required=True, initial=today())


_TITLES = {
    ("question", "sr"): lambda: _("Question in Serbian"),
    ("question", "en"): lambda: _("Question in English"),
    ("answer", "sr"): lambda: _("Answer in Serbian"),
    ("answer", "en"): lambda: _("Answer in English"),
}
