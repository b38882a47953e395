"""The data files: names and values as the contract writes them."""

from __future__ import annotations

import csv
import json
from datetime import date

import pytest

from site_builder.model.indicator import Comparator, Target, TargetKind
from site_builder.model.observation import ObsStatus
from site_builder.model.pages import SitePlan
from site_builder.model.portal import (
    AssessedTask,
    Assessment,
    Comparable,
    Headline,
    ProgressStatus,
    Reconciliation,
    Series,
    TaskStatus,
    Variant,
    Verdict,
)
from site_builder.model.published import EditionRecord
from site_builder.model.registers import Document, Revision, RevisionKind, Task, TaskState
from site_builder.model.units import Unit, UnitChange
from site_builder.plan import plan_site
from site_builder.render.api import data_files
from site_builder.render.api.indicators import Known, describe_indicator

TARGETS = (
    Target(
        TargetKind.EVERY,
        Comparator.MORE_THAN,
        90.0,
        source="KH211",
        valid_from=date(2022, 11, 1),
    ),
)


@pytest.fixture
def portal(build):
    """One indicator with everything that an indicator can have."""
    summed = build.figure(
        "2025",
        99.0,
        numerator=990.0,
        denominator=1000.0,
        aggregated=True,
        due=3,
        counted=2,
        sources=("KH211", "Báo cáo"),
        as_of=date(2025, 12, 31),
    )
    missing = build.figure("2024", None)
    own = build.figure("2025", 98.5, note="=1+1")
    change = UnitChange(date(2025, 1, 1), "cu", "tinh")
    series = Series(
        "CT1",
        "tinh",
        (),
        (missing, summed),
        variants=(Variant("bao", own),),
        reconciliations=(Reconciliation(own, summed, -0.5),),
        comparable=(Comparable(build.period("2024"), None, (change,), "predecessor_missing"),),
    )
    part = Series("CT1", "tinh", (("level", "xa"),), (build.figure("2025", -0.25),))
    verdict = Verdict(ProgressStatus.MET, "target_met", 90.0, 9.0, (("pace", 1.5),))
    judged = Assessment("CT1", "tinh", build.period("2025"), 0, 99.0, "every_period/1", verdict)
    return build.portal(
        indicators=(
            build.indicator(targets=TARGETS, dimensions=("level",), method="every_period"),
        ),
        units=(Unit("tinh", build.text("Tỉnh, mới", "Province"), code="49"),),
        changes=(change,),
        series=(series, part),
        headlines={"CT1": Headline("CT1", "tinh", summed, None, judged)},
        assessments=(judged,),
        revisions=(
            Revision(
                "CT1",
                "tinh",
                build.period("2024"),
                RevisionKind.CORRECTION,
                build.text('- Sửa "số"'),
                date(2025, 3, 1),
                2,
            ),
        ),
        tasks=(
            AssessedTask(
                Task("A", build.text("Việc"), lead="BTC", state=TaskState.IN_PROGRESS),
                TaskStatus.IN_PROGRESS,
            ),
        ),
        documents=(
            Document("D1", "12-HD", date(2018, 7, 6), build.text("Cũ"), replaces=("secret",)),
            Document("D2", "12-HD", date(2022, 1, 18), build.text("Mới"), replaces=("D1",)),
        ),
    )


@pytest.fixture
def plan(build, portal):
    """The plan of that portal."""
    return plan_site(portal, build.pages, build.charts, build.wordings).value


@pytest.fixture
def files(portal, plan):
    """The content of each file by its path below ``api/v1/``."""
    made = data_files(portal, plan, "2025-12-31", (), "site-builder 1.0")
    return {file.path.removeprefix("api/v1/"): file.content.decode() for file in made}


def rows(text: str) -> list[dict[str, str]]:
    """Read a CSV file back."""
    return list(csv.DictReader(text.splitlines(), strict=True))


def test_every_planned_file_is_made(plan, files):
    """And no other: the plan is what the edition holds."""
    assert ["api/v1/" + path for path in files] == [d.path for d in plan.downloads]


def test_an_indicator_is_written_as_the_contract_says(files):
    """Targets and verdict with the contract's keys; what says nothing is left out of a target."""
    found = json.loads(files["indicators/CT1.json"])

    assert found["code"] == "CT1"
    assert found["title"] == {"vi": "Chỉ tiêu CT1"}
    assert found["unit_measure"] == "percent"
    assert found["targets"] == [
        {
            "kind": "every",
            "comparator": ">",
            "value": 90,
            "source": "KH211",
            "valid_from": "2022-11-01",
        }
    ]
    assert found["assessment"] == {
        "unit": "tinh",
        "period": "2025",
        "value": 99.0,
        "progress_status": "met",
        "reason": "target_met",
        "required_value": 90.0,
        "margin": 9.0,
        "rule": "every_period/1",
        "target": 0,
        "facts": {"pace": 1.5},
    }
    assert found["assessments"] == [found["assessment"]]
    assert found["headline_unit"] == "tinh"
    assert found["pages"] == {"vi": "chi-tieu/ct1.html"}


