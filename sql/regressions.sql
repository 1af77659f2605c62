-- Regressions that were reported, newest first.
select c.repository, c.series, c.change, c.verdict, c.start_ms, b.commit_sha, b.branch
from changes c
join builds b on b.repository = c.repository and b.series = c.series and b.id = c.build
where c.state = 'new' and c.verdict in ('confirmed', 'drift')
order by c.start_ms desc, c.repository, c.series, c.change
limit 100;
