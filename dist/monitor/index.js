import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 5317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 3557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 7891:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  R: () => (/* binding */ startMonitor),
  f: () => (/* binding */ stopMonitor)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __nccwpck_require__(1421);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
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
function final_tasks_meanKnown(values) {
    const sum = addKnown(values);
    return sum === null ? null : sum / values.filter((value) => value !== null).length;
}
/** Sum of what is known; null when nothing is. */
function addKnown(values) {
    const known = values.filter((value) => value !== null);
    return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) : null;
}

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
    const mean = (read) => final_tasks_meanKnown(stretch.map(read));
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

// EXTERNAL MODULE: ./build/record/monitor-log.js + 12 modules
var monitor_log = __nccwpck_require__(5672);
;// CONCATENATED MODULE: ./build/render/format.js
/** What is shown for a number that is not known. */
const format_unknown = '—';
function isKnown(value) {
    return value !== null && Number.isFinite(value);
}
/** `0.42 ms`, `842 ms`, `12.3 s`, `1 m 23 s`, `2 h 5 m`. */
function formatDuration(durationMs) {
    if (!isKnown(durationMs))
        return format_unknown;
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
        return format_unknown;
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
        return format_unknown;
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
/** A relative change with its sign: `+22 %`, `−3.1 %`, `±0 %` where nothing would be left of it, from tenfold on `×12`, from nothing on `>×1,000,000`. */
function formatChange(ratio) {
    if (!isKnown(ratio))
        return format_unknown;
    // From nothing, or next to it, there is no telling how often.
    if (ratio >= 999_999)
        return '>×1,000,000';
    if (ratio !== 0 && Math.abs(ratio) < 0.0005)
        return '±0 %';
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
    return isKnown(count) ? group(trimZeros(count.toFixed(2))) : format_unknown;
}
/** `1.5 GiB`. */
function formatBytes(bytes) {
    if (!isKnown(bytes))
        return format_unknown;
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
function format_plural(count, noun, nouns = `${noun}s`) {
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
function format_formatMeasure(value, { measure, unit }) {
    if (value === null || measure !== 'value')
        return formatUnit(value, unit);
    return formatUcum(value, unit);
}
/** How much a series changed: `+22 %`, or of a share `−12 points`. */
function format_formatMove({ ratio, series }) {
    return series.unit === 'ratio' ? formatPoints(ratio) : formatChange(ratio);
}
/** Its interval: `+18 % to +27 %`, or of a share `−20 to −5 points`. */
function format_formatMoveInterval({ interval, series }) {
    if (interval === null || series.unit !== 'ratio')
        return formatInterval(interval);
    return `${formatPoints(interval[0])} to ${formatPoints(interval[1])}`;
}
function formatPoints(difference) {
    if (!isKnown(difference))
        return format_unknown;
    const points = Number((difference * 100).toFixed(1));
    return `${points > 0 ? '+' : points < 0 ? '−' : ''}${Math.abs(points)} points`;
}
/** A measured number with its UCUM unit. */
function formatUcum(value, unit) {
    if (!isKnown(value))
        return format_unknown;
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
        return format_plural(Math.round(minutes), 'minute');
    if (minutes < 36 * 60)
        return format_plural(Math.round(minutes / 60), 'hour');
    return format_plural(Math.round(minutes / (24 * 60)), 'day');
}
/** `2026-11-21 03:07 UTC`. */
function formatTime(timeMs) {
    if (!isKnown(timeMs) || Math.abs(timeMs) > 8.64e15)
        return format_unknown;
    return `${new Date(timeMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
const blocks = '▁▂▃▄▅▆▇█';
/** One block a value, lowest to highest; a series that moves less than 1 % is flat. */
function format_sparkline(values) {
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
function format_shortCommit(commit) {
    return commit.slice(0, 7);
}
/** True for text that can only be a commit's hash. */
function format_isCommit(commit) {
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
    bytes: formatBytes,
    rate: (bytesPerSecond) => `${formatBytes(bytesPerSecond)}/s`,
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

;// CONCATENATED MODULE: ./build/render/escape.js
/**
 * Makes untrusted text harmless for each place that a report is shown in: Markdown, Mermaid, HTML, CSV and
 * terminals. Names of tasks, branches and files come from the user's build and may hold anything.
 * GitHub Flavored Markdown: https://github.github.com/gfm/; workflow commands: actions/runner, ActionCommand.cs.
 */
/** Characters that reorder, hide or break text: controls, bidirectional marks, invisible ones, half characters. */
const unseen = /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Surrogate}]/gu;
/**
 * One line of visible text: line breaks and tabs become spaces, unseen characters become U+FFFD.
 * @param maxLength in characters; what is longer ends in `…`.
 */
function cleanText(text, maxLength = 200) {
    // Far longer text is cut before it is looked at, so that cost does not grow with hostile input.
    const head = text.length > maxLength * 8 ? text.slice(0, maxLength * 8) : text;
    const line = head
        .replace(/[\s\u2028\u2029]+/gu, ' ')
        .replace(unseen, '\ufffd')
        .trim();
    const cut = head.length < text.length;
    if (line.length <= maxLength && !cut)
        return line;
    const characters = Array.from(line);
    if (characters.length <= maxLength && !cut)
        return line;
    return `${characters.slice(0, maxLength - 1).join('')}…`;
}
/** Keeps the runner from reading a command: `##[…]` counts anywhere in a line, `::…` at its start. */
function breakCommands(text) {
    return text.replace(/##\[/g, '##\\[').replace(/^(\s*)::/, '$1\\::');
}
/**
 * A name as a Markdown code span: no mention, reference, link or markup works inside. A fence longer than
 * every run of backticks inside closes it (GFM 6.3). In a table the row escapes `|` (`tableRow`).
 */
function escape_codeSpan(text, maxLength = 120) {
    const clean = breakCommands(cleanText(text, maxLength)).replace(/<!(?=-)/g, '<\\!');
    if (clean === '')
        return '` `';
    const longest = Math.max(0, ...(clean.match(/`+/g) ?? []).map((run) => run.length));
    const fence = '`'.repeat(longest + 1);
    const pad = clean.startsWith('`') || clean.endsWith('`') ? ' ' : '';
    return fence + pad + clean + pad + fence;
}
/**
 * A row of a Markdown table out of cells that are Markdown already. Readers disagree on a pipe after an even
 * run of backslashes (GFM 4.10), so such a run is made longer by one.
 */
function tableRow(cells) {
    const safe = cells.map((cell) => cell.replace(/(\\*)\|/g, (_, run) => `${run}${run.length % 2 === 1 ? '\\' : ''}\\|`));
    return `| ${safe.join(' | ')} |`;
}
/** What GitHub would turn into a mention, a reference, a commit link or an address. */
const linking = /@\w|#\d|\bGH-\d|:\/\/|\bwww\.|\b(?=[a-f]*\d)[0-9a-f]{7,40}\b/i;
/**
 * A sentence as Markdown. Parts in backticks become code spans, and so does each word that GitHub would
 * link; all other markup is shown as it is written.
 */
function escape_escapeMarkdown(text, maxLength = 600) {
    return cleanText(text, maxLength)
        .split(/`([^`]+)`/)
        .map((part, index) => (index % 2 === 1 ? escape_codeSpan(part, maxLength) : escapeWords(part)))
        .join('')
        .replace(/^(?:[-+=:]|\d+[.)](?= |$))/, (start) => start.slice(0, -1) + escapeCharacter(start.slice(-1)));
}
function escapeWords(text) {
    return text
        .split(/(\s+)/)
        .map((word) => {
        // What ends a clause stays outside of the code.
        const [, inner = '', end = ''] = /^(.*?)([.,;:!?)]*)$/s.exec(word) ?? [];
        return linking.test(word) ? escape_codeSpan(inner, inner.length) + escapeSigns(end) : escapeSigns(word);
    })
        .join('');
}
function escapeSigns(text) {
    return text.replace(/[<>&|`*_~[\]#\\$]/g, escapeCharacter);
}
/** Character references are never markup (GFM 6.2), so they serve where a backslash might be eaten. */
function escapeCharacter(character) {
    return `&#${character.codePointAt(0)};`;
}
/** Text for HTML elements and quoted attributes. */
function escapeHtml(text, maxLength = 600) {
    const entities = {
        '&': '&amp;',
        '<': '&lt;',
        '>': '&gt;',
        '"': '&quot;',
        "'": '&#39;',
    };
    return breakCommands(cleanText(text, maxLength)).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
/** JSON for a `<script type="application/json">`: nothing inside can end the element or open a comment. */
function jsonForScript(value) {
    return JSON.stringify(value)
        .replace(/</g, '\\u003c')
        .replace(/>/g, '\\u003e')
        .replace(/&/g, '\\u0026')
        .replace(/##\[/g, '##\\u005b')
        .replace(/\u2028/g, '\\u2028')
        .replace(/\u2029/g, '\\u2029');
}
/** A quoted Mermaid label: letters, digits and a few signs stay, everything else becomes a space. */
function mermaidLabel(text, maxLength = 60) {
    const plain = cleanText(text, maxLength * 2).replace(/[^\p{L}\p{N} .,/()+_-]/gu, ' ');
    return `"${cleanText(plain, maxLength) || 'build'}"`;
}
/**
 * One CSV field (RFC 4180). Text that a spreadsheet would take for a formula gets a leading apostrophe
 * (OWASP, CSV injection); numbers stay numbers; null is empty.
 */
function csvField(value) {
    if (value === null || (typeof value === 'number' && !Number.isFinite(value)))
        return '';
    if (typeof value === 'number')
        return String(value);
    const text = /^\s*[=+\-@＝＋－＠\t\r\n]/u.test(value) ? `'${value}` : value;
    const safe = breakCommands(text.replace(/(?![\t\r\n])[\p{Cc}\p{Surrogate}]/gu, '\ufffd'));
    return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
/** Text for a terminal or a log: no escape sequences, one line, nothing that the runner would obey. */
function escapeTerminal(text, maxLength = 400) {
    return breakCommands(cleanText(text, maxLength));
}
/** A link target for Markdown and HTML, or null when it is not a plain web address. */
function escape_safeUrl(url) {
    if (url === undefined || !/^https?:\/\/[\w.-]+(:\d+)?(\/[\w\-.~%/?#=&+:@,;]*)?$/.test(url))
        return null;
    return url;
}

;// CONCATENATED MODULE: ./build/render/markdown.js



/** A phrase as Markdown: names become code spans. */
function writePhrase(phrase) {
    return phrase.map((part) => (typeof part === 'string' ? part : codeSpan(part.name))).join('');
}
/**
 * A table of at most `maxRows` rows; what is left out is counted under it. Empty without rows.
 * @param noun what a row is, for that count.
 */
function writeTable(columns, rows, maxRows, noun) {
    if (rows.length === 0)
        return '';
    const lines = [
        tableRow(columns.map((column) => column.title)),
        `|${columns.map((column) => (column.right ? '--:' : ':--')).join('|')}|`,
        ...rows.slice(0, maxRows).map((row) => tableRow(columns.map((column) => writeCell(column, row)))),
    ];
    const rest = rows.length - maxRows;
    return rest > 0 ? `${lines.join('\n')}\n\n… and ${format_plural(rest, `more ${noun}`)}.` : lines.join('\n');
}
/** Columns of numbers keep each number on one line. */
function writeCell(column, row) {
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
    const label = (isBold ? `**${writePhrase([first])}**` : writePhrase([first])) + writePhrase(more);
    const doubt = qualifyChange(change);
    return `${changeIcon(change)}&nbsp;${label}${doubt === '' ? '' : ` (${doubt})`}${writeAcknowledgement(change)}`;
}
/** Who expects it, why, and until when. */
function writeAcknowledgement({ acknowledgement }) {
    if (acknowledgement === null)
        return '';
    const { owner, reason, expires } = acknowledgement;
    return `<br>${escapeMarkdown(owner, 60)}, until ${escapeMarkdown(expires, 20)}: ${escapeMarkdown(reason, 120)}`;
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
    const repository = safeUrl(links.repository);
    if (!isCommit(commit))
        return `${codeSpan(commit, 40)}<br>${ago}`;
    // Outside a code span GitHub links a commit by itself.
    if (repository === null)
        return `${shortCommit(commit)}<br>${ago}`;
    const path = isCommit(lastGoodCommit) ? `compare/${lastGoodCommit}...${commit}` : `commit/${commit}`;
    return `[${shortCommit(commit)}](${repository}/${path})<br>${ago}`;
}
/** Links to the run and the report, or ''. */
function writeLinks(links) {
    const artifact = safeUrl(links.artifact);
    const run = safeUrl(links.run);
    return [artifact && `[Full report](${artifact})`, run && `[Run](${run})`].filter(Boolean).join(' · ');
}
/** What the build was compared with and, when that is nothing, what to do. */
function writeBaseline(report) {
    return [describeBaseline(report), adviseBaseline(report)].map(writePhrase).join(' ').trim();
}
/** The facts beside the alerts, one a line. */
function writeCauses(report, max) {
    const causes = listCauses(report).slice(0, max);
    return causes
        .map(({ label, value }) => `- ${escapeMarkdown(label, 80)}: ${escapeMarkdown(value, 200)}`)
        .join('\n');
}
/** One line for each reason that changes are expected for. */
function writeAcknowledgements(changes) {
    const lines = changes.flatMap((change) => {
        const words = describeAcknowledgement(change);
        return words === null ? [] : [`- ${escapeMarkdown(words)}`];
    });
    return [...new Set(lines)].slice(0, 10).join('\n');
}
/** Tasks that passed and failed on one commit. */
function writeFlaky(flaky, max) {
    const columns = [
        { title: 'Task', cell: (task) => `${codeSpan(task.name)} (${codeSpan(task.kind)})` },
        { title: 'Failed, then passed on the same commit', cell: describeFlakes },
        { title: 'In this build', cell: (task) => (task.now ? 'yes' : '') },
    ];
    return writeTable(columns, flaky, max, 'task');
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
    const lines = actions.slice(0, max).map((action, index) => `${index + 1}. ${escapeMarkdown(action)}`);
    const rest = actions.length - max;
    return rest > 0 ? `${lines.join('\n')}\n\n… and ${plural(rest, 'more step')}.` : lines.join('\n');
}
/** One problem in one line. */
function writeProblem(problem) {
    const icon = { info: 'ℹ️', warning: '⚠️', error: '❌' }[problem.level];
    const where = problem.where === '' ? '' : `${escapeMarkdown(problem.where, 200)}: `;
    const fix = problem.fix === '' ? '' : ` ${escapeMarkdown(problem.fix)}`;
    return `${icon} ${where}${escapeMarkdown(endSentence(problem.what))}${fix}`;
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
/** What is shown of a sampled machine. */
const machineRows = [
    { name: 'CPU', format: 'percent', read: (p) => p.cpuRatio },
    { name: 'Memory', format: 'bytes', read: (p) => p.memoryUsedBytes },
    { name: 'Memory in use', format: 'percent', read: (p) => p.memoryUsedBytes / p.memoryTotalBytes },
    { name: 'Disk, read', format: 'rate', read: (p) => p.diskReadBytesPerSecond },
    { name: 'Disk, written', format: 'rate', read: (p) => p.diskWriteBytesPerSecond },
    { name: 'Network, received', format: 'rate', read: (p) => p.networkReceivedBytesPerSecond },
    { name: 'Network, sent', format: 'rate', read: (p) => p.networkSentBytesPerSecond },
    { name: 'Processes', format: 'count', read: (p) => p.processes },
    { name: 'Tasks at work', format: 'count', read: (p) => p.workers },
];
/** One row a series with its mean, peak and course, and how healthy it all was. */
function writeMachine(health) {
    const known = machineRows
        .map((row) => ({ ...row, values: health.points.map(row.read).filter((value) => value !== null) }))
        .filter(({ values }) => values.length > 0);
    const table = writeTable([
        { title: 'Machine', cell: (row) => row.name },
        { title: 'Mean', right: true, cell: (row) => formatCell(row.format, mean(row.values)) },
        {
            title: 'Peak',
            right: true,
            cell: (row) => formatCell(row.format, row.values.reduce((a, b) => Math.max(a, b))),
        },
        { title: 'Course', cell: (row) => format_sparkline(thin(row.values)) },
    ], known, known.length, 'series');
    return `${table}\n\n${describeHealth(health)} From ${format_plural(health.samples, 'sample')}.`;
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

;// CONCATENATED MODULE: ./build/github/monitor.js
/** The second action: samples the machine from its step to the end of the job. */







/**
 * Starts the sampling process and tells later steps where it writes.
 * @param script the file to run as `script --sample FILE MILLISECONDS`
 */
async function startMonitor(env, script) {
    const core = await __nccwpck_require__.e(/* import() */ 421).then(__nccwpck_require__.bind(__nccwpck_require__, 6421));
    const seconds = Number(env['INPUT_INTERVAL'] || '1');
    if (!(seconds >= 0.1 && seconds <= 60)) {
        core.warning(`input \`interval\`: \`${env['INPUT_INTERVAL']}\` is not a number of seconds from 0.1 to 60; 1 is taken.`);
    }
    const intervalMs = seconds >= 0.1 && seconds <= 60 ? seconds * 1000 : 1000;
    const folder = (0,external_node_path_.join)(env['RUNNER_TEMP'] ?? (0,external_node_os_.tmpdir)(), 'build-telemetry');
    (0,external_node_fs_.mkdirSync)(folder, { recursive: true });
    const path = (0,external_node_path_.join)(folder, `monitor-${process.pid}.ndjson`);
    // Detached, it outlives this step; the runner ends it with the job should `post` not run.
    const child = (0,external_node_child_process_.spawn)(process.execPath, [script, '--sample', path, String(intervalMs)], {
        detached: true,
        stdio: 'ignore',
        windowsHide: true,
    });
    child.on('error', (error) => core.warning(`The machine is not sampled: ${error.message}`));
    child.unref();
    core.saveState('pid', String(child.pid ?? ''));
    core.saveState('path', path);
    core.exportVariable(monitor_log/* monitorVariable */.xs, path);
}
/** Ends the sampling process and writes what it saw into the job summary. */
async function stopMonitor(env) {
    const core = await __nccwpck_require__.e(/* import() */ 421).then(__nccwpck_require__.bind(__nccwpck_require__, 6421));
    try {
        process.kill(Number(env['STATE_pid']));
    }
    catch {
        core.info('The monitor had ended before the job.');
    }
    const health = measureHealth((0,monitor_log/* readSamples */.aM)(env['STATE_path']), []);
    const summary = env['GITHUB_STEP_SUMMARY'];
    if (health !== null && summary)
        (0,external_node_fs_.appendFileSync)(summary, `\n### Machine\n\n${writeMachine(health)}\n`);
}


/***/ }),

/***/ 6130:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3136);
/* harmony import */ var _github_monitor_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7891);
/* harmony import */ var _record_monitor_log_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5672);
/** The monitor action's entry: starts in `main`, stops in `post`, and is itself the process that samples. */



const [mode, path, intervalMs] = process.argv.slice(2);
if (mode === '--sample' && path !== undefined)
    (0,_record_monitor_log_js__WEBPACK_IMPORTED_MODULE_1__/* .recordSamples */ .DG)(path, Number(intervalMs));
else if (process.env['STATE_path'])
    await (0,_github_monitor_js__WEBPACK_IMPORTED_MODULE_2__/* .stopMonitor */ .f)(process.env);
else
    await (0,_github_monitor_js__WEBPACK_IMPORTED_MODULE_2__/* .startMonitor */ .R)(process.env, (0,node_url__WEBPACK_IMPORTED_MODULE_0__.fileURLToPath)(import.meta.url));

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 5672:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  xs: () => (/* binding */ monitorVariable),
  aM: () => (/* binding */ readSamples),
  DG: () => (/* binding */ recordSamples)
});

// UNUSED EXPORTS: appendSample, readMonitor

;// CONCATENATED MODULE: ./build/ingest/read-fields.js
function read_fields_isFields(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function readText(fields, key) {
    const value = own(fields, key);
    return typeof value === 'string' && value !== '' ? value : null;
}
/** A finite number; a text that is one counts. */
function readNumber(fields, key) {
    const value = own(fields, key);
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
/** A number of milliseconds, valid or not: the draft says what is wrong with it. */
function readDuration(fields, key) {
    const value = own(fields, key);
    if (typeof value === 'number')
        return value;
    return typeof value === 'string' && value.trim() !== '' ? Number(value) : null;
}
function readFlag(fields, key) {
    const value = own(fields, key);
    return typeof value === 'boolean' ? value : null;
}
function readFields(fields, key) {
    const value = own(fields, key);
    return read_fields_isFields(value) ? value : {};
}
function readList(fields, key) {
    const value = own(fields, key);
    return Array.isArray(value) ? value : [];
}
/** One of the allowed words, in any case; otherwise null. */
function readChoice(fields, key, allowed) {
    const text = readText(fields, key)?.toLowerCase();
    return allowed.find((word) => word === text) ?? null;
}
/**
 * Epoch milliseconds of an ISO 8601 text or a number (seconds when below 1e11, otherwise milliseconds).
 * A time without a zone is UTC; `zoneless` hears of it.
 */
function readTime(fields, key, zoneless = () => { }) {
    const value = own(fields, key);
    if (typeof value === 'number' && Number.isFinite(value))
        return value < 1e11 ? value * 1000 : value;
    return typeof value === 'string' ? parseTime(value, zoneless) : null;
}
const isoTime = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;
/** Epoch milliseconds of an ISO 8601 text; null when it is none. */
function parseTime(text, zoneless = () => { }) {
    const match = isoTime.exec(text.trim());
    if (!match)
        return null;
    const iso = text
        .trim()
        .replace(/\s*(UTC|GMT)$/i, 'Z')
        .replace(' ', 'T')
        .replace(',', '.');
    if (match[1] === undefined)
        zoneless();
    const time = Date.parse(match[1] === undefined && iso.includes('T') ? `${iso}Z` : iso);
    return Number.isNaN(time) ? null : time;
}
/** `{input, output, cache_read, cache_creation}`; null without any of them. */
function readTokens(value) {
    if (!read_fields_isFields(value))
        return null;
    const part = (key) => readNumber(value, key);
    const parts = [part('input'), part('output'), part('cache_read'), part('cache_creation')];
    if (parts.every((count) => count === null))
        return null;
    const [input = 0, output = 0, cacheRead = 0, cacheCreation = 0] = parts.map((count) => Math.max(0, count ?? 0));
    return { input, output, cacheRead, cacheCreation };
}
/** Inherited keys are not fields, and `__proto__` from JSON.parse is nobody's prototype. */
function own(fields, key) {
    return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

;// CONCATENATED MODULE: ./build/ingest/sample-record.js

/** The record of a sample. */
function writeSample(sample, buildId) {
    return {
        v: 1,
        type: 'sample',
        ...(buildId === null ? {} : { build_id: buildId }),
        time: new Date(sample.timeMs).toISOString(),
        cpu_ratio: round(sample.cpuRatio, 4),
        memory_used_bytes: sample.memoryUsedBytes,
        memory_total_bytes: sample.memoryTotalBytes,
        disk_read_bytes_per_second: round(sample.diskReadBytesPerSecond, 0),
        disk_write_bytes_per_second: round(sample.diskWriteBytesPerSecond, 0),
        network_received_bytes_per_second: round(sample.networkReceivedBytesPerSecond, 0),
        network_sent_bytes_per_second: round(sample.networkSentBytesPerSecond, 0),
        processes: sample.processes,
        load: sample.load,
    };
}
function round(value, decimals) {
    return value === null ? null : Number(value.toFixed(decimals));
}
/** The sample of a record; null without its time or its memory. */
function readSample(record) {
    const amount = (key) => {
        const value = readNumber(record, key);
        return value !== null && value >= 0 ? value : null;
    };
    const timeMs = readTime(record, 'time');
    const memoryUsedBytes = amount('memory_used_bytes');
    const memoryTotalBytes = amount('memory_total_bytes');
    if (timeMs === null || memoryUsedBytes === null || !memoryTotalBytes)
        return null;
    const cpuRatio = amount('cpu_ratio');
    return {
        timeMs,
        cpuRatio: cpuRatio === null ? null : Math.min(1, cpuRatio),
        memoryUsedBytes: Math.min(memoryTotalBytes, memoryUsedBytes),
        memoryTotalBytes,
        diskReadBytesPerSecond: amount('disk_read_bytes_per_second'),
        diskWriteBytesPerSecond: amount('disk_write_bytes_per_second'),
        networkReceivedBytesPerSecond: amount('network_received_bytes_per_second'),
        networkSentBytesPerSecond: amount('network_sent_bytes_per_second'),
        processes: amount('processes'),
        load: amount('load'),
    };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
;// CONCATENATED MODULE: ./build/ingest/buildrunner-types.js
/** Event types of both documents, with the severity of an event that names none. */
const buildRunnerTypes = {
    TASK_STARTED: 'info',
    TASK_COMPLETED: 'info',
    TASK_FAILED: 'error',
    TASK_SKIPPED: 'info',
    TASK_CANCELLED: 'warning',
    BUILD_STARTED: 'info',
    BUILD_COMPLETED: 'info',
    BUILD_FAILED: 'error',
    MODEL_SELECTED: 'info',
    MODEL_FALLBACK: 'warning',
    MODEL_FAILED: 'error',
    FALLBACK_TRIGGERED: 'warning',
    ERROR_OCCURRED: 'error',
    EXCEPTION_RAISED: 'error',
    RATE_LIMIT_HIT: 'warning',
    TIMEOUT_OCCURRED: 'error',
    SECURITY_VIOLATION: 'critical',
    SECRET_DETECTED: 'critical',
    SQL_INJECTION_DETECTED: 'critical',
    QUALITY_GATE_PASSED: 'info',
    QUALITY_GATE_FAILED: 'error',
    PERFORMANCE_DEGRADATION: 'warning',
    PERFORMANCE_MEASURED: 'info',
    LATENCY_RECORDED: 'info',
    SYSTEM_STARTED: 'info',
    SYSTEM_STOPPED: 'info',
    HEALTH_CHECK: 'info',
};

;// CONCATENATED MODULE: ./build/record/event-type.js
/** The words of events: types, severities and alert levels, as BuildRunner's documents write them. */

/** Event types of both BuildRunner documents. Any other upper-snake-case word is a custom type. */
const EventType = {
    TASK_STARTED: 'TASK_STARTED',
    TASK_COMPLETED: 'TASK_COMPLETED',
    TASK_FAILED: 'TASK_FAILED',
    TASK_SKIPPED: 'TASK_SKIPPED',
    TASK_CANCELLED: 'TASK_CANCELLED',
    BUILD_STARTED: 'BUILD_STARTED',
    BUILD_COMPLETED: 'BUILD_COMPLETED',
    BUILD_FAILED: 'BUILD_FAILED',
    MODEL_SELECTED: 'MODEL_SELECTED',
    MODEL_FALLBACK: 'MODEL_FALLBACK',
    MODEL_FAILED: 'MODEL_FAILED',
    FALLBACK_TRIGGERED: 'FALLBACK_TRIGGERED',
    ERROR_OCCURRED: 'ERROR_OCCURRED',
    EXCEPTION_RAISED: 'EXCEPTION_RAISED',
    RATE_LIMIT_HIT: 'RATE_LIMIT_HIT',
    TIMEOUT_OCCURRED: 'TIMEOUT_OCCURRED',
    SECURITY_VIOLATION: 'SECURITY_VIOLATION',
    SECRET_DETECTED: 'SECRET_DETECTED',
    SQL_INJECTION_DETECTED: 'SQL_INJECTION_DETECTED',
    QUALITY_GATE_PASSED: 'QUALITY_GATE_PASSED',
    QUALITY_GATE_FAILED: 'QUALITY_GATE_FAILED',
    PERFORMANCE_DEGRADATION: 'PERFORMANCE_DEGRADATION',
    PERFORMANCE_MEASURED: 'PERFORMANCE_MEASURED',
    LATENCY_RECORDED: 'LATENCY_RECORDED',
    SYSTEM_STARTED: 'SYSTEM_STARTED',
    SYSTEM_STOPPED: 'SYSTEM_STOPPED',
    HEALTH_CHECK: 'HEALTH_CHECK',
};
const Severity = { INFO: 'INFO', WARNING: 'WARNING', ERROR: 'ERROR', CRITICAL: 'CRITICAL' };
/** Alerts use the words of severities. */
const AlertLevel = (/* unused pure expression or super */ null && (Severity));
/** Severities, mildest first. */
const severities = ['INFO', 'WARNING', 'ERROR', 'CRITICAL'];
/** Types already seen: events of one type come by the thousand. */
const normalized = new Map();
/** Upper snake case of a type in any case: `task failed`, `task-failed` and `TASK_FAILED` are one. */
function normalizeEventType(type) {
    const known = normalized.get(type);
    if (known !== undefined)
        return known;
    const upper = type
        .trim()
        .replaceAll(/[\s-]+/g, '_')
        .toUpperCase();
    if (normalized.size < 1000)
        normalized.set(type, upper);
    return upper;
}
/** A severity in any case; null when it is none. */
function readSeverity(text) {
    const upper = text.toUpperCase();
    return severities.find((severity) => severity === upper) ?? null;
}
/** The severity of an event that names none. */
function defaultSeverity(type) {
    return (Object.hasOwn(buildRunnerTypes, type) ? buildRunnerTypes[type] : 'info').toUpperCase();
}
const taskEnds = ['TASK_COMPLETED', 'TASK_FAILED', 'TASK_SKIPPED', 'TASK_CANCELLED'];
const buildEnds = ['BUILD_COMPLETED', 'BUILD_FAILED'];
const errors = [
    'ERROR_OCCURRED',
    'EXCEPTION_RAISED',
    'RATE_LIMIT_HIT',
    'TIMEOUT_OCCURRED',
];
const security = ['SECURITY_VIOLATION', 'SECRET_DETECTED', 'SQL_INJECTION_DETECTED'];
const event_type_performance = [
    'PERFORMANCE_DEGRADATION',
    'PERFORMANCE_MEASURED',
    'LATENCY_RECORDED',
];
const families = new Map(Object.keys(EventType).map((type) => [type, findFamily(type)]));
function findFamily(type) {
    if (taskEnds.includes(type))
        return 'task-end';
    if (buildEnds.includes(type))
        return 'build-end';
    if (errors.includes(type))
        return 'error';
    if (security.includes(type))
        return 'security';
    if (event_type_performance.includes(type))
        return 'performance';
    if (type === 'BUILD_STARTED')
        return 'build';
    // Choices of models belong to the task that they serve.
    return /^(TASK|MODEL|FALLBACK)_/.test(type) ? 'task' : 'other';
}
/** Custom types are `other`. */
function event_type_familyOf(type) {
    return families.get(type) ?? 'other';
}

;// CONCATENATED MODULE: ./build/record/event-fields.js
/** The fields of each event class once: their names in code, in records, and how they are read. */

/** Declares fields: `{taskId: 'text'}` is `task_id` in records. */
function declareFields(kinds) {
    return Object.entries(kinds).map(([name, kind]) => ({ name, key: snakeCase(name), kind }));
}
/** `durationMs` is `duration_ms`. */
function snakeCase(name) {
    return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
/** `duration_ms` is `durationMs`. */
function camelCase(key) {
    return key.replaceAll(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}
/** Copies the declared fields of `from` to `to`; what is not given is null. */
function assignFields(to, table, from) {
    const source = from;
    const target = to;
    for (const { name } of table)
        target[name] = source[name] ?? null;
}
/** Adds the declared fields of `from` to a record. */
function writeFields(record, table, from) {
    const source = from;
    for (const { name, key } of table)
        record[key] = source[name];
}
/** Reads the declared fields out of a record; what has another type is left out. */
function readDeclared(record, table) {
    const read = {};
    for (const { name, key, kind } of table) {
        const value = readKind(record, key, kind);
        if (value !== null)
            read[name] = value;
    }
    return read;
}
function readKind(record, key, kind) {
    const value = record[key];
    switch (kind) {
        case 'text':
            return readText(record, key);
        case 'number':
            return readNumber(record, key);
        case 'flag':
            return readFlag(record, key);
        case 'texts':
            return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : null;
        case 'fields':
            return read_fields_isFields(value) ? value : null;
    }
}

;// CONCATENATED MODULE: ./build/record/events.js
/** What a build tells about itself: one class a kind of event, as BuildRunner's documents name them. */



const baseKeys = ['event_id', 'timestamp', 'event_type', 'severity', 'session_id', 'metadata'];
/** What every event has. Extend it for events of one's own and add their fields in `toDict`. */
class Event {
    eventId;
    timestamp;
    eventType;
    severity;
    sessionId;
    metadata;
    /** @throws TypeError without an event type, or for a severity or a time that cannot be read. */
    constructor(options) {
        if (typeof options.eventType !== 'string' || options.eventType.trim() === '') {
            throw new TypeError('An event needs an `eventType`.');
        }
        this.eventId = options.eventId ?? crypto.randomUUID();
        this.timestamp = readTimestamp(options.timestamp);
        this.eventType = normalizeEventType(options.eventType);
        this.severity =
            options.severity === undefined ? defaultSeverity(this.eventType) : checkSeverity(options.severity);
        this.sessionId = options.sessionId ?? null;
        this.metadata = options.metadata ?? {};
    }
    /** A plain object in snake case, as BuildRunner stores events. */
    toDict() {
        return {
            event_id: this.eventId,
            timestamp: this.timestamp.toISOString(),
            event_type: this.eventType,
            severity: this.severity,
            session_id: this.sessionId,
            metadata: this.metadata,
        };
    }
    toJSON() {
        return this.toDict();
    }
    /**
     * The event of a stored object, of the class that its type belongs to. Fields that the class does not have
     * are kept in `metadata`; those of a wrong type count as not given.
     * @throws TypeError when it has no event type.
     */
    static fromDict(dict) {
        const Kind = classOf(event_type_familyOf(normalizeEventType(readText(dict, 'event_type') ?? '')));
        return new Kind(readOptions(dict, tables.get(Kind) ?? []));
    }
}
function readTimestamp(time) {
    if (time === undefined)
        return new Date();
    const date = typeof time === 'string' ? new Date(parseTime(time) ?? Number.NaN) : new Date(time);
    if (Number.isNaN(date.getTime()))
        throw new TypeError(`\`${String(time)}\` is not a time.`);
    return date;
}
function checkSeverity(text) {
    const severity = readSeverity(text);
    if (severity === null)
        throw new TypeError(`\`${text}\` is not a severity.`);
    return severity;
}
/** The start, the end or a model choice of one task. */
class TaskEvent extends Event {
    constructor(options) {
        super(options);
        assignFields(this, taskFields, options);
    }
    toDict() {
        return withFields(super.toDict(), taskFields, this);
    }
}
/** The start or the end of a build. */
class BuildEvent extends Event {
    constructor(options) {
        super(options);
        assignFields(this, buildFields, options);
    }
    toDict() {
        return withFields(super.toDict(), buildFields, this);
    }
}
/** Something went wrong; the build may have recovered from it. */
class ErrorEvent extends Event {
    constructor(options) {
        super(options);
        assignFields(this, errorFields, options);
    }
    toDict() {
        return withFields(super.toDict(), errorFields, this);
    }
}
/** A measured operation, or one that is slower than it should be. */
class PerformanceEvent extends Event {
    constructor(options) {
        super(options);
        assignFields(this, performanceFields, options);
    }
    toDict() {
        return withFields(super.toDict(), performanceFields, this);
    }
}
/** A secret, an injection or another security check that failed. */
class SecurityEvent extends Event {
    constructor(options) {
        super(options);
        assignFields(this, securityFields, options);
    }
    toDict() {
        return withFields(super.toDict(), securityFields, this);
    }
}
const taskFields = declareFields({
    taskId: 'text',
    taskName: 'text',
    taskType: 'text',
    parentId: 'text',
    durationMs: 'number',
    modelUsed: 'text',
    costUsd: 'number',
    tokensUsed: 'number',
    success: 'flag',
    errorType: 'text',
    errorMessage: 'text',
    complexity: 'text',
    files: 'texts',
    cache: 'text',
    cpuMs: 'number',
    memoryBytes: 'number',
    attempt: 'number',
});
const buildFields = declareFields({
    buildId: 'text',
    buildName: 'text',
    totalTasks: 'number',
    completedTasks: 'number',
    failedTasks: 'number',
    durationMs: 'number',
    success: 'flag',
    errorMessage: 'text',
});
const errorFields = declareFields({
    errorType: 'text',
    errorMessage: 'text',
    stackTrace: 'text',
    taskId: 'text',
    recovered: 'flag',
    recoveryAction: 'text',
});
const performanceFields = declareFields({
    operationType: 'text',
    taskId: 'text',
    durationMs: 'number',
    cpuPercent: 'number',
    memoryMb: 'number',
    diskIoMb: 'number',
    metricName: 'text',
    value: 'number',
    threshold: 'number',
});
const securityFields = declareFields({
    violationType: 'text',
    filePath: 'text',
    lineNumber: 'number',
    patternMatched: 'text',
    remediation: 'text',
    taskId: 'text',
    details: 'fields',
});
const tables = new Map([
    [Event, []],
    [TaskEvent, taskFields],
    [BuildEvent, buildFields],
    [ErrorEvent, errorFields],
    [PerformanceEvent, performanceFields],
    [SecurityEvent, securityFields],
]);
/** Keys that records of events have for themselves: a class of one's own finds its fields in `metadata`. */
const reserved = 'v type name kind model tokens start_time result complete time attributes message event'.split(' ');
/** What an event has beyond what every event has, by its key in records, and `metadata` unless it is empty; nothing is null. */
function events_listFields(event) {
    const fields = {};
    const table = tables.get(event.constructor);
    if (table === undefined)
        return listOwnFields(event);
    const source = event;
    for (const { name, key } of table) {
        const value = source[name];
        if (value !== null)
            fields[key] = value;
    }
    if (hasKeys(event.metadata))
        fields['metadata'] = event.metadata;
    return fields;
}
function listOwnFields(event) {
    const fields = {};
    const metadata = { ...event.metadata };
    for (const [key, value] of Object.entries(event.toDict())) {
        if (value === null || value === undefined || baseKeys.includes(key))
            continue;
        if (reserved.includes(key))
            metadata[key] = value;
        else
            fields[key] = value;
    }
    return hasKeys(metadata) ? { ...fields, metadata } : fields;
}
function hasKeys(object) {
    for (const _ in object)
        return true;
    return false;
}
function classOf(family) {
    if (family === 'task' || family === 'task-end')
        return TaskEvent;
    if (family === 'build' || family === 'build-end')
        return BuildEvent;
    if (family === 'error')
        return ErrorEvent;
    if (family === 'performance')
        return PerformanceEvent;
    return family === 'security' ? SecurityEvent : Event;
}
function withFields(dict, table, event) {
    writeFields(dict, table, event);
    return dict;
}
function readOptions(dict, table) {
    const eventId = readText(dict, 'event_id');
    const severity = readSeverity(readText(dict, 'severity') ?? '');
    const timeMs = readTime(dict, 'timestamp');
    return {
        eventType: readText(dict, 'event_type') ?? '',
        ...(eventId === null ? {} : { eventId }),
        ...(severity === null ? {} : { severity }),
        ...(timeMs === null ? {} : { timestamp: timeMs }),
        sessionId: readText(dict, 'session_id'),
        metadata: collectMetadata(dict, table),
        ...readDeclared(dict, table),
    };
}
function collectMetadata(dict, table) {
    const known = new Set([...baseKeys, ...table.map((field) => field.key)]);
    const others = Object.entries(dict).filter(([key, value]) => !known.has(key) && value !== null);
    const given = dict['metadata'];
    return { ...(read_fields_isFields(given) ? given : {}), ...Object.fromEntries(others) };
}

;// CONCATENATED MODULE: ./build/record/event-record.js
/**
 * Events as records of the canonical log, and back. A task's or a build's end is a `task` or `build` record,
 * everything else an `event` record; what the canonical reader does not know rides along under the event's own
 * keys. Reference: docs/formats.md#build-telemetry
 */



/** Keys of events that are attributes in `event` records. */
const attributeNames = {
    error_type: 'error.type',
    violation_type: 'violation.type',
    file_path: 'file.path',
    model_used: 'model',
    operation_type: 'operation',
    duration_ms: 'value',
    threshold: 'threshold',
};
/** Keys of events that `task` records have under another name; null: they tell it otherwise. */
const taskNames = {
    task_name: 'name',
    task_type: 'kind',
    model_used: 'model',
    tokens_used: null,
    success: null,
};
/** The same for `build` records. */
const buildNames = {
    build_name: 'name',
    build_id: null,
    success: null,
};
const results = {
    TASK_COMPLETED: 'success',
    TASK_FAILED: 'failure',
    TASK_SKIPPED: 'skip',
    TASK_CANCELLED: 'cancellation',
    BUILD_COMPLETED: 'success',
    BUILD_FAILED: 'failure',
};
/** The record of an event; `buildId` stands in for an event that names no build. */
function toRecord(event, buildId = null) {
    const fields = listFields(event);
    const family = familyOf(event.eventType);
    if (family === 'task-end')
        return writeTask(event, fields, buildId);
    if (family === 'build-end')
        return writeBuild(event, fields, buildId);
    const record = {
        v: 1,
        type: 'event',
        build_id: fields['build_id'] ?? buildId ?? undefined,
        event_id: event.eventId,
        name: event.eventType,
        severity: lowerCase[event.severity],
        time: event.timestamp.toISOString(),
        message: fields['error_message'],
    };
    const attributes = {};
    for (const key in fields) {
        const name = attributeNames[key];
        if (name !== undefined)
            attributes[name] = fields[key];
        else if (key !== 'error_message' && key !== 'build_id')
            record[key] = fields[key];
    }
    record['attributes'] = attributes;
    if (event.sessionId !== null)
        record['session_id'] = event.sessionId;
    return record;
}
const lowerCase = { INFO: 'info', WARNING: 'warning', ERROR: 'error', CRITICAL: 'critical' };
function writeTask(event, fields, buildId) {
    const tokens = fields['tokens_used'];
    const record = {
        v: 1,
        type: 'task',
        build_id: buildId ?? undefined,
        name: fields['task_name'] ?? fields['task_id'] ?? 'task',
        kind: fields['task_type'] ?? (fields['model_used'] === undefined ? 'task' : 'agent'),
        start_time: startOf(event, fields),
        result: resultOf(event, fields),
        tokens: tokens === undefined ? undefined : { input: tokens },
    };
    return copyRest(record, event, fields, taskNames);
}
function writeBuild(event, fields, buildId) {
    const record = {
        v: 1,
        type: 'build',
        build_id: fields['build_id'] ?? buildId ?? undefined,
        name: fields['build_name'],
        start_time: startOf(event, fields),
        result: resultOf(event, fields),
        complete: true,
    };
    return copyRest(record, event, fields, buildNames);
}
function resultOf(event, fields) {
    const completed = event.eventType === 'TASK_COMPLETED' || event.eventType === 'BUILD_COMPLETED';
    return completed && fields['success'] === false ? 'failure' : results[event.eventType];
}
/** Without a duration the start is not known. */
function startOf(event, fields) {
    const duration = fields['duration_ms'];
    if (typeof duration !== 'number' || !(Math.abs(duration) < 1e12))
        return undefined;
    return new Date(event.timestamp.getTime() - duration).toISOString();
}
/** @param renamed what the record has under another name, or null for what it tells otherwise */
function copyRest(record, event, fields, renamed) {
    for (const key in fields) {
        const name = renamed[key];
        if (name !== null)
            record[name ?? key] = fields[key];
    }
    record['event'] = event.eventType;
    record['event_id'] = event.eventId;
    record['time'] = event.timestamp.toISOString();
    record['severity'] = lowerCase[event.severity];
    if (event.sessionId !== null)
        record['session_id'] = event.sessionId;
    return record;
}
/**
 * The event of a canonical record, or of an event as BuildRunner stores it; null for records that are no
 * events (metrics, spans) and for those without a type or a time.
 */
function readEvent(record) {
    const dict = record['v'] === 1 ? readCanonical(record) : record;
    if (dict === null || (readText(dict, 'event_type') ?? '').trim() === '')
        return null;
    const time = readTime(dict, 'timestamp');
    if (time === null || Math.abs(time) > 8.64e15)
        return null;
    return Event.fromDict(dict);
}
function readCanonical(record) {
    const { v, type, name, kind, model, tokens, result, complete, time, attributes, message, event, ...rest } = record;
    const dict = { ...rest };
    delete dict['start_time'];
    dict['timestamp'] = time ?? endOf(record);
    if (type === 'event') {
        dict['event_type'] = name;
        if (message !== undefined)
            dict['error_message'] = message;
        if (read_fields_isFields(attributes))
            restoreAttributes(dict, attributes);
        return dict;
    }
    const eventType = readText(record, 'event') ?? typeOf(String(type), String(result));
    if (eventType === null)
        return null;
    dict['event_type'] = eventType;
    dict['success'] = result === 'success' ? true : result === 'unknown' || result === 'skip' ? null : false;
    if (type === 'build')
        return { ...dict, build_name: name };
    delete dict['build_id'];
    return { ...dict, task_name: name, task_type: kind, model_used: model, tokens_used: sumTokens(tokens) };
}
function restoreAttributes(dict, attributes) {
    const family = event_type_familyOf(String(dict['event_type']));
    for (const [key, name] of Object.entries(attributeNames)) {
        if (attributes[name] !== undefined)
            dict[key] = attributes[name];
    }
    if (family !== 'build')
        delete dict['build_id'];
}
/** When a task ended that was not written by an event. */
function endOf(record) {
    const start = readTime(record, 'start_time');
    if (start === null)
        return undefined;
    return new Date(start + (readNumber(record, 'duration_ms') ?? 0)).toISOString();
}
function typeOf(type, result) {
    if (type === 'build')
        return result === 'success' ? 'BUILD_COMPLETED' : 'BUILD_FAILED';
    if (type !== 'task')
        return null;
    if (result === 'skip')
        return 'TASK_SKIPPED';
    if (result === 'cancellation')
        return 'TASK_CANCELLED';
    return result === 'failure' || result === 'error' || result === 'timeout'
        ? 'TASK_FAILED'
        : 'TASK_COMPLETED';
}
function sumTokens(tokens) {
    if (!read_fields_isFields(tokens))
        return null;
    let sum = 0;
    for (const part of Object.values(tokens))
        sum += typeof part === 'number' ? part : 0;
    return sum;
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
;// CONCATENATED MODULE: ./build/record/log-file.js
/**
 * A log of lines that any number of processes append to. Each append is one write at the end of the file
 * (O_APPEND), so lines of different processes never mix; a line cut by a killed process costs only itself.
 */



/**
 * Appends whole lines in one write.
 * @param lines text that ends in a newline
 * @throws when the file cannot be written.
 */
function appendLines(path, lines) {
    const bytes = Buffer.from(lines);
    const file = openForAppend(path);
    try {
        writeWhole(file, bytes, path);
        if (!wasDeleted(file, path))
            return;
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
    appendLines(path, lines);
}
/** A cleanup that deletes the file has perhaps not seen the newest lines: events have ids, so twice is once. */
function wasDeleted(file, path) {
    const { nlink, ino } = (0,external_node_fs_.fstatSync)(file);
    return nlink === 0 && (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false })?.ino !== ino;
}
function writeWhole(file, bytes, path) {
    let rest = bytes;
    // A full disk cuts a write; what was not whole is written again, on a new line.
    for (;;) {
        const chunk = endsMidLine(file) ? Buffer.concat([newline, rest]) : rest;
        const written = (0,external_node_fs_.writeSync)(file, chunk);
        if (written >= chunk.length)
            return;
        const whole = chunk.subarray(0, written).lastIndexOf(10) + 1;
        if (whole === 0)
            throw new Error(`${path}: the disk took ${written} of ${chunk.length} bytes.`);
        rest = chunk.subarray(whole);
    }
}
const newline = Buffer.from('\n');
/** Opened for each write, so that a log that was moved away is not written to. */
function openForAppend(path) {
    try {
        return (0,external_node_fs_.openSync)(path, 'a+');
    }
    catch (error) {
        if (error.code !== 'ENOENT')
            throw error;
        (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(path), { recursive: true });
        return (0,external_node_fs_.openSync)(path, 'a+');
    }
}
/**
 * True when the last line was cut. A line that another process is writing at this moment looks the same: it is
 * given time to be finished. Were that not enough, the log would get an empty line, which readers skip.
 */
function endsMidLine(file) {
    let size = 0;
    for (let stableMs = 0; stableMs <= patienceMs; stableMs += 1) {
        const now = (0,external_node_fs_.fstatSync)(file).size;
        if (now === 0)
            return false;
        if ((0,external_node_fs_.readSync)(file, lastByte, 0, 1, now - 1) === 1 && lastByte[0] === 10)
            return false;
        if (now !== size)
            stableMs = 0;
        size = now;
        pause(1);
    }
    return true;
}
const lastByte = Buffer.alloc(1);
const patienceMs = 50;
/** The object of a line; null when it is none. */
function parseRecord(line) {
    try {
        const value = JSON.parse(line);
        return isFields(value) ? value : null;
    }
    catch {
        return null;
    }
}
/** Bytes that are read at once: a log may be larger than the longest string. */
const chunkBytes = 1 << 24;
/**
 * Reads the lines that were appended since `position`, empty ones left out. A last line without its newline
 * counts when it is whole JSON; otherwise it is left for the next time.
 * @param position null for the start
 * @param restart is called first when the file was replaced or cut, and is then read from its start
 * @returns where to go on; null when there is no file.
 */
function followLines(path, position, line, restart = () => { }) {
    const file = openForRead(path);
    if (file === null) {
        if (position !== null)
            restart();
        return null;
    }
    try {
        const { size, ino } = (0,external_node_fs_.fstatSync)(file);
        const replaced = position !== null && (position.inode !== ino || position.offset > size);
        if (replaced)
            restart();
        const offset = readChunks(file, position === null || replaced ? 0 : position.offset, size, line);
        return { inode: ino, offset };
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}
/** @returns the offset behind the last line that was read */
function readChunks(file, start, size, line) {
    let offset = start;
    for (let length = chunkBytes; offset < size;) {
        const bytes = readRange(file, offset, Math.min(size, offset + length));
        const isLast = bytes.length < length || offset + length >= size;
        const cut = bytes.lastIndexOf(10) + 1;
        const end = isLast && isJson(bytes.subarray(cut)) ? bytes.length : cut;
        for (const text of bytes.toString('utf8', 0, end).split('\n'))
            if (text !== '')
                line(text);
        offset += end;
        if (isLast)
            break;
        // A line that is longer than a chunk needs a longer chunk.
        length = end === 0 ? length * 2 : chunkBytes;
    }
    return offset;
}
function isJson(bytes) {
    if (bytes.length === 0 || bytes[bytes.length - 1] !== 125)
        return false;
    try {
        JSON.parse(bytes.toString('utf8'));
        return true;
    }
    catch {
        return false;
    }
}
function openForRead(path) {
    try {
        return (0,external_node_fs_.openSync)(path, 'r');
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return null;
        throw error;
    }
}
function readRange(file, start, end) {
    const bytes = Buffer.alloc(Math.max(0, end - start));
    let filled = 0;
    while (filled < bytes.length) {
        const read = (0,external_node_fs_.readSync)(file, bytes, filled, bytes.length - filled, start + filled);
        if (read === 0)
            break;
        filled += read;
    }
    return bytes.subarray(0, filled);
}
/**
 * Drops the lines that `keep` refuses while other processes go on appending: the log is moved aside, its kept
 * lines are appended to the new one, then the old one goes. A killed rewrite is finished by the next.
 * @returns how many lines were dropped.
 */
function rewriteLog(path, keep) {
    const own = `${path}.${process.pid}-${Date.now()}.old`;
    const abandoned = listAside(path).filter((old) => !isAlive(Number(/(\d+)-\d+\.old$/.exec(old)?.[1])));
    const olds = moveAside(path, own) ? [...abandoned, own] : abandoned;
    return olds.reduce((dropped, old) => dropped + moveLines(old, path, keep), 0);
}
function isAlive(pid) {
    try {
        return process.kill(pid, 0);
    }
    catch (error) {
        return error.code === 'EPERM';
    }
}
function moveAside(path, aside) {
    try {
        renameSync(path, aside);
        return true;
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return false;
        throw error;
    }
}
/** Logs that a rewrite moved aside and has not finished. */
function listAside(path) {
    const prefix = `${(0,external_node_path_.basename)(path)}.`;
    try {
        return (0,external_node_fs_.readdirSync)((0,external_node_path_.dirname)(path))
            .filter((name) => name.startsWith(prefix) && /^\d+-\d+\.old$/.test(name.slice(prefix.length)))
            .map((name) => (0,external_node_path_.join)((0,external_node_path_.dirname)(path), name));
    }
    catch {
        return [];
    }
}
/**
 * Writers may have opened the old file before it moved: their lines are taken until it is deleted, and once
 * after. Who is still writing then finds the file deleted, and writes again.
 */
function moveLines(old, path, keep) {
    const file = openForRead(old);
    if (file === null)
        return 0;
    let offset = 0;
    let dropped = 0;
    const moveNew = () => {
        const before = offset;
        let kept = '';
        const write = () => {
            if (kept !== '')
                appendLines(path, kept);
            kept = '';
        };
        offset = readChunks(file, offset, fstatSync(file).size, (line) => {
            if (keep(line))
                kept += `${line}\n`;
            else
                dropped += 1;
            if (kept.length > chunkBytes)
                write();
        });
        write();
        return offset > before;
    };
    try {
        while (moveNew())
            pause(1);
        syncFile(path);
        unlinkSync(old);
        moveNew();
    }
    finally {
        closeSync(file);
    }
    return dropped;
}
/** Nothing is deleted before its copy is on the disk. */
function syncFile(path) {
    const file = openForRead(path);
    if (file === null)
        return;
    fsyncSync(file);
    closeSync(file);
}
function pause(durationMs) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, durationMs);
}

;// CONCATENATED MODULE: ./build/record/event-log.js
/** Reading an event log that may still grow: canonical NDJSON, BuildRunner's NDJSON, or its JSON array. */





/** Opens a log for reading; it may be absent. */
function openEventLog(path) {
    const appendPath = isArrayFile(path) ? `${path.replace(/\.json$/i, '')}.ndjson` : path;
    let events = [];
    let ids = new Set();
    let samples = [];
    let position = null;
    let arrayStamp = '';
    let skipped = 0;
    const add = (value) => {
        if (!read_fields_isFields(value)) {
            skipped += 1;
            return;
        }
        const sample = value['type'] === 'sample' ? readSample(value) : null;
        const event = sample === null ? readEvent(value) : null;
        // A log that is being rewritten holds lines twice.
        const id = sample === null ? event?.eventId : `${sample.timeMs} ${sample.memoryUsedBytes}`;
        if (id === undefined)
            skipped += value['v'] === 1 ? 0 : 1;
        else if (!ids.has(id)) {
            ids.add(id);
            if (sample !== null)
                samples.push(sample);
            if (event !== null)
                events.push(event);
        }
    };
    const addLine = (line) => add(parseLine(line));
    const restart = () => {
        events = [];
        ids = new Set();
        samples = [];
        skipped = 0;
        position = null;
    };
    return {
        appendPath,
        skippedLines: () => skipped,
        samples: () => samples,
        read: () => {
            const stamp = appendPath === path ? '' : stampOf(path);
            if (stamp !== arrayStamp) {
                restart();
                for (const value of stamp === '' ? [] : readArray(path))
                    add(value);
                arrayStamp = stamp;
            }
            position = followLines(appendPath, position, addLine, () => {
                restart();
                for (const value of stamp === '' ? [] : readArray(path))
                    add(value);
            });
            for (const old of listAside(appendPath))
                followLines(old, null, addLine);
            return events;
        },
    };
}
const arrayStart = /^\uFEFF?\s*(\[|\{\s*"events"\s*:\s*\[)/;
function isArrayFile(path) {
    let file = null;
    try {
        // Only a regular file: opening a pipe would wait for its writer.
        if (!(0,external_node_fs_.statSync)(path).isFile())
            return false;
        file = (0,external_node_fs_.openSync)(path, 'r');
        const head = Buffer.alloc(256);
        return arrayStart.test(head.toString('utf8', 0, (0,external_node_fs_.readSync)(file, head)));
    }
    catch {
        return false;
    }
    finally {
        if (file !== null)
            (0,external_node_fs_.closeSync)(file);
    }
}
function readArray(path) {
    const parsed = parseLine((0,external_node_fs_.readFileSync)(path, 'utf8').replace(/^\uFEFF/, ''));
    if (Array.isArray(parsed))
        return parsed;
    return read_fields_isFields(parsed) && Array.isArray(parsed['events']) ? parsed['events'] : [parsed];
}
function parseLine(line) {
    try {
        return JSON.parse(line);
    }
    catch {
        return null;
    }
}
/** Changes when the file does. */
function stampOf(path) {
    const found = (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false });
    return found === undefined ? '' : `${found.ino}-${found.size}-${found.mtimeMs}`;
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __nccwpck_require__(1421);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
;// CONCATENATED MODULE: ./build/record/proc.js
/** Reading what Linux tells in /proc, and macOS in `vm_stat`. Every parser is pure. References: proc(5), vm_stat(1) */

/** A file of /proc, or null where there is none. */
function readProc(path) {
    try {
        return (0,external_node_fs_.readFileSync)(`/proc/${path}`, 'utf8');
    }
    catch {
        return null;
    }
}
/** Ticks of a second in /proc; the kernel's USER_HZ is 100 on every architecture that Node.js runs on. */
const ticksPerSecond = 100;
/** CPU time of the children that a process waited for, from its `stat`; milliseconds. */
function parseChildrenCpuMs(stat) {
    // The name stands in parentheses and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[13]) + Number(fields[14]);
    return Number.isFinite(ticks) ? (1000 * ticks) / ticksPerSecond : null;
}
/** From `/proc/stat`. Guests' time is part of the users' already. */
function parseCpuTimes(stat) {
    const line = /^cpu\s+(.*)$/m.exec(stat)?.[1];
    if (line === undefined)
        return null;
    const ticks = line.trim().split(/\s+/).slice(0, 8).map(Number);
    return { total: ticks.reduce((sum, value) => sum + value, 0), idle: (ticks[3] ?? 0) + (ticks[4] ?? 0) };
}
/** From `/proc/meminfo`; bytes. */
function parseMemory(meminfo) {
    const read = (key) => {
        const found = new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(meminfo);
        return found ? Number(found[1]) * 1024 : null;
    };
    const totalBytes = read('MemTotal');
    const availableBytes = read('MemAvailable') ?? read('MemFree');
    return totalBytes === null || availableBytes === null ? null : { totalBytes, availableBytes };
}
/** Bytes for new work, from what macOS's `vm_stat` prints: free, speculative and inactive pages. */
function parseVmStat(text) {
    const pageBytes = Number(/page size of (\d+) bytes/.exec(text)?.[1]);
    const pages = ['free', 'inactive', 'speculative'].map((name) => Number(new RegExp(`^Pages ${name}:\\s+(\\d+)`, 'm').exec(text)?.[1]));
    const bytes = pageBytes * pages.reduce((sum, count) => sum + count, 0);
    return Number.isFinite(bytes) ? bytes : null;
}
/** Devices whose traffic is another device's traffic: partitions, loops, mappings, arrays. */
const derived = /^(?:(?:[shv]d|xvd)[a-z]+\d+|(?:nvme\d+n\d+|mmcblk\d+)p\d+|loop\d+|ram\d+|dm-\d+|md\d+|zram\d+)$/;
/** Read and written bytes of all disks, from `/proc/diskstats`; a sector is 512 bytes there. */
function parseDisks(diskstats) {
    let inBytes = 0;
    let outBytes = 0;
    for (const line of diskstats.split('\n')) {
        const fields = line.trim().split(/\s+/);
        if (fields.length < 10 || derived.test(fields[2] ?? ''))
            continue;
        inBytes += Number(fields[5]) * 512;
        outBytes += Number(fields[9]) * 512;
    }
    return { inBytes, outBytes };
}
/** Received and sent bytes of all interfaces but the loopback, from `/proc/net/dev`. */
function parseNetwork(dev) {
    let inBytes = 0;
    let outBytes = 0;
    for (const line of dev.split('\n')) {
        const [name, rest] = line.split(':');
        if (rest === undefined || name?.trim() === 'lo')
            continue;
        const fields = rest.trim().split(/\s+/);
        inBytes += Number(fields[0]);
        outBytes += Number(fields[8]);
    }
    return { inBytes, outBytes };
}
/** Running processes; null where there is no /proc. */
function countProcesses() {
    try {
        return (0,external_node_fs_.readdirSync)('/proc').filter((name) => name.charCodeAt(0) <= 57 && name.charCodeAt(0) >= 48).length;
    }
    catch {
        return null;
    }
}
/** Resident memory of a process and all below it, in bytes; null when it is gone or there is no /proc. */
function readTreeMemory(pid) {
    const own = /^VmRSS:\s+(\d+) kB/m.exec(readProc(`${pid}/status`) ?? '');
    if (own === null)
        return null;
    return listChildren(pid).reduce((sum, child) => sum + (readTreeMemory(child) ?? 0), Number(own[1]) * 1024);
}
/** Every thread has its own children. */
function listChildren(pid) {
    try {
        return readdirSync(`/proc/${pid}/task`).flatMap((thread) => {
            const children = readProc(`${pid}/task/${thread}/children`)?.trim() ?? '';
            return children === '' ? [] : children.split(' ').map(Number);
        });
    }
    catch {
        return [];
    }
}

;// CONCATENATED MODULE: ./build/record/machine-reading.js
/**
 * What a system tells of itself at one moment, and what two of these say about the time between. Linux tells all
 * in /proc; macOS and Windows tell CPU, memory and (macOS) load, and nothing of disks, network and processes.
 */



const thisSystem = {
    platform: process.platform,
    readProc: readProc,
    countProcesses: countProcesses,
    cpus: external_node_os_.cpus,
    totalmem: external_node_os_.totalmem,
    freemem: external_node_os_.freemem,
    loadavg: external_node_os_.loadavg,
    vmStat: runVmStat,
};
function readMachine(timeMs, system = thisSystem) {
    const parse = (path, parser) => {
        const text = system.readProc(path);
        return text === null ? null : parser(text);
    };
    return {
        timeMs,
        cpu: parse('stat', parseCpuTimes) ?? addTimes(system.cpus()),
        disks: parse('diskstats', parseDisks),
        network: parse('net/dev', parseNetwork),
        memory: readMemory(system),
        processes: system.countProcesses(),
        load: system.platform === 'win32' ? null : (system.loadavg()[0] ?? null),
    };
}
/** Memory of the machine. On macOS `freemem` leaves out what can be had at once: a machine at rest would look full. */
function readMemory(system = thisSystem) {
    const text = system.readProc('meminfo');
    const told = text === null ? null : parseMemory(text);
    if (told !== null)
        return told;
    const totalBytes = system.totalmem();
    const pages = system.platform === 'darwin' ? system.vmStat() : null;
    const availableBytes = (pages === null ? null : parseVmStat(pages)) ?? system.freemem();
    return { totalBytes, availableBytes: Math.min(totalBytes, availableBytes) };
}
function addTimes(cores) {
    let total = 0;
    let idle = 0;
    for (const { times } of cores) {
        total += times.user + times.nice + times.sys + times.irq + times.idle;
        idle += times.idle;
    }
    return { total, idle };
}
/** Starting a program costs milliseconds: what it said holds for a while. */
const vmStatLifeMs = 5000;
let vmStatText = null;
let vmStatTimeMs = Number.NEGATIVE_INFINITY;
function runVmStat() {
    if (performance.now() - vmStatTimeMs < vmStatLifeMs)
        return vmStatText;
    vmStatTimeMs = performance.now();
    try {
        const stdio = ['ignore', 'pipe', 'ignore'];
        vmStatText = (0,external_node_child_process_.execFileSync)('/usr/bin/vm_stat', { encoding: 'utf8', timeout: 1000, stdio: [...stdio] });
    }
    catch {
        vmStatText = null;
    }
    return vmStatText;
}
/** The sample at `now`; rates are since `before`. */
function compareReadings(before, now) {
    const seconds = (now.timeMs - before.timeMs) / 1000;
    const ticks = now.cpu.total - before.cpu.total;
    const rate = (from, to) => from === undefined || to === undefined || seconds <= 0 ? null : Math.max(0, to - from) / seconds;
    const { totalBytes, availableBytes } = now.memory;
    const idle = ticks > 0 ? (now.cpu.idle - before.cpu.idle) / ticks : null;
    return {
        timeMs: now.timeMs,
        cpuRatio: idle === null ? null : Math.min(1, Math.max(0, 1 - idle)),
        memoryUsedBytes: totalBytes - availableBytes,
        memoryTotalBytes: totalBytes,
        diskReadBytesPerSecond: rate(before.disks?.inBytes, now.disks?.inBytes),
        diskWriteBytesPerSecond: rate(before.disks?.outBytes, now.disks?.outBytes),
        networkReceivedBytesPerSecond: rate(before.network?.inBytes, now.network?.inBytes),
        networkSentBytesPerSecond: rate(before.network?.outBytes, now.network?.outBytes),
        processes: now.processes,
        load: now.load,
    };
}

;// CONCATENATED MODULE: ./build/record/sampler.js

/** A day of seconds; a longer job keeps every second sample, then every fourth, … */
const maxSamples = 86_400;
/** Starts sampling at once, without keeping the process alive. */
function startSampler(options = {}) {
    let samples = [];
    let before = readNow();
    const sample = () => {
        const now = readNow();
        const taken = compareReadings(before, now);
        before = now;
        samples.push(taken);
        if (samples.length > maxSamples)
            samples = samples.filter((_, index) => index % 2 === 0);
        try {
            options.onSample?.(taken);
        }
        catch {
            // Whoever listens must not break the build.
        }
        return taken;
    };
    const timer = setInterval(sample, options.intervalMs ?? 1000);
    timer.unref();
    return {
        sample,
        get samples() {
            return samples;
        },
        stop: () => {
            clearInterval(timer);
            sample();
            return samples;
        },
    };
}
function readNow() {
    return readMachine(performance.timeOrigin + performance.now());
}

;// CONCATENATED MODULE: ./build/record/monitor-log.js
/** Samples of the machine in a log that one process writes and others read. */




/** Names the monitor's log to every later step of the job. */
const monitorVariable = 'BUILD_TELEMETRY_MONITOR';
/** Appends samples to a log. @throws when it cannot be written. */
function appendSample(path, sample, buildId) {
    appendLines(path, `${JSON.stringify(writeSample(sample, buildId))}\n`);
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
        const log = openEventLog(path);
        log.read();
        return log.samples();
    }
    catch {
        return [];
    }
}


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(6130);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
