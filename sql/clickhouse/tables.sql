-- The history in a table of ClickHouse, kept up to date by S3Queue: for dashboards that many look at. Run it after
-- views.sql, whose views then read the table. Put your bucket for HISTORY: sed 's|HISTORY|https://acme-builds.s3.eu-central-1.amazonaws.com/telemetry|g'
-- S3Queue needs ClickHouse Keeper.
create table if not exists history_stored (
    task Nullable(String), kind Nullable(String), build String, `start` DateTime64(6, 'UTC'),
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
    repository LowCardinality(String), series LowCardinality(String), file String,
    -- Of a whole row: a file that is read twice adds nothing, and tasks of one name stay apart.
    digest_of_row UInt64
)
engine = ReplacingMergeTree
order by (repository, series, build, file, digest_of_row);

create table if not exists history_queue (
    task Nullable(String), kind Nullable(String), build String, `start` DateTime64(6, 'UTC'),
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
    cache_creation_tokens Nullable(Int64)
)
engine = S3Queue('HISTORY/repository=*/series=*/L*.parquet', 'Parquet')
settings mode = 'unordered';

create materialized view if not exists history_arrives to history_stored as
  select
    *, extract(_path, 'repository=([^/]+)') as repository, extract(_path, 'series=([^/]+)') as series,
    _file as file, sipHash64(tuple(*)) as digest_of_row
  from history_queue;

create or replace view history_files as select * from history_stored final;

-- What was merged away in the bucket: run it now and then.
-- delete from history_stored where (repository, series, build, file) not in (
--   select repository, series, build, max(file) from history_stored group by repository, series, build);
