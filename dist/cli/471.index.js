export const id = 471;
export const ids = [471];
export const modules = {

/***/ 5852:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   deliverMetrics: () => (/* binding */ u)
/* harmony export */ });
/* harmony import */ var _stored_build_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1987);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8666);
/* harmony import */ var _write_exposition_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6889);
async function u(t,{metrics:u},h){let{env:g,file:_,attributes:v,atMs:y,isFork:b,stored:x}=h,S=(0,_stored_build_js__WEBPACK_IMPORTED_MODULE_0__.r)(t,y),C=(0,_write_exposition_js__WEBPACK_IMPORTED_MODULE_1__.s)(S.name,S.startTimeMs,u),w=await p(g),T=/^\s*(delta|lowmemory)\s*$/i.test(g[d]??``),E=T&&_===null?[]:await m(S,x,w!==null);if(_!==null&&await (0,_progress_js__WEBPACK_IMPORTED_MODULE_2__.o)(_,(0,_write_exposition_js__WEBPACK_IMPORTED_MODULE_1__.n)([...C,...E??[]],_write_exposition_js__WEBPACK_IMPORTED_MODULE_1__.o,{format:`text`})),w===null)return[];let{sendMetrics:D}=await Promise.all(/* import() */[__webpack_require__.e(644), __webpack_require__.e(787)]).then(__webpack_require__.bind(__webpack_require__, 4787)),O=(0,_write_exposition_js__WEBPACK_IMPORTED_MODULE_1__.l)((0,_stored_build_js__WEBPACK_IMPORTED_MODULE_0__.s)([(0,_stored_build_js__WEBPACK_IMPORTED_MODULE_0__.c)(S)]),(0,_write_exposition_js__WEBPACK_IMPORTED_MODULE_1__.c)([],S)),k=await D([...C,...T?O:E??[]],w,{attributes:v,env:g,specs:_write_exposition_js__WEBPACK_IMPORTED_MODULE_1__.o,isDelta:T,startMs:T?S.startTimeMs:x.loaded.history.builds[0]?.startTimeMs??S.startTimeMs});return b?[]:[...E===null&&!T?[f]:[],...k]}const d=`OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE`,f={level:`warning`,code:`metrics-without-totals`,where:`metrics`,what:`No counters were exported: without a list of the cache entries, totals may lack builds of runs that overlapped, and fall.`,fix:"Grant `permissions: actions: read`, or set `OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE: delta`."};async function p(e){return Object.keys(e).some(e=>/^OTEL_EXPORTER_OTLP_(METRICS_)?ENDPOINT$/.test(e))?(await Promise.all(/* import() */[__webpack_require__.e(644), __webpack_require__.e(787)]).then(__webpack_require__.bind(__webpack_require__, 4787))).findEndpoint(e):null}async function m(e,{loaded:n,saved:r,reload:i},s){if(!r||e.pullRequest!==null)return[];let c=s?await i():n;if(c.problems.some(h))return s?null:[];let l=g(c.history,e);return (0,_write_exposition_js__WEBPACK_IMPORTED_MODULE_1__.l)((0,_stored_build_js__WEBPACK_IMPORTED_MODULE_0__.d)(l),(0,_write_exposition_js__WEBPACK_IMPORTED_MODULE_1__.c)(l.builds,e))}function h({code:e}){return e===`history-unlisted`||e===`history-incomplete`}function g(e,t){let{builds:n,past:r}=e;return{builds:n.some(({id:e})=>e===t.id)?n:[...n,t],...r===void 0?{}:{past:r}}}

/***/ }),

