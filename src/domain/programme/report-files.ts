/** What organisers export from a report, for spreadsheets. */
export const exportedFiles = ['requests', 'sessions', 'people', 'topics'] as const
export type ExportedFile = (typeof exportedFiles)[number]

/** What is uploaded into a report's thread. */
export const reportFiles = ['picture', ...exportedFiles] as const
export type ReportFile = (typeof reportFiles)[number]
