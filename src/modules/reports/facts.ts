import type { Fact } from '#kernel/fact.ts'

/** What this module tells the others. */
export type ReportsFact =
  | Fact<'reports.export-asked', { export: string }>
  | Fact<'reports.export-ready', { person: string; export: string }>
  | Fact<'reports.erasure-asked', { person: string; erasure: string }>
  | Fact<'reports.erasure-due', { erasure: string }>
  | Fact<'reports.request-made', { person: string; request: string }>
  | Fact<'reports.request-answered', { person: string; request: string }>
  | Fact<'reports.request-pressing', { request: string }>
  | Fact<'reports.account-idle', { person: string }>
  | Fact<'reports.retention-confirmed', { proposal: string }>