/***/ 6889:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ l),
/* harmony export */   c: () => (/* binding */ o),
/* harmony export */   i: () => (/* binding */ u),
/* harmony export */   l: () => (/* binding */ a),
/* harmony export */   n: () => (/* binding */ p),
/* harmony export */   o: () => (/* binding */ c),
/* harmony export */   r: () => (/* binding */ d),
/* harmony export */   s: () => (/* binding */ s),
/* harmony export */   t: () => (/* binding */ f)
/* harmony export */ });
/* harmony import */ var _quantile_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7040);
/* harmony import */ var _local_host_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5157);
/* harmony import */ var _stored_build_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1987);
function a(e,t){return e.map(({name:e,labels:n,amount:r})=>typeof r==`number`?{name:e,kind:`counter`,labels:n,timeMs:t,value:r}:{name:e,kind:`histogram`,labels:n,timeMs:t,distribution:r,value:r.count===0?0:r.sum/r.count})}function o(e,t){let n=({startTimeMs:e,durationMs:t})=>Math.round(e+(t??0)),r=n(t),i=e.filter(e=>e.id!==t.id&&n(e)>=r).map(n);return i.length===0?r:Math.max(...i)+i.length}function s(e,t,{durationMs:n,cacheHitRate:r,tasks:i}){let a=n!==null&&n>0?i/(n/1e3):null;return[[`builder_duration_ms`,n],[`builder_cache_hit_rate`,r===null?null:100*r],[`builder_targets_per_second`,a]].flatMap(([n,r])=>r===null?[]:[{name:n,kind:`gauge`,labels:{build:e},timeMs:t,value:r}])}const c=[..._stored_build_js__WEBPACK_IMPORTED_MODULE_0__.m,..._stored_build_js__WEBPACK_IMPORTED_MODULE_0__.p,..._local_host_js__WEBPACK_IMPORTED_MODULE_1__.I];function l({name:e,unit:t,kind:n}){if(!e.includes(`.`))return e;let r=u(e),i=t===`s`&&!r.endsWith(`_seconds`)?`${r}_seconds`:r;return n===`counter`&&!i.endsWith(`_total`)?`${i}_total`:i}function u(e){return e.replaceAll(/[^a-zA-Z0-9_]+/g,`_`).replace(/^(?=\d)/,`_`)}function d(e){let t=/* @__PURE__ */ new Map;for(let r of e){let e=(0,_stored_build_js__WEBPACK_IMPORTED_MODULE_0__.f)(r.name,r.labels),i=t.get(e);(i===void 0||r.timeMs>=i.timeMs)&&t.set(e,r)}return[...t.values()]}const f={text:`text/plain; version=0.0.4; charset=utf-8`,openmetrics:`application/openmetrics-text; version=1.0.0; charset=utf-8`};function p(e,t,{format:n,isHistory:r=!1}){let i=new Map(t.map(e=>[e.name,e])),a=/* @__PURE__ */ new Map;for(let t of r?m(e):d(e)){let e=a.get(t.name);e===void 0?a.set(t.name,[t]):e.push(t)}let o=h(e),s=``;for(let[e,t]of a){let[{kind:a}]=t,c=g(i.get(e)??{name:e,kind:a,help:``,unit:`1`,labels:[]},n,r);s+=c.head;for(let e of t)s+=c.point(e,o)}return n===`openmetrics`?`${s}# EOF\n`:s}function m(e){let t=/* @__PURE__ */ new Map;for(let r of e){let e=(0,_stored_build_js__WEBPACK_IMPORTED_MODULE_0__.f)(r.name,r.labels),i=t.get(e);i===void 0?t.set(e,[r]):i.push(r)}return[...t.values()].flatMap(e=>e.sort((e,t)=>e.timeMs-t.timeMs))}function h(e){let t=/* @__PURE__ */ new Map;for(let{name:r,kind:i,labels:a,value:o}of e){if(i!==`summary`)continue;let e=(0,_stored_build_js__WEBPACK_IMPORTED_MODULE_0__.f)(r,a),s=t.get(e);s===void 0?t.set(e,[o]):s.push(o)}for(let e of t.values())e.sort((e,t)=>e-t);return t}function g(t,r,i){let a=l(t),o=r===`openmetrics`,s=t.kind===`counter`,c=o&&s&&!a.endsWith(`_total`),u=o&&s&&!c?a.slice(0,-6):a,d=t.help===``?``:`# HELP ${u} ${y(t.help,o)}\n`,f=(e,t,n,r)=>{let s=i?o?` ${r/1e3}`:` ${Math.round(r)}`:``;return`${a}${e}${t===``?``:`{${t}}`} ${x(n)}${s}\n`};return{head:`${d}# TYPE ${u} ${c?`unknown`:t.kind}\n`,point:({name:r,labels:i,value:a,distribution:s,timeMs:c},l)=>{let u=_(i);if(s===void 0)return f(``,u,a,c);let{count:d,sum:p,bounds:m,counts:h}=s,g=e=>u===``?e:`${u},${e}`,v=``;if(t.kind===`histogram`){let e=0;for(let[t,n]of[...m,1/0].entries())e+=h[t],v+=f(`_bucket`,g(`le="${b(n,o)}"`),e,c)}else{let t=l.get((0,_stored_build_js__WEBPACK_IMPORTED_MODULE_0__.f)(r,i))??[];for(let n of[.5,.95,.99])v+=f(``,g(`quantile="${n}"`),(0,_quantile_js__WEBPACK_IMPORTED_MODULE_2__.t)(t,n)??NaN,c)}return v+f(`_sum`,u,p,c)+f(`_count`,u,d,c)}}}function _(e){let t=Object.keys(e);t.length>1&&t.sort();let n=``;for(let r of t)n+=`${n===``?``:`,`}${u(r)}="${v(e[r])}"`;return n}function v(e){return/[\\"\n]/.test(e)?e.replaceAll(`\\`,String.raw`\\`).replaceAll(`"`,String.raw`\"`).replaceAll(`
`,String.raw`\n`):e}function y(e,t){let n=e.replaceAll(`\\`,String.raw`\\`).replaceAll(`
`,String.raw`\n`);return t?n.replaceAll(`"`,String.raw`\"`):n}function b(e,t){let n=x(e);return t&&Number.isInteger(e)?`${n}.0`:n}function x(e){return Number.isFinite(e)?String(e):Number.isNaN(e)?`NaN`:e>0?`+Inf`:`-Inf`}

/***/ })

};
