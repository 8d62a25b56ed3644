"""Memory that is given back, and looked through no oftener than pays."""

import ctypes
import gc
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


def spare_what_stays() -> None:
    """Leave what was loaded at the start out of the search for garbage, and search less often.

    Nearly all of what a request makes goes by itself; a search at every seven hundredth
    object, through all that Django has loaded, took a tenth of the processor time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