def test_an_observation_is_written_as_the_contract_says(files):
    """A missing one is there; a sum says how many units it lacks; a part names itself."""
    missing, summed, part = json.loads(files["indicators/CT1.json"])["observations"]

    assert missing["value"] is None
    assert missing["status"] == "missing"
    assert "due" not in missing
    assert summed == {
        "unit": "tinh",
        "period": "2025",
        "value": 99.0,
        "numerator": 990,
        "denominator": 1000,
        "status": "official",
        "aggregated": True,
        "due": 3,
        "counted": 2,
        "incomplete": True,
        "final": True,
        "sources": ["KH211", "Báo cáo"],
        "as_of": "2025-12-31",
        "note": "",
    }
    assert part["breakdown"] == {"level": "xa"}


def test_rivals_and_sums_beside_a_figure_stand_apart(files):
    """A rival figure is no observation; an own figure keeps the sum beside it."""
    found = json.loads(files["indicators/CT1.json"])

    assert [(v["variant"], v["value"]) for v in found["variants"]] == [("bao", 98.5)]
    (beside,) = found["reconciliations"]
    assert (beside["own"]["value"], beside["sum"]["value"], beside["difference"]) == (
        98.5,
        99.0,
        -0.5,
    )
    assert found["comparable"] == [
        {
            "unit": "tinh",
            "period": "2024",
            "figure": None,
            "reason": "predecessor_missing",
            "changes": [
                {"date": "2025-01-01", "from_unit": "cu", "to_unit": "tinh", "share": None}
            ],
        }
    ]


def test_a_comparison_of_a_part_names_the_part(build, portal):
    """Without a figure nothing else would tell it from that of the total."""
    change = UnitChange(date(2025, 1, 1), "cu", "tinh")
    missing = Comparable(build.period("2024"), None, (change,), "predecessor_missing")
    own, summed = build.figure("2025", 1.0), build.figure("2025", 2.0, aggregated=True)
    part = Series(
        "CT1",
        "tinh",
        (("level", "xa"),),
        (),
        comparable=(missing,),
        reconciliations=(Reconciliation(own, summed, -1.0),),
    )

    described = describe_indicator(
        portal.disclosed,
        SitePlan((), {}, ()),
        portal.disclosed.indicators["CT1"],
        Known(None, (part,), ()),
    )

    assert described["comparable"][0]["breakdown"] == {"level": "xa"}
    assert described["reconciliations"][0]["breakdown"] == {"level": "xa"}


def test_only_numbers_that_were_worked_out_lose_their_noise(build):
    """A share of a figure has the digits of the figure; a reported one has its own."""
    noisy = 243.00000000000003 * 0.9
    worked_out = build.figure("2024", noisy, numerator=0.1 + 0.2, denominator=3.0, aggregated=True)
    reported = build.figure("2025", noisy)
    verdict = Verdict(ProgressStatus.MET, "target_met", noisy, noisy, (("pace", noisy),))
    judged = Assessment("CT1", "tinh", build.period("2025"), 0, noisy, "every_period/1", verdict)
    portal = build.portal(
        indicators=(build.indicator(targets=TARGETS),),
        units=(Unit("tinh", build.text("Tỉnh")),),
        series=(Series("CT1", "tinh", (), (worked_out, reported)),),
        assessments=(judged,),
    )
    plan = plan_site(portal, build.pages, build.charts, build.wordings).value
    made = data_files(portal, plan, "2025-12-31", (), "site-builder 1.0")
    files = {file.path.removeprefix("api/v1/"): file.content.decode() for file in made}

    table = rows(files["observations.csv"])
    (row,) = rows(files["assessments.csv"])
    found = json.loads(files["indicators/CT1.json"])
    assert noisy != 218.7
    assert [line["value"] for line in table] == ["218.7", repr(noisy)]
    assert table[0]["numerator"] == "0.3"
    assert (row["value"], row["margin"], row["required_value"]) == (repr(noisy), "218.7", "218.7")
    assert [f["value"] for f in found["observations"]] == [218.7, noisy]
    assert found["assessments"][0]["facts"] == {"pace": 218.7}


def test_observations_are_one_table(files):
    """The key comes first, dimensions by name; numbers plain, no figure an empty cell."""
    assert files["observations.csv"] == (
        "indicator,unit,period,level,variant,value,numerator,denominator,status,aggregated,"
        "source,as_of,note\n"
        "CT1,tinh,2024,,,,,,missing,false,,,\n"
        "CT1,tinh,2025,,,99,990,1000,official,true,KH211; Báo cáo,2025-12-31,\n"
        "CT1,tinh,2025,,bao,98.5,,,official,false,,,'=1+1\n"
        "CT1,tinh,2025,xa,,-0.25,,,official,false,,,\n"
    )


