#!/usr/bin/env node
import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 2562:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 3339:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("module");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 99:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:sqlite");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 6466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

/***/ }),

/***/ 8877:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:v8");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 7016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 3986:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _commands_command_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5639);
/* harmony import */ var _suggest_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2246);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8508);
/** The command line's entry: picks the command and exits with its code. */



async function main(args) {
    const [name, ...rest] = args;
    if (name === '--version' || name === '-V' || name === 'version')
        return print(`${_version_js__WEBPACK_IMPORTED_MODULE_0__/* .version */ .r}\n`);
    if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
        const { mainHelp } = await Promise.all(/* import() */[__nccwpck_require__.e(338), __nccwpck_require__.e(269), __nccwpck_require__.e(885), __nccwpck_require__.e(12)]).then(__nccwpck_require__.bind(__nccwpck_require__, 4012));
        return await printHelp(mainHelp());
    }
    const commands = await loadCommands(name);
    const command = commands.find((candidate) => candidate.name === name);
    if (command === undefined) {
        const known = commands.map((candidate) => candidate.name);
        (0,_commands_command_js__WEBPACK_IMPORTED_MODULE_1__/* .tellProblem */ .J)({
            level: 'error',
            code: 'no-command',
            where: name,
            what: 'There is no such command.',
            fix: (0,_suggest_js__WEBPACK_IMPORTED_MODULE_2__/* .suggest */ .Z)(name, known),
        });
        return 2;
    }
    // What follows `--` belongs to another command.
    const own = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
    if (own.includes('--help') || own.includes('-h')) {
        const { commandHelp } = await Promise.all(/* import() */[__nccwpck_require__.e(338), __nccwpck_require__.e(269), __nccwpck_require__.e(885), __nccwpck_require__.e(12)]).then(__nccwpck_require__.bind(__nccwpck_require__, 4012));
        return await printHelp(commandHelp(command));
    }
    return await command.run(rest);
}
/** `exec` and `emit` run many times in a build: they do not wait for the rest to load. */
async function loadCommands(name) {
    if (name === 'exec' || name === 'emit') {
        const { emitCommand, execCommand } = await __nccwpck_require__.e(/* import() */ 269).then(__nccwpck_require__.bind(__nccwpck_require__, 8269));
        return [emitCommand, execCommand];
    }
    return (await Promise.all(/* import() */[__nccwpck_require__.e(338), __nccwpck_require__.e(269), __nccwpck_require__.e(885)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8885))).commands;
}
async function printHelp(text) {
    const { printText } = await Promise.resolve(/* import() */).then(__nccwpck_require__.bind(__nccwpck_require__, 181));
    printText(text);
    return 0;
}
function print(text) {
    process.stdout.write(text);
    return 0;
}
// A reader that goes away (`| head`) is no error.
process.stdout.on('error', (error) => {
    if (error.code === 'EPIPE')
        process.exit(0);
    throw error;
});
process.exitCode = await main(process.argv.slice(2));

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 5639:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  l: () => (/* binding */ readArguments),
  J: () => (/* binding */ tellProblem)
});

;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");
// EXTERNAL MODULE: ./build/io/terminal.js
var terminal = __nccwpck_require__(181);
// EXTERNAL MODULE: ./build/render/escape.js
var render_escape = __nccwpck_require__(6082);
// EXTERNAL MODULE: ./build/suggest.js
var suggest = __nccwpck_require__(2246);
;// CONCATENATED MODULE: ./build/commands/command.js
/** What a command is, and how its arguments are read. */




