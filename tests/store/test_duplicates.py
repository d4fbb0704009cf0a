"""Copies and versions are found, other articles are not."""

import pickle
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.store.duplicates import SCHEMA, Fingerprint, NearDuplicates, fingerprint

SENTENCES = (
    "The harbour council of Karvela voted on Monday to close the old grain pier after engineers found cracks in its north wall.",
    "Dockers who have unloaded barley there for four decades shouted from the gallery and threw their gloves on the floor.",
    "The mayor, Ilir Sandov, promised that every one of the 212 men would be given work at the new terminal before the winter.",
    "Union leaders did not believe him and called for a march through the customs quarter on Thursday evening.",
    "A report ordered by the ministry of transport had warned two years ago that the pier might slide into the basin.",
    "Nobody at the ministry could say who had read it, and the engineer who wrote it has moved abroad.",
    "Shipping companies expect that barges from the upper river will have to wait up to nine days at the locks.",
    "Bakers in the hill towns fear for their flour, although the state store says that its silos are three quarters full.",
    "The opposition wants the minister questioned in parliament and has collected most of the signatures that it needs.",
    "Fishermen, for their part, are glad of the quiet and hope that the eels will come back under the empty quay.",
)
TITLE = "Karvela closes its grain pier"
ARTICLE = " ".join(SENTENCES)
OTHER = (
    "Kestania's parliament passed a budget on Friday that cuts the pay of judges and raises the tax on diesel. Judges "
    "walked out of the courts in three cities and left the accused sitting in the dock. The finance minister spoke of a "
    "sacrifice that all must share. Truck drivers parked across the ring road of the capital and cooked soup for those whom "
    "they had stopped. By evening the police had towed away eleven lorries, and a court that was still at work had "
    "forbidden the blockade."
)
BULLETIN = (
    "The health ministry of {} reported {} new cases of cholera on {}, bringing the total to {}. {} people died in the past day."
    " The district of {} is the worst hit. {} patients left hospital after treatment. The ministry publishes its figures every"
    " evening. The true number of cases may be higher because many people do not reach a clinic."
)
PINNED = (2979666315, 22, 0, 22761817556679)
"""Hash of all words, their number, scale and first key of the first sentence, as desks have stored them."""


@pytest.fixture
def near() -> Iterator[NearDuplicates]:
    db = sqlite3.connect(":memory:")
    db.executescript(SCHEMA)
    made = NearDuplicates(db)
    made.add(1, fingerprint("Judges walk out", OTHER))
    made.add(2, fingerprint(TITLE, ARTICLE))
    yield made
    db.close()


COPIES = {
    "the same": ARTICLE,
    "cut to a third": " ".join(ARTICLE.split()[:70]) + "...",
    "a dateline": f"KARVELA, March 3 (Reuters) - {ARTICLE}",
    "a tag of the wire": f"UPDATE 2-{ARTICLE}",
    "credits": f"{ARTICLE} (Reporting by Marta Quispe; Editing by Tomas Vrabec)",
    "its title before it": f"{TITLE}\n\n{ARTICLE}",
    "another headline before it": f"Pier shut for good\n\n{ARTICLE}",
    "a sentence dropped": " ".join(SENTENCES[:4] + SENTENCES[5:]),
    "curled quotes and capitals": ARTICLE.upper().replace("'", "’"),
    "a summary": " ".join(SENTENCES[:2]),
    "one word changed": ARTICLE.replace("gallery", "balcony"),
}
VERSIONS = {
    "a number updated": ARTICLE.replace("212", "240"),
    "a paragraph added": f"{ARTICLE} Late in the evening the council let it be known that the vote will be repeated next week.",
    "a sentence rewritten": ARTICLE.replace(
        SENTENCES[6], "River captains reckon with queues of nine days, at worst, before the locks."
    ),
}


@pytest.mark.parametrize("edit", COPIES)
def test_copies_are_found(near: NearDuplicates, edit: str) -> None:
    match = near.find(fingerprint("Pier shut for good", COPIES[edit]))
    assert match is not None
    assert (match.article, match.kind) == (2, "copy")


@pytest.mark.parametrize("edit", VERSIONS)
def test_versions_are_found(near: NearDuplicates, edit: str) -> None:
    match = near.find(fingerprint(TITLE, VERSIONS[edit]))
    assert match is not None
    assert (match.article, match.kind) == (2, "version")
    assert 0.6 < match.containment < 1


def test_an_article_that_grew_is_a_version_of_its_first_lines() -> None:
    db = sqlite3.connect(":memory:")
    db.executescript(SCHEMA)
    near = NearDuplicates(db)
    near.add(7, fingerprint(None, " ".join(SENTENCES[:3])))
    match = near.find(fingerprint(None, ARTICLE))
    assert match is not None
    assert match.kind == "version"
    assert match.containment < 0.5
    db.close()


def test_measures_are_those_of_the_runs(near: NearDuplicates) -> None:
    match = near.find(fingerprint(None, " ".join(SENTENCES[:5])))
    assert match is not None
    assert match.containment == 1
    words = [len(part.split()) - 11 for part in (" ".join(SENTENCES[:5]), ARTICLE)]
    assert match.jaccard == pytest.approx(words[0] / words[1], abs=0.03)


