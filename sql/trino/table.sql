-- Trino, with a catalog of the Hive connector: the files as they lie in the bucket.
create schema if not exists build_telemetry with (location = 's3://acme-builds/tables');
use build_telemetry;
create table if not exists history_files (
  task varchar, kind varchar, build varchar, "start" timestamp, branch varchar, result varchar,
  duration_us bigint, cached boolean, attempt integer, error_type varchar, model varchar, cost_usd double,
  tokens bigint, cpu_us bigint, memory_bytes bigint, name varchar, complete boolean, degraded boolean,
  tasks integer, failed_tasks integer, cache_hits integer, cache_lookups integer, "commit" varchar,
  pull_request integer, event varchar, workflow varchar, job varchar, run_id varchar, runner_os varchar,
  runner_arch varchar, cpu_model varchar, digest varchar, "value" double, unit varchar, better varchar,
  runner_image varchar, retries integer, errors integer, opened varchar, max_parallelism integer,
  environment varchar, failure_print varchar, amounts varchar, folded varchar, queue_us bigint,
  output_tokens bigint, cache_read_tokens bigint, cache_creation_tokens bigint,
  repository varchar, series varchar
)
with (format = 'PARQUET', external_location = 's3://acme-builds/telemetry', partitioned_by = array['repository', 'series']);
-- Again when there are new repositories or series:
call system.sync_partition_metadata('build_telemetry', 'history_files', 'FULL');
