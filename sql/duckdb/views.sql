-- The history in an object storage, or a copy of it on disk, as the tables of `build-telemetry database push`.
-- Before: set variable history = 's3://bucket/prefix';
create or replace view history_files as
  select *, parse_filename(filename) as file
  from read_parquet(
    getvariable('history') || '/repository=*/series=*/L*.parquet',
    hive_partitioning = true, union_by_name = true, filename = true);

-- A build may be in two files until they are merged: the file with the greatest name counts.
create or replace view history_builds as
  select *, replace(repository, '__', '/') as owner, epoch_us("start") / 1000.0 as start_ms
  from history_files
  where task is null
  qualify file = max(file) over (partition by repository, series, build);

create or replace view history_rows as
  select r.*, b.owner, b.name as build_name, b.start_ms
  from (select * exclude name from history_files where task is not null) r
  join (select repository, series, build, file, owner, name, start_ms from history_builds) b
    on b.repository = r.repository and b.series = r.series and b.build = r.build and b.file = r.file;

create or replace view builds as
  select
    owner as repository, name as series, build as id, start_ms,
    duration_us / 1000.0 as duration_ms, result, complete::integer as complete, degraded::integer as degraded,
    tasks, failed_tasks, coalesce(retries, 0) as retries, coalesce(errors, 0) as errors,
    coalesce(cache_hits, 0) as cache_hits, coalesce(cache_lookups, 0) as cache_lookups, cost_usd, tokens,
    branch, "commit" as commit_sha, pull_request, event, workflow, job, run_id, attempt as run_attempt,
    runner_os, runner_arch, runner_image, cpu_model, opened, queue_us / 1000.0 as queue_ms
  from history_builds;

create or replace view tasks as
  select
    owner as repository, build_name as series, build, start_ms, task as name, kind, attempt, result,
    duration_us / 1000.0 as duration_ms, coalesce(cached, false)::integer as cached, cost_usd, tokens,
    cpu_us / 1000.0 as cpu_ms, memory_bytes, error_type, model, queue_us / 1000.0 as queue_ms
  from history_rows
  where kind <> 'metric';

create or replace view measurements as
  select owner as repository, build_name as series, build, start_ms, task as name, "value", unit, better
  from history_rows
  where kind = 'metric';

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
