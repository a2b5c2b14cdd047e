"""Lists inside a page: with readings for whoever wants them, and for whoever changes their mind before turning over."""

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from supporter_app.content.library import Library
from supporter_app.domain.furigana import Furigana, FuriganaChoice
from supporter_app.domain.ruby import read_with, shows_reading
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.lookups import PROGRAMMES_AT_A_TIME, activity_list, programme_list
from supporter_app.ui.widgets.ruby_label import RubyLabel

NONE = FuriganaChoice(Furigana.NONE)


def ink(label: RubyLabel) -> QImage:
    return label.grab().toImage()


def test_programmes_show_readings_as_the_reader_wants(qtbot: QtBot, course: Library, reader: Reader) -> None:
    shown = programme_list(course.programmes(), reader, read=True)
    qtbot.addWidget(shown)
    shown.resize(500, 400)
    first = shown.findChildren(RubyLabel)[0]
    assert first.text() == course.programmes()[0].name
    with_readings = ink(first)
    first.set_reader(reader._replace(furigana=NONE))
    assert ink(first) != with_readings


def test_entries_turned_to_later_follow_the_present_reader(qtbot: QtBot, course: Library, reader: Reader) -> None:
    shown = programme_list(course.programmes(), reader, read=True)
    qtbot.addWidget(shown)
    plain = reader._replace(furigana=NONE)
    shown.set_reader(plain)
    assert shown._way is not None
    shown._way.after.click()
    later = programme_list(course.programmes()[PROGRAMMES_AT_A_TIME:], plain, read=True)
    qtbot.addWidget(later)
    for each in (shown, later):
        each.resize(500, 400)
    now, wanted = shown.findChildren(RubyLabel)[-1], later.findChildren(RubyLabel)[-1]
    assert now.text() == wanted.text()
    now.resize(wanted.size())
    assert ink(now) == ink(wanted)


def test_activities_give_readings_to_titles_and_none_to_names(qtbot: QtBot, course: Library, reader: Reader) -> None:
    shown = activity_list(course.activities(), "kind=model-project", reader, read=True)
    qtbot.addWidget(shown)
    first = next(each for each in course.activities() if each.fits("kind=model-project"))
    said = {each.text() for each in shown.findChildren(RubyLabel)}
    assert {first.title, first.for_whom} <= said
    assert not any(first.organisation in words for words in said)


def test_for_grown_up_readers_the_lists_keep_no_room_for_readings(
    qtbot: QtBot, course: Library, reader: Reader
) -> None:
    for shown in (
        programme_list(course.programmes(), reader, read=False),
        activity_list(course.activities(), "all", reader, read=False),
    ):
        qtbot.addWidget(shown)
        assert shown.findChildren(RubyLabel) == []


@pytest.mark.parametrize(
    ("words", "spoken"),
    [
        ("12月29日から1月3日", "12がつ29にちから1がつ3か"),
        ("5月2日10時から5月20日", "5がつ2か10じから5がつ20か"),
        ("毎月10日は24時間", "まいつき10かは24じかん"),
        ("8時30分から17時15分、20分、14分", "8じ30ぷんから17じ15ふん、20ぷん、14ぷん"),
        ("第3月曜と休みの日は", "だい3げつようとやすみのひは"),
        ("毎月 10日は少しだけ、少ない人も", "まいつき 10かはすこしだけ、すくないひとも"),
        ("一か所で話が出ます", "いっかしょではなしがでます"),
        ("18歳以下の外国人", "18さいいかのがいこくじん"),
        ("生活の家賃、家で", "せいかつのやちん、いえで"),
    ],
)
def test_dates_and_hours_are_read_as_they_are_said(reader: Reader, words: str, spoken: str) -> None:
    found = read_with(words, reader.kanji.readings)
    assert found.spoken() == spoken
    assert all(shows_reading(run, reader.furigana, reader.kanji) for run in found.runs if run.reading)
