-- The history in an object storage as the tables of `build-telemetry database push`: nothing is copied.
-- Put your bucket for HISTORY: sed 's|HISTORY|https://acme-builds.s3.eu-central-1.amazonaws.com/telemetry|g'
-- The keys of a private bucket stand in the configuration of the server: sql/README.md.
create or replace view history_files as
  select *, _file as file
  from s3('HISTORY/repository=*/series=*/L*.parquet', 'Parquet', '
    task Nullable(String), kind Nullable(String), build String, `start` DateTime64(6, ''UTC''),
    branch Nullable(String), result String, duration_us Nullable(Int64), cached Nullable(Bool),
    attempt Int32, error_type Nullable(String), model Nullable(String), cost_usd Nullable(Float64),
    tokens Nullable(Int64), cpu_us Nullable(Int64), memory_bytes Nullable(Int64), name Nullable(String),
    complete Nullable(Bool), degraded Nullable(Bool), tasks Nullable(Int32), failed_tasks Nullable(Int32),
    cache_hits Nullable(Int32), cache_lookups Nullable(Int32), `commit` Nullable(String),
    pull_request Nullable(Int32), event Nullable(String), workflow Nullable(String), job Nullable(String),
    run_id Nullable(String), runner_os Nullable(String), runner_arch Nullable(String),
    cpu_model Nullable(String), digest Nullable(String), `value` Nullable(Float64), unit Nullable(String),
    better Nullable(String), runner_image Nullable(String), retries Nullable(Int32), errors Nullable(Int32),
    opened Nullable(String), max_parallelism Nullable(Int32), environment Nullable(String),
    failure_print Nullable(String), amounts Nullable(String), folded Nullable(String),
    queue_us Nullable(Int64), output_tokens Nullable(Int64), cache_read_tokens Nullable(Int64),
    cache_creation_tokens Nullable(Int64),
    repository String, series String')
  settings use_hive_partitioning = 1;

-- A build may be in two files until they are merged: the file with the greatest name counts.
create or replace view history_builds as
  select *, replaceAll(replaceAll(repository, '__', '/'), '~', '') as owner, toUnixTimestamp64Micro(`start`) / 1000 as start_ms
  from history_files
  where task is null and (repository, series, build, file) in (
    select repository, series, build, max(file) from history_files where task is null group by repository, series, build);

create or replace view history_rows as
  select r.* except (name), b.owner as owner, b.name as build_name, b.start_ms as start_ms
  from (select * from history_files where task is not null) as r
  join (select repository, series, build, file, owner, name, start_ms from history_builds) as b
    on b.repository = r.repository and b.series = r.series and b.build = r.build and b.file = r.file;

create or replace view builds as
  select
    owner as repository, name as series, build as id, start_ms,
    duration_us / 1000 as duration_ms, result, toInt8(complete) as complete, toInt8(degraded) as degraded,
    tasks, failed_tasks, ifNull(retries, 0) as retries, ifNull(errors, 0) as errors,
    ifNull(cache_hits, 0) as cache_hits, ifNull(cache_lookups, 0) as cache_lookups, cost_usd, tokens,
    branch, `commit` as commit_sha, pull_request, event, workflow, job, run_id, attempt as run_attempt,
    runner_os, runner_arch, runner_image, cpu_model, opened, queue_us / 1000 as queue_ms
  from history_builds;

create or replace view tasks as
  select
    owner as repository, build_name as series, build, start_ms, task as name, kind, attempt, result,
    duration_us / 1000 as duration_ms, toInt8(ifNull(cached, false)) as cached, cost_usd, tokens,
    cpu_us / 1000 as cpu_ms, memory_bytes, error_type, model, queue_us / 1000 as queue_ms
  from history_rows
  where kind <> 'metric';

create or replace view measurements as
  select owner as repository, build_name as series, build, start_ms, task as name, value, unit, better
  from history_rows
  where kind = 'metric';

-- What each report was the first to report, without what the configuration expected (acknowledged).
create or replace view changes as
  select
    repository, series, id as build, start_ms, replaceRegexpOne(line, '^(drift|improved):', '') as change,
    multiIf(startsWith(line, 'drift:'), 'drift', startsWith(line, 'improved:'), 'improvement', 'confirmed') as verdict,
    'new' as state, extract(line, '(?:build|task|metric|group)') as scope,
    extract(line, '(?:build|task|metric|group):([^:]*):') as measure
  from builds
  array join splitByChar('\n', assumeNotNull(opened)) as line
  where opened is not null and not startsWith(line, 'acknowledged:')
    and not has(splitByChar('\n', assumeNotNull(opened)), concat('acknowledged:', line));
