"""The traps of the course: each is set in a copy of the real course, and must be found with its file and line."""

import re
from pathlib import Path

import pytest

from supporter_app.content.library import Library
from supporter_app.domain.edition import EditionId, SceneId
from supporter_app.domain.quiz import Verdict
from tests.unit.content.conftest import CHAPTER, CourseCopy

SURVEY = "curriculum/general/04-what-surveys-tell.md"
REFERENCE = "curriculum/general/reference.md"
GENERAL = EditionId("general")


def first_fact(course: CourseCopy) -> tuple[str, str, str]:
    """Find a number in some chapter: its file, the words in brackets and the fact's id."""
    for path in sorted((course.root / "curriculum" / "general").glob("*.md")):
        file = path.relative_to(course.root).as_posix()
        found = re.search(r"\[([^\]{}]*[0-9][^\]{}]*)\]\{fact=([a-z0-9-]+)\}", course.read(file))
        if found:
            return file, found[1], found[2]
    pytest.fail("no chapter shows a number")


def test_the_real_course_has_no_problem(root: Path, course: CourseCopy) -> None:
    del root
    assert [f"{each.file}:{each.line}: {each.code} {each.detail}" for each in course.problems()] == []


def test_a_number_that_is_not_the_facts(course: CourseCopy) -> None:
    line = course.change(SURVEY, "[39.3%]{fact=", "[39.4%]{fact=")
    assert (SURVEY, line, "fact-differs") in course.found()


def test_any_number_that_is_changed(course: CourseCopy) -> None:
    file, shown, fact = first_fact(course)
    changed = re.sub(r"[0-9]", lambda digit: str(9 - int(digit[0])), shown, count=1)
    line = course.change(file, f"[{shown}]{{fact={fact}}}", f"[{changed}]{{fact={fact}}}")
    assert (file, line, "fact-differs") in course.found()


def test_a_fact_nobody_knows(course: CourseCopy) -> None:
    file, _, fact = first_fact(course)
    line = course.change(file, f"{{fact={fact}}}", "{fact=nobody-said-so}")
    assert (file, line, "fact-unknown") in course.found()


def test_a_fact_that_was_superseded(course: CourseCopy) -> None:
    file, shown, fact = first_fact(course)
    facts = next(
        path.relative_to(course.root).as_posix()
        for path in (course.root / "curriculum" / "facts").glob("*.toml")
        if f'id = "{fact}"' in path.read_text(encoding="utf-8")
    )
    other = next(each for each in Library(course.root).facts() if each != fact)
    course.change(facts, f'id = "{fact}"', f'id = "{fact}"\nsuperseded_by = "{other}"')
    line = course.read(file).partition(f"[{shown}]{{fact={fact}}}")[0].count("\n") + 1
    assert (file, line, "fact-superseded") in course.found()


@pytest.mark.parametrize(
    "words", ["回答は10,876人でした。", "約４割です。", "3人に1人です。", "48時間つづきました。", "2つあります。"]
)
def test_a_number_without_a_fact(course: CourseCopy, words: str) -> None:
    line = course.add_page(words)
    assert (CHAPTER, line, "digit-without-fact") in course.found()


@pytest.mark.parametrize("file", ["quiz", "scene"])
def test_a_number_without_a_fact_elsewhere(course: CourseCopy, file: str) -> None:
    if file == "quiz":
        name = "quizzes/general/01-introduction.toml"
        line = course.change(name, 'explanation = "', 'explanation = "7割です。')
    else:
        name = next((course.root / "curriculum/general/scenes").glob("*.toml")).relative_to(course.root).as_posix()
        line = course.change(name, '\ntext = "', '\ntext = "7割です。') + 1
    assert (name, line, "digit-without-fact") in course.found()


