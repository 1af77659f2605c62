/** Dates and times in a name: those of the run are masked, those that a test is about stay. */

/** For time zones and runs over midnight. */
const nearMs = 36 * 3_600_000;

type Note = (masked: string) => void;

/** Year to second as digits with or without separators; a fraction and a zone may follow. */
const moment =
  /(?<![\d.])(20\d\d)([-/._]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?:[ T_.-]|(?<=\d{8}))([01]\d|2[0-3])[:._-]?([0-5]\d)[:._-]?([0-5]\d)(?:[.,](\d{1,9})|(?<=\d{14})(\d{3,6}))?(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?(?!\d)/g;
const day = /(?<![\d.])(20\d\d)([-/._]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d|\.\d)/g;
/** In the format of `date` and HTTP. */
const inWords =
  /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?:\d{1,2} )?[A-Z][a-z]{2} (?: ?\d{1,2} )?(?:20\d\d )?\d\d:\d\d:\d\d(?: [A-Z]{3,4})?(?: 20\d\d)?/g;
const clockTime = /(?<![\d:])(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d[.,]\d{3,9}(?!\d)/g;
/** In the order of a country: `3/1/2026, 10:00:00 AM`, `01.03.2026 10:00`. */
const local =
  /(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(20\d\d),? (\d{1,2}):([0-5]\d)(?::[0-5]\d(?:[.,]\d{1,9})?)?(?: ?[AaPp]\.?[Mm]\b\.?)?(?!\d)/g;
/** As Python shows it: `datetime.datetime(2026, 3, 1, 10, 0, 0, 123456)`. */
const inPython =
  /(?<=\bdate(?:time)?\()(20\d\d), (\d{1,2}), (\d{1,2})(?:, (\d{1,2}), (\d{1,2})(?:, \d{1,2}(?:, \d{1,6})?)?)?(?=[,)])/g;
/** Seconds, with or without a fraction, milliseconds, microseconds or nanoseconds since 1970. */
const epoch = /(?<![\d.A-Za-z])1[4-9]\d{8}(?:\d{3}|\d{6}|\d{9}|\.\d{1,9})?(?!\d|\.\d)/g;
/** The suffix that a reporter adds to the name of a suite. */
const suffix = /[-_. ](20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[-_T]?(?:[01]\d|2[0-3])[0-5]\d[0-5]\d)$/;

/**
 * @param clockMs time of the run from its log; null: unknown. Then every time is treated as that of the run, and
 * every date alone as part of a test.
 * @param note called with each masked part
 */
export function maskStamps(name: string, clockMs: number | null, note: Note): string {
  if (!/20\d\d|1[4-9]\d{8}|\d:\d\d:/.test(name)) return name;
  const mask = (found: string, isRunTime: boolean): string => {
    if (!isRunTime) return found;
    note(found);
    return '*';
  };
  const isNear = (timeMs: number): boolean => clockMs !== null && Math.abs(timeMs - clockMs) <= nearMs;
  return name
    .replace(suffix, (_found, stamp: string) => {
      note(stamp);
      return '';
    })
    .replaceAll(
      moment,
      (found, year, _separator, month, date, hour, minute, second, part = '', more = '') => {
        const timeMs = Date.UTC(+year, month - 1, +date, +hour, +minute, +second);
        const isExact = /[1-9]/.test(part + more) && (part + more).length >= 3;
        return mask(found, clockMs === null || isExact || isNear(timeMs));
      },
    )
    .replaceAll(inWords, (found) => mask(found, clockMs === null || isNear(Date.parse(found))))
    .replaceAll(local, (found, first, _separator, second, year, hour, minute) => {
      const dates = [
        [first, second],
        [second, first],
      ].map(([month, date]) => Date.UTC(+year, month - 1, +date, +hour, +minute));
      return mask(found, clockMs === null || dates.some(isNear));
    })
    .replaceAll(inPython, (found, year, month, date, hour, minute) => {
      const timeMs = Date.UTC(+year, month - 1, +date, +(hour ?? 12), +(minute ?? 0));
      return mask(found, isNear(timeMs) || (clockMs === null && hour !== undefined));
    })
    .replaceAll(day, (found, year, _separator, month, date) =>
      mask(found, isNear(Date.UTC(+year, month - 1, +date, 12))),
    )
    .replaceAll(clockTime, (found) => mask(found, /[.,]\d*[1-9]/.test(found)))
    .replaceAll(epoch, (found) => {
      const timeMs = Number(found.replace('.', '').slice(0, 13).padEnd(13, '0'));
      return mask(found, clockMs === null ? /^\d{13}$|\.\d{3}/.test(found) : isNear(timeMs));
    });
}
