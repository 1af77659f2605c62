"""Counts sizes, cache statistics and runs by other means. Usage: python3 sizes-and-caches.py <folder of fixtures>"""
import json
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
facts = {}
load = lambda name: json.loads((root / name).read_text())


def put(name, **row):
    facts[name] = {'format': name.split('/')[0], **row}


for name in ('webpack-5.113.0', 'webpack-5.113.0-failed', 'webpack-5.113.0-multi', 'rspack-2.3.3'):
    d = load(f'webpack-stats/{name}.json')
    compilers = [d] if d.get('assets') else d['children']
    good = [c for c in compilers if not c['errors']]
    put(f'webpack-stats/{name}.json', tasks=len(compilers), metrics=sum(len(c['assets']) + 1 for c in good),
        taskDurationMs=sum(c['time'] for c in compilers), result='success' if good else 'failure')
outputs = [p for p in load('esbuild-metafile/esbuild-0.28.2.json')['outputs'] if not p.endswith('.map')]
put('esbuild-metafile/esbuild-0.28.2.json', metrics=len(outputs) + 1, result='success')
checks = load('size-limit/size-limit-13.1-failed.json')
put('size-limit/size-limit-13.1-failed.json', tasks=len(checks), metrics=len(checks),
    byResult={'success': sum(c['passed'] for c in checks), 'failure': sum(not c['passed'] for c in checks)})
put('ccache/ccache-4.7.5.txt', metrics=3, complete=True, result='unknown')
put('ccache/ccache-4.14.2-never-zeroed.json', metrics=3, complete=False, codes=['accumulated'])
put('sccache/sccache-0.4.json', metrics=4, complete=True)
for name in ('cold', 'cached', 'failed'):
    d = load(f'moon/moon-2.5.5-{name}.json')
    hits = sum(a['status'] == 'cached' for a in d['actions'])
    runs = sum(any(o['meta']['type'] == 'task-execution' for o in a['operations']) for a in d['actions'])
    caches = {'hit': hits, 'miss': runs, 'unknown': len(d['actions']) - hits - runs}
    put(f'moon/moon-2.5.5-{name}.json', tasks=len(d['actions']), byCache={k: n for k, n in caches.items() if n},
        durationMs=d['duration']['secs'] * 1000 + d['duration']['nanos'] / 1e6,
        result='failure' if any(a['status'] == 'failed' for a in d['actions']) else 'success')
for name in ('passed', 'failed', 'single'):
    text = (root / f'maven-log/maven-3.8.7-{name}.txt').read_text()
    modules = len(re.findall(r'\.\.\. (SUCCESS|FAILURE|SKIPPED)', text)) or 1
    put(f'maven-log/maven-3.8.7-{name}.txt', tasks=modules, complete=True,
        durationMs=float(re.search(r'Total time: +([\d.]+) s', text)[1]) * 1000,
        result='success' if 'BUILD SUCCESS' in text else 'failure')
put('maven-log/maven-3.8.7-cut.txt', complete=False)
d = load('lighthouse/lighthouse-12.8.2-ok.json')
wanted = [a for a in d['audits'] if re.search(r'-paint$|speed-index|blocking-time|^interactive|-fid$|layout-shift|'
                                              r'server-response|breakdown|bootup|byte-weight|dom-size', a)]
measured = [a for a in wanted if d['audits'][a].get('numericValue') is not None]
put('lighthouse/lighthouse-12.8.2-ok.json', tasks=1, metrics=len(measured) + len(d['categories']), result='success',
    startTime=d['fetchTime'])
put('lighthouse/lighthouse-12.8.2-failed.json', tasks=1, metrics=0, result='failure')
print(json.dumps(facts, indent=2))
