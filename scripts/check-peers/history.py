"""Runs the examples of docs/querying-history.md and compares what they say.

Usage: python scripts/check-peers/history.py [--install]
Needs Node and those of duckdb, pandas, polars, pyarrow, chdb and pyspark that are to be checked, and Java for the
last; others are reported as skipped. With --install all are installed for this run, in a virtual environment of its
own. Exits with 1 when an example fails or disagrees.
"""

import contextlib
import importlib.util
import io
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import venv

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILDS = 40
# Task n of build b takes b + n / 1000 milliseconds.
P50 = {f"task-{n}": BUILDS // 2 + n / 1000 for n in range(3)}
MEAN = {f"task-{n}": (BUILDS - 1) / 2 + n / 1000 for n in range(3)}
MODULES = {
    "duckdb": "duckdb",
    "clickhouse": "chdb",
    "pandas": "pandas",
    "polars": "polars",
    "pyarrow": "pyarrow",
    "spark": "pyspark",
}


def read_examples():
    with open(os.path.join(ROOT, "docs", "querying-history.md"), encoding="utf8") as page:
        return re.findall(r"^```(sql|python) (\w+)\n(.*?)^```", page.read(), re.M | re.S)


def node(*args):
    subprocess.run(["node", *args], check=True, stdout=subprocess.DEVNULL)


def run_sql(engine, text):
    if engine == "duckdb":
        import duckdb

        return duckdb.sql(text).fetchall()
    if engine == "clickhouse":
        import json

        import chdb

        # SQL ends with its settings, so the format goes through the client.
        rows = str(chdb.query(text.strip().rstrip(";"), "JSONCompactEachRow")).splitlines()
        return [tuple(json.loads(row)) for row in rows]
    cli = os.path.join(ROOT, "src", "cli.ts")
    node(cli, "history", "export", "--format", "sqlite", "--out", "history.db")
    with sqlite3.connect("history.db") as database:
        return database.execute(text).fetchall()


def run_python(text):
    names = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(text, names)  # noqa: S102 - our own documentation
    result = names["result"]
    if hasattr(result, "to_pylist"):
        return [(row["task"], row["duration_us_mean"] / 1000) for row in result.to_pylist()]
    if hasattr(result, "rows"):
        return result.rows()
    return list(result.itertuples(index=False, name=None))


def check(engine, text, rows):
    """Every example but that of the measurement says the p50 of each task's durations, pyarrow's the mean."""
    if "bundle size" in text:
        values = [row[2] for row in rows]
        assert values == [1000.0 + number for number in range(20, BUILDS)], values
        return
    got = {row[0]: float(row[1]) for row in rows}
    wanted = MEAN if engine == "pyarrow" else P50
    assert got.keys() == wanted.keys(), got
    for task, expected in wanted.items():
        assert abs(got[task] - expected) < 1e-6, (task, got[task], expected)
    if len(rows[0]) > 2:
        assert all(row[2] == BUILDS for row in rows), rows


def run_installed():
    """Runs this script again where all engines are."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = os.path.join(folder, "Scripts" if os.name == "nt" else "bin", "python")
        subprocess.run([python, "-m", "pip", "install", "--quiet", *MODULES.values()], check=True)
        return subprocess.run([python, os.path.abspath(__file__)], check=False).returncode


def main():
    folder = tempfile.mkdtemp()
    os.chdir(folder)
    failed = 0
    try:
        node(os.path.join(ROOT, "scripts", "check-peers", "write-history.ts"), ".build-telemetry/history")
        for language, engine, text in read_examples():
            module = MODULES.get(engine)
            missing = module is not None and importlib.util.find_spec(module) is None
            if missing or (engine == "spark" and shutil.which("java") is None):
                print(f"skipped  {engine}")
                continue
            try:
                check(engine, text, run_sql(engine, text) if language == "sql" else run_python(text))
                print(f"ok       {engine}")
            except Exception as error:  # noqa: BLE001 - each example fails alone
                failed += 1
                print(f"FAILED   {engine}: {type(error).__name__}: {error}")
    finally:
        os.chdir(ROOT)
        shutil.rmtree(folder)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(run_installed() if "--install" in sys.argv else main())
