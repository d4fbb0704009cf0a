"""Looking place words up by themselves, or near some words."""

from verbale.resolution.place_lookup import explain


def test_the_answer_and_every_place_of_the_name() -> None:
    found = explain("Tripoli")
    assert found.answer.value is not None
    assert (found.answer.value.country, found.answer.reason) == ("LBY", "city, most prominent")
    assert {"LBY", "LBN"} <= {row.country for row in found.rows}
    assert all(row.population for row in found.rows[:2])


def test_words_near_it_decide() -> None:
    for near in ("Lebanese troops left Beirut.", "Lebanese troops left Tripoli and Beirut."):
        found = explain("Tripoli", near)
        assert found.answer.value is not None
        assert found.answer.value.country == "LBN"


def test_an_unknown_name_is_nowhere_or_where_its_neighbours_are() -> None:
    assert explain("Qwertyville").answer.value is None
    assert explain("Qwertyville").rows == ()
    near = explain("Qwertyville", "Kenyan police came from Nairobi.").answer
    assert near.value is not None
    assert (near.value.country, near.value.precision) == ("KEN", "unknown")


def test_a_phrase_is_taken_apart() -> None:
    assert explain("the Turkish capital").answer.reason == "capital of the country named"
    assert explain("Donetsk region").answer.reason.startswith("admin1")
