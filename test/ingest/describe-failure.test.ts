import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeFailure, type FailureDraft, openPrivacy } from '../../src/ingest/describe-failure.ts';
import { listMasks } from '../../src/ingest/mask-secrets.ts';
import { anyCharacter } from '../any-character.ts';

const read = (draft: FailureDraft) => describeFailure(draft, openPrivacy);

/** What each tool writes, and which part of it is shown. */
const tools: Readonly<Record<string, readonly [FailureDraft, string | null, string | null]>> = {
  jest: [
    {
      text: `Error: expect(received).toBe(expected) // Object.is equality

Expected: 3
Received: 4
    at Object.toBe (/home/runner/work/shop/shop/node_modules/expect/build/index.js:9:1)
    at Object.<anonymous> (/home/runner/work/shop/shop/src/sum.test.ts:5:19)
    at processTicksAndRejections (node:internal/process/task_queues:95:5)`,
    },
    'Error: expect(received).toBe(expected) // Object.is equality\nExpected: 3\nReceived: 4',
    'src/sum.test.ts:5',
  ],
  vitest: [
    {
      message: 'expected 3 to be 4 // Object.is equality',
      text: `AssertionError: expected 3 to be 4 // Object.is equality

- Expected
+ Received

- 4
+ 3

 ❯ src/sum.test.ts:5:19`,
    },
    'expected 3 to be 4 // Object.is equality',
    'src/sum.test.ts:5',
  ],
  playwright: [
    {
      message: 'cart.spec.ts:7:5 checks out',
      text: `  [chromium] › cart.spec.ts:7:5 › checks out ─────────────────

    Error: expect(locator).toHaveText(expected)

    Expected string: "Paid"
    Received string: "Open"

      12 |   await page.click('#pay');
    > 13 |   await expect(page.locator('#state')).toHaveText('Paid');
         |                                        ^
      14 | });

        at /home/runner/work/shop/shop/e2e/cart.spec.ts:13:40
`,
    },
    'Error: expect(locator).toHaveText(expected)\n    Expected string: "Paid"\n    Received string: "Open"',
    'e2e/cart.spec.ts:13',
  ],
  pytest: [
    {
      message: 'AssertionError: assert 19 == 20\n +  where 19 = total([1, 2])',
      text: `def test_total():
>       assert total([1, 2]) == 20
E       AssertionError: assert 19 == 20
E        +  where 19 = total([1, 2])

tests/test_cart.py:12: AssertionError`,
    },
    'AssertionError: assert 19 == 20\n +  where 19 = total([1, 2])',
    'tests/test_cart.py:12',
  ],
  unittest: [
    {
      text: `Traceback (most recent call last):
  File "/usr/lib/python3.12/unittest/case.py", line 58, in testPartExecutor
    yield
  File "/home/runner/work/shop/shop/tests/test_cart.py", line 12, in test_total
    self.assertEqual(total(), 20)
AssertionError: 19 != 20`,
    },
    'AssertionError: 19 != 20',
    'tests/test_cart.py:12',
  ],
  surefire: [
    {
      message: 'expected: &lt;20&gt; but was: &lt;19&gt;',
      text: `org.opentest4j.AssertionFailedError: expected: <20> but was: <19>
	at org.junit.jupiter.api.AssertionUtils.fail(AssertionUtils.java:55)
	at app//com.shop.CartTest.total(CartTest.java:31)
	at java.base/java.lang.reflect.Method.invoke(Method.java:580)`,
    },
    'expected: &lt;20&gt; but was: &lt;19&gt;',
    'com/shop/CartTest.java:31',
  ],
  gotestsum: [
    {
      message: 'Failed',
      text: '=== RUN   TestTotal\n    cart_test.go:12: got 19, want 20\n--- FAIL: TestTotal (0.00s)',
    },
    'got 19, want 20',
    'cart_test.go:12',
  ],
  googletest: [
    {
      message: '/home/runner/work/shop/shop/cart_test.cc:12\nExpected equality of these values:\n  19\n  20',
    },
    'Expected equality of these values:\n  19\n  20',
    'cart_test.cc:12',
  ],
  rust: [
    {
      text: "thread 'tests::total' panicked at src/cart.rs:12:9:\nassertion `left == right` failed\n  left: 19\n right: 20\nnote: run with `RUST_BACKTRACE=1`",
    },
    "thread 'tests::total' panicked at src/cart.rs:12:9:\nassertion `left == right` failed\n  left: 19\n right: 20\nnote: run with `RUST_BACKTRACE=1`",
    'src/cart.rs:12',
  ],
  phpunit: [
    {
      text: 'CartTest::testTotal\nFailed asserting that 19 matches expected 20.\n\n/home/runner/work/shop/shop/test/CartTest.php:24',
    },
    'Failed asserting that 19 matches expected 20.',
    'test/CartTest.php:24',
  ],
  dotnet: [
    {
      message: 'Assert.Equal() Failure: Values differ\nExpected: 20\nActual:   19',
      text: '   at Shop.CartTests.Total() in D:\\a\\shop\\shop\\test\\CartTests.cs:line 12',
    },
    'Assert.Equal() Failure: Values differ\nExpected: 20\nActual:   19',
    'test/CartTests.cs:12',
  ],
  rspec: [
    {
      message: 'expected: 20\n     got: 19',
      text: "Failure/Error: expect(total).to eq 20\n\n# ./spec/cart_spec.rb:12:in `block'",
    },
    'expected: 20\n     got: 19',
    'spec/cart_spec.rb:12',
  ],
  'a word and a place': [{ message: 'failed', file: './a/b_test.exs', line: 4 }, null, 'a/b_test.exs:4'],
};

