import { expect, it } from 'vitest';
import { findOwners } from '../../src/ingest/find-owners.ts';

const tracked = [
  'billing/src/test/java/com/shop/billing/TaxTest.java',
  'cart/src/test/java/com/shop/cart/CartTest.java',
  'legacy/src/test/java/com/shop/cart/OldTest.java',
  'mail/src/test/java/com/shop/mail/OldTest.java',
  'Shop.Web.Tests/Pages/LoginTests.cs',
  'services/search/tests/test_index.py',
  'packages/mail/test/api.test.ts',
  'src/shop.ts',
];
const codeOwners = `
* @octo/all
/billing/ @octo/money
/cart/ @octo/cart
/mail/ @octo/mail
Shop.Web.Tests/ @octo/web
/services/search/ @octo/search
/packages/mail/ @octo/mail
`;
const ownersOf = findOwners(codeOwners, tracked);

it.each([
  ['com.shop.billing.TaxTest › adds', '@octo/money'],
  ['com.shop.billing.TaxTest$WhenAbroad › adds', '@octo/money'],
  ['com.shop.cart.CartTest', '@octo/cart'],
  // Two files have this name: the folders decide.
  ['com.shop.mail.OldTest › sends', '@octo/mail'],
  // A namespace of C# need not be a folder.
  ['Shop.Web.Tests.LoginTests › logs in', '@octo/web'],
  ['LoginTests › logs in', '@octo/web'],
  // A class inside of a module.
  ['tests.test_index.TestIndex › finds', '@octo/search'],
  ['tests/test_index.py::TestIndex::finds', '@octo/search'],
  ['packages/mail/test/api.test.ts › api › retries', '@octo/mail'],
])('names the owner of %s', (name, owner) => expect(ownersOf(name, null)).toEqual([owner]));

it.each(['com.other.OldTest › sends', 'com.shop.Unknown › adds', 'adds a tax', 'shop', '', '$', 'a.b.c'])(
  'names no owner if no file, or more than one, matches: %s',
  (name) => expect(ownersOf(name, null)).toEqual([]),
);

it('prefers the file of the failure', () =>
  expect(ownersOf('com.shop.billing.TaxTest › adds', 'cart/src/a.java')).toEqual(['@octo/cart']));
