export const id = 501;
export const ids = [501];
export const modules = {

/***/ 4501:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ d),
/* harmony export */   t: () => (/* binding */ f)
/* harmony export */ });
/* harmony import */ var _rolldown_runtime_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9527);
/* harmony import */ var _read_build_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(324);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8666);
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2771);
var d=/* @__PURE__ */ (0,_rolldown_runtime_js__WEBPACK_IMPORTED_MODULE_0__.n)({inspectCommand:()=>f});const f={name:`inspect`,operands:`FILE... [--format ID] [--json]`,summary:`Show what event logs contain: format, completeness, result, tasks, problems.`,flags:[{name:`format`,value:`ID`,description:`Read the files as this format instead of detecting it.`},{name:`json`,description:`Print JSON: one object per file, one per line.`}],run:async e=>{let n=(0,_index_js__WEBPACK_IMPORTED_MODULE_1__.t)(e,f.flags),r=await (0,_progress_js__WEBPACK_IMPORTED_MODULE_2__.r)(n.operands,process.cwd()),i=[...n.problems,...r.problems];n.operands.length===0&&i.push({level:`error`,code:`no-events`,where:`inspect`,what:`Missing argument: FILE.`,fix:"Write `build-telemetry inspect FILE`."});for(let e of i)(0,_index_js__WEBPACK_IMPORTED_MODULE_1__.n)(e);let s=[],d=(0,_progress_js__WEBPACK_IMPORTED_MODULE_2__.n)(process.stderr);for(let e of r.sources)s.push(await (0,_read_build_js__WEBPACK_IMPORTED_MODULE_3__.t)(d.follow(e),n.flags.format??`auto`,Date.now()));d.end();for(let e of s)n.flags.json?process.stdout.write(`${JSON.stringify(e)}\n`):(0,_index_js__WEBPACK_IMPORTED_MODULE_1__.i)(p(e));return i.length>0||s.some(e=>e.format===null)?2:0}};function p(e){let t=e=>Object.entries(e).map(([e,t])=>`${(0,_progress_js__WEBPACK_IMPORTED_MODULE_2__.F)(t)} ${e}`).join(`, `),a=[[`format`,e.format??`not recognised`],[`build`,`${e.result}, ${e.complete?`complete`:`not complete`}, ${(0,_progress_js__WEBPACK_IMPORTED_MODULE_2__.I)(e.durationMs)}`],[`tasks`,`${(0,_progress_js__WEBPACK_IMPORTED_MODULE_2__.J)(e.tasks,`task`)}: ${t(e.byResult)}`],[`cache`,t(e.byCache)],[`task time`,(0,_progress_js__WEBPACK_IMPORTED_MODULE_2__.I)(e.taskDurationMs)],[`others`,`${(0,_progress_js__WEBPACK_IMPORTED_MODULE_2__.J)(e.events,`event`)}, ${(0,_progress_js__WEBPACK_IMPORTED_MODULE_2__.J)(e.metrics,`metric`)}, ${(0,_progress_js__WEBPACK_IMPORTED_MODULE_2__.J)(e.spans,`span`)}`]],o=e.format===null?a.slice(0,1):a;return`${[(0,_index_js__WEBPACK_IMPORTED_MODULE_1__.g)(e.file),...o.map(([e,t])=>`  ${e.padEnd(10)}${t}`),...e.problems.map(e=>`  ${e.level}: ${(0,_index_js__WEBPACK_IMPORTED_MODULE_1__.g)(`${e.where}: ${e.what} ${e.fix}`.trim())}`)].join(`
`)}\n`}

/***/ })

};
