export const id = 434;
export const ids = [434];
export const modules = {

/***/ 4434:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   commandHelp: () => (/* binding */ e)
/* harmony export */ });
function e(e){let n=e.flags.length>0?`\nOptions:\n${e.flags.map(t).join(`
`)}\n`:``;return`Usage: build-telemetry ${e.name} ${e.operands}\n\n${e.summary}\n${n}`}function t(e){return`${`${`  ${e.short===void 0?``:`-${e.short}, `}--${e.name}${e.value===void 0?``:` ${e.values?.join(`|`)??e.value}`}`} `.padEnd(34)} ${e.description.replaceAll("`",``)}`}

/***/ })

};
