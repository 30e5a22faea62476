"""gunicorn's log without addresses, and without what was asked for."""

import time

from gunicorn.glogging import Logger

from config.discreet import DiscreetFormatter

FORMATS = {
    "routes": "%(t)s %({rollcall.route}e)s %(s)s %(M)s ms",
    "paths": "%(t)s %(m)s %(U)s %(s)s %(M)s ms",
}


class DiscreetLogger(Logger):
    def setup(self, cfg):
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(DiscreetFormatter(self.error_fmt, self.datefmt))

    def now(self):
        """To the minute: whoever watches the line of a reader cannot match it with an entry."""
        return time.strftime("[%Y-%m-%d %H:%M]")

    def warning(self, msg, *args, **kwargs):
        # "Invalid request from ip=…: …" is the client's address and what it sent.
        if not msg.startswith("Invalid request"):
            super().warning(msg, *args, **kwargs)

    def exception(self, msg, *args, **kwargs):
        # What stands after the first words is the address that was asked for.
        super().exception(msg.partition(" %s")[0], **kwargs)
