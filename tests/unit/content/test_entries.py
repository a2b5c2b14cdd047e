"""Help lines, sources, facts, figures and activities that do not hold are named by file and line."""

import re

import pytest

from tests.unit.content.conftest import CourseCopy

LINES = "curriculum/helplines/national.toml"
DATASET = "curriculum/data/survey-loneliness"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('if_not_reached = "', 'if_not_reached = "nobody-', "helpline-unknown"),
        ('number = "0120-279-338"\n', "", "helpline-number"),
        ('id = "inochi-sos"', 'id = "yorisoi"', "duplicate-helpline"),
        ('worries = ["', 'worries = ["nobody", "', "worry-unknown"),
        ('source = "', 'source = "nobody-', "source-unknown"),
        ('from = "00:00"', 'from = "midnight"', "hours-wrong"),
        ('from = "00:00"', 'from = "24:30"', "hours-wrong"),
        ('{ days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from', '{ days = ["moon"], from', "hours-wrong"),
        ('closed = ["', 'closed = ["13-01..13-02", "', "closed-wrong"),
        ('as_of = "20', 'as_of = "x20', "date-wrong"),
        ("under18 = false", 'under18 = "no"', "value-wrong"),
        ("urgent = false\n", "", "key-missing"),
    ],
)
def test_help_lines_that_do_not_hold(course: CourseCopy, old: str, new: str, code: str) -> None:
    course.change(LINES, old, new)
    assert code in course.codes(LINES)


def test_a_worry_without_a_line(course: CourseCopy) -> None:
    text = '[[worries]]\nid = "w"\norder = 7\nlabel = "a"\nchild_label = "a"\nnone = "a"\nsource = "{}"'
    source = re.search(r'^source = "(.*)"', course.read("curriculum/helplines/worries.toml"), re.MULTILINE)
    assert source is not None
    line = course.append("curriculum/helplines/worries.toml", text.format(source[1]))
    assert ("curriculum/helplines/worries.toml", line, "worry-without-line") in course.found()


def test_a_source_with_two_meanings(course: CourseCopy) -> None:
    source = re.search(r"^\[sources\.(.*)\]", course.read(LINES), re.MULTILINE)
    assert source is not None
    line = course.append(
        "curriculum/programmes/national.toml",
        f'[sources.{source[1]}]\ntitle = "別の題"\npublisher = "だれか"\ndate = "2026-01-01"',
    )
    assert ("curriculum/programmes/national.toml", line, "source-differs") in course.found()


def test_two_facts_with_one_id(course: CourseCopy) -> None:
    file = "curriculum/facts/law.toml"
    table = re.search(r"^\[\[facts\]\]\n(?:[a-z_]+ = .*\n)+", course.read(file), re.MULTILINE)
    assert table is not None
    line = course.append(file, table[0].strip()) + 1
    assert (file, line, "duplicate-fact") in course.found()


@pytest.mark.parametrize(
    ("ending", "old", "new", "code"),
    [
        ("toml", 'id = "survey-loneliness"', 'id = "survey"', "dataset-id"),
        ("toml", 'kind = "', 'kind = "round-', "value-wrong"),
        ("toml", 'source = "', 'source = "nobody-', "source-unknown"),
        ("csv", "often", "seldom", "csv-heading"),
        ("csv", "r3,4.5", "r3,many", "csv-numbers"),
        ("csv", "r3,4.5,", "r3,", "csv-numbers"),
        ("csv", "r3,4.5", "r3,nan", "csv-numbers"),
        ("csv", "r3,", "r9,", "csv-heading"),
        ("csv", "row,", 'row"', "csv-heading"),
        ("csv", "r3,", 'r3,"4.5"x', "csv-broken"),
    ],
)
def test_figures_that_do_not_hold(course: CourseCopy, ending: str, old: str, new: str, code: str) -> None:
    course.change(f"{DATASET}.{ending}", old, new)
    assert code in course.codes(f"{DATASET}.{ending}")


def test_a_figure_without_its_numbers(course: CourseCopy) -> None:
    (course.root / f"{DATASET}.csv").unlink()
    assert (f"{DATASET}.csv", 1, "file-missing") in course.found()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('\nprefecture = "北', '\nprefecture = "東', "prefecture-unknown"),
        ('id = "r7-02"', 'id = "r7-01"', "duplicate-activity"),
        ('kind = "model-project"\n', "", "key-missing"),
    ],
)
def test_activities_that_do_not_hold(course: CourseCopy, old: str, new: str, code: str) -> None:
    file = "curriculum/activities/model-projects-r7.toml"
    course.change(file, old, new)
    assert code in course.codes(file)
