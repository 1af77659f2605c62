-- The three slowest jobs of each repository.
select repository, workflow, job, builds, mean_ms
from (
  select
    repository, workflow, job, count(*) as builds, avg(duration_ms) as mean_ms,
    row_number() over (partition by repository order by avg(duration_ms) desc, workflow, job) as place
  from builds
  where job is not null
  group by repository, workflow, job) ranked
where place <= 3
order by repository, mean_ms desc;
