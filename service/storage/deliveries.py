"""What is to be told to the webhook: kept until it is delivered or given up, so that a restart goes on."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sql

from service.storage.tables import DELIVERIES

PENDING, DELIVERED, FAILED, GONE = "pending", "delivered", "failed", "gone"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message for the webhook at `url`: its body as it is signed and sent, how often tried, due when (Unix time)."""

    id: str
    url: str
    body: str
    n_tries: int
    due: float


class DeliveryStore:
    """Deliveries in the service's database. Safe for many threads."""

    def __init__(self, engine: sql.Engine) -> None:
        self._engine = engine

    def add(self, delivery: Delivery) -> None:
        """Keeps a message that is to be sent."""
        values = {name: getattr(delivery, name) for name in Delivery.__slots__}
        with self._engine.begin() as connection:
            connection.execute(DELIVERIES.insert().values(**values, status=PENDING))

    def next(self, url: str) -> Delivery | None:
        """The pending message for this address that is due first."""
        query = (
            DELIVERIES.select()
            .where(DELIVERIES.c.status == PENDING, DELIVERIES.c.url == url)
            .order_by(DELIVERIES.c.due, DELIVERIES.c.id)
            .limit(1)
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().first()
        return Delivery(**{name: row[name] for name in Delivery.__slots__}) if row is not None else None

    def put_off(self, delivery_id: str, n_tries: int, due: float) -> None:
        """Tries again later."""
        self._change(delivery_id, n_tries=n_tries, due=due)

    def end(self, delivery_id: str, status: str) -> None:
        """Delivered, or given up."""
        self._change(delivery_id, status=status)

    def is_gone(self, url: str) -> bool:
        """Whether the receiver at this address has said that it wants no more (410)."""
        query = sql.select(DELIVERIES.c.id).where(DELIVERIES.c.status == GONE, DELIVERIES.c.url == url).limit(1)
        with self._engine.connect() as connection:
            return connection.execute(query).first() is not None

    def _change(self, delivery_id: str, **values: object) -> None:
        with self._engine.begin() as connection:
            connection.execute(DELIVERIES.update().where(DELIVERIES.c.id == delivery_id).values(**values))
