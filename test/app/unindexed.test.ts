import { expect } from 'chai';
import { isEmbedded } from '../storage/with-store';
import { startTestApp } from '../support/app';

describe('a query that no index narrows', () => {
  it('fails whatever test made it, when its app is stopped', async function () {
    // Only the embedded store tells of them.
    if (!isEmbedded()) this.skip();
    const bot = await startTestApp();
    await bot.app.store.connection.collection('examples').findOne({ 'content.done': 'Text' });
    const error = await bot.stop().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(String(error)).to.include('no index narrows').and.include('content.done');
  });
});
