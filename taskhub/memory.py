"""Memory that is given back."""

import ctypes
import sys

# malloc.h: from this size on a block is mapped for itself and unmapped when it is freed.
_M_MMAP_THRESHOLD = -3
_LARGE = 1024 * 1024


def return_large_blocks() -> None:
    """Let the C library return each large block at once, where it is glibc.

    Otherwise it learns from the first password hash (19 MiB) to keep such blocks, one for
    every thread: 77 MB that an idle server would hold for good. The next hash pays some
    milliseconds for fresh pages.
    """
    if not sys.platform.startswith("linux"):
        return
    libc = ctypes.CDLL(None)
    if hasattr(libc, "gnu_get_libc_version"):
        libc.mallopt(_M_MMAP_THRESHOLD, _LARGE)
