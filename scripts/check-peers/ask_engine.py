"""Runs SQL files on an engine over a history and prints what each question answers as a line of JSON.

Usage: python ask_engine.py ENGINE FILE.json [CONFIG.xml]
CONFIG.xml is the configuration of ClickHouse. FILE.json holds `setup`, a list of statements, and `questions`, a list of rounds: each has `before`, a list of
statements, and `queries`, an object of names and queries.
"""

import json
import sys


def open_clickhouse(config=None):
    from chdb import session

    settings = "" if config is None else f"?config-file={config}"
    connection = session.Session(f"engine{settings}")

    def ask(sql):
        return [json.loads(line) for line in str(connection.query(sql, "JSONEachRow")).splitlines()]

    return connection.query, ask


def open_spark():
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
    }
    builder = SparkSession.builder.master("local[1]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    return spark.sql, lambda sql: [row.asDict() for row in spark.sql(sql).collect()]


def main():
    engine, path, *config = sys.argv[1:]
    run, ask = {"clickhouse": open_clickhouse, "spark": open_spark}[engine](*config)
    with open(path, encoding="utf8") as file:
        asked = json.load(file)
    for statement in asked["setup"]:
        run(statement)
    for at, turn in enumerate(asked["rounds"]):
        for statement in turn["before"]:
            run(statement)
        for name, query in turn["queries"].items():
            try:
                print(json.dumps({"round": at, "name": name, "rows": ask(query)}, default=str))
            except Exception as error:  # noqa: BLE001 - each question fails alone
                print(json.dumps({"round": at, "name": name, "error": str(error)[:1000]}))
    if engine == "clickhouse":
        for statement in asked.get("refused", []):
            try:
                run(statement)
                print(json.dumps({"round": -1, "name": "refused", "error": None}))
            except Exception as error:  # noqa: BLE001 - it is what is asked for
                print(json.dumps({"round": -1, "name": "refused", "error": str(error)[:300]}))


main()
