export const id = 287;
export const ids = [287];
export const modules = {

/***/ 4426:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ e),
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
const e={name:`span`,countItems:e=>e.length};var t=class{_delegate;constructor(e){this._delegate=e}export(e,t){this._delegate.export(e,t)}forceFlush(){return this._delegate.forceFlush()}shutdown(){return this._delegate.shutdown()}setMetrics(e){this._delegate.setMetrics(e)}};

/***/ }),

/***/ 6287:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OTLPTraceExporter: () => (/* binding */ T)
/* harmony export */ });
/* harmony import */ var _OTLPExporterBase_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4426);
/* harmony import */ var _protobuf_reader_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9132);
/* harmony import */ var _convert_legacy_node_http_options_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7681);
function d(e){return e>=48&&e<=57?e-48:e>=97&&e<=102?e-87:e-55}function f(e){let t=new Uint8Array(e.length/2),n=0;for(let r=0;r<e.length;r+=2){let i=d(e.charCodeAt(r)),a=d(e.charCodeAt(r+1));t[n++]=i<<4|a}return t}function p(e,t){let n=e&255|256;return t&&(n|=512),n}function m(e,t){let n=e.startLengthDelimited(),r=e.pos;t.message&&(e.writeTag(2,2),e.writeString(t.message)),e.writeTag(3,0),e.writeVarint(t.code),e.finishLengthDelimited(n,e.pos-r)}function h(e,t){let n=e.startLengthDelimited(),i=e.pos;e.writeTag(1,1),(0,_protobuf_reader_js__WEBPACK_IMPORTED_MODULE_0__.i)(e,t.time),e.writeTag(2,2),e.writeString(t.name),t.attributes&&(0,_protobuf_reader_js__WEBPACK_IMPORTED_MODULE_0__.r)(e,t.attributes,3),e.writeTag(4,0),e.writeVarint(t.droppedAttributesCount||0),e.finishLengthDelimited(n,e.pos-i)}function g(e,t){let n=e.startLengthDelimited(),r=e.pos,i=t.context;e.writeTag(1,2),e.writeBytes(f(i.traceId)),e.writeTag(2,2),e.writeBytes(f(i.spanId));let a=i.traceState?.serialize();a&&(e.writeTag(3,2),e.writeString(a)),t.attributes&&(0,_protobuf_reader_js__WEBPACK_IMPORTED_MODULE_0__.r)(e,t.attributes,4),e.writeTag(5,0),e.writeVarint(t.droppedAttributesCount||0);let s=p(i.traceFlags,i.isRemote);s&&(e.writeTag(6,5),e.writeFixed32(s)),e.finishLengthDelimited(n,e.pos-r)}function _(e,t){let n=e.startLengthDelimited(),i=e.pos,a=t.spanContext();e.writeTag(1,2),e.writeBytes(f(a.traceId)),e.writeTag(2,2),e.writeBytes(f(a.spanId));let s=a.traceState?.serialize();s&&(e.writeTag(3,2),e.writeString(s)),t.parentSpanContext?.spanId&&(e.writeTag(4,2),e.writeBytes(f(t.parentSpanContext.spanId))),e.writeTag(5,2),e.writeString(t.name);let c=t.kind==null?0:t.kind+1;c!==0&&(e.writeTag(6,0),e.writeVarint(c)),e.writeTag(7,1),(0,_protobuf_reader_js__WEBPACK_IMPORTED_MODULE_0__.i)(e,t.startTime),e.writeTag(8,1),(0,_protobuf_reader_js__WEBPACK_IMPORTED_MODULE_0__.i)(e,t.endTime),t.attributes&&(0,_protobuf_reader_js__WEBPACK_IMPORTED_MODULE_0__.r)(e,t.attributes,9),e.writeTag(10,0),e.writeVarint(t.droppedAttributesCount);for(let n of t.events)e.writeTag(11,2),h(e,n);e.writeTag(12,0),e.writeVarint(t.droppedEventsCount);for(let n of t.links)e.writeTag(13,2),g(e,n);e.writeTag(14,0),e.writeVarint(t.droppedLinksCount),e.writeTag(15,2),m(e,t.status);let l=p(a.traceFlags,t.parentSpanContext?.isRemote);l&&(e.writeTag(16,5),e.writeFixed32(l)),e.finishLengthDelimited(n,e.pos-i)}function v(e,t,r){let i=e.startLengthDelimited(),a=e.pos;(0,_protobuf_reader_js__WEBPACK_IMPORTED_MODULE_0__.a)(e,t,1);for(let t of r)e.writeTag(2,2),_(e,t);t.schemaUrl&&(e.writeTag(3,2),e.writeString(t.schemaUrl)),e.finishLengthDelimited(i,e.pos-a)}function y(e,t,n){let r=e.startLengthDelimited(),i=e.pos;(0,_protobuf_reader_js__WEBPACK_IMPORTED_MODULE_0__.o)(e,t,1);for(let t of n.values()){e.writeTag(2,2);let n=t[0].instrumentationScope;v(e,n,t)}t.schemaUrl&&(e.writeTag(3,2),e.writeString(t.schemaUrl)),e.finishLengthDelimited(r,e.pos-i)}function b(e){let t=/* @__PURE__ */ new Map;for(let n of e){let e=n.resource,r=n.instrumentationScope,i=t.get(e);i||(i=/* @__PURE__ */ new Map,t.set(e,i));let a=i.get(r);a||(a=[],i.set(r,a)),a.push(n)}return t}function x(e){let t=b(e),n=new _protobuf_reader_js__WEBPACK_IMPORTED_MODULE_0__.n;for(let[e,r]of t)n.writeTag(1,2),y(n,e,r);let r=new _protobuf_reader_js__WEBPACK_IMPORTED_MODULE_0__.s(n.pos);for(let[e,n]of t)r.writeTag(1,2),y(r,e,n);return r.finish()}function S(e){let t=new _protobuf_reader_js__WEBPACK_IMPORTED_MODULE_0__.t(e),n={};for(;!t.isAtEnd();){let{fieldNumber:e,wireType:r}=t.readTag();switch(e){case 1:r===0?n.rejectedSpans=t.readVarint():t.skip(r);break;case 2:r===2?n.errorMessage=t.readString():t.skip(r);break;default:t.skip(r)}}return n}function C(e){let t=new _protobuf_reader_js__WEBPACK_IMPORTED_MODULE_0__.t(e),n={};for(;!t.isAtEnd();){let{fieldNumber:e,wireType:r}=t.readTag();switch(e){case 1:r===2?n.partialSuccess=S(t.readBytes()):t.skip(r);break;default:t.skip(r)}}return n}const w={serializeRequest:e=>x(e),deserializeResponse:e=>C(e)};var T=class extends _OTLPExporterBase_js__WEBPACK_IMPORTED_MODULE_1__.t{constructor(t={}){super((0,_convert_legacy_node_http_options_js__WEBPACK_IMPORTED_MODULE_2__.n)((0,_convert_legacy_node_http_options_js__WEBPACK_IMPORTED_MODULE_2__.t)(t,`TRACES`,`v1/traces`,{"Content-Type":`application/x-protobuf`}),w,`otlp_http_span_exporter`,_OTLPExporterBase_js__WEBPACK_IMPORTED_MODULE_1__.n,t.selfObsMeterProvider))}};

/***/ })

};
