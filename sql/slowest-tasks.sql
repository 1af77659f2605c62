-- Tasks that take the most time of all builds together.
select repository, series, name, kind, count(*) as runs, avg(duration_ms) as mean_ms, sum(duration_ms) as total_ms
from tasks
where duration_ms is not null
group by repository, series, name, kind
order by total_ms desc, repository, series, name
limit 20;
