/** The text of docs/formats.md: a table from the list of formats, and one hand-written section a format. */
import { buildRunnerTypes } from '../src/ingest/buildrunner.ts';
import { formats } from '../src/ingest/index.ts';
import { defaultLimits } from '../src/ingest/limits.ts';

const megabytes = (bytes: number): string => `${bytes / 1024 ** 2} MiB`;
const listed = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(' ');
const typesOf = (level: string): string[] =>
  Object.keys(buildRunnerTypes).filter((type) => buildRunnerTypes[type] === level);

/** @throws when a format has no section, or a section no format */
export function renderFormatsPage(): string {
  const sorted = [...formats].sort((a, b) => (a.id < b.id ? -1 : 1));
  const ids = sorted.map(({ id }) => id);
  if (Object.keys(sections).sort().join() !== ids.join())
    throw new Error(`scripts/formats-page.ts needs one section for each of: ${ids.join(', ')}.`);
  const row = ({ id, title, howTo, reference }: (typeof formats)[number]): string =>
    `| [\`${id}\`](#${id}) | [${title}](${reference}) | ${howTo.replaceAll('|', '\\|')} |`;
  return `# Formats

The table is generated from \`src/ingest/formats.ts\` by \`npm run generate\`.

| \`format\` | what | how to get it |
|---|---|---|
${sorted.map(row).join('\n')}

A file's format is recognised by its content, never by its name. What no format claims, or more than one, is refused with a reason; \`format\` names one for all files. Files may be compressed with gzip, or with zstd on Node 22.15 and newer. Text is UTF-8, with or without a byte order mark. Several files are one build.

Another format? It takes [three steps](adding-a-format.md).

${sorted.map(({ id }) => sections[id]).join('\n')}
## Limits

| what | limit | beyond it |
|---|---|---|
| file | ${megabytes(defaultLimits.fileBytes)} | the rest is not read; the build is incomplete |
| decompressed | ${megabytes(defaultLimits.decompressedBytes)}, ${defaultLimits.decompressionRatio} : 1 | the rest is not read; the build is incomplete |
| one record | ${megabytes(defaultLimits.recordBytes)}, ${defaultLimits.depth} levels deep | it is skipped; the build is incomplete |
| tasks of a build | ${defaultLimits.tasks.toLocaleString('en')} | they are summed up by kind; the build is incomplete |
| a name | ${defaultLimits.nameLength} characters | it is cut |
| malformed records | 10 or 1 %, whichever is more | the build is reported, not judged |

An incomplete build is never part of a baseline. Fields are read by allow-list: command lines, environments, prompts, outputs and stack traces are not; messages are cut to their first line.
`;
}

