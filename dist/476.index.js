export const id = 476;
export const ids = [476];
export const modules = {

/***/ 7476:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ i),
/* harmony export */   r: () => (/* binding */ encodeRecording),
/* harmony export */   t: () => (/* binding */ recordJudgement)
/* harmony export */ });
/* harmony import */ var _rolldown_runtime_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7705);
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1145);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8522);
function encodeRecording(e){return (0,node_zlib__WEBPACK_IMPORTED_MODULE_1__.gzipSync)(JSON.stringify(e))}function hashText(e){return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)(`sha256`).update(e).digest(`hex`)}function summarizeReport(e,t){return{sha256:hashText(t),verdict:e.verdict,headline:e.headline,alerts:e.alerts.map(({level:e,message:t})=>`${e}: ${t}`),parts:hashParts(t)}}function hashParts(e){let t=[...e.matchAll(/^ {2}"([^"]+)": /gm)];return Object.fromEntries(t.map((n,r)=>{let i=e.slice(n.index,t[r+1]?.index??e.length).replace(/[,}\s]+$/,``);return[n[1],hashText(i).slice(0,16)]}))}var i=/* @__PURE__ */ (0,_rolldown_runtime_js__WEBPACK_IMPORTED_MODULE_2__.r)({recordJudgement:()=>recordJudgement});function recordJudgement(e,n,r){let{options:i,loaded:a,baselineBranch:o,problems:s}=e;return{configuration:{...n,sha256:hashText(n.text)},options:{"fail-on":i.failOn,"fail-on-tests":i.failOnTests,"gate-on":i.gateOn,"on-missing-baseline":i.onMissingBaseline},baselineBranch:o,history:{status:a.status,problems:a.problems,segments:a.segments??[],builds:a.history.builds.map(({id:e})=>e)},problems:s,owners:listOwners(e,r),report:summarizeReport(r,(0,_index_js__WEBPACK_IMPORTED_MODULE_3__.u)(r))}}function listOwners({ownersOf:e},{failures:t,tasks:n,flaky:r}){return e===void 0?[]:[...t.map(({task:e})=>[n[e]?.name??``,n[e]?.failure?.file??null]),...r.map(({name:e})=>[e,null])].flatMap(([t,n])=>{let r=e(t,n);return r.length>0?[[t,n,r]]:[]})}

/***/ })

};
