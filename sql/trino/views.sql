-- Trino and Athena: the tables of `build-telemetry database push` over the files as they lie. First run table.sql, or
-- athena-table.sql in Athena.
create or replace view history_named as
  select *, regexp_extract("$path", '[^/]+$') as file from history_files;

-- A build may be in two files until they are merged: the file with the greatest name counts.
create or replace view history_builds as
  select *, replace(replace(repository, '__', '/'), '~', '') as owner, to_unixtime(with_timezone("start", 'UTC')) * 1000 as start_ms
  from (
    select *, max(file) over (partition by repository, series, build) as newest
    from history_named where task is null) b
  where file = newest;

create or replace view history_rows as
  select
    r.build, r.task, r.kind, r.attempt, r.result, r.duration_us, r.cached, r.cost_usd, r.tokens, r.cpu_us, r.memory_bytes,
    r.error_type, r.model, r.queue_us, r."value", r.unit, r.better, b.owner, b.name as build_name, b.start_ms
  from history_named r
  join history_builds b
    on b.repository = r.repository and b.series = r.series and b.build = r.build and b.file = r.file
  where r.task is not null;

create or replace view builds as
  select
    owner as repository, name as series, build as id, start_ms,
    duration_us / 1e3 as duration_ms, result, cast(complete as integer) as complete,
    cast(degraded as integer) as degraded, tasks, failed_tasks, coalesce(retries, 0) as retries,
    coalesce(errors, 0) as errors, coalesce(cache_hits, 0) as cache_hits, coalesce(cache_lookups, 0) as cache_lookups,
    cost_usd, tokens, branch, "commit" as commit_sha, pull_request, event, workflow, job, run_id,
    attempt as run_attempt, runner_os, runner_arch, runner_image, cpu_model, opened, queue_us / 1e3 as queue_ms
  from history_builds;

create or replace view tasks as
  select
    owner as repository, build_name as series, build, start_ms, task as name, kind, attempt, result,
    duration_us / 1e3 as duration_ms, cast(coalesce(cached, false) as integer) as cached, cost_usd, tokens,
    cpu_us / 1e3 as cpu_ms, memory_bytes, error_type, model, queue_us / 1e3 as queue_ms
  from history_rows
  where kind <> 'metric';

create or replace view measurements as
  select owner as repository, build_name as series, build, start_ms, task as name, "value", unit, better
  from history_rows
  where kind = 'metric';

-- What each report was the first to report, without what the configuration expected (acknowledged).
create or replace view changes as
  select
    repository, series, id as build, start_ms, regexp_replace(line, '^(drift|improved):', '') as change,
    case when line like 'drift:%' then 'drift' when line like 'improved:%' then 'improvement' else 'confirmed' end as verdict,
    'new' as state, regexp_extract(line, '(build|task|metric|group):([^:]*):', 1) as scope,
    regexp_extract(line, '(build|task|metric|group):([^:]*):', 2) as measure
  from builds
  cross join unnest(split(opened, chr(10))) as lines (line)
  where opened is not null and line not like 'acknowledged:%'
    and not contains(split(opened, chr(10)), 'acknowledged:' || line);
