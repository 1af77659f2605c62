export const id = 996;
export const ids = [996];
export const modules = {

/***/ 2950:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JW: () => (/* binding */ tellProblem),
/* harmony export */   g$: () => (/* binding */ printable),
/* harmony export */   lR: () => (/* binding */ readArguments)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var _suggest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2246);
/** What a command is, and how its arguments are read. */


/** Reads arguments; unknown flags become problems. */
function readArguments(args, known) {
    const options = Object.fromEntries(known.map((flag) => [
        flag.name,
        { type: flag.value === undefined ? 'boolean' : 'string' },
    ]));
    const { tokens } = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.parseArgs)({
        args: [...args],
        options,
        strict: false,
        tokens: true,
        allowPositionals: true,
    });
    const flags = {};
    const operands = [];
    const problems = [];
    for (const token of tokens) {
        if (token.kind === 'positional')
            operands.push(token.value);
        if (token.kind !== 'option')
            continue;
        const flag = known.find((candidate) => candidate.name === token.name);
        const fault = findFault(flag, token.value, token.name, known);
        if (fault)
            problems.push({ level: 'error', code: 'invalid-flag', where: token.rawName, ...fault });
        else
            flags[token.name] = token.value ?? 'true';
    }
    return { operands, flags, problems };
}
function findFault(flag, value, name, known) {
    if (flag === undefined) {
        return {
            what: 'There is no such flag.',
            fix: (0,_suggest_js__WEBPACK_IMPORTED_MODULE_1__/* .suggest */ .Z)(name, known.map((candidate) => candidate.name))
                .replaceAll('`', '`--')
                .replaceAll(/`--(?=[?.,]|$)/g, '`'),
        };
    }
    if (flag.value !== undefined && value === undefined) {
        return { what: 'It needs a value.', fix: `Write \`--${name} ${flag.value}\`.` };
    }
    if (flag.value === undefined && value !== undefined) {
        return { what: 'It takes no value.', fix: `Write \`--${name}\` alone.` };
    }
    return null;
}
/** One line a problem on standard error. */
function tellProblem(problem) {
    const fix = problem.fix === '' ? '' : ` ${problem.fix}`;
    process.stderr.write(`${problem.level}: ${printable(`${problem.where}: ${problem.what}${fix}`)}\n`);
}
/** Control characters of untrusted text made visible, so that a log cannot drive the terminal. */
function printable(text) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    return text.replaceAll(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (c) => {
        return c === '\n' ? ' ' : `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`;
    });
}


/***/ }),

/***/ 9996:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  emitCommand: () => (/* binding */ emitCommand),
  execCommand: () => (/* binding */ execCommand)
});

// EXTERNAL MODULE: ./build/levels.js
var levels = __webpack_require__(2069);
// EXTERNAL MODULE: ./build/suggest.js
var suggest = __webpack_require__(2246);
// EXTERNAL MODULE: ./build/record/event-collector.js
var event_collector = __webpack_require__(5434);
// EXTERNAL MODULE: ./build/record/event-type.js
var event_type = __webpack_require__(5253);
// EXTERNAL MODULE: ./build/record/events.js
var events = __webpack_require__(5647);
// EXTERNAL MODULE: ./build/record/log-file.js
var log_file = __webpack_require__(2585);
// EXTERNAL MODULE: ./build/record/settings.js
var record_settings = __webpack_require__(2619);
;// CONCATENATED MODULE: ./build/record/emit.js
/** Emits one event or metric into the log, from the texts of a command line. */







/** Flags of `emit`, in the form that commands declare theirs. */
const emitFlags = [
    { name: 'name', value: 'TEXT', description: 'Name of the task, build, operation or metric.' },
    { name: 'duration', value: 'TIME', description: 'How long it took: milliseconds, or `1.5s`, `2m`, `1h`.' },
    { name: 'task', value: 'ID', description: 'Id of the task; its name by default.' },
    { name: 'kind', value: 'WORD', description: 'What sort of task it is.' },
    {
        name: 'build-id',
        value: 'ID',
        description: 'The build that it belongs to; BUILD_TELEMETRY_BUILD_ID by default.',
    },
    { name: 'session', value: 'ID', description: 'The session that it belongs to.' },
    {
        name: 'severity',
        value: 'info|warning|error|critical',
        description: 'By default what the type implies.',
    },
    { name: 'model', value: 'NAME', description: 'The model that was used.' },
    { name: 'tokens', value: 'N', description: 'Tokens that were used.' },
    { name: 'cost', value: 'USD', description: 'What it cost.' },
    { name: 'cache', value: 'hit|miss|bypass', description: 'Whether the result came from a cache.' },
    { name: 'total-tasks', value: 'N', description: 'Tasks of the build.' },
    { name: 'error-type', value: 'TEXT', description: 'Class of the error.' },
    { name: 'message', value: 'TEXT', description: 'What happened, in one sentence.' },
    { name: 'file', value: 'PATH', description: 'The file that a security violation is in.' },
    { name: 'value', value: 'N', description: 'Value of a metric.' },
    { name: 'unit', value: 'UNIT', description: 'UCUM unit of a metric: `ms`, `By`, `%`; `1` by default.' },
    { name: 'better', value: 'lower|higher', description: 'Which way a metric is better; `lower` by default.' },
    { name: 'metadata', value: 'JSON', description: 'An object with anything else.' },
    { name: 'log', value: 'FILE', description: 'The log; .build-telemetry/events.ndjson by default.' },
];
/**
 * Appends one event, or a metric for the type `metric`. Any word is a type; one that is nearly a known one is
 * taken as it is, with a warning.
 * @returns what is wrong with the arguments (then nothing is written), or why it could not be written.
 */
