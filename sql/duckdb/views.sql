-- The history in an object storage, or a copy of it on disk, as the tables of `build-telemetry database push`.
-- Before: set variable history = 's3://bucket/prefix';

-- The columns are named here, as DuckDB would otherwise open every file before each statement to find them.
create or replace macro typed(names, type) as
  map_from_entries([(name, {'name': name, 'type': type, 'default_value': null}) for name in names]);

create or replace view history_files as
  select
    *, parse_filename(filename) as file, regexp_extract(filename, '[\\/]series=([^\\/]+)', 1) as series,
    replace(replace(regexp_extract(filename, '[\\/]repository=([^\\/]+)', 1), '__', '/'), '~', '') as repository
  from read_parquet(
    getvariable('history') || '/repository=*/series=*/L*.parquet', filename = true,
    schema = map_concat(
      typed(['task', 'kind', 'build', 'branch', 'result', 'error_type', 'model', 'name', 'commit', 'event',
        'workflow', 'job', 'run_id', 'runner_os', 'runner_arch', 'cpu_model', 'digest', 'unit', 'better',
        'runner_image', 'opened', 'environment', 'failure_print', 'amounts', 'folded'], 'varchar'),
      typed(['start'], 'timestamptz'),
      typed(['duration_us', 'tokens', 'cpu_us', 'memory_bytes', 'queue_us', 'output_tokens', 'cache_read_tokens',
        'cache_creation_tokens'], 'bigint'),
      typed(['cached', 'complete', 'degraded'], 'boolean'),
      typed(['attempt', 'tasks', 'failed_tasks', 'cache_hits', 'cache_lookups', 'pull_request', 'retries', 'errors',
        'max_parallelism'], 'integer'),
      typed(['cost_usd', 'value'], 'double')));

-- A build may be in two files until they are merged: the file with the greatest name counts.
create or replace view history_builds as
  select *, epoch_us("start") / 1000.0 as start_ms
  from history_files
  where task is null
  qualify file = max(file) over (partition by repository, series, build);

create or replace view history_rows as
  select r.*, b.name as build_name, b.start_ms
  from (select * exclude name from history_files where task is not null) r
  join (select repository, series, build, file, name, start_ms from history_builds) b
    on b.repository = r.repository and b.series = r.series and b.build = r.build and b.file = r.file;

create or replace view builds as
  select
    repository, name as series, build as id, start_ms,
    duration_us / 1000.0 as duration_ms, result, complete::integer as complete, degraded::integer as degraded,
    tasks, failed_tasks, coalesce(retries, 0) as retries, coalesce(errors, 0) as errors,
    coalesce(cache_hits, 0) as cache_hits, coalesce(cache_lookups, 0) as cache_lookups, cost_usd, tokens,
    branch, "commit" as commit_sha, pull_request, event, workflow, job, run_id, attempt as run_attempt,
    runner_os, runner_arch, runner_image, cpu_model, opened, queue_us / 1000.0 as queue_ms
  from history_builds;

create or replace view tasks as
  select
    repository, build_name as series, build, start_ms, task as name, kind, attempt, result,
    duration_us / 1000.0 as duration_ms, coalesce(cached, false)::integer as cached, cost_usd, tokens,
    cpu_us / 1000.0 as cpu_ms, memory_bytes, error_type, model, queue_us / 1000.0 as queue_ms
  from history_rows
  where kind <> 'metric';

create or replace view measurements as
  select repository, build_name as series, build, start_ms, task as name, "value", unit, better
  from history_rows
  where kind = 'metric';

-- What each report was the first to report, without what the configuration expected (acknowledged).
create or replace view changes as
  select
    repository, series, build, start_ms, regexp_replace(line, '^(drift|improved):', '') as change,
    case when line like 'drift:%' then 'drift' when line like 'improved:%' then 'improvement' else 'confirmed' end as verdict,
    'new' as state, regexp_extract(line, '(build|task|metric|group):([^:]*):', 1) as scope,
    regexp_extract(line, '(build|task|metric|group):([^:]*):', 2) as measure
  from (
    select repository, series, id as build, start_ms, string_split(opened, chr(10)) as lines, unnest(lines) as line
    from builds where opened is not null) opened
  where line not like 'acknowledged:%' and not list_contains(lines, 'acknowledged:' || line);
