-- Builds, failures and duration by repository and day (UTC), newest first.
select
  repository,
  floor(start_ms / 86400000) * 86400000 as day_ms,
  count(*) as builds,
  sum(case when result = 'success' then 0 else 1 end) as failed,
  avg(duration_ms) as mean_ms,
  max(duration_ms) as longest_ms
from builds
group by repository, floor(start_ms / 86400000) * 86400000
order by day_ms desc, repository;
