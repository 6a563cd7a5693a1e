import { expect } from 'chai';
import { hasIdentityNumber, maskIdentityNumbers } from '../../src/forms/guard';

// Numbers from the authorities' own lists of numbers for tests.
const refused = [
  '19640823-3234',
  '640823-3234',
  '640823 3234',
  '6408233234',
  '196408233234',
  '640823+3234',
  '640823–3234',
  '640823−3234',
  '64-08-23-3234',
  '1964 08 23 3234',
  '1964-08-23 32 34',
  '640823 - 3234',
  '640823.3234',
  '６４０８２３-３２３４',
  '640823\u200b-3234',
  '640823\u00ad3234',
  '701063-2391',
  '640883-3231',
  '000101-R220',
  'pnr:640823-3234.',
  'Anna (640823-3234) och Per',
  '12640823-3234 640823-3234',
  'anna_19640823_3234.pdf',
  '1964_08_23_3234',
  'IMG-640823-3234 (1).jpg',
  'https://orebro.se/?nr=640823%2D3234',
  '640823:3234',
  '640823--3234',
  '640823·3234',
  '640823 (3234)',
  '*640823*-*3234*',
  '640823   -   3234',
  '٦٤٠٨٢٣-٣٢٣٤',
];

const passed = [
  '',
  'Ring 070-749 92 17 eller 019-21 10 00',
  '640823-3235',
  '802001-1234',
  '2026-03-12–2026-04-01',
  '20260312-20260401',
  'mellan 2026-03-12 och 2026-04-12',
  '2026-03-12 14.30–16.00',
  'kl. 14.30, 20260312',
  'bankgiro 640823-3',
  'D-2026-003 och E-2026-014',
  'Ks 1132/2023',
  'Slottsgatan 13 A, 703 61 Örebro',
  '99640823323499',
];

describe('identity numbers in text', () => {
  for (const text of refused) {
    it(`finds one in ${JSON.stringify(text)}`, () => expect(hasIdentityNumber(text)).to.equal(true));
  }
  for (const text of passed) {
    it(`finds none in ${JSON.stringify(text)}`, () => expect(hasIdentityNumber(text)).to.equal(false));
  }

  it('masks each of them and leaves the rest', () => {
    expect(maskIdentityNumbers('Anna 640823-3234, Per 701063-2391, tel 070-749 92 17')).to.equal(
      'Anna [personnummer], Per [personnummer], tel 070-749 92 17',
    );
  });

  it('is quick with long and hostile text', () => {
    const started = performance.now();
    hasIdentityNumber('1 '.repeat(20_000));
    hasIdentityNumber('64'.repeat(20_000));
    expect(performance.now() - started).to.be.below(1_000);
  });
});
