"""Counts the tests of reports by walking the whole document. Usage: python3 test-reports.py <folder of fixtures>"""
import collections
import gzip
import json
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

root = pathlib.Path(sys.argv[1])
SKIPS = {'pending', 'skipped', 'todo', 'disabled'}


def row(form, results, ms, **more):
    return {'format': form, 'tasks': len(results), 'byResult': dict(collections.Counter(results)),
            'taskDurationMs': sum(m or 0 for m in ms), **more}


def jest(d):
    results, ms = [], []
    for suite in d['testResults']:
        tests = suite['assertionResults']
        words = ['skip' if t['status'] in SKIPS else {'passed': 'success', 'failed': 'failure'}[t['status']] for t in tests]
        results += words
        ms += [t.get('duration') for t in tests]
        if suite['status'] == 'failed' and 'failure' not in words:
            results.append('failure')
    end = max(s['endTime'] for s in d['testResults'])
    assert d['numTotalTests'] == sum(len(s['assertionResults']) for s in d['testResults'])
    return row('jest', results, ms, complete=True, durationMs=end - d['startTime'],
               result='success' if d['success'] else 'failure')


def playwright(d):
    results, ms, stack = ['failure'] * len(d['errors']), [], list(d['suites'])
    while stack:
        suite = stack.pop()
        stack += suite.get('suites', [])
        for test in (t for spec in suite['specs'] for t in spec['tests']):
            last = test['results'][-1] if test['results'] else None
            ms.append(last and last['duration'])
            good = test['status'] in ('expected', 'flaky')
            bad = 'timeout' if last and last['status'] == 'timedOut' else 'failure'
            results.append('unknown' if not last else 'skip' if test['status'] == 'skipped' else 'success' if good else bad)
    stats = d['stats']
    assert stats['expected'] + stats['flaky'] == results.count('success')
    return row('playwright', results, ms, complete='unknown' not in results, durationMs=stats['duration'])


def mocha(d):
    lists = {'passes': 'success', 'failures': 'failure', 'pending': 'skip'}
    tests = [(t, word) for name, word in lists.items() for t in d[name]]
    s = d['stats']
    assert [len(d[name]) for name in lists] == [s['passes'], s['failures'], s['pending']]
    return row('mocha', [w for _, w in tests], [t.get('duration') for t, _ in tests], durationMs=s['duration'],
               startTime=s['start'], result='failure' if s['failures'] else 'success')


def rspec(d):
    words = {'passed': 'success', 'failed': 'failure', 'pending': 'skip'}
    outside = d['summary'].get('errors_outside_of_examples_count', 0)
    results = [words[e['status']] for e in d['examples']] + ['failure'] * outside
    ms = [e['run_time'] * 1000 for e in d['examples'] if e['status'] != 'pending']
    assert d['summary']['failure_count'] + outside == results.count('failure')
    return row('rspec', results, ms, durationMs=d['summary']['duration'] * 1000)


def cucumber(d):
    results, ms = [], []
    for element in (e for f in d for e in f['elements']):
        words = {s['result']['status'] for s in element['steps']}
        results.append('failure' if words & {'failed', 'undefined'} else 'skip' if 'skipped' in words else 'success')
        ms.append(sum(s['result'].get('duration', 0) for s in element['steps']) / 1e6)
    return row('cucumber', results, ms, complete=True)


def trx(root):
    ns = {'t': 'http://microsoft.com/schemas/VisualStudio/TeamTest/2010'}
    words = {'Passed': 'success', 'Failed': 'failure', 'NotExecuted': 'skip'}
    all_results = root.findall('.//t:UnitTestResult', ns)
    counters = root.find('.//t:Counters', ns).attrib
    assert len(all_results) == int(counters['total'])
    ms = [sum(float(p) * f for p, f in zip(r.get('duration', '0:0:0').split(':'), (3.6e6, 6e4, 1e3))) for r in all_results]
    return row('trx', [words[r.get('outcome')] for r in all_results], ms, complete=True)


def nunit(root):
    cases = list(root.iter('test-case'))
    words = {'Passed': 'success', 'Skipped': 'skip'}
    results = [words.get(c.get('result')) or ('error' if c.get('label') == 'Error' else 'failure') for c in cases]
    assert root.get('failed') == str(results.count('failure') + results.count('error'))
    return row('nunit', results, [float(c.get('duration')) * 1000 for c in cases],
               durationMs=float(root.get('duration')) * 1000, result='failure')


def xunit(root):
    tests = list(root.iter('test'))
    words = {'Pass': 'success', 'Fail': 'failure', 'Skip': 'skip'}
    assert root.get('total') == str(len(tests))
    return row('xunit', [words[t.get('result')] for t in tests], [float(t.get('time')) * 1000 for t in tests])


def catch2(root):
    outcomes = [c.find('OverallResult') for c in root.iter('TestCase')]
    results = ['success' if o.get('success') == 'true' else 'failure' for o in outcomes]
    assert root.findall('OverallResultsCases')[-1].get('failures') == str(results.count('failure'))
    return row('catch2', results, [float(o.get('durationInSeconds')) * 1000 for o in outcomes],
               metrics=len(list(root.iter('BenchmarkResults'))))


facts = {}
for read in (trx, nunit, xunit, catch2):
    for path in sorted((root / read.__name__).glob('*')):
        if path.name.endswith('.golden.json'):
            continue
        data = gzip.decompress(path.read_bytes()) if path.suffix == '.gz' else path.read_bytes()
        name = path.relative_to(root).as_posix()
        if 'cut' in path.name:
            facts[name] = {'format': read.__name__, 'complete': False}
        else:
            facts[name] = read(ElementTree.fromstring(data))
for read in (jest, playwright, mocha, rspec, cucumber):
    for path in sorted((root / read.__name__).glob('*.json')):
        if path.name.endswith('.golden.json') or path.name == 'facts.json':
            continue
        name = path.relative_to(root).as_posix()
        text = path.read_text()
        facts[name] = {'format': read.__name__, 'complete': False} if 'cut' in path.name else read(json.loads(text))
print(json.dumps(facts, indent=2))
