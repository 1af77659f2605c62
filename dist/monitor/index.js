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

/***/ 2007:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  R: () => (/* binding */ startMonitor),
  f: () => (/* binding */ stopMonitor)
});

;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
// EXTERNAL MODULE: ./build/record/monitor-log.js
var monitor_log = __nccwpck_require__(5213);
// EXTERNAL MODULE: ./build/record/sampler.js + 1 modules
var sampler = __nccwpck_require__(8407);
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
function codeSpan(text, maxLength = 120) {
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
function escapeMarkdown(text, maxLength = 600) {
    return cleanText(text, maxLength)
        .split(/`([^`]+)`/)
        .map((part, index) => (index % 2 === 1 ? codeSpan(part, maxLength) : escapeWords(part)))
        .join('')
        .replace(/^(?:[-+=:]|\d+[.)](?= |$))/, (start) => start.slice(0, -1) + escapeCharacter(start.slice(-1)));
}
function escapeWords(text) {
    return text
        .split(/(\s+)/)
        .map((word) => linking.test(word) ? codeSpan(word, word.length) : word.replace(/[<>&|`*_~[\]#\\$]/g, escapeCharacter))
        .join('');
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
function safeUrl(url) {
    if (url === undefined || !/^https?:\/\/[\w.-]+(:\d+)?(\/[\w\-.~%/?#=&+:@,;]*)?$/.test(url))
        return null;
    return url;
}

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

;// CONCATENATED MODULE: ./build/render/machine.js


const maxPoints = 60;
/** Markdown: one row a metric with its mean, peak and course. */
function renderMachine(metrics, samples) {
    const rows = metrics.map((metric) => {
        const values = metric.samples ?? [metric.value];
        const peak = values.reduce((a, b) => Math.max(a, b));
        return tableRow([
            codeSpan(metric.name),
            formatUcum(metric.value, metric.unit),
            formatUcum(peak, metric.unit),
            sparkline(thin(values)),
        ]);
    });
    const head = '| Machine | Mean | Peak | Course |\n|---|--:|--:|---|';
    return `\n### Machine\n\n${head}\n${rows.join('\n')}\n\nFrom ${plural(samples, 'sample')}.\n`;
}
/** At most 60 values, each the peak of its stretch. */
function thin(values) {
    const stride = Math.max(1, Math.ceil(values.length / maxPoints));
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
    const folder = (0,external_node_path_namespaceObject.join)(env['RUNNER_TEMP'] ?? (0,external_node_os_.tmpdir)(), 'build-telemetry');
    (0,external_node_fs_.mkdirSync)(folder, { recursive: true });
    const path = (0,external_node_path_namespaceObject.join)(folder, `monitor-${process.pid}.ndjson`);
    // Detached, it outlives this step; the runner ends it with the job should `post` not run.
    const child = (0,external_node_child_process_namespaceObject.spawn)(process.execPath, [script, '--sample', path, String(intervalMs)], {
        detached: true,
        stdio: 'ignore',
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
    const samples = (0,monitor_log/* readSamples */.aM)(env['STATE_path'] ?? '');
    const summary = env['GITHUB_STEP_SUMMARY'];
    if (samples.length > 0 && summary)
        (0,external_node_fs_.appendFileSync)(summary, renderMachine((0,sampler/* summarizeSamples */.p)(samples), samples.length));
}


/***/ }),

/***/ 6130:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3136);
/* harmony import */ var _github_monitor_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2007);
/* harmony import */ var _record_monitor_log_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5213);
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

/***/ 5213:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   DG: () => (/* binding */ recordSamples),
/* harmony export */   aM: () => (/* binding */ readSamples),
/* harmony export */   xs: () => (/* binding */ monitorVariable)
/* harmony export */ });
/* unused harmony export readMachineMetrics */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var _sampler_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8407);
/** The samples of a monitor that runs beside a job: written by one process, read by another. */


/** Names the file of samples to every later step of the job. */
const monitorVariable = 'BUILD_TELEMETRY_MONITOR';
/** Samples into a file, one JSON object a line, until the process is ended. */
function recordSamples(path, intervalMs) {
    (0,_sampler_js__WEBPACK_IMPORTED_MODULE_1__/* .startSampler */ .L)({
        intervalMs,
        onSample: (sample) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.appendFileSync)(path, `${JSON.stringify(sample)}\n`),
    });
    // The sampler's own timer keeps no process alive; a job lasts a day at most.
    setTimeout(() => process.exit(0), 86_400_000);
}
/** Samples of the file, oldest first; a line that is still being written is left out, an absent file is empty. */
function readSamples(path) {
    let text = '';
    try {
        text = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8');
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
    return samples.length > 0 ? summarizeSamples(samples) : [];
}


/***/ }),

