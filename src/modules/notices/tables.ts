export interface NoticesTables {
  /** One row per letter that was handed over, so that a reaction that runs twice writes once. */
  letter: { key: string; kind: string; person: string; sent_at: Date }
}
