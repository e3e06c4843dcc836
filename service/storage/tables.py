"""The tables of the service's database: one list, so that all are made at once."""

from __future__ import annotations

import sqlalchemy as sql

TABLES = sql.MetaData()

ARTICLES = sql.Table(
    "articles",
    TABLES,
    sql.Column("arrival", sql.Integer, primary_key=True, autoincrement=True),
    sql.Column("id", sql.String(255), nullable=False, unique=True),
    sql.Column("story_id", sql.String(36), nullable=False, index=True),
    sql.Column("arrived_at", sql.String(40), nullable=False, index=True),
    sql.Column("title", sql.Text, nullable=False),
    sql.Column("request", sql.Text, nullable=False),
    sql.Column("request_sha256", sql.String(64), nullable=False),
    sql.Column("day", sql.Float),
    sql.Column("weekdays", sql.Integer, nullable=False),
    sql.Column("log_length", sql.Float, nullable=False),
    sql.Column("arrived", sql.Float, nullable=False),
    sql.Column("terms", sql.LargeBinary, nullable=False),
    sql.Column("weights", sql.LargeBinary, nullable=False),
    sql.Column("near", sql.Text, nullable=False),
)
MEANINGS = sql.Table(  # of articles that an embedding model has read
    "article_meanings",
    TABLES,
    sql.Column("article_id", sql.String(255), primary_key=True),
    sql.Column("model", sql.Text, nullable=False),
    sql.Column("vector", sql.LargeBinary, nullable=False),
    sql.Column("unlike", sql.Float, nullable=False),
    sql.Column("alike", sql.Float, nullable=False),
)
HEADS = sql.Table(  # what a kill notice may name: of every article that is none itself
    "article_heads",
    TABLES,
    sql.Column("article_id", sql.String(255), primary_key=True),
    sql.Column("outlet", sql.Text, nullable=False, index=True),  # case folded
    sql.Column("title", sql.Text, nullable=False),
)
URIS = sql.Table(  # under which a cancellation may name an article, beside its id
    "article_uris",
    TABLES,
    sql.Column("article_id", sql.String(255), primary_key=True),
    sql.Column("uri", sql.Text, nullable=False, index=True),
)
WITHDRAWALS = sql.Table(  # one that its outlet sent again as canceled is its own notice
    "withdrawals",
    TABLES,
    sql.Column("article_id", sql.String(255), primary_key=True),
    sql.Column("notice_id", sql.String(255), nullable=False, index=True),
)
NOTICES = sql.Table(  # the articles that are kill notices, whether they withdraw any or none
    "kill_notices",
    TABLES,
    sql.Column("article_id", sql.String(255), primary_key=True),
)
DECISIONS = sql.Table(  # of editors about the texts of jobs
    "decisions",
    TABLES,
    sql.Column("number", sql.Integer, primary_key=True, autoincrement=True),
    sql.Column("job_id", sql.String(36), nullable=False, index=True),
    sql.Column("at", sql.String(40), nullable=False),
    sql.Column("kind", sql.String(16), nullable=False),
    sql.Column("author", sql.Text, nullable=False),
    sql.Column("reason", sql.Text, nullable=False),
)
DECIDED_TEXTS = sql.Table(  # which of a job's texts a decision is about, where it is not about all
    "decided_texts",
    TABLES,
    sql.Column("decision", sql.Integer, primary_key=True),
    sql.Column("summary_id", sql.String(64), nullable=False),
)
RECORDS = sql.Table(  # one after another, each with the hash of the one before it: what was changed later shows
    "records",
    TABLES,
    sql.Column("number", sql.Integer, primary_key=True, autoincrement=True),
    sql.Column("kind", sql.String(16), nullable=False),
    sql.Column("job_id", sql.String(36), nullable=False, index=True),
    sql.Column("content", sql.Text, nullable=False),
    sql.Column("previous_sha256", sql.String(64), nullable=False),
    sql.Column("sha256", sql.String(64), nullable=False),
)
FOLLOWED_ONCE = sql.Index("records_followed_once", RECORDS.c.previous_sha256, unique=True)  # the chain cannot fork
EDITS = sql.Table(  # which job's text was edited from which text of an earlier one
    "edits",
    TABLES,
    sql.Column("job_id", sql.String(36), primary_key=True),
    sql.Column("edited_from", sql.String(36), nullable=False, index=True),
    sql.Column("summary_id", sql.String(64), nullable=False),
)
REPORTS = sql.Table(  # of editors about single sentences
    "reports",
    TABLES,
    sql.Column("id", sql.String(36), primary_key=True),  # UUIDv7: sorts by time
    sql.Column("job_id", sql.String(36), nullable=False, index=True),
    sql.Column("summary_id", sql.String(64), nullable=False),
    sql.Column("number", sql.Integer, nullable=False),
    sql.Column("text", sql.Text, nullable=False),
    sql.Column("verdict", sql.String(16), nullable=False),
    sql.Column("kind", sql.String(16), nullable=False),
    sql.Column("author", sql.Text, nullable=False),
    sql.Column("note", sql.Text, nullable=False),
    sql.Column("at", sql.String(40), nullable=False),
)
KEYS = sql.Table(  # idempotency keys of decisions and reports
    "idempotency_keys",
    TABLES,
    sql.Column("key", sql.String(255), primary_key=True),
    sql.Column("request_sha256", sql.String(64), nullable=False),
    sql.Column("made", sql.String(64), nullable=False),
)
DELIVERIES = sql.Table(  # to the webhook
    "deliveries",
    TABLES,
    sql.Column("id", sql.String(64), primary_key=True),  # msg_ and a UUIDv7
    sql.Column("url", sql.Text, nullable=False),
    sql.Column("body", sql.Text, nullable=False),
    sql.Column("n_tries", sql.Integer, nullable=False),
    sql.Column("due", sql.Float, nullable=False),
    sql.Column("status", sql.String(16), nullable=False, index=True),
)
STORIES = sql.Table(
    "stories",
    TABLES,
    sql.Column("id", sql.String(36), primary_key=True),  # UUIDv7
    sql.Column("title", sql.Text, nullable=False),
    sql.Column("n_articles", sql.Integer, nullable=False),
    sql.Column("created_at", sql.String(40), nullable=False),
    sql.Column("changed_at", sql.String(40), nullable=False),
    sql.Column("last_arrival", sql.Integer, nullable=False, index=True),
    sql.Column("merged_into", sql.String(36)),
)
EVENTS = sql.Table(
    "story_events",
    TABLES,
    sql.Column("number", sql.Integer, primary_key=True, autoincrement=True),
    sql.Column("story_id", sql.String(36), nullable=False, index=True),
    sql.Column("at", sql.String(40), nullable=False),
    sql.Column("kind", sql.String(16), nullable=False),
    sql.Column("article_id", sql.String(255), nullable=False),
    sql.Column("other_id", sql.String(36), nullable=False, default=""),
)
