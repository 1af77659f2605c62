"""Counts Go tests, CTRF reports and benchmarks by their tools' own totals; shares no code with the adapters.

Usage: python3 benchmarks.py <folder of fixtures> > benchmarks.json; biome check --write benchmarks.json
"""

import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from datetime import datetime, timezone
from pathlib import Path

from samples import name_of, read_text, samples

RESULTS = {
    "pass": "success", "fail": "failure", "skip": "skip",
    "passed": "success", "failed": "failure", "skipped": "skip", "pending": "skip", "other": "unknown",
}


def go_time(text):
    seconds = datetime.fromisoformat(re.sub(r"(\.\d{6})\d*", r"\1", text).replace("Z", "+00:00"))
    return seconds.timestamp() * 1000


def iso(ms):
    return datetime.fromtimestamp(int(ms) / 1000, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.") + f"{int(ms) % 1000:03d}Z"


def go_test(path):
    """Counts packages and tests by their ends; what an event lacks is looked up in the output."""
    events = [json.loads(line) for line in read_text(path).splitlines() if line.startswith("{")]
    ends, started, cached, told = [], Counter(), set(), {}
    for event in events:
        key = (event.get("Package", ""), event.get("Test"))
        output = event.get("Output", "")
        started[key] += event["Action"] == "run"
        if event["Action"] in ("pass", "fail", "skip"):
            ends.append((key, event["Action"], event.get("Elapsed")))
        if "Test" not in event and "(cached)" in output:
            cached.add(key[0])
        for word, name, seconds in re.findall(r"--- (PASS|FAIL|SKIP): (\S+) \(([\d.]+)s\)", output):
            told[(key[0], name)] = (word.lower(), float(seconds))
        if "Test" not in event and re.match(r"(ok  |FAIL)\t\S+\t([\d.]+)s", output):
            told[(key[0], None)] = (None, float(re.search(r"\t([\d.]+)s", output).group(1)))
    ended = Counter(key for key, _, _ in ends)
    for key in started:
        if started[key] > ended[key]:
            ends.append((key, told.get(key, (None, None))[0], None))
    last = {key: end for key, end, _ in ends}
    unbuilt = {e["Package"] for e in events if "FailedBuild" in e}
    results, caches, total, open_tests = Counter(), Counter(), 0.0, 0
    for (name, test), end, seconds in ends:
        if end is None:
            passed_around = "/" in test and last.get((name, test.split("/")[0])) == "pass"
            open_tests += not passed_around
            results["failure" if last[(name, None)] == "fail" and not passed_around else "unknown"] += 1
        else:
            results[RESULTS[end]] += 1
        unknown = (test is None and end == "skip") or name in unbuilt
        caches["hit" if name in cached else "unknown" if unknown else "miss"] += 1
        if name not in cached and name not in unbuilt:
            total += (told.get((name, test), (None, 0))[1] if seconds is None else seconds) * 1000
    times = [go_time(event["Time"]) for event in events if "Time" in event]
    return {
        "format": "go-test",
        "complete": open_tests == 0,
        "result": "failure" if results["failure"] else "success",
        "tasks": len(ends),
        "byResult": dict(results),
        "byCache": dict(caches),
        "taskDurationMs": total,
        "startTime": iso(times[0]),
        # Adapters read whole milliseconds.
        "durationMs": int(times[-1]) - int(times[0]) if "Time" in events[-1] else None,
        "metrics": 0,
        "codes": ["unfinished-task"] if open_tests else [],
    }


def ctrf(path):
    document = json.loads(read_text(path))
    if "results" not in document:
        return {"format": None, "codes": ["unknown-format"]}
    summary = document["results"]["summary"]
    results = Counter()
    for status in ("passed", "failed", "skipped", "pending", "other"):
        if summary[status]:
            results[RESULTS[status]] += summary[status]
    return {
        "format": "ctrf",
        "complete": True,
        "result": "failure" if summary["failed"] else "success",
        "tasks": summary["tests"],
        "byResult": dict(results),
        "byCache": {"unknown": summary["tests"]},
        "taskDurationMs": sum(test["duration"] for test in document["results"]["tests"]),
        "startTime": iso(summary["start"]),
        "durationMs": summary["stop"] - summary["start"],
        "codes": [],
    }


def ctest_junit(path):
    suite = ElementTree.parse(path).getroot()
    failures, skipped = int(suite.get("failures")), int(suite.get("skipped")) + int(suite.get("disabled"))
    tests = int(suite.get("tests"))
    results = {"failure": failures, "skip": skipped, "success": tests - failures - skipped}
    ran = [case for case in suite.iter("testcase") if case.get("status") in ("run", "fail")]
    return {
        "format": "junit",
        "complete": True,
        "result": "failure" if failures else "success",
        "tasks": tests,
        "byResult": {key: count for key, count in results.items() if count},
        "taskDurationMs": sum(float(case.get("time")) for case in ran) * 1000,
        "codes": [],
    }


def measured(format_id, count, **more):
    """Benchmarks are measurements, no tasks."""
    return {"format": format_id, "complete": True, "result": "success", "tasks": 0, "metrics": count, "codes": []} | more


def hyperfine(path):
    results = json.loads(read_text(path))["results"]
    zero = [result for result in results if result["median"] == 0]
    failing = [result for result in results if any(result["exit_codes"])]
    codes = ["zero-time"] * bool(zero) + ["failed-command"] * bool(failing)
    result = "unknown" if failing else "success"
    return measured("hyperfine", len(results) - len(zero), codes=codes, result=result)


def benchmark(path):
    """By the shape of the document: tools of benchmarks share no name."""
    if path.name.endswith(".txt"):
        lines = [line.split() for line in read_text(path).splitlines() if line.startswith("Benchmark")]
        # A name, a number of runs, then pairs of a value and its unit.
        return measured("go-bench", sum((len(line) - 2) // 2 for line in lines))
    document = json.loads(read_text(path))
    if isinstance(document, list):
        return measured("jmh", sum(1 + len(each["secondaryMetrics"]) for each in document))
    if "files" in document:
        groups = [group for file in document["files"] for group in file["groups"]]
        return measured("vitest-bench", sum(len(group["benchmarks"]) for group in groups))
    start = go_time(document["datetime"] + "+00:00")
    return measured("pytest-benchmark", len(document["benchmarks"]), startTime=iso(start))


def gradle_profiler(path):
    document = json.loads(read_text(path))
    samples = sum(len(scenario["samples"]) for scenario in document["scenarios"])
    return measured("gradle-profiler", samples, startTime=iso(go_time(document["date"])))


def main(folder):
    rows = {}
    readers = [
        (go_test, "go-test/*"),
        (ctrf, "ctrf/*"),
        (ctrf, "refused/ctrf*"),
        (ctest_junit, "junit/ctest*"),
        (lambda path: {"format": None, "codes": ["unknown-format"]}, "refused/ctest*"),
        (hyperfine, "hyperfine/*"),
        *((benchmark, f"{tool}/*") for tool in ("go-bench", "jmh", "pytest-benchmark", "vitest-bench")),
        (gradle_profiler, "gradle-profiler/*"),
    ]
    for reader, pattern in readers:
        for path in samples(folder, pattern):
            rows[name_of(folder, path)] = reader(path)
    json.dump(rows, sys.stdout, indent=1, sort_keys=True)
    print()


main(Path(sys.argv[1]))
