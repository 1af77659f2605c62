export const id = 446;
export const ids = [446];
export const modules = {

/***/ 5446:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  startSampler: () => (/* binding */ startSampler)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./build/record/proc.js
var proc = __webpack_require__(9854);
;// CONCATENATED MODULE: ./build/record/machine-reading.js
/**
 * What a system tells of itself at one moment, and what two of these say about the time between. Linux tells all
 * in /proc; macOS and Windows tell CPU, memory and (macOS) load, and nothing of disks, network and processes.
 */



const thisSystem = {
    platform: process.platform,
    readProc: proc/* readProc */.lK,
    countProcesses: proc/* countProcesses */.tI,
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
        cpu: parse('stat', proc/* parseCpuTimes */.gr) ?? addTimes(system.cpus()),
        disks: parse('diskstats', proc/* parseDisks */.EU),
        network: parse('net/dev', proc/* parseNetwork */.MO),
        memory: readMemory(system),
        processes: system.countProcesses(),
        load: system.platform === 'win32' ? null : (system.loadavg()[0] ?? null),
    };
}
/** Memory of the machine. On macOS `freemem` leaves out what can be had at once: a machine at rest would look full. */
function readMemory(system = thisSystem) {
    const text = system.readProc('meminfo');
    const told = text === null ? null : (0,proc/* parseMemory */.Pw)(text);
    if (told !== null)
        return told;
    const totalBytes = system.totalmem();
    const pages = system.platform === 'darwin' ? system.vmStat() : null;
    const availableBytes = (pages === null ? null : (0,proc/* parseVmStat */.Lc)(pages)) ?? system.freemem();
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


/***/ })

};
