/** PromQL as Grafana sends it: it puts a regular expression of the chosen values where a variable stands; here all. */
export function expandPromql(expr: string): string {
  return expr
    .replaceAll('$__rate_interval', '5m')
    .replaceAll('$__range', '30d')
    .replaceAll('$window', '1d')
    .replaceAll(/\$\w+/g, '.*');
}