function runEmit(type, texts, env = process.env) {
    const settings = (0,record_settings/* readRecordSettings */.LL)(env);
    const problems = [];
    const path = texts.log ?? settings.logPath;
    const buildId = texts['build-id'] ?? settings.buildId;
    const write = type !== undefined && /^metric$/i.test(type)
        ? writeMetric(texts, buildId, path, problems)
        : writeEvent(type, texts, buildId, path, problems);
    if (write === null || !settings.enabled || problems.some((problem) => problem.level === 'error'))
        return problems;
    try {
        write();
    }
    catch (error) {
        problems.push({
            level: 'error',
            code: 'not-recorded',
            where: path,
            what: `Nothing was recorded: ${error.message}`,
            fix: 'Name a file that can be written with --log.',
        });
    }
    return problems;
}
function wrong(flag, what, fix) {
    return { level: 'error', code: 'invalid-flag', where: flag === 'TYPE' ? 'emit' : `--${flag}`, what, fix };
}
function writeEvent(type, texts, buildId, path, problems) {
    if (type === undefined || type.trim() === '') {
        problems.push(wrong('TYPE', 'No event type is named.', 'Write `build-telemetry emit task_completed --name …`.'));
        return null;
    }
    const eventType = (0,event_type/* normalizeEventType */.w9)(type);
    warnOfTypo(eventType, problems);
    const event = buildEvent(eventType, texts, buildId, problems);
    return () => {
        const collector = new event_collector/* EventCollector */.W({
            path,
            buildId,
            enabled: true,
            onProblem: (error) => {
                throw error;
            },
        });
        collector.collect(event);
        collector.close();
    };
}
function warnOfTypo(eventType, problems) {
    const known = Object.keys(event_type/* EventType */.Bx);
    if (known.includes(eventType))
        return;
    const fix = (0,suggest/* suggest */.Z)(eventType, known);
    if (!fix.startsWith('Did you mean'))
        return;
    problems.push({
        level: 'warning',
        code: 'unknown-event-type',
        where: 'emit',
        what: `\`${eventType}\` is not a known type; it is taken as one of your own.`,
        fix,
    });
}
function buildEvent(eventType, texts, buildId, problems) {
    const number = (flag) => readNumber(texts, flag, problems);
    const base = {
        eventType,
        sessionId: texts.session ?? null,
        metadata: readMetadata(texts, problems),
        ...readSeverityFlag(texts, problems),
    };
    const name = texts.name ?? null;
    const durationMs = readDuration(texts, problems);
    const error = { errorType: texts['error-type'] ?? null, errorMessage: texts.message ?? null };
    const taskId = texts.task ?? null;
    switch ((0,event_type/* familyOf */.Ap)(eventType)) {
        case 'task':
        case 'task-end':
            return new events/* TaskEvent */.yg({
                ...base,
                ...error,
                taskId: taskId ?? name,
                taskName: name,
                taskType: texts.kind ?? null,
                durationMs,
                modelUsed: texts.model ?? null,
                tokensUsed: number('tokens'),
                costUsd: number('cost'),
                cache: texts.cache ?? null,
                success: eventType === 'TASK_COMPLETED' ? true : eventType === 'TASK_FAILED' ? false : null,
            });
        case 'build':
        case 'build-end':
            return new events/* BuildEvent */.PF({
                ...base,
                buildId,
                buildName: name,
                durationMs,
                totalTasks: number('total-tasks'),
                errorMessage: error.errorMessage,
                success: eventType === 'BUILD_STARTED' ? null : eventType === 'BUILD_COMPLETED',
            });
        case 'error':
            return new events/* ErrorEvent */.NN({ ...base, ...error, errorType: error.errorType ?? name, taskId });
        case 'performance':
            return new events/* PerformanceEvent */.Bt({
                ...base,
                operationType: name,
                durationMs,
                taskId,
                value: number('value'),
            });
        case 'security':
            return new events/* SecurityEvent */.Fk({
                ...base,
                violationType: name,
                filePath: texts.file ?? null,
                remediation: texts.message ?? null,
                taskId,
            });
        case 'other':
            return new events/* Event */.Jh({ ...base, metadata: { ...base.metadata, ...describeOther(texts, durationMs) } });
    }
}
function describeOther(texts, durationMs) {
    return {
        ...(texts.name === undefined ? {} : { name: texts.name }),
        ...(texts.task === undefined ? {} : { task_id: texts.task }),
        ...(texts.message === undefined ? {} : { message: texts.message }),
        ...(durationMs === null ? {} : { duration_ms: durationMs }),
    };
}
function writeMetric(texts, buildId, path, problems) {
    const value = readNumber(texts, 'value', problems);
    if (texts.name === undefined)
        problems.push(wrong('name', 'A metric needs a name.', 'Write `--name bundle_size`.'));
    if (texts.value === undefined)
        problems.push(wrong('value', 'A metric needs a value.', 'Write `--value 12345`.'));
    const better = texts.better ?? 'lower';
    if (better !== 'lower' && better !== 'higher') {
        problems.push(wrong('better', `\`${better}\` is neither.`, 'Write `lower` or `higher`.'));
    }
    const record = {
        v: 1,
        type: 'metric',
        build_id: buildId ?? undefined,
        name: texts.name,
        value,
        unit: texts.unit ?? '1',
        better,
        time: new Date().toISOString(),
    };
    return () => (0,log_file/* appendLines */._g)(path, `${JSON.stringify(record)}\n`);
}
function readNumber(texts, flag, problems) {
    const text = texts[flag]?.trim().replace(/^\$/, '');
    if (text === undefined)
        return null;
    const value = Number(text);
    if (text !== '' && Number.isFinite(value))
        return value;
    problems.push(wrong(flag, `\`${text}\` is not a number.`, `Write \`--${flag} 12\`.`));
    return null;
}
const unitMs = {
    '': 1,
    ms: 1,
    s: 1000,
    m: 60_000,
    min: 60_000,
    h: 3_600_000,
};
function readDuration(texts, problems) {
    if (texts.duration === undefined)
        return null;
    const match = /^\s*(\d+(?:\.\d+)?)\s*(ms|s|m|min|h|)\s*$/.exec(texts.duration);
    if (match)
        return Number(match[1]) * unitMs[match[2] ?? ''];
    problems.push(wrong('duration', `\`${texts.duration}\` is not a duration.`, 'Write `1500`, `1.5s` or `2m`.'));
    return null;
}
function readSeverityFlag(texts, problems) {
    if (texts.severity === undefined)
        return {};
    const severity = (0,event_type/* readSeverity */.MW)(texts.severity);
    if (severity !== null)
        return { severity };
    problems.push(wrong('severity', `\`${texts.severity}\` is not a severity.`, (0,suggest/* suggest */.Z)(texts.severity, levels/* levels */.yr)));
    return {};
}
function readMetadata(texts, problems) {
    if (texts.metadata === undefined)
        return {};
    try {
        const value = JSON.parse(texts.metadata);
        if (typeof value === 'object' && value !== null && !Array.isArray(value))
            return { ...value };
    }
    catch {
        // Said below.
    }
    problems.push(wrong('metadata', 'This is not a JSON object.', 'Write `--metadata \'{"retry":3}\'`.'));
    return {};
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/record/monitor-log.js
var monitor_log = __webpack_require__(5213);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
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
        return (0,external_node_fs_.readdirSync)(`/proc/${pid}/task`).flatMap((thread) => {
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

;// CONCATENATED MODULE: ./build/record/windows-command.js
/**
 * How a command is started on Windows: `npm` is `npm.cmd` there, and only cmd.exe runs such files.
 * The quoting is cross-spawn's: https://github.com/moxystudio/node-cross-spawn
 */


/** The launch of a command; elsewhere than on Windows, and for programs, the command as it is. */
function planLaunch([command = '', ...args], env, platform = process.platform, exists = external_node_fs_.existsSync) {
    const plain = { command, args, verbatim: false };
    if (platform !== 'win32')
        return plain;
    const file = findFile(command, env, exists);
    if (file === null || !/\.(cmd|bat)$/i.test(file))
        return plain;
    // Arguments of npm's shims are read twice.
    const isShim = /node_modules[\\/]\.bin[\\/][^\\/]+\.cmd$/i.test(file);
    const words = args.map((arg) => escapeMeta(isShim ? escapeMeta(quote(arg)) : quote(arg)));
    const line = [escapeMeta(external_node_path_.win32.normalize(file)), ...words].join(' ');
    return {
        command: readVariable(env, 'ComSpec') ?? 'cmd.exe',
        args: ['/d', '/s', '/c', `"${line}"`],
        verbatim: true,
    };
}
/** The file that a word stands for, by the folders of PATH and the endings of PATHEXT. */
function findFile(command, env, exists) {
    const endings = (readVariable(env, 'PATHEXT') ?? '.COM;.EXE;.BAT;.CMD')
        .split(';')
        .filter((end) => end !== '');
    const names = external_node_path_.win32.extname(command) === '' ? endings.map((end) => command + end) : [command];
    const isPath = /[\\/]/.test(command);
    const folders = isPath ? [''] : ['', ...(readVariable(env, 'PATH') ?? '').split(';')];
    for (const folder of folders) {
        const found = names.map((name) => (folder === '' ? name : external_node_path_.win32.join(folder, name))).find(exists);
        if (found !== undefined)
            return found;
    }
    return null;
}
/** Names of variables have no case on Windows; a copy of the environment has. */
function readVariable(env, name) {
    const key = Object.keys(env).find((each) => each.toUpperCase() === name.toUpperCase());
    return key === undefined ? undefined : env[key];
}
/** As programs split their command line: backslashes before a quote are doubled. */
function quote(arg) {
    return `"${arg.replaceAll(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
}
/** As cmd.exe reads it. */
function escapeMeta(text) {
    return text.replaceAll(/[()\][%!^"`<>&|;, *?]/g, '^$&');
}

;// CONCATENATED MODULE: ./build/record/exec.js
/** Runs a command and records it as a task: its output, signals and exit code pass through untouched. */










/** Signals that stop a build from outside; the command gets them and decides. */
const forwarded = [
    'SIGINT',
    'SIGTERM',
    'SIGHUP',
    'SIGQUIT',
    'SIGUSR2',
    'SIGBREAK',
];
/** Runs a command with this process's standard streams and appends a task to the log. */
async function runExec(options) {
    if (options.command.length === 0)
        return { exitCode: 2, problems: [noCommand] };
    const env = options.env ?? process.env;
    const settings = (0,record_settings/* readRecordSettings */.LL)(env);
    const problems = [];
    const path = (0,external_node_path_.resolve)(options.path ?? settings.logPath);
    const collector = new event_collector/* EventCollector */.W({
        path,
        enabled: settings.enabled,
        buildId: settings.buildId,
        onProblem: (error) => problems.push(describeProblem(path, error)),
    });
    const task = {
        taskId: crypto.randomUUID(),
        taskName: options.name ?? nameCommand(options.command),
        taskType: options.kind ?? 'command',
        parentId: settings.parentId,
    };
    collector.collect(new events/* TaskEvent */.yg({ ...task, eventType: 'TASK_STARTED' }));
    collector.flush();
    const sampler = options.sample && settings.enabled
        ? startSampler({ onSample: (sample) => (0,monitor_log/* appendSample */.P0)(path, sample, settings.buildId) })
        : null;
    const cpuBefore = readChildrenCpu();
    const start = performance.now();
    const ended = await runChild(options.command, {
        ...env,
        BUILD_TELEMETRY_LOG: path,
        BUILD_TELEMETRY_PARENT_ID: task.taskId,
    });
    const durationMs = performance.now() - start;
    const cpuAfter = readChildrenCpu();
    collector.collect(new events/* TaskEvent */.yg({
        ...task,
        eventType: typeOf(ended),
        durationMs: Math.round(durationMs * 1000) / 1000,
        success: ended.exitCode === 0,
        errorType: ended.errorType,
        cpuMs: cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore,
        memoryBytes: ended.memoryBytes,
    }));
    collector.close();
    sampler?.stop();
    return { exitCode: ended.exitCode, problems: problems.slice(0, 1) };
}
const noCommand = {
    level: 'error',
    code: 'no-command',
    where: 'exec',
    what: 'No command is given.',
    fix: 'Write `build-telemetry exec --name "Build API" -- make api`.',
};
function describeProblem(path, error) {
    return {
        level: 'warning',
        code: 'not-recorded',
        where: path,
        what: `The task was not recorded: ${error.message}`,
        fix: 'Name a file that can be written with --log or BUILD_TELEMETRY_LOG.',
    };
}
/** `make api` for `/usr/bin/make api -j4`: arguments may be secrets, a first plain word is a target. */
function nameCommand([command = '', first = '']) {
    const name = (0,external_node_path_.basename)(command);
    return /^[a-z][\w:.-]{0,40}$/i.test(first) ? `${name} ${first}` : name;
}
function typeOf({ exitCode, signal }) {
    if (exitCode === 0)
        return 'TASK_COMPLETED';
    return signal === 'SIGINT' || signal === 'SIGTERM' || signal === 'SIGHUP'
        ? 'TASK_CANCELLED'
        : 'TASK_FAILED';
}
/** CPU time of children that have ended; exact to a tick of 10 ms. null without /proc. */
function readChildrenCpu() {
    const stat = readProc('self/stat');
    return stat === null ? null : parseChildrenCpuMs(stat);
}
async function runChild(command, env) {
    const launch = planLaunch(command, env);
    return await new Promise((settle) => {
        // Before the command starts: it may be stopped in its first moment.
        const stopForwarding = forwardSignals((signal) => child.kill(signal));
        const child = (0,external_node_child_process_.spawn)(launch.command, launch.args, {
            stdio: streams(env['MAKEFLAGS']),
            env,
            windowsVerbatimArguments: launch.verbatim,
        });
        const watch = watchMemory(child);
        const finish = (ended) => {
            stopForwarding();
            settle({ ...ended, memoryBytes: watch.stop() });
        };
        child.once('error', (error) => {
            // A failed signal is an error event too; only a command that never ran ends here.
            if (child.pid !== undefined)
                return;
            const exitCode = error.code === 'ENOENT' ? 127 : 126;
            process.stderr.write(`build-telemetry: ${command[0]}: ${error.code === 'ENOENT' ? 'command not found' : error.message}\n`);
            finish({ exitCode, signal: null, errorType: error.code ?? error.name });
        });
        child.once('exit', (code, signal) => {
            const exitCode = code ?? 128 + (signal === null ? 0 : external_node_os_.constants.signals[signal]);
            const errorType = exitCode === 0 ? null : (signal ?? `exit ${exitCode}`);
            finish({ exitCode, signal, errorType });
        });
    });
}
/** Make's job server hands its tokens through two descriptors that Node.js would close. */
function streams(makeFlags) {
    const match = /--jobserver-(?:auth|fds)=(\d+),(\d+)/.exec(makeFlags ?? '');
    if (!match)
        return 'inherit';
    const [read, write] = [Number(match[1]), Number(match[2])];
    if (Math.max(read, write) > 64)
        return 'inherit';
    return Array.from({ length: Math.max(2, read, write) + 1 }, (_, fd) => {
        return fd <= 2 || fd === read || fd === write ? fd : 'ignore';
    });
}
/** From a terminal the command gets Ctrl-C and Ctrl-\\ itself, as it is in the same process group. */
function forwardSignals(send) {
    const undo = forwarded.map((signal) => {
        const fromTerminal = process.stdin.isTTY && ['SIGINT', 'SIGQUIT', 'SIGBREAK'].includes(signal);
        const handler = () => {
            if (!fromTerminal)
                send(signal);
        };
        process.on(signal, handler);
        return () => process.off(signal, handler);
    });
    return () => {
        for (const each of undo)
            each();
    };
}
/** Looks at the command's processes: often at first, then seldom, and never for more than 1 % of the time. */
function watchMemory(child) {
    let peak = null;
    let delayMs = 10;
    let timer;
    const look = () => {
        const start = performance.now();
        const bytes = child.pid === undefined ? null : readTreeMemory(child.pid);
        if (bytes !== null && bytes > 0)
            peak = Math.max(peak ?? 0, bytes);
        delayMs = Math.min(1000, Math.max(delayMs * 1.4, 100 * (performance.now() - start)));
        timer = setTimeout(look, delayMs);
        timer.unref();
    };
    timer = setTimeout(look, delayMs);
    timer.unref();
    return {
        stop: () => {
            clearTimeout(timer);
            return peak;
        },
    };
}

// EXTERNAL MODULE: ./build/commands/command.js
var commands_command = __webpack_require__(2950);
;// CONCATENATED MODULE: ./build/commands/record.js
/** Commands that let a build tell about itself without writing TypeScript: `emit` and `exec`. */



const emitCommand = {
    name: 'emit',
    operands: 'TYPE [OPTIONS]',
    summary: 'Append one event (task_completed, build_started, …) or a metric to the event log.',
    flags: emitFlags,
    run: async (args) => {
        const { operands, flags, problems } = (0,commands_command/* readArguments */.lR)(args, emitFlags);
        if (operands.length > 1)
            problems.push(tooMany(operands[1]));
        const found = problems.length > 0 ? problems : runEmit(operands[0], flags);
        for (const problem of found)
            (0,commands_command/* tellProblem */.JW)(problem);
        return found.some((problem) => problem.level === 'error') ? 2 : 0;
    },
};
const execFlags = [
    { name: 'name', value: 'TEXT', description: "Name of the task; by default the command's own." },
    { name: 'kind', value: 'WORD', description: 'What sort of work it is; `command` by default.' },
    { name: 'log', value: 'FILE', description: 'The log; .build-telemetry/events.ndjson by default.' },
    { name: 'sample', description: 'Also sample CPU, memory, disk and network of the machine.' },
];
const execCommand = {
    name: 'exec',
    operands: '[OPTIONS] -- COMMAND [ARGUMENT...]',
    summary: 'Run a command, pass its output, signals and exit code through, and record it as a task.',
    flags: execFlags,
    run: async (args) => {
        const at = args.indexOf('--');
        const own = at < 0 ? args : args.slice(0, at);
        const { operands, flags, problems } = (0,commands_command/* readArguments */.lR)(own, execFlags);
        const command = at < 0 ? operands : args.slice(at + 1);
        if (command.length === 0) {
            const fix = 'Write `build-telemetry exec -- make api`.';
            problems.push({ level: 'error', code: 'no-command', where: 'exec', what: 'No command is given.', fix });
        }
        else if (at >= 0 && operands.length > 0)
            problems.push(tooMany(operands[0]));
        for (const problem of problems)
            (0,commands_command/* tellProblem */.JW)(problem);
        if (problems.length > 0)
            return 2;
        const outcome = await runExec({
            command,
            ...(flags['name'] === undefined ? {} : { name: flags['name'] }),
            ...(flags['kind'] === undefined ? {} : { kind: flags['kind'] }),
            ...(flags['log'] === undefined ? {} : { path: flags['log'] }),
            sample: flags['sample'] !== undefined,
        });
        for (const problem of outcome.problems)
            (0,commands_command/* tellProblem */.JW)(problem);
        return outcome.exitCode;
    },
};
function tooMany(operand) {
    return {
        level: 'error',
        code: 'unexpected-argument',
        where: operand,
        what: 'This argument is not expected here.',
        fix: 'Put flags before `--` and the command after it.',
    };
}


/***/ }),

