export const id = 812;
export const ids = [812];
export const modules = {

/***/ 1812:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   serveSite: () => (/* binding */ l)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7067);
const o={".html":`text/html; charset=utf-8`,".js":`text/javascript; charset=utf-8`,".css":`text/css; charset=utf-8`,".svg":`image/svg+xml`,".json":`application/json`},s=/^(?:127\.0\.0\.1|localhost)(?::\d+)?$/i;function c(e){return e.replace(`script-src 'self'`,`script-src 'self'; connect-src 'self'`).replace(`</head>`,`<script src="live.js" defer><\/script>
</head>`)}async function l(e,t){let n=/* @__PURE__ */ new Set,r=(0,node_http__WEBPACK_IMPORTED_MODULE_2__.createServer)((t,r)=>{if(!s.test(t.headers.host??``)){r.writeHead(403).end(`Only this machine is served: open http://127.0.0.1
`);return}let i=u(t.url??`/`);i===`live`?(r.writeHead(200,{"content-type":`text/event-stream`,"cache-control":`no-store`}),r.write(`retry: 1000

`),n.add(r),t.on(`close`,()=>n.delete(r))):d(e,i,r)});await p(r,t);let i=r.address();return{url:`http://127.0.0.1:${typeof i==`object`&&i?i.port:t}/`,reload:()=>{for(let e of n)e.write(`data: changed

`)},close:()=>new Promise(e=>{r.close(()=>e()),r.closeAllConnections()})}}function u(e){try{let t=(0,node_path__WEBPACK_IMPORTED_MODULE_0__.normalize)(decodeURIComponent(e.split(/[?#]/)[0]??`/`).replace(/^\/+/,``)||`index.html`);return t.startsWith(`..`)||t.startsWith(node_path__WEBPACK_IMPORTED_MODULE_0__.sep)||t.includes(`\0`)?null:t}catch{return null}}async function d(t,n,r){let i=n===null?null:await f(t,n),a=o[(0,node_path__WEBPACK_IMPORTED_MODULE_0__.extname)(n??``)],s={"cache-control":`no-store`,"x-content-type-options":`nosniff`};i===null||a===void 0?r.writeHead(404,s).end(`Not found
`):r.writeHead(200,{...s,"content-type":a}).end(i)}async function f(e,n){if(n===`live.js`)return`new EventSource('live').addEventListener('message', () => location.reload());
`;let r=await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(e,n)).catch(()=>null);return n===`index.html`&&r!==null?c(r.toString(`utf8`)):r}async function p(e,t){await new Promise((n,r)=>{e.once(`error`,r),e.listen(t,`127.0.0.1`,n)})}

/***/ })

};