/***/ 8407:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  L: () => (/* binding */ startSampler),
  p: () => (/* binding */ summarizeSamples)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
;// CONCATENATED MODULE: ./build/record/proc.js
/** Reading what Linux tells in /proc. Every parser is pure. Reference: proc(5) */

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

;// CONCATENATED MODULE: ./build/record/sampler.js
/** Samples the machine while a job runs: CPU, memory, disks, network, processes. */


/** A day of seconds; a longer job keeps every second sample, then every fourth, … */
const maxSamples = 86_400;
/** Starts sampling at once, without keeping the process alive. */
function startSampler(options = {}) {
    let samples = [];
    let before = readMachine();
    const sample = () => {
        const now = readMachine();
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
function readMachine() {
    const stat = readProc('stat');
    const disks = readProc('diskstats');
    const network = readProc('net/dev');
    return {
        timeMs: performance.timeOrigin + performance.now(),
        cpu: (stat === null ? null : parseCpuTimes(stat)) ?? readCpuTimes(),
        disks: disks === null ? null : parseDisks(disks),
        network: network === null ? null : parseNetwork(network),
    };
}
function readCpuTimes() {
    let total = 0;
    let idle = 0;
    for (const { times } of (0,external_node_os_.cpus)()) {
        total += times.user + times.nice + times.sys + times.irq + times.idle;
        idle += times.idle;
    }
    return { total, idle };
}
function compareReadings(before, now) {
    const seconds = (now.timeMs - before.timeMs) / 1000;
    const ticks = now.cpu.total - before.cpu.total;
    const rate = (from, to) => from === undefined || to === undefined || seconds <= 0 ? null : Math.max(0, to - from) / seconds;
    const memory = readMemory();
    const used = memory.totalBytes - memory.availableBytes;
    return {
        timestamp: new Date(now.timeMs),
        cpuPercent: ticks > 0 ? Math.max(0, 100 * (1 - (now.cpu.idle - before.cpu.idle) / ticks)) : null,
        memoryUsedBytes: used,
        memoryPercent: (100 * used) / memory.totalBytes,
        diskReadBytesPerSecond: rate(before.disks?.inBytes, now.disks?.inBytes),
        diskWriteBytesPerSecond: rate(before.disks?.outBytes, now.disks?.outBytes),
        networkReceivedBytesPerSecond: rate(before.network?.inBytes, now.network?.inBytes),
        networkSentBytesPerSecond: rate(before.network?.outBytes, now.network?.outBytes),
        processes: countProcesses(),
        load: process.platform === 'win32' ? null : (0,external_node_os_.loadavg)()[0],
    };
}
function readMemory() {
    const text = readProc('meminfo');
    return (text === null ? null : parseMemory(text)) ?? { totalBytes: (0,external_node_os_.totalmem)(), availableBytes: (0,external_node_os_.freemem)() };
}
/** Names follow OpenTelemetry's system metrics. */
const series = [
    ['system.cpu.utilization', '%', (s) => s.cpuPercent],
    ['system.memory.usage', 'By', (s) => s.memoryUsedBytes],
    ['system.memory.utilization', '%', (s) => s.memoryPercent],
    ['system.disk.read', 'By/s', (s) => s.diskReadBytesPerSecond],
    ['system.disk.write', 'By/s', (s) => s.diskWriteBytesPerSecond],
    ['system.network.receive', 'By/s', (s) => s.networkReceivedBytesPerSecond],
    ['system.network.transmit', 'By/s', (s) => s.networkSentBytesPerSecond],
    ['system.processes.count', '{process}', (s) => s.processes],
];
/** Most values that a metric keeps of its samples. */
const maxKept = 300;
/** The mean of each series over the samples, with up to 300 of them, for the log and the report. */
function summarizeSamples(samples) {
    return series.flatMap(([name, unit, read]) => {
        const values = samples.map(read).filter((value) => value !== null);
        if (values.length === 0)
            return [];
        const step = Math.ceil(values.length / maxKept);
        const value = values.reduce((sum, each) => sum + each, 0) / values.length;
        return [{ name, unit, value, better: 'lower', samples: values.filter((_, index) => index % step === 0) }];
    });
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
