/** Why somebody who only oversees the centre looks at what is other people's own: a closed list, so that the log holds no free words. */
export const insightReasons = ['complaint', 'planned-audit', 'request-of-person', 'incident', 'order-of-authority'] as const
export type InsightReason = (typeof insightReasons)[number]

export function isInsightReason(text: unknown): text is InsightReason {
  return (insightReasons as readonly unknown[]).includes(text)
}

/** How long a view stays open after a reason was given. */
export const insightMinutes = 30