/***/ 6279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ buildRunner),
/* harmony export */   Q: () => (/* binding */ buildRunnerTypes)
/* harmony export */ });
/* harmony import */ var _levels_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2069);
/* harmony import */ var _follow_newest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9803);
/* harmony import */ var _read_fields_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1743);
/* harmony import */ var _read_records_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3546);
/** BuildRunner's events: a JSON array or NDJSON of both of its documents' event types. Reference: docs/formats.md#buildrunner */




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
    howTo: '`.buildrunner/events.json`',
    claims: ({ records, shape, keys }) => shape !== 'xml' &&
        (keys.length === 0 || keys.includes('event_type') || keys.includes('events')) &&
        records.length > 0 &&
        records.slice(0, 5).every((record) => typeof record['event_type'] === 'string' && hasSecondKey(record)),
    read: async (input, draft) => {
        let reader = createReader(draft);
        let zoneless = false;
        const newest = (0,_follow_newest_js__WEBPACK_IMPORTED_MODULE_0__/* .followNewest */ .K)(draft, () => {
            draft.startOver();
            reader = createReader(draft);
        });
        await (0,_read_records_js__WEBPACK_IMPORTED_MODULE_1__/* .readRecords */ .T3)(input, draft, ['events'], (record, key) => {
            if ((0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(record, 'event_type') !== null) {
                const event = normalize(record, () => {
                    zoneless = true;
                });
                if (newest.take(markOf(event)))
                    readEvent(event, reader);
                // What is left of `{"events": […]}` around its events.
            }
            else if (key !== null || !('events' in record))
                draft.report('warning', 'unknown-record', 'A record without `event_type` is left out.');
        });
        newest.finish();
        finishTasks(reader);
        if (zoneless)
            draft.report('info', 'zoneless-time', 'Times carry no zone; they are read as UTC.');
        draft.facts.zoneless = zoneless;
    },
};
function hasSecondKey(record) {
    return ['event_id', 'timestamp', 'task_id', 'build_id', 'severity', 'session_id'].some((key) => Object.hasOwn(record, key));
}
function normalize(fields, zoneless) {
    const type = ((0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(fields, 'event_type') ?? '')
        .trim()
        .toUpperCase()
        .replaceAll(/[\s-]+/g, '_');
    return { type, timeMs: (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readTime */ .aQ)(fields, 'timestamp', zoneless), fields };
}
function markOf({ type, timeMs, fields }) {
    return {
        buildId: (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(fields, 'build_id'),
        sessionId: (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(fields, 'session_id'),
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
function readEvent(event, reader) {
    const { draft } = reader;
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
    return (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(fields, 'task_id') ?? (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(fields, 'event_id') ?? `task-${attempts.size + 1}`;
}
function attemptsOf(id, reader) {
    const { attempts, draft } = reader;
    const known = attempts.get(id);
    if (known)
        return known;
    // Tasks that are summed up need not wait for their ends and retries, which would fill the memory.
    if (attempts.size > (draft.isSummedUp() ? 1000 : draft.limits.tasks))
        handOver(reader);
    const none = [];
    attempts.set(id, none);
    return none;
}
function startTask(event, reader) {
    const attempts = attemptsOf(idOf(event, reader), reader);
    const last = attempts.at(-1);
    // Processes that share a log may write an end before its start.
    const isLate = last?.isDone === true &&
        last.startTimeMs === null &&
        event.timeMs !== null &&
        event.timeMs <= (last.endTimeMs ?? Number.NEGATIVE_INFINITY);
    const attempt = isLate ? last : openAttempt(attempts, event);
    const said = describeTask(event.fields, nothingSaid);
    attempt.known = isLate ? { ...said, ...withoutNulls(attempt.known) } : said;
    attempt.startTimeMs = event.timeMs;
}
function endTask(event, reader) {
    const { type, timeMs, fields } = event;
    const attempts = attemptsOf(idOf(event, reader), reader);
    const last = attempts.at(-1);
    const endId = (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(fields, 'event_id');
    if (last?.isDone && endId !== null && last.endId === endId)
        return;
    const attempt = last === undefined || last.isDone ? openAttempt(attempts, event) : last;
    const failed = type === 'TASK_COMPLETED' && (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readFlag */ .fG)(fields, 'success') === false;
    attempt.known = {
        ...describeTask(fields, attempt.known),
        result: failed ? 'failure' : (taskEnds[type] ?? 'unknown'),
    };
    attempt.endTimeMs = timeMs;
    attempt.endId = endId;
    attempt.isDone = true;
}
function openAttempt(attempts, { fields }) {
    const number = (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readNumber */ .kz)(fields, 'attempt') ?? (attempts.at(-1)?.number ?? 0) + 1;
    const attempt = {
        number,
        known: nothingSaid,
        startTimeMs: null,
        endTimeMs: null,
        isDone: false,
        endId: null,
    };
    attempts.push(attempt);
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
function describeTask(fields, before) {
    return {
        name: (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(fields, 'task_name') ?? before.name,
        kind: (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(fields, 'task_type') ?? before.kind,
        parentId: (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(fields, 'parent_id') ?? before.parentId,
        durationMs: (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readDuration */ .$7)(fields, 'duration_ms') ?? before.durationMs,
        result: before.result,
        cache: (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readChoice */ .Kf)(fields, 'cache', caches) ?? before.cache,
        errorType: (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(fields, 'error_type') ?? before.errorType,
        model: (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(fields, 'model_used') ?? (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(fields, 'model') ?? before.model,
        costUsd: (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readNumber */ .kz)(fields, 'cost_usd') ?? before.costUsd,
        tokens: readTokensUsed(fields) ?? before.tokens,
        cpuMs: (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readNumber */ .kz)(fields, 'cpu_ms') ?? before.cpuMs,
        memoryBytes: (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readNumber */ .kz)(fields, 'memory_bytes') ?? before.memoryBytes,
    };
}
function withoutNulls(said) {
    return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null));
}
/** BuildRunner counts all tokens together; they are kept as input. */
function readTokensUsed(fields) {
    const used = (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readNumber */ .kz)(fields, 'tokens_used');
    return used === null || used < 0 ? null : { input: used, output: 0, cacheRead: 0, cacheCreation: 0 };
}
function finishTasks(reader) {
    const { draft, attempts } = reader;
    for (const [id, tries] of attempts) {
        if (tries.at(-1)?.isDone)
            continue;
        draft.facts.complete = false;
        draft.report('warning', 'unfinished-task', `\`${id}\` started and never ended.`);
    }
    handOver(reader);
}
function handOver(reader) {
    for (const [id, tries] of reader.attempts)
        for (const attempt of tries)
            addAttempt(id, attempt, reader);
    reader.attempts.clear();
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
    facts.result = type === 'BUILD_COMPLETED' && (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readFlag */ .fG)(fields, 'success') !== false ? 'success' : 'failure';
    const measured = timeMs !== null && facts.startTimeMs !== null ? timeMs - facts.startTimeMs : null;
    const said = (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readDuration */ .$7)(fields, 'duration_ms');
    const isValid = said !== null && Number.isFinite(said) && said >= 0;
    if (said !== null && !isValid)
        draft.report('warning', 'invalid-duration', `A build cannot have taken ${said} ms; its clock is followed.`);
    facts.durationMs = isValid ? said : measured;
}
function toEvent({ type, timeMs, fields }) {
    const id = (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(fields, 'event_id');
    return {
        ...(id === null ? {} : { id }),
        type,
        severity: (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readChoice */ .Kf)(fields, 'severity', _levels_js__WEBPACK_IMPORTED_MODULE_3__/* .levels */ .yr) ?? buildRunnerTypes[type] ?? 'info',
        timeMs,
        taskId: (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(fields, 'task_id'),
        message: (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(fields, 'error_message') ?? (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(fields, 'message') ?? (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(fields, 'violation_type'),
        attributes: readAttributes({ ...(0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readFields */ .qU)(fields, 'metadata'), ...fields }),
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
        const value = typeof fields[key] === 'number' ? (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readNumber */ .kz)(fields, key) : (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(fields, key);
        if (value !== null)
            attributes[name] = typeof value === 'string' ? value.slice(0, 200) : value;
    }
    return attributes;
}


/***/ }),

/***/ 9803:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ followNewest)
/* harmony export */ });
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


/***/ }),

/***/ 4106:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ parseRecord),
/* harmony export */   o: () => (/* binding */ collectRecord)
/* harmony export */ });
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
                return skip('too-large', place.offset, `it has ${size} bytes, more than ${options.recordBytes}.`, '');
            }
            const text = decode(parts).trim();
            return text === '' ? null : parseRecord(text, place, options.depth);
        },
    };
}
const decoder = new TextDecoder();
function decode(parts) {
    return decoder.decode(parts.length === 1 ? parts[0] : Buffer.concat(parts));
}
/** One record alone; `skipped` when it is no JSON or too deep. */
function parseRecord(text, { key, offset }, maxDepth) {
    if (isDeeper(text, maxDepth))
        return skip('too-large', offset, `it is nested more than ${maxDepth} deep.`, '');
    try {
        return { kind: 'value', key, value: JSON.parse(text), offset };
    }
    catch {
        return skip('malformed', offset, 'it is not JSON:', text.slice(0, 1000));
    }
}
function skip(code, offset, why, excerpt) {
    return { kind: 'skipped', code, why, offset, excerpt };
}
/** Counts brackets without a stack, strings aside. Most records hold too few of them to be looked at closely. */
function isDeeper(text, maxDepth) {
    if (countUpTo(text, '{', maxDepth) + countUpTo(text, '[', maxDepth) <= maxDepth)
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
function countUpTo(text, char, limit) {
    let count = 0;
    for (let at = text.indexOf(char); at >= 0 && count <= limit; at = text.indexOf(char, at + 1))
        count += 1;
    return count;
}


/***/ }),

/***/ 1743:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $7: () => (/* binding */ readDuration),
/* harmony export */   Ce: () => (/* binding */ isFields),
/* harmony export */   He: () => (/* binding */ readTokens),
/* harmony export */   Kf: () => (/* binding */ readChoice),
/* harmony export */   LD: () => (/* binding */ readList),
/* harmony export */   aQ: () => (/* binding */ readTime),
/* harmony export */   fG: () => (/* binding */ readFlag),
/* harmony export */   kz: () => (/* binding */ readNumber),
/* harmony export */   pe: () => (/* binding */ parseTime),
/* harmony export */   qU: () => (/* binding */ readFields),
/* harmony export */   yR: () => (/* binding */ readText)
/* harmony export */ });
function isFields(value) {
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
    return isFields(value) ? value : {};
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
const isoTime = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
/** Epoch milliseconds of an ISO 8601 text; null when it is none. */
function parseTime(text, zoneless = () => { }) {
    const match = isoTime.exec(text.trim());
    if (!match)
        return null;
    const iso = text.trim().replace(' ', 'T').replace(',', '.');
    if (match[1] === undefined)
        zoneless();
    const time = Date.parse(match[1] === undefined && iso.includes('T') ? `${iso}Z` : iso);
    return Number.isNaN(time) ? null : time;
}
/** `{input, output, cache_read, cache_creation}`; null without any of them. */
function readTokens(value) {
    if (!isFields(value))
        return null;
    const part = (key) => Math.max(0, readNumber(value, key) ?? 0);
    const tokens = {
        input: part('input'),
        output: part('output'),
        cacheRead: part('cache_read'),
        cacheCreation: part('cache_creation'),
    };
    return tokens.input + tokens.output + tokens.cacheRead + tokens.cacheCreation > 0 ? tokens : null;
}
/** Inherited keys are not fields, and `__proto__` from JSON.parse is nobody's prototype. */
function own(fields, key) {
    return Object.hasOwn(fields, key) ? fields[key] : undefined;
}


/***/ }),

/***/ 3546:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E$: () => (/* binding */ redact),
/* harmony export */   OZ: () => (/* binding */ visitRecords),
/* harmony export */   T3: () => (/* binding */ readRecords)
/* harmony export */ });
/* harmony import */ var _read_fields_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1743);
/* harmony import */ var _split_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2164);
/* harmony import */ var _split_lines_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9767);



