"""Countries in the spelling of other data sets."""

import pytest

from verbale.ontology.countries import Spelling, alpha3, codes


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kenya", "KEN"),
        ("Russian Federation", "RUS"),
        ("Occupied Palestinian Territory", "PSE"),
        ("Democratic Republic of Congo", "COD"),
        ("Congo", "COG"),
        ("Côte d’Ivoire", "CIV"),
        ("Yemen (North Yemen)", "YEM"),
        ("Kenya (coast)", "KEN"),
        ("The Gambia", "GMB"),
        ("St. Lucia", "LCA"),
        ("Trinidad & Tobago", "TTO"),
        ("Türkiye", "TUR"),
        ("Atlantis", None),
        ("", None),
        ("x" * 10_000, None),
    ],
)
def test_names(name: str, code: str | None) -> None:
    assert alpha3(name) == code


@pytest.mark.parametrize(
    ("kind", "spelling", "code"),
    [
        (Spelling.FIPS, "KE", "KEN"),
        (Spelling.FIPS, "GM", "DEU"),  # not the ISO code of the Gambia
        (Spelling.FIPS, "RB", "SRB"),
        (Spelling.CAMEO, "ROM", "ROU"),
        (Spelling.CAMEO, "KEN", "KEN"),
        (Spelling.CAMEO, "EUR", None),
        (Spelling.GLEDITSCH_WARD, "678", "YEM"),
        (Spelling.GLEDITSCH_WARD, "970", "KIR"),
        (Spelling.GLEDITSCH_WARD, "KE", None),
    ],
)
def test_codes(kind: Spelling, spelling: str, code: str | None) -> None:
    assert alpha3(spelling, kind) == code


def test_every_code_names_itself_in_cameo() -> None:
    assert all(len(code) == 3 and alpha3(code, Spelling.CAMEO) == code for code in codes())
