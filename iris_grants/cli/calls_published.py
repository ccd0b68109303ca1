"""`iris-grants call question|answer|questions|publish-answers|correct|text`: what is published."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from iris_grants.calls.announcement import write_call_text
from iris_grants.calls.asking import (
    answer_question,
    publish_answers,
    questions_of,
    record_question,
)
from iris_grants.calls.corrigenda import correct_call
from iris_grants.calls.queries import CallRow, call_by_number, call_row
from iris_grants.cli.applications_one import add_call, day_of
from iris_grants.cli.output import open_for, print_json, print_problems, print_table
from iris_grants.kernel.clock import system_clock
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import refusal
from iris_grants.wording import _, current_language, label, ngettext
from iris_grants.wording.formats import day, moment

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_published(commands: Commands) -> None:
    """Add the commands on questions, corrections and the text of a call."""
    words = _("enter a question about a call")
    asking = commands.add_parser("question", help=words, description=words)
    add_call(asking)
    _add_texts(asking, "question")
    asking.add_argument("--received", metavar="DAY", help=_("today unless said"))
    asking.add_argument("--by", help=_("who asked; this is never published"))
    asking.set_defaults(run=ask)
    words = _("answer a question about a call, in every language of the call")
    answering = commands.add_parser("answer", help=words, description=words)
    add_call(answering)
    answering.add_argument("question", metavar="QUESTION", type=int, help=_("its number"))
    _add_texts(answering, "answer")
    _add_texts(answering, "question")
    answering.add_argument("--on", metavar="DAY", help=_("today unless said"))
    answering.set_defaults(run=answer)
    words = _("publish the answers that are written, for everybody")
    publishing = commands.add_parser("publish-answers", help=words, description=words)
    add_call(publishing)
    publishing.add_argument("--on", metavar="DAY", help=_("today unless said"))
    publishing.set_defaults(run=publish)
    words = _("list the questions about a call")
    listing = commands.add_parser("questions", help=words, description=words)
    add_call(listing)
    listing.add_argument("--json", action="store_true", help=_("print one JSON document"))
    listing.set_defaults(run=list_all)
    words = _("publish a correction of a call, which may move the deadline to a later time")
    correcting = commands.add_parser("correct", help=words, description=words)
    add_call(correcting)
    _add_texts(correcting, "text")
    correcting.add_argument("--deadline", metavar="TIME", help=_("e.g. 2023-11-06 18:00"))
    correcting.add_argument("--on", metavar="DAY", help=_("today unless said"))
    correcting.set_defaults(run=correct)
    words = _("write the guidelines for applicants in every language of the call")
    writing = commands.add_parser("text", help=words, description=words)
    add_call(writing)
    writing.set_defaults(run=write_text)


def ask(args: argparse.Namespace) -> int:
    """Enter a question."""
    desk, call = _call(args)
    print_problems(
        desk.run(
            record_question,
            call_id=call.id,
            received_on=_day(args.received),
            question_sr=args.question_sr,
            question_en=args.question_en,
            asked_by=args.by,
        )
    )
    with desk.read() as session:
        number = questions_of(session, call.id)[-1].number
    print(_("{call}: question {number} entered").format(call=call.number, number=number))
    return 0


def answer(args: argparse.Namespace) -> int:
    """Answer a question."""
    desk, call = _call(args)
    with desk.read() as session:
        rows = questions_of(session, call.id)
    found = next((row for row in rows if row.number == args.question), None)
    if found is None:
        raise refusal("calls.question_unknown", number=args.question)
    desk.run(
        answer_question,
        question_id=found.id,
        answered_on=_day(args.on),
        answer_sr=args.answer_sr,
        answer_en=args.answer_en,
        question_sr=args.question_sr,
        question_en=args.question_en,
    )
    words = _("{call}: question {number} answered")
    print(words.format(call=call.number, number=found.number))
    return 0


def publish(args: argparse.Namespace) -> int:
    """Publish the answers."""
    desk, call = _call(args)
    print_problems(desk.run(publish_answers, call_id=call.id, published_on=_day(args.on)))
    print(_("{call}: answers published").format(call=call.number))
    return 0


def list_all(args: argparse.Namespace) -> int:
    """Print the questions with their answers."""
    with open_for(args, write=False).read() as session:
        call = call_by_number(session, args.call)
        rows = questions_of(session, call.id)
    if args.json:
        print_json({"call": call.number, "questions": rows})
        return 0
    language = current_language()[:2]
    print_table(
        (_("No."), _("Received"), _("Question"), _("Answer"), _("State")),
        (
            (
                str(row.number),
                day(row.received_on),
                row.question[language] or row.question["sr"] or row.question["en"],
                row.answer[language],
                label(f"calls.question.{row.state}"),
            )
            for row in rows
        ),
        right="r",
    )
    return 0


def correct(args: argparse.Namespace) -> int:
    """Publish a correction, and say the deadline as it now is."""
    desk, call = _call(args)
    desk.run(
        correct_call,
        call_id=call.id,
        published_on=_day(args.on),
        text_sr=args.text_sr or "",
        text_en=args.text_en or "",
        deadline=args.deadline,
    )
    with desk.read() as session:
        now = call_row(session, call.id)
    deadline = moment(now.deadline_at, now.deadline_zone)
    print(_("{call}: corrected, deadline {moment}").format(call=call.number, moment=deadline))
    return 0


def write_text(args: argparse.Namespace) -> int:
    """Write the guidelines."""
    desk, call = _call(args)
    count = desk.run(write_call_text, call_id=call.id)
    words = ngettext("{n} paper written and filed", "{n} papers written and filed", count)
    print(words.format(n=count))
    return 0


def _add_texts(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument(f"--{name}-sr", metavar="TEXT")
    parser.add_argument(f"--{name}-en", metavar="TEXT")


def _call(args: argparse.Namespace) -> tuple[Desk, CallRow]:
    desk = open_for(args)
    with desk.read() as session:
        return desk, call_by_number(session, args.call)


def _day(text: str | None) -> date:
    return day_of(text, "--on") if text else system_clock().date()
