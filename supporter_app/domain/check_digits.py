"""Check digits by ISO 7064 MOD 97-10, and the alphabet that survives being read aloud (Crockford's base 32)."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def check_digits(text: str) -> str:
    """Give the two check digits of letters and digits (A is 10 ... Z is 35), per ISO 7064 MOD 97-10."""
    number = int("".join(str(int(letter, 36)) for letter in text) + "00")
    return f"{98 - number % 97:02d}"


def holds(text: str) -> bool:
    """Tell whether text that ends in its two check digits is intact."""
    return text.isalnum() and text.isascii() and int("".join(str(int(letter, 36)) for letter in text)) % 97 == 1


def encode(number: int, length: int) -> str:
    """Write a number in `length` letters of the alphabet, most significant first; raises OverflowError if too large."""
    letters = ""
    for _ in range(length):
        number, digit = divmod(number, 32)
        letters = ALPHABET[digit] + letters
    if number:
        raise OverflowError(number)
    return letters


def decode(letters: str) -> int:
    """Read letters of the alphabet back; raises ValueError for any other letter."""
    number = 0
    for letter in letters:
        number = number * 32 + ALPHABET.index(letter)
    return number


def as_typed(text: str) -> str:
    """Take what a person typed: any case, spaces and hyphens dropped, O read as 0, I and L as 1."""
    kept = "".join(letter for letter in text.upper() if letter.isalnum())
    return kept.replace("O", "0").replace("I", "1").replace("L", "1")
