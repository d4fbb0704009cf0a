"""What follows from a correction: type, score, the other lists of a party, what belonged to another place."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.export.reports import event
from verbale.errors import CorrectionError
from verbale.store.reviewed import corrected, review
from verbale.store.rows import EventRow
from verbale.store.state import Correction


def fixed(base: EventRow | None = None, **said: str) -> Any:
    return corrected(base or event(), said)


def said(field: str, value: str | None, *, event_id: str = "e1", article: str | None = "a1", at: int | None = 18) -> Correction:
    return Correction(
        event_id, field, value, None, None, "2024-05-01T12:00:00Z", article, at, at + 14 if at is not None else None
    )


def test_type_quad_and_score_follow() -> None:
    after = fixed(act="CONSULT", status="future")
    assert (after.act, after.event_type, after.quad, after.score) == (
        "CONSULT",
        "AGREE",
        "verbal cooperation",
        1.0,
    ) or after.score
    assert after.mode == ()  # that of the act before


def test_a_mode_of_another_act_is_refused() -> None:
    with pytest.raises(CorrectionError, match="ASSAULT has no mode 'visit'"):
        fixed(mode="visit")


def test_another_code_loses_the_name_and_keeps_the_words() -> None:
    after = fixed(recipient_code="KEN; UGA")
    assert after.recipient == ("students", "two reporters")
    assert after.recipient_name == (None, None)
    assert after.recipient_sector == ("CVL", "JRN")


def test_fewer_parties_keep_what_belongs_to_them() -> None:
    base = replace(event(), recipient_code=("KEN", "UGA"), recipient_name=("Kenya", "Uganda"))
    after = fixed(base, recipient_code="UGA")
    assert (after.recipient, after.recipient_name, after.recipient_sector) == (("two reporters",), ("Uganda",), ("JRN",))


def test_a_party_that_was_missed_is_added() -> None:
    base = replace(event(), recipient=(), recipient_name=(), recipient_code=(), recipient_sector=())
    assert fixed(base, recipient="the rebels").recipient_code == ("UNK",)
    assert fixed(base, recipient_code="UGA,KEN").recipient == (None, None)
    assert fixed(actor_code="").actor == ()


def test_lists_that_do_not_go_together_are_told() -> None:
    with pytest.raises(CorrectionError, match="give as many"):
        fixed(recipient_sector="GOV")
    with pytest.raises(CorrectionError, match="numbers of values differ"):
        fixed(recipient_code="KEN", recipient_sector="GOV; MIL")


def test_another_country_loses_the_place_in_it() -> None:
    after = fixed(country="UGA")
    assert (after.country, after.place_name, after.geonameid, after.lat, after.precision) == ("UGA", None, None, None, "country")
    assert after.place_basis == "corrected"
    after = fixed(place_name="Gulu", country="UGA", precision="city")
    assert (after.place_name, after.country, after.admin1, after.precision) == ("Gulu", "UGA", None, "city")
    assert fixed(lat="1.5").place_name == "Nakuru"


def test_days_are_in_order() -> None:
    after = fixed(date_from="2024-09-28")
    assert (after.date_from, after.date_to, after.date_basis) == (date(2024, 9, 28), date(2024, 10, 1), "corrected")
    with pytest.raises(CorrectionError, match="after date_to"):
        fixed(date_from="2024-11-28")


def test_numbers_are_as_many_and_in_order() -> None:
    after = fixed(quantity_kind="injured; dead", quantity_low="3; 1")
    assert (after.quantity, after.quantity_high) == (("three", None), (5.0, None))
    with pytest.raises(CorrectionError, match="more than quantity_high"):
        fixed(quantity_low="9")


def test_another_run_may_number_the_events_anew() -> None:
    moved = [event(event_id="e1", start=2, end=6), event(event_id="e2", start=18, end=27)]
    found = review([said("act", "COERCE")], moved)
    assert [(each.before.event_id, each.after and each.after.act) for each in found.events] == [("e2", "COERCE")]


def test_an_event_that_is_found_no_more_keeps_its_correction() -> None:
    found = review([said("act", "COERCE")], [event(start=90, end=95)])
    assert (found.events, [each.state for each in found.standing]) == ((), ["lost"])


def test_what_does_not_fit_another_coding_is_told_and_not_applied() -> None:
    found = review([said("mode", "crowd-control")], [event(act="CONSULT", mode=())])
    assert (found.events, [each.state for each in found.standing]) == ((), ["misfit"])
    assert "has no mode" in str(found.standing[0].trouble)


def test_the_last_word_counts_and_can_be_taken_back() -> None:
    found = review([said("act", "COERCE"), said("act", "PROTEST"), said("status", "future"), said("status", None)], [event()])
    assert [each.state for each in found.standing] == ["replaced", "applies", "replaced", "undo"]
    (only,) = found.events
    assert (only.fields, only.after and only.after.act) == (("act",), "PROTEST")


def test_imported_events_are_found_by_their_id_in_every_file() -> None:
    rows = [event(event_id="icews:7", article_id=None, start=None, end=None, run_id=run) for run in ("r1", "r2")]
    found = review([said("event", "no", event_id="icews:7", article=None, at=None)], rows)
    assert [each.after for each in found.events] == [None, None]
