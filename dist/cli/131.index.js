export const id = 131;
export const ids = [131];
export const modules = {

/***/ 4847:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ o),
/* harmony export */   i: () => (/* binding */ s),
/* harmony export */   n: () => (/* binding */ a),
/* harmony export */   r: () => (/* binding */ c),
/* harmony export */   t: () => (/* binding */ l)
/* harmony export */ });
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4893);
const n=[(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`repository`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`series`,`text`)],r=[...n,(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`build`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`start_ms`,`real`)],i=[`repository`,`series`,`build`],a={name:`builds`,columns:[...n,(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`id`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`digest`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`start_ms`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`duration_ms`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`result`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`complete`,`flag`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`degraded`,`flag`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`tasks`,`integer`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`failed_tasks`,`integer`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`retries`,`integer`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`errors`,`integer`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`cache_hits`,`integer`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`cache_lookups`,`integer`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`cost_usd`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`tokens`,`integer`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`peak_memory_bytes`,`integer`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`branch`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`commit_sha`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`pull_request`,`integer`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`event`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`workflow`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`job`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`run_id`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`run_attempt`,`integer`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`runner_os`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`runner_arch`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`runner_image`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`cpu_model`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`opened`,`json`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`session`,`json`)],key:[`repository`,`series`,`id`],indexes:[[`start_ms`]]},o={name:`tasks`,columns:[...r,(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`name`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`kind`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`attempt`,`integer`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`result`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`duration_ms`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`cached`,`flag`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`cost_usd`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`tokens`,`integer`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`cpu_ms`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`memory_bytes`,`integer`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`error_type`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`model`,`text`)],key:null,indexes:[i,[`name`,`start_ms`]]},s={name:`measurements`,columns:[...r,(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`name`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`value`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`unit`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`better`,`text`,[`lower`,`higher`])],key:null,indexes:[i,[`name`,`start_ms`]]},c={name:`changes`,columns:[...r,(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`change`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`verdict`,`text`,[`confirmed`,`suspect`,`improvement`,`drift`]),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`state`,`text`,[`new`,`open`,`recovered`,`accepted`,`acknowledged`]),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`scope`,`text`,[`build`,`task`,`metric`]),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`measure`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`kind`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`task`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`unit`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`from_value`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`to_value`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`ratio`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`p`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`level`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`since_build`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`since_commit`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`last_good_commit`,`text`)],key:[`repository`,`series`,`build`,`change`,`verdict`],indexes:[[`start_ms`]]},l={name:`alerts`,columns:[...r,(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`place`,`integer`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`id`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`level`,`text`,[`info`,`warning`,`error`,`critical`]),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`source`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`message`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`action`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`value`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`limit_value`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`unit`,`text`)],key:[`repository`,`series`,`build`,`place`],indexes:[[`start_ms`]]};

/***/ }),

