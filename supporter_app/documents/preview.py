"""A PDF as the screen and the printer need it: pixels of a page, and its words as text. For one thread at a time."""

WHITE = (255, 255, 255, 255)


def render(pdf: bytes, page: int, dpi: int) -> tuple[int, int, bytes]:
    """Draw a page (counted from 0) on white: width and height in pixels, then RGB bytes row by row without gaps."""
    import pypdfium2  # type: ignore[import-untyped] # it comes without types

    document = pypdfium2.PdfDocument(pdf)
    try:
        bitmap = document[page].render(scale=dpi / 72, rev_byteorder=True, fill_color=WHITE, maybe_alpha=False)
        pixels, row = bytes(bitmap.buffer), bitmap.width * bitmap.n_channels
        rows = (pixels[start : start + row] for start in range(0, bitmap.stride * bitmap.height, bitmap.stride))
        return bitmap.width, bitmap.height, b"".join(rows)
    finally:
        document.close()


def pages_of(pdf: bytes) -> int:
    """Count the pages of a PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def text_of(pdf: bytes) -> str:
    """Give the words of a PDF, page after page, line by line."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = (document[number].get_textpage().get_text_range() for number in range(len(document)))
        return "\n".join(page.replace("\r\n", "\n") for page in pages)
    finally:
        document.close()
