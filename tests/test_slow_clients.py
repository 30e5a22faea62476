"""Clients that are slow, many or too large: the site refuses what it must and answers everybody else."""

import re
import time

import psutil
import pytest

from tests.crowd import Crowd, ask, ask_often, request, send

GET = request("/robots.txt", "Connection: close") + b"\r\n"


def status(answer):
    return int(answer.split(b" ", 2)[1])


@pytest.mark.parametrize(
    ("said", "refused_with"),
    [
        (request("/en/", f"X-Long: {'x' * 40_000}"), 431),
        (request("/en/", f"X-Long: {'x' * 9_000}") + b"\r\n", 431),
        (request("/en/", *[f"X-{n}: 1" for n in range(100)]) + b"\r\n", 431),
        (request(f"/en/?q={'x' * 5_000}") + b"\r\n", 414),
        (request("/en/", "Transfer-Encoding: chunked", method="POST") + b"\r\n", 411),
        (request("/en/tell/", "Content-Length: 200000", method="POST") + b"\r\n", 413),
        (request("/en/", "Content-Length: 999999999999", method="POST") + b"\r\n", 413),
        (request("/admin/", "Content-Length: 999999999999", method="POST") + b"\r\n", 413),
        (b"no request at all\r\n\r\n", 400),
    ],
)
def test_what_is_too_much_is_refused_before_it_has_come(empty_server, said, refused_with):
    ask(empty_server, "/robots.txt")  # the site may still be starting
    began = time.monotonic()

    answer = send(empty_server, said)

    assert (status(answer), time.monotonic() - began < 5) == (refused_with, True)


def test_a_large_body_reaches_the_pages_of_staff(empty_server):
    body = b"x" * 1_000_000
    head = request(
        "/admin/accounts/login/", f"Content-Length: {len(body)}", "Connection: close", method="POST"
    )

    assert status(send(empty_server, head + b"\r\n" + body)) == 403


def test_many_requests_on_one_connection_are_all_answered(empty_server):
    answer = send(empty_server, GET.replace(b"Connection: close\r\n", b"") * 99 + GET)

    assert re.findall(rb"HTTP/1.1 (\d+)", answer) == [b"200"] * 100


def test_a_request_that_comes_byte_by_byte_is_answered(empty_server):
    assert status(send(empty_server, GET, pause=0.005)) == 200


def test_others_are_answered_while_two_hundred_are_slow(empty_server):
    with Crowd(empty_server, 200) as crowd:
        time.sleep(1)
        pages = ask_often(empty_server, "/en/", 10)
        files = ask(empty_server, "/prisoners.csv")

    assert (len(crowd) > 150, pages[0], files[0]) == (True, 10, 200)
    assert pages[1] < 10


@pytest.mark.soak
def test_others_are_answered_while_five_thousand_are_slow(own_demo_server):
    server = own_demo_server
    ask_often(server, "/en/prisoners/", 10)
    before, memory = ask_often(server, "/en/prisoners/", 50), memory_of(server)

    with Crowd(server, 5000) as crowd:
        time.sleep(30)
        during = [ask_often(server, path, 50) for path in ("/en/prisoners/", "/en/")]
        grown = memory_of(server) - memory
    time.sleep(5)
    after = ask_often(server, "/en/prisoners/", 50)

    print(f"before {before}, during {during}, after {after}, +{grown} MB, {crowd.came_back} again")
    assert len(crowd) > 4500
    assert [answered for answered, _p95 in (before, *during, after)] == [50] * 4
    assert grown < 500
    assert after[1] < max(0.5, 3 * before[1])


def memory_of(server):
    """MB of the processes of a site, found by the port that they listen on."""
    port = server.rpartition(":")[2]
    ours = [
        process
        for process in psutil.process_iter()
        if "gunicorn" in " ".join(process.cmdline()) and process.environ().get("PORT") == port
    ]
    return sum(process.memory_info().rss for process in ours) // 2**20