/***/ 131:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $4: () => (/* binding */ T),
/* harmony export */   _$: () => (/* binding */ D),
/* harmony export */   ky: () => (/* binding */ C),
/* harmony export */   migrate: () => (/* binding */ O),
/* harmony export */   n: () => (/* binding */ _),
/* harmony export */   openDatabase: () => (/* binding */ w),
/* harmony export */   t: () => (/* binding */ m),
/* harmony export */   xY: () => (/* binding */ E)
/* harmony export */ });
/* harmony import */ var _history_tables_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4847);
/* harmony import */ var _telemetry_tables_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7198);
/* harmony import */ var _commands_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5627);
const f=e=>`labels ->> '${e}'`,p=[{name:`v_recent_metrics`,query:`select repository, series, name, kind, time_ms, value, labels, unit from (
    select repository, series, name, kind, time_ms, value, labels, unit,
      row_number() over (partition by repository, series, name, labels order by time_ms desc, point desc) as n
    from telemetry_metrics) numbered
  where n = 1`},{name:`v_agent_performance`,query:`with timed as (
    select repository, ${f(`agent_type`)} as agent_type, value,
      row_number() over (partition by repository, ${f(`agent_type`)} order by value) as n,
      count(*) over (partition by repository, ${f(`agent_type`)}) as c
    from telemetry_metrics where name = 'agent_execution_duration_seconds'),
  durations as (
    select repository, agent_type, avg(value) as avg_seconds, max(value) as max_seconds, ${(e=>`max(case when n - 1 <= ${e} * c + 1e-9 then value end)`)(.95)} as p95_seconds
    from timed group by repository, agent_type),
  runs as (
    select repository, ${f(`agent_type`)} as agent_type, sum(value) as executions,
      sum(case when ${f(`status`)} = 'success' then value else 0 end) as successes
    from telemetry_metrics where name = 'agent_execution_total' group by repository, ${f(`agent_type`)}),
  used as (
    select repository, ${f(`agent_type`)} as agent_type, sum(value) as tokens
    from telemetry_metrics where name = 'agent_tokens_used' group by repository, ${f(`agent_type`)})
  select runs.repository, runs.agent_type, executions, successes,
    100.0 * successes / nullif(executions, 0) as success_percent,
    avg_seconds, p95_seconds, max_seconds, coalesce(tokens, 0) as tokens
  from runs
    left join durations on durations.repository = runs.repository and durations.agent_type = runs.agent_type
    left join used on used.repository = runs.repository and used.agent_type = runs.agent_type`},{name:`v_trace_summary`,query:`select repository, trace_id, min(start_ms) as start_ms,
    max(start_ms + duration_ms) - min(start_ms) as duration_ms, count(*) as spans,
    sum(case when status = 'ERROR' then 1 else 0 end) as errors,
    max(case when parent_span_id is null then name end) as root
  from telemetry_spans group by repository, trace_id`},{name:`v_tool_usage`,query:`with calls as (
    select repository, ${f(`tool`)} as tool, sum(value) as calls,
      sum(case when ${f(`status`)} = 'success' then value else 0 end) as successes
    from telemetry_metrics where name = 'tool_calls_total' group by repository, ${f(`tool`)}),
  durations as (
    select repository, ${f(`tool`)} as tool, avg(value) as avg_seconds, max(value) as max_seconds
    from telemetry_metrics where name = 'tool_call_duration_seconds' group by repository, ${f(`tool`)})
  select calls.repository, calls.tool, calls, successes, calls - successes as failures,
    100.0 * successes / nullif(calls, 0) as success_percent, avg_seconds, max_seconds
  from calls left join durations on durations.repository = calls.repository and durations.tool = calls.tool`},{name:`v_context_utilization`,query:`select repository, ${f(`agent_id`)} as agent_id, count(*) as samples,
    avg(value) as avg_percent, max(value) as max_percent, max(time_ms) as last_ms
  from telemetry_metrics where name = 'context_window_utilization' group by repository, ${f(`agent_id`)}`},{name:`v_error_rate`,query:`select repository, ${f(`component`)} as component, ${f(`error_type`)} as error_type,
    ${f(`severity`)} as severity, sum(value) as errors, min(time_ms) as first_ms, max(time_ms) as last_ms,
    case when max(time_ms) > min(time_ms) then 1000.0 * sum(value) / (max(time_ms) - min(time_ms)) end as per_second
  from telemetry_metrics where name = 'error_total'
  group by repository, ${f(`component`)}, ${f(`error_type`)}, ${f(`severity`)}`}],m=[_history_tables_js__WEBPACK_IMPORTED_MODULE_0__.n,_history_tables_js__WEBPACK_IMPORTED_MODULE_0__.a,_history_tables_js__WEBPACK_IMPORTED_MODULE_0__.i,_history_tables_js__WEBPACK_IMPORTED_MODULE_0__.r,_history_tables_js__WEBPACK_IMPORTED_MODULE_0__.t,_telemetry_tables_js__WEBPACK_IMPORTED_MODULE_1__.r,_telemetry_tables_js__WEBPACK_IMPORTED_MODULE_1__.a,_telemetry_tables_js__WEBPACK_IMPORTED_MODULE_1__.i,_telemetry_tables_js__WEBPACK_IMPORTED_MODULE_1__.t,_telemetry_tables_js__WEBPACK_IMPORTED_MODULE_1__.n],h=[{version:1,statements:e=>[...m.flatMap(t=>(0,_commands_js__WEBPACK_IMPORTED_MODULE_2__.u)(t,e)),...p.map(_commands_js__WEBPACK_IMPORTED_MODULE_2__.d)]}],g=`create table if not exists telemetry_schema (version integer not null primary key, applied_ms double precision not null)`;function _(e){let t=h.flatMap(({version:t,statements:n})=>[...n(e),`insert into telemetry_schema (version, applied_ms) values (${t}, 0)`]);return[`begin`,g,...t,`commit`].map(e=>`${e};\n`).join(``)}async function v(e){let{DatabaseSync:t}=await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 99, 19)),n=new t(e,{timeout:5e3});try{n.exec(`pragma foreign_keys = on; pragma user_version`)}catch(e){throw n.close(),e}return{engine:`sqlite`,label:e,query:async(e,t=[])=>n.prepare(y(e)).all(...t),run:async(e,t=[])=>Number(n.prepare(y(e)).run(...t).changes),transaction:(e,t)=>b(n,t),insert:async(e,t)=>x(n,`insert`,e,t),upsert:async(e,t)=>x(n,`insert or replace`,e,t),close:async()=>n.close()}}function y(e){return e.replaceAll(/\$(\d)/g,`?$1`)}async function b(e,t){e.exec(`begin immediate`);try{let n=await t();return e.exec(`commit`),n}catch(t){throw e.isTransaction&&e.exec(`rollback`),t}}function x(e,t,{name:n,columns:r},i){let a=r.map(e=>e.name).join(`, `),o=r.map(()=>`?`).join(`, `),s=e.prepare(`${t} into ${n} (${a}) values (${o})`),c=0;for(let e of i)s.run(...e.map(S)),c+=1;return c}function S(e){return typeof e==`string`&&e.includes(`\0`)?e.replaceAll(`\0`,`�`):e}function C(e){return/^postgres(ql)?:\/\//i.test(e)?`postgres`:/^[a-z][a-z0-9+.-]+:|^\w+=|:[^/\\]*@/i.test(e)?null:`sqlite`}async function w(e){if(C(e)===`sqlite`)return await v(e);let{openPostgres:t}=await __webpack_require__.e(/* import() */ 770).then(__webpack_require__.bind(__webpack_require__, 3770));return await t(e)}async function T(e){let t=e.engine===`sqlite`?`select name from sqlite_schema where name = 'telemetry_schema'`:`select to_regclass('telemetry_schema')::text as name`,[n]=await e.query(t);if(!n?.name)return 0;let[r]=await e.query(`select max(version) as version from telemetry_schema`);return Number(r?.version??0)}var E=class extends Error{};function D(e,t=h.at(-1)?.version??0){if(e>t)throw new E(`its tables have version ${e}, this program knows ${t}`)}async function O(e,t,n=h){let r=n.at(-1)?.version??0;return await T(e)===r?r:await e.transaction(`schema`,async()=>{await e.query(g);let i=await T(e);D(i,r);for(let r of n.filter(e=>e.version>i)){for(let t of r.statements(e.engine))await e.query(t);await e.query(`insert into telemetry_schema (version, applied_ms) values ($1, $2)`,[r.version,t])}return r})}

/***/ }),

