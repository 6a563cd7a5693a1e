import {
  type Activity,
  ActivityTypes,
  CloudAdapter,
  type ConversationReference,
  INVOKE_RESPONSE_KEY,
  type InvokeResponse,
  type ResourceResponse,
  type TurnContext,
} from 'botbuilder';
import type { Logger } from '../../log';
import type { TeamsAuthentication } from './authentication';
import type { Connector } from './connector';

/**
 * CloudAdapter with our transport. It authenticates and makes the turn's context; what goes out goes through our
 * connector, and a failing turn leaves nothing in the HTTP body.
 */
export class TeamsAdapter extends CloudAdapter {
  constructor(
    authentication: TeamsAuthentication,
    private readonly connector: Connector,
    log: Logger,
  ) {
    super(authentication);
    // Without one, or with one that throws, the library answers with the error's text.
    this.onTurnError = async (_context, error) => {
      log.error({ err: error }, 'turn failed outside the bot');
    };
  }

  /**
   * Authenticates an activity and runs the logic on it.
   * @returns the answer for the HTTP body when it was an invoke.
   * @throws Refusal when it is turned away.
   */
  receive(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, logic);
  }

  /** @throws DeliveryError with what is known of the outcome. */
  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const responses: ResourceResponse[] = [];
    for (const activity of activities) {
      if (activity.type === ActivityTypes.InvokeResponse) {
        context.turnState.set(INVOKE_RESPONSE_KEY, activity);
        responses.push({ id: '' });
        continue;
      }
      const { serviceUrl, conversation } = where(activity);
      responses.push({
        id: await this.connector.post(serviceUrl, conversation, activity, activity.replyToId),
      });
    }
    return responses;
  }

  /** @throws DeliveryError with what is known of the outcome. */
  override async updateActivity(
    _context: TurnContext,
    activity: Partial<Activity>,
  ): Promise<ResourceResponse> {
    const { serviceUrl, conversation } = where(activity);
    await this.connector.update(serviceUrl, conversation, activity.id ?? '', activity);
    return { id: activity.id ?? '' };
  }

  /** @throws DeliveryError with what is known of the outcome. */
  override async deleteActivity(
    _context: TurnContext,
    reference: Partial<ConversationReference>,
  ): Promise<void> {
    const { serviceUrl, conversation } = where(reference);
    await this.connector.remove(serviceUrl, conversation, reference.activityId ?? '');
  }
}

function where(target: Pick<Partial<Activity>, 'serviceUrl' | 'conversation'>): {
  serviceUrl: string;
  conversation: string;
} {
  return { serviceUrl: target.serviceUrl ?? '', conversation: target.conversation?.id ?? '' };
}
