const e=`Usage: build-telemetry COMMAND [ARGUMENTS]

Turns a build's event log into history and reports what got slower, more expensive or flaky.

Check builds:
  init         Detect the test tools of this repository; write .github/workflows/build-telemetry.yml and .github/build-telemetry.yml.
  check        Compare a build with the history by its event logs, check thresholds, and add it to the history.
  inspect      Show what event logs contain: format, completeness, result, tasks, problems; \`-\` reads standard input.

Look into the history:
  explain      Show the history of one metric: \`build\`, or (part of) the name of a task, a package, a file or a measurement.
  summary      Summarise the recorded tasks, cost and errors, and the builds of the history.
  recent       List the newest builds of the history, with their slowest targets.
  flaky        List tests that failed and passed on the same commit, with flake rate, cost and owner.
  alerts       Show thresholds that are exceeded now, and past alerts.
  tune         Replay the stored history with the current configuration and show which alerts would have fired.

Compare and bisect:
  compare      Measure two commands, or one command in two commits, alternately on this machine. Needs no history.
  bisect       Find the commit that made a command slower: \`git bisect\` with repeated measurements.
  diff         Explain how two builds differ: recordings, stored builds, runs, commits, branches or log files.
  record       Run a command and record its inputs, outputs, environment and report, for \`replay\` and \`diff\`.
  replay       Create the report of a recorded build again and show what differs; --steps walks through the build.
  detect       Test the newest value of series in a JSON file for a change, or replay them; \`-\` reads standard input.

Record your own events:
  exec         Run a command, pass its output, signals and exit code through, and record it as a task.
  emit         Append one event (task_completed, build_started, \u2026) or a metric to the event log.
  events       List the newest recorded events.
  performance  Show durations of recorded operations and the load of the machine.
  watch        Show the last hour live: tasks, success, cost, alerts, the machine, newest events.
  clear        Remove recorded events and measurements, all or old ones; \`history clear\` removes builds.

Manage, export and publish:
  history      Manage stored history: status, verify, compact, import, export, clear.
  export       Write recorded events, measurements or builds to a file, or to standard output.
  site         Write a static site with the trends of one or many histories, for GitHub Pages or a laptop.
  database     Copy the history and traces into SQLite or PostgreSQL, and manage the database.

Metrics and traces:
  query        Show a metric over time: a table, a chart, JSON or CSV.
  serve        Serve metrics to Prometheus, and export them by the configuration, until stopped.
  telemetry    Show recorded metrics and traces: status, current values, a waterfall, statistics.

Shell:
  completion   Print completion for a shell: \`source <(build-telemetry completion bash)\`.

\`build-telemetry COMMAND --help\` shows its options. Exit codes: 0 passed, 1 check failed, 2 wrong options or input.
`;export{e as mainHelp};