"""QR codes as rows of modules, for paper and for the screen."""


def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Encode a text (error correction M) and give its rows, True for a dark module, without a quiet zone."""
    import zxingcpp

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image = code.to_image(scale=1, add_quiet_zones=False)
    height, width = image.shape[:2]
    pixels = bytes(memoryview(image))  # type: ignore[arg-type] # the stubs leave out that an image is a buffer
    return tuple(tuple(pixels[at * width + x] == 0 for x in range(width)) for at in range(height))
