"""Apache Otava's change points of the series in FILE: `python find_changes.py FILE`; one list of [index, ratio] a series."""

import json
import sys
from importlib.metadata import version

from otava.series import AnalysisOptions, Metric, Series

options = AnalysisOptions()
options.min_magnitude = 0.05
with open(sys.argv[1], encoding="utf8") as file:
    rows = json.load(file)
found = []
for row in rows:
    times = list(range(len(row["values"])))
    series = Series(row["name"], None, times, {"value": Metric()}, {"value": row["values"]}, {})
    points = series.analyze(options).change_points["value"]
    found.append([[int(point.index), point.forward_change_percent() / 100] for point in points])
print(json.dumps({"version": f"apache-otava {version('apache-otava')}", "found": found}))
