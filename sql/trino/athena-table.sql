-- Athena, or Spark with a Hive metastore: the files as they lie in the bucket. Then run views.sql.
create external table if not exists history_files (
  task string, kind string, build string, `start` timestamp, branch string, result string,
  duration_us bigint, cached boolean, attempt int, error_type string, model string, cost_usd double,
  tokens bigint, cpu_us bigint, memory_bytes bigint, name string, complete boolean, degraded boolean,
  tasks int, failed_tasks int, cache_hits int, cache_lookups int, `commit` string, pull_request int,
  event string, workflow string, job string, run_id string, runner_os string, runner_arch string,
  cpu_model string, digest string, `value` double, unit string, better string, runner_image string,
  retries int, errors int, opened string, max_parallelism int, environment string, failure_print string,
  amounts string, folded string, queue_us bigint, output_tokens bigint, cache_read_tokens bigint,
  cache_creation_tokens bigint
)
partitioned by (repository string, series string)
stored as parquet
location 's3://acme-builds/telemetry/';
-- Again when there are new repositories or series:
msck repair table history_files;
