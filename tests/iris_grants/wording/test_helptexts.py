"""The help is whole in every language: topics, headings, links, and words that are found."""

from __future__ import annotations

from pathlib import Path

import pytest

import resources
from iris_grants.wording.catalogue import LANGUAGES
from iris_grants.wording.helptexts import TOPICS, find_help, help_page, help_pages
from tests.iris_grants.cli.conftest import Run, run
from tests.iris_grants.refusals import refused

__all__ = ["run"]
FOLDER = Path(str(resources.__path__[0])) / "help"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_is_written_and_every_link_leads_somewhere(language: str) -> None:
    written = {path.stem for path in (FOLDER / language).glob("*")}
    assert written == set(TOPICS)
    for page in help_pages(language):
        assert page.text.startswith(f"# {page.title}\n\n")
        assert set(page.links()) <= set(TOPICS), page.topic
        assert page.topic not in page.links()


def test_pages_say_the_same_in_every_language() -> None:
    english, serbian = help_pages("en"), help_pages("sr_Latn")
    for one, other in zip(english, serbian, strict=True):
        assert one.title != other.title
        assert len(one.sections()) == len(other.sections()), one.topic
        assert one.links() == other.links(), one.topic
        assert one.text.count("\n- ") == other.text.count("\n- "), one.topic


def test_words_are_found_without_their_accents() -> None:
    assert [page.topic for page in find_help("argon2id")] == ["sign-in"]
    assert "backup" in [page.topic for page in find_help("rezervne kopije", "sr_Latn")]
    assert [page.topic for page in find_help("šifrovanje krađe", "sr_Latn")] == ["sign-in"]
    assert [page.topic for page in find_help("sifrovanje krade", "sr_Latn")] == ["sign-in"]
    assert len(find_help("")) == len(TOPICS)
    assert find_help("nothing like this anywhere") == ()


def test_sign_in_is_said_to_guard_against_mistakes_and_not_against_theft() -> None:
    assert "guards against mistakes and haste, not against theft" in help_page("sign-in", "en").text
    assert "Against that only encryption helps" in help_page("sign-in", "en").text


def test_unknown_topic_is_refused_with_those_that_there_are() -> None:
    with refused("help.topic_unknown"):
        help_page("everything")


def test_command_line_lists_searches_and_prints_topics(run: Run) -> None:
    listed = run("help").out.splitlines()
    assert len(listed) == len(TOPICS) + 2
    assert run("help", "--search", "argon2id").out.splitlines()[2].split()[0] == "sign-in"
    unknown = run("help", "everything")
    assert unknown.err.startswith("There is no help on “everything”. Topics: home, grants")
    page = run("help", "backup", "--lang", "sr")
    assert page.out.startswith("Rezervne kopije, kopije i drugi računar\n\nŠta je baza\n")
    assert "#" not in page.out
    assert "`" not in page.out