/** Reads arguments; unknown flags become problems. */
function readArguments(args, known) {
    const options = Object.fromEntries(known.map((flag) => [
        flag.name,
        { type: flag.value === undefined ? 'boolean' : 'string' },
    ]));
    const { tokens } = (0,external_node_util_namespaceObject.parseArgs)({
        args: [...args],
        options,
        strict: false,
        tokens: true,
        allowPositionals: true,
    });
    const flags = {};
    const operands = [];
    const problems = [];
    for (const token of tokens) {
        if (token.kind === 'positional')
            operands.push(token.value);
        if (token.kind !== 'option')
            continue;
        const flag = known.find((candidate) => candidate.name === token.name);
        const fault = findFault(flag, token.value, token.name, known);
        if (fault)
            problems.push({ level: 'error', code: 'invalid-flag', where: token.rawName, ...fault });
        else
            flags[token.name] = token.value ?? 'true';
    }
    return { operands, flags, problems };
}
function findFault(flag, value, name, known) {
    if (flag === undefined) {
        return {
            what: 'There is no such flag.',
            fix: (0,suggest/* suggest */.Z)(name, known.map((candidate) => candidate.name))
                .replaceAll('`', '`--')
                .replaceAll(/`--(?=[?.,]|$)/g, '`'),
        };
    }
    if (flag.value !== undefined && value === undefined) {
        return { what: 'It needs a value.', fix: `Write \`--${name} ${flag.value}\`.` };
    }
    if (flag.value === undefined && value !== undefined) {
        return { what: 'It takes no value.', fix: `Write \`--${name}\` alone.` };
    }
    return null;
}
/** One line a problem on standard error. */
function tellProblem(problem) {
    const fix = problem.fix === '' ? '' : ` ${problem.fix}`;
    (0,terminal/* printProblem */.JN)(problem.level, (0,render_escape/* escapeTerminal */.en)(`${problem.where}: ${problem.what}${fix}`, 1_000));
}


/***/ }),

/***/ 181:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   JN: () => (/* binding */ printProblem),
/* harmony export */   printText: () => (/* binding */ printText),
/* harmony export */   qz: () => (/* binding */ widthOf),
/* harmony export */   zK: () => (/* binding */ wantsColor)
/* harmony export */ });
/* harmony import */ var _render_fit_text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4868);
/* harmony import */ var _render_highlight_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5269);


/** Columns; without a terminal nothing is cut. */
function widthOf({ columns }) {
    return columns ?? Number.POSITIVE_INFINITY;
}
/** https://no-color.org and https://force-color.org; otherwise colours are for terminals. */
function wantsColor(screen, env) {
    const forced = env['FORCE_COLOR'];
    if (forced)
        return forced !== '0' && forced !== 'false';
    if (env['NO_COLOR'])
        return false;
    return screen.isTTY === true && env['TERM'] !== 'dumb';
}
/** Prints for a person: within the width, in colours where they are wanted. */
function printText(text) {
    const fitted = (0,_render_fit_text_js__WEBPACK_IMPORTED_MODULE_0__/* .fitLines */ .RV)(text, widthOf(process.stdout));
    process.stdout.write(wantsColor(process.stdout, process.env) ? (0,_render_highlight_js__WEBPACK_IMPORTED_MODULE_1__/* .highlight */ .Z)(fitted) : fitted);
}
/** One line, or more where the terminal is narrow, on standard error. */
function printProblem(level, text) {
    const color = { info: 'dim', warning: 'yellow', error: 'red' };
    const [first = '', ...more] = (0,_render_fit_text_js__WEBPACK_IMPORTED_MODULE_0__/* .wrapText */ .C1)(`${level}: ${text}`, widthOf(process.stderr), 2);
    const painted = wantsColor(process.stderr, process.env)
        ? first.replace(level, (0,_render_highlight_js__WEBPACK_IMPORTED_MODULE_1__/* .paint */ .n)(color[level], level))
        : first;
    process.stderr.write(`${[painted, ...more].join('\n')}\n`);
}


/***/ }),

/***/ 6082:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   FV: () => (/* binding */ escapeMarkdown),
/* harmony export */   Pl: () => (/* binding */ safeUrl),
/* harmony export */   SS: () => (/* binding */ codeSpan),
/* harmony export */   X5: () => (/* binding */ cleanText),
/* harmony export */   XR: () => (/* binding */ csvField),
/* harmony export */   ZD: () => (/* binding */ escapeHtml),
/* harmony export */   _b: () => (/* binding */ mermaidLabel),
/* harmony export */   en: () => (/* binding */ escapeTerminal),
/* harmony export */   jD: () => (/* binding */ tableRow),
/* harmony export */   vN: () => (/* binding */ jsonForScript)
/* harmony export */ });
/**
 * Makes untrusted text harmless for each place that a report is shown in: Markdown, Mermaid, HTML, CSV and
 * terminals. Names of tasks, branches and files come from the user's build and may hold anything.
 * GitHub Flavored Markdown: https://github.github.com/gfm/; workflow commands: actions/runner, ActionCommand.cs.
 */
