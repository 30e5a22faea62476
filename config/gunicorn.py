"""How gunicorn serves the register: a few processes, a few threads each, nobody's address in a log."""

import resource

from config import env, logins
from config.serving.log import FORMATS, DiscreetLogger
from core import floods, garbage  # noqa: F401  (floods here, so that all processes share its counters)

bind = f"{env.text('HOST', '127.0.0.1')}:{env.number('PORT', 8000)}"
workers = env.number("WEB_WORKERS", 2)
threads = env.number("WEB_THREADS", 4)
worker_class = "config.serving.worker.PatientWorker"
# As many as the system lets one process hold; whoever has waited longest makes room for the next one.
_most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
_most = 65_536 if _most == resource.RLIM_INFINITY else min(_most, 65_536)
resource.setrlimit(resource.RLIMIT_NOFILE, (_most, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
worker_connections = max(100, min(10_000, _most - 500))
backlog = 4096
# What is sent from a file is taken at the reader's pace, and a thread waits.
sendfile = False
limit_request_line = 4094
limit_request_fields = 64
limit_request_field_size = 8190
timeout = 60
graceful_timeout = 10
keepalive = 5
max_requests = 50_000
max_requests_jitter = 5_000
# Readers may be watched: no log has an address, a browser or a query string in it.
_logged = env.one_of("ACCESS_LOG", *FORMATS, "off")
accesslog = None if _logged == "off" else "-"
access_log_format = FORMATS.get(_logged, "")
logger_class = DiscreetLogger
errorlog = "-"
loglevel = "warning"
control_socket_disable = True


def on_starting(server):
    if not logins.REQUIRE_MFA:
        server.log.warning(logins.NO_SECOND_FACTOR)


def post_worker_init(_worker):
    garbage.collect_rarely()
