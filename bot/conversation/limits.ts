/** Numbers that a commune's data-protection notice publishes, in one place. */
export const KEEP = {
  /** Days after the last message until a conversation is forgotten. */
  conversationDays: 30,
  /** Hours for which an answer is kept so that a retry gets the same one. */
  answerHours: 24,
} as const

export const LIMIT = {
  /** Characters of one message, as a person counts them. */
  text: 2000,
  /** Characters of a conversation's or a message's id. */
  id: 64,
  /** Candidates offered at once. */
  candidates: 4,
  /** Guesses offered when a message was not understood. */
  nearest: 3,
  /** Not understood this often in a row: hand over to people. */
  strikes: 2,
  /** Rounds of optimistic retry. Each lost round means another update of the chat was stored. */
  rounds: 40,
} as const
