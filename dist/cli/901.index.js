export const id = 901;
export const ids = [901];
export const modules = {

/***/ 9527:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ u),
/* harmony export */   n: () => (/* binding */ c),
/* harmony export */   r: () => (/* binding */ d),
/* harmony export */   t: () => (/* binding */ s)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
var t=Object.create,n=Object.defineProperty,r=Object.getOwnPropertyDescriptor,i=Object.getOwnPropertyNames,a=Object.getPrototypeOf,o=Object.prototype.hasOwnProperty,s=(e,t)=>()=>(t||(e((t={exports:{}}).exports,t,t.exports),e=null),t.exports),c=(e,t)=>{let r={};for(var i in e)n(r,i,{get:e[i],enumerable:!0});return t||n(r,Symbol.toStringTag,{value:`Module`}),r},l=(e,t,a,s)=>{if(t&&typeof t==`object`||typeof t==`function`)for(var c=i(t),l=0,u=c.length,d;l<u;l++)d=c[l],!o.call(e,d)&&d!==a&&n(e,d,{get:(e=>t[e]).bind(null,d),enumerable:!(s=r(t,d))||s.enumerable});return e},u=(e,r,i)=>(i=e==null?{}:t(a(e)),l(r||!e||!e.__esModule||!o.call(e,`default`)?n(i,`default`,{value:e,enumerable:!0}):i,e)),d=/* @__PURE__ */ (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);

/***/ }),

/***/ 4901:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ x)
/* harmony export */ });
/* harmony import */ var _rolldown_runtime_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9527);
/* harmony import */ var _event_log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6242);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1421);
const p={platform:process.platform,readProc:_event_log_js__WEBPACK_IMPORTED_MODULE_2__.M,countProcesses:_event_log_js__WEBPACK_IMPORTED_MODULE_2__.T,cpus:node_os__WEBPACK_IMPORTED_MODULE_0__.cpus,totalmem:node_os__WEBPACK_IMPORTED_MODULE_0__.totalmem,freemem:node_os__WEBPACK_IMPORTED_MODULE_0__.freemem,loadavg:node_os__WEBPACK_IMPORTED_MODULE_0__.loadavg,vmStat:y};function m(e,t=p){let i=(e,n)=>{let r=t.readProc(e);return r===null?null:n(r)};return{timeMs:e,cpu:i(`stat`,_event_log_js__WEBPACK_IMPORTED_MODULE_2__.E)??g(t.cpus()),disks:i(`diskstats`,_event_log_js__WEBPACK_IMPORTED_MODULE_2__.D),network:i(`net/dev`,_event_log_js__WEBPACK_IMPORTED_MODULE_2__.k),memory:h(t),processes:t.countProcesses(),load:t.platform===`win32`?null:t.loadavg()[0]??null}}function h(e=p){let n=e.readProc(`meminfo`),r=n===null?null:(0,_event_log_js__WEBPACK_IMPORTED_MODULE_2__.O)(n);if(r!==null)return r;let i=e.totalmem(),o=e.platform===`darwin`?e.vmStat():null,s=(o===null?null:(0,_event_log_js__WEBPACK_IMPORTED_MODULE_2__.A)(o))??e.freemem();return{totalBytes:i,availableBytes:Math.min(i,s)}}function g(e){let t=0,n=0;for(let{times:r}of e)t+=r.user+r.nice+r.sys+r.irq+r.idle,n+=r.idle;return{total:t,idle:n}}let _=null,v=-1/0;function y(){if(performance.now()-v<5e3)return _;v=performance.now();try{_=(0,node_child_process__WEBPACK_IMPORTED_MODULE_1__.execFileSync)(`/usr/bin/vm_stat`,{encoding:`utf8`,timeout:1e3,stdio:[`ignore`,`pipe`,`ignore`]})}catch{_=null}return _}function b(e,t){let n=(t.timeMs-e.timeMs)/1e3,r=t.cpu.total-e.cpu.total,i=(e,t)=>e===void 0||t===void 0||n<=0?null:Math.max(0,t-e)/n,{totalBytes:a,availableBytes:o}=t.memory,s=r>0?(t.cpu.idle-e.cpu.idle)/r:null;return{timeMs:t.timeMs,cpuRatio:s===null?null:Math.min(1,Math.max(0,1-s)),memoryUsedBytes:a-o,memoryTotalBytes:a,diskReadBytesPerSecond:i(e.disks?.inBytes,t.disks?.inBytes),diskWriteBytesPerSecond:i(e.disks?.outBytes,t.disks?.outBytes),networkReceivedBytesPerSecond:i(e.network?.inBytes,t.network?.inBytes),networkSentBytesPerSecond:i(e.network?.outBytes,t.network?.outBytes),processes:t.processes,load:t.load}}var x=/* @__PURE__ */ (0,_rolldown_runtime_js__WEBPACK_IMPORTED_MODULE_3__.n)({startSampler:()=>S});function S(e={}){let t=[],n=C(),r=()=>{let r=C(),i=b(n,r);n=r,t.push(i),t.length>86400&&(t=t.filter((e,t)=>t%2==0));try{e.onSample?.(i)}catch{}return i},i=setInterval(r,e.intervalMs??1e3);return i.unref(),{sample:r,get samples(){return t},stop:()=>(clearInterval(i),r(),t)}}function C(){return m(performance.timeOrigin+performance.now())}

/***/ })

};
