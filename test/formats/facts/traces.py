"""Facts about trace samples, found without the adapters: python3 traces.py FIXTURES > traces.json

Durations of builds are the tools' own totals where a file has them: LLVM's `Total ExecuteCompiler`, Bazel's
launch and finish (its "Elapsed time"), Next.js's root span.
"""
import gzip
import json
import os
import re
import sys
from collections import Counter, defaultdict
from datetime import datetime, timezone

root = sys.argv[1]


def load(path):
    raw = open(os.path.join(root, path), "rb").read()
    text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode()
    try:
        return json.loads(text)
    except ValueError:
        return json.loads(text.rstrip().rstrip(",") + "]")


def iso(ms):
    return datetime.fromtimestamp(int(ms) / 1000, timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def spans_of(events):
    """(event, thread, start, end) of X events and of B/E pairs by name; what is open has no end."""
    spans, open_, waiting = [], defaultdict(list), defaultdict(list)
    for e in events:
        lane = (e.get("pid"), e.get("tid"))
        if e["ph"] == "X":
            spans.append((e, lane, e["ts"], e["ts"] + e.get("dur", e.get("tdur"))))
        elif e["ph"] == "B":
            if (e["name"], e["ts"]) in waiting[lane]:
                waiting[lane].remove((e["name"], e["ts"]))
                spans.append((e, lane, e["ts"], e["ts"]))
            else:
                open_[lane].append(e)
        elif e["ph"] == "E":
            same = [b for b in open_[lane] if b["name"] == e["name"]]
            if same:
                open_[lane].remove(same[-1])
                spans.append((same[-1], lane, same[-1]["ts"], e["ts"]))
            else:
                waiting[lane].append((e["name"], e["ts"]))
    for lane, left in open_.items():
        spans += [(e, lane, e["ts"], None) for e in left]
    return spans, sum(map(len, waiting.values()))


def add_up(spans, key):
    """Time of each key: what overlaps on one thread counts once; None when an end is not known."""
    groups = defaultdict(list)
    for span in spans:
        groups[key(span[0])].append(span)
    times = {}
    for name, group in groups.items():
        if any(end is None for *_, end in group):
            times[name] = None
            continue
        times[name] = 0
        for lane in {lane for _, lane, _, _ in group}:
            upto = float("-inf")
            for start, end in sorted((s, e) for _, of, s, e in group if of == lane):
                times[name] += max(0, end - max(start, upto))
                upto = max(upto, end)
    return times


def trace(path, key, is_task, duration_us=None, start_us=None):
    data = load(path)
    events = data if isinstance(data, list) else data["traceEvents"]
    events = [e for e in events if not (e["name"].startswith("Total ") and "avg ms" in e.get("args", {}))]
    spans, lost = spans_of(events)
    times = add_up(spans, key)
    tasks = {name: us for name, us in times.items() if is_task(name)}
    complete = lost == 0 and None not in times.values()
    first = min(s for _, _, s, _ in spans)
    last = max(e for *_, e in spans if e is not None)
    fact = {
        "format": "chrome-trace",
        "complete": complete,
        "result": "unknown",
        "tasks": len(tasks),
        "spans": len(times) - len(tasks),
        "byResult": {"unknown": len(tasks)},
        "byCache": {"unknown": len(tasks)},
        "taskDurationMs": sum(us or 0 for us in tasks.values()) / 1000,
        "durationMs": (last - first if duration_us is None else duration_us) / 1000 if complete else None,
        "startTime": None if start_us is None else iso((start_us + first) / 1000),
        "events": 0,
        "metrics": 0,
        "codes": ["summed-up"] if len(spans) > len(times) else [],
    }
    return fact


def tsc(path):
    def key(e):
        args = e.get("args") or {}
        files = [args[k] for k in ("path", "fileName", "containingFileName", "jsFilePath", "configFilePath", "refPath") if k in args]
        return (e["cat"], e["name"], files[0].lower() if files else None)

    return trace(path, key, lambda k: k[0] != "checkTypes" and (k[0] != "check" or k[1] == "checkSourceFile"))


def clang(path):
    data = load(path)
    total = next(e for e in data["traceEvents"] if e["name"] == "Total ExecuteCompiler")

    def key(e):
        detail = (e.get("args") or {}).get("detail", "")
        detail = re.sub(r":\d+:\d+", "", detail)
        return (e["name"], os.path.normpath(detail) if detail.startswith("/") else detail)

    def is_task(k):
        return k[1] == "" or k[0] in ("Source", "OptModule") or re.match("Parse|Instantiate|Module", k[0])

    return trace(path, key, is_task, total["dur"], data["beginningOfTime"])


def odd(path, codes=()):
    fact = trace(path, lambda e: (e["name"], (e.get("args") or {}).get("detail")), lambda k: True)
    return {**fact, "codes": list(codes) or fact["codes"]}


def bazel(path):
    data = load(path)
    events = data["traceEvents"]
    actions = [e for e in events if e.get("cat") == "action processing"]
    phases = [e for e in events if e.get("cat") == "build phase marker"]
    critical = [e for e in events if e.get("cat") == "critical path component"]
    launch = next(e["ts"] for e in phases if e["name"] == "Launch Blaze")
    finish = next(e["ts"] for e in events if e["name"] == "Finishing")
    hours = {"UTC": 0, "MDT": 6}
    words = data["otherData"]["date"].split()
    start = None
    if words[4] in hours:
        local = datetime.strptime(" ".join(words[1:4] + words[5:]), "%b %d %H:%M:%S %Y").replace(tzinfo=timezone.utc)
        start = iso(local.timestamp() * 1000 + hours[words[4]] * 3600000 + launch / 1000)
    return {
        "format": "bazel-profile",
        "complete": True,
        "result": "unknown",
        "tasks": len(actions),
        "byResult": {"unknown": len(actions)},
        "byCache": {"unknown": len(actions)},
        "taskDurationMs": sum(e["dur"] for e in actions) / 1000,
        "durationMs": (finish - launch) / 1000,
        "startTime": start,
        "events": 0,
        "metrics": 1,
        "spans": len(phases) + len(critical),
    }


def next_(path):
    spans = [s for line in open(os.path.join(root, path)) if line.strip() for s in json.loads(line)]
    build = next(s for s in spans if s["name"] == "next-build")
    results = Counter("failure" if s["tags"].get("failed") else "success" for s in spans)
    return {
        "format": "next-trace",
        "complete": True,
        "result": "failure" if build["tags"].get("failed") else "success",
        "tasks": len(spans),
        "byResult": dict(sorted(results.items())),
        "byCache": {"unknown": len(spans)},
        "taskDurationMs": sum(s["duration"] for s in spans) / 1000,
        "durationMs": build["duration"] / 1000,
        "startTime": iso(build["startTime"]),
        "events": 0,
        "metrics": 0,
        "spans": 0,
    }


def nx(path):
    tasks = [e for e in load(path) if e["ph"] == "X"]
    first = min(e["ts"] for e in tasks)
    return {
        "format": "nx-profile",
        "complete": True,
        "result": "success",
        "tasks": len(tasks),
        "byResult": dict(Counter(e["args"]["status"] for e in tasks)),
        "byCache": {"miss": len(tasks)},
        "taskDurationMs": sum(e["dur"] for e in tasks) / 1000,
        "durationMs": (max(e["ts"] + e["dur"] for e in tasks) - first) / 1000,
        "startTime": iso(first / 1000),
        "events": 0,
        "metrics": 0,
        "spans": 0,
    }


refused = {"format": None, "complete": False, "tasks": 0, "codes": ["broken-compression"]}
facts = {
    "chrome-trace/clang-14.0.6-ninja-build.cc.json.gz": clang,
    "chrome-trace/clang-blender-mac-clang14-obj_export_mesh.json.gz": clang,
    "chrome-trace/clang-clang11-pid-45-test.json": clang,
    "chrome-trace/tsc-5.9.3-analyze-trace-trace.json.gz": tsc,
    "chrome-trace/tsc-elysia-cookie-trace.json.gz": tsc,
    "chrome-trace/odd-speedscope-event-reordering-name-match.json": odd,
    "chrome-trace/odd-speedscope-not-enough-end-events.json": lambda path: odd(path, ["unended-span"]),
    "chrome-trace/odd-speedscope-simple-partial-trailing-comma.json": odd,
    "chrome-trace/odd-speedscope-too-many-end-events.json": lambda path: odd(path, ["unmatched-end"]),
    "chrome-trace/odd-speedscope-zero-duration-events.json": odd,
    "bazel-profile/bazel-4.2.3-cold.json.gz": bazel,
    "bazel-profile/local-jobs-4.json.gz": bazel,
    "bazel-profile/tiny.json.gz": bazel,
    "refused/bazel-profile-bazel-4.2.3-killed-10-bytes.json.gz": lambda path: refused,
    "next-trace/next-16.4.6-failed-build.trace": next_,
    "next-trace/next-16.4.6-turbopack.trace": next_,
    "nx-profile/nx-24.0.6-cold-NX_PROFILE.json": nx,
}
print(json.dumps({path: find(path) for path, find in facts.items()}, indent=2))
