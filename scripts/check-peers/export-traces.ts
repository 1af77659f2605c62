/** Has the built action export the trace of a run, and the built library the spans of a process. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { actionsBot, startRestService } from '../../test/services/rest-service.ts';
import { removeWorkspaces, runStep } from '../../test/services/runner.ts';
import { expectSame, root, runWell } from './peer.ts';
import { readOtlpSpans, type SpanFacts } from './span-facts.ts';

const run = { id: '14460881260', attempt: 13 };
const startMs = Date.UTC(2025, 3, 16, 21, 8, 58);

interface Work {
  readonly name: string;
  readonly conclusion: string;
  /** Seconds after the run began. */
  readonly from: number;
  readonly to: number;
}

/**
 * A step without `events` reads the jobs of its run.
 * @returns what it wrote into its own file
 */
export async function exportRun(
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<readonly SpanFacts[]> {
  const rest = await startRestService();
  try {
    rest.identities.set('default-token', { author: actionsBot, permissions: ['actions: read'] });
    rest.jobs.set(`${run.id}/${run.attempt}`, [
      job(40685651258, 'test (1.23)', 'success', 0, [
        { name: 'Set up job', conclusion: 'success', from: 4, to: 6 },
        { name: 'Run actions/checkout@v4', conclusion: 'success', from: 6, to: 7 },
        { name: 'Make test-all', conclusion: 'success', from: 8, to: 82 },
      ]),
      job(40685651260, 'lint', 'failure', 1, [
        { name: 'Set up job', conclusion: 'success', from: 5, to: 7 },
        { name: 'Make lint', conclusion: 'failure', from: 7, to: 31 },
        { name: 'Upload', conclusion: 'skipped', from: 31, to: 31 },
      ]),
      job(40685651261, 'deploy', 'cancelled', 34, [
        { name: 'Deploy', conclusion: 'cancelled', from: 39, to: 55 },
      ]),
    ]);
    const inputs = { history: join(folder, 'history'), artifacts: 'none', events: '', 'fail-on': 'never' };
    const services = { rest, results: { url: 'http://127.0.0.1:9', calls: [] } };
    const scenario = {
      event: 'push',
      runId: run.id,
      attempt: run.attempt,
      workflow: 'build-and-test',
    } as const;
    const tracesOnly = { OTEL_METRICS_EXPORTER: 'none', ...env };
    const step = await runStep(services, { ...scenario, inputs, env: tracesOnly });
    const refused = /^::warning.*The trace was not exported.*/m.exec(step.stdout)?.[0] ?? '';
    expectSame('the warning of the step about the export', refused, '');
    const file = join(dirname(step.outputs['report'] ?? ''), 'trace.otlp.json');
    return readOtlpSpans(JSON.parse(readFileSync(file, 'utf8')));
  } finally {
    await removeWorkspaces();
    await rest.close();
  }
}

function job(
  id: number,
  name: string,
  conclusion: string,
  from: number,
  steps: readonly Work[],
): Record<string, unknown> {
  const at = (seconds: number): string => new Date(startMs + seconds * 1000).toISOString();
  const last = steps.at(-1)?.to ?? from;
  return {
    ...{ id, run_id: Number(run.id), run_attempt: run.attempt, name, status: 'completed', conclusion },
    ...{ created_at: at(from), started_at: at(from + 5), completed_at: at(last + 3) },
    steps: steps.map((step, place) => ({
      ...{ name: step.name, status: 'completed', conclusion: step.conclusion, number: place + 1 },
      ...{ started_at: at(step.from), completed_at: at(step.to) },
    })),
  };
}

/** Builder's example in a process of its own. @returns what it wrote into its own files */
export function exportWork(
  folder: string,
  to: { readonly jaeger?: string; readonly zipkin?: string },
): readonly SpanFacts[] {
  const library = pathToFileURL(join(root, 'build/library/tracing.js'));
  const program = join(folder, 'work.mjs');
  const traces = join(folder, '.build-telemetry/traces');
  rmSync(traces, { recursive: true, force: true });
  const [[kind, url] = ['', '']] = Object.entries(to);
  writeFileSync(
    program,
    `import { getTracer, SpanExporter, SpanKind, SpanStatus } from ${JSON.stringify(library)};
const tracer = getTracer();
tracer.addExporter(SpanExporter.${kind}(${JSON.stringify(url)}));
tracer.startTrace();
const build = tracer.startSpan('build', SpanKind.Server);
const target = tracer.startSpan('build-target', SpanKind.Internal);
target.setAttribute('target.name', 'myapp');
target.addEvent('cache miss', { key: 'abc' });
target.recordException(new Error('no such file'));
target.setStatus(SpanStatus.Error);
tracer.finishSpan(target);
tracer.finishSpan(build);
await tracer.flush();
`,
  );
  runWell(process.execPath, [program], { cwd: folder });
  const lines = readdirSync(traces).flatMap((name) =>
    readFileSync(join(traces, name), 'utf8').trim().split('\n'),
  );
  return lines
    .flatMap((line) => readOtlpSpans(JSON.parse(line)))
    .sort((a, b) => a.spanId.localeCompare(b.spanId));
}