/** Characters that reorder, hide or break text: controls, bidirectional marks, invisible ones, half characters. */
const unseen = /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Surrogate}]/gu;
/**
 * One line of visible text: line breaks and tabs become spaces, unseen characters become U+FFFD.
 * @param maxLength in characters; what is longer ends in `…`.
 */
function cleanText(text, maxLength = 200) {
    // Far longer text is cut before it is looked at, so that cost does not grow with hostile input.
    const head = text.length > maxLength * 8 ? text.slice(0, maxLength * 8) : text;
    const line = head
        .replace(/[\s\u2028\u2029]+/gu, ' ')
        .replace(unseen, '\ufffd')
        .trim();
    const cut = head.length < text.length;
    if (line.length <= maxLength && !cut)
        return line;
    const characters = Array.from(line);
    if (characters.length <= maxLength && !cut)
        return line;
    return `${characters.slice(0, maxLength - 1).join('')}…`;
}
/** Keeps the runner from reading a command: `##[…]` counts anywhere in a line, `::…` at its start. */
function breakCommands(text) {
    return text.replace(/##\[/g, '##\\[').replace(/^(\s*)::/, '$1\\::');
}
/**
 * A name as a Markdown code span: no mention, reference, link or markup works inside. A fence longer than
 * every run of backticks inside closes it (GFM 6.3). In a table the row escapes `|` (`tableRow`).
 */
function codeSpan(text, maxLength = 120) {
    const clean = breakCommands(cleanText(text, maxLength)).replace(/<!(?=-)/g, '<\\!');
    if (clean === '')
        return '` `';
    const longest = Math.max(0, ...(clean.match(/`+/g) ?? []).map((run) => run.length));
    const fence = '`'.repeat(longest + 1);
    const pad = clean.startsWith('`') || clean.endsWith('`') ? ' ' : '';
    return fence + pad + clean + pad + fence;
}
/**
 * A row of a Markdown table out of cells that are Markdown already. Readers disagree on a pipe after an even
 * run of backslashes (GFM 4.10), so such a run is made longer by one.
 */
function tableRow(cells) {
    const safe = cells.map((cell) => cell.replace(/(\\*)\|/g, (_, run) => `${run}${run.length % 2 === 1 ? '\\' : ''}\\|`));
    return `| ${safe.join(' | ')} |`;
}
/** What GitHub would turn into a mention, a reference, a commit link or an address. */
const linking = /@\w|#\d|\bGH-\d|:\/\/|\bwww\.|\b(?=[a-f]*\d)[0-9a-f]{7,40}\b/i;
/**
 * A sentence as Markdown. Parts in backticks become code spans, and so does each word that GitHub would
 * link; all other markup is shown as it is written.
 */
function escapeMarkdown(text, maxLength = 600) {
    return cleanText(text, maxLength)
        .split(/`([^`]+)`/)
        .map((part, index) => (index % 2 === 1 ? codeSpan(part, maxLength) : escapeWords(part)))
        .join('')
        .replace(/^(?:[-+=:]|\d+[.)](?= |$))/, (start) => start.slice(0, -1) + escapeCharacter(start.slice(-1)));
}
function escapeWords(text) {
    return text
        .split(/(\s+)/)
        .map((word) => {
        // What ends a clause stays outside of the code.
        const [, inner = '', end = ''] = /^(.*?)([.,;:!?)]*)$/s.exec(word) ?? [];
        return linking.test(word) ? codeSpan(inner, inner.length) + escapeSigns(end) : escapeSigns(word);
    })
        .join('');
}
function escapeSigns(text) {
    return text.replace(/[<>&|`*_~[\]#\\$]/g, escapeCharacter);
}
/** Character references are never markup (GFM 6.2), so they serve where a backslash might be eaten. */
function escapeCharacter(character) {
    return `&#${character.codePointAt(0)};`;
}
/** Text for HTML elements and quoted attributes. */
function escapeHtml(text, maxLength = 600) {
    const entities = {
        '&': '&amp;',
        '<': '&lt;',
        '>': '&gt;',
        '"': '&quot;',
        "'": '&#39;',
    };
    return breakCommands(cleanText(text, maxLength)).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
/** JSON for a `<script type="application/json">`: nothing inside can end the element or open a comment. */
function jsonForScript(value) {
    return JSON.stringify(value)
        .replace(/</g, '\\u003c')
        .replace(/>/g, '\\u003e')
        .replace(/&/g, '\\u0026')
        .replace(/##\[/g, '##\\u005b')
        .replace(/\u2028/g, '\\u2028')
        .replace(/\u2029/g, '\\u2029');
}
/** A quoted Mermaid label: letters, digits and a few signs stay, everything else becomes a space. */
function mermaidLabel(text, maxLength = 60) {
    const plain = cleanText(text, maxLength * 2).replace(/[^\p{L}\p{N} .,/()+_-]/gu, ' ');
    return `"${cleanText(plain, maxLength) || 'build'}"`;
}
/**
 * One CSV field (RFC 4180). Text that a spreadsheet would take for a formula gets a leading apostrophe
 * (OWASP, CSV injection); numbers stay numbers; null is empty.
 */
function csvField(value) {
    if (value === null || (typeof value === 'number' && !Number.isFinite(value)))
        return '';
    if (typeof value === 'number')
        return String(value);
    const text = /^\s*[=+\-@＝＋－＠\t\r\n]/u.test(value) ? `'${value}` : value;
    const safe = breakCommands(text.replace(/(?![\t\r\n])[\p{Cc}\p{Surrogate}]/gu, '\ufffd'));
    return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
/** Text for a terminal or a log: no escape sequences, one line, nothing that the runner would obey. */
function escapeTerminal(text, maxLength = 400) {
    return breakCommands(cleanText(text, maxLength));
}
/** A link target for Markdown and HTML, or null when it is not a plain web address. */
function safeUrl(url) {
    if (url === undefined || !/^https?:\/\/[\w.-]+(:\d+)?(\/[\w\-.~%/?#=&+:@,;]*)?$/.test(url))
        return null;
    return url;
}


/***/ }),

/***/ 4868:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C1: () => (/* binding */ wrapText),
/* harmony export */   IN: () => (/* binding */ cutText),
/* harmony export */   RV: () => (/* binding */ fitLines),
/* harmony export */   kD: () => (/* binding */ measureText),
/* harmony export */   zf: () => (/* binding */ keepEnd)
/* harmony export */ });
/** Fits plain text into the columns of a terminal: how wide it is, where to break or cut it. */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
/** Columns that a text takes: marks none, wide characters two. */
function measureText(text) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: plain ASCII is the common case
    if (/^[\u0000-\u007f]*$/.test(text))
        return text.length;
    let columns = 0;
    for (const character of text)
        columns += /\p{M}/u.test(character) ? 0 : wide.test(character) ? 2 : 1;
    return columns;
}
/** At most `columns` wide; what is longer ends in `…`. */
function cutText(text, columns) {
    if (measureText(text) <= columns)
        return text;
    const characters = Array.from(text);
    while (characters.length > 0 && measureText(characters.join('')) > columns - 1)
        characters.pop();
    return `${characters.join('')}…`;
}
/** The same with `…` in front: the end of a name tells it apart. */
function keepEnd(text, columns) {
    if (measureText(text) <= columns)
        return text;
    const characters = Array.from(text);
    while (characters.length > 0 && measureText(characters.join('')) > columns - 1)
        characters.shift();
    return `…${characters.join('')}`;
}
/** Breaks at spaces; a longer word is cut. Continuations are indented, so none can start a runner command. */
function wrapText(text, width, indent = 6) {
    const lines = [];
    let line = '';
    for (const word of splitWords(text, width - indent)) {
        const joined = line === '' ? word : `${line} ${word}`;
        if (line === '' || measureText(joined) <= width)
            line = joined;
        else {
            lines.push(line);
            line = ' '.repeat(indent) + word;
        }
    }
    return [...lines, line].map((each) => each.replace(/^(\s*)::/, '$1\\::').trimEnd());
}
/** Words, none wider than `size`; runs of spaces stay with the word before them. */
function splitWords(text, size) {
    return text.split(/ (?! )/).flatMap((word) => {
        if (measureText(word) <= size)
            return [word];
        const pieces = [''];
        for (const character of word) {
            const last = pieces.at(-1) ?? '';
            if (measureText(last + character) > size)
                pieces.push(character);
            else
                pieces[pieces.length - 1] = last + character;
        }
        return pieces;
    });
}
/** Wraps the lines of a finished text that are too wide; continuations stand below what a line describes. */
function fitLines(text, width) {
    if (width === Number.POSITIVE_INFINITY)
        return text;
    return text
        .split('\n')
        .flatMap((line) => {
        if (measureText(line) <= width)
            return [line];
        const label = /^\s*\S+(?: \S+)*\s{2,}(?=\S)/.exec(line)?.[0].length ?? width;
        const margin = /^\s*/.exec(line)?.[0].length ?? 0;
        return wrapText(line, width, label <= width / 2 ? label : Math.min(margin + 2, width >> 1));
    })
        .join('\n');
}


/***/ }),

/***/ 5269:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ highlight),
/* harmony export */   n: () => (/* binding */ paint)
/* harmony export */ });
/** Colours for a terminal, put into finished plain text: the title, heads of tables, and words that judge. */
const codes = { red: '31', green: '32', yellow: '33', bold: '1', dim: '2' };
/** https://en.wikipedia.org/wiki/ANSI_escape_code#SGR */
function paint(color, text) {
    return text === '' ? '' : `\u001b[${codes[color]}m${text}\u001b[0m`;
}
const judging = [
    ['red', 'critical|error|failure|failed|timeout|confirmed|regression|opened|open|degraded'],
    ['yellow', 'warning|suspect|drift|environment|not complete|unknown'],
    ['green', 'success|improvement|recovered|healthy|complete'],
];
/** Words alone in a cell of a table, in brackets, or at the start of a line. */
const places = judging.map(([color, words]) => [color, new RegExp(`(?<=│ |^\\s*\\[)(?:${words})(?=\\s*│|\\])`, 'gi')]);
/** The same text in colours; no line gets wider. */
function highlight(text) {
    const lines = text.split('\n');
    return lines
        .map((line, index) => {
        if (lines[index - 1]?.startsWith('┌'))
            return line.replace(/[^│]+/g, (cell) => paint('bold', cell));
        const isTitle = index === 0 && !/^[┌{[]/.test(line);
        return isTitle ? paint('bold', line) : paintWords(line);
    })
        .join('\n');
}
function paintWords(line) {
    return places.reduce((painted, [color, pattern]) => painted.replace(pattern, (word) => paint(color, word)), line);
}


/***/ }),