/**
 * Calls `visit` for each record that is an object. Malformed ones are skipped and counted.
 * @param arrays top-level arrays of a root object whose elements are the records
 * @param endOpen called when nothing but the end of the root array is missing
 */
async function readRecords(input, draft, arrays, visit, endOpen = draft.markTruncated) {
    const take = taker(draft, visit, endOpen);
    if (input.sample.shape === 'lines') {
        for await (const record of (0,_split_lines_js__WEBPACK_IMPORTED_MODULE_0__/* .splitLines */ .u)(input.chunks(), draft.limits))
            take(record);
        return;
    }
    for await (const records of (0,_split_json_js__WEBPACK_IMPORTED_MODULE_1__/* .splitJsonRuns */ .r_)(input.chunks(), arrays, draft.limits)) {
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
        else if ((0,_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .isFields */ .Ce)(record.value))
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


/***/ }),

/***/ 1709:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ readSample),
/* harmony export */   s: () => (/* binding */ writeSample)
/* harmony export */ });
/* harmony import */ var _read_fields_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1743);

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
        const value = (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .readNumber */ .kz)(record, key);
        return value !== null && value >= 0 ? value : null;
    };
    const timeMs = (0,_read_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .readTime */ .aQ)(record, 'time');
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


/***/ }),

/***/ 2164:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  eH: () => (/* binding */ JsonWalk),
  r_: () => (/* binding */ splitJsonRuns)
});

