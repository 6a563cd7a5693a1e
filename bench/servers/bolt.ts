import { type AllMiddlewareArgs, App, HTTPReceiver, type SlackCommandMiddlewareArgs } from '@slack/bolt';
import restify from 'restify';
import { announce } from '../announce';

/** The least that an app can do on the same stack: Bolt's receiver in restify, with one command. */
export function serveBolt(
  echo: (args: SlackCommandMiddlewareArgs & AllMiddlewareArgs) => Promise<void>,
): void {
  const receiver = new HTTPReceiver({
    signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
    endpoints: '/slack/events',
  });
  const app = new App({
    token: 'xoxb-bench',
    receiver,
    clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
  });
  app.command('/cnatet', echo);

  const server = restify.createServer();
  server.post('/slack/events', (req, res, next) => {
    res.once('close', () => next(false));
    receiver.requestListener(req, res);
  });
  server.listen(0, '127.0.0.1', () => announce(server.address().port));
}
