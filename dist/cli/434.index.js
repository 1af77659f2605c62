export const id = 434;
export const ids = [434];
export const modules = {

/***/ 434:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   commandHelp: () => (/* binding */ n),
/* harmony export */   mainHelp: () => (/* binding */ t)
/* harmony export */ });
/* harmony import */ var _commands_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(627);
function t(){let t=Math.max(..._commands_js__WEBPACK_IMPORTED_MODULE_0__.t.map(e=>e.name.length));return`Usage: build-telemetry COMMAND [ARGUMENTS]

Turns a build's event log into history and reports what got slower, more expensive or flaky.

Commands:
${_commands_js__WEBPACK_IMPORTED_MODULE_0__.t.map(e=>`  ${e.name.padEnd(t)}  ${e.summary}`).join(`
`)}

\`build-telemetry COMMAND --help\` shows its options. Exit codes: 0 passed, 1 check failed, 2 wrong options or input.
`}function n(e){let t=e.flags.length>0?`\nOptions:\n${e.flags.map(r).join(`
`)}\n`:``;return`Usage: build-telemetry ${e.name} ${e.operands}\n\n${e.summary}\n${t}`}function r(e){return`${`${`  ${e.short===void 0?``:`-${e.short}, `}--${e.name}${e.value===void 0?``:` ${e.values?.join(`|`)??e.value}`}`} `.padEnd(34)} ${e.description.replaceAll("`",``)}`}

/***/ })

};