// UNUSED EXPORTS: splitJson

// EXTERNAL MODULE: ./build/ingest/parse-record.js
var parse_record = __webpack_require__(4106);
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
        const text = decoder.decode(chunk.subarray(start, ends[i])).trim();
        return (0,parse_record/* parseRecord */.H)(text, { offset: position + start, key }, options.depth);
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
const decoder = new TextDecoder();
function parseArray(bytes) {
    try {
        return JSON.parse(`[${decoder.decode(bytes)}]`);
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
        this.root = (0,parse_record/* collectRecord */.o)(options);
        this.element = (0,parse_record/* collectRecord */.o)(options);
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
        let i = start;
        if (this.inString) {
            i = this.endOfString(i);
            if (i === end)
                return end;
        }
        for (; i < end; i++) {
            const byte = chunk[i];
            if (byte === quote) {
                this.inString = true;
                i = this.endOfString(i + 1) - 1;
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
    /** Behind the closing quote, or the end of the chunk. */
    endOfString(start) {
        const { chunk } = this;
        let i = start;
        if (this.isEscaped && i < chunk.length) {
            this.isEscaped = false;
            i += 1;
        }
        for (; i < chunk.length; i++) {
            const byte = chunk[i];
            if (byte === quote) {
                this.inString = false;
                return i + 1;
            }
            if (byte === backslash) {
                i += 1;
                if (i === chunk.length)
                    this.isEscaped = true;
            }
        }
        return chunk.length;
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
        for (const record of this.batch.finish())
            this.records.push(record);
    }
    push(record) {
        if (record)
            this.records.push(record);
    }
}


/***/ }),

/***/ 9767:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ splitLines)
/* harmony export */ });
/* harmony import */ var _parse_record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4106);
/** Splits NDJSON into records without holding the file. Memory is bounded by the longest record that is kept. */

const newline = 0x0a;
/** One record a line. A last line without an end that begins a record and does not parse is a cut one. */
async function* splitLines(chunks, options) {
    const line = (0,_parse_record_js__WEBPACK_IMPORTED_MODULE_0__/* .collectRecord */ .o)(options);
    let position = 0;
    for await (const chunk of chunks) {
        let start = 0;
        for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
            line.add(chunk.subarray(start, end));
            const record = line.finish();
            if (record)
                yield record;
            start = end + 1;
            line.start({ offset: position + start, key: null });
        }
        line.add(chunk.subarray(start));
        position += chunk.length;
    }
    const last = line.finish();
    const isCut = last?.kind === 'skipped' && last.code === 'malformed' && /^[{[]/.test(last.excerpt);
    if (isCut)
        yield { kind: 'truncated', offset: last.offset, isBetween: false };
    else if (last)
        yield last;
}


/***/ }),

/***/ 2069:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Np: () => (/* binding */ bySeverity),
/* harmony export */   du: () => (/* binding */ isAtLeast),
/* harmony export */   yr: () => (/* binding */ levels)
/* harmony export */ });
/** Mildest first. */
const levels = ['info', 'warning', 'error', 'critical'];
/** Whether a level is that severe or more. */
function isAtLeast(level, least) {
    return levels.indexOf(level) >= levels.indexOf(least);
}
/** Most severe first; equal levels stay in their order. */
function bySeverity(alerts) {
    return [...alerts].sort((a, b) => levels.indexOf(b.level) - levels.indexOf(a.level));
}


/***/ }),

/***/ 5434:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ EventCollector)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1743);
/* harmony import */ var _event_filter_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2563);
/* harmony import */ var _event_log_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2007);
/* harmony import */ var _event_record_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6108);
/* harmony import */ var _events_csv_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(122);
/* harmony import */ var _flush_buffer_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1969);
/* harmony import */ var _log_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2585);
/* harmony import */ var _settings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2619);
/** Collects events: buffered, appended to a log that many processes share, and queried from it. */









