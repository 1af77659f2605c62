/**
 * Imported first by a measured program: at its end it prints its CPU time, or that of the part which it timed.
 */
export const timed = { cpuMs: 0, wallMs: 0 };

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const cpuMs = timed.wallMs === 0 ? (user + system) / 1000 : timed.cpuMs;
  process.stderr.write(`USED ${cpuMs} ${timed.wallMs}\n`);
});
