export const id = 213;
export const ids = [213];
export const modules = {

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
