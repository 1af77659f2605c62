"""Counts what logs of build tools say of themselves. Usage: python3 tools.py <folder of fixtures> > tools.json"""
import collections
import datetime
import decimal
import json
import pathlib
import re
import sys

from samples import name_of, read_text, samples


def iso(ms):
    if ms is None:
        return None
    time = datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=ms)
    return time.strftime('%Y-%m-%dT%H:%M:%S.') + f'{round(ms) % 1000:03d}Z'


def events(path):
    return [json.loads(line) for line in read_text(path).splitlines() if line.strip()]


def bazel_bep(path):
    """Tests by their summaries' own totals; targets by counting; attempts that another followed are out."""
    records = events(path)
    by_payload = lambda key: [r for r in records if key in r]
    id_of = lambda r, key: r['id'].get(key)
    targets = [r for r in records if id_of(r, 'targetCompleted')]
    tests = by_payload('testResult')
    followed = [r for r in tests if any('testResult' in c for c in r.get('children', []))]
    final = [r for r in tests if r not in followed]
    summaries = [r['testSummary'] for r in by_payload('testSummary')]
    assert sum(s['totalRunCount'] for s in summaries) == len(tests)
    results = collections.Counter()
    for r in targets:
        good = 'aborted' not in r and r['completed'].get('success', False)
        results['success' if good else 'failure'] += 1
    words = {'PASSED': 'success', 'FAILED': 'failure', 'TIMEOUT': 'timeout'}
    results.update(words[r['testResult']['status']] for r in final)
    cached = sum(s.get('totalNumCached', 0) for s in summaries)
    start = next((int(r['started']['startTimeMillis']) for r in by_payload('started')), None)
    end = next((r['finished'] for r in by_payload('finished')), None)
    wall = next((int(w) for r in by_payload('buildMetrics')
                 if (w := r['buildMetrics'].get('timingMetrics', {}).get('wallTimeInMs'))), None)
    caches = {'hit': cached, 'miss': len(final) - cached, 'unknown': len(targets)}
    row = {
        'format': 'bazel-bep',
        'complete': end is not None and any(r.get('lastMessage') for r in records),
        'tasks': len(targets) + len(final),
        'byResult': dict(results),
        'byCache': {k: n for k, n in caches.items() if n},
        'taskDurationMs': sum(int(r['testResult']['testAttemptDurationMillis']) for r in final
                              if not r['testResult'].get('cachedLocally')),
        'events': 0,
        'spans': 0,
    }
    if end is None:
        row['result'] = 'unknown'
        row['codes'] = ['unfinished']
    else:
        row['result'] = 'success' if end.get('exitCode', {}).get('code', 0) == 0 else 'failure'
        row['durationMs'] = int(end['finishTimeMillis']) - start if start else wall
    if start:
        row['startTime'] = iso(start)
    return row


def turborepo(path):
    """By the summary's own totals."""
    log = json.loads(read_text(path))
    if 'execution' not in log:
        return {'format': None, 'codes': ['not-a-run']}
    run = log['execution']
    done = run['success'] + run['failed'] + run['cached']
    whole = done == run['attempted']
    spent = [t['execution']['endTime'] - t['execution']['startTime'] for t in log['tasks']
             if t['cache']['status'] == 'MISS']
    results = {'success': run['success'] + run['cached'], 'failure': run['failed']}
    caches = {'hit': run['cached'], 'miss': done - run['cached']}
    return {
        'format': 'turborepo',
        'complete': whole,
        'result': 'unknown' if not whole else 'success' if run['exitCode'] == 0 else 'failure',
        'tasks': done,
        'byResult': {k: n for k, n in results.items() if n},
        'byCache': {k: n for k, n in caches.items() if n},
        'taskDurationMs': sum(spent),
        'durationMs': run['endTime'] - run['startTime'],
        'startTime': iso(run['startTime']),
        'events': 0, 'metrics': 0, 'spans': 0,
    }


def millis(text):
    time = datetime.datetime.strptime(text, '%Y-%m-%dT%H:%M:%S.%fZ') - datetime.datetime(1970, 1, 1)
    return round(time.total_seconds() * 1000)


