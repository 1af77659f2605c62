-- Cost and tokens of each model, most expensive first.
select repository, model, count(*) as runs, sum(cost_usd) as cost_usd, sum(tokens) as tokens
from tasks
where model is not null
group by repository, model
order by cost_usd desc, repository, model;
