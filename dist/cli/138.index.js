export const id=138;export const ids=[138];export const modules={2138:((e,t,n)=>{n.d(t,{mainHelp:()=>r});let r=`Usage: build-telemetry COMMAND [ARGUMENTS]

Turns a build's event log into history and reports what got slower, more expensive or flaky.

Commands:
  check        Judge a build by its event logs against the history, and add it to the history.
  compare      Measure two commands, or one command in two commits, alternately on this machine. Needs no history.
  bisect       Find the commit that made a command slower: \`git bisect\` with repeated measurements.
  inspect      Show what event logs contain: format, completeness, result, tasks, problems; \`-\` reads standard input.
  init         Detect the test tools of this repository; write .github/workflows/build-telemetry.yml and .github/build-telemetry.yml.
  record       Run a command and record its inputs, outputs, environment and report, for \`replay\` and \`diff\`.
  replay       Judge a recorded build again and show what changed in its report; step by step with --steps.
  diff         Explain how two builds differ: recordings, stored builds, runs, commits, branches or log files.
  emit         Append one event (task_completed, build_started, \u2026) or a metric to the event log.
  exec         Run a command, pass its output, signals and exit code through, and record it as a task.
  summary      Summarise the recorded tasks, cost and errors, and the builds of the history.
  events       List the newest recorded events.
  alerts       Show thresholds that are exceeded now, and past alerts.
  performance  Show durations of recorded operations and the load of the machine.
  query        Show a metric over time: a table, a chart, JSON or CSV.
  serve        Serve metrics to Prometheus, and export them by the configuration, until stopped.
  recent       List the newest builds of the history, with their slowest targets.
  export       Write recorded events, measurements or builds to a file, or to standard output.
  clear        Remove recorded events and measurements, all or old ones; \`history clear\` removes builds.
  watch        Show the last hour live: tasks, success, cost, alerts, the machine, newest events.
  history      Manage stored history: status, verify, compact, import, export, clear.
  database     Copy the history and traces into SQLite or PostgreSQL, and manage the database.
  telemetry    Look at recorded metrics and traces: status, current values, a waterfall, statistics.
  site         Write a static site with the trends of one or many histories, for GitHub Pages or a laptop.
  detect       Judge the newest value of series in a JSON file, or replay them; \`-\` reads standard input.
  explain      Show the history of one metric: \`build\`, or (part of) the name of a task, a package, a file or a measurement.
  flaky        List tests that failed and passed on the same commit, with flake rate, cost and owner.
  tune         Replay the stored history with the current configuration and show which alerts would have fired.
  completion   Print completion for a shell: \`source <(build-telemetry completion bash)\`.

\`build-telemetry COMMAND --help\` shows its options. Exit codes: 0 passed, 1 check failed, 2 wrong options or input.
`})};