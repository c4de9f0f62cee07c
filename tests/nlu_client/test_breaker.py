from nlu.breaker import Attempt, Breaker
from tests.nlu_client.conftest import Timer


def opened(timer: Timer) -> Breaker:
    breaker = Breaker(timer, failures_to_open=1, open_for=2)
    breaker.failed(attempt(breaker))
    assert breaker.is_open
    return breaker


def attempt(breaker: Breaker) -> Attempt:
    leave = breaker.attempt()
    assert leave is not None
    return leave


def test_a_late_failure_does_not_end_the_probe(timer: Timer) -> None:
    breaker = Breaker(timer, failures_to_open=1, open_for=2)
    first, slow = attempt(breaker), attempt(breaker)
    breaker.failed(first)
    timer.now += 2
    attempt(breaker)
    breaker.failed(slow)
    assert breaker.attempt() is None, "a probe is under way"


def test_a_late_success_closes_it(timer: Timer) -> None:
    breaker = Breaker(timer, failures_to_open=1, open_for=2)
    first, slow = attempt(breaker), attempt(breaker)
    breaker.failed(first)
    breaker.succeeded(slow)
    assert not breaker.is_open
    assert not attempt(breaker).is_probe


def test_a_probe_given_up_may_be_followed_at_once(timer: Timer) -> None:
    breaker = opened(timer)
    timer.now += 2
    probe = attempt(breaker)
    breaker.given_up(probe)
    assert attempt(breaker).is_probe
