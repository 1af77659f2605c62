"""Counts benchmarks by the tools' own lists. Usage: python3 more-benchmarks.py <folder of fixtures>"""
import json
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
facts = {}


def add(form, name, metrics, failed=0, **more):
    result = {'result': 'failure'} if failed else {}
    facts[f'{form}/{name}'] = {'format': form, 'metrics': metrics, 'tasks': 0, **result, **more}


def load(path):
    return json.loads((root / path).read_text())


d = load('tinybench/tinybench-6.2-failed.json')
bad = sum(t['result']['state'] == 'errored' for t in d)
add('tinybench', 'tinybench-6.2-failed.json', len(d) - bad, bad)
d = load('tinybench/tinybench-6.2-table.json')
bad = sum('Error' in r for r in d)
add('tinybench', 'tinybench-6.2-table.json', len(d) - bad, bad)
runs = [r for b in load('mitata/mitata-1.0-failed.json')['benchmarks'] for r in b['runs']]
add('mitata', 'mitata-1.0-failed.json', sum('stats' in r for r in runs), sum('error' in r for r in runs))
results = [r for b in load('deno-bench/deno-2.9.6-failed.json')['benches'] for r in b['results']]
add('deno-bench', 'deno-2.9.6-failed.json', sum('ok' in r for r in results), sum('failed' in r for r in results))
text = (root / 'benchmark-js/benchmark-js-2.1.4.txt').read_text()
add('benchmark-js', 'benchmark-js-2.1.4.txt', text.count(' ops/sec '), result='unknown')
text = (root / 'criterion/criterion-0.5-printed.txt').read_text()
add('criterion', 'criterion-0.5-printed.txt', text.count('time:  '), result='unknown')
lines = (root / 'criterion/cargo-criterion-1.1.json').read_text().splitlines()
add('criterion', 'cargo-criterion-1.1.json', sum('benchmark-complete' in line for line in lines), result='success')
add('libtest', 'criterion-0.5-bencher.txt', (root / 'libtest/criterion-0.5-bencher.txt').read_text().count('bench:'))
for name in ('failed', 'passed'):
    text = (root / f'libtest/cargo-1.95-{name}.txt').read_text()
    ends = [list(map(int, m)) for m in re.findall(r'(\d+) passed; (\d+) failed; (\d+) ignored', text)]
    ok, bad, skip = map(sum, zip(*ends))
    counts = {'success': ok, 'failure': bad, 'skip': skip}
    facts[f'libtest/cargo-1.95-{name}.txt'] = {
        'format': 'libtest', 'complete': True, 'tasks': ok + bad + skip,
        'byResult': {k: n for k, n in counts.items() if n}, 'result': 'failure' if bad else 'success'}
facts['libtest/cargo-1.95-aborted.txt'] = {'format': 'libtest', 'complete': False, 'result': 'failure'}
facts['libtest/cargo-1.95-uncompiled.txt'] = {'format': 'libtest', 'complete': False, 'result': 'failure'}
print(json.dumps(facts, indent=2))
