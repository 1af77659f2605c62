/**
 * PromQL as Grafana sends it: Grafana replaces a variable with a regular expression of the chosen values; here all
 * values.
 */
export function expandPromql(expr: string): string {
  return expr
    .replaceAll('$__rate_interval', '5m')
    .replaceAll('$__range', '30d')
    .replaceAll('$window', '1d')
    .replaceAll(/\$\w+/g, '.*');
}
