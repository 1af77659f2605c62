/** `build-telemetry completion`: completion for bash, zsh and fish, written from the list of commands. */
import type { Command, Flag } from './command.ts';
import { defineView, readOperand } from './view.ts';

const program = 'build-telemetry';
const shells = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof shells)[number];

/** @param list all commands; a function, because this command is one of them */
export function defineCompletion(list: () => readonly Command[]): Command {
  return defineView(
    {
      name: 'completion',
      operands: shells.join('|'),
      mostOperands: 1,
      operandValues: shells,
      summary: 'Print completion for a shell: `source <(build-telemetry completion bash)`.',
      flags: [],
    },
    (args) => {
      const shell = readOperand<Shell>(args, 'completion', shells);
      return { text: writers[shell](list()), json: { shell } };
    },
  );
}

const writers: Readonly<Record<Shell, (commands: readonly Command[]) => string>> = {
  bash: writeBash,
  zsh: (commands) =>
    `#compdef ${program}\nautoload -U +X bashcompinit && bashcompinit\n${writeBash(commands)}`,
  fish: writeFish,
};

/** Names of series are queried on demand; everything else is static. */
const seriesNames = `${program} explain --names 2>/dev/null`;

const wordsOf = ({ flags, operandValues = [] }: Command): string =>
  [...operandValues, ...flags.map(({ name }) => `--${name}`), '--help'].join(' ');

function writeBash(commands: readonly Command[]): string {
  const words = commands.map((command) => `    ${command.name}) words='${wordsOf(command)}' ;;`);
  const values = commands.flatMap(({ name, flags }) =>
    flags.flatMap((flag) =>
      flag.values === undefined
        ? []
        : [`    ${name}:--${flag.name}${short(name, flag)}) words='${flag.values.join(' ')}' ;;`],
    ),
  );
  return `_build_telemetry() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}" words='' line
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')} --help --version' -- "$word"))
    return
  fi
  case "$command" in
${words.join('\n')}
  esac
  case "$command:$before" in
${values.join('\n')}
  esac
  if [ "$command" = explain ] && [ "\${word#-}" = "$word" ] && [ "\${before#-}" = "$before" ]; then
    while IFS= read -r line; do
      [ "\${line#"$word"}" = "$line" ] && [ -n "$word" ] || COMPREPLY+=("$(printf '%q' "$line")")
    done < <(${seriesNames})
  else
    COMPREPLY=($(compgen -W "$words" -- "$word"))
  fi
}
complete -o default -F _build_telemetry ${program}
`;
}

function short(command: string, flag: Flag): string {
  return flag.short === undefined ? '' : `|${command}:-${flag.short}`;
}

function writeFish(commands: readonly Command[]): string {
  const lines = commands.flatMap((command) => {
    const own = `complete -c ${program} -n '__fish_seen_subcommand_from ${command.name}'`;
    const operands = command.operandValues ?? [];
    return [
      `complete -c ${program} -n __fish_use_subcommand -a ${command.name} -d ${quote(command.summary)}`,
      ...(operands.length > 0 ? [`${own} -a '${operands.join(' ')}'`] : []),
      ...command.flags.map(
        (flag) => `${own} -l ${flag.name}${describeFish(flag)} -d ${quote(flag.description)}`,
      ),
    ];
  });
  return `${lines.join('\n')}\ncomplete -c ${program} -n '__fish_seen_subcommand_from explain' -f -a '(${seriesNames})'\n`;
}

function describeFish({ short, value, values }: Flag): string {
  const letter = short === undefined ? '' : ` -s ${short}`;
  const argument = values !== undefined ? ` -x -a '${values.join(' ')}'` : value === undefined ? '' : ' -r';
  return `${letter}${argument}`;
}

function quote(text: string): string {
  return `'${text.replaceAll('`', '').replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
}