describe('describeFailure', () => {
  for (const [tool, [draft, message, place]] of Object.entries(tools)) {
    it(`shows the first lines and the place in the output of ${tool}`, () => {
      const failure = read(draft);
      expect(failure?.message ?? null).toBe(message);
      expect(failure?.file && `${failure.file}:${failure.line}`).toBe(place);
    });
  }

  it('begins with words, not with the fence of a block', () => {
    for (const fence of ['```', '```diff', '~~~', '======'])
      expect(read({ message: `${fence}\nexpected 3\n${fence}` })?.message).toBe('expected 3');
  });

  it('has no colours, also where the report writes their first character in another way', () => {
    for (const code of ['\u001b', '&#27;', '&#x1b;', '&#x1B;', '#x1B'])
      expect(read({ message: `${code}[31mexpected${code}[0m #1 &#x27;a&#x27;` })?.message).toBe(
        'expected #1 &#x27;a&#x27;',
      );
  });

  it('returns nothing for a failure without texts', () => {
    expect(read({ message: '', text: ' \n' })).toBeNull();
    expect(read({ message: 'Failed' })).toBeNull();
  });

  it('masks tokens and the given values, before it cuts', () => {
    const token = `ghp_${'a1B2'.repeat(9)}`;
    const masks = listMasks(['pass phrase 9', 'two\nlines of it']);
    const texts = [
      `push failed for ${token}`,
      'login as me:pass phrase 9',
      `GET https://me:hunter2@example.com/?k=${encodeURIComponent('pass phrase 9')}`,
      `header ${Buffer.from('pass phrase 9').toString('base64')}`,
      'lines of it',
      'Authorization: Bearer abc.DEF-0123456789_x',
      'AWS AKIAIOSFODNN7EXAMPLE and eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln',
      'password="correct horse" api_key=9f8e7d6c5b4a',
      `${'x'.repeat(290)} ${token}`,
    ];
    const shown = texts.map(
      (message) => describeFailure({ message }, { failureMessages: true, masks })?.message,
    );
    expect(shown.join('\n')).not.toMatch(
      /ghp_|pass phrase|pass%20|hunter2|cGFzc|lines of it|0123456789|AKIA|eyJ|correct|9f8e/,
    );
    expect(shown.every((text) => text?.includes('***') || text?.endsWith('…'))).toBe(true);
  });

  it('keeps words that only look like secrets', () => {
    const message = 'Unexpected token } in JSON at position 4; secrets are read, token kind: identifier';
    expect(read({ message })?.message).toBe(message);
  });

  it('keeps only the place when messages are off', () => {
    const draft = { message: 'secret plan', text: 'at /a/b.ts:3:1' };
    expect(describeFailure(draft, { failureMessages: false, masks: [] })).toEqual({
      message: null,
      file: '/a/b.ts',
      line: 3,
    });
  });

  it('is limited and free of control characters for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: anyCharacter, maxLength: 4000 }),
        fc.string({ maxLength: 4000 }),
        (message, text) => {
          const failure = read({ message, text });
          expect(failure?.message?.length ?? 0).toBeLessThanOrEqual(1_000);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
          expect(`${failure?.message}${failure?.file}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
        },
      ),
    );
  });

  it('reads hostile texts quickly', () => {
    for (const part of [
      'a',
      'a.b:',
      '/a',
      ' ',
      'at (',
      'eyJ',
      '-----BEGIN PRIVATE KEY-----',
      'token=',
      '(a.b:1',
      '://',
      ':',
      '\\',
    ])
      read({ message: part.repeat(100_000), text: part.repeat(100_000) });
  });
});
