import { App, HTTPReceiver } from '@slack/bolt';
import restify from 'restify';
import { announce } from '../announce';

// The least that an app can do on the same stack: Bolt's receiver in restify, echoing in the ack.
const receiver = new HTTPReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  endpoints: '/slack/events',
});
const app = new App({
  token: 'xoxb-bench',
  receiver,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
});
app.command('/cnatet', async ({ ack, command }) => ack({ response_type: 'ephemeral', text: command.text }));

const server = restify.createServer();
server.post('/slack/events', (req, res, next) => {
  res.once('close', () => next(false));
  receiver.requestListener(req, res);
});
server.listen(0, '127.0.0.1', () => announce(server.address().port));
