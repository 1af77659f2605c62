"""Counts real logs with xml.etree and json, without the adapters. `python3 counts.py FIXTURES > counts.tsv`"""
import datetime
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as tree

from samples import name_of, read_bytes, samples

COLUMNS = (
    "file, format, tasks, success, failure, error, skip, other, retries, sum of task seconds, seconds of the build "
    "as the tool totals them (empty: it does not), names that (suite, class, test) share"
)
PATTERNS = ["junit/*", "github-jobs/*", "refused/*"]
# Their own formats refuse these, which the other scripts know.
OTHERS = ("refused/bazel", "refused/cargo", "refused/turborepo")
RETRIES = ("flakyFailure", "flakyError", "rerunFailure", "rerunError")


def seconds(text):
    if not (text or "").strip():
        return None
    text = text.strip()
    if re.fullmatch(r"\d+,\d+", text) and not re.fullmatch(r"[1-9]\d{0,2},\d{3}", text):
        text = text.replace(",", ".")
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        return None
    return value if value >= 0 else None


def result_of(case):
    for tag, word in (("error", "error"), ("failure", "failure"), ("skipped", "skip")):
        if case.find(tag) is not None:
            return word
    return "skip" if case.get("status", "").lower() in ("disabled", "notrun") else "success"


def suite_seconds(suite):
    own = seconds(suite.get("time"))
    inner = [suite_seconds(each) for each in suite.findall("testsuite")]
    if own is not None or not inner:
        return own
    return None if None in inner else sum(inner)


def top_suites(root):
    if root.tag == "testsuite":
        return [root]
    return [suite for each in root for suite in (top_suites(each) if each.tag in ("testsuite", "testsuites") else [])]


def build_seconds(root):
    if root.tag == "testsuites" and seconds(root.get("time")) is not None:
        return seconds(root.get("time"))
    times = [(each.get("timestamp") or "", suite_seconds(each)) for each in top_suites(root)]
    if not any(":" in stamp for stamp, _ in times):
        return None if not times or any(time is None for _, time in times) else sum(time for _, time in times)
    if any(":" not in stamp or time is None for stamp, time in times):
        return None
    spans = [(datetime.datetime.fromisoformat(stamp.replace("Z", "+00:00")).timestamp(), time) for stamp, time in times]
    return max(start + time for start, time in spans) - min(start for start, _ in spans)


def count_junit(root):
    parents = {child: parent for parent in root.iter() for child in parent}
    cases = list(root.iter("testcase"))
    words = [result_of(case) for case in cases]
    keys = [(parents[case].get("name"), case.get("classname"), case.get("name")) for case in cases]
    return (
        ["junit", len(cases)]
        + [words.count(word) for word in ("success", "failure", "error", "skip")]
        + [0, sum(len(case.findall(tag)) for case in cases for tag in RETRIES)]
        + [sum(seconds(case.get("time")) or 0 for case in cases), build_seconds(root), len(keys) - len(set(keys))]
    )


def count_jobs(jobs):
    """A job and each of its steps are tasks; waiting for a runner is none."""
    at = lambda text: datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()
    words, total, starts, ends = [], 0, [], []
    for job in jobs:
        start, end = min(at(step["started_at"]) for step in job["steps"]), at(job["completed_at"])
        words += [job["conclusion"]] + [step["conclusion"] for step in job["steps"]]
        total += end - start
        total += sum(at(step["completed_at"]) - at(step["started_at"]) for step in job["steps"])
        starts.append(start)
        ends.append(end)
    known = [words.count(word) for word in ("success", "failure", "error", "skipped")]
    return ["github-jobs", len(words), *known, len(words) - sum(known), 0, total, max(ends) - min(starts), 0]


def count(path):
    data = read_bytes(path)
    try:
        root = tree.fromstring(data)
        if root.tag in ("testsuites", "testsuite") and not list(root.iter("test")):
            return count_junit(root)
    except (tree.ParseError, LookupError):
        pass
    try:
        value = json.loads(data)
        if isinstance(value, dict) and "jobs" in value and "total_count" in value:
            return count_jobs(value["jobs"])
    except ValueError:
        pass
    return ["refused"]


def show(value):
    return "" if value is None else str(round(value, 6)) if isinstance(value, float) else str(value)


print(f"# Counted with counts.py, without the adapters. Columns: {COLUMNS}")
root = pathlib.Path(sys.argv[1])
for path in samples(root, *PATTERNS):
    if name_of(root, path).startswith(OTHERS):
        continue
    print("\t".join([name_of(root, path), *map(show, count(path))]))
