-- Tests that failed and passed on one commit, most often first.
select repository, series, name, count(*) as commits
from (
  select t.repository, t.series, t.name, b.commit_sha
  from tasks t
  join builds b on b.repository = t.repository and b.series = t.series and b.id = t.build
  where b.commit_sha is not null and t.result in ('success', 'failure', 'error', 'timeout')
  group by t.repository, t.series, t.name, b.commit_sha
  having sum(case when t.result = 'success' then 1 else 0 end) > 0
    and sum(case when t.result = 'success' then 0 else 1 end) > 0) mixed
group by repository, series, name
order by commits desc, repository, series, name
limit 50;
