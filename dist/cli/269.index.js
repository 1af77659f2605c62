export const id = 269;
export const ids = [269];
export const modules = {

/***/ 8269:
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
    const settings = (0,record_settings/* readRecordSettings */.c)(env);
    const problems = [];
    const path = texts.log ?? settings.logPath;
    const request = { texts, path, buildId: texts['build-id'] ?? settings.buildId, problems };
    const isMetric = type !== undefined && /^metric$/i.test(type);
    const write = isMetric ? writeMetric(request) : writeEvent(type, request);
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
/** @returns what writes it */
function writeEvent(type, request) {
    const { path, buildId, problems } = request;
    if (type === undefined || type.trim() === '') {
        problems.push(wrong('TYPE', 'No event type is named.', 'Write `build-telemetry emit task_completed --name …`.'));
        return null;
    }
    const eventType = (0,event_type/* normalizeEventType */.w9)(type);
    warnOfTypo(eventType, problems);
    const event = buildEvent(eventType, request);
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
function buildEvent(eventType, { texts, buildId, problems }) {
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
function writeMetric({ texts, path, buildId, problems }) {
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
// EXTERNAL MODULE: ./build/record/proc.js
var proc = __webpack_require__(9854);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
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
    const settings = (0,record_settings/* readRecordSettings */.c)(env);
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
    const sampler = options.sample && settings.enabled ? await sampleInto(path, settings.buildId) : null;
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
/** Most commands run without: the sampler is loaded for those that ask for it. */
async function sampleInto(path, buildId) {
    const { appendSample } = await __webpack_require__.e(/* import() */ 213).then(__webpack_require__.bind(__webpack_require__, 5213));
    const { startSampler } = await __webpack_require__.e(/* import() */ 446).then(__webpack_require__.bind(__webpack_require__, 5446));
    return startSampler({ onSample: (sample) => appendSample(path, sample, buildId) });
}
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
    const stat = (0,proc/* readProc */.lK)('self/stat');
    return stat === null ? null : (0,proc/* parseChildrenCpuMs */.dB)(stat);
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
        const bytes = child.pid === undefined ? null : (0,proc/* readTreeMemory */.GV)(child.pid);
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

// EXTERNAL MODULE: ./build/commands/command.js + 1 modules
var commands_command = __webpack_require__(5639);
;// CONCATENATED MODULE: ./build/commands/record.js
/** Commands that let a build tell about itself without writing TypeScript: `emit` and `exec`. */



const emitCommand = {
    name: 'emit',
    operands: 'TYPE [OPTIONS]',
    summary: 'Append one event (task_completed, build_started, …) or a metric to the event log.',
    flags: emitFlags,
    run: async (args) => {
        const { operands, flags, problems } = (0,commands_command/* readArguments */.l)(args, emitFlags);
        if (operands.length > 1)
            problems.push(tooMany(operands[1]));
        const found = problems.length > 0 ? problems : runEmit(operands[0], flags);
        for (const problem of found)
            (0,commands_command/* tellProblem */.J)(problem);
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
        const { operands, flags, problems } = (0,commands_command/* readArguments */.l)(own, execFlags);
        const command = at < 0 ? operands : args.slice(at + 1);
        if (command.length === 0) {
            const fix = 'Write `build-telemetry exec -- make api`.';
            problems.push({ level: 'error', code: 'no-command', where: 'exec', what: 'No command is given.', fix });
        }
        else if (at >= 0 && operands.length > 0)
            problems.push(tooMany(operands[0]));
        for (const problem of problems)
            (0,commands_command/* tellProblem */.J)(problem);
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
            (0,commands_command/* tellProblem */.J)(problem);
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

/***/ 107:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ buildRunnerTypes)
/* harmony export */ });
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
    if (!isFields(value))
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
/** Most severe first, what has no level last; equal levels stay in their order. */
function bySeverity(items) {
    const rank = ({ level }) => (level === null ? -1 : levels.indexOf(level));
    return [...items].sort((a, b) => rank(b) - rank(a));
}


/***/ }),

/***/ 5434:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ EventCollector)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1743);
/* harmony import */ var _event_filter_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2563);
/* harmony import */ var _event_log_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2007);
/* harmony import */ var _event_record_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6108);
/* harmony import */ var _events_csv_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(122);
/* harmony import */ var _flush_buffer_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1969);
/* harmony import */ var _listeners_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4821);
/* harmony import */ var _log_file_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2585);
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
    #listeners;
    #log;
    #buffer;
    #memory = [];
    #cleanupDue;
    constructor(options = {}) {
        const settings = (0,_settings_js__WEBPACK_IMPORTED_MODULE_1__/* .readRecordSettings */ .c)();
        this.path = options.path === undefined ? settings.logPath : options.path;
        this.retentionDays = options.retentionDays ?? 30;
        this.#enabled = options.enabled ?? settings.enabled;
        this.#buildId = options.buildId === undefined ? settings.buildId : options.buildId;
        this.#now = options.now ?? Date.now;
        this.#onProblem = options.onProblem ?? _flush_buffer_js__WEBPACK_IMPORTED_MODULE_2__/* .warnOfProblem */ .F;
        this.#listeners = (0,_listeners_js__WEBPACK_IMPORTED_MODULE_3__/* .createListeners */ .u)((error) => this.#report(error));
        this.#cleanupDue = options.autoCleanup ?? false;
        this.#log = this.path === null ? null : (0,_event_log_js__WEBPACK_IMPORTED_MODULE_4__/* .openEventLog */ .T)(this.path);
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
        this.#listeners.tell(event);
        return event.eventId;
    }
    /** Listeners are called with each collected event, in the order in which they were added. */
    addListener(listener) {
        this.#listeners.add(listener);
    }
    removeListener(listener) {
        return this.#listeners.remove(listener);
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
            (0,_log_file_js__WEBPACK_IMPORTED_MODULE_5__/* .appendLines */ ._g)(this.#log.appendPath, lines);
        if (this.#cleanupDue)
            this.#cleanup(this.retentionDays);
        this.#cleanupDue = false;
    }
    /** One event that cannot be written (a cycle, a class whose `toDict` throws) must not hold up the others. */
    #writeLine(event) {
        try {
            return `${JSON.stringify((0,_event_record_js__WEBPACK_IMPORTED_MODULE_6__/* .toRecord */ .L)(event, this.#buildId))}\n`;
        }
        catch (error) {
            this.#report(error);
            return '';
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
        const found = this.events.filter((0,_event_filter_js__WEBPACK_IMPORTED_MODULE_7__/* .compileFilter */ .g)(filter));
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
        const matches = (0,_event_filter_js__WEBPACK_IMPORTED_MODULE_7__/* .compileFilter */ .g)(since === undefined ? rest : { ...rest, startTime: since });
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
            activeListeners: this.#listeners.count(),
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
        const oldest = this.#now() - days * _settings_js__WEBPACK_IMPORTED_MODULE_1__/* .dayMs */ .L;
        if (this.#log === null) {
            const before = this.#memory.length;
            this.#memory = this.#memory.filter((event) => event.timestamp.getTime() >= oldest);
            return before - this.#memory.length;
        }
        let removed = 0;
        (0,_log_file_js__WEBPACK_IMPORTED_MODULE_5__/* .rewriteLog */ .Lm)(this.#log.appendPath, (line) => {
            const record = (0,_log_file_js__WEBPACK_IMPORTED_MODULE_5__/* .parseRecord */ .Hh)(line);
            if (record === null)
                return false;
            const event = (0,_event_record_js__WEBPACK_IMPORTED_MODULE_6__/* .readEvent */ .j)(record);
            const timeMs = event?.timestamp.getTime() ?? (0,_ingest_read_fields_js__WEBPACK_IMPORTED_MODULE_8__/* .readTime */ .aQ)(record, 'time');
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
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(path, (0,_events_csv_js__WEBPACK_IMPORTED_MODULE_9__/* .renderEventTable */ .Fc)(events));
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
/* harmony import */ var _ingest_buildrunner_types_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(107);
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
    return (Object.hasOwn(_ingest_buildrunner_types_js__WEBPACK_IMPORTED_MODULE_0__/* .buildRunnerTypes */ .Q, type) ? _ingest_buildrunner_types_js__WEBPACK_IMPORTED_MODULE_0__/* .buildRunnerTypes */ .Q[type] : 'info').toUpperCase();
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

/***/ 4821:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ createListeners)
/* harmony export */ });
/** Functions that hear of something, in the order in which they were added; none of them can break the work. */
/** @param onProblem hears of listeners that throw or reject */
function createListeners(onProblem) {
    const listeners = new Set();
    const tellOne = (listener, value) => {
        try {
            const returned = listener(value);
            if (returned instanceof Promise)
                returned.catch(onProblem);
        }
        catch (error) {
            onProblem(error);
        }
    };
    return {
        add: (listener) => void listeners.add(listener),
        remove: (listener) => listeners.delete(listener),
        tell: (value) => {
            for (const listener of listeners)
                tellOne(listener, value);
        },
        count: () => listeners.size,
    };
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

/***/ 9854:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EU: () => (/* binding */ parseDisks),
/* harmony export */   GV: () => (/* binding */ readTreeMemory),
/* harmony export */   Lc: () => (/* binding */ parseVmStat),
/* harmony export */   MO: () => (/* binding */ parseNetwork),
/* harmony export */   Pw: () => (/* binding */ parseMemory),
/* harmony export */   dB: () => (/* binding */ parseChildrenCpuMs),
/* harmony export */   gr: () => (/* binding */ parseCpuTimes),
/* harmony export */   lK: () => (/* binding */ readProc),
/* harmony export */   tI: () => (/* binding */ countProcesses)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/** Reading what Linux tells in /proc, and macOS in `vm_stat`. Every parser is pure. References: proc(5), vm_stat(1) */

/** A file of /proc, or null where there is none. */
function readProc(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${path}`, 'utf8');
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
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)('/proc').filter((name) => name.charCodeAt(0) <= 57 && name.charCodeAt(0) >= 48).length;
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
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(`/proc/${pid}/task`).flatMap((thread) => {
            const children = readProc(`${pid}/task/${thread}/children`)?.trim() ?? '';
            return children === '' ? [] : children.split(' ').map(Number);
        });
    }
    catch {
        return [];
    }
}


/***/ }),

/***/ 2619:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ dayMs),
/* harmony export */   c: () => (/* binding */ readRecordSettings)
/* harmony export */ });
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


/***/ })

};
