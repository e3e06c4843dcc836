"""The tables of the service's database: one list, so that all are made at once."""

from __future__ import annotations

import sqlalchemy as sql

TABLES = sql.MetaData()
