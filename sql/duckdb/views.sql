-- The history in an object storage, or a copy of it on disk, as the tables of `build-telemetry database push`.
-- Before: set variable history = 's3://bucket/prefix';
create or replace view history_rows as
  select *, epoch_us("start") / 1000.0 as start_ms
  from read_parquet(
    getvariable('history') || '/repository=*/series=*/L*.parquet',
    hive_partitioning = true, union_by_name = true, filename = true)
  -- A build may be in two files until they are merged: the most merged one counts.
  qualify parse_filename(filename) = max(parse_filename(filename)) over (partition by repository, series, build);

create or replace view builds as
  select
    replace(repository, '__', '/') as repository, name as series, series as folder, build as id, start_ms,
    duration_us / 1000.0 as duration_ms, result, complete::integer as complete, degraded::integer as degraded,
    tasks, failed_tasks, coalesce(retries, 0) as retries, coalesce(errors, 0) as errors,
    coalesce(cache_hits, 0) as cache_hits, coalesce(cache_lookups, 0) as cache_lookups, cost_usd, tokens,
    branch, "commit" as commit_sha, pull_request, event, workflow, job, run_id, attempt as run_attempt,
    runner_os, runner_arch, runner_image, cpu_model, opened
  from history_rows
  where task is null;

create or replace view tasks as
  select
    b.repository, b.series, b.id as build, b.start_ms, h.task as name, h.kind, h.attempt, h.result,
    h.duration_us / 1000.0 as duration_ms, coalesce(h.cached, false)::integer as cached, h.cost_usd, h.tokens,
    h.cpu_us / 1000.0 as cpu_ms, h.memory_bytes, h.error_type, h.model
  from history_rows h
  join builds b on b.id = h.build and b.folder = h.series and b.repository = replace(h.repository, '__', '/')
  where h.task is not null and h.kind <> 'metric';

create or replace view measurements as
  select b.repository, b.series, b.id as build, b.start_ms, h.task as name, h."value", h.unit, h.better
  from history_rows h
  join builds b on b.id = h.build and b.folder = h.series and b.repository = replace(h.repository, '__', '/')
  where h.kind = 'metric';

-- What each report was the first to report.
create or replace view changes as
  select
    repository, series, build, start_ms, regexp_replace(line, '^(drift|improved):', '') as change,
    case when line like 'drift:%' then 'drift' when line like 'improved:%' then 'improvement' else 'confirmed' end as verdict,
    'new' as state, regexp_extract(line, '(build|task|metric):([^:]*):', 1) as scope,
    regexp_extract(line, '(build|task|metric):([^:]*):', 2) as measure
  from (
    select repository, series, id as build, start_ms, unnest(string_split(opened, chr(10))) as line
    from builds where opened is not null) opened;