def test_the_other_tables(files):
    """Verdicts, ledger, units and their changes; quoted where it is needed."""
    assert files["assessments.csv"].splitlines()[1] == (
        "CT1,tinh,2025,0,>,90,99,met,target_met,90,9,every_period/1"
    )
    assert files["revisions.csv"] == (
        "indicator,unit,period,kind,reason,reason_en,date\n"
        'CT1,tinh,2024,correction,"\'- Sửa ""số""",,2025-03-01\n'
    )
    assert files["units.csv"].splitlines()[1] == 'tinh,49,"Tỉnh, mới",Province,,,,,,'
    assert files["unit_changes.csv"].splitlines()[1] == "2025-01-01,cu,tinh,"


def test_tasks_and_documents(files):
    """A standing task says so; a document that these readers may not know of is not named."""
    (task,) = json.loads(files["tasks.json"])["tasks"]
    old, new = json.loads(files["documents.json"])["documents"]

    assert (task["deadline"], task["state"], task["task_status"]) == (
        "standing",
        "in_progress",
        "in_progress",
    )
    assert (old["replaces"], old["replaced_by"]) == ([], ["D2"])
    assert new["replaces"] == ["D1"]
    assert "secret" not in files["documents.json"]


def test_the_index_lists_all_files_below_it(files):
    """A program finds an indicator's file by its code."""
    index = json.loads(files["index.json"])

    assert [entry["path"] for entry in index["files"]] == list(files)
    assert index["edition"] == "2025-12-31"
    assert index["indicators"] == [
        {"code": "CT1", "title": {"vi": "Chỉ tiêu CT1"}, "path": "indicators/CT1.json"}
    ]


def test_the_package_describes_every_column(files):
    """The fields are those of the files, in their order; SDMX names are given."""
    package = json.loads(files["datapackage.json"])

    for resource in package["resources"]:
        header = files[resource["path"]].splitlines()[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert resource["schema"]["missingValues"] == [""]
    observations = package["resources"][0]["schema"]["fields"]
    assert {f["name"]: f["sdmx"] for f in observations if "sdmx" in f} == {
        "indicator": "INDICATOR",
        "unit": "REF_AREA",
        "period": "TIME_PERIOD",
        "value": "OBS_VALUE",
        "status": "OBS_STATUS",
        "note": "COMMENT_OBS",
    }
    assert "licenses" not in package


@pytest.mark.parametrize("is_listed", [False, True])
def test_editions_list_this_one_last(portal, plan, is_listed):
    """Earlier ones as they were published; this one once, known or not yet."""
    old = EditionRecord("2025-06-30", "2025-06-30T09:00:00+07:00", "x", "2025-05-01", 4, "s 1")
    own = EditionRecord("2025-12-31", "2025-12-31T09:00:00+07:00", "y", "2025-11-30", 9, "s 1")
    records = (old, own) if is_listed else (old,)

    made = data_files(portal, plan, "2025-12-31", records, "s 1")

    (content,) = (file.content for file in made if file.path.endswith("editions.json"))
    found = json.loads(content)
    assert [e["edition"] for e in found["editions"]] == ["2025-06-30", "2025-12-31"]
    assert found["editions"][1]["published"] == (own.published if is_listed else None)
    assert found["editions"][1]["as_of"] == "2025-11-30"
    assert "inputs" not in found["editions"][0]


def test_an_indicator_without_anything_is_complete_too(build):
    """No verdict, no figures: the keys are there all the same."""
    portal = build.portal(indicators=(build.indicator("CT9"),))
    plan = plan_site(portal, build.pages, build.charts, build.wordings).value

    made = {f.path: f.content for f in data_files(portal, plan, "e", (), "g")}

    found = json.loads(made["api/v1/indicators/CT9.json"])
    assert found["assessment"] is None
    assert found["baseline"] is None
    assert found["observations"] == found["targets"] == found["assessments"] == []


def test_a_suppressed_figure_shows_its_status_only(build):
    """What was withheld for a small count stays withheld."""
    figure = build.figure("2025", None, status=ObsStatus.SUPPRESSED)
    portal = build.portal(
        indicators=(build.indicator(),),
        units=(Unit("tinh", build.text("Tỉnh")),),
        series=(Series("CT1", "tinh", (), (figure,)),),
    )
    plan = plan_site(portal, build.pages, build.charts, build.wordings).value

    made = {f.path: f.content.decode() for f in data_files(portal, plan, "e", (), "g")}

    (row,) = rows(made["api/v1/observations.csv"])
    assert (row["value"], row["numerator"], row["status"]) == ("", "", "suppressed")


def test_equal_portals_give_equal_bytes(portal, plan, files):
    """Nothing of the clock, the process or the run is in them."""
    again = data_files(portal, plan, "2025-12-31", (), "site-builder 1.0")

    assert {f.path.removeprefix("api/v1/"): f.content.decode() for f in again} == files
    assert all(text.endswith("\n") and "\r" not in text for text in files.values())