def nx(path):
    log = json.loads(read_text(path))
    tasks = log['tasks']
    span = lambda thing: millis(thing['endTime']) - millis(thing['startTime'])
    failed = sum(t['status'] != 0 for t in tasks)
    hits = sum(t['cacheStatus'].endswith('-hit') for t in tasks)
    results = {'success': len(tasks) - failed, 'failure': failed}
    caches = {'hit': hits, 'miss': len(tasks) - hits}
    return {
        'format': 'nx',
        'complete': failed == 0,
        'result': 'failure' if failed else 'success',
        'tasks': len(tasks),
        'byResult': {k: n for k, n in results.items() if n},
        'byCache': {k: n for k, n in caches.items() if n},
        'taskDurationMs': sum(span(t) for t in tasks),
        'durationMs': span(log['run']),
        'startTime': log['run']['startTime'],
        'events': 0, 'metrics': 0, 'spans': 0,
    }


def ninja(path):
    """From the end back to where ends go up again: the commands of the last build."""
    rows = [line.split('\t') for line in read_text(path).splitlines() if not line.startswith('#')]
    last = []
    for row in reversed(rows):
        if last and int(row[1]) > int(last[-1][1]):
            break
        last.append(row)
    edges = {(int(start), int(end), digest) for start, end, _, _, digest in last}
    return {
        'format': 'ninja',
        'complete': True,
        'result': 'unknown',
        'tasks': len(edges),
        'byCache': {'unknown': len(edges)},
        'taskDurationMs': sum(end - start for start, end, _ in edges),
        'durationMs': max(end for _, end, _ in edges),
        'startTime': None,
        'events': 0, 'metrics': 0, 'spans': 0,
    }


def nanos(text):
    second, _, fraction = text.rstrip('Z').partition('.')
    time = datetime.datetime.strptime(second, '%Y-%m-%dT%H:%M:%S') - datetime.datetime(1970, 1, 1)
    return round(time.total_seconds()) * 10**9 + int(fraction.ljust(9, '0'))


def go_actiongraph(path):
    """What was compiled or linked without a command was cached; the rest asks no cache."""
    actions = json.loads(read_text(path))
    starts = [nanos(a['TimeStart']) for a in actions]
    ends = [nanos(a['TimeDone']) for a in actions]
    caches = collections.Counter(
        'miss' if a['Cmd'] is not None else 'hit' if a['Mode'] in ('build', 'link') else 'bypass' for a in actions)
    return {
        'format': 'go-actiongraph',
        'complete': True,
        'result': 'success',
        'tasks': len(actions),
        'byResult': {'success': len(actions)},
        'byCache': dict(caches),
        'taskDurationMs': (sum(ends) - sum(starts)) / 10**6,
        'durationMs': (max(ends) - min(starts)) / 10**6,
        'startTime': iso(min(starts) // 10**6),
        'events': 0, 'metrics': 0, 'spans': 0,
    }


def cargo(path):
    """By the table above the units, and the units' durations by pattern."""
    text = read_text(path)
    if path.name.endswith('.jsonl'):
        return {'format': None, 'codes': ['no-times']}
    cell = lambda key: re.search(rf'>{key}:</td><td>([^<]*)', text)
    count = lambda key: int(cell(key).group(1))
    data = text[text.index('UNIT_DATA = ['):text.index('CONCURRENCY_DATA = [')]
    spent = [decimal.Decimal(d) for d in re.findall(r'^    "duration": ([\d.]+)', data, re.M)]
    failed = cell('Error') is not None
    units = len(spent)
    start = cell('Build start').group(1)
    row = {
        'format': 'cargo-timings',
        'complete': units == count('Total units'),
        'result': 'failure' if failed else 'success',
        'tasks': count('Total units') - (1 if failed else 0),
        'byResult': {'success': units},
        'byCache': {'miss': count('Dirty units') - (1 if failed else 0)},
        'taskDurationMs': float(sum(spent) * 1000),
        'durationMs': float(decimal.Decimal(cell('Total time').group(1).split('s')[0]) * 1000),
        'startTime': iso(nanos(start) // 10**6),
        'events': 0, 'metrics': 0, 'spans': 0,
    }
    return row


def main(folder):
    rows = {}
    for pattern, describe in [
        ('bazel-bep/*', bazel_bep),
        ('turborepo/*', turborepo),
        ('refused/turborepo*', turborepo),
        ('nx/*', nx),
        ('ninja/*', ninja),
        ('go-actiongraph/*', go_actiongraph),
        ('cargo-timings/*', cargo),
        ('refused/cargo*', cargo),
    ]:
        for path in samples(folder, pattern):
            rows[name_of(folder, path)] = describe(path)
    print(json.dumps(rows, indent=2, sort_keys=True))


main(pathlib.Path(sys.argv[1]))
