"""When a request is whole, and whose turn it is."""

import threading

import pytest

from config.serving.arriving import Arriving, Limits, Refused
from config.serving.lanes import Kind, Lane, lane_of

LIMITS = Limits(head=1000, body=100, staff_body=5000)
POST = b"POST /en/tell/ HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"


def arriving(data):
    request = Arriving(LIMITS)
    request.add(data)
    return request


@pytest.mark.parametrize("step", range(1, len(POST) + 1))
def test_a_request_is_whole_with_its_last_byte_however_it_comes(step):
    request = Arriving(LIMITS)
    for start in range(0, len(POST), step):
        assert not request.is_whole
        request.add(POST[start : start + step])

    assert request.is_whole and request.take() == POST


def test_a_body_that_staff_send_is_left_to_a_thread():
    request = arriving(b"POST /admin/x/ HTTP/1.1\r\ncontent-length: 4000\r\n\r\n")

    assert (request.is_whole, lane_of(request)) == (True, "uploads")


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"GET / HTTP/1.1\r\n" + b"x" * 1000, 431),
        (b"POST / HTTP/1.1\r\nContent-Length: 101\r\n\r\n", 413),
        (b"POST /admin/ HTTP/1.1\r\nContent-Length: 5001\r\n\r\n", 413),
        (b"POST /administration/ HTTP/1.1\r\nContent-Length: 101\r\n\r\n", 413),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 411),
    ],
)
def test_what_is_too_much_is_refused_by_its_head(data, status):
    with pytest.raises(Refused) as refused:
        arriving(data)

    assert refused.value.status == status


@pytest.mark.parametrize(
    ("path", "lane"),
    [
        ("/en/prisoners/", "pages"),
        ("/static/rollcall.css", "pages"),
        ("/prisoners.csv", "files"),
        ("/media/face.jpg", "files"),
        ("/en/reports/silence.svg", "files"),
    ],
)
def test_downloads_take_no_thread_of_a_page(path, lane):
    assert lane_of(arriving(f"GET {path}?a=b HTTP/1.1\r\n\r\n".encode())) == lane


class Client:
    def __init__(self, rate=0, asked=0):
        self.sock, self.rate, self.asked = self, rate, asked
        self.since, self.is_gone, self.is_waiting = 0, False, True

    def begin(self, room):
        pass

    def hang_up(self):
        self.is_gone = True


def test_whoever_has_asked_less_comes_first_and_the_last_is_sent_away():
    lane, free, order = Lane(Kind(threads=1, queue=2, room=0)), threading.Event(), []
    first, greedy, modest, new = Client(), Client(asked=30), Client(asked=2), Client()

    def handle(client):
        free.wait(5)
        order.append(client)

    def done(client, _future):
        lane.finished(client)

    sent_away = [lane.submit(client, handle, done) for client in (first, greedy, modest, new)]
    free.set()
    while len(order) < 3:
        pass

    assert sent_away == [None, None, None, greedy]
    assert order == [first, new, modest]


def test_the_slowest_gives_way_when_others_wait_and_not_before():
    lane, over = Lane(Kind(threads=3, queue=9, room=0)), threading.Event()
    slow, quick, waiting, at_work = Client(rate=1), Client(rate=1000), Client(), Client()
    at_work.is_waiting = False

    for client in (slow, quick, at_work):
        lane.submit(client, lambda _client: over.wait(5), lambda *_: None)
    lane.hurry()
    assert not slow.is_gone
    lane.submit(waiting, lambda _client: None, lambda *_: None)
    lane.hurry()
    over.set()

    assert [one.is_gone for one in (slow, quick, at_work)] == [True, False, False]
