"""Compares expected.json with the history and its exports in the current folder, as other engines read them."""

import glob
import json
import sqlite3
from importlib.metadata import version

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq

BRANCH = "größe/π"
stored = glob.glob(".build-telemetry/history/*/L*.parquet")
with open("expected.json", encoding="utf8") as file:
    expected = {(row["build"], row["task"]): row["durationMs"] for row in json.load(file)}
builds = {build for build, _ in expected}


def check(what, rows):
    """Rows of (build, task, milliseconds, branch), each task of each build at least once and never different."""
    got = {}
    for build, task, duration, branch in rows:
        assert branch == BRANCH, f"{what}: branch {branch!r}"
        assert got.setdefault((build, task), duration) == duration, f"{what}: {task!r} of {build} differs"
    assert got == expected, f"{what}: {sorted(got.items() ^ expected.items(), key=str)[:4]}"


def check_columns(what, frame):
    tasks = frame[frame["kind"] == "task"]
    check(what, zip(tasks["build"], tasks["task"], tasks["duration_us"] / 1000, tasks["branch"]))
    start = frame["start"].min()
    assert start == pd.Timestamp("2026-11-01T10:00:00Z"), f"{what}: starts at {start}"


for path in ["history.parquet", *stored]:
    rows = len(pd.read_parquet(path))
    assert rows == pq.ParquetFile(path).metadata.num_rows > 0, path
check_columns("pandas, stored", pd.concat(map(pd.read_parquet, stored)))
for what, frame in {
    "pandas": pd.read_parquet("history.parquet"),
    "pyarrow": pq.read_table("history.parquet").to_pandas(),
    "polars": pl.read_parquet("history.parquet").to_pandas(),
    "duckdb": duckdb.sql("select * from 'history.parquet'").df(),
}.items():
    check_columns(what, frame)
    assert len(frame) == len(expected) + len(builds), f"{what}: {len(frame)} rows"

with sqlite3.connect("history.sqlite") as database:
    assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    assert database.execute("pragma foreign_key_check").fetchall() == []
    check(
        "sqlite3",
        database.execute("select build, t.name, t.duration_ms, branch from tasks t join builds b on b.id = build"),
    )

table = pd.read_csv("history.csv", parse_dates=["start"])
# A spreadsheet must not take a name for a formula.
table["name"] = table["name"].str.replace(r"^'=", "=", regex=True)
check("CSV in pandas", zip(table["build"], table["name"], table["duration_ms"], table["branch"]))
assert len(table) == len(expected), f"CSV: {len(table)} rows"
assert table["start"].min() == pd.Timestamp("2026-11-01T10:00:00Z"), "CSV: start"

versions = ", ".join(f"{name} {version(name)}" for name in ["duckdb", "pandas", "polars", "pyarrow"])
print(f"{len(expected)} tasks of {len(builds)} builds alike in {versions}, sqlite3 {sqlite3.sqlite_version}")
