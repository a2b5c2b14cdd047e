"""A PDF as pixels and as text, for the screen, the printer and the ear: what is shown is what is printed."""


def render(pdf: bytes, page: int, dpi: int) -> tuple[int, int, bytes]:
    """Draw a page on white; gives width, height and rows of red, green, blue without padding."""
    import pypdfium2  # type: ignore[import-untyped] # the library ships no types

    document = pypdfium2.PdfDocument(pdf)
    try:
        bitmap = document[page].render(scale=dpi / 72, fill_color=(255, 255, 255, 255), rev_byteorder=True)
        stride, channels = bitmap.stride, bitmap.n_channels
        raw = bytes(bitmap.buffer)
        rows = [raw[at * stride : at * stride + bitmap.width * channels] for at in range(bitmap.height)]
        return bitmap.width, bitmap.height, _three(b"".join(rows), channels)
    finally:
        document.close()


def _three(pixels: bytes, channels: int) -> bytes:
    """Keep red, green and blue of each pixel."""
    if channels == 3:  # noqa: PLR2004 - nothing to leave out
        return pixels
    kept = bytearray(len(pixels) // channels * 3)
    for colour in range(3):
        kept[colour::3] = pixels[colour::channels]
    return bytes(kept)


def text_of(pdf: bytes) -> str:
    """Give the words of all pages, one line of the paper a line."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = [document[at].get_textpage().get_text_bounded() for at in range(len(document))]
        return "\n".join(text.replace("\r\n", "\n").strip() for text in texts)
    finally:
        document.close()
