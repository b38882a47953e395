"""What an edition is made from, and where its figures stand."""

from __future__ import annotations

import pandas as pd

from site_builder.diagnostics import Location
from site_builder.editions import find_figures, input_digests, withheld_figures
from site_builder.model.dataset import Disclosed
from site_builder.model.observation import FRAME_COLUMNS, Observations
from site_builder.model.portal import Portal
from site_builder.model.site import AudienceConfig, SiteConfig
from site_builder.model.text import Text
from site_builder.model.theme import Theme
from site_builder.model.units import UnitRegister


def make_observations(*rows: dict[str, object]) -> Observations:
    filled = [
        {
            "indicator": "CT1",
            "unit": "a",
            "period": "2024",
            "breakdown": "",
            "variant": "",
            "value": 95.0,
            "numerator": None,
            "denominator": None,
            "status": "official",
            "source": "",
            "as_of": "",
            "note": "",
            "audience": "public",
            "received": "",
            "cell": "",
            "path": "data/observations/a.csv",
            "line": 2,
        }
        | row
        for row in rows
    ]
    return Observations(pd.DataFrame(filled, columns=list(FRAME_COLUMNS)))


def make_portal(observations: Observations) -> Portal:
    audience = AudienceConfig("public")
    name = Text((("vi", "Thử"),))
    site = SiteConfig(name, ("vi",), name, "Asia/Ho_Chi_Minh", (audience,))
    disclosed = Disclosed(audience, site, UnitRegister({}), {}, observations, (), {}, (), ())
    return Portal(disclosed, {}, (), {}, (), (), None)


THEME = Theme("base", {"page.html": "x"}, {}, {})


def test_where_a_row_stands_is_no_input():
    """Files may be split and rows sorted without a new edition; a figure may not change."""
    first = make_portal(make_observations({}))
    moved = make_portal(make_observations({"path": "data/observations/b.csv", "line": 9}))
    changed = make_portal(make_observations({"value": 96.0}))

    assert input_digests(first, THEME, "g") == input_digests(moved, THEME, "g")
    assert input_digests(first, THEME, "g") != input_digests(changed, THEME, "g")


def test_theme_and_generator_are_inputs():
    """Each has a digest of its own, so that one can see what changed."""
    portal = make_portal(make_observations({}))
    other = Theme("base", {"page.html": "y"}, {}, {})

    first = input_digests(portal, THEME, "g")
    restyled = input_digests(portal, other, "g")
    rebuilt = input_digests(portal, THEME, "h")

    assert [name for name in first if first[name] != restyled[name]] == ["theme"]
    assert [name for name in first if first[name] != rebuilt[name]] == ["generator"]


def test_figures_are_found_in_their_files():
    """The figure used, not a rival one."""
    observations = make_observations({}, {"variant": "khac", "line": 3}, {"unit": "b", "line": 4})

    assert find_figures(observations) == {
        ("CT1", "a", "2024"): Location("data/observations/a.csv", 2),
        ("CT1", "b", "2024"): Location("data/observations/a.csv", 4),
    }


def test_a_figure_of_a_workbook_is_found_in_its_cell():
    """The sheet's name may hold the very sign that parts it from the cell."""
    observations = make_observations({"path": "data/observations/a.xlsx", "cell": "Gì! 02!D14"})

    assert find_figures(observations) == {
        ("CT1", "a", "2024"): Location("data/observations/a.xlsx", sheet="Gì! 02", cell="D14"),
    }


def test_withheld_figures_are_those_that_exist_unseen():
    """Left out, or shown without their value."""
    everything = make_observations({}, {"unit": "b"}, {"unit": "c"})
    shown = make_observations({}, {"unit": "b", "status": "suppressed", "value": None})

    assert withheld_figures(everything, shown) == {("CT1", "b", "2024"), ("CT1", "c", "2024")}