@pytest.mark.parametrize(
    "words",
    [
        "2024年4月1日に始まりました。",
        "令和6年度の話です。",
        "18歳以下の人へ。",
        "3章の2ページ目を5分で読みます。",
        "119や#9999やよりそいホットライン0120-279-338があります。",
    ],
)
def test_numbers_that_may_stand_alone(course: CourseCopy, words: str) -> None:
    line = course.add_page(words)
    assert (CHAPTER, line, "digit-without-fact") not in course.found()


@pytest.mark.parametrize("words", ["1190へ。", "0120-279-3389へ。", "5分の1です。", "19歳以下です。"])
def test_numbers_that_only_look_so(course: CourseCopy, words: str) -> None:
    line = course.add_page(words)
    assert (CHAPTER, line, "digit-without-fact") in course.found()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("四年間ほぼ同じでした。", "trap-four-years"),
        ("令和3年も約4割でした。", "trap-2021"),
        ("20代では5.0%でした。", "trap-age"),
        ("第1・3月の夕方です。", "trap-mondays"),
        ("つながりセンターになる。", "slip"),
        ("亶理町の話です。", "slip"),
        ("身边な人です。", "slip"),
        ("気持ちが重々込んでいます。", "slip"),
    ],
)
def test_claims_and_slips_of_the_sources(course: CourseCopy, words: str, code: str) -> None:
    line = course.add_page(words)
    assert (CHAPTER, line, code) in course.found()


def test_a_slip_in_the_facts(course: CourseCopy) -> None:
    file = "curriculum/helplines/national.toml"
    line = course.change(file, '"第1・第3月曜', '"第1・3月')
    assert (file, line, "trap-mondays") in course.found()


def test_the_four_years_are_those_of_the_survey(course: CourseCopy) -> None:
    shown = {fact.shown() for fact in Library(course.root).facts().values()}
    assert {"39.3%", "36.4%"} <= shown
    survey = Library(course.root).dataset("survey-loneliness")
    assert [survey.group_total(row, "any") for row in range(4)] == [36.4, 40.3, 39.3, 39.3]


def test_nine_point_three_is_face_to_face_with_people_not_living_together(course: CourseCopy) -> None:
    facts = [fact for fact in Library(course.root).facts().values() if fact.shown() == "9.3%"]
    assert facts
    assert all("同居" in fact.statement and "会って" in fact.statement for fact in facts)


@pytest.mark.parametrize(
    "words", ["自殺した人は五百人でした。", "孤立死は[39.3%]{fact=a}でした。", "孤独死は2万人です。"]
)
def test_numbers_of_deaths(course: CourseCopy, words: str) -> None:
    line = course.add_page(words)
    assert (CHAPTER, line, "safety-deaths") in course.found()


def test_words_about_deaths_without_a_number(course: CourseCopy) -> None:
    line = course.add_page("自殺の対策は2006年に始まりました。")
    assert (CHAPTER, line, "safety-deaths") not in course.found()


def test_a_fact_whose_statement_counts_deaths(course: CourseCopy) -> None:
    course.append(
        "curriculum/facts/law.toml",
        '[[facts]]\nid = "counts"\nvalue = "ふえた"\nunit = ""\nstatement = "自殺した人は529人"\n'
        f'source = "{next(iter(Library(course.root).facts().values())).source.id}"\nplace = "a"\nas_of = "2026-01-16"',
    )
    line = course.add_page("[ふえた]{fact=counts}といいます。")
    assert (CHAPTER, line, "safety-deaths") in course.found()


def test_numbers_of_deaths_in_the_reference_part(course: CourseCopy) -> None:
    counting = "孤立死は二万人でした。\n\n:::helplines all\n:::\n\n:::note\n注。\n:::"
    line = course.append(REFERENCE, f"{{#p90}}\n## 数\n\n{counting}") + 3
    assert (REFERENCE, line, "safety-care") in course.found()
    care = "{#p89}\n## 前おき\n\n:::care\n次のページは重い話です。\n:::\n\n:::note\n注。\n:::\n\n{#p90}"
    course.change(REFERENCE, "{#p90}", care)
    assert not course.codes(REFERENCE) & {"safety-care", "safety-deaths"}


