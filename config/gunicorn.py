"""How gunicorn serves the register: a few processes, a few threads each, nobody's address in a log."""

import gc

from config import env, logins

bind = f"{env.text('HOST', '127.0.0.1')}:{env.number('PORT', 8000)}"
workers = env.number("WEB_WORKERS", 2)
threads = env.number("WEB_THREADS", 4)
worker_class = "gthread"
timeout = 60
graceful_timeout = 10
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
# Readers may be watched: the access log has no addresses, no browsers and no query strings.
accesslog = "-" if env.yes("ACCESS_LOG", False) else None
access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(b)s %(L)s'
errorlog = "-"
loglevel = "warning"
control_socket_disable = True


def on_starting(server):
    if not logins.REQUIRE_MFA:
        server.log.warning(logins.NO_SECOND_FACTOR)


def post_worker_init(_worker):
    """What is loaded by now stays for good: looking through it for garbage kept a reader waiting 80 ms."""
    gc.freeze()