class EventCollector {
    path;
    retentionDays;
    #enabled;
    /** The build that events belong to: the one that began last in this process. */
    #buildId;
    #now;
    #onProblem;
    #listeners = new Set();
    #log;
    #buffer;
    #memory = [];
    #cleanupDue;
    constructor(options = {}) {
        const settings = (0,_settings_js__WEBPACK_IMPORTED_MODULE_1__/* .readRecordSettings */ .LL)();
        this.path = options.path === undefined ? settings.logPath : options.path;
        this.retentionDays = options.retentionDays ?? 30;
        this.#enabled = options.enabled ?? settings.enabled;
        this.#buildId = options.buildId === undefined ? settings.buildId : options.buildId;
        this.#now = options.now ?? Date.now;
        this.#onProblem = options.onProblem ?? _flush_buffer_js__WEBPACK_IMPORTED_MODULE_2__/* .warnOfProblem */ .F;
        this.#cleanupDue = options.autoCleanup ?? false;
        this.#log = this.path === null ? null : (0,_event_log_js__WEBPACK_IMPORTED_MODULE_3__/* .openEventLog */ .T)(this.path);
        this.#buffer = (0,_flush_buffer_js__WEBPACK_IMPORTED_MODULE_2__/* .createFlushBuffer */ .t)({
            size: Math.max(1, options.bufferSize ?? 100),
            intervalMs: options.flushIntervalMs ?? 1000,
            write: (events) => this.#write(events),
            onProblem: (error) => this.#report(error),
        });
    }
    /** Takes an event; never throws, whatever listeners or the disk do. @returns its id */
    collect(event) {
        if (!this.#enabled)
            return event.eventId;
        this.#buffer.add(event);
        for (const listener of this.#listeners)
            this.#tell(listener, event);
        return event.eventId;
    }
    /** Listeners are called with each collected event, in the order in which they were added. */
    addListener(listener) {
        this.#listeners.add(listener);
    }
    removeListener(listener) {
        return this.#listeners.delete(listener);
    }
    /** Writes the buffer, also done when it is full, after a second, and when the process ends. */
    flush() {
        this.#buffer.flush();
    }
    #write(events) {
        if (this.#log === null) {
            for (const event of events)
                this.#memory.push(event);
            return;
        }
        let lines = '';
        for (const event of events) {
            if (event.eventType === 'BUILD_STARTED')
                this.#buildId = event.buildId ?? this.#buildId;
            lines += this.#writeLine(event);
        }
        if (lines !== '')
            (0,_log_file_js__WEBPACK_IMPORTED_MODULE_4__/* .appendLines */ ._g)(this.#log.appendPath, lines);
        if (this.#cleanupDue)
            this.#cleanup(this.retentionDays);
        this.#cleanupDue = false;
    }
    /** One event that cannot be written (a cycle, a class whose `toDict` throws) must not hold up the others. */
    #writeLine(event) {
        try {
            return `${JSON.stringify((0,_event_record_js__WEBPACK_IMPORTED_MODULE_5__/* .toRecord */ .L)(event, this.#buildId))}\n`;
        }
        catch (error) {
            this.#report(error);
            return '';
        }
    }
    #tell(listener, event) {
        try {
            const returned = listener(event);
            if (returned instanceof Promise)
                returned.catch((error) => this.#report(error));
        }
        catch (error) {
            this.#report(error);
        }
    }
    #report(error) {
        this.#onProblem(error instanceof Error ? error : new Error(String(error)));
    }
    /** Every event, the log's first: those of other processes too, as far as they are written. */
    get events() {
        const stored = this.#stored();
        const buffered = this.#buffer.items();
        return buffered.length === 0 ? stored : [...stored, ...buffered];
    }
    #stored() {
        if (this.#log === null)
            return this.#memory;
        try {
            return this.#log.read();
        }
        catch (error) {
            this.#report(error);
            return [];
        }
    }
    /** What samplers wrote into the log about the machine, as far as it is read. */
    get machine() {
        this.#stored();
        return this.#log?.samples() ?? [];
    }
    /** The events that a filter wants, newest first. */
    query(filter = {}) {
        const found = this.events.filter((0,_event_filter_js__WEBPACK_IMPORTED_MODULE_6__/* .compileFilter */ .g)(filter));
        // Later lines come first among equal times.
        found.reverse();
        found.sort((a, b) => b.timestamp.getTime() - a.timestamp.getTime());
        return filter.limit === undefined ? found : found.slice(0, Math.max(0, filter.limit));
    }
    getEvents(filter = {}) {
        return this.query(filter);
    }
    getRecent(count = 10) {
        return this.query({ limit: count });
    }
    getCount(filter = {}) {
        const { since, ...rest } = filter;
        const matches = (0,_event_filter_js__WEBPACK_IMPORTED_MODULE_6__/* .compileFilter */ .g)(since === undefined ? rest : { ...rest, startTime: since });
        let count = 0;
        for (const event of this.events)
            if (matches(event))
                count += 1;
        return count;
    }
    getStatistics() {
        const { events } = this;
        const buffered = this.#buffer.items().length;
        const eventsByType = {};
        let oldest = Number.POSITIVE_INFINITY;
        let newest = Number.NEGATIVE_INFINITY;
        for (const event of events) {
            eventsByType[event.eventType] = (eventsByType[event.eventType] ?? 0) + 1;
            oldest = Math.min(oldest, event.timestamp.getTime());
            newest = Math.max(newest, event.timestamp.getTime());
        }
        return {
            totalEvents: events.length,
            bufferedEvents: buffered,
            storedEvents: events.length - buffered,
            eventsByType,
            oldestEvent: events.length > 0 ? new Date(oldest) : null,
            newestEvent: events.length > 0 ? new Date(newest) : null,
            activeListeners: this.#listeners.size,
            skippedLines: this.#log?.skippedLines() ?? 0,
            droppedEvents: this.#buffer.dropped(),
        };
    }
    /**
     * Removes events that are older than `days`; safe while other processes append. A BuildRunner array is left
     * as it is. @returns how many were removed.
     */
    cleanupOldEvents(days = this.retentionDays) {
        this.flush();
        return this.#cleanup(days);
    }
    #cleanup(days) {
        const oldest = this.#now() - days * _settings_js__WEBPACK_IMPORTED_MODULE_1__/* .dayMs */ .LP;
        if (this.#log === null) {
            const before = this.#memory.length;
            this.#memory = this.#memory.filter((event) => event.timestamp.getTime() >= oldest);
            return before - this.#memory.length;
        }
        let removed = 0;
        (0,_log_file_js__WEBPACK_IMPORTED_MODULE_4__/* .rewriteLog */ .Lm)(this.#log.appendPath, (line) => {
            const record = (0,_log_file_js__WEBPACK_IMPORTED_MODULE_4__/* .parseRecord */ .Hh)(line);
            if (record === null)
                return false;
            const event = (0,_event_record_js__WEBPACK_IMPORTED_MODULE_5__/* .readEvent */ .j)(record);
            const timeMs = event?.timestamp.getTime() ?? (0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_7__/* .readTime */ .aQ)(record, 'time');
            // What has no time, as a metric, only goes with everything.
            const isKept = timeMs === null ? oldest < Number.POSITIVE_INFINITY : timeMs >= oldest;
            if (event !== null && !isKept)
                removed += 1;
            return isKept;
        });
        return removed;
    }
    /** Removes every event. A BuildRunner array is left as it is. */
    clear() {
        return this.cleanupOldEvents(Number.NEGATIVE_INFINITY);
    }
    /** Writes the events that a filter wants as CSV, oldest first. @returns how many. @throws when it cannot. */
    exportCsv(path, filter = {}) {
        const events = this.query(filter).reverse();
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(path, (0,_events_csv_js__WEBPACK_IMPORTED_MODULE_8__/* .renderEventTable */ .Fc)(events));
        return events.length;
    }
    /** Writes what is buffered; what is collected later is still taken. */
    close() {
        this.flush();
    }
    [Symbol.dispose]() {
        this.close();
    }
}


/***/ }),

/***/ 140:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D6: () => (/* binding */ readDeclared),
/* harmony export */   LP: () => (/* binding */ assignFields),
/* harmony export */   OQ: () => (/* binding */ declareFields),
/* harmony export */   pc: () => (/* binding */ writeFields),
/* harmony export */   xQ: () => (/* binding */ camelCase)
/* harmony export */ });
/* unused harmony export snakeCase */
/* harmony import */ var _ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1743);
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
            return (0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .readText */ .yR)(record, key);
        case 'number':
            return (0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .readNumber */ .kz)(record, key);
        case 'flag':
            return (0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .readFlag */ .fG)(record, key);
        case 'texts':
            return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : null;
        case 'fields':
            return (0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .isFields */ .Ce)(value) ? value : null;
    }
}


/***/ }),

/***/ 2563:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ taskIdOf),
/* harmony export */   g: () => (/* binding */ compileFilter)
/* harmony export */ });
/* harmony import */ var _event_type_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5253);
/** Which events a query wants. */

/** A test for events, made once for many. */
function compileFilter(filter) {
    const types = [...(filter.eventTypes ?? []), ...(filter.eventType === undefined ? [] : [filter.eventType])];
    const wanted = types.length > 0 ? new Set(types.map(_event_type_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeEventType */ .w9)) : null;
    const severities = filter.severities ? new Set(filter.severities) : null;
    const start = filter.startTime === undefined ? Number.NEGATIVE_INFINITY : Number(filter.startTime);
    const end = filter.endTime === undefined ? Number.POSITIVE_INFINITY : Number(filter.endTime);
    return (event) => {
        const time = event.timestamp.getTime();
        return (time >= start &&
            time <= end &&
            (wanted === null || wanted.has(event.eventType)) &&
            (severities === null || severities.has(event.severity)) &&
            (filter.sessionId === undefined || event.sessionId === filter.sessionId) &&
            (filter.taskId === undefined || taskIdOf(event) === filter.taskId));
    };
}
/** The task that an event is about; null for none. */
function taskIdOf(event) {
    const id = event.taskId ?? event.metadata['task_id'];
    return typeof id === 'string' ? id : null;
}


/***/ }),

/***/ 2007:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ openEventLog)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1743);
/* harmony import */ var _ingest_sample_record_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1709);
/* harmony import */ var _event_record_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6108);
/* harmony import */ var _log_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2585);
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
        if (!(0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .isFields */ .Ce)(value)) {
            skipped += 1;
            return;
        }
        const sample = value['type'] === 'sample' ? (0,_ingest_sample_record_js__WEBPACK_IMPORTED_MODULE_2__/* .readSample */ .d)(value) : null;
        const event = sample === null ? (0,_event_record_js__WEBPACK_IMPORTED_MODULE_3__/* .readEvent */ .j)(value) : null;
        if (sample !== null)
            samples.push(sample);
        else if (event === null)
            skipped += value['v'] === 1 ? 0 : 1;
        else if (!ids.has(event.eventId)) {
            ids.add(event.eventId);
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
            position = (0,_log_file_js__WEBPACK_IMPORTED_MODULE_4__/* .followLines */ .Z9)(appendPath, position, addLine, () => {
                restart();
                for (const value of stamp === '' ? [] : readArray(path))
                    add(value);
            });
            for (const old of (0,_log_file_js__WEBPACK_IMPORTED_MODULE_4__/* .listAside */ .pl)(appendPath))
                (0,_log_file_js__WEBPACK_IMPORTED_MODULE_4__/* .followLines */ .Z9)(old, null, addLine);
            return events;
        },
    };
}
const arrayStart = /^\uFEFF?\s*(\[|\{\s*"events"\s*:\s*\[)/;
function isArrayFile(path) {
    let file = null;
    try {
        // Only a regular file: opening a pipe would wait for its writer.
        if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path).isFile())
            return false;
        file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, 'r');
        const head = Buffer.alloc(256);
        return arrayStart.test(head.toString('utf8', 0, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(file, head)));
    }
    catch {
        return false;
    }
    finally {
        if (file !== null)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    }
}
function readArray(path) {
    const parsed = parseLine((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8').replace(/^\uFEFF/, ''));
    if (Array.isArray(parsed))
        return parsed;
    return (0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .isFields */ .Ce)(parsed) && Array.isArray(parsed['events']) ? parsed['events'] : [parsed];
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
    const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path, { throwIfNoEntry: false });
    return found === undefined ? '' : `${found.ino}-${found.size}-${found.mtimeMs}`;
}


/***/ }),

