-- Run time and success by workflow and branch.
select
  repository, workflow, branch, count(*) as builds,
  sum(case when result = 'success' then 1.0 else 0.0 end) / count(*) as success_rate,
  avg(duration_ms) as mean_ms, sum(duration_ms) / 60000 as minutes
from builds
where workflow is not null
group by repository, workflow, branch
order by minutes desc, repository, workflow, branch;
