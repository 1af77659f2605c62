export const id = 695;
export const ids = [695,213];
export const modules = {

/***/ 8695:
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
/** Keeps V8's heap near what is in use: a run makes much garbage and keeps little. */

/**
 * Measured on 10,000 tasks against 500 builds of as many: 230 MB instead of 280 at the peak, in the same time.
 * 200 MB of BuildRunner events: 200 MB instead of 270, as the old generation may grow by 40 % between collections.
 * Works when it is called before much was allocated.
 */
function boundMemory() {
    (0,external_node_v8_.setFlagsFromString)('--max-semi-space-size=4');
    (0,external_node_v8_.setFlagsFromString)('--semi-space-growth-factor=1');
    (0,external_node_v8_.setFlagsFromString)('--heap-growing-percent=40');
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
        name: 'history-max-size-mb',
        kind: { type: 'integer', min: 1, max: 100_000 },
        default: '100',
        description: 'Megabytes of history to keep for a series; older builds go first.',
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
        kind: { type: 'choices', values: ['html', 'json', 'csv', 'profile', 'history'] },
        default: 'html,json,csv,profile,history',
        description: 'Reports to upload, separated by commas, or `none`. `profile`: flamegraph, folded stacks, speedscope and Chrome trace. `history`: on the default branch this build alone, for runs that find the cache evicted.',
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

// EXTERNAL MODULE: ./build/record/monitor-log.js
var monitor_log = __webpack_require__(5213);
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
function formatMeasure(value, { measure, unit }) {
    if (value === null || measure !== 'value')
        return formatUnit(value, unit);
    return formatUcum(value, unit);
}
/** How much a series changed: `+22 %`, or of a share `−12 points`. */
function formatMove({ ratio, series }) {
    return series.unit === 'ratio' ? formatPoints(ratio) : formatChange(ratio);
}
/** Its interval: `+18 % to +27 %`, or of a share `−20 to −5 points`. */
function formatMoveInterval({ interval, series }) {
    if (interval === null || series.unit !== 'ratio')
        return formatInterval(interval);
    return `${formatPoints(interval[0])} to ${formatPoints(interval[1])}`;
}
function formatPoints(difference) {
    if (!isKnown(difference))
        return unknown;
    const points = Number((difference * 100).toFixed(1));
    return `${points > 0 ? '+' : points < 0 ? '−' : ''}${Math.abs(points)} points`;
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

;// CONCATENATED MODULE: ./build/render/html/cell.js
/** A value of a table or chart as plain text; the page's script uses the same. */

const formats = {
    duration: formatDuration,
    money: formatMoney,
    count: formatCount,
    percent: formatPercent,
    change: formatChange,
    time: formatTime,
};
/** '' for what is not known. */
function formatCell(format, value) {
    if (value === null)
        return '';
    if (Array.isArray(value))
        return value.map((edge) => formatDuration(edge)).join(' to ');
    if (format === 'name' || format === 'word' || format === 'band' || typeof value !== 'number')
        return String(value);
    return formats[format](value);
}
/** The value of a row, words looked up. */
function readCell(column, row) {
    const value = column.values[row] ?? null;
    return column.words === undefined || typeof value !== 'number' ? value : (column.words[value] ?? null);
}
/** Numbers stand to the right. */
function cellClass(format) {
    return format === 'name' ? 'name' : format === 'word' ? '' : 'n';
}

;// CONCATENATED MODULE: ./build/render/html/data-table.js
/** A table that the page's script makes searchable, sortable and endless; without it, its first rows. */


/** Makes a column of rows. */
function makeColumn(title, format, rows, read) {
    if (format === 'name')
        return { title, format, values: rows.map((row) => (0,render_escape/* cleanText */.X5)(String(read(row) ?? ''), 300)) };
    if (format !== 'word')
        return { title, format, values: rows.map((row) => finite(read(row))) };
    const indexes = new Map();
    const values = rows.map((row) => {
        const word = (0,render_escape/* cleanText */.X5)(String(read(row) ?? ''), 80);
        const known = indexes.get(word);
        if (known !== undefined)
            return known;
        indexes.set(word, indexes.size);
        return indexes.size - 1;
    });
    return { title, format, values, words: [...indexes.keys()] };
}
/** JSON knows no NaN, and nine digits are more than any table shows. */
function finite(value) {
    if (typeof value !== 'number')
        return value;
    return Number.isFinite(value) ? Number(value.toPrecision(9)) : null;
}
const rowsWithoutScript = 50;
/** HTML of the table `id`; its data must be in the page's data under the same id. */
function writeDataTable(id, caption, table) {
    const [view] = table.views;
    const count = table.columns[0]?.values.length ?? 0;
    const all = view?.rows ?? Array.from({ length: count }, (_, row) => row);
    const sortBy = table.columns[view?.sortBy ?? 0];
    const rows = sortBy === undefined ? [] : sortRows(all, sortBy, view?.descending ?? false).slice(0, rowsWithoutScript);
    const head = table.columns
        .map(({ title, format }) => `<th scope="col" class="${cellClass(format)}"><button type="button">${title}</button></th>`)
        .join('');
    const body = rows
        .map((row) => `<tr>${table.columns.map((column) => writeCell(column, row)).join('')}</tr>`)
        .join('\n');
    const views = table.views
        .map(({ title, rows: chosen }, index) => `<button type="button" aria-pressed="${index === 0}">${title} <span class="count">${chosen?.length ?? count}</span></button>`)
        .join('');
    return `<div class="data-table" data-table="${id}"><div class="tools" hidden>
<label>Search ${(0,render_escape/* escapeHtml */.ZD)(table.noun)}s<input type="search" autocomplete="off"></label>
<div class="views" role="group" aria-label="${caption}: which">${views}</div>
<output aria-live="polite"></output></div>
<div class="scroll" role="region" aria-label="${caption}: table" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>
${body}
</tbody></table></div>
<noscript><p class="soft">${rows.length} of ${count}; the rest, search and sorting need scripts.</p></noscript></div>`;
}
function writeCell(column, row) {
    const text = formatCell(column.format, readCell(column, row));
    return `<td class="${cellClass(column.format)}">${(0,render_escape/* escapeHtml */.ZD)(text, 300)}</td>`;
}
/** What is not known comes last, whichever way. */
function sortRows(rows, column, descending) {
    const direction = descending ? -1 : 1;
    const keys = new Map(rows.map((row) => [row, sortKey(readCell(column, row))]));
    return [...rows].sort((a, b) => {
        const x = keys.get(a) ?? null;
        const y = keys.get(b) ?? null;
        if (x === y)
            return a - b;
        if (x === null || x === '')
            return 1;
        if (y === null || y === '')
            return -1;
        return (x < y ? -1 : 1) * direction;
    });
}
function sortKey(value) {
    return Array.isArray(value) ? (value[1] ?? null) : value;
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
    return `<div class="scroll" role="region" aria-label="${caption}: table" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>${more}`;
}
/** A titled section that the navigation can reach; '' without a body. */
function writeSection(id, title, body) {
    return body === ''
        ? ''
        : `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>\n${body}\n</section>`;
}

;// CONCATENATED MODULE: ./build/render/html/events.js

/** Events that the page holds; the JSON report has them all. */
const maxEvents = 5_000;
/** null without events; of many the most severe are kept. */
function listEvents(report) {
    const { events } = report;
    if (events.length === 0)
        return null;
    const levels = ['critical', 'error', 'warning', 'info'];
    const rank = (level) => levels.indexOf(level);
    const kept = events.length <= maxEvents
        ? events
        : [...events].sort((a, b) => rank(a.severity) - rank(b.severity)).slice(0, maxEvents);
    const columns = [
        makeColumn('Time', 'time', kept, (event) => event.timeMs),
        makeColumn('Type', 'word', kept, (event) => event.type),
        makeColumn('Level', 'word', kept, (event) => event.severity),
        makeColumn('Message', 'name', kept, (event) => event.message ?? ''),
    ];
    const severe = kept.flatMap((event, index) => (event.severity === 'info' ? [] : [index]));
    const views = [{ title: 'All', rows: null, sortBy: 0, descending: false }];
    return {
        noun: 'event',
        columns,
        views: severe.length > 0
            ? [...views, { title: 'Warnings and worse', rows: severe, sortBy: 0, descending: false }]
            : views,
    };
}
/** What was left out, in words; '' when nothing was. */
function countHiddenEvents(report) {
    const hidden = report.events.length - maxEvents;
    return hidden > 0 ? `<p class="soft">${hidden} milder events are in the JSON report alone.</p>` : '';
}

;// CONCATENATED MODULE: ./build/render/page.generated.js
/** What runs in the reader's browser. Generated from src/page/ by `npm run generate`. */
/** Inside the SVG file of the flamegraph. */
const flamegraphScript = '(function(){let e=2e-6;function t({svg:e,details:t,search:o}){let s=n(e),c=s[0];if(!c)return;let l=t.textContent??``,u=e.getAttribute(`height`)??``,d=c,f=c,p=()=>{let t=e.clientWidth||e.getBoundingClientRect().width||1200;e.setAttribute(`viewBox`,`0 0 ${t} ${u}`);for(let e of s)i(e,d,t)},m=e=>{f.group.classList.remove(`at`),f=e,f.group.classList.add(`at`),t.textContent=e.words},h=e=>{d=e,p(),m(e)},g=()=>{let e=o.value.trim().toLowerCase(),n=s.filter(t=>e!==``&&t.name.toLowerCase().includes(e)),i=new Set(n);for(let t of s)t.group.classList.toggle(`dim`,e!==``&&!i.has(t));let a=n.filter(e=>!n.some(t=>r(t,e))).reduce((e,{w:t})=>e+t,0),c=Math.round(a*1e3)/10;t.textContent=e===``?l:`${n.length} of ${s.length} frames, ${c} % of the work`};for(let e of s)e.group.addEventListener(`click`,()=>h(e)),e.group.addEventListener(`pointerenter`,()=>{t.textContent=e.words});e.addEventListener(`keydown`,e=>{let t=a(e.key,f,d,s);t!==null&&(e.preventDefault(),e.key===`Enter`||e.key===` `||e.key===`Escape`?h(t):m(t))}),o.addEventListener(`input`,g),addEventListener(`resize`,p),p()}function n(e){return[...e.querySelectorAll(`g.f`)].flatMap(e=>{let[t,n,r]=e.children;if(!(n instanceof SVGRectElement&&r instanceof SVGTextElement))return[];let[i=``,a=``]=(t?.textContent??``).split(`\n`),{x:o,w:s,d:c}=e.dataset;return[{group:e,rect:n,label:r,name:i,words:`${i}: ${a}`,x:Number(o),w:Number(s),d:Number(c)}]})}function r(t,n){return t.d<n.d&&t.x<=n.x+e&&n.x+n.w<=t.x+t.w+e}function i(e,t,n){let i=r(e,t),a=i?0:(e.x-t.x)/t.w*n,o=i?n:e.w/t.w*n,s=i||e===t||r(t,e);if(e.group.style.display=s&&o>=.2?``:`none`,e.group.classList.toggle(`above`,i),!s)return;e.rect.setAttribute(`x`,a.toFixed(1)),e.rect.setAttribute(`width`,Math.max(.5,o-1).toFixed(1)),e.label.setAttribute(`x`,(a+4).toFixed(1));let c=Math.floor((o-8)/7.3);e.label.textContent=c<3?``:c<e.name.length?`${e.name.slice(0,c-1)}…`:e.name}function a(e,t,n,i){let a=e=>i.filter(t=>t.d===e&&t.group.style.display!==`none`),o=e=>i.find(t=>t.d===e.d-1&&r(t,e));switch(e){case`Enter`:case` `:return t;case`Escape`:return o(n)??n;case`ArrowDown`:return a(t.d+1).find(e=>r(t,e))??null;case`ArrowUp`:return o(t)??null;case`ArrowRight`:return a(t.d).find(e=>e.x>t.x)??null;case`ArrowLeft`:return a(t.d).findLast(e=>e.x<t.x)??null;case`Home`:return i[0]??null;default:return null}}let o=document.getElementById(`frames`),s=document.getElementById(`details`),c=document.getElementById(`search`);o instanceof SVGSVGElement&&s&&c instanceof HTMLInputElement&&(document.documentElement.setAttribute(`width`,`100%`),t({svg:o,details:s,search:c}))})();';
/** Inside the HTML report. */
const reportScript = '/*! Holds uPlot.\nThe MIT License (MIT)\n\nCopyright (c) 2022 Leon Sorokin\n\nPermission is hereby granted, free of charge, to any person obtaining a copy\nof this software and associated documentation files (the "Software"), to deal\nin the Software without restriction, including without limitation the rights\nto use, copy, modify, merge, publish, distribute, sublicense, and/or sell\ncopies of the Software, and to permit persons to whom the Software is\nfurnished to do so, subject to the following conditions:\n\nThe above copyright notice and this permission notice shall be included in\nall copies or substantial portions of the Software.\n\nTHE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR\nIMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,\nFITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE\nAUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER\nLIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,\nOUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN\nTHE SOFTWARE.\n*/\n(function(){function e(e){return e!==null&&Number.isFinite(e)}function t(n){if(!e(n))return`—`;if(n<0)return`−${t(-n)}`;if(n<9.995)return`${c(n.toFixed(2))} ms`;if(n<999.5)return`${Math.round(n)} ms`;if(n<9995)return`${c((n/1e3).toFixed(2))} s`;if(n<59950)return`${c((n/1e3).toFixed(1))} s`;let r=Math.round(n/1e3);if(r<3600)return`${Math.floor(r/60)} m ${r%60} s`;let i=Math.round(n/6e4);return`${l(Math.floor(i/60))} h ${i%60} m`}function n(t){if(!e(t))return`—`;if(t<0)return`−${n(-t)}`;if(t>0&&t<1e-6)return`<$0.000001`;if(t>0&&t<.1)return`$${c(Number(t.toPrecision(3)).toFixed(8))}`;let r=t.toFixed(2);return`$${l(Math.trunc(Number(r)))}${r.slice(r.indexOf(`.`))}`}function r(t){if(!e(t))return`—`;if(t<0)return`−${r(-t)}`;let n=t*100;if(n>0&&n<.05)return`<0.1 %`;if(n>99.949&&n<100)return`>99.9 %`;let i=+(n<9.95||n>=99.5&&n<100);return`${l(c(n.toFixed(i)))} %`}function i(t){return e(t)?t>=9?`×${l(c((t+1).toFixed(+(t<99))))}`:t>0?`+${r(t)}`:r(t):`—`}function a(t){return e(t)?l(c(t.toFixed(2))):`—`}function o(t){if(!e(t))return`—`;let n=[`B`,`KiB`,`MiB`,`GiB`,`TiB`],r=t,i=0;for(;Math.abs(r)>=1023.95&&i<n.length-1;)r/=1024,i++;return`${c(r.toFixed(i===0?0:1))} ${n[i]}`}function s(t){return!e(t)||Math.abs(t)>864e13?`—`:`${new Date(t).toISOString().slice(0,16).replace(`T`,` `)} UTC`}function c(e){return e.includes(`.`)?e.replace(/\\.?0+$/,``):e}function l(e){let[t=``,n]=String(e).split(`.`);if(t.includes(`e`))return String(e);let r=t.replace(/\\B(?=(\\d{3})+$)/g,`,`);return n===void 0?r:`${r}.${n}`}let u={duration:t,money:n,count:a,percent:r,change:i,time:s};function d(e,n){return n===null?``:Array.isArray(n)?n.map(e=>t(e)).join(` to `):e===`name`||e===`word`||e===`band`||typeof n!=`number`?String(n):u[e](n)}function f(e,t){let n=e.values[t]??null;return e.words===void 0||typeof n!=`number`?n:e.words[n]??null}function p(e){return e===`name`?`name`:e===`word`?``:`n`}let m=e=>`${o(e)}/s`,h=e=>a(Math.round(e)),g=[{name:`CPU`,show:r,read:e=>e.cpuRatio},{name:`Memory`,show:o,read:e=>e.memoryUsedBytes},{name:`Memory in use`,show:r,read:e=>e.memoryUsedBytes/e.memoryTotalBytes},{name:`Disk, read`,show:m,read:e=>e.diskReadBytesPerSecond},{name:`Disk, written`,show:m,read:e=>e.diskWriteBytesPerSecond},{name:`Network, received`,show:m,read:e=>e.networkReceivedBytesPerSecond},{name:`Network, sent`,show:m,read:e=>e.networkSentBytesPerSecond},{name:`Processes`,show:h,read:e=>e.processes},{name:`Tasks at work`,show:h,read:e=>e.workers}];function _(e,t){let[n,r]=e.querySelectorAll(`select`),i=e.querySelector(`tbody`);if(!n||!r||!i)return;let a=t.builds.length-1;v(n,t,a-1),v(r,t,a);let o=()=>i.replaceChildren(...y(t,Number(n.value),Number(r.value)).map(x));n.addEventListener(`change`,o),r.addEventListener(`change`,o),e.hidden=!1,o()}function v(e,t,n){let r=t.builds.length-1,i=t.builds.map(({label:e},t)=>new Option(t===r?`This build, ${e}`:e,String(t),!1,t===n));e.replaceChildren(...i.reverse())}function y(e,t,n){let[r,i]=[e.builds[t],e.builds[n]];if(!r||!i)return[];let a=(e,t)=>{let n=t(r)===t(i);return[e,t(r),t(i),n?`same`:`differs`]};return[[`Started`,d(`time`,r.timeMs),d(`time`,i.timeMs),``],a(`Commit`,e=>e.commit),a(`Result`,e=>e.complete?e.result:`${e.result}, incomplete`),a(`Runner`,e=>e.runner),...e.series.map(({title:e,format:r,values:i})=>{let[a,o]=[i[t]??null,i[n]??null];return[e,d(r,a),d(r,o),b(r,a,o)]})]}function b(e,t,n){return t===null||n===null?``:t===n?`same`:e===`percent`?`${n>t?`+`:`−`}${(Math.abs(n-t)*100).toFixed(1)} points`:t===0?``:i(n/t-1)}function x(e){let t=document.createElement(`tr`);for(let[n,r]of e.entries()){let e=document.createElement(n===0?`th`:`td`);n===0?e.setAttribute(`scope`,`row`):e.className=`n`,e.textContent=r,t.append(e)}return t}function S(e,t,n){let r=n?-1:1,i=new Map(e.map(e=>[e,C(f(t,e))]));return[...e].sort((e,t)=>{let n=i.get(e)??null,a=i.get(t)??null;return n===a?e-t:n===null||n===``?1:a===null||a===``?-1:(n<a?-1:1)*r})}function C(e){return Array.isArray(e)?e[1]??null:e}function w(e,t){let n=k(e,`.scroll`,HTMLElement),r=k(e,`table`,HTMLTableElement),i=r.tBodies[0],a=k(e,`input`,HTMLInputElement),o=k(e,`output`,HTMLOutputElement),s=[...r.querySelectorAll(`th`)],c=[...e.querySelectorAll(`.views button`)];if(!i)return;let l=t.columns[0]?.values.length??0,u=t.columns.filter(({format:e})=>e===`name`||e===`word`),d=null,[m]=t.views,h={rows:[],sortBy:m?.sortBy??0,descending:m?.descending??!1,view:m},g=(e,n)=>{let r=h.rows.slice(e,n).map((n,r)=>T(t,n,e+r));i.replaceChildren(O(e),...r,O(h.rows.length-n))},_=-1,v=()=>{let e=n.clientHeight||600,t=Math.max(0,Math.floor(n.scrollTop/33/12)*12-12);t!==_&&(_=t,g(t,Math.min(h.rows.length,t+Math.ceil(e/33)+36)))},y=()=>{let e=a.value.toLowerCase().split(/\\s+/).filter(Boolean);d??=Array.from({length:l},(e,t)=>u.map(e=>String(f(e,t)??``)).join(` `).toLowerCase());let i=d,p=h.view?.rows??Array.from({length:l},(e,t)=>t),m=e.length===0?p:p.filter(t=>e.every(e=>i[t]?.includes(e))),g=t.columns[h.sortBy];h.rows=g?S(m,g,h.descending):[...m];for(let[e,t]of s.entries()){let n=h.descending?`descending`:`ascending`;t.setAttribute(`aria-sort`,e===h.sortBy?n:`none`)}for(let[e,n]of c.entries())n.setAttribute(`aria-pressed`,String(t.views[e]===h.view));r.setAttribute(`aria-rowcount`,String(h.rows.length+1)),o.textContent=`${h.rows.length} of ${l} ${t.noun}${l===1?``:`s`}`,n.scrollTop=0,_=-1,v()};for(let[e,n]of s.entries())n.querySelector(`button`)?.addEventListener(`click`,()=>{let n=p(t.columns[e]?.format??`name`)!==`n`;h.descending=e===h.sortBy?!h.descending:!n,h.sortBy=e,y()});for(let[e,n]of c.entries())n.addEventListener(`click`,()=>{h.view=t.views[e],h.sortBy=h.view?.sortBy??0,h.descending=h.view?.descending??!1,y()});a.addEventListener(`input`,y),n.addEventListener(`scroll`,v,{passive:!0}),addEventListener(`beforeprint`,()=>g(0,Math.min(300,h.rows.length))),addEventListener(`afterprint`,()=>{_=-1,v()}),e.closest(`details`)?.addEventListener(`toggle`,()=>{_=-1,v()}),e.classList.add(`live`),k(e,`.tools`,HTMLElement).hidden=!1,y()}function T(e,t,n){let r=document.createElement(`tr`);r.setAttribute(`aria-rowindex`,String(n+2));for(let n of e.columns)r.append(E(n,t));return r}function E(e,t){let n=document.createElement(`td`),r=d(e.format,f(e,t));return n.textContent=r,n.className=p(e.format),e.format===`name`&&(n.title=r),/^(failure|error|timeout)$/.test(r)&&n.classList.add(`bad`),e.format===`change`&&D(n,e.values[t]),n}function D(e,t){typeof t!=`number`||Math.abs(t)<=.05||e.classList.add(t>0?`bad`:`good`)}function O(e){let t=document.createElement(`tr`);return t.className=`space`,t.setAttribute(`aria-hidden`,`true`),t.style.height=`${Math.max(0,e)*33}px`,t}function k(e,t,n){let r=e.querySelector(t);if(r instanceof n)return r;throw Error(`the page has no ${t}`)}let ee=2e-6;function A({svg:e,details:t,search:n}){let r=j(e),i=r[0];if(!i)return;let a=t.textContent??``,o=e.getAttribute(`height`)??``,s=i,c=i,l=()=>{let t=e.clientWidth||e.getBoundingClientRect().width||1200;e.setAttribute(`viewBox`,`0 0 ${t} ${o}`);for(let e of r)ne(e,s,t)},u=e=>{c.group.classList.remove(`at`),c=e,c.group.classList.add(`at`),t.textContent=e.words},d=e=>{s=e,l(),u(e)},f=()=>{let e=n.value.trim().toLowerCase(),i=r.filter(t=>e!==``&&t.name.toLowerCase().includes(e)),o=new Set(i);for(let t of r)t.group.classList.toggle(`dim`,e!==``&&!o.has(t));let s=i.filter(e=>!i.some(t=>te(t,e))).reduce((e,{w:t})=>e+t,0),c=Math.round(s*1e3)/10;t.textContent=e===``?a:`${i.length} of ${r.length} frames, ${c} % of the work`};for(let e of r)e.group.addEventListener(`click`,()=>d(e)),e.group.addEventListener(`pointerenter`,()=>{t.textContent=e.words});e.addEventListener(`keydown`,e=>{let t=re(e.key,c,s,r);t!==null&&(e.preventDefault(),e.key===`Enter`||e.key===` `||e.key===`Escape`?d(t):u(t))}),n.addEventListener(`input`,f),addEventListener(`resize`,l),l()}function j(e){return[...e.querySelectorAll(`g.f`)].flatMap(e=>{let[t,n,r]=e.children;if(!(n instanceof SVGRectElement&&r instanceof SVGTextElement))return[];let[i=``,a=``]=(t?.textContent??``).split(`\n`),{x:o,w:s,d:c}=e.dataset;return[{group:e,rect:n,label:r,name:i,words:`${i}: ${a}`,x:Number(o),w:Number(s),d:Number(c)}]})}function te(e,t){return e.d<t.d&&e.x<=t.x+ee&&t.x+t.w<=e.x+e.w+ee}function ne(e,t,n){let r=te(e,t),i=r?0:(e.x-t.x)/t.w*n,a=r?n:e.w/t.w*n,o=r||e===t||te(t,e);if(e.group.style.display=o&&a>=.2?``:`none`,e.group.classList.toggle(`above`,r),!o)return;e.rect.setAttribute(`x`,i.toFixed(1)),e.rect.setAttribute(`width`,Math.max(.5,a-1).toFixed(1)),e.label.setAttribute(`x`,(i+4).toFixed(1));let s=Math.floor((a-8)/7.3);e.label.textContent=s<3?``:s<e.name.length?`${e.name.slice(0,s-1)}…`:e.name}function re(e,t,n,r){let i=e=>r.filter(t=>t.d===e&&t.group.style.display!==`none`),a=e=>r.find(t=>t.d===e.d-1&&te(t,e));switch(e){case`Enter`:case` `:return t;case`Escape`:return a(n)??n;case`ArrowDown`:return i(t.d+1).find(e=>te(t,e))??null;case`ArrowUp`:return a(t)??null;case`ArrowRight`:return i(t.d).find(e=>e.x>t.x)??null;case`ArrowLeft`:return i(t.d).findLast(e=>e.x<t.x)??null;case`Home`:return r[0]??null;default:return null}}let ie=`u-off`,ae=`u-label`,oe=`width`,se=`height`,ce=`bottom`,le=`left`,ue=`right`,M=`#000`,de=`#0000`,fe=`mousemove`,pe=`mousedown`,me=`mouseup`,he=`mouseenter`,ge=`mouseleave`,_e=`dblclick`,ve=`change`,ye=`dppxchange`,N=typeof window<`u`,be=N?document:null,xe=N?window:null,P,F;function Se(){let e=devicePixelRatio;P!=e&&(P=e,F&&Ie(ve,F,Se),F=matchMedia(`(min-resolution: ${P-.001}dppx) and (max-resolution: ${P+.001}dppx)`),Fe(ve,F,Se),xe.dispatchEvent(new CustomEvent(ye)))}function Ce(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function we(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function I(e,t,n){e.style[t]=n+`px`}function Te(e,t,n,r){let i=be.createElement(e);return t!=null&&Ce(i,t),n?.insertBefore(i,r),i}function Ee(e,t){return Te(`div`,e,t)}let De=/* @__PURE__ */ new WeakMap;function Oe(e,t,n,r,i){let a=`translate(`+t+`px,`+n+`px)`;a!=De.get(e)&&(e.style.transform=a,De.set(e,a),t<0||n<0||t>r||n>i?Ce(e,ie):we(e,ie))}let ke=/* @__PURE__ */ new WeakMap;function Ae(e,t,n){let r=t+n;r!=ke.get(e)&&(ke.set(e,r),e.style.background=t,e.style.borderColor=n)}let je=/* @__PURE__ */ new WeakMap;function Me(e,t,n,r){let i=t+``+n;i!=je.get(e)&&(je.set(e,i),e.style.height=n+`px`,e.style.width=t+`px`,e.style.marginLeft=r?-t/2+`px`:0,e.style.marginTop=r?-n/2+`px`:0)}let Ne={passive:!0},Pe={...Ne,capture:!0};function Fe(e,t,n,r){t.addEventListener(e,n,r?Pe:Ne)}function Ie(e,t,n,r){t.removeEventListener(e,n,Ne)}N&&Se();function Le(e,t,n,r){let i;n||=0,r||=t.length-1;let a=r<=2147483647;for(;r-n>1;)i=a?n+r>>1:nt((n+r)/2),t[i]<e?n=i:r=i;return e-t[n]<=t[r]-e?n:r}function Re(e){return(t,n,r)=>{let i=-1,a=-1;for(let a=n;a<=r;a++)if(e(t[a])){i=a;break}for(let i=r;i>=n;i--)if(e(t[i])){a=i;break}return[i,a]}}let ze=e=>e!=null,Be=e=>e!=null&&e>0,Ve=Re(ze),He=Re(Be);function Ue(e,t,n,r=0,i=!1){let a=i?He:Ve,o=i?Be:ze;[t,n]=a(e,t,n);let s=e[t],c=e[t];if(t>-1){if(r==1)s=e[t],c=e[n];else if(r==-1)s=e[n],c=e[t];else for(let r=t;r<=n;r++){let t=e[r];o(t)&&(t<s?s=t:t>c&&(c=t))}}return[s??V,c??-V]}function We(e,t,n,r){let i=st(e),a=st(t);e==t&&(i==-1?(e*=n,t/=n):(e/=n,t*=n));let o=n==10?ct:lt,s=i==1?nt:rt,c=a==1?rt:nt,l=s(o(z(e))),u=c(o(z(t))),d=ot(n,l),f=ot(n,u);return n==10&&(l<0&&(d=G(d,-l)),u<0&&(f=G(f,-u))),r||n==2?(e=d*i,t=f*a):(e=Ct(e,d),t=St(t,f)),[e,t]}function Ge(e,t,n,r){let i=We(e,t,n,r);return e==0&&(i[0]=0),t==0&&(i[1]=0),i}let Ke=.1,qe={mode:3,pad:Ke},Je={pad:0,soft:null,mode:0},Ye={min:Je,max:Je};function Xe(e,t,n,r){return Pt(n)?Qe(e,t,n):(Je.pad=n,Je.soft=r?0:null,Je.mode=r?3:0,Qe(e,t,Ye))}function L(e,t){return e??t}function Ze(e,t,n){for(t=L(t,0),n=L(n,e.length-1);t<=n;){if(e[t]!=null)return!0;t++}return!1}function Qe(e,t,n){let r=n.min,i=n.max,a=L(r.pad,0),o=L(i.pad,0),s=L(r.hard,-V),c=L(i.hard,V),l=L(r.soft,V),u=L(i.soft,-V),d=L(r.mode,0),f=L(i.mode,0),p=t-e,m=ct(p),h=at(z(e),z(t)),g=ct(h),_=z(g-m);(p<1e-24||_>10)&&(p=0,(e==0||t==0)&&(p=1e-24,d==2&&l!=V&&(a=0),f==2&&u!=-V&&(o=0)));let v=p||h||1e3,y=ct(v),b=ot(10,nt(y)),x=G(Ct(e-v*(p==0?e==0?.1:1:a),b/10),24),S=e>=l&&(d==1||d==3&&x<=l||d==2&&x>=l)?l:V,C=at(s,x<S&&e>=S?S:it(S,x)),w=G(St(t+v*(p==0?t==0?.1:1:o),b/10),24),T=t<=u&&(f==1||f==3&&w>=u||f==2&&w<=u)?u:-V,E=it(c,w>T&&t<=T?T:at(T,w));return C==E&&C==0&&(E=100),[C,E]}let $e=new Intl.NumberFormat(`en-US`),et=e=>$e.format(e),R=Math,tt=R.PI,z=R.abs,nt=R.floor,B=R.round,rt=R.ceil,it=R.min,at=R.max,ot=R.pow,st=R.sign,ct=R.log10,lt=R.log2,ut=(e,t=1)=>R.sinh(e)*t,dt=(e,t=1)=>R.asinh(e/t),V=1/0;function H(e){return(ct((e^e>>31)-(e>>31))|0)+1}function ft(e,t,n){return it(at(e,t),n)}function pt(e){return typeof e==`function`}function U(e){return pt(e)?e:()=>e}let W=()=>{},mt=e=>e,ht=(e,t)=>t,gt=e=>null,_t=e=>!0,vt=(e,t)=>e==t,yt=/\\.\\d*?(?=9{6,}|0{6,})/gm,bt=e=>{if(jt(e)||wt.has(e))return e;let t=`${e}`,n=t.match(yt);if(n==null)return e;let r=n[0].length-1;if(t.indexOf(`e-`)!=-1){let[e,n]=t.split(`e`);return+`${bt(e)}e${n}`}return G(e,r)};function xt(e,t){return bt(G(bt(e/t))*t)}function St(e,t){return bt(rt(bt(e/t))*t)}function Ct(e,t){return bt(nt(bt(e/t))*t)}function G(e,t=0){if(jt(e))return e;let n=10**t,r=e*n*(1+2**-52);return B(r)/n}let wt=/* @__PURE__ */ new Map;function Tt(e){return((``+e).split(`.`)[1]||``).length}function Et(e,t,n,r){let i=[],a=r.map(Tt);for(let o=t;o<n;o++){let t=z(o),n=G(ot(e,o),t);for(let s=0;s<r.length;s++){let c=e==10?+`${r[s]}e${o}`:r[s]*n,l=(o>=0?0:t)+(o>=a[s]?0:a[s]),u=e==10?c:G(c,l);i.push(u),wt.set(u,l)}}return i}let Dt={},Ot=[],kt=[null,null],At=Array.isArray,jt=Number.isInteger,Mt=e=>e===void 0;function Nt(e){return typeof e==`string`}function Pt(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function Ft(e){return typeof e==`object`&&!!e}let It=Object.getPrototypeOf(Uint8Array),Lt=`__proto__`;function Rt(e,t=Pt){let n;if(At(e)){let r=e.find(e=>e!=null);if(At(r)||t(r)){n=Array(e.length);for(let r=0;r<e.length;r++)n[r]=Rt(e[r],t)}else n=e.slice()}else if(e instanceof It)n=e.slice();else if(t(e)){n={};for(let r in e)r!=Lt&&(n[r]=Rt(e[r],t))}else n=e;return n}function K(e){let t=arguments;for(let n=1;n<t.length;n++){let r=t[n];for(let t in r)t!=Lt&&(Pt(e[t])?K(e[t],Rt(r[t])):e[t]=Rt(r[t]))}return e}function zt(e,t,n){for(let r=0,i,a=-1;r<t.length;r++){let o=t[r];if(o>a){for(i=o-1;i>=0&&e[i]==null;)e[i--]=null;for(i=o+1;i<n&&e[i]==null;)e[a=i++]=null}}}function Bt(e,t){if(Ut(e)){let t=e[0].slice();for(let n=1;n<e.length;n++)t.push(...e[n].slice(1));return Wt(t[0])||(t=Ht(t)),t}let n=/* @__PURE__ */ new Set;for(let t=0;t<e.length;t++){let r=e[t][0],i=r.length;for(let e=0;e<i;e++)n.add(r[e])}let r=[Array.from(n).sort((e,t)=>e-t)],i=r[0].length,a=/* @__PURE__ */ new Map;for(let e=0;e<i;e++)a.set(r[0][e],e);for(let n=0;n<e.length;n++){let o=e[n],s=o[0];for(let e=1;e<o.length;e++){let c=o[e],l=Array(i).fill(void 0),u=t?t[n][e]:1,d=[];for(let e=0;e<c.length;e++){let t=c[e],n=a.get(s[e]);t===null?u!=0&&(l[n]=t,u==2&&d.push(n)):l[n]=t}zt(l,d,i),r.push(l)}}return r}let Vt=typeof queueMicrotask>`u`?e=>Promise.resolve().then(e):queueMicrotask;function Ht(e){let t=e[0],n=t.length,r=Array(n);for(let e=0;e<r.length;e++)r[e]=e;r.sort((e,n)=>t[e]-t[n]);let i=[];for(let t=0;t<e.length;t++){let a=e[t],o=Array(n);for(let e=0;e<n;e++)o[e]=a[r[e]];i.push(o)}return i}function Ut(e){let t=e[0][0],n=t.length;for(let r=1;r<e.length;r++){let i=e[r][0];if(i.length!=n)return!1;if(i!=t){for(let e=0;e<n;e++)if(i[e]!=t[e])return!1}}return!0}function Wt(e,t=100){let n=e.length;if(n<=1)return!0;let r=0,i=n-1;for(;r<=i&&e[r]==null;)r++;for(;i>=r&&e[i]==null;)i--;if(i<=r)return!0;let a=at(1,nt((i-r+1)/t));for(let t=e[r],n=r+a;n<=i;n+=a){let r=e[n];if(r!=null){if(r<=t)return!1;t=r}}return!0}let Gt=[`January`,`February`,`March`,`April`,`May`,`June`,`July`,`August`,`September`,`October`,`November`,`December`],Kt=[`Sunday`,`Monday`,`Tuesday`,`Wednesday`,`Thursday`,`Friday`,`Saturday`];function qt(e){return e.slice(0,3)}let Jt=Kt.map(qt),Yt={MMMM:Gt,MMM:Gt.map(qt),WWWW:Kt,WWW:Jt};function Xt(e){return(e<10?`0`:``)+e}function Zt(e){return(e<10?`00`:e<100?`0`:``)+e}let Qt={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+``).slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>Xt(e.getMonth()+1),M:e=>e.getMonth()+1,DD:e=>Xt(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>Xt(e.getHours()),H:e=>e.getHours(),h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?`PM`:`AM`,aa:e=>e.getHours()>=12?`pm`:`am`,a:e=>e.getHours()>=12?`p`:`a`,mm:e=>Xt(e.getMinutes()),m:e=>e.getMinutes(),ss:e=>Xt(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>Zt(e.getMilliseconds())};function $t(e,t){t||=Yt;let n=[],r=/\\{([a-z]+)\\}|[^{]+/gi,i;for(;i=r.exec(e);)n.push(i[0][0]==`{`?Qt[i[1]]:i[0]);return e=>{let r=``;for(let i=0;i<n.length;i++)r+=typeof n[i]==`string`?n[i]:n[i](e,t);return r}}let en=new Intl.DateTimeFormat().resolvedOptions().timeZone;function tn(e,t){let n;return t==`UTC`||t==`Etc/UTC`?n=/* @__PURE__ */ new Date(+e+e.getTimezoneOffset()*6e4):t==en?n=e:(n=new Date(e.toLocaleString(`en-US`,{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}let nn=e=>e%1==0,rn=[1,2,2.5,5],an=Et(10,-32,0,rn),on=Et(10,0,32,rn),sn=on.filter(nn),cn=an.concat(on),ln=`{YYYY}`,un=`\n`+ln,dn=`{M}/{D}`,fn=`\n`+dn,pn=fn+`/{YY}`,mn=`{aa}`,hn=`{h}:{mm}`+mn,gn=`\n`+hn,_n=`:{ss}`;function vn(e){let t=e*1e3,n=t*60,r=n*60,i=r*24,a=i*30,o=i*365,s=(e==1?Et(10,0,3,rn).filter(nn):Et(10,-3,0,rn)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,r,r*2,r*3,r*4,r*6,r*8,r*12,i,i*2,i*3,i*4,i*5,i*6,i*7,i*8,i*9,i*10,i*15,a,a*2,a*3,a*4,a*6,o,o*2,o*5,o*10,o*25,o*50,o*100]),c=[[o,ln,null,null,null,null,null,null,1],[i*28,`{MMM}`,un,null,null,null,null,null,1],[i,dn,un,null,null,null,null,null,1],[r,`{h}`+mn,pn,null,fn,null,null,null,1],[n,hn,pn,null,fn,null,null,null,1],[t,_n,pn+` `+hn,null,fn+` `+hn,null,gn,null,1],[e,_n+`.{fff}`,pn+` `+hn,null,fn+` `+hn,null,gn,null,1]];function l(t){return(s,c,l,u,d,f)=>{let p=[],m=d>=o,h=d>=a&&d<o,g=t(l),_=G(g*e,3),v=On(g.getFullYear(),m?0:g.getMonth(),h||m?1:g.getDate()),y=G(v*e,3);if(h||m){let n=h?d/a:0,r=m?d/o:0,i=_==y?_:G(On(v.getFullYear()+r,v.getMonth()+n,1)*e,3),s=new Date(B(i/e)),c=s.getFullYear(),l=s.getMonth();for(let a=0;i<=u;a++){let o=On(c+r*a,l+n*a,1),s=o-t(G(o*e,3));i=G((+o+s)*e,3),i<=u&&p.push(i)}}else{let a=d>=i?i:d,o=y+(nt(l)-nt(_))+St(_-y,a);p.push(o);let m=t(o),h=m.getHours()+m.getMinutes()/n+m.getSeconds()/r,g=d/r,v=f/s.axes[c]._space;for(;o=G(o+d,e==1?0:3),!(o>u);)if(g>1){let e=nt(G(h+g,6))%24,n=t(o).getHours()-e;n>1&&(n=-1),o-=n*r,h=(h+g)%24;let i=p[p.length-1];G((o-i)/d,3)*v>=.7&&p.push(o)}else p.push(o)}return p}}return[s,c,l]}let[yn,bn,xn]=vn(1),[Sn,Cn,wn]=vn(.001);Et(2,-53,53,[1]);function Tn(e,t){return e.map(e=>e.map((n,r)=>r==0||r==8||n==null?n:t(r==1||e[8]==0?n:e[1]+n)))}function En(e,t){return(n,r,i,a,o)=>{let s=t.find(e=>o>=e[0])||t[t.length-1],c,l,u,d,f,p;return r.map(t=>{let n=e(t),r=n.getFullYear(),i=n.getMonth(),a=n.getDate(),o=n.getHours(),m=n.getMinutes(),h=n.getSeconds(),g=r!=c&&s[2]||i!=l&&s[3]||a!=u&&s[4]||o!=d&&s[5]||m!=f&&s[6]||h!=p&&s[7]||s[1];return c=r,l=i,u=a,d=o,f=m,p=h,g(n)})}}function Dn(e,t){let n=$t(t);return(t,r,i,a,o)=>r.map(t=>n(e(t)))}function On(e,t,n){return new Date(e,t,n)}function kn(e,t){return t(e)}function An(e,t){return(n,r,i,a)=>a==null?`--`:t(e(r))}function jn(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function q(e,t){return e.series[t].fill(e,t)}let Mn={show:!0,live:!0,isolate:!1,mount:W,markers:{show:!0,width:2,stroke:jn,fill:q,dash:`solid`},idx:null,idxs:null,values:[]};function Nn(e,t){let n=e.cursor.points,r=Ee(),i=n.size(e,t);I(r,oe,i),I(r,se,i);let a=i/-2;I(r,`marginLeft`,a),I(r,`marginTop`,a);let o=n.width(e,t,i);return o&&I(r,`borderWidth`,o),r}function Pn(e,t){let n=e.series[t].points;return n._fill||n._stroke}function Fn(e,t){let n=e.series[t].points;return n._stroke||n._fill}function In(e,t){return e.series[t].points.size}let Ln=[0,0];function Rn(e,t,n){return Ln[0]=t,Ln[1]=n,Ln}function zn(e,t,n,r=!0){return e=>{e.button!=0||r&&e.target!=t||n(e)}}function Bn(e,t,n,r=!0){return e=>{r&&e.target!=t||n(e)}}let Vn={show:!0,x:!0,y:!0,lock:!1,move:Rn,points:{one:!1,show:Nn,size:In,width:0,stroke:Fn,fill:Pn},bind:{mousedown:zn,mouseup:zn,click:zn,dblclick:zn,mousemove:Bn,mouseleave:Bn,mouseenter:Bn},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},_x:!1,_y:!1},focus:{dist:(e,t,n,r,i)=>r-i,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},Hn={show:!0,stroke:`rgba(0,0,0,0.07)`,width:2},Un=K({},Hn,{filter:ht}),Wn=K({},Un,{size:10}),Gn=K({},Hn,{show:!1}),Kn=`12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"`,qn=`bold `+Kn,Jn=1.5,Yn={show:!0,scale:`x`,stroke:M,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:qn,side:2,grid:Un,ticks:Wn,border:Gn,font:Kn,lineGap:Jn,rotate:0},Xn={show:!0,scale:`x`,auto:!1,sorted:1,min:V,max:-1/0,idxs:[]};function Zn(e,t,n,r,i){return t.map(e=>e==null?``:et(e))}function Qn(e,t,n,r,i,a,o){let s=[],c=wt.get(i)||0;n=o?n:G(St(n,i),c);for(let e=n;e<=r;e=G(e+i,c))s.push(Object.is(e,-0)?0:e);return s}function $n(e,t,n,r,i,a,o){let s=[],c=e.scales[e.axes[t].scale].log,l=nt((c==10?ct:lt)(n));i=ot(c,l),c==10&&(i=cn[Le(i,cn)]);let u=n,d=i*c;c==10&&(d=cn[Le(d,cn)]);do s.push(u),u+=i,c==10&&!wt.has(u)&&(u=G(u,wt.get(i))),u>=d&&(i=u,d=i*c,c==10&&(d=cn[Le(d,cn)]));while(u<=r);return s}function er(e,t,n,r,i,a,o){let s=e.scales[e.axes[t].scale].asinh,c=r>s?$n(e,t,at(s,n),r,i):[s],l=r>=0&&n<=0?[0]:[];return(n<-s?$n(e,t,at(s,-r),-n,i):[s]).reverse().map(e=>-e).concat(l,c)}let tr=/./,nr=/[12357]/,rr=/[125]/,ir=/1/,ar=(e,t,n,r)=>e.map((e,i)=>t==4&&e==0||i%r==0&&n.test(e.toExponential()[+(e<0)])?e:null);function or(e,t,n,r,i){let a=e.axes[n],o=a.scale,s=e.scales[o],c=e.valToPos,l=a._space,u=c(10,o),d=c(9,o)-u>=l?tr:c(7,o)-u>=l?nr:c(5,o)-u>=l?rr:ir;if(d==ir){let e=z(c(1,o)-u);if(e<l)return ar(t.slice().reverse(),s.distr,d,rt(l/e)).reverse()}return ar(t,s.distr,d,1)}function sr(e,t,n,r,i){let a=e.axes[n],o=a.scale,s=a._space,c=e.valToPos,l=z(c(1,o)-c(2,o));return l<s?ar(t.slice().reverse(),3,tr,rt(s/l)).reverse():t}function cr(e,t,n,r){return r==null?`--`:t==null?``:et(t)}let lr={show:!0,scale:`y`,stroke:M,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:qn,side:3,grid:Un,ticks:Wn,border:Gn,font:Kn,lineGap:Jn,rotate:0};function ur(e,t){return G((3+(e||1)*2)*t,3)}function dr(e,t){let{scale:n,idxs:r}=e.series[0],i=e._data[0],a=e.valToPos(i[r[0]],n,!0),o=e.valToPos(i[r[1]],n,!0),s=z(o-a)/(e.series[t].points.space*P);return r[1]-r[0]<=s}let fr={scale:null,auto:!0,sorted:0,min:V,max:-1/0},pr=(e,t,n,r,i)=>i,mr={show:!0,auto:!0,sorted:0,gaps:pr,alpha:1,facets:[K({},fr,{scale:`x`}),K({},fr,{scale:`y`})]},hr={scale:`y`,auto:!0,sorted:0,show:!0,spanGaps:!1,gaps:pr,alpha:1,points:{show:dr,filter:null},values:null,min:V,max:-1/0,idxs:[],path:null,clip:null};function gr(e,t,n,r,i){return n/10}let _r={time:!0,auto:!0,distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},vr=K({},_r,{time:!1,ori:1}),yr={};function br(e,t){let n=yr[e];return n||(n={key:e,plots:[],sub(e){n.plots.push(e)},unsub(e){n.plots=n.plots.filter(t=>t!=e)},pub(e,t,r,i,a,o,s){for(let c=0;c<n.plots.length;c++)n.plots[c]!=t&&n.plots[c].pub(e,t,r,i,a,o,s)}},e!=null&&(yr[e]=n)),n}function xr(e,t,n){let r=e.mode,i=e.series[t],a=r==2?e._data[t]:e._data,o=e.scales,s=e.bbox,c=a[0],l=r==2?a[1]:a[t],u=r==2?o[i.facets[0].scale]:o[e.series[0].scale],d=r==2?o[i.facets[1].scale]:o[i.scale],f=s.left,p=s.top,m=s.width,h=s.height,g=e.valToPosH,_=e.valToPosV;return u.ori==0?n(i,c,l,u,d,g,_,f,p,m,h,Ar,Mr,Pr,Ir,Rr):n(i,c,l,u,d,_,g,p,f,h,m,jr,Nr,Fr,Lr,zr)}function Sr(e,t){let n=0,r=0,i=L(e.bands,Ot);for(let e=0;e<i.length;e++){let a=i[e];a.series[0]==t?n=a.dir:a.series[1]==t&&(a.dir==1?r|=1:r|=2)}return[n,r==1?-1:r==2?1:r==3?2:0]}function Cr(e,t,n,r,i){let a=e.mode,o=e.series[t],s=a==2?o.facets[1].scale:o.scale,c=e.scales[s];return i==-1?c.min:i==1?c.max:c.distr==3?c.dir==1?c.min:c.max:0}function wr(e,t,n,r,i,a){return xr(e,t,(e,t,o,s,c,l,u,d,f,p,m)=>{let h=e.pxRound,g=s.dir*(s.ori==0?1:-1),_=s.ori==0?Mr:Nr,v,y;g==1?(v=n,y=r):(v=r,y=n);let b=h(l(t[v],s,p,d)),x=h(u(o[v],c,m,f)),S=h(l(t[y],s,p,d)),C=h(u(a==1?c.max:c.min,c,m,f)),w=new Path2D(i);return _(w,S,C),_(w,b,C),_(w,b,x),w})}function Tr(e,t,n,r,i,a){let o=null;if(e.length>0){o=new Path2D;let s=t==0?Pr:Fr,c=n;for(let t=0;t<e.length;t++){let n=e[t];if(n[1]>n[0]){let e=n[0]-c;e>0&&s(o,c,r,e,r+a),c=n[1]}}let l=n+i-c;l>0&&s(o,c,r-5,l,r+a+10)}return o}function Er(e,t,n){let r=e[e.length-1];r&&r[0]==t?r[1]=n:e.push([t,n])}function Dr(e,t,n,r,i,a,o){let s=[],c=e.length;for(let l=i==1?n:r;l>=n&&l<=r;l+=i)if(t[l]===null){let u=l,d=l;if(i==1)for(;++l<=r&&t[l]===null;)d=l;else for(;--l>=n&&t[l]===null;)d=l;let f=a(e[u]),p=d==u?f:a(e[d]),m=u-i;f=o<=0&&m>=0&&m<c?a(e[m]):f;let h=d+i;p=o>=0&&h>=0&&h<c?a(e[h]):p,p>=f&&s.push([f,p])}return s}function Or(e){return e==0?mt:e==1?B:t=>xt(t,e)}function kr(e){let t=e==0?Ar:jr,n=e==0?(e,t,n,r,i,a)=>{e.arcTo(t,n,r,i,a)}:(e,t,n,r,i,a)=>{e.arcTo(n,t,i,r,a)},r=e==0?(e,t,n,r,i)=>{e.rect(t,n,r,i)}:(e,t,n,r,i)=>{e.rect(n,t,i,r)};return(e,i,a,o,s,c=0,l=0)=>{c==0&&l==0?r(e,i,a,o,s):(c=it(c,o/2,s/2),l=it(l,o/2,s/2),t(e,i+c,a),n(e,i+o,a,i+o,a+s,c),n(e,i+o,a+s,i,a+s,l),n(e,i,a+s,i,a,l),n(e,i,a,i+o,a,c),e.closePath())}}let Ar=(e,t,n)=>{e.moveTo(t,n)},jr=(e,t,n)=>{e.moveTo(n,t)},Mr=(e,t,n)=>{e.lineTo(t,n)},Nr=(e,t,n)=>{e.lineTo(n,t)},Pr=kr(0),Fr=kr(1),Ir=(e,t,n,r,i,a)=>{e.arc(t,n,r,i,a)},Lr=(e,t,n,r,i,a)=>{e.arc(n,t,r,i,a)},Rr=(e,t,n,r,i,a,o)=>{e.bezierCurveTo(t,n,r,i,a,o)},zr=(e,t,n,r,i,a,o)=>{e.bezierCurveTo(n,t,i,r,o,a)};function Br(e){return(e,t,n,r,i)=>xr(e,t,(t,a,o,s,c,l,u,d,f,p,m)=>{let{pxRound:h,points:g}=t,_,v;s.ori==0?(_=Ar,v=Ir):(_=jr,v=Lr);let y=G(g.width*P,3),b=(g.size-g.width)/2*P,x=G(b*2,3),S=new Path2D,C=new Path2D,{left:w,top:T,width:E,height:D}=e.bbox;Pr(C,w-x,T-x,E+x*2,D+x*2);let O=e=>{if(o[e]!=null){let t=h(l(a[e],s,p,d)),n=h(u(o[e],c,m,f));_(S,t+b,n),v(S,t,n,b,0,tt*2)}};if(i)i.forEach(O);else for(let e=n;e<=r;e++)O(e);return{stroke:y>0?S:null,fill:S,clip:C,flags:3}})}function Vr(e){return(t,n,r,i,a,o)=>{r!=i&&(a!=r&&o!=r&&e(t,n,r),a!=i&&o!=i&&e(t,n,i),e(t,n,o))}}let Hr=Vr(Mr),Ur=Vr(Nr);function Wr(e){let t=L(e?.alignGaps,0);return(e,n,r,i)=>xr(e,n,(a,o,s,c,l,u,d,f,p,m,h)=>{[r,i]=Ve(s,r,i);let g=a.pxRound,_=e=>g(u(e,c,m,f)),v=e=>g(d(e,l,h,p)),y,b;c.ori==0?(y=Mr,b=Hr):(y=Nr,b=Ur);let x=c.dir*(c.ori==0?1:-1),S={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:1},C=S.stroke,w=!1;if(i-r>=m*4){let t=t=>e.posToVal(t,c.key,!0),n=null,a=null,l,u,d,f=_(o[x==1?r:i]),p=_(o[r]),m=_(o[i]),h=t(x==1?p+1:m-1);for(let e=x==1?r:i;e>=r&&e<=i;e+=x){let r=o[e],i=(x==1?r<h:r>h)?f:_(r),c=s[e];i==f?c==null?c===null&&(w=!0):(u=c,n==null?(y(C,i,v(u)),l=n=a=u):u<n?n=u:u>a&&(a=u)):(n!=null&&b(C,f,v(n),v(a),v(l),v(u)),c==null?(n=a=null,c===null&&(w=!0)):(u=c,y(C,i,v(u)),n=a=l=u),f=i,h=t(f+x))}n!=null&&n!=a&&d!=f&&b(C,f,v(n),v(a),v(l),v(u))}else for(let e=x==1?r:i;e>=r&&e<=i;e+=x){let t=s[e];t===null?w=!0:t!=null&&y(C,_(o[e]),v(t))}let[T,E]=Sr(e,n);if(a.fill!=null||T!=0){let t=S.fill=new Path2D(C),s=v(a.fillTo(e,n,a.min,a.max,T)),c=_(o[r]),l=_(o[i]);x==-1&&([l,c]=[c,l]),y(t,l,s),y(t,c,s)}if(!a.spanGaps){let l=[];w&&l.push(...Dr(o,s,r,i,x,_,t)),S.gaps=l=a.gaps(e,n,r,i,l),S.clip=Tr(l,c.ori,f,p,m,h)}return E!=0&&(S.band=E==2?[wr(e,n,r,i,C,-1),wr(e,n,r,i,C,1)]:wr(e,n,r,i,C,E)),S})}function Gr(e){let t=L(e.align,1),n=L(e.ascDesc,!1),r=L(e.alignGaps,0),i=L(e.extend,!1);return(e,a,o,s)=>xr(e,a,(c,l,u,d,f,p,m,h,g,_,v)=>{[o,s]=Ve(u,o,s);let y=c.pxRound,{left:b,width:x}=e.bbox,S=e=>y(p(e,d,_,h)),C=e=>y(m(e,f,v,g)),w=d.ori==0?Mr:Nr,T={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:1},E=T.stroke,D=d.dir*(d.ori==0?1:-1),O=C(u[D==1?o:s]),k=S(l[D==1?o:s]),ee=k,A=k;i&&t==-1&&(A=b,w(E,A,O)),w(E,k,O);for(let e=D==1?o:s;e>=o&&e<=s;e+=D){let n=u[e];if(n==null)continue;let r=S(l[e]),i=C(n);t==1?w(E,r,O):w(E,ee,i),w(E,r,i),O=i,ee=r}let j=ee;i&&t==1&&(j=b+x,w(E,j,O));let[te,ne]=Sr(e,a);if(c.fill!=null||te!=0){let t=T.fill=new Path2D(E),n=C(c.fillTo(e,a,c.min,c.max,te));w(t,j,n),w(t,A,n)}if(!c.spanGaps){let i=[];i.push(...Dr(l,u,o,s,D,S,r));let f=c.width*P/2,p=n||t==1?f:-f,m=n||t==-1?-f:f;i.forEach(e=>{e[0]+=p,e[1]+=m}),T.gaps=i=c.gaps(e,a,o,s,i),T.clip=Tr(i,d.ori,h,g,_,v)}return ne!=0&&(T.band=ne==2?[wr(e,a,o,s,E,-1),wr(e,a,o,s,E,1)]:wr(e,a,o,s,E,ne)),T})}function Kr(e,t,n,r,i,a,o=V){if(e.length>1){let s=null;for(let c=0,l=1/0;c<e.length;c++)if(t[c]!==void 0){if(s!=null){let t=z(e[c]-e[s]);t<l&&(l=t,o=z(n(e[c],r,i,a)-n(e[s],r,i,a)))}s=c}}return o}function qr(e){e||=Dt;let t=L(e.size,[.6,V,1]),n=e.align||0,r=e.gap||0,i=e.radius;i=i==null?[0,0]:typeof i==`number`?[i,0]:i;let a=U(i),o=1-t[0],s=L(t[1],V),c=L(t[2],1),l=L(e.disp,Dt),u=L(e.each,e=>{}),{fill:d,stroke:f}=l;return(e,t,i,p)=>xr(e,t,(m,h,g,_,v,y,b,x,S,C,w)=>{let T=m.pxRound,E=n,D=r*P,O=s*P,k=c*P,ee,A;_.ori==0?[ee,A]=a(e,t):[A,ee]=a(e,t);let j=_.dir*(_.ori==0?1:-1),te=_.ori==0?Pr:Fr,ne=_.ori==0?u:(e,t,n,r,i,a,o)=>{u(e,t,n,i,r,o,a)},re=L(e.bands,Ot).find(e=>e.series[0]==t),ie=re==null?0:re.dir,ae=m.fillTo(e,t,m.min,m.max,ie),oe=T(b(ae,v,w,S)),se,ce,le,ue=C,M=T(m.width*P),de=!1,fe=null,pe=null,me=null,he=null;d!=null&&(M==0||f!=null)&&(de=!0,fe=d.values(e,t,i,p),pe=/* @__PURE__ */ new Map,new Set(fe).forEach(e=>{e!=null&&pe.set(e,new Path2D)}),M>0&&(me=f.values(e,t,i,p),he=/* @__PURE__ */ new Map,new Set(me).forEach(e=>{e!=null&&he.set(e,new Path2D)})));let{x0:ge,size:_e}=l;if(ge!=null&&_e!=null){E=1,h=ge.values(e,t,i,p),ge.unit==2&&(h=h.map(t=>e.posToVal(x+t*C,_.key,!0)));let n=_e.values(e,t,i,p);ce=_e.unit==2?n[0]*C:y(n[0],_,C,x)-y(0,_,C,x),ue=Kr(h,g,y,_,C,x,ue),le=ue-ce+D}else ue=Kr(h,g,y,_,C,x,ue),le=ue*o+D,ce=ue-le;le<1&&(le=0),M>=ce/2&&(M=0),le<5&&(T=mt);let ve=le>0,ye=ue-le-(ve?M:0);ce=T(ft(ye,k,O)),se=(E==0?ce/2:E==j?0:ce)-E*j*((E==0?D/2:0)+(ve?M/2:0));let N={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},be=de?null:new Path2D,xe=null;if(re!=null)xe=e.data[re.series[1]];else{let{y0:n,y1:r}=l;n!=null&&r!=null&&(g=r.values(e,t,i,p),xe=n.values(e,t,i,p))}let F=ee*ce,Se=A*ce;for(let n=j==1?i:p;n>=i&&n<=p;n+=j){let r=g[n];if(r==null)continue;if(xe!=null){let e=xe[n]??0;if(r-e==0)continue;oe=b(e,v,w,S)}let i=y(_.distr!=2||l!=null?h[n]:n,_,C,x),a=b(L(r,ae),v,w,S),o=T(i-se),s=T(at(a,oe)),c=T(it(a,oe)),u=s-c;if(r!=null){let i=r<0?Se:F,a=r<0?F:Se;de?(M>0&&me[n]!=null&&te(he.get(me[n]),o,c+nt(M/2),ce,at(0,u-M),i,a),fe[n]!=null&&te(pe.get(fe[n]),o,c+nt(M/2),ce,at(0,u-M),i,a)):te(be,o,c+nt(M/2),ce,at(0,u-M),i,a),ne(e,t,n,o-M/2,c,ce+M,u)}}return M>0?N.stroke=de?he:be:de||(N._fill=m.width==0?m._fill:m._stroke??m._fill,N.width=0),N.fill=de?pe:be,N})}function Jr(e,t){let n=L(t?.alignGaps,0);return(t,r,i,a)=>xr(t,r,(o,s,c,l,u,d,f,p,m,h,g)=>{[i,a]=Ve(c,i,a);let _=o.pxRound,v=e=>_(d(e,l,h,p)),y=e=>_(f(e,u,g,m)),b,x,S;l.ori==0?(b=Ar,S=Mr,x=Rr):(b=jr,S=Nr,x=zr);let C=l.dir*(l.ori==0?1:-1),w=v(s[C==1?i:a]),T=w,E=[],D=[];for(let e=C==1?i:a;e>=i&&e<=a;e+=C)if(c[e]!=null){let t=s[e],n=v(t);E.push(T=n),D.push(y(c[e]))}let O={stroke:e(E,D,b,S,x,_),fill:null,clip:null,band:null,gaps:null,flags:1},k=O.stroke,[ee,A]=Sr(t,r);if(o.fill!=null||ee!=0){let e=O.fill=new Path2D(k),n=y(o.fillTo(t,r,o.min,o.max,ee));S(e,T,n),S(e,w,n)}if(!o.spanGaps){let e=[];e.push(...Dr(s,c,i,a,C,v,n)),O.gaps=e=o.gaps(t,r,i,a,e),O.clip=Tr(e,l.ori,p,m,h,g)}return A!=0&&(O.band=A==2?[wr(t,r,i,a,k,-1),wr(t,r,i,a,k,1)]:wr(t,r,i,a,k,A)),O})}function Yr(e){return Jr(Xr,e)}function Xr(e,t,n,r,i,a){let o=e.length;if(o<2)return null;let s=new Path2D;if(n(s,e[0],t[0]),o==2)r(s,e[1],t[1]);else{let n=Array(o),r=Array(o-1),a=Array(o-1),c=Array(o-1);for(let n=0;n<o-1;n++)a[n]=t[n+1]-t[n],c[n]=e[n+1]-e[n],r[n]=a[n]/c[n];n[0]=r[0];for(let e=1;e<o-1;e++)r[e]===0||r[e-1]===0||r[e-1]>0!=r[e]>0?n[e]=0:(n[e]=3*(c[e-1]+c[e])/((2*c[e]+c[e-1])/r[e-1]+(c[e]+2*c[e-1])/r[e]),isFinite(n[e])||(n[e]=0));n[o-1]=r[o-2];for(let r=0;r<o-1;r++)i(s,e[r]+c[r]/3,t[r]+n[r]*c[r]/3,e[r+1]-c[r]/3,t[r+1]-n[r+1]*c[r]/3,e[r+1],t[r+1])}return s}let Zr=/* @__PURE__ */ new Set;function Qr(){for(let e of Zr)e.syncRect(!0)}N&&(Fe(`resize`,xe,Qr),Fe(`scroll`,xe,Qr,!0),Fe(ye,xe,()=>{J.pxRatio=P}));let $r=Wr(),ei=Br();function ti(e,t,n,r){return(r?[e[0],e[1]].concat(e.slice(2)):[e[0]].concat(e.slice(1))).map((e,r)=>ri(e,r,t,n))}function ni(e,t){return e.map((e,n)=>n==0?{}:K({},t,e))}function ri(e,t,n,r){return K({},t==0?n:r,e)}function ii(e,t,n){return t==null?kt:[t,n]}let ai=ii;function oi(e,t,n){return t==null?kt:Xe(t,n,Ke,!0)}function si(e,t,n,r){return t==null?kt:We(t,n,e.scales[r].log,!1)}let ci=si;function li(e,t,n,r){return t==null?kt:Ge(t,n,e.scales[r].log,!1)}let ui=li;function di(e,t,n,r,i){let a=at(H(e),H(t)),o=t-e,s=Le(i/r*o,n);do{let e=n[s],t=r*e/o;if(t>=i&&a+(e<5?wt.get(e):0)<=17)return[e,t]}while(++s<n.length);return[0,0]}function fi(e){let t,n;return e=e.replace(/(\\d+)px/,(e,r)=>(t=B((n=+r)*P))+`px`),[e,t,n]}function pi(e){e.show&&[e.font,e.labelFont].forEach(e=>{let t=G(e[2]*P,1);e[0]=e[0].replace(/[0-9.]+px/,t+`px`),e[1]=t})}function J(e,t,n){let r={mode:L(e.mode,1)},i=r.mode;function a(e,t,n,r){let i=t.valToPct(e);return r+n*(t.dir==-1?1-i:i)}function o(e,t,n,r){let i=t.valToPct(e);return r+n*(t.dir==-1?i:1-i)}function s(e,t,n,r){return t.ori==0?a(e,t,n,r):o(e,t,n,r)}r.valToPosH=a,r.valToPosV=o;let c=!1;r.status=0;let l=r.root=Ee(`uplot`);if(e.id!=null&&(l.id=e.id),Ce(l,e.class),e.title){let t=Ee(`u-title`,l);t.textContent=e.title}let u=Te(`canvas`),d=r.ctx=u.getContext(`2d`),f=Ee(`u-wrap`,l);Fe(`click`,f,e=>{e.target===m&&(J!=Jr||Y!=Yr)&&X.click(r,e)},!0);let p=r.under=Ee(`u-under`,f);f.appendChild(u);let m=r.over=Ee(`u-over`,f);e=Rt(e);let h=+L(e.pxAlign,1),g=Or(h);(e.plugins||[]).forEach(t=>{t.opts&&(e=t.opts(r,e)||e)});let _=e.ms||.001,v=r.series=i==1?ti(e.series||[],Xn,hr,!1):ni(e.series||[null],mr),y=r.axes=ti(e.axes||[],Yn,lr,!0),b=r.scales={},x=r.bands=e.bands||[];x.forEach(e=>{e.fill=U(e.fill||null),e.dir=L(e.dir,-1)});let S=i==2?v[1].facets[0].scale:v[0].scale,C={axes:Mr,series:pr},w=(e.drawOrder||[`axes`,`series`]).map(e=>C[e]);function T(e){let t=e.distr==3?t=>ct(t>0?t:e.clamp(r,t,e.min,e.max,e.key)):e.distr==4?t=>dt(t,e.asinh):e.distr==100?t=>e.fwd(t):e=>e;return n=>{let r=t(n),{_min:i,_max:a}=e,o=a-i;return(r-i)/o}}function E(t){let n=b[t];if(n==null){let r=(e.scales||Dt)[t]||Dt;if(r.from!=null){E(r.from);let e=K({},b[r.from],r,{key:t});e.valToPct=T(e),b[t]=e}else{n=b[t]=K({},t==S?_r:vr,r),n.key=t;let e=n.time,a=n.range,o=At(a);if((t!=S||i==2&&!e)&&(o&&(a[0]==null||a[1]==null)&&(a={min:a[0]==null?qe:{mode:1,hard:a[0],soft:a[0]},max:a[1]==null?qe:{mode:1,hard:a[1],soft:a[1]}},o=!1),!o&&Pt(a))){let e=a;a=(t,n,r)=>n==null?kt:Xe(n,r,e)}n.range=U(a||(e?ai:t==S?n.distr==3?ci:n.distr==4?ui:ii:n.distr==3?si:n.distr==4?li:oi)),n.auto=U(!o&&n.auto),n.clamp=U(n.clamp||gr),n._min=n._max=null,n.valToPct=T(n)}}}E(`x`),E(`y`),i==1&&v.forEach(e=>{E(e.scale)}),y.forEach(e=>{E(e.scale)});for(let t in e.scales)E(t);let D=b[S],O=D.distr,k,ee;D.ori==0?(Ce(l,`u-hz`),k=a,ee=o):(Ce(l,`u-vt`),k=o,ee=a);let A={};for(let e in b){let t=b[e];(t.min!=null||t.max!=null)&&(A[e]={min:t.min,max:t.max},t.min=t.max=null)}let j=e.tzDate||(e=>new Date(B(e/_))),te=e.fmtDate||$t,ne=_==1?xn(j):wn(j),re=En(j,Tn(_==1?bn:Cn,te)),M=An(j,kn(`{YYYY}-{MM}-{DD} {h}:{mm}{aa}`,te)),ve=[],N=r.legend=K({},Mn,e.legend),F=r.cursor=K({},Vn,{drag:{y:i==2}},e.cursor),Se=N.show,De=F.show,ke=N.markers;N.idxs=ve,ke.width=U(ke.width),ke.dash=U(ke.dash),ke.stroke=U(ke.stroke),ke.fill=U(ke.fill);let je,Ne,Pe,Re=[],ze=[],Be,Ve=!1,He={};if(N.live){let e=v[1]?v[1].values:null;Ve=e!=null,Be=Ve?e(r,1,0):{_:0};for(let e in Be)He[e]=`--`}if(Se){if(je=Te(`table`,`u-legend`,l),Pe=Te(`tbody`,null,je),N.mount(r,je),Ve){Ne=Te(`thead`,null,je,Pe);let e=Te(`tr`,null,Ne);for(var Je in Te(`th`,null,e),Be)Te(`th`,ae,e).textContent=Je}else Ce(je,`u-inline`),N.live&&Ce(je,`u-live`)}let Ye={show:!0},Qe={show:!1};function $e(e,t){if(t==0&&(Ve||!N.live||i==2))return kt;let n=[],a=Te(`tr`,`u-series`,Pe,Pe.childNodes[t]);Ce(a,e.class),e.show||Ce(a,ie);let o=Te(`th`,null,a);if(ke.show){let e=Ee(`u-marker`,o);if(t>0){let n=ke.width(r,t);n&&(e.style.border=n+`px `+ke.dash(r,t)+` `+ke.stroke(r,t)),e.style.background=ke.fill(r,t)}}let s=Ee(ae,o);for(var c in e.label instanceof HTMLElement?s.appendChild(e.label):s.textContent=e.label,t>0&&(ke.show||(s.style.color=e.width>0?ke.stroke(r,t):ke.fill(r,t)),R(`click`,o,t=>{if(F._lock)return;en(t);let n=v.indexOf(e);if((t.ctrlKey||t.metaKey)!=N.isolate){let e=v.some((e,t)=>t>0&&t!=n&&e.show);v.forEach((t,r)=>{r>0&&bi(r,e?r==n?Ye:Qe:Ye,!0,$.setSeries)})}else bi(n,{show:!e.show},!0,$.setSeries)},!1),rn&&R(he,o,t=>{F._lock||(en(t),bi(v.indexOf(e),Oi,!0,$.setSeries))},!1)),Be){let e=Te(`td`,`u-value`,a);e.textContent=`--`,n.push(e)}return[a,n]}let et=/* @__PURE__ */ new Map;function R(e,t,n,i=!0){let a=et.get(t)||{},o=F.bind[e](r,t,n,i);o&&(Fe(e,t,a[e]=o),et.set(t,a))}function nt(e,t,n){let r=et.get(t)||{};for(let n in r)(e==null||n==e)&&(Ie(n,t,r[n]),delete r[n]);e??et.delete(t)}let st=0,lt=0,H=0,W=0,mt=0,yt=0,bt=mt,St=yt,Ct=H,Et=W,jt=0,It=0,Lt=0,zt=0;r.bbox={};let Bt=!1,Ht=!1,Ut=!1,Wt=!1,Gt=!1,Kt=!1;function qt(e,t,n){(n||e!=r.width||t!=r.height)&&Jt(e,t),Nr(!1),Ut=!0,Ht=!0,Rr()}function Jt(e,t){r.width=st=H=e,r.height=lt=W=t,mt=yt=0,Zt(),Qt();let n=r.bbox;jt=n.left=xt(mt*P,.5),It=n.top=xt(yt*P,.5),Lt=n.width=xt(H*P,.5),zt=n.height=xt(W*P,.5)}function Yt(){let e=!1,t=0;for(;!e;){t++;let n=Ar(t),i=jr(t);e=t==3||n&&i,e||(Jt(r.width,r.height),Ht=!0)}}function Xt({width:e,height:t}){qt(e,t)}r.setSize=Xt;function Zt(){let e=!1,t=!1,n=!1,r=!1;y.forEach((i,a)=>{if(i.show&&i._show){let{side:a,_size:o}=i,s=a%2,c=o+(i.label==null?0:i.labelSize);c>0&&(s?(H-=c,a==3?(mt+=c,r=!0):n=!0):(W-=c,a==0?(yt+=c,e=!0):t=!0))}}),hn[0]=e,hn[1]=n,hn[2]=t,hn[3]=r,H-=On[1]+On[3],mt+=On[3],W-=On[2]+On[0],yt+=On[0]}function Qt(){let e=mt+H,t=yt+W,n=mt,r=yt;function i(i,a){switch(i){case 1:return e+=a,e-a;case 2:return t+=a,t-a;case 3:return n-=a,n+a;case 0:return r-=a,r+a}}y.forEach((e,t)=>{if(e.show&&e._show){let t=e.side;e._pos=i(t,e._size),e.label!=null&&(e._lpos=i(t,e.labelSize))}})}if(F.dataIdx==null){let e=F.hover,n=e.skip=new Set(e.skip??[]);n.add(void 0);let r=e.prox=U(e.prox),i=e.bias??=0;F.dataIdx=(e,a,o,s)=>{if(a==0)return o;let c=o,l=r(e,a,o,s)??V,u=l>=0&&l<V,d=D.ori==0?H:W,f=F.left,p=t[0],m=t[a];if(n.has(m[o])){c=null;let e=null,t=null,r;if(i==0||i==-1)for(r=o;e==null&&r-->0;)n.has(m[r])||(e=r);if(i==0||i==1)for(r=o;t==null&&r++<m.length;)n.has(m[r])||(t=r);if(e!=null||t!=null){if(u){let n=e==null?-1/0:k(p[e],D,d,0),r=t==null?1/0:k(p[t],D,d,0),i=f-n,a=r-f;i<=a?i<=l&&(c=e):a<=l&&(c=t)}else c=t==null?e:e==null?t:o-e<=t-o?e:t}}else u&&z(f-k(p[o],D,d,0))>l&&(c=null);return c}}let en=e=>{F.event=e};F.idxs=ve,F._lock=!1;let tn=F.points;tn.show=U(tn.show),tn.size=U(tn.size),tn.stroke=U(tn.stroke),tn.width=U(tn.width),tn.fill=U(tn.fill);let nn=r.focus=K({},e.focus||{alpha:.3},F.focus),rn=nn.prox>=0,an=rn&&tn.one,on=[],ln=[],un=[];function dn(e,t){let n=tn.show(r,t);if(n instanceof HTMLElement)return Ce(n,`u-cursor-pt`),Ce(n,e.class),Oe(n,-10,-10,H,W),m.insertBefore(n,on[t]),n}function fn(e,t){if(i==1||t>0){let t=i==1&&b[e.scale].time,n=e.value;e.value=t?Nt(n)?An(j,kn(n,te)):n||M:n||cr,e.label=e.label||(t?`Time`:`Value`)}if(an||t>0){e.width=e.width==null?1:e.width,e.paths=e.paths||$r||gt,e.fillTo=U(e.fillTo||Cr),e.pxAlign=+L(e.pxAlign,h),e.pxRound=Or(e.pxAlign),e.stroke=U(e.stroke||null),e.fill=U(e.fill||null),e._stroke=e._fill=e._paths=e._focus=null;let t=ur(at(1,e.width),1),n=e.points=K({},{size:t,width:at(1,t*.2),stroke:e.stroke,space:t*2,paths:ei,_stroke:null,_fill:null},e.points);n.show=U(n.show),n.filter=U(n.filter),n.fill=U(n.fill),n.stroke=U(n.stroke),n.paths=U(n.paths),n.pxAlign=e.pxAlign}if(Se){let n=$e(e,t);Re.splice(t,0,n[0]),ze.splice(t,0,n[1]),N.values.push(null)}if(De){ve.splice(t,0,null);let n=null;an?t==0&&(n=dn(e,t)):t>0&&(n=dn(e,t)),on.splice(t,0,n),ln.splice(t,0,0),un.splice(t,0,0)}ra(`addSeries`,t)}function pn(e,t){t??=v.length,e=i==1?ri(e,t,Xn,hr):ri(e,t,{},mr),v.splice(t,0,e),fn(v[t],t)}r.addSeries=pn;function mn(e){if(v.splice(e,1),Se){N.values.splice(e,1),ze.splice(e,1);let t=Re.splice(e,1)[0];nt(null,t.firstChild),t.remove()}De&&(ve.splice(e,1),on.splice(e,1)[0].remove(),ln.splice(e,1),un.splice(e,1)),ra(`delSeries`,e)}r.delSeries=mn;let hn=[!1,!1,!1,!1];function gn(e,t){if(e._show=e.show,e.show){let n=e.side%2,i=b[e.scale];i??=(e.scale=n?v[1].scale:S,b[e.scale]);let a=i.time;e.size=U(e.size),e.space=U(e.space),e.rotate=U(e.rotate),At(e.incrs)&&e.incrs.forEach(e=>{!wt.has(e)&&wt.set(e,Tt(e))}),e.incrs=U(e.incrs||(i.distr==2?sn:a?_==1?yn:Sn:cn)),e.splits=U(e.splits||(a&&i.distr==1?ne:i.distr==3?$n:i.distr==4?er:Qn)),e.stroke=U(e.stroke),e.grid.stroke=U(e.grid.stroke),e.ticks.stroke=U(e.ticks.stroke),e.border.stroke=U(e.border.stroke);let o=e.values;e.values=At(o)&&!At(o[0])?U(o):a?At(o)?En(j,Tn(o,te)):Nt(o)?Dn(j,o):o||re:o||Zn,e.filter=U(e.filter||(i.distr>=3&&i.log==10?or:i.distr==3&&i.log==2?sr:ht)),e.font=fi(e.font),e.labelFont=fi(e.labelFont),e._size=e.size(r,null,t,0),e._space=e._rotate=e._incrs=e._found=e._splits=e._values=null,e._size>0&&(hn[t]=!0,e._el=Ee(`u-axis`,f))}}function _n(e,t,n,r){let[i,a,o,s]=n,c=t%2,l=0;return c==0&&(s||a)&&(l=t==0&&!i||t==2&&!o?B(Yn.size/3):0),c==1&&(i||o)&&(l=t==1&&!a||t==3&&!s?B(lr.size/2):0),l}let vn=r.padding=(e.padding||[_n,_n,_n,_n]).map(e=>U(L(e,_n))),On=r._padding=vn.map((e,t)=>e(r,t,hn,0)),jn,q=null,Nn=null,Pn=i==1?v[0].idxs:null,Fn=null,In=!1;function Ln(e,n){if(t=e??[],r.data=r._data=t,i==2){jn=0;for(let e=1;e<v.length;e++)jn+=t[e][0].length}else{t.length==0&&(r.data=r._data=t=[[]]),Fn=t[0],jn=Fn.length;let e=t;if(O==2){e=t.slice();let n=e[0]=Array(jn);for(let e=0;e<jn;e++)n[e]=e}r._data=t=e}if(Nr(!0),ra(`setData`),O==2&&(Ut=!0),n!==!1){let e=D;e.auto(r,In)?Rn():yi(S,e.min,e.max),Wt||=F.left>=0,Kt=!0,Rr()}}r.setData=Ln;function Rn(){In=!0;let e,n;i==1&&(jn>0?(q=Pn[0]=0,Nn=Pn[1]=jn-1,e=t[0][q],n=t[0][Nn],O==2?(e=q,n=Nn):e==n&&(O==3?[e,n]=We(e,e,D.log,!1):O==4?[e,n]=Ge(e,e,D.log,!1):D.time?n=e+B(86400/_):[e,n]=Xe(e,n,Ke,!0))):(q=Pn[0]=e=null,Nn=Pn[1]=n=null)),yi(S,e,n)}let zn,Bn,Hn,Un,Wn,Gn,Kn,qn,Jn,tr;function nr(e,t,n,r,i,a){e??=de,n??=Ot,r??=`butt`,i??=de,a??=`round`,e!=zn&&(d.strokeStyle=zn=e),i!=Bn&&(d.fillStyle=Bn=i),t!=Hn&&(d.lineWidth=Hn=t),a!=Wn&&(d.lineJoin=Wn=a),r!=Gn&&(d.lineCap=Gn=r),n!=Un&&d.setLineDash(Un=n)}function rr(e,t,n,r){t!=Bn&&(d.fillStyle=Bn=t),e!=Kn&&(d.font=Kn=e),n!=qn&&(d.textAlign=qn=n),r!=Jn&&(d.textBaseline=Jn=r)}function ir(e,t,n,i,a=0){if(i.length>0&&e.auto(r,In)&&(t==null||t.min==null)){let t=L(q,0),r=L(Nn,i.length-1),o=n.min==null?Ue(i,t,r,a,e.distr==3):[n.min,n.max];e.min=it(e.min,n.min=o[0]),e.max=at(e.max,n.max=o[1])}}let ar={min:null,max:null};function dr(){for(let e in b){let t=b[e];A[e]==null&&(t.min==null||A[S]!=null&&t.auto(r,In))&&(A[e]=ar)}for(let e in b){let t=b[e];A[e]==null&&t.from!=null&&A[t.from]!=null&&(A[e]=ar)}A[S]!=null&&Nr(!0);let e={};for(let t in A){let n=A[t];if(n!=null){let a=e[t]=Rt(b[t],Ft);if(n.min!=null)K(a,n);else if(t!=S||i==2){if(jn==0&&a.from==null){let e=a.range(r,null,null,t);a.min=e[0],a.max=e[1]}else a.min=V,a.max=-1/0}}}if(jn>0){v.forEach((n,a)=>{if(i==1){let i=n.scale,o=A[i];if(o==null)return;let s=e[i];if(a==0){let e=s.range(r,s.min,s.max,i);s.min=e[0],s.max=e[1],q=Le(s.min,t[0]),Nn=Le(s.max,t[0]),Nn-q>1&&(t[0][q]<s.min&&q++,t[0][Nn]>s.max&&Nn--),n.min=Fn[q],n.max=Fn[Nn]}else n.show&&n.auto&&ir(s,o,n,t[a],n.sorted);n.idxs[0]=q,n.idxs[1]=Nn}else if(a>0&&n.show&&n.auto){let[r,i]=n.facets,o=r.scale,s=i.scale,[c,l]=t[a],u=e[o],d=e[s];u!=null&&ir(u,A[o],r,c,r.sorted),d!=null&&ir(d,A[s],i,l,i.sorted),n.min=i.min,n.max=i.max}});for(let t in e){let n=e[t],i=A[t];if(n.from==null&&(i==null||i.min==null)){let e=n.range(r,n.min==V?null:n.min,n.max==-1/0?null:n.max,t);n.min=e[0],n.max=e[1]}}}for(let t in e){let n=e[t];if(n.from!=null){let i=e[n.from];if(i.min==null)n.min=n.max=null;else{let e=n.range(r,i.min,i.max,t);n.min=e[0],n.max=e[1]}}}let n={},a=!1;for(let t in e){let r=e[t],i=b[t];if(i.min!=r.min||i.max!=r.max){i.min=r.min,i.max=r.max;let e=i.distr;i._min=e==3?ct(i.min):e==4?dt(i.min,i.asinh):e==100?i.fwd(i.min):i.min,i._max=e==3?ct(i.max):e==4?dt(i.max,i.asinh):e==100?i.fwd(i.max):i.max,n[t]=a=!0}}if(a){v.forEach((e,t)=>{i==2?t>0&&n.y&&(e._paths=null):n[e.scale]&&(e._paths=null)});for(let e in n)Ut=!0,ra(`setScale`,e);De&&F.left>=0&&(Wt=Kt=!0)}for(let e in A)A[e]=null}function fr(e){let t=ft(q-1,0,jn-1),n=ft(Nn+1,0,jn-1);for(;e[t]==null&&t>0;)t--;for(;e[n]==null&&n<jn-1;)n++;return[t,n]}function pr(){if(jn>0){let e=v.some(e=>e._focus)&&tr!=nn.alpha;e&&(d.globalAlpha=tr=nn.alpha),v.forEach((e,n)=>{if(n>0&&e.show&&(yr(n,!1),yr(n,!0),e._paths==null)){let a=tr;tr!=e.alpha&&(d.globalAlpha=tr=e.alpha);let o=i==2?[0,t[n][0].length-1]:fr(t[n]);e._paths=e.paths(r,n,o[0],o[1]),tr!=a&&(d.globalAlpha=tr=a)}}),v.forEach((e,t)=>{if(t>0&&e.show){let n=tr;tr!=e.alpha&&(d.globalAlpha=tr=e.alpha),e._paths!=null&&xr(t,!1);{let n=e._paths==null?null:e._paths.gaps,i=e.points.show(r,t,q,Nn,n),a=e.points.filter(r,t,i,n);(i||a)&&(e.points._paths=e.points.paths(r,t,q,Nn,a),xr(t,!0))}tr!=n&&(d.globalAlpha=tr=n),ra(`drawSeries`,t)}}),e&&(d.globalAlpha=tr=1)}}function yr(e,t){let n=t?v[e].points:v[e];n._stroke=n.stroke(r,e),n._fill=n.fill(r,e)}function xr(e,t){let n=t?v[e].points:v[e],{stroke:r,fill:i,clip:a,flags:o,_stroke:s=n._stroke,_fill:c=n._fill,_width:l=n.width}=n._paths;l=G(l*P,3);let u=null,f=l%2/2;t&&c==null&&(c=l>0?`#fff`:s);let p=n.pxAlign==1&&f>0;if(p&&d.translate(f,f),!t){let e=jt-l/2,t=It-l/2,n=Lt+l,r=zt+l;u=new Path2D,u.rect(e,t,n,r)}t?wr(s,l,n.dash,n.cap,c,r,i,o,a):Sr(e,s,l,n.dash,n.cap,c,r,i,o,u,a),p&&d.translate(-f,-f)}function Sr(e,n,i,a,o,s,c,l,u,d,f){let p=!1;u!=0&&x.forEach((m,h)=>{if(m.series[0]==e){let e=v[m.series[1]],g=t[m.series[1]],_=(e._paths||Dt).band;At(_)&&(_=m.dir==1?_[0]:_[1]);let y,b=null;e.show&&_&&Ze(g,q,Nn)?(b=m.fill(r,h)||s,y=e._paths.clip):_=null,wr(n,i,a,o,b,c,l,u,d,f,y,_),p=!0}}),p||wr(n,i,a,o,s,c,l,u,d,f)}function wr(e,t,n,r,i,a,o,s,c,l,u,f){nr(e,t,n,r,i),(c||l||f)&&(d.save(),c&&d.clip(c),l&&d.clip(l)),f?(s&3)==3?(d.clip(f),u&&d.clip(u),Er(i,o),Tr(e,a,t)):s&2?(Er(i,o),d.clip(f),Tr(e,a,t)):s&1&&(d.save(),d.clip(f),u&&d.clip(u),Er(i,o),d.restore(),Tr(e,a,t)):(Er(i,o),Tr(e,a,t)),(c||l||f)&&d.restore()}function Tr(e,t,n){n>0&&(t instanceof Map?t.forEach((e,t)=>{d.strokeStyle=zn=t,d.stroke(e)}):t!=null&&e&&d.stroke(t))}function Er(e,t){t instanceof Map?t.forEach((e,t)=>{d.fillStyle=Bn=t,d.fill(e)}):t!=null&&e&&d.fill(t)}function Dr(e,t,n,i){let a=y[e],o;if(i<=0)o=[0,0];else{let s=a._space=a.space(r,e,t,n,i);o=di(t,n,a._incrs=a.incrs(r,e,t,n,i,s),i,s)}return a._found=o}function kr(e,t,n,r,i,a,o,s,c,l){let u=o%2/2;h==1&&d.translate(u,u),nr(s,o,c,l,s),d.beginPath();let f,p,m,g,_=i+(r==0||r==3?-a:a);n==0?(p=i,g=_):(f=i,m=_);for(let r=0;r<e.length;r++)t[r]!=null&&(n==0?f=m=e[r]:p=g=e[r],d.moveTo(f,p),d.lineTo(m,g));d.stroke(),h==1&&d.translate(-u,-u)}function Ar(e){let t=!0;return y.forEach((n,i)=>{if(!n.show)return;let a=b[n.scale];if(a.min==null){n._show&&(t=!1,n._show=!1,Nr(!1));return}n._show||(t=!1,n._show=!0,Nr(!1));let o=n.side,s=o%2,{min:c,max:l}=a,[u,d]=Dr(i,c,l,s==0?H:W);if(d==0)return;let f=a.distr==2,p=n._splits=n.splits(r,i,c,l,u,d,f),m=a.distr==2?p.map(e=>Fn[e]):p,h=a.distr==2?Fn[p[1]]-Fn[p[0]]:u,g=n._values=n.values(r,n.filter(r,m,i,d,h),i,d,h);n._rotate=o==2?n.rotate(r,g,i,d):0;let _=n._size;n._size=rt(n.size(r,g,i,e)),_!=null&&n._size!=_&&(t=!1)}),t}function jr(e){let t=!0;return vn.forEach((n,i)=>{let a=n(r,i,hn,e);a!=On[i]&&(t=!1),On[i]=a}),t}function Mr(){for(let e=0;e<y.length;e++){let t=y[e];if(!t.show||!t._show)continue;let n=t.side,i=n%2,a,o,c=t.stroke(r,e),l=n==0||n==3?-1:1,[u,f]=t._found;if(t.label!=null){let s=t.labelGap*l,p=B((t._lpos+s)*P);rr(t.labelFont[0],c,`center`,n==2?`top`:ce),d.save(),i==1?(a=o=0,d.translate(p,B(It+zt/2)),d.rotate((n==3?-tt:tt)/2)):(a=B(jt+Lt/2),o=p);let m=pt(t.label)?t.label(r,e,u,f):t.label;d.fillText(m,a,o),d.restore()}if(f==0)continue;let p=b[t.scale],m=i==0?Lt:zt,h=i==0?jt:It,_=t._splits,v=p.distr==2?_.map(e=>Fn[e]):_,x=p.distr==2?Fn[_[1]]-Fn[_[0]]:u,S=t.ticks,C=t.border,w=S.show?S.size:0,T=B(w*P),E=B((t.alignTo==2?t._size-w-t.gap:t.gap)*P),D=t._rotate*-tt/180,O=g(t._pos*P),k=O+(T+E)*l;o=i==0?k:0,a=i==1?k:0;let ee=t.font[0];rr(ee,c,t.align==1?le:t.align==2?ue:D>0?le:D<0?ue:i==0?`center`:n==3?ue:le,D||i==1?`middle`:n==2?`top`:ce);let A=t.font[1]*t.lineGap,j=_.map(e=>g(s(e,p,m,h))),te=t._values;for(let e=0;e<te.length;e++){let t=te[e];if(t!=null){i==0?a=j[e]:o=j[e],t=``+t;let n=t.indexOf(`\n`)==-1?[t]:t.split(/\\n/gm);for(let e=0;e<n.length;e++){let t=n[e];D?(d.save(),d.translate(a,o+e*A),d.rotate(D),d.fillText(t,0,0),d.restore()):d.fillText(t,a,o+e*A)}}}S.show&&kr(j,S.filter(r,v,e,f,x),i,n,O,T,G(S.width*P,3),S.stroke(r,e),S.dash,S.cap);let ne=t.grid;ne.show&&kr(j,ne.filter(r,v,e,f,x),i,i==0?2:1,i==0?It:jt,i==0?zt:Lt,G(ne.width*P,3),ne.stroke(r,e),ne.dash,ne.cap),C.show&&kr([O],[1],+(i==0),i==0?1:2,i==1?It:jt,i==1?zt:Lt,G(C.width*P,3),C.stroke(r,e),C.dash,C.cap)}ra(`drawAxes`)}function Nr(e){v.forEach((t,n)=>{n>0&&(t._paths=null,e&&(i==1?(t.min=null,t.max=null):t.facets.forEach(e=>{e.min=null,e.max=null})))})}let Pr=!1,Fr=!1,Ir=[];function Lr(){Fr=!1;for(let e=0;e<Ir.length;e++)ra(...Ir[e]);Ir.length=0}function Rr(){Pr||=(Vt(Br),!0)}function zr(e,t=!1){Pr=!0,Fr=t,e(r),Br(),t&&Ir.length>0&&queueMicrotask(Lr)}r.batch=zr;function Br(){if(Bt&&=(dr(),!1),Ut&&=(Yt(),!1),Ht){if(I(p,le,mt),I(p,`top`,yt),I(p,oe,H),I(p,se,W),I(m,le,mt),I(m,`top`,yt),I(m,oe,H),I(m,se,W),I(f,oe,st),I(f,se,lt),u.width=B(st*P),u.height=B(lt*P),y.forEach(({_el:e,_show:t,_size:n,_pos:r,side:i})=>{if(e!=null){if(t){let t=i===3||i===0?n:0,a=i%2==1;I(e,a?`left`:`top`,r-t),I(e,a?`width`:`height`,n),I(e,a?`top`:`left`,a?yt:mt),I(e,a?`height`:`width`,a?W:H),we(e,ie)}else Ce(e,ie)}}),zn=Bn=Hn=Wn=Gn=Kn=qn=Jn=Un=null,tr=1,Vi(!0),mt!=bt||yt!=St||H!=Ct||W!=Et){Nr(!1);let e=H/Ct,t=W/Et;if(De&&!Wt&&F.left>=0){F.left*=e,F.top*=t,Wr&&Oe(Wr,B(F.left),0,H,W),Gr&&Oe(Gr,0,B(F.top),H,W);for(let n=0;n<on.length;n++){let r=on[n];r!=null&&(ln[n]*=e,un[n]*=t,Oe(r,rt(ln[n]),rt(un[n]),H,W))}}if(Q.show&&!Gt&&Q.left>=0&&Q.width>0){Q.left*=e,Q.width*=e,Q.top*=t,Q.height*=t;for(let e in Wi)I(gi,e,Q[e])}bt=mt,St=yt,Ct=H,Et=W}ra(`setSize`),Ht=!1}st>0&&lt>0&&(d.clearRect(0,0,u.width,u.height),ra(`drawClear`),w.forEach(e=>e()),ra(`draw`)),Q.show&&Gt&&(_i(Q),Gt=!1),De&&Wt&&(zi(null,!0,!1),Wt=!1),N.show&&N.live&&Kt&&(Li(),Kt=!1),c||(c=!0,r.status=1,ra(`ready`)),In=!1,Pr=!1}r.redraw=(e,t)=>{Ut=t||!1,e===!1?Rr():yi(S,D.min,D.max)};function Vr(e,n){let i=b[e];if(i.from==null){if(jn==0){let t=i.range(r,n.min,n.max,e);n.min=t[0],n.max=t[1]}if(n.min>n.max){let e=n.min;n.min=n.max,n.max=e}if(jn>1&&n.min!=null&&n.max!=null&&n.max-n.min<1e-16)return;e==S&&i.distr==2&&jn>0&&(n.min=Le(n.min,t[0]),n.max=Le(n.max,t[0]),n.min==n.max&&n.max++),A[e]=n,Bt=!0,Rr()}}r.setScale=Vr;let Hr,Ur,Wr,Gr,Kr,qr,Jr,Yr,Xr,Qr,J,Y,mi=!1,X=F.drag,Z=X.x,hi=X.y;De&&(F.x&&(Hr=Ee(`u-cursor-x`,m)),F.y&&(Ur=Ee(`u-cursor-y`,m)),D.ori==0?(Wr=Hr,Gr=Ur):(Wr=Ur,Gr=Hr),J=F.left,Y=F.top);let Q=r.select=K({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),gi=Q.show?Ee(`u-select`,Q.over?m:p):null;function _i(e,t){if(Q.show){for(let t in e)Q[t]=e[t],t in Wi&&I(gi,t,e[t]);t!==!1&&ra(`setSelect`)}}r.setSelect=_i;function vi(e){if(v[e].show)Se&&we(Re[e],ie);else if(Se&&Ce(Re[e],ie),De){let t=an?on[0]:on[e];t!=null&&Oe(t,-10,-10,H,W)}}function yi(e,t,n){Vr(e,{min:t,max:n})}function bi(e,t,n,a){t.focus!=null&&ki(e),t.show!=null&&v.forEach((n,r)=>{r>0&&(e==r||e==null)&&(n.show=t.show,vi(r),i==2?(yi(n.facets[0].scale,null,null),yi(n.facets[1].scale,null,null)):yi(n.scale,null,null),Rr())}),n!==!1&&ra(`setSeries`,e,t),a&&sa(`setSeries`,r,e,t)}r.setSeries=bi;function xi(e,t){K(x[e],t)}function Si(e,t){e.fill=U(e.fill||null),e.dir=L(e.dir,-1),t??=x.length,x.splice(t,0,e)}function Ci(e){e==null?x.length=0:x.splice(e,1)}r.addBand=Si,r.setBand=xi,r.delBand=Ci;function wi(e,t){v[e].alpha=t,De&&on[e]!=null&&(on[e].style.opacity=t),Se&&Re[e]&&(Re[e].style.opacity=t)}let Ti,Ei,Di,Oi={focus:!0};function ki(e){if(e!=Di){let t=e==null,n=nn.alpha!=1;v.forEach((r,a)=>{if(i==1||a>0){let i=t||a==0||a==e;r._focus=t?null:i,n&&wi(a,i?1:nn.alpha)}}),Di=e,n&&Rr()}}Se&&rn&&R(ge,je,e=>{F._lock||(en(e),Di!=null&&bi(null,Oi,!0,$.setSeries))});function Ai(e,t,n){let r=b[t];n&&(e=e/P-(r.ori==1?yt:mt));let i=H;r.ori==1&&(i=W,e=i-e),r.dir==-1&&(e=i-e);let a=r._min,o=r._max,s=e/i,c=a+(o-a)*s,l=r.distr;return l==3?ot(10,c):l==4?ut(c,r.asinh):l==100?r.bwd(c):c}function ji(e,n){return Le(Ai(e,S,n),t[0],q,Nn)}r.valToIdx=e=>Le(e,t[0]),r.posToIdx=ji,r.posToVal=Ai,r.valToPos=(e,t,n)=>b[t].ori==0?a(e,b[t],n?Lt:H,n?jt:0):o(e,b[t],n?zt:W,n?It:0),r.setCursor=(e,t,n)=>{J=e.left,Y=e.top,zi(null,t,n)};function Mi(e,t){I(gi,le,Q.left=e),I(gi,oe,Q.width=t)}function Ni(e,t){I(gi,`top`,Q.top=e),I(gi,se,Q.height=t)}let Pi=D.ori==0?Mi:Ni,Fi=D.ori==1?Mi:Ni;function Ii(){if(Se&&N.live)for(let e=+(i==2);e<v.length;e++){if(e==0&&Ve)continue;let t=N.values[e],n=0;for(let r in t)ze[e][n++].firstChild.nodeValue=t[r]}}function Li(e,t){if(e!=null&&(e.idxs?e.idxs.forEach((e,t)=>{ve[t]=e}):Mt(e.idx)||ve.fill(e.idx),N.idx=ve[0]),Se&&N.live){for(let e=0;e<v.length;e++)(e>0||i==1&&!Ve)&&Ri(e,ve[e]);Ii()}Kt=!1,t!==!1&&ra(`setLegend`)}r.setLegend=Li;function Ri(e,n){let i=v[e],a=e==0&&O==2?Fn:t[e],o;Ve?o=i.values(r,e,n)??He:(o=i.value(r,n==null?null:a[n],e,n),o=o==null?He:{_:o}),N.values[e]=o}function zi(e,n,a){Xr=J,Qr=Y,[J,Y]=F.move(r,J,Y),F.left=J,F.top=Y,De&&(Wr&&Oe(Wr,B(J),0,H,W),Gr&&Oe(Gr,0,B(Y),H,W));let o,s=q>Nn;Ti=V,Ei=null;let c=D.ori==0?H:W,l=D.ori==1?H:W;if(J<0||jn==0||s){o=F.idx=null;for(let e=0;e<v.length;e++){let t=on[e];t!=null&&Oe(t,-10,-10,H,W)}rn&&bi(null,Oi,!0,e==null&&$.setSeries),N.live&&(ve.fill(o),Kt=!0)}else{let e,n,a;i==1&&(e=D.ori==0?J:Y,n=Ai(e,S),o=F.idx=Le(n,t[0],q,Nn),a=k(t[0][o],D,c,0));let s=-10,u=-10,d=0,f=0,p=!0,m=``,h=``;for(let e=+(i==2);e<v.length;e++){let g=v[e],_=ve[e],y=_==null?null:i==1?t[e][_]:t[e][1][_],x=F.dataIdx(r,e,o,n),S=x==null?null:i==1?t[e][x]:t[e][1][x];if(Kt=Kt||S!=y||x!=_,ve[e]=x,e>0&&g.show){let n=x==null?-10:x==o?a:k(i==1?t[0][x]:t[e][0][x],D,c,0),_=S==null?-10:ee(S,i==1?b[g.scale]:b[g.facets[1].scale],l,0);if(rn&&S!=null){let t=D.ori==1?J:Y,n=z(nn.dist(r,e,x,_,t));if(n<Ti){let r=nn.bias;if(r!=0){let i=Ai(t,g.scale),a=S>=0?1:-1,o=i>=0?1:-1;o==a&&(o==1?r==1?S>=i:S<=i:r==1?S<=i:S>=i)&&(Ti=n,Ei=e)}else Ti=n,Ei=e}}if(Kt||an){let t,i;D.ori==0?(t=n,i=_):(t=_,i=n);let a,o,c,l,g,v,y=!0,b=tn.bbox;if(b!=null){y=!1;let t=b(r,e);c=t.left,l=t.top,a=t.width,o=t.height}else c=t,l=i,a=o=tn.size(r,e);if(v=tn.fill(r,e),g=tn.stroke(r,e),an)e==Ei&&Ti<=nn.prox&&(s=c,u=l,d=a,f=o,p=y,m=v,h=g);else{let t=on[e];t!=null&&(ln[e]=c,un[e]=l,Me(t,a,o,y),Ae(t,v,g),Oe(t,rt(c),rt(l),H,W))}}}}if(an){let e=nn.prox;if(Kt||(Di==null?Ti<=e:Ti>e||Ei!=Di)){let e=on[0];e!=null&&(ln[0]=s,un[0]=u,Me(e,d,f,p),Ae(e,m,h),Oe(e,rt(s),rt(u),H,W))}}}if(Q.show&&mi){if(e!=null){let[t,n]=$.scales,[r,i]=$.match,[a,o]=e.cursor.sync.scales,s=e.cursor.drag;if(Z=s._x,hi=s._y,Z||hi){let{left:s,top:u,width:d,height:f}=e.select,p=e.scales[a].ori,m=e.posToVal,h,g,_,v,y,x=t!=null&&r(t,a),S=n!=null&&i(n,o);x&&Z?(p==0?(h=s,g=d):(h=u,g=f),_=b[t],v=k(m(h,a),_,c,0),y=k(m(h+g,a),_,c,0),Pi(it(v,y),z(y-v))):Pi(0,c),S&&hi?(p==1?(h=s,g=d):(h=u,g=f),_=b[n],v=ee(m(h,o),_,l,0),y=ee(m(h+g,o),_,l,0),Fi(it(v,y),z(y-v))):Fi(0,l)}else Gi()}else{let e=z(Xr-Kr),t=z(Qr-qr);if(D.ori==1){let n=e;e=t,t=n}Z=X.x&&e>=X.dist,hi=X.y&&t>=X.dist;let n=X.uni;n==null?X.x&&X.y&&(Z||hi)&&(Z=hi=!0):Z&&hi&&(Z=e>=n,hi=t>=n,!Z&&!hi&&(t>e?hi=!0:Z=!0));let r,i;Z&&(D.ori==0?(r=Jr,i=J):(r=Yr,i=Y),Pi(it(r,i),z(i-r)),hi||Fi(0,l)),hi&&(D.ori==1?(r=Jr,i=J):(r=Yr,i=Y),Fi(it(r,i),z(i-r)),Z||Pi(0,c)),!Z&&!hi&&(Pi(0,0),Fi(0,0))}}if(X._x=Z,X._y=hi,e==null){if(a){if(aa!=null){let[e,t]=$.scales;$.values[0]=e==null?null:Ai(D.ori==0?J:Y,e),$.values[1]=t==null?null:Ai(D.ori==1?J:Y,t)}sa(fe,r,J,Y,H,W,o)}if(rn){let e=a&&$.setSeries,t=nn.prox;Di==null?Ti<=t&&bi(Ei,Oi,!0,e):Ti>t?bi(null,Oi,!0,e):Ei!=Di&&bi(Ei,Oi,!0,e)}}Kt&&(N.idx=o,Li()),n!==!1&&ra(`setCursor`)}let Bi=null;Object.defineProperty(r,"rect",{get(){return Bi??Vi(!1),Bi}});function Vi(e=!1){e?Bi=null:(Bi=m.getBoundingClientRect(),ra(`syncRect`,Bi))}function Hi(e,t,n,r,i,a,o){F._lock||mi&&e!=null&&e.movementX==0&&e.movementY==0||(Ui(e,t,n,r,i,a,o,!1,e!=null),e==null?zi(t,!0,!1):zi(null,!0,!0))}function Ui(e,t,n,i,a,o,c,l,u){if(Bi??Vi(!1),en(e),e!=null)n=e.clientX-Bi.left,i=e.clientY-Bi.top;else{if(n<0||i<0){J=-10,Y=-10;return}let[e,r]=$.scales,c=t.cursor.sync,[l,u]=c.values,[d,f]=c.scales,[p,m]=$.match,h=t.axes[0].side%2==1,g=D.ori==0?H:W,_=D.ori==1?H:W,v=h?o:a,y=h?a:o,x=h?i:n,S=h?n:i;if(n=d==null?x/v*g:p(e,d)?s(l,b[e],g,0):-10,i=f==null?S/y*_:m(r,f)?s(u,b[r],_,0):-10,D.ori==1){let e=n;n=i,i=e}}u&&(t==null||t.cursor.event.type==fe)&&((n<=1||n>=H-1)&&(n=xt(n,H)),(i<=1||i>=W-1)&&(i=xt(i,W))),l?(Kr=n,qr=i,[Jr,Yr]=F.move(r,n,i)):(J=n,Y=i)}let Wi={width:0,height:0,left:0,top:0};function Gi(){_i(Wi,!1)}let Ki,qi,Ji,Yi;function Xi(e,t,n,i,a,o,s){mi=!0,Z=hi=X._x=X._y=!1,Ui(e,t,n,i,a,o,s,!0,!1),e!=null&&(R(me,be,Zi,!1),sa(pe,r,Jr,Yr,H,W,null));let{left:c,top:l,width:u,height:d}=Q;Ki=c,qi=l,Ji=u,Yi=d}function Zi(e,t,n,i,a,o,s){mi=X._x=X._y=!1,Ui(e,t,n,i,a,o,s,!1,!0);let{left:c,top:l,width:u,height:d}=Q,f=u>0||d>0,p=Ki!=c||qi!=l||Ji!=u||Yi!=d;if(f&&p&&_i(Q),X.setScale&&f&&p){let e=c,t=u,n=l,r=d;if(D.ori==1&&(e=l,t=d,n=c,r=u),Z&&yi(S,Ai(e,S),Ai(e+t,S)),hi)for(let e in b){let t=b[e];e!=S&&t.from==null&&t.min!=V&&yi(e,Ai(n+r,e),Ai(n,e))}Gi()}else F.lock&&(F._lock=!F._lock,zi(t,!0,e!=null));e!=null&&(nt(me,be),sa(me,r,J,Y,H,W,null))}function Qi(e,t,n,r,i,a,o){if(F._lock)return;en(e);let s=mi;if(mi){let e=!0,t=!0,n,r;D.ori==0?(n=Z,r=hi):(n=hi,r=Z),n&&r&&(e=J<=10||J>=H-10,t=Y<=10||Y>=W-10),n&&e&&(J=J<Jr?0:H),r&&t&&(Y=Y<Yr?0:W),zi(null,!0,!0),mi=!1}J=-10,Y=-10,ve.fill(null),zi(null,!0,!0),s&&(mi=s)}function $i(e,t,n,i,a,o,s){F._lock||(en(e),Rn(),Gi(),e!=null&&sa(_e,r,J,Y,H,W,null))}function ea(){y.forEach(pi),qt(r.width,r.height,!0)}Fe(ye,xe,ea);let ta={};ta.mousedown=Xi,ta.mousemove=Hi,ta.mouseup=Zi,ta.dblclick=$i,ta.setSeries=(e,t,n,i)=>{let a=$.match[2];n=a(r,t,n),n!=-1&&bi(n,i,!0,!1)},De&&(R(pe,m,Xi),R(fe,m,Hi),R(he,m,e=>{en(e),Vi(!1)}),R(ge,m,Qi),R(_e,m,$i),Zr.add(r),r.syncRect=Vi);let na=r.hooks=e.hooks||{};function ra(e,t,n){Fr?Ir.push([e,t,n]):e in na&&na[e].forEach(e=>{e.call(null,r,t,n)})}(e.plugins||[]).forEach(e=>{for(let t in e.hooks)na[t]=(na[t]||[]).concat(e.hooks[t])});let ia=(e,t,n)=>n,$=K({key:null,setSeries:!1,filters:{pub:_t,sub:_t},scales:[S,v[1]?v[1].scale:null],match:[vt,vt,ia],values:[null,null]},F.sync);$.match.length==2&&$.match.push(ia),F.sync=$;let aa=$.key,oa=br(aa);function sa(e,t,n,r,i,a,o){$.filters.pub(e,t,n,r,i,a,o)&&oa.pub(e,t,n,r,i,a,o)}oa.sub(r);function ca(e,t,n,r,i,a,o){$.filters.sub(e,t,n,r,i,a,o)&&ta[e](null,t,n,r,i,a,o)}r.pub=ca;function la(){oa.unsub(r),Zr.delete(r),et.clear(),Ie(ye,xe,ea),l.remove(),je?.remove(),ra(`destroy`)}r.destroy=la;function ua(){ra(`init`,e,t),Ln(t||e.data,!1),A[S]?Vr(S,A[S]):Rn(),Gt=Q.show&&(Q.width>0||Q.height>0),Wt=Kt=!0,qt(e.width,e.height)}return v.forEach(fn),y.forEach(gn),n?n instanceof HTMLElement?(n.appendChild(l),ua()):n(r,ua):ua(),r}J.assign=K,J.fmtNum=et,J.rangeNum=Xe,J.rangeLog=We,J.rangeAsinh=Ge,J.orient=xr,J.pxRatio=P,J.join=Bt,J.fmtDate=$t,J.tzDate=tn,J.sync=br;{J.addGap=Er,J.clipGaps=Tr;let e=J.paths={points:Br};e.linear=Wr,e.stepped=Gr,e.bars=qr,e.spline=Yr}function Y(e){return getComputedStyle(document.documentElement).getPropertyValue(`--${e}`).trim()}function mi(e){matchMedia(`(prefers-color-scheme: dark)`).addEventListener(`change`,e)}let X=`system-ui, -apple-system, "Segoe UI", Roboto, sans-serif`;function Z(e,t){e.hidden=!1;let n=document.createElement(`div`);n.tabIndex=0,n.setAttribute(`role`,`img`),n.setAttribute(`aria-label`,`${t.title}: ${t.values.length} values; the tables have its numbers. Arrow keys move along it.`);let r=document.createElement(`output`);r.setAttribute(`aria-live`,`polite`),e.append(n,r);let i=t.values.length-1,a=e=>{let n=e??i,a=t.values[n];r.textContent=`${t.label(n)}: ${a==null?`not known`:t.format(a)}`},o=new J(Q(t,n.clientWidth||600,a),hi(t),n);a(null),n.addEventListener(`keydown`,e=>vi(e,o,i)),mi(()=>o.redraw()),new ResizeObserver(()=>o.setSize({width:n.clientWidth,height:t.height})).observe(n)}function hi(e){let t=e.values.map((e,t)=>t),n=n=>t.map(()=>e.band?.[n]??null);return[t,n(1),n(0),[...e.values]]}function Q(e,t,n){let r={stroke:()=>Y(`soft`),font:`12px ${X}`,grid:{stroke:()=>Y(`line`),width:1},ticks:{show:!1}},i={width:0,points:{show:!1}};return{width:t,height:e.height,legend:{show:!1},cursor:{y:!1,points:{size:9}},scales:{x:{time:!1},y:{range:(e,t,n)=>gi(t,n)}},axes:[{...r,grid:{show:!1},size:28,space:110,incrs:[1,2,5,10,20,50,100,200,500,1e3],values:(t,n)=>n.map(t=>Number.isInteger(t)?e.tick(t):``)},{...r,size:74,space:34,values:(t,n)=>n.map(t=>e.format(t))}],bands:[{series:[1,2],fill:()=>Y(`band`)}],series:[{},i,i,{stroke:()=>Y(`accent`),width:2,points:{show:e.hasDots,size:7,fill:()=>Y(`accent`),width:0}}],hooks:{draw:[t=>_i(t,e)],setCursor:[e=>n(e.cursor.idx)]}}}function gi(e,t){if(!Number.isFinite(e)||!Number.isFinite(t))return[0,1];let n=t-e||Math.abs(t)||1;return[e>t*.6?e-n*.5-Math.abs(t)*.02:Math.min(0,e),t+n*.12]}function _i(e,t){let{ctx:n}=e,r=devicePixelRatio||1,{top:i,height:a}=e.bbox;n.save(),n.lineWidth=2*r,n.strokeStyle=Y(`bad`);for(let[i,a]of t.values.entries())a!==null&&t.isFailed(i)&&(n.beginPath(),n.arc(e.valToPos(i,`x`,!0),e.valToPos(a,`y`,!0),4*r,0,2*Math.PI),n.fillStyle=Y(`bg`),n.fill(),n.stroke());if(t.changedAt!==null){let o=e.valToPos(t.changedAt-.5,`x`,!0);n.setLineDash([5*r,4*r]),n.beginPath(),n.moveTo(o,i),n.lineTo(o,i+a),n.stroke()}n.restore()}function vi(e,t,n){let r=t.cursor.idx??n,i={ArrowLeft:r-1,ArrowRight:r+1,Home:0,End:n}[e.key];if(e.key===`Escape`&&t.setScale(`x`,{min:0,max:n}),i===void 0)return;e.preventDefault();let a=Math.max(0,Math.min(n,i)),o=t.data[3]?.[a]??0;t.setCursor({left:t.valToPos(a,`x`),top:t.valToPos(o,`y`)})}let yi=[`ran`,`cached`,`failed`,`skipped`];function bi(e,n){e.hidden=!1;let r=k(e,`canvas`,HTMLCanvasElement),i=k(e,`output`,HTMLOutputElement),a=Math.max(4,Math.min(18,Math.floor(420/n.lanes))),o=54+n.lanes*a+22;r.style.height=`${o}px`;let s=new Set(n.path),c={from:0,span:n.wallMs,focus:-1},l=n.starts.map((e,t)=>t).sort((e,t)=>xi(n,e)-xi(n,t)),u=!1,d=()=>{u||(u=!0,requestAnimationFrame(()=>{u=!1,Ci(r,n,c,s,a,o)}))},f=e=>{c.focus=e;let r=s.has(e)?`, on the critical path`:``;i.textContent=`${n.names[e]}: ${t(Si(n,e))} from ${t(xi(n,e))} on, ${yi[n.tone[e]??0]}${r}`,d()},p=(e,t)=>{let r=Math.min(n.wallMs,Math.max(n.wallMs/2e3,c.span*e));m(t-(t-c.from)/c.span*r,r)},m=(e,t)=>{c.span=t,c.from=Math.max(0,Math.min(n.wallMs-t,e)),d()},h=e=>c.from+e/r.clientWidth*c.span,g=e=>{let t=Math.floor((e.offsetY-46-8)/a),i=h(e.offsetX),o=2/r.clientWidth*c.span;return n.starts.findIndex((e,r)=>n.lane[r]===t&&e-o<=i&&i<=e+Si(n,r)+o)},_={ArrowRight:()=>y(1),ArrowLeft:()=>y(-1),"+":()=>p(.5,v()),"=":()=>p(.5,v()),"-":()=>p(2,v()),0:()=>m(0,n.wallMs),Escape:()=>m(0,n.wallMs)},v=()=>c.focus<0?c.from+c.span/2:xi(n,c.focus),y=e=>{let t=l.indexOf(c.focus)+e,r=l[Math.max(0,Math.min(l.length-1,t))]??0,i=xi(n,r);(i<c.from||i>c.from+c.span)&&m(i-c.span/4,c.span),f(r)};r.addEventListener(`keydown`,e=>{let t=_[e.key];!t||e.ctrlKey||e.metaKey||(e.preventDefault(),t())});let b=null;r.addEventListener(`pointerdown`,e=>{b=h(e.offsetX)}),addEventListener(`pointerup`,()=>{b=null}),r.addEventListener(`pointermove`,e=>{if(b!==null&&c.span<n.wallMs){m(c.from+b-h(e.offsetX),c.span);return}let t=g(e);t>=0&&t!==c.focus&&f(t)}),r.addEventListener(`wheel`,e=>{(e.ctrlKey||e.metaKey||e.shiftKey)&&(e.preventDefault(),p(e.deltaY>0||e.deltaX>0?1.25:.8,h(e.offsetX)))},{passive:!1}),mi(d),new ResizeObserver(d).observe(r),d()}function xi(e,t){return e.starts[t]??0}function Si(e,t){return e.durations[t]??0}function Ci(e,t,n,r,i,a){let o=e.clientWidth,s=devicePixelRatio||1;e.width=Math.round(o*s),e.height=Math.round(a*s);let c=e.getContext(`2d`);if(!c||o===0)return;c.scale(s,s);let l=e=>(e-n.from)/n.span*o;Ei(c,t,l),c.font=`11px ${X}`,c.textBaseline=`middle`;let u={fills:[`accent`,`hit`,`bad`,`line`].map(Y),hot:Y(`hot`),focus:Y(`text`),label:Y(`bg`)};for(let e=0;e<t.starts.length;e++){let a=l(xi(t,e)),s=Math.max(.6,Si(t,e)/n.span*o);if(a>o||a+s<0)continue;let d=54+(t.lane[e]??0)*i,f=e===n.focus;wi(c,t,e,{left:a,top:d,size:s,height:i,isHot:r.has(e),isFocus:f,room:Math.min(s,o)},u)}Di(c,n,o,a)}function wi(e,t,n,r,i){let a=t.tone[n]??0;e.fillStyle=r.isHot&&a===0?i.hot:i.fills[a]??``,e.fillRect(r.left,r.top,Math.max(.6,r.size-.5),r.height-1),(r.isHot||r.isFocus)&&(e.strokeStyle=r.isFocus?i.focus:i.hot,e.lineWidth=r.isFocus?2:1,e.strokeRect(r.left+.5,r.top+.5,Math.max(1,r.size-1.5),r.height-2)),r.height<14||r.size<=40||(e.fillStyle=yi[a]===`ran`||yi[a]===`failed`?i.label:i.focus,Ti(e,t.names[n]??``,Math.max(0,r.left)+4,r.top+r.height/2,r.room-8))}function Ti(e,t,n,r,i){let a=Math.floor(i/6.2);a<4||e.fillText(t.length<=a?t:`…${t.slice(1-a)}`,n,r)}function Ei(e,t,n){let{parallelism:r,wallMs:i}=t,a=r.reduce((e,t)=>Math.max(e,t),1),o=i/r.length;e.fillStyle=Y(`band`),e.strokeStyle=Y(`accent`),e.lineWidth=1,e.beginPath(),e.moveTo(n(0),46);for(let[t,i]of r.entries()){let r=46-i/a*32;e.lineTo(n(t*o),r),e.lineTo(n((t+1)*o),r)}e.lineTo(n(i),46),e.fill(),e.stroke(),e.fillStyle=Y(`soft`),e.font=`11px ${X}`,e.textBaseline=`top`,e.textAlign=`left`,e.fillText(`${Math.round(a*10)/10} at once`,2,0)}function Di(e,n,r,i){e.fillStyle=Y(`soft`),e.textBaseline=`alphabetic`;let a=r<500?2:4;for(let o=0;o<=a;o++)e.textAlign=o===0?`left`:o===a?`right`:`center`,e.fillText(t(n.from+n.span*o/a),r*o/a,i-6);e.textAlign=`left`}let Oi=JSON.parse(document.getElementById(`data`)?.textContent??`{}`);ki(`[data-table]`,e=>{let t=Oi.tables[e.dataset.table??``];t&&w(e,t)}),ki(`[data-trend]`,e=>{let t=Oi.trend?.series.find(({key:t})=>t===e.dataset.trend);t&&Oi.trend&&Ai(e,t,Oi.trend)}),ki(`[data-health]`,e=>{let t=Oi.health[Number(e.dataset.health)];t&&ji(e,t)}),ki(`.timeline`,e=>{Oi.timeline&&bi(e,Oi.timeline)}),ki(`.compare`,e=>{Oi.trend&&_(e,Oi.trend)}),ki(`.flame`,e=>{k(e,`.tools`,HTMLElement).hidden=!1,A({svg:k(e,`svg`,SVGSVGElement),details:k(e,`output`,HTMLOutputElement),search:k(e,`input`,HTMLInputElement)})});function ki(e,t){for(let n of document.querySelectorAll(e))try{t(n)}catch{}}function Ai(e,t,n){let r=e=>n.builds[e];Z(e,{title:t.title,values:t.values,format:e=>d(t.format,e),label:e=>`${r(e)?.label??``}, ${r(e)?.result??``}`,tick:e=>s(r(e)?.timeMs??null).slice(0,10),band:t.band,changedAt:t.changedAt,isFailed:e=>!/^(success|unknown)$/.test(r(e)?.result??`unknown`),height:t.key===`duration`?260:180,hasDots:t.values.length<=200})}function ji(e,{title:t,samples:n}){let r=e=>`${Math.round(100*e/(n.length-1))} % of the time`;Z(e,{title:t,values:n,format:g.find(({name:e})=>e===t)?.show??String,label:r,tick:e=>r(e).replace(` of the time`,``),band:null,changedAt:null,isFailed:()=>!1,height:150,hasDots:!1})}})();';
/** Rules that its charts need. */
const chartStyle = '.uplot, .uplot *, .uplot *::before, .uplot *::after {box-sizing: border-box;}.uplot {font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji";line-height: 1.5;width: min-content;}.u-title {text-align: center;font-size: 18px;font-weight: bold;}.u-wrap {position: relative;user-select: none;}.u-over, .u-under {position: absolute;}.u-under {overflow: hidden;}.uplot canvas {display: block;position: relative;width: 100%;height: 100%;}.u-axis {position: absolute;}.u-legend {font-size: 14px;margin: auto;text-align: center;}.u-inline {display: block;}.u-inline * {display: inline-block;}.u-inline tr {margin-right: 16px;}.u-legend th {font-weight: 600;}.u-legend th > * {vertical-align: middle;display: inline-block;}.u-legend .u-marker {width: 1em;height: 1em;margin-right: 4px;background-clip: padding-box !important;}.u-inline.u-live th::after {content: ":";vertical-align: middle;}.u-inline:not(.u-live) .u-value {display: none;}.u-series > * {padding: 4px;}.u-series th {cursor: pointer;}.u-legend .u-off > * {opacity: 0.3;}.u-select {background: rgba(0,0,0,0.07);position: absolute;pointer-events: none;}.u-cursor-x, .u-cursor-y {position: absolute;left: 0;top: 0;pointer-events: none;will-change: transform;}.u-hz .u-cursor-x, .u-vt .u-cursor-y {height: 100%;border-right: 1px dashed #607D8B;}.u-hz .u-cursor-y, .u-vt .u-cursor-x {width: 100%;border-bottom: 1px dashed #607D8B;}.u-cursor-pt {position: absolute;top: 0;left: 0;border-radius: 50%;border: 0 solid;pointer-events: none;will-change: transform;/*this has to be !important since we set inline "background" shorthand */background-clip: padding-box !important;}.u-axis.u-off, .u-select.u-off, .u-cursor-x.u-off, .u-cursor-y.u-off, .u-cursor-pt.u-off {display: none;}';

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
/** Ended well, or in a log that does not say how: its time means something. */
function hasMeaningfulTime(result) {
    return result === 'success' || result === 'unknown';
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
/** Mean of what is known; null when nothing is. */
function meanKnown(values) {
    const sum = addKnown(values);
    return sum === null ? null : sum / values.filter((value) => value !== null).length;
}
/** Sum of what is known; null when nothing is. */
function addKnown(values) {
    const known = values.filter((value) => value !== null);
    return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) : null;
}

;// CONCATENATED MODULE: ./build/render/profile/work.js
/** A report's tasks, replaced attempts and spans as one list, and as a tree of where the time went. */

/** Tasks, then replaced attempts, then spans, as their parents count them. */
function listWork(report) {
    const tasks = [...report.tasks, ...report.retried].map((task) => ({
        ...task,
        cached: task.cache === 'hit',
    }));
    const spans = report.spans.map((span) => ({ ...span, kind: 'span', cached: false, baselineMs: null }));
    return [...tasks, ...spans].map((work, index) => ({ ...work, index }));
}
/** The build as a tree of frames; work without a known duration counts by its children alone. */
function growFrames(name, works) {
    const inside = listChildren(works);
    const root = makeFrame(name, 'build');
    addFrames(root, inside.get(null) ?? [], works, inside);
    return root;
}
function listChildren(works) {
    const inside = new Map();
    for (const [index, { parent }] of works.entries()) {
        const siblings = inside.get(parent);
        if (siblings)
            siblings.push(index);
        else
            inside.set(parent, [index]);
    }
    return inside;
}
/** Deeper work is added to its parent's own time, so that no log can exhaust the stack. */
const maxDepth = 100;
function addFrames(frame, indexes, works, inside, depth = 1) {
    const byName = new Map(frame.children.map((child) => [child.name, child]));
    for (const index of indexes) {
        const work = works[index];
        let child = byName.get(work.name);
        if (child === undefined) {
            child = makeFrame(work.name, work.kind);
            byName.set(work.name, child);
            frame.children.push(child);
        }
        const before = child.totalMs;
        const inner = depth < maxDepth ? (inside.get(index) ?? []) : [];
        addFrames(child, inner, works, inside, depth + 1);
        const selfMs = measureSelf(work, inner, works, child.totalMs - before);
        child.selfMs += selfMs;
        child.totalMs += selfMs;
        child.count += 1;
        if (hasFailed(work))
            child.failed += 1;
        if (work.cached)
            child.cached += 1;
        if (work.baselineMs !== null && isTime(work.durationMs) && !work.cached) {
            child.comparedMs += work.durationMs;
            child.usualMs += work.baselineMs;
        }
        frame.totalMs += child.totalMs - before;
    }
    frame.children.sort((a, b) => b.totalMs - a.totalMs || (a.name < b.name ? -1 : 1));
}
function makeFrame(name, kind) {
    const none = { selfMs: 0, totalMs: 0, count: 0, failed: 0, cached: 0, comparedMs: 0, usualMs: 0 };
    return { name, kind, ...none, children: [] };
}
function isTime(value) {
    return value !== null && Number.isFinite(value) && value >= 0;
}
/** What is left of the work's time where no child ran; without times, what its children do not add up to. */
function measureSelf(work, inner, works, innerMs) {
    if (!isTime(work.durationMs))
        return 0;
    const { startTimeMs, durationMs } = work;
    const children = inner.map((index) => works[index]);
    if (!Number.isFinite(startTimeMs) || !children.every(isTimed))
        return Math.max(0, durationMs - innerMs);
    let freeFrom = startTimeMs ?? 0;
    const end = freeFrom + durationMs;
    let selfMs = 0;
    for (const child of children.filter(isTimed).sort((a, b) => a.startTimeMs - b.startTimeMs)) {
        selfMs += Math.max(0, Math.min(child.startTimeMs, end) - freeFrom);
        freeFrom = Math.min(end, Math.max(freeFrom, child.startTimeMs + child.durationMs));
    }
    return selfMs + end - freeFrom;
}
function isTimed(work) {
    return Number.isFinite(work.startTimeMs) && isTime(work.durationMs);
}

;// CONCATENATED MODULE: ./build/render/profile/flamegraph.js




/** Height of a row of frames. */
const rowHeight = 20;
/** Width of a drawing before a script fits it to its window. */
const drawnWidth = 1200;
/** The largest `maxFrames` frames; null when no duration is known. */
function drawFlamegraph(report, maxFrames) {
    const works = listWork(report);
    const root = growFrames((0,render_escape/* cleanText */.X5)(report.name) || 'build', works);
    if (!(root.totalMs > 0))
        return null;
    const totals = [];
    walk(root, (frame) => totals.push(frame.totalMs));
    totals.sort((a, b) => b - a);
    const least = totals[maxFrames] ?? 0;
    const drawing = { frames: [], rows: 0, scale: 1 / root.totalMs, least };
    placeFrame(root, 0, 0, drawing);
    return {
        frames: drawing.frames.join('\n'),
        rows: drawing.rows,
        totalMs: root.totalMs,
        hidden: totals.length - drawing.frames.length,
        unknown: works.filter((work) => work.durationMs === null).length,
    };
}
function placeFrame(frame, x, depth, drawing) {
    drawing.frames.push(writeFrame(frame, x, depth, drawing.scale));
    drawing.rows = Math.max(drawing.rows, depth + 1);
    let left = x;
    for (const child of frame.children) {
        if (child.totalMs > drawing.least)
            placeFrame(child, left, depth + 1, drawing);
        left += child.totalMs * drawing.scale;
    }
}
function writeFrame(frame, x, depth, scale) {
    const share = frame.totalMs * scale;
    const left = round(x * drawnWidth);
    const width = Math.max(0.5, round(share * drawnWidth - 1));
    const letters = Math.floor((width - 6) / 7);
    const name = (0,render_escape/* cleanText */.X5)(frame.name, 300) || '?';
    const label = letters < 3 ? '' : (0,render_escape/* escapeHtml */.ZD)(name, letters);
    const y = depth * rowHeight;
    return `<g class="f ${toneOf(frame)}" data-x="${round(x, 6)}" data-w="${round(share, 6)}" data-d="${depth}"><title>${(0,render_escape/* escapeHtml */.ZD)(name, 300)}&#10;${describeFrame(frame, share)}</title><rect x="${left}" y="${y}" width="${width}" height="${rowHeight - 1}" rx="2"/><text x="${round(left + 4)}" y="${y + 14}">${label}</text></g>`;
}
function describeFrame(frame, share) {
    const facts = [`${formatDuration(frame.totalMs)} (${formatPercent(share)} of all work)`];
    if (frame.children.length > 0)
        facts.push(`${formatDuration(frame.selfMs)} of it its own`);
    if (frame.count > 1)
        facts.push(`${frame.count} times`);
    if (frame.failed > 0)
        facts.push(`${frame.failed} failed`);
    if (frame.cached > 0)
        facts.push(`${frame.cached} from the cache`);
    if (frame.usualMs > 0)
        facts.push(`${formatChange(frame.comparedMs / frame.usualMs - 1)} against the usual`);
    return (0,render_escape/* escapeHtml */.ZD)(facts.join(', '));
}
/** Failed, clearly slower than usual, from the cache, or a colour of its kind. */
function toneOf(frame) {
    if (frame.failed > 0)
        return 'failed';
    if (frame.usualMs > 0 && frame.comparedMs / frame.usualMs > 1.2)
        return 'slower';
    if (frame.count > 0 && frame.cached === frame.count)
        return 'cached';
    let hash = 0;
    for (const character of frame.kind)
        hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 997;
    return `n${hash % 5}`;
}
function walk(frame, visit) {
    visit(frame);
    for (const child of frame.children)
        walk(child, visit);
}
function round(value, decimals = 1) {
    return Number(value.toFixed(decimals));
}
/** What the colours and widths mean, as text. */
function explainFlamegraph(graph) {
    const hidden = graph.hidden > 0 ? ` ${plural(graph.hidden, 'smaller frame')} not drawn.` : '';
    const unknown = graph.unknown > 0 ? ` ${plural(graph.unknown, 'task')} without a duration left out.` : '';
    return `Width: ${formatDuration(graph.totalMs)} of work, added up where tasks ran side by side. Red: failed; orange: over 20 % slower than usual; grey: from the cache.${hidden}${unknown}`;
}
/** Rules that the file and the page share. */
const flamegraphStyle = `.f rect{stroke:none}.f text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:#1f2328;pointer-events:none}
.f{cursor:pointer}.f.above{opacity:.55}.f.dim rect{opacity:.25}.f.at rect{stroke:#0969da;stroke-width:2}
.n0 rect{fill:#ffe3b3}.n1 rect{fill:#d6e9fb}.n2 rect{fill:#dff2d8}.n3 rect{fill:#f3dff0}.n4 rect{fill:#e4e1f8}
.failed rect{fill:#ff9f98}.slower rect{fill:#ffb057}.cached rect{fill:#cdd5dd}
`;
const maxFrames = 4_000;
const headHeight = 86;
/** A whole SVG document; '' when no duration is known. */
function renderFlamegraph(report) {
    const graph = drawFlamegraph(report, maxFrames);
    if (graph === null)
        return '';
    const depth = graph.rows * rowHeight;
    const title = (0,render_escape/* escapeHtml */.ZD)(report.name, 100);
    return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${drawnWidth}" height="${depth + headHeight + 8}" font-family="system-ui, sans-serif">
<style>${fileStyle}${flamegraphStyle}</style>
<rect class="paper" width="100%" height="100%"/>
<text class="head" x="12" y="26">Flamegraph of ${title}</text>
<text class="note" x="12" y="46">${(0,render_escape/* escapeHtml */.ZD)(explainFlamegraph(graph))}</text>
<foreignObject x="10" y="54" width="300" height="28"><input xmlns="http://www.w3.org/1999/xhtml" id="search" type="search" placeholder="Search" aria-label="Search frames"/></foreignObject>
<text class="note" id="details" x="320" y="73" role="status">Click or Enter: zoom. Escape: back. Arrows: move.</text>
<svg id="frames" y="${headHeight}" width="100%" height="${depth}" viewBox="0 0 ${drawnWidth} ${depth}" preserveAspectRatio="none" tabindex="0" role="group" aria-label="Frames">
${graph.frames}
</svg>
<script><![CDATA[${flamegraphScript}]]></script>
</svg>
`;
}
const fileStyle = `.paper{fill:#fff}.head{font-size:17px;font-weight:600;fill:#1f2328}.note{font-size:12px;fill:#59636e}
input{font:13px system-ui,sans-serif;width:280px;padding:3px 8px;border:1px solid #818b98;border-radius:6px;background:#fff;color:#1f2328}
#frames:focus-visible{outline:2px solid #0969da}
@media (prefers-color-scheme:dark){.paper{fill:#0d1117}.head{fill:#e6edf3}.note{fill:#9198a1}input{background:#161b22;color:#e6edf3;border-color:#656c76}}
`;

;// CONCATENATED MODULE: ./build/render/html/flame.js





const flame_maxFrames = 1_500;
/** '' when no duration is known. */
function writeFlame(report) {
    const graph = drawFlamegraph(report, flame_maxFrames);
    if (graph === null)
        return '';
    const height = graph.rows * rowHeight;
    return `<div class="flame"><div class="tools" hidden><label>Search frames<input type="search" autocomplete="off"></label>
<output aria-live="polite">Click or Enter: zoom. Escape: back. Arrows: move.</output></div>
<svg width="100%" height="${height}" viewBox="0 0 ${drawnWidth} ${height}" preserveAspectRatio="none" tabindex="0" role="group" aria-label="Flamegraph; the table below has its numbers">
${graph.frames}
</svg></div>
<p class="legend">${explainFlamegraph(graph)}</p>
<details><summary>The flamegraph as a table</summary>${writeFrames(report)}</details>`;
}
function writeFrames(report) {
    const root = growFrames(report.name, listWork(report));
    const frames = [];
    const add = (frame, above) => {
        for (const child of frame.children) {
            frames.push({ frame: child, path: above });
            add(child, above === '' ? child.name : `${above} › ${child.name}`);
        }
    };
    add(root, '');
    frames.sort((a, b) => b.frame.selfMs - a.frame.selfMs);
    return writeTable('Frames by their own time', [
        { title: 'Frame', kind: 'name', cell: ({ frame }) => (0,render_escape/* escapeHtml */.ZD)(frame.name, 200) },
        { title: 'Inside', kind: 'name', cell: ({ path }) => (0,render_escape/* escapeHtml */.ZD)(path, 200) },
        { title: 'Own time', kind: 'n', cell: ({ frame }) => formatDuration(frame.selfMs) },
        { title: 'With all inside', kind: 'n', cell: ({ frame }) => formatDuration(frame.totalMs) },
        { title: 'Of all work', kind: 'n', cell: ({ frame }) => formatPercent(frame.totalMs / root.totalMs) },
        { title: 'Times', kind: 'n', cell: ({ frame }) => formatCount(frame.count) },
    ], frames, 100);
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

// EXTERNAL MODULE: ./build/levels.js
var levels = __webpack_require__(2069);
;// CONCATENATED MODULE: ./build/render/phrases.js
/**
 * What every renderer says alike: names of series, what a build was compared with, since when. A phrase keeps
 * our words apart from names out of the user's build, so that each renderer escapes the names its own way.
 */



const verdictIcons = { pass: '✅', warn: '⚠️', fail: '❌' };
const phrases_levelIcons = {
    info: 'ℹ️',
    warning: '🟡',
    error: '🟠',
    critical: '🔴',
};

/** `Build time`, or the task's name and its measure. */
function nameSeries(series) {
    if (series.scope === 'build')
        return [buildNames[series.measure]];
    const measure = taskNames[series.measure];
    const kind = series.kind === null || series.kind === 'task' || series.scope === 'metric'
        ? []
        : [' (', { name: series.kind }, ')'];
    return [{ name: series.task ?? '' }, ...kind, measure].filter((part) => part !== '');
}
const buildNames = {
    duration: 'Build time',
    cost: 'Build cost',
    tokens: 'Build tokens',
    value: 'Build value',
    cache_hit_rate: 'Cache hits',
    success_rate: 'Successful builds',
    flake_rate: 'Flaky builds',
};
const taskNames = {
    duration: '',
    cost: ' cost',
    tokens: ' tokens',
    value: '',
    cache_hit_rate: ' cache hits',
    success_rate: ' success rate',
    flake_rate: ' flakes',
};
/** How sure a change is, or what became of it, in a word or two; empty for a new, confirmed one. */
function qualifyChange(change) {
    if (change.state === 'open')
        return 'known';
    if (change.state !== 'new')
        return change.state;
    if (change.verdict === 'drift')
        return 'slow drift';
    if (change.verdict === 'suspect')
        return 'not confirmed';
    return change.verdict === 'improvement' ? 'better' : '';
}
/** What a row of the changes table is marked with. */
function changeIcon(change) {
    if (change.verdict === 'improvement' || change.state === 'recovered')
        return '🟢';
    if (change.state !== 'new')
        return '⚪';
    return phrases_levelIcons[change.level ?? (change.verdict === 'confirmed' ? 'warning' : 'info')];
}
/** What the build was compared with; in every state of the baseline the first thing after the verdict. */
function describeBaseline(report) {
    const { status, builds } = report.baseline;
    if (status === 'ready')
        return ['Compared with ', ...describeBuilds(report), '.'];
    if (status === 'learning') {
        const soFar = builds === 0 ? ['no comparable build', ...ofBranch(report)] : describeBuilds(report);
        return [
            'Still learning: ',
            ...soFar,
            ` so far; speed is judged from ${minBaseline} on. Thresholds are checked.`,
        ];
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
    const count = (test) => changes.filter(test).length;
    const isNew = (verdict) => (change) => change.verdict === verdict && change.state === 'new';
    const parts = [
        [count(isNew('confirmed')), 'confirmed regression'],
        [count(isNew('suspect')), 'suspect'],
        [count(isNew('drift')), 'slow drift'],
        [count((change) => change.state === 'open'), 'known regression'],
        [count((change) => change.state === 'acknowledged'), 'acknowledged change'],
        [count((change) => change.state === 'recovered'), 'recovered regression'],
        [count((change) => change.state === 'accepted'), 'accepted level'],
        [count(isNew('improvement')), 'improvement'],
    ];
    return parts
        .filter(([n]) => n > 0)
        .map(([n, noun]) => plural(n, noun))
        .join(', ');
}
/** What the reader should do, without repeats: the next steps, then the actions of the alerts. */
function listActions(report) {
    const actions = [...report.nextSteps, ...(0,levels/* bySeverity */.Np)(report.alerts).map((alert) => alert.action)];
    return [...new Set(actions.filter((action) => action !== ''))];
}
/** The sign of the whole report. A pass that was compared with nothing is no green tick. */
function reportIcon(report) {
    return report.verdict === 'pass' && report.baseline.status !== 'ready' ? 'ℹ️' : verdictIcons[report.verdict];
}
/** A phrase as one text, names in backticks, which every renderer of sentences knows. */
/** A phrase as raw text: the caller escapes it. */
function joinPhrase(phrase) {
    return phrase
        .map((part) => typeof part === 'string' ? part : part.name.includes('`') ? part.name : `\`${part.name}\``)
        .join('');
}
/** Who expects an acknowledged change, until when and why; null for any other. */
function phrases_describeAcknowledgement(change) {
    if (change.acknowledgement === null)
        return null;
    const { owner, expires, reason } = change.acknowledgement;
    return ['Acknowledged by ', { name: owner }, ' until ', { name: expires }, ': ', { name: reason }];
}
/** `3 of 40 builds (2 % to 20 %)`. */
function describeFlakes({ flakes, builds, interval }) {
    return `${formatCount(flakes)} of ${plural(builds, 'build')} (${interval.map(formatPercent).join(' to ')})`;
}
/** `cache hits 81 % → 34 % (93 % of the change)`. */
function describeCause({ text, share }) {
    return share === null ? text : `${text} (${formatPercent(share)} of the change)`;
}
/** Facts that the table of changes and its evidence show already. */
const shownElsewhere = ['baseline', 'newest', 'since commit', 'result', 'status', 'branch'];
/** What moved with the changes, with its part of them; then facts beside the alerts, most severe first, each said once. */
function listCauses(report) {
    const told = report.changes
        .filter((change) => change.state === 'new' || change.state === 'open')
        .flatMap((change) => change.causes.map((cause) => ({
        label: joinPhrase(nameSeries(change.series)),
        value: describeCause(cause),
    })));
    const beside = (0,levels/* bySeverity */.Np)(report.alerts)
        .flatMap((alert) => Object.entries(alert.context))
        .map(([label, value]) => ({ label, value }))
        .filter(({ label, value }) => value !== '' && !shownElsewhere.includes(label));
    // What moved with several changes is told of the first.
    return [
        ...firstOf(told, ({ value }) => value),
        ...firstOf(beside, ({ label, value }) => `${label}\n${value}`),
    ];
}
function firstOf(items, keyOf) {
    const seen = new Set();
    return items.filter((item) => seen.size < seen.add(keyOf(item)).size);
}
/** A sentence with its full stop. */
function phrases_endSentence(text) {
    const trimmed = text.trim();
    return trimmed === '' || /[.!?…:]$/.test(trimmed) ? trimmed : `${trimmed}.`;
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
function changeColumns(links) {
    return [
        { title: 'What changed', cell: nameChange },
        { title: 'From', right: true, cell: (c) => formatMeasure(c.from, c.series) },
        { title: 'To', right: true, cell: (c) => formatMeasure(c.to, c.series) },
        { title: 'Change<br>(95&nbsp;% interval)', right: true, cell: writeChange },
        { title: 'Trend', cell: (c) => `\`${sparkline(c.spark.slice(-sparkPoints))}\`` },
        { title: 'Since', cell: (c) => writeSince(c, links) },
    ];
}
function nameChange(change) {
    const [first = '', ...more] = nameSeries(change.series);
    const isBold = change.verdict === 'confirmed' && change.state === 'new';
    const label = (isBold ? `**${markdown_writePhrase([first])}**` : markdown_writePhrase([first])) + markdown_writePhrase(more);
    const doubt = qualifyChange(change);
    return `${changeIcon(change)}&nbsp;${label}${doubt === '' ? '' : ` (${doubt})`}${writeAcknowledgement(change)}`;
}
/** Who expects it, why, and until when. */
function writeAcknowledgement({ acknowledgement }) {
    if (acknowledgement === null)
        return '';
    const { owner, reason, expires } = acknowledgement;
    return `<br>${(0,render_escape/* escapeMarkdown */.FV)(owner, 60)}: ${(0,render_escape/* escapeMarkdown */.FV)(reason, 120)}, until ${expires}`;
}
function writeChange(change) {
    const interval = change.interval === null ? '' : `<br>${formatMoveInterval(change)}`;
    return `**${formatMove(change)}**${interval}`;
}
/** First commit on the new level, linked to the commits that hold the cause, and how long ago it was. */
function writeSince(change, links) {
    if (change.since === null)
        return unknown;
    const { commit, lastGoodCommit, buildsAgo } = change.since;
    const ago = (buildsAgo === 0 ? 'this build' : `${plural(buildsAgo, 'build')} ago`).replaceAll(' ', '&nbsp;');
    if (commit === null)
        return ago;
    const repository = (0,render_escape/* safeUrl */.Pl)(links.repository);
    if (!isCommit(commit))
        return `${(0,render_escape/* codeSpan */.SS)(commit, 40)}<br>${ago}`;
    // Outside a code span GitHub links a commit by itself.
    if (repository === null)
        return `${shortCommit(commit)}<br>${ago}`;
    const path = isCommit(lastGoodCommit) ? `compare/${lastGoodCommit}...${commit}` : `commit/${commit}`;
    return `[${shortCommit(commit)}](${repository}/${path})<br>${ago}`;
}
function isRate({ series }) {
    return series.measure === 'success_rate' || series.measure === 'flake_rate';
}
/** `noise 3 %, 5 of 5 newest above all 24 baseline values, p = 0.0004`: why a change is believed. */
function writeEvidence(change) {
    if (isRate(change)) {
        const what = change.series.measure === 'flake_rate' ? 'flaked' : 'failed';
        const chance = formatProbability(change.p);
        return `${change.newestAbove} of the ${change.newest} newest ${what}; ${formatPercent(what === 'flaked' ? change.from : 1 - change.from)} of the ${change.baselineBuilds} before, ${chance}`;
    }
    const parts = [
        `${change.newestAbove} of ${change.newest} newest ${change.series.better === 'lower' ? 'above' : 'below'} all ${plural(change.baselineBuilds, 'earlier value')}`,
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
/** One line for each reason that changes are expected for. */
function writeAcknowledgements(changes) {
    const lines = changes.flatMap((change) => {
        const words = describeAcknowledgement(change);
        return words === null ? [] : [`- ${markdown_writePhrase(words)}`];
    });
    return [...new Set(lines)].slice(0, 10).join('\n');
}
/** Tasks that passed and failed on one commit. */
function writeFlaky(flaky, max) {
    const columns = [
        { title: 'Task', cell: (task) => `${(0,render_escape/* codeSpan */.SS)(task.name)} (${(0,render_escape/* codeSpan */.SS)(task.kind)})` },
        { title: 'Failed, then passed on the same commit', cell: describeFlakes },
        { title: 'In this build', cell: (task) => (task.now ? 'yes' : '') },
    ];
    return markdown_writeTable(columns, flaky, max, 'task');
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

;// CONCATENATED MODULE: ./build/render/machine.js


const maxColumns = 60;
const showRate = (bytes) => `${formatBytes(bytes)}/s`;
const showCount = (count) => formatCount(Math.round(count));
/** What is shown of a sampled machine. */
const machineRows = [
    { name: 'CPU', show: formatPercent, read: (p) => p.cpuRatio },
    { name: 'Memory', show: formatBytes, read: (p) => p.memoryUsedBytes },
    { name: 'Memory in use', show: formatPercent, read: (p) => p.memoryUsedBytes / p.memoryTotalBytes },
    { name: 'Disk, read', show: showRate, read: (p) => p.diskReadBytesPerSecond },
    { name: 'Disk, written', show: showRate, read: (p) => p.diskWriteBytesPerSecond },
    { name: 'Network, received', show: showRate, read: (p) => p.networkReceivedBytesPerSecond },
    { name: 'Network, sent', show: showRate, read: (p) => p.networkSentBytesPerSecond },
    { name: 'Processes', show: showCount, read: (p) => p.processes },
    { name: 'Tasks at work', show: showCount, read: (p) => p.workers },
];
/** One row a series with its mean, peak and course, and how healthy it all was. */
function writeMachine(health) {
    const known = machineRows
        .map((row) => ({ ...row, values: health.points.map(row.read).filter((value) => value !== null) }))
        .filter(({ values }) => values.length > 0);
    const table = markdown_writeTable([
        { title: 'Machine', cell: (row) => row.name },
        { title: 'Mean', right: true, cell: (row) => row.show(mean(row.values)) },
        {
            title: 'Peak',
            right: true,
            cell: (row) => row.show(row.values.reduce((a, b) => Math.max(a, b))),
        },
        { title: 'Course', cell: (row) => sparkline(thin(row.values)) },
    ], known, known.length, 'series');
    return `${table}\n\n${describeHealth(health)} From ${plural(health.samples, 'sample')}.`;
}
function mean(values) {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
}
const words = {
    HEALTHY: 'healthy',
    WARNING: 'strained',
    DEGRADED: 'degraded',
    CRITICAL: 'critical',
};
/** `Health: healthy at the end, degraded at its worst, and improving.` */
function describeHealth({ status, worstStatus, trend }) {
    const heading = trend === 'improving' || trend === 'degrading' ? `, and ${trend}` : '';
    if (status === worstStatus)
        return `Health: ${words[status]} at the end${heading}.`;
    return `Health: ${words[status]} at the end, ${words[worstStatus]} at its worst${heading}.`;
}
/** At most 60 values, each the peak of its stretch. */
function thin(values) {
    const stride = Math.max(1, Math.ceil(values.length / maxColumns));
    return Array.from({ length: Math.ceil(values.length / stride) }, (_, i) => values.slice(i * stride, (i + 1) * stride).reduce((a, b) => Math.max(a, b)));
}

;// CONCATENATED MODULE: ./build/render/html/health.js



/** What was sampled at least twice. */
function listHealth(report) {
    const points = report.health?.points ?? [];
    return machineRows.flatMap((row) => {
        const samples = points.map((point) => health_finite(row.read(point)));
        const known = samples.filter((sample) => sample !== null);
        return known.length < 2 || known.every((sample) => sample === 0) ? [] : [{ title: row.name, samples }];
    });
}
function health_finite(value) {
    return value !== null && Number.isFinite(value) ? Number(value.toPrecision(6)) : null;
}
/** '' when nothing was sampled. */
function writeHealth({ health }, charted) {
    if (health === null || charted.length === 0)
        return '';
    const charts = charted.map(({ title }, index) => `<figure class="chart" data-health="${index}" hidden><figcaption>${title}</figcaption></figure>`);
    const rows = charted.flatMap(({ title, samples }) => {
        const row = machineRows.find(({ name }) => name === title);
        return row ? [{ title, show: row.show, known: samples.filter((sample) => sample !== null) }] : [];
    });
    const table = writeTable('Health', [
        { title: 'Measured', kind: 'name', cell: (h) => h.title },
        { title: 'Least', kind: 'n', cell: (h) => h.show(h.known.reduce((a, b) => Math.min(a, b))) },
        { title: 'Mean', kind: 'n', cell: (h) => h.show(h.known.reduce((a, b) => a + b) / h.known.length) },
        { title: 'Most', kind: 'n', cell: (h) => h.show(h.known.reduce((a, b) => Math.max(a, b))) },
        { title: 'At the end', kind: 'n', cell: (h) => h.show(h.known.at(-1) ?? 0) },
    ], rows, rows.length);
    return `<p>${describeHealth(health)} From ${plural(health.samples, 'sample')}.</p><div class="charts">${charts.join('\n')}</div>${table}`;
}

;// CONCATENATED MODULE: ./build/render/html/charts.js
/** Small charts of the HTML report as inline SVG. */
const width = 140;
const height = 34;
/**
 * A line without axes over the band of what is usual, dotted where the level changed; its numbers stand in the
 * row beside it. '' with fewer than two values.
 */
function drawSparkline(values, band, changedBuildsAgo) {
    const known = values.filter((value) => Number.isFinite(value));
    if (known.length < 2)
        return '';
    const edges = band.filter((edge) => Number.isFinite(edge));
    const low = Math.min(...known, ...edges);
    const span = Math.max(...known, ...edges) - low || 1;
    const x = (index) => charts_round((index / (known.length - 1)) * (width - 8) + 4);
    const y = (value) => charts_round(height - 4 - ((value - low) / span) * (height - 8));
    const [from = 0, to = 0] = edges;
    const usual = edges.length === 2
        ? `<rect class="band" x="0" width="${width}" y="${y(to)}" height="${Math.max(1.5, charts_round(y(from) - y(to)))}"/>`
        : '';
    const changed = known.length - 1.5 - (changedBuildsAgo ?? known.length);
    const mark = changed > 0 ? `<line class="mark" x1="${x(changed)}" x2="${x(changed)}" y1="0" y2="${height}"/>` : '';
    const points = known.map((value, index) => `${x(index)},${y(value)}`).join(' ');
    const end = known.length - 1;
    return `<svg class="spark" viewBox="0 0 ${width} ${height}" aria-hidden="true">${usual}${mark}<polyline class="trend" points="${points}"/><circle class="now" cx="${x(end)}" cy="${y(known[end] ?? 0)}" r="3"/></svg>`;
}
function charts_round(value) {
    return Math.round(value * 10) / 10;
}

;// CONCATENATED MODULE: ./build/render/html/sections.js





/** The table of what moved, or why there is none. */
function writeChanges(report) {
    if (report.changes.length > 0) {
        return writeTable('Changes', sections_changeColumns, report.changes, 200) + sections_writeEvidence(report);
    }
    if (report.baseline.status !== 'ready')
        return '<p>Nothing was compared.</p>';
    const { series, learning } = report.testing;
    const waiting = learning > 0 ? ` ${formatCount(learning)} more are still learning.` : '';
    return `<p>No change among ${formatCount(series)} series.${waiting}</p>`;
}
const sections_changeColumns = [
    { title: 'What', kind: 'name', cell: (c) => writePhrase(nameSeries(c.series)) },
    { title: 'Change', kind: 'n', cell: writeRatio },
    { title: 'From', kind: 'n', cell: (c) => formatMeasure(c.from, c.series) },
    { title: 'To', kind: 'n', cell: (c) => formatMeasure(c.to, c.series) },
    { title: 'Verdict', cell: writeVerdict },
    { title: 'Trend', cell: (c) => drawSparkline(c.spark, c.band, c.since?.buildsAgo ?? null) },
    { title: 'Since', cell: (c) => (0,render_escape/* escapeHtml */.ZD)(describeSince(c)) },
];
const evidenceColumns = [
    { title: 'What', kind: 'name', cell: (c) => writePhrase(nameSeries(c.series)) },
    { title: '95 % interval', kind: 'n', cell: (c) => formatMoveInterval(c) },
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
    return change.band.map((edge) => formatMeasure(edge, change.series)).join(' to ');
}
function sections_writeEvidence(report) {
    const { series, expectedFalseAlarms } = report.testing;
    const odds = `${formatCount(series)} series were tested; on unchanged code about ${formatCount(expectedFalseAlarms)} false alarms a build are expected.`;
    const table = writeTable('Evidence', evidenceColumns, report.changes, 200);
    return `<details><summary>How sure is this?</summary><p>${odds}</p>${table}</details>`;
}
function writeRatio(change) {
    const interval = change.interval === null ? '' : `<br><span class="soft">${formatMoveInterval(change)}</span>`;
    return `<strong>${formatMove(change)}</strong>${interval}`;
}
function writeVerdict(change) {
    const tones = { confirmed: 'bad', suspect: 'warn-text', drift: 'warn-text', improvement: 'good' };
    const tone = change.state === 'recovered' ? 'good' : change.state === 'new' ? tones[change.verdict] : 'soft';
    const level = change.level === null ? '' : ` ${change.level}`;
    const expected = phrases_describeAcknowledgement(change);
    const why = expected === null ? '' : `<br><span class="soft">${writePhrase(expected)}</span>`;
    return `<span class="tag ${tone}">${qualifyChange(change) || 'confirmed'}</span>${level}${why}`;
}
/** Alerts with their actions and facts, then the facts that may explain them, then what to do. */
function writeWhy(report) {
    const alerts = (0,levels/* bySeverity */.Np)(report.alerts)
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
/** Tasks that passed and failed on one commit, in this build or before. */
function sections_writeFlaky(report) {
    return writeTable('Flaky tasks', [
        { title: 'Task', kind: 'name', cell: (t) => (0,render_escape/* escapeHtml */.ZD)(t.name, 200) },
        { title: 'Kind', cell: (t) => (0,render_escape/* escapeHtml */.ZD)(t.kind, 40) },
        { title: 'Failed, then passed on the same commit', kind: 'n', cell: describeFlakes },
        { title: 'In this build', cell: (t) => (t.now ? 'yes' : '') },
    ], report.flaky, 50);
}
/** Errors by type. */
function writeErrors(report) {
    return writeTable('Errors by type', [
        { title: 'Type', kind: 'name', cell: (e) => (0,render_escape/* escapeHtml */.ZD)(e.type, 120) },
        { title: 'Count', kind: 'n', cell: (e) => formatCount(e.count) },
    ], report.metrics.topErrors, 50);
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


const pageStyle = `${chartStyle}${flamegraphStyle}
:root{color-scheme:light dark;--bg:#fff;--panel:#f6f8fa;--text:#1f2328;--soft:#59636e;--line:#d1d9e0;--accent:#0969da;
--good:#1a7f37;--warn:#9a6700;--bad:#cf222e;--goodbg:#dafbe1;--warnbg:#fff8c5;--badbg:#ffebe9;--band:#0969da24;--hit:#a9b6c2;--hot:#bc4c00}
@media (prefers-color-scheme:dark){:root{--bg:#0d1117;--panel:#161b22;--text:#e6edf3;--soft:#9198a1;--line:#30363d;--accent:#4493f8;
--good:#3fb950;--warn:#d29922;--bad:#f85149;--goodbg:#12261e;--warnbg:#272115;--badbg:#2d1517;--band:#4493f83d;--hit:#59636e;--hot:#f0883e}}
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
input,select{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--line);border-radius:6px;padding:6px 10px}
input{width:min(300px,80vw)}select{max-width:min(460px,80vw)}
.tools output{font-size:13px;color:var(--soft);padding-bottom:8px}
.bad{color:var(--bad)}.good{color:var(--good)}.warn-text{color:var(--warn)}.soft{color:var(--soft)}
.tag{display:inline-block;border:1px solid currentColor;border-radius:10px;padding:0 8px;font-size:12px;white-space:nowrap;font-family:system-ui,sans-serif}
ol,ul{padding-left:22px;margin:8px 0}li{overflow-wrap:anywhere}
.alerts{list-style:none;padding:0}.alerts li{border:1px solid var(--line);border-left:4px solid var(--warn);border-radius:6px;padding:8px 12px;margin:0 0 8px}
.alerts li.critical,.alerts li.error{border-left-color:var(--bad)}.alerts p{margin:2px 0}
svg{display:block;max-width:100%;height:auto}svg.spark{width:140px;height:34px;min-width:110px}#changes td:last-child{min-width:112px}
.band{fill:var(--band)}.trend{fill:none;stroke:var(--accent);stroke-width:2;stroke-linejoin:round}
.now{fill:var(--text)}
.mark{stroke:var(--bad);stroke-width:1.5;stroke-dasharray:4 3}
.charts{display:grid;grid-template-columns:1fr 1fr;gap:18px 24px}.chart{margin:0;min-width:0}.chart[data-trend=duration]{grid-column:1/-1}
figcaption{font-weight:600;font-size:14px}figcaption .soft{font-weight:400}.chart output,.timeline output{display:block;font-size:13px;color:var(--soft);overflow-wrap:anywhere;min-height:20px}
canvas{display:block}.timeline canvas{width:100%;cursor:crosshair;touch-action:pan-y}
.key{display:inline-block;width:12px;height:12px;border-radius:2px;margin:0 4px 0 10px;vertical-align:-1px}
.key.ran{background:var(--accent);margin-left:0}.key.cached{background:var(--hit)}.key.failed{background:var(--bad)}.key.path{background:var(--hot)}
.views{display:flex;flex-wrap:wrap;gap:6px}.views button{font:inherit;font-size:13px;color:inherit;background:var(--bg);border:1px solid var(--line);border-radius:16px;padding:5px 12px;cursor:pointer}
.views button[aria-pressed=true]{border-color:var(--accent);background:var(--band);font-weight:600}.count{color:var(--soft);font-weight:400}
.data-table.live .scroll{max-height:560px;overflow:auto}.data-table.live thead th{position:sticky;top:0;z-index:1;box-shadow:inset 0 -1px var(--line)}
.data-table.live td{height:33px;padding-top:0;padding-bottom:0;white-space:nowrap;vertical-align:middle}.data-table.live td.name{max-width:420px;overflow:hidden;text-overflow:ellipsis}
.data-table.live table{border-collapse:separate;border-spacing:0}.space,.space td{border:0;padding:0}
.flame svg{width:100%;max-width:none}
.legend{font-size:13px;color:var(--soft);margin:6px 0 0}
details{margin:10px 0}summary{cursor:pointer}
footer{color:var(--soft);font-size:13px;margin-top:40px;padding-bottom:40px}
@media (max-width:640px){.charts{grid-template-columns:1fr}main,header,footer{padding:0 12px}h1{font-size:19px}th,td{padding:6px 8px}td.name{min-width:130px}}
@media print{nav,.tools,.skip{display:none}.scroll,.data-table.live .scroll{overflow:visible;max-height:none;border:0}.data-table.live td,.data-table.live td.name{white-space:normal}.space{display:none}body{font-size:11px}h2{break-after:avoid}tr,li{break-inside:avoid}}
`;

;// CONCATENATED MODULE: ./build/render/html/tasks.js
/** The table of all tasks, and its views: slowest, most changed, failing, flaky, on the critical path. */



/** Work that passed and failed on one commit: in this build, or by the history. */
function listFlaky(report) {
    const failed = new Set(report.retried.filter(hasFailed).map(tasks_keyOf));
    const now = report.tasks.filter((task) => task.result === 'success' && (failed.has(tasks_keyOf(task)) || task.attempt > 1));
    return new Set([...now, ...report.flaky].map(tasks_keyOf));
}
/** Tasks that the page holds; the JSON report has them all. */
const maxTasks = 15_000;
/** Indexes of the tasks that the page holds, in their order: of too many those that failed, moved or took long. */
function chooseTasks(tasks) {
    const all = tasks.map((_, index) => index);
    if (tasks.length <= maxTasks)
        return all;
    const weights = tasks.map((task) => (hasFailed(task) ? 1e15 : 0) + (task.durationMs ?? 0) * (1 + 10 * Math.abs(compareTask(task) ?? 0)));
    return all
        .sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0))
        .slice(0, maxTasks)
        .sort((a, b) => a - b);
}
/** What was left out, in words; '' when nothing was. */
function countHiddenTasks({ tasks }) {
    const hidden = tasks.length - maxTasks;
    return hidden > 0 ? `<p class="soft">${hidden} shorter tasks are in the JSON report alone.</p>` : '';
}
function tasks_keyOf({ kind, name }) {
    return `${kind}\0${name}`;
}
/** null without tasks. */
function listTasks(report) {
    if (report.tasks.length === 0)
        return null;
    const indexes = chooseTasks(report.tasks);
    const tasks = indexes.flatMap((index) => report.tasks[index] ?? []);
    const flaky = listFlaky(report);
    const path = new Set(report.criticalPath?.steps);
    const begin = report.criticalPath?.startTimeMs ?? report.build.startTimeMs ?? 0;
    const has = (read) => tasks.some((task) => read(task) !== null);
    const columns = [];
    const add = (title, format, isShown, read) => {
        if (isShown)
            columns.push(makeColumn(title, format, tasks, read));
    };
    add('Task', 'name', true, (t) => t.name);
    add('Kind', 'word', true, (t) => t.kind);
    add('Result', 'word', true, (t) => t.result);
    add('Duration', 'duration', true, (t) => t.durationMs);
    add('Usual', 'duration', has((t) => t.baselineMs), (t) => t.baselineMs);
    add('Change', 'change', has((t) => t.baselineMs), compareTask);
    add('80 % of builds', 'band', has((t) => t.bandMs), (t) => t.bandMs);
    add('Start', 'duration', has((t) => t.startTimeMs), (t) => (t.startTimeMs === null ? null : t.startTimeMs - begin));
    add('Cache', 'word', tasks.some((t) => t.cache !== 'unknown'), (t) => t.cache);
    add('Attempts', 'count', tasks.some((t) => t.attempt > 1), (t) => t.attempt);
    add('Error', 'word', has((t) => t.errorType), (t) => t.errorType);
    add('Model', 'word', has((t) => t.model), (t) => t.model);
    add('Cost', 'money', has((t) => t.costUsd), (t) => t.costUsd);
    add('Tokens', 'count', has((t) => t.tokens), (t) => t.tokens);
    const place = (title) => columns.findIndex((column) => column.title === title);
    const choose = (title, sortBy, isIn) => {
        const rows = tasks.flatMap((task, row) => (isIn(task, row) ? [row] : []));
        return rows.length > 0
            ? [{ title, rows, sortBy: Math.max(0, place(sortBy)), descending: sortBy !== 'Start' }]
            : [];
    };
    const isChanged = (task) => Math.abs(compareTask(task) ?? 0) > 0.05;
    const views = [
        { title: 'All', rows: null, sortBy: place('Duration'), descending: true },
        ...choose('Failing', 'Duration', hasFailed),
        ...choose('Flaky', 'Attempts', (task) => flaky.has(tasks_keyOf(task))),
        ...choose('Most changed', 'Change', isChanged),
        ...choose('On the critical path', 'Start', (_, row) => path.has(indexes[row] ?? -1)),
        ...choose('Not from the cache', 'Duration', (task) => task.cache === 'miss'),
    ];
    return { noun: 'task', columns, views };
}

;// CONCATENATED MODULE: ./build/render/profile/lanes.js
/**
 * In the order of start. Work lies inside its parent where it fits there and no other child does; else in a
 * free lane. Costs O(n log n).
 */
function placeInLanes(works) {
    const order = [...works].sort((a, b) => a.startTimeMs - b.startTimeMs || b.durationMs - a.durationMs || a.index - b.index);
    const open = new Map();
    const lanes = [];
    return order.map((work) => {
        const end = work.startTimeMs + work.durationMs;
        const parent = work.parent === null ? undefined : open.get(work.parent);
        const fits = parent !== undefined && parent.usedUntil <= work.startTimeMs && end <= parent.end;
        if (fits)
            parent.usedUntil = end;
        const lane = fits ? parent.lane : takeLane(lanes, work.startTimeMs, end);
        const depth = fits ? parent.depth + 1 : 0;
        open.set(work.index, { index: work.index, lane, depth, end, usedUntil: work.startTimeMs });
        return { work, lane, depth };
    });
}
/** The lane that has been free longest, from a heap by the time it gets free; a new one when none is. */
function takeLane(heap, start, end) {
    const first = heap[0];
    if (first !== undefined && first.freeAt <= start) {
        first.freeAt = end;
        siftDown(heap);
        return first.lane;
    }
    const lane = heap.length;
    heap.push({ lane, freeAt: end });
    siftUp(heap);
    return lane;
}
function siftUp(heap) {
    let at = heap.length - 1;
    while (at > 0) {
        const above = (at - 1) >> 1;
        if (heap[above].freeAt <= heap[at].freeAt)
            return;
        [heap[above], heap[at]] = [heap[at], heap[above]];
        at = above;
    }
}
function siftDown(heap) {
    let at = 0;
    for (;;) {
        const left = 2 * at + 1;
        const right = left + 1;
        let least = at;
        if (left < heap.length && heap[left].freeAt < heap[least].freeAt)
            least = left;
        if (right < heap.length && heap[right].freeAt < heap[least].freeAt)
            least = right;
        if (least === at)
            return;
        [heap[least], heap[at]] = [heap[at], heap[least]];
        at = least;
    }
}

;// CONCATENATED MODULE: ./build/render/html/page-data.js
/** How a bar ended, in the order of `TimelineData.tone`. */
const tones = ['ran', 'cached', 'failed', 'skipped'];

;// CONCATENATED MODULE: ./build/render/html/timeline.js
/** The timeline of tasks: bars in lanes, how many ran at once, and the critical path as a table. */







/** Lanes that are drawn, and bars in them; what lies deeper or is shorter is counted. */
const maxLanes = 100;
const maxBars = 15_000;
/** Work that nothing timed ran inside of: what the lanes show. */
function listLeaves(report) {
    const timed = listWork(report).filter(isTimed);
    const parents = new Set(timed.map(({ parent }) => parent));
    return timed.filter((work) => work.kind !== 'span' && !parents.has(work.index));
}
/** null with fewer than two leaves that have their times. */
function layTimeline(report) {
    const leaves = listLeaves(report);
    const path = report.criticalPath;
    if (leaves.length < 2 || path === null)
        return null;
    const shortest = leaves.map((work) => work.durationMs).sort((a, b) => b - a)[maxBars] ?? -1;
    const placed = placeInLanes(leaves.map((work) => ({ ...work, parent: null }))).filter(({ work, lane }) => lane < maxLanes && work.durationMs > shortest);
    const onPath = new Set(path.steps);
    const round = (value) => Number(value.toFixed(3));
    return {
        wallMs: path.wallMs,
        lanes: placed.reduce((most, { lane }) => Math.max(most, lane + 1), 0),
        names: placed.map(({ work }) => (0,render_escape/* cleanText */.X5)(work.name, 120)),
        starts: placed.map(({ work }) => round(work.startTimeMs - path.startTimeMs)),
        durations: placed.map(({ work }) => round(work.durationMs)),
        lane: placed.map(({ lane }) => lane),
        tone: placed.map(({ work }) => tones.indexOf(timeline_toneOf(work))),
        path: placed.flatMap(({ work }, index) => (onPath.has(work.index) ? [index] : [])),
        parallelism: path.parallelism,
    };
}
function timeline_toneOf(work) {
    if (hasFailed(work))
        return 'failed';
    if (work.result === 'skip')
        return 'skipped';
    return work.cached ? 'cached' : 'ran';
}
/** '' without a timeline. */
function writeTimeline(report, timeline) {
    const path = report.criticalPath;
    if (timeline === null || path === null)
        return '';
    const { tasks, retried } = report;
    const untimed = [...tasks, ...retried].filter((task) => task.startTimeMs === null || task.durationMs === null).length;
    const left = untimed > 0 ? ` ${plural(untimed, 'task')} without times left out.` : '';
    const deep = listLeaves(report).length - timeline.names.length;
    const hidden = deep > 0 ? ` ${plural(deep, 'task')} beyond ${maxLanes} lanes or too short not drawn.` : '';
    return `<p>${plural(path.steps.length, 'task')} one after the other ${path.steps.length === 1 ? 'takes' : 'take'} ${formatPercent(path.coveredMs / path.wallMs)} of the ${formatDuration(path.wallMs)} from the first start to the last end: the critical path. On average ${path.meanParallelism.toFixed(1)} tasks ran at once, at most ${path.maxParallelism}.</p>
<div class="timeline" hidden><canvas tabindex="0" role="img" aria-label="Timeline of the tasks; the tables have its numbers. Arrow keys move from task to task, plus and minus zoom."></canvas>
<output aria-live="polite">Arrow keys: from task to task. Plus, minus, Ctrl and wheel: zoom. Drag: move. 0: all.</output></div>
<p class="legend"><span class="key ran"></span>ran <span class="key cached"></span>from the cache <span class="key failed"></span>failed <span class="key path"></span>on the critical path. Above the bars: how many ran at once.${left}${hidden}</p>
<details open><summary>The critical path</summary>${writePath(report)}</details>`;
}
function writePath(report) {
    const works = listWork(report);
    const path = report.criticalPath;
    if (path === null)
        return '';
    const steps = path.steps.flatMap((index) => {
        const work = works[index];
        return work !== undefined && isTimed(work) ? [work] : [];
    });
    return writeTable('Critical path', [
        { title: 'Task', kind: 'name', cell: (w) => (0,render_escape/* escapeHtml */.ZD)(w.name, 200) },
        { title: 'Start', kind: 'n', cell: (w) => formatDuration(w.startTimeMs - path.startTimeMs) },
        { title: 'Duration', kind: 'n', cell: (w) => formatDuration(w.durationMs) },
        { title: 'Of the wall time', kind: 'n', cell: (w) => formatPercent(w.durationMs / path.wallMs) },
        {
            title: 'Against the usual',
            kind: 'n',
            cell: (w) => (w.baselineMs && !w.cached ? formatChange(w.durationMs / w.baselineMs - 1) : ''),
        },
    ], steps, 100);
}

;// CONCATENATED MODULE: ./build/render/html/trend.js




const numbers = [
    {
        key: 'duration',
        title: 'Build time',
        format: 'duration',
        read: (p) => p.durationMs,
        measure: 'duration',
    },
    { key: 'cost', title: 'Build cost', format: 'money', read: (p) => p.costUsd, measure: 'cost' },
    { key: 'tokens', title: 'Build tokens', format: 'count', read: (p) => p.tokens, measure: 'tokens' },
    { key: 'success', title: 'Success rate', format: 'percent', read: (p) => p.successRate, measure: null },
    { key: 'cache', title: 'Cache hits', format: 'percent', read: (p) => p.cacheHitRate, measure: null },
    { key: 'tasks', title: 'Tasks', format: 'count', read: (p) => p.tasks, measure: null },
    { key: 'failed', title: 'Failed tasks', format: 'count', read: (p) => p.failedTasks, measure: null },
];
/** null with fewer than two builds. */
function listTrend(report) {
    const { trend } = report;
    if (trend.length < 2)
        return null;
    const series = numbers.flatMap((number) => {
        const values = trend.map((point) => known(number.read(point)));
        const isKnown = values.filter((value) => value !== null).length >= 2;
        return isKnown
            ? [{ key: number.key, title: number.title, format: number.format, values, ...judged(report, number) }]
            : [];
    });
    const builds = trend.map((point) => ({
        timeMs: known(point.timeMs),
        label: `${formatTime(point.timeMs)}${nameCommit(point) === '' ? '' : `, ${nameCommit(point)}`}`,
        result: point.result,
        complete: point.complete,
        commit: nameCommit(point),
        runner: (0,render_escape/* cleanText */.X5)(point.runner ?? '', 120),
    }));
    return { series, builds };
}
function known(value) {
    return value !== null && Number.isFinite(value) ? value : null;
}
function nameCommit(point) {
    return isCommit(point.commit) ? shortCommit(point.commit) : (0,render_escape/* cleanText */.X5)(point.commit ?? '', 40);
}
/** What is usual for a number, and where it changed. */
function judged(report, number) {
    const change = report.changes.find(({ series }) => series.scope === 'build' && series.measure === number.measure);
    const index = report.trend.findIndex((point) => point.buildId === change?.since?.buildId);
    const band = change?.band ?? (number.measure === null ? null : spread(report, number.read));
    return { band: band?.every(Number.isFinite) ? band : null, changedAt: index < 0 ? null : index };
}
/** 10th and 90th percentile (nearest rank) of the builds before this one; null with fewer than five. */
function spread(report, read) {
    if (report.baseline.status !== 'ready')
        return null;
    const values = report.trend
        .slice(0, -1)
        .filter((point) => point.complete && point.result === 'success')
        .map((point) => read(point) ?? Number.NaN)
        .filter(Number.isFinite)
        .sort((a, b) => a - b);
    const at = (part) => values[Math.ceil(part * values.length) - 1] ?? 0;
    return values.length < 5 ? null : [at(0.1), at(0.9)];
}
/** The builds of the trend as a table, newest first. */
function listBuilds(report) {
    const { trend } = report;
    if (trend.length < 2)
        return null;
    const has = (read) => trend.some((point) => read(point) !== null);
    const columns = [
        makeColumn('Build', 'time', trend, (p) => p.timeMs),
        makeColumn('Commit', 'name', trend, nameCommit),
        makeColumn('Result', 'word', trend, (p) => (p.complete ? p.result : `${p.result}, incomplete`)),
        ...numbers
            .filter(({ read }) => has(read))
            .map(({ title, format, read }) => makeColumn(title, format, trend, read)),
        ...(has((p) => p.pullRequest) ? [makeColumn('Pull request', 'count', trend, (p) => p.pullRequest)] : []),
        ...(has((p) => p.runner) ? [makeColumn('Runner', 'word', trend, (p) => p.runner)] : []),
    ];
    return { noun: 'build', columns, views: [{ title: 'All', rows: null, sortBy: 0, descending: true }] };
}
/** Build time always; of the others those that a chart says something of. Counts stand in the tables. */
function isCharted({ key, values }) {
    if (key === 'duration')
        return true;
    return key !== 'tasks' && key !== 'failed' && new Set(values).size > 1;
}
/** '' without a trend. */
function writeTrend(trend, builds) {
    if (trend === null || builds === null)
        return '';
    const charts = trend.series.filter(isCharted).map(({ key, title, format, band, changedAt, values }) => {
        const usual = band === null ? '' : ` Band: usual, ${band.map((edge) => formatCell(format, edge)).join(' to ')}.`;
        const since = changedAt === null ? '' : ` Dashed: changed ${plural(values.length - 1 - changedAt, 'build')} ago.`;
        return `<figure class="chart" data-trend="${key}" hidden><figcaption>${title}<span class="soft">${usual}${since}</span></figcaption></figure>`;
    });
    return `<div class="charts">${charts.join('\n')}</div>
<p class="legend">Each dot is a build, hollow when it failed. Arrow keys move along a chart; drag to zoom, double-click or Escape for all.</p>
<details><summary>The builds as a table</summary>${writeDataTable('builds', 'Builds', builds)}</details>`;
}
/** Two builds of the trend side by side; '' without a trend. */
function writeComparison(report) {
    if (report.trend.length < 2)
        return '';
    return `<div class="compare" hidden><div class="tools"><label>Build A<select></select></label>
<label>Build B<select></select></label></div>
<div class="scroll" role="region" aria-label="Two builds side by side" tabindex="0"><table><thead><tr><th scope="col">Fact</th><th scope="col" class="n">Build A</th><th scope="col" class="n">Build B</th><th scope="col" class="n">B against A</th></tr></thead><tbody></tbody></table></div></div>
<noscript><p class="soft">Choosing two builds needs scripts; the table of builds has the numbers.</p></noscript>`;
}

;// CONCATENATED MODULE: ./build/render/html.js
/**
 * The HTML report: one file that needs no network, in the order is it worse, what, since when, why.
 * Its own style and script are named by hash in a Content-Security-Policy, so that nothing else can run:
 * https://www.w3.org/TR/CSP3/
 */















/** A whole HTML document. */
function renderHtml(report, notices = []) {
    const tables = { tasks: listTasks(report), events: listEvents(report), builds: listBuilds(report) };
    const trend = listTrend(report);
    const timeline = layTimeline(report);
    const health = listHealth(report);
    const data = { tables: dropEmpty(tables), trend, timeline, health };
    const table = (id, caption) => {
        const rows = tables[id];
        return rows === null ? '' : writeDataTable(id, caption, rows);
    };
    const sections = [
        ['changes', 'What changed', writeChanges(report)],
        ['trend', 'Since when', writeTrend(trend, tables.builds)],
        ['why', 'Why, and what to do', writeWhy(report)],
        ['errors', 'Errors by type', writeErrors(report)],
        ['tasks', 'Tasks', table('tasks', 'Tasks') + countHiddenTasks(report)],
        ['flaky', 'Flaky tasks', sections_writeFlaky(report)],
        ['timeline', 'Timeline and critical path', writeTimeline(report, timeline)],
        ['flamegraph', 'Flamegraph', writeFlame(report)],
        ['compare', 'Two builds side by side', writeComparison(report)],
        ['models', 'Cost and tokens by model', writeModels(report)],
        ['thresholds', 'Thresholds', writeThresholds(report)],
        ['health', 'Health of the machine', writeHealth(report, health)],
        ['measurements', 'Measurements', writeMeasurements(report)],
        ['events', 'Events', table('events', 'Events') + countHiddenEvents(report)],
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
<script type="application/json" id="data">${(0,render_escape/* jsonForScript */.vN)(data)}</script>
<script>${reportScript}</script>
</body>
</html>
`;
}
const policy = [
    "default-src 'none'",
    `style-src '${hash(pageStyle)}'`,
    `script-src '${hash(reportScript)}'`,
    "base-uri 'none'",
    "form-action 'none'",
].join('; ');
function dropEmpty(tables) {
    return Object.fromEntries(Object.entries(tables).flatMap(([id, table]) => (table ? [[id, table]] : [])));
}
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

;// CONCATENATED MODULE: ./build/render/profile/chrome-trace.js



/** Work without a start is left out and counted in `otherData`; '' when there is nothing to place. */
function renderChromeTrace(report) {
    const works = listWork(report);
    const timed = works.filter(isTimed);
    if (timed.length === 0)
        return '';
    const begin = timed.reduce((least, work) => Math.min(least, work.startTimeMs), Number.POSITIVE_INFINITY);
    const onPath = new Set(report.criticalPath?.steps);
    const lanes = new Set();
    const events = placeInLanes(timed).map(({ work, lane }) => {
        lanes.add(lane);
        return {
            ph: 'X',
            pid: 1,
            tid: lane + 1,
            name: (0,render_escape/* cleanText */.X5)(work.name, 300) || '?',
            cat: (0,render_escape/* cleanText */.X5)(work.kind, 60) || 'task',
            ts: toMicroseconds(work.startTimeMs - begin),
            dur: toMicroseconds(work.durationMs),
            args: {
                result: work.result,
                ...(work.cached ? { cache: 'hit' } : {}),
                ...(onPath.has(work.index) ? { 'critical path': true } : {}),
                ...(work.baselineMs === null ? {} : { 'usual ms': work.baselineMs }),
            },
        };
    });
    const names = [
        { ph: 'M', pid: 1, name: 'process_name', args: { name: (0,render_escape/* cleanText */.X5)(report.name) } },
        ...[...lanes].map((lane) => ({
            ph: 'M',
            pid: 1,
            tid: lane + 1,
            name: 'thread_name',
            args: { name: `Lane ${lane + 1}` },
        })),
    ];
    const otherData = {
        tool: `build-telemetry ${report.toolVersion}`,
        'start (epoch ms)': String(begin),
        'left out for lack of a start': String(works.length - timed.length),
    };
    const lines = [...names, ...events].map((event) => JSON.stringify(event));
    return `{"displayTimeUnit":"ms","otherData":${JSON.stringify(otherData)},"traceEvents":[\n${lines.join(',\n')}\n]}\n`;
}
/** To the nanosecond. */
function toMicroseconds(ms) {
    return Math.round(ms * 1e6) / 1000;
}

;// CONCATENATED MODULE: ./build/render/profile/folded.js


/** '' when no duration is known. */
function renderFolded(report) {
    const lines = [];
    addLines(growFrames(report.name, listWork(report)), '', lines);
    return lines.map((line) => `${line}\n`).join('');
}
function addLines(frame, above, lines) {
    const stack = above + nameFrame(frame.name);
    const microseconds = Math.round(frame.selfMs * 1000);
    if (microseconds > 0)
        lines.push(`${stack} ${microseconds}`);
    for (const child of frame.children)
        addLines(child, `${stack};`, lines);
}
/** `;` would end the frame, and a number at the end would be read as a second count. */
function nameFrame(name) {
    return ((0,render_escape/* cleanText */.X5)(name, 300)
        .replaceAll(';', ',')
        .replace(/ (?=[\d.]+$)/, '_') || '?');
}

;// CONCATENATED MODULE: ./build/render/profile/speedscope.js



/** '' when no duration is known. */
function renderSpeedscope(report) {
    const works = listWork(report);
    const frames = new Map();
    const frameOf = (name) => {
        const known = frames.get(name);
        if (known !== undefined)
            return known;
        frames.set(name, frames.size);
        return frames.size - 1;
    };
    const samples = [];
    const weights = [];
    addSamples(growFrames(report.name, works), [], frameOf, samples, weights);
    if (samples.length === 0)
        return '';
    const endValue = weights.reduce((sum, weight) => sum + weight, 0);
    const summed = {
        type: 'sampled',
        name: 'All work',
        unit: 'milliseconds',
        startValue: 0,
        endValue,
        samples,
        weights,
    };
    const lanes = profileLanes(works.filter(isTimed), frameOf);
    const file = {
        $schema: 'https://www.speedscope.app/file-format-schema.json',
        name: (0,render_escape/* cleanText */.X5)(report.name),
        exporter: `build-telemetry@${report.toolVersion}`,
        activeProfileIndex: 0,
        shared: { frames: [...frames.keys()].map((name) => ({ name: (0,render_escape/* cleanText */.X5)(name, 300) })) },
        profiles: [summed, ...lanes],
    };
    return `${JSON.stringify(file)}\n`;
}
function addSamples(frame, above, frameOf, samples, weights) {
    const stack = [...above, frameOf(frame.name)];
    if (frame.selfMs > 0) {
        samples.push(stack);
        weights.push(frame.selfMs);
    }
    for (const child of frame.children)
        addSamples(child, stack, frameOf, samples, weights);
}
function profileLanes(works, frameOf) {
    const begin = works.reduce((least, work) => Math.min(least, work.startTimeMs), Number.POSITIVE_INFINITY);
    const lanes = [];
    for (const placed of placeInLanes(works)) {
        const lane = lanes[placed.lane];
        if (lane)
            lane.push(placed);
        else
            lanes[placed.lane] = [placed];
    }
    return lanes.map((lane, index) => {
        const events = writeEvents(lane, begin, frameOf);
        const endValue = events.at(-1)?.at ?? 0;
        return {
            type: 'evented',
            name: `Lane ${index + 1}`,
            unit: 'milliseconds',
            startValue: 0,
            endValue,
            events,
        };
    });
}
/** Opens and closes in order; what is open when something starts outside of it closes first. */
function writeEvents(lane, begin, frameOf) {
    const events = [];
    const open = [];
    const closeDownTo = (depth) => {
        while (open.length > depth)
            events.push({ type: 'C', ...open.pop() });
    };
    for (const { work, depth } of lane) {
        closeDownTo(depth);
        const frame = frameOf(work.name);
        events.push({ type: 'O', frame, at: work.startTimeMs - begin });
        open.push({ frame, at: work.startTimeMs + work.durationMs - begin });
    }
    closeDownTo(0);
    return events;
}

;// CONCATENATED MODULE: ./build/render/files.js







const reportFiles = [
    {
        name: 'report.json',
        flag: 'report',
        artifact: 'json',
        description: 'Write the JSON report (docs/report.schema.json).',
        render: renderJson,
    },
    {
        name: 'report.html',
        flag: 'html',
        artifact: 'html',
        description: 'Write the HTML report.',
        render: renderHtml,
    },
    {
        name: 'tasks.csv',
        flag: 'tasks-csv',
        artifact: 'csv',
        description: 'Write the tasks as CSV.',
        render: renderTasksCsv,
    },
    {
        name: 'events.csv',
        flag: 'events-csv',
        artifact: 'csv',
        description: 'Write the events as CSV.',
        render: renderEventsCsv,
    },
    {
        name: 'flamegraph.svg',
        flag: 'flamegraph',
        artifact: 'profile',
        description: 'Write an interactive flamegraph as SVG.',
        render: renderFlamegraph,
    },
    {
        name: 'stacks.folded',
        flag: 'folded',
        artifact: 'profile',
        description: 'Write folded stacks, for flamegraph.pl and inferno.',
        render: renderFolded,
    },
    {
        name: 'speedscope.json',
        flag: 'speedscope',
        artifact: 'profile',
        description: 'Write a profile for speedscope.app.',
        render: renderSpeedscope,
    },
    {
        name: 'trace.json',
        flag: 'chrome-trace',
        artifact: 'profile',
        description: 'Write the timeline as a Chrome trace, for ui.perfetto.dev.',
        render: renderChromeTrace,
    },
];

;// CONCATENATED MODULE: ./build/render/trend-markdown.js



const pointsInChart = 30;
const rowsInTable = 15;
/** A chart of the newest builds and a table, newest first; '' with fewer than two known values. */
function trend_markdown_writeTrend(report) {
    const change = report.changes.find(({ series }) => series.scope === 'build' && (series.measure === 'duration' || series.measure === 'cost'));
    const isCost = change?.series.measure === 'cost';
    const key = isCost ? 'costUsd' : 'durationMs';
    const values = report.trend
        .map((point) => point[key] ?? Number.NaN)
        .filter(Number.isFinite)
        .slice(-pointsInChart);
    if (values.length < 2)
        return '';
    const what = isCost ? 'Build cost' : 'Build time';
    const title = `${what}, the newest ${values.length} builds: \`${sparkline(values)}\``;
    return [title, drawChart(report.name, values, isCost, change?.band ?? null), tableTrend(report.trend)].join('\n\n');
}
/** Strong enough on white and on black; Mermaid's own first colour can hardly be seen on white. */
const lineColor = '#2f81f7';
const edgeColor = '#8b949e';
/** Dollars, or seconds or minutes, whichever reads better, on an axis from zero; grey: the edges of what is usual. */
function drawChart(name, values, isCost, band) {
    const edges = (band ?? []).filter(Number.isFinite);
    const highest = Math.max(...values, ...edges);
    const [unit, size] = isCost ? ['dollars', 1] : pickTimeUnit(highest);
    const top = Number(((highest / size) * 1.1).toPrecision(2)) || 1;
    const draw = (numbers) => `  line [${numbers.map((value) => Number((value / size).toFixed(6))).join(', ')}]`;
    const palette = [...edges.map(() => edgeColor), lineColor].join(', ');
    return [
        '```mermaid',
        '---',
        'config:',
        '  xyChart:',
        '    width: 900',
        '    height: 320',
        '  themeVariables:',
        '    xyChart:',
        `      plotColorPalette: "${palette}"`,
        '---',
        'xychart-beta',
        `  title ${(0,render_escape/* mermaidLabel */._b)(name)}`,
        `  x-axis "builds, oldest to newest" 1 --> ${values.length}`,
        `  y-axis "${unit}" 0 --> ${top}`,
        ...edges.map((edge) => draw(values.map(() => edge))),
        draw(values),
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
        { title: 'Commit', cell: trend_markdown_nameCommit },
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
function trend_markdown_nameCommit(point) {
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
    const changes = markdown_writeTable(changeColumns(links), report.changes, 30, 'change');
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
        {
            label: 'flaky tasks',
            text: fold(plural(report.flaky.length, 'flaky task'), writeFlaky(report.flaky, 50)),
        },
        { label: 'top errors', text: fold('Errors by type', summary_writeErrors(report)) },
        { label: 'evidence', text: fold('How sure are the changes?', writeChangeEvidence(report)) },
        { label: 'trend', text: fold('Trend', trend_markdown_writeTrend(report)) },
        { label: 'slowest tasks', text: fold('Slowest tasks', writeSlowest(slowest)) },
        { label: 'models', text: fold('Cost and tokens by model', summary_writeModels(report)) },
        { label: 'machine', text: report.health ? fold('Machine', writeMachine(report.health)) : '' },
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
    ], (0,levels/* bySeverity */.Np)(alerts), 50, 'alert');
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
    ], 
    // The table of the machine says more.
    report.measurements.filter(({ name }) => report.health === null || !name.startsWith('system.')), 50, 'measurement');
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
            cell: (c) => c.band.map((value) => formatMeasure(value, c.series)).join(' to '),
        },
        { title: 'Evidence', cell: writeEvidence },
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
        terminal_titled('Why', terminal_writeCauses(report, width), paint),
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
function terminal_writeCauses(report, width) {
    return listCauses(report)
        .slice(0, 5)
        .flatMap(({ label, value }) => wrap(`- ${(0,render_escape/* escapeTerminal */.en)(`${label}: ${value}`, 300).replaceAll('`', '')}`, width, 2));
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
    if (change?.verdict === 'improvement' || change?.state === 'recovered')
        return 'green';
    return change?.verdict === 'confirmed' && change.state === 'new' ? 'red' : 'yellow';
}
function changeCells(change) {
    const interval = change.interval === null ? '' : ` (${formatMoveInterval(change)})`;
    const words = qualifyChange(change);
    const doubt = words === '' || words === 'better' ? '' : ` ${words}`;
    return [
        plainPhrase(nameSeries(change.series)),
        formatMeasure(change.from, change.series),
        formatMeasure(change.to, change.series),
        `${formatMove(change)}${interval}${doubt}`,
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
    const alerts = (0,levels/* bySeverity */.Np)(report.alerts);
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

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
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

;// CONCATENATED MODULE: ./build/history/schema.js
/** The columns and the version of stored history. Row group 0 has a row per build, the others a row per task. */
/** `major.minor`: a minor version only adds nullable columns. */
const formatVersion = '1.1';
/** Kind of the rows that hold a measurement: its name is in `task`. */
const metricKind = 'metric';
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
/** All columns, in the order of the file. `task` and `kind` are null on build rows, which are the only ones with a `name`. */
const columns = [
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
    // Since 1.1.
    may('value', 'double'),
    may('unit', 'text'),
    may('better', 'text'),
    may('runner_image', 'text'),
    may('retries', 'int'),
    may('errors', 'int'),
    may('opened', 'text'),
];

;// CONCATENATED MODULE: ./build/history/read-footer.js
/**
 * The footer of a segment, as far as reading needs it: Thrift's compact protocol, without an object a field. A history
 * has thousands of column chunks, and general readers take longer for their descriptions than we do for one task.
 * https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
 */

/** Physical types of Parquet by number. */
const types = ['BOOLEAN', 'INT32', 'INT64', 'INT96', 'FLOAT', 'DOUBLE', 'BYTE_ARRAY'];
const codecs = [
    'UNCOMPRESSED',
    'SNAPPY',
    'GZIP',
    'LZO',
    'BROTLI',
    'LZ4',
    'ZSTD',
];
/** Reads the footer at the end of bytes, of which the rest need not be there. @throws when it is none. */
function readFooter(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < 12 || view.getUint32(bytes.length - 4, true) !== magic)
        throw new Error('it is no Parquet');
    const start = bytes.length - 8 - view.getUint32(bytes.length - 8, true);
    if (start < 0)
        throw new Error('its footer is longer than the file');
    const from = { bytes, at: start };
    let names = [];
    let groups = [];
    let version = null;
    readStruct(from, (field) => {
        if (field === 2)
            names = readList(from, readLeafName).filter((name) => name !== null);
        else if (field === 4)
            groups = readList(from, readGroup);
        else if (field === 5)
            version = readList(from, readVersion).find((found) => found !== null) ?? null;
        else
            return false;
        return true;
    });
    return { version, names, groups };
}
const magic = 0x31524150;
function readLeafName(from) {
    let name = '';
    let isLeaf = false;
    readStruct(from, (field) => {
        if (field === 1)
            isLeaf = read_footer_readInteger(from) >= 0;
        else if (field === 4)
            name = read_footer_readText(from);
        else
            return false;
        return true;
    });
    return isLeaf ? name : null;
}
function readVersion(from) {
    const pair = { key: '', value: '' };
    readStruct(from, (field) => {
        if (field === 1)
            pair.key = read_footer_readText(from);
        else if (field === 2)
            pair.value = read_footer_readText(from);
        else
            return false;
        return true;
    });
    return pair.key === versionKey ? pair.value : null;
}
function readGroup(from) {
    let chunks = [];
    let rows = 0;
    readStruct(from, (field) => {
        if (field === 1)
            chunks = readList(from, readChunk);
        else if (field === 3)
            rows = read_footer_readInteger(from);
        else
            return false;
        return true;
    });
    return { rows, chunks };
}
/** A column chunk, whose third field says all. */
function readChunk(from) {
    let chunk = null;
    readStruct(from, (field) => {
        if (field !== 3)
            return false;
        chunk = readMeta(from);
        return true;
    });
    if (chunk === null)
        throw new Error('a column is not described');
    return chunk;
}
function readMeta(from) {
    const found = {
        type: -1,
        codec: -1,
        values: 0,
        nulls: 0,
        dictionary: null,
        data: 0,
        size: 0,
    };
    let min = null;
    let max = null;
    readStruct(from, (field) => {
        if (field === 1)
            found.type = read_footer_readInteger(from);
        else if (field === 4)
            found.codec = read_footer_readInteger(from);
        else if (field === 5)
            found.values = read_footer_readInteger(from);
        else if (field === 7)
            found.size = read_footer_readInteger(from);
        else if (field === 9)
            found.data = read_footer_readInteger(from);
        else if (field === 11)
            found.dictionary = read_footer_readInteger(from);
        else if (field === 12)
            readStruct(from, (statistic) => {
                if (statistic === 3)
                    found.nulls = read_footer_readInteger(from);
                else if (statistic === 5)
                    max = readBytes(from);
                else if (statistic === 6)
                    min = readBytes(from);
                else
                    return false;
                return true;
            });
        else
            return false;
        return true;
    });
    const type = types[found.type];
    const codec = codecs[found.codec];
    if (type === undefined || codec === undefined)
        throw new Error('a column is of an unknown type');
    const { values, nulls, dictionary: dictionaryOffset, data: dataOffset, size: sizeBytes } = found;
    return { type, codec, values, nulls, dictionaryOffset, dataOffset, sizeBytes, min, max };
}
/** Gives each field to `read`; what it does not take is skipped. */
function readStruct(from, read) {
    let field = 0;
    for (;;) {
        const head = readByte(from);
        const type = head & 0x0f;
        if (type === 0)
            return;
        const step = head >> 4;
        field = step === 0 ? read_footer_readInteger(from) : field + step;
        if (!read(field))
            skip(from, type);
    }
}
function readList(from, read) {
    const items = [];
    for (let left = readListHead(from) >> 4; left > 0; left--)
        items.push(read(from));
    return items;
}
/** Length of a list times 16, and the type of its items. */
function readListHead(from) {
    const head = readByte(from);
    const length = head >> 4 === 15 ? readVarint(from) : head >> 4;
    if (length > from.bytes.length)
        throw new Error('a list is longer than the file');
    return length * 16 + (head & 0x0f);
}
function skip(from, type) {
    if (type === 1 || type === 2)
        return;
    if (type === 3)
        from.at++;
    else if (type <= 6)
        readVarint(from);
    else if (type === 7)
        from.at += 8;
    else if (type === 8)
        readBytes(from);
    else if (type === 9 || type === 10) {
        const head = readListHead(from);
        const item = head & 0x0f;
        // Flags are fields of no length, but items of one byte.
        for (let left = head >> 4; left > 0; left--)
            skip(from, item <= 2 ? 3 : item);
    }
    else if (type === 12)
        readStruct(from, () => false);
    else
        throw new Error('its footer is no Thrift');
}
function readByte(from) {
    const byte = from.bytes[from.at++];
    if (byte === undefined)
        throw new Error('its footer is cut off');
    return byte;
}
/** Exact up to 2^53. */
function readVarint(from) {
    let value = 0;
    for (let factor = 1;; factor *= 128) {
        const byte = readByte(from);
        value += (byte & 0x7f) * factor;
        if (byte < 0x80)
            return value;
    }
}
function read_footer_readInteger(from) {
    const folded = readVarint(from);
    return folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
}
function readBytes(from) {
    const length = readVarint(from);
    if (from.at + length > from.bytes.length)
        throw new Error('its footer is cut off');
    const bytes = from.bytes.subarray(from.at, from.at + length);
    from.at += length;
    return bytes;
}
const decoder = new TextDecoder();
function read_footer_readText(from) {
    return decoder.decode(readBytes(from));
}

// EXTERNAL MODULE: ./node_modules/hyparquet/src/column.js + 1 modules
var column = __webpack_require__(4744);
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
    // One piece of the right size: zlib's own pieces of 16 KiB would be joined afterwards.
    const chunkSize = Math.max(64, length);
    if (codec === 'GZIP')
        return (0,external_node_zlib_.gunzipSync)(bytes, { maxOutputLength: Math.max(1, length), chunkSize });
    throw new Error(`pages are compressed with ${codec}`);
}

;// CONCATENATED MODULE: ./build/history/hybrid.js
/** Parquet's hybrid of run lengths and bit packing. https://parquet.apache.org/docs/file-format/data-pages/encodings/ */
/** Reads `count` numbers of `bitWidth` (0 to 24) bits; those before `first` may be passed over. @throws when the bytes end too early. */
function readHybrid(bytes, bitWidth, into, count, first = 0) {
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
            // Eight values end on a byte.
            const passed = Math.max(0, Math.min(packed, first - row)) & ~7;
            if (row + passed < end)
                unpack(bytes, at + (passed / 8) * bitWidth, bitWidth, into, row + passed, end);
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
// EXTERNAL MODULE: ./node_modules/hyparquet-writer/src/metadata.js + 4 modules
var metadata = __webpack_require__(8979);
// EXTERNAL MODULE: ./node_modules/hyparquet-writer/src/plain.js
var plain = __webpack_require__(2697);
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
const write_parquet_magic = 0x31524150;
/** Starts a file in memory. */
function openWriter() {
    const writer = new bytewriter/* ByteWriter */.U(65_536);
    const groups = [];
    writer.appendUint32(write_parquet_magic);
    return {
        writeGroup: (rows, values, compression) => {
            const start = writer.offset;
            const chunks = columns.map((column) => writeChunk(writer, compression, column, rows, values[column.name] ?? null));
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
            writer.appendUint32(write_parquet_magic);
            return writer.getBytes().slice();
        },
    };
}
function schema() {
    const leaves = columns.map(({ name, type, required }) => {
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
function openColumn(bytes, footer, group, name) {
    const chunk = footer.groups[group]?.chunks[footer.names.indexOf(name)];
    return chunk === undefined || chunk.nulls === chunk.values ? emptyColumn : read_parquet_readChunk(bytes, chunk);
}
function missing() {
    throw new Error('the column has no values');
}
const emptyColumn = {
    dictionary: [],
    findCode: () => -1,
    empty: true,
    readCodes: missing,
    readNumbers: missing,
    readFlags: missing,
    skip: () => { },
};
function read_parquet_readChunk(bytes, meta) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const reader = { view, offset: meta.dictionaryOffset ?? meta.dataOffset };
    const next = () => {
        const header = (0,column/* parquetHeader */.wK)(reader);
        const end = reader.offset + header.compressed_page_size;
        if (end > bytes.length)
            throw new Error('a page is longer than the file');
        const body = bytes.subarray(reader.offset, end);
        reader.offset = end;
        return { header, body };
    };
    const page = meta.dictionaryOffset === null ? null : unpackDictionary(meta, next());
    let dictionary = null;
    const nextPage = () => openPage(meta, next());
    return {
        get dictionary() {
            dictionary ??= page === null ? [] : readDictionary(meta, page);
            return dictionary;
        },
        findCode: (text) => (page === null ? -1 : findText(page, text)),
        empty: false,
        readCodes: (into, rows) => readCodes(nextPage(), into, rows),
        readNumbers: (into, rows) => readNumbers(nextPage(), meta.type, into, rows),
        readFlags: (into) => readFlags(nextPage(), into),
        skip: () => void next(),
    };
}
function unpackDictionary(meta, { header, body }) {
    const count = header.dictionary_page_header?.num_values;
    if (count === undefined)
        throw new Error('a dictionary is missing');
    return { count, data: decompress(meta.codec, body, header.uncompressed_page_size) };
}
function readDictionary(meta, { count, data }) {
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
function findText({ count, data }, text) {
    const buffer = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    const wanted = Buffer.from(text);
    const last = wanted.at(-1);
    let at = 0;
    for (let code = 0; code < count; code++) {
        const start = at + 4;
        at = start + buffer.readUInt32LE(at);
        // Names of one length mostly differ at the end.
        if (at - start !== wanted.length || (wanted.length > 0 && data[at - 1] !== last))
            continue;
        if (buffer.compare(wanted, 0, wanted.length, start, at) === 0)
            return code;
    }
    return -1;
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
function readCodes({ rows, nulls, present, data }, into, wanted) {
    const count = rows - nulls;
    const some = present === null && wanted ? wanted : { first: 0, end: count };
    readHybrid(data.subarray(1), data[0], into, some.end, some.first);
    if (present)
        read_parquet_spread(into, present, count, noValue);
}
function readNumbers({ rows, nulls, present, data }, type, into, wanted) {
    const count = rows - nulls;
    if (present === null && wanted) {
        const width = type === 'INT32' ? 4 : 8;
        const { first, end } = wanted;
        decodeNumbers(data.subarray(first * width), type, into.subarray(first, end), end - first);
        return;
    }
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

/** Everything that is stored. */
const noLimits = {
    maxBuilds: Number.POSITIVE_INFINITY,
    maxAgeDays: Number.POSITIVE_INFINITY,
    maxBytes: null,
    now: 0,
};
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
/** The tasks and measurements of one build, by name and kind; `build` is 0 throughout. */
function listTaskRows(build) {
    const rows = [...groupTasks(build), ...build.metrics.map(toMetricRows)];
    if (build.metrics.length === 0)
        return rows;
    return rows.sort((a, b) => compareTexts(a.name, b.name) || compareTexts(a.kind, b.kind));
}
function* groupTasks(build) {
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
        value: null,
        unit: null,
        better: null,
    };
}
function toMetricRows({ name, value, unit, better }) {
    return {
        name,
        kind: metricKind,
        build: [0],
        durationUs: [Number.NaN],
        result: [RESULTS.indexOf('success')],
        cached: [noFlag],
        attempt: [1],
        costUsd: null,
        tokens: null,
        cpuUs: null,
        memoryBytes: null,
        errorType: null,
        model: null,
        value: [value],
        unit: [unit],
        better: [better],
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
        retries: tasks.filter(({ attempt }) => attempt > 1).length,
        errors: build.events.filter(({ severity }) => severity === 'error' || severity === 'critical').length,
        peakMemoryBytes: findPeak(build.tasks),
        cacheHits: hits,
        cacheLookups: hits + tasks.filter(({ cache }) => cache === 'miss').length,
        costUsd: addKnown(build.tasks.map(({ costUsd }) => costUsd)),
        tokens: addKnown(build.tasks.map(sumTokens)),
        opened: build.opened ?? [],
    };
}
function findPeak(tasks) {
    let peak = null;
    for (const { memoryBytes } of tasks)
        if (memoryBytes !== null)
            peak = Math.max(peak ?? 0, memoryBytes);
    return peak === null ? null : Math.round(peak);
}
function roundTime(ms) {
    return toMicros(ms) / 1000;
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
        memory_bytes: plain(({ peakMemoryBytes }) => peakMemoryBytes),
        name: text(({ name }) => name),
        complete: flag(({ complete }) => complete),
        degraded: flag(({ degraded }) => degraded),
        tasks: number(({ tasks }) => tasks),
        failed_tasks: number(({ failedTasks }) => failedTasks),
        retries: number(({ retries }) => retries),
        errors: number(({ errors }) => errors),
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
        runner_image: text(({ runnerImage }) => runnerImage),
        opened: text(({ opened }) => (opened.length > 0 ? opened.join('\n') : null)),
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
        retries: integers('retries'),
        errors: integers('errors'),
        peakMemoryBytes: numbers('memory_bytes'),
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
        runnerImage: texts('runner_image'),
        opened: texts('opened'),
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
            retries: column.retries(row) ?? 0,
            errors: column.errors(row) ?? 0,
            peakMemoryBytes: column.peakMemoryBytes(row),
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
            runnerImage: column.runnerImage(row),
            // Names hold no control characters, so a line is a series.
            opened: column.opened(row)?.split('\n') ?? [],
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
        const footer = readFooter(bytes);
        return (findNewer(name, footer) ?? { segment: openSegment(name, parsed.level, bytes, footer), fate: 'good' });
    }
    catch (error) {
        return describeForeigner(name, error.message);
    }
}
/** Whether a row group may have rows of a task, by its least and greatest; true where it cannot be told. */
function mayHold(footer, group, task) {
    const { min, max } = footer.groups[group]?.chunks[footer.names.indexOf('task')] ?? {};
    if (!min || !max)
        return true;
    const wanted = Buffer.from(task);
    return Buffer.compare(min, wanted) <= 0 && Buffer.compare(wanted, max) <= 0;
}
/** Opens a segment whose row groups need not all be there: only what is read must be. The hash is not checked. */
function openSegment(name, level, bytes, footer) {
    const groupRows = footer.groups.map(({ rows }) => rows);
    const open = (group, column) => openColumn(bytes, footer, group, column);
    const builds = groupRows[0] ?? 0;
    const known = new Set(columns.map((column) => column.name));
    return {
        name,
        level,
        records: readBuildRecords(builds, (column) => open(0, column)),
        rows: groupRows.reduce((sum, rows) => sum + rows, 0) - builds,
        sizeBytes: bytes.length,
        foreign: footer.names.some((column) => !known.has(column)),
        groupRows,
        open,
        mayHold: (group, task) => mayHold(footer, group, task),
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
/** Whether the file is of a version that this program reads. */
function isReadable({ version }) {
    const majorOf = (text) => Number(text?.split('.')[0]);
    return majorOf(version) <= majorOf(formatVersion);
}
/** A newer major version: the file is left as it is for those that can read it. */
function findNewer(name, footer) {
    const { version } = footer;
    if (version === null)
        throw new Error('it has no version');
    if (isReadable(footer))
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
    const newest = young.slice(Math.max(0, young.length - limits.maxBuilds));
    return limits.maxBytes === null ? newest : keepWithinBytes(newest, limits.maxBytes);
}
/** Leaves out the oldest builds, so that the segments of the others fit; the newest segment always stays. */
function keepWithinBytes(builds, maxBytes) {
    const counted = new Set();
    let sizeBytes = 0;
    let first = builds.length;
    for (; first > 0; first--) {
        const { segment } = builds[first - 1];
        if (counted.has(segment))
            continue;
        if (counted.size > 0 && sizeBytes + segment.sizeBytes > maxBytes)
            break;
        counted.add(segment);
        sizeBytes += segment.sizeBytes;
    }
    return builds.slice(first);
}

;// CONCATENATED MODULE: ./build/history/row-buffer.js
/** Gathers the rows of one task from several segments. */
/** Columns that most histories lack. */
const sparseNumbers = ['costUsd', 'tokens', 'cpuUs', 'memoryBytes', 'value'];
const sparseTexts = ['errorType', 'model', 'unit', 'better'];
function openRowBuffer() {
    return {
        rows: 0,
        build: new Int32Array(0),
        durationUs: new Float64Array(0),
        result: new Uint8Array(0),
        cached: new Uint8Array(0),
        attempt: new Uint8Array(0),
        numbers: { costUsd: null, tokens: null, cpuUs: null, memoryBytes: null, value: null },
        texts: { errorType: null, model: null, unit: null, better: null },
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
        value: numbers.value && pick(numbers.value),
        unit: pickTexts(texts.unit),
        better: pickTexts(texts.better),
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
    value: 'value',
    unit: 'unit',
    better: 'better',
};
const noBuild = -1;
function openScratch(size) {
    return {
        task: new Uint32Array(size),
        kind: new Uint32Array(size),
        build: new Uint32Array(size),
        result: new Uint32Array(size),
        attempt: new Uint32Array(size),
        cached: new Uint8Array(size),
        duration: new Float64Array(size),
    };
}
/** `builds` says which builds count and under which index. */
function openPages(segment, builds, only = null) {
    const size = Math.min(pageRows, Math.max(0, ...segment.groupRows.slice(1)));
    const scratch = only?.scratch ?? openScratch(size);
    const { task, kind, build, result, attempt, cached, duration } = scratch;
    const number = {};
    const text = {};
    let index = 0;
    let group = null;
    let groupRow = 0;
    const readPage = ({ sparse, ...open }, rows) => {
        open.kind.readCodes(kind, rows);
        open.build.readCodes(build, rows);
        open.result.readCodes(result, rows);
        open.attempt.readCodes(attempt, rows);
        if (open.cached.empty)
            cached.fill(noFlag);
        else
            open.cached.readFlags(cached);
        if (open.duration.empty)
            duration.fill(Number.NaN);
        else
            open.duration.readNumbers(duration, rows);
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
            for (;;) {
                if (group === null || groupRow === group.rows) {
                    index++;
                    if (index >= segment.groupRows.length)
                        return false;
                    if (only !== null && !segment.mayHold(index, only.name))
                        continue;
                    group = openGroup(segment, index, builds, only);
                    groupRow = 0;
                }
                group.task.readCodes(task);
                pages.rows = Math.min(pageRows, group.rows - groupRow);
                groupRow += pages.rows;
                if (only === null || holds(group, task, pages.rows))
                    break;
                skipPage(group);
            }
            if (only === null)
                readPage(group);
            else
                readPage(group, pages.findWanted());
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
        findWanted: () => {
            const code = group?.wanted ?? -1;
            return { first: findFirst(task, pages.rows, code), end: findFirst(task, pages.rows, code + 1) };
        },
        copy,
    };
    return pages;
}
/** Codes are given in the order of rows, which is the order of names. */
function holds({ wanted }, codes, rows) {
    return wanted >= codes[0] && wanted <= codes[rows - 1];
}
/** The first of sorted codes that is not less. */
function findFirst(codes, rows, code) {
    let from = 0;
    let to = rows;
    while (from < to) {
        const middle = (from + to) >> 1;
        if (codes[middle] < code)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}
function skipPage({ kind, build, duration, result, cached, attempt, sparse }) {
    for (const reader of [kind, build, duration, result, cached, attempt, ...Object.values(sparse)])
        reader?.skip();
}
function openGroup(segment, index, builds, only) {
    const open = (name) => segment.open(index, name);
    const sparse = (name) => {
        const reader = open(sparseColumns[name]);
        return reader.empty ? null : reader;
    };
    const task = open('task');
    const build = open('build');
    const result = open('result');
    const attempt = open('attempt');
    const unknown = RESULTS.indexOf('unknown');
    return {
        rows: segment.groupRows[index],
        task,
        wanted: only === null ? -1 : task.findCode(only.name),
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
            value: sparse('value'),
            unit: sparse('unit'),
            better: sparse('better'),
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
 * Parts should come oldest first.
 */
function* walkTasks(parts) {
    const cursors = parts.map((part) => openCursor(part)).filter(({ advance }) => advance());
    const buffer = openRowBuffer();
    while (cursors.length > 0) {
        const { task, kind } = walk_tasks_findFirst(cursors);
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
function walk_tasks_findFirst(cursors) {
    let first = cursors[0];
    for (const cursor of cursors) {
        if (cursor.task < first.task || (cursor.task === first.task && cursor.kind < first.kind))
            first = cursor;
    }
    return first;
}
function openCursor({ segment, builds }) {
    const pages = openPages(segment, builds);
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
                for (const rows of walkTasks(parts))
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
    const { name, kind, build, durationUs, result, cached, attempt, costUsd, tokens, cpuUs } = rows;
    for (let row = 0; row < durationUs.length; row++) {
        durationUs[row] /= 1000;
        if (cached[row] !== 1)
            cached[row] = 0;
        if (cpuUs)
            cpuUs[row] /= 1000;
    }
    const { memoryBytes, errorType, model } = rows;
    return {
        ...{ name, kind, build, durationMs: durationUs, result, cached, attempt, costUsd, tokens },
        ...{ cpuMs: cpuUs, memoryBytes, errorType, model },
        ...describeValues(rows),
    };
}
/** Values in the newest unit: numbers in different units cannot be compared. */
function describeValues({ value, unit, better }) {
    if (value === null || unit === null)
        return { value: null, unit: null, better: null };
    const newest = unit.findLastIndex((text) => text !== null);
    for (let row = 0; row < value.length; row++)
        if (unit[row] !== unit[newest])
            value[row] = Number.NaN;
    return { value, unit: unit[newest] ?? null, better: better?.[newest] === 'higher' ? 'higher' : 'lower' };
}

;// CONCATENATED MODULE: ./build/history/encode-segment.js
/** Builds and their task rows → one segment, row group by row group. */





/**
 * Makes a segment; the same content gives the same bytes.
 * @param records sorted by start, then id, no id twice
 * @param tasks sorted by name, then kind; `build` counts in `records`.
 */
function encodeSegment(level, records, tasks) {
    const writer = openWriter();
    const compression = chooseCompression(level);
    // Many columns with few bytes each: to decompress them would take most of the time of reading one task.
    writer.writeGroup(records.length, toBuildColumns(records), chooseCompression(0));
    const builds = codeBuilds(records);
    let pending = [];
    let pendingRows = 0;
    const flush = () => {
        if (pendingRows > 0)
            writer.writeGroup(pendingRows, toTaskColumns(pending, pendingRows, builds), compression);
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
        value: numbers((task) => task.value),
        unit: codeLists(slices, rows, (task) => task.unit),
        better: codeLists(slices, rows, (task) => task.better),
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
        metrics: build.metrics.filter(({ value }) => Number.isFinite(value)).map(toStorableMetric),
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
function toStorableMetric(metric) {
    return { ...metric, name: toText(metric.name), unit: toText(metric.unit) };
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
        runnerImage: toText(context.runnerImage),
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
    const tasks = listTaskRows(storable);
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
/** Whether `compactSegments` is worth its reading; told from names and sizes alone. */
function isCompactionDue(names, sizeBytes, { maxBytes }) {
    if (maxBytes !== null && sizeBytes > maxBytes)
        return true;
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
    return encodeSegment(level, records, walkTasks(toParts(inputs, builds)));
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
/** All segments in a folder, damaged ones too; none when it is absent. @throws when it cannot be read */
async function readSegmentFiles(folder) {
    const { files, faults } = await readFiles(folder);
    if (files.length === 0 && faults[0])
        throw new Error(faults[0].problem.what);
    return files;
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
async function sumSizes(folder, names) {
    const sizes = names.map((name) => (0,promises_.stat)((0,external_node_path_.join)(folder, name)).then(({ size }) => size, () => 0));
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
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
        const names = await listSegments(folder);
        const due = isCompactionDue(names, await sumSizes(folder, names), limits);
        return { saved: true, problems: due ? await compactFolder(folder, limits) : [] };
    }
    catch (error) {
        return { saved: true, problems: [describeCompaction(error, folder)] };
    }
}
/** Stores the merged segments, reads them back from the disk, and only then deletes what they replace. */
async function compactFolder(folder, limits) {
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

;// CONCATENATED MODULE: ./build/io/progress.js

/** Shorter work says nothing. */
const quietMs = 500;
const everyMs = 100;
/** Silent where the stream is no terminal, as in the log of a CI job. */
function startProgress(stream, now = Date.now) {
    if (stream.isTTY !== true)
        return { follow: (source) => source, end: () => { } };
    const startMs = now();
    let toldMs = startMs + quietMs - everyMs;
    let isTold = false;
    let bytes = 0;
    const tell = (name) => {
        if (now() - toldMs < everyMs)
            return;
        toldMs = now();
        isTold = true;
        // biome-ignore lint/suspicious/noControlCharactersInRegex: names of files may hold them
        const plain = `Reading ${name.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, '?')}: ${formatBytes(bytes)}`;
        stream.write(`\r\u001b[2K${plain.slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`);
    };
    return {
        follow: ({ name, open }) => ({
            name,
            open: async function* () {
                for await (const chunk of open()) {
                    bytes += chunk.length;
                    tell(name);
                    yield chunk;
                }
            },
        }),
        end: () => {
            if (isTold)
                stream.write('\r\u001b[2K');
            isTold = false;
        },
    };
}

;// CONCATENATED MODULE: ./build/io/local-host.js
/** The command line's outside: files, a folder of history, and a terminal. */











/** Flags of `check` that are not options of the action. */
const localFlags = [
    ...reportFiles.map(({ flag, description }) => ({ name: flag, value: 'FILE', description })),
    { name: 'summary', value: 'FILE', description: 'Write the summary as Markdown.' },
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
    const progress = startProgress(process.stderr);
    const write = async (flag, text) => {
        const path = read.flags[flag];
        if (path !== undefined)
            await writeTextFile((0,external_node_path_.resolve)(folder, path), text());
    };
    const files = [...reportFiles, { flag: 'summary', render: renderSummary }];
    const deliveries = files.map(({ flag, render }) => ({
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
        findSources: async (options) => {
            const found = await findLogs(options, folder);
            return { ...found, sources: found.sources.map(progress.follow) };
        },
        observe: async (_options, sources) => await observe(read, sources),
        openStore: async (options, _surroundings, name) => folderStore((0,external_node_path_.resolve)(folder, options.history === 'cache' ? defaultHistory : options.history), {
            series: name,
            maxBuilds: options.historyMaxBuilds,
            maxAgeDays: options.historyMaxAgeDays,
            maxBytes: options.historyMaxSizeMb * 1e6,
            now: Date.now(),
        }),
        deliveries: () => deliveries,
        tell: (problem) => {
            progress.end();
            tell(problem);
        },
        finish: async (report, _delivered) => {
            progress.end();
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
        jobStatus: null,
        jobStartMs: null,
        machine: (0,monitor_log/* readMonitor */.d8)(process.env),
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
            runnerImage: null,
        },
    };
}
function wantsColor() {
    return process.stdout.isTTY === true && !process.env['NO_COLOR'];
}

;// CONCATENATED MODULE: ./build/detect/series-key.js
/** Identity of a series across builds, also as part of an alert's id. */
function seriesId({ scope, measure, kind, task }) {
    return `${scope}:${measure}:${kind ?? ''}:${task ?? ''}`;
}
const units = {
    duration: 'ms',
    cost: 'usd',
    tokens: 'tokens',
    value: '1',
    cache_hit_rate: 'ratio',
    success_rate: 'ratio',
    flake_rate: 'ratio',
};
/** Key of a series of the build itself, or of a task. */
function series_key_keyOf(measure, task, buildKind = null) {
    const higher = measure === 'cache_hit_rate' || measure === 'success_rate';
    return {
        scope: task === null ? 'build' : 'task',
        measure,
        task: task?.name ?? null,
        kind: task === null ? buildKind : task.kind,
        unit: units[measure],
        better: higher ? 'higher' : 'lower',
    };
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
    const costUsd = addKnown(build.tasks.map((task) => task.costUsd));
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
        tokens: addKnown(build.tasks.map(sumTokens)),
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
    return addKnown([...stored, ...current]);
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






/** Whether an alert is at or above the level that closes the gate. */
function closesGate(alert, failOn) {
    return failOn !== 'never' && (0,levels/* isAtLeast */.du)(alert.level, failOn);
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
function changeWords({ verdict, series }, by) {
    const words = {
        duration: verdict === 'drift' ? `has become ${by} slower over a month` : `is ${by} slower`,
        cost: verdict === 'drift' ? `has come to cost ${by} more over a month` : `costs ${by} more`,
        tokens: verdict === 'drift' ? `has come to take ${by} more tokens over a month` : `takes ${by} more tokens`,
        value: `is ${by} ${series.better === 'lower' ? 'higher' : 'lower'}`,
        cache_hit_rate: `finds ${by} less in the cache`,
        success_rate: `succeeds ${by} less often`,
        flake_rate: `flakes ${by} more often`,
    };
    return words[series.measure];
}
function unitOf({ measure, unit }) {
    if (measure !== 'value')
        return unit;
    return unit === 'ms' ? 'ms' : unit === 'By' ? 'bytes' : 'count';
}
/** Alerts of the changes that have a level. */
function alertChanges(changes, isPullRequest) {
    return changes.flatMap((change) => change.level === null ? [] : [alertChange(change, change.level, isPullRequest)]);
}
function alertChange(change, level, isPullRequest) {
    const { series } = change;
    const subject = series.scope === 'build' ? 'the build' : (series.task ?? '');
    const by = formatMove(change).replace(/^[+−]/, '');
    const words = changeWords(change, by);
    const from = formatMeasure(change.from, series);
    const to = formatMeasure(change.to, series);
    // A task's name stays as it is; "the build" begins the sentence.
    const start = change.verdict === 'suspect' ? 'Suspected: ' : '';
    const sentence = `${start}${subject} ${words} (${from} → ${to})`;
    return {
        id: `${change.verdict === 'drift' ? 'drift' : 'regression'}:${seriesId(series)}`,
        level,
        source: 'regression',
        message: sentence.replace(/^the build/, 'The build'),
        action: adviseOnChange(change, isPullRequest),
        value: change.to,
        limit: change.from,
        unit: unitOf(series),
        context: changeContext(change),
    };
}
function adviseOnChange(change, isPullRequest) {
    if (change.verdict === 'drift')
        return 'Look at what grew over the month: no single commit stands out.';
    if (change.series.measure === 'flake_rate')
        return 'Mend or quarantine it: it passes and fails on the same commit.';
    if (change.series.measure === 'success_rate')
        return 'Look at its newest failures.';
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
        baseline: `${change.baselineBuilds} builds, ${formatMeasure(change.band[0], change.series)} to ${formatMeasure(change.band[1], change.series)}`,
        newest: `${change.newestAbove} of the ${change.newest} newest are above all of them`,
    };
    if (change.since?.commit)
        context['since commit'] = change.since.commit.slice(0, 7);
    return context;
}
/** A whole build that is slower for its surroundings: worth knowing, nobody's fault. */
function alertEnvironment(environment) {
    if (environment === null)
        return [];
    const { by, ratio, series, fromRunner, toRunner } = environment;
    const runner = fromRunner && toRunner ? `: the runner changed from ${fromRunner} to ${toRunner}` : '';
    const size = formatChange(ratio).replace(/^\+/, '');
    const message = by === 'runner'
        ? `The build is ${size} slower on this class of runner${runner}`
        : `Most tasks are ${size} slower together, so no single one is to blame${runner}`;
    return [
        {
            id: 'environment',
            level: 'warning',
            source: 'regression',
            message,
            action: 'Run the job again; when it lasts, look at the runner and at what all tasks share.',
            value: ratio,
            limit: null,
            unit: 'ratio',
            context: { 'series that moved with it': String(series) },
        },
    ];
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
/**
 * Counts the ways to draw k of all values whose doubled ranks sum to at least what was observed, from the highest
 * ranks down. A way is followed by its deficit, how far it lies below the k highest ranks, and dropped where that
 * passes the observed one: small probabilities are found in few steps.
 */
function tiedTail(fresh, baseline, u2) {
    const k = fresh.length;
    const all = new Float64Array(k + baseline.length);
    all.set(fresh);
    all.set(baseline, k);
    const ties = rankTies(all.sort());
    const best = [];
    for (const { size, rank2 } of ties) {
        for (let i = 0; i < size && best.length < k; i++)
            best.push(rank2);
        if (best.length === k)
            break;
    }
    // Rank sums count the fresh values among themselves; U does not.
    const most = best.reduce((sum, rank2) => sum + rank2, 0) - u2 - k * (k + 1);
    const ways = Array.from({ length: k + 1 }, () => new Float64Array(most + 1));
    ways[0][0] = 1;
    for (const tie of ties) {
        // Not even the last draw alone would fit any more.
        if (best[k - 1] - tie.rank2 > most)
            break;
        drawFrom(tie, ways, best);
    }
    const above = ways[k].reduce((sum, count) => sum + count, 0);
    return Math.min(1, above / choose(k + baseline.length, k));
}
/** Highest first. @param sorted all values, ascending */
function rankTies(sorted) {
    const ties = [];
    for (let end = sorted.length; end > 0;) {
        let start = end - 1;
        while (start > 0 && sorted[start - 1] === sorted[end - 1])
            start--;
        ties.push({ size: end - start, rank2: start + end + 1 });
        end = start;
    }
    return ties;
}
/** Adds the ways that draw one or more of a tie; `ways[j]` counts those that have drawn j, by deficit. */
function drawFrom({ size, rank2 }, ways, best) {
    const k = best.length;
    // From many drawn to few, so that no value is drawn twice.
    for (let j = k - 1; j >= 0; j--) {
        const from = ways[j];
        let deficit = 0;
        for (let c = 1; c <= Math.min(size, k - j); c++) {
            deficit += best[j + c - 1] - rank2;
            if (deficit >= from.length)
                break;
            const to = ways[j + c];
            const factor = choose(size, c);
            for (let d = 0; d + deficit < from.length; d++) {
                const count = from[d];
                if (count > 0)
                    to[d + deficit] = to[d + deficit] + count * factor;
            }
        }
    }
}
function choose(n, k) {
    let product = 1;
    for (let i = 1; i <= k; i++)
        product = (product * (n - k + i)) / i;
    return product;
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

;// CONCATENATED MODULE: ./build/detect/scale.js
/** How a measure is looked at: on a scale where worse is more, and equal distances matter equally. */
/** Zero has no logarithm; nothing that is measured here is smaller than this. */
const smallest = 1e-15;
/** Durations, costs, tokens, sizes: ratios. */
const lowerIsBetter = {
    to: (value) => Math.log(Math.max(smallest, value)),
    from: (scaled) => Math.exp(scaled),
};
/** Throughput and the like. */
const higherIsBetter = {
    to: (value) => -Math.log(Math.max(smallest, value)),
    from: (scaled) => Math.exp(-scaled),
};
/** Shares from 0 to 1 of which more is better, such as cache hits: log-odds. */
const shareIsBetter = {
    to: (value) => {
        const share = Math.min(1 - 1e-3, Math.max(1e-3, value));
        return Math.log((1 - share) / share);
    },
    from: (scaled) => 1 / (1 + Math.exp(scaled)),
};

;// CONCATENATED MODULE: ./build/detect/judge-series.js
/** The detector: is the newest stretch of one series slower than its past? See docs/detection.md. */





const windows = [3, 4, 5, 7, 10];
/** A baseline in front of the longest window, with room for the blocks that end it: older values change nothing. */
const longestPast = 120;
const suspectZ = 5;
const suspectRatio = 0.1;
/** Below this noise a robust z means nothing: clocks and schedulers alone give as much. */
const minSuspectSd = 0.01;
/** Judges one series from its past alone. `learning` while there are fewer than 12 baseline values. */
function judgeSeries(input) {
    const logs = input.scaled;
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
        suspect: isSuspect(logs[logs.length - 1], baseline, input),
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
        slower: passesGate(newest, medianOfSorted(baseline), input, 1) ? found : null,
        faster: passesGate(newest, medianOfSorted(baseline), input, -1) ? found : null,
        suspect: false,
        deterministic: true,
    };
}
/** Whether `to` lies over `from` (both scaled) by the relative and the absolute gate, in one direction. */
function passesGate(to, from, { gate, scale = lowerIsBetter }, direction) {
    // An improvement of 5 % is the mirror of a slowdown of 5 %.
    if (direction * (to - from) < Math.log1p(gate.ratio))
        return false;
    return Math.abs(scale.from(to) - scale.from(from)) >= gate.floor;
}
function isSuspect(newest, baseline, { gate, ...rest }) {
    const from = medianOfSorted(baseline);
    const wide = { ...rest, gate: { ...gate, ratio: Math.max(gate.ratio, suspectRatio) } };
    if (newest <= baseline.at(-1) || !passesGate(newest, from, wide, 1))
        return false;
    return (newest - from) / Math.max(robustSd(baseline), minSuspectSd) >= suspectZ;
}
/** Exact rank test of the last k values against the baseline before them, for each k that the gate lets through. */
function scan(input, logs, baselineBefore, direction) {
    const { fresh } = input;
    let best = null;
    for (const k of windows) {
        if (fresh > 0 ? k > fresh : k >= logs.length)
            break;
        const baseline = baselineBefore(k);
        if (baseline.length < minBaseline)
            break;
        const tail = logs.slice(-k).sort();
        if (!passesGate(medianOfSorted(tail), medianOfSorted(baseline), input, direction)) {
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

;// CONCATENATED MODULE: ./build/detect/outcomes.js
/** How one task ended in the builds before this one: passed, failed, or both on one commit. */


/** Builds that are looked back on: 20 newest against 100 before. */
const newestRuns = 20;
const olderRuns = 100;
const failures = new Set(['failure', 'error', 'timeout'].map((result) => RESULTS.indexOf(result)));
const success = RESULTS.indexOf('success');
/** Reads them. @param tasks the current build's runs of the task */
function readOutcomes(series, tasks, builds, { past }) {
    const list = [];
    const ids = [];
    const now = outcomeOf(tasks.map((task) => ({
        attempt: task.attempt,
        passed: task.result === 'success',
        failed: hasFailed(task),
    })));
    // Most tasks never failed: nothing is to be read of them.
    if (now === 'passed' && !series.result.some((result) => failures.has(result)))
        return { name: series.name, kind: series.kind, list: [], builds: [] };
    const wanted = new Set(past.slice(-(newestRuns + olderRuns)));
    let commit = null;
    for (let start = 0; start < series.build.length;) {
        let end = start + 1;
        while (end < series.build.length && series.build[end] === series.build[start])
            end++;
        const index = series.build[start];
        const outcome = wanted.has(index) ? outcomeOf(rowsOf(series, start, end)) : null;
        start = end;
        if (outcome === null)
            continue;
        const build = builds[index];
        // Builds of one commit are one observation; that they disagree is the flake itself.
        if (commit !== null && build.commit === commit && list.length > 0) {
            const before = list.pop();
            ids.pop();
            list.push(before === outcome ? outcome : 'flaked');
        }
        else
            list.push(outcome);
        ids.push(build.id);
        commit = build.commit;
    }
    if (now !== null) {
        list.push(now);
        ids.push(null);
    }
    return { name: series.name, kind: series.kind, list, builds: ids };
}
function rowsOf(series, start, end) {
    const runs = [];
    for (let row = start; row < end; row++) {
        const result = series.result[row];
        runs.push({
            attempt: series.attempt[row],
            passed: result === success,
            failed: failures.has(result),
        });
    }
    return runs;
}
/** Null: it did not run to an end that says anything. */
function outcomeOf(runs) {
    const last = Math.max(...runs.map((run) => run.attempt));
    const final = runs.filter((run) => run.attempt === last);
    if (final.some((run) => run.failed))
        return 'failed';
    if (!final.some((run) => run.passed))
        return null;
    return runs.some((run) => run.failed && run.attempt < last) ? 'flaked' : 'passed';
}

;// CONCATENATED MODULE: ./build/detect/task-values.js
/** One number a build for each task: what the detector looks at. */


const task_values_success = RESULTS.indexOf('success');
const task_values_unknown = RESULTS.indexOf('unknown');
/**
 * The task's value in every build: NaN where it did not run, failed, or came from a cache. Of several
 * attempts the last counts, of several repeats the median. A task whose log does not say how it ended counts in
 * builds that did not fail.
 * @param builds those that `series.build` points to
 * @param values one place a build, overwritten: a history has too many series for an array each
 * @returns false when the series has no such number
 */
function readSeriesValues(series, measure, builds, values) {
    const column = { duration: series.durationMs, cost: series.costUsd, tokens: series.tokens }[measure];
    if (column === null)
        return false;
    values.fill(Number.NaN);
    const rows = series.build;
    for (let start = 0; start < rows.length;) {
        let end = start + 1;
        while (end < rows.length && rows[end] === rows[start])
            end++;
        const index = rows[start];
        const isFine = hasMeaningfulTime(builds[index].result);
        values[index] = valueOfBuild(series, column, start, end, isFine);
        start = end;
    }
    return true;
}
function valueOfBuild(series, column, start, end, isFine) {
    const counts = (row) => {
        const result = series.result[row];
        return series.cached[row] === 0 && (result === task_values_success || (isFine && result === task_values_unknown));
    };
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
function readCurrentValues({ tasks, result, }) {
    const groups = new Map();
    for (const task of finalTasks(tasks)) {
        const isFine = task.result === 'success' || (task.result === 'unknown' && hasMeaningfulTime(result));
        if (!isFine || task.cache === 'hit')
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

;// CONCATENATED MODULE: ./build/detect/collect-series.js
/** Gathers the series of one build: of the build, of its tasks, of its measurements, each with its past. */






/** Most values of the change under test; ten are the longest window. */
const maxFresh = 9;
/** Series of a build, of which the tasks' are read in one walk over the history. */
function collectSeries(build, history, comparable) {
    const collect = collector(comparable);
    const series = collectBuild(build, history, collect);
    const outcomes = [];
    const current = readCurrentValues(build);
    const ended = collect_series_groupTasks(build);
    const metrics = new Map(build.metrics.map((metric) => [metric.name, metric]));
    const past = new Float64Array(history.builds.length);
    const unknown = new Set(ended.keys());
    const usuallyHit = new Set();
    for (const stored of history.series) {
        const metric = stored.kind === 'metric' ? metrics.get(stored.name) : undefined;
        if (metric !== undefined && stored.value !== null && stored.unit === metric.unit) {
            const read = readMeasured(stored, past);
            series.push(...collect(metricKey(metric), metric.better === 'higher' ? higherIsBetter : lowerIsBetter, read, metric.value));
            continue;
        }
        const key = taskKey(stored.kind, stored.name);
        const tasks = ended.get(key);
        if (tasks === undefined)
            continue;
        unknown.delete(key);
        if (isUsuallyHit(stored))
            usuallyHit.add(key);
        outcomes.push(readOutcomes(stored, tasks, history.builds, comparable));
        const values = current.get(key);
        if (values === undefined)
            continue;
        for (const measure of ['duration', 'cost', 'tokens']) {
            if (Number.isNaN(values[measure]) || !readSeriesValues(stored, measure, history.builds, past))
                continue;
            series.push(...collect(series_key_keyOf(measure, stored), lowerIsBetter, (index) => past[index], values[measure]));
        }
    }
    return { series, outcomes, unknown, usuallyHit };
}
/** Of its newest runs at least half came from a cache. */
function isUsuallyHit({ cached }) {
    const newest = cached.subarray(-20);
    let hits = 0;
    for (const hit of newest)
        hits += hit;
    return hits * 2 >= newest.length;
}
function metricKey({ name, unit, better }) {
    return { scope: 'metric', measure: 'value', task: name, kind: 'metric', unit, better };
}
function collect_series_groupTasks(build) {
    const groups = new Map();
    for (const task of build.tasks) {
        const key = taskKey(task.kind, task.name);
        const group = groups.get(key);
        if (group)
            group.push(task);
        else
            groups.set(key, [task]);
    }
    return groups;
}
function readMeasured(stored, values) {
    values.fill(Number.NaN);
    stored.build.forEach((index, row) => {
        values[index] = stored.value[row];
    });
    return (index) => values[index];
}
function collector({ past, fresh, isChange }) {
    return (key, scale, read, current) => {
        if (Number.isNaN(current))
            return [];
        const before = newestKnown(past, read, longestPast - maxFresh - 1);
        const own = newestKnown(fresh, read, maxFresh);
        const places = [...before, ...own.map((place) => past.length + place), past.length + fresh.length];
        const values = [
            ...before.map((place) => past[place]),
            ...own.map((place) => fresh[place]),
        ];
        const scaled = Float64Array.from([...values.map(read), current], scale.to);
        return [{ key, scale, scaled, places: Int32Array.from(places), fresh: isChange ? own.length + 1 : 0 }];
    };
}
/** Places of the newest builds that have a value, oldest first. */
function newestKnown(indexes, read, most) {
    const found = [];
    for (let i = indexes.length - 1; i >= 0 && found.length < most; i--) {
        if (!Number.isNaN(read(indexes[i])))
            found.push(i);
    }
    return found.reverse();
}
/** Kinds that GitHub times to the second: smaller changes mean nothing there. */
const coarseKinds = ['job', 'step'];
function collectBuild(build, history, collect) {
    if (!hasMeaningfulTime(build.result))
        return [];
    const tasks = finalTasks(build.tasks);
    const onlyJobs = tasks.length > 0 && tasks.every((task) => coarseKinds.includes(task.kind));
    const kind = onlyJobs ? 'job' : null;
    const reader = (read) => (index) => {
        const stored = history.builds[index];
        return hasMeaningfulTime(stored.result) ? (read(stored) ?? Number.NaN) : Number.NaN;
    };
    const hits = tasks.filter((task) => task.cache === 'hit').length;
    const lookups = hits + tasks.filter((task) => task.cache === 'miss').length;
    return [
        ...collect(series_key_keyOf('duration', null, kind), lowerIsBetter, reader((stored) => stored.durationMs), build.durationMs ?? Number.NaN),
        ...collect(series_key_keyOf('cost', null, kind), lowerIsBetter, reader((stored) => stored.costUsd), addKnown(build.tasks.map((task) => task.costUsd)) ?? Number.NaN),
        ...collect(series_key_keyOf('tokens', null, kind), lowerIsBetter, reader((stored) => stored.tokens), addKnown(build.tasks.map(sumTokens)) ?? Number.NaN),
        ...collect(series_key_keyOf('cache_hit_rate', null, kind), shareIsBetter, reader((stored) => (stored.cacheLookups > 0 ? stored.cacheHits / stored.cacheLookups : null)), lookups > 0 ? hits / lookups : Number.NaN),
    ];
}

;// CONCATENATED MODULE: ./build/detect/levels.js



const buildLevels = { warning: 0.05, error: 0.2, critical: 0.5 };
const taskLevels = { warning: 0.05, error: 0.5, critical: null };
/** Of a share of cache hits, in points: what it costs shows in the durations. */
const shareLevels = { warning: 0.05, error: null, critical: null };
/** Levels of one series. */
function levelsOf(series, rule) {
    const usual = series.unit === 'ratio' ? shareLevels : series.scope === 'build' ? buildLevels : taskLevels;
    return { ...usual, ...rule?.levels };
}
/** The first rule that matches. */
function findRule(rules, series) {
    const matches = (rule) => (rule.measure === null || rule.measure === series.measure) &&
        (series.scope === 'build' ? rule.series === 'build' : matchPattern(rule.series, series.task ?? ''));
    return rules.find(matches) ?? null;
}
/**
 * The level of a change; null when it is not worth an alert. Suspects and drifts warn, improvements never do.
 * @param worse how much worse: relative, of shares in points
 */
function levelOf(verdict, worse, levels) {
    if (verdict === 'improvement')
        return null;
    if (verdict === 'suspect' || verdict === 'drift')
        return levels.warning === null ? null : 'warning';
    const over = (limit) => limit !== null && worse >= limit;
    if (over(levels.critical))
        return 'critical';
    if (over(levels.error))
        return 'error';
    return over(levels.warning) ? 'warning' : null;
}
const coarseFloorMs = 3000;
/** The smallest change of a series that matters. */
function floorsOf(key, rules) {
    const rule = findRule(rules, key);
    const ofTime = coarseKinds.includes(key.kind ?? '') ? coarseFloorMs : key.scope === 'build' ? 1000 : 100;
    const floors = {
        duration: ofTime,
        cost: 0.01,
        tokens: 1,
        cache_hit_rate: 0.05,
    };
    const ratio = Math.min(0.05, levelsOf(key, rule).warning ?? 0.05);
    return { ratio, floor: rule?.floor ?? floors[key.measure] ?? 0 };
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
const measures = [
    'duration',
    'cost',
    'tokens',
    'value',
    'cache_hit_rate',
    'success_rate',
    'flake_rate',
];
const levels_units = {
    duration: 'ms',
    cost: 'usd',
    tokens: 'tokens',
    value: 'count',
};
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
    const unit = levels_units[measure ?? 'duration'] ?? 'ratio';
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

;// CONCATENATED MODULE: ./build/detect/acknowledge.js

const acknowledge_dayMs = 86_400_000;
/** Days before the end in which it warns. */
const warnDays = 14;
/** The entry for a series that holds at a time; the first that matches. */
function findAcknowledgement(entries, key, nowMs) {
    return entries.find((entry) => matches(entry, key) && nowMs < endOf(entry)) ?? null;
}
function matches({ series }, key) {
    return key.scope === 'build' ? series === 'build' : matchPattern(series, key.task ?? '');
}
function endOf({ expires }) {
    return Date.parse(`${expires}T00:00:00Z`) + acknowledge_dayMs;
}
/**
 * What is to be said of the entries: that they end soon, have ended, or match nothing.
 * @param series all series of this build
 * @param needed entries that a change or a baseline still needs
 */
function reviewAcknowledgements(entries, series, needed, nowMs) {
    return entries.flatMap((entry) => {
        const tell = (level, code, what, fix) => [
            { level, code, where: entry.where, what: `The acknowledgement of \`${entry.series}\` ${what}`, fix },
        ];
        const left = Math.ceil((endOf(entry) - nowMs) / acknowledge_dayMs);
        const by = `${entry.owner}: ${entry.reason}`;
        if (left <= 0)
            return tell('warning', 'acknowledgement-expired', `ended on ${entry.expires} (${by}).`, 'Mend the regression, renew the entry, or remove it.');
        if (!series.some((key) => matches(entry, key)))
            return tell('warning', 'acknowledgement-unused', 'matches no series of this build.', 'Correct its pattern, or remove it.');
        if (left <= warnDays)
            return tell('warning', 'acknowledgement-expires', `ends on ${entry.expires}, in ${left} days (${by}).`, 'Mend the regression, or renew the entry.');
        if (!needed.has(entry))
            return tell('info', 'acknowledgement-done', 'has nothing left to excuse.', 'Remove it.');
        return [];
    });
}
const keys = ['series', 'reason', 'owner', 'expires', 'since'];
/** Reads the configuration's `acknowledge`. */
function readAcknowledgements(written) {
    const problems = [];
    if (written === undefined || written === null)
        return { entries: [], problems };
    if (!Array.isArray(written)) {
        problems.push(acknowledge_wrong('acknowledge', 'This is not a list of entries.', 'Write `- series: build` under it.'));
        return { entries: [], problems };
    }
    const entries = written.flatMap((value, index) => readEntry(value, `acknowledge[${index}]`, problems));
    return { entries, problems };
}
function readEntry(value, where, problems) {
    const before = problems.length;
    const entry = (typeof value === 'object' && value !== null ? value : {});
    for (const key of Object.keys(entry).filter((name) => !keys.includes(name)))
        problems.push(acknowledge_wrong(`${where}.${key}`, `There is no key \`${key}\` in an acknowledgement.`, `Known are ${keys.join(', ')}.`));
    const text = (key) => {
        const found = entry[key];
        if (typeof found === 'string' && found.trim() !== '')
            return found.trim();
        problems.push(acknowledge_wrong(`${where}.${key}`, `It has no \`${key}\`.`, `Write \`${key}: …\`.`));
        return '';
    };
    const read = {
        series: text('series'),
        reason: text('reason'),
        owner: text('owner'),
        expires: readDay(entry['expires'], `${where}.expires`, problems),
        since: readCommit(entry['since'], `${where}.since`, problems),
        where: `configuration key \`${where}\``,
    };
    return problems.length > before ? [] : [read];
}
function readDay(value, where, problems) {
    const text = value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? '');
    if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)))
        return text;
    problems.push(acknowledge_wrong(where, `\`${text}\` is not a day.`, 'Write `expires: 2027-01-31`; an entry without an end is forgotten.'));
    return '';
}
function readCommit(value, where, problems) {
    if (value === undefined || value === null)
        return null;
    const text = String(value).toLowerCase();
    if (/^[0-9a-f]{7,64}$/.test(text))
        return text;
    problems.push(acknowledge_wrong(where, `\`${text}\` is not a commit.`, 'Write at least its first 7 digits, in quotes.'));
    return null;
}
function acknowledge_wrong(where, what, fix) {
    return {
        level: 'error',
        code: 'invalid-acknowledgement',
        where: `configuration key \`${where}\``,
        what,
        fix,
    };
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

;// CONCATENATED MODULE: ./build/detect/sliding-median.js
/** The median of the newest values as they come, without sorting them anew for each. */

/** @param width most values that count */
function slideMedian(width) {
    const sorted = new Float64Array(width);
    const arrived = new Float64Array(width);
    let size = 0;
    let next = 0;
    const remove = (value) => {
        const at = sorted.indexOf(value);
        sorted.copyWithin(at, at + 1, size);
        size -= 1;
    };
    return {
        push: (value) => {
            if (size === width)
                remove(arrived[next]);
            arrived[next] = value;
            next = (next + 1) % width;
            let at = size;
            while (at > 0 && sorted[at - 1] > value) {
                sorted[at] = sorted[at - 1];
                at -= 1;
            }
            sorted[at] = value;
            size += 1;
        },
        size: () => size,
        median: () => medianOfSorted(sorted, size),
    };
}

;// CONCATENATED MODULE: ./build/detect/runner-effect.js
/**
 * Takes the runner out of a series: the same work is slower on one processor than on another. On hosted runners
 * the processor explained 46 % of the variance of a build.
 */

/** How many newest residuals on a class of runners make its effect, and how many it takes. */
const runner_effect_width = 20;
const enough = 4;
/**
 * Subtracts from each value what its class of runners added in the builds before it; a class that was seen fewer
 * than four times is left as it is.
 * @param logs logarithms, oldest first
 * @param runners class of each value; -1 when not known
 * @returns null when all ran on one class.
 */
function removeRunnerEffect(logs, runners) {
    if (!hasSeveral(runners, logs.length))
        return null;
    const level = slideMedian(runner_effect_width);
    const residuals = new Map();
    return logs.map((value, i) => {
        const runner = runners[i];
        const own = residuals.get(runner) ?? slideMedian(runner_effect_width);
        residuals.set(runner, own);
        const cleaned = runner >= 0 && own.size() >= enough ? value - own.median() : value;
        if (level.size() >= enough)
            own.push(value - level.median());
        level.push(cleaned);
        return cleaned;
    });
}
function hasSeveral(runners, length) {
    for (let i = 1; i < length; i++)
        if (runners[i] !== runners[0])
            return true;
    return false;
}
/** Below this share of the older builds a class of runners is new to the series. */
const rare = 0.2;
/**
 * Whether most of the newest values come from runners that the older ones hardly ran on, so that the two cannot
 * be told apart by the work alone.
 * @param from where the older values begin
 * @param split where the newest begin
 */
function hasMoved(runners, from, split, end) {
    const before = new Map();
    for (let i = from; i < split; i++) {
        const runner = runners[i];
        before.set(runner, (before.get(runner) ?? 0) + 1);
    }
    // Where each build has a runner of its own, runners explain nothing.
    const most = Math.max(0, ...before.values());
    if (most < Math.max(enough, (split - from) * rare))
        return false;
    let foreign = 0;
    for (let i = split; i < end; i++) {
        const runner = runners[i];
        if (runner >= 0 && (before.get(runner) ?? 0) < (split - from) * rare)
            foreign += 1;
    }
    return foreign * 2 > end - split;
}

;// CONCATENATED MODULE: ./build/detect/assess-series.js
/** Judges one series after taking out what is not its own: the runner's effect, and what the whole build shares. */




/** The largest p, times the number of windows, that confirms a change. */
const confirmP = 0.00175;
/** Up to so many series of a build each is tested at that level; above, the false discovery rate is held. */
const fewSeries = 200;
const discoveryRate = 0.1;
/** A correction counts where it makes the newest values so much quieter. */
const quieterBy = 0.85;
const recent = 40;
/** Judges one series from its past alone. */
function assessSeries(input) {
    const { scaled: raw, runners, factor } = input;
    const ofRunner = runners === null ? null : removeRunnerEffect(raw, runners);
    const onRunner = ofRunner !== null && isQuieter(ofRunner, raw) ? ofRunner : raw;
    const without = factor === null ? null : onRunner.map((value, i) => value - factor[i]);
    const scaled = without !== null && isQuieter(without, onRunner) ? without : onRunner;
    const judge = (values) => judgeSeries({ ...input, scaled: values });
    const judgement = judge(scaled);
    const corrected = scaled === raw ? null : scaled === onRunner ? 'runner' : 'build';
    const done = (environment) => ({
        judgement,
        scaled,
        corrected,
        environment,
    });
    if (!isRaised(judgement)) {
        if (corrected === null)
            return done(null);
        const untouched = judge(raw);
        return done(isRaised(untouched) ? { by: corrected, judgement: untouched, scaled: raw } : null);
    }
    // Not quieter in general, but just now the surroundings may be all that moved.
    const newest = judgement.slower?.newest ?? 1;
    const split = raw.length - Math.max(newest, 1);
    if (runners !== null &&
        ofRunner !== null &&
        hasMoved(runners, Math.max(0, split - recent), split, raw.length))
        return done({ by: 'runner', judgement, scaled });
    if (without !== null && scaled !== without && !isRaised(judge(without)))
        return done({ by: 'build', judgement, scaled });
    return done(null);
}
/** The largest p that confirms one of the series of a build. */
function limitOf(tested) {
    const settled = tested.filter(({ judgement }) => !judgement.learning);
    if (settled.length <= fewSeries)
        return confirmP;
    return benjaminiHochberg(settled.map(({ judgement }) => judgement.slower?.p ?? 1), discoveryRate);
}
/** Confirmed by itself, or suspect. */
function isRaised({ slower, suspect }) {
    return suspect || (slower !== null && slower.p <= confirmP);
}
function isQuieter(cleaned, raw) {
    return madOf(cleaned) <= quieterBy * madOf(raw);
}
function madOf(values) {
    return madOfSorted(values.slice(-recent).sort());
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
/** The evidence of one change: sizes, interval, since when, noise, and the builds it comes from. */






const sparkLength = 30;
/**
 * Describes a change that was found.
 * @param judged the values that were judged, on the scale
 * @param points the build of each value
 */
function describeChange({ key, scale, scaled: raw }, verdict, judgement, judged, points) {
    const scan = verdict === 'confirmed' ? judgement.slower : verdict === 'improvement' ? judgement.faster : null;
    const newest = scan?.newest ?? 1;
    const baseline = Array.from(scan?.baseline ?? judgement.baseline);
    const tail = Array.from(judged.slice(-newest));
    const from = medianOfSorted(baseline);
    const to = medianOfSorted([...tail].sort((a, b) => a - b));
    const { interval } = hodgesLehmann(tail, baseline, 0.95);
    const highest = baseline.at(-1);
    const sd = robustSd(baseline);
    const end = judged.length - newest;
    const band = [
        scale.from((0,simple_statistics/* quantileSorted */.Z4)(baseline, 0.1)),
        scale.from((0,simple_statistics/* quantileSorted */.Z4)(baseline, 0.9)),
    ];
    return {
        verdict,
        series: key,
        from: describe_change_round(scale.from(from)),
        to: describe_change_round(scale.from(to)),
        ratio: relate(scale, from, to - from),
        interval: interval === null ? null : order(relate(scale, from, interval[0]), relate(scale, from, interval[1])),
        p: scan && !judgement.deterministic ? scan.p : null,
        newest,
        newestAbove: tail.filter((value) => value > highest).length,
        baselineBuilds: baseline.length,
        band: order(band[0], band[1]),
        noise: Math.expm1(sd),
        detectable: smallestChange(sd, baseline.length),
        deterministic: judgement.deterministic,
        since: findSince(judged, points, verdict),
        spark: Array.from(raw.slice(-sparkLength), (value) => describe_change_round(scale.from(value))),
        sparkBuilds: points.slice(-sparkLength).map((point) => point.id),
        baselineSpan: spanOf(points, end - baseline.length, end),
    };
}
/** Twelve digits: what a logarithm and back adds in the last ones would decide at +20 % exactly. */
function describe_change_round(value) {
    return Number(value.toPrecision(12));
}
/** A distance on the scale as people say it: a relative change, of shares a difference. */
function relate(scale, from, distance) {
    const before = scale.from(from);
    const after = scale.from(from + distance);
    return Number((scale === shareIsBetter ? after - before : after / before - 1).toPrecision(10));
}
function order(a, b) {
    return a <= b ? [a, b] : [b, a];
}
/** The baseline is one stretch of values. */
function spanOf(points, start, end) {
    const first = points[start];
    const last = points[end - 1];
    return first && last ? [first.id, last.id] : null;
}
/**
 * The smallest relative change of a noise `sd` (robust, of logarithms) and a baseline of `builds` that 5 builds would confirm four times in five, by the normal approximation
 * of the rank test: z for p = 0.00175 / 5 plus z for 80 % power.
 */
function smallestChange(sd, builds) {
    return Math.max(0.05, Math.expm1((3.39 + 0.84) * sd * Math.sqrt(1 / 5 + 1 / builds)));
}
function findSince(judged, points, verdict) {
    const last = judged.length - 1;
    const index = verdict === 'suspect' ? last : findChangePoint(Array.from(judged), verdict === 'confirmed' ? 1 : -1);
    return changePointAt(index, points);
}
/** The change point at a value. */
function changePointAt(index, points) {
    const first = points[index];
    if (first === undefined)
        return null;
    return {
        buildId: first.id,
        commit: first.commit,
        lastGoodCommit: points[index - 1]?.commit ?? null,
        buildsAgo: points.length - 1 - index,
    };
}

;// CONCATENATED MODULE: ./build/detect/episode.js
/** A confirmed regression over time: opened once, then followed until it is recovered or accepted. */



/** So many builds in a row below the midpoint end it, */
const recoveredBuilds = 3;
/** and so many on the new level make that the baseline. */
const acceptedBuilds = 22;
/**
 * The episode that the value at `openedAt` told of, from the values up to it alone.
 * @param scaled oldest first, more is worse
 */
function openEpisode(scaled, openedAt) {
    const known = scaled.subarray(0, openedAt + 1);
    const changeAt = findChangePoint(Array.from(known), 1);
    const before = growBaseline(known, changeAt);
    const to = medianOfSorted(known.slice(changeAt).sort());
    return { openedAt, changeAt, from: before.length > 0 ? medianOfSorted(before) : to, to };
}
/** Follows it to the newest value. */
function followEpisode(scaled, episode) {
    const midpoint = (episode.from + episode.to) / 2;
    const newest = scaled.length - 1;
    let below = 0;
    for (let i = episode.changeAt; i <= newest; i++) {
        if (i - episode.changeAt >= acceptedBuilds)
            return i === newest ? 'accepted' : 'closed';
        below = scaled[i] < midpoint ? below + 1 : 0;
        if (i > episode.openedAt && below >= recoveredBuilds)
            return i === newest ? 'recovered' : 'closed';
    }
    return 'open';
}

;// CONCATENATED MODULE: ./build/detect/find-drift.js
/** A slow rise that no single build is to blame for: the newest week against the week around 30 days ago. */


const find_drift_dayMs = 86_400_000;
const weekMs = 7 * find_drift_dayMs;
const anchorMs = 30 * find_drift_dayMs;
const minValues = 5;
/** Logarithm of a rise that counts. */
const minRise = Math.log(1.1);
/** A step holds most of its rise in one place; a drift does not. */
const maxStep = 0.7;
/**
 * Compares the weeks; null without enough values in both, below +10 %, or when one step explains the rise.
 * @param scaled oldest first, more is worse
 * @param timesMs start of each value's build
 */
function findDrift(scaled, timesMs) {
    const now = timesMs.at(-1);
    const between = (from, to) => {
        const found = [];
        timesMs.forEach((time, i) => {
            if (time > from && time <= to)
                found.push(scaled[i]);
        });
        return found.sort((a, b) => a - b);
    };
    const newest = between(now - weekMs, now);
    const middle = now - anchorMs;
    const older = between(middle - weekMs / 2, middle + weekMs / 2);
    if (newest.length < minValues || older.length < minValues)
        return null;
    const from = medianOfSorted(older);
    const to = medianOfSorted(newest);
    if (to - from < minRise || largestStep(scaled, timesMs, middle) > maxStep * (to - from))
        return null;
    return { from, to, p: mannWhitneyGreater(newest, older), newest: newest.length, older };
}
/** The largest rise of the median of three builds over that of the three before, since `from`. */
function largestStep(scaled, timesMs, from) {
    const medianAt = (start) => medianOfSorted(scaled.slice(start, start + 3).sort());
    let largest = 0;
    for (let i = 3; i + 3 <= scaled.length; i++) {
        if (timesMs[i] > from)
            largest = Math.max(largest, medianAt(i) - medianAt(i - 3));
    }
    return largest;
}

;// CONCATENATED MODULE: ./build/stats/beta-binomial.js
/** Counts of failures whose rate itself varies from day to day: more spread than independent trials have. */

/**
 * Probability of `k` or more of `n` under a beta-binomial distribution.
 * @param mean expected share, in (0, 1)
 * @param overdispersion variance over that of a binomial, in (1, n)
 * Source: scipy.stats.betabinom.sf(k - 1, n, a, b) with rho = (overdispersion - 1) / (n - 1), a = mean (1 - rho) / rho.
 */
function betaBinomialTail(k, n, mean, overdispersion) {
    const rho = (overdispersion - 1) / (n - 1);
    const a = (mean * (1 - rho)) / rho;
    const b = ((1 - mean) * (1 - rho)) / rho;
    const logBeta = (x, y) => (0,simple_statistics/* gammaln */.SW)(x) + (0,simple_statistics/* gammaln */.SW)(y) - (0,simple_statistics/* gammaln */.SW)(x + y);
    let tail = 0;
    for (let i = Math.max(0, k); i <= n; i++) {
        const ways = (0,simple_statistics/* gammaln */.SW)(n + 1) - (0,simple_statistics/* gammaln */.SW)(i + 1) - (0,simple_statistics/* gammaln */.SW)(n - i + 1);
        tail += Math.exp(ways + logBeta(i + a, n - i + b) - logBeta(a, b));
    }
    return Math.min(1, tail);
}

;// CONCATENATED MODULE: ./build/stats/wilson.js
/** How well a share is known. */
/**
 * Wilson's interval of a share at 95 %.
 * Source: statsmodels.stats.proportion.proportion_confint(count, n, 0.05, "wilson").
 */
function wilsonInterval(count, n) {
    const z = 1.959963984540054;
    const share = count / n;
    const center = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
    const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
    return [Math.max(0, center - half), Math.min(1, center + half)];
}

;// CONCATENATED MODULE: ./build/detect/judge-rates.js



/** So many outcomes before the newest 20 are enough to know a rate. */
const minOlder = 20;
const minOverdispersion = 1.05;
/** A share must rise by so much to matter. */
const judge_rates_minRise = 0.1;
/** Fewer in the newest 20 than this are no rise of 10 points that any test would find. */
const minBad = 3;
/** Tests one task's outcomes; null when nothing rose enough to be tested. */
function judgeRate(of, outcome) {
    const list = of.list.slice(-(newestRuns + olderRuns));
    const newest = list.slice(-newestRuns);
    const older = list.slice(0, -newestRuns);
    // A rise that the newest build does not show is over, or was told of before.
    if (older.length < minOlder || newest.at(-1) !== outcome)
        return null;
    const bad = judge_rates_count(newest, outcome);
    const before = judge_rates_count(older, outcome);
    const from = before / older.length;
    const to = bad / newest.length;
    if (bad < minBad || to - from < judge_rates_minRise)
        return null;
    const overdispersion = spreadOf(older, outcome);
    const mean = (before + 0.5) / (older.length + 1);
    return {
        of,
        outcome,
        from,
        to,
        interval: wilsonInterval(bad, newest.length),
        p: betaBinomialTail(bad, newest.length, mean, overdispersion),
        newest: newest.length,
        older: older.length,
        overdispersion,
    };
}
function judge_rates_count(list, outcome) {
    return list.filter((each) => each === outcome).length;
}
/** Variance of the counts in blocks of 20 over that of independent trials. */
function spreadOf(older, outcome) {
    const counts = [];
    for (let end = older.length; end >= newestRuns; end -= newestRuns)
        counts.push(judge_rates_count(older.slice(end - newestRuns, end), outcome));
    const mean = counts.reduce((sum, value) => sum + value, 0) / counts.length;
    const share = mean / newestRuns;
    if (counts.length < 2 || share === 0 || share === 1)
        return minOverdispersion;
    const variance = counts.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (counts.length - 1);
    return Math.min(newestRuns - 1, Math.max(minOverdispersion, variance / (newestRuns * share * (1 - share))));
}
const maxFlaky = 50;
/** Tasks that passed and failed on one commit among their newest runs, most often first. */
function judge_rates_listFlaky(all) {
    return all
        .flatMap(({ name, kind, list }) => {
        const newest = list.slice(-olderRuns);
        const flakes = judge_rates_count(newest, 'flaked');
        if (flakes === 0)
            return [];
        const interval = wilsonInterval(flakes, newest.length);
        return [{ name, kind, flakes, builds: newest.length, interval, now: newest.at(-1) === 'flaked' }];
    })
        .sort((a, b) => Number(b.now) - Number(a.now) || b.flakes - a.flakes || (a.name < b.name ? -1 : 1))
        .slice(0, maxFlaky);
}

;// CONCATENATED MODULE: ./build/detect/conclude.js
/** What is said of a judged series: nothing, or a change with its evidence and its state. */











/** Before a drift's id among what a build told of. */
const driftPrefix = 'drift:';
/** What a build told of first, for the builds after it. */
function listOpened(changes) {
    return changes
        .filter((change) => change.state === 'new' && change.level !== null && change.verdict !== 'suspect')
        .map((change) => (change.verdict === 'drift' ? driftPrefix : '') + seriesId(change.series));
}
/** At most one change of a series. @param limit largest p that confirms one of the tasks */
function concludeSeries(judged, limit, setting) {
    const { series, assessment } = judged;
    const { judgement, environment, scaled } = assessment;
    const known = findEpisode(judged, setting);
    if (known !== null && !setting.isChange) {
        const state = followEpisode(scaled, known);
        if (state === 'open' && !isWorse(judged, known, setting))
            return [tell(judged, describeEpisode(judged, known, setting), 'open', setting, known)];
        if (state === 'recovered' || state === 'accepted')
            return [tell(judged, describeEpisode(judged, known, setting), state, setting, known)];
    }
    if (environment !== null)
        return [];
    const confirmAt = series.key.scope === 'build' ? Math.max(limit, confirmP) : limit;
    const confirms = (p) => p !== undefined && p <= confirmAt;
    const describe = (verdict) => describeChange(series, verdict, judgement, scaled, setting.survey.pointsOf(series));
    const verdict = confirms(judgement.slower?.p) ? 'confirmed' : judgement.suspect ? 'suspect' : null;
    if (verdict !== null) {
        const isTheirs = known !== null && setting.isChange && !isBeyond(judged, known);
        return [tell(judged, describe(verdict), isTheirs ? 'open' : 'new', setting, isTheirs ? known : null)];
    }
    if (confirms(judgement.faster?.p))
        return [tell(judged, describe('improvement'), 'new', setting, null)];
    return concludeDrift(judged, confirmAt, setting);
}
/** The regression of this series that a build of the baseline branch told of last, if it still goes on there. */
function findEpisode({ series, assessment }, { survey }) {
    const toldAt = survey.toldAt(series);
    if (toldAt === null)
        return null;
    const base = assessment.scaled.subarray(0, assessment.scaled.length - Math.max(0, series.fresh));
    if (toldAt >= base.length)
        return null;
    const episode = openEpisode(base, toldAt);
    if (series.fresh === 0)
        return episode;
    return followEpisode(base, episode) === 'open' ? episode : null;
}
/** A known regression that has reached a higher level is news again. */
function isWorse({ series, assessment }, episode, { rules }) {
    const { slower } = assessment.judgement;
    if (slower === null || slower.p > confirmP)
        return false;
    const limits = levelsOf(series.key, findRule(rules, series.key));
    const levelAt = (to) => levelOf('confirmed', relateWorse(series, episode.from, to), limits);
    const now = levelAt(medianOfSorted(assessment.scaled.slice(-slower.newest).sort()));
    const before = levelAt(episode.to);
    return now !== null && (before === null || !(0,levels/* isAtLeast */.du)(before, now));
}
/** A pull request is to blame only for what it adds to a regression that its base branch has already. */
function isBeyond({ series, assessment, gate }, episode) {
    const own = assessment.scaled.slice(-Math.max(1, series.fresh)).sort();
    return medianOfSorted(own) - episode.to >= Math.log1p(gate.ratio);
}
/** How much worse, as the levels count it: relative, of shares in points. */
function relateWorse({ key, scale }, from, to) {
    if (key.unit === 'ratio')
        return Math.abs(relate(scale, from, to - from));
    return Number(Math.expm1(to - from).toPrecision(10));
}
function tell({ series, assessment, acknowledgement }, evidence, state, setting, episode) {
    const { key, scale } = series;
    const levels = levelsOf(key, findRule(setting.rules, key));
    const worse = relateWorse(series, scale.to(evidence.from), scale.to(evidence.to));
    const isExpected = state === 'new' && evidence.verdict !== 'improvement' && acknowledgement !== null;
    const points = setting.survey.pointsOf(series);
    return {
        ...evidence,
        state: isExpected ? 'acknowledged' : state,
        corrected: assessment.corrected,
        openedBy: episode === null ? null : (points[episode.openedAt]?.id ?? null),
        causes: [],
        acknowledgement: isExpected
            ? { reason: acknowledgement.reason, owner: acknowledgement.owner, expires: acknowledgement.expires }
            : null,
        level: state === 'new' && !isExpected ? levelOf(evidence.verdict, worse, levels) : null,
    };
}
/** Before and after the episode's change point, up to now. */
function describeEpisode({ series, assessment }, episode, { survey }) {
    const points = survey.pointsOf(series);
    const { scaled } = assessment;
    const baseline = growBaseline(scaled, episode.changeAt);
    // The newest three tell where it stands now.
    const newest = Math.min(3, scaled.length - episode.changeAt);
    const judgement = {
        ...assessment.judgement,
        slower: { p: 1, newest, baseline: baseline.length > 0 ? baseline : assessment.judgement.baseline },
    };
    const evidence = describeChange(series, 'confirmed', judgement, scaled, points);
    return { ...evidence, p: null, since: changePointAt(episode.changeAt, points) };
}
const monthMs = 30 * 86_400_000;
function concludeDrift(judged, confirmAt, setting) {
    const { series, assessment } = judged;
    const { survey } = setting;
    if (setting.isChange || series.key.unit === 'ratio')
        return [];
    const times = survey.timesOf(series);
    const drift = findDrift(assessment.scaled, times);
    if (drift === null || drift.p > confirmAt)
        return [];
    const isRecent = (index) => index !== null && survey.nowMs - times[index] < monthMs;
    // A step that was told of is no drift.
    if (isRecent(survey.toldAt(series)))
        return [];
    const told = survey.toldAt(series, driftPrefix);
    const state = isRecent(told) ? 'open' : 'new';
    const episode = state === 'open' ? { openedAt: told, changeAt: 0, from: drift.from, to: drift.to } : null;
    return [tell(judged, describeDrift(judged, drift, survey), state, setting, episode)];
}
function describeDrift({ series, assessment }, drift, survey) {
    const { judgement, scaled } = assessment;
    const base = describeChange(series, 'suspect', judgement, scaled, survey.pointsOf(series));
    const { scale } = series;
    const sd = robustSd(Float64Array.from(drift.older));
    return {
        ...base,
        verdict: 'drift',
        from: describe_change_round(scale.from(drift.from)),
        to: describe_change_round(scale.from(drift.to)),
        ratio: relate(scale, drift.from, drift.to - drift.from),
        interval: null,
        p: drift.p,
        newest: drift.newest,
        baselineBuilds: drift.older.length,
        noise: Math.expm1(sd),
        since: null,
        baselineSpan: null,
    };
}
const rateP = 0.001;
/** Tasks, and the build, that fail or flake more often than they used to. */
function concludeRates(outcomes, history, { past }, setting) {
    const all = [
        ...outcomes,
        buildOutcomes(past.map((index) => history.builds[index]), setting.build),
    ];
    const found = all.flatMap((of) => ['failed', 'flaked'].flatMap((outcome) => judgeRate(of, outcome) ?? []));
    const tries = Math.max(1, all.length / fewSeries);
    return found.filter(({ p }) => p * tries < rateP).map((rate) => describeRate(rate, setting));
}
function buildOutcomes(past, build) {
    const list = [];
    const builds = [];
    for (const { result, id } of [...past, { ...build, id: null }]) {
        if (result !== 'success' && result !== 'failure' && result !== 'error' && result !== 'timeout')
            continue;
        list.push(result === 'success' ? 'passed' : 'failed');
        builds.push(id);
    }
    return { name: '', kind: '', list, builds };
}
function describeRate(rate, { build, survey }) {
    const { of, outcome } = rate;
    const isFlake = outcome === 'flaked';
    const key = series_key_keyOf(isFlake ? 'flake_rate' : 'success_rate', of.name === '' ? null : of);
    const show = (share) => describe_change_round(isFlake ? share : 1 - share);
    const ids = of.builds.map((id) => id ?? build.id);
    const spark = of.list.map((each) => (each === outcome ? 1 : 0)).slice(-30);
    const told = survey.builds.findLast((stored) => stored.opened.includes(seriesId(key)));
    const isKnown = told !== undefined && ids.slice(-rate.newest).includes(told.id);
    const first = of.list.length - rate.newest + of.list.slice(-rate.newest).indexOf(outcome);
    return {
        verdict: 'confirmed',
        state: isKnown ? 'open' : 'new',
        series: key,
        from: show(rate.from),
        to: show(rate.to),
        ratio: describe_change_round(show(rate.to) - show(rate.from)),
        interval: [show(rate.interval[0]) - show(rate.from), show(rate.interval[1]) - show(rate.from)].sort((a, b) => a - b),
        p: rate.p,
        newest: rate.newest,
        newestAbove: of.list.slice(-rate.newest).filter((each) => each === outcome).length,
        baselineBuilds: rate.older,
        band: [show(rate.from), show(rate.from)],
        noise: rate.overdispersion - 1,
        detectable: 0.1,
        deterministic: false,
        corrected: null,
        since: {
            buildId: ids[first] ?? build.id,
            commit: null,
            lastGoodCommit: null,
            buildsAgo: of.list.length - 1 - first,
        },
        openedBy: isKnown ? told.id : null,
        spark,
        sparkBuilds: ids.slice(-30),
        baselineSpan: null,
        causes: [],
        acknowledgement: null,
        level: isKnown ? null : 'warning',
    };
}

;// CONCATENATED MODULE: ./build/detect/environment.js


/** Sums up the series that were not blamed; null without any. */
function describeEnvironment(tested, survey) {
    const moved = tested.filter(({ assessment }) => assessment.environment !== null);
    if (moved.length === 0)
        return null;
    const total = moved.find(({ series: { key } }) => key.scope === 'build' && key.measure === 'duration');
    const ratios = (total ? [total] : moved).map(ratioOf).sort((a, b) => a - b);
    const { runnerBefore, runnerNow } = survey;
    const hasNewRunner = runnerNow !== null && runnerBefore !== null && runnerNow !== runnerBefore;
    return {
        by: moved.some(({ assessment }) => assessment.environment?.by === 'runner') ? 'runner' : 'build',
        ratio: medianOfSorted(ratios),
        series: moved.length,
        fromRunner: hasNewRunner ? runnerBefore : null,
        toRunner: hasNewRunner ? runnerNow : null,
    };
}
function ratioOf({ series, assessment }) {
    const { judgement, scaled } = assessment.environment;
    const from = medianOfSorted(judgement.baseline);
    const newest = scaled.slice(-(judgement.slower?.newest ?? 1)).sort();
    return relate(series.scale, from, medianOfSorted(newest) - from);
}

;// CONCATENATED MODULE: ./build/metrics/critical-path.js
/** Clocks of one log disagree by rounding: a start may lie this much before the end that it waited for. */
const toleranceMs = 1;
/** null when no task has both a start and a duration above 0. Costs O(n log n). */
function findCriticalPath(tasks) {
    const timed = tasks.flatMap((task) => {
        const { startTimeMs: start, durationMs } = task;
        if (start === null || durationMs === null || !(durationMs > 0) || !Number.isFinite(start + durationMs))
            return [];
        return [{ task, start, end: start + durationMs }];
    });
    if (timed.length === 0)
        return null;
    const parents = new Set(timed.map(({ task }) => task.parentId));
    // A parent spans its children; only where it has none did it work itself. Two that name each other as
    // parents leave no leaf at all: then every task counts.
    const alone = timed.filter(({ task }) => !parents.has(task.id));
    const leaves = alone.length > 0 ? alone : timed;
    const startTimeMs = timed.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY);
    const wallMs = timed.reduce((most, { end }) => Math.max(most, end), Number.NEGATIVE_INFINITY) - startTimeMs;
    const steps = walkBack(leaves).map(({ task, start, end }) => ({
        task,
        startTimeMs: start,
        durationMs: end - start,
        share: (end - start) / wallMs,
    }));
    const parallelism = countRunning(leaves);
    const workMs = leaves.reduce((sum, { start, end }) => sum + end - start, 0);
    return {
        startTimeMs,
        wallMs,
        steps,
        coveredMs: Math.min(wallMs, steps.reduce((sum, step) => sum + step.durationMs, 0)),
        parallelism,
        meanParallelism: workMs / wallMs,
        maxParallelism: parallelism.reduce((most, { running }) => Math.max(most, running), 0),
    };
}
/** From the last to end, each time to the last that had ended when this one began; the longer of equals. */
function walkBack(leaves) {
    const byEnd = [...leaves].sort((a, b) => a.end - b.end || b.start - a.start);
    const path = [];
    let next = Number.POSITIVE_INFINITY;
    for (let index = byEnd.length - 1; index >= 0; index--) {
        const leaf = byEnd[index];
        if (leaf.end > next + toleranceMs || leaf.start >= next)
            continue;
        path.push(leaf);
        next = leaf.start;
    }
    return path.reverse();
}
function countRunning(leaves) {
    const edges = leaves.flatMap(({ start, end }) => [
        { timeMs: start, by: 1 },
        { timeMs: end, by: -1 },
    ]);
    edges.sort((a, b) => a.timeMs - b.timeMs);
    const counted = [];
    let running = 0;
    for (const { timeMs, by } of edges) {
        running += by;
        if (counted.at(-1)?.timeMs === timeMs)
            counted.pop();
        counted.push({ timeMs, running });
    }
    return counted.filter((entry, index) => entry.running !== counted[index - 1]?.running);
}

;// CONCATENATED MODULE: ./build/detect/find-causes.js
/**
 * What moved together with a change, from the data at hand, most likely first. Each cause is something that was
 * measured on both sides; its share is given where the change can be divided. Without evidence there is none.
 */





const maxCauses = 5;
/** Below these shares and differences something is no cause. */
const minShare = 0.1;
const minPoints = 0.05;
const find_causes_minRise = 0.1;
/** Adds the causes to what got worse, or better. */
function addCauses(changes, evidence) {
    if (changes.length === 0)
        return [];
    const facts = find_causes_gather(evidence);
    const details = readDetails(changes, evidence);
    return changes.map((change) => {
        const found = change.series.scope === 'build' ? causesOfBuild(change, facts) : causesOfTask(change, facts, details);
        const causes = [...found, ...surroundings(change, facts)];
        return { ...change, causes: find_causes_rank(causes).slice(0, maxCauses) };
    });
}
/** Larger shares first, then in the order in which they were found. */
function find_causes_rank(causes) {
    return [...causes].sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
}
const newestBuilds = 20;
function find_causes_gather(evidence) {
    const tasks = finalTasks(evidence.build.tasks);
    const path = findCriticalPath(tasks);
    const { builds } = evidence.survey;
    return {
        ...evidence,
        tasks,
        onPath: path === null ? null : new Set(path.steps.map((step) => step.task.id)),
        before: builds.filter((build) => hasMeaningfulTime(build.result)).slice(-newestBuilds),
    };
}
function causesOfBuild(change, facts) {
    const { measure } = change.series;
    if (measure === 'duration') {
        const added = change.to - change.from;
        return [
            ...newTasks(added, facts),
            ...lostHits(added, facts),
            ...slowerTasks(added, facts),
            ...retries(facts),
        ];
    }
    if (measure === 'cost')
        return tokensOfBuild(change, facts);
    if (measure === 'success_rate')
        return find_causes_failures(facts);
    return [];
}
/** The part of a wall time that work explains: only what the wall time hangs on costs any. */
function shareOf(ms, added) {
    return added === 0 ? null : Math.max(0, Math.min(1, ms / added));
}
function sumOnPath(tasks, { onPath }) {
    if (onPath === null)
        return null;
    return addKnown(tasks.filter((task) => onPath.has(task.id)).map((task) => task.durationMs)) ?? 0;
}
function newTasks(added, facts) {
    const unknown = facts.tasks.filter((task) => facts.unknown.has(taskKey(task.kind, task.name)));
    // Without a history of tasks all of them are new.
    if (added <= 0 || unknown.length === 0 || unknown.length === facts.tasks.length)
        return [];
    const onPath = sumOnPath(unknown, facts);
    const share = onPath === null ? null : shareOf(onPath, added);
    if (share !== null && share < minShare)
        return [];
    const took = addKnown(unknown.map((task) => task.durationMs));
    return [
        { kind: 'tasks', text: `${plural(unknown.length, 'new task')}, ${formatDuration(took)} in all`, share },
    ];
}
function lostHits(added, facts) {
    const rateOf = (build) => build.cacheLookups > 0 ? [build.cacheHits / build.cacheLookups] : [];
    const before = middle(facts.before.flatMap(rateOf));
    const hits = facts.tasks.filter((task) => task.cache === 'hit').length;
    const lookups = hits + facts.tasks.filter((task) => task.cache === 'miss').length;
    if (before === null || lookups === 0 || (before - hits / lookups) * Math.sign(added) < minPoints)
        return [];
    const lost = facts.tasks.filter((task) => task.cache === 'miss' && facts.usuallyHit.has(taskKey(task.kind, task.name)));
    const onPath = sumOnPath(lost, facts);
    const text = `cache hits ${formatPercent(before)} → ${formatPercent(hits / lookups)}`;
    return [{ kind: 'cache', text, share: onPath === null || added <= 0 ? null : shareOf(onPath, added) }];
}
const find_causes_maxTasks = 3;
function slowerTasks(added, { judged, tasks, onPath }) {
    const idsByKey = new Map(tasks.map((task) => [taskKey(task.kind, task.name), task.id]));
    const moves = judged.flatMap(({ series: { key, scale, scaled }, assessment: { judgement } }) => {
        if (key.scope !== 'task' || key.measure !== 'duration' || judgement.learning)
            return [];
        const by = scale.from(scaled.at(-1)) - scale.from(medianOfSorted(judgement.baseline));
        const id = idsByKey.get(taskKey(key.kind ?? '', key.task ?? ''));
        const counts = onPath === null || (id !== undefined && onPath.has(id));
        return by / added >= minShare && counts ? [{ name: key.task ?? '', by }] : [];
    });
    return moves
        .sort((a, b) => Math.abs(b.by) - Math.abs(a.by))
        .slice(0, find_causes_maxTasks)
        .map(({ name, by }) => ({
        kind: 'slower-task',
        text: `${name} takes ${formatDuration(Math.abs(by))} ${by > 0 ? 'more' : 'less'}${onPath === null ? '' : ', on the critical path'}`,
        // Work that runs side by side does not add up to the wall time.
        share: onPath === null ? null : shareOf(by, added),
    }));
}
function retries({ tasks, before }) {
    const now = tasks.filter((task) => task.attempt > 1).length;
    const usual = middle(before.map((build) => build.retries));
    if (usual === null || now <= usual)
        return [];
    return [
        { kind: 'retries', text: `retried tasks ${formatCount(usual)} → ${formatCount(now)}`, share: null },
    ];
}
function find_causes_failures({ build, before }) {
    const now = build.events.filter(({ severity }) => severity === 'error' || severity === 'critical').length;
    const usual = middle(before.map((stored) => stored.errors));
    if (usual === null || now <= usual)
        return [];
    return [{ kind: 'errors', text: `errors ${formatCount(usual)} → ${formatCount(now)}`, share: null }];
}
function tokensOfBuild(change, { build, before }) {
    const now = addKnown(build.tasks.map(sumTokens));
    const usual = middle(before.flatMap((stored) => stored.tokens ?? []));
    return tokenCause(change, now, usual);
}
/** Cost is tokens times their price: on logarithms the two add up. */
function tokenCause(change, now, usual) {
    if (now === null || usual === null || usual === 0 || now === 0)
        return [];
    const ratio = now / usual - 1;
    const share = Math.log(now / usual) / Math.log(change.to / change.from);
    if (Math.abs(ratio) < find_causes_minRise || share < minShare)
        return [];
    return [{ kind: 'tokens', text: `tokens ${formatChange(ratio)}`, share: Math.min(1, share) }];
}
/** What is stored of a task beside its durations: read only of those that changed. */
function readDetails(changes, { history }) {
    const wanted = new Set(changes
        .filter(({ series }) => series.scope === 'task')
        .map(({ series }) => taskKey(series.kind ?? '', series.task ?? '')));
    const found = new Map();
    if (wanted.size === 0)
        return found;
    for (const series of history.series) {
        const key = taskKey(series.kind, series.name);
        if (!wanted.has(key))
            continue;
        found.set(key, series);
        if (found.size === wanted.size)
            break;
    }
    return found;
}
function causesOfTask(change, facts, details) {
    const key = taskKey(change.series.kind ?? '', change.series.task ?? '');
    const task = facts.tasks.find((each) => taskKey(each.kind, each.name) === key);
    const past = details.get(key);
    if (task === undefined || change.series.scope !== 'task')
        return [];
    const causes = change.series.measure === 'duration' ? criticalPath(change, task, facts) : [];
    if (past === undefined)
        return causes;
    const model = task.model && newestText(past.model);
    if (model && model !== task.model)
        causes.push({ kind: 'model', text: `model ${model} → ${task.model}`, share: null });
    if (change.series.measure === 'cost')
        causes.push(...tokenCause(change, sumTokens(task), usualOf(past.tokens)));
    if (change.series.measure === 'duration')
        causes.push(...processor(change, task, past), ...memory(change, task, past));
    const kind = task.errorType;
    if (change.series.measure === 'success_rate' && kind)
        causes.push({ kind: 'errors', text: `it ends in ${kind}`, share: null });
    return causes;
}
/** Whether the change costs any wall time at all. */
function criticalPath(change, task, { onPath, judged }) {
    if (onPath === null)
        return [];
    if (!onPath.has(task.id))
        return [{ kind: 'critical-path', text: 'not on the critical path: it costs no wall time', share: null }];
    const total = judged.find(({ series: { key } }) => key.scope === 'build' && key.measure === 'duration');
    const learning = total === undefined || total.assessment.judgement.learning;
    const added = learning
        ? 0
        : total.series.scale.from(total.series.scaled.at(-1)) -
            total.series.scale.from(medianOfSorted(total.assessment.judgement.baseline));
    const own = change.to - change.from;
    const of = own > 0 && added > own * minShare
        ? `, ${formatDuration(Math.min(own, added))} of the build's ${formatDuration(added)} more`
        : '';
    return [{ kind: 'critical-path', text: `on the critical path${of}`, share: null }];
}
/** More processor time is more work; the same is waiting. */
function processor(change, task, past) {
    const usual = usualOf(past.cpuMs);
    if (task.cpuMs === null || usual === null || usual === 0)
        return [];
    const ratio = task.cpuMs / usual - 1;
    const share = Math.log(task.cpuMs / usual) / Math.log(change.to / change.from);
    if (share >= 0.5)
        return [
            {
                kind: 'cpu',
                text: `processor time ${formatChange(ratio)}: it computes more`,
                share: Math.min(1, share),
            },
        ];
    if (share > 0.2 || change.to < change.from)
        return [];
    return [{ kind: 'cpu', text: 'processor time is as before: it waits more', share: null }];
}
function memory(change, task, past) {
    const usual = usualOf(past.memoryBytes);
    if (task.memoryBytes === null || usual === null || usual === 0)
        return [];
    const rise = (task.memoryBytes / usual - 1) * Math.sign(change.ratio);
    if (rise < 2 * find_causes_minRise)
        return [];
    return [
        { kind: 'memory', text: `memory ${formatBytes(usual)} → ${formatBytes(task.memoryBytes)}`, share: null },
    ];
}
/** Runner and image hold for the whole build. */
function surroundings(change, { survey, build, before }) {
    if (change.verdict === 'drift' || change.series.measure === 'tokens' || change.series.measure === 'cost')
        return [];
    const { runnerBefore, runnerNow } = survey;
    const causes = [];
    if (runnerBefore !== null &&
        runnerNow !== null &&
        runnerBefore !== runnerNow &&
        change.corrected !== 'runner')
        causes.push({ kind: 'runner', text: `runner ${runnerBefore} → ${runnerNow}`, share: null });
    const first = change.since === null ? -1 : before.findIndex(({ id }) => id === change.since?.buildId);
    const last = (first > 0 ? before[first - 1] : before.at(-1))?.runnerImage ?? null;
    const image = build.context.runnerImage;
    if (last !== null && image !== null && last !== image)
        causes.push({ kind: 'image', text: `runner image ${last} → ${image}`, share: null });
    return causes;
}
function middle(values) {
    return values.length > 0 ? medianOfSorted([...values].sort((a, b) => a - b)) : null;
}
/** Median of the newest known values. */
function usualOf(values) {
    if (values === null)
        return null;
    return middle(Array.from(values)
        .filter((value) => !Number.isNaN(value))
        .slice(-newestBuilds));
}
function newestText(values) {
    return values?.findLast((value) => value !== null) ?? null;
}

;// CONCATENATED MODULE: ./build/detect/build-factor.js
/** What all tasks of a build share: when most of them are slow together, none of them is to blame. */


/** So many series must have a value in a build; more than the second number would tell nothing more. */
const minSiblings = 20;
const maxSiblings = 200;
const build_factor_width = 20;
const build_factor_enough = 6;
/**
 * How much slower each build was as a whole: the median over its series of each one's distance from its own
 * level. Levels are taken from values without that factor, so a build-wide step stays in the factor.
 * @param count how many series there are
 * @param read logarithms of one by build, NaN where there is none; all of one length
 * @returns a logarithm a build; null with too few series to tell.
 */
function findBuildFactor(count, read) {
    if (count < minSiblings)
        return null;
    const taken = Math.min(count, maxSiblings);
    // Evenly from the whole list.
    const some = Array.from({ length: taken }, (_, i) => read(Math.floor((i * count) / taken)));
    const levels = some.map(() => slideMedian(build_factor_width));
    const builds = some[0].length;
    const factor = new Float64Array(builds);
    const distances = new Float64Array(some.length);
    for (let i = 0; i < builds; i++) {
        const found = build_factor_measure(some, levels, i, distances);
        const before = i === 0 ? 0 : factor[i - 1];
        // A build that hardly any series ran in tells nothing of the others.
        factor[i] = found < minSiblings ? before : medianOfSorted(distances.subarray(0, found).sort());
        some.forEach((values, s) => {
            const value = values[i];
            if (!Number.isNaN(value))
                levels[s].push(value - factor[i]);
        });
    }
    return factor;
}
function build_factor_measure(series, levels, build, distances) {
    let count = 0;
    for (let s = 0; s < series.length; s++) {
        const value = series[s][build];
        const level = levels[s];
        if (!Number.isNaN(value) && level.size() >= build_factor_enough)
            distances[count++] = value - level.median();
    }
    return count;
}

;// CONCATENATED MODULE: ./build/detect/survey-builds.js





/** A class of runners in words: `Linux/X64 · AMD EPYC 7763`; '' when nothing is known. */
function runnerOf({ runnerOs, runnerArch, cpuModel }) {
    return [[runnerOs, runnerArch].filter(Boolean).join('/'), cpuModel].filter(Boolean).join(' · ');
}
const survey_builds_recent = 40;
/** Looks at all builds that are comparable with the current one. */
function surveyBuilds(build, history, comparable, series) {
    const builds = [...comparable.past, ...comparable.fresh].map((index) => history.builds[index]);
    const contexts = [...builds, build.context];
    const nowMs = build.startTimeMs ?? builds.at(-1)?.startTimeMs ?? 0;
    const runners = codeRunners(contexts);
    const told = listTold(builds.slice(0, comparable.past.length));
    const factor = shareFactor(series, contexts.length);
    const countRunners = (indexes) => countTexts(indexes.map((index) => runnerOf(history.builds[index])));
    return {
        nowMs,
        builds,
        pointsOf: ({ places }) => Array.from(places, (place) => {
            const stored = builds[place];
            return stored
                ? { id: stored.id, commit: stored.commit }
                : { id: build.id, commit: build.context.commit };
        }),
        timesOf: ({ places }) => Array.from(places, (place) => builds[place]?.startTimeMs ?? nowMs),
        runnersOf: ({ places }) => runners && places.map((place) => runners[place]),
        factorOf: ({ places }) => factor && Float64Array.from(places, (place) => factor[place]),
        startAt: (each, entries) => startAt(each, entries, contexts, nowMs),
        toldAt: (each, prefix = '') => {
            const place = told.get(prefix + seriesId(each.key));
            if (place === undefined)
                return null;
            const index = each.places.indexOf(place);
            return index < 0 ? null : index;
        },
        runnerNow: runnerOf(build.context) || null,
        runnerBefore: countTexts(builds.slice(0, comparable.past.length).slice(-survey_builds_recent).map(runnerOf))[0]?.runner ?? null,
        countRunners,
    };
}
function countTexts(texts) {
    const counts = new Map();
    for (const text of texts)
        if (text !== '')
            counts.set(text, (counts.get(text) ?? 0) + 1);
    return [...counts]
        .map(([runner, count]) => ({ runner, builds: count }))
        .sort((a, b) => b.builds - a.builds || (a.runner < b.runner ? -1 : 1));
}
/** Only the processor tells classes apart; without it nothing is known. */
function codeRunners(contexts) {
    const codes = new Map();
    const coded = Int32Array.from(contexts, (context) => {
        if (context.cpuModel === null)
            return -1;
        const runner = runnerOf(context);
        const code = codes.get(runner) ?? codes.size;
        codes.set(runner, code);
        return code;
    });
    return codes.size > 0 ? coded : null;
}
/** For each series the last place that told of it. */
function listTold(builds) {
    const told = new Map();
    builds.forEach(({ opened }, place) => {
        for (const id of opened)
            told.set(id, place);
    });
    return told;
}
/** By place; older places than a series can hold share nothing. */
function shareFactor(series, places) {
    const tasks = series.filter(({ key }) => key.scope === 'task' && key.measure === 'duration');
    const first = Math.max(0, places - longestPast);
    const found = findBuildFactor(tasks.length, (i) => {
        const row = new Float64Array(places - first).fill(Number.NaN);
        const { scaled, places: at } = tasks[i];
        at.forEach((place, value) => {
            if (place >= first)
                row[place - first] = scaled[value];
        });
        return row;
    });
    if (found === null)
        return null;
    const factor = new Float64Array(places);
    factor.set(found, first);
    return factor;
}
/** An acknowledged step begins a new level: what lies before it is not held against the series. */
function startAt(series, entries, contexts, nowMs) {
    const entry = findAcknowledgement(entries, series.key, nowMs);
    if (entry === null)
        return { series, acknowledgement: null };
    const { since } = entry;
    if (since === null)
        return { series, acknowledgement: entry };
    const first = series.places.findIndex((place) => contexts[place]?.commit?.startsWith(since) === true);
    if (first < 0)
        return { series, acknowledgement: null };
    // The commit is being built now: there is nothing after it to compare with.
    if (first === series.places.length - 1)
        return { series, acknowledgement: entry };
    const kept = { ...series, scaled: series.scaled.slice(first), places: series.places.slice(first) };
    const settled = kept.scaled.length > 2 * minBaseline;
    return { series: kept, acknowledgement: settled ? null : entry };
}

;// CONCATENATED MODULE: ./build/detect/index.js
/**
 * What moved in one build: its own numbers, each task and measurement, against the history.
 * The rule and its measured error rates: docs/detection.md.
 */















/** Judges a build from its history alone. A build that is not whole is compared with nothing. */
function detect(build, history, options) {
    const comparable = findComparable(build, history, options.baselineBranch);
    const whole = build.complete && !build.degraded;
    const collection = collectSeries(build, history, comparable);
    const survey = surveyBuilds(build, history, comparable, collection.series);
    const setting = { build, survey, isChange: comparable.isChange, ...options };
    const judged = collection.series.map((collected) => {
        const { series, acknowledgement } = survey.startAt(collected, options.acknowledgements);
        const runners = survey.runnersOf(series);
        const factor = series.key.scope === 'task' && series.key.measure === 'duration' ? survey.factorOf(series) : null;
        const { scaled, scale, fresh, key } = series;
        const gate = floorsOf(key, options.rules);
        const exact = key.measure !== 'duration';
        const assessment = assessSeries({ scaled, scale, fresh, gate, exact, runners, factor });
        return { series, acknowledgement, assessment, gate };
    });
    const counted = whole ? judged : [];
    const tested = counted.filter(({ assessment }) => !assessment.judgement.learning);
    const limit = limitOf(tested.map(({ assessment }) => assessment));
    const changes = whole
        ? [
            ...tested.flatMap((each) => concludeSeries(each, limit, setting)),
            ...concludeRates(collection.outcomes, history, comparable, setting),
        ]
        : [];
    const succeeded = comparable.past.filter((index) => hasMeaningfulTime(history.builds[index].result));
    const needed = new Set(judged.flatMap(({ acknowledgement }) => acknowledgement ?? []));
    return {
        status: succeeded.length === 0 ? 'missing' : succeeded.length < minBaseline ? 'learning' : 'ready',
        baseline: describePast(build, history, succeeded, survey.countRunners(succeeded)),
        changes: addCauses(changes.sort(compareChanges), { build, history, survey, judged, ...collection }),
        environment: describeEnvironment(tested, survey),
        flaky: judge_rates_listFlaky(collection.outcomes),
        testing: {
            series: tested.length,
            learning: counted.length - tested.length,
            expectedFalseAlarms: expectFalseAlarms(tested, limit),
        },
        medians: medians(judged),
        taskBaseline: readTaskBaselines(judged),
        problems: reviewAcknowledgements(options.acknowledgements, judged.map(({ series }) => series.key), needed, survey.nowMs),
    };
}
function expectFalseAlarms(tested, limit) {
    if (tested.length <= fewSeries)
        return tested.length * confirmP;
    return (discoveryRate * tested.filter(({ assessment }) => (assessment.judgement.slower?.p ?? 1) <= limit).length);
}
const detect_order = ['confirmed', 'suspect', 'drift', 'improvement'];
function compareChanges(a, b) {
    const place = (change) => (change.state === 'new' ? 0 : 100) +
        detect_order.indexOf(change.verdict) * 2 +
        (change.series.scope === 'build' ? 0 : 1);
    const size = Math.abs(Math.log1p(b.ratio)) - Math.abs(Math.log1p(a.ratio));
    return place(a) - place(b) || size || ((a.series.task ?? '') < (b.series.task ?? '') ? -1 : 1);
}
function readTaskBaselines(judged) {
    const baselines = new Map(judged
        .filter(({ series: { key } }) => key.scope === 'task' && key.measure === 'duration')
        .map(({ series: { key }, assessment }) => [
        taskKey(key.kind ?? '', key.task ?? ''),
        describeTask(assessment.judgement),
    ]));
    return (kind, name) => baselines.get(taskKey(kind, name));
}
function describeTask({ learning, baseline }) {
    const at = (part) => Math.exp(baseline[Math.ceil(part * baseline.length) - 1]);
    return {
        medianMs: learning ? null : Math.exp(medianOfSorted(baseline)),
        bandMs: learning ? null : [at(0.1), at(0.9)],
        builds: baseline.length,
    };
}
function medians(judged) {
    return Object.fromEntries(judged
        .filter(({ series, assessment }) => series.key.scope === 'build' && !assessment.judgement.learning)
        .map(({ series, assessment }) => [
        series.key.measure,
        series.scale.from(medianOfSorted(assessment.judgement.baseline)),
    ]));
}
function describePast(build, history, past, runners) {
    const builds = past.map((index) => history.builds[index]);
    return {
        builds: builds.length,
        historyBuilds: countRuns(build, history),
        oldestTimeMs: builds[0]?.startTimeMs ?? null,
        newestTimeMs: builds.at(-1)?.startTimeMs ?? null,
        runners,
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
/** The verdict in one line of plain text. */


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
    const known = report.changes.filter((change) => change.state === 'open');
    if (known[0])
        return `Nothing new: ${plural(known.length, 'known regression')} still open (${headline_nameChange(known[0])}${more(known.length - 1)}), ${compared}`;
    const recovered = report.changes.find((change) => change.state === 'recovered');
    if (recovered)
        return `Recovered: ${headline_nameChange(recovered)}, ${compared}`;
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
    const measure = change.series.measure === 'duration' || change.series.measure === 'value'
        ? ''
        : ` ${change.series.measure.replaceAll('_', ' ')}`;
    return `${subject}${measure} ${formatMove(change)}`;
}
const noBaseline = {
    learning: (r) => `Still learning: ${plural(r.baseline.builds, 'comparable build')} so far, regressions are judged from ${minBaseline} on`,
    missing: () => 'First build of this series: nothing to compare with yet',
    unreachable: () => 'Nothing was compared: the history could not be reached',
    denied: () => 'Nothing was compared: this run may not read the history',
    corrupt: () => 'Nothing was compared: the history could not be read',
    'wrong-scope': () => 'Nothing was compared: the history lies where this run may not read it',
};

;// CONCATENATED MODULE: ./build/metrics/machine.js

/** Names follow OpenTelemetry's system metrics. */
const series = [
    ['system.cpu.utilization', '%', (s) => (s.cpuRatio === null ? null : 100 * s.cpuRatio)],
    ['system.memory.usage', 'By', (s) => s.memoryUsedBytes],
    ['system.memory.utilization', '%', (s) => (100 * s.memoryUsedBytes) / s.memoryTotalBytes],
    ['system.disk.read', 'By/s', (s) => s.diskReadBytesPerSecond],
    ['system.disk.write', 'By/s', (s) => s.diskWriteBytesPerSecond],
    ['system.network.receive', 'By/s', (s) => s.networkReceivedBytesPerSecond],
    ['system.network.transmit', 'By/s', (s) => s.networkSentBytesPerSecond],
    ['system.processes.count', '{process}', (s) => s.processes],
];
/** Most points that a series of samples is shown with. */
const maxPoints = 300;
/** The mean of each series over the samples, with up to 300 of them, for the report. */
function summarizeSamples(samples) {
    return series.flatMap(([name, unit, read]) => {
        const values = samples.map(read).filter((value) => value !== null);
        const value = meanKnown(values);
        if (value === null)
            return [];
        const step = Math.ceil(values.length / maxPoints);
        return [{ name, unit, value, better: 'lower', samples: values.filter((_, index) => index % step === 0) }];
    });
}
/**
 * At most 300 samples, by time: each stands for a stretch, with the mean of what varies within a second (CPU
 * and traffic), the peak of what may run out (memory, processes, load), and the time of its last sample.
 */
function thinSamples(samples) {
    const sorted = [...samples].sort((a, b) => a.timeMs - b.timeMs);
    const step = Math.ceil(sorted.length / maxPoints);
    if (step <= 1)
        return sorted;
    return Array.from({ length: Math.ceil(sorted.length / step) }, (_, index) => unite(sorted.slice(index * step, (index + 1) * step)));
}
function unite(stretch) {
    const mean = (read) => meanKnown(stretch.map(read));
    const peak = (read) => {
        const values = stretch.map(read).filter((value) => value !== null);
        return values.length > 0 ? Math.max(...values) : null;
    };
    const last = stretch.at(-1);
    return {
        timeMs: last.timeMs,
        cpuRatio: mean((s) => s.cpuRatio),
        memoryUsedBytes: peak((s) => s.memoryUsedBytes) ?? last.memoryUsedBytes,
        memoryTotalBytes: last.memoryTotalBytes,
        diskReadBytesPerSecond: mean((s) => s.diskReadBytesPerSecond),
        diskWriteBytesPerSecond: mean((s) => s.diskWriteBytesPerSecond),
        networkReceivedBytesPerSecond: mean((s) => s.networkReceivedBytesPerSecond),
        networkSentBytesPerSecond: mean((s) => s.networkSentBytesPerSecond),
        processes: peak((s) => s.processes),
        load: peak((s) => s.load),
    };
}

;// CONCATENATED MODULE: ./build/metrics/health.js


/** Mildest first. */
const healthStatuses = ['HEALTHY', 'WARNING', 'DEGRADED', 'CRITICAL'];
/**
 * The worse of what failures and memory say. Failed tasks of those that ended: any is a warning, over 10 %
 * degraded, over 50 % critical; memory in use: over 85 %, 92 %, 97 %; work that waits for nobody is degraded.
 */
function judgeHealth(facts) {
    const done = facts.completedTasks + facts.failedTasks;
    const rank = Math.max(grade(done > 0 ? facts.failedTasks / done : 0, [0, 0.1, 0.5]), grade(facts.memoryRatio ?? 0, [0.85, 0.92, 0.97]), facts.isStalled ? healthStatuses.indexOf('DEGRADED') : 0);
    return healthStatuses[rank];
}
function grade(value, limits) {
    return limits.filter((limit) => value > limit).length;
}
/** Compares the newer half with the older: first the status, then the velocity (tasks a second) where it is known. */
function findHealthTrend(points) {
    if (points.length < 4)
        return 'unknown';
    const half = points.length >> 1;
    const [before, after] = [points.slice(0, half), points.slice(-half)];
    const rank = average(after.map(rankOf)) - average(before.map(rankOf));
    if (rank !== 0)
        return rank > 0 ? 'degrading' : 'improving';
    const [slow, fast] = [before, after].map((part) => average(velocities(part)));
    const change = fast / slow - 1;
    if (!Number.isFinite(change) || Math.abs(change) <= 0.2)
        return 'stable';
    return change > 0 ? 'improving' : 'degrading';
}
function rankOf({ status }) {
    return healthStatuses.indexOf(status);
}
function velocities(points) {
    return points.map((point) => point.velocity).filter((velocity) => velocity !== null);
}
/** NaN for nothing. */
function average(values) {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
}
/** The course of what was sampled in up to 300 checkpoints; null when nothing was. */
function measureHealth(machine, tasks) {
    const samples = thinSamples(machine);
    const [first] = samples;
    if (first === undefined)
        return null;
    const countAt = countTasks(tasks, first.timeMs, samples.at(-1)?.timeMs ?? 0);
    const points = samples.map((sample) => toPoint(sample, countAt(sample.timeMs)));
    const worst = Math.max(...points.map(rankOf));
    return {
        status: points.at(-1)?.status ?? 'HEALTHY',
        worstStatus: healthStatuses[worst],
        // How fast tasks end is the plan of a build that is over, not its health.
        trend: findHealthTrend(points.map(({ status }) => ({ status, velocity: null }))),
        samples: machine.length,
        points,
    };
}
const noCounts = { workers: null, completedTasks: null, failedTasks: null };
function toPoint({ load: _, ...sample }, counts) {
    const status = judgeHealth({
        completedTasks: counts.completedTasks ?? 0,
        failedTasks: counts.failedTasks ?? 0,
        memoryRatio: sample.memoryUsedBytes / sample.memoryTotalBytes,
        isStalled: false,
    });
    return { ...sample, ...counts, status };
}
/** A log whose clock has no zone lies further than this beside the samples. */
const nearMs = 60_000;
/** Tasks that run and that have ended by a time; not known when none ran near the samples. */
function countTasks(tasks, fromMs, toMs) {
    const timed = tasks.flatMap(({ startTimeMs, durationMs, result }) => startTimeMs === null || durationMs === null
        ? []
        : [{ start: startTimeMs, end: startTimeMs + durationMs, failed: hasFailed({ result }) }]);
    const isNear = timed.some(({ start, end }) => start <= toMs + nearMs && end >= fromMs - nearMs);
    if (!isNear)
        return () => noCounts;
    const sort = (times) => Float64Array.from(times).sort();
    const starts = sort(timed.map(({ start }) => start));
    const ends = sort(timed.map(({ end }) => end));
    const failures = sort(timed.filter(({ failed }) => failed).map(({ end }) => end));
    return (timeMs) => {
        const ended = countUpTo(ends, timeMs);
        const failedTasks = countUpTo(failures, timeMs);
        return { workers: countUpTo(starts, timeMs) - ended, completedTasks: ended - failedTasks, failedTasks };
    };
}
/** How many of the sorted values are at most `limit`. */
function countUpTo(sorted, limit) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (sorted[middle] <= limit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

;// CONCATENATED MODULE: ./build/metrics/report-work.js


/** `baselineOf` gives undefined for a task that never ran before. */
function reportWork(build, baselineOf) {
    const final = finalTasks(build.tasks);
    const kept = new Set(final);
    const retried = build.tasks.filter((task) => !kept.has(task));
    const all = [...final, ...retried, ...build.spans];
    const indexes = new Map(all.map(({ id }, index) => [id, index]));
    const parents = all.map(({ parentId }) => (parentId === null ? null : (indexes.get(parentId) ?? null)));
    breakCircles(parents);
    const report = (task, index) => reportTask(task, baselineOf(task.kind, task.name), parents[index] ?? null);
    return {
        tasks: final.map(report),
        retried: retried.map((task, index) => report(task, final.length + index)),
        spans: build.spans.map(({ name, startTimeMs, durationMs, result }, index) => {
            const parent = parents[final.length + retried.length + index] ?? null;
            return { name, startTimeMs, durationMs, result, parent };
        }),
        criticalPath: reportPath(findCriticalPath(build.tasks), indexes),
    };
}
/** Logs may name each other as parents; the link that closes a circle is cut. */
function breakCircles(parents) {
    const walkOf = new Int32Array(parents.length).fill(-1);
    for (let start = 0; start < parents.length; start++) {
        let at = start;
        while (at !== null && walkOf[at] === -1) {
            walkOf[at] = start;
            const next = parents[at] ?? null;
            if (next !== null && walkOf[next] === start)
                parents[at] = null;
            at = parents[at] ?? null;
        }
    }
}
function reportTask(task, past, parent) {
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
        bandMs: past?.bandMs ?? null,
        baselineBuilds: past?.builds ?? 0,
        parent,
    };
}
function reportPath(path, indexes) {
    if (path === null)
        return null;
    const { steps, parallelism, ...numbers } = path;
    return {
        ...numbers,
        steps: steps.map(({ task }) => indexes.get(task.id) ?? 0),
        parallelism: sliceParallelism(path),
    };
}
const slices = 200;
/** The mean of each slice; fewer slices than 200 when nothing changes that often. */
function sliceParallelism({ startTimeMs, wallMs, parallelism }) {
    const count = Math.min(slices, parallelism.length * 4);
    const sums = new Float64Array(count);
    const width = wallMs / count;
    for (const [index, { timeMs, running }] of parallelism.entries()) {
        const from = (timeMs - startTimeMs) / width;
        const to = ((parallelism[index + 1]?.timeMs ?? timeMs) - startTimeMs) / width;
        for (let slice = Math.floor(from); slice < Math.min(to, count); slice++)
            sums[slice] = (sums[slice] ?? 0) + running * (Math.min(to, slice + 1) - Math.max(from, slice));
    }
    return Array.from(sums, (sum) => Number(sum.toFixed(2)));
}

;// CONCATENATED MODULE: ./build/thresholds/index.js
/** Checks a build's numbers against the threshold rules. */




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
    const limit = thresholds_limitOf(rule, medians);
    const fired = value !== null && limit !== null && (rule.comparison === 'above' ? value > limit : value < limit);
    return {
        id: rule.id,
        metric: rule.metric,
        comparison: rule.comparison,
        limit,
        unit: thresholds_unitOf(rule.metric),
        level: rule.level,
        value,
        fired,
        superseded: false,
        preset: rule.preset,
    };
}
function thresholds_unitOf(metric) {
    return thresholdMetrics[metric]?.unit ?? 'count';
}
function thresholds_limitOf(rule, medians) {
    if ('fixed' in rule.limit)
        return rule.limit.fixed;
    const median = medians[rule.metric] ?? null;
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
        if (outcome.fired && (!before || !(0,levels/* isAtLeast */.du)(before.level, outcome.level))) {
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
        acknowledgements: config.acknowledgements,
    });
    const baseline = analyze_describeBaseline(detection, loaded, input.baselineBranch);
    const preset = choosePreset(config.preset, build);
    const thresholds = checkThresholds(build, metrics, config.thresholds, preset, detection.medians);
    // Equal levels keep thresholds first, then the largest changes.
    const alerts = (0,levels/* bySeverity */.Np)([
        ...(build.degraded ? [] : alertThresholds(thresholds, build, metrics)),
        ...alertChanges(detection.changes, isPullRequest),
        ...alertEnvironment(detection.environment),
        ...alertBaseline(baseline, options.onMissingBaseline),
        ...alertBuild(build, metrics),
    ]);
    const { tasks: _tasks, events: _events, metrics: _metrics, spans: _spans, machine: _machine, problems: _problems, opened: _opened, ...facts } = build;
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
        environment: detection.environment,
        flaky: detection.flaky,
        thresholds,
        testing: detection.testing,
        ...reportWork(build, detection.taskBaseline),
        events: build.events,
        // Of the machine they are told, not judged: a busier processor is no regression.
        measurements: [...build.metrics, ...summarizeSamples(build.machine)],
        health: measureHealth(build.machine, finalTasks(build.tasks)),
        trend: trend(build, metrics, loaded.history, input.baselineBranch),
        problems: [...input.problems, ...loaded.problems, ...build.problems, ...detection.problems],
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
const trendLength = 1_000;
function trend(build, metrics, history, branch) {
    const past = history.builds.filter((b) => b.id !== build.id && (isOfBaseline(b, branch) || isOfSameChange(b, build)));
    return [...past.slice(1 - trendLength).map(pointOf), currentPoint(build, metrics)];
}
function isOfBaseline(past, branch) {
    return past.pullRequest === null && (branch === null || past.branch === branch);
}
/** Earlier pushes of this pull request: without them its own steps would not be seen. */
function isOfSameChange(past, build) {
    return past.pullRequest !== null && past.pullRequest === build.context.pullRequest;
}
function pointOf(build) {
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
        tokens: build.tokens,
        tasks: build.tasks,
        failedTasks: build.failedTasks,
        runner: analyze_nameRunner(build),
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
        tokens: metrics.tokens,
        tasks: metrics.tasks,
        failedTasks: metrics.failedTasks,
        runner: analyze_nameRunner(build.context),
    };
}
function analyze_nameRunner({ runnerOs, runnerArch, cpuModel }) {
    return [[runnerOs, runnerArch].filter(Boolean).join('/'), cpuModel].filter(Boolean).join(' · ') || null;
}
/** The distinct actions of the alerts, most severe first; then what a suspect needs. */
function nextSteps(alerts, changes) {
    const steps = alerts.map((alert) => alert.action).filter((action) => action !== '');
    const confirmed = changes.some((change) => change.verdict === 'confirmed' && change.level !== null);
    if (confirmed)
        steps.push('If the change is wanted, acknowledge it in the configuration file: see `acknowledge`.');
    return [...new Set(steps)].slice(0, 5);
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var yaml_dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./build/ingest/limits.js

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
const kib = 1024;
const mib = kib ** 2;
const gib = kib ** 3;
/** By their names in the file. The greatest values are what Node can still work with. */
const limitSpecs = {
    'file-size': {
        key: 'fileBytes',
        unit: 'bytes',
        min: kib,
        max: 64 * gib,
        description: 'How much of a file is read.',
    },
    'decompressed-size': {
        key: 'decompressedBytes',
        unit: 'bytes',
        min: kib,
        max: 64 * gib,
        description: 'How much of a compressed file is read after decompression.',
    },
    'decompression-ratio': {
        key: 'decompressionRatio',
        unit: 'count',
        min: 1,
        max: 10_000,
        description: 'How many times its size a compressed file may grow.',
    },
    'record-size': {
        key: 'recordBytes',
        unit: 'bytes',
        min: kib,
        max: 256 * mib,
        description: 'A longer record of a log is skipped.',
    },
    depth: {
        key: 'depth',
        unit: 'count',
        min: 4,
        max: 1000,
        description: 'A record that is nested deeper is skipped.',
    },
    'name-length': {
        key: 'nameLength',
        unit: 'count',
        min: 64,
        max: 65_536,
        description: 'Longer names are cut to so many characters.',
    },
    tasks: {
        key: 'tasks',
        unit: 'count',
        min: 1,
        max: 5_000_000,
        description: 'The tasks of a build that has more are summed up by kind.',
    },
};
/**
 * Reads `limits:` of the configuration file.
 * @param value what the YAML holds there; undefined for nothing
 * @param file its path, for messages
 */
function readLimits(value, file) {
    const problems = [];
    const refuse = (key, what, fix) => {
        problems.push({ level: 'error', code: 'invalid-config', where: `${file}: \`${key}\``, what, fix });
    };
    const limits = {};
    if (value === undefined || value === null)
        return { limits, problems };
    if (typeof value !== 'object' || Array.isArray(value)) {
        refuse('limits', 'This is no mapping.', 'Write keys and values, such as `tasks: 500000`.');
        return { limits, problems };
    }
    for (const [key, entry] of Object.entries(value)) {
        const spec = Object.hasOwn(limitSpecs, key) ? limitSpecs[key] : undefined;
        if (spec === undefined) {
            refuse(`limits.${key}`, `There is no limit \`${key}\`.`, (0,suggest/* suggest */.Z)(key, Object.keys(limitSpecs)));
            continue;
        }
        const number = readAmount(entry, spec.unit);
        if (number !== null && number >= spec.min && number <= spec.max)
            limits[spec.key] = number;
        else {
            const range = `from ${showAmount(spec.min, spec.unit)} to ${showAmount(spec.max, spec.unit)}`;
            const form = spec.unit === 'bytes' ? 'a size, such as `512 MiB`,' : 'a whole number';
            refuse(`limits.${key}`, `\`${showEntry(entry)}\` is no limit.`, `Write ${form} ${range}.`);
        }
    }
    return { limits, problems };
}
const limits_units = {
    ...{ '': 1, b: 1, kb: 1e3, mb: 1e6, gb: 1e9 },
    ...{ kib, mib, gib },
};
/** Whole numbers; sizes may have a unit. Null for anything else. */
function readAmount(entry, unit) {
    const text = typeof entry === 'number' || typeof entry === 'string' ? String(entry).trim() : '';
    const [, digits, word = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text) ?? [];
    const factor = unit === 'bytes' ? limits_units[word.toLowerCase()] : word === '' ? 1 : undefined;
    if (digits === undefined || factor === undefined)
        return null;
    const amount = Number(digits) * factor;
    if (unit === 'bytes')
        return Math.round(amount);
    return Number.isSafeInteger(amount) ? amount : null;
}
/** `512 MiB`, `200,000`. */
function showAmount(amount, unit) {
    if (unit === 'count')
        return amount.toLocaleString('en');
    for (const [word, size] of [
        ['GiB', gib],
        ['MiB', mib],
        ['KiB', kib],
    ])
        if (amount % size === 0)
            return `${amount / size} ${word}`;
    return `${amount} bytes`;
}
function showEntry(entry) {
    return (typeof entry === 'string' ? entry : (JSON.stringify(entry) ?? '')).slice(0, 40);
}

;// CONCATENATED MODULE: ./build/thresholds/rules.js
/** Threshold rules: the built-in ones of both presets, and those of the configuration file. */




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
    if (!levels/* levels */.yr.includes(level)) {
        problems.push(rules_wrong(`${where}.level`, `\`${String(level)}\` is not a level.`, (0,suggest/* suggest */.Z)(String(level), levels/* levels */.yr)));
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
/** The configuration file: every option by its input's name, and `preset`, `thresholds`, `regressions`, `acknowledge`, `limits`. */







const presets = ['auto', 'all', 'agent', 'none'];
const ownKeys = ['preset', 'thresholds', 'regressions', 'acknowledge', 'limits'];
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
    const acknowledgements = readAcknowledgements(value['acknowledge']);
    const { limits, problems: limitProblems } = readLimits(value['limits'], file);
    const config = {
        preset: readPreset(value['preset'], file, problems),
        thresholds: thresholds.rules,
        regressions: regressions.rules,
        acknowledgements: acknowledgements.entries,
        limits,
    };
    problems.push(...thresholds.problems, ...regressions.problems, ...acknowledgements.problems, ...limitProblems);
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

// EXTERNAL MODULE: ./build/ingest/read-fields.js
var read_fields = __webpack_require__(1743);
;// CONCATENATED MODULE: ./build/ingest/read-proto.js
/** Reading of protocol buffers' JSON: 64-bit numbers are texts, durations end in `s`. Reference: https://protobuf.dev/programming-guides/json/ */

/** Epoch milliseconds of the older field that holds them as a number, or of a timestamp: builds of all versions compare. */
function readProtoTime(fields, key, millisKey) {
    return (0,read_fields/* readNumber */.kz)(fields, millisKey) ?? (0,read_fields/* readTime */.aQ)(fields, key);
}
/** Milliseconds of a duration such as `1.234s`. */
function readProtoSeconds(fields, key) {
    const match = /^(-?\d+(?:\.\d+)?)s$/.exec((0,read_fields/* readText */.yR)(fields, key) ?? '');
    return match ? Number(match[1]) * 1000 : null;
}

;// CONCATENATED MODULE: ./build/ingest/bazel-metrics.js


const rows = [
    ['actionSummary', 'actionsCreated', 'bazel.actions.created', '1', 'lower'],
    ['actionSummary', 'actionsExecuted', 'bazel.actions.executed', '1', 'lower'],
    ['memoryMetrics', 'usedHeapSizePostBuild', 'bazel.heap.after_build', 'By', 'lower'],
    ['memoryMetrics', 'peakPostGcHeapSize', 'bazel.heap.peak_after_gc', 'By', 'lower'],
    ['targetMetrics', 'targetsConfigured', 'bazel.targets.configured', '1', 'lower'],
    ['packageMetrics', 'packagesLoaded', 'bazel.packages.loaded', '1', 'lower'],
    ['timingMetrics', 'cpuTimeInMs', 'bazel.time.cpu', 'ms', 'lower'],
    ['timingMetrics', 'wallTimeInMs', 'bazel.time.wall', 'ms', 'lower'],
    ['timingMetrics', 'analysisPhaseTimeInMs', 'bazel.time.analysis', 'ms', 'lower'],
    ['timingMetrics', 'executionPhaseTimeInMs', 'bazel.time.execution', 'ms', 'lower'],
];
/** Adds the metrics. What is 0 is not written and stays out. @returns the time of the whole command */
function readMetrics(metrics, draft) {
    const add = (name, value, unit, better) => {
        if (value !== null && value >= 0)
            draft.addMetric({ name, value, unit, better, samples: null });
    };
    for (const [group, key, name, unit, better] of rows)
        add(name, (0,read_fields/* readNumber */.kz)((0,read_fields/* readFields */.qU)(metrics, group), key), unit, better);
    const timing = (0,read_fields/* readFields */.qU)(metrics, 'timingMetrics');
    add('bazel.time.critical_path', readProtoSeconds(timing, 'criticalPathTime'), 'ms', 'lower');
    const actions = (0,read_fields/* readFields */.qU)(metrics, 'actionSummary');
    const cache = (0,read_fields/* readFields */.qU)(actions, 'actionCacheStatistics');
    add('bazel.action_cache.hits', (0,read_fields/* readNumber */.kz)(cache, 'hits'), '1', 'higher');
    add('bazel.action_cache.misses', (0,read_fields/* readNumber */.kz)(cache, 'misses'), '1', 'lower');
    for (const runner of (0,read_fields/* readList */.LD)(actions, 'runnerCount').filter(read_fields/* isFields */.Ce)) {
        const name = (0,read_fields/* readText */.yR)(runner, 'name');
        const better = name?.includes('cache') ? 'higher' : 'lower';
        if (name !== null)
            add(`bazel.runner.${name.replaceAll(' ', '_')}`, (0,read_fields/* readNumber */.kz)(runner, 'count'), '1', better);
    }
    return (0,read_fields/* readNumber */.kz)(timing, 'wallTimeInMs');
}

;// CONCATENATED MODULE: ./build/ingest/bazel-outcomes.js

/** What `finished` says. A default is not written: no success is a failure, no code is 0. */
function readExit(finished) {
    const exit = (0,read_fields/* readFields */.qU)(finished, 'exitCode');
    const code = (0,read_fields/* readNumber */.kz)(exit, 'code') ?? 0;
    if (code !== 0)
        return exits.get(code) ?? (code >= 32 ? 'error' : 'failure');
    const isNamed = (0,read_fields/* readText */.yR)(exit, 'name') !== null;
    return isNamed || (0,read_fields/* readFlag */.fG)(finished, 'overallSuccess') === true ? 'success' : 'failure';
}
/** Reference: https://bazel.build/run/scripts#exit-codes; from 32 on the machine or Bazel itself is at fault. */
const exits = new Map([
    [2, 'error'],
    [8, 'cancellation'],
]);
/** `failureDetail` has a message, which is not read, and one category with a code. */
function readFailure(completed) {
    const detail = (0,read_fields/* readFields */.qU)(completed, 'failureDetail');
    for (const category of Object.keys(detail)) {
        const code = (0,read_fields/* readText */.yR)((0,read_fields/* readFields */.qU)(detail, category), 'code');
        if (code !== null)
            return code;
    }
    return null;
}
/** `aborted` stands in any event's place when its work was given up. */
function readAborted(event, draft) {
    if (!(0,read_fields/* isFields */.Ce)(event['aborted']))
        return null;
    const reason = (0,read_fields/* readText */.yR)(event['aborted'], 'reason') ?? 'UNKNOWN';
    const result = abortions.get(reason) ?? 'error';
    if (result === 'cancellation')
        draft.facts.complete = false;
    return { result, errorType: result === 'skip' ? null : reason };
}
const abortions = new Map([
    ['USER_INTERRUPTED', 'cancellation'],
    ['TIME_OUT', 'timeout'],
    ['LOADING_FAILURE', 'failure'],
    ['ANALYSIS_FAILURE', 'failure'],
    ['SKIPPED', 'skip'],
    ['NO_ANALYZE', 'skip'],
    ['NO_BUILD', 'skip'],
    // Not begun, since other work failed before it; older versions give no reason.
    ['INCOMPLETE', 'skip'],
    ['UNKNOWN', 'skip'],
]);
/** How one attempt of a test ended. */
const statuses = new Map([
    ['PASSED', 'success'],
    ['FLAKY', 'success'],
    ['TIMEOUT', 'timeout'],
    ['FAILED', 'failure'],
    ['INCOMPLETE', 'cancellation'],
    ['REMOTE_FAILURE', 'error'],
    ['FAILED_TO_BUILD', 'error'],
    ['TOOL_HALTED_BEFORE_TESTING', 'skip'],
]);

;// CONCATENATED MODULE: ./build/ingest/parse-record.js
/** One record's bytes as a value, or why there is none. */
/** @returns a collector whose `finish` gives null for white space alone. */
function collectRecord(options) {
    let parts = [];
    let size = 0;
    let place = { offset: 0, key: null };
    return {
        start: (next) => {
            parts = [];
            size = 0;
            place = next;
        },
        add: (bytes) => {
            size += bytes.length;
            if (size <= options.recordBytes)
                parts.push(bytes.slice());
            else
                parts = [];
        },
        finish: () => {
            if (size > options.recordBytes) {
                return parse_record_skip('too-large', place.offset, `it has ${size} bytes, more than ${options.recordBytes}.`, '');
            }
            const text = decode(parts).trim();
            return text === '' ? null : parseRecord(text, place, options.depth);
        },
    };
}
const parse_record_decoder = new TextDecoder();
function decode(parts) {
    return parse_record_decoder.decode(parts.length === 1 ? parts[0] : Buffer.concat(parts));
}
/** One record alone; `skipped` when it is no JSON or too deep. */
function parseRecord(text, { key, offset }, maxDepth) {
    if (isDeeper(text, maxDepth))
        return parse_record_skip('too-large', offset, `it is nested more than ${maxDepth} deep.`, '');
    try {
        return { kind: 'value', key, value: JSON.parse(text), offset };
    }
    catch {
        return parse_record_skip('malformed', offset, 'it is not JSON:', text.slice(0, 1000));
    }
}
function parse_record_skip(code, offset, why, excerpt) {
    return { kind: 'skipped', code, why, offset, excerpt };
}
/** Counts brackets without a stack, strings aside. Most records hold too few of them to be looked at closely. */
function isDeeper(text, maxDepth) {
    if (parse_record_countUpTo(text, '{', maxDepth) + parse_record_countUpTo(text, '[', maxDepth) <= maxDepth)
        return false;
    let depth = 0;
    for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        if (code === 0x22) {
            for (i++; i < text.length && text.charCodeAt(i) !== 0x22; i++)
                if (text.charCodeAt(i) === 0x5c)
                    i++;
        }
        else if (code === 0x5b || code === 0x7b) {
            depth += 1;
            if (depth > maxDepth)
                return true;
        }
        else if (code === 0x5d || code === 0x7d)
            depth -= 1;
    }
    return false;
}
/** How often `char` occurs; no more than one above `limit` is counted. */
function parse_record_countUpTo(text, char, limit) {
    let count = 0;
    for (let at = text.indexOf(char); at >= 0 && count <= limit; at = text.indexOf(char, at + 1))
        count += 1;
    return count;
}

;// CONCATENATED MODULE: ./build/ingest/parse-batch.js
/** Records that lie one after the other in a chunk, parsed by one call: a call for each costs as much as its parsing. */

/** Collects records until `finish` is called; a batch that does not parse is parsed record by record. */
function collectBatch(options) {
    let chunk = new Uint8Array();
    let position = 0;
    let from = [];
    let end = 0;
    let deepest = 0;
    let key = null;
    let ends = [];
    const parseEach = () => from.map((start, i) => {
        const text = parse_batch_decoder.decode(chunk.subarray(start, ends[i])).trim();
        return parseRecord(text, { offset: position + start, key }, options.depth);
    });
    const parseAll = () => {
        const values = deepest > options.depth ? null : parseArray(chunk.subarray(from[0], end));
        if (values?.length !== from.length)
            return parseEach();
        return values.map((value, i) => ({ kind: 'value', key, value, offset: position + from[i] }));
    };
    return {
        start: (next, at) => {
            chunk = next;
            position = at;
        },
        add: (start, to, depth, name) => {
            from.push(start);
            ends.push(to);
            end = to;
            key = name;
            if (depth > deepest)
                deepest = depth;
        },
        finish: () => {
            if (from.length === 0)
                return [];
            const records = parseAll();
            from = [];
            ends = [];
            deepest = 0;
            return records;
        },
    };
}
const parse_batch_decoder = new TextDecoder();
function parseArray(bytes) {
    try {
        return JSON.parse(`[${parse_batch_decoder.decode(bytes)}]`);
    }
    catch {
        return null;
    }
}

;// CONCATENATED MODULE: ./build/ingest/split-json.js
/**
 * Splits a JSON document into records without holding the file: a walk over the bytes, JSON.parse for each
 * run of records. Memory is bounded by the longest record that is kept.
 */


/**
 * The elements of a root array; of a root object the elements of its arrays, then the object itself with those
 * arrays empty. Several roots may follow one another.
 */
async function* splitJson(chunks, arrays, options) {
    for await (const records of splitJsonRuns(chunks, arrays, options))
        yield* records;
}
/** As `splitJson`, many records at a time: waiting for each of a million costs more than parsing it. */
async function* splitJsonRuns(chunks, arrays, options) {
    const walk = new JsonWalk(arrays, options);
    for await (const chunk of chunks) {
        for (let at = 0; at < chunk.length; at += runBytes)
            yield walk.feed(chunk.subarray(at, at + runBytes));
    }
    yield walk.end();
}
/** What is parsed at once: enough to make calls cheap, few enough for the values to die young. */
const runBytes = 65_536;
const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const backslash = 0x5c;
const openArray = 0x5b;
const closeArray = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;
/** The state of the walk between bytes and between chunks. */
class JsonWalk {
    /** Keys of the root objects so far. */
    keys = [];
    arrays;
    root;
    /** An element that began in an earlier chunk. */
    element;
    /** Elements that lie whole in this chunk. */
    batch;
    recordBytes;
    records = [];
    chunk = new Uint8Array();
    /** Offset of the chunk. */
    position = 0;
    /** Where in the chunk the bytes start that are still to be collected; -1 when none are. */
    from = -1;
    depth = 0;
    /** Depth inside the array whose elements are records; -1 when none is open. */
    recordDepth = -1;
    recordKey = null;
    inElement = false;
    /** The open element began in an earlier chunk. */
    isKept = false;
    /** Greatest depth inside the open element. */
    deepest = 0;
    inString = false;
    isEscaped = false;
    /** The last string inside the root or an object in it, as far as it may be a key that is looked for. */
    lastString = '';
    /** The last key of the root. */
    rootKey = '';
    isBroken = false;
    constructor(arrays, options) {
        this.arrays = arrays;
        this.root = collectRecord(options);
        this.element = collectRecord(options);
        this.batch = collectBatch(options);
        this.recordBytes = options.recordBytes;
    }
    /** @returns the records that end in this chunk, in order */
    feed(chunk) {
        this.chunk = chunk;
        this.records = [];
        this.batch.start(chunk, this.position);
        if (this.from >= 0)
            this.from = 0;
        for (let i = 0; i < chunk.length;)
            i = this.inElement ? this.walkElement(i) : this.walkOutside(i);
        this.flush();
        if (this.from >= 0)
            this.keep(chunk.length);
        this.position += chunk.length;
        return this.records;
    }
    end() {
        if (this.depth === 0 && !this.inString && !this.isBroken)
            return [];
        this.records = [];
        if (this.isClosed()) {
            this.inElement = false;
            this.push(this.element.finish());
        }
        const isBetween = this.depth === 1 && this.recordDepth === 1 && !this.inElement && !this.isBroken;
        this.records.push({ kind: 'truncated', offset: this.position, isBetween });
        return this.records;
    }
    /** The open element is an object or array of which the end was seen; a number might go on. */
    isClosed() {
        return this.inElement && !this.inString && this.depth === this.recordDepth && this.deepest > this.depth;
    }
    /** To the end of the element, or of the chunk. @returns where to go on */
    walkElement(start) {
        const { chunk, recordDepth } = this;
        const end = chunk.length;
        let { depth } = this;
        let i = this.inString ? this.leaveString(start) : start;
        for (; i < end; i++) {
            const byte = chunk[i];
            if (byte === quote) {
                i = findQuote(chunk, i + 1);
                if (i >= end)
                    this.noteString(i);
            }
            else if (byte === openObject || byte === openArray) {
                depth += 1;
                if (depth > this.deepest)
                    this.deepest = depth;
            }
            else if (byte === closeObject || byte === closeArray) {
                if (depth === recordDepth) {
                    this.depth = depth;
                    this.closeRecords(i);
                    return i + 1;
                }
                depth -= 1;
            }
            else if (byte === comma && depth === recordDepth) {
                this.depth = depth;
                this.closeElement(i);
                return i + 1;
            }
        }
        this.depth = depth;
        return end;
    }
    /** The chunk ends inside of a string, or of an escape in it. */
    noteString(i) {
        this.inString = true;
        this.isEscaped = i > this.chunk.length;
    }
    /** Behind the end of the string in which the chunk begins, if it holds that end. */
    leaveString(start) {
        const i = findQuote(this.chunk, this.isEscaped ? start + 1 : start);
        this.inString = this.isEscaped = false;
        if (i >= this.chunk.length)
            this.noteString(i);
        return i + 1;
    }
    /** One byte between records or in the rest of the root object. @returns where to go on */
    walkOutside(i) {
        const byte = this.chunk[i];
        if (this.inString)
            this.walkString(byte);
        else if (byte > 0x20)
            this.step(byte, i);
        // An element is walked from its first byte on.
        return this.inElement ? i : i + 1;
    }
    walkString(byte) {
        if (this.isEscaped)
            this.isEscaped = false;
        else if (byte === backslash)
            this.isEscaped = true;
        else if (byte === quote) {
            this.inString = false;
            return;
        }
        if (this.depth <= 2 && this.recordDepth < 0 && this.lastString.length < 64)
            this.lastString += String.fromCharCode(byte);
    }
    step(byte, i) {
        const isRecordLevel = this.depth === this.recordDepth;
        if (byte === comma)
            return;
        if (byte === closeArray || byte === closeObject) {
            if (isRecordLevel)
                this.closeRecords(i);
            else
                this.close(i);
        }
        else if (isRecordLevel)
            this.openElement(i);
        else if (byte === colon) {
            if (this.depth === 1)
                this.noteKey();
        }
        else if (byte === quote) {
            this.inString = true;
            if (this.depth <= 2)
                this.lastString = '';
        }
        else if (byte === openArray || byte === openObject)
            this.open(byte, i);
        // Beside words and numbers inside of something.
        else if (this.depth === 0)
            this.isBroken = true;
    }
    open(byte, i) {
        this.depth += 1;
        if (this.depth === 1 && byte === openObject) {
            this.root.start({ offset: this.position + i, key: null });
            this.from = i;
        }
        else if (this.depth === 1)
            this.openRecords(null);
        else if (this.depth <= 3 && byte === openArray && this.recordDepth < 0 && this.isWanted()) {
            this.root.add(this.chunk.subarray(this.from, i + 1));
            this.from = -1;
            this.openRecords(this.lastString);
        }
    }
    noteKey() {
        this.rootKey = this.lastString;
        if (this.keys.length < 100)
            this.keys.push(this.rootKey);
    }
    isWanted() {
        if (this.depth === 3)
            return this.arrays.includes(`${this.rootKey}.${this.lastString}`);
        return this.arrays === 'all' || this.arrays.includes(this.lastString);
    }
    openRecords(key) {
        this.recordDepth = this.depth;
        this.recordKey = key;
    }
    openElement(i) {
        this.inElement = true;
        this.isKept = false;
        this.from = i;
        this.deepest = this.depth;
        this.element.start({ offset: this.position + i, key: this.recordKey });
    }
    closeElement(i) {
        this.inElement = false;
        // In the batch it would have to be looked at twice.
        const isOdd = this.isKept || i - this.from > this.recordBytes;
        if (!isOdd)
            this.batch.add(this.from, i, this.deepest - this.recordDepth, this.recordKey);
        else {
            this.flush();
            this.element.add(this.chunk.subarray(this.from, i));
            this.push(this.element.finish());
        }
        this.from = -1;
    }
    closeRecords(i) {
        if (this.inElement)
            this.closeElement(i);
        this.flush();
        this.recordDepth = -1;
        this.depth -= 1;
        // The rest of the root object follows.
        if (this.depth >= 1)
            this.from = i;
    }
    close(i) {
        if (this.depth === 0) {
            this.isBroken = true;
            return;
        }
        this.depth -= 1;
        if (this.depth > 0 || this.from < 0)
            return;
        this.root.add(this.chunk.subarray(this.from, i + 1));
        this.from = -1;
        this.push(this.root.finish());
    }
    /** Copies what is open, as the chunk goes. */
    keep(end) {
        const rest = this.chunk.subarray(this.from, end);
        if (this.inElement) {
            this.isKept = true;
            this.element.add(rest);
        }
        else
            this.root.add(rest);
    }
    flush() {
        const found = this.batch.finish();
        if (this.records.length === 0)
            this.records = found;
        else
            this.records.push(...found);
    }
    push(record) {
        if (record)
            this.records.push(record);
    }
}
/** Where a string ends; the length of the chunk, or one more when it ends after a backslash. */
function findQuote(chunk, start) {
    let i = start;
    for (; i < chunk.length; i++) {
        const byte = chunk[i];
        if (byte === quote)
            return i;
        if (byte === backslash)
            i += 1;
    }
    return i;
}

;// CONCATENATED MODULE: ./build/ingest/split-lines.js
/** Splits NDJSON into records without holding the file. Memory is bounded by the longest record that is kept. */

const newline = 0x0a;
/** What is parsed at once: enough to make calls cheap, few enough for the values to die young. */
const split_lines_runBytes = 65_536;
/** One record a line. A last line without an end that begins a record and does not parse is a cut one. */
async function* split_lines_splitLines(chunks, options) {
    for await (const records of splitLineRuns(chunks, options))
        yield* records;
}
/** As `splitLines`, many records at a time: waiting for each of a million costs more than parsing it. */
async function* splitLineRuns(chunks, options) {
    /** The line that reaches over the end of a run. */
    const open = collectRecord(options);
    let position = 0;
    for await (const chunk of chunks) {
        for (let at = 0; at < chunk.length; at += split_lines_runBytes) {
            const run = chunk.subarray(at, at + split_lines_runBytes);
            const first = run.indexOf(newline);
            const last = run.lastIndexOf(newline);
            open.add(first < 0 ? run : run.subarray(0, first));
            if (first >= 0) {
                const record = open.finish();
                const lines = parseLines(run.subarray(first + 1, last + 1), position + first + 1, options);
                yield record === null ? lines : [record, ...lines];
                open.start({ offset: position + last + 1, key: null });
                open.add(run.subarray(last + 1));
            }
            position += run.length;
        }
    }
    const last = open.finish();
    const isCut = last?.kind === 'skipped' && last.code === 'malformed' && /^[{[]/.test(last.excerpt);
    if (isCut)
        yield [{ kind: 'truncated', offset: last.offset, isBetween: false }];
    else if (last)
        yield [last];
}
/** Whole lines, by one call where all of them are records, else line by line. */
function parseLines(bytes, position, options) {
    if (bytes.length === 0)
        return [];
    const values = bytes.length > options.recordBytes ? null : parseTogether(bytes, options.depth);
    const records = [];
    const line = collectRecord(options);
    let start = 0;
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
        const offset = position + start;
        if (values !== null)
            records.push({ kind: 'value', key: null, value: values[records.length], offset });
        else {
            line.start({ offset, key: null });
            line.add(bytes.subarray(start, end));
            const record = line.finish();
            if (record)
                records.push(record);
        }
        start = end + 1;
    }
    return records;
}
const split_lines_decoder = new TextDecoder();
/** Null when a line is not one object, as far as its ends show, or is too deep. */
function parseTogether(bytes, depth) {
    const text = split_lines_decoder.decode(bytes.subarray(0, -1));
    const lines = text.split('\n');
    if (!lines.every((line) => isObject(line) && !isDeeper(line, depth)))
        return null;
    try {
        const values = JSON.parse(`[${text.replaceAll('\n', ',')}]`);
        return values.length === lines.length ? values : null;
    }
    catch {
        return null;
    }
}
function isObject(line) {
    const end = line.endsWith('\r') ? line.length - 2 : line.length - 1;
    return line.charCodeAt(0) === 0x7b && line.charCodeAt(end) === 0x7d;
}

;// CONCATENATED MODULE: ./build/ingest/read-records.js



/**
 * Calls `visit` for each record that is an object. Malformed ones are skipped and counted.
 * @param arrays top-level arrays of a root object whose elements are the records
 * @param endOpen called when nothing but the end of the root array is missing
 */
async function readRecords(input, draft, arrays, visit, endOpen = draft.markTruncated) {
    const take = taker(draft, visit, endOpen);
    const runs = input.sample.shape === 'lines'
        ? splitLineRuns(input.chunks(), draft.limits)
        : splitJsonRuns(input.chunks(), arrays, draft.limits);
    for await (const records of runs) {
        for (const record of records)
            take(record);
    }
}
/** The same for records that an adapter splits by itself. */
async function visitRecords(records, draft, visit) {
    const take = taker(draft, visit, draft.markTruncated);
    for await (const record of records)
        take(record);
}
function taker(draft, visit, endOpen) {
    return (record) => {
        if (record.kind === 'truncated')
            return record.isBetween ? endOpen() : draft.markTruncated();
        draft.countRecord();
        if (record.kind === 'skipped') {
            // A record that is too large may be a task of the build.
            if (record.code === 'too-large')
                draft.facts.complete = false;
            draft.skipRecord(record.offset, record.why, redact(record.excerpt));
        }
        else if ((0,read_fields/* isFields */.Ce)(record.value))
            visit(record.value, record.key);
        else
            draft.skipRecord(record.offset, 'it is not an object:', redact(JSON.stringify(record.value) ?? ''));
    };
}
/** What may be shown of a record that nobody understood: its keys and numbers, not its texts. */
function redact(text) {
    const pattern = /"((?:[^"\\]|\\.)*)"?(\s*:)?|=\S+|[^\s"{}[\],:=]{13,}/g;
    return text.slice(0, 1000).replaceAll(pattern, (found, key, colon) => {
        if (colon !== undefined && key !== undefined)
            return `"${key.slice(0, 40)}":`;
        return found.startsWith('"') ? '"…"' : found.startsWith('=') ? '=…' : '…';
    });
}

;// CONCATENATED MODULE: ./build/ingest/split-events.js
/** Splits Bazel's event file into lines and looks into those alone whose kind of event is read. */

const split_events_newline = 0x0a;
const headBytes = 128;
const tailBytes = 32;
const split_events_decoder = new TextDecoder();
/** An event's id comes first, and its one key is the kind of event. */
const kindPattern = /^\s*\{"id":\{"(\w+)"/;
/** Quotes inside of texts are escaped, so that no output of a build can look like these. */
const lastInHead = /^\s*\{"id":\{"\w+":\{\}\},"lastMessage":true[,}]/;
const lastInTail = /,"lastMessage":true\}\s*$/;
/**
 * The events of the given kinds. Of all others, which may have tens of megabytes and hold options and the
 * environment, nothing is kept or parsed; where one is the last message, an empty event says so in its place.
 */
async function* splitEvents(chunks, kinds, options) {
    const line = collectRecord(options);
    let head = new Uint8Array();
    let tail = new Uint8Array();
    let isWanted = true;
    let position = 0;
    const add = (bytes) => {
        if (head.length < headBytes) {
            head = Buffer.concat([head, bytes.subarray(0, headBytes - head.length)]);
            isWanted = isKind(split_events_decoder.decode(head), kinds);
        }
        if (isWanted)
            line.add(bytes);
        else
            tail = Buffer.concat([tail, bytes.subarray(-tailBytes)]).subarray(-tailBytes);
    };
    const finish = () => {
        if (isWanted)
            return line.finish();
        const isLast = lastInHead.test(split_events_decoder.decode(head)) || lastInTail.test(split_events_decoder.decode(tail));
        return isLast ? { kind: 'value', key: null, value: { lastMessage: true }, offset: position } : null;
    };
    const start = (offset) => {
        head = new Uint8Array();
        tail = new Uint8Array();
        isWanted = true;
        line.start({ offset, key: null });
    };
    for await (const chunk of chunks) {
        let from = 0;
        for (let end = chunk.indexOf(split_events_newline); end >= 0; end = chunk.indexOf(split_events_newline, from)) {
            add(chunk.subarray(from, end));
            const record = finish();
            if (record)
                yield record;
            from = end + 1;
            start(position + from);
        }
        add(chunk.subarray(from));
        position += chunk.length;
    }
    const last = finish();
    if (last?.kind === 'skipped' && last.code === 'malformed')
        yield { kind: 'truncated', isBetween: false, offset: last.offset };
    else if (last)
        yield last;
    else if (!isWanted && tail.length > 0 && !/\}\s*$/.test(split_events_decoder.decode(tail)))
        yield { kind: 'truncated', isBetween: false, offset: position };
}
/** Lines that do not look like an event are left for the parser to complain about. */
function isKind(head, kinds) {
    const kind = kindPattern.exec(head)?.[1];
    return kind === undefined || kinds.has(kind);
}

;// CONCATENATED MODULE: ./build/ingest/bazel-bep.js
/** Bazel's build events as NDJSON. Reference: https://bazel.build/remote/bep */






const bazelBep = {
    id: 'bazel-bep',
    title: 'Bazel build events',
    reference: 'https://bazel.build/remote/bep',
    howTo: '`bazel test //... --build_event_json_file=bep.json`',
    claims: isEventFile,
    read: async (input, draft) => {
        const state = createState();
        const kinds = new Set(Object.keys(bazel_bep_readers));
        const events = splitEvents(input.chunks(), kinds, draft.limits);
        await visitRecords(events, draft, (event) => readEvent(event, state, draft));
        finish(state, draft);
    },
};
/** Of the events' payloads those that come early, so that every file has some of them. */
const payloads = ['started', 'progress', 'buildMetadata', 'expanded', 'configured', 'finished', 'aborted'];
function isEventFile({ shape, text, keys, records }) {
    if (!/^\{"id":\{"\w+":\{/.test(text))
        return false;
    if (shape === 'object')
        return payloads.some((payload) => keys.includes(payload));
    const hasId = ({ id }) => (0,read_fields/* isFields */.Ce)(id) && Object.keys(id).length === 1;
    const hasPayload = (record) => payloads.some((payload) => Object.hasOwn(record, payload));
    return shape === 'lines' && records.every(hasId) && records.some(hasPayload);
}
function createState() {
    return {
        hasStarted: false,
        hasFinished: false,
        hasLastMessage: false,
        endTimeMs: null,
        wallMs: null,
        spans: 0,
        sharded: new Set(),
        tested: new Set(),
        summaries: new Map(),
        unconfigured: new Map(),
        failedActions: new Map(),
    };
}
/** The kinds of event that are read; command lines, options, environment and output are not among them. */
const bazel_bep_readers = {
    started: readStarted,
    targetConfigured: readConfigured,
    actionCompleted: readAction,
    targetCompleted: readTarget,
    testResult: readTestResult,
    testSummary: readTestSummary,
    buildFinished: readFinished,
    buildMetrics: (_, event, state, draft) => {
        state.wallMs = readMetrics((0,read_fields/* readFields */.qU)(event, 'buildMetrics'), draft);
    },
};
function readEvent(event, state, draft) {
    if ((0,read_fields/* readFlag */.fG)(event, 'lastMessage') === true)
        state.hasLastMessage = true;
    const id = (0,read_fields/* readFields */.qU)(event, 'id');
    const [kind = ''] = Object.keys(id);
    if (Object.hasOwn(bazel_bep_readers, kind))
        bazel_bep_readers[kind]?.((0,read_fields/* readFields */.qU)(id, kind), event, state, draft);
}
function readStarted(_, event, state, draft) {
    if (state.hasStarted) {
        draft.startOver();
        Object.assign(state, createState());
        draft.report('info', 'older-builds', 'The file holds several builds; the last one is read.');
    }
    state.hasStarted = true;
    draft.facts.startTimeMs = readProtoTime((0,read_fields/* readFields */.qU)(event, 'started'), 'startTime', 'startTimeMillis');
}
function readFinished(_, event, state, draft) {
    if (!(0,read_fields/* isFields */.Ce)(event['finished']))
        return;
    const finished = event['finished'];
    state.hasFinished = true;
    state.endTimeMs = readProtoTime(finished, 'finishTime', 'finishTimeMillis');
    draft.facts.result = readExit(finished);
    if (draft.facts.result === 'cancellation')
        draft.facts.complete = false;
}
/** A target in one configuration: its identity in this build, and in no other. */
function bazel_bep_keyOf(id) {
    return `${(0,read_fields/* readText */.yR)(id, 'label')}\0${(0,read_fields/* readText */.yR)((0,read_fields/* readFields */.qU)(id, 'configuration'), 'id')}`;
}
/** Beyond the limit tasks are summed up by kind, and need not be told apart. */
function hasRoom(kept, { limits }) {
    return kept.size < limits.tasks;
}
function readConfigured(id, event, { unconfigured }, draft) {
    const label = (0,read_fields/* readText */.yR)(id, 'label');
    if (label !== null && (0,read_fields/* isFields */.Ce)(event['aborted']) && hasRoom(unconfigured, draft))
        unconfigured.set(label, event['aborted']);
}
/** Failed actions, and all with `--build_event_publish_all_actions`; from Bazel 7 on with their times. */
function readAction(id, event, state, draft) {
    const action = (0,read_fields/* readFields */.qU)(event, 'action');
    const label = (0,read_fields/* readText */.yR)(id, 'label');
    const type = (0,read_fields/* readText */.yR)(action, 'type') ?? 'action';
    const isSuccess = (0,read_fields/* readFlag */.fG)(action, 'success') === true;
    if (label !== null && !isSuccess && (0,read_fields/* isFields */.Ce)(event['action']) && hasRoom(state.failedActions, draft))
        state.failedActions.set(label, type);
    const start = readProtoTime(action, 'startTime', '');
    const end = readProtoTime(action, 'endTime', '');
    if (start === null || end === null)
        return;
    const output = ((0,read_fields/* readText */.yR)(id, 'primaryOutput') ?? '').replace(/^(.*\/)?bazel-out\/[^/]+\/(\w+\/)?/, '');
    state.spans += 1;
    draft.addSpan({
        id: `action-${state.spans}`,
        parentId: null,
        name: `${type} ${output || (label ?? '')}`,
        startTimeMs: start,
        durationMs: end < start ? null : end - start,
        result: isSuccess ? 'success' : 'failure',
    });
}
function readTarget(id, event, state, draft) {
    const label = (0,read_fields/* readText */.yR)(id, 'label');
    if (label === null)
        return;
    const isShard = (child) => (0,read_fields/* isFields */.Ce)(child) && ((0,read_fields/* readNumber */.kz)((0,read_fields/* readFields */.qU)(child, 'testResult'), 'shard') ?? 1) > 1;
    if (hasRoom(state.sharded, draft) && (0,read_fields/* readList */.LD)(event, 'children').some(isShard))
        state.sharded.add(bazel_bep_keyOf(id));
    state.unconfigured.delete(label);
    const aspect = (0,read_fields/* readText */.yR)(id, 'aspect');
    addTarget(aspect === null ? label : `${label} ${aspect}`, event, state.failedActions.get(label), draft);
}
function addTarget(name, event, failedAction, draft) {
    const aborted = readAborted(event, draft);
    const completed = (0,read_fields/* readFields */.qU)(event, 'completed');
    const result = aborted?.result ?? ((0,read_fields/* readFlag */.fG)(completed, 'success') === true ? 'success' : 'failure');
    const errorType = aborted?.errorType ?? (result === 'failure' ? (readFailure(completed) ?? failedAction ?? null) : null);
    draft.addTask({ name, kind: 'target', result, errorType });
}
/** One attempt of one shard of one run of a test. A cached one shows the start and duration of its first life. */
function readTestResult(id, event, state, draft) {
    const label = (0,read_fields/* readText */.yR)(id, 'label');
    if (label === null)
        return;
    if (hasRoom(state.tested, draft))
        state.tested.add(bazel_bep_keyOf(id));
    state.summaries.delete(bazel_bep_keyOf(id));
    const run = (0,read_fields/* readNumber */.kz)(id, 'run') ?? 1;
    const shard = (0,read_fields/* readNumber */.kz)(id, 'shard') ?? 1;
    const parts = [label];
    if (shard > 1 || state.sharded.has(bazel_bep_keyOf(id)))
        parts.push(`(shard ${shard})`);
    if (run > 1)
        parts.push(`(run ${run})`);
    const named = { name: parts.join(' '), kind: 'test', attempt: (0,read_fields/* readNumber */.kz)(id, 'attempt') ?? 1 };
    const aborted = readAborted(event, draft);
    if (aborted)
        draft.addTask({ ...named, ...aborted });
    else
        draft.addTask({ ...named, ...readAttempt((0,read_fields/* readFields */.qU)(event, 'testResult')) });
}
function readAttempt(test) {
    const status = (0,read_fields/* readText */.yR)(test, 'status') ?? '';
    const durationMs = (0,read_fields/* readNumber */.kz)(test, 'testAttemptDurationMillis') ?? readProtoSeconds(test, 'testAttemptDuration');
    const result = statuses.get(status) ?? 'unknown';
    const isCached = (0,read_fields/* readFlag */.fG)(test, 'cachedLocally') === true ||
        (0,read_fields/* readFlag */.fG)((0,read_fields/* readFields */.qU)(test, 'executionInfo'), 'cachedRemotely') === true;
    if (isCached)
        return { result, cache: 'hit', savedMs: durationMs };
    if (result === 'unknown' || result === 'skip' || status === 'FAILED_TO_BUILD')
        return { result };
    const startTimeMs = readProtoTime(test, 'testAttemptStart', 'testAttemptStartMillisEpoch');
    // A duration of 0 is not written.
    return { result, cache: 'miss', startTimeMs, durationMs: durationMs ?? (startTimeMs && 0) };
}
/** Speaks for tests of which no attempt is told, such as those that were not built. */
function readTestSummary(id, event, { tested, summaries }, draft) {
    const name = (0,read_fields/* readText */.yR)(id, 'label');
    if (name === null || tested.has(bazel_bep_keyOf(id)) || !hasRoom(summaries, draft))
        return;
    const status = (0,read_fields/* readText */.yR)((0,read_fields/* readFields */.qU)(event, 'testSummary'), 'overallStatus') ?? '';
    const outcome = readAborted(event, draft) ?? { result: statuses.get(status) ?? 'skip' };
    summaries.set(bazel_bep_keyOf(id), { name, kind: 'test', ...outcome });
}
/** A killed Bazel leaves a file that ends somewhere; only the last message says that it is whole. */
function finish(state, draft) {
    const { facts } = draft;
    for (const summary of state.summaries.values())
        draft.addTask(summary);
    for (const [label, aborted] of state.unconfigured)
        addTarget(label, { aborted }, undefined, draft);
    if (state.endTimeMs !== null && facts.startTimeMs !== null)
        facts.durationMs = state.endTimeMs - facts.startTimeMs;
    else if (state.hasFinished)
        facts.durationMs = state.wallMs;
    if (state.hasFinished && state.hasLastMessage)
        return;
    facts.complete = false;
    facts.result ??= 'unknown';
    const what = 'Bazel did not write its last event: it was killed, or still runs.';
    draft.report('warning', 'unfinished', what);
}

;// CONCATENATED MODULE: ./build/ingest/strip-roots.js
/** Paths without what differs from machine to machine: where a checkout or a home lies, and whose it is. */
const checkouts = [
    String.raw `/(?:home|Users)/runner/(?:_?work|actions-runner/_work)/[^/\s:]+/[^/\s:]+/`,
    String.raw `/(?:__w|github/workspace|builds)/(?:[^/\s:]+/[^/\s:]+/)?`,
    String.raw `/(?:home|Users|root)/(?:[^/\s:]+/)?`,
    String.raw `[A-Za-z]:[\\/](?:a|actions-runner[\\/]_work)[\\/][^\\/\s:]+[\\/][^\\/\s:]+[\\/]`,
    String.raw `[A-Za-z]:[\\/]Users[\\/][^\\/\s:]+[\\/]`,
];
const root = new RegExp(`(?<![\\w.~-])(?:${checkouts.join('|')})`, 'g');
/** Strips such roots wherever a path begins in the text; `a/b/../c` becomes `a/c`. */
function stripRoots(text) {
    if (!/[\\/]/.test(text))
        return text;
    return resolveDots(text.replaceAll(root, ''));
}
function resolveDots(path) {
    let before = path;
    for (let i = 0; i < 100 && before.includes('/../'); i++) {
        const after = before.replace(/(?<=^|\/)(?!\.\.\/)[^/\s]+\/\.\.\//, '');
        if (after === before)
            break;
        before = after;
    }
    return before;
}
/** Relative to the root when it lies inside; what package managers installed from `node_modules/` on. */
function relativePath(path, root) {
    const plain = path.replaceAll('\\', '/');
    const installed = plain.lastIndexOf('/node_modules/');
    if (installed >= 0)
        return plain.slice(installed + 1);
    // Compilers lower the case of paths on file systems that ignore it.
    if (root !== null && plain.toLowerCase().startsWith(`${root.toLowerCase()}/`))
        return plain.slice(root.length + 1);
    return stripRoots(plain);
}

;// CONCATENATED MODULE: ./build/ingest/bazel-profile.js



const bazelProfile = {
    id: 'bazel-profile',
    title: 'Bazel profile',
    reference: 'https://bazel.build/advanced/performance/json-trace-profile',
    howTo: '`bazel build --profile=profile.json.gz //...`',
    claims: isBazelProfile,
    read: readProfile,
};
/** Bazel opens its trace with the thread of the critical path, or its first phase. */
function isBazelProfile({ shape, keys, records }) {
    return shape === 'object' && keys.includes('traceEvents') && records.some(isBazels);
}
function isBazels(event) {
    if (event['cat'] === phaseCategory)
        return true;
    return event['name'] === 'thread_name' && (0,read_fields/* readText */.yR)((0,read_fields/* readFields */.qU)(event, 'args'), 'name') === 'Critical Path';
}
const phaseCategory = 'build phase marker';
async function readProfile(input, draft) {
    const profile = {
        actions: [],
        phases: [],
        criticalPath: [],
        evidence: new Map(),
        merged: 0,
        endUs: null,
        clockMs: null,
    };
    await readRecords(input, draft, ['traceEvents'], (record, key) => {
        if (key === null)
            profile.clockMs = readClock((0,read_fields/* readFields */.qU)(record, 'otherData'));
        else
            bazel_profile_readEvent(record, profile);
    });
    if (profile.endUs === null && draft.facts.complete) {
        draft.facts.complete = false;
        const fix = 'Read the profile after Bazel has ended.';
        draft.report('warning', 'no-end', 'The profile does not say that Bazel finished.', fix);
    }
    if (profile.merged > 0) {
        const what = `Bazel merged ${profile.merged} short events; short actions may be among them.`;
        draft.report('info', 'merged-events', what, 'Use `--noslim_profile` to have each of them.');
    }
    addActions(profile, draft);
    addPhases(profile, draft);
}
/** Milliseconds or a date, by version; the date in words means one thing in these time zones only. */
function readClock(other) {
    const start = (0,read_fields/* readNumber */.kz)(other, 'profile_start_ts');
    if (start !== null)
        return start;
    const date = (0,read_fields/* readText */.yR)(other, 'date') ?? '';
    let isZoneless = false;
    const iso = (0,read_fields/* parseTime */.pe)(date, () => {
        isZoneless = true;
    });
    if (iso !== null)
        return isZoneless ? null : iso;
    const isClear = /^\w{3} \w{3} \d\d \d\d:\d\d:\d\d (?:UTC|GMT|E[SD]T|CDT|M[SD]T|P[SD]T) \d{4}$/.test(date);
    const time = isClear ? Date.parse(date) : Number.NaN;
    return Number.isNaN(time) ? null : time;
}
function bazel_profile_readEvent(event, profile) {
    const category = (0,read_fields/* readText */.yR)(event, 'cat');
    const name = (0,read_fields/* readText */.yR)(event, 'name') ?? '';
    const startUs = (0,read_fields/* readNumber */.kz)(event, 'ts');
    if (startUs === null || category === null)
        return;
    const timed = { name, startUs, durationUs: (0,read_fields/* readDuration */.$7)(event, 'dur') };
    if (category === 'action processing') {
        const kind = (0,read_fields/* readText */.yR)((0,read_fields/* readFields */.qU)(event, 'args'), 'mnemonic') ?? 'action';
        profile.actions.push({ ...timed, kind, thread: event['tid'] });
    }
    else if (category === phaseCategory)
        profile.phases.push(timed);
    else if (category === 'critical path component')
        profile.criticalPath.push(timed);
    else if (category === 'general information' && name === 'Finishing')
        profile.endUs = startUs;
    profile.merged += Number(/^merged (\d+) events$/.exec(name)?.[1] ?? 0);
    const of = readEvidence(category, name);
    if (of === null)
        return;
    const inside = profile.evidence.get(event['tid']) ?? [];
    if (inside.length === 0)
        profile.evidence.set(event['tid'], inside);
    inside.push({ startUs, of });
}
/** As Bazel names what it does for an action with its remote or disk cache, and with processes. */
function readEvidence(category, name) {
    switch (category) {
        case 'remote action cache check':
            return 'check';
        case 'remote output download':
            return 'download';
        case 'local action execution':
        case 'remote action execution':
            return 'execution';
        case 'general information':
            return name === 'subprocess.run' ? 'execution' : name === 'remote.download' ? 'download' : null;
    }
    return null;
}
function addActions({ actions, evidence, clockMs }, draft) {
    for (const inside of evidence.values())
        inside.sort((a, b) => a.startUs - b.startUs);
    for (const action of actions) {
        draft.addTask({
            name: nameAction(action.name),
            kind: action.kind,
            startTimeMs: clockMs === null ? null : clockMs + action.startUs / 1000,
            durationMs: action.durationUs === null ? null : action.durationUs / 1000,
            cache: judgeCache(action, evidence.get(action.thread) ?? []),
        });
    }
}
/** Numbers of sources, and the configurations that output paths are named after, differ from build to build. */
function nameAction(name) {
    return stripRoots(name)
        .replaceAll(/ \(\d+ (?:source )?(?:files?|jars?)[^)]*\)/g, '')
        .replaceAll(/\b(?:bazel|blaze)-out\/[^/\s]+\/(?:bin|genfiles|testlogs)\//g, '');
}
/** An action that asked a cache: it was run, or its outputs were fetched. */
function judgeCache(action, inside) {
    const end = action.startUs + (action.durationUs ?? 0);
    const found = new Set();
    for (let i = bazel_profile_findFirst(inside, action.startUs); i < inside.length; i++) {
        const { startUs, of } = inside[i];
        if (startUs > end)
            break;
        found.add(of);
    }
    if (!found.has('check'))
        return 'unknown';
    if (found.has('execution'))
        return 'miss';
    return found.has('download') ? 'hit' : 'unknown';
}
function bazel_profile_findFirst(sorted, startUs) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (sorted[middle].startUs < startUs)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
/** From the launch of the client to the end, as Bazel's own "Elapsed time". Each phase lasts until the next one. */
function addPhases({ phases, criticalPath, endUs, clockMs }, draft) {
    const toMs = (us) => (clockMs === null ? null : clockMs + us / 1000);
    const addSpan = (id, parentId, { name, startUs, durationUs }) => draft.addSpan({
        id,
        parentId,
        name: nameAction(name),
        startTimeMs: toMs(startUs),
        durationMs: durationUs === null ? null : durationUs / 1000,
        result: 'unknown',
    });
    phases.sort((a, b) => a.startUs - b.startUs);
    for (const [i, phase] of phases.entries()) {
        const next = phases[i + 1]?.startUs ?? endUs;
        const durationUs = phase.durationUs ?? (next === null ? null : next - phase.startUs);
        addSpan(`phase-${i + 1}`, null, { ...phase, durationUs });
    }
    const first = phases[0];
    if (first !== undefined)
        draft.facts.startTimeMs = toMs(first.startUs);
    if (first !== undefined && endUs !== null && draft.facts.complete)
        draft.facts.durationMs = (endUs - first.startUs) / 1000;
    if (criticalPath.length > 0)
        addCriticalPath(criticalPath, draft, addSpan);
}
function addCriticalPath(components, draft, addSpan) {
    for (const [i, component] of components.entries())
        addSpan(`critical-path-${i + 1}`, null, component);
    const sum = components.reduce((total, { durationUs }) => total + (durationUs ?? Number.NaN), 0) / 1000;
    if (sum >= 0 && sum < Number.POSITIVE_INFINITY)
        draft.addMetric({ name: 'critical path', value: sum, unit: 'ms', better: 'lower', samples: null });
}

;// CONCATENATED MODULE: ./build/ingest/split-csv.js
/** Splits CSV into rows without holding the file. Reference: https://www.rfc-editor.org/rfc/rfc4180 */
/**
 * Rows, blank lines left out. A quote that never closes is truncation.
 * @param options.recordBytes a longer row is skipped by scanning over it
 * @returns offsets in characters; `isLast` marks a row that no line end follows
 */
async function* splitCsv(chunks, options) {
    const decoder = new TextDecoder();
    const walk = walkCsv(options.recordBytes);
    for await (const chunk of chunks)
        yield* walk.feed(decoder.decode(chunk, { stream: true }));
    yield* walk.feed(decoder.decode());
    yield* walk.end();
}
/** The cells of the first row of a text; null when it does not end inside. */
function firstRow(text) {
    for (const row of walkCsv(65_536).feed(text))
        return row.kind === 'row' ? row.cells : null;
    return null;
}
function walkCsv(limit) {
    let cells = [];
    let cell = '';
    let size = 0;
    let start = 0;
    let position = 0;
    let isQuoted = false;
    /** A quote was closed, or is the first of two. */
    let isAfterQuote = false;
    const take = (char) => {
        size += 1;
        isAfterQuote = false;
        if (size <= limit)
            cell += char;
    };
    const finishCell = () => {
        size += 1;
        isAfterQuote = false;
        if (size <= limit)
            cells.push(cell);
        cell = '';
    };
    /** Two quotes inside of quotes are one; a quote inside of plain text is itself. */
    const takeQuote = () => {
        if (!isQuoted && !isAfterQuote && cell !== '')
            return take('"');
        if (isAfterQuote)
            take('"');
        else
            isAfterQuote = isQuoted;
        isQuoted = !isQuoted;
    };
    const finishRow = (isLast) => {
        const offset = start;
        const isTooLarge = size > limit;
        const row = [...cells, cell];
        cells = [];
        cell = '';
        size = 0;
        start = position;
        isAfterQuote = false;
        if (isTooLarge)
            return { kind: 'too-large', offset };
        return row.length === 1 && row[0] === '' ? null : { kind: 'row', cells: row, offset, isLast };
    };
    const step = (char) => {
        if (char === '"')
            takeQuote();
        else if (isQuoted)
            take(char);
        else if (char === ',')
            finishCell();
        else if (char === '\n')
            return finishRow(false);
        else if (char !== '\r')
            take(char);
        return null;
    };
    return {
        feed: function* (text) {
            for (const char of text) {
                position += 1;
                const row = step(char);
                if (row)
                    yield row;
            }
        },
        end: function* () {
            const row = isQuoted ? { kind: 'truncated', offset: start } : finishRow(true);
            if (row)
                yield row;
        },
    };
}

;// CONCATENATED MODULE: ./build/ingest/read-csv.js

/**
 * Calls `visit` for each row after the header, with its cells that are not empty by their column's key.
 * @param keyOf the key of a column by its title; of columns with equal keys the last one that holds something counts
 */
async function readCsv(input, draft, keyOf, visit) {
    let keys = null;
    for await (const row of splitCsv(input.chunks(), draft.limits)) {
        if (row.kind === 'truncated') {
            draft.markTruncated();
            continue;
        }
        if (row.kind === 'row' && keys === null) {
            keys = row.cells.map(keyOf);
            continue;
        }
        draft.countRecord();
        if (row.kind === 'too-large') {
            draft.facts.complete = false;
            draft.skipRecord(row.offset, 'it is too long.', '');
        }
        else if (keys !== null && row.cells.length === keys.length)
            visit(toRecord(keys, row.cells));
        else if (row.isLast)
            draft.markTruncated();
        else
            draft.skipRecord(row.offset, `it has ${row.cells.length} cells, not ${keys?.length ?? 0}.`, '');
    }
}
function toRecord(keys, cells) {
    return Object.fromEntries(keys.flatMap((key, i) => {
        const cell = restoreText(cells[i] ?? '').trim();
        return cell === '' ? [] : [[key, cell]];
    }));
}
/** Our own CSV puts an apostrophe before what a spreadsheet would take for a formula. */
function restoreText(cell) {
    return /^'\s*[=+\-@＝＋－＠]/u.test(cell) ? cell.slice(1) : cell;
}

;// CONCATENATED MODULE: ./build/ingest/builder.js




const builder = {
    id: 'builder',
    title: 'Builder telemetry',
    reference: 'https://github.com/GriffinCanCode/bldr/blob/main/docs/features/telemetry.md',
    howTo: '`builder telemetry export > telemetry.json`, or `--format csv`',
    claims: isBuilder,
    read: async (input, draft) => {
        let newest = null;
        let sessions = 0;
        await readSessions(input, draft, (session) => {
            sessions += 1;
            if (newest === null || !isOlder(session, newest))
                newest = session;
        });
        if (newest !== null)
            fillDraft(newest, draft);
        if (sessions < 2)
            return;
        const what = `The file holds ${sessions} builds: the newest is read, ${sessions - 1} older ${sessions === 2 ? 'is' : 'are'} left out.`;
        draft.report('info', 'older-builds', what);
    },
    readAll: async (input, file, open) => {
        let row = 0;
        await readSessions(input, file, (session) => {
            row += 1;
            const time = session.startTimeMs === null ? 'unknown' : new Date(session.startTimeMs).toISOString();
            const draft = open(`builder-${time}-${row}`);
            if (draft !== null)
                fillDraft(session, draft);
        });
    },
};
const builder_ownKeys = ['totaltargets', 'cachehitrate', 'succeeded'];
function isBuilder({ shape, keys, records, text }) {
    const hasAll = (found) => builder_ownKeys.every((key) => found.includes(key));
    if (shape === 'text')
        return hasAll((firstRow(text.slice(0, 65_536)) ?? []).map(builder_keyOf));
    if (shape === 'xml' || (shape === 'object' && !keys.includes('sessions')))
        return false;
    return records.length > 0 && records.slice(0, 5).every((record) => hasAll(Object.keys(record).map(builder_keyOf)));
}
/** `StartTime`, `startTime` and `Duration(ms)`, `durationMs` are the same. */
function builder_keyOf(title) {
    return title.toLowerCase().replaceAll(/[^a-z]/g, '');
}
async function readSessions(input, draft, visit) {
    if (input.sample.shape === 'text')
        return await readCsv(input, draft, builder_keyOf, (row) => visit(readSession({ ...row, succeeded: readFlagText(row, 'succeeded') })));
    await readRecords(input, draft, ['sessions'], (record, key) => {
        const fields = Object.fromEntries(Object.entries(record).map(([name, value]) => [builder_keyOf(name), value]));
        // What is left of the root around its sessions.
        if (key !== null || !('sessions' in fields))
            visit(readSession(fields));
    });
}
function readFlagText(row, key) {
    const text = (0,read_fields/* readText */.yR)(row, key)?.toLowerCase();
    return text === 'true' ? true : text === 'false' ? false : null;
}
function readSession(fields) {
    const count = (key) => Math.max(0, Math.trunc((0,read_fields/* readNumber */.kz)(fields, key) ?? 0));
    let isZoneless = false;
    const startTimeMs = (0,read_fields/* readTime */.aQ)(fields, 'starttime', () => {
        isZoneless = true;
    });
    return {
        startTimeMs: startTimeMs !== null && Math.abs(startTimeMs) <= 8.64e15 ? startTimeMs : null,
        isZoneless,
        durationMs: (0,read_fields/* readDuration */.$7)(fields, 'durationms'),
        total: count('totaltargets'),
        built: count('built'),
        cached: count('cached'),
        failed: count('failed'),
        succeeded: (0,read_fields/* readFlag */.fG)(fields, 'succeeded'),
        rates: {
            cache_hit_rate: (0,read_fields/* readNumber */.kz)(fields, 'cachehitrate'),
            parallelism_utilization: (0,read_fields/* readNumber */.kz)(fields, 'parallelismutilization'),
            targets_per_second: (0,read_fields/* readNumber */.kz)(fields, 'targetspersecond'),
        },
    };
}
function isOlder(session, than) {
    const last = Number.NEGATIVE_INFINITY;
    return (session.startTimeMs ?? last) < (than.startTimeMs ?? last);
}
function fillDraft(session, draft) {
    const { facts, report } = draft;
    facts.startTimeMs = session.startTimeMs;
    facts.durationMs = session.durationMs;
    facts.zoneless = session.isZoneless;
    if (session.isZoneless)
        report('info', 'zoneless-time', 'Times carry no zone; they are read as UTC.');
    if (session.succeeded !== null)
        facts.result = session.succeeded ? 'success' : 'failure';
    for (const [name, value] of Object.entries(session.rates))
        if (value !== null)
            draft.addMetric({
                name: `builder.${name}`,
                value,
                unit: name === 'targets_per_second' ? '/s' : '%',
                better: 'higher',
                samples: null,
            });
    addTargets(session, draft);
}
/** More targets than any build has: a number must not fill the memory. */
const maxTargets = 10_000;
/** Targets are counted, not named: each is a task of the same name, whose time is not known. */
function addTargets({ total, built, cached, failed, succeeded }, draft) {
    const counted = built + cached + failed;
    if (Math.max(total, counted) > maxTargets) {
        draft.report('warning', 'odd-count', `${Math.max(total, counted)} targets are too many to be listed.`);
        return;
    }
    const add = (count, rest) => {
        for (let i = 0; i < count; i++)
            draft.addTask({ name: 'target', kind: 'target', ...rest });
    };
    add(built, { result: 'success', cache: 'miss' });
    add(cached, { result: 'success', cache: 'hit' });
    add(failed, { result: 'failure', cache: 'miss' });
    // After a failure the rest is not built any more.
    add(total - counted, { result: succeeded === false ? 'skip' : 'unknown' });
}

;// CONCATENATED MODULE: ./build/ingest/precise-time.js

const precise_time_pattern = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
/** Null for what is no time, and for Go's zero time, which stands for none. */
function readPrecise(fields, key) {
    const [, second, fraction = '0', zone] = precise_time_pattern.exec((0,read_fields/* readText */.yR)(fields, key) ?? '') ?? [];
    const secondMs = second === undefined ? null : (0,read_fields/* parseTime */.pe)(`${second}${zone}`);
    return secondMs === null || second?.startsWith('0001-')
        ? null
        : { secondMs, fractionMs: Number(fraction) * 1000 };
}
/** Start and duration, to the microsecond; null where a key is missing. */
function readInterval(fields, startKey, endKey) {
    const start = readPrecise(fields, startKey);
    const end = readPrecise(fields, endKey);
    if (start === null)
        return { startTimeMs: null, durationMs: null };
    const startTimeMs = start.secondMs + start.fractionMs;
    if (end === null)
        return { startTimeMs, durationMs: null };
    const durationMs = end.secondMs - start.secondMs + (end.fractionMs - start.fractionMs);
    return { startTimeMs, durationMs: Math.round(durationMs * 1e6) / 1e6 };
}

;// CONCATENATED MODULE: ./build/ingest/buildkit.js




const buildkit = {
    id: 'buildkit',
    title: 'BuildKit progress',
    reference: 'https://docs.docker.com/reference/cli/docker/buildx/build/#progress',
    howTo: '`docker buildx build --progress=rawjson . 2> build.jsonl`',
    claims: isProgress,
    read: async (input, draft) => {
        const steps = new Map();
        await visitRecords(splitProgress(input.chunks(), draft.limits), draft, (status) => {
            for (const vertex of (0,read_fields/* readList */.LD)(status, 'vertexes').filter(read_fields/* isFields */.Ce))
                readVertex(vertex, steps, draft);
        });
        for (const step of steps.values())
            step.task = describeStep(step);
        buildkit_finish([...steps.values()], draft);
    },
};
const buildkit_keys = new Set(['vertexes', 'statuses', 'logs', 'warnings']);
function isProgress({ shape, records, keys: rootKeys }) {
    const isVertex = (value) => (0,read_fields/* isFields */.Ce)(value) && 'digest' in value && 'name' in value;
    // A log of one line is a document: its vertexes are the records.
    if (shape === 'object')
        return rootKeys[0] === 'vertexes' && records.length > 0 && records.every(isVertex);
    const isStatus = (record) => Object.keys(record).every((key) => buildkit_keys.has(key));
    const hasVertex = (record) => (0,read_fields/* readList */.LD)(record, 'vertexes').some(isVertex);
    return shape === 'lines' && records.every(isStatus) && records.some(hasVertex);
}
/** Beside its JSON the build prints what went wrong in words. */
async function* splitProgress(chunks, limits) {
    for await (const record of split_lines_splitLines(chunks, limits)) {
        const isWords = record.kind === 'skipped' && record.code === 'malformed' && !record.excerpt.startsWith('{');
        if (!isWords)
            yield record;
    }
}
function readVertex(vertex, steps, draft) {
    const digest = (0,read_fields/* readText */.yR)(vertex, 'digest');
    if (digest === null)
        return;
    if (!steps.has(digest) && steps.size >= draft.limits.tasks)
        return leaveOut(draft);
    const step = steps.get(digest) ?? {
        name: (0,read_fields/* readText */.yR)(vertex, 'name') ?? 'step',
        runs: new Map(),
        isCached: false,
        error: null,
        task: null,
        endTimeMs: null,
    };
    steps.set(digest, step);
    step.isCached ||= (0,read_fields/* readFlag */.fG)(vertex, 'cached') === true;
    step.error = (0,read_fields/* readText */.yR)(vertex, 'error') ?? step.error;
    const started = (0,read_fields/* readText */.yR)(vertex, 'started');
    // No build comes back to a step as often.
    if (started !== null && (step.runs.has(started) || step.runs.size < 1000))
        step.runs.set(started, { started, completed: (0,read_fields/* readText */.yR)(vertex, 'completed') });
}
function describeStep(step) {
    const named = nameStep(step.name);
    const { startTimeMs, durationMs, endTimeMs } = buildkit_measure(step);
    step.endTimeMs = endTimeMs;
    const result = readResult(step, durationMs);
    const cache = readCache(step, named.kind, result);
    if (cache === 'hit')
        return { ...named, startTimeMs, result, cache };
    const errorType = /exit code: \d+/.exec(step.error ?? '')?.[0] ?? null;
    return { ...named, startTimeMs, durationMs, result, cache, errorType };
}
/** The time in which something was done for the step; null while that has no end. */
function buildkit_measure({ runs }) {
    const intervals = [...runs.values()].map((run) => readInterval(run, 'started', 'completed'));
    intervals.sort((a, b) => (a.startTimeMs ?? 0) - (b.startTimeMs ?? 0));
    const startTimeMs = intervals[0]?.startTimeMs ?? null;
    let durationMs = 0;
    let endTimeMs = null;
    for (const interval of intervals) {
        if (interval.startTimeMs === null || interval.durationMs === null)
            return { startTimeMs, durationMs: null, endTimeMs };
        const end = interval.startTimeMs + interval.durationMs;
        // What was counted for an earlier one is not counted again.
        if (endTimeMs === null || interval.startTimeMs >= endTimeMs)
            durationMs += interval.durationMs;
        else
            durationMs += Math.max(0, end - endTimeMs);
        endTimeMs = Math.max(endTimeMs ?? end, end);
    }
    return { startTimeMs, durationMs: endTimeMs === null ? null : durationMs, endTimeMs };
}
function readResult({ error, isCached, runs }, durationMs) {
    if (error !== null)
        return /context cancell?ed|^cancell?ed/i.test(error) ? 'cancellation' : 'failure';
    if (isCached || durationMs !== null)
        return 'success';
    return runs.size === 0 ? 'skip' : 'unknown';
}
/** Steps of the Dockerfile are looked up in the cache; what BuildKit does around them is not. */
function readCache({ isCached, name }, kind, result) {
    if (isCached)
        return 'hit';
    if (result === 'skip')
        return 'unknown';
    return name.startsWith('[') && kind !== 'internal' && kind !== 'auth' ? 'miss' : 'bypass';
}
/** `[linux/amd64 build 2/5] RUN make`: without the place of the step, which moves, and without digests and users. */
function nameStep(text) {
    const name = text
        .replaceAll(/@?sha256:[0-9a-f]{6,64}/g, '')
        .replaceAll(/\b[0-9a-f]{32,64}\b/g, '')
        .replaceAll(/:\/\/[^/@\s]+@/g, '://')
        .replace(/^\[([^\]]*?)\s*\b\d+\/\d+\]/, '[$1]')
        .replace(/^\[\]\s*/, '');
    const [, scope = '', word = ''] = /^(?:\[([^\]]*)\]\s*)?(\w*)/.exec(name) ?? [];
    const around = /\b(internal|auth)$/.exec(scope)?.[1];
    return { name, kind: around ?? (word.toLowerCase() || 'step') };
}
/** What was never begun is skipped when the build has failed before, or has written its result without it. */
function buildkit_finish(steps, draft) {
    const { facts } = draft;
    const count = (result) => steps.filter(({ task }) => task?.result === result).length;
    const isExported = steps.some(({ task }) => task?.kind === 'exporting' && task.result === 'success');
    let end = null;
    for (const { task, endTimeMs } of steps) {
        if (task === null)
            continue;
        draft.addTask(task);
        const start = task.startTimeMs ?? null;
        if (start !== null)
            facts.startTimeMs = Math.min(facts.startTimeMs ?? start, start);
        if (endTimeMs !== null)
            end = Math.max(end ?? endTimeMs, endTimeMs);
    }
    if (count('failure') > 0)
        facts.result = 'failure';
    else if (count('cancellation') > 0)
        Object.assign(facts, { result: 'cancellation', complete: false });
    const isOver = count('failure') > 0 || isExported || count('skip') === 0;
    if (count('unknown') > 0 || !isOver || steps.length === 0) {
        facts.complete = false;
        facts.result ??= 'unknown';
        draft.report('warning', 'unfinished', 'Not every step has ended: the build was stopped, or still runs.');
    }
    else if (facts.startTimeMs !== null && end !== null)
        facts.durationMs = end - facts.startTimeMs;
}
function leaveOut({ facts, limits, report }) {
    facts.complete = false;
    report('warning', 'too-many-records', `Only the first ${limits.tasks} steps are read.`);
}

// EXTERNAL MODULE: ./build/ingest/buildrunner-types.js
var buildrunner_types = __webpack_require__(107);
;// CONCATENATED MODULE: ./build/ingest/event-table.js



/** Of these one must stand beside `event_type` in what is an event. */
const secondKeys = ['event_id', 'timestamp', 'task_id', 'build_id', 'severity', 'session_id'];
/** A header with `event_type` and a second column of events, in any case and order. */
function isEventTable(text) {
    const keys = (firstRow(text.slice(0, 65_536)) ?? []).map(event_table_keyOf);
    return keys.includes('event_type') && secondKeys.some((key) => keys.includes(key));
}
/** Calls `visit` for each row that has a type, as the event that it was before. */
async function readEventTable(input, draft, visit) {
    await readCsv(input, draft, event_table_keyOf, (row) => {
        if (Object.hasOwn(row, 'event_type'))
            visit(restoreEvent(row));
        else
            draft.report('warning', 'unknown-record', 'A row without `event_type` is left out.');
    });
}
/** `Event Type`, `EventType` and `event_type` are the same column. */
function event_table_keyOf(title) {
    return title
        .trim()
        .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
        .toLowerCase()
        .replaceAll(/[\s-]+/g, '_');
}
/** Words for flags, none for nothing, and `metadata` as the JSON that it was written as. */
function restoreEvent(row) {
    return Object.fromEntries(Object.entries(row).flatMap(([key, cell]) => {
        const value = key === 'metadata' ? parseFields(String(cell)) : restoreWord(String(cell));
        return value === null ? [] : [[key, value]];
    }));
}
function restoreWord(cell) {
    const word = cell.toLowerCase();
    if (word === 'true' || word === 'false')
        return word === 'true';
    return word === 'none' || word === 'null' || word === 'nan' ? null : cell;
}
function parseFields(text) {
    try {
        const value = JSON.parse(text);
        return (0,read_fields/* isFields */.Ce)(value) ? value : null;
    }
    catch {
        return null;
    }
}

;// CONCATENATED MODULE: ./build/ingest/follow-newest.js
/**
 * A build begins with its start event, or with a build or session id that is new. Records without an id belong
 * to the build that is followed.
 * @param startOver forgets the build that was followed so far
 * @returns says of a record whether it belongs to the newest build so far
 */
function followNewest(draft, startOver) {
    const olderIds = new Set();
    let followed = begin(null);
    let older = 0;
    const leave = (left) => {
        for (const id of left.ids)
            olderIds.add(id);
        if (left.hasWork || left.isOpened)
            older += 1;
    };
    const open = (mark, ids) => {
        const next = begin(mark.timeMs);
        for (const id of ids)
            next.ids.add(id);
        const isOlder = ids.length > 0 && mark.timeMs !== null && mark.timeMs < (followed.timeMs ?? 0);
        if (isOlder) {
            leave({ ...next, isOpened: true });
            return false;
        }
        leave(followed);
        for (const id of ids)
            olderIds.delete(id);
        if (followed.hasWork || followed.isOpened)
            startOver();
        followed = next;
        return true;
    };
    return {
        take: (mark) => {
            const ids = idsOf(mark);
            if (beginsBuild(mark, ids, followed, olderIds)) {
                if (!open(mark, ids))
                    return false;
            }
            else if (ids.some((id) => olderIds.has(id)) && !ids.some((id) => followed.ids.has(id)))
                return false;
            for (const id of ids)
                if (!olderIds.has(id))
                    followed.ids.add(id);
            followed.timeMs ??= mark.timeMs;
            followed.isOpened ||= mark.role === 'build-start';
            followed.isEnded ||= mark.role === 'build-end';
            followed.hasWork ||= mark.role === 'work';
            return true;
        },
        finish: () => {
            if (older === 0)
                return;
            const what = `The file holds ${older + 1} builds: the newest is read, ${older} older ${older === 1 ? 'is' : 'are'} left out.`;
            draft.report('info', 'older-builds', what);
        },
    };
}
/**
 * Follows all builds by the same rules.
 * @param open gives what reads a build, by its id when it has one; null: it is left out
 * @returns gives what reads the build of a record
 */
function followAll(open) {
    const builds = new Map();
    let place = 0;
    const start = (mark) => {
        place += 1;
        return { ...begin(mark.timeMs), reader: open(mark.buildId, place) };
    };
    let current = null;
    return {
        take: (mark) => {
            const ids = idsOf(mark);
            const others = new Set(ids.filter((id) => builds.has(id) && builds.get(id) !== current));
            current ??= start(mark);
            let build = current;
            if (beginsBuild(mark, ids, current, others)) {
                current = start(mark);
                build = current;
            }
            else if (!ids.some((id) => current?.ids.has(id))) {
                build = ids.map((id) => builds.get(id)).find((known) => known !== undefined) ?? current;
            }
            for (const id of ids) {
                if (build !== current && builds.has(id))
                    continue;
                build.ids.add(id);
                builds.set(id, build);
            }
            build.isOpened ||= mark.role === 'build-start';
            build.isEnded ||= mark.role === 'build-end';
            build.hasWork ||= mark.role === 'work';
            return build.reader;
        },
    };
}
function begin(timeMs) {
    return { ids: new Set(), timeMs, isOpened: false, isEnded: false, hasWork: false };
}
function idsOf({ buildId, sessionId }) {
    return [
        ...(buildId === null ? [] : [`build ${buildId}`]),
        ...(sessionId === null ? [] : [`session ${sessionId}`]),
    ];
}
function beginsBuild(mark, ids, followed, olderIds) {
    const shared = ids.some((id) => followed.ids.has(id));
    if (mark.role === 'build-start') {
        // A session may go on after a build of it was killed.
        const isOther = mark.buildId !== null && !followed.ids.has(`build ${mark.buildId}`);
        if (isOther && [...followed.ids].some((id) => sortOf(id) === 'build'))
            return true;
        if (shared)
            return followed.isEnded;
        return followed.isOpened || followed.hasWork;
    }
    if (shared || ids.some((id) => olderIds.has(id)))
        return false;
    // Another id of the same sort is another build; a sort that was not seen yet belongs to this one.
    const sorts = new Set([...followed.ids].map(sortOf));
    return ids.some((id) => sorts.has(sortOf(id)));
}
function sortOf(id) {
    return id.slice(0, id.indexOf(' '));
}

;// CONCATENATED MODULE: ./build/ingest/buildrunner.js
/** BuildRunner's events: a JSON array, NDJSON or CSV of both of its documents' event types. Reference: docs/formats.md#buildrunner */






const caches = ['hit', 'miss', 'bypass', 'unknown'];
const taskEnds = {
    TASK_COMPLETED: 'success',
    TASK_FAILED: 'failure',
    TASK_SKIPPED: 'skip',
    TASK_CANCELLED: 'cancellation',
};
const buildRunner = {
    id: 'buildrunner',
    title: 'BuildRunner events',
    reference: 'https://github.com/build-telemetry/build-telemetry/blob/main/docs/formats.md',
    howTo: '`.buildrunner/events.json`, or `br telemetry export events.csv`',
    claims: isBuildRunner,
    read: async (input, draft) => {
        let reader = createReader(draft);
        const newest = followNewest(draft, () => {
            draft.startOver();
            reader = createReader(draft);
        });
        await readEvents(input, draft, (event) => {
            if (newest.take(markOf(event)))
                buildrunner_readEvent(event, reader);
        });
        newest.finish();
        finishReader(reader);
    },
    readAll: async (input, file, open) => {
        const readers = [];
        const builds = followAll((id, place) => {
            const draft = open(id ?? `buildrunner-${place}`);
            const reader = draft === null ? null : createReader(draft);
            if (reader !== null)
                readers.push(reader);
            return reader;
        });
        await readEvents(input, file, (event) => {
            const reader = builds.take(markOf(event));
            if (reader !== null)
                buildrunner_readEvent(event, reader);
        });
        for (const reader of readers)
            finishReader(reader);
    },
};
function isBuildRunner({ records, shape, keys, text }) {
    if (shape === 'text')
        return isEventTable(text);
    return (shape !== 'xml' &&
        (keys.length === 0 || keys.includes('event_type') || keys.includes('events')) &&
        records.length > 0 &&
        records.slice(0, 5).every(isEvent));
}
/** The events of a JSON file or of an exported table. */
async function readEvents(input, draft, visit) {
    if (input.sample.shape === 'text')
        return await readEventTable(input, draft, (row) => visit(normalize(row)));
    await readRecords(input, draft, ['events'], (record, key) => {
        if ((0,read_fields/* readText */.yR)(record, 'event_type') !== null)
            visit(normalize(record));
        // What is left of `{"events": […]}` around its events.
        else if (key !== null || !('events' in record))
            draft.report('warning', 'unknown-record', 'A record without `event_type` is left out.');
    });
}
/** Our own records carry `v`, whatever else is in them. */
function isEvent(record) {
    return (0,read_fields/* readText */.yR)(record, 'event_type') !== null && hasSecondKey(record) && record['v'] !== 1;
}
function hasSecondKey(record) {
    return secondKeys.some((key) => Object.hasOwn(record, key));
}
function normalize(fields) {
    let isZoneless = false;
    const type = ((0,read_fields/* readText */.yR)(fields, 'event_type') ?? '')
        .trim()
        .toUpperCase()
        .replaceAll(/[\s-]+/g, '_');
    const timeMs = (0,read_fields/* readTime */.aQ)(fields, 'timestamp', () => {
        isZoneless = true;
    });
    return { type, timeMs, isZoneless, fields };
}
function markOf({ type, timeMs, fields }) {
    return {
        buildId: (0,read_fields/* readText */.yR)(fields, 'build_id'),
        sessionId: (0,read_fields/* readText */.yR)(fields, 'session_id'),
        timeMs,
        role: roleOf(type),
    };
}
function roleOf(type) {
    if (type === 'BUILD_STARTED')
        return 'build-start';
    if (type === 'BUILD_COMPLETED' || type === 'BUILD_FAILED')
        return 'build-end';
    return type === 'TASK_STARTED' || Object.hasOwn(taskEnds, type) ? 'work' : 'other';
}
function createReader(draft) {
    return { draft, attempts: new Map(), hasStart: false };
}
function finishReader(reader) {
    const { facts, report } = reader.draft;
    finishTasks(reader);
    if (facts.zoneless)
        report('info', 'zoneless-time', 'Times carry no zone; they are read as UTC.');
}
function buildrunner_readEvent(event, reader) {
    const { draft } = reader;
    if (event.isZoneless)
        draft.facts.zoneless = true;
    const { type, timeMs } = event;
    if (!type.startsWith('BUILD_'))
        includeTime(timeMs, draft);
    if (type === 'TASK_STARTED')
        return startTask(event, reader);
    if (Object.hasOwn(taskEnds, type))
        return endTask(event, reader);
    if (roleOf(type) !== 'other')
        readBuildEvent(event, reader);
    draft.addEvent(toEvent(event));
}
function includeTime(timeMs, { facts }) {
    if (timeMs !== null)
        facts.startTimeMs = Math.min(facts.startTimeMs ?? timeMs, timeMs);
}
function idOf({ fields }, { attempts }) {
    return (0,read_fields/* readText */.yR)(fields, 'task_id') ?? (0,read_fields/* readText */.yR)(fields, 'event_id') ?? `task-${attempts.size + 1}`;
}
/** Tasks that are summed up need not wait for their ends and retries, which would fill the memory. */
function makeRoom(id, reader) {
    const { attempts, draft } = reader;
    if (attempts.size > (draft.isSummedUp() ? 1000 : draft.limits.tasks) && !attempts.has(id))
        handOver(reader);
}
function startTask(event, reader) {
    const id = idOf(event, reader);
    makeRoom(id, reader);
    const last = reader.attempts.get(id);
    // Processes that share a log may write an end before its start.
    const isLate = last?.isDone === true &&
        last.startTimeMs === null &&
        event.timeMs !== null &&
        event.timeMs <= (last.endTimeMs ?? Number.NEGATIVE_INFINITY);
    const attempt = isLate ? last : openAttempt(id, event, reader);
    const said = buildrunner_describeTask(event.fields, nothingSaid);
    attempt.known = isLate ? { ...said, ...withoutNulls(attempt.known) } : said;
    attempt.startTimeMs = event.timeMs;
}
function endTask(event, reader) {
    const { type, timeMs, fields } = event;
    const id = idOf(event, reader);
    makeRoom(id, reader);
    const last = reader.attempts.get(id);
    const endId = (0,read_fields/* readText */.yR)(fields, 'event_id');
    if (last?.isDone && endId !== null && last.endId === endId)
        return;
    const attempt = last === undefined || last.isDone ? openAttempt(id, event, reader) : last;
    const failed = type === 'TASK_COMPLETED' && (0,read_fields/* readFlag */.fG)(fields, 'success') === false;
    attempt.known = {
        ...buildrunner_describeTask(fields, attempt.known),
        result: failed ? 'failure' : (taskEnds[type] ?? 'unknown'),
    };
    attempt.endTimeMs = timeMs;
    attempt.endId = endId;
    attempt.isDone = true;
}
function openAttempt(id, { fields }, { attempts }) {
    const before = attempts.get(id) ?? null;
    const number = (0,read_fields/* readNumber */.kz)(fields, 'attempt') ?? (before?.number ?? 0) + 1;
    const attempt = {
        number,
        before,
        known: nothingSaid,
        startTimeMs: null,
        endTimeMs: null,
        isDone: false,
        endId: null,
    };
    attempts.set(id, attempt);
    return attempt;
}
const nothingSaid = {
    name: null,
    kind: null,
    parentId: null,
    durationMs: null,
    result: null,
    cache: null,
    errorType: null,
    model: null,
    costUsd: null,
    tokens: null,
    cpuMs: null,
    memoryBytes: null,
};
/** A start and its end complete each other: what the event leaves out stays as it was said before. */
function buildrunner_describeTask(fields, before) {
    return {
        name: (0,read_fields/* readText */.yR)(fields, 'task_name') ?? before.name,
        kind: (0,read_fields/* readText */.yR)(fields, 'task_type') ?? before.kind,
        parentId: (0,read_fields/* readText */.yR)(fields, 'parent_id') ?? before.parentId,
        durationMs: (0,read_fields/* readDuration */.$7)(fields, 'duration_ms') ?? before.durationMs,
        result: before.result,
        cache: (0,read_fields/* readChoice */.Kf)(fields, 'cache', caches) ?? before.cache,
        errorType: (0,read_fields/* readText */.yR)(fields, 'error_type') ?? before.errorType,
        model: (0,read_fields/* readText */.yR)(fields, 'model_used') ?? (0,read_fields/* readText */.yR)(fields, 'model') ?? before.model,
        costUsd: (0,read_fields/* readNumber */.kz)(fields, 'cost_usd') ?? before.costUsd,
        tokens: readTokensUsed(fields) ?? before.tokens,
        cpuMs: (0,read_fields/* readNumber */.kz)(fields, 'cpu_ms') ?? before.cpuMs,
        memoryBytes: (0,read_fields/* readNumber */.kz)(fields, 'memory_bytes') ?? before.memoryBytes,
    };
}
function withoutNulls(said) {
    return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null));
}
/** BuildRunner counts all tokens together; they are kept as input. */
function readTokensUsed(fields) {
    const used = (0,read_fields/* readNumber */.kz)(fields, 'tokens_used');
    return used === null || used < 0 ? null : { input: used, output: 0, cacheRead: 0, cacheCreation: 0 };
}
function finishTasks(reader) {
    const { draft, attempts } = reader;
    for (const [id, attempt] of attempts) {
        if (attempt.isDone)
            continue;
        draft.facts.complete = false;
        draft.report('warning', 'unfinished-task', `\`${id}\` started and never ended.`);
    }
    handOver(reader);
}
function handOver(reader) {
    const { attempts } = reader;
    reader.draft.expectTasks(attempts.size);
    for (const [id, last] of attempts) {
        // What became a task is not kept twice.
        attempts.delete(id);
        const tries = [];
        for (let attempt = last; attempt !== null; attempt = attempt.before)
            tries.push(attempt);
        for (const attempt of tries.reverse())
            addAttempt(id, attempt, reader);
    }
}
function addAttempt(id, attempt, { draft, hasStart }) {
    const { known, startTimeMs: start, endTimeMs: end, isDone } = attempt;
    const measured = start !== null && end !== null ? end - start : null;
    const durationMs = isDone ? (known.durationMs ?? measured) : null;
    const isValid = durationMs !== null && Number.isFinite(durationMs) && durationMs >= 0;
    const startTimeMs = start ?? (end !== null && isValid ? end - durationMs : null);
    // The first task may have begun before the first event was written.
    if (!hasStart)
        includeTime(startTimeMs, draft);
    draft.addTask({
        ...known,
        id,
        name: known.name ?? id,
        // Only agents' tasks name a model.
        kind: known.kind ?? (known.model === null ? 'task' : 'agent'),
        result: known.result ?? 'unknown',
        cache: known.cache ?? 'unknown',
        attempt: attempt.number,
        durationMs,
        startTimeMs,
    });
}
function readBuildEvent({ type, timeMs, fields }, reader) {
    const { draft } = reader;
    const { facts } = draft;
    if (type === 'BUILD_STARTED') {
        facts.startTimeMs = timeMs ?? facts.startTimeMs;
        facts.complete = false;
        reader.hasStart = timeMs !== null;
        return;
    }
    facts.complete = true;
    facts.result = type === 'BUILD_COMPLETED' && (0,read_fields/* readFlag */.fG)(fields, 'success') !== false ? 'success' : 'failure';
    const measured = timeMs !== null && facts.startTimeMs !== null ? timeMs - facts.startTimeMs : null;
    const said = (0,read_fields/* readDuration */.$7)(fields, 'duration_ms');
    const isValid = said !== null && Number.isFinite(said) && said >= 0;
    if (said !== null && !isValid)
        draft.report('warning', 'invalid-duration', `A build cannot have taken ${said} ms; its clock is followed.`);
    facts.durationMs = isValid ? said : measured;
}
function toEvent({ type, timeMs, fields }) {
    const id = (0,read_fields/* readText */.yR)(fields, 'event_id');
    return {
        ...(id === null ? {} : { id }),
        type,
        severity: (0,read_fields/* readChoice */.Kf)(fields, 'severity', levels/* levels */.yr) ?? buildrunner_types/* buildRunnerTypes */.Q[type] ?? 'info',
        timeMs,
        taskId: (0,read_fields/* readText */.yR)(fields, 'task_id'),
        message: (0,read_fields/* readText */.yR)(fields, 'error_message') ?? (0,read_fields/* readText */.yR)(fields, 'message') ?? (0,read_fields/* readText */.yR)(fields, 'violation_type'),
        attributes: readAttributes({ ...(0,read_fields/* readFields */.qU)(fields, 'metadata'), ...fields }),
    };
}
/** The fields of an event that are kept, and their names as attributes. */
const attributeNames = {
    error_type: 'error.type',
    violation_type: 'violation.type',
    file_path: 'file.path',
    gate_name: 'gate.name',
    model: 'model',
    model_used: 'model',
    operation: 'operation',
    operation_type: 'operation',
    duration_ms: 'value',
    value: 'value',
    threshold: 'threshold',
};
function readAttributes(fields) {
    const attributes = {};
    for (const [key, name] of Object.entries(attributeNames)) {
        const value = typeof fields[key] === 'number' ? (0,read_fields/* readNumber */.kz)(fields, key) : (0,read_fields/* readText */.yR)(fields, key);
        if (value !== null)
            attributes[name] = typeof value === 'string' ? value.slice(0, 200) : value;
    }
    return attributes;
}

// EXTERNAL MODULE: ./build/ingest/sample-record.js
var sample_record = __webpack_require__(1709);
;// CONCATENATED MODULE: ./build/ingest/canonical.js
/** Our own log: NDJSON, one self-describing record a line. Reference: docs/formats.md#build-telemetry */






const canonical_types = ['build', 'task', 'span', 'metric', 'event', 'sample', 'diagnostic'];
const canonical_caches = ['hit', 'miss', 'bypass', 'unknown'];
const canonical = {
    id: 'build-telemetry',
    title: 'Build Telemetry NDJSON',
    reference: 'https://github.com/build-telemetry/build-telemetry/blob/main/docs/formats.md',
    howTo: '`build-telemetry exec --name "Build API" -- make api`, or the library',
    claims: ({ records, shape }) => shape !== 'xml' &&
        records.length > 0 &&
        records.slice(0, 5).every((r) => r['v'] === 1 && isType(r['type'])),
    read: async (input, draft) => {
        let state = canonical_createState();
        const newest = followNewest(draft, () => {
            draft.startOver();
            state = canonical_createState();
        });
        await readRecords(input, draft, [], (record) => {
            if (newest.take(canonical_markOf(record)))
                readRecord(record, draft, state);
        });
        newest.finish();
        finishStarted(draft, state);
    },
    readAll: async (input, file, open) => {
        const readers = [];
        const builds = followAll((id, place) => {
            const draft = open(id ?? `build-telemetry-${place}`);
            const reader = draft === null ? null : { draft, state: canonical_createState() };
            if (reader !== null)
                readers.push(reader);
            return reader;
        });
        await readRecords(input, file, [], (record) => {
            const reader = builds.take(canonical_markOf(record));
            if (reader !== null)
                readRecord(record, reader.draft, reader.state);
        });
        for (const { draft, state } of readers)
            finishStarted(draft, state);
    },
};
function canonical_createState() {
    return { started: new Map(), isBuildStarted: false, hasBuild: false };
}
function canonical_markOf(record) {
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
    return canonical_types.includes(value);
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
            return canonical_readEvent(record, draft, state);
        case 'metric':
            return readMetric(record, draft);
        case 'span':
            return readSpan(record, draft);
        case 'sample':
            return readMachineSample(record, draft);
        case 'diagnostic':
            return draft.report('info', 'diagnostic', (0,read_fields/* readText */.yR)(record, 'message') ?? '');
        default:
            return draft.report('info', 'unknown-record', `Records of type \`${(0,read_fields/* readText */.yR)(record, 'type') ?? 'none'}\` are not read.`);
    }
}
function readBuildRecord(record, { facts }) {
    facts.startTimeMs = (0,read_fields/* readTime */.aQ)(record, 'start_time') ?? facts.startTimeMs;
    facts.durationMs = (0,read_fields/* readDuration */.$7)(record, 'duration_ms') ?? facts.durationMs;
    facts.result = (0,read_fields/* readChoice */.Kf)(record, 'result', RESULTS) ?? facts.result;
    if ((0,read_fields/* readFlag */.fG)(record, 'complete') === false)
        facts.complete = false;
}
function canonical_readEvent(record, draft, state) {
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
        severity: (0,read_fields/* readChoice */.Kf)(record, 'severity', levels/* levels */.yr) ?? 'info',
        timeMs: (0,read_fields/* readTime */.aQ)(record, 'time'),
        taskId,
        message: (0,read_fields/* readText */.yR)(record, 'message'),
        attributes: canonical_readAttributes((0,read_fields/* readFields */.qU)(record, 'attributes')),
    });
}
function readSpan(record, draft) {
    draft.addSpan({
        id: (0,read_fields/* readText */.yR)(record, 'span_id') ?? '',
        parentId: (0,read_fields/* readText */.yR)(record, 'parent_id'),
        name: (0,read_fields/* readText */.yR)(record, 'name') ?? '',
        startTimeMs: (0,read_fields/* readTime */.aQ)(record, 'start_time'),
        durationMs: (0,read_fields/* readDuration */.$7)(record, 'duration_ms'),
        result: (0,read_fields/* readChoice */.Kf)(record, 'result', RESULTS) ?? 'unknown',
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
        result: (0,read_fields/* readChoice */.Kf)(record, 'result', RESULTS) ?? 'unknown',
        cache: (0,read_fields/* readChoice */.Kf)(record, 'cache', canonical_caches) ?? 'unknown',
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
function readMachineSample(record, draft) {
    const sample = (0,sample_record/* readSample */.d)(record);
    if (sample === null)
        return draft.report('warning', 'empty-sample', 'A sample without time or memory is left out.');
    draft.addSample(sample);
}
/** Attributes that may be shown: few, short and flat. */
function canonical_readAttributes(fields) {
    const kept = Object.entries(fields).filter(([key, value]) => allowedAttributes.test(key) && ['string', 'number', 'boolean'].includes(typeof value));
    return Object.fromEntries(kept
        .slice(0, 20)
        .map(([key, value]) => [
        key,
        typeof value === 'string' ? value.slice(0, 200) : value,
    ]));
}
const allowedAttributes = /^(error\.type|file\.path|violation\.type|gate\.name|model|operation|value|threshold|unit|retry|complexity)$/;

;// CONCATENATED MODULE: ./build/ingest/cargo-unit.js
/**
 * @param target as Cargo describes it beside the crate: empty for a library, `build-script (run)`, `demo "bin"`
 */
function nameUnit(crate, version, target) {
    const described = target.trim().replace('custom-build', 'build-script');
    const parts = [crate, ...(version === null ? [] : [`v${shorten(version)}`]), described];
    return { name: parts.filter((part) => part !== '').join(' '), kind: kindOf(described) };
}
/** A build has one version of a crate for each range of compatible ones, so that updates keep their name. */
function shorten(version) {
    return /^(?:0\.0\.\d+|0\.\d+|\d+)/.exec(version)?.[0] ?? version;
}
function kindOf(target) {
    if (target.endsWith('(run)'))
        return 'run-build-script';
    if (target === 'build-script')
        return 'build-script';
    const mode = /\((test|check-test|doc|doc test|doc scrape)\)$/.exec(target)?.[1];
    return mode?.replace(' ', '-') ?? /"([\w-]+)"/.exec(target)?.[1] ?? 'lib';
}

;// CONCATENATED MODULE: ./build/ingest/cargo-analysis.js
/** Cargo's log of a build's analysis. Reference: https://github.com/rust-lang/cargo/blob/master/src/cargo/util/log_message.rs */



function isCargoAnalysis(records) {
    const isMessage = (record) => 'run_id' in record && 'timestamp' in record && 'reason' in record;
    const isOwn = ({ reason }) => reason === 'build-started' || reason === 'unit-registered';
    return records.length > 0 && records.every(isMessage) && records.some(isOwn);
}
/** The log has no end: a build whose units have all ended went well, and of any other nothing is known. */
async function readCargoAnalysis(input, draft) {
    const units = new Map();
    let startTimeMs = null;
    let last = 0;
    await readRecords(input, draft, [], (message) => {
        if ((0,read_fields/* readText */.yR)(message, 'reason') === 'build-started')
            startTimeMs = readStart(message);
        last = Math.max(last, (0,read_fields/* readNumber */.kz)(message, 'elapsed') ?? 0);
        readMessage(message, units, draft);
    });
    let open = 0;
    for (const unit of units.values()) {
        if (!unit.isFresh && unit.finished === null)
            open += 1;
        if (unit.isFresh || unit.started !== null)
            addUnit(unit, startTimeMs, draft);
    }
    const { facts } = draft;
    facts.startTimeMs = startTimeMs;
    facts.durationMs = last * 1000;
    facts.result = 'success';
    if (units.size > 0 && open === 0 && facts.complete)
        return;
    Object.assign(facts, { complete: false, result: 'unknown' });
    const what = `${open} units of work have no end: the build failed, was stopped, or still runs.`;
    if (open > 0)
        draft.report('warning', 'unfinished', what);
}
/** The run's id begins with the time from which everything is counted. */
function readStart(message) {
    const pattern = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z/;
    const id = (0,read_fields/* readText */.yR)(message, 'run_id') ?? '';
    return (0,read_fields/* parseTime */.pe)(id.slice(0, 19).replace(pattern, '$1-$2-$3T$4:$5:$6.$7Z'));
}
function readMessage(message, units, draft) {
    const index = (0,read_fields/* readNumber */.kz)(message, 'index');
    if (index === null)
        return;
    const reason = (0,read_fields/* readText */.yR)(message, 'reason');
    if (reason === 'unit-registered') {
        if (units.size >= draft.limits.tasks)
            return cargo_analysis_leaveOut(draft);
        units.set(index, { ...describeUnit(message), isFresh: false, started: null, finished: null });
        return;
    }
    const unit = units.get(index);
    if (unit === undefined)
        return;
    const elapsed = (0,read_fields/* readNumber */.kz)(message, 'elapsed');
    if (reason === 'unit-fingerprint')
        unit.isFresh = (0,read_fields/* readText */.yR)(message, 'status') === 'fresh';
    else if (reason === 'unit-started')
        unit.started = elapsed;
    else if (reason === 'unit-finished')
        unit.finished = elapsed;
}
const modes = new Map([
    ['test', '(test)'],
    ['check', '(check)'],
    ['doc', '(doc)'],
    ['doctest', '(doc test)'],
    ['docscrape', '(doc scrape)'],
    ['run-custom-build', '(run)'],
]);
/** As Cargo's own reports describe it. */
function describeUnit(message) {
    const { crate, version } = readPackage((0,read_fields/* readText */.yR)(message, 'package_id') ?? '');
    const target = (0,read_fields/* readFields */.qU)(message, 'target');
    const kind = (0,read_fields/* readText */.yR)(target, 'kind') ?? '';
    const mode = (0,read_fields/* readText */.yR)(message, 'mode') ?? '';
    const isPlain = kind === 'lib' && (mode === 'build' || mode === 'check');
    const described = isPlain
        ? ''
        : kind === 'build-script'
            ? kind
            : `${(0,read_fields/* readText */.yR)(target, 'name') ?? ''} "${kind}"`;
    return nameUnit(crate, version, `${described} ${modes.get(mode) ?? ''}`);
}
/** `registry+https://…#serde@1.0.2`, or the name as the last part of a path: `path+file:///…/dep#1.2.3`. */
function readPackage(id) {
    const [source = '', fragment = ''] = id.split('#');
    const [, name, version] = /^(?:([^@]+)@)?(\d.*)$/.exec(fragment) ?? [];
    if (version === undefined)
        return { crate: fragment || 'unit', version: null };
    return { crate: name ?? source.replace(/\?.*$/, '').replace(/^.*\//, ''), version };
}
function addUnit({ name, kind, isFresh, started, finished }, startTimeMs, draft) {
    const start = started === null || startTimeMs === null ? null : startTimeMs + started * 1000;
    if (isFresh)
        draft.addTask({ name, kind, result: 'success', cache: 'hit' });
    else
        draft.addTask({
            name,
            kind,
            startTimeMs: start,
            durationMs: started === null || finished === null ? null : (finished - started) * 1000,
            result: finished === null ? 'unknown' : 'success',
            cache: 'miss',
        });
}
function cargo_analysis_leaveOut({ facts, limits, report }) {
    facts.complete = false;
    report('warning', 'too-many-records', `Only the first ${limits.tasks} units are read.`);
}

;// CONCATENATED MODULE: ./build/ingest/text-lines.js
/** Splits text into lines without holding the file; what is too long of a line is dropped. */
const text_lines_newline = 0x0a;
/** Lines without their ends (`\n` or `\r\n`). @param maxBytes how much of one is kept */
async function* readTextLines(chunks, maxBytes) {
    const decoder = new TextDecoder();
    let parts = [];
    let size = 0;
    let offset = 0;
    let position = 0;
    const add = (bytes) => {
        if (size < maxBytes)
            parts.push(bytes.slice(0, maxBytes - size));
        size += bytes.length;
    };
    const finish = (isOpen) => {
        const text = decoder.decode(parts.length === 1 ? parts[0] : Buffer.concat(parts));
        return { text: text.endsWith('\r') ? text.slice(0, -1) : text, offset, isCut: size > maxBytes, isOpen };
    };
    for await (const chunk of chunks) {
        let start = 0;
        for (let end = chunk.indexOf(text_lines_newline); end >= 0; end = chunk.indexOf(text_lines_newline, start)) {
            add(chunk.subarray(start, end));
            yield finish(false);
            parts = [];
            size = 0;
            start = end + 1;
            offset = position + start;
        }
        add(chunk.subarray(start));
        position += chunk.length;
    }
    if (size > 0)
        yield finish(true);
}

;// CONCATENATED MODULE: ./build/ingest/cargo-timings.js






const cargoTimings = {
    id: 'cargo-timings',
    title: 'Cargo timings',
    reference: 'https://doc.rust-lang.org/cargo/reference/timings.html',
    howTo: '`cargo build --timings`, which writes `target/cargo-timings/cargo-timing.html`',
    claims: ({ shape, root, text, records }) => shape === 'lines'
        ? isCargoAnalysis(records)
        : shape === 'xml' &&
            root === 'html' &&
            text.includes('<h1>Cargo Build Timings</h1>') &&
            /Dirty units:/.test(text),
    refuses: refuseMessages,
    read: (input, draft) => input.sample.shape === 'xml' ? readReport(input, draft) : readCargoAnalysis(input, draft),
};
const messageReasons = ['compiler-artifact', 'compiler-message', 'build-script-executed', 'build-finished'];
function refuseMessages({ shape, records }) {
    const isMessage = ({ reason }) => messageReasons.includes(String(reason));
    const isStream = (shape === 'lines' || shape === 'object') && records.length > 0 && records.every(isMessage);
    if (!isStream)
        return null;
    const what = 'It is what `cargo --message-format=json` prints: it says what was built, and no times.';
    const fix = 'Build with `--timings`, and read `target/cargo-timings/cargo-timing.html`.';
    return { code: 'no-times', what, fix };
}
async function readReport(input, draft) {
    const summary = {
        startTimeMs: null,
        durationMs: null,
        fresh: null,
        dirty: null,
        failed: 0,
        hasUnits: false,
        isWhole: false,
    };
    let units = 0;
    const open = [];
    const idle = [];
    const json = splitJson(readUnits(input, draft, summary), [], draft.limits);
    await visitRecords(json, draft, (unit) => {
        units += 1;
        // No unit begins before Cargo has read the packages: these were up to date, or never begun.
        const isTimeless = (0,read_fields/* readNumber */.kz)(unit, 'duration') === 0;
        if (isTimeless && (0,read_fields/* readNumber */.kz)(unit, 'start') === 0)
            idle.push(unit);
        // A unit that failed has no duration, nor has one that took less than is shown.
        else if (isTimeless && summary.failed !== 0)
            open.push(unit);
        else
            cargo_timings_addUnit(unit, summary, draft, 'success');
    });
    const failed = open.length === summary.failed ? 'failure' : 'unknown';
    for (const unit of open)
        cargo_timings_addUnit(unit, summary, draft, failed);
    const fresh = idle.length === summary.fresh ? 'skip' : 'unknown';
    for (const unit of idle)
        cargo_timings_addUnit(unit, summary, draft, fresh);
    cargo_timings_finish(summary, units, draft);
}
/** Reads the table on the way, then gives the bytes of the array of units. */
async function* readUnits(input, draft, summary) {
    const encoder = new TextEncoder();
    for await (const { text } of readTextLines(input.chunks(), draft.limits.recordBytes)) {
        const isEnd = summary.hasUnits && /^\];?$/.test(text);
        if (summary.hasUnits)
            yield encoder.encode(`${isEnd ? ']' : text}\n`);
        else if (/^\s*(const|var|let) UNIT_DATA = \[/.test(text)) {
            summary.hasUnits = true;
            const isEmpty = text.trimEnd().endsWith('[];');
            yield encoder.encode(isEmpty ? '[]' : '[');
            if (isEmpty)
                summary.isWhole = true;
        }
        else
            readRow(text, summary);
        if (isEnd)
            summary.isWhole = true;
        if (summary.isWhole)
            return;
    }
}
function readRow(line, summary) {
    const [, key, value = ''] = /<td[^>]*>([\w ]+):<\/td><td>([^<]*)/.exec(line) ?? [];
    if (key === 'Build start')
        summary.startTimeMs = (0,read_fields/* parseTime */.pe)(value);
    else if (key === 'Total time')
        summary.durationMs = Math.round(Number.parseFloat(value) * 1000);
    else if (key === 'Fresh units')
        summary.fresh = readCount(value);
    else if (key === 'Dirty units')
        summary.dirty = readCount(value);
    else if (key === 'Error')
        summary.failed = readCount(/^(\d+) jobs? failed/.exec(value)?.[1] ?? '');
}
function readCount(text) {
    return /^\d{1,9}$/.test(text) ? Number(text) : null;
}
/** @param result `skip` for what was up to date */
function cargo_timings_addUnit(unit, summary, draft, result) {
    const crate = (0,read_fields/* readText */.yR)(unit, 'name');
    if (crate === null)
        return draft.report('warning', 'unnamed-task', 'A unit without a name is left out.');
    const named = nameUnit(crate, (0,read_fields/* readText */.yR)(unit, 'version'), (0,read_fields/* readText */.yR)(unit, 'target') ?? '');
    if (result === 'skip') {
        draft.addTask({ ...named, result: 'success', cache: 'hit' });
        return;
    }
    const start = (0,read_fields/* readNumber */.kz)(unit, 'start') || null;
    const seconds = (0,read_fields/* readNumber */.kz)(unit, 'duration');
    draft.addTask({
        ...named,
        startTimeMs: start === null || summary.startTimeMs === null ? null : summary.startTimeMs + start * 1000,
        durationMs: seconds === null || result !== 'success' ? null : Math.round(seconds * 1e6) / 1e3,
        result,
        cache: start === null ? 'unknown' : 'miss',
    });
}
function cargo_timings_finish(summary, units, draft) {
    const { facts } = draft;
    facts.startTimeMs = summary.startTimeMs;
    facts.durationMs = Number.isNaN(summary.durationMs) ? null : summary.durationMs;
    facts.result = summary.failed === 0 ? 'success' : 'failure';
    if (!summary.isWhole) {
        if (facts.complete)
            draft.markTruncated();
        facts.result = 'unknown';
    }
    else if (summary.dirty !== null && units < summary.dirty) {
        facts.complete = false;
        const what = `${summary.dirty - units} of ${summary.dirty} units of work are not listed: the build failed before.`;
        draft.report('warning', 'unlisted-units', what);
    }
}

;// CONCATENATED MODULE: ./build/ingest/nx-profile.js


const nxProfile = {
    id: 'nx-profile',
    title: 'Nx profile',
    reference: 'https://nx.dev/docs/troubleshooting/performance-profiling',
    howTo: '`NX_PROFILE=profile.json nx run-many -t build test`',
    claims: isNxProfile,
    read: (input, draft) => readRecords(input, draft, [], (event) => nx_profile_readTask(event, draft)),
};
/** Threads named after groups of tasks, and tasks with their target and status. */
function isNxProfile({ shape, records }) {
    return shape === 'array' && records.length > 0 && records.every((event) => isTask(event) || isGroup(event));
}
function isTask(event) {
    const args = (0,read_fields/* readFields */.qU)(event, 'args');
    const project = (0,read_fields/* readText */.yR)((0,read_fields/* readFields */.qU)(args, 'target'), 'project');
    return event['ph'] === 'X' && project !== null && (0,read_fields/* readText */.yR)(args, 'status') !== null;
}
function isGroup(event) {
    const name = (0,read_fields/* readText */.yR)((0,read_fields/* readFields */.qU)(event, 'args'), 'name') ?? '';
    return event['ph'] === 'M' && event['name'] === 'thread_name' && /^Group #\d+$/.test(name);
}
const nx_profile_statuses = new Map([
    ['success', ['success', 'miss']],
    ['failure', ['failure', 'miss']],
    ['skipped', ['skip', 'unknown']],
    ['stopped', ['cancellation', 'unknown']],
    ['local-cache', ['success', 'hit']],
    ['local-cache-kept-existing', ['success', 'hit']],
    ['remote-cache', ['success', 'hit']],
]);
/** Nx counts from 1970, as no other writer of traces promises. Its task ids are project, target, configuration. */
function nx_profile_readTask(event, draft) {
    if (!isTask(event))
        return;
    const [result, cache] = nx_profile_statuses.get((0,read_fields/* readText */.yR)((0,read_fields/* readFields */.qU)(event, 'args'), 'status') ?? '') ?? [
        'unknown',
        'unknown',
    ];
    // Tasks that still ran when Nx was stopped may be missing beside this one.
    if (result === 'cancellation')
        draft.facts.complete = false;
    const startUs = (0,read_fields/* readNumber */.kz)(event, 'ts');
    const durationUs = (0,read_fields/* readDuration */.$7)(event, 'dur');
    const ran = result !== 'skip';
    draft.addTask({
        name: (0,read_fields/* readText */.yR)(event, 'name') ?? 'task',
        kind: 'task',
        startTimeMs: ran && startUs !== null ? startUs / 1000 : null,
        durationMs: ran && durationUs !== null ? durationUs / 1000 : null,
        result,
        cache,
    });
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: ./node_modules/sax/lib/sax.js
var sax = __webpack_require__(2560);
;// CONCATENATED MODULE: ./build/ingest/read-sample.js
/** Looks at the beginning of a file: its shape, its first records, its root. */



const wantedRecords = 20;
/** What is walked at once, until there are enough. */
const probeBytes = 16_384;
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
    const walk = new JsonWalk('all', limits);
    const records = [];
    let root = null;
    for (let at = 0; at < head.length && records.length < wantedRecords; at += probeBytes) {
        for (const record of walk.feed(head.subarray(at, at + probeBytes))) {
            if (record.kind !== 'value' || !(0,read_fields/* isFields */.Ce)(record.value))
                continue;
            if (record.key === null && walk.keys.length > 0)
                root ??= record.value;
            else if (records.length < wantedRecords)
                records.push(record.value);
        }
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

;// CONCATENATED MODULE: ./build/ingest/trace-names.js
/** What work a trace event stands for: names that are the same in every build. */

/** The compiler's own words in `tsc --generateTrace`; `checkTypes` events are of types, which have only numbers. */
const compilerCategories = new Set(['program', 'parse', 'bind', 'check', 'checkTypes', 'emit', 'build']);
const pathKeys = [
    'path',
    'fileName',
    'containingFileName',
    'jsFilePath',
    'declarationFilePath',
    'buildInfoPath',
    'configFilePath',
    'refPath',
];
/** The file that a TypeScript compiler's event is about, else ''. */
function pathOf(category, args) {
    if (!compilerCategories.has(category))
        return '';
    for (const key of pathKeys) {
        const path = args[key];
        if (typeof path === 'string' && path !== '')
            return path;
    }
    return '';
}
const goAction = 'Executing action (';
/** What sort of work an event is. @param detail LLVM's, which makes the name of its events their sort */
function categoryOf(name, category, detail) {
    if (detail !== null)
        return name;
    return name.startsWith(goAction) ? 'action' : category;
}
/**
 * The name of the TypeScript compilers, Go, and any other tool.
 * @param path as `pathOf` gives it
 * @param project folder of the first project that a TypeScript compiler opened
 */
function nameEvent(name, path, project) {
    if (path !== '')
        return `${name} ${relativePath(path, project)}`;
    if (name.startsWith(goAction))
        return stripRoots(name.slice(goAction.length).replace(/\)$/, ''));
    return stripRoots(name);
}
/** LLVM's names, without positions, which change with every edit: `std::vector<int>::f`, `/usr/include/stdio.h`, `<a.cc:3:1, line:9:2>`, `(lambda at a.cc:3:1)`. */
function nameDetail(detail) {
    const bare = detail.replaceAll(/, (?:line|col):\d+(?::\d+)?(?=>)/g, '').replaceAll(/:\d+:\d+(?!\d)/g, '');
    return stripRoots(bare);
}

;// CONCATENATED MODULE: ./build/ingest/find-work.js

/** @param limit of texts that are remembered: many may name the same work */
function createFindWork(spans, limit) {
    let known = createKnown();
    let count = 0;
    return (name, category, args, project) => {
        const detail = typeof args['detail'] === 'string' ? args['detail'] : null;
        const path = detail === null ? pathOf(category, args) : '';
        if (spans.isSummedUp())
            return spans.itemOf(categoryOf(name, category, detail), '');
        const texts = textsOf(known, name, category, detail !== null, path !== '');
        const text = detail ?? (path || name);
        const place = texts.get(text);
        if (place !== undefined)
            return place;
        const said = detail === null ? nameEvent(name, path, project) : nameDetail(detail) || name;
        const item = spans.itemOf(categoryOf(name, category, detail), said);
        texts.set(text, item);
        count += 1;
        if (spans.isSummedUp() || count > limit) {
            known = createKnown();
            count = 0;
        }
        return item;
    };
}
function createKnown() {
    return { names: new Map(), details: new Map(), paths: new Map(), last: null };
}
function textsOf(known, name, category, hasDetail, hasPath) {
    // Most work is named by one text; a map for each name would be large.
    if (!hasDetail && !hasPath)
        return mapIn(known.names, category);
    const { last } = known;
    if (last !== null && last.name === name && last.category === category && last.hasDetail === hasDetail)
        return last.texts;
    const texts = hasDetail ? mapIn(known.details, name) : mapIn(mapIn(known.paths, category), name);
    known.last = { name, category, hasDetail, texts };
    return texts;
}
/** The map inside of a map, made on first use. */
function mapIn(maps, key) {
    let map = maps.get(key);
    if (map === undefined) {
        map = new Map();
        maps.set(key, map);
    }
    return map;
}

;// CONCATENATED MODULE: ./build/ingest/span-columns.js
/** Millions of spans as columns: an object for each would take ten times the memory. */
/** Blocks never move, so that growing leaves nothing behind for the garbage collector. */
const blockBits = 14;
const blockSize = 1 << blockBits;
const blockMask = blockSize - 1;
function createColumns() {
    const blocks = [];
    let count = 0;
    return {
        count: () => count,
        add: (lane, item, startUs, endUs) => {
            const at = count & blockMask;
            if (at === 0)
                blocks.push(createBlock());
            const block = blocks[count >> blockBits];
            block.starts[at] = startUs;
            block.ends[at] = endUs;
            block.items[at] = item;
            block.lanes[at] = lane;
            count += 1;
        },
        moveItems: (moved) => {
            for (const { items } of blocks)
                for (let i = 0; i < blockSize; i++)
                    items[i] = moved[items[i]] ?? 0;
        },
        walk: (lanes, visit) => {
            const { order, firsts } = groupByLane(blocks, count, lanes);
            for (let lane = 0; lane < lanes; lane++) {
                const own = order.subarray(firsts[lane], firsts[lane + 1]);
                if (!sortNearly(blocks, own))
                    own.sort((a, b) => compare(blocks, a, b));
                for (let i = 0; i < own.length; i++) {
                    const place = own[i];
                    const { items, starts, ends } = blocks[place >> blockBits];
                    const at = place & blockMask;
                    visit(lane, items[at], starts[at], ends[at]);
                }
            }
        },
    };
}
function compare(blocks, a, b) {
    const first = blocks[a >> blockBits];
    const second = blocks[b >> blockBits];
    const byStart = first.starts[a & blockMask] - second.starts[b & blockMask];
    if (byStart !== 0)
        return byStart;
    return second.ends[b & blockMask] - first.ends[a & blockMask] || a - b;
}
/**
 * Sorts what is nearly sorted, as traces are: spans in the order of their ends lie a few places from where they
 * belong. @returns false when too much would have to be moved; the order is then as good as any
 */
function sortNearly(blocks, order) {
    let budget = order.length * 64;
    for (let i = 1; i < order.length; i++) {
        const span = order[i];
        if (compare(blocks, order[i - 1], span) <= 0)
            continue;
        const place = findPlace(blocks, order, i, span);
        budget -= i - place;
        if (budget < 0)
            return false;
        order.copyWithin(place + 1, place, i);
        order[place] = span;
    }
    return true;
}
/** Where the span belongs before `end`: looked for at 1, 2, 4, … places back, then between the last two. */
function findPlace(blocks, order, end, span) {
    let high = end - 1;
    let low = high - 1;
    for (let step = 2; low >= 0 && compare(blocks, order[low], span) > 0; step *= 2) {
        high = low;
        low = high - step;
    }
    low = Math.max(low + 1, 0);
    while (low < high) {
        const middle = (low + high) >> 1;
        if (compare(blocks, order[middle], span) > 0)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}
function createBlock() {
    return {
        starts: new Float64Array(blockSize),
        ends: new Float64Array(blockSize),
        items: new Uint32Array(blockSize),
        lanes: new Uint32Array(blockSize),
    };
}
/** Places in the order of adding, lane after lane, and where each lane begins. */
function groupByLane(blocks, count, lanes) {
    const laneOf = (i) => blocks[i >> blockBits].lanes[i & blockMask];
    const firsts = new Uint32Array(lanes + 1);
    for (let i = 0; i < count; i++)
        firsts[laneOf(i) + 1] += 1;
    for (let lane = 0; lane < lanes; lane++)
        firsts[lane + 1] += firsts[lane];
    const next = firsts.slice();
    const order = new Uint32Array(count);
    for (let i = 0; i < count; i++)
        order[next[laneOf(i)]++] = i;
    return { order, firsts };
}

;// CONCATENATED MODULE: ./build/ingest/trace-spans.js
/** Spans of a trace as work items: repeats of the same work added up, nested as they ran. */

/** @param limit of different work; beyond it work is told apart by category alone */
function collectSpans(limit) {
    let entries = [];
    let places = new Map();
    const columns = createColumns();
    let lanes = 0;
    let isSummedUp = false;
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    const itemOf = (category, name) => {
        const of = isSummedUp ? `all ${category || 'spans'}` : name;
        const named = places.get(category) ?? new Map();
        if (named.size === 0)
            places.set(category, named);
        const place = named.get(of);
        if (place !== undefined)
            return place;
        if (entries.length >= limit && !isSummedUp) {
            sumUp();
            return itemOf(category, name);
        }
        named.set(of, entries.length);
        return entries.push({ category, name: of }) - 1;
    };
    const sumUp = () => {
        isSummedUp = true;
        const before = entries;
        entries = [];
        places = new Map();
        const moved = before.map(({ category }) => itemOf(category, ''));
        columns.moveItems(moved);
    };
    return {
        itemOf,
        isSummedUp: () => isSummedUp,
        count: columns.count,
        extent: () => (last < first ? null : { startUs: first, endUs: last }),
        addLane: () => lanes++,
        add: (lane, item, startUs, endUs) => {
            columns.add(lane, item, startUs, endUs);
            if (startUs < first)
                first = startUs;
            if (endUs > last)
                last = endUs;
            else if (startUs > last)
                last = startUs;
        },
        list: () => {
            const sums = sumUpSpans(columns, lanes, entries.length);
            return entries.map(({ category, name }, place) => readSum(sums, category, name, place));
        },
    };
}
function readSum(sums, category, name, place) {
    const totalUs = sums.totals[place];
    return {
        category,
        name,
        count: sums.counts[place],
        durationUs: Number.isNaN(totalUs) ? null : totalUs,
        startUs: sums.starts[place],
        parent: sums.parents[place],
    };
}
/** Outer spans before those inside of them. Work's parent was seen before it, so that no circle can arise. */
function sumUpSpans(columns, lanes, items) {
    const sums = {
        counts: new Uint32Array(items),
        totals: new Float64Array(items),
        starts: new Float64Array(items).fill(Number.POSITIVE_INFINITY),
        parents: new Int32Array(items).fill(-1),
        lanes: new Int32Array(items).fill(-1),
        counted: new Float64Array(items),
    };
    /** Ends and work of the spans around the current one. */
    const ends = [];
    const around = [];
    let depth = 0;
    let current = -1;
    columns.walk(lanes, (lane, item, startUs, endUs) => {
        if (lane !== current)
            depth = 0;
        current = lane;
        const needUs = Number.isNaN(endUs) ? startUs : endUs;
        while (depth > 0 && ends[depth - 1] < needUs)
            depth -= 1;
        if (depth > 0 && sums.counts[item] === 0 && around[depth - 1] !== item)
            sums.parents[item] = around[depth - 1];
        countSpan(sums, lane, item, startUs, endUs);
        ends[depth] = needUs;
        around[depth] = item;
        depth += 1;
    });
    return sums;
}
function countSpan(sums, lane, item, startUs, endUs) {
    sums.counts[item] += 1;
    if (startUs < sums.starts[item])
        sums.starts[item] = startUs;
    const countedUs = sums.lanes[item] === lane ? sums.counted[item] : Number.NEGATIVE_INFINITY;
    sums.lanes[item] = lane;
    sums.counted[item] = countedUs;
    if (Number.isNaN(endUs))
        sums.totals[item] = Number.NaN;
    else if (endUs > countedUs) {
        sums.totals[item] += endUs - Math.max(startUs, countedUs);
        sums.counted[item] = endUs;
    }
}

;// CONCATENATED MODULE: ./build/ingest/turbo-trace.js

function isTurbos(category) {
    return category.startsWith('turborepo_');
}
/** Notes what a beginning says of the task around it; newer versions name its package where they ask the cache. */
function noteTask(task, name, category, args) {
    if (/^turborepo_(?:lib::)?process/.test(category))
        task.ran = true;
    if (!isTaskCategory(category))
        return;
    const told = (0,read_fields/* isFields */.Ce)(args) && typeof args['task'] === 'string' ? args['task'] : '';
    if (name === 'execute_task') {
        task.name = told === '' ? null : told;
        task.ran = false;
    }
    else if (told !== '')
        task.name = told;
}
function isTaskSpan(name, category) {
    return name === 'execute_task' && isTaskCategory(category);
}
function isTaskCategory(category) {
    return category === 'turborepo_task_executor::exec' || category === 'turborepo_lib::task_graph::visitor';
}
/** A task for which no process was started came from the cache. Older versions do not tell packages apart. */
function turbo_trace_judgeCache(task, before) {
    const state = task.ran ? 'miss' : 'hit';
    return before === undefined || before === state ? state : 'unknown';
}
/** Spans around the whole program, which it never leaves: it exits from inside of them. */
function isNeverEnded(category) {
    return /^turborepo_(?:(?:cli|lib)::(?:cli|shim)|shim)(?:::|$)/.test(category);
}
/** The span that switches tracing on ends without a beginning that could have been traced. */
function isNeverBegun(name) {
    return name === 'enable_chrome_tracing';
}
/** Reads the messages and the exit code that Turborepo traces while it ends. */
function noteEnd(end, event) {
    const category = event['cat'];
    if (typeof category !== 'string' || !isTurbos(category) || !(0,read_fields/* isFields */.Ce)(event['args']))
        return;
    const { message, exit_code: exitCode } = event['args'];
    if (typeof exitCode === 'string' && /^\d+$/.test(exitCode))
        end.exitCode = Number(exitCode);
    if (typeof message !== 'string')
        return;
    if (/^(?:Signal received|process exited: Ok\(Some\(Interrupted\)\))/i.test(message))
        end.isInterrupted = true;
    if (category === 'turborepo_cli::cli' && message.startsWith('run failed'))
        end.hasFailed = true;
}
function judgeRun({ exitCode, isInterrupted, hasFailed }) {
    if (isInterrupted)
        return 'cancellation';
    if (hasFailed || (exitCode ?? 0) > 0)
        return 'failure';
    return exitCode === 0 ? 'success' : null;
}

;// CONCATENATED MODULE: ./build/ingest/read-trace.js




function readTrace(draft) {
    const spans = collectSpans(draft.limits.tasks);
    const state = {
        draft,
        spans,
        threads: new Map(),
        asyncs: new Map(),
        findWork: createFindWork(spans, draft.limits.tasks),
        caches: new Map(),
        tool: null,
        project: null,
        category: '',
        isBrowserCategory: false,
        timed: 0,
        browser: 0,
        isBrowser: false,
        turbo: { exitCode: null, isInterrupted: false, hasFailed: false },
    };
    return {
        spans,
        visit: (event) => visit(state, event),
        tool: () => state.tool,
        isBrowser: () => state.isBrowser || state.browser * 2 > state.timed,
        result: () => judgeRun(state.turbo),
        cacheOf: (item) => (state.spans.isSummedUp() ? null : (state.caches.get(item) ?? null)),
        finish: () => read_trace_finish(state),
    };
}
function visit(state, event) {
    switch (event['ph']) {
        case 'X':
            return addComplete(state, event);
        case 'B':
            return read_trace_begin(state, event, laneOf(state, state.threads, event['pid'], event['tid']));
        case 'E':
            return end(state, event, laneOf(state, state.threads, event['pid'], event['tid']), false);
        case 'b':
            return read_trace_begin(state, event, laneOf(state, state.asyncs, event['pid'], readId(event)));
        case 'e':
            return end(state, event, laneOf(state, state.asyncs, event['pid'], readId(event)), true);
        case 'M':
            return readMetadata(state, event);
        case 'i':
        case 'I':
            return noteEnd(state.turbo, event);
    }
}
function laneOf(state, lanes, process, thread) {
    const inside = mapIn(lanes, process);
    let lane = inside.get(thread);
    if (lane === undefined) {
        lane = { place: state.spans.addLane(), open: [], early: [], task: { name: null, ran: false } };
        inside.set(thread, lane);
    }
    return lane;
}
/** Of `id2` either part stands for the whole: it is unique in the process, or in the trace. */
function readId(event) {
    const id = event['id2'];
    return event['id'] ?? ((0,read_fields/* isFields */.Ce)(id) ? (id['local'] ?? id['global']) : null);
}
function readUs(value) {
    if (typeof value === 'number')
        return value;
    return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}
function read_trace_readStart({ draft }, event) {
    const startUs = readUs(event['ts']);
    if (Number.isFinite(startUs))
        return startUs;
    draft.report('warning', 'unplaced-span', 'A span does not say when it began; it is left out.');
    return null;
}
function addComplete(state, event) {
    const startUs = read_trace_readStart(state, event);
    const item = itemOf(state, event);
    if (item < 0 || startUs === null)
        return;
    // Some writers know the thread's time alone.
    const lengthUs = readUs(event['dur'] ?? event['tdur']);
    addSpan(state, laneOf(state, state.threads, event['pid'], event['tid']), item, startUs, startUs + lengthUs);
}
function addSpan(state, lane, item, startUs, endUs) {
    if (endUs >= startUs && endUs < Number.POSITIVE_INFINITY)
        return state.spans.add(lane.place, item, startUs, endUs);
    state.spans.add(lane.place, item, startUs, Number.NaN);
    const what = `A span lasts ${(endUs - startUs) / 1000} ms; its duration is taken as not known.`;
    state.draft.report('warning', 'invalid-duration', what);
}
function read_trace_begin(state, event, lane) {
    const startUs = read_trace_readStart(state, event);
    const item = itemOf(state, event);
    if (item < 0 || startUs === null)
        return;
    const name = textOf(event['name']);
    const category = textOf(event['cat']);
    if (isTurbos(category)) {
        state.tool ??= 'turbo';
        noteTask(lane.task, name, category, event['args']);
        noteEnd(state.turbo, event);
    }
    const early = findInnermost(lane.early, (each) => each.name === name && each.timeUs === startUs);
    if (early >= 0) {
        lane.early.splice(early, 1);
        state.spans.add(lane.place, item, startUs, startUs);
    }
    else
        lane.open.push({ name, category, startUs, item });
}
/** An end belongs to the innermost beginning of its name; without a name to the innermost of all. */
function end(state, event, lane, isAsync) {
    const timeUs = readUs(event['ts']);
    if (!Number.isFinite(timeUs))
        return;
    const name = textOf(event['name']);
    const category = textOf(event['cat']);
    const { open } = lane;
    const belongs = (from) => (name === '' || from.name === name) && (!isAsync || from.category === category);
    const place = findInnermost(open, belongs);
    if (place < 0) {
        lane.early.push({ name, timeUs });
        return;
    }
    const [from] = open.splice(place, 1);
    const item = isTaskSpan(from.name, from.category) ? read_trace_endTask(state, lane) : from.item;
    addSpan(state, lane, item, from.startUs, timeUs);
}
/** Looks no further back than any tool works at once; a made-up trace could have a million things open. */
function findInnermost(list, belongs) {
    const last = Math.max(0, list.length - 1000);
    for (let i = list.length - 1; i >= last; i--)
        if (belongs(list[i]))
            return i;
    return -1;
}
function read_trace_endTask(state, { task }) {
    const item = state.spans.itemOf('task', task.name ?? 'task');
    state.caches.set(item, turbo_trace_judgeCache(task, state.caches.get(item)));
    return item;
}
const browserCategory = /(?:^|,)(?:disabled-by-default-|v8|blink|devtools|cc(?:,|$)|toplevel|viz|netlog|cppgc|latencyInfo|node(?:[.,]|$))/;
/** Place of the event's work; -1 for LLVM's totals, which are sums of other events. */
function itemOf(state, event) {
    const name = textOf(event['name']);
    const category = textOf(event['cat']);
    const args = (0,read_fields/* isFields */.Ce)(event['args']) ? event['args'] : noArguments;
    countBrowser(state, category);
    if (name.startsWith('Total ') && Object.hasOwn(args, 'count') && Object.hasOwn(args, 'avg ms'))
        return -1;
    if (name === 'createProgram')
        state.project ??= folderOf(textOf(args['configFilePath']));
    else if (state.tool === null && name.startsWith('Running ') && name.endsWith(' command'))
        state.tool = 'go';
    return state.findWork(name, category, args, state.project);
}
const noArguments = {};
function countBrowser(state, category) {
    state.timed += 1;
    if (category !== state.category) {
        state.category = category;
        state.isBrowserCategory = browserCategory.test(category);
    }
    if (state.isBrowserCategory)
        state.browser += 1;
}
function folderOf(path) {
    const plain = path.replaceAll('\\', '/');
    return plain.includes('/') ? plain.slice(0, plain.lastIndexOf('/')) : null;
}
function textOf(value) {
    return typeof value === 'string' ? value : '';
}
/** TypeScript 7 is another program than 5: it has a thread for each file. */
function readMetadata(state, event) {
    const args = event['args'];
    const name = (0,read_fields/* isFields */.Ce)(args) ? textOf(args['name']) : '';
    if (event['name'] === 'thread_name') {
        if (state.tool === 'tsc' && name.startsWith('file:'))
            state.tool = 'tsgo';
    }
    else if (event['name'] === 'process_name') {
        if (/^(?:Browser|Renderer|GPU Process)$/.test(name))
            state.isBrowser = true;
        state.tool ??= toolNames.find(([pattern]) => pattern.test(name))?.[1] ?? null;
    }
}
const toolNames = [
    [/^tsc$/, 'tsc'],
    [/^tsgo$/, 'tsgo'],
    [/^turbo\b/, 'turbo'],
    [/^clang/, 'clang'],
    [/\blld\b/, 'lld'],
];
/** What did not end may be work that was interrupted; what did not begin, work of which the beginning is lost. */
function read_trace_finish(state) {
    const { draft, spans } = state;
    let unended = 0;
    let unbegun = 0;
    const lanes = [...state.threads.values(), ...state.asyncs.values()].flatMap((each) => [...each.values()]);
    for (const lane of lanes) {
        for (const { item, startUs, category } of lane.open) {
            spans.add(lane.place, item, startUs, Number.NaN);
            if (!isNeverEnded(category))
                unended += 1;
        }
        unbegun += lane.early.filter(({ name }) => !isNeverBegun(name)).length;
    }
    if (unended + unbegun > 0 || state.turbo.isInterrupted)
        draft.facts.complete = false;
    if (unended > 0) {
        const what = `${unended} spans began and did not end.`;
        draft.report('warning', 'unended-span', what, 'A build that was interrupted leaves such a trace.');
    }
    if (unbegun > 0)
        draft.report('warning', 'unmatched-end', `${unbegun} spans ended without a beginning; they are left out.`);
}

;// CONCATENATED MODULE: ./build/ingest/chrome-trace.js
/** Trace events of build tools: the compilers of TypeScript, LLVM and Go, Turborepo, and others. Reference: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU */






const chromeTrace = {
    id: 'chrome-trace',
    title: 'Chrome trace events',
    reference: 'https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU',
    howTo: '`tsc --generateTrace traces`, `clang -ftime-trace`, `go build -debug-trace=trace.json`, `turbo run build --profile=trace.json`',
    claims: (sample) => isTrace(sample) && !isBazelProfile(sample) && !isNxProfile(sample),
    read: readChromeTrace,
};
function isTrace({ shape, keys, records }) {
    if (shape === 'object')
        return keys.includes('traceEvents') && records.some(chrome_trace_isEvent);
    return shape === 'array' && records.length > 0 && records.every(chrome_trace_isEvent);
}
function chrome_trace_isEvent(record) {
    const hasPlace = Object.hasOwn(record, 'pid') || Object.hasOwn(record, 'ts');
    return hasPlace && typeof record['ph'] === 'string' && record['ph'].length === 1;
}
async function readChromeTrace(input, draft) {
    const reader = readTrace(draft);
    let beginUs = null;
    let isOpen = false;
    await readRecords(input, draft, ['traceEvents'], (record, key) => {
        if (key === null && input.sample.shape === 'object')
            beginUs = (0,read_fields/* readNumber */.kz)(record, 'beginningOfTime');
        else
            reader.visit(record);
    }, () => {
        isOpen = true;
    });
    if (reader.isBrowser()) {
        const what = 'It is a trace of a browser or of a JavaScript engine, not of a build.';
        throw new InputError('browser-trace', what, 'Point `events` at the trace that the build tool writes.');
    }
    // The end of the array may be left out, but these tools write it: without it they were interrupted.
    if (isOpen && reader.tool() !== null) {
        draft.facts.complete = false;
        const fix = 'Read the trace after the build has ended; a killed build leaves such a file.';
        draft.report('warning', 'truncated', 'The trace has no end, which its tool writes.', fix);
    }
    reader.finish();
    addItems(reader, beginUs, draft);
}
/** Only LLVM says when its clock began; those of other tools begin anywhere. */
function addItems(reader, beginUs, draft) {
    const clockMs = beginUs === null ? null : beginUs / 1000;
    const tool = reader.tool();
    const items = reader.spans.list();
    const isTask = chrome_trace_chooseTasks(items, tool);
    const isGreen = reader.result() === 'success';
    const unit = tool === 'clang' ? findUnit(items) : null;
    for (const [place, item] of items.entries()) {
        // Spans that were left out, or became a task of another name.
        if (item.count === 0)
            continue;
        const common = {
            id: `w${place + 1}`,
            parentId: findParent(items, place, isTask),
            name: unit !== null && item.category === '' ? `${item.name} ${unit}` : item.name,
            startTimeMs: clockMs === null ? null : clockMs + item.startUs / 1000,
            durationMs: item.durationUs === null ? null : item.durationUs / 1000,
        };
        if (!isTask[place]) {
            draft.addSpan({ ...common, result: 'unknown' });
            continue;
        }
        const cache = reader.cacheOf(place);
        // Turborepo's exit code is that of its tasks; no other tool says anything.
        const result = cache !== null && isGreen ? 'success' : 'unknown';
        const kind = tool === null ? item.category || 'span' : `${tool} ${item.category}`.trim();
        draft.addTask({ ...common, kind, cache: cache ?? 'unknown', result });
    }
    chrome_trace_measure(reader, clockMs, draft);
    chrome_trace_explain(reader, items.filter(({ count }) => count > 0).length, draft);
}
/** What of a tool's spans is work that a build is made of; the others are how it does that work. */
const work = new Map([
    ['tsc', isCompilerWork],
    ['tsgo', isCompilerWork],
    ['clang', ({ category }) => /^(?:|Source|Parse\w*|Instantiate\w*|OptModule|Module\w+)$/.test(category)],
    ['go', ({ category }) => category === 'action'],
    ['turbo', ({ category }) => category === 'task'],
]);
/** Files and phases, not the expressions and types in them. */
function isCompilerWork({ category, name }) {
    return category === 'check' ? name.startsWith('checkSourceFile') : category !== 'checkTypes';
}
/** By place; everything when nothing is what the tool usually does. */
function chrome_trace_chooseTasks(items, tool) {
    const choice = work.get(tool) ?? (() => true);
    const isTask = items.map((item) => item.count > 0 && choice(item));
    return isTask.includes(true) ? isTask : items.map(() => true);
}
/** A task is inside of a task, whatever spans lie between them. */
function findParent(items, place, isTask) {
    let outer = items[place]?.parent ?? -1;
    // Deeper than any tool's; a made-up trace could be a million deep.
    for (let i = 0; i < 256 && outer >= 0 && isTask[place] && !isTask[outer]; i++)
        outer = items[outer]?.parent ?? -1;
    if (isTask[place] && !isTask[outer])
        return null;
    return outer < 0 ? null : `w${outer + 1}`;
}
/** A phase of the compiler is one of a source, which only what works on the whole module names. */
function findUnit(items) {
    const isSource = /\.(?:c|cc|cpp|cxx|c\+\+|cu|m|mm|ll|bc)$/i;
    const unit = items.find(({ category, name }) => category !== 'Source' && isSource.test(name));
    return unit?.name ?? null;
}
function chrome_trace_measure({ spans, result }, clockMs, { facts }) {
    facts.result = result();
    const extent = spans.extent();
    if (extent === null)
        return;
    if (clockMs !== null)
        facts.startTimeMs = clockMs + extent.startUs / 1000;
    if (facts.complete)
        facts.durationMs = (extent.endUs - extent.startUs) / 1000;
}
function chrome_trace_explain({ spans, tool }, items, draft) {
    if (tool() === 'go') {
        const what = "Go's trace does not say which actions its cache answered.";
        draft.report('info', 'cache-unknown', what, 'Read `go build -debug-actiongraph=graph.json` beside it.');
    }
    if (spans.isSummedUp()) {
        draft.facts.complete = false;
        const what = `More than ${draft.limits.tasks} different pieces of work: they are summed up by category.`;
        draft.report('warning', 'too-many-tasks', what, 'Trace packages or files on their own.');
    }
    else if (spans.count() > items) {
        const what = `${spans.count()} spans are ${items} pieces of work: repeats of the same work are added up.`;
        draft.report('info', 'summed-up', what);
    }
}

;// CONCATENATED MODULE: ./build/ingest/otlp-values.js
/** Values of OTLP/JSON: ids, nanoseconds, attributes. Reference: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */

/** A trace or span id as hexadecimal digits, which protobuf's own JSON writes as base64; null for none. */
function otlp_values_readId(fields, key) {
    const text = (0,read_fields/* readText */.yR)(fields, key);
    if (text === null || /^0+$/.test(text))
        return null;
    if (/^([0-9a-f]{16}|[0-9a-f]{32})$/i.test(text))
        return text.toLowerCase();
    if (!/^([A-Za-z0-9+/_-]{11}=?|[A-Za-z0-9+/_-]{22}(==)?)$/.test(text))
        return text.slice(0, 64);
    const hex = Buffer.from(text, 'base64').toString('hex');
    return /^0+$/.test(hex) ? null : hex;
}
/** Nanoseconds: a text, a number, or the `{low, high}` of older JavaScript exporters; null for none and for 0. */
function readNanos(fields, key) {
    const value = readBigInt(fields[key]);
    return value !== null && value > 0n ? value : null;
}
function readBigInt(value) {
    if (typeof value === 'string')
        return /^\d{1,20}$/.test(value) ? BigInt(value) : null;
    if (typeof value === 'number')
        return Number.isFinite(value) ? BigInt(Math.round(value)) : null;
    if (!(0,read_fields/* isFields */.Ce)(value))
        return null;
    const { low, high } = value;
    return Number.isInteger(low) && Number.isInteger(high)
        ? BigInt.asUintN(64, (BigInt(high) << 32n) | BigInt.asUintN(32, BigInt(low)))
        : null;
}
/** Epoch milliseconds, to the microsecond. */
function toMs(nanos) {
    return nanos === null ? null : Number(nanos / 1000n) / 1000;
}
/** Milliseconds from one moment to another, from the exact difference. */
function elapsedMs(start, end) {
    return start === null || end === null ? null : Number(end - start) / 1e6;
}
/** An enumeration's number, which some write by name: `STATUS_CODE_ERROR`. */
function readEnum(fields, key, names) {
    const value = fields[key];
    if (typeof value === 'number')
        return value;
    return typeof value === 'string' ? Math.max(0, names.indexOf(value)) : 0;
}
/** The attributes of a resource, scope, span, point or log record. Of equal names the last one counts. */
function otlp_values_readAttributes(fields) {
    const attributes = new Map();
    for (const each of (0,read_fields/* readList */.LD)(fields, 'attributes')) {
        if (!(0,read_fields/* isFields */.Ce)(each))
            continue;
        const key = (0,read_fields/* readText */.yR)(each, 'key');
        const value = readValue((0,read_fields/* readFields */.qU)(each, 'value'));
        if (key !== null && value !== null)
            attributes.set(key, value);
    }
    return attributes;
}
/** A value that is no list and no map; of a text its first 4,096 characters. */
function readValue(value) {
    const { stringValue, intValue, doubleValue, boolValue } = value;
    if (typeof stringValue === 'string')
        return stringValue.slice(0, 4096);
    if (typeof boolValue === 'boolean')
        return boolValue;
    const number = Number(intValue ?? doubleValue ?? Number.NaN);
    return Number.isFinite(number) ? number : null;
}
/** The first of these attributes that is a text. */
function otlp_values_textOf(attributes, ...names) {
    for (const name of names) {
        const value = attributes.get(name);
        if (typeof value === 'string' && value !== '')
            return value;
    }
    return null;
}
/** The first of these attributes that is a number, or a text that is one. */
function numberOf(attributes, ...names) {
    for (const name of names) {
        const value = attributes.get(name);
        const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
        if (typeof number === 'number' && Number.isFinite(number))
            return number;
    }
    return null;
}

;// CONCATENATED MODULE: ./build/ingest/gen-ai-names.js

/** Newest name first: OpenTelemetry's, its older ones, OpenInference's, Claude Code's, Golden Armada's. */
const names = {
    model: ['gen_ai.response.model', 'gen_ai.request.model', 'llm.model_name', 'model'],
    input: ['gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens', 'llm.token_count.prompt'],
    output: [
        'gen_ai.usage.output_tokens',
        'gen_ai.usage.completion_tokens',
        'llm.token_count.completion',
        'output_tokens',
    ],
    cacheRead: [
        'gen_ai.usage.cache_read.input_tokens',
        'gen_ai.usage.cache_read_input_tokens',
        'llm.token_count.prompt_details.cache_read',
        'cache_read_tokens',
    ],
    cacheCreation: [
        'gen_ai.usage.cache_creation.input_tokens',
        'gen_ai.usage.cache_creation_input_tokens',
        'llm.token_count.prompt_details.cache_write',
        'cache_creation_tokens',
    ],
    /** Input without what the cache gave. */
    uncachedInput: ['input_tokens'],
    /** All tokens together; they are kept as input. */
    all: ['tokens', 'tokens_used'],
    costUsd: ['gen_ai.usage.cost', 'gen_ai.usage.cost_usd', 'llm.cost.total', 'cost_usd'],
};
/** Model, tokens and cost of a span or an event. */
function readUsage(attributes) {
    return {
        model: otlp_values_textOf(attributes, ...names.model),
        tokens: readTokens(attributes),
        costUsd: numberOf(attributes, ...names.costUsd),
    };
}
/** OpenTelemetry counts cached tokens as input too; where they are more than the input, they were not. */
function readTokens(attributes) {
    const count = (keys) => Math.max(0, numberOf(attributes, ...keys) ?? 0);
    const cacheRead = count(names.cacheRead);
    const cacheCreation = count(names.cacheCreation);
    const whole = count(names.input);
    const cached = cacheRead + cacheCreation;
    const input = whole > 0 ? (whole >= cached ? whole - cached : whole) : count(names.uncachedInput);
    const tokens = { input, output: count(names.output), cacheRead, cacheCreation };
    if (sum(tokens) > 0)
        return tokens;
    const all = count(names.all);
    return all > 0 ? { ...tokens, input: all } : null;
}
function sum({ input, output, cacheRead, cacheCreation }) {
    return input + output + cacheRead + cacheCreation;
}
/** What sort of work a model's or an agent's span is; null for other spans. */
function kindOfAi(attributes) {
    const operation = otlp_values_textOf(attributes, 'gen_ai.operation.name');
    if (operation === 'execute_tool')
        return 'tool';
    if (operation !== null)
        return operation.endsWith('_agent') ? 'agent' : 'model';
    const type = otlp_values_textOf(attributes, 'span.type');
    if (type === 'llm_request')
        return 'model';
    if (type === 'tool')
        return 'tool';
    return otlp_values_textOf(attributes, 'gen_ai.agent.name', 'agent_type', 'agent.type', 'agentType') === null
        ? null
        : 'agent';
}

;// CONCATENATED MODULE: ./build/ingest/claude-usage.js


/** Collects sessions, and adds each as a task. */
function claude_usage_readSessions(draft) {
    const sessions = new Map();
    const sessionOf = (attributes) => {
        const id = otlp_values_textOf(attributes, 'session.id') ?? '';
        const known = sessions.get(id);
        if (known !== undefined)
            return known;
        const session = { startTimeMs: null, byEvents: new Map(), byMetrics: new Map() };
        // What has no place of its own is counted with the first.
        if (sessions.size >= draft.limits.tasks)
            return sessions.values().next().value ?? session;
        sessions.set(id, session);
        return session;
    };
    return {
        addEvent: (name, timeMs, attributes) => {
            if (!isClaudeEvent(name))
                return;
            const session = sessionOf(attributes);
            if (timeMs !== null)
                session.startTimeMs = Math.min(session.startTimeMs ?? timeMs, timeMs);
            if (name === 'claude_code.api_request')
                addUsage(session.byEvents, readUsage(attributes));
        },
        addStream: ({ point, value }) => {
            const { metric, attributes } = point;
            const model = otlp_values_textOf(attributes, 'model');
            if (metric === 'claude_code.cost.usage')
                addUsage(sessionOf(attributes).byMetrics, { model, tokens: null, costUsd: value });
            const tokens = metric === 'claude_code.token.usage' ? tokensOf(attributes, value) : null;
            if (tokens !== null)
                addUsage(sessionOf(attributes).byMetrics, { model, tokens, costUsd: null });
        },
        finish: () => {
            let isFound = false;
            for (const { byEvents, byMetrics, startTimeMs } of sessions.values()) {
                const usages = [...(byEvents.size > 0 ? byEvents : byMetrics).values()];
                if (usages.length === 0)
                    continue;
                addSession(draft, usages, { startTimeMs });
                isFound = true;
            }
            return isFound;
        },
    };
}
/** A name of Claude Code's events, metrics and spans. */
function isClaudeEvent(name) {
    return name.startsWith('claude_code.');
}
function tokensOf(attributes, value) {
    const none = { input: 0, output: 0, cacheRead: 0, cacheCreation: 0 };
    const type = otlp_values_textOf(attributes, 'type');
    return type !== null && Object.hasOwn(none, type) ? { ...none, [type]: value } : null;
}
/** Adds what a model used to what it used before; above 100 models further ones are left out. */
function addUsage(usages, { model, tokens, costUsd }) {
    const key = model ?? '';
    const known = usages.get(key);
    if (known === undefined && usages.size >= 100)
        return;
    usages.set(key, {
        model,
        tokens: addTokens(known?.tokens ?? null, tokens),
        costUsd: costUsd === null ? (known?.costUsd ?? null) : (known?.costUsd ?? 0) + costUsd,
    });
}
function addTokens(a, b) {
    if (a === null || b === null)
        return a ?? b;
    return {
        input: a.input + b.input,
        output: a.output + b.output,
        cacheRead: a.cacheRead + b.cacheRead,
        cacheCreation: a.cacheCreation + b.cacheCreation,
    };
}
/**
 * One task for a session with what its main model used, and one below it for each further model, so that neither
 * the sums nor the models' shares are counted twice. The main model is the one that cost most.
 */
function addSession(draft, usages, known) {
    const [main, ...others] = [...usages].sort((a, b) => (b.costUsd ?? 0) - (a.costUsd ?? 0) || totalOf(b) - totalOf(a));
    const session = draft.addTask({ ...known, name: known.name ?? 'claude', kind: 'agent', ...main });
    for (const usage of others)
        draft.addTask({
            parentId: session.id,
            name: `${session.name} / ${usage.model ?? 'model'}`,
            kind: 'model',
            ...usage,
        });
}
function totalOf({ tokens }) {
    return tokens === null ? 0 : tokens.input + tokens.output + tokens.cacheRead + tokens.cacheCreation;
}

;// CONCATENATED MODULE: ./build/ingest/claude.js



const claude = {
    id: 'claude',
    title: 'Claude Code',
    reference: 'https://code.claude.com/docs/en/headless',
    howTo: '`claude -p --output-format json "…" > claude.json`, or the `execution_file` of claude-code-action',
    claims: isClaude,
    read: async (input, draft) => {
        const sessions = new Map();
        let last = null;
        await readRecords(input, draft, [], (record) => {
            const id = (0,read_fields/* readText */.yR)(record, 'session_id');
            // What names no session belongs to the one before it.
            let session = (id === null ? last : sessions.get(id)) ?? undefined;
            if (session === undefined) {
                if (sessions.size >= draft.limits.tasks)
                    return;
                session = createSession();
                sessions.set(id ?? '', session);
            }
            last = session;
            claude_readRecord(record, session, draft);
        });
        for (const session of sessions.values())
            finishSession(session, draft);
        finishBuild([...sessions.values()], draft);
    },
};
/** A result's own keys, or records of a session and its id. Claude Code's transcripts name theirs `sessionId`. */
function isClaude({ shape, keys, records, text }) {
    if (shape === 'xml' || shape === 'text')
        return false;
    if (shape === 'object')
        return (['type', 'duration_ms'].every((key) => keys.includes(key)) &&
            costKeys.some((key) => keys.includes(key)) &&
            /"type"\s*:\s*"result"/.test(text));
    return records.every((record) => typeof record['type'] === 'string') && records.some(isSessionRecord);
}
/** The first versions wrote the second one. */
const costKeys = ['total_cost_usd', 'cost_usd'];
function isSessionRecord(record) {
    const hasId = typeof record['session_id'] === 'string';
    switch (record['type']) {
        case 'system':
            return hasId && typeof record['subtype'] === 'string';
        case 'assistant':
        case 'user':
            return hasId && (0,read_fields/* isFields */.Ce)(record['message']);
        case 'result':
            return costKeys.some((key) => Object.hasOwn(record, key)) && Object.hasOwn(record, 'duration_ms');
        default:
            return false;
    }
}
function createSession() {
    return {
        model: null,
        earlier: null,
        totals: null,
        isOpen: false,
        durationMs: null,
        turns: null,
        result: 'unknown',
        errorType: null,
    };
}
function claude_readRecord(record, session, draft) {
    const type = (0,read_fields/* readText */.yR)(record, 'type');
    if (type === 'result')
        return claude_readResult(record, session, draft);
    // Hooks and limits may still be reported after the end.
    if (type === 'assistant' || type === 'user' || (0,read_fields/* readText */.yR)(record, 'subtype') === 'init')
        session.isOpen = true;
    if (type === 'system')
        session.model ??= (0,read_fields/* readText */.yR)(record, 'model');
    if (type === 'assistant' && (0,read_fields/* readText */.yR)(record, 'parent_tool_use_id') === null)
        session.model ??= (0,read_fields/* readText */.yR)((0,read_fields/* readFields */.qU)(record, 'message'), 'model');
}
function claude_readResult(record, session, draft) {
    const totals = readTotals(record, session.model);
    // One process restates its totals with each answer; another one begins at zero.
    if (session.totals !== null && !(session.isOpen && restates(totals, session.totals)))
        session.earlier = addTotals(session.earlier, session.totals);
    session.totals = totals;
    session.isOpen = false;
    session.durationMs = add(session.durationMs, (0,read_fields/* readDuration */.$7)(record, 'duration_ms'));
    session.turns = add(session.turns, (0,read_fields/* readNumber */.kz)(record, 'num_turns'));
    Object.assign(session, readOutcome(record));
    for (const denial of (0,read_fields/* readList */.LD)(record, 'permission_denials').filter(read_fields/* isFields */.Ce)) {
        const tool = (0,read_fields/* readText */.yR)(denial, 'tool_name');
        draft.addEvent({
            type: 'PERMISSION_DENIED',
            severity: 'warning',
            timeMs: null,
            taskId: null,
            message: null,
            attributes: tool === null ? {} : { operation: tool.slice(0, 200) },
        });
    }
}
function add(a, b) {
    return a === null ? b : a + (b ?? 0);
}
/** `subtype` says `success` also when the last answer was an error of the service. */
function readOutcome(record) {
    const subtype = (0,read_fields/* readText */.yR)(record, 'subtype');
    if (subtype?.startsWith('error') === true)
        return { result: subtype === 'error_during_execution' ? 'error' : 'failure', errorType: subtype };
    if ((0,read_fields/* readFlag */.fG)(record, 'is_error') === true) {
        const status = (0,read_fields/* readNumber */.kz)(record, 'api_error_status');
        return { result: 'failure', errorType: status === null ? null : `api_error_${status}` };
    }
    // Older ones without a subtype have a text only when they ended well.
    const isSuccess = subtype === 'success' || (subtype === null && typeof record['result'] === 'string');
    return { result: isSuccess ? 'success' : 'unknown', errorType: null };
}
function readTotals(record, model) {
    const costUsd = (0,read_fields/* readNumber */.kz)(record, 'total_cost_usd') ?? (0,read_fields/* readNumber */.kz)(record, 'cost_usd');
    const apiMs = (0,read_fields/* readNumber */.kz)(record, 'duration_api_ms');
    const usages = Object.entries((0,read_fields/* readFields */.qU)(record, 'modelUsage'))
        .slice(0, 100)
        .flatMap(([name, usage]) => ((0,read_fields/* isFields */.Ce)(usage) ? [readModelUsage(name, usage)] : []));
    if (usages.length > 0)
        return { costUsd, apiMs, usages };
    const tokens = claude_readTokens((0,read_fields/* readFields */.qU)(record, 'usage'), messageKeys);
    return { costUsd, apiMs, usages: [{ model, tokens, costUsd }] };
}
function readModelUsage(model, usage) {
    return { model, tokens: claude_readTokens(usage, modelKeys), costUsd: (0,read_fields/* readNumber */.kz)(usage, 'costUSD') };
}
const modelKeys = {
    input: 'inputTokens',
    output: 'outputTokens',
    cacheRead: 'cacheReadInputTokens',
    cacheCreation: 'cacheCreationInputTokens',
};
const messageKeys = {
    input: 'input_tokens',
    output: 'output_tokens',
    cacheRead: 'cache_read_input_tokens',
    cacheCreation: 'cache_creation_input_tokens',
};
function claude_readTokens(usage, keys) {
    const part = (key) => (0,read_fields/* readNumber */.kz)(usage, keys[key]);
    const known = [part('input'), part('output'), part('cacheRead'), part('cacheCreation')];
    if (known.every((count) => count === null))
        return null;
    const [input = 0, output = 0, cacheRead = 0, cacheCreation = 0] = known.map((count) => Math.max(0, count ?? 0));
    return { input, output, cacheRead, cacheCreation };
}
function restates(now, before) {
    if ((now.costUsd ?? 0) < (before.costUsd ?? 0))
        return false;
    return before.usages.every(({ model, tokens }) => {
        const same = now.usages.find((usage) => usage.model === model)?.tokens ?? null;
        if (tokens === null)
            return true;
        return (same !== null &&
            ['input', 'output', 'cacheRead', 'cacheCreation'].every((key) => same[key] >= tokens[key]));
    });
}
/** What all processes of the session used. */
function totalsOf({ earlier, totals }) {
    return totals === null ? null : addTotals(earlier, totals);
}
function addTotals(a, b) {
    if (a === null)
        return b;
    const usages = new Map();
    for (const usage of [...a.usages, ...b.usages])
        addUsage(usages, usage);
    return { costUsd: add(a.costUsd, b.costUsd), apiMs: add(a.apiMs, b.apiMs), usages: [...usages.values()] };
}
function finishSession(session, draft) {
    const { model, durationMs, result, errorType } = session;
    const totals = totalsOf(session);
    if (totals === null || session.isOpen) {
        draft.facts.complete = false;
        draft.report('warning', 'unfinished-task', 'A session of Claude Code has no result: what it used is not known.', 'Read the log after the session has ended; a killed one leaves such a file.');
    }
    const known = { name: 'claude', durationMs: session.isOpen ? null : durationMs };
    if (totals === null)
        addSession(draft, [{ model, tokens: null, costUsd: null }], known);
    else {
        const outcome = session.isOpen ? {} : { result, errorType };
        addSession(draft, sharesOf(totals), { ...known, ...outcome });
    }
}
/** The models' shares, made to add up to the session's own total. */
function sharesOf({ usages, costUsd }) {
    if (costUsd === null || usages.length === 0)
        return usages;
    const [main, ...others] = [...usages].sort((a, b) => (b.costUsd ?? 0) - (a.costUsd ?? 0));
    const rest = others.reduce((sum, usage) => sum + (usage.costUsd ?? 0), 0);
    return main === undefined ? [] : [{ ...main, costUsd: Math.max(0, costUsd - rest) }, ...others];
}
function finishBuild(sessions, draft) {
    const [only, ...others] = sessions;
    if (only !== undefined && others.length === 0 && !only.isOpen)
        draft.facts.durationMs = only.durationMs;
    const totals = sessions.flatMap((session) => totalsOf(session) ?? []);
    const turns = sessions.reduce((sum, session) => add(sum, session.turns), null);
    const apiMs = totals.reduce((sum, each) => add(sum, each.apiMs), null);
    if (turns !== null)
        draft.addMetric({ name: 'claude.turns', value: turns, unit: '1', better: 'lower', samples: null });
    if (apiMs !== null)
        draft.addMetric({
            name: 'claude.api_duration',
            value: apiMs,
            unit: 'ms',
            better: 'lower',
            samples: null,
        });
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

;// CONCATENATED MODULE: ./build/ingest/count-names.js
/** @returns gives `name`, `name #2`, `name #3` … for the same name, never one that was given before */
function countNames(draft) {
    const seen = new Map();
    return (name) => {
        // Tasks that are summed up lose their names anyway, and more metrics than that are not kept.
        if (draft.isSummedUp() || seen.size > draft.limits.tasks) {
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
    };
}

;// CONCATENATED MODULE: ./build/ingest/ctrf.js




const ctrf = {
    id: 'ctrf',
    title: 'CTRF',
    reference: 'https://ctrf.io/docs/specification/overview',
    howTo: 'a CTRF reporter of your test tool, such as `playwright-ctrf-json-reporter`, `jest-ctrf-json-reporter`',
    claims: isCtrf,
    read: async (input, draft) => {
        const occurrences = countNames(draft);
        const listed = { tests: 0, failed: 0, hasWork: false };
        let summary = null;
        await readRecords(input, draft, ['results.tests'], (record, key) => {
            if (key === null)
                summary = (0,read_fields/* readFields */.qU)((0,read_fields/* readFields */.qU)(record, 'results'), 'summary');
            else
                addTest(record, draft, occurrences, listed);
        });
        if (summary !== null)
            readSummary(summary, listed, draft);
    },
};
/** Reports in the field lack `reportFormat`; a schema of the format has its words, but not in these places. */
function isCtrf({ shape, keys, text }) {
    if (shape !== 'object' || !keys.includes('results'))
        return false;
    if (keys.includes('reportFormat') && /"reportFormat"\s*:\s*"CTRF"/.test(text))
        return true;
    const hasSummary = /"summary"\s*:\s*\{[^{}]*"passed"\s*:\s*\d/.test(text);
    const hasTests = /"tests"\s*:\s*\[\s*(\]|\{[^{}]*"(status|duration)"\s*:)/.test(text);
    return /"tool"\s*:\s*\{/.test(text) && (hasSummary || hasTests);
}
const ctrf_statuses = ['passed', 'failed', 'skipped', 'pending', 'other'];
const results = {
    passed: 'success',
    failed: 'failure',
    skipped: 'skip',
    pending: 'skip',
    other: 'unknown',
};
function ctrf_readResult(fields) {
    const status = (0,read_fields/* readChoice */.Kf)(fields, 'status', ctrf_statuses);
    return status === null ? 'unknown' : results[status];
}
function addTest(test, draft, distinguish, listed) {
    const plain = nameTest(test);
    if (plain === null)
        return draft.report('warning', 'unnamed-task', 'A test without a name is left out.');
    const name = distinguish(cleanName(plain, draft.limits.nameLength - 12));
    const result = ctrf_readResult(test);
    const durationMs = (0,read_fields/* readDuration */.$7)(test, 'duration');
    const earlier = readEarlier(test, result);
    earlier.forEach((retry, index) => {
        draft.addTask({
            name,
            kind: 'test',
            attempt: index + 1,
            result: ctrf_readResult(retry),
            startTimeMs: ctrf_readClock(retry, 'start'),
            durationMs: (0,read_fields/* readDuration */.$7)(retry, 'duration'),
        });
    });
    // Reports say how often a test was tried again, not always how each try went.
    const retries = Math.max(earlier.length, (0,read_fields/* readNumber */.kz)(test, 'retries') ?? 0, (0,read_fields/* readFlag */.fG)(test, 'flaky') ? 1 : 0);
    draft.addTask({
        name,
        kind: 'test',
        attempt: retries + 1,
        result,
        startTimeMs: ctrf_readClock(test, 'start'),
        // What did not run and is said to have taken no time has no duration.
        durationMs: result === 'skip' ? durationMs || null : durationMs,
    });
    listed.tests += 1;
    if (result === 'failure')
        listed.failed += 1;
    listed.hasWork ||= (durationMs ?? 0) > 0;
}
/** Suite, test and browser; the file in place of a suite. */
function nameTest(test) {
    const name = (0,read_fields/* readText */.yR)(test, 'name');
    if (name === null)
        return null;
    const suites = (0,read_fields/* readList */.LD)(test, 'suite').filter((part) => typeof part === 'string');
    const suite = suites.length > 0 ? suites.join(' › ') : ((0,read_fields/* readText */.yR)(test, 'suite')?.replaceAll(' > ', ' › ') ?? null);
    const file = (0,read_fields/* readText */.yR)(test, 'filePath');
    const isRelative = file !== null && !/^([/\\]|[a-z]:|file:)/i.test(file);
    const place = suite ?? (isRelative ? file : null);
    // A version of the browser is no part of what is tested.
    const browser = (0,read_fields/* readText */.yR)(test, 'browser')?.split(/[\s/]/, 1)[0];
    const title = place === null ? name : `${place} › ${name}`;
    return browser ? `${title} [${browser}]` : title;
}
/** Tries before the last one; some reporters list the last one as well. */
function readEarlier(test, result) {
    const attempts = (0,read_fields/* readList */.LD)(test, 'retryAttempts').filter(read_fields/* isFields */.Ce).slice(0, 250);
    const retries = (0,read_fields/* readNumber */.kz)(test, 'retries');
    if (retries !== null && retries >= 0)
        return attempts.slice(0, retries);
    const last = attempts.at(-1);
    return last !== undefined && ctrf_readResult(last) === result ? attempts.slice(0, -1) : attempts;
}
/** Some reporters write 0 for a time that they do not know. */
function ctrf_readClock(fields, key) {
    return (0,read_fields/* readTime */.aQ)(fields, key) || null;
}
function readSummary(summary, listed, { facts, report }) {
    const start = ctrf_readClock(summary, 'start');
    const stop = ctrf_readClock(summary, 'stop');
    const stated = (0,read_fields/* readNumber */.kz)(summary, 'duration');
    const durationMs = start !== null && stop !== null && stop >= start ? stop - start : stated;
    facts.startTimeMs = start;
    facts.durationMs = durationMs === 0 && listed.hasWork ? null : durationMs;
    const tests = (0,read_fields/* readNumber */.kz)(summary, 'tests') ?? 0;
    if (tests > listed.tests) {
        facts.complete = false;
        report('warning', 'unlisted-tests', `The summary counts ${tests} tests; ${listed.tests} are listed.`);
    }
    const failed = (0,read_fields/* readNumber */.kz)(summary, 'failed') ?? 0;
    if (failed > 0 && listed.failed === 0) {
        facts.result = 'failure';
        const what = `The summary counts ${failed} failed tests, and none is listed.`;
        report('warning', 'unlisted-failure', what, 'Look for a crash outside of the tests in the output of the tool.');
    }
}

;// CONCATENATED MODULE: ./build/ingest/add-measure.js
/** One benchmark's number as all formats of benchmarks add it: times in ms, sizes in bytes, rates as they are. */

/** More samples than this say no more; every so-manieth is kept. */
const maxSamples = 1000;
/**
 * Adds a metric. A time of nothing is what is left after the tool took its own overhead off: it is not known, and
 * is left out with a remark.
 */
function addMeasure(draft, measure) {
    const { name, unit, value, samples, better = null, mayBeZero = false } = measure;
    const scale = readUnit(unit);
    const convert = (number) => 
    // 5 / 1,000,000 has fewer digits than 5 × 0.000001.
    scale.factor < 1 ? number / Math.round(1 / scale.factor) : number * scale.factor;
    const finite = samples.filter(Number.isFinite);
    const isKnown = (number) => !scale.isTime || number > 0 || (number === 0 && mayBeZero);
    const figure = value ?? (finite.length > 0 ? (0,simple_statistics/* median */.JZ)([...finite]) : Number.NaN);
    if (!Number.isFinite(figure)) {
        return draft.report('warning', 'no-value', `\`${name}\` has no number; it is left out.`);
    }
    if (!isKnown(figure)) {
        const what = `\`${name}\` took ${convert(figure)} ms, less than its tool can measure; it is left out.`;
        return draft.report('warning', 'zero-time', what, 'Let each measurement take longer.');
    }
    const known = finite.filter(isKnown).map(convert);
    draft.addMetric({
        name,
        value: convert(figure),
        unit: scale.unit,
        better: better ?? (scale.isRate ? 'higher' : 'lower'),
        samples: known.length > 1 ? add_measure_thin(known) : null,
    });
}
/**
 * Ends a report of benchmarks, which says nothing of how its run ended: one that is whole and holds a measurement
 * was written by a tool that came to its end.
 */
function concludeBenchmarks({ facts, hasMetrics }) {
    if (facts.complete && hasMetrics())
        facts.result ??= 'success';
}
function add_measure_thin(samples) {
    const step = Math.ceil(samples.length / maxSamples);
    return step === 1 ? samples : samples.filter((_, place) => place % step === 0);
}
/** Numbers of a list; what is none is dropped. */
function numbersOf(list) {
    return list.filter((item) => typeof item === 'number' && Number.isFinite(item));
}
const times = new Map([
    ...['ns', 'nsec', 'nanosecond', 'nanoseconds'].map((word) => [word, 1e-6]),
    ...['us', 'µs', 'μs', 'usec', 'microsecond', 'microseconds'].map((word) => [word, 1e-3]),
    ...['ms', 'msec', 'millis', 'millisecond', 'milliseconds'].map((word) => [word, 1]),
    ...['s', 'sec', 'secs', 'second', 'seconds'].map((word) => [word, 1e3]),
    ...['min', 'minute', 'minutes'].map((word) => [word, 6e4]),
    ...['h', 'hr', 'hour', 'hours'].map((word) => [word, 3.6e6]),
]);
const sizes = new Map([
    ...['b', 'by', 'byte', 'bytes'].map((word) => [word, 1]),
    ...['kb', 'mb', 'gb', 'tb'].map((word, place) => [word, 1000 ** (place + 1)]),
    ...['kib', 'mib', 'gib', 'tib'].map((word, place) => [word, 1024 ** (place + 1)]),
]);
const counts = new Set(['', '1', '---', 'count', 'counts', 'allocs', '#']);
/** What is counted once an operation is the thing itself: `ns/op` is a time, `B/op` a size. */
const perOperation = /\/(op|ops|iter|iteration|run|call)$/i;
const perTime = /\/\s*(ns|us|µs|ms|s|sec|second|min|minute|h|hour)$/i;
function readUnit(written) {
    const word = written.trim();
    const plain = { isTime: false, isRate: false, factor: 1 };
    if (perTime.test(word) || /^(hz|khz|mhz|ghz|fps|qps|rps)$/i.test(word)) {
        const unit = word.replace(/^(ops|op|iterations|items)(?=\/)/i, '').replace(/\/\s*(sec|second)$/i, '/s');
        return { ...plain, unit, isRate: true };
    }
    const thing = word.replace(perOperation, '').toLowerCase();
    const ms = times.get(thing);
    if (ms !== undefined)
        return { ...plain, unit: 'ms', factor: ms, isTime: true };
    const bytes = sizes.get(thing);
    if (bytes !== undefined)
        return { ...plain, unit: 'By', factor: bytes };
    return { ...plain, unit: counts.has(thing) ? '1' : word.slice(0, 40) };
}

;// CONCATENATED MODULE: ./build/ingest/custom-benchmark.js




const reference = 'https://github.com/benchmark-action/github-action-benchmark#tool-required';
const customBenchmark = {
    id: 'custom-benchmark',
    title: 'Custom benchmarks, smaller is better',
    reference,
    howTo: '`[{"name": "bundle", "unit": "kB", "value": 312}]`, from a script of your own',
    claims: isList,
    read: (input, draft) => custom_benchmark_readList(input, draft, 'lower'),
};
/** Nothing in a file says that more is better, so this one is read when it is asked for. */
const customBiggerIsBetter = {
    id: 'custom-bigger-is-better',
    title: 'Custom benchmarks, bigger is better',
    reference,
    howTo: 'the same file, and `format: custom-bigger-is-better`',
    claims: () => false,
    read: (input, draft) => custom_benchmark_readList(input, draft, 'higher'),
};
const custom_benchmark_keys = new Set(['name', 'unit', 'value', 'range', 'extra']);
function isList({ shape, records }) {
    return shape === 'array' && records.length > 0 && records.every(isEntry);
}
function isEntry(record) {
    const hasAll = (0,read_fields/* readText */.yR)(record, 'name') !== null && typeof record['unit'] === 'string';
    return hasAll && (0,read_fields/* readNumber */.kz)(record, 'value') !== null && Object.keys(record).every((key) => custom_benchmark_keys.has(key));
}
async function custom_benchmark_readList(input, draft, better) {
    const distinguish = countNames(draft);
    await readRecords(input, draft, [], (record) => {
        const name = (0,read_fields/* readText */.yR)(record, 'name');
        if (name === null)
            return draft.report('warning', 'unnamed-metric', 'A number without a name is left out.');
        const unit = (0,read_fields/* readText */.yR)(record, 'unit') ?? '1';
        if (better === 'lower' && /\/\s*s(ec|econd)?$/i.test(unit)) {
            const what = `\`${name.slice(0, 200)}\` is in ${unit.slice(0, 40)}, and less of it is taken to be better.`;
            draft.report('warning', 'direction', what, 'Set `format: custom-bigger-is-better` when more is better.');
        }
        addMeasure(draft, {
            name: distinguish(name),
            unit,
            value: (0,read_fields/* readNumber */.kz)(record, 'value'),
            samples: [],
            better,
            mayBeZero: true,
        });
    });
    concludeBenchmarks(draft);
}

;// CONCATENATED MODULE: ./build/ingest/task-limit.js
/** Keeps a build's tasks within what can be held: above the limit they become one task a kind. */

/** Kinds are a tool's own words: there may be too many of them as well. */
const maxKinds = 1000;
/** Collects tasks by id; from the one after `limit` on, they are summed up by kind. */
function limitTasks(limit) {
    const tasks = new Map();
    const kinds = new Map();
    let count = 0;
    let isExceeded = false;
    const exceed = () => {
        isExceeded = true;
        for (const kept of tasks.values())
            sumUp(kinds, kept);
        tasks.clear();
    };
    return {
        has: (id) => tasks.has(id),
        add: (task) => {
            count += 1;
            if (!isExceeded && count > limit)
                exceed();
            if (isExceeded)
                sumUp(kinds, task);
            else
                tasks.set(task.id, task);
        },
        expect: (more) => {
            if (!isExceeded && count + more > limit)
                exceed();
        },
        clear: () => {
            tasks.clear();
            kinds.clear();
            count = 0;
            isExceeded = false;
        },
        count: () => count,
        isExceeded: () => isExceeded,
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
        durationMs: task_limit_add(sum?.durationMs ?? null, task.durationMs),
        costUsd: task_limit_add(sum?.costUsd ?? null, task.costUsd),
        result: sum === undefined || hasFailed(task) ? task.result : sum.result,
    });
}
function task_limit_add(a, b) {
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
    const ids = parts.map((part) => new Set(part.tasks.map(({ id }) => id)));
    /** Of a task that is not in the file itself: logs are often written apart from the traces that they belong to. */
    const ownParent = (id, place) => {
        if (id === null || ids[place]?.has(id))
            return id === null ? null : own(id, place);
        const other = ids.findIndex((known) => known.has(id));
        return own(id, other < 0 ? place : other);
    };
    const tasks = limitTasks(options.tasks);
    for (const [place, part] of parts.entries()) {
        for (const task of part.tasks)
            tasks.add(parts.length === 1
                ? task
                : { ...task, id: own(task.id, place), parentId: ownParent(task.parentId, place) });
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
        machine: parts.flatMap((part) => part.machine),
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
    const all = reads.filter(({ part }) => hasWork(part)).map((read) => ({ read, ...timePart(read.part) }));
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
/** Measurements and events alone say nothing of when and how long the build worked. */
function hasWork({ tasks, facts }) {
    return tasks.length > 0 || facts.startTimeMs !== null || facts.durationMs !== null;
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
        .filter((part) => !isSilent(part))
        .map(({ facts, tasks }) => facts.result ?? judgeTasks(tasks));
    return worst.find((result) => results.includes(result)) ?? 'unknown';
}
/** Some logs are whole and yet never say how the build ended, as Ninja's: others decide. */
function isSilent({ facts, tasks }) {
    if (facts.result === 'unknown')
        return facts.complete && !tasks.some(hasFailed);
    return (facts.result === null &&
        (facts.complete || tasks.length === 0) &&
        tasks.every(({ result }) => result === 'unknown'));
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
function judgeTasks(tasks) {
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
        await readRecords(input, draft, ['jobs'], (job, key) => {
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
    facts.result = judgeTasks(top);
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
function github_jobs_readResult(fields) {
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
        result: github_jobs_readResult(job),
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
        result: github_jobs_readResult(step),
    });
}
/** Skipped work carries one time twice, or an end before its start. */
function timeWork(fields, start) {
    const end = (0,read_fields/* readTime */.aQ)(fields, 'completed_at');
    const ran = github_jobs_readResult(fields) !== 'skip' && start !== null && end !== null;
    return ran ? { startTimeMs: start, durationMs: end - start } : { startTimeMs: null, durationMs: null };
}

;// CONCATENATED MODULE: ./build/ingest/go-actiongraph.js



const goActionGraph = {
    id: 'go-actiongraph',
    title: 'Go action graph',
    reference: 'https://github.com/golang/go/blob/master/src/cmd/go/internal/work/action.go',
    howTo: '`go build -debug-actiongraph=actions.json ./...`',
    claims: ({ shape, records }) => shape === 'array' && records.length > 0 && records.every(isAction),
    read: async (input, draft) => {
        const counts = { unfinished: 0, unknown: 0, failed: 0 };
        await readRecords(input, draft, [], (action) => {
            const result = go_actiongraph_readAction(action, draft);
            if (result === null)
                counts.unfinished += 1;
            else if (result === 'failure')
                counts.failed += 1;
            else if (result === 'unknown')
                counts.unknown += 1;
        });
        const { facts } = draft;
        if (counts.unfinished > 0) {
            facts.complete = false;
            const what = `${counts.unfinished} actions were planned and not ended: the go command was stopped.`;
            draft.report('warning', 'unfinished', what);
        }
        if (counts.failed > 0)
            facts.result = 'failure';
        else if (counts.unknown > 0 || !facts.complete)
            facts.result = 'unknown';
    },
};
function isAction(record) {
    return ['ID', 'Mode', 'Package', 'TimeStart', 'TimeDone', 'Cmd'].every((key) => Object.hasOwn(record, key));
}
/** @returns how it ended; null when it did not, in the plan that a stopped go command leaves */
function go_actiongraph_readAction(action, draft) {
    const kind = (0,read_fields/* readText */.yR)(action, 'Mode') ?? 'action';
    const times = readInterval(action, 'TimeStart', 'TimeDone');
    if (times.durationMs === null)
        return null;
    const result = go_actiongraph_readResult(action, kind);
    const cpuNs = ((0,read_fields/* readNumber */.kz)(action, 'CmdUser') ?? 0) + ((0,read_fields/* readNumber */.kz)(action, 'CmdSys') ?? 0);
    const id = (0,read_fields/* readNumber */.kz)(action, 'ID');
    draft.addTask({
        ...(id === null ? {} : { id: String(id) }),
        name: namePackage(action) ?? kind,
        kind,
        ...times,
        result,
        cache: go_actiongraph_readCache(action, kind, result),
        cpuMs: cpuNs > 0 ? cpuNs / 1e6 : null,
    });
    return result;
}
/** Packages outside of a module carry their whole path. */
function namePackage(action) {
    return (0,read_fields/* readText */.yR)(action, 'Package')?.replace(/^_\/.*\//, '') ?? null;
}
/** What makes something has an id of what it made. */
const makers = new Set(['build', 'link', 'build-install', 'link-install']);
/** What runs a program and does not say how it ended. */
const runners = new Set(['vet', 'test run', 'run', 'test vet']);
/** The graph is made before anything fails, so that its own word for it is never set. */
function go_actiongraph_readResult(action, kind) {
    if ((0,read_fields/* readFlag */.fG)(action, 'Failed') === true)
        return 'failure';
    if (runners.has(kind))
        return 'unknown';
    if (!makers.has(kind) || (0,read_fields/* readText */.yR)(action, 'BuildID') !== null)
        return 'success';
    // With neither id it was not begun, as what it needs has failed.
    return (0,read_fields/* readText */.yR)(action, 'ActionID') === null ? 'skip' : 'failure';
}
/** What made something without a command took it from the cache; installing, and what makes nothing, asks no cache. */
function go_actiongraph_readCache(action, kind, result) {
    if (action['Cmd'] !== null)
        return 'miss';
    const isCached = result === 'success' && (kind === 'build' || kind === 'link');
    return isCached ? 'hit' : 'bypass';
}

;// CONCATENATED MODULE: ./build/ingest/go-benchmarks.js
/** Result lines of Go's benchmarks, as text and inside of `go test -json`. Reference: https://go.dev/design/14313-benchmark-format */

/** `BenchmarkX-8   100   37.5 ns/op   16 B/op`; null for any other line. */
function readBenchmarkLine(line) {
    const fields = line.trim().split(/\s+/);
    const [name = '', runs = '', ...pairs] = fields;
    if (!/^Benchmark(?![a-z])/.test(name) || !/^\d+$/.test(runs) || pairs.length < 2)
        return null;
    const values = [];
    for (let i = 0; i + 1 < pairs.length; i += 2) {
        const value = Number(pairs[i]);
        if (!Number.isFinite(value))
            return null;
        values.push({ value, unit: pairs[i + 1] });
    }
    return { name, values };
}
/** Collects result lines, of which several may be one benchmark's repeats. */
function collectGoBenchmarks(draft) {
    const series = new Map();
    let lines = 0;
    return {
        add: (packageName, { name, values }) => {
            lines += 1;
            if (lines > draft.limits.tasks) {
                draft.facts.complete = false;
                const what = `Only the first ${draft.limits.tasks} results of benchmarks are read.`;
                return draft.report('warning', 'too-many-records', what);
            }
            for (const { value, unit } of values) {
                const key = `${packageName}\0${name}\0${unit}`;
                const found = series.get(key);
                if (found)
                    found.samples.push(value);
                else
                    series.set(key, { packageName, name, unit, samples: [value] });
            }
        },
        finish: () => {
            const all = [...series.values()];
            const suffix = sharedSuffix(all);
            for (const each of all)
                addSeries(draft, each, suffix);
        },
    };
}
/** GOMAXPROCS differs from machine to machine, and is no part of a name unless `-cpu` varies it. */
function sharedSuffix(all) {
    const suffixes = new Set(all.map(({ name }) => /-\d+$/.exec(name)?.[0] ?? ''));
    const [only = ''] = suffixes;
    return suffixes.size === 1 ? only : '';
}
function addSeries(draft, { packageName, name, unit, samples }, suffix) {
    const base = name.slice(0, name.length - suffix.length);
    const parts = [packageName, base, ...(unit === 'ns/op' ? [] : [unit])].filter((part) => part !== '');
    addMeasure(draft, { name: parts.join(' › '), unit, value: null, samples });
}

;// CONCATENATED MODULE: ./build/ingest/go-bench.js


const goBench = {
    id: 'go-bench',
    title: 'go test -bench',
    reference: 'https://go.dev/design/14313-benchmark-format',
    howTo: '`go test -bench . -benchmem -count 5 ./... | tee bench.txt`',
    claims: ({ shape, text }) => {
        if (shape !== 'text')
            return false;
        const lines = text.split('\n');
        const results = lines.filter((line) => readBenchmarkLine(line) !== null);
        const isAlone = () => lines.every((line) => line.trim() === '' || readBenchmarkLine(line) !== null);
        return results.some((line) => line.includes(' ns/op')) && (lines.some(isFrame) || isAlone());
    },
    read: async (input, draft) => {
        const benchmarks = collectGoBenchmarks(draft);
        const state = { packageName: '', isOpen: false, isFailed: false, isPassed: false };
        for await (const { text } of readTextLines(input.chunks(), 10_000))
            takeLine(text, state, benchmarks, draft);
        benchmarks.finish();
        if (state.isOpen)
            draft.markTruncated();
        draft.facts.result = state.isFailed ? 'failure' : state.isPassed && !state.isOpen ? 'success' : null;
    },
};
/** What Go prints around results: where they were taken, and how the package ended. */
function isFrame(line) {
    return /^(goos|goarch|pkg|cpu): \S/.test(line) || /^(PASS|FAIL)\r?$|^(ok {2}|FAIL)\t/.test(line);
}
function takeLine(line, state, benchmarks, draft) {
    const result = readBenchmarkLine(line);
    if (result !== null) {
        draft.countRecord();
        return benchmarks.add(state.packageName, result);
    }
    const [, key, value = ''] = /^(goos|pkg): (\S+)/.exec(line) ?? [];
    if (key === 'goos')
        state.packageName = '';
    // Outside of a module Go names a package by its folder.
    if (key === 'pkg')
        state.packageName = value.startsWith('_/') ? '' : value;
    if (key !== undefined)
        state.isOpen = true;
    if (/^--- FAIL: /.test(line) || /^FAIL(\t|$)/.test(line) || /^panic: /.test(line)) {
        state.isFailed = true;
        const what = `\`${line.replaceAll('\t', ' ').slice(0, 200)}\``;
        if (line !== 'FAIL')
            draft.report('warning', 'failed-benchmark', what);
    }
    if (/^(PASS|FAIL)$|^(ok {2}|FAIL)\t/.test(line))
        state.isOpen = false;
    if (/^PASS$|^ok {2}\t/.test(line))
        state.isPassed = true;
}

;// CONCATENATED MODULE: ./build/ingest/go-test-clock.js
/** The time that `go test` runs of one file took: each from its first to its last event, without what lies between. */
function createRunClock() {
    let first = null;
    let start = null;
    let end = 0;
    let passedMs = 0;
    let isTimed = false;
    return {
        tick: (timeMs) => {
            isTimed = timeMs !== null;
            if (timeMs === null)
                return;
            first ??= timeMs;
            if (start === null)
                end = timeMs;
            start ??= timeMs;
            end = Math.max(end, timeMs);
        },
        endRun: () => {
            if (start !== null)
                passedMs += end - start;
            start = null;
        },
        startTimeMs: () => first,
        durationMs: () => (first === null || !isTimed ? null : passedMs + (start === null ? 0 : end - start)),
    };
}

;// CONCATENATED MODULE: ./build/ingest/go-test-tasks.js
function createGoTasks(draft) {
    /** How often each name was seen: the next run of it is another attempt. */
    const attempts = new Map();
    let hasFailure = false;
    const nextAttempt = (name) => {
        if (draft.isSummedUp())
            attempts.clear();
        const attempt = (attempts.get(name) ?? 0) + 1;
        attempts.set(name, attempt);
        return attempt;
    };
    const addPackage = (run, end) => {
        const name = run.name || run.told?.name;
        if (name === undefined)
            return addTests(draft, run, end, '', null, nextAttempt);
        const { id } = draft.addTask({
            name,
            kind: 'package',
            attempt: nextAttempt(name),
            startTimeMs: run.startTimeMs,
            ...end,
            errorType: run.isUnbuilt ? 'build failed' : null,
        });
        addTests(draft, run, end, name, id, nextAttempt);
    };
    return {
        endPackage: (run, result, durationMs) => {
            hasFailure ||= result === 'failure';
            const ran = result !== 'skip' && !run.isUnbuilt;
            addPackage(run, {
                result,
                durationMs: ran && !run.isCached ? (durationMs ?? run.told?.durationMs ?? null) : null,
                cache: run.isCached ? 'hit' : ran ? 'miss' : 'unknown',
            });
        },
        leavePackage: (run) => {
            draft.facts.complete = false;
            hasFailure ||= run.tests.some((test) => test.result === 'failure');
            draft.facts.result = hasFailure ? 'failure' : 'unknown';
            const what = `The package \`${run.name}\` started and never ended.`;
            draft.report('warning', 'unfinished-task', what);
            addPackage(run, { result: 'unknown', durationMs: null, cache: 'unknown' });
        },
        failBuild: (importPath) => {
            const name = importPath.replace(/ \[.*/, '') || 'build';
            draft.addTask({ name, kind: 'build', result: 'failure', errorType: 'build failed' });
        },
        flush: (run) => {
            addTests(draft, run, { result: 'unknown', cache: 'unknown' }, run.name, null, nextAttempt);
            run.tests.length = 0;
            run.newest.clear();
        },
    };
}
function addTests(draft, run, end, packageName, packageId, nextAttempt) {
    const ids = new Map();
    for (const test of run.tests) {
        const result = judgeTest(draft, run, test, end.result);
        if (result === null)
            continue;
        const path = packageName === '' ? test.test : `${packageName} › ${test.test}`;
        const name = test.occurrence === 1 ? path : `${path} #${test.occurrence}`;
        const took = test.durationMs ?? test.told?.durationMs ?? null;
        const isHit = end.cache === 'hit';
        const { id } = draft.addTask({
            name,
            kind: 'test',
            parentId: parentOf(test.test, ids) ?? packageId,
            attempt: nextAttempt(name),
            startTimeMs: test.startTimeMs,
            // Replayed times are those of the run that was cached; what was skipped at once took no time.
            durationMs: isHit ? null : result === 'skip' ? took || null : took,
            savedMs: isHit && !test.test.includes('/') ? took : null,
            result,
            cache: end.cache,
            errorType: result === 'failure' ? test.errorType : null,
        });
        ids.set(test.test, id);
    }
}
/** @returns null for a benchmark that was run: it is a measurement */
function judgeTest(draft, run, test, packageResult) {
    const known = test.result ?? test.told?.result ?? null;
    if (/^Benchmark(?![a-z])/.test(test.test) && (known === null || known === 'success'))
        return null;
    if (known === 'failure' && run.timedOutIn === test.test)
        return 'timeout';
    if (known !== null)
        return known;
    // Go loses events of subtests (golang/go#40771); where the test around them passed, they did not fail.
    const root = run.newest.get(test.test.replace(/\/.*/s, ''));
    if (root !== test && root?.result === 'success')
        return 'unknown';
    draft.facts.complete = false;
    draft.report('warning', 'unfinished-task', `\`${test.test.slice(0, 200)}\` started and never ended.`);
    if (packageResult !== 'failure')
        return 'unknown';
    return run.timedOutIn === null ? 'failure' : 'timeout';
}
/** The nearest test around a subtest; names of subtests may hold slashes of their own. */
function parentOf(test, ids) {
    for (let end = test.lastIndexOf('/'); end > 0; end = test.lastIndexOf('/', end - 1)) {
        const id = ids.get(test.slice(0, end));
        if (id !== undefined)
            return id;
    }
    return null;
}

;// CONCATENATED MODULE: ./build/ingest/go-test-packages.js




/** Follows each package from its first event to its end, which makes its tasks. */
function createGoTests(draft) {
    const benchmarks = collectGoBenchmarks(draft);
    const tasks = createGoTasks(draft);
    const clock = createRunClock();
    const open = new Map();
    const ended = new Set();
    const failedBuilds = new Set();
    /** Packages and tests that are not tasks yet, and names of those that are. */
    let held = 0;
    const follow = (name, timeMs) => {
        const known = open.get(name);
        if (known)
            return known;
        makeRoom();
        const run = createRun(name, timeMs);
        open.set(name, run);
        return run;
    };
    const begin = (run) => {
        if (run.hasEvents)
            return;
        run.hasEvents = true;
        // A package that ended runs again, and none goes on: another `go test` wrote into the same file.
        const others = [...open.values()].filter((other) => other !== run && other.hasEvents);
        if (ended.has(run.name) && others.length === 0)
            clock.endRun();
    };
    /** Packages that end late, or never, may have more tests than can be held. */
    const makeRoom = () => {
        held += 1;
        if (held <= draft.limits.tasks)
            return;
        held = 0;
        ended.clear();
        for (const run of open.values())
            tasks.flush(run);
        if (open.size <= draft.limits.tasks)
            return;
        for (const run of open.values())
            tasks.leavePackage(run);
        open.clear();
    };
    const takeBuildFailure = (path) => {
        if (failedBuilds.size < draft.limits.tasks)
            failedBuilds.add(path);
    };
    return {
        takeLine: (line) => {
            const [, name] = unbuiltLine.exec(line) ?? [];
            if (name === undefined || open.has(name) || ended.has(name))
                return;
            ended.add(name);
            tasks.endPackage({ ...createRun(name, null), isUnbuilt: true }, 'failure', null);
        },
        take: (event) => {
            const action = (0,read_fields/* readText */.yR)(event, 'Action');
            if (action === null || action === 'build-output')
                return;
            if (action === 'build-fail')
                return takeBuildFailure((0,read_fields/* readText */.yR)(event, 'ImportPath') ?? '');
            const timeMs = (0,read_fields/* readTime */.aQ)(event, 'Time');
            const run = follow((0,read_fields/* readText */.yR)(event, 'Package') ?? '', timeMs);
            const test = (0,read_fields/* readText */.yR)(event, 'Test');
            if (action === 'output') {
                clock.tick(timeMs);
                return readOutput(run, test, (0,read_fields/* readText */.yR)(event, 'Output') ?? '', (line) => {
                    const result = readBenchmarkLine(line);
                    if (result)
                        benchmarks.add(run.name, result);
                });
            }
            begin(run);
            clock.tick(timeMs);
            if (action === 'run' && test !== null) {
                makeRoom();
                startTest(run, test, timeMs);
            }
            const result = go_test_packages_results.get(action);
            if (result === undefined)
                return;
            const elapsed = (0,read_fields/* readNumber */.kz)(event, 'Elapsed');
            const durationMs = elapsed === null ? null : elapsed * 1000;
            if (test !== null)
                return endTest(run, test, result, durationMs);
            failedBuilds.delete((0,read_fields/* readText */.yR)(event, 'FailedBuild') ?? '');
            open.delete(run.name);
            ended.add(run.name);
            tasks.endPackage(run, result, durationMs);
        },
        finish: () => {
            for (const run of open.values()) {
                // Output that comes after a package's end starts nothing.
                if (!run.hasEvents && ended.has(run.name))
                    continue;
                // Before Go 1.12 a panic left the end of the package to the test that it happened in.
                if (run.hasFailed)
                    tasks.endPackage(run, 'failure', null);
                else
                    tasks.leavePackage(run);
            }
            for (const path of failedBuilds)
                tasks.failBuild(path);
            benchmarks.finish();
            draft.facts.startTimeMs = clock.startTimeMs();
            const isWhole = [...open.values()].every((run) => run.hasFailed || !run.hasEvents);
            draft.facts.durationMs = isWhole ? clock.durationMs() : null;
        },
    };
}
const go_test_packages_results = new Map([
    ['pass', 'success'],
    ['bench', 'success'],
    ['fail', 'failure'],
    ['skip', 'skip'],
]);
function createRun(name, startTimeMs) {
    return {
        name,
        startTimeMs,
        tests: [],
        newest: new Map(),
        hasEvents: false,
        isCached: false,
        isUnbuilt: false,
        hasFailed: false,
        timedOutIn: null,
        told: null,
        partLine: '',
    };
}
/** `-count` runs a test again inside of its package. */
function startTest(run, test, startTimeMs) {
    const before = run.newest.get(test);
    if (before !== undefined && before.result === null && before.told === null)
        return before;
    const occurrence = (before?.occurrence ?? 0) + 1;
    const started = {
        test,
        occurrence,
        startTimeMs,
        result: null,
        durationMs: null,
        told: null,
        errorType: null,
    };
    run.tests.push(started);
    run.newest.set(test, started);
    return started;
}
function endTest(run, test, result, durationMs) {
    const known = run.newest.get(test);
    const ended = known === undefined || known.result !== null ? startTest(run, test, null) : known;
    ended.result = result;
    ended.durationMs = durationMs ?? ended.told?.durationMs ?? null;
}
const testLine = /--- (PASS|FAIL|SKIP): (\S+) \((\d+(?:\.\d+)?)s\)\s*$/;
const packageLine = /^(ok {2}|FAIL|\? {3})\t(\S+)\t(\(cached\)|(\d+(?:\.\d+)?)s)?/;
const unbuiltLine = /^FAIL\t(\S+) \[(?:build|setup) failed\]/;
const go_test_packages_words = new Map([
    ['PASS', 'success'],
    ['FAIL', 'failure'],
    ['SKIP', 'skip'],
]);
/** What output says that events may not: cached results, how a test ended, why it did not, benchmarks. */
function readOutput(run, test, output, takeLine) {
    if (output.length > 10_000)
        return;
    if (output.startsWith('panic: ')) {
        const panicked = test === null ? undefined : run.newest.get(test);
        if (panicked)
            panicked.errorType = 'panic';
        if (output.startsWith('panic: test timed out after '))
            run.timedOutIn = test ?? '';
    }
    else if (run.partLine !== '' || output.startsWith('Benchmark')) {
        run.partLine = (run.partLine + output).slice(0, 10_000);
        if (!output.endsWith('\n'))
            return;
        takeLine(run.partLine);
        run.partLine = '';
    }
    else if (output.includes('--- ')) {
        const [, word = '', name = '', seconds] = testLine.exec(output) ?? [];
        const told = run.newest.get(name);
        const result = go_test_packages_words.get(word);
        if (told && result)
            told.told ??= { result, durationMs: Number(seconds) * 1000 };
    }
    else
        readPackageLine(run, test, output);
}
function readPackageLine(run, test, output) {
    if (test === null)
        run.isUnbuilt ||= unbuiltLine.test(output);
    const [, word, name, cached, seconds] = packageLine.exec(output) ?? [];
    // Tests may print such a line; that of their own package is Go's.
    if (name === undefined || (test !== null && (name !== run.name || word !== 'FAIL')))
        return;
    run.hasFailed = word === 'FAIL';
    run.isCached ||= cached === '(cached)';
    run.told = { name, durationMs: seconds === undefined ? null : Number(seconds) * 1000 };
}

;// CONCATENATED MODULE: ./build/ingest/go-test.js




const goTest = {
    id: 'go-test',
    title: 'go test -json',
    reference: 'https://pkg.go.dev/cmd/test2json',
    howTo: '`go test -json ./... > go-test.json`',
    claims: (sample) => {
        const events = firstEvents(sample);
        return events.length > 0 && events.every(go_test_isEvent) && events.some(namesPlace);
    },
    read: async (input, draft) => {
        const tests = createGoTests(draft);
        await go_test_readEvents(input, draft, tests);
        tests.finish();
    },
};
const actions = new Set([
    ...['start', 'run', 'pause', 'cont', 'pass', 'bench', 'fail', 'output', 'skip', 'attr', 'artifacts'],
    ...['build-output', 'build-fail'],
]);
const go_test_keys = new Set([
    ...['Time', 'Action', 'Package', 'ImportPath', 'Test', 'Elapsed', 'Output', 'OutputType', 'FailedBuild'],
    ...['Key', 'Value', 'Path'],
]);
/** Keys of a later version may come beside a place. */
function go_test_isEvent(record) {
    const action = (0,read_fields/* readText */.yR)(record, 'Action');
    if (action === null || !actions.has(action))
        return false;
    return namesPlace(record) || Object.keys(record).every((key) => go_test_keys.has(key));
}
/** Without `-p` test2json knows no package, but it says which test. */
function namesPlace(record) {
    return ['Package', 'ImportPath', 'Test'].some((key) => (0,read_fields/* readText */.yR)(record, key) !== null);
}
/** What the go command says beside the events may come first. */
function firstEvents({ shape, records, text }) {
    if (shape === 'lines' || shape === 'object')
        return records;
    if (shape !== 'text')
        return [];
    const events = [];
    for (const line of text.split('\n', 1000)) {
        if (!line.startsWith('{"'))
            continue;
        try {
            const record = JSON.parse(line);
            if (!(0,read_fields/* isFields */.Ce)(record))
                return [];
            events.push(record);
        }
        catch {
            return events;
        }
        if (events.length >= 5)
            break;
    }
    return events;
}
/** Lines that are no JSON are what the go command and its compiler said in between. */
async function go_test_readEvents(input, draft, tests) {
    let beside = 0;
    for await (const record of split_lines_splitLines(input.chunks(), draft.limits)) {
        if (record.kind === 'truncated')
            draft.markTruncated();
        else if (record.kind === 'value' && (0,read_fields/* isFields */.Ce)(record.value)) {
            draft.countRecord();
            tests.take(record.value);
        }
        else if (record.kind === 'value' || !record.excerpt.startsWith('{')) {
            if (record.kind === 'skipped') {
                if (record.code === 'too-large')
                    draft.facts.complete = false;
                tests.takeLine(record.excerpt);
            }
            beside += 1;
        }
        else {
            draft.countRecord();
            draft.skipRecord(record.offset, record.why, redact(record.excerpt));
        }
    }
    if (beside === 0)
        return;
    const what = `${beside} ${beside === 1 ? 'line is' : 'lines are'} no event of a test: output that is not read.`;
    draft.report('info', 'other-lines', what);
}

;// CONCATENATED MODULE: ./build/ingest/google-benchmark.js
/** Google Benchmark's JSON. Reference: https://github.com/google/benchmark/blob/main/docs/user_guide.md#output-formats */



const googleBenchmark = {
    id: 'google-benchmark',
    title: 'Google Benchmark',
    reference: 'https://github.com/google/benchmark/blob/main/docs/user_guide.md#output-formats',
    howTo: '`./app_bench --benchmark_out=bench.json --benchmark_out_format=json --benchmark_repetitions=5`',
    claims: ({ shape, keys, records }) => shape === 'object' &&
        keys.includes('context') &&
        keys.includes('benchmarks') &&
        records.some((record) => typeof record['name'] === 'string' && ('real_time' in record || 'run_type' in record)),
    read: async (input, draft) => {
        const series = new Map();
        let runs = 0;
        await readRecords(input, draft, ['benchmarks'], (record, key) => {
            if (key === null)
                return readContext((0,read_fields/* readFields */.qU)(record, 'context'), draft);
            runs += 1;
            if (runs <= draft.limits.tasks)
                return takeRun(record, series, draft);
            draft.facts.complete = false;
            draft.report('warning', 'too-many-records', `Only the first ${draft.limits.tasks} runs are read.`);
        });
        for (const [name, each] of series)
            google_benchmark_addSeries(name, each, draft);
        concludeBenchmarks(draft);
    },
};
function readContext(context, { facts }) {
    facts.startTimeMs = (0,read_fields/* readTime */.aQ)(context, 'date', () => {
        facts.zoneless = true;
    });
}
const google_benchmark_spread = /_(mean|median|stddev|cv|BigO|RMS|min|max)$/;
function takeRun(run, series, draft) {
    const written = (0,read_fields/* readText */.yR)(run, 'name');
    if (written === null)
        return draft.report('warning', 'unnamed-task', 'A benchmark without a name is left out.');
    // Before `run_type` an aggregate was known by its name.
    const isOld = (0,read_fields/* readText */.yR)(run, 'run_type') === null;
    const aggregate = isOld ? (google_benchmark_spread.exec(written)?.[1] ?? null) : (0,read_fields/* readText */.yR)(run, 'aggregate_name');
    const isAggregate = isOld ? aggregate !== null : (0,read_fields/* readText */.yR)(run, 'run_type') === 'aggregate';
    const name = (0,read_fields/* readText */.yR)(run, 'run_name') ?? (isOld ? written.replace(google_benchmark_spread, '') : written);
    if (wasLeft(run, name, draft))
        return;
    if (isAggregate && aggregate !== 'median' && aggregate !== 'mean')
        return;
    const found = series.get(name) ?? {
        timeUnit: (0,read_fields/* readText */.yR)(run, 'time_unit') ?? 'ns',
        samples: new Map(),
        medians: new Map(),
        means: new Map(),
    };
    series.set(name, found);
    for (const [column, value] of columnsOf(run)) {
        if (aggregate === 'median')
            found.medians.set(column, value);
        else if (aggregate === 'mean')
            found.means.set(column, value);
        else {
            const samples = found.samples.get(column) ?? [];
            samples.push(value);
            found.samples.set(column, samples);
        }
    }
}
/** Errors and skips carry times of 0. */
function wasLeft(run, name, { facts, report }) {
    if ((0,read_fields/* readFlag */.fG)(run, 'error_occurred') === true) {
        facts.result = 'failure';
        report('warning', 'failed-benchmark', `\`${name.slice(0, 200)}\` ended with an error.`);
        return true;
    }
    if ((0,read_fields/* readFlag */.fG)(run, 'skipped') !== true && (0,read_fields/* readText */.yR)(run, 'skipped') === null)
        return false;
    report('info', 'skipped-benchmark', `\`${name.slice(0, 200)}\` was skipped.`);
    return true;
}
/** What is no counter: how a run was made, and sums of its own. */
const notCounters = new Set([
    ...[
        'family_index',
        'per_family_instance_index',
        'repetitions',
        'repetition_index',
        'threads',
        'iterations',
    ],
    ...['cpu_coefficient', 'real_coefficient', 'rms'],
]);
function columnsOf(run) {
    return Object.keys(run).flatMap((key) => {
        const value = typeof run[key] === 'number' && !notCounters.has(key) ? (0,read_fields/* readNumber */.kz)(run, key) : null;
        return value === null ? [] : [[key, value]];
    });
}
function google_benchmark_addSeries(name, { timeUnit, samples, medians, means }, draft) {
    const columns = new Set([...samples.keys(), ...medians.keys(), ...means.keys()]);
    for (const column of columns) {
        const own = samples.get(column) ?? [];
        const { unit, better, label } = describe(column, timeUnit);
        addMeasure(draft, {
            name: label === null ? name : `${name} › ${label}`,
            unit,
            value: own.length > 0 ? null : (medians.get(column) ?? means.get(column) ?? null),
            samples: own,
            better,
        });
    }
}
function describe(column, timeUnit) {
    switch (column) {
        case 'real_time':
            return { unit: timeUnit, better: null, label: null };
        case 'cpu_time':
            return { unit: timeUnit, better: null, label: 'CPU' };
        case 'bytes_per_second':
            return { unit: 'By/s', better: 'higher', label: column };
        case 'max_bytes_used':
        case 'total_allocated_bytes':
        case 'net_heap_growth':
            return { unit: 'By', better: 'lower', label: column };
        default:
            return column.endsWith('_per_second')
                ? { unit: '/s', better: 'higher', label: column }
                : { unit: '1', better: 'lower', label: column };
    }
}

;// CONCATENATED MODULE: ./build/ingest/gradle-profiler.js
/** gradle-profiler's benchmark.json. Reference: https://github.com/gradle/gradle-profiler#benchmarking */




const gradleProfiler = {
    id: 'gradle-profiler',
    title: 'gradle-profiler',
    reference: 'https://github.com/gradle/gradle-profiler#benchmarking',
    howTo: '`gradle-profiler --benchmark --scenario-file app.scenarios` writes `benchmark.json`',
    claims: ({ shape, keys, records }) => shape === 'object' &&
        keys.includes('scenarios') &&
        (records.length > 0
            ? records.every((record) => (0,read_fields/* isFields */.Ce)(record['definition']) && Array.isArray(record['iterations']))
            : keys.includes('environment')),
    read: async (input, draft) => {
        const distinguish = countNames(draft);
        await readRecords(input, draft, ['scenarios'], (record, key) => {
            if (key === null)
                draft.facts.startTimeMs = (0,read_fields/* readTime */.aQ)(record, 'date');
            else
                addScenario(record, draft, distinguish);
        });
        concludeBenchmarks(draft);
    },
};
/** The first sample is the build's execution; warm-ups are not measured. */
function addScenario(scenario, draft, distinguish) {
    const definition = (0,read_fields/* readFields */.qU)(scenario, 'definition');
    const title = (0,read_fields/* readText */.yR)(definition, 'name') ?? (0,read_fields/* readText */.yR)(definition, 'title') ?? 'scenario';
    const name = distinguish(title);
    const measured = (0,read_fields/* readList */.LD)(scenario, 'iterations')
        .filter(read_fields/* isFields */.Ce)
        .filter((iteration) => (0,read_fields/* readText */.yR)(iteration, 'phase') === 'MEASURE')
        .map((iteration) => (0,read_fields/* readFields */.qU)(iteration, 'values'));
    for (const [place, sample] of (0,read_fields/* readList */.LD)(scenario, 'samples').filter(read_fields/* isFields */.Ce).entries()) {
        const key = (0,read_fields/* readText */.yR)(sample, 'name');
        if (key === null)
            continue;
        addMeasure(draft, {
            name: place === 0 ? name : `${name} › ${key}`,
            unit: (0,read_fields/* readText */.yR)(sample, 'unit') ?? 'ms',
            value: null,
            samples: measured.flatMap((values) => (0,read_fields/* readNumber */.kz)(values, key) ?? []),
            // Operations that a build did not run took none.
            mayBeZero: place > 0,
        });
    }
}

;// CONCATENATED MODULE: ./build/ingest/hyperfine.js
/** hyperfine's `--export-json`. Reference: https://github.com/sharkdp/hyperfine#json */





const hyperfine = {
    id: 'hyperfine',
    title: 'hyperfine',
    reference: 'https://github.com/sharkdp/hyperfine#json',
    howTo: "`hyperfine --export-json bench.json 'make app'`",
    claims: ({ shape, keys, records }) => shape === 'object' &&
        keys.includes('results') &&
        records.some((record) => typeof record['command'] === 'string') &&
        records.every((record) => 'command' in record && 'mean' in record && 'user' in record),
    read: async (input, draft) => {
        const distinguish = countNames(draft);
        await readRecords(input, draft, ['results'], (result, key) => {
            if (key !== null)
                addResult(result, draft, distinguish);
        });
        concludeBenchmarks(draft);
    },
};
function addResult(result, draft, distinguish) {
    const command = (0,read_fields/* readText */.yR)(result, 'command') ?? 'command';
    const parameters = Object.entries((0,read_fields/* readFields */.qU)(result, 'parameters')).map(([key, value]) => `${key}=${value}`);
    const title = parameters.length === 0 ? command : `${command} (${parameters.join(', ')})`;
    const name = distinguish(hideSecrets(stripRoots(title)));
    const samples = numbersOf((0,read_fields/* readList */.LD)(result, 'times'));
    const value = (0,read_fields/* readNumber */.kz)(result, 'median') ?? (samples.length > 0 ? null : (0,read_fields/* readNumber */.kz)(result, 'mean'));
    reportExits(name, (0,read_fields/* readList */.LD)(result, 'exit_codes'), draft);
    addMeasure(draft, { name, unit: 's', value, samples });
}
/** A command is its benchmark's name; what it logs in with is not. */
function hideSecrets(command) {
    return command
        .replaceAll(/([\w-]*(?:token|secret|passw(?:or)?d|api[_-]?key|credential)[\w-]*)(=|:\s*|\s+)\S+/gi, '$1$2…')
        .replaceAll(/:\/\/[^\s/@]+@/g, '://…@');
}
/** With `--ignore-failure` failed runs are timed like others; a killed one has no code. */
function reportExits(name, codes, { facts, report }) {
    const failed = codes.filter((code) => code !== 0);
    if (failed.length === 0)
        return;
    facts.result = 'unknown';
    const kinds = [...new Set(failed.map((code) => (typeof code === 'number' ? code : 'a signal')))].slice(0, 5);
    const what = `\`${name.slice(0, 200)}\` failed in ${failed.length} of ${codes.length} runs (${kinds.join(', ')}).`;
    report('warning', 'failed-command', what, 'What fails may stop early: its time may mean nothing.');
}

;// CONCATENATED MODULE: ./build/ingest/jmh.js
/** JMH's JSON results (`-rf json`). Reference: https://github.com/openjdk/jmh */




const jmh = {
    id: 'jmh',
    title: 'JMH',
    reference: 'https://github.com/openjdk/jmh',
    howTo: '`java -jar benchmarks.jar -rf json -rff bench.json`',
    claims: ({ shape, records }) => shape === 'array' &&
        records.length > 0 &&
        records.every((record) => typeof record['benchmark'] === 'string' &&
            typeof record['mode'] === 'string' &&
            (0,read_fields/* isFields */.Ce)(record['primaryMetric'])),
    read: async (input, draft) => {
        const distinguish = countNames(draft);
        await readRecords(input, draft, [], (record) => {
            const benchmark = (0,read_fields/* readText */.yR)(record, 'benchmark');
            if (benchmark === null)
                return draft.report('warning', 'unnamed-task', 'A benchmark without a name is left out.');
            const params = Object.entries((0,read_fields/* readFields */.qU)(record, 'params')).map(([key, value]) => `${key}=${value}`);
            const parts = [benchmark, ...(params.length > 0 ? [`(${params.join(', ')})`] : [])];
            // One run may measure a benchmark in several modes.
            const name = distinguish(`${parts.join(' ')} [${(0,read_fields/* readText */.yR)(record, 'mode') ?? 'unknown mode'}]`);
            addScore(draft, name, (0,read_fields/* readFields */.qU)(record, 'primaryMetric'), null);
            for (const [key, metric] of Object.entries((0,read_fields/* readFields */.qU)(record, 'secondaryMetrics'))) {
                // Profilers mark theirs: older ones `·gc.alloc.rate`, newer ones `gc.alloc.rate`.
                const label = key.replace(/^[·+]/, '');
                const isCost = /^(gc|mem|async|perf|stack|safepoint|comp|cl|rt)\b/.test(label) || key !== label;
                if ((0,read_fields/* isFields */.Ce)(metric))
                    addScore(draft, `${name} › ${label}`, metric, isCost ? 'lower' : null);
            }
        });
        concludeBenchmarks(draft);
    },
};
/** A time of 0 beside the score is a profiler's: no collection took place. */
function addScore(draft, name, metric, better) {
    addMeasure(draft, {
        name,
        unit: (0,read_fields/* readText */.yR)(metric, 'scoreUnit') ?? '1',
        value: (0,read_fields/* readNumber */.kz)(metric, 'score'),
        samples: (0,read_fields/* readList */.LD)(metric, 'rawData').flatMap((fork) => (Array.isArray(fork) ? numbersOf(fork) : [])),
        better,
        mayBeZero: better !== null,
    });
}

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
        distinguish: countNames(draft),
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
function addCase(reader, test) {
    const name = reader.distinguish(cleanName(test.name, reader.draft.limits.nameLength - 12));
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

;// CONCATENATED MODULE: ./build/ingest/next-trace.js



const nextTrace = {
    id: 'next-trace',
    title: 'Next.js trace',
    reference: 'https://github.com/vercel/next.js/blob/canary/packages/next/src/trace/report/to-json.ts',
    howTo: '`next build`, which writes `.next/trace`',
    claims: ({ shape, records }) => shape === 'array' && records.length > 0 && records.every(isSpan),
    isLeftOver: true,
    read: next_trace_readTrace,
};
function isSpan(record) {
    const hasClock = typeof record['duration'] === 'number' && typeof record['timestamp'] === 'number';
    return hasClock && typeof record['name'] === 'string' && typeof record['id'] === 'number';
}
async function next_trace_readTrace(input, draft) {
    const all = [];
    let build = null;
    await readRecords(input, draft, [], (record) => {
        const span = next_trace_readSpan(record);
        // Tasks beyond the limit are summed up, whatever they belong to.
        if (all.length < draft.limits.tasks)
            all.push(span);
        else
            addTask(span, span.name, draft);
        if (span.name === 'next-build')
            build = span;
    });
    const last = build;
    const spans = last === null ? all : all.filter(({ traceId }) => traceId === last.traceId);
    addTasks(spans, draft);
    judge(spans, last, draft);
}
function next_trace_readSpan(record) {
    const tags = (0,read_fields/* readFields */.qU)(record, 'tags');
    const parentId = (0,read_fields/* readNumber */.kz)(record, 'parentId');
    const durationUs = (0,read_fields/* readDuration */.$7)(record, 'duration');
    const subject = (0,read_fields/* readText */.yR)(tags, 'page') ?? (0,read_fields/* readText */.yR)(tags, 'name');
    return {
        id: String((0,read_fields/* readNumber */.kz)(record, 'id')),
        parentId: parentId === null ? null : String(parentId),
        traceId: (0,read_fields/* readText */.yR)(record, 'traceId'),
        name: (0,read_fields/* readText */.yR)(record, 'name') ?? 'span',
        // Loaders are followed by their options, which hold absolute paths.
        subject: subject === null ? null : relativePath(subject.replace(/[?!].*/s, ''), null),
        startTimeMs: (0,read_fields/* readNumber */.kz)(record, 'startTime'),
        durationMs: durationUs === null ? null : durationUs / 1000,
        hasFailed: (0,read_fields/* readFlag */.fG)(tags, 'failed') === true || (0,read_fields/* readText */.yR)(tags, 'failed') === 'true',
    };
}
/** Work on a page that does not name it lies inside of work that does. */
function addTasks(spans, draft) {
    const byId = new Map(spans.map((span) => [span.id, span]));
    for (const span of spans) {
        let subject = span.subject;
        let outer = byId.get(span.parentId ?? '');
        for (let i = 0; subject === null && outer !== undefined && i < 64; i++) {
            subject = outer.subject;
            outer = byId.get(outer.parentId ?? '');
        }
        addTask(span, subject === null ? span.name : `${span.name} ${subject}`, draft);
    }
}
function addTask(span, name, draft) {
    const { id, parentId, startTimeMs, durationMs, hasFailed } = span;
    const result = hasFailed ? 'failure' : 'success';
    draft.addTask({ id, parentId, name, kind: 'next', startTimeMs, durationMs, result });
}
/** The span of the build is written last, and by older versions in the same way for a build that failed. */
function judge(spans, build, draft) {
    const { facts } = draft;
    if (build === null) {
        facts.complete = false;
        facts.result = spans.some(({ hasFailed }) => hasFailed) ? 'failure' : 'unknown';
        const fix = 'Read the trace after `next build` has ended; `next dev` writes such a trace too.';
        draft.report('warning', 'no-end', 'The trace does not say that a build ended.', fix);
        return;
    }
    const hasReported = spans.some(({ name }) => name === 'print-tree-view' || name === 'telemetry-flush');
    facts.result = build.hasFailed ? 'failure' : hasReported ? 'success' : 'unknown';
    facts.startTimeMs = build.startTimeMs;
    if (facts.complete)
        facts.durationMs = build.durationMs;
}

;// CONCATENATED MODULE: ./build/ingest/ninja.js

const ninja = {
    id: 'ninja',
    title: 'Ninja log',
    reference: 'https://ninja-build.org/manual.html#ref_log',
    howTo: 'nothing: `ninja` writes `.ninja_log` into its build folder',
    claims: ({ shape, text }) => shape === 'text' && /^# ninja log v[567](\r?\n\d+\t\d+\t-?\d+\t|\s*$)/.test(text),
    refuses: ({ text }) => {
        const version = /^# ninja log v(\d+)/.exec(text)?.[1];
        if (version === undefined || /^[567]$/.test(version))
            return null;
        const what = `It is a Ninja log of version ${version}; versions 5 to 7 are read.`;
        return { code: 'unknown-version', what, fix: 'Build with Ninja 1.5 or newer.' };
    },
    read: readNinjaLog,
};
/** How far a build may stand still: some command always runs, and each starts as soon as another ends. */
const longestGapMs = 1000;
/** Until when a build has begun its first command; reading its files takes longer in the largest projects alone. */
const latestStartMs = 1000;
/** So many lines do not come into order by chance. */
const safeLines = 8;
async function readNinjaLog(input, draft) {
    const root = findRoot(input.sample.text);
    const reader = { draft, root, segment: startSegment(true), followsBuild: null, edge: null };
    for await (const { text, offset, isCut, isOpen } of readTextLines(input.chunks(), draft.limits.recordBytes)) {
        if (text === '' || text.startsWith('# '))
            continue;
        if (isOpen) {
            draft.markTruncated();
            break;
        }
        draft.countRecord();
        const line = isCut ? null : parseLine(text);
        if (line === null)
            draft.skipRecord(offset, 'it is no line of a Ninja log.', '');
        else
            addLine(line, reader);
    }
    ninja_finish(reader);
}
function startSegment(isClear) {
    return { outputs: new Set(), busy: [], isClear, lines: 0, endMs: 0 };
}
function parseLine(text) {
    const match = /^(\d{1,10})\t(\d{1,10})\t-?\d+\t([^\t]+)\t([0-9a-f]+)$/i.exec(text);
    if (!match)
        return null;
    const [, start, end, output = '', hash = ''] = match;
    return { startMs: Number(start), endMs: Number(end), output, hash };
}
function addLine(line, reader) {
    const { edge } = reader;
    const isSame = edge?.startMs === line.startMs && edge.endMs === line.endMs && edge.hash === line.hash;
    // A build makes an output once, and ends never go back: here a newer build begins, or has begun some lines before.
    const goesBack = line.endMs < reader.segment.endMs;
    if (goesBack || reader.segment.outputs.has(line.output)) {
        reader.followsBuild = isUnbroken(reader.segment) && startsEarly(reader.segment);
        reader.segment = startSegment(goesBack || line.startMs <= latestStartMs / 4);
        reader.edge = null;
        reader.draft.startOver();
    }
    else if (!isSame)
        closeEdge(reader);
    const { segment } = reader;
    // Beyond the limit tasks are summed up, and the build is incomplete.
    if (segment.outputs.size < reader.draft.limits.tasks)
        segment.outputs.add(line.output);
    segment.lines += 1;
    segment.endMs = line.endMs;
    addBusy(segment, line.startMs, line.endMs);
    if (isSame && reader.edge !== null) {
        if (reader.edge.outputs.length < 1000)
            reader.edge.outputs.push(line.output);
    }
    else
        reader.edge = { ...line, outputs: [line.output] };
}
function addBusy({ busy }, startMs, endMs) {
    let from = startMs;
    for (let last = busy.at(-1); last !== undefined && last.to >= startMs - longestGapMs; last = busy.at(-1)) {
        from = Math.min(from, last.from);
        busy.pop();
    }
    busy.push({ from, to: endMs });
}
/** Recompaction writes a log in the order of a hash table: what is left of a build's lines has gaps. */
function isUnbroken({ busy, isClear }) {
    return busy.length === 1 && isClear;
}
function startsEarly({ busy }) {
    return (busy[0]?.from ?? 0) <= latestStartMs;
}
/** A log of one build is in order; a newer build's lines must be told from those of a rewritten log. */
function isOneBuild({ segment, followsBuild }) {
    if (followsBuild === null)
        return isUnbroken(segment);
    return isUnbroken(segment) && startsEarly(segment) && (followsBuild || segment.lines >= safeLines);
}
/** Only commands that succeed are written. */
function closeEdge({ draft, edge, root }) {
    if (edge === null)
        return;
    draft.addTask({
        name: nameOutput(edge.outputs, root),
        kind: 'edge',
        durationMs: edge.endMs - edge.startMs,
        result: 'success',
    });
}
function ninja_finish(reader) {
    const { draft, segment } = reader;
    const { facts } = draft;
    const isWhole = facts.complete;
    closeEdge(reader);
    if (isOneBuild(reader))
        facts.durationMs = segment.endMs;
    else {
        draft.startOver();
        facts.complete = false;
        const what = 'The lines at its end are not those of one build: Ninja has rewritten the log, in no order.';
        if (segment.lines > 0)
            draft.report('warning', 'unordered-log', what, 'Build in a fresh folder, or remove `.ninja_log` before.');
    }
    if (!isWhole)
        facts.complete = false;
    // What failed is not written, and an interrupted build just ends.
    facts.result = 'unknown';
}
const absolute = /^(?:[a-z]:)?[\\/]/i;
/** CMake writes outputs of custom commands twice, from the build folder and from the root: that gives the folder. */
function findRoot(text) {
    const pattern = /^(\d+\t\d+)\t-?\d+\t([^\t\n]+)\t([0-9a-f]+)\r?\n\1\t-?\d+\t([^\t\n]+)\t\3\r?$/gim;
    for (const [, , first = '', , second = ''] of text.matchAll(pattern)) {
        if (absolute.test(second) && !absolute.test(first) && second.endsWith(`/${first}`))
            return second.slice(0, -first.length);
    }
    return null;
}
/** The first output that is not absolute; of others what lies in the build folder, or the last parts of the path. */
function nameOutput(outputs, root) {
    const [first = ''] = outputs;
    const name = outputs.find((output) => !absolute.test(output)) ?? first;
    if (!absolute.test(name))
        return name;
    if (root !== null && name.startsWith(root))
        return name.slice(root.length);
    return name.split(/[\\/]/).slice(-3).join('/');
}

;// CONCATENATED MODULE: ./build/ingest/nx.js


const nx = {
    id: 'nx',
    title: 'Nx run',
    reference: 'https://github.com/nrwl/nx/blob/master/packages/nx/src/tasks-runner/life-cycles/store-run-information-life-cycle.ts',
    howTo: '`NX_CACHE_DIRECTORY=.nx/cache nx run-many -t build`, which writes `.nx/cache/run.json`',
    claims: ({ shape, keys, records }) => shape === 'object' && keys.includes('run') && keys.includes('tasks') && records.every(nx_isTask),
    read: async (input, draft) => {
        let failed = 0;
        await readRecords(input, draft, ['tasks'], (record, key) => {
            if (key === 'tasks')
                failed += nx_readTask(record, draft) === 'failure' ? 1 : 0;
            else if ((0,read_fields/* isFields */.Ce)(record['run']))
                readRun(record['run'], draft);
        });
        if (failed === 0)
            return;
        // Nx does not say how the run ended, and what it did not begin is not in the file.
        draft.facts.complete = false;
        const what = 'A task failed or was stopped; tasks that were not begun after it are not in the file.';
        draft.report('info', 'unstarted-tasks', what);
    },
};
/** Of a run without tasks the run itself is the only record. */
function nx_isTask(record) {
    const run = record['run'];
    if ((0,read_fields/* isFields */.Ce)(run))
        return 'command' in run && 'startTime' in run;
    return 'taskId' in record && 'cacheStatus' in record;
}
function readRun(run, { facts }) {
    const start = (0,read_fields/* readTime */.aQ)(run, 'startTime');
    const end = (0,read_fields/* readTime */.aQ)(run, 'endTime');
    facts.startTimeMs = start;
    facts.durationMs = start === null || end === null ? null : end - start;
}
const cacheStates = new Map([
    ['local-cache-hit', 'hit'],
    ['remote-cache-hit', 'hit'],
    ['cache-miss', 'miss'],
]);
/** The times of a hit are those of bringing its outputs back. */
function nx_readTask(task, draft) {
    const name = (0,read_fields/* readText */.yR)(task, 'taskId');
    if (name === null) {
        draft.report('warning', 'unnamed-task', 'A task without a name is left out.');
        return null;
    }
    const start = (0,read_fields/* readTime */.aQ)(task, 'startTime');
    const end = (0,read_fields/* readTime */.aQ)(task, 'endTime');
    const status = (0,read_fields/* readNumber */.kz)(task, 'status');
    return draft.addTask({
        name,
        kind: (0,read_fields/* readText */.yR)(task, 'target') ?? 'task',
        startTimeMs: start,
        durationMs: start === null || end === null ? null : end - start,
        result: status === null ? 'unknown' : status === 0 ? 'success' : 'failure',
        cache: cacheStates.get((0,read_fields/* readText */.yR)(task, 'cacheStatus') ?? '') ?? 'unknown',
    }).result;
}

;// CONCATENATED MODULE: ./build/ingest/otlp-logs.js


/** Adds the record as an event. */
function readLog(record, draft) {
    const attributes = otlp_values_readAttributes(record);
    const body = readValue((0,read_fields/* readFields */.qU)(record, 'body'));
    const text = typeof body === 'string' ? body : null;
    const name = nameOf(record, attributes, text);
    const time = readNanos(record, 'timeUnixNano') ?? readNanos(record, 'observedTimeUnixNano');
    const severity = severityOf(record, name);
    draft.addEvent({
        type: typeOf(name),
        severity,
        timeMs: toMs(time),
        taskId: otlp_values_readId(record, 'spanId'),
        message: messageOf(text, name, severity),
        attributes: keepAttributes(attributes),
    });
    return { name, timeMs: toMs(time), attributes };
}
/** Claude Code writes its event's full name as the body, and a short one as an attribute. */
function nameOf(record, attributes, body) {
    if (body?.startsWith('claude_code.') === true && /^[\w.]{1,100}$/.test(body))
        return body;
    return (0,read_fields/* readText */.yR)(record, 'eventName') ?? otlp_values_textOf(attributes, 'event.name');
}
function typeOf(name) {
    return (name ?? 'log').toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
}
const severityNames = ['FATAL', 'ERROR', 'WARN'];
/** 1-12 trace, debug and info; 13-16 warnings; 17-20 errors; 21-24 fatal ones. */
function severityOf(record, name) {
    // Most of these requests are tried again, with success.
    if (name === 'claude_code.api_error')
        return 'warning';
    const number = readEnum(record, 'severityNumber', severityNumbers);
    if (number >= 21)
        return 'critical';
    if (number >= 17)
        return 'error';
    if (number >= 13)
        return 'warning';
    if (number >= 1)
        return 'info';
    const text = (0,read_fields/* readText */.yR)(record, 'severityText')?.toUpperCase() ?? '';
    const found = severityNames.findIndex((word) => text.startsWith(word));
    return ['critical', 'error', 'warning'][found] ?? 'info';
}
const severityNumbers = [
    'SEVERITY_NUMBER_UNSPECIFIED',
    ...['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'].flatMap((word) => ['', '2', '3', '4'].map((place) => `SEVERITY_NUMBER_${word}${place}`)),
];
/** What a program says of faults is kept; its other output, and all that agents say and are told, is not. */
function messageOf(body, name, severity) {
    if (severity === 'info' || /^(claude_code|gen_ai)\./.test(name ?? ''))
        return null;
    return body;
}
/** Attributes that are kept, and their names in events. */
const otlp_logs_attributeNames = {
    'error.type': 'error.type',
    'exception.type': 'error.type',
    error_type: 'error.type',
    'gen_ai.response.model': 'model',
    'gen_ai.request.model': 'model',
    model: 'model',
    tool_name: 'operation',
    operation: 'operation',
    duration_ms: 'value',
};
function keepAttributes(attributes) {
    const kept = {};
    for (const [key, name] of Object.entries(otlp_logs_attributeNames)) {
        const value = attributes.get(key);
        if (value === undefined || Object.hasOwn(kept, name))
            continue;
        const number = name === 'value' ? Number(value) : Number.NaN;
        kept[name] = Number.isFinite(number) ? number : typeof value === 'string' ? value.slice(0, 200) : value;
    }
    return kept;
}

;// CONCATENATED MODULE: ./build/ingest/otlp-metrics.js


const temporalities = ['', 'AGGREGATION_TEMPORALITY_DELTA', 'AGGREGATION_TEMPORALITY_CUMULATIVE'];
const noRecordedValue = 1;
/** Calls `visit` for each point of a metric that holds a value. */
function readPoints(metric, source, visit) {
    const shapes = ['sum', 'gauge', 'histogram', 'exponentialHistogram', 'summary'];
    const shape = shapes.find((key) => (0,read_fields/* isFields */.Ce)(metric[key]));
    const name = (0,read_fields/* readText */.yR)(metric, 'name');
    if (shape === undefined || name === null)
        return;
    const data = (0,read_fields/* readFields */.qU)(metric, shape);
    const isDelta = readEnum(data, 'aggregationTemporality', temporalities) === 1;
    for (const each of (0,read_fields/* readList */.LD)(data, 'dataPoints')) {
        if (!(0,read_fields/* isFields */.Ce)(each) || (((0,read_fields/* readNumber */.kz)(each, 'flags') ?? 0) & noRecordedValue) !== 0)
            continue;
        const isNumber = shape === 'sum' || shape === 'gauge';
        const value = isNumber
            ? ((0,read_fields/* readNumber */.kz)(each, 'asDouble') ?? (0,read_fields/* readNumber */.kz)(each, 'asInt'))
            : (0,read_fields/* readNumber */.kz)(each, 'sum');
        const count = isNumber ? 1 : (0,read_fields/* readNumber */.kz)(each, 'count');
        // A distribution without values has no mean.
        if (value === null || count === null || count <= 0)
            continue;
        visit({
            metric: name,
            unit: (0,read_fields/* readText */.yR)(metric, 'unit') ?? '',
            attributes: otlp_values_readAttributes(each),
            source,
            kind: isNumber ? shape : 'distribution',
            isDelta: isDelta && shape !== 'gauge' && shape !== 'summary',
            startNanos: readNanos(each, 'startTimeUnixNano'),
            timeNanos: readNanos(each, 'timeUnixNano') ?? 0n,
            value,
            count,
        });
    }
}
/** @param limit how many streams are told apart; further ones are left out */
function sumStreams(limit, leftOut) {
    const streams = new Map();
    return {
        add: (point) => {
            const key = otlp_metrics_keyOf(point);
            const known = streams.get(key);
            if (known === undefined && streams.size >= limit)
                return leftOut();
            if (known === undefined)
                streams.set(key, { point, value: point.value, count: point.count });
            else if (point.isDelta)
                streams.set(key, { point, value: known.value + point.value, count: known.count + point.count });
            else if (point.timeNanos >= known.point.timeNanos)
                streams.set(key, { point, value: point.value, count: point.count });
        },
        list: () => [...streams.values()],
    };
}
function otlp_metrics_keyOf({ source, metric, attributes, isDelta, kind, startNanos }) {
    const start = isDelta || kind === 'gauge' ? '' : String(startNanos ?? '');
    return JSON.stringify([source, metric, start, [...attributes].sort(([a], [b]) => (a < b ? -1 : 1))]);
}
/** Adds one metric for each name and set of labels: sums add up, of gauges the last counts, distributions give their mean. */
function addStreams(draft, streams) {
    const metrics = new Map();
    for (const stream of streams) {
        const name = otlp_metrics_nameOf(stream.point);
        const known = metrics.get(name);
        if (known === undefined)
            metrics.set(name, stream);
        else
            metrics.set(name, mergeStreams(known, stream));
    }
    for (const [name, stream] of metrics)
        draft.addMetric(toMetric(name, stream));
}
function mergeStreams(a, b) {
    const newest = b.point.timeNanos >= a.point.timeNanos ? b : a;
    if (a.point.kind === 'gauge' || b.point.kind === 'gauge')
        return newest;
    return { ...newest, value: a.value + b.value, count: a.count + b.count };
}
/** Labels of few values, by which measurements of one name differ from build to build in the same way. */
const labels = new Set([
    ...[
        'agent_type',
        'tool',
        'tool_name',
        'task_type',
        'error_type',
        'error.type',
        'component',
        'model',
        'type',
    ],
    ...['phase', 'status', 'state', 'result', 'outcome', 'severity', 'priority', 'operation', 'direction'],
    ...['cicd.pipeline.name', 'cicd.pipeline.result', 'cicd.pipeline.run.state', 'cicd.system.component'],
    ...[
        'cicd.pipeline.task.name',
        'cicd.pipeline.task.type',
        'cicd.pipeline.task.run.result',
        'cicd.worker.state',
    ],
    ...['test.suite.name', 'test.case.name', 'test.case.result.status', 'test.suite.run.status'],
    ...['gen_ai.operation.name', 'gen_ai.system', 'gen_ai.provider.name', 'gen_ai.token.type'],
    ...['gen_ai.request.model', 'gen_ai.response.model'],
]);
function otlp_metrics_nameOf({ metric, attributes }) {
    const kept = [...attributes].filter(([key]) => labels.has(key)).sort(([a], [b]) => (a < b ? -1 : 1));
    if (kept.length === 0)
        return metric;
    return `${metric}{${kept.map(([key, value]) => `${key}=${String(value).slice(0, 100)}`).join(',')}}`;
}
const millisecondsIn = {
    ns: 1e-6,
    us: 1e-3,
    µs: 1e-3,
    ms: 1,
    s: 1000,
    min: 60_000,
    h: 3_600_000,
};
function toMetric(name, { point, value, count }) {
    const mean = point.kind === 'distribution' ? value / count : value;
    const unit = otlp_metrics_unitOf(point);
    const scale = Object.hasOwn(millisecondsIn, unit) ? millisecondsIn[unit] : undefined;
    return {
        name,
        value: scale === undefined ? mean : mean * scale,
        unit: scale === undefined ? unit : 'ms',
        better: /(succe|passed|hit|throughput|coverage|_per_second)/i.test(point.metric) || unit.endsWith('/s')
            ? 'higher'
            : 'lower',
        samples: null,
    };
}
/** Names in Prometheus' manner say their unit at their end. */
function otlp_metrics_unitOf({ unit, metric }) {
    if (unit !== '')
        return unit;
    if (metric.endsWith('_seconds'))
        return 's';
    return metric.endsWith('_bytes') ? 'By' : '1';
}
/** What tells the processes apart that write into one file. */
function sourceOf(resource, scope) {
    const ids = ['service.name', 'service.instance.id', 'host.name'];
    return JSON.stringify([
        scope,
        ...ids.map((id) => resource.get(id) ?? null),
        otlp_values_textOf(resource, 'k8s.pod.uid'),
    ]);
}

;// CONCATENATED MODULE: ./build/ingest/stable-name.js
/** Takes out of a name what changes from build to build: pinned commits, unique ids, folders of the machine. */
/** @param name as the tool wrote it; no more than its first 4,096 characters are looked at */
function stableName(name) {
    return name
        .slice(0, 4096)
        .replaceAll(/@[0-9a-f]{40}\b/gi, '')
        .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '*')
        .replaceAll(/\b(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})\b/gi, '*')
        .replaceAll(/(?<![\w.])\/(?:home|Users|tmp|var|private|builds|github\/workspace|__w)\/[^\s:]*\/(?=[^\s/])/g, '')
        .trim();
}

;// CONCATENATED MODULE: ./build/ingest/otlp-span.js




const kinds = ['', 'SPAN_KIND_INTERNAL', 'SPAN_KIND_SERVER', 'SPAN_KIND_CLIENT'];
const statusCodes = ['STATUS_CODE_UNSET', 'STATUS_CODE_OK', 'STATUS_CODE_ERROR'];
const remoteParent = 0x200;
/** @returns null for a span without an id */
function holdSpan(fields, resource) {
    const id = otlp_values_readId(fields, 'spanId');
    if (id === null)
        return null;
    const attributes = otlp_values_readAttributes(fields);
    const start = readNanos(fields, 'startTimeUnixNano');
    const end = readNanos(fields, 'endTimeUnixNano');
    const durationMs = elapsedMs(start, end);
    const said = saidResult(attributes);
    const status = readEnum((0,read_fields/* readFields */.qU)(fields, 'status'), 'code', statusCodes);
    const traceId = otlp_values_readId(fields, 'traceId') ?? '';
    const parentId = otlp_values_readId(fields, 'parentSpanId');
    return {
        id,
        traceId,
        parentId,
        isParentRemote: (((0,read_fields/* readNumber */.kz)(fields, 'flags') ?? 0) & remoteParent) !== 0,
        name: stableName(otlp_span_nameOf(fields, attributes)),
        kind: otlp_span_kindOf(fields, attributes),
        startTimeMs: toMs(start),
        durationMs,
        result: said ?? (status === 2 ? 'failure' : end === null ? 'unknown' : 'success'),
        saysResult: said !== null || status !== 0,
        errorType: otlp_values_textOf(attributes, 'error.type', 'exception.type') ?? exceptionOf(fields),
        usage: readUsage(attributes),
        run: parentId === null && isPipeline(attributes) ? (runOf(attributes, resource) ?? traceId) : null,
        hasFailedBelow: false,
        isUsageToldElsewhere: false,
    };
}
function isPipeline(attributes) {
    return ['cicd.pipeline.name', 'cicd.pipeline.result', 'cicd.pipeline.run.id'].some((name) => attributes.has(name));
}
function runOf(attributes, resource) {
    const id = attributes.get('cicd.pipeline.run.id') ?? resource.get('cicd.pipeline.run.id');
    return id === undefined ? null : String(id);
}
function otlp_span_nameOf(fields, attributes) {
    const test = otlp_values_textOf(attributes, 'test.case.name');
    const suite = otlp_values_textOf(attributes, 'test.suite.name');
    const name = (0,read_fields/* readText */.yR)(fields, 'name') ?? 'span';
    if (test === null)
        return name;
    return suite === null || test.startsWith(suite) ? test : `${suite} › ${test}`;
}
function otlp_span_kindOf(fields, attributes) {
    if (attributes.has('test.case.name'))
        return 'test';
    if (attributes.has('test.suite.name'))
        return 'suite';
    const type = otlp_values_textOf(attributes, 'cicd.pipeline.task.type');
    if (type !== null)
        return type;
    if (attributes.has('github.job.step.name'))
        return 'step';
    if (attributes.has('github.job.name'))
        return 'job';
    const ai = kindOfAi(attributes);
    if (ai !== null)
        return ai;
    return ['task', 'task', 'server', 'client'][readEnum(fields, 'kind', kinds)] ?? 'task';
}
const resultWords = new Map([
    ...['success', 'failure', 'error', 'timeout', 'cancellation', 'skip'].map((result) => [result, result]),
    ['pass', 'success'],
    ['neutral', 'success'],
    ['fail', 'failure'],
    ['timed_out', 'timeout'],
    ['cancelled', 'cancellation'],
    ['aborted', 'cancellation'],
    ['skipped', 'skip'],
    ['in_progress', 'unknown'],
]);
function saidResult(attributes) {
    const word = otlp_values_textOf(attributes, 'cicd.pipeline.task.run.result', 'cicd.pipeline.result', 'test.case.result.status', 'test.suite.run.status', 'github.job.step.conclusion', 'github.conclusion');
    return word === null ? null : (resultWords.get(word.toLowerCase()) ?? null);
}
function exceptionOf(fields) {
    for (const event of (0,read_fields/* readList */.LD)(fields, 'events')) {
        if ((0,read_fields/* isFields */.Ce)(event) && (0,read_fields/* readText */.yR)(event, 'name') === 'exception')
            return otlp_values_textOf(otlp_values_readAttributes(event), 'exception.type');
    }
    return null;
}
/** Ended badly, whatever the word for it. */
function isFailure(result) {
    return result === 'failure' || result === 'error' || result === 'timeout';
}

;// CONCATENATED MODULE: ./build/ingest/otlp-traces.js
/** Which of a file's traces are the build. */

function otlp_traces_parentOf(span, spans) {
    return span.parentId === null ? undefined : spans.get(`${span.traceId}/${span.parentId}`);
}
/** Nothing is around it, at least not in its process. */
function isRoot(span, spans) {
    return span.parentId === null || (span.isParentRemote && otlp_traces_parentOf(span, spans) === undefined);
}
/**
 * Of several pipeline runs, or of traces that repeat one another, the newest is the build. Other traces are work
 * of one build.
 */
function chooseTraces(draft, spans) {
    const traces = new Set([...spans.values()].map(({ traceId }) => traceId));
    if (traces.size < 2)
        return spans;
    const pipelines = findPipelines(spans);
    const runs = pipelines.length > 0 ? pipelines : findRepeats(spans, traces.size);
    const newest = runs.reduce((last, run) => (last !== null && last.startTimeMs > run.startTimeMs ? last : run), null);
    if (newest === null || runs.length < 2) {
        draft.report('info', 'several-traces', `${traces.size} traces are read as one build.`);
        return spans;
    }
    const older = runs.length - 1;
    const what = `The file holds ${runs.length} builds: the newest is read, ${older} older ${older === 1 ? 'is' : 'are'} left out.`;
    draft.report('info', 'older-builds', what);
    return new Map([...spans].filter(([, span]) => newest.traces.has(span.traceId)));
}
function findPipelines(spans) {
    const runs = new Map();
    for (const { traceId, run, startTimeMs } of spans.values()) {
        if (run === null)
            continue;
        const known = runs.get(run) ?? { traces: new Set(), startTimeMs: Number.NEGATIVE_INFINITY };
        known.traces.add(traceId);
        known.startTimeMs = Math.max(known.startTimeMs, startTimeMs ?? known.startTimeMs);
        runs.set(run, known);
    }
    return [...runs.values()];
}
/**
 * Traces that all have one root of the same name with work below it, one after the other: the same again. Claude
 * Code traces each answer of a session by itself.
 */
function findRepeats(spans, traces) {
    const parents = new Set([...spans.values()].map((span) => otlp_traces_parentOf(span, spans)));
    const roots = [...spans.values()].filter((span) => isRoot(span, spans));
    if (roots.some(({ name }) => isClaudeEvent(name)))
        return [];
    const isRepeat = new Set(roots.map(({ name }) => name)).size === 1 && roots.every((root) => parents.has(root));
    if (!isRepeat || roots.length !== traces || new Set(roots.map(({ traceId }) => traceId)).size !== traces)
        return [];
    const sorted = roots
        .map(({ traceId, startTimeMs, durationMs }) => ({
        traceId,
        startTimeMs: startTimeMs ?? Number.NaN,
        durationMs,
    }))
        .sort((a, b) => a.startTimeMs - b.startTimeMs);
    const areApart = sorted.every((root, i) => {
        const before = sorted[i - 1];
        return before === undefined || root.startTimeMs >= before.startTimeMs + (before.durationMs ?? 0);
    });
    return areApart
        ? sorted.map(({ traceId, startTimeMs }) => ({ traces: new Set([traceId]), startTimeMs }))
        : [];
}

;// CONCATENATED MODULE: ./build/ingest/otlp-spans.js
/** Traces of OTLP/JSON as tasks: the root span is the build. Reference: https://opentelemetry.io/docs/specs/semconv/cicd/cicd-spans/ */



/** Children come before their parents, and traces are spread over the file: all is held until its end. */
function readSpans(draft) {
    const spans = new Map();
    let isTooMany = false;
    return {
        read: (fields, resource) => {
            const span = holdSpan(fields, resource);
            if (span === null)
                return draft.report('warning', 'unnamed-span', 'A span without an id is left out.');
            if (isTooMany)
                return otlp_spans_addTask(draft, span, span.parentId);
            const known = spans.get(otlp_spans_keyOf(span));
            // Exporters send a span again when they were not answered.
            if (known === undefined || known.durationMs === null)
                spans.set(otlp_spans_keyOf(span), span);
            if (spans.size <= draft.limits.tasks)
                return;
            isTooMany = true;
            for (const held of spans.values())
                otlp_spans_addTask(draft, held, held.parentId);
            spans.clear();
        },
        finish: (isClaudeCounted) => finishSpans(draft, spans, isClaudeCounted),
    };
}
function otlp_spans_keyOf({ traceId, id }) {
    return `${traceId}/${id}`;
}
function finishSpans(draft, all, isClaudeCounted) {
    const spans = chooseTraces(draft, all);
    markParents(spans);
    const parents = new Set([...spans.values()].map((span) => otlp_traces_parentOf(span, spans)));
    const roots = [...spans.values()].filter((span) => isRoot(span, spans));
    const runs = roots.filter(({ run }) => run !== null);
    const only = runs.length === 1 ? runs[0] : roots.length === 1 ? roots[0] : undefined;
    // A span alone is all the work there is.
    const root = only !== undefined && parents.has(only) ? only : null;
    if (root !== null)
        takeBuild(draft, root);
    for (const span of spans.values()) {
        if (span === root)
            continue;
        if (isClaudeCounted && isClaudeEvent(span.name))
            span.isUsageToldElsewhere = true;
        otlp_spans_addTask(draft, span, span.parentId === root?.id ? null : span.parentId);
        if (span.parentId !== null && !otlp_traces_parentOf(span, spans) && !span.isParentRemote) {
            draft.facts.complete = false;
            const what = `The span around \`${span.name}\` is missing: the trace is not whole.`;
            draft.report('warning', 'missing-parent', what, 'Export all spans of a trace into the same file.');
        }
    }
}
/** One failure repeats up its parents, as agents' spans repeat the tokens of their calls: it counts where it began. */
function markParents(spans) {
    for (const span of spans.values()) {
        if (isFailure(span.result))
            markAbove(span, spans, 'hasFailedBelow');
        if (span.usage.tokens !== null || span.usage.costUsd !== null)
            markAbove(span, spans, 'isUsageToldElsewhere');
    }
}
function markAbove(span, spans, mark) {
    // A span that is marked has marked its parents, which also ends a circle.
    for (let above = otlp_traces_parentOf(span, spans); above !== undefined && !above[mark]; above = otlp_traces_parentOf(above, spans))
        above[mark] = true;
}
function takeBuild({ facts, report }, root) {
    facts.startTimeMs = root.startTimeMs;
    facts.durationMs = root.durationMs;
    if (root.saysResult)
        facts.result = root.result;
    if (root.durationMs !== null)
        return;
    facts.complete = false;
    report('warning', 'unfinished-task', `\`${root.name}\` started and never ended.`);
}
function otlp_spans_addTask(draft, span, parentId) {
    const { facts, report } = draft;
    if (span.durationMs === null) {
        facts.complete = false;
        report('warning', 'unfinished-task', `\`${span.name}\` started and never ended.`);
    }
    const isRepeated = span.hasFailedBelow && isFailure(span.result);
    const result = isRepeated ? 'unknown' : span.result;
    const { model, tokens, costUsd } = span.usage;
    draft.addTask({
        id: span.id,
        parentId,
        name: span.name,
        kind: span.kind,
        startTimeMs: span.startTimeMs,
        durationMs: span.result === 'skip' ? null : span.durationMs,
        result,
        errorType: isFailure(result) ? span.errorType : null,
        model,
        ...(span.isUsageToldElsewhere ? {} : { tokens, costUsd }),
    });
}

;// CONCATENATED MODULE: ./build/ingest/otlp.js
/** OpenTelemetry's traces, metrics and logs as JSON. Reference: https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/ */







const signals = ['resourceSpans', 'resourceMetrics', 'resourceLogs'];
/** What a signal's resources hold, newest name first, and what is inside of that. */
const scopes = {
    resourceSpans: { scopes: ['scopeSpans', 'instrumentationLibrarySpans'], items: 'spans' },
    resourceMetrics: { scopes: ['scopeMetrics', 'instrumentationLibraryMetrics'], items: 'metrics' },
    resourceLogs: { scopes: ['scopeLogs', 'instrumentationLibraryLogs'], items: 'logRecords' },
};
const otlp = {
    id: 'otlp',
    title: 'OpenTelemetry (OTLP/JSON)',
    reference: 'https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/',
    howTo: "the collector's `file` exporter, or any exporter of OTLP as JSON",
    claims: (sample) => isOtlp(sample),
    read: async (input, draft) => {
        const reader = otlp_createReader(draft);
        await readRecords(input, draft, signals, (record, key) => {
            for (const signal of signals) {
                const resources = key === signal ? [record] : key === null ? (0,read_fields/* readList */.LD)(record, signal) : [];
                for (const resource of resources.filter(read_fields/* isFields */.Ce))
                    reader.read(signal, resource);
            }
        });
        reader.finish();
    },
};
/** A signal's key, and inside of it its scopes' key. */
function isOtlp({ shape, keys, records, text }) {
    if (shape === 'xml' || shape === 'text')
        return false;
    if (shape === 'object') {
        const found = signals.filter((signal) => keys.includes(signal));
        return found.some((signal) => scopes[signal].scopes.some((scope) => text.includes(`"${scope}"`)));
    }
    return records.length > 0 && records.slice(0, 5).every(isExport);
}
function isExport(record) {
    return signals.some((signal) => (0,read_fields/* readList */.LD)(record, signal).some((resource) => (0,read_fields/* isFields */.Ce)(resource) && scopes[signal].scopes.some((scope) => Array.isArray(resource[scope]))));
}
function otlp_createReader(draft) {
    const spans = readSpans(draft);
    const sessions = claude_usage_readSessions(draft);
    const streams = sumStreams(draft.limits.tasks, () => {
        draft.facts.complete = false;
        draft.report('warning', 'too-many-records', 'Some measurements are left out: they have too many labels.');
    });
    const readItem = (signal, item, resource, source) => {
        if (signal === 'resourceSpans')
            spans.read(item, resource);
        else if (signal === 'resourceMetrics')
            readPoints(item, source, streams.add);
        else {
            const { name, timeMs, attributes } = readLog(item, draft);
            sessions.addEvent(name ?? '', timeMs, attributes);
        }
    };
    return {
        read: (signal, fields) => {
            const resource = otlp_values_readAttributes((0,read_fields/* readFields */.qU)(fields, 'resource'));
            for (const key of scopes[signal].scopes) {
                for (const scope of (0,read_fields/* readList */.LD)(fields, key).filter(read_fields/* isFields */.Ce)) {
                    const source = sourceOf(resource, (0,read_fields/* readText */.yR)((0,read_fields/* readFields */.qU)(scope, 'scope'), 'name') ?? '');
                    for (const item of (0,read_fields/* readList */.LD)(scope, scopes[signal].items).filter(read_fields/* isFields */.Ce))
                        readItem(signal, item, resource, source);
                }
            }
        },
        finish: () => {
            const all = streams.list();
            for (const stream of all)
                sessions.addStream(stream);
            spans.finish(sessions.finish());
            addStreams(draft, all);
        },
    };
}

;// CONCATENATED MODULE: ./build/ingest/pytest-benchmark.js
/** pytest-benchmark's `--benchmark-json`. Reference: https://pytest-benchmark.readthedocs.io/en/latest/usage.html */




const pytestBenchmark = {
    id: 'pytest-benchmark',
    title: 'pytest-benchmark',
    reference: 'https://pytest-benchmark.readthedocs.io/en/latest/usage.html',
    howTo: '`pytest --benchmark-json=bench.json`',
    claims: ({ shape, keys, records }) => shape === 'object' &&
        keys.includes('benchmarks') &&
        (keys.includes('machine_info') || records.some((record) => 'fullname' in record && 'stats' in record)) &&
        records.every((record) => 'stats' in record || 'machine_info' in record),
    read: async (input, draft) => {
        const distinguish = countNames(draft);
        await readRecords(input, draft, ['benchmarks'], (record, key) => {
            if (key === null) {
                draft.facts.startTimeMs = (0,read_fields/* readTime */.aQ)(record, 'datetime', () => {
                    draft.facts.zoneless = true;
                });
                return;
            }
            const stats = (0,read_fields/* readFields */.qU)(record, 'stats');
            const name = (0,read_fields/* readText */.yR)(record, 'fullname') ?? (0,read_fields/* readText */.yR)(record, 'name');
            if (name === null)
                return draft.report('warning', 'unnamed-task', 'A benchmark without a name is left out.');
            addMeasure(draft, {
                name: distinguish(name),
                unit: 's',
                value: (0,read_fields/* readNumber */.kz)(stats, 'median') ?? (0,read_fields/* readNumber */.kz)(stats, 'mean'),
                samples: numbersOf((0,read_fields/* readList */.LD)(stats, 'data')),
            });
        });
        concludeBenchmarks(draft);
    },
};

;// CONCATENATED MODULE: ./build/ingest/turborepo.js


const turborepo = {
    id: 'turborepo',
    title: 'Turborepo run summary',
    reference: 'https://turborepo.com/docs/reference/run#--summarize',
    howTo: '`turbo run build --summarize`, which writes `.turbo/runs/*.json`',
    claims: ({ shape, keys }) => shape === 'object' && ['turboVersion', 'tasks', 'execution'].every((key) => keys.includes(key)),
    refuses: ({ shape, keys }) => {
        const isPlan = keys.includes('turboVersion') && keys.includes('tasks') && !keys.includes('execution');
        if (shape !== 'object' || !isPlan)
            return null;
        const what = 'It is the plan of a dry run (`turbo run --dry=json`): nothing of it was run or timed.';
        const fix = 'Run with `--summarize` in place of `--dry=json`, and read `.turbo/runs/*.json`.';
        return { code: 'not-a-run', what, fix };
    },
    read: async (input, draft) => {
        // Until the whole has said how the run ended, nothing is known of it.
        Object.assign(draft.facts, { complete: false, result: 'unknown' });
        await readRecords(input, draft, ['tasks'], (record, key) => {
            if (key === 'tasks')
                turborepo_readTask(record, draft);
            else if ((0,read_fields/* isFields */.Ce)(record['execution']))
                readExecution(record['execution'], draft);
        });
    },
};
/** An interrupted run says exit code 0 and nothing failed; what it had begun is only counted. */
function readExecution(execution, { facts, report }) {
    const count = (key) => (0,read_fields/* readNumber */.kz)(execution, key) ?? 0;
    const done = count('success') + count('failed') + count('cached');
    const start = (0,read_fields/* readTime */.aQ)(execution, 'startTime');
    const end = (0,read_fields/* readTime */.aQ)(execution, 'endTime');
    facts.startTimeMs = start;
    facts.durationMs = start === null || end === null ? null : end - start;
    facts.complete = done === (0,read_fields/* readNumber */.kz)(execution, 'attempted');
    const exitCode = (0,read_fields/* readNumber */.kz)(execution, 'exitCode');
    if (exitCode !== null && exitCode !== 0)
        facts.result = stopped.get(exitCode) ?? 'failure';
    else if (facts.complete && exitCode === 0)
        facts.result = count('failed') > 0 ? 'failure' : 'success';
    if (facts.complete)
        return;
    const what = `Of ${(0,read_fields/* readNumber */.kz)(execution, 'attempted') ?? 'all'} tasks that were begun ${done} ended: the run was stopped.`;
    report('warning', 'unfinished', what);
}
/** Exit codes of a process that was interrupted or told to end. */
const stopped = new Map([
    [130, 'cancellation'],
    [143, 'cancellation'],
]);
function turborepo_readTask(task, draft) {
    const name = (0,read_fields/* readText */.yR)(task, 'taskId') ?? (0,read_fields/* readText */.yR)(task, 'task');
    if (name === null)
        return draft.report('warning', 'unnamed-task', 'A task without a name is left out.');
    const execution = (0,read_fields/* readFields */.qU)(task, 'execution');
    const cache = turborepo_readCache(task);
    const start = (0,read_fields/* readTime */.aQ)(execution, 'startTime');
    const end = (0,read_fields/* readTime */.aQ)(execution, 'endTime');
    const durationMs = start === null || end === null || cache === 'hit' ? null : end - start;
    draft.addTask({
        name,
        kind: (0,read_fields/* readText */.yR)(task, 'task') ?? 'task',
        startTimeMs: start,
        durationMs,
        result: turborepo_readResult(task),
        cache,
        savedMs: cache === 'hit' ? (0,read_fields/* readNumber */.kz)((0,read_fields/* readFields */.qU)(task, 'cache'), 'timeSaved') : null,
    });
}
/** Without an exit code a task could not be started, or was killed. */
function turborepo_readResult(task) {
    if (!(0,read_fields/* isFields */.Ce)(task['execution']))
        return 'unknown';
    const exitCode = (0,read_fields/* readNumber */.kz)(task['execution'], 'exitCode');
    return exitCode === null ? 'error' : exitCode === 0 ? 'success' : 'failure';
}
/** Older versions say where a task was found, and not that it was. */
function turborepo_readCache(task) {
    const cache = (0,read_fields/* readFields */.qU)(task, 'cache');
    const status = (0,read_fields/* readText */.yR)(cache, 'status');
    if (status === 'HIT')
        return 'hit';
    if (status === null && ((0,read_fields/* readFlag */.fG)(cache, 'local') || (0,read_fields/* readFlag */.fG)(cache, 'remote')))
        return 'hit';
    if ((0,read_fields/* readFlag */.fG)((0,read_fields/* readFields */.qU)(task, 'resolvedTaskDefinition'), 'cache') === false)
        return 'bypass';
    return (0,read_fields/* isFields */.Ce)(task['cache']) ? 'miss' : 'unknown';
}

;// CONCATENATED MODULE: ./build/ingest/vitest-bench.js
/** Results of `vitest bench`. Reference: https://vitest.dev/config/#benchmark-outputjson */




const vitestBench = {
    id: 'vitest-bench',
    title: 'vitest bench',
    reference: 'https://vitest.dev/config/#benchmark-outputjson',
    howTo: '`vitest bench --run --outputJson bench.json`',
    claims: ({ shape, keys, records }) => shape === 'object' &&
        keys.includes('files') &&
        records.length > 0 &&
        records.every((record) => typeof record['filepath'] === 'string' && Array.isArray(record['groups'])),
    read: async (input, draft) => {
        const distinguish = countNames(draft);
        await readRecords(input, draft, ['files'], (file) => {
            for (const group of (0,read_fields/* readList */.LD)(file, 'groups').filter(read_fields/* isFields */.Ce)) {
                for (const benchmark of (0,read_fields/* readList */.LD)(group, 'benchmarks').filter(read_fields/* isFields */.Ce)) {
                    const place = ((0,read_fields/* readText */.yR)(group, 'fullName') ?? '').replaceAll(' > ', ' › ');
                    const parts = [place, (0,read_fields/* readText */.yR)(benchmark, 'name') ?? 'benchmark'].filter((part) => part !== '');
                    addMeasure(draft, {
                        name: distinguish(parts.join(' › ')),
                        unit: 'ms',
                        value: (0,read_fields/* readNumber */.kz)(benchmark, 'median') ?? (0,read_fields/* readNumber */.kz)(benchmark, 'mean'),
                        samples: numbersOf((0,read_fields/* readList */.LD)(benchmark, 'samples')),
                    });
                }
            }
        });
        concludeBenchmarks(draft);
    },
};

;// CONCATENATED MODULE: ./build/ingest/formats.js
/** All formats, as data. The order does not matter: exactly one may claim a file. */




























const formats_formats = [
    bazelBep,
    bazelProfile,
    buildRunner,
    builder,
    buildkit,
    canonical,
    cargoTimings,
    chromeTrace,
    claude,
    ctrf,
    customBenchmark,
    customBiggerIsBetter,
    githubJobs,
    goActionGraph,
    goBench,
    goTest,
    googleBenchmark,
    gradleProfiler,
    hyperfine,
    jmh,
    junit,
    nextTrace,
    ninja,
    nx,
    nxProfile,
    otlp,
    pytestBenchmark,
    turborepo,
    vitestBench,
];

;// CONCATENATED MODULE: ./build/ingest/choose-format.js
/** Which format a file is: by its content alone, or a refusal that names the candidates. */


/**
 * The one format that claims a file, or the one that the user names.
 * @param wanted `auto` or a format's id
 */
function chooseFormat(wanted, sample) {
    const ids = formats_formats.map((format) => format.id).sort();
    if (wanted !== 'auto') {
        const format = formats_formats.find((candidate) => candidate.id === wanted);
        if (format !== undefined)
            return format.refuses?.(sample) ?? format;
        const what = `There is no format \`${wanted}\`.`;
        return { code: 'unknown-format', what, fix: (0,suggest/* suggest */.Z)(wanted, ['auto', ...ids]) };
    }
    const claims = formats_formats.filter((format) => format.claims(sample));
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
    for (const format of formats_formats) {
        const refusal = format.refuses?.(sample);
        if (refusal)
            return refusal;
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
    const machine = [];
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
        expectTasks: tasks.expect,
        isSummedUp: tasks.isExceeded,
        addEvent: (event) => addBounded(events, {
            ...event,
            id: cleanName(event.id ?? `e${events.length + 1}`, idLength),
            type: cleanName(event.type, 100),
            timeMs: draft_finite(event.timeMs),
            taskId: cleanId(event.taskId),
            message: cleanMessage(event.message),
        }),
        addMetric: (metric) => addBounded(metrics, { ...metric, name: cleanName(metric.name, limits.nameLength) }),
        hasMetrics: () => metrics.length > 0,
        addSpan: (span) => addBounded(spans, {
            ...span,
            id: cleanName(span.id, idLength),
            parentId: cleanId(span.parentId),
            name: cleanName(span.name, limits.nameLength),
            startTimeMs: draft_finite(span.startTimeMs),
            durationMs: checkDuration(span.durationMs, span.name, report),
        }),
        addSample: (sample) => addBounded(machine, sample),
        startOver: () => {
            tasks.clear();
            for (const list of [events, metrics, spans, machine])
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
            return { facts, tasks: kept, events, metrics, spans, machine, degraded, problems };
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
        startTimeMs: draft_finite(draft.startTimeMs),
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
function draft_finite(value) {
    return typeof value === 'number' && Math.abs(value) <= 8.64e15 ? value : null;
}
function positive(value) {
    return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}
/** A task that seems to have started a day before its build carries an older run's clock. */
function clearOddStarts(tasks, facts, report) {
    facts.startTimeMs = draft_finite(facts.startTimeMs);
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

;// CONCATENATED MODULE: ./build/ingest/read-source.js



/** Reads the file as one build's part. Never throws for what is in it. */
async function readSource(source, wanted, limits) {
    return await useSource(source, wanted, limits, async (format, input, state) => {
        const draft = createDraft(source.name, limits);
        await format.read(input, draft);
        noteState(state, draft);
        const part = draft.finish();
        const isEmpty = part.tasks.length === 0 && part.metrics.length === 0;
        return { format: format.id, part: isEmpty ? noteEmpty(source.name, part) : part };
    });
}
/**
 * Opens the file and hands it on with its format.
 * @returns what `use` gives, or why the file is refused
 */
async function useSource(source, wanted, limits, use) {
    const refuse = (code, what, fix) => ({
        format: null,
        problems: [{ level: 'error', code, where: source.name, what, fix }],
    });
    try {
        const { input, state } = await openInput(source.open, limits);
        const format = chooseFormat(wanted, input.sample);
        if (!('id' in format))
            return refuse(format.code, format.what, format.fix);
        return await use(format, input, state);
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
/** Says in the draft what went wrong below it, once the file was read. */
function noteState(state, draft) {
    if (state.broken !== null)
        draft.markTruncated();
    if (!state.cut)
        return;
    draft.facts.complete = false;
    const fix = 'Split the log by job or package.';
    draft.report('warning', 'too-large', 'The file is larger than what is read of it.', fix);
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

;// CONCATENATED MODULE: ./build/ingest/index.js
/** Reads event logs into a build: recognises each file by its content, or refuses it with a reason. */








/** Reads all files into one build. Never throws for what is in a file. */
async function readBuild(sources, options) {
    const parts = [];
    const files = [];
    const refused = [];
    for (const source of sources) {
        const found = await readSource(source, options.format, { ...defaultLimits, ...options.limits });
        const read = noteLeftOver(found, source.name, options.jobStartMs ?? null);
        files.push(describeFile(source.name, read));
        if (read.format === null)
            refused.push(...read.problems);
        else
            parts.push(read);
    }
    if (parts.length === 0)
        return { build: null, files, problems: refused };
    const build = joinParts(parts, { ...options, tasks: options.limits?.tasks ?? defaultLimits.tasks });
    if (build.tasks.length === 0 && build.metrics.length === 0) {
        const where = sources.map((source) => source.name).join(', ');
        const what = 'The logs hold no task and no measurement.';
        const fix = 'Check that they belong to a build that ran something.';
        const problem = { level: 'error', code: 'no-events', where, what, fix };
        return { build: null, files, problems: [...refused, ...build.problems, problem] };
    }
    // A file that could not be read may hold the missing half of the build.
    const whole = refused.length === 0;
    return { build: whole ? build : { ...build, complete: false }, files, problems: refused };
}
/** Clocks of a runner and of a tool differ by less. */
const clockToleranceMs = 60_000;
/** A log that ended before the job began is another build's. */
function noteLeftOver(read, where, jobStartMs) {
    if (read.format === null || jobStartMs === null)
        return read;
    if (!formats_formats.some(({ id, isLeftOver }) => isLeftOver && id === read.format))
        return read;
    const { startTimeMs, durationMs } = timeParts([read]);
    if (startTimeMs === null || startTimeMs + (durationMs ?? 0) >= jobStartMs - clockToleranceMs)
        return read;
    const what = 'The file is of a build that ended before this job began: this job left none.';
    const fix = 'Look whether the build was killed; delete the file before it starts.';
    const problem = { level: 'warning', code: 'left-over', where, what, fix };
    const { part } = read;
    const facts = { ...part.facts, complete: false };
    return { ...read, part: { ...part, facts, problems: [...part.problems, problem] } };
}
/** Says what one file holds. Never throws for what is in it. */
async function inspectSource(source, format) {
    return describeFile(source.name, await readSource(source, format, defaultLimits));
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
    const read = await ingest(settings, surroundings, name, found);
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
    const saved = await save(options, surroundings, store, {
        ...read.build,
        opened: listOpened(report.changes),
    });
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
async function ingest({ options, config }, surroundings, name, found) {
    if (found.sources.length === 0)
        return { build: null, problems: found.problems };
    const read = await readBuild(found.sources, {
        name,
        format: options.format,
        id: surroundings.buildId,
        context: surroundings.context,
        limits: config.limits,
        jobStartMs: surroundings.jobStartMs,
    });
    const { machine, jobStatus } = surroundings;
    const build = read.build && markStatus(addMachine(read.build, machine), jobStatus);
    return { build, problems: [...found.problems, ...read.problems] };
}
/** The job knows what a log may not say. */
function markStatus(build, status) {
    if (status === 'failure' && build.result === 'unknown')
        return { ...build, result: 'failure' };
    if (status !== 'cancelled')
        return build;
    const problem = {
        level: 'warning',
        code: 'job-cancelled',
        where: 'job',
        what: 'The job was cancelled: the logs may lack work that did not come to run.',
        fix: 'Run the job again to have its speed judged.',
    };
    return { ...build, complete: false, problems: [...build.problems, problem] };
}
/** What was sampled beside the build joins what its own log holds. */
function addMachine(build, beside) {
    const machine = [...build.machine, ...beside].sort((a, b) => a.timeMs - b.timeMs);
    return { ...build, machine };
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
    .map((spec) => ({ name: spec.name, value: valueName(spec), description: check_describe(spec) }));
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
function check_describe(spec) {
    if (spec.name === 'history')
        return 'Folder of the history; .build-telemetry/history by default.';
    if (spec.name === 'name')
        return 'The series that this build belongs to; `local` by default.';
    if (spec.name === 'baseline-branch')
        return 'Compare with builds of this branch only; all builds by default.';
    return spec.default === '' ? spec.description : `${spec.description} Default: ${spec.default}.`;
}

// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
;// CONCATENATED MODULE: ./build/history/describe-history.js
/** What is stored of one series, in numbers. */
const describe_history_dayMs = 86_400_000;
/** A gap is longer than this, and than so many times the usual distance of two builds. */
const leastGapMs = 3 * describe_history_dayMs;
const timesUsual = 5;
function describeHistory({ builds, series }) {
    const facts = { tasks: 0, measurements: 0, rows: 0 };
    for (const { value, build } of series) {
        facts[value === null ? 'tasks' : 'measurements']++;
        facts.rows += build.length;
    }
    return {
        builds: builds.length,
        ...facts,
        oldestMs: builds[0]?.startTimeMs ?? null,
        newestMs: builds.at(-1)?.startTimeMs ?? null,
        gaps: findGaps(builds),
    };
}
function findGaps(builds) {
    const steps = builds.slice(1).map(({ startTimeMs }, at) => {
        const before = builds[at];
        const startMs = before.startTimeMs;
        return { after: before.id, startMs, durationMs: startTimeMs - startMs };
    });
    const sorted = steps.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
    const usualMs = sorted[sorted.length >> 1] ?? 0;
    return steps
        .filter(({ durationMs }) => durationMs > Math.max(leastGapMs, timesUsual * usualMs))
        .sort((a, b) => b.durationMs - a.durationMs)
        .slice(0, 5);
}

;// CONCATENATED MODULE: ./build/history/list-rows.js
/** Every stored row as plain values, for exports: builds first, then tasks and measurements by name. */

function* listRows({ builds, series }) {
    for (const one of series) {
        for (let row = 0; row < one.build.length; row++)
            yield toRow(one, row, builds[one.build[row]]);
    }
}
function toRow(series, row, build) {
    const known = (values) => {
        const value = values?.[row] ?? Number.NaN;
        return Number.isNaN(value) ? null : value;
    };
    return {
        build,
        name: series.name,
        kind: series.kind,
        attempt: series.attempt[row],
        result: RESULTS[series.result[row]] ?? 'unknown',
        durationMs: known(series.durationMs),
        cached: series.cached[row] === 1,
        costUsd: known(series.costUsd),
        tokens: known(series.tokens),
        cpuMs: known(series.cpuMs),
        memoryBytes: known(series.memoryBytes),
        errorType: series.errorType?.[row] ?? null,
        model: series.model?.[row] ?? null,
        value: known(series.value),
        unit: series.unit,
        better: series.better,
    };
}

;// CONCATENATED MODULE: ./build/io/export-sqlite.js
/** A stored history as an SQLite database. https://nodejs.org/api/sqlite.html */


/** Columns of the table `builds`, with the field that each holds. */
const buildColumns = [
    ['id', 'TEXT PRIMARY KEY', 'id'],
    ['name', 'TEXT', 'name'],
    ['start_ms', 'REAL', 'startTimeMs'],
    ['duration_ms', 'REAL', 'durationMs'],
    ['result', 'TEXT', 'result'],
    ['complete', 'INTEGER', 'complete'],
    ['degraded', 'INTEGER', 'degraded'],
    ['tasks', 'INTEGER', 'tasks'],
    ['failed_tasks', 'INTEGER', 'failedTasks'],
    ['retries', 'INTEGER', 'retries'],
    ['errors', 'INTEGER', 'errors'],
    ['cache_hits', 'INTEGER', 'cacheHits'],
    ['cache_lookups', 'INTEGER', 'cacheLookups'],
    ['cost_usd', 'REAL', 'costUsd'],
    ['tokens', 'INTEGER', 'tokens'],
    ['peak_memory_bytes', 'INTEGER', 'peakMemoryBytes'],
    ['branch', 'TEXT', 'branch'],
    ['commit_sha', 'TEXT', 'commit'],
    ['pull_request', 'INTEGER', 'pullRequest'],
    ['event', 'TEXT', 'event'],
    ['workflow', 'TEXT', 'workflow'],
    ['job', 'TEXT', 'job'],
    ['run_id', 'TEXT', 'runId'],
    ['run_attempt', 'INTEGER', 'runAttempt'],
    ['runner_os', 'TEXT', 'runnerOs'],
    ['runner_arch', 'TEXT', 'runnerArch'],
    ['runner_image', 'TEXT', 'runnerImage'],
    ['cpu_model', 'TEXT', 'cpuModel'],
    ['opened', 'TEXT', 'opened'],
];
const export_sqlite_schema = `
  CREATE TABLE builds (${buildColumns.map(([name, type]) => `${name} ${type}`).join(', ')});
  CREATE TABLE tasks (build TEXT REFERENCES builds (id), name TEXT, kind TEXT, attempt INTEGER, result TEXT,
    duration_ms REAL, cached INTEGER, cost_usd REAL, tokens INTEGER, cpu_ms REAL, memory_bytes INTEGER,
    error_type TEXT, model TEXT);
  CREATE TABLE measurements (build TEXT REFERENCES builds (id), name TEXT, value REAL, unit TEXT, better TEXT);
`;
/** Whether this Node has SQLite: 22.5 and newer. */
async function hasSqlite() {
    return await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 99, 19)).then(() => true, () => false);
}
/** Writes the file anew. @throws for any fault of the file system; then the file is as it was. */
async function exportSqlite(path, history) {
    const { DatabaseSync } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 99, 19));
    const partial = `${path}.partial`;
    await (0,promises_.rm)(partial, { force: true });
    const database = new DatabaseSync(partial);
    try {
        database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN');
        fill(database, history);
        database.exec('COMMIT; CREATE INDEX tasks_by_name ON tasks (name, kind)');
    }
    finally {
        database.close();
    }
    await (0,promises_.rename)(partial, path);
}
function fill(database, history) {
    const places = (count) => Array(count).fill('?').join(', ');
    database.exec(export_sqlite_schema);
    const addBuild = database.prepare(`INSERT INTO builds VALUES (${places(buildColumns.length)})`);
    const addTask = database.prepare(`INSERT INTO tasks VALUES (${places(13)})`);
    const addValue = database.prepare(`INSERT INTO measurements VALUES (${places(5)})`);
    for (const build of history.builds)
        addBuild.run(...buildColumns.map(([, , field]) => toSql(build[field])));
    for (const row of listRows(history)) {
        const { name, kind, attempt, result, durationMs, costUsd, tokens, cpuMs, memoryBytes } = row;
        if (row.unit === null)
            addTask.run(...[row.build.id, name, kind, attempt, result, durationMs, Number(row.cached), costUsd, tokens], ...[cpuMs, memoryBytes, row.errorType, row.model]);
        else
            addValue.run(row.build.id, name, row.value, row.unit, row.better);
    }
}
function toSql(value) {
    if (typeof value === 'boolean')
        return Number(value);
    return typeof value === 'object' ? value && JSON.stringify(value) : value;
}

;// CONCATENATED MODULE: ./build/history/verify-segment.js
/** Reads all of a segment: its hash, its builds and each page of each column. */



function verifySegment(file) {
    const decoded = decodeSegment(file);
    if (decoded.fate !== 'good')
        return { name: file.name, builds: 0, rows: 0, problem: decoded.problem };
    const { segment } = decoded;
    const what = findFault(segment);
    const fix = 'Please report this as a bug, with the file if you may share it.';
    const problem = what === null ? null : { level: 'error', code: 'history-invalid', where: file.name, what, fix };
    return { name: file.name, builds: segment.records.length, rows: segment.rows, problem };
}
function findFault(segment) {
    const named = parseSegmentName(segment.name);
    if (named?.builds !== segment.records.length)
        return `It holds ${segment.records.length} builds, not the ${named?.builds} of its name.`;
    for (const [group, rows] of segment.groupRows.entries()) {
        for (const { name, type } of columns) {
            try {
                readColumn(segment, group, name, type, rows);
            }
            catch (error) {
                return `Column ${name} of row group ${group} cannot be read: ${error.message}.`;
            }
        }
    }
    return null;
}
function readColumn(segment, group, name, type, rows) {
    const reader = segment.open(group, name);
    if (reader.empty)
        return;
    for (let from = 0; from < rows; from += pageRows) {
        const size = Math.min(pageRows, rows - from);
        if (type === 'flag')
            reader.readFlags(new Uint8Array(size));
        else if (reader.dictionary.length > 0)
            reader.readCodes(new Uint32Array(size));
        else
            reader.readNumbers(new Float64Array(size));
    }
}

;// CONCATENATED MODULE: ./build/history/encode-history.js
/** All segments of a series → one file, for other engines. */





/** Each build once, sorted and compressed as a merged segment is. Damaged files are left out. */
function encodeHistory(files) {
    const { segments } = decodeSegments(files);
    const owned = uniteSegments(segments, noLimits);
    const records = owned.map(({ record }) => record);
    return encodeSegment(1, records, walkTasks(toParts(segments, owned))).bytes;
}

;// CONCATENATED MODULE: ./build/io/history-folder.js
/** A folder of history as a whole: which series it holds, and what is done to all of one at once. */



/** The series in a folder: in folders of their own, or its own segments, as an unpacked cache entry has them. */
async function listSeries(root) {
    const entries = await (0,promises_.readdir)(root, { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => (0,external_node_path_.join)(root, name));
    const found = await Promise.all([root, ...folders].map(readSeries));
    return found.filter((one) => one !== null).sort((a, b) => (a.series < b.series ? -1 : 1));
}
async function readSeries(folder) {
    const files = await history_folder_readFiles(folder);
    if (files.length === 0)
        return null;
    const { history, problems } = readSegments(files, noLimits);
    return {
        folder,
        series: history.builds[0]?.name ?? folder,
        files: files.map(({ name }) => name),
        sizeBytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
        history,
        problems,
    };
}
/** The segments in a folder, damaged ones too. */
async function history_folder_readFiles(folder) {
    const names = (await (0,promises_.readdir)(folder)).filter((name) => parseSegmentName(name) !== null).sort();
    return await Promise.all(names.map(async (name) => ({ name, bytes: await (0,promises_.readFile)((0,external_node_path_.join)(folder, name)) })));
}
/** Reads every page of every file. */
async function verifySeries({ folder, files }) {
    const verified = [];
    for (const name of files)
        verified.push(verifySegment({ name, bytes: await (0,promises_.readFile)((0,external_node_path_.join)(folder, name)) }));
    return verified;
}
/** One Parquet file with every build once. */
async function encodeSeries({ folder }) {
    return encodeHistory(await history_folder_readFiles(folder));
}
/** Removes the segments of a series; other files stay. @returns how many. */
async function clearSeries({ folder, files }) {
    for (const name of files)
        await (0,promises_.rm)((0,external_node_path_.join)(folder, name), { force: true });
    return files.length;
}
/** When a log was last written, epoch milliseconds. */
async function readTime(path) {
    return (await (0,promises_.stat)(path)).mtimeMs;
}

;// CONCATENATED MODULE: ./build/ingest/benchmark-data.js
/**
 * github-action-benchmark's `data.js`: many builds in one file, each with measurements alone.
 * https://github.com/benchmark-action/github-action-benchmark (src/write.ts, `DataJson`)
 */



const assignment = /^\s*window\.BENCHMARK_DATA\s*=\s*/;
/** Tools whose numbers are rates; all others measure times. */
const biggerIsBetter = new Set(['benchmarkjs', 'pytest', 'customBiggerIsBetter']);
const longestName = 500;
const benchmarkData = {
    id: 'github-action-benchmark',
    claims: (text) => assignment.test(text),
    read: (text, { name, context }) => {
        const data = JSON.parse(text.replace(assignment, '').replace(/;\s*$/, ''));
        const suites = (0,read_fields/* isFields */.Ce)(data) ? Object.entries((0,read_fields/* readFields */.qU)(data, 'entries')) : [];
        return suites.flatMap(([suite, runs]) => (Array.isArray(runs) ? runs : []).flatMap((run) => (0,read_fields/* isFields */.Ce)(run) ? benchmark_data_readRun(run, name ?? cleanName(suite, longestName), suite, context) : []));
    },
};
function benchmark_data_readRun(run, name, suite, context) {
    const better = biggerIsBetter.has((0,read_fields/* readText */.yR)(run, 'tool') ?? '') ? 'higher' : 'lower';
    const metrics = (0,read_fields/* readList */.LD)(run, 'benches').flatMap((bench) => (0,read_fields/* isFields */.Ce)(bench) ? readBench(bench, better) : []);
    const startTimeMs = (0,read_fields/* readNumber */.kz)(run, 'date');
    if (metrics.length === 0 || startTimeMs === null)
        return [];
    const commit = (0,read_fields/* readText */.yR)((0,read_fields/* readFields */.qU)(run, 'commit'), 'id');
    const identity = JSON.stringify([suite, commit, startTimeMs]);
    return [
        {
            id: `benchmark-${(0,external_node_crypto_.createHash)('sha256').update(identity).digest('hex').slice(0, 16)}`,
            name,
            startTimeMs,
            durationMs: null,
            result: 'success',
            complete: true,
            degraded: false,
            formats: ['github-action-benchmark'],
            tasks: [],
            events: [],
            metrics,
            spans: [],
            machine: [],
            problems: [],
            context: { ...context, commit },
        },
    ];
}
function readBench(bench, better) {
    const name = (0,read_fields/* readText */.yR)(bench, 'name');
    const value = (0,read_fields/* readNumber */.kz)(bench, 'value');
    if (name === null || value === null)
        return [];
    const unit = (0,read_fields/* readText */.yR)(bench, 'unit') ?? '1';
    return [{ name: cleanName(name, longestName), value, unit, better, samples: null }];
}

;// CONCATENATED MODULE: ./build/ingest/read-archive.js
/** Archives: files in which other tools kept a team's past, and which are no log of any build. */

/** All of them; their order does not matter. */
const archiveFormats = [benchmarkData];
const mostBytes = 256 * 1024 * 1024;
/** The builds of a file, or null when it is none of these formats: then it is the log of one build. */
async function readArchive(source, options) {
    const text = await read_archive_readText(source);
    const format = text === null ? undefined : archiveFormats.find(({ claims }) => claims(text));
    if (text === null || format === undefined)
        return null;
    try {
        return { builds: format.read(text, options), problems: [] };
    }
    catch (error) {
        const what = `This file of ${format.id} cannot be read: ${error.message}`;
        const fix = 'Check that it is whole.';
        return { builds: [], problems: [{ level: 'error', code: 'unreadable', where: source.name, what, fix }] };
    }
}
async function read_archive_readText(source) {
    const chunks = [];
    let size = 0;
    for await (const chunk of source.open()) {
        chunks.push(chunk);
        size += chunk.length;
        if (size > mostBytes)
            return null;
    }
    return Buffer.concat(chunks).toString('utf8');
}

;// CONCATENATED MODULE: ./build/ingest/read-builds.js




/** A history has no more builds than this from one file. */
const read_builds_maxBuilds = 10_000;
/**
 * All builds of one file, oldest first where they have a clock; of a format whose files are one build, that
 * build. Ids are those of the log, else made of the start and the place in the file, so that reading a file
 * again gives the same ids. Builds without task and measurement are left out. Never throws for what is in it.
 */
async function readBuilds(source, options) {
    const limits = { ...defaultLimits, ...options.limits };
    const drafts = new Map();
    const file = createDraft(source.name, limits);
    const open = (id) => {
        if (drafts.size >= read_builds_maxBuilds) {
            file.report('warning', 'too-many-builds', `Only the first ${read_builds_maxBuilds} builds of the file are read.`);
            return null;
        }
        const draft = createDraft(source.name, limits);
        // A build that begins again after its end is another one.
        drafts.set(drafts.has(id) ? `${id}#${drafts.size + 1}` : id, draft);
        return draft;
    };
    const used = await useSource(source, options.format, limits, async (format, input, state) => {
        if (format.readAll)
            await format.readAll(input, file, open);
        else
            await format.read(input, open(''));
        noteState(state, file);
        return { format: format.id, isCollection: format.readAll !== undefined };
    });
    if (used.format === null)
        return { builds: [], isCollection: false, problems: used.problems };
    const { format, isCollection } = used;
    const whole = file.finish();
    // What is cut off belongs to the build that was written last.
    const last = [...drafts.values()].at(-1);
    if (last && !whole.facts.complete)
        last.facts.complete = false;
    const builds = [...drafts]
        .map(([id, draft]) => {
        const read = { format, part: { ...draft.finish(), degraded: whole.degraded } };
        const build = joinParts([read], { ...options, id, tasks: limits.tasks });
        return id === '' ? { ...build, id: nameBuild(format, build) } : build;
    })
        .filter((build) => build.tasks.length > 0 || build.metrics.length > 0);
    return { builds: builds.sort(byStart), isCollection, problems: whole.problems };
}
function nameBuild(format, { startTimeMs }) {
    return `${format}-${startTimeMs === null ? 'unknown' : new Date(startTimeMs).toISOString()}`;
}
/** Builds without a clock stay before those that have one, in the order of the file. */
function byStart(a, b) {
    const first = Number.MIN_SAFE_INTEGER;
    return (a.startTimeMs ?? first) - (b.startTimeMs ?? first);
}

;// CONCATENATED MODULE: ./build/io/import-builds.js
/** Takes a team's past into a folder of history: other folders of history, logs, and files of many builds. */











/** Imports a file or a folder into the history at `root`; what is there already is not added again. */
async function importBuilds(source, root, options) {
    const target = openTarget(root);
    const found = await (0,promises_.stat)(source);
    if (!found.isDirectory())
        return await importFile(source, target, options);
    const series = await listSeries(source);
    if (series.length > 0)
        return await importHistory(source, target);
    return await importLogs(source, target, options);
}
function openTarget(root) {
    const known = new Map();
    const idsOf = async (series) => {
        const there = known.get(series);
        if (there !== undefined)
            return there;
        const files = await history_folder_readFiles((0,external_node_path_.join)(root, nameSeriesFolder(series))).catch(() => []);
        const ids = new Set(readSegments(files, noLimits).history.builds.map(({ id }) => id));
        known.set(series, ids);
        return ids;
    };
    return {
        add: async (build) => {
            const ids = await idsOf(build.name);
            if (ids.has(build.id))
                return { added: 0, known: 1, problems: [] };
            const now = build.startTimeMs ?? 0;
            const { saved, problems } = await folderStore(root, { ...noLimits, now, series: build.name }).append(build);
            if (saved)
                ids.add(build.id);
            return { added: Number(saved), known: 0, problems };
        },
        addSegment: async (file) => {
            const { history, problems } = readSegments([file], noLimits);
            const series = history.builds[0]?.name;
            if (series === undefined)
                return { added: 0, known: 0, problems };
            const ids = await idsOf(series);
            const fresh = history.builds.filter(({ id }) => !ids.has(id));
            if (fresh.length > 0) {
                const folder = (0,external_node_path_.join)(root, nameSeriesFolder(series));
                await (0,promises_.mkdir)(folder, { recursive: true });
                await writeDurably(folder, file.name, file.bytes);
                for (const { id } of fresh)
                    ids.add(id);
            }
            return { added: fresh.length, known: history.builds.length - fresh.length, problems };
        },
    };
}
function import_builds_sum(parts) {
    return {
        added: parts.reduce((total, { added }) => total + added, 0),
        known: parts.reduce((total, { known }) => total + known, 0),
        problems: parts.flatMap(({ problems }) => problems),
    };
}
async function importHistory(source, target) {
    const parts = [];
    for (const { folder } of await listSeries(source)) {
        for (const file of await history_folder_readFiles(folder))
            parts.push(await target.addSegment(file));
    }
    return import_builds_sum(parts);
}
/** A file of many builds, or the log of one. */
async function importFile(path, target, options) {
    const source = openSource(path);
    const archive = await readArchive(source, options);
    const log = archive ?? (await readBuilds(source, { ...options, name: options.name ?? 'local' }));
    if ('isCollection' in log && !log.isCollection)
        return await importLog([path], target, options);
    const parts = [];
    for (const build of [...log.builds].sort(compareStarts))
        parts.push(await target.add(build));
    return import_builds_sum([...parts, { added: 0, known: 0, problems: log.problems }]);
}
function compareStarts(a, b) {
    return (a.startTimeMs ?? 0) - (b.startTimeMs ?? 0);
}
/** Each file and each folder inside is one build. */
async function importLogs(folder, target, options) {
    const entries = await (0,promises_.readdir)(folder, { withFileTypes: true });
    const parts = [];
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        const path = (0,external_node_path_.join)(folder, entry.name);
        if (entry.isFile())
            parts.push(await importFile(path, target, options));
        if (!entry.isDirectory())
            continue;
        const inside = await (0,promises_.readdir)(path, { recursive: true, withFileTypes: true });
        const files = inside.filter((file) => file.isFile()).map((file) => (0,external_node_path_.join)(file.parentPath, file.name));
        if (files.length > 0)
            parts.push(await importLog(files.sort(), target, options));
    }
    return import_builds_sum(parts);
}
/** A log without a clock is as old as its newest file. */
async function importLog(paths, target, { name, format, context }) {
    const sources = paths.map(openSource);
    const id = `local-${await hashSources(sources)}`;
    const { build, problems } = await readBuild(sources, { id, name: name ?? 'local', format, context });
    if (build === null)
        return { added: 0, known: 0, problems };
    const times = await Promise.all(paths.map(readTime));
    const dated = { ...build, startTimeMs: build.startTimeMs ?? Math.max(...times) };
    return import_builds_sum([await target.add(dated), { added: 0, known: 0, problems }]);
}
function openSource(path) {
    return { name: path, open: () => (0,external_node_fs_.createReadStream)(path) };
}

;// CONCATENATED MODULE: ./build/render/history-text.js
/** A stored history as JSON and as CSV, piece by piece: it may have millions of rows. */


/** One JSON object with `builds` and `rows`, one of them a line; a row names its build. */
function* renderHistoryJson(history) {
    yield '{\n"builds": [';
    for (const [index, build] of history.builds.entries())
        yield `${index === 0 ? '' : ','}\n${JSON.stringify(build)}`;
    yield '\n],\n"rows": [';
    let first = true;
    for (const { build, ...row } of listRows(history)) {
        yield `${first ? '' : ','}\n${JSON.stringify({ build: build.id, ...row })}`;
        first = false;
    }
    yield '\n]\n}\n';
}
const history_text_columns = [
    ['build', ({ build }) => build.id],
    ['start', ({ build }) => new Date(build.startTimeMs).toISOString()],
    ['branch', ({ build }) => build.branch],
    ['commit', ({ build }) => build.commit],
    ['build_result', ({ build }) => build.result],
    ['build_duration_ms', ({ build }) => build.durationMs],
    ['name', ({ name }) => name],
    ['kind', ({ kind }) => kind],
    ['attempt', ({ attempt }) => attempt],
    ['result', ({ result }) => result],
    ['duration_ms', ({ durationMs }) => durationMs],
    ['cached', ({ cached }) => String(cached)],
    ['cost_usd', ({ costUsd }) => costUsd],
    ['tokens', ({ tokens }) => tokens],
    ['cpu_ms', ({ cpuMs }) => cpuMs],
    ['memory_bytes', ({ memoryBytes }) => memoryBytes],
    ['error_type', ({ errorType }) => errorType],
    ['model', ({ model }) => model],
    ['value', ({ value }) => value],
    ['unit', ({ unit }) => unit],
];
/** One line a task or measurement of a build (RFC 4180). */
function* renderHistoryCsv(history) {
    yield `${history_text_columns.map(([title]) => title).join(',')}\r\n`;
    for (const row of listRows(history))
        yield `${history_text_columns.map(([, of]) => (0,render_escape/* csvField */.XR)(of(row))).join(',')}\r\n`;
}

;// CONCATENATED MODULE: ./build/commands/view.js


const jsonFlag = { name: 'json', description: 'Print JSON.' };
function countFlag(fallback) {
    return { name: 'count', value: 'N', description: `How many to show; ${fallback} by default.` };
}
/** Reads arguments, runs `make`, and prints what it gives. `refuse` inside it makes the exit code 2. */
function defineView(command, make) {
    return {
        ...command,
        run: async (args) => {
            const read = (0,commands_command/* readArguments */.lR)(args, command.flags);
            try {
                if (read.problems.length > 0)
                    throw new Refusal(read.problems);
                const made = await make(read);
                if (made.json !== undefined)
                    process.stdout.write(read.flags['json'] ? `${JSON.stringify(made.json, null, 2)}\n` : made.text);
                return made.exitCode ?? 0;
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
/** Ends the command with what is wrong. */
function refuse(where, what, fix) {
    throw new Refusal([{ level: 'error', code: 'invalid-argument', where, what, fix }]);
}
/** A number above 0, from a flag or from the first operand. */
function view_readCount(args, flag, fallback) {
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

;// CONCATENATED MODULE: ./build/commands/history.js
/** `build-telemetry history`: what is stored, whether it is sound, and ways in and out. */















const tasks = {
    status: history_status,
    verify,
    compact,
    import: importAll,
    export: exportOne,
    clear,
};
const historyCommand = defineView({
    name: 'history',
    operands: 'status|verify|compact|import SOURCE...|export|clear --yes',
    summary: 'Look after the stored history: what it holds, check it, merge its files, bring a past in, take it elsewhere.',
    flags: [
        {
            name: 'history',
            value: 'DIR',
            description: 'Folder of the history; .build-telemetry/history by default.',
        },
        {
            name: 'name',
            value: 'TEXT',
            description: 'One series of builds; import: the series of all imported builds.',
        },
        {
            name: 'format',
            value: 'ID',
            description: 'export: json, csv, parquet or sqlite; import: format of the logs.',
        },
        {
            name: 'out',
            value: 'FILE',
            description: 'export: the file to write; JSON and CSV are printed without it.',
        },
        { name: 'branch', value: 'NAME', description: 'import: the branch of builds that do not name theirs.' },
        { name: 'yes', description: 'clear: really remove.' },
        jsonFlag,
    ],
}, async (args) => {
    const [name = ''] = args.operands;
    const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
    if (task === undefined)
        refuse('history', `\`${name}\` is not something to do.`, (0,suggest/* suggest */.Z)(name, Object.keys(tasks)));
    return await task(args);
});
function history_folderOf({ flags }) {
    return flags['history'] ?? '.build-telemetry/history';
}
/** The series that are asked for. */
async function history_readSeries(args) {
    const folder = history_folderOf(args);
    if (!(0,external_node_fs_.existsSync)(folder))
        refuse(folder, 'There is no such folder.', 'Name it with `--history DIR`.');
    const all = await listSeries(folder);
    const name = args.flags['name'];
    const wanted = all.filter(({ series }) => name === undefined || series === name);
    if (wanted.length === 0 && name !== undefined)
        refuse('--name', `There is no series \`${name}\`.`, (0,suggest/* suggest */.Z)(name, all.map(({ series }) => series)));
    return wanted;
}
async function history_status(args) {
    const all = await history_readSeries(args);
    const facts = all.map(({ series, folder, files, sizeBytes, history, problems }) => {
        const described = describeHistory(history);
        return { series, folder, files: files.length, sizeBytes, ...described, problems };
    });
    for (const { problems } of facts)
        for (const problem of problems)
            (0,commands_command/* tellProblem */.JW)(problem);
    const text = facts.map((one) => [
        (0,commands_command/* printable */.g$)(one.series),
        `  builds    ${formatCount(one.builds)}, ${formatTime(one.oldestMs)} to ${formatTime(one.newestMs)}`,
        `  series    ${plural(one.tasks, 'task')}, ${plural(one.measurements, 'measurement')}, ${plural(one.rows, 'row')}`,
        `  size      ${formatBytes(one.sizeBytes)} in ${plural(one.files, 'file')}`,
        ...one.gaps.map((gap) => `  gap       ${(gap.durationMs / 86_400_000).toFixed(1)} days from ${formatTime(gap.startMs)}, after ${(0,commands_command/* printable */.g$)(gap.after)}`),
    ].join('\n'));
    return {
        text: text.length === 0 ? 'No history is stored.\n' : `${text.join('\n')}\n`,
        json: { series: facts },
    };
}
async function verify(args) {
    const files = (await Promise.all((await history_readSeries(args)).map(verifySeries))).flat();
    const bad = files.flatMap(({ problem }) => problem ?? []);
    for (const problem of bad)
        (0,commands_command/* tellProblem */.JW)(problem);
    const rows = files.reduce((sum, one) => sum + one.rows, 0);
    const text = `${plural(files.length, 'file')} with ${plural(rows, 'row')} read, ${bad.length} damaged or unreadable.\n`;
    return { text, json: { files }, exitCode: bad.length > 0 ? 1 : 0 };
}
async function compact(args) {
    const done = [];
    for (const { series, folder, files } of await history_readSeries(args)) {
        for (const problem of await compactFolder(folder, { ...noLimits, now: Date.now() }))
            (0,commands_command/* tellProblem */.JW)(problem);
        const after = (await listSeries(folder)).flatMap((one) => one.files).length;
        done.push({ series, filesBefore: files.length, filesAfter: after });
    }
    const lines = done.map((one) => `${(0,commands_command/* printable */.g$)(one.series)}: ${one.filesBefore} files became ${one.filesAfter}\n`);
    return { text: lines.join(''), json: { series: done } };
}
const importContext = {
    ...{ branch: null, commit: null, pullRequest: null, event: 'import', workflow: null, job: null },
    ...{ runId: null, runAttempt: 1, runnerOs: null, runnerArch: null, cpuModel: null, runnerImage: null },
};
async function importAll(args) {
    const [, ...sources] = args.operands;
    if (sources.length === 0)
        refuse('history import', 'Nothing is named.', 'Name a folder or a file.');
    const { name = null, format = 'auto', branch = null } = args.flags;
    const options = { name, format, context: { ...importContext, branch } };
    const done = [];
    for (const source of sources) {
        if (!(0,external_node_fs_.existsSync)(source))
            refuse(source, 'There is no such file or folder.', 'Check the path.');
        const { problems, ...counts } = await importBuilds(source, history_folderOf(args), options);
        for (const problem of problems)
            (0,commands_command/* tellProblem */.JW)(problem);
        done.push({ source, ...counts });
    }
    const lines = done.map((one) => `${(0,commands_command/* printable */.g$)(one.source)}: ${plural(one.added, 'build')} added, ${one.known} known before\n`);
    const nothing = done.every(({ added, known }) => added + known === 0);
    return { text: lines.join(''), json: { imported: done }, exitCode: nothing ? 2 : 0 };
}
async function exportOne(args) {
    const format = readChoice(args, 'format', ['json', 'csv', 'parquet', 'sqlite'], 'json');
    const out = args.flags['out'];
    const all = await history_readSeries(args);
    const [one] = all;
    if (one === undefined || all.length > 1) {
        const names = all.map(({ series }) => `\`${series}\``).join(', ');
        refuse('history export', all.length === 0 ? 'No history is stored.' : `There are several series: ${names}.`, 'Name one with `--name`.');
    }
    if (out === undefined) {
        if (format === 'parquet' || format === 'sqlite')
            refuse('--out', `${format} is a binary file.`, 'Name the file: `--out FILE`.');
        await (0,external_node_stream_promises_.pipeline)(external_node_stream_.Readable.from(gatherPieces(render(format, one))), process.stdout, { end: false });
        return { text: '', json: undefined };
    }
    await write((0,external_node_path_.resolve)(out), format, one);
    const builds = one.history.builds.length;
    return { text: `${plural(builds, 'build')} written to ${(0,commands_command/* printable */.g$)(out)}\n`, json: { out, format, builds } };
}
function render(format, { history }) {
    return format === 'json' ? renderHistoryJson(history) : renderHistoryCsv(history);
}
/** Streams are slow with many small pieces. */
function* gatherPieces(pieces) {
    let text = '';
    for (const piece of pieces) {
        text += piece;
        if (text.length < 65_536)
            continue;
        yield text;
        text = '';
    }
    yield text;
}
async function write(path, format, one) {
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
    if (format === 'sqlite') {
        const fix = 'Use Node 22.5 or newer, or another format.';
        if (!(await hasSqlite()))
            refuse('--format', `Node ${process.version} has no SQLite.`, fix);
        return await exportSqlite(path, one.history);
    }
    const partial = `${path}.partial`;
    if (format === 'parquet')
        await (0,promises_.writeFile)(partial, await encodeSeries(one));
    else
        await (0,external_node_stream_promises_.pipeline)(external_node_stream_.Readable.from(gatherPieces(render(format, one))), (0,external_node_fs_.createWriteStream)(partial));
    await (0,promises_.rename)(partial, path);
}
async function clear(args) {
    if (!args.flags['yes'])
        refuse('history clear', 'Nothing was removed.', 'Write `build-telemetry history clear --yes`.');
    const all = await history_readSeries(args);
    let files = 0;
    for (const one of all)
        files += await clearSeries(one);
    const builds = all.reduce((sum, { history }) => sum + history.builds.length, 0);
    return {
        text: `Removed ${plural(builds, 'build')} in ${plural(files, 'file')}.\n`,
        json: { builds, files },
    };
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

;// CONCATENATED MODULE: ./build/detect/replay-series.js
/**
 * Judges series outside any history: the newest value, or each value from an index on as if it were the newest.
 * What `build-telemetry detect` prints.
 */







/** Relative changes below this do not matter; there is no absolute floor, as the unit is not known. */
const anyGate = { ratio: 0.05, floor: 0 };
/**
 * Judges each series at each of its values from `from` on, each from the values before it alone.
 * @param from index of the first value to judge; null: the last one only
 * @returns one list a series, in their order
 */
function replaySeries(written, from) {
    const results = written.map(() => []);
    for (const group of groupSeries(written))
        replayGroup(group, from, results);
    return results;
}
function groupSeries(written) {
    const byGroup = new Map();
    written.forEach(({ group }, place) => {
        // Without a group a series stands alone.
        const key = group === undefined ? `#${place}` : `=${group}`;
        const places = byGroup.get(key);
        if (places)
            places.push(place);
        else
            byGroup.set(key, [place]);
    });
    return [...byGroup.values()].map((places) => alignGroup(places, written));
}
function alignGroup(places, written) {
    const longest = Math.max(...places.map((place) => written[place].values.length));
    const order = orderKeys(places.map((place) => written[place].keys));
    const members = places.map((place) => {
        const { values, hardware, keys, scale = lowerIsBetter, ...rest } = written[place];
        const runners = hardware === undefined ? null : replay_series_codeTexts(hardware, values.length);
        const offset = longest - values.length;
        const buildOf = (i) => (order && keys ? (order.get(keys[i] ?? '') ?? i) : i + offset);
        return {
            place,
            scale,
            gate: rest.gate ?? anyGate,
            exact: rest.exact ?? true,
            scaled: mapFloats(values.length, (i) => scale.to(values[i])),
            runners,
            builds: placeBuilds(values.length, buildOf),
            episode: null,
        };
    });
    return { members, builds: order?.size ?? longest };
}
/** `Float64Array.from` walks an iterator, which took a third of the time of a judgement. */
function mapFloats(length, read) {
    const values = new Float64Array(length);
    for (let i = 0; i < length; i++)
        values[i] = read(i);
    return values;
}
function placeBuilds(length, read) {
    const places = new Int32Array(length);
    for (let i = 0; i < length; i++)
        places[i] = read(i);
    return places;
}
/** Positions of all keys, each list's order kept: the union of sequences that agree. */
function orderKeys(lists) {
    if (lists.some((list) => list === undefined))
        return null;
    const longest = [...lists].sort((a, b) => b.length - a.length);
    const sequence = [...(longest[0] ?? [])];
    const seen = new Set(sequence);
    for (const list of longest.slice(1)) {
        let after = -1;
        for (const key of list) {
            if (seen.has(key))
                after = sequence.indexOf(key, after + 1) < 0 ? after : sequence.indexOf(key, after + 1);
            else {
                after += 1;
                sequence.splice(after, 0, key);
                seen.add(key);
            }
        }
    }
    return new Map(sequence.map((key, position) => [key, position]));
}
function replay_series_codeTexts(texts, length) {
    const codes = new Map();
    return Int32Array.from({ length }, (_, i) => {
        const text = texts[i];
        if (text === null || text === undefined || text === '')
            return -1;
        const code = codes.get(text) ?? codes.size;
        codes.set(text, code);
        return code;
    });
}
/** Build by build, so that the series of one build are tested together. */
function replayGroup({ members, builds }, from, results) {
    const factor = findBuildFactor(members.length, (i) => replay_series_spread(members[i], builds));
    const pending = new Map();
    for (const member of members) {
        const last = member.scaled.length - 1;
        for (let index = from ?? last; index <= last; index++) {
            if (index < 0)
                continue;
            const build = member.builds[index];
            const at = pending.get(build) ?? [];
            pending.set(build, at);
            at.push({ member, index, assessment: assessAt(member, index, factor) });
        }
    }
    for (const build of [...pending.keys()].sort((a, b) => a - b)) {
        const tests = pending.get(build);
        const limit = limitOf(tests.map(({ assessment }) => assessment));
        for (const test of tests)
            results[test.member.place].push(replay_series_decide(test, limit));
    }
}
function replay_series_spread({ scaled, builds: at }, builds) {
    const row = new Float64Array(builds).fill(Number.NaN);
    for (let i = 0; i < scaled.length; i++)
        row[at[i]] = scaled[i];
    return row;
}
function assessAt(member, index, factor) {
    const start = Math.max(0, index + 1 - longestPast);
    return assessSeries({
        scaled: member.scaled.subarray(start, index + 1),
        runners: member.runners?.subarray(start, index + 1) ?? null,
        factor: factor === null
            ? null
            : mapFloats(index + 1 - start, (i) => factor[member.builds[start + i]]),
        fresh: 0,
        gate: member.gate,
        exact: member.exact,
        scale: member.scale,
    });
}
function replay_series_decide({ member, index, assessment }, limit) {
    const { judgement, environment } = assessment;
    const start = Math.max(0, index + 1 - longestPast);
    const judged = environment?.judgement ?? judgement;
    const say = (verdict, state = null) => {
        const scan = verdict === 'improvement' ? judgement.faster : verdict === 'suspect' ? null : judged.slower;
        const told = state ?? (ended === 'recovered' || ended === 'accepted' ? ended : null);
        return {
            index,
            verdict,
            effect: effectOf(member, assessment, scan?.newest ?? 1),
            p: scan?.p ?? null,
            state: told,
        };
    };
    if (judgement.learning)
        return { index, verdict: 'learning', effect: null, p: null, state: null };
    const scaled = assessment.scaled;
    const { episode } = member;
    let ended = 'closed';
    if (episode !== null) {
        const moved = {
            ...episode,
            openedAt: episode.openedAt - start,
            changeAt: Math.max(0, episode.changeAt - start),
        };
        ended = followEpisode(scaled, moved);
        if (ended === 'open')
            return say('confirmed', 'open');
        member.episode = null;
    }
    const confirms = (p) => p !== undefined && p <= limit;
    if (environment !== null && isRaised(environment.judgement))
        return say('environment');
    if (confirms(judgement.slower?.p)) {
        const opened = openEpisode(scaled, scaled.length - 1);
        member.episode = { ...opened, openedAt: opened.openedAt + start, changeAt: opened.changeAt + start };
        return say('confirmed', 'opened');
    }
    if (judgement.suspect)
        return say('suspect');
    return confirms(judgement.faster?.p) ? say('improvement') : say('none');
}
function effectOf({ scale }, { judgement, environment, scaled }, newest) {
    const values = environment?.scaled ?? scaled;
    const { baseline } = environment?.judgement ?? judgement;
    const to = medianOfSorted(values.slice(-newest).sort());
    const from = medianOfSorted(baseline);
    return Number(relate(scale, from, to - from).toPrecision(6));
}

;// CONCATENATED MODULE: ./build/detect/stored-series.js
/** The followed series of a stored history, whole, as they can be replayed. */








/**
 * Reads the series that `wants`, of the builds that belong to the baseline, oldest first.
 * @param branch null: all builds that belong to no pull request
 */
function readStoredSeries(history, branch, rules, wants = () => true) {
    const past = listPast(history, branch);
    const found = [];
    const add = (key, scale, read) => {
        if (!wants(key))
            return;
        const known = past.filter((index) => !Number.isNaN(read(index)));
        if (known.length === 0)
            return;
        const builds = known.map((index) => history.builds[index]);
        found.push({
            name: key.task ?? 'build',
            key,
            scale,
            builds,
            values: known.map(read),
            keys: builds.map(({ id }) => id),
            hardware: builds.map((build) => (build.cpuModel === null ? null : runnerOf(build))),
            // Tasks of one build share what slows it; its own numbers are what they share.
            ...(key.scope === 'task' && key.measure === 'duration' ? { group: 'tasks' } : {}),
            gate: floorsOf(key, rules),
            exact: key.measure !== 'duration',
        });
    };
    addBuilds(history, past, add);
    stored_series_addTasks(history, add);
    return found;
}
function listPast(history, branch) {
    const name = history.builds.at(-1)?.name ?? '';
    const context = { pullRequest: null, branch, runId: null };
    return findComparable({ id: '', name, startTimeMs: null, context }, history, branch).past;
}
function addBuilds(history, past, add) {
    const newest = history.builds[past.at(-1) ?? -1];
    const kind = newest !== undefined && newest.tasks > 0 && isTimedInSeconds(history) ? 'job' : null;
    const reader = (read) => (index) => {
        const stored = history.builds[index];
        return hasMeaningfulTime(stored.result) ? (read(stored) ?? Number.NaN) : Number.NaN;
    };
    add(series_key_keyOf('duration', null, kind), lowerIsBetter, reader((stored) => stored.durationMs));
    add(series_key_keyOf('cost', null, kind), lowerIsBetter, reader((stored) => stored.costUsd));
    add(series_key_keyOf('tokens', null, kind), lowerIsBetter, reader((stored) => stored.tokens));
    add(series_key_keyOf('cache_hit_rate', null, kind), shareIsBetter, reader((stored) => (stored.cacheLookups > 0 ? stored.cacheHits / stored.cacheLookups : null)));
}
function isTimedInSeconds(history) {
    for (const { kind } of history.series)
        if (!coarseKinds.includes(kind))
            return false;
    return true;
}
function stored_series_addTasks(history, add) {
    const values = new Float64Array(history.builds.length);
    const read = (index) => values[index];
    for (const series of history.series) {
        if (series.value !== null) {
            values.fill(Number.NaN);
            for (let row = 0; row < series.build.length; row++)
                values[series.build[row]] = series.value[row];
            const better = series.better ?? 'lower';
            const key = {
                scope: 'metric',
                measure: 'value',
                task: series.name,
                kind: 'metric',
                unit: series.unit ?? '1',
                better,
            };
            add(key, better === 'higher' ? higherIsBetter : lowerIsBetter, read);
            continue;
        }
        for (const measure of ['duration', 'cost', 'tokens']) {
            if (readSeriesValues(series, measure, history.builds, values))
                add(series_key_keyOf(measure, series), lowerIsBetter, read);
        }
    }
}

;// CONCATENATED MODULE: ./build/detect/tune.js
/** What a configuration would have said over a stored history, and which limits would say less. */




/** Builds of a history before the first that can be judged. */
const warmUp = 12;
/** Replays a history. @param branch as for `detect` */
function tuneRegressions(history, branch, rules) {
    const series = readStoredSeries(history, branch, rules);
    const replayed = replaySeries(series, warmUp);
    const judged = new Set();
    const environments = new Set();
    const suspects = new Set();
    const told = series.flatMap((each, place) => {
        const verdicts = replayed[place];
        for (const { index, verdict } of verdicts) {
            const { id } = each.builds[index];
            if (verdict !== 'learning')
                judged.add(id);
            if (verdict === 'environment')
                environments.add(id);
            if (verdict === 'suspect')
                suspects.add(id);
        }
        return tune_listTold(each, verdicts, rules);
    });
    return {
        builds: judged.size,
        series: series.length,
        told: told.sort((a, b) => a.timeMs - b.timeMs),
        suspects: suspects.size,
        environments: environments.size,
    };
}
/** Regressions that the verdicts of one series opened. */
function tune_listTold({ key, builds }, verdicts, rules) {
    const levels = levelsOf(key, findRule(rules, key));
    return verdicts.flatMap(({ index, state, effect }, at) => {
        if (state !== 'opened' || effect === null)
            return [];
        const { id, commit, startTimeMs } = builds[index];
        const end = verdicts.slice(at + 1).find((each) => each.state !== 'open')?.state;
        return [
            {
                series: key,
                buildId: id,
                commit,
                timeMs: startTimeMs,
                effect,
                level: levelOf('confirmed', worseBy(key, effect), levels),
                end: end === 'recovered' || end === 'accepted' ? end : 'open',
            },
        ];
    });
}
/** As the levels count: a rate of builds that fell by a third rose in cost by a half. */
function worseBy({ better, unit }, effect) {
    if (unit === 'ratio')
        return Math.abs(effect);
    return better === 'higher' ? 1 / (1 + effect) - 1 : effect;
}
/** The least relative limit of a level that would have told of at most `rate` in 100 builds; null: none is needed. */
function suggestLimit(tuning, scope, level, rate) {
    const sizes = tuning.told
        .filter((each) => each.series.scope === scope && each.level !== null && (0,levels/* isAtLeast */.du)(each.level, level))
        .map(({ series, effect }) => worseBy(series, effect))
        .sort((a, b) => b - a);
    const allowed = Math.floor((rate * tuning.builds) / 100);
    const first = sizes[allowed];
    // A step above the largest that must go, in whole percent.
    return first === undefined ? null : (Math.floor(first * 100) + 1) / 100;
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
/** A table in box characters, its longest cells cut where it would be wider than `width` columns. */
function drawTable(titles, whole, width = Number.POSITIVE_INFINITY) {
    const widths = fitWidths(titles.map((title, column) => Math.max(title.length, ...whole.map((row) => widthOf(row[column] ?? '')))), width - 3 * titles.length - 1);
    const cut = (row) => row.map((cell, column) => printText(cell, widths[column]));
    const head = cut(titles);
    const rows = whole.map(cut);
    const rule = (left, middle, right) => `${left}${widths.map((width) => '─'.repeat(width + 2)).join(middle)}${right}`;
    const line = (cells) => `│${widths.map((width, column) => ` ${cells[column] ?? ''}${' '.repeat(width - widthOf(cells[column] ?? ''))} `).join('│')}│`;
    return [rule('┌', '┬', '┐'), line(head), rule('├', '┼', '┤'), ...rows.map(line), rule('└', '┴', '┘')].join('\n');
}
const narrowest = 8;
/** Takes from the widest column until all fit, or none can be narrower. */
function fitWidths(widths, room) {
    const fitted = [...widths];
    for (let over = fitted.reduce((a, b) => a + b, 0) - room; over > 0; over--) {
        const widest = fitted.indexOf(Math.max(...fitted));
        if ((fitted[widest] ?? 0) <= narrowest)
            break;
        fitted[widest] = (fitted[widest] ?? 0) - 1;
    }
    return fitted;
}
/** The page of `alerts`, whoever answers it. @param page `active` lines, and table `rows` under `head` and three more */
function layOutAlerts(page) {
    const levels = Object.entries(page.byLevel).map(([level, count]) => `'${level}': ${count}`);
    const table = page.rows.length === 0
        ? []
        : [drawTable([page.head, 'Level', 'Message', 'Value'], page.rows, page.width), ''];
    const lines = [
        'Recent Alerts',
        '',
        ...(page.active.length === 0 ? ['No active alerts.', ''] : ['⚠️  Active Alerts:', '', ...page.active]),
        ...table,
        `Showing ${page.rows.length} alert(s)`,
        '',
        'Alert Statistics:',
        `  Total Alerts: ${page.total}`,
        `  By Level: {${levels.join(', ')}}`,
    ];
    return `${lines.join('\n')}\n`;
}
function widthOf(text) {
    return Array.from(text).length;
}

;// CONCATENATED MODULE: ./build/render/series-chart.js
/** One series as a chart of characters, for a terminal or a log. */

/** Lines of the newest values that fit, oldest left, on an axis from the least to the largest. */
function drawSeries(values, { width, height, unit, marks }) {
    const axis = 12;
    const first = Math.max(0, values.length - (width - axis - 2));
    const shown = values.slice(first);
    const low = Math.min(...shown);
    const high = Math.max(...shown);
    const rowOf = (value) => high === low ? 0 : Math.round(((value - low) / (high - low)) * (height - 1));
    const rows = shown.map(rowOf);
    const lines = Array.from({ length: height }, (_, i) => {
        const row = height - 1 - i;
        const at = low + ((high - low) * row) / Math.max(1, height - 1);
        const label = i === 0 || row === 0 ? formatMeasure(at, unit) : '';
        return `${label.padStart(axis)} ┤${rows.map((each) => (each === row ? '•' : ' ')).join('')}`.trimEnd();
    });
    const marked = shown
        .map((_, i) => marks.get(first + i) ?? ' ')
        .join('')
        .trimEnd();
    return marked === '' ? lines : [...lines, `${' '.repeat(axis + 2)}${marked}`];
}

;// CONCATENATED MODULE: ./build/history/restore-builds.js

/**
 * The builds that are wanted, oldest first, in one walk over the tasks. Starts of tasks, parents, events, spans
 * and samples of measurements are not stored.
 */
function restoreBuilds(history, isWanted) {
    const contents = history.builds.map((build) => (isWanted(build) ? { tasks: [], metrics: [] } : null));
    for (const series of history.series) {
        for (let row = 0; row < series.build.length; row++) {
            const content = contents[series.build[row]] ?? null;
            if (content === null)
                continue;
            if (series.value === null)
                content.tasks.push(toTask(series, row, content.tasks.length));
            else
                content.metrics.push(...restore_builds_toMetric(series, series.value[row]));
        }
    }
    return history.builds.flatMap((build, index) => {
        const content = contents[index];
        return content ? [toBuild(build, content)] : [];
    });
}
function restore_builds_toMetric({ name, unit, better }, value) {
    return Number.isNaN(value)
        ? []
        : [{ name, value, unit: unit ?? '1', better: better ?? 'lower', samples: null }];
}
function toTask(series, row, place) {
    const known = (values) => {
        const value = values?.[row] ?? Number.NaN;
        return Number.isNaN(value) ? null : value;
    };
    const tokens = known(series.tokens);
    return {
        id: `t${place + 1}`,
        parentId: null,
        name: series.name,
        kind: series.kind,
        attempt: series.attempt[row],
        startTimeMs: null,
        durationMs: known(series.durationMs),
        result: RESULTS[series.result[row]] ?? 'unknown',
        cache: series.cached[row] === 1 ? 'hit' : 'unknown',
        savedMs: null,
        errorType: series.errorType?.[row] ?? null,
        cpuMs: known(series.cpuMs),
        memoryBytes: known(series.memoryBytes),
        model: series.model?.[row] ?? null,
        // Their sum is stored alone.
        tokens: tokens === null ? null : { input: tokens, output: 0, cacheRead: 0, cacheCreation: 0 },
        costUsd: known(series.costUsd),
    };
}
function toBuild(stored, { tasks, metrics }) {
    return {
        id: stored.id,
        name: stored.name,
        startTimeMs: stored.startTimeMs,
        durationMs: stored.durationMs,
        result: stored.result,
        complete: stored.complete,
        degraded: stored.degraded,
        formats: [],
        tasks,
        events: [],
        metrics,
        spans: [],
        machine: [],
        problems: [],
        context: {
            branch: stored.branch,
            commit: stored.commit,
            pullRequest: stored.pullRequest,
            event: stored.event,
            workflow: stored.workflow,
            job: stored.job,
            runId: stored.runId,
            runAttempt: stored.runAttempt,
            runnerOs: stored.runnerOs,
            runnerArch: stored.runnerArch,
            cpuModel: stored.cpuModel,
            runnerImage: stored.runnerImage,
        },
    };
}

;// CONCATENATED MODULE: ./build/thresholds/tune.js




/**
 * Checks every stored build that is whole against the thresholds of a configuration. Limits over a baseline are
 * left out: they are relative already. Events are not stored, so what is counted in them is not either.
 * @param rate wanted builds in 100
 */
function tuneThresholds(history, config, rate) {
    const builds = restoreBuilds(history, (build) => build.complete && !build.degraded);
    const seen = new Map();
    for (const build of builds) {
        const metrics = measureBuild(build, history);
        const preset = choosePreset(config.preset, build);
        for (const outcome of checkThresholds(build, metrics, config.thresholds, preset, {})) {
            if (outcome.value === null || outcome.limit === null)
                continue;
            const entry = seen.get(outcome.id) ?? {
                fired: 0,
                values: [],
                above: outcome.comparison === 'above',
                unit: outcome.unit,
            };
            seen.set(outcome.id, entry);
            entry.fired += Number(outcome.fired);
            entry.values.push(outcome.value);
        }
    }
    return [...seen].map(([id, { fired, values, above, unit }]) => {
        const allowed = Math.floor((rate * values.length) / 100);
        const worstFirst = values.sort((a, b) => (above ? b - a : a - b));
        const limit = worstFirst[allowed];
        const suggestion = fired <= allowed ? null : `${above ? 'above' : 'below'} ${formatUnit(limit, unit)}`;
        return { id, fired, builds: values.length, suggestion };
    });
}

// EXTERNAL MODULE: ./build/record/event-collector.js
var event_collector = __webpack_require__(5434);
// EXTERNAL MODULE: ./build/record/event-type.js
var event_type = __webpack_require__(5253);
// EXTERNAL MODULE: ./build/record/settings.js
var record_settings = __webpack_require__(2619);
;// CONCATENATED MODULE: ./build/record/days.js
/** Values by day, in UTC. */

/** A day that has no values yet, for each of the last `days` up to now; oldest first. */
function startDays(days, nowMs) {
    const ages = Array.from({ length: Math.max(0, days) }, (_, index) => days - 1 - index);
    return Object.fromEntries(ages.map((age) => [dayOf(nowMs - age * record_settings/* dayMs */.L), []]));
}
/** `2025-11-18`. */
function dayOf(timeMs) {
    return new Date(timeMs).toISOString().slice(0, 10);
}

// EXTERNAL MODULE: ./build/record/flush-buffer.js
var flush_buffer = __webpack_require__(1969);
// EXTERNAL MODULE: ./build/record/log-file.js
var log_file = __webpack_require__(2585);
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
    const record = (0,log_file/* parseRecord */.Hh)(line);
    if (record?.['type'] !== 'span')
        return null;
    const timeMs = (0,read_fields/* readTime */.aQ)(record, 'start_time');
    const operationType = (0,read_fields/* readText */.yR)(record, 'name');
    const durationMs = (0,read_fields/* readNumber */.kz)(record, 'duration_ms');
    if (timeMs === null || operationType === null || durationMs === null)
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

;// CONCATENATED MODULE: ./build/record/describe-durations.js
/** Mean, extremes and percentiles of durations, the percentiles as BuildRunner counts them. Pure. */

function describeDurations(durations) {
    const sorted = Float64Array.from(durations).sort();
    return {
        avgDurationMs: meanKnown(durations),
        minDurationMs: sorted[0] ?? null,
        maxDurationMs: sorted.at(-1) ?? null,
        p50DurationMs: percentileSorted(sorted, 0.5),
        p95DurationMs: percentileSorted(sorted, 0.95),
        p99DurationMs: percentileSorted(sorted, 0.99),
    };
}
/**
 * The value at rank ⌊p·n⌋ of ascending values, counted from 0: one that was really measured.
 * null for no values. Source: BuildRunner's test results (10 values: P50 is the 6th, P95 the 10th).
 */
function percentileSorted(sorted, p) {
    if (sorted.length === 0)
        return null;
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))];
}

;// CONCATENATED MODULE: ./build/record/summarize-measurements.js
/** Performance numbers over measured operations. Pure. */


/**
 * Summarises measurements.
 * @param hours the window that they come from
 * @param spanMs how long the work took; by default from the first start to the last end
 */
function summarizeMeasurements(measurements, hours, spanMs = measureSpan(measurements)) {
    const durations = describeDurations(measurements.map((each) => each.durationMs));
    const memory = measurements.map((each) => each.memoryMb).filter((value) => value !== null);
    const perSecond = spanMs > 0 && measurements.length > 0 ? (1000 * measurements.length) / spanMs : null;
    const succeeded = measurements.filter((each) => each.success).length;
    return {
        totalOperations: measurements.length,
        hours,
        ...durations,
        operationsPerSecond: perSecond,
        operationsPerMinute: perSecond === null ? null : perSecond * 60,
        successRate: measurements.length > 0 ? (100 * succeeded) / measurements.length : null,
        avgCpuPercent: meanKnown(measurements.map((each) => each.cpuPercent)),
        avgMemoryMb: meanKnown(memory),
        peakMemoryMb: memory.length > 0 ? memory.reduce((a, b) => Math.max(a, b)) : null,
        byOperation: groupByOperation(measurements),
        avgDuration: durations.avgDurationMs,
        p95Duration: durations.p95DurationMs,
        throughput: perSecond,
    };
}
/** 0 or less for nothing. */
function measureSpan(measurements) {
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    for (const { timestamp, durationMs } of measurements) {
        first = Math.min(first, timestamp.getTime());
        last = Math.max(last, timestamp.getTime() + durationMs);
    }
    return last - first;
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
        const settings = (0,record_settings/* readRecordSettings */.c)();
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
        const oldest = this.#now() - this.retentionDays * record_settings/* dayMs */.L;
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
        const { days = 7, ...filter } = options;
        const trends = startDays(days, this.#now());
        for (const each of this.#select(filter))
            trends[dayOf(each.timestamp.getTime())]?.push(each.durationMs);
        return trends;
    }
    /** Removes measurements older than `days`. @returns how many. */
    cleanupOldMeasurements(days = this.retentionDays) {
        this.flush();
        return this.#dropOld(days);
    }
    #dropOld(days) {
        const oldest = this.#now() - days * record_settings/* dayMs */.L;
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

;// CONCATENATED MODULE: ./build/record/alert.js
/** One alert, and as a record of the history of alerts. */


/** An alert as a record of the history. */
function alert_writeAlert(alert) {
    return { ...alert, timestamp: alert.timestamp.toISOString() };
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

// EXTERNAL MODULE: ./build/record/listeners.js
var listeners = __webpack_require__(4821);
// EXTERNAL MODULE: ./build/record/event-fields.js
var event_fields = __webpack_require__(140);
// EXTERNAL MODULE: ./build/record/event-filter.js
var event_filter = __webpack_require__(2563);
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
        avgCpuPercent: meanKnown(counts.cpu),
        avgMemoryMb: meanKnown(counts.memory),
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
    day: record_settings/* dayMs */.L,
    week: 7 * record_settings/* dayMs */.L,
    all: Number.POSITIVE_INFINITY,
};
const unitMs = { second: 1000, minute: 60_000, hour: 3_600_000, day: record_settings/* dayMs */.L };
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
        const trends = startDays(options.days ?? 7, this.#now());
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
            return meanKnown(values);
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
    if (!Object.hasOwn(threshold_words, operator))
        throw new TypeError(`\`${operator}\` is not an operator.`);
    return {
        name: options.name,
        metricName,
        operator,
        value,
        level,
        description: options.description ?? `${metricName.replaceAll('_', ' ')} ${threshold_words[operator]} ${value}`,
        action: options.action ??
            thresholdMetrics[metricName]?.action ??
            'Look at the newest events behind this number.',
        enabled: options.enabled ?? true,
    };
}
const threshold_words = {
    gt: 'above',
    gte: 'at or above',
    lt: 'below',
    lte: 'at or below',
    eq: 'equal to',
};
/** Whether a value is beyond a threshold; one that is not known never is. */
function threshold_isBeyond(value, threshold) {
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
    #handlers = (0,listeners/* createListeners */.u)((error) => this.#report(error));
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
        return this.#handlers.remove(handler);
    }
    /**
     * Every threshold that is crossed, most severe first.
     * @param summary by default that of the last day
     */
    checkThresholds(summary = this.#analyzer.calculateSummary('day')) {
        const crossed = [...this.#thresholds.values()].filter((threshold) => threshold.enabled && threshold_isBeyond(threshold_readMetric(summary, threshold.metricName), threshold));
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
            this.#handlers.tell(alert);
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
        const record = (0,log_file/* parseRecord */.Hh)(line);
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

;// CONCATENATED MODULE: ./build/commands/recorded.js
/** Opens what was recorded: the event log with what lies beside it, and the history of builds. */















const logFlag = {
    name: 'log',
    value: 'FILE',
    description: 'The event log; .build-telemetry/events.ndjson by default.',
};
/** Where the history is, and which series of builds in it. */
const historyFlags = [
    {
        name: 'history',
        value: 'DIR',
        description: 'Folder of the history; .build-telemetry/history by default.',
    },
    { name: 'name', value: 'TEXT', description: 'The series of builds; `local` by default.' },
];
function openLog(args) {
    const path = args.flags['log'] ?? (0,record_settings/* readRecordSettings */.c)().logPath;
    const folder = (0,external_node_path_.dirname)(path);
    const collector = new event_collector/* EventCollector */.W({ path, enabled: true });
    // Teams that only use `exec` and `emit` have timed events and no measurements.
    const tracker = new PerformanceTracker({
        path: (0,external_node_path_.join)(folder, 'performance.ndjson'),
        enabled: true,
        autoCleanup: false,
        fallback: collector,
    });
    return { path, collector, tracker, alertsPath: (0,external_node_path_.join)(folder, 'alerts.ndjson') };
}
/** Remembers alerts beside the log; where nothing was recorded yet, asking makes no folder. */
function openMonitor({ collector, alertsPath }) {
    return new ThresholdMonitor(collector, (0,external_node_fs_.existsSync)((0,external_node_path_.dirname)(alertsPath)) ? { path: alertsPath } : {});
}
/** What samplers saw of the machine since a time, in the log or by the monitor of this job. */
function readHealth({ collector }, sinceMs) {
    const seen = [...collector.machine, ...(0,monitor_log/* readMonitor */.d8)(process.env)];
    const tasks = collector.events.flatMap((event) => {
        const { durationMs, success } = event;
        if ((0,event_type/* familyOf */.Ap)(event.eventType) !== 'task-end' || typeof durationMs !== 'number')
            return [];
        const failed = event.eventType === 'TASK_FAILED' || success === false;
        const startTimeMs = event.timestamp.getTime() - durationMs;
        return [{ startTimeMs, durationMs, result: failed ? 'failure' : 'success' }];
    });
    return measureHealth(seen.filter(({ timeMs }) => timeMs >= sinceMs), tasks);
}
/** Reads the history: of the series' folder inside, or the folder itself when it holds segments, as a cache does. */
async function readHistory(args) {
    const { maxSessions, retentionDays } = (0,record_settings/* readRecordSettings */.c)();
    const limits = { maxBuilds: maxSessions, maxAgeDays: retentionDays, maxBytes: null, now: Date.now() };
    const { history, problems } = await segmentFolder(seriesFolder(args), limits).load();
    for (const problem of problems)
        (0,commands_command/* tellProblem */.JW)(problem);
    return { history, label: `the ${history.builds.length} builds of ${historyFolder(args)}` };
}
function historyFolder(args) {
    return args.flags['history'] ?? '.build-telemetry/history';
}
function seriesFolder(args) {
    const folder = historyFolder(args);
    if (recorded_listSegments(folder).length > 0)
        return folder;
    return (0,external_node_path_.join)(folder, nameSeriesFolder(args.flags['name'] ?? 'local'));
}
function recorded_listSegments(folder) {
    return (0,external_node_fs_.existsSync)(folder) ? (0,external_node_fs_.readdirSync)(folder).filter((name) => parseSegmentName(name) !== null) : [];
}
/** Stored builds that ended since a time, with their tasks. */
function restoreSince({ history }, sinceMs) {
    return restoreBuilds(history, (build) => build.startTimeMs + (build.durationMs ?? 0) >= sinceMs);
}
/** The limits that the action would use here. */
function recorded_readLimits() {
    const path = '.github/build-telemetry.yml';
    const read = readConfig((0,external_node_fs_.existsSync)(path) ? (0,external_node_fs_.readFileSync)(path, 'utf8') : '', path);
    const [fault] = read.problems.filter(({ level }) => level === 'error');
    if (fault)
        refuse(fault.where, fault.what, fault.fix);
    return { config: read.config, baselineBranch: read.options.texts['baseline-branch'] ?? null };
}

;// CONCATENATED MODULE: ./build/commands/series-file.js

/** Reads the text of a file of series; ends the command with what is wrong in it. */
function readSeriesFile(text, path) {
    let written;
    try {
        written = JSON.parse(text);
    }
    catch (error) {
        return refuse(path, `It is not JSON: ${error.message}`, 'Write `[{"name": "a", "values": [1, 2]}]`.');
    }
    const rows = Array.isArray(written) ? written : [written];
    if (rows.length === 0)
        refuse(path, 'It holds no series.', 'Write `[{"name": "a", "values": [1, 2]}]`.');
    return rows.map((row, i) => series_file_readRow(row, `${path}: element ${i}`, i));
}
function series_file_readRow(row, where, place) {
    if (typeof row !== 'object' || row === null)
        return refuse(where, 'It is no series.', 'Write `{"name": "a", "values": [1, 2]}`.');
    const fields = row;
    const values = fields['values'];
    if (!Array.isArray(values))
        return refuse(where, 'It has no list `values`.', 'Write `"values": [1, 2]`.');
    const wrong = values.findIndex((value) => typeof value !== 'number' || !Number.isFinite(value) || value < 0);
    if (wrong >= 0)
        refuse(where, `Value ${wrong} is \`${JSON.stringify(values[wrong])}\`.`, 'Values are numbers from 0 on; leave out what was not measured, with its hardware and key.');
    const { name, group } = fields;
    return {
        name: typeof name === 'string' ? name : `#${place}`,
        values: values,
        ...readTexts(fields, 'hardware', values.length, where),
        ...readTexts(fields, 'keys', values.length, where),
        ...(group === undefined || group === null ? {} : { group: String(group) }),
    };
}
/** A list beside the values; one text holds for all of them. */
function readTexts(fields, key, length, where) {
    const written = fields[key];
    if (written === undefined || written === null)
        return {};
    if (!Array.isArray(written))
        return key === 'hardware' ? { [key]: Array.from({ length }, () => String(written)) } : {};
    if (written.length !== length)
        refuse(where, `\`${key}\` has ${written.length} elements beside ${length} values.`, 'Write one for each value.');
    return { [key]: written.map((text) => (text === null || text === undefined ? '' : String(text))) };
}

;// CONCATENATED MODULE: ./build/commands/judge.js
/** `detect`, `explain` and `tune`: the detector on written series, on one stored series, and over a whole history. */

















const detectCommand = defineView({
    name: 'detect',
    operands: 'SERIES.json [--replay FROM]',
    summary: 'Judge the newest value of written series, or replay them; `-` reads standard input.',
    flags: [
        {
            name: 'replay',
            value: 'FROM',
            description: 'Judge each value from this index on, each from those before it alone.',
        },
        jsonFlag,
    ],
}, async (args) => {
    const [path] = args.operands;
    if (path === undefined)
        refuse('SERIES.json', 'It names no file.', 'Write `build-telemetry detect series.json`.');
    const from = readIndex(args.flags['replay']);
    const series = readSeriesFile(path === '-' ? (0,external_node_fs_.readFileSync)(0, 'utf8') : judge_readText(path), path);
    const replayed = replaySeries(series, from);
    return from === null ? showNewest(series, replayed) : showReplay(series, replayed);
});
function judge_readText(path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch (error) {
        return refuse(path, `It cannot be read: ${error.message}`, 'Check the path.');
    }
}
function readIndex(text) {
    if (text === undefined)
        return null;
    const index = Number(text);
    if (Number.isInteger(index) && index >= 0)
        return index;
    return refuse('--replay', `\`${text}\` is not an index.`, 'Write a whole number from 0 on.');
}
function showNewest(series, replayed) {
    const rows = series.flatMap(({ name }, place) => {
        const newest = replayed[place]?.at(-1);
        return newest ? [{ name, ...newest }] : [];
    });
    const told = rows.filter(({ verdict }) => verdict !== 'none' && verdict !== 'learning');
    const learning = rows.filter(({ verdict }) => verdict === 'learning').length;
    const table = drawTable(['Series', 'Verdict', 'Change', 'p'], told.map(({ name, verdict, effect, p }) => [
        printText(name),
        verdict,
        printEffect(effect),
        p === null ? '' : p.toPrecision(2),
    ]));
    const rest = `${plural(rows.length, 'series', 'series')} judged, ${told.length} moved, ${learning} learning.`;
    return { text: told.length > 0 ? `${table}\n${rest}\n` : `${rest}\n`, json: rows };
}
function showReplay(series, replayed) {
    const json = series.map(({ name }, place) => ({ name, verdicts: replayed[place] ?? [] }));
    const rows = json.flatMap(({ name, verdicts }) => verdicts
        .filter(isNews)
        .map(({ index, verdict, effect }) => [printText(name), String(index), verdict, printEffect(effect)]));
    const judged = json.reduce((sum, { verdicts }) => sum + verdicts.length, 0);
    const text = rows.length > 0 ? `${drawTable(['Series', 'Index', 'Verdict', 'Change'], rows)}\n` : '';
    return {
        text: `${text}${plural(judged, 'value')} of ${plural(series.length, 'series', 'series')} judged.\n`,
        json,
    };
}
/** What a reader of the builds would have been told of. */
function isNews({ verdict, state }) {
    return verdict === 'suspect' || verdict === 'environment' || state === 'opened' || state === 'recovered';
}
function printEffect(effect) {
    return effect === null ? '' : formatMove({ ratio: effect, series: { unit: 'ms' } });
}
const explainCommand = defineView({
    name: 'explain',
    operands: 'SERIES [--measure MEASURE] [--kind KIND]',
    summary: 'Tell the story of one series of the history: `build`, or the name of a task or measurement.',
    flags: [
        {
            name: 'measure',
            value: 'MEASURE',
            description: 'duration (default), cost, tokens, cache_hit_rate or value.',
        },
        { name: 'kind', value: 'KIND', description: 'Kind of the task, where several share the name.' },
        ...historyFlags,
        jsonFlag,
    ],
}, async (args) => {
    const [wanted] = args.operands;
    if (wanted === undefined)
        refuse('SERIES', 'It names no series.', 'Write `build-telemetry explain build`.');
    const { config, baselineBranch } = recorded_readLimits();
    const stored = await readHistory(args);
    const found = pickSeries(args, wanted, stored, config, baselineBranch);
    const replayed = replaySeries([found], minBaseline)[0] ?? [];
    return judge_explain(found, replayed, config);
});
function pickSeries(args, wanted, stored, config, branch) {
    const measure = readChoice(args, 'measure', ['duration', 'cost', 'tokens', 'cache_hit_rate', 'value'], 'duration');
    const isWanted = (key) => {
        if (wanted === 'build' && key.scope === 'build')
            return key.measure === measure;
        if (key.task !== wanted)
            return false;
        if (args.flags['kind'] !== undefined && key.kind !== args.flags['kind'])
            return false;
        return key.scope === 'metric' || key.measure === measure;
    };
    const found = readStoredSeries(stored.history, branch, config.regressions, isWanted);
    const [only, ...others] = found;
    if (only === undefined) {
        const fix = 'Name it as the report does; `build-telemetry performance` lists the tasks.';
        return refuse(wanted, `There is no such series in ${stored.label}.`, fix);
    }
    if (others.length > 0)
        refuse(wanted, `It is of several kinds: ${found.map(({ key }) => key.kind ?? '').join(', ')}.`, 'Choose one with `--kind`.');
    return only;
}
const chartHeight = 9;
function judge_explain(series, verdicts, config) {
    const { key, builds, scale } = series;
    const values = [...series.values];
    const scaled = Float64Array.from(values, scale.to);
    const baseline = growBaseline(scaled, scaled.length);
    const told = tune_listTold(series, verdicts, config.regressions);
    const last = verdicts.at(-1);
    const learning = baseline.length < minBaseline;
    const level = learning ? null : scale.from(medianOfSorted(baseline));
    const noise = learning ? null : Math.expm1(robustSd(baseline));
    const detectable = learning ? null : smallestChange(robustSd(baseline), baseline.length);
    const marks = new Map(verdicts.flatMap((each) => each.state === 'opened' ? [[each.index, '▲']] : each.state === 'recovered' ? [[each.index, '▽']] : []));
    const sentences = [
        `${joinPhrase(nameSeries(key))}: ${plural(values.length, 'build')}, from ${formatTime(builds[0]?.startTimeMs ?? null)} to ${formatTime(builds.at(-1)?.startTimeMs ?? null)}.`,
        learning
            ? `It has ${plural(baseline.length, 'comparable value')}; from ${minBaseline} on it is judged.`
            : `Usual now: ${formatMeasure(level, key)} (the newest ${baseline.length} on this level), noise ${judge_percent(noise)}. Five builds would show a change of ${judge_percent(detectable)}.`,
        last
            ? `The newest build, ${formatMeasure(values.at(-1) ?? null, key)}: ${last.verdict}${last.state === 'open' ? ', known' : ''}.`
            : '',
        ...told.map((each) => tellStory(each)),
        told.length === 0 && !learning ? 'No regression was confirmed in all this time.' : '',
    ].filter((line) => line !== '');
    const chart = drawSeries(values, {
        width: process.stdout.columns || 100,
        height: chartHeight,
        unit: key,
        marks,
    });
    const legend = marks.size > 0 ? ['', '▲ confirmed here  ▽ recovered here'] : [];
    const text = `${[...sentences.map((line) => (0,render_escape/* escapeTerminal */.en)(line, 400)), '', ...chart, ...legend].join('\n')}\n`;
    const points = values.map((value, i) => ({
        build: builds[i]?.id,
        commit: builds[i]?.commit,
        timeMs: builds[i]?.startTimeMs,
        value,
    }));
    return {
        text,
        json: {
            series: key,
            level,
            noise,
            detectable,
            baselineBuilds: baseline.length,
            verdict: last?.verdict ?? 'learning',
            regressions: told,
            points,
        },
    };
}
function judge_percent(ratio) {
    return formatUnit(ratio, 'ratio');
}
function tellStory({ series, effect, timeMs, commit, buildId, end, level }) {
    const where = isCommit(commit) ? `commit ${shortCommit(commit)}` : `build ${buildId}`;
    const became = {
        recovered: 'it recovered',
        accepted: 'it stayed, and became the usual level',
        open: 'it is still open',
    }[end];
    return `${formatTime(timeMs)}, ${where}: confirmed ${formatMove({ ratio: effect, series })} (${level ?? 'no alert'}); ${became}.`;
}
const tuneCommand = defineView({
    name: 'tune',
    operands: '[--rate N]',
    summary: 'Say what this configuration would have told of over the stored history, and which limits would tell less.',
    flags: [
        { name: 'rate', value: 'N', description: 'Wanted alerts in 100 builds; 1 by default.' },
        ...historyFlags,
        jsonFlag,
    ],
}, async (args) => {
    const rate = Number(args.flags['rate'] ?? '1');
    if (!(rate >= 0))
        refuse('--rate', `\`${args.flags['rate']}\` is not a number of alerts.`, 'Write a number such as 1.');
    const { config, baselineBranch } = recorded_readLimits();
    const { history, label } = await readHistory(args);
    const tuning = tuneRegressions(history, baselineBranch, config.regressions);
    const thresholds = tuneThresholds(history, config, rate);
    const limits = ['build', 'task', 'metric'].flatMap((scope) => ['error', 'critical'].flatMap((level) => {
        const limit = suggestLimit(tuning, scope, level, rate);
        return limit === null ? [] : [{ scope, level, limit }];
    }));
    const json = { history: label, rate, ...tuning, told: tuning.told, limits, thresholds };
    return { text: showTuning(tuning, limits, thresholds, rate, label), json };
});
function showTuning(tuning, limits, thresholds, rate, label) {
    const { told, builds } = tuning;
    const alerts = told.filter(({ level }) => level !== null);
    const recovered = alerts.filter(({ end }) => end === 'recovered').length;
    const per = (count) => (builds === 0 ? '—' : ((100 * count) / builds).toFixed(1));
    const lines = [
        `${plural(builds, 'build')} of ${label} could be judged, ${plural(tuning.series, 'series', 'series')}.`,
        '',
        `Regressions: ${plural(alerts.length, 'alert')}, ${per(alerts.length)} in 100 builds; ${recovered} of them recovered by themselves.`,
        `Suspects in ${plural(tuning.suspects, 'build')}, another environment in ${tuning.environments}.`,
        ...tableOf(alerts),
        ...limits.map(({ scope, level, limit }) => `For at most ${rate} in 100 builds at ${level}: \`${level}: +${Math.round(limit * 100)}%\` for each ${scope}.`),
        '',
        'Thresholds:',
        ...thresholds.map(({ id, fired, builds: of, suggestion }) => {
            const wanted = suggestion === null ? '' : `; ${suggestion} would fire in at most ${rate} of 100`;
            return `  ${id}: ${fired} of ${of} builds, ${of === 0 ? '—' : ((100 * fired) / of).toFixed(1)} in 100${wanted}`;
        }),
    ];
    return `${lines.join('\n')}\n`;
}
const maxTold = 20;
function tableOf(alerts) {
    if (alerts.length === 0)
        return [];
    const rows = alerts
        .slice(-maxTold)
        .map(({ series, timeMs, commit, effect, level, end }) => [
        printText(joinPhrase(nameSeries(series)), 40),
        formatTime(timeMs),
        isCommit(commit) ? shortCommit(commit) : '',
        formatMove({ ratio: effect, series }),
        level ?? '',
        end,
    ]);
    const more = alerts.length > maxTold ? [`… and ${alerts.length - maxTold} before.`] : [];
    return [drawTable(['Series', 'Told of', 'Commit', 'Change', 'Level', 'Became'], rows), ...more];
}

;// CONCATENATED MODULE: ./build/judge-stored.js
/** Judges builds of the history again, each against what was stored before it, as it was judged when it ran. */


/** The newest `count` builds, newest first. Events are not stored: nothing of theirs is judged. */
function judgeStored(history, config, baselineBranch, count) {
    const newest = new Set(history.builds.slice(-count));
    const problems = [];
    return restoreBuilds(history, (build) => newest.has(build))
        .map((build) => {
        const { alerts } = analyze({
            build,
            loaded: { status: 'found', history, problems },
            config,
            options: { failOn: 'never', onMissingBaseline: 'pass' },
            baselineBranch,
            problems,
        });
        const { id, startTimeMs, durationMs, context } = build;
        return { id, startTimeMs: startTimeMs ?? 0, durationMs, commit: context.commit, alerts };
    })
        .reverse();
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
/**
 * Busy time of targets over the time of the build: how many were at work at a time. A job's steps are part of the
 * job; other work that holds work counts twice, as what holds what is not stored.
 * @returns null when the build or all of its targets have no duration.
 */
function measureParallelism(targets, durationMs) {
    if (durationMs === null || durationMs <= 0)
        return null;
    const hasJobs = targets.some(({ kind }) => kind === 'job');
    const counted = targets.filter(({ kind }) => !hasJobs || kind !== 'step');
    const busyMs = addKnown(counted.map((target) => target.durationMs));
    return busyMs === null ? null : busyMs / durationMs;
}
/** Sessions of the stored builds, oldest first, with their targets. */
function sessionsOfHistory(history) {
    const targets = history.builds.map(() => []);
    for (const series of history.series) {
        if (series.value !== null)
            continue;
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
        meanParallelism: measureParallelism(targets, build.durationMs),
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
        const times = analyze_sessions_known(sessions.map((session) => session.durationMs));
        const succeeded = sessions.filter((session) => session.succeeded).length;
        const hitRates = analyze_sessions_known(sessions.map((session) => session.cacheHitRate));
        return {
            totalBuilds: sessions.length,
            successfulBuilds: succeeded,
            failedBuilds: sessions.length - succeeded,
            successRate: sessions.length > 0 ? (100 * succeeded) / sessions.length : null,
            avgBuildTimeMs: meanKnown(times),
            fastestBuildMs: times.length > 0 ? (0,simple_statistics/* min */.jk)(times) : null,
            slowestBuildMs: times.length > 0 ? (0,simple_statistics/* max */.T9)(times) : null,
            buildTimeSdMs: times.length > 1 ? (0,simple_statistics/* sampleStandardDeviation */.JK)(times) : null,
            avgCacheHitRate: meanKnown(hitRates),
            avgParallelism: meanKnown(sessions.map((session) => session.parallelismUtilization)),
            avgMeanParallelism: meanKnown(sessions.map((session) => session.meanParallelism)),
            avgTargetsPerSecond: meanKnown(sessions.map((session) => session.targetsPerSecond)),
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
function analyze_sessions_known(values) {
    return values.filter((value) => value !== null);
}

;// CONCATENATED MODULE: ./build/record/print-health.js

/** Lines for the terminal, under a heading; none when nothing was sampled. */
function healthLines(health) {
    const last = health?.points.at(-1);
    if (!health || last === undefined)
        return [];
    const worst = health.status === health.worstStatus ? '' : `, ${health.worstStatus} at worst`;
    const memory = (point) => (100 * point.memoryUsedBytes) / point.memoryTotalBytes;
    const cpu = health.points.map((point) => point.cpuRatio).filter((ratio) => ratio !== null);
    const disk = [last.diskReadBytesPerSecond, last.diskWriteBytesPerSecond];
    const network = [last.networkReceivedBytesPerSecond, last.networkSentBytesPerSecond];
    const rates = ([come, go]) => `${printMegabytes(come ?? null)}/s in, ${printMegabytes(go ?? null)}/s out`;
    return [
        '',
        `Machine: ${health.status}${worst}, ${health.trend} (${health.samples} samples)`,
        `  CPU: ${percentOf(last.cpuRatio)}, peak ${percentOf(cpu.length > 0 ? Math.max(...cpu) : null)}`,
        `  Memory: ${printPercent(memory(last))} of ${printMegabytes(last.memoryTotalBytes)}, peak ${printPercent(Math.max(...health.points.map(memory)))}`,
        ...(disk.every((rate) => rate === null) ? [] : [`  Disk: ${rates(disk)}`]),
        ...(network.every((rate) => rate === null) ? [] : [`  Network: ${rates(network)}`]),
        ...(last.processes === null ? [] : [`  Processes: ${last.processes}`]),
    ];
}
function percentOf(ratio) {
    return printPercent(ratio === null ? null : 100 * ratio);
}
function printMegabytes(bytes) {
    return `${printNumber(bytes === null ? null : bytes / 1_048_576)}MB`;
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
/** `events --count --type`. @param events newest first @param width columns of the terminal */
function showEvents(events, width = Number.POSITIVE_INFINITY) {
    const rows = events.map((event) => [
        printTime(event.timestamp),
        printText(event.eventType.toLowerCase(), 30),
        describeEvent(event),
        printText(event.eventId.slice(0, 8), 8),
    ]);
    const table = rows.length === 0 ? 'No events.' : drawTable(['Timestamp', 'Type', 'Details', 'ID'], rows, width);
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
    'build-end': (event) => `Build: ${print_events_nameBuild(event)} ${event.eventType === 'BUILD_COMPLETED' ? '✓' : '✗'}`,
    build: (event) => `Build: ${print_events_nameBuild(event)}`,
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
function print_events_nameBuild(event) {
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
 * @param width columns of the terminal
 */
function showAlerts(active, history, statistics, width = Number.POSITIVE_INFINITY) {
    const rows = history.map((alert) => [
        printTime(alert.timestamp),
        alert.level,
        printText(alert.message),
        printNumber(alert.value, 2),
    ]);
    const text = layOutAlerts({
        active: active.filter((alert) => !alert.superseded).flatMap(alertLines),
        head: 'Timestamp',
        rows,
        total: `${statistics.totalAlerts} (last 24h)`,
        byLevel: statistics.byLevel,
        width,
    });
    return { text, json: { active, history, statistics } };
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
/** `performance --hours --operation`. @param slowest the slowest first; five are shown @param health of the machine */
function showPerformance(metrics, slowest, health = null) {
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
            .map((each) => `  ${printMs(each.durationMs)} - ${printText(nameOperation(each), 120)} (${printTime(each.timestamp)})`),
        ...healthLines(health),
    ];
    return { text: `${lines.join('\n')}\n`, json: { metrics, slowest, health } };
}
/** Operations of stored builds carry the task that they were. */
function nameOperation({ operationType, metadata }) {
    const { task } = metadata;
    return typeof task === 'string' ? `${operationType} ${task}` : operationType;
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
/** One picture of `watch`. @param active alerts that fire now @param recent newest first @param health of the machine */
function showDashboard(summary, active, recent, health = null) {
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
        ...healthLines(health),
        ...(recent.length > 0 ? ['', 'Recent:'] : []),
        ...recent.map((event) => `  ${printTime(event.timestamp)}  ${printText(event.eventType.toLowerCase(), 30)}  ${describeEvent(event)}`),
    ];
    const json = { summary, alerts: active, health, recent: recent.map((event) => event.toDict()) };
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
        `  Average Utilization: ${report.avgParallelism === null ? '— (the number of workers is not stored)' : printPercent(report.avgParallelism)}`,
        `  Targets at Work: ${printNumber(report.avgMeanParallelism)} at a time`,
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

;// CONCATENATED MODULE: ./build/record/print-stored.js


/**
 * `alerts`, answered by the history: those of the newest build, then those of the builds before it.
 * @param builds newest first
 * @param isShown which levels
 * @param count how many rows
 */
function showStoredAlerts(builds, isShown, count, width) {
    const rowsOf = ({ id, startTimeMs, alerts }) => alerts.filter(({ level }) => isShown(level)).map((alert) => ({ ...alert, buildId: id, startTimeMs }));
    const all = builds.flatMap(rowsOf);
    const shown = all.slice(0, count);
    const active = builds[0] === undefined ? [] : rowsOf(builds[0]);
    const statistics = countByLevel(all);
    const table = shown.map((row) => [
        printTime(row.startTimeMs),
        row.level.toUpperCase(),
        printText(row.message, 80),
        formatUnit(row.value, row.unit),
    ]);
    const text = layOutAlerts({
        active: active.flatMap(print_stored_alertLines),
        head: 'Build',
        rows: table,
        total: `${all.length} (last ${builds.length} builds)`,
        byLevel: statistics,
        width,
    });
    return { text, json: { active, history: shown, statistics } };
}
function countByLevel(rows) {
    const counts = {};
    for (const { level } of rows)
        counts[level] = (counts[level] ?? 0) + 1;
    return counts;
}
function print_stored_alertLines(row) {
    const limit = row.limit === null ? '' : ` (threshold: ${formatUnit(row.limit, row.unit)})`;
    return [
        `  [${row.level.toUpperCase()}] ${printText(row.message, 120)}`,
        ...(row.value === null ? [] : [`    Value: ${formatUnit(row.value, row.unit)}${limit}`]),
        `    Build: ${printText(row.buildId, 80)} of ${printTime(row.startTimeMs)}`,
        ...(row.action === '' ? [] : [`    Action: ${printText(row.action, 200)}`]),
        ...Object.entries(row.context).map(([name, value]) => `    ${printText(name)}: ${printText(value, 120)}`),
        '',
    ];
}

// EXTERNAL MODULE: ./build/record/events.js
var events = __webpack_require__(5647);
;// CONCATENATED MODULE: ./build/record/stored-tasks.js
/** The tasks of stored builds as events and as measurements: what the history can answer of the log's questions. Pure. */


const ends = {
    success: 'TASK_COMPLETED',
    failure: 'TASK_FAILED',
    error: 'TASK_FAILED',
    timeout: 'TASK_FAILED',
    cancellation: 'TASK_CANCELLED',
    skip: 'TASK_SKIPPED',
    unknown: 'TASK_COMPLETED',
};
/** One event a task, at the end of its build, as the task's own time is not stored. */
function eventsOfBuilds(builds) {
    return builds.flatMap((build) => finalTasks(build.tasks).map((task) => {
        return new events/* TaskEvent */.yg({
            eventId: `${build.id}/${task.id}`,
            eventType: ends[task.result],
            timestamp: stored_tasks_endOf(build),
            taskName: task.name,
            taskType: task.kind,
            durationMs: task.durationMs,
            costUsd: task.costUsd,
            tokensUsed: sumTokens(task),
            modelUsed: task.model,
            cpuMs: task.cpuMs,
            memoryBytes: task.memoryBytes,
            success: task.result === 'unknown' ? null : task.result === 'success',
            errorType: task.errorType,
            cache: task.cache,
        });
    }));
}
/**
 * Tasks as operations of their kind, each from the start of its build; what came from a cache is none.
 * @param operation keeps the tasks of this kind or name
 */
function measurementsOfBuilds(builds, operation) {
    return builds.flatMap((build) => finalTasks(build.tasks).flatMap((task) => {
        if (task.durationMs === null || task.cache === 'hit')
            return [];
        if (operation !== null && operation !== task.kind && operation !== task.name)
            return [];
        return [
            {
                operationId: `${build.id}/${task.id}`,
                operationType: task.kind,
                timestamp: new Date(build.startTimeMs ?? 0),
                durationMs: task.durationMs,
                success: task.result === 'success',
                cpuPercent: task.cpuMs === null || task.durationMs === 0 ? null : (100 * task.cpuMs) / task.durationMs,
                memoryMb: task.memoryBytes === null ? null : task.memoryBytes / 1_048_576,
                metadata: { task: task.name, build: build.id },
            },
        ];
    }));
}
/** From the first build's start to the last one's end, in milliseconds. */
function spanOfBuilds(builds) {
    const starts = builds.map((build) => build.startTimeMs ?? 0);
    const last = builds.reduce((end, build) => Math.max(end, stored_tasks_endOf(build)), 0);
    return last - starts.reduce((a, b) => Math.min(a, b), last);
}
function stored_tasks_endOf(build) {
    return (build.startTimeMs ?? 0) + (build.durationMs ?? 0);
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
/**
 * Commands that ask what was recorded. The event log answers; where it holds nothing, or `--history` names a
 * folder, the history of builds does, as far as it stores the answer.
 */




















/** Asks the log, unless it holds nothing or the user names a history that holds builds. */
async function chooseSource(args, log, isRecorded) {
    if (isRecorded && args.flags['history'] === undefined)
        return log;
    const stored = await readHistory(args);
    return stored.history.builds.length > 0 ? stored : log;
}
function isStored(source) {
    return 'history' in source;
}
/** Says where an answer comes from, and what it cannot know. */
function addSource(view, stored, lacks) {
    const note = `From ${stored.label}. ${lacks}`;
    return { text: `${view.text}\n${note}\n`, json: { ...view.json, source: 'history', note } };
}
const query_hourMs = 3_600_000;
const query_periodMs = {
    hour: query_hourMs,
    day: record_settings/* dayMs */.L,
    week: 7 * record_settings/* dayMs */.L,
    all: Number.POSITIVE_INFINITY,
};
const summaryCommand = defineView({
    name: 'summary',
    operands: '[--period hour|day|week|all]',
    summary: 'Summarise the recorded tasks, cost and errors, and the builds of the history.',
    flags: [
        { name: 'period', value: 'PERIOD', description: 'hour, day (default), week or all.' },
        logFlag,
        ...historyFlags,
        jsonFlag,
    ],
}, async (args) => {
    const period = readChoice(args, 'period', periods, 'day');
    const { collector } = openLog(args);
    const stored = await readHistory(args);
    const isFromLog = args.flags['history'] === undefined && collector.events.length > 0;
    const since = Date.now() - query_periodMs[period];
    const source = isFromLog || stored.history.builds.length === 0
        ? collector
        : { events: eventsOfBuilds(restoreSince(stored, since)) };
    const tasks = showSummary(new MetricsAnalyzer(source).calculateSummary(period));
    const events = source === collector ? tasks : addSource(tasks, stored, lacksEvents);
    const sessions = sessionsOfHistory(stored.history);
    if (sessions.length === 0)
        return { text: events.text, json: { events: events.json, builds: null } };
    const builds = showBuildSummary(new TelemetryAnalyzer(sessions).analyze());
    return { text: `${events.text}\n${builds.text}`, json: { events: events.json, builds: builds.json } };
});
const lacksEvents = 'Events of errors and of security are not stored there; a task counts at the end of its build.';
const eventsCommand = defineView({
    name: 'events',
    operands: '[--count N] [--type TYPE]',
    summary: 'List the newest recorded events.',
    flags: [
        countFlag(20),
        { name: 'type', value: 'TYPE', description: 'Only events of this type.' },
        logFlag,
        jsonFlag,
    ],
}, async (args) => {
    const type = args.flags['type'];
    const { collector, path } = openLog(args);
    const wanted = type === undefined ? {} : { eventTypes: [(0,event_type/* normalizeEventType */.w9)(type)] };
    const found = showEvents(collector.query({ ...wanted, limit: view_readCount(args, 'count', 20) }), (0,commands_command/* terminalWidth */.JL)());
    if (collector.events.length > 0)
        return found;
    const { history, label } = await readHistory(args);
    if (history.builds.length === 0)
        return found;
    const note = `There are no events in ${path}. ${capitalize(label)} hold no events: they are in each run's own log.`;
    return { text: `${found.text}\n${note}\n`, json: { ...found.json, note } };
});
function capitalize(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
/** Builds that `alerts` looks back on in the history. */
const judgedBuilds = 10;
const alertsCommand = defineView({
    name: 'alerts',
    operands: '[--count N] [--level LEVEL]',
    summary: 'Show thresholds that are crossed now, and those of before.',
    flags: [
        countFlag(20),
        {
            name: 'level',
            value: 'LEVEL',
            description: 'Only this level and above: info, warning, error, critical.',
        },
        logFlag,
        ...historyFlags,
        jsonFlag,
    ],
}, async (args) => {
    const level = readChoice(args, 'level', levels/* levels */.yr, 'info');
    const isShown = (each) => (0,levels/* isAtLeast */.du)(each, level);
    const limit = view_readCount(args, 'count', 20);
    const log = openLog(args);
    const source = await chooseSource(args, log, log.collector.events.length > 0);
    if (isStored(source)) {
        const { config, baselineBranch } = recorded_readLimits();
        const judged = judgeStored(source.history, config, baselineBranch, judgedBuilds);
        return addSource(showStoredAlerts(judged, isShown, limit, (0,commands_command/* terminalWidth */.JL)()), source, `The newest ${judged.length} were judged again; security events are not stored there.`);
    }
    const monitor = openMonitor(log);
    const active = monitor.checkThresholds().filter((alert) => isShown(alert.level.toLowerCase()));
    const past = monitor.getAlertHistory({ minLevel: level.toUpperCase(), limit });
    return showAlerts(active, past, monitor.getStatistics({ since: Date.now() - record_settings/* dayMs */.L }), (0,commands_command/* terminalWidth */.JL)());
});
const performanceCommand = defineView({
    name: 'performance',
    operands: '[--hours N] [--operation NAME]',
    summary: 'Show how long recorded operations took, and how the machine fared.',
    flags: [
        { name: 'hours', value: 'N', description: 'The last so many hours; 24 by default.' },
        { name: 'operation', value: 'NAME', description: 'Only operations of this type.' },
        logFlag,
        ...historyFlags,
        jsonFlag,
    ],
}, async (args) => {
    const hours = view_readCount(args, 'hours', 24);
    const operation = args.flags['operation'];
    const log = openLog(args);
    const since = Date.now() - hours * query_hourMs;
    const source = await chooseSource(args, log, log.tracker.measurements.length > 0);
    if (isStored(source)) {
        const builds = restoreSince(source, since);
        const measured = measurementsOfBuilds(builds, operation ?? null);
        const slowest = measured.toSorted((a, b) => b.durationMs - a.durationMs).slice(0, 5);
        const view = showPerformance(summarizeMeasurements(measured, hours, spanOfBuilds(builds)), slowest);
        return addSource(view, source, 'Tasks are operations of their kind, at the start of their build.');
    }
    const filter = { hours, ...(operation === undefined ? {} : { operationType: operation }) };
    const slowest = log.tracker.getSlowestOperations({ ...filter, limit: 5 });
    return showPerformance(log.tracker.getMetrics(filter), slowest, readHealth(log, since));
});
const recentCommand = defineView({
    name: 'recent',
    operands: '[N]',
    summary: 'List the newest builds of the history, with their slowest targets.',
    flags: [...historyFlags, jsonFlag],
}, async (args) => {
    const wanted = view_readCount(args, 'count', 10);
    return showRecent(sessionsOfHistory((await readHistory(args)).history)
        .slice(-wanted)
        .reverse());
});
const exportCommand = defineView({
    name: 'export',
    operands: 'PATH [--type events|performance|builds] [--format csv|json]',
    summary: 'Write recorded events, measurements or builds to a file.',
    flags: [
        { name: 'type', value: 'TYPE', description: 'events (default), performance or builds.' },
        { name: 'format', value: 'FORMAT', description: "csv or json; by default the path's ending, or csv." },
        logFlag,
        ...historyFlags,
        jsonFlag,
    ],
}, async (args) => {
    const [path] = args.operands;
    if (path === undefined)
        return refuse('export', 'No path is given.', 'Write `build-telemetry export events.csv`.');
    const fromPath = path.endsWith('.json') ? 'json' : 'csv';
    const format = readChoice(args, 'format', ['csv', 'json'], fromPath);
    const type = readChoice(args, 'type', ['events', 'performance', 'builds'], 'events');
    (0,external_node_fs_.writeFileSync)(path, await exporters[type](args, format));
    return { text: `Wrote ${path}.\n`, json: { path, type, format } };
});
const exporters = {
    events: async (args, format) => (0,events_csv/* exportEvents */.uT)(openLog(args).collector.events, format),
    performance: async (args, format) => {
        const log = openLog(args);
        const { measurements } = log.tracker;
        const source = await chooseSource(args, log, measurements.length > 0);
        const everything = Number.NEGATIVE_INFINITY;
        return exportMeasurements(isStored(source) ? measurementsOfBuilds(restoreSince(source, everything), null) : measurements, format);
    },
    builds: async (args, format) => {
        const sessions = sessionsOfHistory((await readHistory(args)).history);
        return format === 'json' ? exportSessionsJson(sessions) : exportSessionsCsv(sessions);
    },
};
const clearCommand = defineView({
    name: 'clear',
    operands: '--yes',
    summary: 'Remove the event log and the measurements beside it; builds go with `history clear`.',
    flags: [{ name: 'yes', description: 'Really remove them.' }, logFlag, jsonFlag],
}, (args) => {
    if (!args.flags['yes'])
        refuse('clear', 'Nothing was removed.', 'Write `build-telemetry clear --yes`.');
    const { collector, tracker, alertsPath } = openLog(args);
    const events = collector.clear();
    const operations = tracker.clear();
    (0,external_node_fs_.rmSync)(alertsPath, { force: true });
    return { text: `Removed ${events} events and ${operations} operations.\n`, json: { events, operations } };
});
const watchCommand = {
    name: 'watch',
    operands: '[--interval SECONDS]',
    summary: 'Show the last hour live: tasks, success, cost, alerts, the machine, newest events.',
    flags: [
        { name: 'interval', value: 'SECONDS', description: 'Between two pictures; 5 by default.' },
        { name: 'once', description: 'Draw one picture and end.' },
        logFlag,
        jsonFlag,
    ],
    run: async (args) => {
        const read = (0,commands_command/* readArguments */.lR)(args, watchCommand.flags);
        for (const problem of read.problems)
            (0,commands_command/* tellProblem */.JW)(problem);
        if (read.problems.length > 0)
            return 2;
        // It reads on from where it stopped, so that a long log is read once.
        const log = openLog(read);
        const analyzer = new MetricsAnalyzer(log.collector);
        const draw = () => {
            const alerts = new ThresholdMonitor(analyzer).checkThresholds();
            const health = readHealth(log, Date.now() - query_hourMs);
            const recent = log.collector.getRecent(10);
            const made = showDashboard(analyzer.calculateSummary('hour'), alerts, recent, health);
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

// EXTERNAL MODULE: ./build/commands/record.js + 3 modules
var record = __webpack_require__(8269);
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
    historyCommand,
    detectCommand,
    explainCommand,
    tuneCommand,
];


/***/ }),

/***/ 5213:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   appendSample: () => (/* binding */ appendSample),
/* harmony export */   d8: () => (/* binding */ readMonitor)
/* harmony export */ });
/* unused harmony exports monitorVariable, recordSamples, readSamples */
/* harmony import */ var _ingest_sample_record_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1709);
/* harmony import */ var _event_log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2007);
/* harmony import */ var _log_file_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2585);
/** Samples of the machine in a log that one process writes and others read. */




/** Names the monitor's log to every later step of the job. */
const monitorVariable = 'BUILD_TELEMETRY_MONITOR';
/** Appends samples to a log. @throws when it cannot be written. */
function appendSample(path, sample, buildId) {
    (0,_log_file_js__WEBPACK_IMPORTED_MODULE_0__/* .appendLines */ ._g)(path, `${JSON.stringify((0,_ingest_sample_record_js__WEBPACK_IMPORTED_MODULE_1__/* .writeSample */ .s)(sample, buildId))}\n`);
}
/** Samples into a log until the process is ended. */
function recordSamples(path, intervalMs) {
    startSampler({ intervalMs, onSample: (sample) => appendSample(path, sample, null) });
    // The sampler's own timer keeps no process alive; a job lasts a day at most.
    setTimeout(() => process.exit(0), 86_400_000);
}
/** What the monitor of this job saw so far, oldest first; nothing without a monitor. */
function readMonitor(env) {
    return readSamples(env[monitorVariable]);
}
/** Samples of a log; none when it is absent or cannot be read. */
function readSamples(path) {
    if (!path)
        return [];
    try {
        const log = (0,_event_log_js__WEBPACK_IMPORTED_MODULE_2__/* .openEventLog */ .T)(path);
        log.read();
        return log.samples();
    }
    catch {
        return [];
    }
}


/***/ })

};
