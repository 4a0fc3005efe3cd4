const conversation = `inactivityTimeout originatingSocialMediaPublic accessAttributes associatedConversationId
  consultationConversationIds knowledgeBaseIds`

const participant = 'screenRecording'

const session = `protocolCallId edgeId mediaBridgeId remoteNameDisplayable sessionDnis addressSelf addressOther cc bcc
  destinationAddresses requestedRoutings selectedAgentId selectedAgentRank assignerId activeSkillIds removedSkillIds
  routingRing agentBullseyeRing routingRule routingRuleType skillExpressionId eligibleAgentCounts waitingInteractionCounts
  agentGroups.* proposedAgents.* dispositionAnalyzer skipEnabled callbackUserName agentOwned timeoutSeconds
  screenMonitoredUserId deliveryStatus deliveryStatusChangeDate authenticated cleared mediaCount journeyActionId
  journeyActionMapId journeyActionMapVersion journeyCustomerId journeyCustomerIdType journeyCustomerSessionId
  journeyCustomerSessionIdType engagementSource recording snippetRecording roomId cobrowseRole cobrowseRoomId
  sharingScreen agentAssistantId detectedSpeechStart detectedSpeechEnd mediaEndpointStats.* screenShareAddressSelf
  screenShareRoomId videoAddressSelf videoRoomId`

const flow = `flowVersion startingLanguage endingLanguage entryType entryReason transferTargetName issuedCallback
  recognitionFailureReason outcomes.*`

const segment = `wrapUpTags requestedRoutingSkillIds requestedRoutingUserIds requestedLanguageId sipResponseCodes
  q850ResponseCodes sourceConversationId destinationConversationId sourceSessionId destinationSessionId scoredAgents.*
  properties.* audioMuted videoMuted`

const evaluation = 'assigneeId assigneeApplicable'

const survey = 'surveyFormContextId surveyPartialResponse'

/** Fields that Genesys documents for conversation details and that no model reads. */
export const otherConversationFields: readonly string[] = [
  ...under('', conversation),
  ...under('participants.', participant),
  ...under('participants.sessions.', session),
  ...under('participants.sessions.flow.', flow),
  ...under('participants.sessions.segments.', segment),
  ...under('evaluations.', evaluation),
  ...under('surveys.', survey),
  'resolutions.*',
]

function under(path: string, names: string): string[] {
  return names.split(/\s+/).map((name) => path + name)
}
