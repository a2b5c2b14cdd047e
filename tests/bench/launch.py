"""Runs a command and prints its wall time and peak memory as JSON; started as a small process of its own.

Linux counts what the starting process held into the peak of a child, so pytest itself would spoil the figure.
"""

import json
import os
import sys
import time


def main(command: list[str]) -> int:
    """Run the command without its output, print the figures, and return its exit code."""
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - pathlib alone would cost this launcher memory
        redirect = [(os.POSIX_SPAWN_DUP2, nowhere.fileno(), 1)]
        start = time.perf_counter()
        pid = os.posix_spawn(command[0], command, os.environ, file_actions=redirect)
        _pid, status, usage = os.wait4(pid, 0)
        seconds = time.perf_counter() - start
    sys.stdout.write(json.dumps({"seconds": seconds, "peak_mb": usage.ru_maxrss / 1024}))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
