"""What the analyser reads wrongly, or otherwise than a school book: readings by word, and by what stands around it."""

import re

WORDS = {
    "身近": "みぢか",
    "私": "わたし",
    "他人事": "ひとごと",
    "他": "ほか",
    "明日": "あした",
    "昨日": "きのう",
    "今日": "きょう",
    "今朝": "けさ",
    "一人": "ひとり",
    "二人": "ふたり",
    "大人": "おとな",
    "友達": "ともだち",
    "日本": "にほん",
    "言": "い",
    "一回": "いっかい",
    "何人": "なんにん",
    "何度": "なんど",
    "何回": "なんかい",
    "何時": "なんじ",
    "何分": "なんぷん",
    "十分": "じゅうぶん",
    "火曜": "かよう",
    "家": "いえ",
    "音": "おと",
    "市": "し",
    "町": "まち",
    "間": "あいだ",
    "中": "なか",
    "上": "うえ",
    "下": "した",
    "外": "そと",
    "気持": "きも",
    "額": "がく",
}
"""Words that have one reading here, whatever the analyser says."""

AROUND = (
    (re.compile(r"方(?=々)"), "かた"),
    (re.compile(r"(?<=[のなたるいうしみきりえけせてねべめれ話読書使考見聞])方(?![法面向角針式])"), "かた"),
    (re.compile(r"何(?=[でのとだて人回度時日年月歳分枚])"), "なん"),
    (re.compile(r"何"), "なに"),
    (re.compile(r"間(?=に合)"), "ま"),
    (re.compile(r"(?<=[人割業習])中"), "ちゅう"),
    (re.compile(r"(?<=[日年晩])中"), "じゅう"),
    (re.compile(r"四(?=[人年月時])"), "よ"),
    (re.compile(r"四(?=つ)"), "よっ"),
    (re.compile(r"(?<=たんじょう)日"), "び"),
    (re.compile(r"話(?=し[おかだはまもやて始終合])"), "はな"),
    (re.compile(r"上(?=[がげ])"), "あ"),
    (re.compile(r"下(?=[がげ])"), "さ"),
    (re.compile(r"外(?=[れすさし])"), "はず"),
    (re.compile(r"集会所"), "しゅうかいじょ"),
    (re.compile(r"(?<=(?<![0-9])[2-9])日"), "か"),
    (re.compile(r"(?<=(?<![0-9])10)日"), "か"),
    (re.compile(r"(?<=[0-9０-９])歳"), "さい"),
    (re.compile(r"(?<=[0-9０-９])割"), "わり"),
    (re.compile(r"(?<=[0-9０-９])章"), "しょう"),
    (re.compile(r"(?<=[0-9０-９])月"), "がつ"),
    (re.compile(r"(?<=[0-9０-９])日"), "にち"),
    (re.compile(r"(?<=[0-9０-９])年"), "ねん"),
    (re.compile(r"(?<=[0-9０-９])時"), "じ"),
    (re.compile(r"(?<=[0134680０１３４６８])分"), "ぷん"),
    (re.compile(r"(?<=[25790２５７９])分"), "ふん"),
    (re.compile(r"(?<=[0-9０-９])人"), "にん"),
    (re.compile(r"(?<=[0-9０-９])回"), "かい"),
    (re.compile(r"(?<=[0-9０-９])件"), "けん"),
    (re.compile(r"(?<=[0-9０-９])号"), "ごう"),
    (re.compile(r"(?<=[0-9０-９])以上"), "いじょう"),
    (re.compile(r"(?<=[0-9０-９])以下"), "いか"),
)
"""Readings that depend on what stands before or after; the first that fits a place counts."""


def spelling(text: str, first: int, end: int) -> str | None:
    """Give the reading this list knows for `text[first:end]`, with what stands around it; None where it knows none."""
    for pattern, reading in AROUND:
        found = pattern.match(text, first)
        if found is not None and found.end() == end:
            return reading
    return WORDS.get(text[first:end])
