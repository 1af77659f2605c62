"""Counts the slices of a trace with Perfetto's trace processor: `python query_perfetto.py TRACE`."""

import json
import sys
from importlib.metadata import version

from perfetto.trace_processor import TraceProcessor

with TraceProcessor(trace=sys.argv[1]) as processor:
    query = "select count(*) as slices, sum(dur) / 1e6 as ms from slice where dur > 0"
    row = next(iter(processor.query(query)))
    print(json.dumps({"version": f"perfetto {version('perfetto')}", "slices": row.slices, "durationMs": row.ms}))