/***/ 4893:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ e),
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
const e=(e,t,n)=>({name:e,type:t,required:!0,...n===void 0?{}:{values:n}}),t=(e,t)=>({name:e,type:t,required:!1});

/***/ }),

/***/ 7198:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ r),
/* harmony export */   i: () => (/* binding */ i),
/* harmony export */   n: () => (/* binding */ o),
/* harmony export */   r: () => (/* binding */ n),
/* harmony export */   t: () => (/* binding */ a)
/* harmony export */ });
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4893);
const n={name:`telemetry_metrics`,columns:[(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`repository`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`series`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`point`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`name`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`kind`,`text`,[`counter`,`gauge`,`histogram`,`summary`]),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`time_ms`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`value`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`labels`,`json`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`unit`,`text`)],key:[`repository`,`series`,`point`],indexes:[[`name`,`time_ms`],[`time_ms`]]},r={name:`telemetry_spans`,columns:[(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`repository`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`trace_id`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`span_id`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`parent_span_id`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`name`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`kind`,`text`,[`INTERNAL`,`SERVER`,`CLIENT`,`PRODUCER`,`CONSUMER`]),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`start_ms`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`duration_ms`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`status`,`text`,[`UNSET`,`OK`,`ERROR`]),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`status_message`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`attributes`,`json`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`resource`,`json`)],key:[`trace_id`,`span_id`],indexes:[[`start_ms`]]},i={name:`telemetry_span_events`,columns:[(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`trace_id`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`span_id`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`place`,`integer`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`name`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`time_ms`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`attributes`,`json`)],key:[`trace_id`,`span_id`,`place`],indexes:[[`time_ms`]]},a={name:`telemetry_aggregates`,columns:[(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`repository`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`series`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`name`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`kind`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`labels`,`json`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`interval_ms`,`integer`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`start_ms`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`count`,`integer`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`sum`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`min`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`max`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`p50`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`p95`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`p99`,`real`)],key:[`repository`,`series`,`name`,`kind`,`labels`,`interval_ms`,`start_ms`],indexes:[[`name`,`interval_ms`,`start_ms`],[`start_ms`]]},o={name:`telemetry_exports`,columns:[(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`repository`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`exporter`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`target`,`text`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`started_ms`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`duration_ms`,`real`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`items`,`integer`),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.n)(`status`,`text`,[`success`,`failure`]),(0,_table_js__WEBPACK_IMPORTED_MODULE_0__.t)(`error`,`text`)],key:null,indexes:[[`started_ms`]]};

/***/ })

};