/***/ 6108:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ toRecord),
/* harmony export */   j: () => (/* binding */ readEvent)
/* harmony export */ });
/* harmony import */ var _ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1743);
/* harmony import */ var _event_type_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5253);
/* harmony import */ var _events_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5647);
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
    const fields = (0,_events_js__WEBPACK_IMPORTED_MODULE_0__/* .listFields */ .Cc)(event);
    const family = (0,_event_type_js__WEBPACK_IMPORTED_MODULE_1__/* .familyOf */ .Ap)(event.eventType);
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
    if (dict === null || ((0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(dict, 'event_type') ?? '').trim() === '')
        return null;
    const time = (0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readTime */ .aQ)(dict, 'timestamp');
    if (time === null || Math.abs(time) > 8.64e15)
        return null;
    return _events_js__WEBPACK_IMPORTED_MODULE_0__/* .Event */ .Jh.fromDict(dict);
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
        if ((0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .isFields */ .Ce)(attributes))
            restoreAttributes(dict, attributes);
        return dict;
    }
    const eventType = (0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(record, 'event') ?? typeOf(String(type), String(result));
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
    const family = (0,_event_type_js__WEBPACK_IMPORTED_MODULE_1__/* .familyOf */ .Ap)(String(dict['event_type']));
    for (const [key, name] of Object.entries(attributeNames)) {
        if (attributes[name] !== undefined)
            dict[key] = attributes[name];
    }
    if (family !== 'build')
        delete dict['build_id'];
}
/** When a task ended that was not written by an event. */
function endOf(record) {
    const start = (0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readTime */ .aQ)(record, 'start_time');
    if (start === null)
        return undefined;
    return new Date(start + ((0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readNumber */ .kz)(record, 'duration_ms') ?? 0)).toISOString();
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
    if (!(0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .isFields */ .Ce)(tokens))
        return null;
    let sum = 0;
    for (const part of Object.values(tokens))
        sum += typeof part === 'number' ? part : 0;
    return sum;
}


/***/ }),

/***/ 5253:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ap: () => (/* binding */ familyOf),
/* harmony export */   Bx: () => (/* binding */ EventType),
/* harmony export */   MW: () => (/* binding */ readSeverity),
/* harmony export */   NU: () => (/* binding */ defaultSeverity),
/* harmony export */   gO: () => (/* binding */ severities),
/* harmony export */   w9: () => (/* binding */ normalizeEventType)
/* harmony export */ });
/* unused harmony exports Severity, AlertLevel */
/* harmony import */ var _ingest_buildrunner_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6279);
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
    return (Object.hasOwn(_ingest_buildrunner_js__WEBPACK_IMPORTED_MODULE_0__/* .buildRunnerTypes */ .Q, type) ? _ingest_buildrunner_js__WEBPACK_IMPORTED_MODULE_0__/* .buildRunnerTypes */ .Q[type] : 'info').toUpperCase();
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
const performance = [
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
    if (performance.includes(type))
        return 'performance';
    if (type === 'BUILD_STARTED')
        return 'build';
    // Choices of models belong to the task that they serve.
    return /^(TASK|MODEL|FALLBACK)_/.test(type) ? 'task' : 'other';
}
/** Custom types are `other`. */
function familyOf(type) {
    return families.get(type) ?? 'other';
}


/***/ }),

/***/ 122:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fc: () => (/* binding */ renderEventTable),
/* harmony export */   bo: () => (/* binding */ renderTable),
/* harmony export */   uT: () => (/* binding */ exportEvents)
/* harmony export */ });
/* harmony import */ var _render_escape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6082);
/** Events as CSV and JSON. RFC 4180: https://www.rfc-editor.org/rfc/rfc4180 */

const leading = [
    'event_id',
    'timestamp',
    'event_type',
    'severity',
    'session_id',
    'build_id',
    'task_id',
    'task_name',
    'duration_ms',
    'model_used',
    'cost_usd',
    'tokens_used',
    'success',
    'error_type',
    'error_message',
];
/** One row an event: the common columns, then those that any event uses, then `metadata` as JSON. */
function renderEventTable(events) {
    return renderTable(events.map((event) => event.toDict()), leading, 'metadata');
}
/** Events for another program: CSV, or BuildRunner's JSON array. */
function exportEvents(events, format) {
    return format === 'csv' ? renderEventTable(events) : `${JSON.stringify(events, null, 2)}\n`;
}
/**
 * Rows as CSV.
 * @param first columns that are always there
 * @param last the column that comes last
 */
function renderTable(rows, first, last) {
    const others = new Set();
    for (const row of rows) {
        for (const [key, value] of Object.entries(row))
            if (value !== null)
                others.add(key);
    }
    for (const key of [...first, last])
        others.delete(key);
    const columns = [...first, ...others, last];
    const lines = rows.map((row) => columns.map((column) => (0,_render_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .csvField */ .XR)(cell(row[column]))).join(','));
    return `${[columns.map(_render_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .csvField */ .XR).join(','), ...lines].join('\r\n')}\r\n`;
}
function cell(value) {
    if (value === undefined || value === null)
        return null;
    if (typeof value === 'number' || typeof value === 'string')
        return value;
    return JSON.stringify(value);
}


/***/ }),

