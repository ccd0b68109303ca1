"""The merge of returns: a function of sets, never dropping or preferring silently."""

from __future__ import annotations

import random
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from iris_grants.scoring.rules.merging import (
    Counting,
    Decision,
    Merged,
    PartFacts,
    PartState,
    Reason,
    ReturnFacts,
    Situation,
    Standing,
    Verdict,
    merge,
)

NOW = Situation(
    grid="g1",
    versions={"IP-001": "v1", "IP-002": "v1"},
    keys=frozenset({("A", "key-a"), ("B", "key-b")}),
    recusals=frozenset(),
)
ACCEPTED = Verdict(state=PartState.ACCEPTED)


def part(content: str = "x", *, application: str = "IP-001", **facts: object) -> PartFacts:
    """A part of version v1."""
    version = str(facts.pop("fingerprint", "v1"))
    decision = facts.pop("decision", None)
    return PartFacts(
        application=application,
        fingerprint=version,
        content=content,
        recused=bool(facts.pop("recused", False)),
        decision=decision if isinstance(decision, Decision) else None,
    )


def sent(
    sha256: str,
    *parts: PartFacts,
    replaces: str = "",
    member: str = "A",
    key: str | None = None,
    grid: str = "g1",
) -> ReturnFacts:
    """A return of a member, under the confirmed key if none is named."""
    return ReturnFacts(
        sha256=sha256,
        member=member,
        public_key=key or f"key-{member.lower()}",
        grid=grid,
        replaces=frozenset(replaces.split()),
        parts=parts,
    )


def held(reason: Reason) -> Verdict:
    return Verdict(state=PartState.HELD, reason=reason)


def superseded(reason: Reason) -> Verdict:
    return Verdict(state=PartState.SUPERSEDED, reason=reason)


def test_single_return_counts() -> None:
    merged = merge([sent("r1", part())], NOW)
    assert merged == Merged(
        verdicts={("r1", "IP-001"): ACCEPTED},
        counting={("A", "IP-001"): Counting(sha256="r1", standing=Standing.SCORES)},
    )


def test_named_predecessor_is_superseded_even_if_it_never_came() -> None:
    merged = merge([sent("r1", part()), sent("r3", part("y"), replaces="r1 r2")], NOW)
    assert merged.verdicts == {
        ("r1", "IP-001"): superseded(Reason.REPLACED),
        ("r3", "IP-001"): ACCEPTED,
    }


def test_returns_that_do_not_name_each_other_and_differ_are_both_held() -> None:
    merged = merge([sent("r1", part()), sent("r2", part("y"))], NOW)
    assert set(merged.verdicts.values()) == {held(Reason.CONTRADICTION)}
    assert merged.counting == {}


def test_contradiction_is_settled_by_accepting_one() -> None:
    merged = merge(
        [sent("r1", part()), sent("r2", part("y", decision=Decision.ACCEPT))],
        NOW,
    )
    assert merged.verdicts == {
        ("r1", "IP-001"): superseded(Reason.OTHER_ACCEPTED),
        ("r2", "IP-001"): ACCEPTED,
    }


def test_contradiction_is_settled_by_setting_one_aside() -> None:
    merged = merge([sent("r1", part(decision=Decision.SET_ASIDE)), sent("r2", part("y"))], NOW)
    assert merged.verdicts == {
        ("r1", "IP-001"): Verdict(state=PartState.SET_ASIDE, reason=Reason.DECIDED),
        ("r2", "IP-001"): ACCEPTED,
    }


def test_equal_contents_of_two_laptops_do_not_contradict() -> None:
    merged = merge([sent("r2", part()), sent("r1", part())], NOW)
    assert merged.verdicts == {
        ("r1", "IP-001"): ACCEPTED,
        ("r2", "IP-001"): superseded(Reason.SAME_CONTENT),
    }


def test_unconfirmed_key_holds_and_replaces_nothing() -> None:
    merged = merge([sent("r1", part()), sent("r2", part("y"), replaces="r1", key="?")], NOW)
    assert merged.verdicts == {
        ("r1", "IP-001"): ACCEPTED,
        ("r2", "IP-001"): held(Reason.KEY_NOT_CONFIRMED),
    }


def test_key_of_another_member_does_not_count() -> None:
    merged = merge([sent("r1", part(), key="key-b")], NOW)
    assert merged.verdicts == {("r1", "IP-001"): held(Reason.KEY_NOT_CONFIRMED)}


def test_other_grid_and_stale_version_are_held_by_application() -> None:
    merged = merge(
        [
            sent("r1", part(), grid="g0"),
            sent("r2", part(fingerprint="v0"), part(application="IP-002"), member="B"),
        ],
        NOW,
    )
    assert merged.verdicts == {
        ("r1", "IP-001"): held(Reason.OTHER_GRID),
        ("r2", "IP-001"): held(Reason.STALE_VERSION),
        ("r2", "IP-002"): ACCEPTED,
    }


def test_stale_version_counts_once_accepted() -> None:
    merged = merge([sent("r1", part(fingerprint="v0", decision=Decision.ACCEPT))], NOW)
    assert merged.verdicts == {("r1", "IP-001"): ACCEPTED}