def test_others_are_not_joined(near: NearDuplicates) -> None:
    near.add(3, fingerprint(None, BULLETIN.format("Marovia", 41, "Monday", 1204, 3, "Umbessa", 28)))
    for text in (
        BULLETIN.format("Kestania", 17, "Friday", 388, 6, "Nembe", 12),
        BULLETIN.format("Marovia", 36, "Tuesday", 1240, 2, "Umbessa", 31),
        f"Ships are piling up on the river. {SENTENCES[2]} His rival laughed. Rain has swollen the stream, and the pilots are "
        "tired. In the taverns by the gate men speak of nothing but the sluice, which a barge rammed in the fog of last week, "
        "and of the captain, who is said to have slept at the wheel.",
    ):
        assert near.find(fingerprint(None, text)) is None


def test_a_round_up_is_no_version_of_an_item() -> None:
    bear = (
        "A bear that had emptied the bins of Dostrin for a month was caught on Sunday and flown to the northern forests, where "
        "it at once set off for the south again."
    )
    db = sqlite3.connect(":memory:")
    db.executescript(SCHEMA)
    desk = NearDuplicates(db)
    desk.add(3, fingerprint(None, bear))
    assert desk.find(fingerprint(None, bear)) is not None
    assert desk.find(fingerprint(None, f"{ARTICLE} {OTHER} {bear}")) is None
    db.close()


def test_a_sentence_is_joined_only_when_all_of_it_is_the_same(near: NearDuplicates) -> None:
    near.add(3, fingerprint(None, "Marovia recalled its envoy from Nambira on Monday."))
    same = near.find(fingerprint("Envoy recalled", "MAROVIA recalled its envoy from Nambira, on Monday"))
    assert same is not None
    assert (same.article, same.kind, same.jaccard) == (3, "copy", 1.0)
    assert near.find(fingerprint(None, "Marovia recalled its envoy from Castalia on Monday.")) is None


def test_the_best_is_taken_and_of_equals_the_earliest(near: NearDuplicates) -> None:
    near.add(3, fingerprint(None, " ".join(SENTENCES[:6])))
    near.add(4, fingerprint(TITLE, ARTICLE))
    match = near.find(fingerprint(TITLE, ARTICLE))
    assert match is not None
    assert match.article == 2


def test_a_thousand_copies_still_lead_to_the_original(near: NearDuplicates) -> None:
    for number in range(3, 1000):
        near.add(number, fingerprint(None, f"{ARTICLE} Filed by bureau {number}."))
    match = near.find(fingerprint(None, ARTICLE))
    assert match is not None
    assert match.article == 2


def test_nothing_is_committed() -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.executescript(SCHEMA)
    db.execute("BEGIN")
    NearDuplicates(db).add(1, fingerprint(None, ARTICLE))
    assert db.in_transaction
    db.execute("ROLLBACK")
    assert NearDuplicates(db).find(fingerprint(None, ARTICLE)) is None
    db.close()


def test_adding_again_replaces(near: NearDuplicates) -> None:
    near.add(2, fingerprint(TITLE, ARTICLE))
    match = near.find(fingerprint(TITLE, ARTICLE))
    assert match is not None
    assert match.article == 2


def test_a_script_without_spaces_is_compared_by_characters(near: NearDuplicates) -> None:
    text = "卡尔维拉港务委员会周一投票决定关闭旧谷物码头因为工程师在其北墙上发现了裂缝码头工人在旁听席上高声抗议"
    near.add(3, fingerprint(None, text))
    match = near.find(fingerprint(None, text[:35]))
    assert match is not None
    assert (match.article, match.kind) == (3, "copy")


def test_a_book_is_taken_as_well(near: NearDuplicates) -> None:
    chance = random.Random(1)
    words = [str(chance.randrange(10**6)) for _ in range(100_000)]
    made = fingerprint(None, " ".join(words))
    assert len(pickle.dumps(made)) < 10_000
    near.add(3, made)
    match = near.find(fingerprint(None, " ".join(words[:40_000])))
    assert match is not None
    assert match.article == 3


def test_the_fingerprint_is_the_same_in_every_process() -> None:
    program = (
        "import sys; from verbale.store.duplicates import fingerprint\n"
        "print(repr(fingerprint(None, sys.argv[1])))"
    )  # fmt: skip
    seen = {
        subprocess.run(
            [sys.executable, "-c", program, ARTICLE],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert seen == {f"{fingerprint(None, ARTICLE)!r}\n"}


def test_the_fingerprint_does_not_change_between_releases() -> None:
    made = fingerprint(None, SENTENCES[0])
    assert (made.whole, made.words, made.scale, made.keys[0]) == PINNED
    assert len(made.sample) == 4 * (made.words - 11)


@given(st.text(), st.none() | st.text())
def test_any_text_is_taken_and_matches_itself(text: str, title: str | None) -> None:
    db = sqlite3.connect(":memory:")
    db.executescript(SCHEMA)
    near, made = NearDuplicates(db), fingerprint(title, text)
    assert near.find(made) is None
    near.add(5, made)
    match = near.find(made)
    if made.words:
        assert match is not None
        assert (match.article, match.kind, match.jaccard, match.containment) == (5, "copy", 1.0, 1.0)
    else:
        assert match is None
    db.close()


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_white_space_and_case_do_not_count(told: list[str], chance: random.Random) -> None:
    text = " ".join(told)
    changed = "".join(
        chance.choice((" ", "\n", "\t \r\n", "\u00a0")) if c == " " else chance.choice((c.upper(), c)) for c in text
    )
    assert fingerprint(TITLE, text) == fingerprint(TITLE.upper(), f"\n {changed} ")


@given(st.text(st.characters(codec="utf-8"), max_size=400))
def test_a_fingerprint_can_be_sent_to_another_process(text: str) -> None:
    made = fingerprint(None, text)
    back: Fingerprint = pickle.loads(pickle.dumps(made))
    assert back == made
    assert all(0 <= key < 2**48 for key in made.keys)
