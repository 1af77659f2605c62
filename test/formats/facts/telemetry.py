"""Facts of OTLP and Claude Code samples, counted without the adapters: python3 telemetry.py FIXTURES > telemetry.json"""
import json
import sys
from collections import Counter
from datetime import datetime, timezone
from pathlib import Path

from samples import name_of, read_text, samples

root = Path(sys.argv[1])


def otlp(path):
    data = json.loads(read_text(path))
    spans = [s for r in data.get('resourceSpans', []) for c in r['scopeSpans'] for s in c['spans']]
    metrics = [m for r in data.get('resourceMetrics', []) for c in r['scopeMetrics'] for m in c['metrics']]
    logs = [x for r in data.get('resourceLogs', []) for c in r['scopeLogs'] for x in c['logRecords']]
    row = {'format': 'otlp', 'metrics': len(metrics), 'events': len(logs), 'spans': 0}
    ids = {s['spanId'] for s in spans}
    parents = {s.get('parentSpanId') for s in spans}
    # The root that has children is the build; everything else is a task.
    roots = [s for s in spans if not s.get('parentSpanId')]
    tasks = [s for s in spans if s.get('parentSpanId') or s['spanId'] not in parents]
    row['tasks'] = len(tasks)
    row['complete'] = all(not s.get('parentSpanId') or s['parentSpanId'] in ids for s in spans)
    if not row['complete']:
        row['codes'] = ['missing-parent']

    def failed(span):
        return span.get('status', {}).get('code') == 2

    # A failure counts in the innermost span that shows it.
    leaves = [s for s in tasks if failed(s) and not any(failed(c) and c.get('parentSpanId') == s['spanId'] for c in spans)]
    repeated = [s for s in tasks if failed(s) and s not in leaves]
    results = Counter({'success': len(tasks) - len(leaves) - len(repeated), 'failure': len(leaves), 'unknown': len(repeated)})
    row['byResult'] = {k: v for k, v in sorted(results.items()) if v}
    if spans:
        row['taskDurationMs'] = sum(int(s['endTimeUnixNano']) - int(s['startTimeUnixNano']) for s in tasks) / 1e6
        whole = roots if roots else spans
        start = min(int(s['startTimeUnixNano']) for s in whole)
        row['durationMs'] = (max(int(s['endTimeUnixNano']) for s in whole) - start) / 1e6
        row['startTime'] = datetime.fromtimestamp(start / 1e9, timezone.utc).strftime('%Y-%m-%dT%H:%M:%S.000Z')
        row['result'] = 'failure' if any(failed(s) for s in whole) else 'success'
    return row


def claude(path):
    data = json.loads(read_text(path))
    result = next(r for r in data if r['type'] == 'result')
    return {
        'format': 'claude',
        'complete': True,
        'tasks': 1,
        # Only a session that ended well has a result text.
        'byResult': {'failure' if result.get('is_error') or 'result' not in result else 'success': 1},
        'durationMs': result['duration_ms'],
        'taskDurationMs': result['duration_ms'],
    }


facts = {name_of(root, path): otlp(path) for path in samples(root, 'otlp/*')}
facts.update({name_of(root, path): claude(path) for path in samples(root, 'claude/*')})
print(json.dumps(facts, indent=2))
