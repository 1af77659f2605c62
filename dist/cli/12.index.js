export const id = 12;
export const ids = [12];
export const modules = {

/***/ 4012:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   commandHelp: () => (/* binding */ commandHelp),
/* harmony export */   mainHelp: () => (/* binding */ mainHelp)
/* harmony export */ });
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8885);

function mainHelp() {
    const width = Math.max(..._index_js__WEBPACK_IMPORTED_MODULE_0__.commands.map((command) => command.name.length));
    const lines = _index_js__WEBPACK_IMPORTED_MODULE_0__.commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
    return `Usage: build-telemetry COMMAND [ARGUMENTS]

Turns a build's event log into history and says what got slower, dearer or less reliable.

Commands:
${lines.join('\n')}

\`build-telemetry COMMAND --help\` tells more. Exit codes: 0 fine, 1 the gate failed, 2 wrong options or input.
`;
}
function commandHelp(command) {
    const flags = command.flags.length > 0 ? `\nOptions:\n${command.flags.map(describeFlag).join('\n')}\n` : '';
    return `Usage: build-telemetry ${command.name} ${command.operands}\n\n${command.summary}\n${flags}`;
}
function describeFlag(flag) {
    const head = `  --${flag.name}${flag.value === undefined ? '' : ` ${flag.value}`}`;
    return `${`${head} `.padEnd(34)} ${flag.description.replaceAll('`', '')}`;
}


/***/ })

};
