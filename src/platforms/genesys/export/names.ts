import type { Channel, EntryCause, FlowOut } from '../../journey.js'

/** Genesys' own words for ours. */
export const PROVIDERS: Readonly<Record<Channel, string>> = {
  voice: 'Edge',
  callback: 'PureCloud Callback',
  chat: 'PureCloud Webchat v2',
  message: 'PureCloud Messaging',
  email: 'PureCloud Email',
}

export const FLOW_IN: Readonly<Record<EntryCause, string | undefined>> = {
  ivr: 'ivr',
  flow: 'workflow',
  transfer: 'agent',
  consult: 'agent',
  overflow: 'acd',
  callback: undefined,
  campaign: 'dialer',
}

export const FLOW_OUT: Readonly<Record<FlowOut, string>> = {
  voicemail: 'voicemail',
  callback: 'callback',
  overflow: 'acd',
  ivr: 'ivr',
  external: 'external',
}

export const MEDIA_SETTINGS: Readonly<Record<Channel, string>> = {
  voice: 'call',
  callback: 'callback',
  chat: 'chat',
  message: 'message',
  email: 'email',
}

/** ISO 8601 in UTC with milliseconds. */
export function iso(instantMs: number): string {
  return new Date(instantMs).toISOString()
}