@pytest.mark.parametrize("words", ["タバコより悪い。", "喫煙と同じくらいです。"])
def test_no_comparison_with_tobacco(course: CourseCopy, words: str) -> None:
    line = course.add_page("ふつうの文です。", note=words) + 3
    assert (CHAPTER, line, "safety-tobacco") in course.found()


def test_a_line_that_does_not_answer_at_night(course: CourseCopy) -> None:
    line = course.add_page("いのちの電話は、いつでもつながります。")
    assert (CHAPTER, line, "safety-always-open") in course.found()


def test_hours_of_a_line_that_does_not_answer_at_night(course: CourseCopy) -> None:
    file = "curriculum/helplines/national.toml"
    line = course.change(file, 'name = "いのちの電話', 'name = "いのちの電話')
    text = course.read(file).split("\n")
    hours = next(number for number in range(line, len(text)) if text[number].startswith("hours = "))
    text[hours] = 'hours = "24時間、毎日"'
    course.write(file, "\n".join(text))
    assert "safety-always-open" in course.codes(file)


def test_an_old_number_without_its_year(course: CourseCopy) -> None:
    source = next(iter(Library(course.root).facts().values())).source.id
    course.append(
        "curriculum/facts/law.toml",
        '[[facts]]\nid = "covid"\nvalue = "21.5"\nunit = "%"\nstatement = "むかしの割合"\n'
        f'source = "{source}"\nplace = "a"\nas_of = "2020-12-01"',
    )
    line = course.add_page("[21.5%]{fact=covid}でした。\n\n2020年には[21.5%]{fact=covid}でした。")
    found = course.found()
    assert (CHAPTER, line, "fact-without-year") in found
    assert (CHAPTER, line + 2, "fact-without-year") not in found


def test_columns_that_miss_a_hundred_say_why(course: CourseCopy) -> None:
    library = Library(course.root)
    files = sorted((course.root / "curriculum" / "data").glob("*.toml"))
    rounded = [path for path in files if "四捨五入" in library.dataset(path.stem).note]
    assert rounded
    file = rounded[0].relative_to(course.root).as_posix()
    course.write(file, course.read(file).replace("四捨五入", "まるめ"))
    assert "dataset-rounding" in course.codes(file)


def test_the_words_over_a_chart_say_what_its_numbers_say(course: CourseCopy) -> None:
    file = "curriculum/data/survey-loneliness.toml"
    line = course.change(file, "36.4%", "39.4%")
    assert (file, line, "dataset-number") in course.found()


def test_a_number_of_a_chart_that_is_changed(course: CourseCopy) -> None:
    course.change("curriculum/data/survey-loneliness.csv", "17.4", "17.9")
    assert "dataset-number" in course.codes("curriculum/data/survey-loneliness.toml")


def test_the_model_projects_of_fiscal_2025_are_all_there(course: CourseCopy) -> None:
    activities = Library(course.root).activities()
    projects = [activity.id for activity in activities if activity.kind == "model-project"]
    assert projects == [f"r7-{number:02d}" for number in range(1, 97)]


def test_in_two_scenes_leaving_alone_or_resting_is_best(course: CourseCopy) -> None:
    library = Library(course.root)
    quiet = re.compile(r"そっとしておく|離れる|休む|寝て|気が向いたら")
    resting = set()
    for path in (course.root / "curriculum/general/scenes").glob("*.toml"):
        for step in library.scene(GENERAL, SceneId(path.stem)).steps:
            best = next(reply for reply in step.replies if reply.verdict is Verdict.BEST)
            if quiet.search(best.text.plain()):
                resting.add(path.stem)
    assert len(resting) >= 2


def test_every_worry_ends_with_a_line_or_a_sentence(course: CourseCopy) -> None:
    library = Library(course.root)
    assert len(library.worries()) == 6
    for worry in library.worries():
        assert worry.none
        assert any(worry.id in line.worries for line in library.helplines())
