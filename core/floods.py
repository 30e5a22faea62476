"""How often somebody has asked within the hour, for all processes together, without writing it down.

Counters in memory that the processes of one server share, because they are forked from the one that
imported this. An address is only ever the counter that its keyed digest points to; key and counters
are thrown away when the hour is over, and when the server ends.
"""

import hashlib
import hmac
import ipaddress
import mmap
import secrets
import struct
import time

COUNTERS = 8192
KEY = 32
HEAD = struct.Struct(f"Q{KEY}sH")  # the hour, its key, how many asked altogether
_shared = mmap.mmap(-1, HEAD.size + COUNTERS)


def is_flood(address, *, of_one, altogether):
    """Counts one more, and says whether that is more than one address, or all, may ask in an hour.

    An address of this machine is everybody who comes through a proxy or an onion service: only the sum
    counts then.
    """
    key, total = _this_hour()
    HEAD.pack_into(_shared, 0, _hour(), key, min(total + 1, 65_535))
    place = _counter(address, key)
    if place is None:
        return total >= altogether
    before = _shared[place]
    _shared[place] = min(before + 1, 255)
    return before >= of_one or total >= altogether


def forget():
    """A new key and counters at zero."""
    _shared[:] = HEAD.pack(_hour(), secrets.token_bytes(KEY), 0) + bytes(COUNTERS)


def _this_hour():
    if HEAD.unpack_from(_shared)[0] != _hour():
        forget()
    _hour_of_it, key, total = HEAD.unpack_from(_shared)
    return key, total


def _hour():
    return int(time.time()) // 3600


def _counter(address, key):
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return None
    if ip.is_loopback:
        return None
    if ip.version == 6:  # one household has a whole network of these
        ip = ipaddress.ip_network((ip, 64), strict=False).network_address
    digest = hmac.digest(key, ip.packed, hashlib.sha256)
    return HEAD.size + int.from_bytes(digest[:8], "big") % COUNTERS
