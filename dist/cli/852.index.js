export const id = 852;
export const ids = [852];
export const modules = {

/***/ 852:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ o),
/* harmony export */   t: () => (/* binding */ i)
/* harmony export */ });
/* harmony import */ var _rolldown_runtime_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(527);
/* harmony import */ var _sample_record_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(885);
/* harmony import */ var _record_commands_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(111);
var i=/* @__PURE__ */ (0,_rolldown_runtime_js__WEBPACK_IMPORTED_MODULE_0__.n)({appendSample:()=>a});function a(e,r,i){(0,_record_commands_js__WEBPACK_IMPORTED_MODULE_1__.j)(e,`${JSON.stringify((0,_sample_record_js__WEBPACK_IMPORTED_MODULE_2__.n)(r,i))}\n`)}function o(e){return s(e.BUILD_TELEMETRY_MONITOR)}function s(e){if(!e)return[];try{let t=(0,_record_commands_js__WEBPACK_IMPORTED_MODULE_1__.x)(e);return t.read(),t.samples()}catch{return[]}}

/***/ })

};
