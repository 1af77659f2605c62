/** Any character, one half of a pair aside. */
import fc from 'fast-check';

const surrogates = 0x800;
const firstSurrogate = 0xd800;

/** Like fast-check's `unit: 'binary'`, which first lists all characters: a second in each process. */
export const anyCharacter = fc.integer({ min: 0, max: 0x10ffff - surrogates }).map(
  (at) => String.fromCodePoint(at < firstSurrogate ? at : at + surrogates),
  (character) => {
    if (typeof character !== 'string' || [...character].length !== 1) throw new Error('not a character');
    const code = character.codePointAt(0) as number;
    return code < firstSurrogate ? code : code - surrogates;
  },
);
