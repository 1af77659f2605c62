export const id = 901;
export const ids = [901];
export const modules = {

/***/ 901:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ x)
/* harmony export */ });
/* harmony import */ var _rolldown_runtime_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(527);
/* harmony import */ var _record_commands_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(111);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(421);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(161);
const p={platform:process.platform,readProc:_record_commands_js__WEBPACK_IMPORTED_MODULE_2__.y,countProcesses:_record_commands_js__WEBPACK_IMPORTED_MODULE_2__.f,cpus:node_os__WEBPACK_IMPORTED_MODULE_1__.cpus,totalmem:node_os__WEBPACK_IMPORTED_MODULE_1__.totalmem,freemem:node_os__WEBPACK_IMPORTED_MODULE_1__.freemem,loadavg:node_os__WEBPACK_IMPORTED_MODULE_1__.loadavg,vmStat:y};function m(e,t=p){let n=(e,n)=>{let r=t.readProc(e);return r===null?null:n(r)};return{timeMs:e,cpu:n(`stat`,_record_commands_js__WEBPACK_IMPORTED_MODULE_2__.p)??g(t.cpus()),disks:n(`diskstats`,_record_commands_js__WEBPACK_IMPORTED_MODULE_2__.m),network:n(`net/dev`,_record_commands_js__WEBPACK_IMPORTED_MODULE_2__.g),memory:h(t),processes:t.countProcesses(),load:t.platform===`win32`?null:t.loadavg()[0]??null}}function h(e=p){let n=e.readProc(`meminfo`),r=n===null?null:(0,_record_commands_js__WEBPACK_IMPORTED_MODULE_2__.h)(n);if(r!==null)return r;let a=e.totalmem(),o=e.platform===`darwin`?e.vmStat():null,s=(o===null?null:(0,_record_commands_js__WEBPACK_IMPORTED_MODULE_2__._)(o))??e.freemem();return{totalBytes:a,availableBytes:Math.min(a,s)}}function g(e){let t=0,n=0;for(let{times:r}of e)t+=r.user+r.nice+r.sys+r.irq+r.idle,n+=r.idle;return{total:t,idle:n}}let _=null,v=-1/0;function y(){if(performance.now()-v<5e3)return _;v=performance.now();try{_=(0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFileSync)(`/usr/bin/vm_stat`,{encoding:`utf8`,timeout:1e3,stdio:[`ignore`,`pipe`,`ignore`]})}catch{_=null}return _}function b(e,t){let n=(t.timeMs-e.timeMs)/1e3,r=t.cpu.total-e.cpu.total,i=(e,t)=>e===void 0||t===void 0||n<=0?null:Math.max(0,t-e)/n,{totalBytes:a,availableBytes:o}=t.memory,s=r>0?(t.cpu.idle-e.cpu.idle)/r:null;return{timeMs:t.timeMs,cpuRatio:s===null?null:Math.min(1,Math.max(0,1-s)),memoryUsedBytes:a-o,memoryTotalBytes:a,diskReadBytesPerSecond:i(e.disks?.inBytes,t.disks?.inBytes),diskWriteBytesPerSecond:i(e.disks?.outBytes,t.disks?.outBytes),networkReceivedBytesPerSecond:i(e.network?.inBytes,t.network?.inBytes),networkSentBytesPerSecond:i(e.network?.outBytes,t.network?.outBytes),processes:t.processes,load:t.load}}var x=/* @__PURE__ */ (0,_rolldown_runtime_js__WEBPACK_IMPORTED_MODULE_3__.n)({startSampler:()=>S});function S(e={}){let t=[],n=C(),r=()=>{let r=C(),i=b(n,r);n=r,t.push(i),t.length>86400&&(t=t.filter((e,t)=>t%2==0));try{e.onSample?.(i)}catch{}return i},i=setInterval(r,e.intervalMs??1e3);return i.unref(),{sample:r,get samples(){return t},stop:()=>(clearInterval(i),r(),t)}}function C(){return m(performance.timeOrigin+performance.now())}

/***/ })

};
