"""How often somebody asked within the hour, known without writing down who."""

import os

import pytest

from core import floods


@pytest.fixture(autouse=True)
def nobody_has_asked():
    floods.forget()


def ask(address, of_one=2, altogether=1000):
    return floods.is_flood(address, of_one=of_one, altogether=altogether)


def test_each_address_has_its_own_number():
    assert [ask("198.51.100.7") for _ in range(3)] == [False, False, True]
    assert not ask("198.51.100.8")


def test_a_network_of_one_household_is_one_address():
    assert [ask(f"2001:db8::{n}") for n in range(3)] == [False, False, True]
    assert not ask("2001:db8:0:1::1")


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "", "no address"])
def test_where_everybody_has_the_same_address_only_the_sum_counts(address):
    assert not any(ask(address) for _ in range(20))
    assert ask(address, altogether=20)


def test_the_next_hour_knows_nothing(monkeypatch):
    asked = [ask("198.51.100.7") for _ in range(3)]
    key = bytes(floods._shared[8:40])
    hour = floods._hour()
    monkeypatch.setattr(floods, "_hour", lambda: hour + 1)

    assert (asked[-1], ask("198.51.100.7")) == (True, False)
    assert bytes(floods._shared[8:40]) != key
    assert sum(floods._shared[floods.HEAD.size :]) == 1


@pytest.mark.filterwarnings("ignore:.*fork")
def test_processes_count_together():
    child = os.fork()
    if not child:
        ask("198.51.100.7"), ask("198.51.100.7")
        os._exit(0)
    os.waitpid(child, 0)

    assert ask("198.51.100.7")
