export const id = 51;
export const ids = [51];
export const modules = {

/***/ 527:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ u),
/* harmony export */   n: () => (/* binding */ c),
/* harmony export */   r: () => (/* binding */ d),
/* harmony export */   t: () => (/* binding */ s)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(995);
var t=Object.create,n=Object.defineProperty,r=Object.getOwnPropertyDescriptor,i=Object.getOwnPropertyNames,a=Object.getPrototypeOf,o=Object.prototype.hasOwnProperty,s=(e,t)=>()=>(t||(e((t={exports:{}}).exports,t,t.exports),e=null),t.exports),c=(e,t)=>{let r={};for(var i in e)n(r,i,{get:e[i],enumerable:!0});return t||n(r,Symbol.toStringTag,{value:`Module`}),r},l=(e,t,a,s)=>{if(t&&typeof t==`object`||typeof t==`function`)for(var c=i(t),l=0,u=c.length,d;l<u;l++)d=c[l],!o.call(e,d)&&d!==a&&n(e,d,{get:(e=>t[e]).bind(null,d),enumerable:!(s=r(t,d))||s.enumerable});return e},u=(e,r,i)=>(i=e==null?{}:t(a(e)),l(r||!e||!e.__esModule||!o.call(e,`default`)?n(i,`default`,{value:e,enumerable:!0}):i,e)),d=/* @__PURE__ */ (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);

/***/ }),

/***/ 885:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ e),
/* harmony export */   a: () => (/* binding */ d),
/* harmony export */   c: () => (/* binding */ c),
/* harmony export */   d: () => (/* binding */ a),
/* harmony export */   f: () => (/* binding */ f),
/* harmony export */   g: () => (/* binding */ t),
/* harmony export */   h: () => (/* binding */ n),
/* harmony export */   i: () => (/* binding */ g),
/* harmony export */   l: () => (/* binding */ u),
/* harmony export */   m: () => (/* binding */ r),
/* harmony export */   n: () => (/* binding */ y),
/* harmony export */   o: () => (/* binding */ s),
/* harmony export */   p: () => (/* binding */ _),
/* harmony export */   r: () => (/* binding */ i),
/* harmony export */   s: () => (/* binding */ l),
/* harmony export */   t: () => (/* binding */ x),
/* harmony export */   u: () => (/* binding */ o)
/* harmony export */ });
const e=[`info`,`warning`,`error`,`critical`];function t(t,n){return e.indexOf(t)>=e.indexOf(n)}function n(t){let n=({level:t})=>t===null?-1:e.indexOf(t);return[...t].sort((e,t)=>n(t)-n(e))}const r={TASK_STARTED:`info`,TASK_COMPLETED:`info`,TASK_FAILED:`error`,TASK_SKIPPED:`info`,TASK_CANCELLED:`warning`,BUILD_STARTED:`info`,BUILD_COMPLETED:`info`,BUILD_FAILED:`error`,MODEL_SELECTED:`info`,MODEL_FALLBACK:`warning`,MODEL_FAILED:`error`,FALLBACK_TRIGGERED:`warning`,ERROR_OCCURRED:`error`,EXCEPTION_RAISED:`error`,RATE_LIMIT_HIT:`warning`,TIMEOUT_OCCURRED:`error`,SECURITY_VIOLATION:`critical`,SECRET_DETECTED:`critical`,SQL_INJECTION_DETECTED:`critical`,QUALITY_GATE_PASSED:`info`,QUALITY_GATE_FAILED:`error`,PERFORMANCE_DEGRADATION:`warning`,PERFORMANCE_MEASURED:`info`,LATENCY_RECORDED:`info`,SYSTEM_STARTED:`info`,SYSTEM_STOPPED:`info`,HEALTH_CHECK:`info`};function i(e){return typeof e==`object`&&!!e&&!Array.isArray(e)}function a(e,t){let n=v(e,t);return typeof n==`string`&&n!==``?n:null}function o(e,t){let n=v(e,t),r=typeof n==`string`&&n.trim()!==``?Number(n):n;return typeof r==`number`&&Number.isFinite(r)?r:null}function s(e,t){let n=v(e,t);return typeof n==`number`?n:typeof n==`string`&&n.trim()!==``?Number(n):null}function c(e,t){let n=v(e,t);return typeof n==`boolean`?n:null}function l(e,t){let n=v(e,t);return i(n)?n:{}}function u(e,t){let n=v(e,t);return Array.isArray(n)?n:[]}function d(e,t,n){let r=a(e,t)?.toLowerCase();return n.find(e=>e===r)??null}function f(e,t,n=()=>{}){let r=v(e,t);return typeof r==`number`&&Number.isFinite(r)?p(r):typeof r==`string`?g(r,n):null}function p(e){return e<1e11?e*1e3:e<0x5af3107a4000?e:e<0x16345785d8a0000?e/1e3:e/1e6}const m=Date.UTC(1971,0,1),h=/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;function g(e,t=()=>{}){let n=h.exec(e.trim());if(!n)return null;let r=e.trim().replace(/\s*(UTC|GMT)$/i,`Z`).replace(` `,`T`).replace(`,`,`.`);n[1]===void 0&&t();let i=Date.parse(n[1]===void 0&&r.includes(`T`)?`${r}Z`:r);return Number.isNaN(i)||i<m?null:i}function _(e){if(!i(e))return null;let t=t=>o(e,t),n=[t(`input`),t(`output`),t(`cache_read`),t(`cache_creation`)];if(n.every(e=>e===null))return null;let[r=0,a=0,s=0,c=0]=n.map(e=>Math.max(0,e??0));return{input:r,output:a,cacheRead:s,cacheCreation:c}}function v(e,t){return Object.hasOwn(e,t)?e[t]:void 0}function y(e,t){return{v:1,type:`sample`,...t===null?{}:{build_id:t},time:new Date(e.timeMs).toISOString(),cpu_ratio:b(e.cpuRatio,4),memory_used_bytes:e.memoryUsedBytes,memory_total_bytes:e.memoryTotalBytes,disk_read_bytes_per_second:b(e.diskReadBytesPerSecond,0),disk_write_bytes_per_second:b(e.diskWriteBytesPerSecond,0),network_received_bytes_per_second:b(e.networkReceivedBytesPerSecond,0),network_sent_bytes_per_second:b(e.networkSentBytesPerSecond,0),processes:e.processes,load:e.load}}function b(e,t){return e===null?null:Number(e.toFixed(t))}function x(e){let t=t=>{let n=o(e,t);return n!==null&&n>=0?n:null},n=f(e,`time`),r=t(`memory_used_bytes`),i=t(`memory_total_bytes`);if(n===null||r===null||!i)return null;let a=t(`cpu_ratio`);return{timeMs:n,cpuRatio:a===null?null:Math.min(1,a),memoryUsedBytes:Math.min(i,r),memoryTotalBytes:i,diskReadBytesPerSecond:t(`disk_read_bytes_per_second`),diskWriteBytesPerSecond:t(`disk_write_bytes_per_second`),networkReceivedBytesPerSecond:t(`network_received_bytes_per_second`),networkSentBytesPerSecond:t(`network_sent_bytes_per_second`),processes:t(`processes`),load:t(`load`)}}

/***/ })

};