def test_scores_after_own_recusal_are_held() -> None:
    merged = merge([sent("r1", part(recused=True)), sent("r2", part("y"), replaces="r1")], NOW)
    assert merged == Merged(
        verdicts={
            ("r1", "IP-001"): superseded(Reason.REPLACED),
            ("r2", "IP-001"): held(Reason.AFTER_RECUSAL),
        },
        counting={("A", "IP-001"): Counting(sha256="r1", standing=Standing.RECUSED)},
    )


def test_recusal_set_aside_lets_the_later_scores_count() -> None:
    merged = merge(
        [
            sent("r1", part(recused=True, decision=Decision.SET_ASIDE)),
            sent("r2", part("y"), replaces="r1"),
        ],
        NOW,
    )
    assert merged.counting == {("A", "IP-001"): Counting(sha256="r2", standing=Standing.SCORES)}


def test_confirmed_conflict_voids_scores() -> None:
    situation = Situation(
        grid=NOW.grid,
        versions=NOW.versions,
        keys=NOW.keys,
        recusals=frozenset({("A", "IP-001")}),
    )
    merged = merge([sent("r1", part())], situation)
    assert merged == Merged(
        verdicts={("r1", "IP-001"): held(Reason.AFTER_RECUSAL)},
        counting={("A", "IP-001"): Counting(sha256="r1", standing=Standing.VOID)},
    )


VERSIONS = st.sampled_from(["v0", "v1"])
DECISIONS = st.sampled_from([None, None, None, Decision.ACCEPT, Decision.SET_ASIDE])


@st.composite
def histories(draw: st.DrawFn) -> list[ReturnFacts]:
    """Returns of two members, each replacing any of those before it."""
    made: list[ReturnFacts] = []
    for number in range(draw(st.integers(0, 6))):
        member = draw(st.sampled_from("AB"))
        earlier = [one.sha256 for one in made if one.member == member]
        named = draw(st.lists(st.sampled_from(earlier), unique=True)) if earlier else []
        parts = tuple(
            PartFacts(
                application=application,
                fingerprint=draw(VERSIONS),
                content=draw(st.sampled_from("xyz")),
                recused=draw(st.sampled_from([False, False, False, True])),
                decision=draw(DECISIONS),
            )
            for application in ("IP-001", "IP-002")
        )
        key = draw(st.sampled_from([f"key-{member.lower()}", f"key-{member.lower()}", "other"]))
        sha256 = f"{draw(st.integers(0, 9))}{number}"
        made.append(sent(sha256, *parts, replaces=" ".join(named), member=member, key=key))
    return made


SITUATIONS = st.builds(
    Situation,
    grid=st.sampled_from(["g1", "g1", "g2"]),
    versions=st.fixed_dictionaries({"IP-001": VERSIONS, "IP-002": VERSIONS}),
    keys=st.just(NOW.keys),
    recusals=st.frozensets(st.tuples(st.sampled_from("AB"), st.just("IP-001"))),
)


@given(histories(), SITUATIONS, st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(
    returns: list[ReturnFacts], situation: Situation, chance: random.Random
) -> None:
    expected = merge(returns, situation)
    shuffled = returns + chance.choices(returns, k=3) if returns else []
    chance.shuffle(shuffled)
    assert merge(shuffled, situation) == expected


@given(histories(), SITUATIONS)
def test_nothing_is_dropped_and_only_accepted_scores_count(
    returns: list[ReturnFacts], situation: Situation
) -> None:
    merged = merge(returns, situation)
    assert set(merged.verdicts) == {(r.sha256, p.application) for r in returns for p in r.parts}
    for (member, application), counted in merged.counting.items():
        verdict = merged.verdicts[counted.sha256, application]
        if counted.standing is Standing.SCORES:
            assert verdict == ACCEPTED
            assert (member, application) not in situation.recusals
    owners = {one.sha256: one.member for one in returns}
    accepted = [
        (owners[sha], application)
        for (sha, application), verdict in merged.verdicts.items()
        if verdict == ACCEPTED and merged.counting[owners[sha], application].sha256 == sha
    ]
    assert len(accepted) == len(set(accepted))


@given(histories(), SITUATIONS)
def test_silence_never_prefers_one_of_two_different_heads(
    returns: list[ReturnFacts], situation: Situation
) -> None:
    merged = merge(returns, situation)
    for (member, application), counted in merged.counting.items():
        if counted.standing is not Standing.SCORES:
            continue
        mine = {
            one.sha256: (one, p)
            for one in returns
            for p in one.parts
            if one.member == member and p.application == application
        }
        winner = mine[counted.sha256][1]
        for sha, (_one, other) in mine.items():
            verdict = merged.verdicts[sha, application]
            if other.content != winner.content and verdict.reason is Reason.OTHER_ACCEPTED:
                assert winner.decision is Decision.ACCEPT or any(
                    p.decision is Decision.ACCEPT and p.content == winner.content
                    for _r, p in mine.values()
                )


def test_every_permutation_of_a_long_story_gives_one_answer() -> None:
    story = [
        sent("r1", part()),
        sent("r2", part("y"), replaces="r1"),
        sent("r3", part("z"), replaces="r1"),
        sent("r4", part("y"), replaces="r1 r2", key="new"),
        sent("r5", part("q"), member="B"),
    ]
    answers = [merge(order, NOW) for order in permutations(story)]
    assert all(answer == answers[0] for answer in answers)
    assert answers[0].counting == {("B", "IP-001"): Counting(sha256="r5", standing=Standing.SCORES)}
