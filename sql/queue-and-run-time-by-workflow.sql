-- Wait for a runner, run time and success by workflow and branch.
select
  repository, workflow, branch, count(*) as builds,
  sum(case when result = 'success' then 1.0 else 0.0 end) / count(*) as success_rate,
  avg(queue_ms) as mean_queue_ms, max(queue_ms) as longest_queue_ms,
  avg(duration_ms) as mean_ms, sum(duration_ms) / 60000 as minutes
from builds
where workflow is not null
group by repository, workflow, branch
order by minutes desc, repository, workflow, branch;
