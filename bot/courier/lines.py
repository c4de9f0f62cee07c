"""What waits for one chat at one priority."""

from datetime import datetime
from heapq import heapify, heappop, heappush
from typing import Generic, Protocol, TypeVar

Lane = tuple[int, bool]


class Row(Protocol):
    @property
    def row_id(self) -> int: ...
    @property
    def not_before(self) -> datetime: ...
    @property
    def lane(self) -> Lane: ...


R = TypeVar("R", bound=Row)


class Line(Generic[R]):
    """Lanes, each in order of its rows' ids. `ready` and `later` hold hints at first rows: some may be out of date."""

    def __init__(self) -> None:
        self._lanes: dict[Lane, list[tuple[int, R]]] = {}
        self._ready: list[tuple[int, Lane]] = []
        self.later: list[tuple[datetime, int, Lane]] = []
        self.busy: R | None = None

    def __bool__(self) -> bool:
        return bool(self._lanes)

    @property
    def first_id(self) -> int:
        """The id that the line is ranked by."""
        return self._ready[0][0] if self._ready else 0

    def add(self, row: R) -> bool:
        """Put the row in its lane; true if it is the first there."""
        lane = self._lanes.setdefault(row.lane, [])
        heappush(lane, (row.row_id, row))
        if lane[0][1] is not row:
            return False
        heappush(self._ready, (row.row_id, row.lane))
        return True

    def remove(self, row: R) -> None:
        lane = self._lanes[row.lane]
        if lane[0][0] == row.row_id:
            heappop(lane)
        else:
            lane.remove((row.row_id, row))
            heapify(lane)
        if lane:
            heappush(self._ready, (lane[0][0], row.lane))
        else:
            del self._lanes[row.lane]

    def head(self, now: datetime) -> R | None:
        """Return the first row whose time has come."""
        while self.later and self.later[0][0] <= now:
            _, row_id, lane = heappop(self.later)
            heappush(self._ready, (row_id, lane))
        while self._ready:
            row_id, lane = self._ready[0]
            first = self._lanes[lane][0][1] if lane in self._lanes else None
            if first is not None and first.row_id == row_id and first.not_before <= now:
                return first
            heappop(self._ready)
            if first is not None and first.row_id == row_id:
                heappush(self.later, (first.not_before, row_id, lane))
        return None

    def put_by(self, row: R) -> None:
        """Pass over the head, which waits for another row, until it is brought back."""
        assert self._ready[0] == (row.row_id, row.lane)
        heappop(self._ready)

    def bring_back(self, row: R) -> None:
        heappush(self._ready, (row.row_id, row.lane))