/***/ 2246:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ suggest)
/* harmony export */ });
/** "Did you mean": the nearest of the known words, or the list of them. */
/** @returns a sentence that tells what to write instead of `word`. */
function suggest(word, known) {
    const begun = known.filter((candidate) => word.length >= 3 && candidate.startsWith(word));
    if (begun.length === 1)
        return `Did you mean \`${begun[0]}\`?`;
    const scored = known.map((candidate) => ({
        candidate,
        distance: editDistance(word.toLowerCase().replaceAll('_', '-'), candidate.replaceAll('_', '-')),
    }));
    scored.sort((a, b) => a.distance - b.distance);
    const best = scored[0];
    if (best && best.distance <= Math.max(2, best.candidate.length / 3))
        return `Did you mean \`${best.candidate}\`?`;
    return `Use one of: ${known.map((name) => `\`${name}\``).join(', ')}.`;
}
/** Levenshtein distance, one row at a time. */
function editDistance(a, b) {
    if (a.length > 200 || b.length > 200)
        return Number.POSITIVE_INFINITY;
    let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
        const row = [i];
        for (let j = 1; j <= b.length; j++) {
            const change = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
            row.push(Math.min(change, previous[j] + 1, row[j - 1] + 1));
        }
        previous = row;
    }
    return previous[b.length];
}


/***/ }),

/***/ 8508:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ version)
/* harmony export */ });
/** The tool's own version. Generated from package.json by `npm run generate`. */
const version = '0.1.0';


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(3986);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
