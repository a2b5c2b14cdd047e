"""つながりサポーター養成講座 as an offline desktop program."""

__version__ = "0.1.0"
