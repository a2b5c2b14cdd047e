"""Numbers in kanji with what they count, 一本 or 三回: one word, whose reading is more than those of its parts."""

COUNTERS = {
    "人": "にん",
    "日": "にち",
    "年": "ねん",
    "月": "がつ",
    "週": "しゅう",
    "時": "じ",
    "分": "ふん",
    "年間": "ねんかん",
    "日間": "にちかん",
    "週間": "しゅうかん",
    "時間": "じかん",
    "時半": "じはん",
    "本": "ほん",
    "枚": "まい",
    "回": "かい",
    "度": "ど",
    "件": "けん",
    "個": "こ",
    "曲": "きょく",
    "冊": "さつ",
    "台": "だい",
    "匹": "ひき",
    "杯": "はい",
    "歩": "ほ",
    "階": "かい",
    "羽": "わ",
    "倍": "ばい",
    "番": "ばん",
    "名": "めい",
    "歳": "さい",
}
"""What is counted, as it is read where the number before it changes nothing."""
WHOLE = {
    "一人": "ひとり",
    "二人": "ふたり",
    "二日": "ふつか",
    "三日": "みっか",
    "四日": "よっか",
    "五日": "いつか",
    "六日": "むいか",
    "七日": "なのか",
    "八日": "ようか",
    "九日": "ここのか",
    "十日": "とおか",
    "二十日": "はつか",
    "二十歳": "はたち",
    "四人": "よにん",
    "七人": "しちにん",
    "九時": "くじ",
    "七時": "しちじ",
    "三階": "さんがい",
    "三本": "さんぼん",
    "三匹": "さんびき",
    "三杯": "さんばい",
}
NUMBERS = frozenset("一二三四五六七八九十百千万何数")
ENDS = {"いち": "いっ", "ろく": "ろっ", "はち": "はっ", "じゅう": "じゅっ", "ひゃく": "ひゃっ"}
"""How a number ends before the sounds of its list."""
BEFORE = {
    "かきくけこ": frozenset(ENDS),
    "さしすせそたちつてと": frozenset(ENDS) - {"ろく", "ひゃく"},
    "はひふへほ": frozenset(ENDS),
}
"""Which numbers end so before which sounds."""
PLOSIVE = str.maketrans("はひふへほ", "ぱぴぷぺぽ")


def is_number(word: str) -> bool:
    """Tell whether a word is a number written in kanji."""
    return bool(word) and all(letter in NUMBERS for letter in word)


def counted(number: str, said: str, counter: str) -> str | None:
    """Give the reading of a number, itself read as `said`, with a counter; None for a counter that is not listed."""
    if counter not in COUNTERS:
        return None
    if number + counter in WHOLE:
        return WHOLE[number + counter]
    reading = COUNTERS[counter]
    end = next((each for each in ENDS if said.endswith(each)), "")
    rows = (numbers for sounds, numbers in BEFORE.items() if reading[0] in sounds)
    if end in next(rows, frozenset()):
        return said.removesuffix(end) + ENDS[end] + reading[0].translate(PLOSIVE) + reading[1:]
    if said.endswith("ん") and reading[0] in "ほふ":
        return said + reading[0].translate(PLOSIVE) + reading[1:]
    return said + reading
