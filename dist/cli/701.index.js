export const id = 701;
export const ids = [701];
export const modules = {

/***/ 8701:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  commands: () => (/* binding */ commands)
});

// EXTERNAL MODULE: external "node:v8"
var external_node_v8_ = __webpack_require__(8877);
;// CONCATENATED MODULE: ./build/io/bound-memory.js
/** Keeps V8's young generation small: a run makes much garbage and keeps little. */

/**
 * Measured on 10,000 tasks against 500 builds of as many: 230 MB instead of 280 at the peak, in the same time.
 * Works when it is called before much was allocated.
 */
function boundMemory() {
    (0,external_node_v8_.setFlagsFromString)('--max-semi-space-size=4');
    (0,external_node_v8_.setFlagsFromString)('--semi-space-growth-factor=1');
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/suggest.js
var suggest = __webpack_require__(2246);
;// CONCATENATED MODULE: ./build/options.js

const everywhere = ['action', 'cli', 'config'];
/** All options, in the order in which help and docs show them. */
const optionSpecs = [
    {
        name: 'events',
        kind: { type: 'lines' },
        default: '',
        description: "Event logs of this build: paths or globs, one a line. Empty: the timings of this workflow run's own jobs and steps.",
        where: everywhere,
    },
    {
        name: 'format',
        kind: { type: 'text' },
        default: 'auto',
        description: 'Format of the logs; `auto` recognises each file by its content.',
        where: everywhere,
    },
    {
        name: 'name',
        kind: { type: 'text' },
        default: '',
        description: 'The series that this build belongs to: builds are compared inside one series. Empty: workflow/job and the matrix values.',
        where: everywhere,
    },
    {
        name: 'config',
        kind: { type: 'text' },
        default: '.github/build-telemetry.yml',
        description: 'Configuration file. It may be absent at the default path.',
        where: ['action', 'cli'],
    },
    {
        name: 'fail-on',
        kind: { type: 'choice', values: ['critical', 'error', 'warning', 'never'] },
        default: 'critical',
        description: 'The mildest alert level that fails the step.',
        where: everywhere,
    },
    {
        name: 'on-missing-baseline',
        kind: { type: 'choice', values: ['pass', 'warn', 'fail'] },
        default: 'pass',
        description: 'What to do when there is no history to compare with. It is always said in the first lines.',
        where: everywhere,
    },
    {
        name: 'if-no-events-found',
        kind: { type: 'choice', values: ['error', 'warn', 'ignore'] },
        default: 'error',
        description: 'What to do when no event log is found or none holds a task.',
        where: everywhere,
    },
    {
        name: 'baseline-branch',
        kind: { type: 'text' },
        default: '',
        description: "Branch whose builds are the baseline. Empty: a pull request's base branch, otherwise the default branch.",
        where: everywhere,
    },
    {
        name: 'history',
        kind: { type: 'text' },
        default: 'cache',
        description: '`cache` for the Actions cache, or a folder for self-hosted runners and laptops.',
        where: everywhere,
    },
    {
        name: 'save-history',
        kind: { type: 'choice', values: ['auto', 'always', 'never'] },
        default: 'auto',
        description: 'Whether this build is added to the history. `auto`: on branches and pull requests, not on tags and merge queues, whose entries nobody could read.',
        where: everywhere,
    },
    {
        name: 'history-max-builds',
        kind: { type: 'integer', min: 12, max: 100_000 },
        default: '1000',
        description: 'Builds to keep; older ones go first.',
        where: everywhere,
    },
    {
        name: 'history-max-age-days',
        kind: { type: 'integer', min: 1, max: 3650 },
        default: '90',
        description: 'Days to keep a build, counted back from the newest.',
        where: everywhere,
    },
    {
        name: 'comment',
        kind: { type: 'choice', values: ['auto', 'always', 'never'] },
        default: 'auto',
        description: 'Pull request comment. `auto`: when there is something to say, and to resolve what was said before.',
        where: ['action', 'config'],
    },
    {
        name: 'summary',
        kind: { type: 'boolean' },
        default: 'true',
        description: 'Write the job summary.',
        where: ['action', 'config'],
    },
    {
        name: 'annotations',
        kind: { type: 'boolean' },
        default: 'true',
        description: 'Annotate the run with failed thresholds and regressions.',
        where: ['action', 'config'],
    },
    {
        name: 'artifacts',
        kind: { type: 'choices', values: ['html', 'json', 'csv'] },
        default: 'html,json,csv',
        description: 'Reports to upload, separated by commas, or `none`.',
        where: ['action', 'config'],
    },
    {
        name: 'artifact-name',
        kind: { type: 'text' },
        default: 'build-telemetry',
        description: 'How the names of the artifacts begin.',
        where: ['action', 'config'],
    },
    {
        name: 'artifact-retention-days',
        kind: { type: 'integer', min: 0, max: 400 },
        default: '0',
        description: "Days to keep the artifacts; 0: the repository's own setting.",
        where: ['action', 'config'],
    },
    {
        name: 'github-token',
        kind: { type: 'text' },
        // biome-ignore lint/suspicious/noTemplateCurlyInString: an Actions expression
        default: '${{ github.token }}',
        description: 'Token for the comment (`pull-requests: write`) and for listing caches and jobs (`actions: read`).',
        where: ['action'],
    },
    {
        name: 'job-status',
        kind: { type: 'text' },
        // biome-ignore lint/suspicious/noTemplateCurlyInString: an Actions expression
        default: '${{ job.status }}',
        description: 'Set by the workflow itself; leave it alone.',
        where: ['context'],
    },
    {
        name: 'check-run-id',
        kind: { type: 'text' },
        // biome-ignore lint/suspicious/noTemplateCurlyInString: an Actions expression
        default: '${{ job.check_run_id }}',
        description: 'Set by the workflow itself; leave it alone.',
        where: ['context'],
    },
    {
        name: 'matrix',
        kind: { type: 'text' },
        // biome-ignore lint/suspicious/noTemplateCurlyInString: an Actions expression
        default: '${{ toJSON(matrix) }}',
        description: 'Set by the workflow itself; leave it alone.',
        where: ['context'],
    },
];
/**
 * Merges sources, the first that sets an option wins, and reads each text.
 * @returns the options and every problem found; the options hold defaults where a text was wrong.
 */
function readOptions(sources) {
    const problems = sources.flatMap(findUnknown);
    const values = {};
    for (const spec of optionSpecs) {
        const source = sources.find((s) => s.texts[spec.name] !== undefined && s.texts[spec.name] !== '');
        const fallback = spec.default.startsWith('${{') ? '' : spec.default;
        const read = readText(spec.kind, source?.texts[spec.name] ?? fallback);
        if ('wrong' in read && source)
            problems.push(wrongValue(spec, source, read));
        values[camel(spec.name)] = 'wrong' in read ? valueIn(readText(spec.kind, fallback)) : read.value;
    }
    return { options: values, problems };
}
/** The names that a source may set, for messages and completion. */
function optionNames(where) {
    const specs = optionSpecs;
    if (where === 'environment')
        return specs.map((s) => s.name);
    if (where === 'action') {
        return specs.filter((s) => s.where.includes('action') || s.where.includes('context')).map((s) => s.name);
    }
    return specs.filter((s) => s.where.includes(where)).map((s) => s.name);
}
/** `fail-on` → `failOn`. */
function camel(name) {
    return name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
}
function findUnknown(source) {
    const known = optionNames(source.where);
    return Object.keys(source.texts)
        .filter((name) => !known.includes(name))
        .map((name) => ({
        level: 'error',
        code: 'unknown-option',
        where: place(source, name),
        what: `There is no option \`${name}\`.`,
        fix: (0,suggest/* suggest */.Z)(name, known),
    }));
}
function readText(kind, text) {
    switch (kind.type) {
        case 'text':
            return { value: text.trim() };
        case 'lines':
            return { value: splitLines(text) };
        case 'choice':
            return kind.values.includes(text)
                ? { value: text }
                : { wrong: `\`${text}\` is not one of its values.`, fix: (0,suggest/* suggest */.Z)(text, kind.values) };
        case 'choices':
            return readChoices(kind.values, text);
        case 'integer':
            return readInteger(kind, text);
        case 'boolean':
            // The YAML 1.2 core schema, as @actions/core's getBooleanInput has it.
            if (/^(true|True|TRUE)$/.test(text))
                return { value: true };
            if (/^(false|False|FALSE)$/.test(text))
                return { value: false };
            return { wrong: `\`${text}\` is neither true nor false.`, fix: 'Write `true` or `false`.' };
    }
}
function splitLines(text) {
    return text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '');
}
function readChoices(values, text) {
    const parts = text.split(/[\s,]+/).filter((part) => part !== '');
    if (parts.length === 1 && parts[0] === 'none')
        return { value: [] };
    const wrong = parts.find((part) => !values.includes(part));
    if (wrong === undefined)
        return { value: values.filter((value) => parts.includes(value)) };
    return { wrong: `\`${wrong}\` is not one of its values.`, fix: (0,suggest/* suggest */.Z)(wrong, [...values, 'none']) };
}
function readInteger(kind, text) {
    const number = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
    if (number >= kind.min && number <= kind.max)
        return { value: number };
    return {
        wrong: `\`${text}\` is not a whole number from ${kind.min} to ${kind.max}.`,
        fix: `Write a number from ${kind.min} to ${kind.max}.`,
    };
}
function valueIn(read) {
    if ('wrong' in read)
        throw new Error(`A default is wrong: ${read.wrong}`);
    return read.value;
}
function wrongValue(spec, source, read) {
    return {
        level: 'error',
        code: 'invalid-option',
        where: place(source, spec.name),
        what: read.wrong,
        fix: read.fix,
    };
}
function place(source, name) {
    if (source.where === 'action')
        return `input \`${name}\``;
    if (source.where === 'cli')
        return `--${name}`;
    if (source.where === 'environment')
        return `environment variable BUILD_TELEMETRY_${envName(name)}`;
    return `configuration key \`${name}\``;
}
/** `history-max-builds` → `HISTORY_MAX_BUILDS`. */
function envName(name) {
    return name.replaceAll('-', '_').toUpperCase();
}
/** Builder's names for the same settings. */
const builderAliases = {
    BUILDER_TELEMETRY_MAX_SESSIONS: 'history-max-builds',
    BUILDER_TELEMETRY_RETENTION_DAYS: 'history-max-age-days',
};
/**
 * Settings from the environment: `BUILD_TELEMETRY_<OPTION>`, then Builder's aliases.
 * `enabled` is false when `BUILD_TELEMETRY_ENABLED` or `BUILDER_TELEMETRY_ENABLED` is 0, false, no or off.
 */
function readEnvironment(env) {
    const texts = {};
    for (const [variable, name] of Object.entries(builderAliases)) {
        if (env[variable])
            texts[name] = env[variable];
    }
    for (const name of optionNames('environment')) {
        const value = env[`BUILD_TELEMETRY_${envName(name)}`];
        if (value)
            texts[name] = value;
    }
    const switchText = env['BUILD_TELEMETRY_ENABLED'] ?? env['BUILDER_TELEMETRY_ENABLED'] ?? '1';
    return {
        source: { where: 'environment', texts },
        enabled: !/^(0|false|no|off)$/i.test(switchText.trim()),
    };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/record/sampler.js
var sampler = __webpack_require__(144);
;// CONCATENATED MODULE: ./build/record/monitor-log.js
/** The samples of a monitor that runs beside a job: written by one process, read by another. */


/** Names the file of samples to every later step of the job. */
const monitorVariable = 'BUILD_TELEMETRY_MONITOR';
/** Samples into a file, one JSON object a line, until the process is ended. */
function recordSamples(path, intervalMs) {
    startSampler({
        intervalMs,
        onSample: (sample) => appendFileSync(path, `${JSON.stringify(sample)}\n`),
    });
    // The sampler's own timer keeps no process alive; a job lasts a day at most.
    setTimeout(() => process.exit(0), 86_400_000);
}
/** Samples of the file, oldest first; a line that is still being written is left out, an absent file is empty. */
function readSamples(path) {
    let text = '';
    try {
        text = (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch {
        return [];
    }
    return text.split('\n').flatMap((line) => {
        try {
            const sample = JSON.parse(line);
            return [{ ...sample, timestamp: new Date(sample.timestamp) }];
        }
        catch {
            return [];
        }
    });
}
/** What the monitor of this job saw so far, as metrics; none without a monitor. */
function readMachineMetrics(env) {
    const path = env[monitorVariable];
    const samples = path ? readSamples(path) : [];
    return samples.length > 0 ? (0,sampler/* summarizeSamples */.p)(samples) : [];
}

;// CONCATENATED MODULE: ./build/render/compare-task.js
/** duration / baseline − 1; null when there is nothing to compare, as for a cache hit. */
function compareTask(task) {
    if (task.durationMs === null || task.cache === 'hit' || !task.baselineMs)
        return null;
    const ratio = task.durationMs / task.baselineMs - 1;
    return Number.isFinite(ratio) ? ratio : null;
}

// EXTERNAL MODULE: ./build/render/escape.js
var render_escape = __webpack_require__(6082);
;// CONCATENATED MODULE: ./build/render/csv.js


const taskColumns = [
    { title: 'name', value: (t) => t.name },
    { title: 'kind', value: (t) => t.kind },
    { title: 'attempt', value: (t) => t.attempt },
    { title: 'start_time', value: (t) => isoTime(t.startTimeMs) },
    { title: 'duration_ms', value: (t) => t.durationMs },
    { title: 'result', value: (t) => t.result },
    { title: 'cache', value: (t) => t.cache },
    { title: 'error_type', value: (t) => t.errorType },
    { title: 'model', value: (t) => t.model },
    { title: 'cost_usd', value: (t) => t.costUsd },
    { title: 'tokens', value: (t) => t.tokens },
    { title: 'baseline_ms', value: (t) => t.baselineMs },
    { title: 'baseline_builds', value: (t) => t.baselineBuilds },
    { title: 'change_ratio', value: compareTask },
];
const eventColumns = [
    { title: 'id', value: (e) => e.id },
    { title: 'type', value: (e) => e.type },
    { title: 'severity', value: (e) => e.severity },
    { title: 'time', value: (e) => isoTime(e.timeMs) },
    { title: 'task_id', value: (e) => e.taskId },
    { title: 'message', value: (e) => e.message },
    { title: 'attributes', value: (e) => JSON.stringify(e.attributes) },
];
/** One row a task; `change_ratio` is duration over baseline, minus 1. */
function renderTasksCsv(report) {
    return writeCsv(taskColumns, report.tasks);
}
/** One row an event; attributes as a JSON object. */
function renderEventsCsv(report) {
    return writeCsv(eventColumns, report.events);
}
function writeCsv(columns, rows) {
    const head = columns.map((column) => column.title).join(',');
    const lines = rows.map((row) => columns.map((column) => (0,render_escape/* csvField */.XR)(column.value(row))).join(','));
    return `${[head, ...lines].join('\r\n')}\r\n`;
}
function isoTime(timeMs) {
    return timeMs === null || !(Math.abs(timeMs) <= 8.64e15) ? null : new Date(timeMs).toISOString();
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/render/format.js
/** What is shown for a number that is not known. */
const unknown = '—';
function isKnown(value) {
    return value !== null && Number.isFinite(value);
}
/** `0.42 ms`, `842 ms`, `12.3 s`, `1 m 23 s`, `2 h 5 m`. */
function formatDuration(durationMs) {
    if (!isKnown(durationMs))
        return unknown;
    if (durationMs < 0)
        return `−${formatDuration(-durationMs)}`;
    if (durationMs < 9.995)
        return `${trimZeros(durationMs.toFixed(2))} ms`;
    if (durationMs < 999.5)
        return `${Math.round(durationMs)} ms`;
    if (durationMs < 9_995)
        return `${trimZeros((durationMs / 1000).toFixed(2))} s`;
    if (durationMs < 59_950)
        return `${trimZeros((durationMs / 1000).toFixed(1))} s`;
    const seconds = Math.round(durationMs / 1000);
    if (seconds < 3600)
        return `${Math.floor(seconds / 60)} m ${seconds % 60} s`;
    const minutes = Math.round(durationMs / 60_000);
    return `${group(Math.floor(minutes / 60))} h ${minutes % 60} m`;
}
/** `$0.0042`, `$1.23`, `$1,234.50`; three significant digits below a dollar. */
function formatMoney(usd) {
    if (!isKnown(usd))
        return unknown;
    if (usd < 0)
        return `−${formatMoney(-usd)}`;
    if (usd > 0 && usd < 0.000_001)
        return '<$0.000001';
    if (usd > 0 && usd < 0.1)
        return `$${trimZeros(Number(usd.toPrecision(3)).toFixed(8))}`;
    const cents = usd.toFixed(2);
    return `$${group(Math.trunc(Number(cents)))}${cents.slice(cents.indexOf('.'))}`;
}
/** A ratio as percent: 0.814 is `81 %`. Never rounds a part to nothing or to the whole. */
function formatPercent(ratio) {
    if (!isKnown(ratio))
        return unknown;
    if (ratio < 0)
        return `−${formatPercent(-ratio)}`;
    const percent = ratio * 100;
    if (percent > 0 && percent < 0.05)
        return '<0.1 %';
    if (percent > 99.949 && percent < 100)
        return '>99.9 %';
    const decimals = percent < 9.95 || (percent >= 99.5 && percent < 100) ? 1 : 0;
    return `${group(trimZeros(percent.toFixed(decimals)))} %`;
}
/** A relative change with its sign: `+22 %`, `−3.1 %`, and from tenfold on `×12`. */
function formatChange(ratio) {
    if (!isKnown(ratio))
        return unknown;
    if (ratio >= 9)
        return `×${group(trimZeros((ratio + 1).toFixed(ratio < 99 ? 1 : 0)))}`;
    return ratio > 0 ? `+${formatPercent(ratio)}` : formatPercent(ratio);
}
/** `+18 % to +27 %`. */
function formatInterval(interval) {
    if (interval === null)
        return '';
    return `${formatChange(interval[0])} to ${formatChange(interval[1])}`;
}
/** `p < 0.0001`, `p = 0.0021`; '' when not known. */
function formatProbability(p) {
    if (!isKnown(p))
        return '';
    return p < 0.0001 ? 'p < 0.0001' : `p = ${p.toPrecision(2)}`;
}
/** `12,345`; at most two decimals. */
function formatCount(count) {
    return isKnown(count) ? group(trimZeros(count.toFixed(2))) : unknown;
}
/** `1.5 GiB`. */
function formatBytes(bytes) {
    if (!isKnown(bytes))
        return unknown;
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    let size = bytes;
    let index = 0;
    while (Math.abs(size) >= 1023.95 && index < units.length - 1) {
        size /= 1024;
        index++;
    }
    return `${trimZeros(size.toFixed(index === 0 ? 0 : 1))} ${units[index]}`;
}
/** `1 task`, `2 tasks`. */
function plural(count, noun, nouns = `${noun}s`) {
    return `${formatCount(count)} ${count === 1 ? noun : nouns}`;
}
/** A number in the unit of its threshold. */
function formatUnit(value, unit) {
    switch (unit) {
        case 'ms':
            return formatDuration(value);
        case 'usd':
            return formatMoney(value);
        case 'ratio':
            return formatPercent(value);
        case 'bytes':
            return formatBytes(value);
        case 'count':
        case 'tokens':
            return formatCount(value);
    }
}
/** A number of a followed series. */
function formatMeasure(value, measure) {
    const units = { duration: 'ms', cost: 'usd', tokens: 'tokens' };
    return formatUnit(value, units[measure]);
}
/** A measured number with its UCUM unit. */
function formatUcum(value, unit) {
    if (!isKnown(value))
        return unknown;
    if (unit === 'ms')
        return formatDuration(value);
    if (unit === 's')
        return formatDuration(value * 1000);
    if (unit === 'By')
        return formatBytes(value);
    const number = Number.isInteger(value) ? group(String(value)) : String(Number(value.toPrecision(5)));
    return unit === '1' || unit === '' ? number : `${number} ${unit}`;
}
/** How long before a moment another lay: `5 minutes`, `3 hours`, `12 days`. */
function formatAge(thenMs, nowMs) {
    const minutes = Math.max(0, nowMs - thenMs) / 60_000;
    if (minutes < 90)
        return plural(Math.round(minutes), 'minute');
    if (minutes < 36 * 60)
        return plural(Math.round(minutes / 60), 'hour');
    return plural(Math.round(minutes / (24 * 60)), 'day');
}
/** `2026-11-21 03:07 UTC`. */
function formatTime(timeMs) {
    if (!isKnown(timeMs) || Math.abs(timeMs) > 8.64e15)
        return unknown;
    return `${new Date(timeMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
const blocks = '▁▂▃▄▅▆▇█';
/** One block a value, lowest to highest; a series that moves less than 1 % is flat. */
function sparkline(values) {
    const known = values.filter((value) => Number.isFinite(value));
    const low = Math.min(...known);
    const span = Math.max(...known) - low;
    const flat = span <= Math.abs(low) * 0.01;
    return values
        .map((value) => {
        if (!Number.isFinite(value))
            return ' ';
        return blocks[flat ? 2 : Math.round(((value - low) / span) * (blocks.length - 1))];
    })
        .join('');
}
/** The first seven digits of a commit. */
function shortCommit(commit) {
    return commit.slice(0, 7);
}
/** True for text that can only be a commit's hash. */
function isCommit(commit) {
    return commit !== null && /^[0-9a-f]{7,64}$/.test(commit);
}
function trimZeros(digits) {
    return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}
/** Commas between thousands. */
function group(digits) {
    const [whole = '', fraction] = String(digits).split('.');
    if (whole.includes('e'))
        return String(digits);
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
    return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

;// CONCATENATED MODULE: ./build/render/html/charts.js


/** A line without axes; its numbers stand in the row beside it. */
function drawSparkline(values) {
    const known = values.filter((value) => Number.isFinite(value));
    if (known.length < 2)
        return '';
    const low = Math.min(...known);
    const span = Math.max(...known) - low || 1;
    const points = known.map((value, index) => `${round((index / (known.length - 1)) * 116 + 2)},${round(21 - ((value - low) / span) * 18)}`);
    return `<svg class="spark" viewBox="0 0 120 24" aria-hidden="true"><polyline class="trend" points="${points.join(' ')}"/></svg>`;
}
const width = 1000;
const height = 260;
const left = 74;
const bottom = 34;
const charts_top = 14;
/** '' with fewer than two values. */
function drawTrend(trend, chart) {
    const points = trend.flatMap((point) => {
        const value = chart.value(point);
        return value === null || !Number.isFinite(value) ? [] : [{ point, value }];
    });
    if (points.length < 2)
        return '';
    const band = chart.band?.every(Number.isFinite) ? chart.band : null;
    const all = [...points.map(({ value }) => value), ...(band ?? [])];
    const highest = Math.max(...all);
    const lowest = Math.min(...all);
    // From zero, unless the values stand so close together that nothing would be seen.
    const floor = lowest > highest * 0.6 ? lowest - (highest - lowest) * 0.6 - highest * 0.02 : 0;
    const range = (highest - floor) * 1.06 || 1;
    const x = (index) => round(left + 10 + (index / (points.length - 1)) * (width - left - 30));
    const y = (value) => round(height - bottom - ((value - floor) / range) * (height - bottom - charts_top));
    const marked = points.findIndex(({ point }) => point.buildId === chart.changedAt);
    const parts = [
        ...[0, 0.5, 1].map((part) => drawGrid(y(floor + range * part), chart.format(floor + range * part))),
        band === null
            ? ''
            : `<rect class="band" x="${left}" width="${width - left - 10}" y="${y(band[1])}" height="${Math.max(1, y(band[0]) - y(band[1]))}"/>`,
        marked < 0
            ? ''
            : `<line class="mark" x1="${x(marked)}" x2="${x(marked)}" y1="${charts_top}" y2="${height - bottom}"/>`,
        `<polyline class="trend" points="${points.map(({ value }, index) => `${x(index)},${y(value)}`).join(' ')}"/>`,
        ...points.map(({ point, value }, index) => drawDot(point, x(index), y(value), chart.format(value), index === points.length - 1)),
        `<text x="${left}" y="${height - 10}">${formatTime(points[0]?.point.timeMs ?? null)}</text>`,
        `<text x="${width - 10}" y="${height - 10}" text-anchor="end">${formatTime(points.at(-1)?.point.timeMs ?? null)}</text>`,
    ];
    return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${(0,render_escape/* escapeHtml */.ZD)(chart.title)}">${parts.join('')}</svg>`;
}
function drawGrid(y, label) {
    return `<line class="grid" x1="${left}" x2="${width - 10}" y1="${y}" y2="${y}"/><text x="${left - 8}" y="${y + 4}" text-anchor="end">${label}</text>`;
}
function drawDot(point, x, y, label, isNewest) {
    const isFailed = point.result !== 'success' && point.result !== 'unknown';
    const commit = isCommit(point.commit) ? `, ${shortCommit(point.commit)}` : '';
    const title = `${label}, ${formatTime(point.timeMs)}${commit}, ${point.result}`;
    const state = isFailed ? ' failed' : isNewest ? ' now' : '';
    return `<circle class="dot${state}" cx="${x}" cy="${y}" r="${isNewest ? 5 : 3.5}"><title>${(0,render_escape/* escapeHtml */.ZD)(title)}</title></circle>`;
}
const maxBars = 500;
const maxLanes = 40;
const laneHeight = 14;
/** Tasks over time, side by side where they overlapped; the longest 500. '' without two timed tasks. */
function drawTimeline(report) {
    const timed = report.tasks.filter(isTimed);
    if (timed.length < 2)
        return '';
    const longest = [...timed].sort((a, b) => b.durationMs - a.durationMs).slice(0, maxBars);
    const begin = longest.reduce((least, task) => Math.min(least, task.startTimeMs), Number.POSITIVE_INFINITY);
    const end = longest.reduce((most, task) => Math.max(most, task.startTimeMs + task.durationMs), 0);
    const lanes = packLanes(longest);
    const count = Math.min(maxLanes, lanes.reduce((most, lane) => Math.max(most, lane + 1), 0));
    const scale = 980 / (end - begin || 1);
    const bars = longest.map((task, index) => {
        const lane = lanes[index] ?? 0;
        return lane >= maxLanes
            ? ''
            : drawBar(task, 10 + (task.startTimeMs - begin) * scale, lane, task.durationMs * scale);
    });
    const deep = lanes.filter((lane) => lane >= maxLanes).length;
    const hidden = timed.length - longest.length + deep;
    const depth = count * laneHeight;
    const axis = [0, 0.25, 0.5, 0.75, 1].map((part) => {
        const anchor = part === 0 ? 'start' : part === 1 ? 'end' : 'middle';
        return `<text x="${10 + part * 980}" y="${depth + 18}" text-anchor="${anchor}">${formatDuration((end - begin) * part)}</text>`;
    });
    const svg = `<svg viewBox="0 0 1000 ${depth + 26}" role="img" aria-label="Timeline of the tasks; the table of tasks has the numbers">${bars.join('')}${axis.join('')}</svg>`;
    const note = hidden > 0
        ? ` The ${plural(maxBars, 'longest task')} at most are drawn; ${plural(hidden, 'shorter one')} left out.`
        : '';
    return `${svg}<p class="legend">Blue: ran. Grey: from the cache. Red: failed.${note}</p>`;
}
function isTimed(task) {
    const { startTimeMs, durationMs } = task;
    return Number.isFinite(startTimeMs) && Number.isFinite(durationMs) && (durationMs ?? -1) >= 0;
}
/** For each task the first lane that is free when it starts. */
function packLanes(tasks) {
    const order = tasks.map((_, index) => index).sort((a, b) => startOf(tasks, a) - startOf(tasks, b));
    const freeAt = [];
    const lanes = new Array(tasks.length).fill(0);
    for (const index of order) {
        const start = startOf(tasks, index);
        const free = freeAt.findIndex((time) => time <= start);
        const lane = free < 0 ? freeAt.length : free;
        freeAt[lane] = start + (tasks[index]?.durationMs ?? 0);
        lanes[index] = lane;
    }
    return lanes;
}
function startOf(tasks, index) {
    return tasks[index]?.startTimeMs ?? 0;
}
function drawBar(task, x, lane, size) {
    const isFailed = ['failure', 'error', 'timeout'].includes(task.result);
    const state = isFailed ? ' failed' : task.result === 'skip' ? ' skip' : task.cache === 'hit' ? ' hit' : '';
    const title = `${(0,render_escape/* escapeHtml */.ZD)(task.name, 120)}, ${formatDuration(task.durationMs)}, ${task.result}`;
    return `<rect class="bar${state}" x="${round(x)}" y="${lane * laneHeight + 1}" width="${Math.max(1, round(size))}" height="${laneHeight - 2}" rx="2"><title>${title}</title></rect>`;
}
function round(value) {
    return Math.round(value * 10) / 10;
}

;// CONCATENATED MODULE: ./build/render/html/elements.js
/** Small pieces of HTML that the sections of the report are made of. */

/** A phrase as HTML: names in `<code>`. */
function writePhrase(phrase) {
    return phrase
        .map((part) => typeof part === 'string' ? proseHtml(part) : `<code>${(0,render_escape/* escapeHtml */.ZD)(part.name, 200)}</code>`)
        .join('');
}
/** A sentence as HTML; what stands in backticks becomes `<code>`. Blanks at its ends stay. */
function proseHtml(text, maxLength = 600) {
    const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
    return before + (0,render_escape/* escapeHtml */.ZD)(words, maxLength).replace(/`([^`]+)`/g, '<code>$1</code>') + after;
}
/** A table in a box that scrolls sideways; what is beyond `maxRows` is counted. '' without rows. */
function writeTable(caption, columns, rows, maxRows) {
    if (rows.length === 0)
        return '';
    const attribute = (column) => (column.kind === undefined ? '' : ` class="${column.kind}"`);
    const head = columns.map((column) => `<th scope="col"${attribute(column)}>${column.title}</th>`).join('');
    const body = rows
        .slice(0, maxRows)
        .map((row) => `<tr>${columns.map((column) => `<td${attribute(column)}>${column.cell(row)}</td>`).join('')}</tr>`)
        .join('\n');
    const rest = rows.length - maxRows;
    const more = rest > 0 ? `<p class="soft">… and ${rest} more; the JSON report has them all.</p>` : '';
    return `<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>${more}`;
}
/** A titled section that the navigation can reach; '' without a body. */
function writeSection(id, title, body) {
    return body === ''
        ? ''
        : `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>\n${body}\n</section>`;
}

;// CONCATENATED MODULE: ./build/render/html/page.js
/**
 * The script of the HTML report: the task table's search, filter and sorting. It runs in the reader's
 * browser, builds all text through `textContent`, and asks the network for nothing. Rows come in pages, so
 * that 10,000 tasks open at once.
 */
/** Reads `#tasks` (an array of rows, see `taskRows`) and takes over `#task-table`. */
const pageScript = `
'use strict';
(() => {
  const data = document.getElementById('tasks');
  const table = document.getElementById('task-table');
  if (!data || !table) return;
  const rows = JSON.parse(data.textContent);
  const pageSize = 100;
  const search = document.getElementById('task-search');
  const filter = document.getElementById('task-filter');
  const count = document.getElementById('task-count');
  const more = document.getElementById('task-more');
  const heads = Array.from(table.tHead.rows[0].cells);
  const body = table.tBodies[0];
  const filters = {
    all: () => true,
    failing: (row) => /^(failure|error|timeout)$/.test(row.result),
    slower: (row) => row.change !== null && row.change > 0.05,
    faster: (row) => row.change !== null && row.change < -0.05,
    uncached: (row) => row.cache === 'miss',
  };
  for (const row of rows) row.find = (row.name + ' ' + row.kind + ' ' + row.error + ' ' + row.model).toLowerCase();
  let key = 'duration';
  let direction = -1;
  let shown = pageSize;
  let view = rows;

  function compare(a, b) {
    const x = a[key];
    const y = b[key];
    if (x === y) return a.index - b.index;
    if (x === null || x === '') return 1;
    if (y === null || y === '') return -1;
    return (x < y ? -1 : 1) * direction;
  }

  function addCell(tr, text, className) {
    const td = tr.insertCell();
    td.textContent = text;
    if (className) td.className = className;
  }

  function addRow(row) {
    const tr = body.insertRow();
    for (const head of heads) {
      const column = head.dataset.key;
      const text = row.text[column] === undefined ? row[column] : row.text[column];
      addCell(tr, text === null ? '' : text, head.dataset.class || '');
    }
    if (filters.failing(row)) tr.cells[heads.findIndex((head) => head.dataset.key === 'result')].classList.add('bad');
  }

  function draw() {
    body.replaceChildren();
    for (const row of view.slice(0, shown)) addRow(row);
    more.hidden = shown >= view.length;
    more.textContent = 'Show ' + Math.min(pageSize, view.length - shown) + ' more';
    count.textContent = view.length + ' of ' + rows.length + ' tasks, ' + Math.min(shown, view.length) + ' shown';
    for (const head of heads) {
      head.setAttribute('aria-sort', head.dataset.key === key ? (direction === 1 ? 'ascending' : 'descending') : 'none');
    }
  }

  function update() {
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const accept = filters[filter.value] || filters.all;
    view = rows.filter((row) => accept(row) && words.every((word) => row.find.includes(word))).sort(compare);
    shown = pageSize;
    draw();
  }

  for (const head of heads) {
    const button = head.querySelector('button');
    button.addEventListener('click', () => {
      const isText = head.dataset.class !== 'n';
      direction = key === head.dataset.key ? -direction : isText ? 1 : -1;
      key = head.dataset.key;
      update();
    });
  }
  search.addEventListener('input', update);
  filter.addEventListener('change', update);
  more.addEventListener('click', () => {
    const first = shown;
    for (const row of view.slice(shown, shown + pageSize)) addRow(row);
    shown += pageSize;
    more.hidden = shown >= view.length;
    count.textContent = view.length + ' of ' + rows.length + ' tasks, ' + Math.min(shown, view.length) + ' shown';
    const next = body.rows[first];
    if (next) { next.tabIndex = -1; next.focus(); }
  });
  document.getElementById('task-tools').hidden = false;
  update();
})();
`;

;// CONCATENATED MODULE: ./build/render/phrases.js

const verdictIcons = { pass: '✅', warn: '⚠️', fail: '❌' };
const phrases_levelIcons = {
    info: 'ℹ️',
    warning: '🟡',
    error: '🟠',
    critical: '🔴',
};
const levelOrder = ['critical', 'error', 'warning', 'info'];
/** Most severe first; otherwise the order stays. */
function bySeverity(alerts) {
    return [...alerts].sort((a, b) => levelOrder.indexOf(a.level) - levelOrder.indexOf(b.level));
}
/** `Build time`, or the task's name and its measure. */
function nameSeries(series) {
    if (series.scope === 'build') {
        return [{ duration: 'Build time', cost: 'Build cost', tokens: 'Build tokens' }[series.measure]];
    }
    const measure = { duration: '', cost: ' cost', tokens: ' tokens' }[series.measure];
    const kind = series.kind === null || series.kind === 'task' ? [] : [' (', { name: series.kind }, ')'];
    return [{ name: series.task ?? '' }, ...kind, measure].filter((part) => part !== '');
}
/** How sure a change is, in a word or two; empty for a confirmed one. */
function qualifyChange(change) {
    if (change.verdict === 'suspect')
        return 'not confirmed';
    return change.verdict === 'improvement' ? 'better' : '';
}
/** What a row of the changes table is marked with. */
function changeIcon(change) {
    if (change.verdict === 'improvement')
        return '🟢';
    return phrases_levelIcons[change.level ?? (change.verdict === 'confirmed' ? 'warning' : 'info')];
}
/** What the build was compared with; in every state of the baseline the first thing after the verdict. */
function describeBaseline(report) {
    const { status, builds } = report.baseline;
    if (status === 'ready')
        return ['Compared with ', ...describeBuilds(report), '.'];
    if (status === 'learning') {
        const soFar = builds === 0 ? ['no comparable build', ...ofBranch(report)] : describeBuilds(report);
        return ['Still learning: ', ...soFar, ' so far, too few to judge speed. Thresholds are checked.'];
    }
    const found = builds > 0 ? [' Compared with what was found: ', ...describeBuilds(report), '.'] : [];
    return [`No baseline: ${reasons[status]}, so nothing can be said about speed.`, ...found];
}
const reasons = {
    missing: 'nothing is stored for this series yet',
    unreachable: 'the history store did not answer',
    denied: 'this run may not read the history store',
    corrupt: 'the stored history could not be read',
    'wrong-scope': 'history exists, but where this run may not read it',
};
/** What to do about a baseline that is not there; empty when it is. */
function adviseBaseline(report) {
    const branch = report.baseline.branch;
    const onBranch = branch === null ? ['the baseline branch'] : [{ name: branch }];
    switch (report.baseline.status) {
        case 'ready':
        case 'learning':
            return [];
        case 'missing':
            return [
                'Let this workflow run on pushes to ',
                ...onBranch,
                ': each run stores one build, and a pull request is compared with them.',
            ];
        case 'unreachable':
            return ['Nothing was overwritten. Run this job again; when it lasts, see the problems below.'];
        case 'denied':
            return ['Grant the job `actions: read`, or keep the history in a folder (`history: DIR`).'];
        case 'corrupt':
            return ['The unreadable parts were left alone. See the problems below.'];
        case 'wrong-scope':
            return [
                'A run reads caches of its own ref, its base and the default branch only: let this workflow run on ',
                ...onBranch,
                ' too.',
            ];
    }
}
/** `24 builds of main, 3 hours to 12 days old, on Linux/X64 · AMD EPYC 7763`. */
function describeBuilds(report) {
    const { builds } = report.baseline;
    return [plural(builds, 'build'), ...ofBranch(report), ...describeAges(report), ...describeRunners(report)];
}
function ofBranch(report) {
    return report.baseline.branch === null ? [] : [' of ', { name: report.baseline.branch }];
}
/** Ages count from the build's own start, so that the same input always gives the same text. */
function describeAges(report) {
    const { newestTimeMs, oldestTimeMs } = report.baseline;
    if (newestTimeMs === null || oldestTimeMs === null)
        return [];
    const now = report.build.startTimeMs;
    if (now === null)
        return [`, from ${formatTime(oldestTimeMs)} to ${formatTime(newestTimeMs)}`];
    const newest = formatAge(newestTimeMs, now);
    const oldest = formatAge(oldestTimeMs, now);
    return [newest === oldest ? `, ${newest} old` : `, ${newest} to ${oldest} old`];
}
function describeRunners(report) {
    const { runners, builds } = report.baseline;
    const own = nameRunner(report);
    const shown = runners.slice(0, 2);
    const rest = runners.length - shown.length;
    const parts = [];
    for (const [index, { runner, builds: count }] of shown.entries()) {
        parts.push(index === 0 ? ', on ' : ' and ', { name: runner });
        if (count !== builds || runners.length > 1)
            parts.push(` (${count})`);
    }
    if (rest > 0)
        parts.push(` and ${plural(rest, 'other class', 'other classes')} of runner`);
    if (own !== '' && runners.length > 0 && !runners.some(({ runner }) => runner === own)) {
        parts.push('; this build ran on ', { name: own });
    }
    return parts;
}
/** The class of machine of this build, as the baseline names it; '' when not known. */
function nameRunner(report) {
    const { runnerOs, runnerArch, cpuModel } = report.build.context;
    const system = [runnerOs, runnerArch].filter((part) => part !== null).join('/');
    return [system, cpuModel].filter((part) => part !== null && part !== '').join(' · ');
}
/** `since abc1234, 3 builds ago`; empty when not known. */
function describeSince(change) {
    if (change.since === null)
        return '';
    const { buildsAgo, commit } = change.since;
    const ago = buildsAgo === 0 ? 'this build' : `${plural(buildsAgo, 'build')} ago`;
    return isCommit(commit) ? `${shortCommit(commit)}, ${ago}` : ago;
}
/** `2 confirmed regressions, 1 suspect and 3 improvements`; empty without changes. */
function countChanges(changes) {
    const count = (verdict) => changes.filter((change) => change.verdict === verdict).length;
    const parts = [
        [count('confirmed'), 'confirmed regression'],
        [count('suspect'), 'suspect'],
        [count('improvement'), 'improvement'],
    ];
    return parts
        .filter(([n]) => n > 0)
        .map(([n, noun]) => plural(n, noun))
        .join(', ');
}
/** What the reader should do, without repeats: the next steps, then the actions of the alerts. */
function listActions(report) {
    const actions = [...report.nextSteps, ...bySeverity(report.alerts).map((alert) => alert.action)];
    return [...new Set(actions.filter((action) => action !== ''))];
}
/** The sign of the whole report. A pass that was compared with nothing is no green tick. */
function reportIcon(report) {
    return report.verdict === 'pass' && report.baseline.status !== 'ready' ? 'ℹ️' : verdictIcons[report.verdict];
}
/** Facts that the table of changes and its evidence show already. */
const shownElsewhere = ['baseline', 'newest', 'since commit', 'result', 'status', 'branch'];
/** Facts beside the alerts that may explain them, most severe alert first, each said once. */
function listCauses(report) {
    const facts = bySeverity(report.alerts).flatMap((alert) => Object.entries(alert.context));
    const causes = new Map(facts.map(([label, value]) => [`${label}\n${value}`, { label, value }]));
    return [...causes.values()].filter(({ label, value }) => value !== '' && !shownElsewhere.includes(label));
}
/** A sentence with its full stop. */
function phrases_endSentence(text) {
    const trimmed = text.trim();
    return trimmed === '' || /[.!?…:]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

;// CONCATENATED MODULE: ./build/render/html/sections.js





/** The table of what moved, or why there is none. */
function writeChanges(report) {
    if (report.changes.length > 0) {
        return writeTable('Changes', changeColumns, report.changes, 200) + writeEvidence(report);
    }
    if (report.baseline.status !== 'ready')
        return '<p>Nothing was compared.</p>';
    const { series, learning } = report.testing;
    const waiting = learning > 0 ? ` ${formatCount(learning)} more are still learning.` : '';
    return `<p>No change among ${formatCount(series)} series.${waiting}</p>`;
}
const changeColumns = [
    { title: 'What', kind: 'name', cell: (c) => writePhrase(nameSeries(c.series)) },
    { title: 'Verdict', cell: writeVerdict },
    { title: 'From', kind: 'n', cell: (c) => formatMeasure(c.from, c.series.measure) },
    { title: 'To', kind: 'n', cell: (c) => formatMeasure(c.to, c.series.measure) },
    { title: 'Change', kind: 'n', cell: writeRatio },
    { title: 'Trend', cell: (c) => drawSparkline(c.spark) },
    { title: 'Since', cell: (c) => (0,render_escape/* escapeHtml */.ZD)(describeSince(c)) },
];
const evidenceColumns = [
    { title: 'What', kind: 'name', cell: (c) => writePhrase(nameSeries(c.series)) },
    { title: '95 % interval', kind: 'n', cell: (c) => formatInterval(c.interval) },
    { title: 'Usual (10th to 90th percentile)', kind: 'n', cell: writeBand },
    {
        title: 'Newest above all earlier',
        kind: 'n',
        cell: (c) => `${c.newestAbove} of ${c.newest}`,
    },
    { title: 'Earlier values', kind: 'n', cell: (c) => formatCount(c.baselineBuilds) },
    {
        title: 'Chance',
        kind: 'n',
        cell: (c) => (0,render_escape/* escapeHtml */.ZD)(formatProbability(c.p)),
    },
    { title: 'Noise', kind: 'n', cell: (c) => formatPercent(c.noise) },
    { title: 'Smallest visible', kind: 'n', cell: (c) => formatPercent(c.detectable) },
];
function writeBand(change) {
    return change.band.map((edge) => formatMeasure(edge, change.series.measure)).join(' to ');
}
function writeEvidence(report) {
    const { series, expectedFalseAlarms } = report.testing;
    const odds = `${formatCount(series)} series were tested; on unchanged code about ${formatCount(expectedFalseAlarms)} false alarms a build are expected.`;
    const table = writeTable('Evidence', evidenceColumns, report.changes, 200);
    return `<details><summary>How sure is this?</summary><p>${odds}</p>${table}</details>`;
}
function writeRatio(change) {
    const interval = change.interval === null ? '' : `<br><span class="soft">${formatInterval(change.interval)}</span>`;
    return `<strong>${formatChange(change.ratio)}</strong>${interval}`;
}
function writeVerdict(change) {
    const tone = { confirmed: 'bad', suspect: 'warn-text', improvement: 'good' }[change.verdict];
    const level = change.level === null ? '' : ` ${change.level}`;
    return `<span class="tag ${tone}">${qualifyChange(change) || 'confirmed'}</span>${level}`;
}
/** Charts of time and cost over the stored builds, and their numbers. */
function writeTrend(report) {
    if (report.trend.length < 2)
        return '';
    const charts = ['duration', 'cost']
        .map((measure) => drawMeasure(report, measure))
        .filter((chart) => chart !== '');
    const rows = [...report.trend].reverse();
    const table = writeTable('Builds', trendColumns(report.trend), rows, 100);
    return charts.length === 0
        ? table
        : `${charts.join('\n')}<details><summary>Numbers of the trend</summary>${table}</details>`;
}
function drawMeasure(report, measure) {
    const value = (point) => (measure === 'duration' ? point.durationMs : point.costUsd);
    const change = report.changes.find((c) => c.series.scope === 'build' && c.series.measure === measure);
    const band = change?.band ?? spread(report, value);
    const what = measure === 'duration' ? 'Build time' : 'Build cost';
    const svg = drawTrend(report.trend, {
        title: `${what} of the newest builds; the numbers stand in the table below`,
        value,
        format: (number) => formatMeasure(number, measure),
        band,
        changedAt: change?.since?.buildId ?? null,
    });
    const usual = band === null ? '' : ` Band: usual, ${band.map((edge) => formatMeasure(edge, measure)).join(' to ')}.`;
    const marked = change?.since ? ' Dashed: where the change began.' : '';
    return svg === ''
        ? ''
        : `<h3>${what}</h3>${svg}<p class="legend">Each dot is a build; hollow: failed.${usual}${marked}</p>`;
}
/** 10th and 90th percentile (nearest rank) of the builds before this one; null with fewer than five. */
function spread(report, value) {
    if (report.baseline.status !== 'ready')
        return null;
    const values = report.trend
        .slice(0, -1)
        .filter((point) => point.complete && point.result === 'success')
        .map((point) => value(point) ?? Number.NaN)
        .filter(Number.isFinite)
        .sort((a, b) => a - b);
    const at = (part) => values[Math.ceil(part * values.length) - 1] ?? 0;
    return values.length < 5 ? null : [at(0.1), at(0.9)];
}
function trendColumns(trend) {
    const has = (key) => trend.some((point) => point[key] !== null);
    const number = (title, cell) => ({ title, kind: 'n', cell });
    return [
        { title: 'Build', cell: (p) => formatTime(p.timeMs) },
        {
            title: 'Commit',
            cell: (p) => (isCommit(p.commit) ? shortCommit(p.commit) : (0,render_escape/* escapeHtml */.ZD)(p.commit ?? '', 40)),
        },
        { title: 'Pull request', cell: (p) => (p.pullRequest === null ? '' : String(p.pullRequest)) },
        number('Time', (p) => formatDuration(p.durationMs)),
        { title: 'Result', cell: (p) => (p.complete ? p.result : `${p.result}, incomplete`) },
        ...(has('successRate') ? [number('Success', (p) => formatPercent(p.successRate))] : []),
        ...(has('cacheHitRate') ? [number('Cache hits', (p) => formatPercent(p.cacheHitRate))] : []),
        ...(has('costUsd') ? [number('Cost', (p) => formatMoney(p.costUsd))] : []),
    ];
}
/** Alerts with their actions and facts, then the facts that may explain them, then what to do. */
function writeWhy(report) {
    const alerts = bySeverity(report.alerts)
        .slice(0, 100)
        .map((alert) => {
        const facts = Object.entries(alert.context).map(([label, value]) => `${(0,render_escape/* escapeHtml */.ZD)(label, 80)}: ${proseHtml(value, 200)}`);
        const action = alert.action === '' ? '' : `<p>${proseHtml(alert.action)}</p>`;
        const context = facts.length === 0 ? '' : `<p class="soft">${facts.join(' · ')}</p>`;
        return `<li class="${alert.level}"><p><strong>${alert.level}</strong> ${proseHtml(phrases_endSentence(alert.message))}</p>${action}${context}</li>`;
    });
    const rest = report.alerts.length - alerts.length;
    const causes = listCauses(report)
        .slice(0, 12)
        .map(({ label, value }) => `<li>${proseHtml(label, 80)}: ${proseHtml(value, 200)}</li>`);
    const actions = listActions(report)
        .slice(0, 10)
        .map((action) => `<li>${proseHtml(action)}</li>`);
    return [
        causes.length > 0 ? `<ul>${causes.join('')}</ul>` : '',
        actions.length > 0 ? `<h3>What to do</h3><ol>${actions.join('')}</ol>` : '',
        alerts.length > 0 ? `<h3>Alerts</h3><ul class="alerts">${alerts.join('\n')}</ul>` : '',
        rest > 0 ? `<p class="soft">… and ${rest} more alerts; the JSON report has them all.</p>` : '',
    ].join('');
}
/** Every threshold and where it stands. */
function writeThresholds(report) {
    const table = writeTable('Thresholds', [
        { title: 'Threshold', kind: 'name', cell: (t) => (0,render_escape/* escapeHtml */.ZD)(t.id, 120) },
        {
            title: 'Fires',
            cell: (t) => t.limit === null
                ? 'against the baseline, once there is one'
                : `${t.comparison} ${formatUnit(t.limit, t.unit)}`,
        },
        { title: 'Value', kind: 'n', cell: (t) => formatUnit(t.value, t.unit) },
        { title: 'Level', cell: (t) => t.level },
        {
            title: 'State',
            cell: (t) => t.value === null
                ? 'no value'
                : t.fired
                    ? `<strong class="bad">fired</strong>${t.superseded ? ', covered by a more severe one' : ''}`
                    : 'held',
        },
        { title: 'From', cell: (t) => (0,render_escape/* escapeHtml */.ZD)(t.preset, 60) },
    ], report.thresholds, 100);
    return (table &&
        `<p>Preset <code>${report.preset}</code>; the check fails from level <code>${report.failOn}</code> on.</p>${table}`);
}
/** Cost and tokens by model. */
function writeModels(report) {
    return writeTable('Models', [
        { title: 'Model', kind: 'name', cell: (m) => (0,render_escape/* escapeHtml */.ZD)(m.model, 120) },
        { title: 'Tasks', kind: 'n', cell: (m) => formatCount(m.tasks) },
        { title: 'Cost', kind: 'n', cell: (m) => formatMoney(m.costUsd) },
        { title: 'Tokens', kind: 'n', cell: (m) => formatCount(m.tokens) },
    ], report.metrics.models, 100);
}
/** Errors by type. */
function writeErrors(report) {
    return writeTable('Errors by type', [
        { title: 'Type', kind: 'name', cell: (e) => (0,render_escape/* escapeHtml */.ZD)(e.type, 120) },
        { title: 'Count', kind: 'n', cell: (e) => formatCount(e.count) },
    ], report.metrics.topErrors, 50);
}
/** Events of the log, in their order. */
function writeEvents(report) {
    return writeTable('Events', [
        { title: 'Time', cell: (e) => formatTime(e.timeMs) },
        { title: 'Type', kind: 'name', cell: (e) => (0,render_escape/* escapeHtml */.ZD)(e.type, 80) },
        { title: 'Level', cell: (e) => e.severity },
        { title: 'Message', cell: (e) => (0,render_escape/* escapeHtml */.ZD)(e.message ?? '', 300) },
    ], report.events, 200);
}
/** Numbers that are neither durations nor costs of tasks. */
function writeMeasurements(report) {
    return writeTable('Measurements', [
        { title: 'Name', kind: 'name', cell: (m) => (0,render_escape/* escapeHtml */.ZD)(m.name, 120) },
        { title: 'Value', kind: 'n', cell: (m) => (0,render_escape/* escapeHtml */.ZD)(formatUcum(m.value, m.unit), 60) },
        { title: 'Better', cell: (m) => m.better },
    ], report.measurements, 200);
}
/** Where and on what the build ran. */
function writeEnvironment(report) {
    const { context, formats, id, startTimeMs } = report.build;
    const facts = [
        ['Build', id],
        ['Started', formatTime(startTimeMs)],
        ['Branch', context.branch],
        ['Commit', context.commit],
        ['Pull request', context.pullRequest],
        ['Event', context.event],
        ['Workflow', context.workflow],
        ['Job', context.job],
        ['Run', context.runId === null ? null : `${context.runId}, attempt ${context.runAttempt}`],
        ['Runner', nameRunner(report) || null],
        ['Formats', formats.join(', ') || null],
    ];
    const known = facts.filter(([, value]) => value !== null);
    return writeTable('Environment', [
        { title: 'Fact', cell: ([label]) => label },
        { title: 'Value', kind: 'name', cell: ([, value]) => (0,render_escape/* escapeHtml */.ZD)(String(value), 200) },
    ], known, known.length);
}
/** What the reader should know about their data and settings. */
function writeProblems(problems) {
    const items = problems.slice(0, 100).map((problem) => {
        const where = problem.where === '' ? '' : `<code>${(0,render_escape/* escapeHtml */.ZD)(problem.where, 200)}</code>: `;
        return `<li><strong>${problem.level}</strong> ${where}${proseHtml(phrases_endSentence(problem.what))} ${proseHtml(problem.fix)}</li>`;
    });
    const rest = problems.length - items.length;
    return items.length === 0
        ? ''
        : `<ul>${items.join('\n')}</ul>${rest > 0 ? `<p class="soft">… and ${rest} more.</p>` : ''}`;
}

;// CONCATENATED MODULE: ./build/render/html/style.js
/** The style sheet of the HTML report: light and dark, narrow screens and paper. */
const pageStyle = `
:root{color-scheme:light dark;--bg:#fff;--panel:#f6f8fa;--text:#1f2328;--soft:#59636e;--line:#d1d9e0;--accent:#0969da;
--good:#1a7f37;--warn:#9a6700;--bad:#cf222e;--goodbg:#dafbe1;--warnbg:#fff8c5;--badbg:#ffebe9;--band:#0969da1f;--hit:#b6c2cf}
@media (prefers-color-scheme:dark){:root{--bg:#0d1117;--panel:#161b22;--text:#e6edf3;--soft:#9198a1;--line:#30363d;--accent:#4493f8;
--good:#3fb950;--warn:#d29922;--bad:#f85149;--goodbg:#12261e;--warnbg:#272115;--badbg:#2d1517;--band:#4493f833;--hit:#484f58}}
*{box-sizing:border-box}[hidden]{display:none!important}
body{margin:0;background:var(--bg);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main,header,footer{max-width:1100px;margin:0 auto;padding:0 20px}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--bg);padding:8px}
.verdict{margin:24px 0 0;padding:18px 20px;border-left:6px solid var(--good);background:var(--goodbg);border-radius:6px}
.verdict.warn{border-color:var(--warn);background:var(--warnbg)}.verdict.fail{border-color:var(--bad);background:var(--badbg)}
.verdict.none{border-color:var(--accent);background:var(--panel)}
.verdict p{margin:6px 0 0}.verdict .word{font-weight:600;letter-spacing:.04em;text-transform:uppercase;font-size:12px;margin:0}
h1{font-size:22px;line-height:1.3;margin:2px 0 0;overflow-wrap:anywhere}
h2{font-size:18px;margin:36px 0 10px;padding-bottom:6px;border-bottom:1px solid var(--line)}
nav{display:flex;flex-wrap:wrap;gap:4px 16px;margin:14px 0 0;font-size:14px}
a{color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:10px;margin:18px 0 0;padding:0}
.cards div{background:var(--panel);border:1px solid var(--line);border-radius:6px;padding:10px 12px}
.cards dt{color:var(--soft);font-size:12px}.cards dd{margin:0;font-size:18px;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:6px}
table{border-collapse:collapse;width:100%;font-size:14px}
th,td{padding:7px 10px;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
tbody tr:last-child td{border-bottom:0}
th{background:var(--panel);white-space:nowrap;font-weight:600}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.name{overflow-wrap:anywhere;min-width:200px;max-width:520px}
code,td.name{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:13px}
code{background:var(--panel);border-radius:4px;padding:1px 4px;overflow-wrap:anywhere}
th button{all:unset;cursor:pointer;font-weight:600}th button:focus-visible{outline:2px solid var(--accent)}
th[aria-sort=ascending] button::after{content:" \\2191"}th[aria-sort=descending] button::after{content:" \\2193"}
.tools{display:flex;flex-wrap:wrap;gap:10px;align-items:end;margin:0 0 10px}
.tools label{font-size:13px;color:var(--soft);display:grid;gap:2px}
input,select,.more{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--line);border-radius:6px;padding:6px 10px}
input{width:min(340px,80vw)}.more{cursor:pointer;margin:10px 0}
.tools output{font-size:13px;color:var(--soft);padding-bottom:8px}
.bad{color:var(--bad)}.good{color:var(--good)}.warn-text{color:var(--warn)}.soft{color:var(--soft)}
.tag{display:inline-block;border:1px solid currentColor;border-radius:10px;padding:0 8px;font-size:12px;white-space:nowrap;font-family:system-ui,sans-serif}
ol,ul{padding-left:22px;margin:8px 0}li{overflow-wrap:anywhere}
.alerts{list-style:none;padding:0}.alerts li{border:1px solid var(--line);border-left:4px solid var(--warn);border-radius:6px;padding:8px 12px;margin:0 0 8px}
.alerts li.critical,.alerts li.error{border-left-color:var(--bad)}.alerts p{margin:2px 0}
svg{display:block;max-width:100%;height:auto}svg.spark{width:120px;height:24px;min-width:120px}
svg text{fill:var(--soft);font:12px system-ui,sans-serif}
.grid{stroke:var(--line);stroke-width:1}.band{fill:var(--band)}.trend{fill:none;stroke:var(--accent);stroke-width:2;stroke-linejoin:round}
.dot{fill:var(--accent)}.dot.failed{fill:var(--bg);stroke:var(--bad);stroke-width:2}.dot.now{fill:var(--text)}
.mark{stroke:var(--bad);stroke-width:1.5;stroke-dasharray:4 3}
.bar{fill:var(--accent)}.bar.hit{fill:var(--hit)}.bar.failed{fill:var(--bad)}.bar.skip{fill:var(--line)}
.legend{font-size:13px;color:var(--soft);margin:6px 0 0}
details{margin:10px 0}summary{cursor:pointer}
footer{color:var(--soft);font-size:13px;margin-top:40px;padding-bottom:40px}
@media (max-width:640px){main,header,footer{padding:0 12px}h1{font-size:19px}th,td{padding:6px 8px}}
@media print{nav,.tools,.more,.skip{display:none}.scroll{overflow:visible;border:0}body{font-size:11px}h2{break-after:avoid}tr,li{break-inside:avoid}}
`;

;// CONCATENATED MODULE: ./build/render/html/tasks.js



const always = () => true;
const columns = [
    { key: 'name', title: 'Task', kind: 'name', value: (t) => (0,render_escape/* cleanText */.X5)(t.name, 300), isShown: always },
    { key: 'kind', title: 'Kind', kind: '', value: (t) => (0,render_escape/* cleanText */.X5)(t.kind, 40), isShown: always },
    { key: 'result', title: 'Result', kind: '', value: (t) => t.result, isShown: always },
    {
        key: 'cache',
        title: 'Cache',
        kind: '',
        value: (t) => t.cache,
        isShown: (all) => all.some((t) => t.cache !== 'unknown'),
    },
    {
        key: 'duration',
        title: 'Duration',
        kind: 'n',
        value: (t) => t.durationMs,
        text: (t) => formatDuration(t.durationMs),
        isShown: always,
    },
    {
        key: 'usual',
        title: 'Usual',
        kind: 'n',
        value: (t) => t.baselineMs,
        text: (t) => formatDuration(t.baselineMs),
        isShown: (all) => all.some((t) => t.baselineMs !== null),
    },
    {
        key: 'change',
        title: 'Change',
        kind: 'n',
        value: compareTask,
        text: (t) => formatChange(compareTask(t)),
        isShown: (all) => all.some((t) => t.baselineMs !== null),
    },
    {
        key: 'error',
        title: 'Error',
        kind: '',
        value: (t) => (0,render_escape/* cleanText */.X5)(t.errorType ?? '', 80),
        isShown: (all) => all.some((t) => t.errorType !== null),
    },
    {
        key: 'model',
        title: 'Model',
        kind: '',
        value: (t) => (0,render_escape/* cleanText */.X5)(t.model ?? '', 80),
        isShown: (all) => all.some((t) => t.model !== null),
    },
    {
        key: 'cost',
        title: 'Cost',
        kind: 'n',
        value: (t) => t.costUsd,
        text: (t) => formatMoney(t.costUsd),
        isShown: (all) => all.some((t) => t.costUsd !== null),
    },
    {
        key: 'tokens',
        title: 'Tokens',
        kind: 'n',
        value: (t) => t.tokens,
        text: (t) => formatCount(t.tokens),
        isShown: (all) => all.some((t) => t.tokens !== null),
    },
];
const rowsWithoutScript = 50;
/** '' without tasks. */
function writeTasks(report) {
    if (report.tasks.length === 0)
        return '';
    const shown = columns.filter((column) => column.isShown(report.tasks));
    const head = shown
        .map((column) => `<th scope="col" class="${column.kind}" data-key="${column.key}" data-class="${column.kind}"><button type="button">${column.title}</button></th>`)
        .join('');
    const slowest = [...report.tasks]
        .sort((a, b) => (b.durationMs ?? -1) - (a.durationMs ?? -1))
        .slice(0, rowsWithoutScript);
    const body = slowest
        .map((task) => `<tr>${shown.map((column) => writeCell(column, task)).join('')}</tr>`)
        .join('\n');
    return `<div class="tools" id="task-tools" hidden><label>Search tasks<input id="task-search" type="search" autocomplete="off"></label>
<label>Show<select id="task-filter"><option value="all">all</option><option value="failing">failing</option><option value="slower">slower than usual</option><option value="faster">faster than usual</option><option value="uncached">not from the cache</option></select></label>
<output id="task-count" aria-live="polite"></output></div>
<div class="scroll" role="region" aria-label="Tasks" tabindex="0"><table id="task-table"><thead><tr>${head}</tr></thead><tbody>
${body}
</tbody></table></div><button type="button" class="more" id="task-more" hidden>Show more</button>
<noscript><p class="soft">The slowest ${slowest.length} of ${report.tasks.length} tasks; search and sorting need scripts.</p></noscript>
<script type="application/json" id="tasks">${(0,render_escape/* jsonForScript */.vN)(taskRows(report.tasks))}</script>`;
}
function writeCell(column, task) {
    const text = column.text === undefined ? String(column.value(task) ?? '') : column.text(task);
    return `<td class="${column.kind}">${(0,render_escape/* escapeHtml */.ZD)(text, 300)}</td>`;
}
/** One record a task for the page's script: values by column key, and `text` where the shown text differs. */
function taskRows(tasks) {
    return tasks.map((task, index) => ({
        index,
        ...Object.fromEntries(columns.map((column) => [column.key, column.value(task)])),
        text: Object.fromEntries(columns.flatMap((column) => (column.text === undefined ? [] : [[column.key, column.text(task)]]))),
    }));
}

;// CONCATENATED MODULE: ./build/render/html.js
/**
 * The HTML report: one file that needs no network, in the order is it worse, what, since when, why.
 * Its own style and script are named by hash in a Content-Security-Policy, so that nothing else can run:
 * https://www.w3.org/TR/CSP3/
 */










/** A whole HTML document. */
function renderHtml(report, notices = []) {
    const sections = [
        ['changes', 'What changed', writeChanges(report)],
        ['trend', 'Since when', writeTrend(report)],
        ['why', 'Why, and what to do', writeWhy(report)],
        ['errors', 'Errors by type', writeErrors(report)],
        ['tasks-section', 'Tasks', writeTasks(report)],
        ['timeline', 'Timeline', drawTimeline(report)],
        ['models', 'Cost and tokens by model', writeModels(report)],
        ['thresholds', 'Thresholds', writeThresholds(report)],
        ['measurements', 'Measurements', writeMeasurements(report)],
        ['events', 'Events', writeEvents(report)],
        ['environment', 'Environment', writeEnvironment(report)],
        ['problems', 'Notes', writeProblems([...notices, ...report.problems])],
    ];
    const filled = sections.filter(([, , body]) => body !== '');
    const links = filled.map(([id, title]) => `<a href="#${id}">${title}</a>`).join('\n');
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${(0,render_escape/* escapeHtml */.ZD)(report.name, 80)}: ${report.verdict} · Build Telemetry</title>
<style>${pageStyle}</style>
</head>
<body>
<a class="skip" href="#content">To the content</a>
<header>
${html_writeVerdict(report)}
${writeCards(report)}
<nav aria-label="Sections">${links}</nav>
</header>
<main id="content">
${filled.map(([id, title, body]) => writeSection(id, title, body)).join('\n')}
</main>
<footer>Build Telemetry ${(0,render_escape/* escapeHtml */.ZD)(report.toolVersion, 20)}</footer>
<script>${pageScript}</script>
</body>
</html>
`;
}
const policy = [
    "default-src 'none'",
    `style-src '${hash(pageStyle)}'`,
    `script-src '${hash(pageScript)}'`,
    "base-uri 'none'",
    "form-action 'none'",
].join('; ');
function hash(text) {
    return `sha256-${(0,external_node_crypto_.createHash)('sha256').update(text).digest('base64')}`;
}
function html_writeVerdict(report) {
    const words = { pass: 'Pass', warn: 'Needs a look', fail: 'Fails the check' };
    const isCompared = report.verdict !== 'pass' || report.baseline.status === 'ready';
    const tone = isCompared ? report.verdict : 'none';
    const word = isCompared ? words[report.verdict] : 'Not compared yet';
    return `<div class="verdict ${tone}"><p class="word">${word}</p>
<h1>${proseHtml(report.headline)}</h1>
<p><code>${(0,render_escape/* escapeHtml */.ZD)(report.name, 120)}</code> · ${writePhrase(describeBaseline(report))} ${writePhrase(adviseBaseline(report))}</p></div>`;
}
function writeCards(report) {
    const { metrics, build } = report;
    const cards = [
        ['Duration', formatDuration(build.durationMs)],
        ['Result', `${build.result}${build.complete ? '' : ', incomplete'}`],
        ['Tasks', formatCount(metrics.tasks)],
        ['Failed', formatCount(metrics.failedTasks)],
        ['Success rate', formatPercent(metrics.successRate)],
        ['Cache hits', formatPercent(metrics.cacheHitRate)],
        ['Cost', formatMoney(metrics.costUsd)],
        ['Tokens', formatCount(metrics.tokens)],
    ];
    const known = cards.filter(([, value]) => value !== '—');
    return `<dl class="cards">${known.map(([label, value]) => `<div><dt>${label}</dt><dd>${value}</dd></div>`).join('')}</dl>`;
}

;// CONCATENATED MODULE: ./build/render/json.js
/** Compact enough for 10,000 tasks and readable in a diff; ends in a newline. */
function renderJson(report) {
    const { schemaVersion, toolVersion, name, verdict, headline, ...rest } = report;
    const head = Object.entries({ schemaVersion, toolVersion, name, verdict, headline });
    const tail = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
    const lines = [...head, ...tail].map(([key, value]) => `  ${JSON.stringify(key)}: ${writeValue(value)}`);
    return `{\n${lines.join(',\n')}\n}\n`;
}
function writeValue(value) {
    if (!Array.isArray(value) || value.length === 0)
        return JSON.stringify(value, sortKeys);
    return `[\n${value.map((item) => `    ${JSON.stringify(item, sortKeys)}`).join(',\n')}\n  ]`;
}
/** Sorts the keys of records; the facts of an alert stay in the order in which they are shown. */
function sortKeys(key, value) {
    if (key === 'context' && !isBuildContext(value))
        return value;
    if (typeof value !== 'object' || value === null || Array.isArray(value))
        return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
function isBuildContext(value) {
    return typeof value === 'object' && value !== null && 'runAttempt' in value;
}

;// CONCATENATED MODULE: ./build/render/markdown.js



/** A phrase as Markdown: names become code spans. */
function markdown_writePhrase(phrase) {
    return phrase.map((part) => (typeof part === 'string' ? part : (0,render_escape/* codeSpan */.SS)(part.name))).join('');
}
/**
 * A table of at most `maxRows` rows; what is left out is counted under it. Empty without rows.
 * @param noun what a row is, for that count.
 */
function markdown_writeTable(columns, rows, maxRows, noun) {
    if (rows.length === 0)
        return '';
    const lines = [
        (0,render_escape/* tableRow */.jD)(columns.map((column) => column.title)),
        `|${columns.map((column) => (column.right ? '--:' : '---')).join('|')}|`,
        ...rows.slice(0, maxRows).map((row) => (0,render_escape/* tableRow */.jD)(columns.map((column) => markdown_writeCell(column, row)))),
    ];
    const rest = rows.length - maxRows;
    return rest > 0 ? `${lines.join('\n')}\n\n… and ${plural(rest, `more ${noun}`)}.` : lines.join('\n');
}
/** Columns of numbers keep each number on one line. */
function markdown_writeCell(column, row) {
    return column.right ? column.cell(row).replaceAll(' ', '&nbsp;') : column.cell(row);
}
/** A folded block; `title` is HTML of ours. Empty without a body. */
function fold(title, body) {
    return body === '' ? '' : `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
/** As many as fit beside the other columns of a comment. */
const sparkPoints = 14;
/** The columns of the one table that matters. */
function markdown_changeColumns(links) {
    return [
        { title: 'What changed', cell: nameChange },
        { title: 'From', right: true, cell: (c) => formatMeasure(c.from, c.series.measure) },
        { title: 'To', right: true, cell: (c) => formatMeasure(c.to, c.series.measure) },
        { title: 'Change<br>(95&nbsp;% interval)', right: true, cell: writeChange },
        { title: 'Trend', cell: (c) => `\`${sparkline(c.spark.slice(-sparkPoints))}\`` },
        { title: 'Since', cell: (c) => writeSince(c, links) },
    ];
}
function nameChange(change) {
    const name = markdown_writePhrase(nameSeries(change.series));
    const label = change.verdict === 'confirmed' ? `**${name}**` : name;
    const doubt = qualifyChange(change);
    return `${changeIcon(change)}&nbsp;${label}${doubt === '' ? '' : ` (${doubt})`}`;
}
function writeChange(change) {
    const interval = change.interval === null ? '' : `<br>${formatInterval(change.interval)}`;
    return `**${formatChange(change.ratio)}**${interval}`;
}
/** First commit on the new level, linked to the commits that hold the cause, and how long ago it was. */
function writeSince(change, links) {
    if (change.since === null)
        return unknown;
    const { commit, lastGoodCommit, buildsAgo } = change.since;
    const ago = buildsAgo === 0 ? 'this build' : `${plural(buildsAgo, 'build')} ago`;
    if (commit === null)
        return ago;
    const repository = (0,render_escape/* safeUrl */.Pl)(links.repository);
    if (!isCommit(commit))
        return `${(0,render_escape/* codeSpan */.SS)(commit, 40)}, ${ago}`;
    // Outside a code span GitHub links a commit by itself.
    if (repository === null)
        return `${shortCommit(commit)}, ${ago}`;
    const path = isCommit(lastGoodCommit) ? `compare/${lastGoodCommit}...${commit}` : `commit/${commit}`;
    return `[${shortCommit(commit)}](${repository}/${path}), ${ago}`;
}
/** `noise 3 %, 5 of 5 newest above all 24 baseline values, p = 0.0004`: why a change is believed. */
function markdown_writeEvidence(change) {
    const parts = [
        `${change.newestAbove} of ${change.newest} newest above all ${plural(change.baselineBuilds, 'earlier value')}`,
        change.deterministic ? 'no noise at all' : `noise ${formatPercent(change.noise)}`,
    ];
    const p = formatProbability(change.p);
    return [...parts, ...(p === '' ? [] : [p])].join(', ');
}
/** Links to the run and the report, or ''. */
function writeLinks(links) {
    const artifact = (0,render_escape/* safeUrl */.Pl)(links.artifact);
    const run = (0,render_escape/* safeUrl */.Pl)(links.run);
    return [artifact && `[Full report](${artifact})`, run && `[Run](${run})`].filter(Boolean).join(' · ');
}
/** What the build was compared with and, when that is nothing, what to do. */
function writeBaseline(report) {
    return [describeBaseline(report), adviseBaseline(report)].map(markdown_writePhrase).join(' ').trim();
}
/** The facts beside the alerts, one a line. */
function writeCauses(report, max) {
    const causes = listCauses(report).slice(0, max);
    return causes
        .map(({ label, value }) => `- ${(0,render_escape/* escapeMarkdown */.FV)(label, 80)}: ${(0,render_escape/* escapeMarkdown */.FV)(value, 200)}`)
        .join('\n');
}
/** An alert in one line: level, what, what to do. */
function writeAlert(alert) {
    const words = escapeMarkdown(endSentence(alert.message));
    return `${levelIcons[alert.level]} **${alert.level}** ${words} ${escapeMarkdown(alert.action)}`.trim();
}
/** Numbered actions; the rest is counted. */
function writeActions(actions, max) {
    if (actions.length === 0)
        return '';
    const lines = actions.slice(0, max).map((action, index) => `${index + 1}. ${(0,render_escape/* escapeMarkdown */.FV)(action)}`);
    const rest = actions.length - max;
    return rest > 0 ? `${lines.join('\n')}\n\n… and ${plural(rest, 'more step')}.` : lines.join('\n');
}
/** One problem in one line. */
function writeProblem(problem) {
    const icon = { info: 'ℹ️', warning: '⚠️', error: '❌' }[problem.level];
    const where = problem.where === '' ? '' : `${(0,render_escape/* escapeMarkdown */.FV)(problem.where, 200)}: `;
    const fix = problem.fix === '' ? '' : ` ${(0,render_escape/* escapeMarkdown */.FV)(problem.fix)}`;
    return `${icon} ${where}${(0,render_escape/* escapeMarkdown */.FV)(phrases_endSentence(problem.what))}${fix}`;
}
/**
 * Joins blocks in their order, whole or not at all; those that do not fit are named at the end.
 * @param size how the limit counts a text.
 */
function joinBlocks(blocks, limit, size) {
    const reserve = 1_000;
    const kept = [];
    const left = [];
    let used = 0;
    for (const { label, text } of blocks.filter((block) => block.text !== '')) {
        if (used + size(text) + 2 > limit - reserve)
            left.push(label);
        else {
            kept.push(text);
            used += size(text) + 2;
        }
    }
    if (left.length > 0)
        kept.push(`Not shown for lack of room: ${left.join(', ')}. The JSON report has everything.`);
    return `${kept.join('\n\n')}\n`;
}

;// CONCATENATED MODULE: ./build/render/trend-markdown.js



const pointsInChart = 30;
const rowsInTable = 15;
/** A chart of the newest builds and a table, newest first; '' with fewer than two known values. */
function trend_markdown_writeTrend(report) {
    const isCost = report.changes.find((change) => change.series.scope === 'build')?.series.measure === 'cost';
    const key = isCost ? 'costUsd' : 'durationMs';
    const values = report.trend
        .map((point) => point[key] ?? Number.NaN)
        .filter(Number.isFinite)
        .slice(-pointsInChart);
    if (values.length < 2)
        return '';
    const what = isCost ? 'Build cost' : 'Build time';
    const title = `${what}, the newest ${values.length} builds: \`${sparkline(values)}\``;
    return [title, drawChart(report.name, values, isCost), tableTrend(report.trend)].join('\n\n');
}
/** Dollars, or seconds or minutes, whichever reads better, on an axis from zero. */
function drawChart(name, values, isCost) {
    const highest = Math.max(...values);
    const [unit, size] = isCost ? ['dollars', 1] : pickTimeUnit(highest);
    const top = Number(((highest / size) * 1.1).toPrecision(2)) || 1;
    return [
        '```mermaid',
        'xychart-beta',
        `  title ${(0,render_escape/* mermaidLabel */._b)(name)}`,
        `  x-axis "builds, oldest to newest" 1 --> ${values.length}`,
        `  y-axis "${unit}" 0 --> ${top}`,
        `  line [${values.map((value) => Number((value / size).toFixed(6))).join(', ')}]`,
        '```',
    ].join('\n');
}
function pickTimeUnit(highestMs) {
    if (highestMs >= 600_000)
        return ['minutes', 60_000];
    return highestMs >= 5_000 ? ['seconds', 1_000] : ['milliseconds', 1];
}
function tableTrend(trend) {
    const newest = [...trend].reverse();
    const columns = [
        { title: 'Build', right: true, cell: (p) => formatTime(p.timeMs) },
        { title: 'Commit', cell: nameCommit },
        { title: 'Time', right: true, cell: (p) => formatDuration(p.durationMs) },
        { title: 'Result', cell: (p) => (p.complete ? p.result : `${p.result}, incomplete`) },
    ];
    const optional = [
        ['successRate', { title: 'Success', right: true, cell: (p) => formatPercent(p.successRate) }],
        ['cacheHitRate', { title: 'Cache hits', right: true, cell: (p) => formatPercent(p.cacheHitRate) }],
        ['costUsd', { title: 'Cost', right: true, cell: (p) => formatMoney(p.costUsd) }],
    ];
    const known = optional.filter(([key]) => trend.some((point) => point[key] !== null));
    return markdown_writeTable([...columns, ...known.map(([, column]) => column)], newest, rowsInTable, 'build');
}
function nameCommit(point) {
    const commit = point.commit === null
        ? ''
        : isCommit(point.commit)
            ? shortCommit(point.commit)
            : (0,render_escape/* codeSpan */.SS)(point.commit, 20);
    return point.pullRequest === null ? commit : `${commit} (pull request ${point.pullRequest})`;
}

;// CONCATENATED MODULE: ./build/render/summary.js






/** Bytes of UTF-8 that a summary may have. */
const summaryLimit = 1_000_000;
/** Markdown of at most 1,000,000 bytes, most important first; what did not fit is named. */
function renderSummary(report, notices, links = {}) {
    return joinBlocks(listBlocks(report, notices, links), summaryLimit, countBytes);
}
function countBytes(text) {
    return new TextEncoder().encode(text).length;
}
function listBlocks(report, notices, links) {
    const causes = writeCauses(report, 8);
    const actions = writeActions(listActions(report), 8);
    const changes = markdown_writeTable(markdown_changeColumns(links), report.changes, 30, 'change');
    return [
        { label: 'verdict', text: `## ${reportIcon(report)} ${(0,render_escape/* escapeMarkdown */.FV)(report.headline, 300)}` },
        { label: 'baseline', text: `${(0,render_escape/* codeSpan */.SS)(report.name)} · ${writeBaseline(report)}` },
        { label: 'changes', text: changes || writeNoChanges(report) },
        { label: 'alerts', text: titled('Alerts', writeAlerts(report.alerts)) },
        { label: 'causes', text: titled('Why', causes) },
        { label: 'next steps', text: titled('What to do', actions) },
        { label: 'notices', text: notices.map((notice) => `> ${writeProblem(notice)}`).join('\n>\n') },
        { label: 'numbers', text: titled('This build', writeNumbers(report)) },
        { label: 'links', text: writeLinks(links) },
        ...foldedBlocks(report),
        { label: 'footer', text: writeFooter(report) },
    ];
}
function foldedBlocks(report) {
    const failing = report.tasks.filter((task) => ['failure', 'error', 'timeout'].includes(task.result));
    const slowest = [...report.tasks].sort((a, b) => (b.durationMs ?? -1) - (a.durationMs ?? -1));
    const fired = report.thresholds.filter((threshold) => threshold.fired).length;
    return [
        { label: 'failing tasks', text: fold(plural(failing.length, 'failing task'), writeFailing(failing)) },
        { label: 'top errors', text: fold('Errors by type', summary_writeErrors(report)) },
        { label: 'evidence', text: fold('How sure are the changes?', writeChangeEvidence(report)) },
        { label: 'trend', text: fold('Trend', trend_markdown_writeTrend(report)) },
        { label: 'slowest tasks', text: fold('Slowest tasks', writeSlowest(slowest)) },
        { label: 'models', text: fold('Cost and tokens by model', summary_writeModels(report)) },
        { label: 'measurements', text: fold('Measurements', summary_writeMeasurements(report)) },
        {
            label: 'thresholds',
            text: fold(`Thresholds: ${fired} of ${report.thresholds.length} fired`, summary_writeThresholds(report)),
        },
        { label: 'events', text: fold('Events that need a look', summary_writeEvents(report)) },
        {
            label: 'problems',
            text: fold(plural(report.problems.length, 'note'), summary_writeProblems(report)),
        },
    ];
}
function titled(title, body) {
    return body === '' ? '' : `### ${title}\n\n${body}`;
}
/** Silence about changes has a reason, and the reader should know which. */
function writeNoChanges(report) {
    if (report.baseline.status !== 'ready')
        return '';
    const { series, learning } = report.testing;
    const waiting = learning > 0 ? `; ${plural(learning, 'more', 'more')} still learning` : '';
    return `No change among ${plural(series, 'series', 'series')}${waiting}.`;
}
function writeAlerts(alerts) {
    return markdown_writeTable([
        { title: 'Level', cell: (a) => `${phrases_levelIcons[a.level]} ${a.level}` },
        { title: 'What', cell: (a) => (0,render_escape/* escapeMarkdown */.FV)(a.message) },
        { title: 'What to do', cell: (a) => (0,render_escape/* escapeMarkdown */.FV)(a.action) },
    ], bySeverity(alerts), 50, 'alert');
}
function writeNumbers(report) {
    const { metrics, build } = report;
    const rows = [
        [
            'Result',
            `${build.result}${build.complete ? '' : ', log incomplete'}${build.degraded ? ', log damaged' : ''}`,
        ],
        ['Duration', formatDuration(build.durationMs)],
        [
            'Tasks',
            `${formatCount(metrics.tasks)}, ${formatCount(metrics.failedTasks)} failed, ${formatCount(metrics.skippedTasks)} skipped`,
        ],
        ['Success rate', formatPercent(metrics.successRate)],
        ['Error rate', formatPercent(metrics.errorRate)],
        ['Cache hits', formatPercent(metrics.cacheHitRate)],
        [
            'Task time p50 / p95 / max',
            [metrics.p50TaskMs, metrics.p95TaskMs, metrics.maxTaskMs].map(formatDuration).join(' / '),
        ],
        ['Cost', formatMoney(metrics.costUsd)],
        ['Tokens', formatCount(metrics.tokens)],
    ];
    const known = rows.filter(([, value]) => !/^[— /]+$/.test(value));
    return markdown_writeTable([
        { title: 'Number', cell: ([name]) => name },
        { title: 'Value', right: true, cell: ([, value]) => value },
    ], known, known.length, 'number');
}
const summary_taskColumns = [
    { title: 'Task', cell: (t) => (0,render_escape/* codeSpan */.SS)(t.name) },
    { title: 'Duration', right: true, cell: (t) => formatDuration(t.durationMs) },
];
function writeFailing(tasks) {
    const result = { title: 'Result', cell: (t) => t.result };
    const error = {
        title: 'Error',
        cell: (t) => (t.errorType === null ? '' : (0,render_escape/* codeSpan */.SS)(t.errorType, 80)),
    };
    return markdown_writeTable([...summary_taskColumns, result, error], tasks, 30, 'failing task');
}
function writeSlowest(tasks) {
    const usual = {
        title: 'Usual',
        right: true,
        cell: (t) => formatDuration(t.baselineMs),
    };
    const change = {
        title: 'Change',
        right: true,
        cell: (t) => formatChange(compareTask(t)),
    };
    const cache = { title: 'Cache', cell: (t) => (t.cache === 'unknown' ? '' : t.cache) };
    return markdown_writeTable([...summary_taskColumns, usual, change, cache], tasks, 20, 'task');
}
function summary_writeErrors(report) {
    return markdown_writeTable([
        { title: 'Type', cell: (e) => (0,render_escape/* codeSpan */.SS)(e.type) },
        { title: 'Count', right: true, cell: (e) => formatCount(e.count) },
    ], report.metrics.topErrors, 20, 'type');
}
function summary_writeModels(report) {
    const total = report.metrics;
    const spent = [
        total.hourlyCostUsd === null ? '' : `In the last hour ${formatMoney(total.hourlyCostUsd)}`,
        total.dailyCostUsd === null ? '' : `in the last day ${formatMoney(total.dailyCostUsd)}`,
    ].filter((part) => part !== '');
    const table = markdown_writeTable([
        { title: 'Model', cell: (m) => (0,render_escape/* codeSpan */.SS)(m.model) },
        { title: 'Tasks', right: true, cell: (m) => formatCount(m.tasks) },
        { title: 'Cost', right: true, cell: (m) => formatMoney(m.costUsd) },
        { title: 'Tokens', right: true, cell: (m) => formatCount(m.tokens) },
    ], total.models, 30, 'model');
    return table === '' || spent.length === 0 ? table : `${table}\n\n${spent.join(', ')}.`;
}
function summary_writeMeasurements(report) {
    return markdown_writeTable([
        { title: 'Name', cell: (m) => (0,render_escape/* codeSpan */.SS)(m.name) },
        { title: 'Value', right: true, cell: (m) => (0,render_escape/* escapeMarkdown */.FV)(formatUcum(m.value, m.unit), 60) },
        { title: 'Better', cell: (m) => m.better },
    ], report.measurements, 50, 'measurement');
}
function summary_writeThresholds(report) {
    const table = markdown_writeTable([
        { title: 'Threshold', cell: (t) => (0,render_escape/* codeSpan */.SS)(t.id) },
        {
            title: 'Fires',
            cell: (t) => t.limit === null
                ? 'against the baseline, once there is one'
                : `${t.comparison} ${formatUnit(t.limit, t.unit)}`,
        },
        { title: 'Value', right: true, cell: (t) => formatUnit(t.value, t.unit) },
        { title: 'Level', cell: (t) => t.level },
        { title: 'State', cell: nameThresholdState },
    ], report.thresholds, 60, 'threshold');
    return table === ''
        ? ''
        : `Preset \`${report.preset}\`; the step fails from level \`${report.failOn}\` on.\n\n${table}`;
}
/** Where a threshold stands, in a word. */
function nameThresholdState(threshold) {
    if (threshold.value === null)
        return 'no value';
    if (!threshold.fired)
        return 'held';
    return threshold.superseded ? 'fired, covered by a more severe one' : '**fired**';
}
function writeChangeEvidence(report) {
    const table = markdown_writeTable([
        { title: 'Series', cell: (c) => markdown_writePhrase(nameSeries(c.series)) },
        {
            title: 'Usual (10th to 90th percentile)',
            cell: (c) => c.band.map((value) => formatMeasure(value, c.series.measure)).join(' to '),
        },
        { title: 'Evidence', cell: markdown_writeEvidence },
        { title: 'Smallest change to be seen', right: true, cell: (c) => formatPercent(c.detectable) },
    ], report.changes, 30, 'change');
    if (table === '')
        return '';
    const { series, expectedFalseAlarms } = report.testing;
    const odds = `${plural(series, 'series', 'series')} tested; on unchanged code about ${formatCount(expectedFalseAlarms)} false alarms a build are expected.`;
    return `${countChanges(report.changes)}. ${odds}\n\n${table}`;
}
function summary_writeEvents(report) {
    return markdown_writeTable([
        { title: 'Time', cell: (e) => formatTime(e.timeMs) },
        { title: 'Type', cell: (e) => (0,render_escape/* codeSpan */.SS)(e.type, 60) },
        { title: 'Level', cell: (e) => e.severity },
        { title: 'Message', cell: (e) => (0,render_escape/* escapeMarkdown */.FV)(e.message ?? '', 300) },
    ], report.events.filter((event) => event.severity !== 'info'), 30, 'event');
}
function summary_writeProblems(report) {
    const lines = report.problems.slice(0, 50).map((problem) => `- ${writeProblem(problem)}`);
    const rest = report.problems.length - 50;
    return rest > 0 ? `${lines.join('\n')}\n\n… and ${plural(rest, 'more note')}.` : lines.join('\n');
}
function writeFooter(report) {
    const runner = nameRunner(report);
    const read = report.build.formats.map((format) => (0,render_escape/* codeSpan */.SS)(format, 40)).join(', ');
    const parts = [
        `Build Telemetry ${(0,render_escape/* codeSpan */.SS)(report.toolVersion, 20)}`,
        read && `read ${read}`,
        runner && `on ${(0,render_escape/* codeSpan */.SS)(runner)}`,
    ];
    return parts.filter((part) => part !== '').join(' · ');
}

;// CONCATENATED MODULE: ./build/render/terminal.js



const codes = { red: '31', green: '32', yellow: '33', bold: '1', dim: '2' };
const maxRows = 15;
const maxAlerts = 20;
/** Plain text of lines no wider than `width`, ending in a newline; safe in a workflow's log. */
function renderTerminal(report, options) {
    const paint = (color, text) => options.color && text !== '' ? `\u001b[${codes[color]}m${text}\u001b[0m` : text;
    const width = Math.max(40, options.width);
    const verdict = { pass: 'PASS', warn: 'WARN', fail: 'FAIL' }[report.verdict];
    const color = { pass: 'green', warn: 'yellow', fail: 'red' };
    const baseline = [describeBaseline(report), adviseBaseline(report)].map(plainPhrase).join(' ');
    const name = (0,render_escape/* escapeTerminal */.en)(report.name, 60);
    const actions = listActions(report).slice(0, 5);
    const parts = [
        wrap(`${verdict}  ${(0,render_escape/* escapeTerminal */.en)(report.headline)}`, width).map((line, index) => paint(index === 0 ? color[report.verdict] : 'bold', line)),
        wrap(`${name}: ${baseline}`, width).map((line) => paint('dim', line)),
        terminal_writeChanges(report.changes, width, paint),
        terminal_titled('Alerts', terminal_writeAlerts(report, width, paint), paint),
        terminal_titled('What to do', actions.flatMap((action, i) => wrap(`${i + 1}. ${(0,render_escape/* escapeTerminal */.en)(action)}`, width, 3)), paint),
        terminal_titled('Notes', terminal_writeProblems(report.problems, width), paint),
    ];
    return `${parts
        .filter((lines) => lines.length > 0)
        .map((lines) => lines.join('\n'))
        .join('\n\n')}\n`;
}
function terminal_titled(title, lines, paint) {
    return lines.length === 0 ? [] : [paint('bold', title), ...lines];
}
function plainPhrase(phrase) {
    return phrase
        .map((part) => (typeof part === 'string' ? part : (0,render_escape/* escapeTerminal */.en)(part.name, 80)))
        .join('')
        .replaceAll('`', '');
}
function terminal_writeChanges(changes, width, paint) {
    if (changes.length === 0)
        return [];
    const rows = changes.slice(0, maxRows).map(changeCells);
    const head = ['', 'from', 'to', 'change', 'since', 'trend'];
    const all = [head, ...rows];
    const widths = head.map((_, column) => Math.max(...all.map((row) => measure(row[column] ?? ''))));
    // The trend goes first when the terminal is narrow, then the name gets what is left.
    const rest = (columns) => widths.slice(1, columns).reduce((sum, w) => sum + w + 2, 0);
    const columns = [6, 5, 4].find((count) => rest(count) + 24 <= width) ?? 4;
    widths[0] = Math.min(widths[0] ?? 0, Math.max(10, width - rest(columns)));
    const lines = all.map((row) => alignRow(row.slice(0, columns), widths));
    const more = changes.length - maxRows;
    return [
        paint('dim', lines[0] ?? ''),
        ...lines.slice(1).map((line, index) => paint(colorChange(changes[index]), line)),
        ...(more > 0 ? [`… and ${plural(more, 'more change')}`] : []),
    ];
}
function colorChange(change) {
    if (change?.verdict === 'improvement')
        return 'green';
    return change?.verdict === 'confirmed' ? 'red' : 'yellow';
}
function changeCells(change) {
    const interval = change.interval === null ? '' : ` (${formatInterval(change.interval)})`;
    const doubt = change.verdict === 'suspect' ? ` ${qualifyChange(change)}` : '';
    return [
        plainPhrase(nameSeries(change.series)),
        formatMeasure(change.from, change.series.measure),
        formatMeasure(change.to, change.series.measure),
        `${formatChange(change.ratio)}${interval}${doubt}`,
        describeSince(change),
        sparkline(change.spark.slice(-20)),
    ];
}
/** Numbers right, words left; a name that is too long keeps its end, which tells names apart. */
function alignRow(cells, widths) {
    return cells
        .map((cell, column) => {
        const size = widths[column] ?? 0;
        const text = column === 0 ? keepEnd(cell, size) : cell;
        const gap = ' '.repeat(Math.max(0, size - measure(text)));
        return column > 0 && column < 4 ? gap + text : text + gap;
    })
        .join('  ')
        .trimEnd();
}
function keepEnd(text, size) {
    if (measure(text) <= size)
        return text;
    const characters = Array.from(text);
    while (characters.length > 0 && measure(characters.join('')) > size - 1)
        characters.shift();
    return `…${characters.join('')}`;
}
const levelColors = {
    info: 'dim',
    warning: 'yellow',
    error: 'red',
    critical: 'red',
};
function terminal_writeAlerts(report, width, paint) {
    const alerts = bySeverity(report.alerts);
    const lines = alerts.slice(0, maxAlerts).flatMap((alert) => {
        const [first = '', ...rest] = wrap(`${alert.level.padEnd(8)}  ${(0,render_escape/* escapeTerminal */.en)(phrases_endSentence(alert.message))}`, width, 10);
        return [paint(levelColors[alert.level], first.slice(0, 8)) + first.slice(8), ...rest];
    });
    const more = alerts.length - maxAlerts;
    return more > 0 ? [...lines, `… and ${plural(more, 'more alert')}`] : lines;
}
function terminal_writeProblems(problems, width) {
    const lines = problems.slice(0, 10).flatMap((problem) => {
        const words = [problem.where && `${problem.where}:`, phrases_endSentence(problem.what), problem.fix].filter((part) => part !== '');
        return wrap(`${problem.level.padEnd(8)}  ${words.map((part) => (0,render_escape/* escapeTerminal */.en)(part)).join(' ')}`, width, 10);
    });
    const more = problems.length - 10;
    return more > 0 ? [...lines, `… and ${plural(more, 'more note')}`] : lines;
}
/** Breaks at spaces; a longer word is cut. Continuations are indented, so none can start a runner command. */
function wrap(text, width, indent = 6) {
    const lines = [];
    let line = '';
    for (const word of splitWords(text, width - indent)) {
        const joined = line === '' ? word : `${line} ${word}`;
        if (line === '' || measure(joined) <= width)
            line = joined;
        else {
            lines.push(line);
            line = ' '.repeat(indent) + word;
        }
    }
    return [...lines, line].map((each) => each.replace(/^(\s*)::/, '$1\\::').trimEnd());
}
/** Words, none wider than `size`; runs of spaces stay with the word before them. */
function splitWords(text, size) {
    return text.split(/ (?! )/).flatMap((word) => {
        if (measure(word) <= size)
            return [word];
        const pieces = [''];
        for (const character of word) {
            const last = pieces.at(-1) ?? '';
            if (measure(last + character) > size)
                pieces.push(character);
            else
                pieces[pieces.length - 1] = last + character;
        }
        return pieces;
    });
}
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
/** Columns that a text takes: marks none, wide characters two. */
function measure(text) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: plain ASCII is the common case
    if (/^[\u0000-\u007f]*$/.test(text))
        return text.length;
    let columns = 0;
    for (const character of text)
        columns += /\p{M}/u.test(character) ? 0 : wide.test(character) ? 2 : 1;
    return columns;
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./node_modules/tinyglobby/dist/index.mjs + 1 modules
var dist = __webpack_require__(6448);
;// CONCATENATED MODULE: ./build/io/files.js
/** Finding and reading event logs on disk, and writing reports. */





/**
 * Expands paths and globs, relative to `folder`, into files sorted by name.
 * @returns a `no-events` problem of level error for each pattern that finds nothing.
 */
async function findSources(patterns, folder) {
    const found = new Set();
    const problems = [];
    for (const pattern of patterns) {
        const files = await expand(pattern, folder);
        for (const file of files)
            found.add(file);
        if (files.length === 0)
            problems.push(await explainAbsence(pattern, folder));
    }
    const sources = [...found].sort().map((file) => ({
        name: file,
        open: () => (0,external_node_fs_.createReadStream)((0,external_node_path_.resolve)(folder, file)),
    }));
    return { sources, problems };
}
async function expand(pattern, folder) {
    if (await isFile((0,external_node_path_.resolve)(folder, pattern)))
        return [pattern];
    if (!(0,dist/* isDynamicPattern */.ey)(pattern))
        return [];
    // A backslash is a path separator on Windows and an escape in globs.
    return await (0,dist/* glob */.TI)(pattern.replaceAll('\\', '/'), { cwd: folder, dot: true, expandDirectories: false });
}
async function isFile(path) {
    try {
        return (await (0,promises_.stat)(path)).isFile();
    }
    catch {
        return false;
    }
}
async function explainAbsence(pattern, folder) {
    const isFolder = await (0,promises_.stat)((0,external_node_path_.resolve)(folder, pattern)).then((found) => found.isDirectory(), () => false);
    return {
        level: 'error',
        code: 'no-events',
        where: pattern,
        what: isFolder ? 'This is a folder, not an event log.' : 'No file is found there.',
        fix: isFolder
            ? `Write a glob such as \`${pattern.replace(/\/$/, '')}/**/*.xml\`.`
            : `Check the path (it is relative to ${folder}) and that the build wrote its log before this step.`,
    };
}
/** The first 16 hex digits of the SHA-256 over all contents, in order. @throws when a file cannot be read. */
async function hashSources(sources) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    for (const source of sources)
        for await (const chunk of source.open())
            hash.update(chunk);
    return hash.digest('hex').slice(0, 16);
}
/** Text of a file, or null when it is absent. @throws for any other fault. */
async function readTextFile(path) {
    try {
        return await (0,promises_.readFile)(path, 'utf8');
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return null;
        throw error;
    }
}
/** Writes a text, making the folders above it. */
async function writeTextFile(path, text) {
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
    await (0,promises_.writeFile)(path, text);
}

// EXTERNAL MODULE: ./node_modules/hyparquet/src/metadata.js + 4 modules
var src_metadata = __webpack_require__(2514);
// EXTERNAL MODULE: ./node_modules/hyparquet/src/column.js
var column = __webpack_require__(6167);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./build/history/codec.js
/**
 * How the pages of a segment are compressed, by its level. Gzip, because every Node and every engine reads it:
 * zstd made the files 9 % smaller and needs Node 22.15. See docs/decisions/history-format.md.
 */

/** Level 0 stays as it is: it is short-lived, and an archive compresses it whole. */
function chooseCompression(level) {
    if (level === 0)
        return { codec: 'UNCOMPRESSED', compress: (bytes) => bytes };
    return { codec: 'GZIP', compress: (bytes) => (0,external_node_zlib_.gzipSync)(bytes, { level: 6 }) };
}
/** @throws when the bytes are not of that codec, or the codec is not one of ours. */
function decompress(codec, bytes, length) {
    if (codec === 'UNCOMPRESSED')
        return bytes;
    if (codec === 'GZIP')
        return (0,external_node_zlib_.gunzipSync)(bytes, { maxOutputLength: Math.max(1, length) });
    throw new Error(`pages are compressed with ${codec}`);
}

;// CONCATENATED MODULE: ./build/history/hybrid.js
/** Parquet's hybrid of run lengths and bit packing. https://parquet.apache.org/docs/file-format/data-pages/encodings/ */
/** Reads `count` numbers of `bitWidth` (0 to 24) bits. @throws when the bytes end too early. */
function readHybrid(bytes, bitWidth, into, count) {
    if (bitWidth > 24)
        throw new Error(`values of ${bitWidth} bits`);
    const valueBytes = (bitWidth + 7) >> 3;
    let at = 0;
    let row = 0;
    while (row < count) {
        let header = 0;
        let shift = 0;
        let byte;
        do {
            byte = bytes[at++];
            if (byte === undefined)
                throw new Error('a page ends too early');
            header |= (byte & 0x7f) << shift;
            shift += 7;
        } while (byte >= 0x80);
        if (header & 1) {
            const packed = (header >>> 1) * 8;
            const end = Math.min(count, row + packed);
            unpack(bytes, at, bitWidth, into, row, end);
            at += (packed / 8) * bitWidth;
            row = end;
        }
        else {
            let value = 0;
            for (let i = 0; i < valueBytes; i++)
                value |= bytes[at++] << (8 * i);
            const end = Math.min(count, row + (header >>> 1));
            if (end === row)
                throw new Error('a run of no values');
            into.fill(value, row, end);
            row = end;
        }
    }
}
function unpack(bytes, start, bitWidth, into, from, to) {
    const mask = (1 << bitWidth) - 1;
    let at = start;
    let buffer = 0;
    let bits = 0;
    for (let row = from; row < to; row++) {
        while (bits < bitWidth) {
            buffer |= bytes[at++] << bits;
            bits += 8;
        }
        into[row] = buffer & mask;
        buffer >>>= bitWidth;
        bits -= bitWidth;
    }
    if (at > bytes.length)
        throw new Error('a page ends too early');
}

// EXTERNAL MODULE: ./node_modules/hyparquet-writer/src/bytewriter.js
var bytewriter = __webpack_require__(3732);
// EXTERNAL MODULE: ./node_modules/hyparquet-writer/src/datapage.js
var datapage = __webpack_require__(2098);
// EXTERNAL MODULE: ./node_modules/hyparquet-writer/src/encoding.js
var encoding = __webpack_require__(3096);
// EXTERNAL MODULE: ./node_modules/hyparquet-writer/src/metadata.js + 2 modules
var metadata = __webpack_require__(9067);
// EXTERNAL MODULE: ./node_modules/hyparquet-writer/src/plain.js
var plain = __webpack_require__(2697);
;// CONCATENATED MODULE: ./build/history/schema.js
/** The columns and the version of stored history. Row group 0 has a row per build, the others a row per task. */
/** `major.minor`: a minor version only adds nullable columns. */
const formatVersion = '1.0';
/** Key of the version in the file's key-value metadata. */
const versionKey = 'build-telemetry.history';
/** Results by their number in `TaskSeries.result`; only ever appended to. */
const RESULTS = [
    'success',
    'failure',
    'error',
    'timeout',
    'cancellation',
    'skip',
    'unknown',
];
/** Most task rows in one row group. */
const groupRows = 131_072;
/** Most rows in one page; pages of all columns of a row group break at the same rows. */
const pageRows = 16_384;
const need = (name, type) => ({ name, type, required: true });
const may = (name, type) => ({ name, type, required: false });
/** All columns, in the order of the file. `task` and `kind` are null on build rows; from `name` on, only those have values. */
const schema_columns = [
    may('task', 'text'),
    may('kind', 'text'),
    need('build', 'text'),
    need('start', 'timestamp'),
    may('branch', 'text'),
    need('result', 'text'),
    may('duration_us', 'long'),
    may('cached', 'flag'),
    need('attempt', 'int'),
    may('error_type', 'text'),
    may('model', 'text'),
    may('cost_usd', 'double'),
    may('tokens', 'long'),
    may('cpu_us', 'long'),
    may('memory_bytes', 'long'),
    may('name', 'text'),
    may('complete', 'flag'),
    may('degraded', 'flag'),
    may('tasks', 'int'),
    may('failed_tasks', 'int'),
    may('cache_hits', 'int'),
    may('cache_lookups', 'int'),
    may('commit', 'text'),
    may('pull_request', 'int'),
    may('event', 'text'),
    may('workflow', 'text'),
    may('job', 'text'),
    may('run_id', 'text'),
    may('runner_os', 'text'),
    may('runner_arch', 'text'),
    may('cpu_model', 'text'),
    may('digest', 'text'),
];

;// CONCATENATED MODULE: ./build/history/write-parquet.js
/**
 * Writes columns that are already coded as a Parquet file. https://parquet.apache.org/docs/file-format/
 * The page layout is ours because rows never exist as objects here; footer and headers are hyparquet-writer's.
 */






/** The index of a row without a value. */
const noValue = 0xffffffff;
/** A flag that is not known. */
const noFlag = 2;
/** Codes a list of texts or numbers. */
function codeValues(values) {
    const codes = new Map();
    const index = Uint32Array.from(values, (value) => {
        if (value === null)
            return noValue;
        const code = codes.get(value) ?? codes.size;
        codes.set(value, code);
        return code;
    });
    return { dictionary: [...codes.keys()], index };
}
const physical = {
    text: 'BYTE_ARRAY',
    timestamp: 'INT64',
    int: 'INT32',
    long: 'INT64',
    double: 'DOUBLE',
    flag: 'BOOLEAN',
};
const magic = 0x31524150;
/** Starts a file in memory. */
function openWriter(compression) {
    const writer = new bytewriter/* ByteWriter */.U(65_536);
    const groups = [];
    writer.appendUint32(magic);
    return {
        writeGroup: (rows, values) => {
            const start = writer.offset;
            const chunks = schema_columns.map((column) => writeChunk(writer, compression, column, rows, values[column.name] ?? null));
            const size = chunks.reduce((sum, { meta_data: meta }) => sum + (meta?.total_uncompressed_size ?? 0n), 0n);
            groups.push({
                columns: chunks,
                total_byte_size: size,
                num_rows: BigInt(rows),
                total_compressed_size: BigInt(writer.offset - start),
            });
        },
        finish: () => {
            const rows = groups.reduce((sum, { num_rows }) => sum + num_rows, 0n);
            const file = {
                version: 2,
                created_by: 'build-telemetry',
                schema: schema(),
                num_rows: rows,
                row_groups: groups,
                key_value_metadata: [{ key: versionKey, value: formatVersion }],
                metadata_length: 0,
            };
            (0,metadata/* writeMetadata */.f)(writer, file, 64);
            writer.appendUint32(magic);
            return writer.getBytes().slice();
        },
    };
}
function schema() {
    const leaves = schema_columns.map(({ name, type, required }) => {
        const leaf = { name, type: physical[type], repetition_type: required ? 'REQUIRED' : 'OPTIONAL' };
        if (type === 'text')
            return { ...leaf, converted_type: 'UTF8', logical_type: { type: 'STRING' } };
        if (type !== 'timestamp')
            return leaf;
        const logical = { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' };
        return { ...leaf, converted_type: 'TIMESTAMP_MICROS', logical_type: logical };
    });
    return [{ name: 'history', num_children: leaves.length }, ...leaves];
}
function writeChunk(writer, compression, column, rows, values) {
    const start = writer.offset;
    const used = values !== null && 'index' in values ? recode(values, rows) : values;
    const coded = used !== null && 'index' in used ? used : null;
    let size = coded ? writeDictionary(writer, compression, column, coded.dictionary) : 0;
    const dataStart = writer.offset;
    let nulls = 0;
    const step = used === null ? rows : pageRows;
    for (let from = 0; from < rows; from += step) {
        const page = encodePage(column, used, from, Math.min(rows, from + step));
        size += writePage(writer, compression, page);
        nulls += page.nulls;
    }
    return {
        file_offset: 0n,
        meta_data: {
            type: physical[column.type],
            encodings: coded ? ['PLAIN', 'RLE', 'RLE_DICTIONARY'] : ['PLAIN', 'RLE'],
            path_in_schema: [column.name],
            codec: compression.codec,
            num_values: BigInt(rows),
            total_uncompressed_size: BigInt(size),
            total_compressed_size: BigInt(writer.offset - start),
            data_page_offset: BigInt(dataStart),
            ...(coded ? { dictionary_page_offset: BigInt(start) } : {}),
            statistics: { null_count: BigInt(nulls), ...findBounds(column, used, rows) },
        },
    };
}
/** Keeps only the dictionary entries that these rows use, in the order in which they first appear; null for none. */
function recode({ dictionary, index }, rows) {
    const codes = new Uint32Array(dictionary.length).fill(noValue);
    const used = [];
    const own = new Uint32Array(rows);
    for (let row = 0; row < rows; row++) {
        const value = index[row];
        if (value !== noValue && codes[value] === noValue) {
            codes[value] = used.length;
            used.push(dictionary[value]);
        }
        own[row] = value === noValue ? noValue : codes[value];
    }
    return used.length > 0 ? { dictionary: used, index: own } : null;
}
function writeDictionary(writer, compression, column, dictionary) {
    const page = new bytewriter/* ByteWriter */.U();
    const values = physical[column.type] === 'INT64' ? dictionary.map((value) => BigInt(value)) : [...dictionary];
    (0,plain/* writePlain */.y)(page, values, physical[column.type], undefined);
    const packed = compression.compress(page.getBytes());
    const start = writer.offset;
    (0,datapage/* writePageHeader */.s)(writer, {
        type: 'DICTIONARY_PAGE',
        uncompressed_page_size: page.offset,
        compressed_page_size: packed.length,
        dictionary_page_header: { num_values: dictionary.length, encoding: 'PLAIN' },
    });
    const headerSize = writer.offset - start;
    writer.appendBytes(packed);
    return headerSize + page.offset;
}
function encodePage(column, values, from, to) {
    const present = new Uint8Array(to - from);
    let count = 0;
    if (values !== null)
        for (let row = from; row < to; row++)
            if (hasValue(values, row))
                count += present[row - from] = 1;
    const levels = new bytewriter/* ByteWriter */.U();
    if (!column.required)
        (0,encoding/* writeRleBitPackedHybrid */.Y)(levels, present, 1);
    const coded = values !== null && 'index' in values;
    return {
        rows: to - from,
        nulls: to - from - count,
        encoding: coded ? 'RLE_DICTIONARY' : 'PLAIN',
        levels: levels.getBytes(),
        data: count === 0 && !coded ? new Uint8Array() : encodeValues(column, values, from, to, count),
    };
}
function hasValue(values, row) {
    if ('index' in values)
        return values.index[row] !== noValue;
    return values instanceof Float64Array ? !Number.isNaN(values[row]) : values[row] !== noFlag;
}
function encodeValues(column, values, from, to, count) {
    if ('index' in values)
        return encodeCodes(values, from, to, count);
    if (values instanceof Float64Array)
        return encodeNumbers(column, values, from, to, count);
    const bits = new Uint8Array(Math.ceil(count / 8));
    let at = 0;
    for (let row = from; row < to; row++) {
        if (values[row] === noFlag)
            continue;
        bits[at >> 3] |= values[row] << (at & 7);
        at++;
    }
    return bits;
}
function encodeCodes({ dictionary, index }, from, to, count) {
    const codes = new Uint32Array(count);
    let at = 0;
    for (let row = from; row < to; row++)
        if (index[row] !== noValue)
            codes[at++] = index[row];
    const writer = new bytewriter/* ByteWriter */.U();
    const bitWidth = 32 - Math.clz32(Math.max(0, dictionary.length - 1));
    writer.appendUint8(bitWidth);
    (0,encoding/* writeRleBitPackedHybrid */.Y)(writer, codes, bitWidth);
    return writer.getBytes();
}
function encodeNumbers(column, values, from, to, count) {
    const width = column.type === 'int' ? 4 : 8;
    const bytes = new Uint8Array(count * width);
    const view = new DataView(bytes.buffer);
    let at = 0;
    for (let row = from; row < to; row++) {
        const value = values[row];
        if (Number.isNaN(value))
            continue;
        if (column.type === 'int')
            view.setInt32(at, value, true);
        else if (column.type === 'double')
            view.setFloat64(at, value, true);
        else
            setLong(view, at, value);
        at += width;
    }
    return bytes;
}
/** A 64-bit integer without a bigint: whole numbers up to 2^53 are exact. */
function setLong(view, at, value) {
    const high = Math.floor(value / 0x1_0000_0000);
    view.setUint32(at, value - high * 0x1_0000_0000, true);
    view.setInt32(at + 4, high, true);
}
/** Version 2 pages: the levels stay uncompressed, and so does what does not shrink. @returns the uncompressed size. */
function writePage(writer, compression, page) {
    const packed = compression.compress(page.data);
    const shrunk = packed.length < page.data.length;
    const data = shrunk ? packed : page.data;
    const start = writer.offset;
    (0,datapage/* writePageHeader */.s)(writer, {
        type: 'DATA_PAGE_V2',
        uncompressed_page_size: page.levels.length + page.data.length,
        compressed_page_size: page.levels.length + data.length,
        data_page_header_v2: {
            num_values: page.rows,
            num_nulls: page.nulls,
            num_rows: page.rows,
            encoding: page.encoding,
            definition_levels_byte_length: page.levels.length,
            repetition_levels_byte_length: 0,
            is_compressed: shrunk,
        },
    });
    const headerSize = writer.offset - start;
    writer.appendBytes(page.levels);
    writer.appendBytes(data);
    return headerSize + page.levels.length + page.data.length;
}
/** Least and greatest value, by which engines skip row groups; texts only where UTF-16 order is byte order. */
function findBounds(column, values, rows) {
    if (values !== null && 'index' in values) {
        const { dictionary } = values;
        const ordered = dictionary.every((value) => typeof value === 'number' || !/[\ud800-\uffff]/.test(value));
        if (!ordered)
            return {};
        const [min_value, max_value] = findEnds(dictionary);
        return { min_value, max_value };
    }
    if (!(values instanceof Float64Array))
        return {};
    const known = values.subarray(0, rows).filter((value) => !Number.isNaN(value));
    if (known.length === 0)
        return {};
    const [min, max] = findEnds(known);
    return column.type === 'long'
        ? { min_value: BigInt(min), max_value: BigInt(max) }
        : { min_value: min, max_value: max };
}
/** Least and greatest of at least one text or number. */
function findEnds(values) {
    let min = values[0];
    let max = min;
    for (let at = 1; at < values.length; at++) {
        const value = values[at];
        if (value < min)
            min = value;
        else if (value > max)
            max = value;
    }
    return [min, max];
}

;// CONCATENATED MODULE: ./build/history/read-parquet.js
/**
 * Reads the pages of a Parquet file that write-parquet.ts wrote, straight into typed arrays.
 * Only the encodings we write: ours is the only writer, and objects or bigints per row would cost ten times as much.
 */




/** Opens a column of a row group. @throws when it is not as we write it. */
function openColumn(bytes, metadata, group, name) {
    const chunk = metadata.row_groups[group]?.columns.find(({ meta_data: meta }) => meta?.path_in_schema[0] === name);
    const meta = chunk?.meta_data;
    if (!meta)
        return emptyColumn;
    if (meta.statistics?.null_count === meta.num_values)
        return emptyColumn;
    return readChunk(bytes, meta);
}
function missing() {
    throw new Error('the column has no values');
}
const emptyColumn = {
    dictionary: [],
    empty: true,
    readCodes: missing,
    readNumbers: missing,
    readFlags: missing,
};
function readChunk(bytes, meta) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const reader = { view, offset: Number(meta.dictionary_page_offset ?? meta.data_page_offset) };
    const next = () => {
        const header = (0,column/* parquetHeader */.wK)(reader);
        const end = reader.offset + header.compressed_page_size;
        if (end > bytes.length)
            throw new Error('a page is longer than the file');
        const body = bytes.subarray(reader.offset, end);
        reader.offset = end;
        return { header, body };
    };
    const dictionary = meta.dictionary_page_offset === undefined ? [] : readDictionary(meta, next());
    const nextPage = () => openPage(meta, next());
    return {
        dictionary,
        empty: false,
        readCodes: (into) => readCodes(nextPage(), into),
        readNumbers: (into) => readNumbers(nextPage(), meta.type, into),
        readFlags: (into) => readFlags(nextPage(), into),
    };
}
function readDictionary(meta, page) {
    const { header, body } = page;
    const count = header.dictionary_page_header?.num_values;
    if (count === undefined)
        throw new Error('a dictionary is missing');
    const data = decompress(meta.codec, body, header.uncompressed_page_size);
    if (meta.type !== 'BYTE_ARRAY') {
        const numbers = new Float64Array(count);
        decodeNumbers(data, meta.type, numbers, count);
        return [...numbers];
    }
    const buffer = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    const texts = new Array(count);
    let at = 0;
    for (let i = 0; i < count; i++) {
        const start = at + 4;
        at = start + buffer.readUInt32LE(at);
        texts[i] = buffer.toString('utf8', start, at);
    }
    return texts;
}
function openPage(meta, page) {
    const header = page.header.data_page_header_v2;
    if (!header)
        throw new Error('a data page is not of version 2');
    const levels = header.definition_levels_byte_length;
    const packed = page.body.subarray(levels);
    const length = page.header.uncompressed_page_size - levels;
    const data = header.is_compressed ? decompress(meta.codec, packed, length) : packed;
    if (data.length !== length)
        throw new Error('a page has another length than its header says');
    const { num_rows: rows, num_nulls: nulls } = header;
    let present = null;
    if (nulls > 0) {
        present = new Uint8Array(rows);
        readHybrid(page.body.subarray(0, levels), 1, present, rows);
    }
    return { rows, nulls, present, data };
}
function readCodes({ rows, nulls, present, data }, into) {
    const count = rows - nulls;
    readHybrid(data.subarray(1), data[0], into, count);
    if (present)
        read_parquet_spread(into, present, count, noValue);
}
function readNumbers({ rows, nulls, present, data }, type, into) {
    const count = rows - nulls;
    decodeNumbers(data, type, into, count);
    if (present)
        read_parquet_spread(into, present, count, Number.NaN);
}
function readFlags({ rows, nulls, present, data }, into) {
    const count = rows - nulls;
    for (let i = 0; i < count; i++)
        into[i] = (data[i >> 3] >> (i & 7)) & 1;
    if (present)
        read_parquet_spread(into, present, count, noFlag);
}
/** Moves `count` values from the front to the rows that have one, and fills the others. */
function read_parquet_spread(into, present, count, none) {
    let at = count;
    for (let row = present.length - 1; row >= 0; row--)
        into[row] = present[row] === 1 ? into[--at] : none;
}
function decodeNumbers(data, type, into, count) {
    const width = type === 'INT32' ? 4 : 8;
    if (data.length < count * width)
        throw new Error('a page is shorter than its rows');
    // Typed arrays need alignment, which a file does not give.
    const aligned = new Uint8Array(count * width);
    aligned.set(data.subarray(0, count * width));
    if (type === 'DOUBLE') {
        into.set(new Float64Array(aligned.buffer, 0, count));
    }
    else if (type === 'INT32') {
        into.set(new Int32Array(aligned.buffer, 0, count));
    }
    else if (type === 'INT64') {
        const low = new Uint32Array(aligned.buffer, 0, count * 2);
        const high = new Int32Array(aligned.buffer, 0, count * 2);
        for (let i = 0; i < count; i++)
            into[i] = high[2 * i + 1] * 0x1_0000_0000 + low[2 * i];
    }
    else
        throw new Error(`a column is of type ${type}`);
}

;// CONCATENATED MODULE: ./build/history/segment.js
/** What a segment of history is: an immutable Parquet file, named after its level, age, size and content. */

const pattern = /^L(\d{1,2})-(-?[0-9a-z]{1,11})-(\d{1,9})-([0-9a-f]{16})\.parquet$/;
/** Gives null for a file that is not a segment. */
function parseSegmentName(name) {
    const [, level, start, builds, hash] = pattern.exec(name) ?? [];
    if (level === undefined || start === undefined || builds === undefined || hash === undefined)
        return null;
    return { level: Number(level), firstStartMs: Number.parseInt(start, 36), builds: Number(builds), hash };
}
/** Names bytes; the same bytes get the same name. */
function nameSegment(level, firstStartMs, builds, bytes) {
    return `L${level}-${Math.floor(firstStartMs).toString(36)}-${builds}-${hashSegment(bytes)}.parquet`;
}
/** The part of the SHA-256 that stands in a name. */
function hashSegment(bytes) {
    return (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex').slice(0, 16);
}

;// CONCATENATED MODULE: ./build/metrics/final-tasks.js
/** Drops attempts that a later attempt of the same work replaced. */
function finalTasks(tasks) {
    if (tasks.every((task) => task.attempt <= 1))
        return [...tasks];
    const retried = new Map();
    for (const task of tasks) {
        if (task.attempt > 1)
            count(retried, keyOf(task, task.attempt - 1));
    }
    // An attempt n replaces one attempt n-1; equal names may stand for several pieces of work.
    return tasks.filter((task) => {
        const key = keyOf(task, task.attempt);
        const left = retried.get(key) ?? 0;
        if (left > 0)
            retried.set(key, left - 1);
        return left === 0;
    });
}
function keyOf(task, attempt) {
    return `${attempt}\0${task.kind}\0${task.name}`;
}
function count(counts, key) {
    counts.set(key, (counts.get(key) ?? 0) + 1);
}
/** Ended badly, whatever the word for it. */
function hasFailed(task) {
    return task.result === 'failure' || task.result === 'error' || task.result === 'timeout';
}
/** Sum of all tokens of a task; null when it has none. */
function sumTokens(task) {
    if (!task.tokens)
        return null;
    const { input, output, cacheRead, cacheCreation } = task.tokens;
    return input + output + cacheRead + cacheCreation;
}

;// CONCATENATED MODULE: ./build/history/task-rows.js
/** The rows of one task as parallel columns, as they go from a build into a segment and from segments into another. */



/** Order of texts in a file: that of JavaScript's `<`. */
function compareTexts(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}
/** Whole microseconds of milliseconds; NaN for null. */
function toMicros(ms) {
    return ms === null ? Number.NaN : Math.round(ms * 1000);
}
/** The tasks of one build, by name and kind; `build` is 0 throughout. */
function* listTaskRows(build) {
    const tasks = [...build.tasks].sort(compareTasks);
    let from = 0;
    while (from < tasks.length) {
        const { name, kind } = tasks[from];
        let to = from + 1;
        while (tasks[to]?.name === name && tasks[to]?.kind === kind)
            to++;
        yield toRows(tasks.slice(from, to));
        from = to;
    }
}
function compareTasks(a, b) {
    return (compareTexts(a.name, b.name) ||
        compareTexts(a.kind, b.kind) ||
        a.attempt - b.attempt ||
        (a.startTimeMs ?? 0) - (b.startTimeMs ?? 0) ||
        compareTexts(a.id, b.id));
}
function toRows(tasks) {
    return {
        name: tasks[0].name,
        kind: tasks[0].kind,
        build: tasks.map(() => 0),
        durationUs: tasks.map(({ durationMs }) => toMicros(durationMs)),
        result: tasks.map(({ result }) => RESULTS.indexOf(result)),
        cached: tasks.map(({ cache }) => (cache === 'hit' ? 1 : cache === 'miss' ? 0 : noFlag)),
        attempt: tasks.map(({ attempt }) => attempt),
        costUsd: toNumbers(tasks.map(({ costUsd }) => costUsd)),
        tokens: toNumbers(tasks.map(sumTokens)),
        cpuUs: toNumbers(tasks.map(({ cpuMs }) => (cpuMs === null ? null : toMicros(cpuMs)))),
        memoryBytes: toNumbers(tasks.map(({ memoryBytes }) => (memoryBytes === null ? null : Math.round(memoryBytes)))),
        errorType: toTexts(tasks.map(({ errorType }) => errorType)),
        model: toTexts(tasks.map(({ model }) => model)),
    };
}
function toNumbers(values) {
    return values.some((value) => value !== null) ? values.map((value) => value ?? Number.NaN) : null;
}
function toTexts(values) {
    return values.some((value) => value !== null) ? values : null;
}

;// CONCATENATED MODULE: ./build/history/stored-build.js
/** One build as the history keeps it, and its row in a segment. */




/**
 * Sums a build up. A build without a clock starts when it is stored (epoch milliseconds); times are kept to the
 * microsecond, so that what is read equals what was written.
 */
function toStoredBuild(build, storedAtMs) {
    const tasks = finalTasks(build.tasks);
    const hits = tasks.filter(({ cache }) => cache === 'hit').length;
    return {
        ...build.context,
        id: build.id,
        name: build.name,
        startTimeMs: roundTime(build.startTimeMs ?? storedAtMs),
        durationMs: build.durationMs === null ? null : roundTime(build.durationMs),
        result: build.result,
        complete: build.complete,
        degraded: build.degraded,
        tasks: tasks.length,
        failedTasks: tasks.filter(hasFailed).length,
        cacheHits: hits,
        cacheLookups: hits + tasks.filter(({ cache }) => cache === 'miss').length,
        costUsd: addKnown(build.tasks.map(({ costUsd }) => costUsd)),
        tokens: addKnown(build.tasks.map(sumTokens)),
    };
}
function roundTime(ms) {
    return toMicros(ms) / 1000;
}
function addKnown(values) {
    const known = values.filter((value) => value !== null);
    return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) : null;
}
/** The columns of build rows. */
function toBuildColumns(records) {
    const text = (of) => codeValues(records.map(({ build }) => of(build)));
    const number = (of) => codeValues(records.map(({ build }) => of(build)));
    const plain = (of) => Float64Array.from(records, ({ build }) => of(build) ?? Number.NaN);
    const flag = (of) => Uint8Array.from(records, ({ build }) => Number(of(build)));
    return {
        build: text(({ id }) => id),
        start: number(({ startTimeMs }) => toMicros(startTimeMs)),
        branch: text(({ branch }) => branch),
        result: text(({ result }) => result),
        duration_us: plain(({ durationMs }) => toMicros(durationMs)),
        attempt: number(({ runAttempt }) => runAttempt),
        cost_usd: plain(({ costUsd }) => costUsd),
        tokens: plain(({ tokens }) => tokens),
        name: text(({ name }) => name),
        complete: flag(({ complete }) => complete),
        degraded: flag(({ degraded }) => degraded),
        tasks: number(({ tasks }) => tasks),
        failed_tasks: number(({ failedTasks }) => failedTasks),
        cache_hits: number(({ cacheHits }) => cacheHits),
        cache_lookups: number(({ cacheLookups }) => cacheLookups),
        commit: text(({ commit }) => commit),
        pull_request: number(({ pullRequest }) => pullRequest),
        event: text(({ event }) => event),
        workflow: text(({ workflow }) => workflow),
        job: text(({ job }) => job),
        run_id: text(({ runId }) => runId),
        runner_os: text(({ runnerOs }) => runnerOs),
        runner_arch: text(({ runnerArch }) => runnerArch),
        cpu_model: text(({ cpuModel }) => cpuModel),
        digest: codeValues(records.map(({ digest }) => digest)),
    };
}
/** Reads the rows of a group of builds. `open` gives the reader of a column. */
function readBuildRecords(rows, open) {
    const coded = (name) => {
        const reader = open(name);
        if (reader.empty)
            return new Array(rows).fill(null);
        const codes = readAllPages(rows, new Uint32Array(rows), (into) => reader.readCodes(into));
        return Array.from(codes, (code) => (code === noValue ? null : reader.dictionary[code]));
    };
    const texts = (name) => {
        const values = coded(name);
        return (row) => (values[row] === null ? null : String(values[row]));
    };
    const integers = (name) => {
        const values = coded(name);
        return (row) => (values[row] === null ? null : Number(values[row]));
    };
    const numbers = (name) => {
        const reader = open(name);
        if (reader.empty)
            return () => null;
        const values = readAllPages(rows, new Float64Array(rows), (into) => reader.readNumbers(into));
        return (row) => (Number.isNaN(values[row]) ? null : values[row]);
    };
    const flags = (name) => {
        const reader = open(name);
        if (reader.empty)
            return () => false;
        const values = readAllPages(rows, new Uint8Array(rows), (into) => reader.readFlags(into));
        return (row) => values[row] === 1;
    };
    const column = {
        id: texts('build'),
        name: texts('name'),
        start: integers('start'),
        duration: numbers('duration_us'),
        result: texts('result'),
        complete: flags('complete'),
        degraded: flags('degraded'),
        tasks: integers('tasks'),
        failedTasks: integers('failed_tasks'),
        cacheHits: integers('cache_hits'),
        cacheLookups: integers('cache_lookups'),
        costUsd: numbers('cost_usd'),
        tokens: numbers('tokens'),
        branch: texts('branch'),
        commit: texts('commit'),
        pullRequest: integers('pull_request'),
        event: texts('event'),
        workflow: texts('workflow'),
        job: texts('job'),
        runId: texts('run_id'),
        attempt: integers('attempt'),
        runnerOs: texts('runner_os'),
        runnerArch: texts('runner_arch'),
        cpuModel: texts('cpu_model'),
        digest: texts('digest'),
    };
    const read = (row) => ({
        build: {
            id: column.id(row) ?? '',
            name: column.name(row) ?? '',
            startTimeMs: (column.start(row) ?? 0) / 1000,
            durationMs: toMilliseconds(column.duration(row)),
            result: RESULTS.find((result) => result === column.result(row)) ?? 'unknown',
            complete: column.complete(row),
            degraded: column.degraded(row),
            tasks: column.tasks(row) ?? 0,
            failedTasks: column.failedTasks(row) ?? 0,
            cacheHits: column.cacheHits(row) ?? 0,
            cacheLookups: column.cacheLookups(row) ?? 0,
            costUsd: column.costUsd(row),
            tokens: column.tokens(row),
            branch: column.branch(row),
            commit: column.commit(row),
            pullRequest: column.pullRequest(row),
            event: column.event(row),
            workflow: column.workflow(row),
            job: column.job(row),
            runId: column.runId(row),
            runAttempt: column.attempt(row) ?? 1,
            runnerOs: column.runnerOs(row),
            runnerArch: column.runnerArch(row),
            cpuModel: column.cpuModel(row),
        },
        digest: column.digest(row) ?? '',
    });
    return Array.from({ length: rows }, (_, row) => read(row));
}
function readAllPages(rows, values, read) {
    for (let from = 0; from < rows; from += pageRows)
        read(values.subarray(from, from + pageRows));
    return values;
}
function toMilliseconds(us) {
    return us === null ? null : us / 1000;
}

;// CONCATENATED MODULE: ./build/history/decode-segment.js
/** A segment's bytes → its builds, and the way to its task rows. */





/** Checks and opens a segment. Never throws for what the bytes are. */
function decodeSegment({ name, bytes }) {
    const parsed = parseSegmentName(name);
    if (parsed === null || parsed.hash !== hashSegment(bytes))
        return describeCorruption(name, describeDamage(bytes));
    try {
        // GeoParquet is not looked for: it would parse every key-value pair.
        const metadata = (0,src_metadata/* parquetMetadata */.m5)(bytes, { geoparquet: false });
        return (findNewer(name, metadata) ?? { segment: openSegment(name, parsed.level, bytes, metadata), fate: 'good' });
    }
    catch (error) {
        return describeForeigner(name, error.message);
    }
}
function openSegment(name, level, bytes, metadata) {
    const groupRows = metadata.row_groups.map(({ num_rows }) => Number(num_rows));
    const open = (group, column) => openColumn(bytes, metadata, group, column);
    const builds = groupRows[0] ?? 0;
    const known = new Set(schema_columns.map((column) => column.name));
    return {
        name,
        level,
        records: readBuildRecords(builds, (column) => open(0, column)),
        rows: Number(metadata.num_rows) - builds,
        sizeBytes: bytes.length,
        foreign: metadata.schema.slice(1).some((element) => !known.has(element.name)),
        groupRows,
        open,
    };
}
function describeDamage(bytes) {
    if (bytes.length === 0)
        return 'it is empty';
    if (bytes.every((byte) => byte === 0))
        return 'it is all zeroes';
    const end = new TextDecoder('latin1').decode(bytes.subarray(-4));
    return end === 'PAR1' ? 'its bytes were changed' : 'it is cut short, or something was added to it';
}
function describeCorruption(name, how) {
    return {
        fate: 'corrupt',
        problem: {
            level: 'warning',
            code: 'history-corrupt',
            where: name,
            what: `This file of the history is damaged: ${how}.`,
            fix: 'Its builds are missing from the comparison; the others are not affected. Restore it from a copy if you have one.',
        },
    };
}
/** The bytes are as they were written, so they may make sense to another version. */
function describeForeigner(name, how) {
    return {
        fate: 'kept',
        problem: {
            level: 'warning',
            code: 'history-unreadable',
            where: name,
            what: `This file of the history cannot be read by this version: ${how}. It was left as it is and not compared with.`,
            fix: 'Update build-telemetry here; if that does not help, please report this as a bug.',
        },
    };
}
/** A newer major version: the file is left as it is for those that can read it. */
function findNewer(name, metadata) {
    const version = metadata.key_value_metadata?.find(({ key }) => key === versionKey)?.value;
    if (version === undefined)
        throw new Error('it has no version');
    const [major] = version.split('.');
    const [ours] = formatVersion.split('.');
    if (Number(major) <= Number(ours))
        return null;
    return {
        fate: 'kept',
        problem: {
            level: 'warning',
            code: 'history-newer',
            where: name,
            what: `This file of the history has version ${version}; this program reads up to ${formatVersion}. It was left as it is and not compared with.`,
            fix: 'Update build-telemetry here.',
        },
    };
}

;// CONCATENATED MODULE: ./build/history/unite.js
/** Which builds count when segments overlap, and which segment each is read from. */

const dayMs = 86_400_000;
/**
 * Gives each build once, sorted by start, then id, without those beyond the limits. The result depends on the set
 * of segments alone: between two records of one id the complete one wins, then the larger, then the digest decides.
 */
function uniteSegments(segments, limits) {
    const owned = new Map();
    for (const segment of segments) {
        for (const record of segment.records) {
            const rival = owned.get(record.build.id);
            const candidate = { record, segment };
            if (rival === undefined || compareOwners(candidate, rival) < 0)
                owned.set(record.build.id, candidate);
        }
    }
    return keepWithin([...owned.values()].sort(compareAges), limits);
}
/** Negative when `a` is to be read. */
function compareOwners(a, b) {
    return (Number(b.record.build.complete) - Number(a.record.build.complete) ||
        b.record.build.tasks - a.record.build.tasks ||
        compareTexts(a.record.digest, b.record.digest) ||
        compareSegments(a.segment, b.segment));
}
/** Of two segments with the same record the first makes the other superfluous. All runs must agree on this order. */
function compareSegments(a, b) {
    return b.level - a.level || b.records.length - a.records.length || compareTexts(a.name, b.name);
}
function compareAges(a, b) {
    const [left, right] = [a.record.build, b.record.build];
    return left.startTimeMs - right.startTimeMs || compareTexts(left.id, right.id);
}
function keepWithin(builds, limits) {
    // Counted back from the newest build, so that a holiday or a log with an old clock loses nothing.
    const newestMs = builds.at(-1)?.record.build.startTimeMs ?? limits.now;
    const oldestMs = Math.min(limits.now, newestMs) - limits.maxAgeDays * dayMs;
    const young = builds.filter(({ record }) => record.build.startTimeMs >= oldestMs);
    return young.slice(Math.max(0, young.length - limits.maxBuilds));
}

;// CONCATENATED MODULE: ./build/history/row-buffer.js
/** Gathers the rows of one task from several segments. */
/** Columns that most histories lack. */
const sparseNumbers = ['costUsd', 'tokens', 'cpuUs', 'memoryBytes'];
const sparseTexts = ['errorType', 'model'];
function openRowBuffer() {
    return {
        rows: 0,
        build: new Int32Array(0),
        durationUs: new Float64Array(0),
        result: new Uint8Array(0),
        cached: new Uint8Array(0),
        attempt: new Uint8Array(0),
        numbers: { costUsd: null, tokens: null, cpuUs: null, memoryBytes: null },
        texts: { errorType: null, model: null },
    };
}
/** Forgets all rows. */
function clearRows(buffer) {
    buffer.rows = 0;
    for (const name of sparseNumbers)
        buffer.numbers[name] = null;
    for (const name of sparseTexts)
        buffer.texts[name] = null;
}
/** Makes room for `more` rows after those in use. */
function reserveRows(buffer, more) {
    const need = buffer.rows + more;
    if (need <= buffer.build.length)
        return;
    const size = Math.max(1024, need, buffer.build.length * 2);
    const grow = (into, from) => {
        into.set(from);
        return into;
    };
    buffer.build = grow(new Int32Array(size), buffer.build);
    buffer.durationUs = grow(new Float64Array(size), buffer.durationUs);
    buffer.result = grow(new Uint8Array(size), buffer.result);
    buffer.cached = grow(new Uint8Array(size), buffer.cached);
    buffer.attempt = grow(new Uint8Array(size), buffer.attempt);
    for (const name of sparseNumbers) {
        const values = buffer.numbers[name];
        if (values)
            buffer.numbers[name] = grow(new Float64Array(size).fill(Number.NaN), values);
    }
}
/** The column for writing, all unknown at first. */
function sparseColumn(buffer, name) {
    buffer.numbers[name] ??= new Float64Array(buffer.build.length).fill(Number.NaN);
    return buffer.numbers[name];
}
/** Copies the rows out, sorted by build; those of one build keep their order. */
function copyRows(buffer, name, kind) {
    const order = orderByBuild(buffer);
    const { numbers, texts, rows } = buffer;
    const pick = (values) => {
        const copy = values.slice(0, rows);
        if (order)
            for (let row = 0; row < rows; row++)
                copy[row] = values[order[row]];
        return copy;
    };
    const pickTexts = (values) => values && Array.from({ length: rows }, (_, row) => values[order ? order[row] : row] ?? null);
    return {
        name,
        kind,
        build: pick(buffer.build),
        durationUs: pick(buffer.durationUs),
        result: pick(buffer.result),
        cached: pick(buffer.cached),
        attempt: pick(buffer.attempt),
        costUsd: numbers.costUsd && pick(numbers.costUsd),
        tokens: numbers.tokens && pick(numbers.tokens),
        cpuUs: numbers.cpuUs && pick(numbers.cpuUs),
        memoryBytes: numbers.memoryBytes && pick(numbers.memoryBytes),
        errorType: pickTexts(texts.errorType),
        model: pickTexts(texts.model),
    };
}
/** null when the rows are in order already, as they are when segments do not overlap. */
function orderByBuild({ build, rows }) {
    let sorted = true;
    for (let row = 1; row < rows && sorted; row++)
        sorted = build[row - 1] <= build[row];
    if (sorted)
        return null;
    return Uint32Array.from({ length: rows }, (_, row) => row).sort((a, b) => build[a] - build[b] || a - b);
}

;// CONCATENATED MODULE: ./build/history/pages.js
/** The task rows of one segment, decoded one page of all columns at a time. */



const sparseColumns = {
    costUsd: 'cost_usd',
    tokens: 'tokens',
    cpuUs: 'cpu_us',
    memoryBytes: 'memory_bytes',
    errorType: 'error_type',
    model: 'model',
};
const noBuild = -1;
/** `builds` says which builds count and under which index. `all` reads the columns that only a rewrite needs, too. */
function openPages(segment, builds, all) {
    const size = Math.min(pageRows, Math.max(0, ...segment.groupRows.slice(1)));
    const task = new Uint32Array(size);
    const kind = new Uint32Array(size);
    const build = new Uint32Array(size);
    const result = new Uint32Array(size);
    const attempt = new Uint32Array(size);
    const cached = new Uint8Array(size);
    const duration = new Float64Array(size);
    const number = {};
    const text = {};
    let index = 0;
    let group = null;
    let groupRow = 0;
    const readPage = ({ sparse, ...open }) => {
        open.task.readCodes(task);
        open.kind.readCodes(kind);
        open.build.readCodes(build);
        open.result.readCodes(result);
        open.attempt.readCodes(attempt);
        if (open.cached.empty)
            cached.fill(noFlag);
        else
            open.cached.readFlags(cached);
        if (open.duration.empty)
            duration.fill(Number.NaN);
        else
            open.duration.readNumbers(duration);
        for (const name of sparseNumbers) {
            number[name] ??= sparse[name] ? new Float64Array(size) : undefined;
            if (number[name])
                sparse[name]?.readNumbers(number[name]);
        }
        for (const name of sparseTexts) {
            text[name] ??= sparse[name] ? new Uint32Array(size) : undefined;
            if (text[name])
                sparse[name]?.readCodes(text[name]);
        }
    };
    const copy = (from, to, buffer) => {
        if (group === null)
            return;
        reserveRows(buffer, to - from);
        const { builds: indexes, results, attempts, sparse } = group;
        let at = buffer.rows;
        for (let row = from; row < to; row++) {
            const own = indexes[build[row]];
            if (own === noBuild)
                continue;
            buffer.build[at] = own;
            buffer.durationUs[at] = duration[row];
            buffer.result[at] = results[result[row]];
            buffer.cached[at] = cached[row];
            buffer.attempt[at] = attempts[attempt[row]];
            at++;
        }
        const each = (put) => {
            let next = buffer.rows;
            for (let row = from; row < to; row++)
                if (indexes[build[row]] !== noBuild)
                    put(row, next++);
        };
        for (const name of sparseNumbers)
            copyNumbers(name, sparse[name], number[name], buffer, each);
        for (const name of sparseTexts)
            copyTexts(name, sparse[name], text[name], buffer, each);
        buffer.rows = at;
    };
    const pages = {
        rows: 0,
        next: () => {
            if (group === null || groupRow === group.rows) {
                index++;
                if (index >= segment.groupRows.length)
                    return false;
                group = openGroup(segment, index, builds, all);
                groupRow = 0;
            }
            readPage(group);
            pages.rows = Math.min(pageRows, group.rows - groupRow);
            groupRow += pages.rows;
            return true;
        },
        findEnd: (from) => {
            let to = from + 1;
            while (to < pages.rows && task[to] === task[from] && kind[to] === kind[from])
                to++;
            return to;
        },
        taskAt: (row) => String(group?.task.dictionary[task[row]]),
        kindAt: (row) => String(group?.kind.dictionary[kind[row]]),
        copy,
    };
    return pages;
}
function openGroup(segment, index, builds, all) {
    const open = (name) => segment.open(index, name);
    const sparse = (name) => {
        if (!all && name !== 'costUsd' && name !== 'tokens')
            return null;
        const reader = open(sparseColumns[name]);
        return reader.empty ? null : reader;
    };
    const build = open('build');
    const result = open('result');
    const attempt = open('attempt');
    const unknown = RESULTS.indexOf('unknown');
    return {
        rows: segment.groupRows[index],
        task: open('task'),
        kind: open('kind'),
        build,
        duration: open('duration_us'),
        result,
        cached: open('cached'),
        attempt,
        sparse: {
            costUsd: sparse('costUsd'),
            tokens: sparse('tokens'),
            cpuUs: sparse('cpuUs'),
            memoryBytes: sparse('memoryBytes'),
            errorType: sparse('errorType'),
            model: sparse('model'),
        },
        builds: Int32Array.from(build.dictionary, (id) => builds.get(String(id)) ?? noBuild),
        results: Uint8Array.from(result.dictionary, (word) => {
            const known = RESULTS.indexOf(word);
            return known === -1 ? unknown : known;
        }),
        attempts: Uint8Array.from(attempt.dictionary, Number),
    };
}
function copyNumbers(name, reader, values, buffer, each) {
    if (reader === null || values === undefined)
        return;
    each((row, at) => {
        if (!Number.isNaN(values[row]))
            sparseColumn(buffer, name)[at] = values[row];
    });
}
function copyTexts(name, reader, codes, buffer, each) {
    if (reader === null || codes === undefined)
        return;
    each((row, at) => {
        if (codes[row] === noValue)
            return;
        buffer.texts[name] ??= [];
        buffer.texts[name][at] = String(reader.dictionary[codes[row]]);
    });
}

;// CONCATENATED MODULE: ./build/history/walk-tasks.js
/** Walks the task rows of several segments at once, task by task, holding one page of each at a time. */


/**
 * Gives the rows of each task of all parts together, sorted by name and kind, then build.
 * Parts should come oldest first. `all` reads the columns that only a rewrite needs, too.
 */
function* walkTasks(parts, all) {
    const cursors = parts.map((part) => openCursor(part, all)).filter(({ advance }) => advance());
    const buffer = openRowBuffer();
    while (cursors.length > 0) {
        const { task, kind } = findFirst(cursors);
        clearRows(buffer);
        let kept = 0;
        for (const cursor of cursors) {
            let alive = true;
            while (alive && cursor.task === task && cursor.kind === kind) {
                cursor.take(buffer);
                alive = cursor.advance();
            }
            if (alive)
                cursors[kept++] = cursor;
        }
        cursors.length = kept;
        if (buffer.rows > 0)
            yield copyRows(buffer, task, kind);
    }
}
function findFirst(cursors) {
    let first = cursors[0];
    for (const cursor of cursors) {
        if (cursor.task < first.task || (cursor.task === first.task && cursor.kind < first.kind))
            first = cursor;
    }
    return first;
}
function openCursor({ segment, builds }, all) {
    const pages = openPages(segment, builds, all);
    let from = 0;
    let to = 0;
    const cursor = {
        task: '',
        kind: '',
        advance: () => {
            from = to;
            if (from === pages.rows) {
                if (!pages.next())
                    return false;
                from = 0;
            }
            to = pages.findEnd(from);
            cursor.task = pages.taskAt(from);
            cursor.kind = pages.kindAt(from);
            return true;
        },
        take: (buffer) => pages.copy(from, to, buffer),
    };
    return cursor;
}

;// CONCATENATED MODULE: ./build/history/read-segments.js
/** A set of segments → the history. */



/**
 * Unites segments. The order of `files`, repetitions and overlaps do not matter; damaged files cost their own builds
 * only. Every hash is checked here; task rows are decoded when `history.series` is walked, so keep `bytes` unchanged.
 */
function readSegments(files, limits) {
    const { segments, ...rest } = decodeSegments(files);
    const history = mergeSegments(segments, limits);
    return { history, good: segments.map(({ name }) => name), ...rest };
}
/** Opens all files, each name once, oldest first. */
function decodeSegments(files) {
    const segments = [];
    const problems = [];
    const fates = { corrupt: [], kept: [] };
    const unique = [...new Map(files.map((file) => [file.name, file])).values()];
    for (const file of unique) {
        const decoded = decodeSegment(file);
        if (decoded.fate === 'good') {
            segments.push(decoded.segment);
        }
        else {
            problems.push(decoded.problem);
            fates[decoded.fate].push(file.name);
        }
    }
    return { segments: segments.sort(compareByAge), problems, ...fates };
}
/** By first start, so that rows of segments that do not overlap come in order. */
function compareByAge(a, b) {
    const [left, right] = [a.records[0]?.build.startTimeMs ?? 0, b.records[0]?.build.startTimeMs ?? 0];
    return left - right || (a.name < b.name ? -1 : 1);
}
/** The history in some segments, each build once. */
function mergeSegments(segments, limits) {
    const owned = uniteSegments(segments, limits);
    const parts = toParts(segments, owned);
    return {
        builds: owned.map(({ record }) => record.build),
        series: {
            *[Symbol.iterator]() {
                for (const rows of walkTasks(parts, false))
                    yield toSeries(rows);
            },
        },
    };
}
/** What to read from which segment; segments without a build that counts are not read. */
function toParts(segments, owned) {
    const builds = new Map();
    for (const [index, { record, segment }] of owned.entries()) {
        const own = builds.get(segment) ?? new Map();
        builds.set(segment, own.set(record.build.id, index));
    }
    return segments.flatMap((segment) => {
        const own = builds.get(segment);
        return own ? [{ segment, builds: own }] : [];
    });
}
/** Changes the rows in place: they are ours, and there may be millions. */
function toSeries(rows) {
    const { name, kind, build, durationUs, result, cached, attempt, costUsd, tokens } = rows;
    for (let row = 0; row < durationUs.length; row++) {
        durationUs[row] /= 1000;
        if (cached[row] !== 1)
            cached[row] = 0;
    }
    return { name, kind, build, durationMs: durationUs, result, cached, attempt, costUsd, tokens };
}

;// CONCATENATED MODULE: ./build/history/encode-segment.js
/** Builds and their task rows → one segment, row group by row group. */





/**
 * Makes a segment; the same content gives the same bytes.
 * @param records sorted by start, then id, no id twice
 * @param tasks sorted by name, then kind; `build` counts in `records`.
 */
function encodeSegment(level, records, tasks) {
    const writer = openWriter(chooseCompression(level));
    writer.writeGroup(records.length, toBuildColumns(records));
    const builds = codeBuilds(records);
    let pending = [];
    let pendingRows = 0;
    const flush = () => {
        if (pendingRows > 0)
            writer.writeGroup(pendingRows, toTaskColumns(pending, pendingRows, builds));
        pending = [];
        pendingRows = 0;
    };
    for (const rows of tasks) {
        for (let from = 0; from < rows.build.length;) {
            const to = Math.min(rows.build.length, from + groupRows - pendingRows);
            pending.push({ rows, from, to });
            pendingRows += to - from;
            from = to;
            if (pendingRows === groupRows)
                flush();
        }
    }
    flush();
    const bytes = writer.finish();
    return { name: nameSegment(level, records[0]?.build.startTimeMs ?? 0, records.length, bytes), bytes };
}
function codeBuilds(records) {
    return {
        build: codeValues(records.map(({ build }) => build.id)),
        start: codeValues(records.map(({ build }) => Math.round(build.startTimeMs * 1000))),
        branch: codeValues(records.map(({ build }) => build.branch)),
    };
}
const attempts = Array.from({ length: 256 }, (_, attempt) => attempt);
function toTaskColumns(slices, rows, builds) {
    const build = gather(slices, new Uint32Array(rows), (task) => task.build);
    const ofBuild = ({ dictionary, index }) => ({
        dictionary,
        index: build.map((at) => index[at]),
    });
    const numbers = (of) => slices.some(({ rows: task }) => of(task) !== null)
        ? gather(slices, new Float64Array(rows).fill(Number.NaN), of)
        : null;
    return {
        task: codeTexts(slices, rows, (task) => task.name),
        kind: codeTexts(slices, rows, (task) => task.kind),
        build: ofBuild(builds.build),
        start: ofBuild(builds.start),
        branch: ofBuild(builds.branch),
        result: { dictionary: RESULTS, index: gather(slices, new Uint32Array(rows), (task) => task.result) },
        duration_us: gather(slices, new Float64Array(rows), (task) => task.durationUs),
        cached: gather(slices, new Uint8Array(rows), (task) => task.cached),
        attempt: { dictionary: attempts, index: gather(slices, new Uint32Array(rows), (task) => task.attempt) },
        error_type: codeLists(slices, rows, (task) => task.errorType),
        model: codeLists(slices, rows, (task) => task.model),
        cost_usd: numbers((task) => task.costUsd),
        tokens: numbers((task) => task.tokens),
        cpu_us: numbers((task) => task.cpuUs),
        memory_bytes: numbers((task) => task.memoryBytes),
    };
}
function gather(slices, into, of) {
    let at = 0;
    for (const { rows, from, to } of slices) {
        const values = of(rows);
        if (values)
            for (let row = from; row < to; row++)
                into[at + row - from] = values[row];
        at += to - from;
    }
    return into;
}
/** Codes a text that is the same for all rows of a task. */
function codeTexts(slices, rows, of) {
    const { dictionary, index: codes } = codeValues(slices.map(({ rows: task }) => of(task)));
    const index = new Uint32Array(rows);
    let at = 0;
    for (const [slice, { from, to }] of slices.entries()) {
        index.fill(codes[slice], at, at + to - from);
        at += to - from;
    }
    return { dictionary, index };
}
function codeLists(slices, rows, of) {
    if (slices.every(({ rows: task }) => of(task) === null))
        return null;
    const values = new Array(rows).fill(null);
    let at = 0;
    for (const { rows: task, from, to } of slices) {
        const texts = of(task);
        if (texts)
            for (let row = from; row < to; row++)
                values[at + row - from] = texts[row] ?? null;
        at += to - from;
    }
    return codeValues(values);
}

;// CONCATENATED MODULE: ./build/history/to-storable.js
/** Values that a segment cannot hold become unknown before a build is stored: logs may say anything. */
/** Milliseconds whose microseconds are exact in a double: until the year 2255. */
const mostMs = Math.floor(Number.MAX_SAFE_INTEGER / 1000);
/** Sums of it over a large build still fit 64 bits. */
const mostTokens = 2 ** 45;
const mostInt32 = 2 ** 31 - 1;
const mostAttempts = 255;
/** Gives a build that every column can hold: finite numbers in range, whole where it must be, and texts that are Unicode. */
function toStorable(build) {
    return {
        ...build,
        id: toText(build.id),
        name: toText(build.name),
        startTimeMs: within(build.startTimeMs, mostMs),
        durationMs: within(build.durationMs, mostMs),
        tasks: build.tasks.map(toStorableTask),
        context: toStorableContext(build.context),
    };
}
function toStorableTask(task) {
    return {
        ...task,
        name: toText(task.name),
        kind: toText(task.kind),
        attempt: toAttempt(task.attempt, mostAttempts),
        durationMs: within(task.durationMs, mostMs),
        cpuMs: within(task.cpuMs, mostMs),
        memoryBytes: within(task.memoryBytes, Number.MAX_SAFE_INTEGER),
        costUsd: within(task.costUsd, Number.MAX_VALUE),
        tokens: task.tokens && toWholeTokens(task.tokens),
        errorType: toText(task.errorType),
        model: toText(task.model),
    };
}
function toStorableContext(context) {
    const pullRequest = within(context.pullRequest, mostInt32);
    return {
        branch: toText(context.branch),
        commit: toText(context.commit),
        pullRequest: Number.isInteger(pullRequest) ? pullRequest : null,
        event: toText(context.event),
        workflow: toText(context.workflow),
        job: toText(context.job),
        runId: toText(context.runId),
        runAttempt: toAttempt(context.runAttempt, mostInt32),
        runnerOs: toText(context.runnerOs),
        runnerArch: toText(context.runnerArch),
        cpuModel: toText(context.cpuModel),
    };
}
/** Lone halves of surrogate pairs have no UTF-8: they would change on the way, and the order with them. */
function toText(text) {
    return (text?.replace(/\p{Surrogate}/gu, '\ufffd') ?? null);
}
/** null for a number that is not finite or lies beyond `most`. */
function within(value, most) {
    return value !== null && Math.abs(value) <= most ? value : null;
}
function toAttempt(attempt, most) {
    return Math.min(most, Math.max(1, Math.round(attempt) || 1));
}
function toWholeTokens(tokens) {
    const counts = Object.values(tokens);
    if (counts.some((count) => within(count, mostTokens) === null))
        return null;
    return {
        input: Math.round(tokens.input),
        output: Math.round(tokens.output),
        cacheRead: Math.round(tokens.cacheRead),
        cacheCreation: Math.round(tokens.cacheCreation),
    };
}

;// CONCATENATED MODULE: ./build/history/encode-build.js
/** One build → a segment of level 0. */





/**
 * Makes the segment that holds just this build. The same build gives the same name and bytes.
 * @param storedAtMs epoch milliseconds, the start of a build whose log has no clock
 */
function encodeBuild(build, storedAtMs) {
    const storable = toStorable(build);
    const stored = toStoredBuild(storable, storedAtMs);
    const tasks = [...listTaskRows(storable)];
    return encodeSegment(0, [{ build: stored, digest: digestBuild(stored, tasks) }], tasks);
}
function digestBuild(stored, tasks) {
    const hash = (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(Object.entries(stored).sort()));
    for (const rows of tasks)
        hash.update(JSON.stringify(rows));
    return hash.digest('hex').slice(0, 16);
}

;// CONCATENATED MODULE: ./build/history/compact.js
/** Keeps the number of segments small: merges eight of a level into one of the next, drops what is not needed. */






/** How many segments of a level become one of the next. */
const fanIn = 8;
/** A segment never grows over these. */
const compact_maxRows = 786_432;
const maxBuilds = 512;
/** How many segments of a level stay when its oldest are merged: late concurrent builds still find their place. */
function holdOf(level) {
    return level === 0 ? 8 : 2;
}
/** Whether `compactSegments` is worth its reading; told from names alone. */
function isCompactionDue(names) {
    const count = (level) => names.filter((name) => parseSegmentName(name)?.level === level).length;
    return [0, 1].some((level) => count(level) >= fanIn + holdOf(level));
}
/** Plans and makes the merges. A pure function of the set of files, the limits and `now`. */
function compactSegments(files, limits) {
    const opened = decodeSegments(files);
    const original = new Set(opened.segments.map(({ name }) => name));
    const made = new Map();
    let segments = opened.segments;
    for (;;) {
        const owned = uniteSegments(segments, limits);
        segments = segments.filter((segment) => isNeeded(segment, owned));
        const merge = planMerge(segments, owned);
        if (merge === null)
            break;
        const file = mergeInto(merge, owned);
        const result = readBack(file);
        made.set(file.name, file);
        const left = segments.filter((segment) => !merge.inputs.includes(segment) && segment.name !== file.name);
        segments = [...left, result].sort(compareByAge);
    }
    const names = new Set(segments.map(({ name }) => name));
    return {
        add: [...made.values()].filter(({ name }) => names.has(name) && !original.has(name)),
        remove: [...original].filter((name) => !names.has(name)),
        problems: opened.problems,
        corrupt: opened.corrupt,
    };
}
/** Some build is read from it; or it has more than we know of, and not all of it is expired. */
function isNeeded(segment, owned) {
    if (owned.some((build) => build.segment === segment))
        return true;
    const ids = new Set(owned.map(({ record }) => record.build.id));
    return segment.foreign && segment.records.some(({ build }) => ids.has(build.id));
}
/** The next segment to make: a merge of the lowest level that is full, or else what is more than half expired. */
function planMerge(segments, owned) {
    const own = segments.filter(({ foreign }) => !foreign);
    const levels = [...new Set(own.map(({ level }) => level))].sort((a, b) => a - b);
    for (const level of levels) {
        const small = own.filter((segment) => segment.level === level && isMergeable(segment));
        if (small.length < fanIn + holdOf(level))
            continue;
        const inputs = takeFitting(small.slice(0, fanIn));
        if (inputs.length > 1)
            return { level: level + 1, inputs };
    }
    const ids = new Set(owned.map(({ record }) => record.build.id));
    const expired = own.find(({ records }) => 2 * records.filter(({ build }) => !ids.has(build.id)).length > records.length);
    return expired ? { level: expired.level + 1, inputs: [expired] } : null;
}
/** Two of its size fit into one segment. */
function isMergeable({ rows, records }) {
    return 2 * rows <= compact_maxRows && 2 * records.length <= maxBuilds;
}
function takeFitting(candidates) {
    const inputs = [];
    let rows = 0;
    let builds = 0;
    for (const segment of candidates) {
        rows += segment.rows;
        builds += segment.records.length;
        if (rows > compact_maxRows || builds > maxBuilds)
            break;
        inputs.push(segment);
    }
    return inputs;
}
function mergeInto({ level, inputs }, owned) {
    const builds = owned.filter(({ segment }) => inputs.includes(segment));
    const records = builds.map(({ record }) => record);
    return encodeSegment(level, records, walkTasks(toParts(inputs, builds), true));
}
/** @throws when what was written is not what was meant: then nothing may be deleted. */
function readBack(file) {
    const decoded = decodeSegment(file);
    if (decoded.fate !== 'good')
        throw new Error(`cannot read back ${file.name}: ${decoded.problem.what}`);
    return decoded.segment;
}

;// CONCATENATED MODULE: ./build/io/durable-file.js
/** Writing a file so that a crash at any moment leaves either all of it under its name or nothing. */



const temporary = /^\..*\.tmp$/;
const hourMs = 3_600_000;
/** Writes, syncs and renames. @throws for any fault of the file system; then no file has that name. */
async function writeDurably(folder, name, bytes) {
    const path = (0,external_node_path_.join)(folder, `.${name}.${(0,external_node_crypto_.randomUUID)()}.tmp`);
    try {
        const file = await (0,promises_.open)(path, 'wx');
        try {
            await file.writeFile(bytes);
            await file.sync();
        }
        finally {
            await file.close();
        }
        await (0,promises_.rename)(path, (0,external_node_path_.join)(folder, name));
    }
    catch (error) {
        await (0,promises_.rm)(path, { force: true });
        throw error;
    }
    await syncFolder(folder);
}
/** Makes renames last. Windows cannot open folders and does not need to. */
async function syncFolder(folder) {
    if (process.platform === 'win32')
        return;
    const handle = await (0,promises_.open)(folder, 'r');
    try {
        await handle.sync();
    }
    finally {
        await handle.close();
    }
}
/** Removes what writers that were killed over an hour ago left behind. */
async function sweepTemporary(folder) {
    for (const name of await (0,promises_.readdir)(folder)) {
        if (!temporary.test(name))
            continue;
        const path = (0,external_node_path_.join)(folder, name);
        const age = await (0,promises_.stat)(path).then(({ mtimeMs }) => Date.now() - mtimeMs, () => 0);
        if (age > hourMs)
            await (0,promises_.rm)(path, { force: true });
    }
}

;// CONCATENATED MODULE: ./build/io/folder-store.js
/** The history in a folder: for self-hosted runners, laptops, and what was unpacked from a cache. */





/** Opens the history of one series in a folder that may hold several. */
function folderStore(folder, options) {
    return segmentFolder((0,external_node_path_.join)(folder, nameSeriesFolder(options.series)), options);
}
/** Opens a folder that holds the segments of one series and nothing else. `now` is the storing time of builds. */
function segmentFolder(folder, limits) {
    return {
        load: () => load(folder, limits),
        append: (build) => append(folder, limits, build),
    };
}
/** A readable and unique folder name for any series name. */
function nameSeriesFolder(series) {
    const slug = series
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '')
        .slice(0, 40);
    const hash = (0,external_node_crypto_.createHash)('sha256').update(series).digest('hex').slice(0, 8);
    return slug === '' ? hash : `${slug}-${hash}`;
}
/** Where damaged files are put. */
const corruptFolder = 'corrupt';
async function load(folder, limits) {
    const { files, faults } = await readFiles(folder);
    const { history, problems, corrupt, kept } = readSegments(files, limits);
    await setAside(folder, corrupt);
    const unread = corrupt.length + kept.length;
    const status = history.builds.length > 0 ? 'found' : (faults[0]?.status ?? (unread > 0 ? 'corrupt' : 'missing'));
    return { status, history, problems: [...faults.map(({ problem }) => problem), ...problems] };
}
/** Reads all segments. A file may vanish because another run merged it: then its content is in a newer one. */
async function readFiles(folder) {
    const files = new Map();
    for (let attempt = 1;; attempt++) {
        const faults = [];
        let vanished = false;
        try {
            for (const name of await listSegments(folder)) {
                if (files.has(name))
                    continue;
                try {
                    files.set(name, { name, bytes: await (0,promises_.readFile)((0,external_node_path_.join)(folder, name)) });
                }
                catch (error) {
                    if (codeOf(error) === 'ENOENT')
                        vanished = true;
                    else
                        faults.push(describeFault(error, (0,external_node_path_.join)(folder, name), 'read'));
                }
            }
        }
        catch (error) {
            if (codeOf(error) !== 'ENOENT')
                faults.push(describeFault(error, folder, 'read'));
        }
        if (!vanished || attempt === maxListings)
            return { files: [...files.values()], faults };
    }
}
/** Merging is rare: so many in a row do not happen while a folder is read. */
const maxListings = 20;
async function listSegments(folder) {
    return (await (0,promises_.readdir)(folder)).filter((name) => parseSegmentName(name) !== null).sort();
}
/** What cannot be moved stays; it is reported in any case. */
async function setAside(folder, names) {
    for (const name of names) {
        await (0,promises_.mkdir)((0,external_node_path_.join)(folder, corruptFolder), { recursive: true })
            .then(() => (0,promises_.rename)((0,external_node_path_.join)(folder, name), (0,external_node_path_.join)(folder, corruptFolder, name)))
            .catch(() => { });
    }
}
async function append(folder, limits, build) {
    const { name, bytes } = encodeBuild(build, limits.now);
    try {
        await (0,promises_.mkdir)(folder, { recursive: true });
        await writeDurably(folder, name, bytes);
    }
    catch (error) {
        return { saved: false, problems: [describeFault(error, folder, 'write').problem] };
    }
    try {
        await sweepTemporary(folder);
        const due = isCompactionDue(await listSegments(folder));
        return { saved: true, problems: due ? await compact(folder, limits) : [] };
    }
    catch (error) {
        return { saved: true, problems: [describeCompaction(error, folder)] };
    }
}
/** Stores the merged segments, reads them back from the disk, and only then deletes what they replace. */
async function compact(folder, limits) {
    const { files } = await readFiles(folder);
    const { add, remove, problems, corrupt } = compactSegments(files, limits);
    await setAside(folder, corrupt);
    for (const { name, bytes } of add) {
        await writeDurably(folder, name, bytes);
        if (!(await (0,promises_.readFile)((0,external_node_path_.join)(folder, name))).equals(bytes))
            throw new Error(`${name} was not stored as written`);
    }
    for (const name of remove)
        await (0,promises_.rm)((0,external_node_path_.join)(folder, name), { force: true });
    return problems;
}
function codeOf(error) {
    return error.code ?? '';
}
function describeFault(error, where, verb) {
    const code = codeOf(error);
    const denied = code === 'EACCES' || code === 'EPERM' || code === 'EROFS';
    const status = denied ? 'denied' : 'unreachable';
    const fix = denied
        ? `Give this user the right to ${verb} there.`
        : 'Check that the path is a folder on a disk that works and has room.';
    const what = `The history cannot be ${verb === 'read' ? 'read' : 'written'}: ${error.message}`;
    return { status, problem: { level: 'warning', code: `history-${status}`, where, what, fix } };
}
function describeCompaction(error, where) {
    return {
        level: 'info',
        code: 'history-not-compacted',
        where,
        what: `The build is stored, but older files could not be merged: ${error.message}`,
        fix: 'Nothing is lost. Check that the folder can be written and has room.',
    };
}

;// CONCATENATED MODULE: ./build/io/local-host.js
/** The command line's outside: files, a folder of history, and a terminal. */











/** Flags of `check` that are not options of the action. */
const localFlags = [
    { name: 'report', value: 'FILE', description: 'Write the JSON report (docs/report.schema.json).' },
    { name: 'html', value: 'FILE', description: 'Write the HTML report.' },
    { name: 'summary', value: 'FILE', description: 'Write the summary as Markdown.' },
    { name: 'tasks-csv', value: 'FILE', description: 'Write the tasks as CSV.' },
    { name: 'events-csv', value: 'FILE', description: 'Write the events as CSV.' },
    { name: 'json', description: 'Print the JSON report instead of the table.' },
    { name: 'build-id', value: 'ID', description: 'Identity of this build; by default a hash of its logs.' },
    { name: 'branch', value: 'NAME', description: 'Branch that was built.' },
    { name: 'commit', value: 'SHA', description: 'Commit that was built.' },
    { name: 'pull-request', value: 'N', description: 'Pull request that was built.' },
];
const defaultHistory = '.build-telemetry/history';
/** A host for arguments of `check`. `tell` prints problems. */
function openLocalHost(read, tell) {
    const folder = process.cwd();
    const write = async (flag, text) => {
        const path = read.flags[flag];
        if (path !== undefined)
            await writeTextFile((0,external_node_path_.resolve)(folder, path), text());
    };
    const files = [
        ['report', renderJson],
        ['html', renderHtml],
        ['summary', renderSummary],
        ['tasks-csv', renderTasksCsv],
        ['events-csv', renderEventsCsv],
    ];
    const deliveries = files.map(([flag, render]) => ({
        name: `--${flag}`,
        deliver: async (report, delivered) => {
            await write(flag, () => render(report, delivered.notices));
            return { notices: [], ...(flag === 'report' ? { facts: { report: read.flags['report'] ?? '' } } : {}) };
        },
    }));
    return {
        env: process.env,
        given: givenOptions(read),
        readText: async (path) => await readTextFile((0,external_node_path_.resolve)(folder, path)),
        findSources: async (options) => await findLogs(options, folder),
        observe: async (_options, sources) => await observe(read, sources),
        openStore: async (options, _surroundings, name) => folderStore((0,external_node_path_.resolve)(folder, options.history === 'cache' ? defaultHistory : options.history), {
            series: name,
            maxBuilds: options.historyMaxBuilds,
            maxAgeDays: options.historyMaxAgeDays,
            now: Date.now(),
        }),
        deliveries: () => deliveries,
        tell,
        finish: async (report, _delivered) => {
            if (report)
                process.stdout.write(read.flags['json']
                    ? renderJson(report)
                    : renderTerminal(report, { width: process.stdout.columns ?? 100, color: wantsColor() }));
        },
    };
}
function givenOptions(read) {
    const known = optionNames('cli');
    const texts = Object.fromEntries(Object.entries(read.flags).filter(([name]) => known.includes(name)));
    if (read.operands.length > 0)
        texts['events'] = read.operands.join('\n');
    return { where: 'cli', texts };
}
async function findLogs(options, folder) {
    if (options.events.length > 0)
        return await findSources(options.events, folder);
    const what = 'No event log is named.';
    const fix = 'Name files or globs: `build-telemetry check reports/*.xml`.';
    return { sources: [], problems: [{ level: 'error', code: 'no-events', where: 'check', what, fix }] };
}
async function observe(read, sources) {
    const pullRequest = Number(read.flags['pull-request']);
    return {
        buildId: read.flags['build-id'] ?? `local-${await hashSources(sources)}`,
        defaultName: 'local',
        baselineBranch: null,
        savingHelps: true,
        machine: readMachineMetrics(process.env),
        context: {
            branch: read.flags['branch'] ?? null,
            commit: read.flags['commit'] ?? null,
            pullRequest: Number.isInteger(pullRequest) ? pullRequest : null,
            event: 'local',
            workflow: null,
            job: null,
            runId: null,
            runAttempt: 1,
            runnerOs: (0,external_node_os_.platform)(),
            runnerArch: (0,external_node_os_.arch)(),
            cpuModel: (0,external_node_os_.cpus)()[0]?.model ?? null,
        },
    };
}
function wantsColor() {
    return process.stdout.isTTY === true && !process.env['NO_COLOR'];
}

// EXTERNAL MODULE: ./node_modules/simple-statistics/dist/simple-statistics.mjs
var simple_statistics = __webpack_require__(5521);
;// CONCATENATED MODULE: ./build/metrics/index.js
/** Numbers over one build, and its cost over the last day and hour of its history. */


const errorTypes = /^(ERROR_OCCURRED|EXCEPTION_RAISED|TIMEOUT_OCCURRED|RATE_LIMIT_HIT)$/;
const securityTypes = /^(SECURITY_VIOLATION|SECRET_DETECTED|SQL_INJECTION_DETECTED)$/;
/** A violation or a detection of what must not be in the work. */
function isSecurityEvent(event) {
    return securityTypes.test(event.type);
}
/** Measures a build; `history` serves the daily and hourly cost only. */
function measureBuild(build, history) {
    const tasks = finalTasks(build.tasks);
    const leaves = withoutFailedParents(tasks);
    const failed = leaves.filter(hasFailed).length;
    const succeeded = leaves.filter((task) => task.result === 'success').length;
    const errorEvents = build.events.filter((event) => errorTypes.test(event.type));
    // A failed task and the error event that tells of it are one error.
    const errors = Math.max(errorEvents.length, failed);
    const costUsd = metrics_addKnown(build.tasks.map((task) => task.costUsd));
    return {
        durationMs: build.durationMs,
        tasks: tasks.length,
        failedTasks: failed,
        skippedTasks: tasks.filter((task) => task.result === 'skip').length,
        successRate: succeeded + failed > 0 ? succeeded / (succeeded + failed) : null,
        errorRate: tasks.length > 0 ? Math.min(1, errors / tasks.length) : null,
        errors,
        securityViolations: build.events.filter(isSecurityEvent).length,
        cacheHitRate: cacheHitRate(tasks),
        ...durations(tasks),
        costUsd,
        tokens: metrics_addKnown(build.tasks.map(sumTokens)),
        dailyCostUsd: costWithin(build, history, costUsd, 86_400_000),
        hourlyCostUsd: costWithin(build, history, costUsd, 3_600_000),
        topErrors: topErrors(leaves, errorEvents),
        models: byModel(build.tasks),
    };
}
/** A failure repeats up its parents: only the lowest failed task is the failure. */
function withoutFailedParents(tasks) {
    const parents = new Set(tasks.filter(hasFailed).map((task) => task.parentId));
    return tasks.filter((task) => !(hasFailed(task) && parents.has(task.id)));
}
function cacheHitRate(tasks) {
    const hits = tasks.filter((task) => task.cache === 'hit').length;
    const misses = tasks.filter((task) => task.cache === 'miss').length;
    return hits + misses > 0 ? hits / (hits + misses) : null;
}
/** Durations of the work that was really done: cache hits are left out. Quantiles by simple-statistics. */
function durations(tasks) {
    const known = [];
    for (const task of tasks)
        if (task.durationMs !== null && task.cache !== 'hit')
            known.push(task.durationMs);
    known.sort((a, b) => a - b);
    const sum = known.reduce((total, value) => total + value, 0);
    const at = (p) => (known.length > 0 ? (0,simple_statistics/* quantileSorted */.Z4)(known, p) : null);
    return {
        taskDurationMs: sum,
        meanTaskMs: known.length > 0 ? sum / known.length : null,
        p50TaskMs: at(0.5),
        p95TaskMs: at(0.95),
        p99TaskMs: at(0.99),
        maxTaskMs: known.at(-1) ?? null,
    };
}
/** Sum of what is known; null when nothing is. */
function metrics_addKnown(values) {
    const known = values.filter((value) => value !== null);
    return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) : null;
}
/** Cost of this build and of the stored ones that started in the window before this build's end. */
function costWithin(build, history, own, windowMs) {
    if (build.startTimeMs === null)
        return own;
    const end = build.startTimeMs + (build.durationMs ?? 0);
    const inWindow = (timeMs) => timeMs > end - windowMs && timeMs <= end;
    const stored = history.builds
        .filter((past) => past.id !== build.id && inWindow(past.startTimeMs))
        .map((past) => past.costUsd);
    const current = build.tasks
        .filter((task) => task.startTimeMs === null || inWindow(task.startTimeMs))
        .map((task) => task.costUsd);
    return metrics_addKnown([...stored, ...current]);
}
function topErrors(tasks, events) {
    const counts = new Map();
    const types = events.length > 0
        ? events.map((event) => String(event.attributes['error.type'] ?? event.type))
        : tasks.filter(hasFailed).map((task) => task.errorType ?? task.result);
    for (const type of types)
        counts.set(type, (counts.get(type) ?? 0) + 1);
    return [...counts]
        .map(([type, count]) => ({ type, count }))
        .sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1))
        .slice(0, 10);
}
function byModel(tasks) {
    const models = new Map();
    for (const task of tasks) {
        if (task.model === null)
            continue;
        const entry = models.get(task.model) ?? { tasks: 0, costUsd: 0, tokens: 0 };
        entry.tasks += 1;
        entry.costUsd += task.costUsd ?? 0;
        entry.tokens += sumTokens(task) ?? 0;
        models.set(task.model, entry);
    }
    return [...models]
        .map(([model, entry]) => ({ model, ...entry }))
        .sort((a, b) => b.tasks - a.tasks || (a.model < b.model ? -1 : 1));
}

;// CONCATENATED MODULE: ./build/thresholds/metrics.js
const findSlow = 'Look at the slowest tasks in the report; retry or time-box calls that hang, and split work that grew.';
const findCost = 'Look at cost by model in the report; move simple tasks to a smaller model or cut repeated context.';
const findErrors = 'Start with the most frequent error in the report; its first occurrence is named there.';
const findFailures = 'Open the failing tasks in the report, the newly failing first.';
/** By the name used in the configuration. */
const thresholdMetrics = {
    success_rate: { unit: 'ratio', title: 'Success rate', action: findFailures, baseline: false },
    error_rate: { unit: 'ratio', title: 'Error rate', action: findErrors, baseline: false },
    errors: { unit: 'count', title: 'Errors', action: findErrors, baseline: false },
    failed_tasks: { unit: 'count', title: 'Failed tasks', action: findFailures, baseline: false },
    tasks: {
        unit: 'count',
        title: 'Tasks',
        action: 'Check that the build still runs what it should, and nothing twice.',
        baseline: false,
    },
    duration: { unit: 'ms', title: 'Build duration', action: findSlow, baseline: true },
    avg_duration: { unit: 'ms', title: 'Mean task duration', action: findSlow, baseline: false },
    p50_duration: { unit: 'ms', title: 'Median task duration', action: findSlow, baseline: false },
    p95_duration: { unit: 'ms', title: 'p95 task duration', action: findSlow, baseline: false },
    p99_duration: { unit: 'ms', title: 'p99 task duration', action: findSlow, baseline: false },
    max_duration: { unit: 'ms', title: 'Slowest task', action: findSlow, baseline: false },
    cost: { unit: 'usd', title: 'Cost', action: findCost, baseline: true },
    avg_cost_per_task: { unit: 'usd', title: 'Mean cost per task', action: findCost, baseline: false },
    daily_cost: { unit: 'usd', title: 'Cost in 24 hours', action: findCost, baseline: false },
    hourly_cost: { unit: 'usd', title: 'Cost in 1 hour', action: findCost, baseline: false },
    tokens: { unit: 'tokens', title: 'Tokens', action: findCost, baseline: true },
    cache_hit_rate: {
        unit: 'ratio',
        title: 'Cache hit rate',
        action: 'Find what changed the cache keys: toolchain, lock files, environment or a shared header.',
        baseline: false,
    },
    security_violations: {
        unit: 'count',
        title: 'Security violations',
        action: 'Treat each one before merging: remove the secret or unsafe code, and rotate what may have leaked.',
        baseline: false,
    },
};

;// CONCATENATED MODULE: ./build/alerts.js
/** Turns what was found into alerts: thresholds, regressions, a missing baseline, an incomplete build. */




const severity = { info: 0, warning: 1, error: 2, critical: 3 };
/** Most severe first; equal levels keep thresholds, then the largest changes. */
function sortAlerts(alerts) {
    return [...alerts].sort((a, b) => severity[b.level] - severity[a.level]);
}
/** Whether an alert is at or above the level that closes the gate. */
function closesGate(alert, failOn) {
    return failOn !== 'never' && severity[alert.level] >= severity[failOn];
}
/** Alerts of the thresholds that fired and are not superseded. */
function alertThresholds(outcomes, build, metrics) {
    return outcomes
        .filter((outcome) => outcome.fired && !outcome.superseded)
        .map((outcome) => alertThreshold(outcome, build, metrics));
}
function alertThreshold(outcome, build, metrics) {
    const known = thresholdMetrics[outcome.metric];
    const value = formatUnit(outcome.value, outcome.unit);
    const limit = formatUnit(outcome.limit, outcome.unit);
    const which = outcome.comparison === 'above' ? 'above' : 'below';
    return {
        id: outcome.id,
        level: outcome.level,
        source: 'threshold',
        message: `${known?.title ?? outcome.metric}: ${value}, ${which} the limit of ${limit}`,
        action: known?.action ?? '',
        value: outcome.value,
        limit: outcome.limit,
        unit: outcome.unit,
        context: thresholdContext(outcome, build, metrics),
    };
}
/** What helps to debug it: the first failures, the dearest model, the slowest task. */
function thresholdContext({ metric }, build, metrics) {
    const context = {};
    const add = (key, value) => {
        if (value !== undefined)
            context[key] = value;
    };
    if (metric === 'security_violations') {
        const first = build.events.find(isSecurityEvent);
        add('first', first && [first.type, first.message].filter(Boolean).join(': '));
        add('file', first?.attributes['file.path']?.toString());
    }
    if (/success|failed|error/.test(metric)) {
        add('failed', `${metrics.failedTasks} of ${plural(metrics.tasks, 'task')}`);
        add('first failed', finalTasks(build.tasks).find(hasFailed)?.name);
        const [top] = metrics.topErrors;
        add('most frequent error', top && `${top.type} (${top.count})`);
    }
    if (/cost|tokens/.test(metric)) {
        add('this build', formatUnit(metrics.costUsd, 'usd'));
        const [model] = [...metrics.models].sort((a, b) => b.costUsd - a.costUsd);
        add('dearest model', model && `${model.model} (${formatUnit(model.costUsd, 'usd')})`);
    }
    if (/duration/.test(metric)) {
        const slowest = build.tasks.reduce((worst, task) => ((task.durationMs ?? -1) > (worst?.durationMs ?? -1) ? task : worst), null);
        add('slowest task', slowest ? `${slowest.name} (${formatUnit(slowest.durationMs, 'ms')})` : undefined);
    }
    return context;
}
const units = { duration: 'ms', cost: 'usd', tokens: 'tokens' };
/** Alerts of the changes that have a level. */
function alertChanges(changes, isPullRequest) {
    return changes.flatMap((change) => change.level === null ? [] : [alertChange(change, change.level, isPullRequest)]);
}
function alertChange(change, level, isPullRequest) {
    const { series } = change;
    const subject = series.scope === 'build' ? 'the build' : (series.task ?? '');
    const by = formatChange(change.ratio).replace(/^\+/, '');
    const words = {
        duration: `is ${by} slower`,
        cost: `costs ${by} more`,
        tokens: `takes ${by} more tokens`,
    }[series.measure];
    const from = formatMeasure(change.from, series.measure);
    const to = formatMeasure(change.to, series.measure);
    // A task's name stays as it is; "the build" begins the sentence.
    const start = change.verdict === 'suspect' ? 'Suspected: ' : '';
    const sentence = `${start}${subject} ${words} (${from} → ${to})`;
    return {
        id: `regression:${series.scope}:${series.measure}:${series.kind ?? ''}:${series.task ?? ''}`,
        level,
        source: 'regression',
        message: sentence.replace(/^the build/, 'The build'),
        action: adviseOnChange(change, isPullRequest),
        value: change.to,
        limit: change.from,
        unit: units[series.measure],
        context: changeContext(change),
    };
}
function adviseOnChange(change, isPullRequest) {
    if (change.verdict === 'suspect') {
        return isPullRequest
            ? 'Re-run this job twice: three slow runs confirm it, fast ones clear it.'
            : 'Wait for two more builds: three slow ones in a row confirm it.';
    }
    const { since } = change;
    if (since?.commit && since.lastGoodCommit) {
        return `Look at the commits after ${since.lastGoodCommit.slice(0, 7)}, up to ${since.commit.slice(0, 7)}.`;
    }
    return isPullRequest
        ? 'Look at what this pull request adds to that work.'
        : 'Look at what changed with the first slow build.';
}
function changeContext(change) {
    const context = {
        baseline: `${change.baselineBuilds} builds, ${formatMeasure(change.band[0], change.series.measure)} to ${formatMeasure(change.band[1], change.series.measure)}`,
        newest: `${change.newestAbove} of the ${change.newest} newest are above all of them`,
    };
    if (change.since?.commit)
        context['since commit'] = change.since.commit.slice(0, 7);
    return context;
}
const missingWords = {
    missing: 'There is no history to compare with',
    unreachable: 'The history could not be reached, so nothing was compared',
    denied: 'The history may not be read by this run, so nothing was compared',
    corrupt: 'The history could not be read, so nothing was compared',
    'wrong-scope': 'A history exists, but not where this run may read it, so nothing was compared',
};
/** The alert of `on-missing-baseline`: nothing when a baseline is there, or grows, or none is asked for. */
function alertBaseline(baseline, policy) {
    if (baseline.status === 'ready' || baseline.status === 'learning' || policy === 'pass')
        return [];
    return [
        {
            id: 'baseline',
            level: policy === 'fail' ? 'critical' : 'warning',
            source: 'baseline',
            message: missingWords[baseline.status],
            action: baseline.status === 'missing'
                ? `Run this workflow on ${baseline.branch ?? 'the default branch'} so that a history grows.`
                : 'See the problems of this report for what stood in the way.',
            value: baseline.builds,
            limit: null,
            unit: 'count',
            context: { status: baseline.status, branch: baseline.branch ?? '' },
        },
    ];
}
/** Warnings about the build itself: failed, incomplete, or too damaged to judge. */
function alertBuild(build, metrics) {
    const warn = (id, message, action) => ({
        id,
        level: 'warning',
        source: 'build',
        message,
        action,
        value: null,
        limit: null,
        unit: 'count',
        context: { result: build.result },
    });
    const alerts = [];
    if (build.degraded) {
        alerts.push(warn('degraded', 'Too much of the log could not be read to judge this build', 'See the problems of this report.'));
    }
    else if (!build.complete) {
        alerts.push(warn('incomplete', 'The log does not hold the whole build, so its speed was not judged', 'Let the build write its log to the end, or upload it in a step that runs `if: always()`.'));
    }
    if (build.result !== 'success' && build.result !== 'unknown' && build.result !== 'skip') {
        const failed = metrics.failedTasks > 0 ? `: ${metrics.failedTasks} of ${metrics.tasks} tasks failed` : '';
        alerts.push(warn('build-failed', `The build ended in ${build.result}${failed}`, 'Start with the failing tasks.'));
    }
    return alerts;
}

;// CONCATENATED MODULE: ./build/stats/benjamini-hochberg.js
/** Which of many tests to believe. */
/**
 * Benjamini-Hochberg: the largest p that is accepted so that at most `rate` of the accepted are expected to
 * be false; 0 when none is. Source: R's p.adjust(p, "BH").
 */
function benjaminiHochberg(p, rate) {
    const sorted = [...p].sort((a, b) => a - b);
    for (let i = sorted.length; i > 0; i--) {
        const value = sorted[i - 1];
        if (value <= (rate * i) / sorted.length)
            return value;
    }
    return 0;
}

;// CONCATENATED MODULE: ./build/stats/sorted.js
/** Order statistics of values that are sorted already. */
/** Median of ascending values. @throws for none. */
function medianOfSorted(sorted, length = sorted.length) {
    if (length === 0)
        throw new Error('The median needs at least one value.');
    const middle = length >> 1;
    const upper = sorted[middle];
    return length % 2 === 1 ? upper : (sorted[middle - 1] + upper) / 2;
}
/**
 * Median absolute deviation of ascending values from their median, in one walk from the middle outwards.
 * Not scaled: × 1.4826 estimates a normal standard deviation.
 */
function madOfSorted(sorted, length = sorted.length) {
    const center = medianOfSorted(sorted, length);
    let low = ((length + 1) >> 1) - 1;
    let high = low + 1;
    let before = 0;
    let distance = 0;
    for (let taken = 0; taken <= length >> 1; taken++) {
        before = distance;
        const down = low >= 0 ? center - sorted[low] : Number.POSITIVE_INFINITY;
        const up = high < length ? sorted[high] - center : Number.POSITIVE_INFINITY;
        if (down <= up)
            low -= 1;
        else
            high += 1;
        distance = Math.min(down, up);
    }
    return length % 2 === 1 ? distance : (before + distance) / 2;
}

;// CONCATENATED MODULE: ./build/detect/comparable.js
/** Builds of the same series that are whole. @param branch null: all builds but other pull requests'. */
function findComparable(build, history, branch) {
    const { pullRequest } = build.context;
    const isChange = pullRequest !== null || (branch !== null && build.context.branch !== branch);
    const lastAttempt = findLastAttempts(history.builds);
    const past = [];
    const fresh = [];
    history.builds.forEach((stored, index) => {
        if (stored.name !== build.name || stored.id === build.id || !stored.complete || stored.degraded)
            return;
        if (build.startTimeMs !== null && stored.startTimeMs > build.startTimeMs)
            return;
        if (isChange && isSameChange(stored, build))
            fresh.push(index);
        else if (stored.pullRequest === null && (branch === null || stored.branch === branch)) {
            const sameRun = stored.runId !== null && stored.runId === build.context.runId;
            if (!sameRun && (stored.runId === null || lastAttempt.get(stored.runId) === index))
                past.push(index);
        }
    });
    return { past, fresh, isChange };
}
function isSameChange(stored, build) {
    const { pullRequest, branch } = build.context;
    if (pullRequest !== null)
        return stored.pullRequest === pullRequest;
    return stored.pullRequest === null && branch !== null && stored.branch === branch;
}
/** A re-run replaces the attempt before it: one run, one build. */
function findLastAttempts(builds) {
    const last = new Map();
    builds.forEach((stored, index) => {
        if (stored.runId === null)
            return;
        const before = last.get(stored.runId);
        const attempt = before === undefined ? 0 : (builds[before]?.runAttempt ?? 0);
        if (stored.runAttempt >= attempt)
            last.set(stored.runId, index);
    });
    return last;
}

;// CONCATENATED MODULE: ./build/stats/rank-counts.js
/** How many orders of two groups give each Mann-Whitney statistic, without ties. */
const cache = new Map();
/**
 * Upper tail counts of U for groups of `k` and `n` values: element u is the share of all orders with
 * U ≥ u, from 0 to k·n. Kept between calls.
 * Source: generating function of Mann and Whitney (1947), the Gaussian binomial coefficient.
 */
function upperTail(k, n) {
    const key = k * 4096 + n;
    const known = cache.get(key);
    if (known)
        return known;
    const tail = accumulate(countOrders(k, n));
    cache.set(key, tail);
    return tail;
}
function countOrders(k, n) {
    const top = k * n;
    const counts = new Float64Array(top + 1);
    counts[0] = 1;
    for (let i = 1; i <= k; i++) {
        // × (1 − q^(n+i)), then ÷ (1 − q^i).
        for (let u = top; u >= n + i; u--)
            counts[u] = at(counts, u) - at(counts, u - n - i);
        for (let u = i; u <= top; u++)
            counts[u] = at(counts, u) + at(counts, u - i);
    }
    return counts;
}
function accumulate(counts) {
    const tail = new Float64Array(counts.length);
    let sum = 0;
    for (let u = counts.length - 1; u >= 0; u--) {
        sum += at(counts, u);
        tail[u] = sum;
    }
    return tail.map((value) => value / sum);
}
function at(values, index) {
    return values[index];
}

;// CONCATENATED MODULE: ./build/stats/hodges-lehmann.js
/** How far one group lies above another, with a distribution-free interval. */

/**
 * Hodges-Lehmann shift: the median of all pairwise differences, and the interval that the rank test does
 * not reject at `confidence`; null when the groups are too small for one.
 * Source: R's wilcox.test(fresh, baseline, conf.int = TRUE, exact = TRUE).
 */
function hodgesLehmann(fresh, baseline, confidence) {
    const differences = new Float64Array(fresh.length * baseline.length);
    let index = 0;
    for (const a of fresh)
        for (const b of baseline)
            differences[index++] = a - b;
    differences.sort();
    const middle = differences.length >> 1;
    const odd = differences.length % 2 === 1;
    const upper = differences[middle];
    const shift = odd ? upper : (differences[middle - 1] + upper) / 2;
    const cut = cutOff(fresh.length, baseline.length, (1 - confidence) / 2);
    if (cut === 0)
        return { shift, interval: null };
    const interval = [differences[cut - 1], differences[differences.length - cut]];
    return { shift, interval };
}
/** How many extreme differences may be left out on each side. */
function cutOff(k, n, alpha) {
    const tail = upperTail(k, n);
    let cut = 0;
    while (cut < tail.length && tail[tail.length - 1 - cut] <= alpha)
        cut++;
    return cut;
}

;// CONCATENATED MODULE: ./build/stats/robust-sd.js
/** Spread of values that outliers cannot shrink: for judging one new value. */


/**
 * Robust standard deviation of ascending values: the largest of the scaled MAD, the scaled interquartile
 * range and the upper half-spread (84th percentile − median), so that a skewed or two-humped series is not
 * taken for a quiet one.
 */
function robustSd(sorted) {
    const values = Array.from(sorted);
    const iqr = (0,simple_statistics/* quantileSorted */.Z4)(values, 0.75) - (0,simple_statistics/* quantileSorted */.Z4)(values, 0.25);
    const upper = (0,simple_statistics/* quantileSorted */.Z4)(values, 0.8413) - medianOfSorted(sorted);
    return Math.max(1.4826 * madOfSorted(sorted), iqr / 1.349, upper);
}

;// CONCATENATED MODULE: ./build/detect/find-change-point.js
/** Since when: the split of the newest builds that separates slow from fast best. */
const reach = 15;
const around = 30;
/**
 * The index of the first value of the new level, among the last 15: the split with the largest standardised
 * rank statistic over the newest values.
 * @param values oldest first
 * @param direction 1: the new level is higher
 * Source: Pettitt (1979), standardised as for Mann-Whitney.
 */
function findChangePoint(values, direction) {
    const start = Math.max(0, values.length - reach - around);
    const ranks = rank(values.slice(start).map((value) => direction * value));
    const n = ranks.length;
    let best = values.length - 1;
    let bestScore = Number.NEGATIVE_INFINITY;
    let sum = 0;
    for (let k = 1; k <= Math.min(reach, n - 1); k++) {
        sum += ranks[n - k];
        const expected = (k * (n + 1)) / 2;
        const score = (sum - expected) / Math.sqrt((k * (n - k) * (n + 1)) / 12);
        if (score > bestScore) {
            bestScore = score;
            best = values.length - k;
        }
    }
    return best;
}
function rank(values) {
    const order = values.map((_, index) => index).sort((a, b) => values[a] - values[b]);
    const ranks = new Array(values.length);
    for (let start = 0; start < order.length;) {
        let end = start + 1;
        while (end < order.length && values[order[end]] === values[order[start]])
            end++;
        for (let i = start; i < end; i++)
            ranks[order[i]] = (start + end + 1) / 2;
        start = end;
    }
    return ranks;
}

;// CONCATENATED MODULE: ./build/detect/describe-change.js
/** The evidence of one change: sizes, interval, since when, noise. */





const sparkLength = 30;
/** Describes a change that was found; its level is set by the caller. @param points oldest first */
function describeChange(series, verdict, judgement, points) {
    const scan = verdict === 'confirmed' ? judgement.slower : verdict === 'improvement' ? judgement.faster : null;
    const newest = scan?.newest ?? 1;
    const baseline = Array.from(scan?.baseline ?? judgement.baseline);
    const logs = points.map((point) => Math.log(point.value));
    const tail = logs.slice(-newest);
    const from = medianOfSorted(baseline);
    const to = medianOfSorted([...tail].sort((a, b) => a - b));
    const { interval } = hodgesLehmann(tail, baseline, 0.95);
    const highest = baseline.at(-1);
    const noise = Math.expm1(robustSd(baseline));
    return {
        verdict,
        series,
        from: fromLog(from),
        to: fromLog(to),
        ratio: Number((fromLog(to - from) - 1).toPrecision(10)),
        interval: interval === null ? null : [Math.expm1(interval[0]), Math.expm1(interval[1])],
        p: scan && !judgement.deterministic ? scan.p : null,
        newest,
        newestAbove: tail.filter((value) => value > highest).length,
        baselineBuilds: baseline.length,
        band: [Math.exp((0,simple_statistics/* quantileSorted */.Z4)(baseline, 0.1)), Math.exp((0,simple_statistics/* quantileSorted */.Z4)(baseline, 0.9))],
        noise,
        detectable: smallestChange(robustSd(baseline), baseline.length),
        deterministic: judgement.deterministic,
        since: findSince(logs, points, verdict),
        spark: points.slice(-sparkLength).map((point) => point.value),
    };
}
/** Twelve digits: what a logarithm and back adds in the last ones would decide at +20 % exactly. */
function fromLog(log) {
    return Number(Math.exp(log).toPrecision(12));
}
/**
 * The smallest relative change that 5 builds would confirm four times in five, by the normal approximation
 * of the rank test: z for p = 0.002 / 5 plus z for 80 % power.
 */
function smallestChange(sd, builds) {
    return Math.max(0.05, Math.expm1((3.35 + 0.84) * sd * Math.sqrt(1 / 5 + 1 / builds)));
}
function findSince(logs, points, verdict) {
    const index = verdict === 'suspect' ? logs.length - 1 : findChangePoint(logs, verdict === 'confirmed' ? 1 : -1);
    const first = points[index]?.build;
    if (first === undefined)
        return null;
    return {
        buildId: first.id,
        commit: first.commit,
        lastGoodCommit: points[index - 1]?.build.commit ?? null,
        buildsAgo: logs.length - 1 - index,
    };
}

;// CONCATENATED MODULE: ./build/detect/grow-baseline.js
/** The stretch of past builds that still describes today: level-aware, so that an old step is not in it. */

const block = 6;
/** Values that a baseline needs, and the most it uses. */
const minBaseline = 12;
const maxBaseline = 80;
/** Two blocks in a row that are off by more than this many robust standard deviations end the baseline. */
const tolerance = 1.5;
/** Noise below half a percent is not taken for a level. */
const minSd = 0.005;
/**
 * Grows backwards from `end` in blocks of 6 up to 80 values.
 * @param values logarithms, oldest first
 * @returns ascending values; fewer than 12 mean that there is no baseline yet.
 */
function growBaseline(values, end) {
    const sorted = new Float64Array(maxBaseline);
    let size = 0;
    let from = end;
    let pending = end;
    while (pending > 0 && end - pending < maxBaseline) {
        const start = Math.max(0, pending - block, end - maxBaseline);
        const settled = size >= minBaseline;
        if (!settled || isNear(values, start, pending, sorted, size)) {
            size = insertAll(sorted, size, values, start, from);
            from = start;
        }
        else if (from > pending) {
            break;
        }
        pending = start;
    }
    return sorted.subarray(0, size);
}
function isNear(values, start, end, sorted, size) {
    const sd = Math.max(minSd, 1.4826 * madOfSorted(sorted, size));
    const middle = medianOfSorted(sortedCopy(values, start, end));
    return Math.abs(middle - medianOfSorted(sorted, size)) <= tolerance * sd;
}
function sortedCopy(values, start, end) {
    const copy = new Float64Array(end - start);
    for (let i = start; i < end; i++)
        copy[i - start] = values[i];
    return copy.sort();
}
/** Insertion keeps the array sorted as it grows, which is cheaper than sorting it for every block. */
function insertAll(sorted, size, values, start, end) {
    let count = size;
    for (let i = start; i < end; i++) {
        const value = values[i];
        let at = count;
        while (at > 0 && sorted[at - 1] > value) {
            sorted[at] = sorted[at - 1];
            at -= 1;
        }
        sorted[at] = value;
        count += 1;
    }
    return count;
}

;// CONCATENATED MODULE: ./build/stats/mann-whitney.js
/** Exact one-sided Mann-Whitney test of a few new values against many old ones. */

/**
 * Probability, were all values of one kind, that `fresh` ranks at least as high as it does.
 * Exact, with ties by midranks (the permutation distribution).
 * @param baseline ascending
 * @throws for an empty group
 * Source: scipy.stats.mannwhitneyu(fresh, baseline, alternative='greater', method='exact') without ties;
 * scipy.stats.permutation_test on the rank sum with ties.
 */
function mannWhitneyGreater(fresh, baseline) {
    const k = fresh.length;
    const n = baseline.length;
    if (k === 0 || n === 0)
        throw new Error('The Mann-Whitney test needs two groups.');
    const u2 = fresh.reduce((sum, value) => sum + winsTwice(value, baseline), 0);
    if (!hasTies(fresh, baseline))
        return upperTail(k, n)[u2 / 2];
    return tiedTail(fresh, baseline, u2);
}
/** Twice the number of baseline values below `value`, ties counting half. */
function winsTwice(value, baseline) {
    return lowerBound(baseline, value) + upperBound(baseline, value);
}
function lowerBound(sorted, value) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (sorted[middle] < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
function upperBound(sorted, value) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (sorted[middle] <= value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
function hasTies(fresh, baseline) {
    for (let i = 1; i < baseline.length; i++)
        if (baseline[i] === baseline[i - 1])
            return true;
    const seen = new Set(fresh);
    if (seen.size < fresh.length)
        return true;
    return fresh.some((value) => baseline[lowerBound(baseline, value)] === value);
}
/** Walks the groups of equal values, counting the ways to draw j of them with each doubled rank sum. */
function tiedTail(fresh, baseline, u2) {
    const k = fresh.length;
    const all = [...fresh, ...Array.from(baseline)].sort((a, b) => a - b);
    const top = 2 * k * all.length;
    let ways = Array.from({ length: k + 1 }, () => new Float64Array(top + 1));
    ways[0][0] = 1;
    for (let start = 0; start < all.length;) {
        let end = start + 1;
        while (end < all.length && all[end] === all[start])
            end++;
        ways = addGroup(ways, end - start, start + end + 1);
        start = end;
    }
    // Rank sums count the fresh values among themselves; U does not.
    const limit = u2 + k * (k + 1);
    const drawn = ways[k];
    let above = 0;
    let total = 0;
    for (let sum = 0; sum <= top; sum++) {
        total += drawn[sum];
        if (sum >= limit)
            above += drawn[sum];
    }
    return above / total;
}
/** @param rank2 twice the midrank of the group's values */
function addGroup(ways, size, rank2) {
    return ways.map((_, j) => {
        const next = new Float64Array(ways[0].length);
        for (let c = 0; c <= Math.min(j, size); c++) {
            const from = ways[j - c];
            const factor = choose(size, c);
            for (let sum = 0; sum + c * rank2 < next.length; sum++) {
                const count = from[sum];
                if (count > 0)
                    next[sum + c * rank2] = next[sum + c * rank2] + count * factor;
            }
        }
        return next;
    });
}
function choose(n, k) {
    let product = 1;
    for (let i = 1; i <= k; i++)
        product = (product * (n - k + i)) / i;
    return product;
}

;// CONCATENATED MODULE: ./build/detect/judge-series.js
/** The detector: is the newest stretch of one series slower than its past? See docs/detection.md. */




const windows = [3, 4, 5, 7, 10];
const suspectZ = 5;
const suspectRatio = 0.1;
/** Below this noise a robust z means nothing: clocks and schedulers alone give as much. */
const minSuspectSd = 0.01;
/** Judges one series from its past alone. `learning` while there are fewer than 12 baseline values. */
function judgeSeries(input) {
    const logs = Float64Array.from(input.values, Math.log);
    const baselines = new Map();
    // A pull request is compared with its base branch, whatever it did before.
    const baselineBefore = (k) => {
        const end = logs.length - (input.fresh > 0 ? input.fresh : k);
        const known = baselines.get(end) ?? growBaseline(logs, end);
        baselines.set(end, known);
        return known;
    };
    const baseline = baselineBefore(1);
    if (baseline.length < minBaseline)
        return learning;
    if (input.exact && baseline[0] === baseline.at(-1))
        return judgeExact(input, logs, baseline);
    return {
        learning: false,
        baseline,
        slower: scan(input, logs, baselineBefore, 1),
        faster: scan(input, logs, baselineBefore, -1),
        suspect: isSuspect(logs[logs.length - 1], baseline, input.gate),
        deterministic: false,
    };
}
const learning = {
    learning: true,
    baseline: new Float64Array(0),
    slower: null,
    faster: null,
    suspect: false,
    deterministic: false,
};
/** A series without any spread: the first change over the gate is a change. */
function judgeExact(input, logs, baseline) {
    const newest = logs[logs.length - 1];
    const found = { p: 0, newest: 1, baseline };
    return {
        learning: false,
        baseline,
        slower: passesGate(newest, medianOfSorted(baseline), input.gate, 1) ? found : null,
        faster: passesGate(newest, medianOfSorted(baseline), input.gate, -1) ? found : null,
        suspect: false,
        deterministic: true,
    };
}
/** Whether `to` lies over `from` (logarithms) by the relative and the absolute gate, in one direction. */
function passesGate(to, from, gate, direction) {
    // An improvement of 5 % is the mirror of a slowdown of 5 %.
    if (direction * (to - from) < Math.log1p(gate.ratio))
        return false;
    return Math.abs(Math.exp(to) - Math.exp(from)) >= gate.floor;
}
function isSuspect(newest, baseline, gate) {
    const from = medianOfSorted(baseline);
    const wide = { ...gate, ratio: Math.max(gate.ratio, suspectRatio) };
    if (newest <= baseline.at(-1) || !passesGate(newest, from, wide, 1))
        return false;
    return (newest - from) / Math.max(robustSd(baseline), minSuspectSd) >= suspectZ;
}
/** Exact rank test of the last k values against the baseline before them, for each k that the gate lets through. */
function scan({ fresh, gate }, logs, baselineBefore, direction) {
    let best = null;
    for (const k of windows) {
        if (fresh > 0 ? k > fresh : k >= logs.length)
            break;
        const baseline = baselineBefore(k);
        if (baseline.length < minBaseline)
            break;
        const tail = logs.slice(-k).sort();
        if (!passesGate(medianOfSorted(tail), medianOfSorted(baseline), gate, direction)) {
            // A stretch whose newest builds are back at the old level is over.
            if (k === windows[0])
                return null;
            continue;
        }
        const fresher = Array.from(tail);
        const p = direction === 1
            ? mannWhitneyGreater(fresher, baseline)
            : mannWhitneyGreater(...mirror(fresher, baseline));
        if (best === null || p < best.p)
            best = { p, newest: k, baseline };
    }
    return best === null ? null : { ...best, p: Math.min(1, windows.length * best.p) };
}
function mirror(tail, baseline) {
    return [tail.map((value) => -value), baseline.map((value) => -value).reverse()];
}

;// CONCATENATED MODULE: ./build/thresholds/limit.js
const durationUnits = {
    ms: 1,
    s: 1000,
    m: 60_000,
    min: 60_000,
    h: 3_600_000,
};
const examples = {
    ratio: '`80%`',
    ms: '`500ms`, `10s`, `5m` or `1h`',
    usd: '`$10`',
    count: 'a whole number',
    tokens: 'a number of tokens',
    bytes: 'a number of bytes',
};
/**
 * Reads a limit for a metric of a unit.
 * @param baseline whether the metric may be compared with its baseline
 * @returns the limit, or what is wrong and how to write it.
 */
function parseLimit(text, unit, baseline) {
    const written = String(text).trim();
    const relative = /^([+-]\s*\d+(?:\.\d+)?)\s*%\s*(?:of|over|than)\s+(?:the\s+)?baseline$/i.exec(written);
    if (relative)
        return parseRelative(Number(relative[1]?.replace(/\s/g, '')), written, baseline);
    const fixed = parseFixed(written, unit);
    if (fixed !== null)
        return { fixed };
    return { wrong: `\`${written}\` cannot be read as a limit.`, fix: explain(written, unit, baseline) };
}
function parseRelative(percent, written, baseline) {
    if (baseline)
        return { overBaseline: percent / 100 };
    return {
        wrong: `\`${written}\`: this metric has no baseline of its own.`,
        fix: 'Relative limits work for `duration`, `cost` and `tokens`; write a fixed limit.',
    };
}
function parseFixed(text, unit) {
    const number = '(\\d+(?:[_,]\\d{3})*(?:\\.\\d+)?)';
    const patterns = {
        ratio: new RegExp(`^${number}\\s*%$`),
        ms: new RegExp(`^${number}\\s*(ms|s|min|m|h)$`),
        usd: new RegExp(`^(?:\\$\\s*${number}|${number}\\s*(?:\\$|USD))$`, 'i'),
        count: new RegExp(`^${number}$`),
        tokens: new RegExp(`^${number}$`),
        bytes: new RegExp(`^${number}$`),
    };
    const match = patterns[unit].exec(text);
    if (!match)
        return null;
    const value = Number((match[1] ?? match[2] ?? '').replace(/[_,]/g, ''));
    if (unit === 'ratio')
        return value <= 100 ? value / 100 : null;
    if (unit === 'ms')
        return value * (durationUnits[match[2] ?? 'ms'] ?? 1);
    return value;
}
function explain(text, unit, baseline) {
    const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(text);
    if (baseline && percent) {
        const over = Number(percent[1]) - 100;
        return over > 0 ? `Write \`+${over}% of baseline\`.` : `Write \`+${percent[1]}% of baseline\`.`;
    }
    const fraction = Number(text);
    if (unit === 'ratio' && text !== '' && fraction >= 0 && fraction <= 1) {
        return `Write it as a percentage: \`${Number((fraction * 100).toFixed(6))}%\`.`;
    }
    if (unit === 'usd' && Number.isFinite(fraction))
        return `Write it as money: \`$${text}\`.`;
    if (unit === 'ms' && Number.isFinite(fraction))
        return `Write the unit: \`${text}ms\` or \`${text}s\`.`;
    return `Write ${examples[unit]}${baseline ? ', or `+10% of baseline`' : ''}.`;
}

;// CONCATENATED MODULE: ./build/detect/levels.js


const buildLevels = { warning: 0.05, error: 0.2, critical: 0.5 };
const taskLevels = { warning: 0.05, error: 0.5, critical: null };
/** Levels of one series. */
function levelsOf(series, rule) {
    return { ...(series.scope === 'build' ? buildLevels : taskLevels), ...rule?.levels };
}
/** The first rule that matches. */
function findRule(rules, series) {
    const matches = (rule) => (rule.measure === null || rule.measure === series.measure) &&
        (series.scope === 'build' ? rule.series === 'build' : matchPattern(rule.series, series.task ?? ''));
    return rules.find(matches) ?? null;
}
/** The level of a change; null when it is not worth an alert. Suspects warn, improvements never do. */
function levelOf(change, levels) {
    if (change.verdict === 'improvement')
        return null;
    if (change.verdict === 'suspect')
        return levels.warning === null ? null : 'warning';
    const over = (limit) => limit !== null && change.ratio >= limit;
    if (over(levels.critical))
        return 'critical';
    if (over(levels.error))
        return 'error';
    return over(levels.warning) ? 'warning' : null;
}
/** `*` stands for any text; compared in one walk, so that no pattern can be slow. */
function matchPattern(pattern, name) {
    const parts = pattern.split('*');
    const first = parts[0];
    if (parts.length === 1)
        return pattern === name;
    const last = parts.at(-1);
    if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length)
        return false;
    let at = first.length;
    for (const part of parts.slice(1, -1)) {
        const found = name.indexOf(part, at);
        if (found < 0 || found + part.length > name.length - last.length)
            return false;
        at = found + part.length;
    }
    return at <= name.length - last.length;
}
const ruleKeys = ['series', 'measure', 'warning', 'error', 'critical', 'floor'];
const measures = ['duration', 'cost', 'tokens'];
const levels_units = { duration: 'ms', cost: 'usd', tokens: 'tokens' };
/** Reads the configuration's `regressions`. */
function readRegressionRules(written) {
    const problems = [];
    if (written === undefined || written === null)
        return { rules: [], problems };
    if (!Array.isArray(written)) {
        problems.push(wrong('regressions', 'This is not a list of rules.', 'Write `- series: build` under it.'));
        return { rules: [], problems };
    }
    const rules = written.flatMap((value, index) => readRule(value, `regressions[${index}]`, problems));
    return { rules, problems };
}
function readRule(value, where, problems) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        problems.push(wrong(where, 'This is not a rule.', 'Write `series: build` and levels under it.'));
        return [];
    }
    const entry = value;
    for (const key of Object.keys(entry).filter((name) => !ruleKeys.includes(name))) {
        problems.push(wrong(`${where}.${key}`, `There is no key \`${key}\` in a regression rule.`, (0,suggest/* suggest */.Z)(key, ruleKeys)));
    }
    const { series, measure = null } = entry;
    if (typeof series !== 'string' || series === '') {
        problems.push(wrong(where, 'It names no series.', 'Write `series: build`, or a task name with `*`.'));
        return [];
    }
    if (measure !== null && !measures.includes(measure)) {
        problems.push(wrong(`${where}.measure`, `\`${String(measure)}\` is not a measure.`, (0,suggest/* suggest */.Z)(String(measure), measures)));
        return [];
    }
    const levels = {};
    for (const level of ['warning', 'error', 'critical']) {
        if (entry[level] === undefined)
            continue;
        levels[level] = readRatio(entry[level], `${where}.${level}`, problems);
    }
    const floor = readFloor(entry['floor'], measure, `${where}.floor`, problems);
    return [{ series, measure: measure, levels, floor }];
}
/** `+20%`, or `off`. */
function readRatio(value, where, problems) {
    if (value === 'off' || value === false)
        return null;
    const match = /^\+?\s*(\d+(?:\.\d+)?)\s*%$/.exec(String(value).trim());
    if (match)
        return Number(match[1]) / 100;
    problems.push(wrong(where, `\`${String(value)}\` is not a relative change.`, 'Write `+20%`, or `off`.'));
    return null;
}
function readFloor(value, measure, where, problems) {
    if (value === undefined)
        return null;
    const unit = levels_units[measure ?? 'duration'];
    const limit = parseLimit(String(value), unit, false);
    if ('fixed' in limit)
        return limit.fixed;
    if ('wrong' in limit)
        problems.push(wrong(where, limit.wrong, limit.fix));
    return null;
}
function wrong(where, what, fix) {
    return {
        level: 'error',
        code: 'invalid-regression-rule',
        where: `configuration key \`${where}\``,
        what,
        fix,
    };
}

;// CONCATENATED MODULE: ./build/detect/task-values.js
/** One number a build for each task: what the detector looks at. */

/**
 * The task's value in every build: NaN where it did not run, failed, or came from a cache. Of several
 * attempts the last counts, of several repeats the median.
 * @param success the code of `success` in `series.result`
 * @param values one place a build, overwritten: a history has too many series for an array each
 * @returns false when the series has no such number
 */
function readSeriesValues(series, measure, success, values) {
    const column = { duration: series.durationMs, cost: series.costUsd, tokens: series.tokens }[measure];
    if (column === null)
        return false;
    values.fill(Number.NaN);
    const rows = series.build;
    for (let start = 0; start < rows.length;) {
        let end = start + 1;
        while (end < rows.length && rows[end] === rows[start])
            end++;
        values[rows[start]] = valueOfBuild(series, column, start, end, success);
        start = end;
    }
    return true;
}
function valueOfBuild(series, column, start, end, success) {
    const counts = (row) => series.result[row] === success && series.cached[row] === 0;
    if (end - start === 1)
        return counts(start) ? column[start] : Number.NaN;
    let attempt = 0;
    for (let row = start; row < end; row++)
        attempt = Math.max(attempt, series.attempt[row]);
    const found = [];
    for (let row = start; row < end; row++) {
        const value = column[row];
        if (series.attempt[row] === attempt && counts(row) && !Number.isNaN(value))
            found.push(value);
    }
    return medianOf(found);
}
/** The current build's values by `taskKey`, under the same rules. */
function readCurrentValues(tasks) {
    const groups = new Map();
    for (const task of finalTasks(tasks)) {
        if (task.result !== 'success' || task.cache === 'hit')
            continue;
        const key = taskKey(task.kind, task.name);
        const group = groups.get(key);
        if (group)
            group.push(task);
        else
            groups.set(key, [task]);
    }
    const known = (values) => medianOf(values.filter((value) => value !== null));
    return new Map([...groups].map(([key, group]) => [
        key,
        {
            duration: known(group.map((task) => task.durationMs)),
            cost: known(group.map((task) => task.costUsd)),
            tokens: known(group.map(sumTokens)),
        },
    ]));
}
/** Identity of a task across builds. */
function taskKey(kind, name) {
    return `${kind}\0${name}`;
}
function medianOf(values) {
    if (values.length === 0)
        return Number.NaN;
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    const upper = sorted[middle];
    return sorted.length % 2 === 1 ? upper : (sorted[middle - 1] + upper) / 2;
}

;// CONCATENATED MODULE: ./build/detect/index.js
/**
 * Regressions of one build: duration, cost and tokens of the build and of each task, against the history.
 * The rule and its measured error rates: docs/detection.md.
 */










/** Up to so many series each is tested at a fixed level; above, the false discovery rate is held. */
const fewSeries = 200;
const confirmP = 0.002;
const discoveryRate = 0.1;
const detect_measures = ['duration', 'cost', 'tokens'];
const success = RESULTS.indexOf('success');
/** Judges a build from its history alone. A build that is not whole is compared with nothing. */
function detect(build, history, options) {
    const comparable = findComparable(build, history, options.baselineBranch);
    const whole = build.complete && !build.degraded;
    const ofBuild = whole ? judgeBuild(build, history, comparable, options.rules) : [];
    const ofTasks = judgeTasks(build, history, comparable, options.rules);
    const judged = whole ? [...ofBuild, ...ofTasks] : [];
    const tested = judged.filter((series) => !series.judgement.learning);
    const limit = findLimit(tested);
    const succeeded = comparable.past.filter((index) => history.builds[index]?.result === 'success');
    const baselines = new Map(ofTasks
        .filter((series) => series.key.measure === 'duration')
        .map((series) => [
        taskKey(series.key.kind ?? '', series.key.task ?? ''),
        describeTask(series.judgement),
    ]));
    return {
        status: succeeded.length === 0 ? 'missing' : succeeded.length < minBaseline ? 'learning' : 'ready',
        baseline: describePast(build, history, succeeded),
        changes: tested.flatMap((series) => toChange(series, limit, options.rules)).sort(compareChanges),
        testing: {
            series: tested.length,
            learning: judged.length - tested.length,
            expectedFalseAlarms: expectFalseAlarms(tested, limit),
        },
        medians: medians(ofBuild),
        taskBaseline: (kind, name) => baselines.get(taskKey(kind, name)),
    };
}
function judgeBuild(build, history, comparable, rules) {
    if (build.result !== 'success')
        return [];
    const tasks = finalTasks(build.tasks);
    const add = (values) => {
        const known = values.filter((value) => value !== null);
        return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) : null;
    };
    const current = {
        duration: build.durationMs,
        cost: add(build.tasks.map((task) => task.costUsd)),
        tokens: add(build.tasks.map(sumTokens)),
    };
    const onlyJobs = tasks.length > 0 && tasks.every((task) => coarseKinds.includes(task.kind));
    return detect_measures.flatMap((measure) => {
        const key = { scope: 'build', measure, task: null, kind: onlyJobs ? 'job' : null };
        const read = (index) => {
            const stored = history.builds[index];
            const value = { duration: stored.durationMs, cost: stored.costUsd, tokens: stored.tokens }[measure];
            return stored.result === 'success' && value !== null ? value : Number.NaN;
        };
        return judge(key, read, current[measure] ?? Number.NaN, build, history, comparable, rules);
    });
}
function judgeTasks(build, history, comparable, rules) {
    const current = readCurrentValues(build.tasks);
    const past = new Float64Array(history.builds.length);
    const read = (index) => past[index];
    const judged = [];
    for (const series of history.series) {
        const values = current.get(taskKey(series.kind, series.name));
        if (values === undefined)
            continue;
        for (const measure of detect_measures) {
            if (Number.isNaN(values[measure]))
                continue;
            if (!readSeriesValues(series, measure, success, past))
                continue;
            const key = { scope: 'task', measure, task: series.name, kind: series.kind };
            judged.push(...judge(key, read, values[measure], build, history, comparable, rules));
        }
    }
    return judged;
}
/** A baseline in front of the longest window, with room for the blocks that end it. */
const maxPast = 110;
const maxFresh = 9;
/** The newest builds that have a value, oldest first. */
function newestKnown(indexes, read, most) {
    const found = [];
    for (let i = indexes.length - 1; i >= 0 && found.length < most; i--) {
        const index = indexes[i];
        if (!Number.isNaN(read(index)))
            found.push(index);
    }
    return found.reverse();
}
/** Zero has no logarithm; nothing that is measured here is smaller than this. */
const smallest = 1e-6;
function judge(key, read, current, build, history, comparable, rules) {
    if (Number.isNaN(current))
        return [];
    const fresh = newestKnown(comparable.fresh, read, maxFresh);
    const builds = [...newestKnown(comparable.past, read, maxPast), ...fresh];
    const values = [...builds.map((index) => Math.max(smallest, read(index))), Math.max(smallest, current)];
    const judgement = judgeSeries({
        values,
        fresh: comparable.isChange ? fresh.length + 1 : 0,
        gate: gateOf(key, rules),
        exact: key.measure !== 'duration',
    });
    const moved = judgement.slower !== null || judgement.faster !== null || judgement.suspect;
    const points = moved
        ? values.map((value, i) => ({
            value,
            build: i < builds.length ? pointOf(history, builds[i]) : ofCurrent(build),
        }))
        : [];
    return [{ key, judgement, points }];
}
function pointOf(history, index) {
    const { id, commit } = history.builds[index];
    return { id, commit };
}
function ofCurrent(build) {
    return { id: build.id, commit: build.context.commit };
}
/** Kinds that GitHub times to the second: smaller changes mean nothing there. */
const coarseKinds = ['job', 'step'];
const coarseFloorMs = 3000;
function gateOf(key, rules) {
    const rule = findRule(rules, key);
    const fallback = {
        duration: key.kind !== null && coarseKinds.includes(key.kind)
            ? coarseFloorMs
            : key.scope === 'build'
                ? 1000
                : 100,
        cost: 0.01,
        tokens: 1,
    }[key.measure];
    return { ratio: Math.min(0.05, levelsOf(key, rule).warning ?? 0.05), floor: rule?.floor ?? fallback };
}
/** The largest p that confirms a task's change. */
function findLimit(tested) {
    if (tested.length <= fewSeries)
        return confirmP;
    return benjaminiHochberg(tested.map((series) => series.judgement.slower?.p ?? 1), discoveryRate);
}
function expectFalseAlarms(tested, limit) {
    if (tested.length <= fewSeries)
        return tested.length * confirmP;
    return discoveryRate * tested.filter((series) => (series.judgement.slower?.p ?? 1) <= limit).length;
}
function toChange(series, limit, rules) {
    const { key, judgement, points } = series;
    const confirmAt = key.scope === 'build' ? Math.max(limit, confirmP) : limit;
    const isConfirmed = (p) => p !== undefined && p <= confirmAt;
    const verdict = isConfirmed(judgement.slower?.p)
        ? 'confirmed'
        : judgement.suspect
            ? 'suspect'
            : isConfirmed(judgement.faster?.p)
                ? 'improvement'
                : null;
    if (verdict === null)
        return [];
    const change = describeChange(key, verdict, judgement, points);
    return [{ ...change, level: levelOf(change, levelsOf(key, findRule(rules, key))) }];
}
const order = ['confirmed', 'suspect', 'improvement'];
function compareChanges(a, b) {
    const place = (change) => order.indexOf(change.verdict) * 2 + (change.series.scope === 'build' ? 0 : 1);
    const size = Math.abs(Math.log1p(b.ratio)) - Math.abs(Math.log1p(a.ratio));
    return place(a) - place(b) || size || ((a.series.task ?? '') < (b.series.task ?? '') ? -1 : 1);
}
function describeTask({ learning, baseline }) {
    return { medianMs: learning ? null : Math.exp(medianOfSorted(baseline)), builds: baseline.length };
}
function medians(ofBuild) {
    const of = (measure) => {
        const found = ofBuild.find((series) => series.key.measure === measure && !series.judgement.learning);
        return found ? Math.exp(medianOfSorted(found.judgement.baseline)) : null;
    };
    return { duration: of('duration'), cost: of('cost'), tokens: of('tokens') };
}
function describePast(build, history, past) {
    const builds = past.map((index) => history.builds[index]);
    const runners = new Map();
    for (const { runnerOs, runnerArch, cpuModel } of builds) {
        const runner = [[runnerOs, runnerArch].filter(Boolean).join('/'), cpuModel].filter(Boolean).join(' · ');
        if (runner !== '')
            runners.set(runner, (runners.get(runner) ?? 0) + 1);
    }
    return {
        builds: builds.length,
        historyBuilds: countRuns(build, history),
        oldestTimeMs: builds[0]?.startTimeMs ?? null,
        newestTimeMs: builds.at(-1)?.startTimeMs ?? null,
        runners: [...runners]
            .map(([runner, count]) => ({ runner, builds: count }))
            .sort((a, b) => b.builds - a.builds || (a.runner < b.runner ? -1 : 1)),
    };
}
/** Stored runs beside this one: a build that is checked again says the same. */
function countRuns(build, history) {
    const others = history.builds.filter((stored) => stored.id !== build.id);
    const runs = new Set(others.map((stored) => stored.runId ?? stored.id));
    if (build.context.runId !== null)
        runs.delete(build.context.runId);
    return runs.size;
}

;// CONCATENATED MODULE: ./build/headline.js

/** Says what decided, worst first, and for a clean build what it was compared with. */
function describeVerdict(report) {
    const worst = report.alerts[0];
    if (report.verdict === 'fail' && worst)
        return `The gate is closed: ${worst.message}${andMore(report)}`;
    if (report.verdict === 'warn' && worst)
        return `${worst.message}${andMore(report)}`;
    if (report.baseline.status !== 'ready')
        return noBaseline[report.baseline.status](report);
    const compared = `compared with ${plural(report.baseline.builds, 'build')}`;
    const improved = report.changes.filter((change) => change.verdict === 'improvement');
    if (improved[0])
        return `Improved: ${headline_nameChange(improved[0])}${more(improved.length - 1)}, ${compared}`;
    return `Nothing got worse, ${compared}`;
}
function andMore(report) {
    return more(report.alerts.length - 1, 'alert');
}
function more(count, noun = '') {
    if (count <= 0)
        return '';
    return ` and ${noun ? plural(count, `more ${noun}`) : `${count} more`}`;
}
function headline_nameChange(change) {
    const subject = change.series.scope === 'build' ? 'the build' : change.series.task;
    const measure = change.series.measure === 'duration' ? '' : ` ${change.series.measure}`;
    return `${subject}${measure} ${formatChange(change.ratio)}`;
}
const noBaseline = {
    learning: (r) => `Still learning: ${plural(r.baseline.builds, 'comparable build')} so far, regressions are judged from 12 on`,
    missing: () => 'First build of this series: nothing to compare with yet',
    unreachable: () => 'Nothing was compared: the history could not be reached',
    denied: () => 'Nothing was compared: this run may not read the history',
    corrupt: () => 'Nothing was compared: the history could not be read',
    'wrong-scope': () => 'Nothing was compared: the history lies where this run may not read it',
};

;// CONCATENATED MODULE: ./build/thresholds/index.js
/** Checks a build's numbers against the threshold rules. */



const thresholds_severity = { info: 0, warning: 1, error: 2, critical: 3 };
/** Logs of agents: their tasks call models, and absolute durations mean something. */
const agentFormats = ['buildrunner', 'golden-armada', 'claude-code'];
/** Which preset fits a build: `agent` for agents' logs and for tasks that name a model. */
function choosePreset(preset, build) {
    if (preset !== 'auto')
        return preset;
    const agent = build.formats.some((format) => agentFormats.includes(format));
    return agent || build.tasks.some((task) => task.model !== null) ? 'agent' : 'all';
}
/**
 * Checks every rule that the preset includes.
 * @returns one outcome a rule, in the order of the rules; of several that fire on one metric all but the
 * most severe are `superseded`.
 */
function checkThresholds(build, metrics, rules, preset, medians) {
    const agent = agentMetrics(build, metrics);
    const outcomes = rules
        .filter((rule) => includes(preset, rule))
        .map((rule) => check(rule, rule.preset === 'agent' ? agent : metrics, medians));
    return markSuperseded(outcomes);
}
function includes(preset, rule) {
    if (rule.preset === 'custom')
        return true;
    return preset === 'agent' || (preset === 'all' && rule.preset === 'all');
}
/** In a log that mixes agents with other tools, agent rules look at the tasks that name a model. */
function agentMetrics(build, metrics) {
    const mixed = build.formats.some((format) => !agentFormats.includes(format));
    const withModel = finalTasks(build.tasks).filter((task) => task.model !== null);
    return mixed && withModel.length > 0 ? { ...metrics, ...durations(withModel) } : metrics;
}
function check(rule, metrics, medians) {
    const value = valueOfMetric(rule.metric, metrics);
    const limit = limitOf(rule, medians);
    const fired = value !== null && limit !== null && (rule.comparison === 'above' ? value > limit : value < limit);
    return {
        id: rule.id,
        metric: rule.metric,
        comparison: rule.comparison,
        limit,
        unit: unitOf(rule.metric),
        level: rule.level,
        value,
        fired,
        superseded: false,
        preset: rule.preset,
    };
}
function unitOf(metric) {
    return thresholdMetrics[metric]?.unit ?? 'count';
}
function limitOf(rule, medians) {
    if ('fixed' in rule.limit)
        return rule.limit.fixed;
    const median = medians[rule.metric];
    return median === null ? null : median * (1 + rule.limit.overBaseline);
}
const readers = {
    success_rate: (m) => m.successRate,
    error_rate: (m) => m.errorRate,
    errors: (m) => m.errors,
    failed_tasks: (m) => m.failedTasks,
    tasks: (m) => m.tasks,
    duration: (m) => m.durationMs,
    avg_duration: (m) => m.meanTaskMs,
    p50_duration: (m) => m.p50TaskMs,
    p95_duration: (m) => m.p95TaskMs,
    p99_duration: (m) => m.p99TaskMs,
    max_duration: (m) => m.maxTaskMs,
    cost: (m) => m.costUsd,
    avg_cost_per_task: (m) => (m.costUsd === null || m.tasks === 0 ? null : m.costUsd / m.tasks),
    daily_cost: (m) => m.dailyCostUsd,
    hourly_cost: (m) => m.hourlyCostUsd,
    tokens: (m) => m.tokens,
    cache_hit_rate: (m) => m.cacheHitRate,
    security_violations: (m) => m.securityViolations,
};
function valueOfMetric(metric, metrics) {
    return readers[metric]?.(metrics) ?? null;
}
function markSuperseded(outcomes) {
    const worst = new Map();
    for (const outcome of outcomes) {
        const before = worst.get(outcome.metric);
        if (outcome.fired && (!before || thresholds_severity[outcome.level] > thresholds_severity[before.level])) {
            worst.set(outcome.metric, outcome);
        }
    }
    return outcomes.map((o) => ({ ...o, superseded: o.fired && worst.get(o.metric) !== o }));
}

// EXTERNAL MODULE: ./build/version.js
var version = __webpack_require__(8508);
;// CONCATENATED MODULE: ./build/analyze.js
/**
 * The pure middle: a build, its history and the configuration make a report. The same inputs give the same
 * report, byte for byte.
 */







/** Judges one build. */
function analyze(input) {
    const { build, loaded, config, options } = input;
    const isPullRequest = build.context.pullRequest !== null;
    const metrics = measureBuild(build, loaded.history);
    const detection = detect(build, loaded.history, {
        baselineBranch: input.baselineBranch,
        rules: config.regressions,
    });
    const baseline = analyze_describeBaseline(detection, loaded, input.baselineBranch);
    const preset = choosePreset(config.preset, build);
    const thresholds = checkThresholds(build, metrics, config.thresholds, preset, detection.medians);
    const alerts = sortAlerts([
        ...(build.degraded ? [] : alertThresholds(thresholds, build, metrics)),
        ...alertChanges(detection.changes, isPullRequest),
        ...alertBaseline(baseline, options.onMissingBaseline),
        ...alertBuild(build, metrics),
    ]);
    const { tasks: _tasks, events: _events, metrics: _metrics, spans: _spans, problems: _problems, ...facts } = build;
    const report = {
        schemaVersion: '1.0',
        toolVersion: version/* version */.r,
        name: build.name,
        verdict: decide(alerts, options.failOn),
        failOn: options.failOn,
        build: facts,
        baseline,
        preset,
        metrics,
        alerts,
        changes: detection.changes,
        thresholds,
        testing: detection.testing,
        tasks: finalTasks(build.tasks).map((task) => reportTask(task, detection)),
        events: build.events,
        measurements: build.metrics,
        trend: trend(build, metrics, loaded.history, input.baselineBranch),
        problems: [...input.problems, ...loaded.problems, ...build.problems],
        nextSteps: nextSteps(alerts, detection.changes),
    };
    return { ...report, headline: describeVerdict(report) };
}
function decide(alerts, failOn) {
    if (alerts.some((alert) => closesGate(alert, failOn)))
        return 'fail';
    return alerts.some((alert) => alert.level !== 'info') ? 'warn' : 'pass';
}
function analyze_describeBaseline(detection, loaded, branch) {
    const status = loaded.status === 'found' ? detection.status : loaded.status;
    return { status, branch, ...detection.baseline };
}
function reportTask(task, detection) {
    const past = detection.taskBaseline(task.kind, task.name);
    return {
        name: task.name,
        kind: task.kind,
        attempt: task.attempt,
        startTimeMs: task.startTimeMs,
        durationMs: task.durationMs,
        result: task.result,
        cache: task.cache,
        errorType: task.errorType,
        model: task.model,
        costUsd: task.costUsd,
        tokens: sumTokens(task),
        baselineMs: past?.medianMs ?? null,
        baselineBuilds: past?.builds ?? 0,
    };
}
const trendLength = 100;
function trend(build, metrics, history, branch) {
    const past = history.builds.filter((b) => b.id !== build.id && b.pullRequest === null && (branch === null || b.branch === branch));
    return [...past.slice(1 - trendLength).map(analyze_pointOf), currentPoint(build, metrics)];
}
function analyze_pointOf(build) {
    const judged = build.tasks > 0;
    return {
        buildId: build.id,
        timeMs: build.startTimeMs,
        durationMs: build.durationMs,
        result: build.result,
        complete: build.complete,
        commit: build.commit,
        pullRequest: build.pullRequest,
        costUsd: build.costUsd,
        successRate: judged ? (build.tasks - build.failedTasks) / build.tasks : null,
        cacheHitRate: build.cacheLookups > 0 ? build.cacheHits / build.cacheLookups : null,
    };
}
function currentPoint(build, metrics) {
    return {
        buildId: build.id,
        timeMs: build.startTimeMs,
        durationMs: build.durationMs,
        result: build.result,
        complete: build.complete,
        commit: build.context.commit,
        pullRequest: build.context.pullRequest,
        costUsd: metrics.costUsd,
        successRate: metrics.successRate,
        cacheHitRate: metrics.cacheHitRate,
    };
}
/** The distinct actions of the alerts, most severe first; then what a suspect needs. */
function nextSteps(alerts, changes) {
    const steps = alerts.map((alert) => alert.action).filter((action) => action !== '');
    const confirmed = changes.some((change) => change.verdict === 'confirmed' && change.level !== null);
    if (confirmed)
        steps.push('If the change is wanted, raise its limit under `regressions` in the configuration file.');
    return [...new Set(steps)].slice(0, 5);
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var yaml_dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./build/thresholds/rules.js



const percent = (value) => ({ fixed: value / 100 });
const fixed = (value) => ({ fixed: value });
/** The union of both BuildRunner documents' thresholds. */
const builtInRules = [
    rule('low_success_rate', 'success_rate', 'below', percent(80), 'warning', 'all'),
    rule('critical_success_rate', 'success_rate', 'below', percent(50), 'critical', 'all'),
    rule('high_error_rate', 'error_rate', 'above', percent(10), 'warning', 'all'),
    rule('very_high_error_rate', 'error_rate', 'above', percent(20), 'error', 'all'),
    rule('critical_error_rate', 'error_rate', 'above', percent(25), 'critical', 'all'),
    rule('avg_duration', 'avg_duration', 'above', fixed(5_000), 'warning', 'agent'),
    rule('high_latency', 'p95_duration', 'above', fixed(5_000), 'warning', 'agent'),
    rule('very_high_latency', 'p95_duration', 'above', fixed(10_000), 'error', 'agent'),
    rule('daily_cost', 'daily_cost', 'above', fixed(10), 'warning', 'all'),
    rule('hourly_cost', 'hourly_cost', 'above', fixed(2), 'error', 'all'),
    rule('security_violations', 'security_violations', 'above', fixed(0), 'critical', 'all'),
];
function rule(id, metric, comparison, limit, level, preset) {
    return { id, metric, comparison, limit, level, preset };
}
const levels = ['info', 'warning', 'error', 'critical'];
const rules_ruleKeys = ['metric', 'above', 'below', 'level', 'enabled'];
/**
 * Lays the configuration's `thresholds` over the built-in rules. A key is a built-in id (its limit or level
 * is changed, or `off`), a metric, or a name of one's own with `metric`.
 * @param written the parsed YAML value of `thresholds`
 */
function readRules(written) {
    const problems = [];
    const rules = new Map(builtInRules.map((r) => [r.id, r]));
    if (written === undefined || written === null)
        return { rules: [...rules.values()], problems };
    if (!isMapping(written)) {
        problems.push(rules_wrong('thresholds', 'This is not a mapping of rules.', 'Write `success_rate: {below: 80%}`.'));
        return { rules: [...rules.values()], problems };
    }
    for (const [id, value] of Object.entries(written)) {
        if (value === false || value === 'off') {
            if (!rules.delete(id))
                problems.push(unknownRule(id));
            continue;
        }
        const read = rules_readRule(id, value, rules.get(id));
        if ('problems' in read)
            problems.push(...read.problems);
        else if (read.rule === null)
            rules.delete(id);
        else
            rules.set(id, read.rule);
    }
    return { rules: [...rules.values()], problems };
}
function rules_readRule(id, value, builtIn) {
    const where = `thresholds.${id}`;
    if (!isMapping(value)) {
        return {
            problems: [rules_wrong(where, 'This is not a rule.', 'Write `{below: 80%}`, `{above: 10s}` or `off`.')],
        };
    }
    const problems = Object.keys(value)
        .filter((key) => !rules_ruleKeys.includes(key))
        .map((key) => rules_wrong(`${where}.${key}`, `There is no key \`${key}\` in a threshold.`, (0,suggest/* suggest */.Z)(key, rules_ruleKeys)));
    if (value['enabled'] === false)
        return { rule: null };
    const metric = String(value['metric'] ?? builtIn?.metric ?? id);
    if (!Object.hasOwn(thresholdMetrics, metric)) {
        const what = value['metric'] === undefined
            ? `\`${id}\` is neither a built-in threshold nor a metric.`
            : `There is no metric \`${metric}\`.`;
        problems.push(rules_wrong(where, what, (0,suggest/* suggest */.Z)(metric, Object.keys(thresholdMetrics))));
        return { problems };
    }
    const comparison = readComparison(where, value, builtIn, problems);
    const limit = readLimit(where, value, metric, comparison, builtIn, problems);
    const level = value['level'] ?? builtIn?.level ?? 'warning';
    if (!levels.includes(level)) {
        problems.push(rules_wrong(`${where}.level`, `\`${String(level)}\` is not a level.`, (0,suggest/* suggest */.Z)(String(level), levels)));
    }
    if (problems.length > 0 || limit === null)
        return { problems };
    const preset = builtIn?.preset ?? 'custom';
    return { rule: { id, metric, comparison, limit, level: level, preset } };
}
function readComparison(where, value, builtIn, problems) {
    const both = value['above'] !== undefined && value['below'] !== undefined;
    if (both)
        problems.push(rules_wrong(where, 'Both `above` and `below` are given.', 'Write two rules.'));
    if (value['below'] !== undefined)
        return 'below';
    return value['above'] !== undefined ? 'above' : (builtIn?.comparison ?? 'above');
}
function readLimit(where, value, metric, comparison, builtIn, problems) {
    const written = value[comparison];
    if (written === undefined && builtIn)
        return builtIn.limit;
    if (typeof written !== 'string' && typeof written !== 'number') {
        problems.push(rules_wrong(where, 'No limit is given.', 'Write `above:` or `below:` with a limit.'));
        return null;
    }
    const known = thresholdMetrics[metric];
    if (!known)
        return null;
    const limit = parseLimit(written, known.unit, known.baseline);
    if (!('wrong' in limit))
        return limit;
    problems.push(rules_wrong(`${where}.${comparison}`, limit.wrong, limit.fix));
    return null;
}
function unknownRule(id) {
    const ids = builtInRules.map((r) => r.id);
    return rules_wrong(`thresholds.${id}`, `There is no built-in threshold \`${id}\` to switch off.`, (0,suggest/* suggest */.Z)(id, ids));
}
function rules_wrong(where, what, fix) {
    return { level: 'error', code: 'invalid-threshold', where: `configuration key \`${where}\``, what, fix };
}
function isMapping(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./build/config.js
/** The configuration file: every option by its input's name, and `preset`, `thresholds`, `regressions`. */





const presets = ['auto', 'all', 'agent', 'none'];
const ownKeys = ['preset', 'thresholds', 'regressions'];
/**
 * Reads the file's text; '' is an empty configuration.
 * @param file its path, for messages
 */
function readConfig(text, file) {
    const { value, problems } = parseYaml(text, file);
    const texts = {};
    for (const [key, entry] of Object.entries(value)) {
        if (ownKeys.includes(key))
            continue;
        if (!optionNames('config').includes(key)) {
            problems.push(config_wrong(file, key, `There is no key \`${key}\`.`, (0,suggest/* suggest */.Z)(key, [...ownKeys, ...optionNames('config')])));
        }
        else if (isPlain(entry)) {
            texts[key] = Array.isArray(entry) ? entry.join('\n') : String(entry);
        }
        else {
            problems.push(config_wrong(file, key, 'This is neither a text nor a list of texts.', 'Write one value, or a list.'));
        }
    }
    const thresholds = readRules(value['thresholds']);
    const regressions = readRegressionRules(value['regressions']);
    const config = {
        preset: readPreset(value['preset'], file, problems),
        thresholds: thresholds.rules,
        regressions: regressions.rules,
    };
    problems.push(...thresholds.problems, ...regressions.problems);
    return { config, options: { where: 'config', texts }, problems };
}
function parseYaml(text, file) {
    const lines = new yaml_dist/* LineCounter */.HN();
    const document = (0,yaml_dist/* parseDocument */.Tp)(text, { lineCounter: lines, prettyErrors: false });
    const problems = document.errors.map((error) => {
        const at = lines.linePos(error.pos[0]);
        const where = `${file}:${at.line}:${at.col}`;
        return { level: 'error', code: 'invalid-yaml', where, what: error.message, fix: 'Mend the YAML there.' };
    });
    if (problems.length > 0)
        return { value: {}, problems };
    const value = resolve(document);
    if (value instanceof Error)
        return { value: {}, problems: [config_wrong(file, '', value.message, 'Write it without aliases.')] };
    if (value === null || value === undefined)
        return { value: {}, problems };
    if (typeof value === 'object' && !Array.isArray(value)) {
        return { value: value, problems };
    }
    problems.push(config_wrong(file, '', 'The file is not a mapping.', 'Write keys and values, such as `fail-on: error`.'));
    return { value: {}, problems };
}
/** Aliases are bounded by the library, so that a small file cannot grow without end; it throws then. */
function resolve(document) {
    try {
        return document.toJS({ maxAliasCount: 100 });
    }
    catch (error) {
        return error;
    }
}
function readPreset(value, file, problems) {
    if (value === undefined)
        return 'auto';
    if (presets.includes(value))
        return value;
    problems.push(config_wrong(file, 'preset', `\`${String(value)}\` is not a preset.`, (0,suggest/* suggest */.Z)(String(value), presets)));
    return 'auto';
}
function isPlain(value) {
    if (Array.isArray(value))
        return value.every((entry) => typeof entry === 'string' || typeof entry === 'number');
    return ['string', 'number', 'boolean'].includes(typeof value);
}
function config_wrong(file, key, what, fix) {
    return { level: 'error', code: 'invalid-config', where: key ? `${file}: \`${key}\`` : file, what, fix };
}

// EXTERNAL MODULE: ./build/ingest/buildrunner.js
var buildrunner = __webpack_require__(6279);
// EXTERNAL MODULE: ./build/ingest/follow-newest.js
var follow_newest = __webpack_require__(9803);
// EXTERNAL MODULE: ./build/ingest/read-fields.js
var read_fields = __webpack_require__(1743);
// EXTERNAL MODULE: ./build/ingest/read-records.js + 1 modules
var read_records = __webpack_require__(520);
;// CONCATENATED MODULE: ./build/ingest/canonical.js



const types = ['build', 'task', 'span', 'metric', 'event', 'diagnostic'];
const results = [
    'success',
    'failure',
    'error',
    'timeout',
    'cancellation',
    'skip',
    'unknown',
];
const caches = ['hit', 'miss', 'bypass', 'unknown'];
const canonical_levels = ['info', 'warning', 'error', 'critical'];
const canonical = {
    id: 'build-telemetry',
    title: 'Build Telemetry NDJSON',
    reference: 'https://github.com/build-telemetry/build-telemetry/blob/main/docs/formats.md',
    howTo: '`build-telemetry exec --name "Build API" -- make api`, or the library',
    claims: ({ records, shape }) => shape !== 'xml' &&
        records.length > 0 &&
        records.slice(0, 5).every((r) => r['v'] === 1 && isType(r['type'])),
    read: async (input, draft) => {
        const state = { started: new Map(), isBuildStarted: false, hasBuild: false };
        const newest = (0,follow_newest/* followNewest */.K)(draft, () => {
            draft.startOver();
            state.started.clear();
            state.isBuildStarted = false;
            state.hasBuild = false;
        });
        await (0,read_records/* readRecords */.T)(input, draft, [], (record) => {
            if (newest.take(markOf(record)))
                readRecord(record, draft, state);
        });
        newest.finish();
        finishStarted(draft, state);
    },
};
function markOf(record) {
    const isStart = record['type'] === 'event' && record['name'] === 'BUILD_STARTED';
    return {
        buildId: (0,read_fields/* readText */.yR)(record, 'build_id'),
        sessionId: null,
        timeMs: (0,read_fields/* readTime */.aQ)(record, 'start_time') ?? (0,read_fields/* readTime */.aQ)(record, 'time'),
        role: isStart ? 'build-start' : record['type'] === 'task' ? 'work' : 'other',
    };
}
/** An interrupted build leaves starts without ends. */
function finishStarted(draft, state) {
    if (state.isBuildStarted && !state.hasBuild)
        draft.facts.complete = false;
    for (const task of state.started.values()) {
        draft.facts.complete = false;
        draft.report('warning', 'unfinished-task', `\`${task.name}\` started and never ended.`);
        draft.addTask(task);
    }
}
function isType(value) {
    return types.includes(value);
}
function readRecord(record, draft, state) {
    switch (record['type']) {
        case 'build':
            state.hasBuild = true;
            return readBuildRecord(record, draft);
        case 'task':
            state.started.delete((0,read_fields/* readText */.yR)(record, 'task_id') ?? '');
            return readTask(record, draft);
        case 'event':
            return readEvent(record, draft, state);
        case 'metric':
            return readMetric(record, draft);
        case 'span':
            return readSpan(record, draft);
        case 'diagnostic':
            return draft.report('info', 'diagnostic', (0,read_fields/* readText */.yR)(record, 'message') ?? '');
        default:
            return draft.report('info', 'unknown-record', `Records of type \`${(0,read_fields/* readText */.yR)(record, 'type') ?? 'none'}\` are not read.`);
    }
}
function readBuildRecord(record, { facts }) {
    facts.startTimeMs = (0,read_fields/* readTime */.aQ)(record, 'start_time') ?? facts.startTimeMs;
    facts.durationMs = (0,read_fields/* readDuration */.$7)(record, 'duration_ms') ?? facts.durationMs;
    facts.result = (0,read_fields/* readChoice */.Kf)(record, 'result', results) ?? facts.result;
    if ((0,read_fields/* readFlag */.fG)(record, 'complete') === false)
        facts.complete = false;
}
function readEvent(record, draft, state) {
    const type = (0,read_fields/* readText */.yR)(record, 'name') ?? 'EVENT';
    const id = (0,read_fields/* readText */.yR)(record, 'event_id');
    const taskId = (0,read_fields/* readText */.yR)(record, 'task_id');
    if (type === 'BUILD_STARTED')
        state.isBuildStarted = true;
    if (type === 'TASK_STARTED' && taskId !== null) {
        const kind = (0,read_fields/* readText */.yR)(record, 'task_type') ?? 'task';
        const name = (0,read_fields/* readText */.yR)(record, 'task_name') ?? taskId;
        // Each of them makes the build incomplete: no more are needed to say so.
        if (state.started.size > draft.limits.tasks)
            return;
        state.started.set(taskId, { id: taskId, name, kind, startTimeMs: (0,read_fields/* readTime */.aQ)(record, 'time') });
        return;
    }
    draft.addEvent({
        ...(id === null ? {} : { id }),
        type,
        severity: (0,read_fields/* readChoice */.Kf)(record, 'severity', canonical_levels) ?? 'info',
        timeMs: (0,read_fields/* readTime */.aQ)(record, 'time'),
        taskId,
        message: (0,read_fields/* readText */.yR)(record, 'message'),
        attributes: readAttributes((0,read_fields/* readFields */.qU)(record, 'attributes')),
    });
}
function readSpan(record, draft) {
    draft.addSpan({
        id: (0,read_fields/* readText */.yR)(record, 'span_id') ?? '',
        parentId: (0,read_fields/* readText */.yR)(record, 'parent_id'),
        name: (0,read_fields/* readText */.yR)(record, 'name') ?? '',
        startTimeMs: (0,read_fields/* readTime */.aQ)(record, 'start_time'),
        durationMs: (0,read_fields/* readDuration */.$7)(record, 'duration_ms'),
        result: (0,read_fields/* readChoice */.Kf)(record, 'result', results) ?? 'unknown',
    });
}
function readTask(record, draft) {
    const name = (0,read_fields/* readText */.yR)(record, 'name') ?? (0,read_fields/* readText */.yR)(record, 'task_id');
    if (name === null)
        return draft.report('warning', 'unnamed-task', 'A task without a name is left out.');
    const id = (0,read_fields/* readText */.yR)(record, 'task_id');
    draft.addTask({
        ...(id === null ? {} : { id }),
        name,
        kind: (0,read_fields/* readText */.yR)(record, 'kind') ?? 'task',
        parentId: (0,read_fields/* readText */.yR)(record, 'parent_id'),
        attempt: (0,read_fields/* readNumber */.kz)(record, 'attempt') ?? 1,
        startTimeMs: (0,read_fields/* readTime */.aQ)(record, 'start_time'),
        durationMs: (0,read_fields/* readDuration */.$7)(record, 'duration_ms'),
        result: (0,read_fields/* readChoice */.Kf)(record, 'result', results) ?? 'unknown',
        cache: (0,read_fields/* readChoice */.Kf)(record, 'cache', caches) ?? 'unknown',
        savedMs: (0,read_fields/* readDuration */.$7)(record, 'saved_ms'),
        errorType: (0,read_fields/* readText */.yR)(record, 'error_type'),
        cpuMs: (0,read_fields/* readNumber */.kz)(record, 'cpu_ms'),
        memoryBytes: (0,read_fields/* readNumber */.kz)(record, 'memory_bytes'),
        model: (0,read_fields/* readText */.yR)(record, 'model'),
        tokens: (0,read_fields/* readTokens */.He)(record['tokens']),
        costUsd: (0,read_fields/* readNumber */.kz)(record, 'cost_usd'),
    });
}
function readMetric(record, draft) {
    const name = (0,read_fields/* readText */.yR)(record, 'name');
    const value = (0,read_fields/* readNumber */.kz)(record, 'value');
    if (name === null || value === null)
        return draft.report('warning', 'unnamed-metric', 'A metric without name or value is left out.');
    const samples = (0,read_fields/* readList */.LD)(record, 'samples').filter((sample) => typeof sample === 'number');
    draft.addMetric({
        name,
        value,
        unit: (0,read_fields/* readText */.yR)(record, 'unit') ?? '1',
        better: (0,read_fields/* readChoice */.Kf)(record, 'better', ['lower', 'higher']) ?? 'lower',
        samples: samples.length > 0 ? samples : null,
    });
}
/** Attributes that may be shown: few, short and flat. */
function readAttributes(fields) {
    const kept = Object.entries(fields).filter(([key, value]) => allowedAttributes.test(key) && ['string', 'number', 'boolean'].includes(typeof value));
    return Object.fromEntries(kept
        .slice(0, 20)
        .map(([key, value]) => [
        key,
        typeof value === 'string' ? value.slice(0, 200) : value,
    ]));
}
const allowedAttributes = /^(error\.type|file\.path|violation\.type|gate\.name|model|operation|value|threshold|unit|retry|complexity)$/;

;// CONCATENATED MODULE: ./build/ingest/task-limit.js
/** Keeps a build's tasks within what can be held: above the limit they become one task a kind. */

/** Kinds are a tool's own words: there may be too many of them as well. */
const maxKinds = 1000;
/** Collects tasks by id; from the one after `limit` on, they are summed up by kind. */
function limitTasks(limit) {
    const tasks = new Map();
    const kinds = new Map();
    let count = 0;
    return {
        has: (id) => tasks.has(id),
        add: (task) => {
            count += 1;
            if (count <= limit) {
                tasks.set(task.id, task);
                return;
            }
            for (const kept of tasks.values())
                sumUp(kinds, kept);
            tasks.clear();
            sumUp(kinds, task);
        },
        clear: () => {
            tasks.clear();
            kinds.clear();
            count = 0;
        },
        count: () => count,
        isExceeded: () => count > limit,
        list: () => (kinds.size > 0 ? [...kinds.values()] : [...tasks.values()]),
    };
}
function sumUp(kinds, task) {
    const kind = kinds.has(task.kind) || kinds.size < maxKinds ? task.kind : 'other';
    const sum = kinds.get(kind);
    kinds.set(kind, {
        ...emptyTask,
        id: `kind:${kind}`,
        name: `all ${kind}`,
        kind,
        durationMs: add(sum?.durationMs ?? null, task.durationMs),
        costUsd: add(sum?.costUsd ?? null, task.costUsd),
        result: sum === undefined || hasFailed(task) ? task.result : sum.result,
    });
}
function add(a, b) {
    return a === null ? b : a + (b ?? 0);
}
const emptyTask = {
    parentId: null,
    attempt: 1,
    startTimeMs: null,
    durationMs: null,
    result: 'unknown',
    cache: 'unknown',
    savedMs: null,
    errorType: null,
    cpuMs: null,
    memoryBytes: null,
    model: null,
    tokens: null,
    costUsd: null,
};

;// CONCATENATED MODULE: ./build/ingest/join-parts.js
/** Joins files into one build: shards, matrix legs, and different tools' views of the same run. */


/** One build of all parts. Ids of several files are told apart by the file's place. */
function joinParts(reads, options) {
    const parts = reads.map(({ part }) => part);
    const own = (id, place) => (parts.length === 1 ? id : `${place + 1}/${id}`);
    const ownParent = (id, place) => id === null ? null : own(id, place);
    const tasks = limitTasks(options.tasks);
    for (const [place, part] of parts.entries()) {
        for (const task of part.tasks)
            tasks.add({ ...task, id: own(task.id, place), parentId: ownParent(task.parentId, place) });
    }
    return {
        id: options.id,
        name: options.name,
        ...timeParts(reads),
        result: judgeResult(parts),
        complete: parts.every((part) => part.facts.complete) && !tasks.isExceeded(),
        degraded: parts.some((part) => part.degraded),
        formats: [...new Set(reads.map(({ format }) => format))].sort(),
        tasks: tasks.list(),
        events: parts.flatMap((part, place) => part.events.map((event) => ({
            ...event,
            id: own(event.id, place),
            taskId: ownParent(event.taskId, place),
        }))),
        metrics: parts.flatMap((part) => part.metrics),
        spans: parts.flatMap((part, place) => part.spans.map((span) => ({
            ...span,
            id: own(span.id, place),
            parentId: ownParent(span.parentId, place),
        }))),
        problems: [...parts.flatMap((part) => part.problems), ...explainLimit(tasks, options)],
        context: options.context,
    };
}
function explainLimit(tasks, options) {
    if (!tasks.isExceeded())
        return [];
    const what = `${tasks.count()} tasks of all files are more than ${options.tasks}: they are summed up by kind.`;
    const fix = 'Watch jobs or packages as series of their own.';
    return [{ level: 'warning', code: 'too-many-tasks', where: options.name, what, fix }];
}
/**
 * From the earliest start to the latest end of the files that have a clock; where none has one, the sum, as of
 * suites that ran one after the other. Clocks without a zone count only where no other is there.
 */
function timeParts(reads) {
    const all = reads.map((read) => ({ read, ...timePart(read.part) }));
    const isExact = ({ read, start }) => start !== null && !read.part.facts.zoneless;
    const hasExact = all.some(isExact);
    const timings = all
        .filter((timing) => !hasExact || isExact(timing) || timing.start === null)
        .map(({ read, start, duration }) => ({ format: read.format, start, duration }));
    const clocked = timings.filter(({ start }) => start !== null);
    const startTimeMs = clocked.length > 0
        ? clocked.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY)
        : null;
    return { startTimeMs, durationMs: join_parts_measure(timings, clocked, startTimeMs) };
}
function join_parts_measure(timings, clocked, startTimeMs) {
    if (timings.length === 1)
        return timings[0]?.duration ?? null;
    const sum = timings.reduce((total, { duration }) => (total === null || duration === null ? null : total + duration), timings.length > 0 ? 0 : null);
    if (startTimeMs === null)
        return sum;
    // Shards of one tool of which some have no clock: where those lie in time is not known.
    const formats = new Set(clocked.map(({ format }) => format));
    const isOpen = ({ format, start, duration }) => formats.has(format) && (start === null || duration === null);
    if (timings.some(isOpen))
        return null;
    return (clocked.reduce((end, timing) => Math.max(end, (timing.start ?? 0) + (timing.duration ?? 0)), 0) -
        startTimeMs);
}
function timePart(part) {
    const { startTimeMs, durationMs } = part.facts;
    let start = Number.POSITIVE_INFINITY;
    let end = Number.NEGATIVE_INFINITY;
    let isWhole = true;
    for (const task of part.tasks) {
        // Work of which the place in time is not known may have come last.
        if (task.startTimeMs === null && task.durationMs !== null)
            isWhole = false;
        if (task.startTimeMs === null)
            continue;
        start = Math.min(start, task.startTimeMs);
        if (task.durationMs !== null)
            end = Math.max(end, task.startTimeMs + task.durationMs);
    }
    const known = startTimeMs ?? (start < Number.POSITIVE_INFINITY ? start : null);
    const measured = known !== null && isWhole && end >= known ? end - known : null;
    return { start: known, duration: durationMs ?? measured };
}
/** What the logs say; where they say nothing, a failed task fails the build. */
function judgeResult(parts) {
    const results = parts
        .filter(({ facts, tasks }) => facts.result !== null || tasks.length > 0)
        .map(({ facts, tasks }) => facts.result ?? join_parts_judgeTasks(tasks));
    return worst.find((result) => results.includes(result)) ?? 'unknown';
}
const worst = [
    'failure',
    'error',
    'timeout',
    'cancellation',
    'unknown',
    'success',
    'skip',
];
/** The result of a build whose log does not say it. */
function join_parts_judgeTasks(tasks) {
    const final = finalTasks(tasks);
    if (final.some((task) => task.result === 'failure'))
        return 'failure';
    const failed = final.find(hasFailed);
    if (failed)
        return failed.result;
    if (final.some((task) => task.result === 'cancellation'))
        return 'cancellation';
    if (final.some((task) => task.result === 'success'))
        return 'success';
    return final.some((task) => task.result === 'unknown') || final.length === 0 ? 'unknown' : 'skip';
}

;// CONCATENATED MODULE: ./build/ingest/github-jobs.js



const githubJobs = {
    id: 'github-jobs',
    title: 'GitHub Actions jobs and steps',
    reference: 'https://docs.github.com/rest/actions/workflow-jobs',
    howTo: 'nothing: it is read when `events` is empty; or `gh api repos/O/R/actions/runs/ID/jobs > jobs.json`',
    claims: ({ shape, keys, records }) => shape === 'object'
        ? keys.includes('total_count') && keys.includes('jobs')
        : records.length > 0 && records.every(isPage),
    read: async (input, draft) => {
        const top = [];
        await (0,read_records/* readRecords */.T)(input, draft, ['jobs'], (job, key) => {
            // Pages that `gh api --paginate` wrote one a line hold their jobs inside.
            for (const each of key === 'jobs' ? [job] : (0,read_fields/* readList */.LD)(job, 'jobs').filter(read_fields/* isFields */.Ce))
                for (const task of readJob(each, draft))
                    if (!draft.isSummedUp())
                        top.push(task);
        });
        if (top.length > 0)
            measureRun(top, draft);
    },
};
/** GitHub's pages hold these two keys and no other. */
function isPage(record) {
    const hasBoth = Object.hasOwn(record, 'total_count') && Array.isArray(record['jobs']);
    return hasBoth && Object.keys(record).length === 2;
}
/** From the first start to the last end of what is done: waiting for the first runner is not the build's. */
function measureRun(top, { facts }) {
    // Steps fail in jobs that succeed (continue-on-error), so the jobs decide.
    facts.result = join_parts_judgeTasks(top);
    let start = Number.POSITIVE_INFINITY;
    let end = Number.NEGATIVE_INFINITY;
    for (const { startTimeMs, durationMs } of top) {
        if (startTimeMs === null || durationMs === null)
            continue;
        start = Math.min(start, startTimeMs);
        end = Math.max(end, startTimeMs + durationMs);
    }
    if (end < start)
        return;
    facts.startTimeMs = start;
    facts.durationMs = end - start;
}
const conclusions = {
    success: 'success',
    neutral: 'success',
    failure: 'failure',
    startup_failure: 'error',
    action_required: 'unknown',
    stale: 'unknown',
    timed_out: 'timeout',
    cancelled: 'cancellation',
    skipped: 'skip',
};
function readResult(fields) {
    const word = (0,read_fields/* readText */.yR)(fields, 'conclusion') ?? '';
    return (Object.hasOwn(conclusions, word) ? conclusions[word] : null) ?? 'unknown';
}
/** Work that still runs, such as the job we are in, has no duration yet and is left out. */
function isDone(fields) {
    return (0,read_fields/* readText */.yR)(fields, 'status') === 'completed';
}
/** @returns what decides about the run: the job, or while it runs the steps that are done. */
function readJob(job, draft) {
    const name = (0,read_fields/* readText */.yR)(job, 'name') ?? 'job';
    const steps = (0,read_fields/* readList */.LD)(job, 'steps').filter(read_fields/* isFields */.Ce);
    const start = startOfWork(job, steps);
    if (!isDone(job)) {
        addWait(job, start, name, null, draft);
        return steps.filter(isDone).map((step) => addStep(step, name, null, draft));
    }
    const id = (0,read_fields/* readNumber */.kz)(job, 'id');
    const task = draft.addTask({
        ...(id === null ? {} : { id: String(id) }),
        name,
        kind: 'job',
        ...timeWork(job, start),
        result: readResult(job),
    });
    if (task.result !== 'skip')
        addWait(job, start, name, task.id, draft);
    for (const step of steps.filter(isDone))
        addStep(step, name, task.id, draft);
    return [task];
}
/** A job works from its first step on; GitHub starts its clock while the runner is still being prepared. */
function startOfWork(job, steps) {
    let start = Number.POSITIVE_INFINITY;
    for (const step of steps)
        start = Math.min(start, (0,read_fields/* readTime */.aQ)(step, 'started_at') ?? start);
    return start < Number.POSITIVE_INFINITY ? start : (0,read_fields/* readTime */.aQ)(job, 'started_at');
}
/** Waiting for a runner took 29 s of a job of 37 s: it is shown, and is no work of the build. */
function addWait(job, start, name, parentId, draft) {
    const created = (0,read_fields/* readTime */.aQ)(job, 'created_at');
    if (created === null || start === null || start < created)
        return;
    draft.addSpan({
        id: `${(0,read_fields/* readNumber */.kz)(job, 'id') ?? name}/queue`,
        parentId,
        name: `${name} / queue`,
        startTimeMs: created,
        durationMs: start - created,
        result: 'unknown',
    });
}
function addStep(step, job, parentId, draft) {
    const number = (0,read_fields/* readNumber */.kz)(step, 'number');
    // A pinned commit is not part of a step's identity.
    const name = ((0,read_fields/* readText */.yR)(step, 'name') ?? 'step').replaceAll(/@[0-9a-f]{40}\b/g, '');
    return draft.addTask({
        ...(parentId === null || number === null ? {} : { id: `${parentId}/${number}` }),
        parentId,
        name: `${job} / ${name}`,
        kind: 'step',
        ...timeWork(step, (0,read_fields/* readTime */.aQ)(step, 'started_at')),
        result: readResult(step),
    });
}
/** Skipped work carries one time twice, or an end before its start. */
function timeWork(fields, start) {
    const end = (0,read_fields/* readTime */.aQ)(fields, 'completed_at');
    const ran = readResult(fields) !== 'skip' && start !== null && end !== null;
    return ran ? { startTimeMs: start, durationMs: end - start } : { startTimeMs: null, durationMs: null };
}

;// CONCATENATED MODULE: ./build/ingest/clean-text.js
/** Texts from logs, fit to be shown: one line, no control characters, of bounded length. */
/** One line without control characters, of at most `maxLength` UTF-16 units. */
function cleanName(text, maxLength) {
    // Names of megabytes are cut before they are searched.
    const cut = text.length > maxLength * 4 ? text.slice(0, maxLength * 4) : text;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    const clean = cut.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
    const bounded = clean.length > maxLength ? `${clean.slice(0, maxLength - 1)}…` : clean;
    return bounded.toWellFormed();
}
/** The first line of a message: what follows it is a stack trace or output, which is not kept. */
function cleanMessage(message) {
    if (message === null)
        return null;
    const [first = ''] = message
        .slice(0, 4096)
        .trimStart()
        .split(/[\r\n]/, 1);
    return cleanName(first, 300) || null;
}

// EXTERNAL MODULE: ./node_modules/sax/lib/sax.js
var sax = __webpack_require__(2560);
;// CONCATENATED MODULE: ./build/ingest/parse-xml.js
/** Parses XML of any size with sax: tags and attributes, no text, no entities, memory bounded by one tag. */

/** Messages of failures are attributes, and long; sax needs some 30 times their size. */
const maxTagLength = 4 * 1024 ** 2;
const maxAttributes = 1000;
/** Calls the handlers up to the end or the first error; what is broken or cut makes the draft incomplete. */
async function parseXml(input, draft, handlers) {
    const walk = { depth: 0, roots: 0, attributes: 0, broken: null };
    const parser = createParser(walk, draft, handlers);
    const decoder = new TextDecoder(readEncoding(input.sample.text));
    for await (const chunk of input.chunks()) {
        parser.write(decoder.decode(chunk, { stream: true }));
        walk.broken ??= boundBuffers(parser, Math.min(maxTagLength, draft.limits.recordBytes));
        if (walk.broken !== null)
            break;
    }
    draft.countRecord();
    if (walk.broken !== null)
        reportBroken(draft, walk.broken);
    else if (walk.depth > 0 || walk.roots === 0)
        draft.markTruncated();
}
function createParser(walk, draft, handlers) {
    const parser = sax.parser(true, { position: false });
    parser.onerror = (error) => {
        const [message = ''] = error.message.split('\n');
        parser.error = null;
        // An entity that the file declares itself is never expanded, and its text is not needed.
        if (message.startsWith('Invalid character entity'))
            draft.report('info', 'entity', 'An XML entity is not expanded.');
        else
            walk.broken ??= message;
    };
    parser.onattribute = () => {
        walk.attributes += 1;
        if (walk.attributes > maxAttributes)
            walk.broken ??= `a tag of more than ${maxAttributes} attributes`;
    };
    // What follows an error is not trusted.
    parser.onopentag = ({ name, attributes }) => {
        walk.attributes = 0;
        if (walk.broken !== null)
            return;
        walk.depth += 1;
        if (walk.depth === 1)
            walk.roots += 1;
        if (walk.depth > draft.limits.depth)
            walk.broken = `tags nested more than ${draft.limits.depth} deep`;
        else
            handlers.openTag(name, attributes, walk.depth);
    };
    parser.onclosetag = (name) => {
        if (walk.broken !== null)
            return;
        walk.depth -= 1;
        handlers.closeTag(name);
    };
    return parser;
}
/**
 * Without positions sax bounds nothing. Text is not needed; the rest is flattened, as sax appends to it by the
 * character.
 */
function boundBuffers(parser, limit) {
    const buffers = parser;
    for (const name of ['textNode', 'cdata', 'comment'])
        buffers[name] = '';
    for (const name of [
        'tagName',
        'attribName',
        'attribValue',
        'doctype',
        'sgmlDecl',
        'procInstBody',
        'entity',
    ]) {
        const length = buffers[name]?.length ?? 0;
        if (length > limit)
            return `a tag of more than ${limit} characters`;
        if (length > 0)
            buffers[name]?.charCodeAt(0);
    }
    return null;
}
/** The encoding that the XML declares; UTF-8 when it declares none that is known. */
function readEncoding(text) {
    const [, label = 'utf-8'] = /^<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(text) ?? [];
    try {
        const { encoding } = new TextDecoder(label);
        // The bytes were seen not to be UTF-16, whatever the declaration says.
        return encoding.startsWith('utf-16') ? 'utf-8' : encoding;
    }
    catch {
        return 'utf-8';
    }
}
/** A cut file holds whole elements up to the cut. */
function reportBroken(draft, message) {
    draft.facts.complete = false;
    const what = `The XML is broken (${message}); what stands before is kept.`;
    draft.report('warning', 'malformed-xml', what, 'Let the test tool write its report to the end.');
}

;// CONCATENATED MODULE: ./build/ingest/junit.js



const junit = {
    id: 'junit',
    title: 'JUnit XML',
    reference: 'https://github.com/testmoapp/junitxml',
    howTo: 'any test tool: `pytest --junitxml=report.xml`, `vitest --reporter=junit`, `ctest --output-junit`',
    claims: ({ shape, root, text }) => shape === 'xml' && (root === 'testsuites' || root === 'testsuite') && isJUnit(text),
    read: readJUnit,
};
/** NUnit 2 and others also use <testsuite>; JUnit's hold <testcase>, or nothing at all. */
function isJUnit(text) {
    return /<testcase[\s/>]/.test(text) || !/<(test-case|test-suite|test|results)[\s/>]/.test(text);
}
async function readJUnit(input, draft) {
    const reader = {
        draft,
        suites: [createSuite({}, null, null)],
        seen: new Map(),
        span: { start: Number.POSITIVE_INFINITY, end: Number.NEGATIVE_INFINITY, isWhole: true },
        current: null,
        roots: 0,
        crashes: new Set(),
        hasFailure: false,
    };
    await parseXml(input, draft, {
        openTag: (name, attributes, depth) => openTag(reader, name, attributes, depth),
        closeTag: (name) => closeTag(reader, name),
    });
    finishFacts(reader);
}
function createSuite(attributes, timeMs, startTimeMs) {
    const count = (key) => Number.parseInt(attributes[key] ?? '', 10) || 0;
    return {
        name: attributes['name'] ?? '',
        timeMs,
        startTimeMs,
        innerMs: 0,
        hasInner: false,
        stated: { tests: count('tests'), failures: count('failures'), errors: count('errors') },
        cases: 0,
        failing: 0,
        hasWork: false,
    };
}
function openTag(reader, name, attributes, depth) {
    if (depth === 1)
        reader.roots += 1;
    if (name === 'testsuites' && depth === 1)
        openRoot(reader, attributes);
    else if (name === 'testsuite')
        openSuite(reader, attributes);
    else if (name === 'testcase')
        openCase(reader, attributes);
    else if (reader.current)
        openOutcome(reader, reader.current, name, attributes);
    else if (name === 'failure' || name === 'error')
        noteCrash(reader, reader.suites.at(-1), name);
}
function openRoot({ draft, suites, roots }, attributes) {
    const startTimeMs = readStamp(draft, attributes);
    const timeMs = readSeconds(draft, attributes);
    // Of reports that were put one after the other none speaks for the whole.
    if (roots === 1)
        suites[0] = { ...createSuite(attributes, timeMs, startTimeMs), name: '' };
    else if (suites[0])
        suites[0] = { ...suites[0], timeMs: null };
}
function openSuite({ draft, suites }, attributes) {
    suites.push(createSuite(attributes, readSeconds(draft, attributes), readStamp(draft, attributes)));
}
/** A suite of tests that took time did not take 0 s: its tool does not measure it. */
function measureSuite({ timeMs, hasWork, hasInner, innerMs }) {
    return timeMs === null || (timeMs === 0 && hasWork) ? (hasInner ? innerMs : null) : timeMs;
}
/**
 * A suite that says that it failed, and lists no case that did, has crashed around its cases (Karma's lost
 * browser, errors while a suite is set up or loaded) or does not list what failed (subtests in CPython's runner):
 * it is no success. One that lists nothing of what it ran is not whole.
 * To list fewer cases than `tests` says is usual: pytest and unittest count subtests, others what they skipped.
 */
function checkSuite(reader, suite) {
    const { draft } = reader;
    const { stated } = suite;
    if (suite.failing === 0 && stated.failures + stated.errors > 0)
        noteCrash(reader, suite, stated.failures > 0 ? 'failure' : 'error');
    if (suite.cases === 0 && stated.tests > 0) {
        suite.cases = stated.tests;
        draft.facts.complete = false;
        const what = `${nameSuite(suite)} says that it ran ${stated.tests} tests and lists none.`;
        draft.report('warning', 'unlisted-tests', what);
    }
}
function noteCrash({ draft, crashes }, suite, how) {
    crashes.add(how);
    // Suites around this one count it too, and need not say it again.
    suite.failing += 1;
    const what = `${nameSuite(suite)} says that it failed beside its test cases.`;
    draft.report('warning', 'unlisted-failure', what, 'Look for a crash outside of the tests in its output.');
}
function nameSuite({ name }) {
    return name === '' ? 'The report' : `The suite \`${name.slice(0, 100)}\``;
}
function closeSuite(reader) {
    const { suites, span } = reader;
    const suite = suites.pop();
    const outer = suites.at(-1);
    if (suite === undefined || outer === undefined)
        return;
    checkSuite(reader, suite);
    outer.cases += suite.cases;
    outer.failing += suite.failing;
    outer.hasWork ||= suite.hasWork;
    const timeMs = measureSuite(suite);
    outer.innerMs = outer.innerMs === null || timeMs === null ? null : outer.innerMs + timeMs;
    outer.hasInner = true;
    if (suites.length > 1)
        return;
    if (suite.startTimeMs === null || timeMs === null)
        span.isWhole = false;
    if (suite.startTimeMs !== null) {
        span.start = Math.min(span.start, suite.startTimeMs);
        span.end = Math.max(span.end, suite.startTimeMs + (timeMs ?? 0));
    }
}
/** A date alone says nothing of when. Times without a zone count as UTC. */
function readStamp({ facts }, attributes) {
    const stamp = attributes['timestamp'];
    if (stamp === undefined || !stamp.includes(':'))
        return null;
    return (0,read_fields/* parseTime */.pe)(stamp, () => {
        facts.zoneless = true;
    });
}
function openCase(reader, attributes) {
    const { name = '', classname = '', status, result } = attributes;
    const suite = reader.suites.at(-1)?.name ?? '';
    const written = (status ?? result ?? '').toLowerCase();
    reader.current = {
        name: nameCase(suite, classname, name),
        durationMs: readSeconds(reader.draft, attributes),
        startTimeMs: readStamp(reader.draft, attributes),
        result: resultsInWords.get(written) ?? 'success',
        errorType: null,
        retries: [],
    };
}
/** Most tools say it by an element inside; CTest and GoogleTest in words as well, as some others alone. */
const resultsInWords = new Map([
    ['disabled', 'skip'],
    ['notrun', 'skip'],
    ['skipped', 'skip'],
    ['fail', 'failure'],
    ['failed', 'failure'],
    ['error', 'error'],
]);
/** Suite, class and test, without saying anything twice. */
function nameCase(suite, classname, name) {
    const parts = [suite, classname, name].filter((part) => part !== '');
    const told = parts.filter((part, index) => parts[index + 1] !== part && !parts[index + 1]?.startsWith(`${part}.`));
    return told.join(' › ') || 'test';
}
function openOutcome(reader, test, name, attributes) {
    const errorType = attributes['type'] || null;
    switch (name) {
        case 'failure':
            if (test.result !== 'error')
                test.result = 'failure';
            test.errorType ??= errorType;
            return;
        case 'error':
            test.result = 'error';
            test.errorType ??= errorType;
            return;
        case 'skipped':
            if (test.result === 'success')
                test.result = 'skip';
            return;
        case 'flakyFailure':
        case 'flakyError':
        case 'rerunFailure':
        case 'rerunError':
            // No tool tries as often as attempts can be counted.
            if (test.retries.length < 254)
                test.retries.push({ errorType, durationMs: readSeconds(reader.draft, attributes) });
            return;
    }
}
function closeTag(reader, name) {
    if (name === 'testsuite')
        closeSuite(reader);
    if (name !== 'testcase' || reader.current === null)
        return;
    addCase(reader, reader.current);
    reader.current = null;
}
/** The same test again in the same suite (parameters that the tool does not name) is told by its occurrence. */
function distinguish({ seen, draft }, name) {
    // Tasks that are summed up lose their names anyway.
    if (draft.isSummedUp()) {
        seen.clear();
        return name;
    }
    for (let count = (seen.get(name) ?? 0) + 1;; count++) {
        const distinct = count === 1 ? name : `${name} #${count}`;
        seen.set(name, count);
        if (count === 1 || !seen.has(distinct)) {
            if (count > 1)
                seen.set(distinct, 1);
            return distinct;
        }
    }
}
function addCase(reader, test) {
    const name = distinguish(reader, cleanName(test.name, reader.draft.limits.nameLength - 12));
    test.retries.forEach((retry, index) => {
        const { errorType, durationMs } = retry;
        reader.draft.addTask({
            name,
            kind: 'test',
            attempt: index + 1,
            result: 'failure',
            errorType,
            durationMs,
        });
    });
    const { result, errorType, startTimeMs } = test;
    countCase(reader, test);
    const attempt = test.retries.length + 1;
    // What did not run and is said to have taken no time has no duration.
    const durationMs = result === 'skip' ? test.durationMs || null : test.durationMs;
    reader.draft.addTask({ name, kind: 'test', attempt, result, errorType, startTimeMs, durationMs });
}
function countCase(reader, { result, retries, durationMs }) {
    const suite = reader.suites.at(-1);
    if (suite === undefined)
        return;
    suite.cases += 1;
    // Some tools count a test that passed in the end as failed.
    if (result === 'failure' || result === 'error' || retries.length > 0)
        suite.failing += 1;
    suite.hasWork ||= (durationMs ?? 0) > 0;
    reader.hasFailure ||= result === 'failure';
}
/**
 * The tool's own total comes first, then the span of suites that have a clock. Without any clock the sum of the
 * suites' times is the nearest thing to a duration, though suites that ran side by side took less.
 */
function finishFacts(reader) {
    const { draft, suites, span, crashes } = reader;
    const { facts } = draft;
    const root = suites[0];
    if (facts.complete)
        checkSuite(reader, root);
    // Failed cases tell by themselves.
    if (crashes.has('failure'))
        facts.result = 'failure';
    else if (crashes.has('error') && !reader.hasFailure)
        facts.result = 'error';
    const hasClock = span.end >= span.start;
    facts.startTimeMs = root.startTimeMs ?? (hasClock ? span.start : null);
    if (!facts.complete)
        return;
    const told = root.timeMs === 0 && root.hasWork ? null : root.timeMs;
    if (!hasClock)
        facts.durationMs = measureSuite(root);
    else
        facts.durationMs = told ?? (span.isWhole ? span.end - span.start : null);
}
/** `1,024.12` is a thousand, `0,03` a fraction; null for what is no number or below zero. */
function readSeconds(draft, { time }) {
    const plain = time?.trim() ?? '';
    if (plain === '')
        return null;
    const isFraction = /^-?\d+,\d+$/.test(plain) && !/^-?[1-9]\d{0,2},\d{3}$/.test(plain);
    const number = Number(isFraction ? plain.replace(',', '.') : plain.replaceAll(',', ''));
    if (Number.isFinite(number) && number >= 0)
        return number * 1000;
    const what = `\`time="${plain.slice(0, 40)}"\` is not a duration; it is taken as not known.`;
    draft.report('warning', 'invalid-duration', what);
    return null;
}

;// CONCATENATED MODULE: ./build/ingest/formats.js
/** All formats, as data. The order does not matter: exactly one may claim a file. */




const formats = [buildrunner/* buildRunner */.F, canonical, githubJobs, junit];

;// CONCATENATED MODULE: ./build/ingest/choose-format.js
/** Which format a file is: by its content alone, or a refusal that names the candidates. */


/**
 * The one format that claims a file, or the one that the user names.
 * @param wanted `auto` or a format's id
 */
function chooseFormat(wanted, sample) {
    const ids = formats.map((format) => format.id).sort();
    if (wanted !== 'auto') {
        const format = formats.find((candidate) => candidate.id === wanted);
        return (format ?? {
            code: 'unknown-format',
            what: `There is no format \`${wanted}\`.`,
            fix: (0,suggest/* suggest */.Z)(wanted, ['auto', ...ids]),
        });
    }
    const claims = formats.filter((format) => format.claims(sample));
    if (claims.length === 1)
        return claims[0];
    if (claims.length === 0 && sample.isEmpty) {
        const fix = 'Check that the build wrote its log before this step.';
        return { code: 'no-events', what: 'It holds no record.', fix };
    }
    if (claims.length > 1) {
        const candidates = claims.map((format) => format.id).sort();
        const fix = `Set \`format\` to one of: ${candidates.join(', ')}.`;
        return { code: 'ambiguous-format', what: `It could be ${candidates.join(' or ')}.`, fix };
    }
    return {
        code: 'unknown-format',
        what: `Its format is not recognised${describeSample(sample)}.`,
        fix: `These are read: ${ids.join(', ')}.`,
    };
}
function describeSample(sample) {
    if (sample.shape === 'xml')
        return sample.root === null
            ? ' (XML without a root)'
            : ` (XML with the root <${sample.root.slice(0, 60)}>)`;
    if (sample.shape === 'text')
        return ' (text that is neither JSON nor XML)';
    const keys = sample.keys.length > 0 ? sample.keys : Object.keys(sample.records[0] ?? {});
    return keys.length > 0
        ? ` (JSON with the keys ${keys
            .slice(0, 6)
            .map((key) => key.slice(0, 40))
            .join(', ')})`
        : ' (JSON without records)';
}

;// CONCATENATED MODULE: ./build/ingest/draft.js


const shownProblems = 5;
const draft_dayMs = 86_400_000;
/** Starts a draft. @param file for messages */
function createDraft(file, limits) {
    const tasks = limitTasks(limits.tasks);
    const events = [];
    const metrics = [];
    const spans = [];
    const { report, problems, summarize } = collectProblems(file);
    let records = 0;
    let skipped = 0;
    const facts = { ...unknownFacts };
    const addBounded = (list, item) => {
        if (list.length < limits.tasks)
            list.push(item);
        else {
            facts.complete = false;
            report('warning', 'too-many-records', `Only the first ${limits.tasks} of a kind are read.`);
        }
    };
    return {
        facts,
        limits,
        report,
        addTask: (draft) => {
            const task = cleanTask(draft, freeId(tasks.has, draft.id, tasks.count()), limits, report);
            tasks.add(task);
            return task;
        },
        isSummedUp: tasks.isExceeded,
        addEvent: (event) => addBounded(events, {
            ...event,
            id: cleanName(event.id ?? `e${events.length + 1}`, idLength),
            type: cleanName(event.type, 100),
            timeMs: finite(event.timeMs),
            taskId: cleanId(event.taskId),
            message: cleanMessage(event.message),
        }),
        addMetric: (metric) => addBounded(metrics, { ...metric, name: cleanName(metric.name, limits.nameLength) }),
        addSpan: (span) => addBounded(spans, {
            ...span,
            id: cleanName(span.id, idLength),
            parentId: cleanId(span.parentId),
            name: cleanName(span.name, limits.nameLength),
            startTimeMs: finite(span.startTimeMs),
            durationMs: checkDuration(span.durationMs, span.name, report),
        }),
        startOver: () => {
            tasks.clear();
            for (const list of [events, metrics, spans])
                list.length = 0;
            Object.assign(facts, unknownFacts);
        },
        countRecord: () => {
            records += 1;
        },
        skipRecord: (offset, why, excerpt) => {
            skipped += 1;
            const shown = cleanName(excerpt, 80);
            const what = `A record at byte ${offset} was skipped: ${why}${shown ? ` \`${shown}\`` : ''}`;
            report('warning', 'malformed-record', what);
        },
        markTruncated: () => {
            facts.complete = false;
            const fix = 'Read the log after the build has ended; a killed build leaves such a file.';
            report('warning', 'truncated', 'The file ends in the middle of a record.', fix);
        },
        finish: () => {
            if (tasks.isExceeded()) {
                facts.complete = false;
                const what = `${tasks.count()} tasks are more than ${limits.tasks}: they are summed up by kind.`;
                report('warning', 'too-many-tasks', what, 'Split the log by job or package.');
            }
            const degraded = skipped > Math.max(10, records * 0.01);
            if (degraded) {
                const what = `${skipped} of ${records} records could not be read; the build is reported, not judged.`;
                report('warning', 'degraded', what, 'Check what writes into the log beside its tool.');
            }
            const kept = clearOddStarts(tasks.list(), facts, report);
            summarize();
            return { facts, tasks: kept, events, metrics, spans, degraded, problems };
        },
    };
}
const unknownFacts = {
    startTimeMs: null,
    durationMs: null,
    result: null,
    complete: true,
    zoneless: false,
};
/** Problems of one file: the first five of a code, then their number. */
function collectProblems(file) {
    const problems = [];
    const counts = new Map();
    return {
        problems,
        report: (level, code, what, fix = '') => {
            const { count } = counts.get(code) ?? { count: 0 };
            counts.set(code, { level, count: count + 1 });
            if (count < shownProblems)
                problems.push({ level, code, where: file, what: cleanName(what, 500), fix });
        },
        summarize: () => {
            for (const [code, { level, count }] of counts) {
                if (count <= shownProblems)
                    continue;
                const what = `${count - shownProblems} more of this kind (${code}) are not shown.`;
                problems.push({ level, code, where: file, what, fix: '' });
            }
        },
    };
}
const idLength = 200;
function cleanId(id) {
    return id ? cleanName(id, idLength) : null;
}
function freeId(isTaken, wanted, place) {
    const id = cleanId(wanted) ?? `t${place + 1}`;
    if (!isTaken(id))
        return id;
    for (let copy = place + 1;; copy++) {
        if (!isTaken(`${id}#${copy}`))
            return `${id}#${copy}`;
    }
}
function cleanTask(draft, id, limits, report) {
    const name = cleanName(draft.name, limits.nameLength) || id;
    return {
        id,
        parentId: cleanId(draft.parentId),
        name,
        kind: cleanName(draft.kind, 100) || 'task',
        attempt: Math.max(1, Math.min(255, Math.trunc(draft.attempt ?? 1) || 1)),
        startTimeMs: finite(draft.startTimeMs),
        durationMs: checkDuration(draft.durationMs, name, report),
        result: draft.result ?? 'unknown',
        cache: draft.cache ?? 'unknown',
        savedMs: checkDuration(draft.savedMs, name, report),
        errorType: draft.errorType ? cleanName(draft.errorType, 200) : null,
        cpuMs: positive(draft.cpuMs),
        memoryBytes: positive(draft.memoryBytes),
        model: draft.model ? cleanName(draft.model, 200) : null,
        tokens: draft.tokens ?? null,
        costUsd: positive(draft.costUsd),
    };
}
function checkDuration(value, of, report) {
    if (value === null || value === undefined)
        return null;
    if (Number.isFinite(value) && value >= 0)
        return value;
    const what = `The duration of \`${cleanName(of, 100)}\` is ${value} ms; it is taken as not known.`;
    report('warning', 'invalid-duration', what);
    return null;
}
/** Dates end at ±8.64e15 ms; what lies beyond cannot be shown as a time. */
function finite(value) {
    return typeof value === 'number' && Math.abs(value) <= 8.64e15 ? value : null;
}
function positive(value) {
    return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}
/** A task that seems to have started a day before its build carries an older run's clock. */
function clearOddStarts(tasks, facts, report) {
    facts.startTimeMs = finite(facts.startTimeMs);
    facts.durationMs = checkDuration(facts.durationMs, 'the build', report);
    const { startTimeMs } = facts;
    if (startTimeMs === null)
        return tasks;
    return tasks.map((task) => {
        if (task.startTimeMs === null || task.startTimeMs >= startTimeMs - draft_dayMs)
            return task;
        const what = `\`${cleanName(task.name, 100)}\` claims to have started more than a day before its build.`;
        report('warning', 'odd-start', what);
        return { ...task, startTimeMs: null };
    });
}

;// CONCATENATED MODULE: ./build/ingest/limits.js
/** How much of an input is read, so that no file can exhaust the machine. */
const defaultLimits = {
    fileBytes: 512 * 1024 ** 2,
    decompressedBytes: 1024 ** 3,
    decompressionRatio: 100,
    recordBytes: 16 * 1024 ** 2,
    depth: 64,
    nameLength: 1024,
    tasks: 200_000,
};
/** How much of a file is looked at to recognise its format. */
const sampleBytes = 1024 ** 2;

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: ./build/ingest/split-json.js
var split_json = __webpack_require__(6092);
;// CONCATENATED MODULE: ./build/ingest/read-sample.js
/** Looks at the beginning of a file: its shape, its first records, its root. */



const wantedRecords = 20;
/** @param head at most 1 MiB from the start of the file */
function readSample(head, limits) {
    const text = new TextDecoder().decode(head).trimStart();
    const nothing = { text, records: [], keys: [], isEmpty: false, root: null };
    if (text.startsWith('<'))
        return { ...nothing, shape: 'xml', root: readRoot(text) };
    if (!/^[[{]/.test(text))
        return { ...nothing, shape: 'text' };
    const isEmpty = /^(\[\s*\]|\{\s*\})\s*$/.test(text.slice(0, 1000));
    if (text.startsWith('['))
        return { ...nothing, shape: 'array', records: probe(head, limits).records, isEmpty };
    const shape = readShape(text);
    if (shape === 'lines')
        return { ...nothing, shape, records: readLines(text) };
    return { ...nothing, shape, ...probe(head, limits), isEmpty };
}
/** Two lines that each start an object are a log; one object, however it is laid out, is a document. */
function readShape(text) {
    const end = text.indexOf('\n');
    const first = end < 0 ? text : text.slice(0, end);
    if (parse(first) === undefined)
        return 'object';
    const next = text.slice(end + 1).trimStart();
    return end >= 0 && next !== '' ? 'lines' : 'object';
}
function readLines(text) {
    const records = [];
    for (const line of text.split('\n', 1000)) {
        const value = parse(line);
        if ((0,read_fields/* isFields */.Ce)(value))
            records.push(value);
        if (records.length >= wantedRecords)
            break;
    }
    return records;
}
function parse(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/**
 * Keys of the root object, and as records the first complete objects of the root array or of the root object's
 * arrays. A document without any that ends inside the sample is its own record.
 */
function probe(head, limits) {
    const walk = new split_json/* JsonWalk */.e('all', limits);
    const records = [];
    let root = null;
    for (const record of walk.feed(head)) {
        if (record.kind !== 'value' || !(0,read_fields/* isFields */.Ce)(record.value))
            continue;
        if (record.key === null && walk.keys.length > 0)
            root ??= record.value;
        else
            records.push(record.value);
        if (records.length >= wantedRecords)
            break;
    }
    return { keys: walk.keys, records: records.length > 0 || root === null ? records : [root] };
}
function readRoot(text) {
    const parser = sax.parser(true, { position: false });
    let root = null;
    parser.onopentag = (tag) => {
        root ??= tag.name;
    };
    parser.onerror = () => {
        parser.error = null;
    };
    for (let at = 0; at < text.length && root === null; at += 4096)
        parser.write(text.slice(at, at + 4096));
    return root;
}

;// CONCATENATED MODULE: ./build/ingest/open-input.js
/** Opens a file as an adapter sees it: decompressed, without a byte order mark, within the limits, with a sample. */




/** Why a file cannot be read at all. */
class InputError extends Error {
    code;
    fix;
    constructor(code, message, fix) {
        super(message);
        this.code = code;
        this.fix = fix;
    }
}
/**
 * @param open gives the file's bytes from the start, each time it is called
 * @throws InputError when the file is empty or no text
 */
async function openInput(open, limits) {
    const state = { broken: null, cut: false };
    const magic = await readFirst(open(), 4);
    const chunks = () => withoutMark(open_input_decompress(open, magic, limits, state));
    const head = await readFirst(chunks(), sampleBytes);
    if (isBlank(head)) {
        const why = state.broken ?? 'It is empty.';
        throw new InputError(state.broken ? 'broken-compression' : 'empty', why, 'Check that the tool wrote its log to the end.');
    }
    refuseBinary(head);
    return { input: { sample: readSample(head, limits), chunks }, state };
}
function isBlank(head) {
    return head.every((byte) => byte <= 0x20 && byte > 0);
}
async function readFirst(chunks, length) {
    const parts = [];
    let size = 0;
    for await (const chunk of chunks) {
        parts.push(chunk);
        size += chunk.length;
        if (size >= length)
            break;
    }
    return Buffer.concat(parts).subarray(0, length);
}
/** Drops a UTF-8 byte order mark, which a short first chunk may hold in part. */
async function* withoutMark(chunks) {
    let head = new Uint8Array();
    for await (const chunk of chunks) {
        if (head === null) {
            yield chunk;
            continue;
        }
        head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
        if (head.length < 3)
            continue;
        yield startsWithMark(head) ? head.subarray(3) : head;
        head = null;
    }
    if (head !== null)
        yield head;
}
function startsWithMark(bytes) {
    return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
function open_input_decompress(open, magic, limits, state) {
    const source = bound(open(), limits.fileBytes, state);
    if (magic[0] === 0x1f && magic[1] === 0x8b)
        return inflate(source, external_node_zlib_.createGunzip(), limits, state);
    if (magic[0] === 0x28 && magic[1] === 0xb5 && magic[2] === 0x2f && magic[3] === 0xfd) {
        if (typeof external_node_zlib_.createZstdDecompress === 'function')
            return inflate(source, external_node_zlib_.createZstdDecompress(), limits, state);
        throw new InputError('no-zstd', 'It is compressed with zstd.', 'Use Node 22.15 or newer, or gzip the log.');
    }
    return source;
}
async function* bound(chunks, limit, state) {
    let size = 0;
    for await (const chunk of chunks) {
        size += chunk.length;
        if (size > limit) {
            state.cut = true;
            return;
        }
        yield chunk;
    }
}
async function* inflate(source, engine, limits, state) {
    let read = 0;
    let written = 0;
    const counted = async function* () {
        for await (const chunk of source) {
            read += chunk.length;
            yield chunk;
        }
    };
    // A pipeline hands errors on to the engine, and closes the source when this generator is left early.
    (0,external_node_stream_.pipeline)(external_node_stream_.Readable.from(counted()), engine, () => { });
    try {
        for await (const chunk of engine) {
            written += chunk.length;
            // A small file may well shrink a hundredfold; a bomb does so at any size.
            const tooDense = written > 64 * 1024 * 1024 && written > read * limits.decompressionRatio;
            if (written > limits.decompressedBytes || tooDense) {
                state.cut = true;
                return;
            }
            yield chunk;
        }
    }
    catch (error) {
        // What the system says of the file itself is not a fault of its compression.
        if (!/^(Z_|ZSTD_)/.test(error.code ?? ''))
            throw error;
        state.broken = `The compressed data are broken: ${error.message}.`;
    }
}
function refuseBinary(head) {
    const [a, b] = head;
    if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
        throw utf16();
    const zero = head.subarray(0, 4096).indexOf(0);
    if (zero < 0)
        return;
    if (zero <= 1 && head.length > 3 && head[zero] === head[zero + 2])
        throw utf16();
    throw new InputError('binary', 'It is binary data, not a log.', 'Point `events` at the log that the tool writes as text.');
}
function utf16() {
    return new InputError('utf-16', 'It is UTF-16.', 'Write the log as UTF-8 (PowerShell: `Out-File -Encoding utf8`).');
}

;// CONCATENATED MODULE: ./build/ingest/index.js
/** Reads event logs into a build: recognises each file by its content, or refuses it with a reason. */








/** Reads all files into one build. Never throws for what is in a file. */
async function readBuild(sources, options) {
    const parts = [];
    const files = [];
    const refused = [];
    for (const source of sources) {
        const read = await readSource(source, options.format, { ...defaultLimits, ...options.limits });
        files.push(describeFile(source.name, read));
        if (read.format === null)
            refused.push(...read.problems);
        else
            parts.push(read);
    }
    if (parts.length === 0)
        return { build: null, files, problems: refused };
    const build = joinParts(parts, { ...options, tasks: options.limits?.tasks ?? defaultLimits.tasks });
    if (build.tasks.length === 0) {
        const where = sources.map((source) => source.name).join(', ');
        const what = 'The logs hold no task.';
        const fix = 'Check that they belong to a build that ran something.';
        const problem = { level: 'error', code: 'no-events', where, what, fix };
        return { build: null, files, problems: [...refused, ...build.problems, problem] };
    }
    // A file that could not be read may hold the missing half of the build.
    const whole = refused.length === 0;
    return { build: whole ? build : { ...build, complete: false }, files, problems: refused };
}
/** Says what one file holds. Never throws for what is in it. */
async function inspectSource(source, format) {
    return describeFile(source.name, await readSource(source, format, defaultLimits));
}
async function readSource(source, wanted, limits) {
    const refuse = (code, what, fix) => ({
        format: null,
        problems: [{ level: 'error', code, where: source.name, what, fix }],
    });
    try {
        const { input, state } = await openInput(source.open, limits);
        const format = chooseFormat(wanted, input.sample);
        if (!('id' in format))
            return refuse(format.code, format.what, format.fix);
        const draft = createDraft(source.name, limits);
        await format.read(input, draft);
        if (state.broken !== null)
            draft.markTruncated();
        if (state.cut) {
            draft.facts.complete = false;
            const fix = 'Split the log by job or package.';
            draft.report('warning', 'too-large', 'The file is larger than what is read of it.', fix);
        }
        const part = draft.finish();
        return { format: format.id, part: part.tasks.length > 0 ? part : noteEmpty(source.name, part) };
    }
    catch (error) {
        if (error instanceof InputError)
            return refuse(error.code, error.message, error.fix);
        const { code, message } = error;
        // What the system says about a file is the user's to mend; anything else is a bug.
        if (code === undefined)
            throw error;
        return refuse('unreadable', `It cannot be read: ${message}.`, 'Check that the file is there and may be read.');
    }
}
/** A shard without work is no fault; a build without any is, and says so itself. */
function noteEmpty(file, part) {
    const problem = {
        level: 'info',
        code: 'no-tasks',
        where: file,
        what: 'It holds no task.',
        fix: '',
    };
    return { ...part, problems: [...part.problems, problem] };
}
function describeFile(file, read) {
    if (read.format === null) {
        const none = { tasks: 0, byResult: {}, byCache: {}, taskDurationMs: 0, events: 0, metrics: 0, spans: 0 };
        return {
            file,
            format: null,
            complete: false,
            result: 'unknown',
            startTime: null,
            durationMs: null,
            ...none,
            problems: read.problems,
        };
    }
    const { part, format } = read;
    const { startTimeMs, durationMs } = timeParts([read]);
    const tasks = finalTasks(part.tasks);
    return {
        file,
        format,
        complete: part.facts.complete,
        result: judgeResult([part]),
        startTime: startTimeMs === null ? null : new Date(startTimeMs).toISOString(),
        durationMs,
        tasks: tasks.length,
        byResult: countBy(tasks.map((task) => task.result)),
        byCache: countBy(tasks.map((task) => task.cache)),
        taskDurationMs: tasks.reduce((sum, task) => sum + (task.durationMs ?? 0), 0),
        events: part.events.length,
        metrics: part.metrics.length,
        spans: part.spans.length,
        problems: part.problems,
    };
}
function countBy(words) {
    const counts = {};
    for (const word of [...words].sort())
        counts[word] = (counts[word] ?? 0) + 1;
    return counts;
}

;// CONCATENATED MODULE: ./build/main.js
/**
 * One run, the same for the action and the command line: options → history → ingest → analyse → save →
 * deliver → exit code. Everything that touches the world goes through the `Host`.
 */




/** Runs once. @returns the exit code: 0 fine, 1 the gate failed, 2 wrong options or input. */
async function run(host) {
    const settings = await readSettings(host);
    if (settings === 'off')
        return 0;
    const { options, config } = settings;
    for (const problem of settings.problems)
        host.tell(problem);
    if (settings.problems.some((problem) => problem.level === 'error'))
        return 2;
    const found = await host.findSources(options);
    const surroundings = await host.observe(options, found.sources);
    const name = options.name || surroundings.defaultName;
    const store = await host.openStore(options, surroundings, name);
    const loaded = await store.load();
    const read = await ingest(options, surroundings, name, found);
    if (read.build === null)
        return await endWithoutBuild(host, options, read.problems);
    const report = analyze({
        build: read.build,
        loaded,
        config,
        options,
        baselineBranch: options.baselineBranch || surroundings.baselineBranch,
        problems: read.problems,
    });
    for (const problem of [...loaded.problems, ...read.problems])
        if (problem.level !== 'info')
            host.tell(problem);
    const saved = await save(options, surroundings, store, read.build);
    await deliverAll(host, options, surroundings, report, countStored(loaded, read.build, saved.saved), saved.problems);
    return report.verdict === 'fail' ? 1 : 0;
}
/** Flag or input first, then the environment, then the configuration file. */
async function readSettings(host) {
    const environment = readEnvironment(host.env);
    if (!environment.enabled)
        return 'off';
    const given = withoutDefaults(host.given);
    const { config: path } = readOptions([given, environment.source]).options;
    const file = await readConfigFile(host, path, given.texts['config'] !== undefined);
    const { options, problems } = readOptions([given, environment.source, file.options]);
    return { options, config: file.config, problems: [...file.problems, ...problems] };
}
/** The runner fills in defaults; an input at its default gives way to the file. */
function withoutDefaults(given) {
    const defaults = new Map(optionSpecs.map((spec) => [spec.name, spec.default]));
    const texts = Object.entries(given.texts).filter(([name, text]) => defaults.get(name) !== text);
    return { where: given.where, texts: Object.fromEntries(texts) };
}
async function readConfigFile(host, path, asked) {
    const fault = (what) => ({
        ...readConfig('', path),
        problems: [
            { level: 'error', code: 'config-file', where: path, what, fix: 'Correct the option `config`.' },
        ],
    });
    try {
        const text = await host.readText(path);
        if (text === null && asked)
            return fault('There is no such configuration file.');
        return readConfig(text ?? '', path);
    }
    catch (error) {
        return fault(`It cannot be read: ${error.message}`);
    }
}
async function ingest(options, surroundings, name, found) {
    if (found.sources.length === 0)
        return { build: null, problems: found.problems };
    const read = await readBuild(found.sources, {
        name,
        format: options.format,
        id: surroundings.buildId,
        context: surroundings.context,
    });
    const { machine } = surroundings;
    const build = read.build && { ...read.build, metrics: [...read.build.metrics, ...machine] };
    return { build, problems: [...found.problems, ...read.problems] };
}
/**
 * Nothing to judge. An outage of GitHub is not the build's fault; for logs that are absent, or may not be
 * read, `if-no-events-found` decides; a log that cannot be understood is wrong input.
 */
async function endWithoutBuild(host, options, problems) {
    const outage = problems.some((problem) => problem.code === 'jobs-unreachable');
    const absent = problems.every((problem) => problem.level !== 'error' || problem.code === 'no-events');
    const policy = outage ? 'warn' : absent ? options.ifNoEventsFound : 'error';
    const level = policy === 'error' ? 'error' : policy === 'warn' ? 'warning' : 'info';
    const told = problems.map((problem) => problem.level === 'info' || !absent ? problem : { ...problem, level: level });
    for (const problem of told)
        host.tell(problem);
    await host.finish(null, { ...nothingDelivered, notices: told });
    return policy === 'error' ? 2 : 0;
}
const nothingDelivered = {
    report: '',
    artifactUrl: '',
    commentUrl: '',
    historyBuilds: 0,
    notices: [],
};
async function save(options, surroundings, store, build) {
    const wanted = options.saveHistory === 'always' || (options.saveHistory === 'auto' && surroundings.savingHelps);
    return wanted ? await store.append(build) : { saved: false, problems: [] };
}
/** Builds in the store after this run, re-runs counted once. */
function countStored(loaded, build, saved) {
    const runOf = (id, runId) => runId ?? id;
    const runs = new Set(loaded.history.builds.map((past) => runOf(past.id, past.runId)));
    if (saved)
        runs.add(runOf(build.id, build.context.runId));
    return runs.size;
}
/** Plumbing never turns a build red, not even by a fault of ours. */
async function attempt(delivery, report, delivered) {
    try {
        return await delivery.deliver(report, delivered);
    }
    catch (error) {
        const what = `It failed: ${error.message}`;
        const fix = 'The verdict and the history are not affected; please report this as a bug.';
        return { notices: [{ level: 'warning', code: 'delivery-failed', where: delivery.name, what, fix }] };
    }
}
async function deliverAll(host, options, surroundings, report, historyBuilds, problems) {
    let delivered = { ...nothingDelivered, historyBuilds, notices: problems };
    for (const delivery of host.deliveries(options, surroundings)) {
        const { notices, facts } = await attempt(delivery, report, delivered);
        delivered = { ...delivered, ...facts, notices: [...delivered.notices, ...notices] };
    }
    for (const problem of delivered.notices)
        host.tell(problem);
    await host.finish(report, delivered);
}

// EXTERNAL MODULE: ./build/commands/command.js
var commands_command = __webpack_require__(2950);
;// CONCATENATED MODULE: ./build/commands/check.js
/** `build-telemetry check`: the action's run with a local host. */





const optionFlags = optionSpecs
    .filter((spec) => spec.where.includes('cli') && spec.name !== 'events')
    .map((spec) => ({ name: spec.name, value: valueName(spec), description: describe(spec) }));
const checkCommand = {
    name: 'check',
    operands: '[FILE|GLOB...] [OPTIONS]',
    summary: 'Judge a build by its event logs against the history, and add it to the history.',
    flags: [...optionFlags, ...localFlags],
    run: async (args) => {
        const read = (0,commands_command/* readArguments */.lR)(args, checkCommand.flags);
        for (const problem of read.problems)
            (0,commands_command/* tellProblem */.JW)(problem);
        if (read.problems.length > 0)
            return 2;
        boundMemory();
        return await run(openLocalHost(read, commands_command/* tellProblem */.JW));
    },
};
function valueName(spec) {
    if (spec.kind.type === 'choice')
        return spec.kind.values.join('|');
    return spec.kind.type === 'integer' ? 'N' : spec.name === 'history' ? 'DIR' : 'TEXT';
}
function describe(spec) {
    if (spec.name === 'history')
        return 'Folder of the history; .build-telemetry/history by default.';
    if (spec.name === 'name')
        return 'The series that this build belongs to; `local` by default.';
    if (spec.name === 'baseline-branch')
        return 'Compare with builds of this branch only; all builds by default.';
    return spec.default === '' ? spec.description : `${spec.description} Default: ${spec.default}.`;
}

;// CONCATENATED MODULE: ./build/commands/init.js
/** `build-telemetry init`: writes the workflow step and a commented configuration file. */




/** The workflow of `init`, also the README's snippet in a whole file. */
const starterWorkflow = `name: build
on: [push, pull_request]
permissions:
  actions: read # list this run's jobs and the caches of the history
  contents: read
  pull-requests: write # the comment
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      # … your build and tests go here, writing their event log …
      - uses: build-telemetry/build-telemetry@v1
        if: always()
        # with:
        #   events: reports/**/*.xml
`;
const starterConfig = `# yaml-language-server: $schema=https://raw.githubusercontent.com/build-telemetry/build-telemetry/v1/docs/config.schema.json
# Every input of the action can stand here under its own name; see docs/options.md.

# The mildest alert that fails the step: critical, error, warning or never.
# fail-on: critical

# Thresholds, written as a person says them. \`off\` switches a built-in one off.
# thresholds:
#   success_rate: { below: 95% }
#   p95_duration: { above: 10s, level: error }
#   daily_cost: { above: $10 }
#   duration: { above: +10% of baseline }
#   avg_duration: off

# From which change a confirmed regression is a warning, an error, critical. First match wins.
# regressions:
#   - series: build
#     error: +20%
#     critical: +50%
#   - series: "e2e *"
#     warning: +15%
#     critical: off
`;
const initCommand = {
    name: 'init',
    operands: '[--force]',
    summary: 'Write .github/workflows/build-telemetry.yml and a commented .github/build-telemetry.yml.',
    flags: [{ name: 'force', description: 'Overwrite files that are there.' }],
    run: async (args) => {
        const read = (0,commands_command/* readArguments */.lR)(args, initCommand.flags);
        for (const problem of read.problems)
            (0,commands_command/* tellProblem */.JW)(problem);
        if (read.problems.length > 0)
            return 2;
        const files = {
            '.github/workflows/build-telemetry.yml': starterWorkflow,
            '.github/build-telemetry.yml': starterConfig,
        };
        let kept = 0;
        for (const [path, text] of Object.entries(files)) {
            if (read.flags['force'] === undefined && (await exists(path))) {
                kept += 1;
                const fix = 'Use --force to overwrite it.';
                (0,commands_command/* tellProblem */.JW)({
                    level: 'error',
                    code: 'exists',
                    where: path,
                    what: 'This file is already there.',
                    fix,
                });
            }
            else {
                await writeTextFile((0,external_node_path_.resolve)(path), text);
                process.stdout.write(`wrote ${path}\n`);
            }
        }
        return kept > 0 ? 2 : 0;
    },
};
async function exists(path) {
    return await (0,promises_.access)(path).then(() => true, () => false);
}

;// CONCATENATED MODULE: ./build/commands/inspect.js
/** `build-telemetry inspect`: what each log says, without judging it. */




const inspectCommand = {
    name: 'inspect',
    operands: 'FILE... [--format ID] [--json]',
    summary: 'Say what event logs hold: format, completeness, result, tasks, problems.',
    flags: [
        { name: 'format', value: 'ID', description: 'Read the files as this format instead of recognising it.' },
        { name: 'json', description: 'Print one JSON object a file, one a line.' },
    ],
    run: async (args) => {
        const read = (0,commands_command/* readArguments */.lR)(args, inspectCommand.flags);
        const found = await findSources(read.operands, process.cwd());
        const problems = [...read.problems, ...found.problems];
        if (read.operands.length === 0) {
            const fix = 'Write `build-telemetry inspect FILE`.';
            problems.push({ level: 'error', code: 'no-events', where: 'inspect', what: 'No file is named.', fix });
        }
        for (const problem of problems)
            (0,commands_command/* tellProblem */.JW)(problem);
        const facts = [];
        for (const source of found.sources)
            facts.push(await inspectSource(source, read.flags['format'] ?? 'auto'));
        for (const fact of facts) {
            process.stdout.write(read.flags['json'] ? `${JSON.stringify(fact)}\n` : inspect_describeFile(fact));
        }
        return problems.length > 0 || facts.some((fact) => fact.format === null) ? 2 : 0;
    },
};
function inspect_describeFile(fact) {
    const counts = (of) => Object.entries(of)
        .map(([name, count]) => `${formatCount(count)} ${name}`)
        .join(', ');
    const lines = [
        (0,commands_command/* printable */.g$)(fact.file),
        `  format    ${fact.format ?? 'not recognised'}`,
        `  build     ${fact.result}, ${fact.complete ? 'complete' : 'not complete'}, ${formatDuration(fact.durationMs)}`,
        `  tasks     ${plural(fact.tasks, 'task')}: ${counts(fact.byResult)}`,
        `  cache     ${counts(fact.byCache)}`,
        `  task time ${formatDuration(fact.taskDurationMs)}`,
        `  others    ${plural(fact.events, 'event')}, ${plural(fact.metrics, 'metric')}, ${plural(fact.spans, 'span')}`,
        ...fact.problems.map((p) => `  ${p.level}: ${(0,commands_command/* printable */.g$)(`${p.where}: ${p.what} ${p.fix}`.trim())}`),
    ];
    return `${lines.join('\n')}\n`;
}

;// CONCATENATED MODULE: ./build/metrics/build-session.js
/** One build as Builder sees it: targets, cache hits, parallelism, environment. Types and arithmetic only. */

/** Targets that took longest, the slowest first; what came from a cache is none. */
function slowestTargets(session, count) {
    return session.targets
        .filter((target) => target.durationMs !== null && target.status !== 'cached')
        .sort((a, b) => b.durationMs - a.durationMs)
        .slice(0, count);
}
/**
 * Busy time of targets over the time that `workers` workers had, in percent, at most 100.
 * @returns null when the workers or the duration are not known.
 */
function measureUtilization(targets, durationMs, workers) {
    if (workers === null || workers <= 0 || durationMs === null || durationMs <= 0)
        return null;
    const busy = targets.reduce((sum, target) => sum + (target.durationMs ?? 0), 0);
    return Math.min(100, (100 * busy) / (durationMs * workers));
}
/** Sessions of the stored builds, oldest first, with their targets. */
function sessionsOfHistory(history) {
    const targets = history.builds.map(() => []);
    for (const series of history.series) {
        for (let row = 0; row < series.build.length; row++) {
            const duration = series.durationMs[row];
            targets[series.build[row]]?.push({
                name: series.name,
                kind: series.kind,
                startTimeMs: null,
                durationMs: Number.isNaN(duration) ? null : duration,
                status: statusOf(series.cached[row] === 1 ? 'hit' : 'miss', RESULTS[series.result[row]] ?? 'unknown'),
                errorMessage: null,
            });
        }
    }
    return history.builds.map((build, index) => sessionOf(build, targets[index]));
}
function statusOf(cache, result) {
    if (result === 'failure' || result === 'error' || result === 'timeout')
        return 'failed';
    if (result === 'skip' || result === 'cancellation')
        return 'skipped';
    return cache === 'hit' ? 'cached' : 'built';
}
function sessionOf(build, targets) {
    const misses = build.cacheLookups - build.cacheHits;
    const seconds = (build.durationMs ?? 0) / 1000;
    return {
        id: build.id,
        startTimeMs: build.startTimeMs,
        durationMs: build.durationMs,
        totalTargets: build.tasks,
        built: targets.filter((target) => target.status === 'built').length,
        cached: build.cacheHits,
        failed: build.failedTasks,
        cacheHits: build.cacheHits,
        cacheMisses: misses,
        cacheHitRate: build.cacheLookups > 0 ? (100 * build.cacheHits) / build.cacheLookups : null,
        maxParallelism: null,
        parallelismUtilization: null,
        targetsPerSecond: seconds > 0 ? build.tasks / seconds : null,
        succeeded: build.result === 'success',
        failureReason: build.result === 'success' ? null : describeFailure(build, targets),
        targets,
        environment: null,
    };
}
function describeFailure(build, targets) {
    const failed = targets.find((target) => target.status === 'failed');
    return failed === undefined ? `The build ended as ${build.result}.` : `${failed.name} failed`;
}

;// CONCATENATED MODULE: ./build/metrics/analyze-sessions.js
/** What a run of builds says: averages, extremes, trends, bottlenecks, regressions. Pure. */


/** How many times the average of the builds before it a build must take to be called a regression. */
const regressionFactor = 1.5;
/** Builds that must have gone before. */
const regressionBase = 3;
/** Relative change between the older and the newer half that makes a trend. */
const trendShare = 0.1;
/** Analyses sessions, oldest first. */
class TelemetryAnalyzer {
    #sessions;
    constructor(sessions) {
        this.#sessions = [...sessions].sort((a, b) => a.startTimeMs - b.startTimeMs);
    }
    analyze() {
        const sessions = this.#sessions;
        const times = known(sessions.map((session) => session.durationMs));
        const succeeded = sessions.filter((session) => session.succeeded).length;
        const hitRates = known(sessions.map((session) => session.cacheHitRate));
        return {
            totalBuilds: sessions.length,
            successfulBuilds: succeeded,
            failedBuilds: sessions.length - succeeded,
            successRate: sessions.length > 0 ? (100 * succeeded) / sessions.length : null,
            avgBuildTimeMs: average(times),
            fastestBuildMs: times.length > 0 ? (0,simple_statistics/* min */.jk)(times) : null,
            slowestBuildMs: times.length > 0 ? (0,simple_statistics/* max */.T9)(times) : null,
            buildTimeSdMs: times.length > 1 ? (0,simple_statistics/* sampleStandardDeviation */.JK)(times) : null,
            avgCacheHitRate: average(hitRates),
            avgParallelism: average(known(sessions.map((session) => session.parallelismUtilization))),
            avgTargetsPerSecond: average(known(sessions.map((session) => session.targetsPerSecond))),
            buildTimeTrend: findTrend(times),
            cacheHitTrend: findTrend(hitRates),
            bottlenecks: this.analyzeTargets().slice(0, 10),
            regressions: findRegressions(sessions),
        };
    }
    /** Every target, the slowest on average first. */
    analyzeTargets() {
        const targets = new Map();
        for (const session of this.#sessions) {
            for (const { name, durationMs, status } of session.targets) {
                const entry = targets.get(name) ?? { durations: [], hits: 0, failures: 0 };
                if (status === 'cached')
                    entry.hits += 1;
                else if (durationMs !== null)
                    entry.durations.push(durationMs);
                if (status === 'failed')
                    entry.failures += 1;
                targets.set(name, entry);
            }
        }
        return [...targets]
            .filter(([, entry]) => entry.durations.length > 0)
            .map(([name, { durations, hits, failures }]) => {
            const totalMs = durations.reduce((sum, value) => sum + value, 0);
            return {
                name,
                builds: durations.length,
                cacheHits: hits,
                failures,
                avgMs: totalMs / durations.length,
                minMs: (0,simple_statistics/* min */.jk)(durations),
                maxMs: (0,simple_statistics/* max */.T9)(durations),
                totalMs,
            };
        })
            .sort((a, b) => b.avgMs - a.avgMs || (a.name < b.name ? -1 : 1));
    }
}
/** The slowest targets of one session, as `recent` lists them. */
function findBottlenecks(session, count = 3) {
    return slowestTargets(session, count).map(({ name, durationMs }) => ({ name, durationMs: durationMs }));
}
/** A failed build may stop early or hang: it is neither judged nor a measure for others. */
function findRegressions(sessions) {
    const regressions = [];
    let sum = 0;
    let count = 0;
    for (const { id, startTimeMs, durationMs, succeeded } of sessions) {
        if (!succeeded || durationMs === null)
            continue;
        const expectedMs = sum / count;
        if (count >= regressionBase && durationMs > regressionFactor * expectedMs) {
            regressions.push({
                sessionId: id,
                startTimeMs,
                slowdown: durationMs / expectedMs,
                expectedMs,
                actualMs: durationMs,
            });
        }
        sum += durationMs;
        count += 1;
    }
    return regressions;
}
/** Compares the medians of the older and the newer half. */
function findTrend(values) {
    if (values.length < 4)
        return 'unknown';
    const half = values.length >> 1;
    const before = (0,simple_statistics/* median */.JZ)(values.slice(0, half));
    const after = (0,simple_statistics/* median */.JZ)(values.slice(-half));
    if (Math.abs(after - before) <= trendShare * Math.abs(before))
        return 'stable';
    return after > before ? 'increasing' : 'decreasing';
}
function known(values) {
    return values.filter((value) => value !== null);
}
function average(values) {
    return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
}

// EXTERNAL MODULE: ./build/record/event-collector.js + 2 modules
var event_collector = __webpack_require__(1607);
// EXTERNAL MODULE: ./build/record/event-type.js
var event_type = __webpack_require__(5253);
// EXTERNAL MODULE: ./build/record/events-csv.js
var events_csv = __webpack_require__(122);
;// CONCATENATED MODULE: ./build/record/measurement.js
/** One measured operation, as a record and as a row. */



/**
 * The operations that events tell of: ended tasks under their type (`task_execution` without one), and measured
 * operations. What came from a cache or has no duration is left out.
 */
function measurementsOfEvents(events) {
    return events.flatMap((event) => {
        const family = (0,event_type/* familyOf */.Ap)(event.eventType);
        if (family !== 'task-end' && family !== 'performance')
            return [];
        const told = event;
        if (typeof told.durationMs !== 'number' || told.cache === 'hit')
            return [];
        const { cpuMs = null, memoryBytes = null } = told;
        return [
            {
                operationId: event.eventId,
                operationType: (family === 'performance' ? told.operationType : told.taskType) ?? 'task_execution',
                timestamp: new Date(event.timestamp.getTime() - told.durationMs),
                durationMs: told.durationMs,
                success: event.eventType !== 'TASK_FAILED' && told.success !== false,
                cpuPercent: told.cpuPercent ?? (cpuMs !== null && told.durationMs > 0 ? (100 * cpuMs) / told.durationMs : null),
                memoryMb: told.memoryMb ?? (memoryBytes === null ? null : memoryBytes / 1_048_576),
                metadata: event.metadata,
            },
        ];
    });
}
/** Measurements for another program: one row or one object each. */
function exportMeasurements(measurements, format) {
    const rows = measurements.map((each) => ({
        operation_id: each.operationId,
        timestamp: each.timestamp.toISOString(),
        operation_type: each.operationType,
        duration_ms: each.durationMs,
        success: each.success,
        cpu_percent: each.cpuPercent,
        memory_mb: each.memoryMb,
        metadata: each.metadata,
    }));
    return format === 'csv' ? (0,events_csv/* renderTable */.bo)(rows, measurement_columns, 'metadata') : `${JSON.stringify(rows, null, 2)}\n`;
}
const measurement_columns = 'operation_id timestamp operation_type duration_ms success cpu_percent memory_mb'.split(' ');
/** A measurement as a `span` record of the canonical log. */
function writeSpan(each) {
    return {
        v: 1,
        type: 'span',
        span_id: each.operationId,
        name: each.operationType,
        start_time: each.timestamp.toISOString(),
        duration_ms: measurement_round(each.durationMs),
        result: each.success ? 'success' : 'failure',
        cpu_percent: each.cpuPercent === null ? undefined : measurement_round(each.cpuPercent),
        memory_mb: each.memoryMb === null ? undefined : measurement_round(each.memoryMb),
        metadata: Object.keys(each.metadata).length > 0 ? each.metadata : undefined,
    };
}
function measurement_round(value) {
    return Math.round(value * 1000) / 1000;
}
/** The measurement of a line; null when it is none. */
function measurement_readSpan(line) {
    const record = parseFields(line);
    const timeMs = record && (0,read_fields/* readTime */.aQ)(record, 'start_time');
    const operationType = record && (0,read_fields/* readText */.yR)(record, 'name');
    const durationMs = record && (0,read_fields/* readNumber */.kz)(record, 'duration_ms');
    if (record === null || timeMs === null || operationType === null || durationMs === null)
        return null;
    return {
        operationId: (0,read_fields/* readText */.yR)(record, 'span_id') ?? `${operationType} ${timeMs}`,
        operationType,
        timestamp: new Date(timeMs),
        durationMs,
        success: record['result'] === 'success',
        cpuPercent: (0,read_fields/* readNumber */.kz)(record, 'cpu_percent'),
        memoryMb: (0,read_fields/* readNumber */.kz)(record, 'memory_mb'),
        metadata: (0,read_fields/* isFields */.Ce)(record['metadata']) ? record['metadata'] : {},
    };
}
function parseFields(line) {
    try {
        const value = JSON.parse(line);
        return (0,read_fields/* isFields */.Ce)(value) && value['type'] === 'span' ? value : null;
    }
    catch {
        return null;
    }
}

;// CONCATENATED MODULE: ./build/record/percentile.js
/** Percentiles as BuildRunner counts them, so that its figures come out the same. */
/**
 * The value at rank ⌊p·n⌋ of ascending values, counted from 0: one that was really measured.
 * null for no values. Source: BuildRunner's test results (10 values: P50 is the 6th, P95 the 10th).
 */
function percentileSorted(sorted, p) {
    if (sorted.length === 0)
        return null;
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))];
}

;// CONCATENATED MODULE: ./build/record/describe-durations.js
/** Mean, extremes and percentiles of durations. Pure. */

/** Mean, extremes and percentiles; null for no durations. */
function describeDurations(durations) {
    const sorted = Float64Array.from(durations).sort();
    return {
        avgDurationMs: mean(durations),
        minDurationMs: sorted[0] ?? null,
        maxDurationMs: sorted.at(-1) ?? null,
        p50DurationMs: percentileSorted(sorted, 0.5),
        p95DurationMs: percentileSorted(sorted, 0.95),
        p99DurationMs: percentileSorted(sorted, 0.99),
    };
}
/** null for no values. */
function mean(values) {
    if (values.length === 0)
        return null;
    let sum = 0;
    for (const value of values)
        sum += value;
    return sum / values.length;
}

// EXTERNAL MODULE: ./build/record/event-fields.js
var event_fields = __webpack_require__(140);
// EXTERNAL MODULE: ./build/record/event-filter.js
var event_filter = __webpack_require__(2563);
// EXTERNAL MODULE: ./build/record/settings.js
var record_settings = __webpack_require__(2619);
;// CONCATENATED MODULE: ./build/record/summarize-events.js
/** What events say about a stretch of time: tasks, speed, cost, errors, models, security. Pure. */


/** Summarises the events of a range in one walk. */
function summarizeEvents(events, range) {
    const counts = startCounts();
    let hourly = null;
    let daily = null;
    for (const event of events) {
        const time = event.timestamp.getTime();
        if (time > range.endMs)
            continue;
        if (time >= range.startMs)
            countEvent(counts, event, time);
        if (time <= range.endMs - summarize_events_dayMs)
            continue;
        const cost = costOf(event);
        if (cost === null)
            continue;
        daily = (daily ?? 0) + cost;
        if (time > range.endMs - summarize_events_hourMs)
            hourly = (hourly ?? 0) + cost;
    }
    return { ...summarize_events_describe(counts, range), dailyCostUsd: daily, hourlyCostUsd: hourly };
}
const summarize_events_hourMs = 3_600_000;
const summarize_events_dayMs = 86_400_000;
function costOf(event) {
    return (0,event_type/* familyOf */.Ap)(event.eventType) === 'task-end' ? (event.costUsd ?? null) : null;
}
function startCounts() {
    return {
        firstMs: Number.POSITIVE_INFINITY,
        lastMs: Number.NEGATIVE_INFINITY,
        succeeded: 0,
        failed: 0,
        skipped: 0,
        cancelled: 0,
        errors: 0,
        security: 0,
        all: { tasks: 0, succeeded: 0, costUsd: null, tokens: null },
        durations: [],
        cpu: [],
        memory: [],
        errorEvents: new Map(),
        taskErrors: new Map(),
        models: new Map(),
    };
}
function countEvent(counts, event, time) {
    if (time < counts.firstMs)
        counts.firstMs = time;
    if (time > counts.lastMs)
        counts.lastMs = time;
    switch ((0,event_type/* familyOf */.Ap)(event.eventType)) {
        case 'task-end':
            return countTask(counts, event);
        case 'error':
            counts.errors += 1;
            return increment(counts.errorEvents, event.errorType ?? event.eventType);
        case 'security':
            counts.security += 1;
            return;
        case 'performance': {
            const { cpuPercent, memoryMb } = event;
            if (isNumber(cpuPercent))
                counts.cpu.push(cpuPercent);
            if (isNumber(memoryMb))
                counts.memory.push(memoryMb);
            return;
        }
        default:
    }
}
function countTask(counts, event) {
    if (event.eventType === 'TASK_SKIPPED') {
        counts.skipped += 1;
        return;
    }
    const success = event.eventType === 'TASK_COMPLETED' && event.success !== false;
    addTally(counts.all, event, success);
    if (event.eventType === 'TASK_CANCELLED') {
        counts.cancelled += 1;
        return;
    }
    if (success)
        counts.succeeded += 1;
    else {
        counts.failed += 1;
        increment(counts.taskErrors, event.errorType ?? 'failure');
    }
    // What came from a cache says nothing about speed.
    if (isNumber(event.durationMs) && event.cache !== 'hit')
        counts.durations.push(event.durationMs);
    if (typeof event.modelUsed === 'string') {
        let tally = counts.models.get(event.modelUsed);
        if (tally === undefined) {
            tally = { tasks: 0, succeeded: 0, costUsd: null, tokens: null };
            counts.models.set(event.modelUsed, tally);
        }
        addTally(tally, event, success);
    }
}
/** A plain `Event` may bear a task's type: it has no fields then. */
function isNumber(value) {
    return typeof value === 'number' && Number.isFinite(value);
}
function addTally(tally, event, success) {
    tally.tasks += 1;
    if (success)
        tally.succeeded += 1;
    if (isNumber(event.costUsd))
        tally.costUsd = (tally.costUsd ?? 0) + event.costUsd;
    if (isNumber(event.tokensUsed))
        tally.tokens = (tally.tokens ?? 0) + event.tokensUsed;
}
function increment(counts, key) {
    counts.set(key, (counts.get(key) ?? 0) + 1);
}
function summarize_events_describe(counts, range) {
    const total = counts.succeeded + counts.failed;
    const errors = Math.max(counts.errors, counts.failed);
    const percent = (part) => (total > 0 ? (100 * part) / total : null);
    const start = Number.isFinite(range.startMs) ? range.startMs : counts.firstMs;
    const seconds = (counts.lastMs - counts.firstMs) / 1000;
    const cost = counts.all.costUsd;
    const models = describeModels(counts.models);
    const durations = describeDurations(counts.durations);
    return {
        period: range.period,
        startTime: Number.isFinite(start) ? new Date(start) : null,
        endTime: new Date(range.endMs),
        totalTasks: total,
        successfulTasks: counts.succeeded,
        failedTasks: counts.failed,
        skippedTasks: counts.skipped,
        cancelledTasks: counts.cancelled,
        successRate: percent(counts.succeeded),
        failureRate: percent(counts.failed),
        ...durations,
        throughput: total > 0 && seconds > 0 ? total / seconds : null,
        totalCostUsd: cost,
        avgCostPerTask: cost === null || total === 0 ? null : cost / total,
        totalTokens: counts.all.tokens,
        totalErrors: errors,
        errorRate: total > 0 ? Math.min(100, (100 * errors) / total) : null,
        errorTypes: rankCounts(counts.errors > 0 ? counts.errorEvents : counts.taskErrors),
        modelUsage: models,
        mostUsedModel: models[0]?.model ?? null,
        securityViolations: counts.security,
        avgCpuPercent: mean(counts.cpu),
        avgMemoryMb: mean(counts.memory),
        peakMemoryMb: counts.memory.length > 0 ? counts.memory.reduce((a, b) => Math.max(a, b)) : null,
        totalCost: cost,
        avgDuration: durations.avgDurationMs,
        p95Duration: durations.p95DurationMs,
        p99Duration: durations.p99DurationMs,
    };
}
/** Most frequent first, equal ones by name. */
function rankCounts(counts) {
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
function describeModels(models) {
    let all = 0;
    for (const tally of models.values())
        all += tally.tasks;
    return [...models]
        .map(([model, tally]) => ({
        model,
        tasks: tally.tasks,
        share: (100 * tally.tasks) / all,
        successRate: (100 * tally.succeeded) / tally.tasks,
        totalCostUsd: tally.costUsd,
        avgCostUsd: tally.costUsd === null ? null : tally.costUsd / tally.tasks,
        totalTokens: tally.tokens,
    }))
        .sort((a, b) => b.tasks - a.tasks || (a.model < b.model ? -1 : 1));
}

;// CONCATENATED MODULE: ./build/record/metrics-analyzer.js
/** Numbers over collected events: summaries, single metrics, top errors, trends. */







const MetricType = {
    COUNT: 'COUNT',
    RATE: 'RATE',
    AVERAGE: 'AVERAGE',
    MEDIAN: 'MEDIAN',
    MIN: 'MIN',
    MAX: 'MAX',
    P50: 'P50',
    P95: 'P95',
    P99: 'P99',
    PERCENTILE_50: 'P50',
    PERCENTILE_95: 'P95',
    PERCENTILE_99: 'P99',
    SUCCESS_RATE: 'SUCCESS_RATE',
    FAILURE_RATE: 'FAILURE_RATE',
    ERROR_RATE: 'ERROR_RATE',
};
const periods = ['hour', 'day', 'week', 'all'];
const periodMs = {
    hour: 3_600_000,
    day: record_settings/* dayMs */.LP,
    week: 7 * record_settings/* dayMs */.LP,
    all: Number.POSITIVE_INFINITY,
};
const unitMs = { second: 1000, minute: 60_000, hour: 3_600_000, day: record_settings/* dayMs */.LP };
class MetricsAnalyzer {
    source;
    #now;
    constructor(source, options = {}) {
        this.source = source;
        this.#now = options.now ?? Date.now;
    }
    /** @param range `'day'`, `{period: 'week'}` or `{startTime, endTime}` */
    calculateSummary(range = {}) {
        return summarizeEvents(this.source.events, this.#range(range));
    }
    calculateMetric(options) {
        const range = this.#range(options);
        const matches = (0,event_filter/* compileFilter */.g)({
            ...(Number.isFinite(range.startMs) ? { startTime: range.startMs } : {}),
            endTime: range.endMs,
            ...(options.eventType === undefined ? {} : { eventType: options.eventType }),
        });
        const events = this.source.events.filter(matches);
        const first = events.reduce((low, event) => Math.min(low, event.timestamp.getTime()), Number.POSITIVE_INFINITY);
        const startMs = Number.isFinite(range.startMs) ? range.startMs : first;
        const { value, count } = measureEvents(events, options, range.endMs - startMs);
        return {
            name: options.metricName,
            type: options.metricType,
            value,
            count,
            period: range.period,
            startTime: Number.isFinite(startMs) ? new Date(startMs) : null,
            endTime: new Date(range.endMs),
        };
    }
    /** The most frequent errors of a range (by default all time), each with its newest example. */
    getTopErrors(options = {}) {
        const range = this.#range({ period: 'all', ...options });
        const counts = new Map();
        for (const event of this.source.events) {
            const time = event.timestamp.getTime();
            if (time < range.startMs || time > range.endMs || (0,event_type/* familyOf */.Ap)(event.eventType) !== 'error')
                continue;
            const errorType = event.errorType ?? event.eventType;
            const known = counts.get(errorType);
            const newest = known === undefined || known.example.timestamp.getTime() <= time;
            const example = newest ? describeError(event) : known.example;
            counts.set(errorType, { errorType, count: (known?.count ?? 0) + 1, example });
        }
        return [...counts.values()]
            .sort((a, b) => b.count - a.count || (a.errorType < b.errorType ? -1 : 1))
            .slice(0, options.limit ?? 10);
    }
    /** The values of a field (by default `durationMs` of ended tasks) a day, oldest day first; days in UTC. */
    getPerformanceTrends(options = {}) {
        const name = (0,event_fields/* camelCase */.xQ)(options.metric ?? 'durationMs');
        const now = this.#now();
        const trends = {};
        for (let age = (options.days ?? 7) - 1; age >= 0; age--)
            trends[dayOf(now - age * record_settings/* dayMs */.LP)] = [];
        for (const event of this.source.events) {
            const values = trends[dayOf(event.timestamp.getTime())];
            const value = values && (0,event_type/* familyOf */.Ap)(event.eventType) === 'task-end' ? readAttribute(event, name) : null;
            if (value !== null)
                values?.push(value);
        }
        return trends;
    }
    #range(given) {
        const options = typeof given === 'string' ? { period: given } : given;
        const endMs = options.endTime === undefined ? this.#now() : Number(options.endTime);
        if (options.startTime !== undefined)
            return { period: 'custom', startMs: Number(options.startTime), endMs };
        const period = options.period ?? 'day';
        if (!Object.hasOwn(periodMs, period))
            throw new TypeError(`\`${period}\` is not one of ${periods.join(', ')}.`);
        return { period, startMs: endMs - periodMs[period], endMs };
    }
}
function describeError(event) {
    return {
        eventId: event.eventId,
        timestamp: event.timestamp,
        taskId: (0,event_filter/* taskIdOf */.G)(event),
        message: event.errorMessage,
    };
}
function dayOf(timeMs) {
    return new Date(timeMs).toISOString().slice(0, 10);
}
/** A number among an event's fields or its metadata; null when it has none. */
function readAttribute(event, name) {
    const own = event[name];
    const value = own ?? Object.entries(event.metadata).find(([key]) => (0,event_fields/* camelCase */.xQ)(key) === name)?.[1];
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
function measureEvents(events, options, spanMs) {
    const type = options.metricType;
    if (type === 'COUNT')
        return { value: events.length, count: events.length };
    if (type === 'RATE') {
        const units = spanMs / unitMs[options.per ?? 'second'];
        return { value: units > 0 ? events.length / units : null, count: events.length };
    }
    if (type === 'SUCCESS_RATE' || type === 'FAILURE_RATE' || type === 'ERROR_RATE')
        return measureRate(events, type);
    const name = (0,event_fields/* camelCase */.xQ)(options.attribute ?? 'durationMs');
    const values = events.map((event) => readAttribute(event, name)).filter((value) => value !== null);
    return { value: measureValues(values, type), count: values.length };
}
function measureRate(events, type) {
    const summary = summarizeEvents(events, {
        period: 'all',
        startMs: Number.NEGATIVE_INFINITY,
        endMs: 8.64e15,
    });
    const rates = {
        SUCCESS_RATE: summary.successRate,
        FAILURE_RATE: summary.failureRate,
        ERROR_RATE: summary.errorRate,
    };
    return { value: rates[type], count: summary.totalTasks };
}
function measureValues(values, type) {
    const sorted = Float64Array.from(values).sort();
    const middle = sorted.length >> 1;
    switch (type) {
        case 'AVERAGE':
            return mean(values);
        case 'MEDIAN':
            if (sorted.length === 0)
                return null;
            return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        case 'MIN':
            return sorted[0] ?? null;
        case 'MAX':
            return sorted.at(-1) ?? null;
        default:
            return percentileSorted(sorted, Number(type.slice(1)) / 100);
    }
}

// EXTERNAL MODULE: ./build/record/flush-buffer.js
var flush_buffer = __webpack_require__(1969);
// EXTERNAL MODULE: ./build/record/log-file.js
var log_file = __webpack_require__(2585);
;// CONCATENATED MODULE: ./build/record/summarize-measurements.js
/** Performance numbers over measured operations. Pure. */

/**
 * Summarises measurements.
 * @param hours the window that they come from
 */
function summarizeMeasurements(measurements, hours) {
    const known = (values) => values.filter((value) => value !== null);
    const durations = describeDurations(measurements.map((each) => each.durationMs));
    const memory = known(measurements.map((each) => each.memoryMb));
    const perSecond = measureThroughput(measurements);
    const succeeded = measurements.filter((each) => each.success).length;
    return {
        totalOperations: measurements.length,
        hours,
        ...durations,
        operationsPerSecond: perSecond,
        operationsPerMinute: perSecond === null ? null : perSecond * 60,
        successRate: measurements.length > 0 ? (100 * succeeded) / measurements.length : null,
        avgCpuPercent: mean(known(measurements.map((each) => each.cpuPercent))),
        avgMemoryMb: mean(memory),
        peakMemoryMb: memory.length > 0 ? memory.reduce((a, b) => Math.max(a, b)) : null,
        byOperation: groupByOperation(measurements),
        avgDuration: durations.avgDurationMs,
        p95Duration: durations.p95DurationMs,
        throughput: perSecond,
    };
}
function measureThroughput(measurements) {
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    for (const { timestamp, durationMs } of measurements) {
        first = Math.min(first, timestamp.getTime());
        last = Math.max(last, timestamp.getTime() + durationMs);
    }
    return last > first ? (1000 * measurements.length) / (last - first) : null;
}
function groupByOperation(measurements) {
    const groups = new Map();
    for (const { operationType, durationMs } of measurements) {
        const group = groups.get(operationType);
        if (group)
            group.push(durationMs);
        else
            groups.set(operationType, [durationMs]);
    }
    return [...groups]
        .map(([operationType, durations]) => ({
        operationType,
        count: durations.length,
        ...describeDurations(durations),
    }))
        .sort((a, b) => b.count - a.count || (a.operationType < b.operationType ? -1 : 1));
}

;// CONCATENATED MODULE: ./build/record/performance-tracker.js
/** Measures operations: duration, CPU and memory, kept for a week, summarised by operation. */







class PerformanceTracker {
    path;
    retentionDays;
    #enabled;
    #now;
    #fallback;
    #running = new Map();
    #buffer;
    #stored = [];
    #position = null;
    #cleanupDue;
    constructor(options = {}) {
        const settings = (0,record_settings/* readRecordSettings */.LL)();
        this.path =
            options.path === undefined ? (0,external_node_path_.join)((0,external_node_path_.dirname)(settings.logPath), 'performance.ndjson') : options.path;
        this.retentionDays = options.retentionDays ?? 7;
        this.#enabled = options.enabled ?? settings.enabled;
        this.#now = options.now ?? Date.now;
        this.#fallback = options.fallback;
        this.#cleanupDue = options.autoCleanup ?? true;
        const onProblem = options.onProblem ?? flush_buffer/* warnOfProblem */.F;
        this.#buffer = (0,flush_buffer/* createFlushBuffer */.t)({
            size: Math.max(1, options.bufferSize ?? 100),
            intervalMs: 1000,
            write: (measurements) => this.#write(measurements),
            onProblem: (error) => onProblem(error instanceof Error ? error : new Error(String(error))),
        });
    }
    /** Starts an operation. @returns its id, for `endOperation` */
    startOperation(options) {
        const { operationType, metadata = {} } = typeof options === 'string' ? { operationType: options } : options;
        const id = crypto.randomUUID();
        this.#start(id, operationType, metadata);
        return id;
    }
    #start(id, operationType, metadata) {
        this.#running.set(id, {
            operationType,
            startTimeMs: this.#now(),
            startTicks: performance.now(),
            cpu: process.cpuUsage(),
            metadata,
        });
    }
    /** Ends an operation. @returns its measurement, or null when no operation of that id is running. */
    endOperation(id, outcome = {}) {
        const running = this.#running.get(id);
        if (!running)
            return null;
        this.#running.delete(id);
        return this.#finish(id, running, outcome);
    }
    #finish(id, running, outcome) {
        const durationMs = performance.now() - running.startTicks;
        const cpu = process.cpuUsage(running.cpu);
        const measurement = {
            operationId: id,
            operationType: running.operationType,
            timestamp: new Date(running.startTimeMs),
            durationMs,
            success: outcome.success ?? true,
            cpuPercent: durationMs > 0 ? (cpu.user + cpu.system) / 10 / durationMs : null,
            memoryMb: process.memoryUsage.rss() / 1_048_576,
            metadata: outcome.metadata ? { ...running.metadata, ...outcome.metadata } : running.metadata,
        };
        this.#keep(measurement);
        return measurement;
    }
    /** Starts a timer under a name of one's own; the same name starts again. */
    startTimer(name) {
        this.#start(`timer ${name}`, name, {});
    }
    /** Stops a timer and keeps its measurement. @returns milliseconds; null when it was not started. */
    stopTimer(name, options = {}) {
        const running = this.#running.get(`timer ${name}`);
        if (!running)
            return null;
        this.#running.delete(`timer ${name}`);
        const operationType = options.operationType ?? running.operationType;
        return this.#finish(crypto.randomUUID(), { ...running, operationType }, options).durationMs;
    }
    /** Measures a function; an asynchronous one until it settles. What it gives or throws is passed on. */
    track(operationType, work, metadata) {
        const id = this.startOperation({ operationType, ...(metadata ? { metadata } : {}) });
        let result;
        try {
            result = work();
        }
        catch (error) {
            this.endOperation(id, { success: false });
            throw error;
        }
        if (!(result instanceof Promise)) {
            this.endOperation(id);
            return result;
        }
        return result.then((value) => {
            this.endOperation(id);
            return value;
        }, (error) => {
            this.endOperation(id, { success: false });
            throw error;
        });
    }
    /** Keeps a measurement that was taken elsewhere. */
    recordMeasurement(given) {
        const measurement = {
            operationId: given.operationId ?? crypto.randomUUID(),
            operationType: given.operationType,
            timestamp: given.timestamp ?? new Date(this.#now()),
            durationMs: given.durationMs,
            success: given.success ?? true,
            cpuPercent: given.cpuPercent ?? null,
            memoryMb: given.memoryMb ?? null,
            metadata: given.metadata ?? {},
        };
        this.#keep(measurement);
        return measurement;
    }
    #keep(measurement) {
        if (this.#enabled)
            this.#buffer.add(measurement);
    }
    flush() {
        this.#buffer.flush();
    }
    #write(measurements) {
        if (this.path === null) {
            for (const measurement of measurements)
                this.#stored.push(measurement);
            return;
        }
        (0,log_file/* appendLines */._g)(this.path, measurements.map((each) => `${JSON.stringify(writeSpan(each))}\n`).join(''));
        if (this.#cleanupDue)
            this.#dropOld(this.retentionDays);
        this.#cleanupDue = false;
    }
    /** All that is kept, in the order of the file, those of other processes included. */
    get measurements() {
        this.#read();
        const oldest = this.#now() - this.retentionDays * record_settings/* dayMs */.LP;
        const measured = [...this.#stored, ...this.#buffer.items()];
        const known = measured.length > 0 ? measured : measurementsOfEvents(this.#fallback?.events ?? []);
        return known.filter((each) => each.timestamp.getTime() >= oldest);
    }
    #read() {
        if (this.path === null)
            return;
        let ids = new Set(this.#stored.map((each) => each.operationId));
        const add = (line) => {
            const measurement = measurement_readSpan(line);
            if (measurement === null || ids.has(measurement.operationId))
                return;
            ids.add(measurement.operationId);
            this.#stored.push(measurement);
        };
        this.#position = (0,log_file/* followLines */.Z9)(this.path, this.#position, add, () => {
            this.#stored = [];
            ids = new Set();
        });
        for (const old of (0,log_file/* listAside */.pl)(this.path))
            (0,log_file/* followLines */.Z9)(old, null, add);
    }
    #select(filter) {
        const since = filter.hours === undefined ? Number.NEGATIVE_INFINITY : this.#now() - filter.hours * 3_600_000;
        return this.measurements.filter((each) => each.timestamp.getTime() >= since &&
            (filter.operationType === undefined || each.operationType === filter.operationType));
    }
    /** @param filter the last 24 hours by default */
    getMetrics(filter = {}) {
        const hours = filter.hours ?? 24;
        return summarizeMeasurements(this.#select({ ...filter, hours }), hours);
    }
    getSlowestOperations(filter = {}) {
        return this.#select(filter)
            .sort((a, b) => b.durationMs - a.durationMs)
            .slice(0, filter.limit ?? 10);
    }
    /** Durations of an operation (or of all) a day, oldest day first; days in UTC. */
    getTrends(options = {}) {
        const trends = {};
        const day = (timeMs) => new Date(timeMs).toISOString().slice(0, 10);
        for (let age = (options.days ?? 7) - 1; age >= 0; age--)
            trends[day(this.#now() - age * record_settings/* dayMs */.LP)] = [];
        for (const each of this.#select(options.operationType === undefined ? {} : { operationType: options.operationType })) {
            trends[day(each.timestamp.getTime())]?.push(each.durationMs);
        }
        return trends;
    }
    /** Removes measurements older than `days`. @returns how many. */
    cleanupOldMeasurements(days = this.retentionDays) {
        this.flush();
        return this.#dropOld(days);
    }
    #dropOld(days) {
        const oldest = this.#now() - days * record_settings/* dayMs */.LP;
        const isKept = (each) => each !== null && each.timestamp.getTime() >= oldest;
        if (this.path !== null)
            return (0,log_file/* rewriteLog */.Lm)(this.path, (line) => isKept(measurement_readSpan(line)));
        const before = this.#stored.length;
        this.#stored = this.#stored.filter(isKept);
        return before - this.#stored.length;
    }
    clear() {
        return this.cleanupOldMeasurements(Number.NEGATIVE_INFINITY);
    }
    /** Writes measurements as CSV, oldest first. @returns how many. @throws when it cannot. */
    exportCsv(path, filter = {}) {
        const rows = this.#select(filter).sort((a, b) => a.timestamp.getTime() - b.timestamp.getTime());
        (0,external_node_fs_.writeFileSync)(path, exportMeasurements(rows, 'csv'));
        return rows.length;
    }
    [Symbol.dispose]() {
        this.flush();
    }
}

;// CONCATENATED MODULE: ./build/record/print-format.js
/** Numbers, times and tables as BuildRunner's and Builder's guides print them. Pure. */

const print_format_unknown = '—';
/** `1,234.5`; `—` for what is not known. */
function printNumber(value, decimals = 1) {
    if (value === null || !Number.isFinite(value))
        return print_format_unknown;
    const [whole = '', fraction] = value.toFixed(decimals).split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
    return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
/** `1,234.5ms`. */
function printMs(durationMs) {
    return durationMs === null ? print_format_unknown : `${printNumber(durationMs)}ms`;
}
/** `91.5%`. */
function printPercent(percent) {
    return percent === null ? print_format_unknown : `${percent.toFixed(1)}%`;
}
/** `$2.1540`. */
function printUsd(usd, decimals = 4) {
    return usd === null ? print_format_unknown : `$${printNumber(usd, decimals)}`;
}
/** `2025-11-18 14:30:15`, in UTC as all times of this product. */
function printTime(time) {
    if (time === null)
        return print_format_unknown;
    return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}
/** Text of a build, made harmless for a terminal. */
function printText(text, maxLength = 60) {
    return (0,render_escape/* escapeTerminal */.en)(text, maxLength);
}
/** A table in box characters. */
function drawTable(head, rows) {
    const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => widthOf(row[column] ?? ''))));
    const rule = (left, middle, right) => `${left}${widths.map((width) => '─'.repeat(width + 2)).join(middle)}${right}`;
    const line = (cells) => `│${widths.map((width, column) => ` ${cells[column] ?? ''}${' '.repeat(width - widthOf(cells[column] ?? ''))} `).join('│')}│`;
    return [rule('┌', '┬', '┐'), line(head), rule('├', '┼', '┤'), ...rows.map(line), rule('└', '┴', '┘')].join('\n');
}
function widthOf(text) {
    return Array.from(text).length;
}

;// CONCATENATED MODULE: ./build/record/print-events.js
/** What the commands over events print: `summary`, `events`, `alerts`, `performance`, `watch`. Pure but for what they are given. */


/** `summary --period`. */
function showSummary(summary) {
    const minute = (time) => printTime(time).slice(0, 16);
    const lines = [
        `Telemetry Summary - ${summary.period.toUpperCase()}`,
        '',
        `Period: ${minute(summary.startTime)} to ${minute(summary.endTime)}`,
        '',
        'Task Metrics:',
        `  Total Tasks: ${summary.totalTasks}`,
        `  Successful: ${summary.successfulTasks}`,
        `  Failed: ${summary.failedTasks}`,
        `  Success Rate: ${printPercent(summary.successRate)}`,
        '',
        'Performance Metrics:',
        `  Avg Duration: ${printMs(summary.avgDurationMs)}`,
        `  P50 Duration: ${printMs(summary.p50DurationMs)}`,
        `  P95 Duration: ${printMs(summary.p95DurationMs)}`,
        `  P99 Duration: ${printMs(summary.p99DurationMs)}`,
        `  Throughput: ${printNumber(summary.throughput, 2)} tasks/second`,
        ...resourceLines(summary),
        '',
        'Cost Metrics:',
        `  Total Cost: ${printUsd(summary.totalCostUsd)}`,
        `  Avg Cost/Task: ${printUsd(summary.avgCostPerTask, 6)}`,
        `  Total Tokens: ${printNumber(summary.totalTokens, 0)}`,
        '',
        'Error Metrics:',
        `  Total Errors: ${summary.totalErrors}`,
        `  Error Rate: ${printPercent(summary.errorRate)}`,
        ...errorLines(summary),
        '',
        ...modelLines(summary),
        'Security:',
        `  Violations: ${summary.securityViolations}`,
    ];
    return { text: `${lines.join('\n')}\n`, json: summary };
}
function resourceLines(summary) {
    if (summary.avgCpuPercent === null && summary.avgMemoryMb === null)
        return [];
    return [
        `  Avg CPU: ${printPercent(summary.avgCpuPercent)}`,
        `  Avg Memory: ${printNumber(summary.avgMemoryMb)}MB`,
        `  Peak Memory: ${printNumber(summary.peakMemoryMb)}MB`,
    ];
}
function errorLines(summary) {
    if (summary.errorTypes.length === 0)
        return [];
    const top = summary.errorTypes.slice(0, 5);
    return ['  Top Error Types:', ...top.map(([type, count]) => `    • ${printText(type)}: ${count}`)];
}
function modelLines(summary) {
    if (summary.mostUsedModel === null)
        return [];
    return [
        'Model Usage:',
        ...summary.modelUsage.map((usage) => {
            const cost = usage.totalCostUsd === null ? '' : `, ${printUsd(usage.totalCostUsd)}`;
            return `  ${printText(usage.model)}: ${usage.tasks} tasks (${printPercent(usage.share)})${cost}`;
        }),
        `  Most Used: ${printText(summary.mostUsedModel)}`,
        '',
    ];
}
/** `events --count --type`. @param events newest first */
function showEvents(events) {
    const rows = events.map((event) => [
        printTime(event.timestamp),
        printText(event.eventType.toLowerCase(), 30),
        describeEvent(event),
        printText(event.eventId.slice(0, 8), 8),
    ]);
    const table = rows.length === 0 ? 'No events.' : drawTable(['Timestamp', 'Type', 'Details', 'ID'], rows);
    return {
        text: `Recent Events\n\n${table}\n\nShowing ${events.length} event(s)\n`,
        json: { events: events.map((event) => event.toDict()) },
    };
}
const describers = {
    'task-end': (event) => `Task: ${nameTask(event)} ${endMark(event)}`,
    task: (event) => {
        const { modelUsed } = event;
        const model = modelUsed ?? event.metadata['model'];
        return event.eventType.startsWith('TASK_') || typeof model !== 'string'
            ? `Task: ${nameTask(event)}`
            : `Model: ${model}`;
    },
    'build-end': (event) => `Build: ${nameBuild(event)} ${event.eventType === 'BUILD_COMPLETED' ? '✓' : '✗'}`,
    build: (event) => `Build: ${nameBuild(event)}`,
    error: (event) => {
        const { errorType, errorMessage } = event;
        return `Error: ${[errorType, errorMessage].filter((part) => typeof part === 'string').join(': ')}`;
    },
    security: (event) => {
        const { violationType, filePath } = event;
        return `Security: ${violationType ?? 'violation'}${typeof filePath !== 'string' ? '' : ` in ${filePath}`}`;
    },
    performance: (event) => {
        const { operationType, durationMs } = event;
        return `Operation: ${operationType ?? '—'}${typeof durationMs !== 'number' ? '' : ` ${printMs(durationMs)}`}`;
    },
    other: (event) => {
        const first = Object.entries(event.metadata)[0];
        return first === undefined ? null : `${first[0]}: ${String(first[1])}`;
    },
};
function describeEvent(event) {
    return printText(describers[(0,event_type/* familyOf */.Ap)(event.eventType)](event) ?? '');
}
function nameTask(event) {
    const { taskId, taskName } = event;
    return taskName ?? taskId ?? '—';
}
function nameBuild(event) {
    const { buildId, buildName } = event;
    return buildId ?? buildName ?? '—';
}
function endMark(event) {
    if (event.eventType === 'TASK_SKIPPED')
        return 'skipped';
    if (event.eventType === 'TASK_CANCELLED')
        return 'cancelled';
    return event.eventType === 'TASK_COMPLETED' && event.success !== false ? '✓' : '✗';
}
/**
 * `alerts --count --level`.
 * @param active what fires now, superseded ones included: they are not shown
 * @param history newest first
 * @param statistics of the last 24 hours
 */
function showAlerts(active, history, statistics) {
    const shown = active.filter((alert) => !alert.superseded);
    const rows = history.map((alert) => [
        printTime(alert.timestamp),
        alert.level,
        printText(alert.message),
        printNumber(alert.value, 2),
    ]);
    const levels = Object.entries(statistics.byLevel).map(([level, count]) => `'${level}': ${count}`);
    const lines = [
        'Recent Alerts',
        '',
        ...(shown.length === 0
            ? ['No active alerts.', '']
            : ['⚠️  Active Alerts:', '', ...shown.flatMap(alertLines)]),
        ...(rows.length === 0 ? [] : [drawTable(['Timestamp', 'Level', 'Message', 'Value'], rows), '']),
        `Showing ${history.length} alert(s)`,
        '',
        'Alert Statistics:',
        `  Total Alerts: ${statistics.totalAlerts} (last 24h)`,
        `  By Level: {${levels.join(', ')}}`,
    ];
    return { text: `${lines.join('\n')}\n`, json: { active, history, statistics } };
}
function alertLines(alert) {
    return [
        `  [${alert.level}] ${printText(alert.message, 120)}`,
        `    ${printText(alert.metricName)} = ${trim(alert.value)} (threshold: ${trim(alert.threshold)})`,
        `    Triggered: ${printTime(alert.timestamp)}`,
        `    Action: ${printText(alert.action, 200)}`,
        ...Object.entries(alert.context).map(([name, value]) => `    ${printText(name)}: ${printText(value, 120)}`),
        '',
    ];
}
function trim(value) {
    return String(Number(value.toFixed(4)));
}
/** `performance --hours --operation`. @param slowest the slowest first; five are shown */
function showPerformance(metrics, slowest) {
    const lines = [
        `Performance Metrics - Last ${metrics.hours} Hours`,
        '',
        `Operations: ${metrics.totalOperations}`,
        `Throughput: ${printNumber(metrics.operationsPerSecond, 2)} ops/second`,
        '',
        'Duration Metrics:',
        `  Average: ${printMs(metrics.avgDurationMs)}`,
        `  Min: ${printMs(metrics.minDurationMs)}`,
        `  Max: ${printMs(metrics.maxDurationMs)}`,
        `  P50 (median): ${printMs(metrics.p50DurationMs)}`,
        `  P95: ${printMs(metrics.p95DurationMs)}`,
        `  P99: ${printMs(metrics.p99DurationMs)}`,
        ...usageLines(metrics),
        '',
        'By Operation Type:',
        ...metrics.byOperation.flatMap((each) => [
            `  ${printText(each.operationType)}:`,
            `    Count: ${each.count}`,
            `    Avg: ${printMs(each.avgDurationMs)}`,
        ]),
        '',
        'Slowest Operations:',
        ...slowest
            .slice(0, 5)
            .map((each) => `  ${printMs(each.durationMs)} - ${printText(each.operationType)} (${printTime(each.timestamp)})`),
    ];
    return { text: `${lines.join('\n')}\n`, json: { metrics, slowest } };
}
function usageLines(metrics) {
    if (metrics.avgCpuPercent === null && metrics.avgMemoryMb === null)
        return [];
    return [
        '',
        'Resource Usage:',
        `  Avg CPU: ${printPercent(metrics.avgCpuPercent)}`,
        `  Avg Memory: ${printNumber(metrics.avgMemoryMb)}MB`,
        `  Peak Memory: ${printNumber(metrics.peakMemoryMb)}MB`,
    ];
}
/** One picture of `watch`. @param active alerts that fire now @param recent newest first */
function showDashboard(summary, active, recent) {
    const alerts = active.filter((alert) => !alert.superseded);
    const rows = [
        ['Tasks', `${summary.totalTasks}`],
        ['Success Rate', printPercent(summary.successRate)],
        ['Avg Duration', summary.avgDurationMs === null ? '—' : `${printNumber(summary.avgDurationMs, 0)}ms`],
        ['P95 Duration', summary.p95DurationMs === null ? '—' : `${printNumber(summary.p95DurationMs, 0)}ms`],
        ['Throughput', `${printNumber(summary.throughput, 2)} tasks/s`],
        ['Errors', `${summary.totalErrors}`],
        ['Cost', printUsd(summary.totalCostUsd)],
        ['Tokens', printNumber(summary.totalTokens, 0)],
        ['Alerts', `${alerts.length}`],
    ];
    const lines = [
        `Telemetry Dashboard - ${summary.period.toUpperCase()} to ${printTime(summary.endTime)}`,
        drawTable(['Metric', 'Value'], rows),
        ...alerts.map((alert) => `[${alert.level}] ${printText(alert.message, 120)}`),
        ...(recent.length > 0 ? ['', 'Recent:'] : []),
        ...recent.map((event) => `  ${printTime(event.timestamp)}  ${printText(event.eventType.toLowerCase(), 30)}  ${describeEvent(event)}`),
    ];
    const json = { summary, alerts: active, recent: recent.map((event) => event.toDict()) };
    return { text: `${lines.join('\n')}\n`, json };
}

;// CONCATENATED MODULE: ./build/record/print-sessions.js
/** What the commands over stored builds print: Builder's `summary`, `recent N` and `export`. Pure. */



/** `summary`, over the stored builds. */
function showBuildSummary(report) {
    const lines = [
        '=== Build Telemetry Summary ===',
        '',
        `Total Builds: ${report.totalBuilds}`,
        `Successful: ${report.successfulBuilds} (${printPercent(report.successRate)})`,
        `Failed: ${report.failedBuilds}`,
        '',
        'Performance Metrics:',
        `  Average Build Time: ${printWholeMs(report.avgBuildTimeMs)}`,
        `  Fastest Build: ${printWholeMs(report.fastestBuildMs)}`,
        `  Slowest Build: ${printWholeMs(report.slowestBuildMs)}`,
        `  Standard Deviation: ${printWholeMs(report.buildTimeSdMs)}`,
        '',
        'Cache Efficiency:',
        `  Average Hit Rate: ${printPercent(report.avgCacheHitRate)}`,
        `  Trend: ${printTrend(report.cacheHitTrend)}`,
        '',
        'Parallelism:',
        `  Average Utilization: ${printPercent(report.avgParallelism)}`,
        `  Targets/Second: ${printNumber(report.avgTargetsPerSecond, 2)}`,
        ...bottleneckLines(report),
        '',
        `Build Time Trend: ${printTrend(report.buildTimeTrend)}`,
        ...regressionLines(report),
    ];
    return { text: `${lines.join('\n')}\n`, json: report };
}
function printWholeMs(durationMs) {
    return durationMs === null ? '—' : `${Math.round(durationMs)} ms`;
}
function printTrend(trend) {
    return trend.charAt(0).toUpperCase() + trend.slice(1);
}
function bottleneckLines(report) {
    if (report.bottlenecks.length === 0)
        return [];
    const rows = report.bottlenecks.slice(0, 3).map((target, index) => {
        return `  ${index + 1}. ${printText(target.name, 120)} (avg: ${printSeconds(target.avgMs)})`;
    });
    return ['', 'Top Bottlenecks:', ...rows];
}
function printSeconds(durationMs) {
    return durationMs < 50 ? `${printNumber(durationMs)}ms` : `${(durationMs / 1000).toFixed(1)}s`;
}
function regressionLines(report) {
    if (report.regressions.length === 0)
        return [];
    return [
        '',
        '⚠️  Performance Regressions Detected:',
        ...report.regressions.map((each) => `  • ${printStart(each.startTimeMs)}: ${each.slowdown.toFixed(1)}x slower than average ` +
            `(expected ${printSeconds(each.expectedMs)}, got ${printSeconds(each.actualMs)})`),
    ];
}
function printStart(timeMs) {
    return new Date(timeMs).toISOString().slice(0, 19);
}
/** `recent N`. @param sessions newest first */
function showRecent(sessions) {
    const blocks = sessions.map((session, index) => {
        const mark = session.succeeded ? '✓' : '✗';
        const duration = session.durationMs === null ? '—' : `${Math.round(session.durationMs)}ms`;
        return [
            `${index + 1}. [${mark}] ${printStart(session.startTimeMs)} - ${duration} (cache: ${printPercent(session.cacheHitRate)})`,
            ...(session.failureReason === null ? [] : [`   Error: ${printText(session.failureReason, 200)}`]),
            ...targetLines(session),
        ].join('\n');
    });
    const text = `Recent ${sessions.length} Builds:\n\n${blocks.map((block) => `${block}\n`).join('\n')}`;
    return { text, json: { sessions: sessions.map(exportSession) } };
}
function targetLines(session) {
    const slowest = findBottlenecks(session);
    if (slowest.length === 0 || !session.succeeded)
        return [];
    return [
        '   Top bottlenecks:',
        ...slowest.map(({ name, durationMs }) => `     • ${printText(name, 120)}: ${Math.round(durationMs)}ms`),
    ];
}
/** A session as Builder exports it; numbers to two decimals. */
function exportSession(session) {
    return {
        startTime: printStart(session.startTimeMs),
        durationMs: session.durationMs === null ? null : Math.round(session.durationMs),
        totalTargets: session.totalTargets,
        built: session.built,
        cached: session.cached,
        failed: session.failed,
        cacheHitRate: print_sessions_round(session.cacheHitRate),
        parallelismUtilization: print_sessions_round(session.parallelismUtilization),
        targetsPerSecond: print_sessions_round(session.targetsPerSecond),
        succeeded: session.succeeded,
    };
}
function print_sessions_round(value) {
    return value === null ? null : Math.round(value * 100) / 100;
}
/** Builder's documented JSON: `{sessions: […]}`, oldest first as given. */
function exportSessionsJson(sessions) {
    return `${JSON.stringify({ sessions: sessions.map(exportSession) }, null, 2)}\n`;
}
/** The same as CSV. */
function exportSessionsCsv(sessions) {
    const columns = 'startTime durationMs totalTargets built cached failed cacheHitRate parallelismUtilization targetsPerSecond';
    return (0,events_csv/* renderTable */.bo)(sessions.map(exportSession), columns.split(' '), 'succeeded');
}

;// CONCATENATED MODULE: ./build/record/alert.js
/** One alert, and as a record of the history of alerts. */


/** An alert as a record of the history. */
function alert_writeAlert(alert) {
    return { ...alert, timestamp: alert.timestamp.toISOString() };
}
/** The object of a line; null when it is none. */
function parseRecord(line) {
    try {
        const value = JSON.parse(line);
        return (0,read_fields/* isFields */.Ce)(value) ? value : null;
    }
    catch {
        return null;
    }
}
/** The alert of a record; null when it is none. */
function readAlert(record) {
    const name = (0,read_fields/* readText */.yR)(record, 'name');
    const level = (0,event_type/* readSeverity */.MW)((0,read_fields/* readText */.yR)(record, 'level') ?? '');
    const timeMs = (0,read_fields/* readTime */.aQ)(record, 'timestamp');
    const value = (0,read_fields/* readNumber */.kz)(record, 'value');
    const threshold = (0,read_fields/* readNumber */.kz)(record, 'threshold');
    if (name === null || level === null || timeMs === null || value === null || threshold === null)
        return null;
    return {
        id: (0,read_fields/* readText */.yR)(record, 'id') ?? name,
        name,
        metricName: (0,read_fields/* readText */.yR)(record, 'metricName') ?? name,
        level,
        message: (0,read_fields/* readText */.yR)(record, 'message') ?? name,
        value,
        threshold,
        operator: ((0,read_fields/* readText */.yR)(record, 'operator') ?? 'gt'),
        timestamp: new Date(timeMs),
        action: (0,read_fields/* readText */.yR)(record, 'action') ?? '',
        context: (0,read_fields/* isFields */.Ce)(record['context']) ? record['context'] : {},
        superseded: record['superseded'] === true,
    };
}

;// CONCATENATED MODULE: ./build/record/threshold.js
/** Thresholds over summaries: the built-in ones of both BuildRunner documents, and how others are given. */





/** The eleven built-in thresholds, in the order of the product's table. */
function defaultThresholds() {
    return builtInRules.map(fromRule);
}
function fromRule(rule) {
    const known = thresholdMetrics[rule.metric];
    const limit = 'fixed' in rule.limit ? rule.limit.fixed : 0;
    const value = known.unit === 'ratio' ? limit * 100 : limit;
    const written = { ratio: `${value}%`, ms: `${value / 1000}s`, usd: `$${value}` }[known.unit] ?? value;
    return {
        name: rule.id,
        metricName: rule.metric,
        operator: rule.comparison === 'above' ? 'gt' : 'lt',
        value,
        level: rule.level.toUpperCase(),
        description: `${known.title} ${rule.comparison} ${written}`,
        action: known.action,
        enabled: true,
    };
}
/** Names of metrics that are not fields of a summary. */
const metricFields = {
    dailyCost: 'dailyCostUsd',
    hourlyCost: 'hourlyCostUsd',
    cost: 'totalCostUsd',
    tokens: 'totalTokens',
    tasks: 'totalTasks',
    errors: 'totalErrors',
    p95Latency: 'p95DurationMs',
    p99Latency: 'p99DurationMs',
};
const numericFields = ('totalTasks successfulTasks failedTasks skippedTasks cancelledTasks successRate failureRate avgDuration ' +
    'avgDurationMs minDuration minDurationMs maxDuration maxDurationMs p50Duration p50DurationMs p95Duration ' +
    'p95DurationMs p99Duration p99DurationMs throughput totalCost totalCostUsd avgCostPerTask totalTokens ' +
    'dailyCostUsd hourlyCostUsd totalErrors errorRate securityViolations avgCpuPercent avgMemoryMb peakMemoryMb').split(' ');
/** The value of a metric by its name in either case; null when it is not known. */
function threshold_readMetric(summary, name) {
    const camel = (0,event_fields/* camelCase */.xQ)(name);
    const field = metricFields[camel] ?? camel;
    const fields = summary;
    const value = fields[field] ?? fields[`${field}Ms`];
    return typeof value === 'number' ? value : null;
}
/** Completes a threshold. @throws TypeError for an unknown metric, a missing limit or a wrong level. */
function readThreshold(options) {
    const metricName = options.metricName ?? options.metric ?? '';
    const camel = (0,event_fields/* camelCase */.xQ)(metricName);
    if (!numericFields.includes(camel) && !Object.hasOwn(metricFields, camel)) {
        const known = [...Object.keys(thresholdMetrics), ...numericFields];
        throw new TypeError(`There is no metric \`${metricName}\`. ${(0,suggest/* suggest */.Z)(metricName, known)}`);
    }
    const value = options.value ?? options.threshold;
    if (typeof value !== 'number' || Number.isNaN(value)) {
        throw new TypeError(`The threshold \`${options.name}\` needs a number as its \`value\`.`);
    }
    const level = (0,event_type/* readSeverity */.MW)(options.level ?? 'WARNING');
    if (level === null)
        throw new TypeError(`\`${options.level}\` is not an alert level.`);
    const operator = options.operator ?? (options.comparison === 'below' ? 'lt' : 'gt');
    if (!Object.hasOwn(words, operator))
        throw new TypeError(`\`${operator}\` is not an operator.`);
    return {
        name: options.name,
        metricName,
        operator,
        value,
        level,
        description: options.description ?? `${metricName.replaceAll('_', ' ')} ${words[operator]} ${value}`,
        action: options.action ??
            thresholdMetrics[metricName]?.action ??
            'Look at the newest events behind this number.',
        enabled: options.enabled ?? true,
    };
}
const words = {
    gt: 'above',
    gte: 'at or above',
    lt: 'below',
    lte: 'at or below',
    eq: 'equal to',
};
/** Whether a value is beyond a threshold; one that is not known never is. */
function isBeyond(value, threshold) {
    if (value === null)
        return false;
    switch (threshold.operator) {
        case 'gt':
            return value > threshold.value;
        case 'gte':
            return value >= threshold.value;
        case 'lt':
            return value < threshold.value;
        case 'lte':
            return value <= threshold.value;
        case 'eq':
            return value === threshold.value;
    }
}

;// CONCATENATED MODULE: ./build/record/threshold-monitor.js
/** Watches a build's numbers: thresholds, alerts with what to do, handlers, and the history of alerts. */







class ThresholdMonitor {
    #analyzer;
    #thresholds = new Map();
    #handlers = new Set();
    #options;
    /** Names of thresholds that were crossed when they were last checked. */
    #active = new Map();
    #history = [];
    /** @param source a collector or an analyzer */
    constructor(source, options = {}) {
        const now = options.now === undefined ? {} : { now: options.now };
        this.#analyzer = source instanceof MetricsAnalyzer ? source : new MetricsAnalyzer(source, now);
        this.#options = options;
        for (const threshold of defaultThresholds())
            this.#thresholds.set(threshold.name, threshold);
        if (options.path !== undefined)
            this.#load(options.path);
    }
    get thresholds() {
        return [...this.#thresholds.values()];
    }
    /** Adds a threshold, or replaces the one of that name. @throws TypeError when it makes no sense. */
    addThreshold(options) {
        const threshold = readThreshold(options);
        this.#thresholds.set(threshold.name, threshold);
        return threshold;
    }
    removeThreshold(name) {
        return this.#thresholds.delete(name);
    }
    enableThreshold(name) {
        return this.#switch(name, true);
    }
    disableThreshold(name) {
        return this.#switch(name, false);
    }
    #switch(name, enabled) {
        const threshold = this.#thresholds.get(name);
        if (threshold)
            this.#thresholds.set(name, { ...threshold, enabled });
        return threshold !== undefined;
    }
    /** Handlers hear of each alert once, when its threshold begins to be crossed. */
    addAlertHandler(handler) {
        this.#handlers.add(handler);
    }
    removeAlertHandler(handler) {
        return this.#handlers.delete(handler);
    }
    /**
     * Every threshold that is crossed, most severe first.
     * @param summary by default that of the last day
     */
    checkThresholds(summary = this.#analyzer.calculateSummary('day')) {
        const crossed = [...this.#thresholds.values()].filter((threshold) => threshold.enabled && isBeyond(threshold_readMetric(summary, threshold.metricName), threshold));
        const worst = new Map();
        for (const { metricName, level } of crossed) {
            worst.set(metricName, Math.max(worst.get(metricName) ?? 0, event_type/* severities */.gO.indexOf(level)));
        }
        const time = (this.#options.now ?? Date.now)();
        const alerts = crossed.map((threshold) => {
            const known = this.#active.get(threshold.name);
            const rank = event_type/* severities */.gO.indexOf(threshold.level);
            return {
                id: known?.id ?? crypto.randomUUID(),
                name: threshold.name,
                metricName: threshold.metricName,
                level: threshold.level,
                message: threshold.description,
                value: threshold_readMetric(summary, threshold.metricName),
                threshold: threshold.value,
                operator: threshold.operator,
                timestamp: known?.timestamp ?? new Date(time),
                action: threshold.action,
                context: describeContext(summary),
                superseded: rank < worst.get(threshold.metricName),
            };
        });
        alerts.sort((a, b) => event_type/* severities */.gO.indexOf(b.level) - event_type/* severities */.gO.indexOf(a.level));
        this.#update(alerts, time);
        return alerts;
    }
    #update(alerts, time) {
        const raised = alerts.filter((alert) => !this.#active.has(alert.name));
        const names = new Set(alerts.map((alert) => alert.name));
        const resolved = [...this.#active.keys()].filter((name) => !names.has(name));
        this.#active = new Map(alerts.map((alert) => [alert.name, alert]));
        this.#history.push(...raised);
        this.#save([
            ...raised.map(alert_writeAlert),
            ...resolved.map((name) => ({ resolved: name, timestamp: new Date(time).toISOString() })),
        ]);
        for (const alert of raised)
            for (const handler of this.#handlers)
                this.#tell(handler, alert);
    }
    #tell(handler, alert) {
        try {
            const returned = handler(alert);
            if (returned instanceof Promise)
                returned.catch((error) => this.#report(error));
        }
        catch (error) {
            this.#report(error);
        }
    }
    #report(error) {
        if (this.#options.onProblem === undefined)
            (0,flush_buffer/* warnOfProblem */.F)(error);
        else
            this.#options.onProblem(error instanceof Error ? error : new Error(String(error)));
    }
    #save(records) {
        if (this.#options.path === undefined || records.length === 0)
            return;
        try {
            (0,log_file/* appendLines */._g)(this.#options.path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
        }
        catch (error) {
            this.#report(error);
        }
    }
    #load(path) {
        try {
            (0,log_file/* followLines */.Z9)(path, null, (line) => this.#restore(line));
        }
        catch (error) {
            this.#report(error);
        }
    }
    #restore(line) {
        const record = parseRecord(line);
        const resolved = record && (0,read_fields/* readText */.yR)(record, 'resolved');
        if (resolved)
            this.#active.delete(resolved);
        const alert = record && readAlert(record);
        if (!alert)
            return;
        this.#active.set(alert.name, alert);
        this.#history.push(alert);
    }
    /** Alerts that were raised, newest first. @param filter `minLevel` keeps that level and those above it. */
    getAlertHistory(filter = {}) {
        const lowest = event_type/* severities */.gO.indexOf(filter.minLevel ?? 'INFO');
        const since = filter.since === undefined ? Number.NEGATIVE_INFINITY : Number(filter.since);
        return this.#history
            .filter((alert) => event_type/* severities */.gO.indexOf(alert.level) >= lowest && alert.timestamp.getTime() >= since)
            .sort((a, b) => b.timestamp.getTime() - a.timestamp.getTime())
            .slice(0, filter.limit);
    }
    clearHistory() {
        this.#history = [];
    }
    /** How many alerts were raised, by level and by threshold. */
    getStatistics(filter = {}) {
        const byLevel = {};
        const byThreshold = {};
        const alerts = this.getAlertHistory(filter);
        for (const alert of alerts) {
            const level = alert.level.toLowerCase();
            byLevel[level] = (byLevel[level] ?? 0) + 1;
            byThreshold[alert.name] = (byThreshold[alert.name] ?? 0) + 1;
        }
        return { totalAlerts: alerts.length, byLevel, byThreshold };
    }
}
function describeContext(summary) {
    const from = summary.startTime?.toISOString() ?? 'the first event';
    const context = {
        period: `${from} to ${summary.endTime.toISOString()}`,
        tasks: `${summary.failedTasks} of ${summary.totalTasks} failed`,
    };
    const error = summary.errorTypes[0];
    if (error)
        context['top error'] = `${error[0]} (${error[1]}×)`;
    if (summary.mostUsedModel !== null)
        context['most used model'] = summary.mostUsedModel;
    if (summary.maxDurationMs !== null)
        context['slowest task'] = `${summary.maxDurationMs} ms`;
    return context;
}

;// CONCATENATED MODULE: ./build/record/watch.js
/** Redraws a picture in the terminal until it is told to stop. */
/** Draws at once, then at each interval. A picture that cannot be drawn is told of, and tried again. */
async function runWatch(draw, options) {
    const { signal } = options;
    while (!signal.aborted) {
        options.write(`${options.clear ? '\u001b[2J\u001b[H' : ''}${drawSafely(draw)}`);
        await new Promise((resolve) => {
            const timer = setTimeout(done, options.intervalMs ?? 5000);
            function done() {
                clearTimeout(timer);
                signal.removeEventListener('abort', done);
                resolve();
            }
            signal.addEventListener('abort', done);
            if (signal.aborted)
                done();
        });
    }
}
function drawSafely(draw) {
    try {
        return draw();
    }
    catch (error) {
        return `${error.message}\n`;
    }
}

;// CONCATENATED MODULE: ./build/commands/query.js
/** Commands that ask what was recorded: the event log, the measurements beside it, and the history of builds. */


















const json = { name: 'json', description: 'Print JSON.' };
const log = {
    name: 'log',
    value: 'FILE',
    description: 'The event log; .build-telemetry/events.ndjson by default.',
};
const query_history = {
    name: 'history',
    value: 'DIR',
    description: 'Folder of the history; .build-telemetry/history by default.',
};
const query_name = { name: 'name', value: 'TEXT', description: 'The series of builds; `local` by default.' };
const query_count = (fallback) => ({
    name: 'count',
    value: 'N',
    description: `How many to show; ${fallback} by default.`,
});
/** Reads arguments, runs `make`, and prints what it gives. Wrong values throw a `Refusal`. */
function view(command, make) {
    return {
        ...command,
        run: async (args) => {
            const read = (0,commands_command/* readArguments */.lR)(args, command.flags);
            try {
                if (read.problems.length > 0)
                    throw new Refusal(read.problems);
                const made = await make(read);
                process.stdout.write(read.flags['json'] ? `${JSON.stringify(made.json, null, 2)}\n` : made.text);
                return 0;
            }
            catch (error) {
                if (!(error instanceof Refusal))
                    throw error;
                for (const problem of error.problems)
                    (0,commands_command/* tellProblem */.JW)(problem);
                return 2;
            }
        },
    };
}
class Refusal extends Error {
    problems;
    constructor(problems) {
        super('refused');
        this.problems = problems;
    }
}
function refuse(where, what, fix) {
    throw new Refusal([{ level: 'error', code: 'invalid-argument', where, what, fix }]);
}
function openLog(args) {
    const path = args.flags['log'] ?? (0,record_settings/* readRecordSettings */.LL)().logPath;
    return new event_collector/* EventCollector */.W({ path, enabled: true });
}
function openMeasurements(args) {
    const path = (0,external_node_path_.join)((0,external_node_path_.dirname)(args.flags['log'] ?? (0,record_settings/* readRecordSettings */.LL)().logPath), 'performance.ndjson');
    // Teams that only use `exec` and `emit` have timed events and no measurements.
    return new PerformanceTracker({ path, enabled: true, autoCleanup: false, fallback: openLog(args) });
}
function monitorOf(args, collector) {
    const folder = (0,external_node_path_.dirname)(args.flags['log'] ?? (0,record_settings/* readRecordSettings */.LL)().logPath);
    // Nothing was recorded yet: asking must not make a folder.
    return new ThresholdMonitor(collector, (0,external_node_fs_.existsSync)(folder) ? { path: (0,external_node_path_.join)(folder, 'alerts.ndjson') } : {});
}
async function readSessions(args) {
    const { maxSessions, retentionDays } = (0,record_settings/* readRecordSettings */.LL)();
    const store = folderStore(args.flags['history'] ?? '.build-telemetry/history', {
        series: args.flags['name'] ?? 'local',
        maxBuilds: maxSessions,
        maxAgeDays: retentionDays,
        now: Date.now(),
    });
    const loaded = await store.load();
    for (const problem of loaded.problems)
        (0,commands_command/* tellProblem */.JW)(problem);
    return sessionsOfHistory(loaded.history);
}
function readCount(args, flag, fallback) {
    const text = args.flags[flag] ?? (flag === 'count' ? args.operands[0] : undefined);
    if (text === undefined)
        return fallback;
    const number = Number(text);
    if (Number.isFinite(number) && number > 0)
        return number;
    return refuse(flag, `\`${text}\` is not a number above 0.`, `Write a number such as ${fallback}.`);
}
function readChoice(args, flag, values, fallback) {
    const text = (args.flags[flag] ?? fallback).toLowerCase();
    const found = values.find((value) => value === text);
    return found ?? refuse(`--${flag}`, `\`${text}\` is not one of its values.`, (0,suggest/* suggest */.Z)(text, values));
}
const summaryCommand = view({
    name: 'summary',
    operands: '[--period hour|day|week|all]',
    summary: 'Summarise the recorded tasks, cost and errors, and the builds of the history.',
    flags: [
        { name: 'period', value: 'PERIOD', description: 'hour, day (default), week or all.' },
        log,
        query_history,
        query_name,
        json,
    ],
}, async (args) => {
    const period = readChoice(args, 'period', periods, 'day');
    const events = showSummary(new MetricsAnalyzer(openLog(args)).calculateSummary(period));
    const sessions = await readSessions(args);
    if (sessions.length === 0)
        return { text: events.text, json: { events: events.json, builds: null } };
    const builds = showBuildSummary(new TelemetryAnalyzer(sessions).analyze());
    return { text: `${events.text}\n${builds.text}`, json: { events: events.json, builds: builds.json } };
});
const eventsCommand = view({
    name: 'events',
    operands: '[--count N] [--type TYPE]',
    summary: 'List the newest recorded events.',
    flags: [query_count(20), { name: 'type', value: 'TYPE', description: 'Only events of this type.' }, log, json],
}, (args) => {
    const type = args.flags['type'];
    const wanted = type === undefined ? {} : { eventTypes: [(0,event_type/* normalizeEventType */.w9)(type)] };
    const found = openLog(args)
        .query(wanted)
        .sort((a, b) => b.timestamp.getTime() - a.timestamp.getTime());
    return showEvents(found.slice(0, readCount(args, 'count', 20)));
});
const alertLevels = ['info', 'warning', 'error', 'critical'];
const alertsCommand = view({
    name: 'alerts',
    operands: '[--count N] [--level LEVEL]',
    summary: 'Show thresholds that are crossed now, and those of before.',
    flags: [
        query_count(20),
        {
            name: 'level',
            value: 'LEVEL',
            description: 'Only this level and above: info, warning, error, critical.',
        },
        log,
        json,
    ],
}, (args) => {
    const monitor = monitorOf(args, openLog(args));
    const minLevel = readChoice(args, 'level', alertLevels, 'info').toUpperCase();
    const ranks = alertLevels;
    const rank = (level) => ranks.indexOf(level.toLowerCase());
    const active = monitor.checkThresholds().filter((alert) => rank(alert.level) >= rank(minLevel));
    const past = monitor.getAlertHistory({ minLevel, limit: readCount(args, 'count', 20) });
    const day = monitor.getStatistics({ since: Date.now() - record_settings/* dayMs */.LP });
    return showAlerts(active, past, day);
});
const performanceCommand = view({
    name: 'performance',
    operands: '[--hours N] [--operation NAME]',
    summary: 'Show how long recorded operations took.',
    flags: [
        { name: 'hours', value: 'N', description: 'The last so many hours; 24 by default.' },
        { name: 'operation', value: 'NAME', description: 'Only operations of this type.' },
        log,
        json,
    ],
}, (args) => {
    const operation = args.flags['operation'];
    const filter = {
        hours: readCount(args, 'hours', 24),
        ...(operation === undefined ? {} : { operationType: operation }),
    };
    const tracker = openMeasurements(args);
    return showPerformance(tracker.getMetrics(filter), tracker.getSlowestOperations({ ...filter, limit: 5 }));
});
const recentCommand = view({
    name: 'recent',
    operands: '[N]',
    summary: 'List the newest builds of the history, with their slowest targets.',
    flags: [query_history, query_name, json],
}, async (args) => {
    const wanted = readCount(args, 'count', 10);
    return showRecent((await readSessions(args)).slice(-wanted).reverse());
});
const exportCommand = view({
    name: 'export',
    operands: 'PATH [--type events|performance|builds] [--format csv|json]',
    summary: 'Write recorded events, measurements or builds to a file.',
    flags: [
        { name: 'type', value: 'TYPE', description: 'events (default), performance or builds.' },
        { name: 'format', value: 'FORMAT', description: "csv or json; by default the path's ending, or csv." },
        log,
        query_history,
        query_name,
        json,
    ],
}, async (args) => {
    const [path] = args.operands;
    if (path === undefined)
        return refuse('export', 'No path is given.', 'Write `build-telemetry export events.csv`.');
    const format = readChoice(args, 'format', ['csv', 'json'], path.endsWith('.json') ? 'json' : 'csv');
    const type = readChoice(args, 'type', ['events', 'performance', 'builds'], 'events');
    const text = await exportText(args, type, format);
    (0,external_node_fs_.writeFileSync)(path, text);
    return { text: `Wrote ${path}.\n`, json: { path, type, format } };
});
async function exportText(args, type, format) {
    if (type === 'events')
        return (0,events_csv/* exportEvents */.uT)(openLog(args).events, format);
    if (type === 'performance')
        return exportMeasurements(openMeasurements(args).measurements, format);
    const sessions = await readSessions(args);
    return format === 'json' ? exportSessionsJson(sessions) : exportSessionsCsv(sessions);
}
const clearCommand = view({
    name: 'clear',
    operands: '--yes',
    summary: 'Remove the event log and the measurements beside it; the history of builds stays.',
    flags: [{ name: 'yes', description: 'Really remove them.' }, log, json],
}, (args) => {
    if (!args.flags['yes'])
        refuse('clear', 'Nothing was removed.', 'Write `build-telemetry clear --yes`.');
    const collector = openLog(args);
    const events = collector.clear();
    const operations = openMeasurements(args).clear();
    (0,external_node_fs_.rmSync)((0,external_node_path_.join)((0,external_node_path_.dirname)(collector.path ?? ''), 'alerts.ndjson'), { force: true });
    return { text: `Removed ${events} events and ${operations} operations.\n`, json: { events, operations } };
});
const watchCommand = {
    name: 'watch',
    operands: '[--interval SECONDS]',
    summary: 'Show the last hour live: tasks, success, cost, alerts, newest events.',
    flags: [
        { name: 'interval', value: 'SECONDS', description: 'Between two pictures; 5 by default.' },
        { name: 'once', description: 'Draw one picture and end.' },
        log,
        json,
    ],
    run: async (args) => {
        const read = (0,commands_command/* readArguments */.lR)(args, watchCommand.flags);
        for (const problem of read.problems)
            (0,commands_command/* tellProblem */.JW)(problem);
        if (read.problems.length > 0)
            return 2;
        // It reads on from where it stopped, so that a long log is read once.
        const collector = openLog(read);
        const analyzer = new MetricsAnalyzer(collector);
        const draw = () => {
            const alerts = new ThresholdMonitor(analyzer).checkThresholds();
            const made = showDashboard(analyzer.calculateSummary('hour'), alerts, collector.getRecent(10));
            return read.flags['json'] ? `${JSON.stringify(made.json)}\n` : made.text;
        };
        if (read.flags['once']) {
            process.stdout.write(draw());
            return 0;
        }
        const stop = new AbortController();
        process.once('SIGINT', () => stop.abort());
        process.once('SIGTERM', () => stop.abort());
        await runWatch(draw, {
            intervalMs: Math.max(0.2, Number(read.flags['interval']) || 5) * 1000,
            write: (text) => void process.stdout.write(text),
            clear: process.stdout.isTTY === true && !read.flags['json'],
            signal: stop.signal,
        });
        return 0;
    },
};

// EXTERNAL MODULE: ./build/commands/record.js + 2 modules
var record = __webpack_require__(4127);
;// CONCATENATED MODULE: ./build/commands/index.js
/** All commands of the command line, as data. */





const commands = [
    checkCommand,
    inspectCommand,
    initCommand,
    record.emitCommand,
    record.execCommand,
    summaryCommand,
    eventsCommand,
    alertsCommand,
    performanceCommand,
    recentCommand,
    exportCommand,
    clearCommand,
    watchCommand,
];


/***/ })

};