/***/ 5647:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bt: () => (/* binding */ PerformanceEvent),
/* harmony export */   Cc: () => (/* binding */ listFields),
/* harmony export */   Fk: () => (/* binding */ SecurityEvent),
/* harmony export */   Jh: () => (/* binding */ Event),
/* harmony export */   NN: () => (/* binding */ ErrorEvent),
/* harmony export */   PF: () => (/* binding */ BuildEvent),
/* harmony export */   yg: () => (/* binding */ TaskEvent)
/* harmony export */ });
/* harmony import */ var _ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1743);
/* harmony import */ var _event_fields_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(140);
/* harmony import */ var _event_type_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5253);
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
        this.eventType = (0,_event_type_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeEventType */ .w9)(options.eventType);
        this.severity =
            options.severity === undefined ? (0,_event_type_js__WEBPACK_IMPORTED_MODULE_0__/* .defaultSeverity */ .NU)(this.eventType) : checkSeverity(options.severity);
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
        const Kind = classOf((0,_event_type_js__WEBPACK_IMPORTED_MODULE_0__/* .familyOf */ .Ap)((0,_event_type_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeEventType */ .w9)((0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .readText */ .yR)(dict, 'event_type') ?? '')));
        return new Kind(readOptions(dict, tables.get(Kind) ?? []));
    }
}
function readTimestamp(time) {
    if (time === undefined)
        return new Date();
    const date = typeof time === 'string' ? new Date((0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .parseTime */ .pe)(time) ?? Number.NaN) : new Date(time);
    if (Number.isNaN(date.getTime()))
        throw new TypeError(`\`${String(time)}\` is not a time.`);
    return date;
}
function checkSeverity(text) {
    const severity = (0,_event_type_js__WEBPACK_IMPORTED_MODULE_0__/* .readSeverity */ .MW)(text);
    if (severity === null)
        throw new TypeError(`\`${text}\` is not a severity.`);
    return severity;
}
/** The start, the end or a model choice of one task. */
class TaskEvent extends Event {
    constructor(options) {
        super(options);
        (0,_event_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .assignFields */ .LP)(this, taskFields, options);
    }
    toDict() {
        return withFields(super.toDict(), taskFields, this);
    }
}
/** The start or the end of a build. */
class BuildEvent extends Event {
    constructor(options) {
        super(options);
        (0,_event_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .assignFields */ .LP)(this, buildFields, options);
    }
    toDict() {
        return withFields(super.toDict(), buildFields, this);
    }
}
/** Something went wrong; the build may have recovered from it. */
class ErrorEvent extends Event {
    constructor(options) {
        super(options);
        (0,_event_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .assignFields */ .LP)(this, errorFields, options);
    }
    toDict() {
        return withFields(super.toDict(), errorFields, this);
    }
}
/** A measured operation, or one that is slower than it should be. */
class PerformanceEvent extends Event {
    constructor(options) {
        super(options);
        (0,_event_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .assignFields */ .LP)(this, performanceFields, options);
    }
    toDict() {
        return withFields(super.toDict(), performanceFields, this);
    }
}
/** A secret, an injection or another security check that failed. */
class SecurityEvent extends Event {
    constructor(options) {
        super(options);
        (0,_event_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .assignFields */ .LP)(this, securityFields, options);
    }
    toDict() {
        return withFields(super.toDict(), securityFields, this);
    }
}
const taskFields = (0,_event_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .declareFields */ .OQ)({
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
const buildFields = (0,_event_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .declareFields */ .OQ)({
    buildId: 'text',
    buildName: 'text',
    totalTasks: 'number',
    completedTasks: 'number',
    failedTasks: 'number',
    durationMs: 'number',
    success: 'flag',
    errorMessage: 'text',
});
const errorFields = (0,_event_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .declareFields */ .OQ)({
    errorType: 'text',
    errorMessage: 'text',
    stackTrace: 'text',
    taskId: 'text',
    recovered: 'flag',
    recoveryAction: 'text',
});
const performanceFields = (0,_event_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .declareFields */ .OQ)({
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
const securityFields = (0,_event_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .declareFields */ .OQ)({
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
function listFields(event) {
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
    (0,_event_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .writeFields */ .pc)(dict, table, event);
    return dict;
}
function readOptions(dict, table) {
    const eventId = (0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .readText */ .yR)(dict, 'event_id');
    const severity = (0,_event_type_js__WEBPACK_IMPORTED_MODULE_0__/* .readSeverity */ .MW)((0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .readText */ .yR)(dict, 'severity') ?? '');
    const timeMs = (0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .readTime */ .aQ)(dict, 'timestamp');
    return {
        eventType: (0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .readText */ .yR)(dict, 'event_type') ?? '',
        ...(eventId === null ? {} : { eventId }),
        ...(severity === null ? {} : { severity }),
        ...(timeMs === null ? {} : { timestamp: timeMs }),
        sessionId: (0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .readText */ .yR)(dict, 'session_id'),
        metadata: collectMetadata(dict, table),
        ...(0,_event_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readDeclared */ .D6)(dict, table),
    };
}
function collectMetadata(dict, table) {
    const known = new Set([...baseKeys, ...table.map((field) => field.key)]);
    const others = Object.entries(dict).filter(([key, value]) => !known.has(key) && value !== null);
    const given = dict['metadata'];
    return { ...((0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .isFields */ .Ce)(given) ? given : {}), ...Object.fromEntries(others) };
}


/***/ }),

/***/ 1969:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ warnOfProblem),
/* harmony export */   t: () => (/* binding */ createFlushBuffer)
/* harmony export */ });
/** A buffer that writes itself: when it is full, after a while, and when the process ends. */
/** Beyond this a place that cannot be written to costs items rather than memory. */
const maxHeld = 100_000;
/** Buffers with something to write when the process ends. */
const waiting = new Set();
let watchingExit = false;
/** Makes a buffer. It keeps no process alive. */
function createFlushBuffer(options) {
    let held = [];
    let dropped = 0;
    let timer = null;
    let nextTry = options.size;
    const flush = () => {
        waiting.delete(flush);
        if (timer !== null)
            clearTimeout(timer);
        timer = null;
        if (held.length === 0)
            return;
        try {
            options.write(held);
            held = [];
            nextTry = options.size;
        }
        catch (error) {
            if (held.length > maxHeld)
                dropped += held.splice(0, held.length - maxHeld).length;
            nextTry = held.length + options.size;
            options.onProblem(error);
        }
    };
    const schedule = () => {
        waiting.add(flush);
        if (!watchingExit) {
            watchingExit = true;
            process.on('exit', () => {
                for (const each of waiting)
                    each();
            });
        }
        timer = setTimeout(flush, options.intervalMs);
        timer.unref();
    };
    return {
        add: (item) => {
            held.push(item);
            if (held.length >= nextTry)
                flush();
            else if (timer === null)
                schedule();
        },
        flush,
        items: () => held,
        dropped: () => dropped,
    };
}
/** How telemetry complains when nobody listens: without breaking the work. */
function warnOfProblem(error) {
    process.emitWarning(error instanceof Error ? error.message : String(error), 'TelemetryWarning');
}


/***/ }),

/***/ 2585:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hh: () => (/* binding */ parseRecord),
/* harmony export */   Lm: () => (/* binding */ rewriteLog),
/* harmony export */   Z9: () => (/* binding */ followLines),
/* harmony export */   _g: () => (/* binding */ appendLines),
/* harmony export */   pl: () => (/* binding */ listAside)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1743);
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
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    }
    appendLines(path, lines);
}
/** A cleanup that deletes the file has perhaps not seen the newest lines: events have ids, so twice is once. */
function wasDeleted(file, path) {
    const { nlink, ino } = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file);
    return nlink === 0 && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path, { throwIfNoEntry: false })?.ino !== ino;
}
function writeWhole(file, bytes, path) {
    let rest = bytes;
    // A full disk cuts a write; what was not whole is written again, on a new line.
    for (;;) {
        const chunk = endsMidLine(file) ? Buffer.concat([newline, rest]) : rest;
        const written = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync)(file, chunk);
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
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, 'a+');
    }
    catch (error) {
        if (error.code !== 'ENOENT')
            throw error;
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), { recursive: true });
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, 'a+');
    }
}
/**
 * True when the last line was cut. A line that another process is writing at this moment looks the same: it is
 * given time to be finished. Were that not enough, the log would get an empty line, which readers skip.
 */
function endsMidLine(file) {
    let size = 0;
    for (let stableMs = 0; stableMs <= patienceMs; stableMs += 1) {
        const now = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file).size;
        if (now === 0)
            return false;
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(file, lastByte, 0, 1, now - 1) === 1 && lastByte[0] === 10)
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
        return (0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .isFields */ .Ce)(value) ? value : null;
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
        const { size, ino } = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file);
        const replaced = position !== null && (position.inode !== ino || position.offset > size);
        if (replaced)
            restart();
        const offset = readChunks(file, position === null || replaced ? 0 : position.offset, size, line);
        return { inode: ino, offset };
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
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
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, 'r');
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
        const read = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(file, bytes, filled, bytes.length - filled, start + filled);
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
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(path, aside);
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
    const prefix = `${(0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path)}.`;
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path))
            .filter((name) => name.startsWith(prefix) && /^\d+-\d+\.old$/.test(name.slice(prefix.length)))
            .map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), name));
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
        offset = readChunks(file, offset, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file).size, (line) => {
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
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.unlinkSync)(old);
        moveNew();
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    }
    return dropped;
}
/** Nothing is deleted before its copy is on the disk. */
function syncFile(path) {
    const file = openForRead(path);
    if (file === null)
        return;
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fsyncSync)(file);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
}
function pause(durationMs) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, durationMs);
}


/***/ }),

/***/ 5213:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P0: () => (/* binding */ appendSample),
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


/***/ }),

/***/ 2619:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LL: () => (/* binding */ readRecordSettings),
/* harmony export */   LP: () => (/* binding */ dayMs)
/* harmony export */ });
/* unused harmony export defaultLogPath */
/** What the environment says about recording: whether, where to, how much is kept. */
/** A day in milliseconds. */
const dayMs = 86_400_000;
/** Where events go unless somebody says otherwise, relative to the current folder. */
const defaultLogPath = '.build-telemetry/events.ndjson';
/**
 * Reads `BUILD_TELEMETRY_ENABLED`, `_LOG`, `_BUILD_ID`, `_PARENT_ID`, `_MAX_SESSIONS`, `_RETENTION_DAYS`, and
 * Builder's `BUILDER_TELEMETRY_*` for those that it has. What is not a number counts as not given.
 */
function readRecordSettings(env = process.env) {
    const read = (name) => env[`BUILD_TELEMETRY_${name}`] || env[`BUILDER_TELEMETRY_${name}`] || null;
    return {
        enabled: !/^\s*(0|false|no|off)\s*$/i.test(read('ENABLED') ?? '1'),
        logPath: env['BUILD_TELEMETRY_LOG'] || defaultLogPath,
        buildId: env['BUILD_TELEMETRY_BUILD_ID'] || null,
        parentId: env['BUILD_TELEMETRY_PARENT_ID'] || null,
        maxSessions: readCount(read('MAX_SESSIONS')) ?? 1000,
        retentionDays: readCount(read('RETENTION_DAYS')) ?? 90,
    };
}
function readCount(text) {
    return text !== null && /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : null;
}


/***/ }),

/***/ 6082:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FV: () => (/* binding */ escapeMarkdown),
/* harmony export */   Pl: () => (/* binding */ safeUrl),
/* harmony export */   SS: () => (/* binding */ codeSpan),
/* harmony export */   X5: () => (/* binding */ cleanText),
/* harmony export */   XR: () => (/* binding */ csvField),
/* harmony export */   ZD: () => (/* binding */ escapeHtml),
/* harmony export */   _b: () => (/* binding */ mermaidLabel),
/* harmony export */   en: () => (/* binding */ escapeTerminal),
/* harmony export */   jD: () => (/* binding */ tableRow),
/* harmony export */   vN: () => (/* binding */ jsonForScript)
/* harmony export */ });
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


/***/ })

};
