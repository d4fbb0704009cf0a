"""The gate: which figures it holds to their floors."""

import pytest

from quality.gate import GATED, SMALLER_IS_BETTER, compare, raised, thin, weighed

SET = {"source_f1": 0.5, "source_marked": 11, "status_acc": 0.8, "false_happened": 0.2, "unreal_recall": 0.4, "sets_right": 0.5}


@pytest.mark.parametrize("key", [key for key in GATED if not key.endswith("_f1")])
def test_what_is_no_f1_is_always_gated(key: str) -> None:
    worse = 0.9 if key in SMALLER_IS_BETTER else 0.1
    assert not thin(key, {key: worse})
    assert compare("set", {key: worse}, {key: 0.5})


def test_an_f1_over_few_items_is_shown_but_not_gated() -> None:
    assert thin("source_f1", SET)
    assert not thin("source_f1", SET | {"source_marked": 12})
    assert not compare("set", SET, {"source_f1": 0.9})


def test_an_f1_of_a_set_that_counts_no_items_is_gated() -> None:
    assert compare("dev", {"source_f1": 0.5}, {"source_f1": 0.9})


def test_a_floor_never_falls() -> None:
    assert raised("act_f1", 0.7, 0.8) == 0.8
    assert raised("act_f1", 0.9, 0.8) == 0.897
    assert raised("false_happened", 0.2, 0.1) == 0.1
    assert raised("false_happened", 0.05, 0.1) == 0.053


def test_a_figure_that_is_missing_is_a_fault() -> None:
    assert compare("set", {}, {"status_acc": 0.9})


def test_the_weighted_score_of_a_perfect_model_is_one() -> None:
    perfect = {"event_f1": 1, "act_f1": 1, "unreal_recall": 1, "false_happened": 0, "false_events_per_100_empty_sentences": 0}
    sets = {"dev": perfect, "news": perfect, "articles": perfect, "variants": {"sets_right": 1}}
    assert weighed(sets) == 1
    assert weighed({"dev": perfect}) is None
