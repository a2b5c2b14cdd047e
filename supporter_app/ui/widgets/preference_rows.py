"""The rows of choices for letters, colours and furigana; each press is followed at once."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from supporter_app.domain.furigana import KNOWS_SCHOOL_KANJI, Furigana, FuriganaChoice
from supporter_app.i18n import DEFAULT_LOCALE, EASY_LOCALE, LOCALES, _, in_use
from supporter_app.services.preferences import TEXT_STEPS, Preferences, Theme
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.flow_layout import FlowLayout
from supporter_app.ui.widgets.frame import Button, button, class_words, label, plain_words

NONE_PRESSED = -1
LANGUAGES = {DEFAULT_LOCALE: "日本語", EASY_LOCALE: "やさしい日本語"}
"""Every language by its own name, which no catalogue translates."""


class PreferenceRows(QWidget):
    """Rows of pressed-in buttons; every press changes the preferences at once."""

    def __init__(self, preferences: Preferences, save: Callable[[Preferences], None]) -> None:
        """Start without rows; add those wanted."""
        super().__init__()
        self._preferences = preferences
        self._save = save
        self._rows: list[tuple[list[Button], Callable[[Preferences], int]]] = []
        self._plain: QLabel | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE)

    def first(self) -> QWidget | None:
        """Give what is chosen in the first row, so that a press without looking changes nothing."""
        buttons = self._rows[0][0] if self._rows else []
        return next((each for each in buttons if each.isChecked()), None)

    def add_languages(self) -> None:
        """Offer the languages of the screens, each by its own name; where the edition decides, say so."""
        if in_use() == EASY_LOCALE != self._preferences.locale:
            self._column.addWidget(label(_("In this edition the screens are in easy Japanese too."), "small"))
            self._column.addSpacing(theme.SPACE)
            return
        self._add(
            _("Words / Language"),
            [LANGUAGES[each] for each in LOCALES],
            [partial(_with_locale, locale=each) for each in LOCALES],
            lambda now: LOCALES.index(now.locale if now.locale in LOCALES else DEFAULT_LOCALE),
        )

    def add_sizes(self) -> None:
        """Offer the five sizes of letters."""
        words = [_("{percent} %").format(percent=step) for step in TEXT_STEPS]
        self._add(
            _("Size of letters"),
            words,
            [partial(_with_step, step=step) for step in TEXT_STEPS],
            lambda now: TEXT_STEPS.index(now.text_step),
        )

    def add_themes(self) -> None:
        """Offer the themes, and to follow the computer."""
        themes = (Theme.SYSTEM, Theme.STANDARD, Theme.CLEAR, Theme.DARK, Theme.SOFT)
        words = [_("As the computer"), _("Standard"), _("Clear"), _("Dark"), _("Soft")]
        self._add(
            _("Colours"),
            words,
            [partial(_with_theme, chosen=each) for each in themes],
            lambda now: themes.index(now.theme),
        )

    def add_furigana(self) -> None:
        """Offer the three amounts of furigana."""
        amounts = (Furigana.NONE, Furigana.BY_GRADE, Furigana.ALL)
        words = [_("none"), _("by school year"), _("all")]
        self._add(
            _("Furigana (readings above the kanji)"),
            words,
            [partial(_with_amount, amount=each) for each in amounts],
            lambda now: amounts.index(now.furigana.amount),
        )

    def add_grades(self) -> None:
        """Offer the classes; below it stands in plain words which kanji the chosen one reads without help."""
        known = range(KNOWS_SCHOOL_KANJI + 1)
        self._add(
            _("The school year to go by"),
            [class_words(each) for each in known],
            [partial(_with_grade, grade=each) for each in known],
            lambda now: now.furigana.known_grade if now.furigana.amount is Furigana.BY_GRADE else NONE_PRESSED,
            names=[plain_words(each) for each in known],
        )
        self._plain = label("", "small")
        self._column.addWidget(self._plain)
        self.show_preferences(self._preferences)

    def _add(
        self,
        title: str,
        words: list[str],
        changes: list[Callable[[Preferences], Preferences]],
        chosen: Callable[[Preferences], int],
        names: list[str] | None = None,
    ) -> None:
        self._column.addWidget(label(title, "strong"))
        row = FlowLayout()
        buttons = []
        for word, name, change in zip(words, names or words, changes, strict=True):
            made = button(word, "step", name=f"{title} {name}")
            made.setCheckable(True)
            made.clicked.connect(partial(self._change, change))
            row.addWidget(made)
            buttons.append(made)
        self._column.addLayout(row)
        self._column.addSpacing(theme.SPACE)
        self._rows.append((buttons, chosen))
        self.show_preferences(self._preferences)

    def _change(self, change: Callable[[Preferences], Preferences], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's clicked(bool)
        self.show_preferences(change(self._preferences))
        self._save(self._preferences)

    def show_preferences(self, preferences: Preferences) -> None:
        """Press in the buttons that stand for the present preferences."""
        self._preferences = preferences
        for buttons, chosen in self._rows:
            at = chosen(preferences)
            for number, each in enumerate(buttons):
                each.setChecked(number == at)
        if self._plain is not None:
            furigana = preferences.furigana
            by_grade = furigana.amount is Furigana.BY_GRADE
            self._plain.setText(plain_words(furigana.known_grade) if by_grade else _("Not by school year now"))

    def follow(self, reader: Reader) -> None:
        """Follow a change of furigana or size made elsewhere, as in the header."""
        self.show_preferences(self._preferences._replace(furigana=reader.furigana, text_step=reader.look.step))

    def preferences(self) -> Preferences:
        """Give the preferences as chosen."""
        return self._preferences


def _with_locale(now: Preferences, locale: str) -> Preferences:
    return now._replace(locale=locale)


def _with_step(now: Preferences, step: int) -> Preferences:
    return now._replace(text_step=step)


def _with_theme(now: Preferences, chosen: Theme) -> Preferences:
    return now._replace(theme=chosen)


def _with_amount(now: Preferences, amount: Furigana) -> Preferences:
    return now._replace(furigana=FuriganaChoice(amount, now.furigana.known_grade))


def _with_grade(now: Preferences, grade: int) -> Preferences:
    return now._replace(furigana=FuriganaChoice(Furigana.BY_GRADE, grade))