const sections: Readonly<Record<string, string>> = {
  'build-telemetry': `## build-telemetry

Our own log: NDJSON, one self-describing record a line. Each record has \`v\` (1) and \`type\`; everything else may be left out, and \`null\` says that it is not known. Times are ISO 8601 or epoch numbers (seconds or milliseconds), durations milliseconds, money US dollars. A time without a zone is UTC.

\`\`\`json
{"v":1,"type":"build","build_id":"b1","name":"ci","start_time":"2026-03-03T07:52:14.102Z","duration_ms":767558,"result":"success","complete":true}
{"v":1,"type":"task","build_id":"b1","task_id":"t1","name":"//a:test","kind":"test","attempt":1,"start_time":"2026-03-03T07:52:15Z","duration_ms":77.2,"result":"failure","cache":"miss","error_type":"AssertionError"}
{"v":1,"type":"task","build_id":"b1","task_id":"t2","name":"Review","kind":"agent","duration_ms":5120,"result":"success","model":"sonnet","tokens":{"input":5,"output":1071,"cache_read":92986,"cache_creation":42641},"cost_usd":0.3398}
{"v":1,"type":"event","build_id":"b1","event_id":"e1","name":"SECURITY_VIOLATION","severity":"critical","time":"2026-03-03T07:53:00Z","message":"secret detected","attributes":{"file.path":"src/config.py"}}
{"v":1,"type":"metric","build_id":"b1","name":"bundle size","value":184320,"unit":"By","better":"lower"}
{"v":1,"type":"span","build_id":"b1","span_id":"s1","name":"link","start_time":"2026-03-03T07:54:00Z","duration_ms":1200,"result":"success"}
\`\`\`

| record | field | what |
|---|---|---|
| all | \`build_id\` | the build that it belongs to; of several builds in one file the newest is read |
| \`build\` | \`start_time\` \`duration_ms\` \`result\` | of the whole; without them they follow from the tasks |
| | \`complete\` | \`false\`: work is missing from the log |
| \`task\` | \`task_id\` | unique in the build; made up when it is missing |
| | \`name\` | identity from build to build: no absolute paths, hashes, run ids. Required, or \`task_id\` in its place |
| | \`kind\` | sort of work: \`task\` (default), \`test\`, \`job\`, \`step\`, \`agent\`, or your own word |
| | \`parent_id\` | \`task_id\` of the task around it |
| | \`attempt\` | 1 for the first try; a retry has the same name and kind, and the next number |
| | \`start_time\` \`duration_ms\` | when, and how long |
| | \`result\` | \`success\` \`failure\` \`error\` \`timeout\` \`cancellation\` \`skip\` \`unknown\` |
| | \`cache\` \`saved_ms\` | \`hit\` \`miss\` \`bypass\` \`unknown\`, and what a hit saved; the duration of a hit is never compared |
| | \`error_type\` | class of the error, without its message |
| | \`cpu_ms\` \`memory_bytes\` | processor time, peak memory |
| | \`model\` \`tokens\` \`cost_usd\` | of model calls; \`tokens\` holds \`input\` \`output\` \`cache_read\` \`cache_creation\` |
| \`event\` | \`event_id\` \`name\` \`time\` \`task_id\` | what happened at one moment; \`name\` in upper snake case |
| | \`severity\` | \`info\` \`warning\` \`error\` \`critical\` |
| | \`message\` | its first line, of 300 characters at most |
| | \`attributes\` | kept: \`error.type\` \`file.path\` \`violation.type\` \`gate.name\` \`model\` \`operation\` \`value\` \`threshold\` \`unit\` \`retry\` \`complexity\` |
| \`metric\` | \`name\` \`value\` \`unit\` | a measured number; both are required; \`unit\` is UCUM: \`ms\`, \`By\`, \`1\`, \`%\` |
| | \`better\` | \`lower\` (default) or \`higher\` |
| | \`samples\` | the single measurements behind \`value\` |
| \`span\` | \`span_id\` \`parent_id\` \`name\` \`start_time\` \`duration_ms\` \`result\` | a traced operation that is no task |
| \`diagnostic\` | \`message\` | a remark of the writer, shown among the problems |

The events \`BUILD_STARTED\` (without a \`build\` record after it) and \`TASK_STARTED\` (\`task_id\`, \`task_name\`, \`task_type\`; without a \`task\` of that id) mark a build that was interrupted: it is incomplete.
`,
  buildrunner: `## buildrunner

BuildRunner's events, as \`.buildrunner/events.json\` holds them: a JSON array, an object \`{"events": […]}\`, or NDJSON. The file grows from build to build; the newest build in it is read.

\`\`\`json
[
  {"event_id":"a1","event_type":"BUILD_STARTED","timestamp":"2025-11-18T14:22:45Z","build_id":"build-456","session_id":"session-789","total_tasks":1},
  {"event_id":"a2","event_type":"TASK_STARTED","timestamp":"2025-11-18T14:22:46Z","task_id":"task-123","task_name":"Build API endpoint"},
  {"event_id":"a3","event_type":"TASK_COMPLETED","timestamp":"2025-11-18T14:22:48Z","task_id":"task-123","duration_ms":1234,"model_used":"sonnet","cost_usd":0.0125,"tokens_used":1500,"success":true,"error_type":null},
  {"event_id":"a4","event_type":"BUILD_COMPLETED","timestamp":"2025-11-18T14:22:50Z","build_id":"build-456"}
]
\`\`\`

Each event has \`event_type\`, in any case, and one of \`event_id\`, \`timestamp\`, \`task_id\`, \`build_id\`, \`session_id\`, \`severity\`. A timestamp without a zone is read as UTC, which is said. Event types of both of BuildRunner's documents are known, with the severity of an event that names none; others are kept as events of severity info.

| severity | event types |
|---|---|
| info | ${listed(typesOf('info'))} |
| warning | ${listed(typesOf('warning'))} |
| error | ${listed(typesOf('error'))} |
| critical | ${listed(typesOf('critical'))} |

| field | what it becomes |
|---|---|
| \`task_id\` | one task; the same id again after its end is its next attempt |
| \`task_name\` \`task_type\` | name (else the id) and kind (else \`agent\` where a model is named, \`task\` where none is) |
| \`timestamp\` \`duration_ms\` | start and duration; without \`duration_ms\` from the start event to the end event |
| \`success\` | \`false\` in a completed task or build: failure |
| \`model_used\` or \`model\`, \`cost_usd\`, \`tokens_used\` | model, cost, tokens (all counted as input) |
| \`error_type\` \`parent_id\` \`attempt\` \`cache\` \`cpu_ms\` \`memory_bytes\` | as in [build-telemetry](#build-telemetry) |
| \`BUILD_STARTED\` … \`BUILD_COMPLETED\` or \`BUILD_FAILED\` | start, duration (its own \`duration_ms\` first) and result of the build; a start without an end is incomplete |
| \`error_message\` or \`message\`, \`violation_type\`, \`file_path\`, \`gate_name\`, \`operation_type\`, \`value\`, \`threshold\` | of an event, also inside \`metadata\` |

Not read: \`stack_trace\`, \`pattern_matched\`, everything else in \`metadata\`, and BuildRunner's CSV export.
`,
  'github-jobs': `## github-jobs

The jobs and steps of a workflow run, as GitHub's API gives them, also in pages one a line. The action asks for them by itself when \`events\` is empty.

A job works from the start of its first step; what lies before is waiting for a runner and becomes a span, which is no work of the build. Jobs decide about the result, steps do not: they may fail by permission. Work in progress is left out, as the job that we are in. GitHub's clock counts whole seconds, so changes under 3 s mean nothing. Log output, annotations and the actor are not read.
`,
  junit: `## junit

JUnit XML as nearly every test tool writes it, with \`<testsuites>\` or \`<testsuite>\` as root. CTest writes it with \`--output-junit\`, Maven's Surefire and Gradle always do.

| element or attribute | what it becomes |
|---|---|
| \`testcase\` | a task of kind \`test\`, named suite › class › test; the second of the same name in a file is \`… #2\` |
| \`time\` | duration: \`1.5\`, \`1,024.12\`, \`0,03\`; negative or no number: not known |
| \`timestamp\` | start; a date alone is none |
| \`failure\` \`error\` \`skipped\`, \`status="disabled"\` and the like | result; \`type\` becomes the type of the error |
| \`flakyFailure\` \`flakyError\` \`rerunFailure\` \`rerunError\` | earlier attempts of the test |
| duration of the build | the root's \`time\`, else the span of suites with a \`timestamp\`, else the sum of the suites; 0 beside tests that took time counts as not given |
| \`errors\` \`failures\` of a suite | a suite that says that it failed while no case did is no success: its browser or its set-up crashed |
| \`tests\` of a suite | a suite that lists none of its tests is incomplete; fewer cases than \`tests\` are usual, as pytest counts subtests |

A cut report keeps the cases up to the cut, and is incomplete. Entities are never expanded. Not read: messages, stack traces, \`system-out\`, \`system-err\`, \`properties\`, \`hostname\`, \`file\`. TRX, NUnit, xUnit.net and CTest's own XML are refused; their tools have converters to JUnit.
`,
};
